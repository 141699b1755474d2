//! Two tasks that have to do with one another, as an audit tells them.

use std::cmp::Ordering;

use schemars::JsonSchema;
use serde::Serialize;

use super::coverage::OTHER;
use super::{Candidate, Settled, Works, settled};
use crate::document::{Date, Slug, UnitRef};
use crate::overlap::{Apart, Difference, TaskRelation, Work, judge};
use crate::registry::StoredTask;
use crate::text::Span;

/// One side of an overlap.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Side {
    /// Id of the document.
    pub document: String,
    /// Its number.
    pub number: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// Its issuer.
    pub issuer: Option<String>,
    /// Its day of issue.
    pub issued: Option<Date>,
    /// The task's path in it.
    pub path: String,
    /// The task's place in the document's text.
    pub span: Span,
    /// The task's words.
    pub text: String,
    /// Who leads.
    pub lead: Vec<String>,
    /// The last day.
    pub due: Option<Date>,
    /// What comes of it.
    pub product: Option<String>,
    /// Its place in the matrix: the territory, the units that lead, the line of work; no part of the JSON.
    #[serde(skip)]
    #[schemars(skip)]
    pub cell: Cell,
}

/// Where a task stands in the matrix of units and lines of work.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cell {
    /// The territory whose authority gave the task.
    pub territory: Option<Slug>,
    /// The units that lead.
    pub units: Vec<Slug>,
    /// The line of work.
    pub line: String,
}

/// Two tasks that have to do with one another.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "Overlap")]
pub struct Found {
    /// The rule that speaks of it; none for a cascade, which is no fault.
    pub code: Option<&'static str>,
    /// `duplicate`, `conflict`, `cascade` or `inspection`.
    pub relation: &'static str,
    /// How far the words agree, from 0 to 1.
    pub score: f64,
    /// Both tasks, that of the earlier document first.
    pub tasks: [Side; 2],
    /// In what they contradict one another: `lead`, `due`, `target`.
    pub differs: Vec<Difference>,
    /// The words that decided: what both say.
    pub shared: Vec<String>,
    /// What the first alone says.
    pub only_first: Vec<String>,
    /// What the second alone says.
    pub only_second: Vec<String>,
    /// One sentence, in Vietnamese.
    pub message: String,
    /// Whose inspection goes ahead, where both are inspections and the law of that day tells it.
    pub settled: Option<Settled>,
}

impl Works<'_> {
    /// Returns what two tasks are to one another.
    ///
    /// # Errors
    /// What keeps them apart.
    pub fn judged(&self, (one, other): Candidate) -> Result<Found, Apart> {
        let at = |place: usize| self.get(place).ok_or(Apart::Words);
        let (mut first, mut second) = (at(one)?, at(other)?);
        let below = first.1.giver.carries_out(&second.1.giver);
        let above = second.1.giver.carries_out(&first.1.giver);
        let (one, other) = (&first.0.giver, &second.0.giver);
        let later = (one.issued, &one.id) > (other.issued, &other.id);
        // The plan that is carried out comes first, also where both are of one day.
        if below || (later && !above) {
            std::mem::swap(&mut first, &mut second);
        }
        let overlap = judge(first.1, second.1, self.lexicon())?;
        let relation = match overlap.relation {
            TaskRelation::Cascade => "cascade",
            _ if overlap.inspection => "inspection",
            TaskRelation::Duplicate => "duplicate",
            TaskRelation::Conflict => "conflict",
        };
        let code = match relation {
            "cascade" => None,
            "inspection" => Some("OVL-004"),
            _ if overlap.differs.contains(&Difference::Lead) => Some("OVL-001"),
            "conflict" => Some("OVL-003"),
            _ if first.1.shares_a_lead(second.1) => Some("OVL-002"),
            _ => Some("OVL-001"),
        };
        let tasks = [first, second].map(|(stored, work)| Side { cell: Cell::of(stored, work), ..Side::of(stored) });
        Ok(Found {
            code,
            relation,
            score: (overlap.score * 1000.0).round() / 1000.0,
            message: message(relation, &overlap.differs, &tasks, below || above),
            settled: settled::of(first.0, second.0, [first.1.action(), second.1.action()], self.lexicon())
                .filter(|_| relation == "inspection"),
            tasks,
            differs: overlap.differs,
            shared: overlap.shared,
            only_first: overlap.only_first,
            only_second: overlap.only_second,
        })
    }
}

impl Cell {
    /// Returns where a task stands.
    pub(super) fn of(stored: &StoredTask, work: &Work) -> Self {
        let unit = |unit: &UnitRef| unit.id.clone().unwrap_or_else(|| Slug::of(&unit.text));
        Self {
            territory: Some(stored.giver.territory.clone()),
            units: stored.task.lead.iter().map(unit).collect(),
            line: work.subject().unwrap_or_else(|| OTHER.to_owned()),
        }
    }
}

impl Found {
    /// Alarms before cascades, then the best score, then the documents.
    #[must_use]
    pub fn order(one: &Self, other: &Self) -> Ordering {
        let key = |found: &Self| {
            let sides = found.tasks.each_ref().map(|side| (side.document.clone(), side.span.start));
            (found.code.is_none(), sides)
        };
        let (a, b) = (key(one), key(other));
        a.0.cmp(&b.0).then(other.score.total_cmp(&one.score)).then_with(|| a.1.cmp(&b.1))
    }
}

impl Side {
    pub(super) fn of(stored: &StoredTask) -> Self {
        let task = &stored.task;
        Self {
            document: stored.giver.id.clone(),
            number: stored.giver.number.as_ref().map(|number| number.key.clone()),
            title: stored.giver.title.clone(),
            issuer: stored.giver.issuer_text.clone(),
            issued: stored.giver.issued,
            path: task.path.clone(),
            span: task.span,
            text: task.text.clone(),
            lead: task.lead.iter().map(|unit| unit.text.clone()).collect(),
            due: task.due,
            product: task.product.clone(),
            cell: Cell::default(),
        }
    }

    /// Returns the words by which the document is named: its number, else its id.
    #[must_use]
    pub fn label(&self) -> &str {
        self.number.as_deref().unwrap_or(&self.document)
    }
}

/// Says which plan serves which: the one that cites carries out the other; of two that do not cite, one task reports to the other.
fn cascading([first, second]: &[Side; 2], cited: bool) -> String {
    if cited {
        format!("{} triển khai {}", second.label(), first.label())
    } else {
        format!("{} và {}: một nhiệm vụ là báo cáo cho nhiệm vụ kia", first.label(), second.label())
    }
}

/// Says what two tasks are to one another; `cited`: whether one document carries out the other.
fn message(relation: &str, differs: &[Difference], tasks: &[Side; 2], cited: bool) -> String {
    if relation == "cascade" {
        return cascading(tasks, cited);
    }
    let [first, second] = tasks;
    let pair = format!("{} và {}", first.label(), second.label());
    let mut parts: Vec<String> = Vec::new();
    for difference in differs {
        parts.push(match difference {
            Difference::Lead => format!("khác đơn vị chủ trì ({}; {})", first.lead.join(", "), second.lead.join(", ")),
            Difference::Due => {
                let day = |side: &Side| side.due.map(|day| day.strftime("%d/%m/%Y").to_string()).unwrap_or_default();
                format!("khác thời hạn ({}; {})", day(first), day(second))
            }
            Difference::Target => "khác chỉ tiêu".to_owned(),
        });
    }
    let what =
        if relation == "inspection" { "cùng một cuộc kiểm tra, thanh tra" } else { "cùng một nhiệm vụ" };
    if parts.is_empty() { format!("{pair}: {what}") } else { format!("{pair}: {what}, {}", parts.join(", ")) }
}

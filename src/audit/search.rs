//! All tasks of a registry, and the pairs of them that have to do with one another.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use super::{Scope, Settled, settled};
use crate::document::Date;
use crate::lexicon::Lexicon;
use crate::overlap::{Block, Corpus, Difference, Giver, TaskRelation, Work, judge};
use crate::registry::{RegistryError, Store, StoredTask, TaskQuery};
use crate::text::Span;

/// The tasks, each read once, with the documents that give them.
pub struct Search {
    tasks: Vec<StoredTask>,
    works: Vec<Work>,
    corpus: Corpus,
}

/// One side of an overlap.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
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
}

/// Two tasks that have to do with one another.
#[derive(Debug, Clone, PartialEq, Serialize)]
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

impl Search {
    /// Reads all tasks of the scope.
    ///
    /// # Errors
    /// The registry cannot be read.
    pub fn of(store: &Store, lexicon: &Lexicon, scope: &Scope) -> Result<Self, RegistryError> {
        let mut tasks = store.tasks(&TaskQuery { territory: scope.territory.clone(), years: None })?;
        tasks.retain(|stored| stored.issued.is_none_or(|day| day <= scope.as_of));
        let mut givers: BTreeMap<String, Arc<Giver>> = BTreeMap::new();
        for stored in &tasks {
            if !givers.contains_key(&stored.document) {
                givers.insert(stored.document.clone(), Arc::new(giver(store, lexicon, stored)?));
            }
        }
        let mut search = Self { works: Vec::with_capacity(tasks.len()), tasks: Vec::new(), corpus: Corpus::default() };
        for stored in &tasks {
            let Some(giver) = givers.get(&stored.document) else { continue };
            let work = Work::new(giver, stored.task.clone(), lexicon);
            search.corpus.add(&work, lexicon);
            search.works.push(work);
        }
        search.tasks = tasks;
        Ok(search)
    }

    /// Returns how many tasks there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.tasks.len()
    }

    /// Returns whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.tasks.is_empty()
    }

    /// Returns the blocks in which pairs are looked for.
    #[must_use]
    pub fn blocks(&self) -> Vec<Block> {
        self.corpus.blocks()
    }

    /// Returns what is found among the tasks of a block, tasks of one document left out.
    #[must_use]
    pub fn judged(&self, block: &Block, lexicon: &Lexicon) -> Vec<Found> {
        let pairs = self.corpus.pairs(block, lexicon.score_weights(), None);
        pairs.into_iter().filter_map(|(one, other)| self.pair(one, other, lexicon)).collect()
    }

    /// Returns the tasks with what was read of them.
    pub(super) fn all(&self) -> impl Iterator<Item = (&StoredTask, &Work)> {
        self.tasks.iter().zip(&self.works)
    }

    /// Returns whether two tasks are of one document, of one authority, or one's document carries out the other's.
    pub(super) fn are_of_one_plan(&self, one: usize, other: usize) -> bool {
        let works = self.works.get(one).zip(self.works.get(other));
        works.is_none_or(|(one, other)| one.giver.id == other.giver.id || one.is_of_one_plan(other))
    }

    /// Returns whose inspection goes ahead of two tasks, where the law tells it.
    pub(super) fn settled(&self, one: usize, other: usize, lexicon: &Lexicon) -> Option<Settled> {
        let (first, second) = (self.works.get(one)?, self.works.get(other)?);
        settled::of(self.tasks.get(one)?, self.tasks.get(other)?, [first.action(), second.action()], lexicon)
    }

    fn pair(&self, one: u32, other: u32, lexicon: &Lexicon) -> Option<Found> {
        let at = |place: u32| {
            let place = usize::try_from(place).ok()?;
            Some((self.tasks.get(place)?, self.works.get(place)?))
        };
        let (mut first, mut second) = (at(one)?, at(other)?);
        let below = first.1.giver.carries_out(&second.1.giver);
        let above = second.1.giver.carries_out(&first.1.giver);
        let later = (first.0.issued, &first.0.document) > (second.0.issued, &second.0.document);
        // The plan that is carried out comes first, also where both are of one day.
        if below || (later && !above) {
            std::mem::swap(&mut first, &mut second);
        }
        let overlap = judge(first.1, second.1, lexicon).ok()?;
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
        let tasks = [Side::of(first.0), Side::of(second.0)];
        Some(Found {
            code,
            relation,
            score: (overlap.score * 1000.0).round() / 1000.0,
            message: if relation == "cascade" {
                cascading(&tasks, below || above)
            } else {
                message(relation, &overlap.differs, &tasks)
            },
            settled: settled::of(first.0, second.0, [first.1.action(), second.1.action()], lexicon)
                .filter(|_| relation == "inspection"),
            tasks,
            differs: overlap.differs,
            shared: overlap.shared,
            only_first: overlap.only_first,
            only_second: overlap.only_second,
        })
    }
}

impl Found {
    /// Alarms before cascades, then the best score, then the documents.
    pub(super) fn order(one: &Self, other: &Self) -> Ordering {
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
            document: stored.document.clone(),
            number: stored.number.as_ref().map(|number| number.key.clone()),
            title: stored.title.clone(),
            issuer: stored.issuer_text.clone(),
            issued: stored.issued,
            path: task.path.clone(),
            span: task.span,
            text: task.text.clone(),
            lead: task.lead.iter().map(|unit| unit.text.clone()).collect(),
            due: task.due,
            product: task.product.clone(),
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

fn message(relation: &str, differs: &[Difference], tasks: &[Side; 2]) -> String {
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

/// The document that gives a task, with what it carries out and what it changes.
fn giver(store: &Store, lexicon: &Lexicon, stored: &StoredTask) -> Result<Giver, RegistryError> {
    let mut giver = Giver::new(&stored.into(), lexicon);
    for relation in store.relations_from(&stored.document)? {
        if let Some(target) = relation.target.document {
            giver.note(relation.role, target);
        }
    }
    Ok(giver)
}

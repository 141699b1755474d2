//! All tasks of a registry, and the pairs of them that have to do with one another.

use std::cmp::Ordering;
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;
use std::sync::Arc;

use serde::Serialize;

use super::{Scope, Settled, settled};
use crate::document::Date;
use crate::lexicon::Lexicon;
use crate::overlap::{Apart, Block, Corpus, Difference, Giver, TaskRelation, Work, judge, share_ground};
use crate::registry::{KnownPairs, RegistryError, Store, StoredTask, TaskQuery};
use crate::text::Span;

/// Tasks with the documents that give them, their words not yet read.
pub struct Loaded {
    tasks: Vec<StoredTask>,
    /// A giver a task; tasks of one document share theirs.
    givers: Vec<Arc<Giver>>,
}

impl Loaded {
    /// Loads all tasks of the scope.
    ///
    /// # Errors
    /// The registry cannot be read.
    pub fn of(store: &Store, lexicon: &Lexicon, scope: &Scope) -> Result<Self, RegistryError> {
        let mut tasks = store.tasks(&TaskQuery { territory: scope.territory.clone(), years: None })?;
        let works = |stored: &StoredTask| !stored.kind.as_deref().is_some_and(|kind| lexicon.only_tells(kind));
        tasks.retain(|stored| stored.issued.is_none_or(|day| day <= scope.as_of) && works(stored));
        let mut givers: Vec<Arc<Giver>> = Vec::with_capacity(tasks.len());
        for stored in &tasks {
            // Tasks of one document follow one another.
            let same = givers.last().filter(|giver| giver.id == stored.document).map(Arc::clone);
            givers.push(match same {
                Some(giver) => giver,
                None => Arc::new(giver(store, lexicon, stored)?),
            });
        }
        Ok(Self { tasks, givers })
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

    /// Reads the words of one task.
    #[must_use]
    pub fn read(&self, at: usize, lexicon: &Lexicon) -> Option<Work> {
        Some(Work::new(self.givers.get(at)?, self.tasks.get(at)?.task.clone(), lexicon))
    }
}

/// The tasks, each read once, with the documents that give them.
pub struct Search {
    tasks: Vec<StoredTask>,
    works: Vec<Work>,
    /// The tasks among which pairs are still to be looked for; those that were compared before come first.
    corpus: Corpus,
    /// Where each task of the corpus stands among all.
    places: Vec<usize>,
    /// Those of the corpus that were not compared before.
    new: Range<u32>,
    /// Pairs found before, by their places among all tasks.
    known: Vec<(usize, usize)>,
}

/// A pair of tasks that may be one work, by their places.
pub type Candidate = (usize, usize);

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
    /// Puts tasks together with what was read of each, in their order. Of those that were compared before, `known` has the pairs.
    #[must_use]
    pub fn new(loaded: Loaded, works: Vec<Work>, known: &KnownPairs, lexicon: &Lexicon) -> Self {
        let tasks = loaded.tasks;
        let rows: HashMap<i64, usize> = tasks.iter().enumerate().map(|(at, stored)| (stored.row, at)).collect();
        let place = |row: &i64| rows.get(row).copied();
        let mut search = Self {
            known: known.pairs.iter().filter_map(|(one, other)| place(one).zip(place(other))).collect(),
            tasks,
            works,
            corpus: Corpus::default(),
            places: Vec::new(),
            new: 0..0,
        };
        search.fill(known, lexicon);
        search
    }

    /// Puts the tasks into the corpus that were not compared before, after those that they may meet.
    fn fill(&mut self, known: &KnownPairs, lexicon: &Lexicon) {
        let is_new = |at: &usize| self.tasks.get(*at).is_some_and(|stored| !known.documents.contains(&stored.document));
        let (new, old): (Vec<usize>, Vec<usize>) = (0..self.tasks.len()).partition(is_new);
        let arrived: Vec<&Work> = new.iter().filter_map(|at| self.works.get(*at)).collect();
        let grounds = Grounds::of(&arrived);
        let may_meet = |at: &usize| self.works.get(*at).is_some_and(|work| grounds.may_meet(work));
        self.places = old.into_iter().filter(may_meet).collect();
        self.add(0, lexicon);
        let first = self.corpus.next();
        let known = self.places.len();
        self.places.extend(new);
        self.add(known, lexicon);
        self.new = first..self.corpus.next();
    }

    /// Adds the tasks of the corpus from a place on.
    fn add(&mut self, first: usize, lexicon: &Lexicon) {
        for work in self.places.iter().skip(first).filter_map(|at| self.works.get(*at)) {
            self.corpus.add(work, lexicon);
        }
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
        if self.new.is_empty() { Vec::new() } else { self.corpus.blocks_of(&self.new) }
    }

    /// Returns the pairs that were found before.
    #[must_use]
    pub fn known(&self) -> &[Candidate] {
        &self.known
    }

    /// Returns the pairs of a block that may be one work and of which one task at least was not compared before.
    #[must_use]
    pub fn candidates(&self, block: &Block, lexicon: &Lexicon) -> Vec<Candidate> {
        let place = |at: u32| self.places.get(usize::try_from(at).ok()?).copied();
        let pairs = self.corpus.pairs(block, lexicon.score_weights(), Some(&self.new));
        pairs.into_iter().filter_map(|(one, other)| place(one).zip(place(other))).collect()
    }

    /// Returns the ids of the documents whose tasks were not compared before.
    #[must_use]
    pub fn new_documents(&self) -> Vec<&str> {
        let first = usize::try_from(self.new.start).unwrap_or(usize::MAX);
        let new = self.places.iter().skip(first).filter_map(|at| self.tasks.get(*at));
        let ids: BTreeSet<&str> = new.map(|stored| stored.document.as_str()).collect();
        ids.into_iter().collect()
    }

    /// Returns whether all documents that were compared before are looked over: only then what is new is compared with all of them.
    #[must_use]
    pub fn holds_all(&self, known: &KnownPairs) -> bool {
        let held: BTreeSet<&str> = self.tasks.iter().map(|stored| stored.document.as_str()).collect();
        known.documents.iter().all(|id| held.contains(id.as_str()))
    }

    /// Returns the rows of two tasks, the smaller first.
    #[must_use]
    pub fn rows(&self, (one, other): Candidate) -> Option<(i64, i64)> {
        let (one, other) = (self.tasks.get(one)?.row, self.tasks.get(other)?.row);
        Some((one.min(other), one.max(other)))
    }

    /// Returns the tasks with what was read of them.
    pub(super) fn all(&self) -> impl Iterator<Item = (&StoredTask, &Work)> {
        self.tasks.iter().zip(&self.works)
    }

    /// Returns whether two tasks are one visit: of one document, or as [`Work::is_of_one_visit`] says.
    pub(super) fn are_of_one_visit(&self, one: usize, other: usize) -> bool {
        let works = self.works.get(one).zip(self.works.get(other));
        works.is_none_or(|(one, other)| one.giver.id == other.giver.id || one.is_of_one_visit(other))
    }

    /// Returns whose inspection goes ahead of two tasks, where the law tells it.
    pub(super) fn settled(&self, one: usize, other: usize, lexicon: &Lexicon) -> Option<Settled> {
        let (first, second) = (self.works.get(one)?, self.works.get(other)?);
        settled::of(self.tasks.get(one)?, self.tasks.get(other)?, [first.action(), second.action()], lexicon)
    }

    /// Returns what two tasks are to one another.
    ///
    /// # Errors
    /// What keeps them apart.
    pub fn judged(&self, (one, other): Candidate, lexicon: &Lexicon) -> Result<Found, Apart> {
        let at = |place: usize| self.tasks.get(place).zip(self.works.get(place)).ok_or(Apart::Words);
        let (mut first, mut second) = (at(one)?, at(other)?);
        let below = first.1.giver.carries_out(&second.1.giver);
        let above = second.1.giver.carries_out(&first.1.giver);
        let later = (first.0.issued, &first.0.document) > (second.0.issued, &second.0.document);
        // The plan that is carried out comes first, also where both are of one day.
        if below || (later && !above) {
            std::mem::swap(&mut first, &mut second);
        }
        let overlap = judge(first.1, second.1, lexicon)?;
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
        Ok(Found {
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

/// Where and when tasks are done, so far as it decides which others they may meet.
struct Grounds<'a> {
    territories: BTreeSet<&'a str>,
    years: Option<(i16, i16)>,
}

impl<'a> Grounds<'a> {
    fn of(works: &[&'a Work]) -> Self {
        let years = works.iter().map(|work| work.years());
        Self {
            territories: works.iter().map(|work| work.giver.territory.as_str()).collect(),
            years: years.reduce(|one, other| (one.0.min(other.0), one.1.max(other.1))),
        }
    }

    /// Returns whether a task may meet one of them: no year or territory keeps it from all.
    fn may_meet(&self, work: &Work) -> bool {
        let (first, last) = work.years();
        let meets = self.years.is_some_and(|years| first <= years.1 && years.0 <= last);
        meets && self.territories.iter().any(|territory| share_ground(territory, &work.giver.territory))
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

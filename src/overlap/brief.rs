//! Tasks in short, and which of them may have to do with the tasks of a draft.
//!
//! What is short of a task are its terms, by four bytes of a digest, with their weights, and the units that it visits. A draft's
//! tasks are held against that without reading the words; two terms of one digest only let through a task too many.

use foldhash::{HashMap, HashMapExt, HashSet};

use super::least::{Least, narrow};
use super::work::Work;
use crate::document::{Slug, Task, UnitRef};
use crate::lexicon::Lexicon;

/// What is kept of a task and how; another number makes void what was kept before, and so must every change of what the words
/// of a task are read as.
const BRIEF: u32 = 1;

/// Returns by which words and weights tasks are read: what was kept by others does not hold.
#[must_use]
pub fn brief_ground(lexicon: &Lexicon) -> String {
    format!("{}/{BRIEF}/{}", env!("CARGO_PKG_VERSION"), lexicon.digest())
}

/// Returns in short, with their rows in the registry, the tasks of one document that any other's tasks may have to do with.
#[must_use]
pub fn brief<'w>(tasks: impl IntoIterator<Item = (i64, &'w Work)>, lexicon: &Lexicon) -> Vec<u8> {
    let mut bytes = Vec::new();
    for (row, work) in tasks {
        let terms = if work.is_planned() { weighed(work, lexicon) } else { Vec::new() };
        let targets = visited(&work.task);
        if terms.is_empty() && targets.is_empty() {
            continue;
        }
        bytes.extend(row.to_le_bytes());
        bytes.extend(count(terms.len()).to_le_bytes());
        bytes.extend(count(targets.len()).to_le_bytes());
        for (term, weight) in terms {
            bytes.extend(term.to_le_bytes());
            bytes.extend(weight.to_le_bytes());
        }
        bytes.extend(targets.iter().flat_map(|target| target.to_le_bytes()));
    }
    bytes
}

/// The tasks of a draft, as those of other documents are held against them.
pub struct Sieve {
    /// Planned tasks by their terms, with the weight of the term in each.
    terms: HashMap<u32, Vec<(usize, f32)>>,
    /// The weight of each planned task.
    weights: Vec<f32>,
    /// Units visited.
    targets: HashSet<u32>,
    least: Least,
}

impl Sieve {
    /// Makes the sieve of a draft's tasks.
    #[must_use]
    pub fn of(works: &[Work], lexicon: &Lexicon) -> Self {
        let mut terms: HashMap<u32, Vec<(usize, f32)>> = HashMap::new();
        let mut weights = Vec::new();
        for work in works.iter().filter(|work| work.is_planned()) {
            let weighed = weighed(work, lexicon);
            for (term, weight) in &weighed {
                terms.entry(*term).or_default().push((weights.len(), *weight));
            }
            weights.push(weighed.iter().map(|(_, weight)| weight).sum());
        }
        let targets = works.iter().flat_map(|work| visited(&work.task)).collect();
        Self { terms, weights, targets, least: Least::of(lexicon.score_weights()) }
    }

    /// Returns the rows of those tasks of a document, given in short, that may be one work with a task of the draft or visit a
    /// unit that it visits: never one too few. `None` where the bytes are not what [`brief`] writes.
    #[must_use]
    pub fn let_through(&self, brief: &[u8]) -> Option<Vec<i64>> {
        let mut bytes = Bytes(brief);
        let mut rows = Vec::new();
        let mut shared = vec![0.0; self.weights.len()];
        while !bytes.0.is_empty() {
            let row = i64::from_le_bytes(bytes.take()?);
            let (terms, targets) = (u32::from_le_bytes(bytes.take()?), u32::from_le_bytes(bytes.take()?));
            shared.fill(0.0);
            let mut whole = 0.0;
            for _ in 0..terms {
                let (term, weight) = (u32::from_le_bytes(bytes.take()?), f32::from_le_bytes(bytes.take()?));
                whole += weight;
                for (at, own) in self.terms.get(&term).into_iter().flatten() {
                    shared.get_mut(*at).into_iter().for_each(|shared| *shared += weight.min(*own));
                }
            }
            let mut met = self.weights.iter().zip(&shared).filter(|(_, shared)| **shared > 0.0);
            let mut wanted = met.any(|(own, shared)| self.least.is_nearly_met(*shared, *own, whole));
            for _ in 0..targets {
                wanted |= self.targets.contains(&u32::from_le_bytes(bytes.take()?));
            }
            if wanted {
                rows.push(row);
            }
        }
        Some(rows)
    }
}

/// The bytes that are left.
struct Bytes<'a>(&'a [u8]);

impl Bytes<'_> {
    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (first, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(*first)
    }
}

fn weighed(work: &Work, lexicon: &Lexicon) -> Vec<(u32, f32)> {
    let weights = lexicon.term_weights();
    work.reading.terms.iter().map(|(key, term)| (mark(key), narrow(term.weight(false, weights)))).collect()
}

/// Marks of the units that a task visits, each by its id and by its name: two checks ask for the one or the other.
fn visited(task: &Task) -> Vec<u32> {
    let marks = |unit: &UnitRef| unit.id.iter().map(|id| mark(id)).chain([mark(&Slug::of(&unit.text))]).collect();
    task.targets.iter().flat_map(|unit| -> Vec<u32> { marks(unit) }).collect()
}

/// Four bytes of a digest that is the same on every machine.
fn mark(key: &str) -> u32 {
    let [a, b, c, d, ..] = *blake3::hash(key.as_bytes()).as_bytes();
    u32::from_le_bytes([a, b, c, d])
}

fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{Sieve, brief};
    use crate::document::{Slug, Task, UnitRef};
    use crate::lexicon::Lexicon;
    use crate::overlap::made::{giver, task};
    use crate::overlap::{Giver, Work, judge};

    fn work(number: usize, plan: bool, text: &str, visited: &[&str]) -> Work {
        let giver = Giver { plan, subject: Some("lao-dong".to_owned()), ..giver(number, "quang-tri") };
        let unit = |name: &&str| UnitRef {
            text: (*name).to_owned(),
            id: name.starts_with("Sở").then(|| Slug::of(name)),
            territory: None,
        };
        let task = Task { targets: visited.iter().map(unit).collect(), ..task(text) };
        Work::new(&Arc::new(giver), task, Lexicon::shared())
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig::with_cases(80))]

        #[test]
        fn no_task_that_matters_is_held_back(
            tasks in proptest::collection::vec(
                (proptest::prelude::any::<bool>(),
                 proptest::collection::vec("kiểm tra|CCHC|văn thư|karaoke|xăng dầu|báo cáo|quý I|lũ|tàu|xe|đê|kè", 1..7),
                 proptest::sample::subsequence(vec!["Sở Y tế", "Sở Xây dựng", "Công ty Cam Lộ"], 0..2)),
                2..25)
        ) {
            let lexicon = Lexicon::shared();
            let works: Vec<Work> = tasks.iter().enumerate()
                .map(|(at, (plan, words, visited))| work(at, *plan, &words.join(" "), visited)).collect();
            for own in &works {
                let sieve = Sieve::of(std::slice::from_ref(own), lexicon);
                let whole = brief((0..).zip(&works), lexicon);
                let through = sieve.let_through(&whole).unwrap_or_default();
                for (row, other) in (0_i64..).zip(&works).filter(|(_, other)| other.giver.id != own.giver.id) {
                    let matters = judge(own, other, lexicon).is_ok() || !own.visited_by_both(other).is_empty();
                    proptest::prop_assert!(!matters || through.contains(&row), "{} | {}", own.task.text, other.task.text);
                }
                if !own.giver.plan && own.task.targets.is_empty() {
                    proptest::prop_assert_eq!(&through, &Vec::<i64>::new());
                }
                let cut = whole.get(..whole.len().saturating_sub(1)).filter(|cut| !cut.is_empty());
                proptest::prop_assert!(cut.is_none_or(|cut| sieve.let_through(cut).is_none()));
            }
        }
    }
}

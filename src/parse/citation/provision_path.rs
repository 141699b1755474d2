//! Paths to provisions: lists, ranges and chains of units bound to their containers.
//!
//! "khoản 1, 2 và điểm a khoản 3 Điều 5" names three provisions: a unit belongs to the nearest container that follows
//! it. Units that stand next to each other make one chain, as printed from the inside out; a chain without an article
//! borrows the containers of the chain after it.

use super::grammar::Grammar;
use super::units::{Unit, Units};
use crate::document::ProvisionPath;
use crate::parse::token::Key;

/// A path or a list of paths read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Path {
    /// The token after it.
    pub(super) end: usize,
    /// The paths, outermost unit first.
    pub(super) paths: Vec<ProvisionPath>,
    /// The unit that "này" points at: "khoản 1 Điều này".
    pub(super) within: Option<Unit>,
    /// Whether it names an article.
    pub(super) has_article: bool,
    /// Whether it names an annex, a form or a table.
    pub(super) has_annex: bool,
}

/// How a unit is joined to the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Join {
    /// By nothing or "của".
    Chain,
    /// By a comma.
    Comma,
    /// By "và", "hoặc" or a semicolon.
    And,
}

impl Grammar<'_> {
    /// Reads the list of provisions that starts at `at`.
    pub(super) fn provision_path(&self, at: usize) -> Option<Path> {
        let first = self.units(self.list_words(at))?;
        let mut end = first.end;
        let mut units = vec![(Join::Chain, first)];
        while units.len() < MOST_UNITS
            && let Some((join, next)) = self.join(end, &units)
        {
            let Some(unit) = self.units(next) else { break };
            end = unit.end;
            let this = unit.this;
            units.push((join, unit));
            if this {
                break;
            }
        }
        let within = units.iter().find(|(_, unit)| unit.this).map(|(_, unit)| unit.unit);
        let chains = chains(&units);
        let bound = bound(chains);
        let mut paths: Vec<ProvisionPath> = bound.iter().flat_map(|chain| spelled(chain)).take(MOST_PATHS).collect();
        if units.iter().any(|(_, unit)| unit.unit == Unit::Row) {
            in_annex(&mut paths);
        }
        Some(Path {
            end,
            paths,
            within,
            has_article: units.iter().any(|(_, unit)| unit.unit == Unit::Article && !unit.this),
            has_annex: units.iter().any(|(_, unit)| unit.unit.is_attached()),
        })
    }

    /// Skips the words before a list's first unit: "các điều từ Điều 3".
    fn list_words(&self, at: usize) -> usize {
        let mut next = at;
        if self.key(next) == Key::Cac {
            next += 1;
        }
        if self.key(next + 1) == Key::Tu && self.unit_word(next).is_some_and(|(_, end)| end == next + 1) {
            next += 1;
        }
        if self.key(next) == Key::Tu {
            next += 1;
        }
        next
    }

    /// Returns how a further unit is joined at `at` and where it starts, where one does.
    fn join(&self, at: usize, before: &[(Join, Units)]) -> Option<(Join, usize)> {
        let (mut join, mut next) = (Join::Chain, at);
        if self.mark(at, ',') || self.mark(at, ';') {
            join = if self.mark(at, ',') { Join::Comma } else { Join::And };
            next += 1;
        }
        if self.key(next).joins() {
            join = Join::And;
            next += 1;
        }
        if matches!(self.key(next), Key::Cua | Key::Tai | Key::Thuoc | Key::Trong) {
            next += 1;
        }
        let next = self.list_words(next);
        let (unit, _) = self.unit_word(next)?;
        let semicolon = self.mark(at, ';');
        let last = before.last().map(|(_, last)| last.unit)?;
        let fits = !semicolon || (last >= Unit::Article && unit <= Unit::Article && !last.is_attached());
        (fits && self.units(next).is_some()).then_some((join, next))
    }
}

/// Cuts the units into chains, each from the inside out.
fn chains(units: &[(Join, Units)]) -> Vec<Vec<&Units>> {
    let mut chains: Vec<Vec<&Units>> = Vec::new();
    for (join, unit) in units {
        let contains = chains.last().and_then(|chain| chain.last()).is_some_and(|last| match join {
            Join::Chain => last.unit != unit.unit,
            Join::Comma => {
                last.unit < unit.unit || (unit.unit == Unit::Article && matches!(last.unit, Unit::Section | Unit::Part))
            }
            Join::And => false,
        });
        match chains.last_mut() {
            Some(chain) if contains => chain.push(unit),
            _ => chains.push(vec![unit]),
        }
    }
    chains
}

/// Gives every chain that lacks containers those of the chain after it.
fn bound(chains: Vec<Vec<&Units>>) -> Vec<Vec<&Units>> {
    let mut bound: Vec<Vec<&Units>> = Vec::new();
    for mut chain in chains.into_iter().rev() {
        let outermost = chain.last().map(|last| last.unit);
        if let (Some(outermost), Some(after)) = (outermost, bound.last())
            && outermost != Unit::Article
            && !outermost.is_attached()
        {
            chain.extend(after.iter().filter(|unit| unit.unit > outermost));
        }
        bound.push(chain);
    }
    bound.reverse();
    bound
}

/// Writes the paths of one chain: the product of its values, outermost unit first.
fn spelled(chain: &[&Units]) -> Vec<ProvisionPath> {
    let mut paths = vec![String::new()];
    let descending = chain.first().zip(chain.last()).is_some_and(|(first, last)| {
        first.unit == Unit::Article && last.unit < Unit::Article
            || first.unit == Unit::Chapter && last.unit < first.unit
    });
    let units: Vec<&&Units> = if descending { chain.iter().collect() } else { chain.iter().rev().collect() };
    for unit in units {
        if unit.this || unit.unit == Unit::Row {
            continue;
        }
        let steps: Vec<String> = match unit.values.as_slice() {
            [] => vec![unit.unit.slug().to_owned()],
            values => values.iter().map(|value| format!("{}-{value}", unit.unit.slug())).collect(),
        };
        paths = paths
            .iter()
            .flat_map(|path| {
                steps.iter().map(move |step| if path.is_empty() { step.clone() } else { format!("{path}/{step}") })
            })
            .take(MOST_PATHS)
            .collect();
    }
    paths.retain(|path| !path.is_empty());
    paths
}

/// Puts the sections that hold a table's rows into the annex that the table is, where none is named.
fn in_annex(paths: &mut [ProvisionPath]) {
    let attached = [Unit::Annex, Unit::Form, Unit::Table].map(Unit::slug);
    for path in paths.iter_mut().filter(|path| !attached.iter().any(|unit| path.starts_with(unit))) {
        *path = format!("{}/{path}", Unit::Annex.slug());
    }
}

/// No sentence names more provisions than this; a longer product comes of misreading.
const MOST_PATHS: usize = 400;

/// No sentence lists more units than this.
const MOST_UNITS: usize = 200;

//! Which provision of one document is which of the other.
//!
//! Words that stand once in each document anchor the two; between anchors the pairs are sought that keep the order and
//! have the most words in common; what is left over and nearly the same has moved.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::ops::Range;

use super::units::Unit;

/// Places in the two lists of units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pairing {
    pub(super) left: Option<usize>,
    pub(super) right: Option<usize>,
    /// Whether the unit left its place in the order.
    pub(super) moved: bool,
}

/// Words that a unit has at least to be known by them alone.
const TELLING: usize = 4;
/// Words that what moved has at least: short lines are alike everywhere.
const MOVABLE: usize = 8;
/// Likeness of what moved.
const MOVED: f64 = 0.75;
/// Likeness of neighbours that are one, and of those that bear the same path.
const ALIKE: f64 = 0.5;
const ALIKE_IN_PLACE: f64 = 0.25;
/// Pairs of a stretch between anchors that are weighed at most; beyond, paths alone tell.
const WEIGHED: usize = 4_000_000;

/// Returns all units of both in the order of the right one.
pub(super) fn pairs(left: &[Unit], right: &[Unit]) -> Vec<Pairing> {
    let mut matched = anchors(left, right);
    let mut between = Vec::new();
    let (mut i, mut j) = (0, 0);
    for &(a, b) in matched.iter().chain([&(left.len(), right.len())]) {
        between.extend(weighed(left, i..a, right, j..b));
        (i, j) = (a + 1, b + 1);
    }
    matched.extend(between);
    matched.sort_unstable();
    let moved = moved(left, right, &matched);
    in_order(left.len(), right.len(), &matched, &moved)
}

/// Returns the longest chain of units whose words stand once in each document.
fn anchors(left: &[Unit], right: &[Unit]) -> Vec<(usize, usize)> {
    let once = |units: &[Unit]| {
        let mut places: BTreeMap<Vec<String>, Option<usize>> = BTreeMap::new();
        for (at, unit) in units.iter().enumerate().filter(|(_, unit)| unit.key.len() >= TELLING) {
            places.entry(unit.key.clone()).and_modify(|place| *place = None).or_insert(Some(at));
        }
        places
    };
    let (ours, theirs) = (once(left), once(right));
    let both = ours.into_iter().filter_map(|(key, at)| Some((at?, (*theirs.get(&key)?)?)));
    let mut candidates: Vec<(usize, usize)> = both.collect();
    candidates.sort_unstable();
    longest_rising(&candidates)
}

/// Returns the longest chain whose second places rise with the first (patience sorting).
fn longest_rising(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let second = |at: usize| pairs.get(at).map_or(0, |pair| pair.1);
    let mut tops: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    for at in 0..pairs.len() {
        let pile = tops.partition_point(|top| second(*top) < second(at));
        before.push(pile.checked_sub(1).and_then(|below| tops.get(below)).copied());
        match tops.get_mut(pile) {
            Some(top) => *top = at,
            None => tops.push(at),
        }
    }
    let mut chain = Vec::new();
    let mut next = tops.last().copied();
    while let Some(at) = next {
        chain.extend(pairs.get(at));
        next = before.get(at).copied().flatten();
    }
    chain.reverse();
    chain
}

/// Returns the pairs between two anchors that keep the order and have the most in common.
fn weighed(left: &[Unit], ours: Range<usize>, right: &[Unit], theirs: Range<usize>) -> Vec<(usize, usize)> {
    let (rows, columns) = (left.get(ours.clone()).unwrap_or_default(), right.get(theirs.clone()).unwrap_or_default());
    let large = rows.len().saturating_mul(columns.len()) > WEIGHED;
    let width = columns.len() + 1;
    // best[i][j]: the most that the units from i and j on have in common.
    let mut best = vec![0.0_f64; (rows.len() + 1) * width];
    let value = |best: &[f64], i: usize, j: usize| best.get(i * width + j).copied().unwrap_or(0.0);
    let worth = |ours: &Unit, theirs: &Unit| if large { same_path(ours, theirs) } else { gain(ours, theirs) };
    for (i, ours) in rows.iter().enumerate().rev() {
        for (j, theirs) in columns.iter().enumerate().rev() {
            let apart = value(&best, i + 1, j).max(value(&best, i, j + 1));
            let together = worth(ours, theirs).map_or(0.0, |gain| gain + value(&best, i + 1, j + 1));
            if let Some(cell) = best.get_mut(i * width + j) {
                *cell = apart.max(together);
            }
        }
    }
    let mut pairs = Vec::new();
    let (mut i, mut j) = (0, 0);
    while let (Some(a), Some(b)) = (rows.get(i), columns.get(j)) {
        let together = worth(a, b).map(|gain| gain + value(&best, i + 1, j + 1));
        if together.is_some_and(|together| together >= value(&best, i, j)) {
            pairs.push((ours.start + i, theirs.start + j));
            (i, j) = (i + 1, j + 1);
        } else if value(&best, i + 1, j) >= value(&best, i, j + 1) {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

/// Returns what a pair is worth, `None` where the two are not one.
fn gain(left: &Unit, right: &Unit) -> Option<f64> {
    let in_place = same_path(left, right).is_some();
    // A provision is no recital and no line of the header, unless it says the same.
    let least = match (family(left) == family(right), in_place) {
        (true, true) => ALIKE_IN_PLACE,
        (true, false) => ALIKE,
        (false, _) => MOVED,
    };
    let alike = likeness(left, right);
    let bonus = if in_place { 0.1 } else { 0.0 };
    (alike >= least).then_some(alike + bonus)
}

fn same_path(left: &Unit, right: &Unit) -> Option<f64> {
    (left.path.is_some() && left.path == right.path).then_some(1.0)
}

/// What kind of unit a path is of: its last step without the number.
fn family(unit: &Unit) -> Option<&str> {
    let step = unit.path.as_deref()?.rsplit('/').next()?;
    Some(step.rsplit_once('-').map_or(step, |(name, _)| name))
}

/// Returns the share of words that two units have in common, 0 to 1 (Dice's coefficient over words with their counts).
fn likeness(left: &Unit, right: &Unit) -> f64 {
    let (ours, theirs) = (&left.bag, &right.bag);
    let all = ours.len() + theirs.len();
    if left.key == right.key {
        return 1.0;
    }
    // Of lengths far apart the share cannot be large.
    if ours.len().min(theirs.len()) * 8 < ours.len().max(theirs.len()) {
        return 0.0;
    }
    let (mut i, mut j, mut shared) = (0, 0, 0_u32);
    while let (Some(a), Some(b)) = (ours.get(i), theirs.get(j)) {
        match a.cmp(b) {
            Ordering::Less => i += 1,
            Ordering::Greater => j += 1,
            Ordering::Equal => (i, j, shared) = (i + 1, j + 1, shared + 1),
        }
    }
    2.0 * f64::from(shared) / f64::from(u32::try_from(all).unwrap_or(u32::MAX))
}

/// Returns the pairs among what is left over that are nearly the same, the most alike first taken.
fn moved(left: &[Unit], right: &[Unit], matched: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let free = |units: &[Unit], taken: Vec<usize>| -> Vec<usize> {
        let long = |at: &usize| units.get(*at).is_some_and(|unit| unit.key.len() >= MOVABLE);
        (0..units.len()).filter(|at| taken.binary_search(at).is_err()).filter(long).collect()
    };
    let mut ends: Vec<usize> = matched.iter().map(|pair| pair.1).collect();
    ends.sort_unstable();
    let ours = free(left, matched.iter().map(|pair| pair.0).collect());
    let theirs = free(right, ends);
    if ours.len().saturating_mul(theirs.len()) > WEIGHED {
        return Vec::new();
    }
    let mut candidates = Vec::new();
    for &i in &ours {
        for &j in &theirs {
            let (Some(a), Some(b)) = (left.get(i), right.get(j)) else { continue };
            let alike = likeness(a, b);
            if alike >= MOVED {
                candidates.push((alike, i, j));
            }
        }
    }
    candidates.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut taken: Vec<(usize, usize)> = Vec::new();
    for (_, i, j) in candidates {
        if taken.iter().all(|&(a, b)| a != i && b != j) {
            taken.push((i, j));
        }
    }
    taken
}

/// Puts all units into one list: what stands on the left alone comes before what stands on the right alone.
fn in_order(left: usize, right: usize, matched: &[(usize, usize)], moved: &[(usize, usize)]) -> Vec<Pairing> {
    let (gone, come): (BTreeMap<usize, usize>, BTreeMap<usize, usize>) =
        moved.iter().map(|&(i, j)| ((i, j), (j, i))).unzip();
    let mut all = Vec::with_capacity(left.max(right));
    let (mut i, mut j) = (0, 0);
    for &(a, b) in matched.iter().chain([&(left, right)]) {
        all.extend((i..a).map(|at| Pairing { left: Some(at), right: None, moved: gone.contains_key(&at) }));
        all.extend((j..b).map(|at| {
            let from = come.get(&at).copied();
            Pairing { left: from, right: Some(at), moved: from.is_some() }
        }));
        if a < left && b < right {
            all.push(Pairing { left: Some(a), right: Some(b), moved: false });
        }
        (i, j) = (a + 1, b + 1);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::longest_rising;

    #[test]
    fn the_longest_chain_that_rises() {
        let pairs = [(0, 0), (1, 5), (2, 1), (3, 2), (4, 3), (5, 6)];
        assert_eq!(longest_rising(&pairs), [(0, 0), (2, 1), (3, 2), (4, 3), (5, 6)]);
        assert_eq!(longest_rising(&[]), []);
    }
}

//! Compares the words of two texts.

use std::collections::HashMap;

/// Equal but for blanks and kinds of hyphen.
pub(crate) fn same(one: &str, other: &str) -> bool {
    words(one).eq(words(other))
}

fn words(text: &str) -> impl Iterator<Item = String> {
    text.split_whitespace().map(|word| word.replace(['\u{2011}', '\u{2010}'], "-"))
}

/// Returns how many words `wanted` has and how many of them `got` has anywhere.
pub(crate) fn anywhere(wanted: &str, got: &str) -> (usize, usize) {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for word in words(got) {
        *counts.entry(word).or_default() += 1;
    }
    let (mut all, mut found) = (0, 0);
    for word in words(wanted) {
        all += 1;
        if let Some(count) = counts.get_mut(&word).filter(|count| **count > 0) {
            *count -= 1;
            found += 1;
        }
    }
    (all, found)
}

/// Returns how many words `wanted` has and how many of them stand in `got` in the same order: the longest common
/// subsequence, 64 words of `wanted` at a time (Hyyrö 2004).
pub(crate) fn in_order(wanted: &str, got: &str) -> (usize, usize) {
    let wanted: Vec<String> = words(wanted).collect();
    let blocks = wanted.len().div_ceil(64);
    let mut places: HashMap<&str, Vec<(usize, u64)>> = HashMap::new();
    for (at, word) in wanted.iter().enumerate() {
        let entry = places.entry(word).or_default();
        match entry.last_mut() {
            Some((block, bits)) if *block == at / 64 => *bits |= 1 << (at % 64),
            _ => entry.push((at / 64, 1 << (at % 64))),
        }
    }
    let mut row = vec![u64::MAX; blocks];
    for word in words(got) {
        let Some(found) = places.get(word.as_str()) else { continue };
        let mut found = found.iter().peekable();
        let mut carry = false;
        for (block, bits) in row.iter_mut().enumerate() {
            let matches = found.next_if(|(at, _)| *at == block).map_or(0, |(_, bits)| *bits);
            let kept = *bits & matches;
            let (sum, over) = bits.overflowing_add(kept);
            let (sum, again) = sum.overflowing_add(u64::from(carry));
            carry = over || again;
            *bits = sum | (*bits & !matches);
        }
    }
    let unmatched: usize = row.iter().map(|bits| bits.count_ones() as usize).sum();
    (wanted.len(), blocks * 64 - unmatched)
}

/// Returns a part of a whole in percent.
pub(crate) fn percent(part: usize, whole: usize) -> f64 {
    100.0 * part as f64 / whole.max(1) as f64
}

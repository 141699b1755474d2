//! Reads syllables that no document has as those one slip of typing away.

use tantivy::{Searcher, Term};

use super::SearchError;
use super::fields::Fields;
use super::query::{Note, Query, Word};
use super::terms::real;

const LETTERS: std::ops::RangeInclusive<char> = 'a'..='z';

/// Puts known syllables in the place of unknown ones, and notes the words as read then.
pub(super) fn mend(query: &mut Query, searcher: &Searcher, fields: &Fields) -> Result<(), SearchError> {
    if query.exact {
        return Ok(());
    }
    let mut read = Vec::new();
    for group in &mut query.groups {
        for at in 0..group.words.len() {
            if let Some(better) = better(&group.words, at, searcher, fields)?
                && let Some(word) = group.words.get_mut(at)
            {
                *word = Word { exact: String::new(), folded: better, tied: word.tied };
                read.push(at);
            }
        }
        if !read.is_empty() {
            let words: Vec<&str> = group.words.iter().map(shown).collect();
            query.notes.push(Note::Mended(words.join(" ")));
            read.clear();
        }
    }
    Ok(())
}

fn shown(word: &Word) -> &str {
    if word.exact.is_empty() { &word.folded } else { &word.exact }
}

/// Returns the best known syllable one slip from an unknown one: what stands beside its neighbours first, then two
/// letters swapped, then what is most frequent.
fn better(words: &[Word], at: usize, searcher: &Searcher, fields: &Fields) -> Result<Option<String>, SearchError> {
    let Some(word) = words.get(at) else { return Ok(None) };
    let known = |syllable: &str| searcher.doc_freq(&Term::from_field_text(fields.syllables, syllable));
    let letters = word.folded.len() >= 2 && word.folded.chars().all(|letter| letter.is_ascii_lowercase());
    if !letters || word.tied || known(&word.folded)? > 0 {
        return Ok(None);
    }
    let beside =
        |one: &str, other: &str| searcher.doc_freq(&Term::from_field_text(fields.pairs, &format!("{one} {other}")));
    let mut best: Option<(f32, String)> = None;
    for (slip, swapped) in slips(&word.folded) {
        let frequency = known(&slip)?;
        if frequency == 0 {
            continue;
        }
        let mut together = 0;
        if let Some(before) = at.checked_sub(1).and_then(|before| words.get(before)) {
            together += beside(&before.folded, &slip)?;
        }
        if let Some(after) = words.get(at + 1) {
            together += beside(&slip, &after.folded)?;
        }
        let likely = 2.0 * real(together).ln_1p() + 0.3 * real(frequency).ln_1p() + if swapped { 1.0 } else { 0.0 };
        if best.as_ref().is_none_or(|(most, _)| likely > *most) {
            best = Some((likely, slip));
        }
    }
    Ok(best.map(|(_, slip)| slip))
}

/// Returns the words one slip from `word`, and whether the slip is two letters swapped.
fn slips(word: &str) -> Vec<(String, bool)> {
    let mut all = Vec::new();
    for at in 0..=word.len() {
        let Some((before, after)) = word.split_at_checked(at) else { continue };
        for letter in LETTERS {
            all.push((format!("{before}{letter}{after}"), false));
        }
        let mut rest = after.chars();
        let Some(first) = rest.next() else { continue };
        all.push((format!("{before}{}", rest.as_str()), false));
        for letter in LETTERS.filter(|letter| *letter != first) {
            all.push((format!("{before}{letter}{}", rest.as_str()), false));
        }
        if let Some(second) = rest.next().filter(|second| *second != first) {
            all.push((format!("{before}{second}{first}{}", rest.as_str()), true));
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::slips;

    #[test]
    fn a_slip_is_one_letter_or_two_swapped() {
        let all = slips("ngihen");
        for near in [("nghien", true), ("gihen", false), ("ngihem", false), ("nngihen", false)] {
            assert!(all.contains(&(near.0.to_owned(), near.1)), "{near:?}");
        }
        assert!(!all.iter().any(|(slip, _)| slip == "ngihen"));
    }
}

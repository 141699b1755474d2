//! Which edits are tried, and what each changes word by word.

use std::collections::BTreeMap;

use similar::{DiffTag, TextDiff};

use super::{Edit, Left, Obstacle};
use crate::text::Span;

/// The edits to try, by position, and those that cannot be.
#[derive(Debug, Default)]
pub(super) struct Choice {
    /// Indexes by position; no two overlap.
    pub(super) tried: Vec<usize>,
    /// For an edit that says the same as another: that other.
    pub(super) same: BTreeMap<usize, usize>,
    /// What is left out.
    pub(super) left: Vec<Left>,
}

impl Choice {
    /// Returns what came of it: the edits made, ascending, and all that were left out.
    pub(super) fn outcome(self, failed: &[Left]) -> (Vec<usize>, Vec<Left>) {
        let reason = |edit: usize| failed.iter().find(|left| left.edit == edit).map(|left| left.why);
        let again = self.same.iter().filter_map(|(&edit, &other)| Some(Left { edit, why: reason(other)? }));
        let mut left: Vec<Left> = self.left.iter().copied().chain(again).chain(failed.iter().copied()).collect();
        left.sort_by_key(|left| left.edit);
        let all = self.tried.iter().chain(self.same.keys()).copied();
        let mut made: Vec<usize> = all.filter(|edit| !left.iter().any(|left| left.edit == *edit)).collect();
        made.sort_unstable();
        (made, left)
    }
}

/// Chooses among edits of `text`: of those that overlap, the first by position.
pub(super) fn choose(edits: &[Edit], text: &str) -> Choice {
    let mut order: Vec<(usize, &Edit)> = edits.iter().enumerate().collect();
    order.sort_by_key(|(index, edit)| (edit.span, *index));
    let mut choice = Choice::default();
    let mut before: Option<(usize, &Edit)> = None;
    for (index, edit) in order {
        let readable = text.get(edit.span.range()).is_some();
        let printable = !edit.text.contains(|letter: char| letter.is_control());
        match before {
            _ if !readable || !printable => choice.left.push(Left { edit: index, why: Obstacle::Boundary }),
            Some((first, other)) if other == edit => {
                choice.same.insert(index, first);
            }
            Some((_, other)) if edit.span.start < other.span.end || edit.span.start == other.span.start => {
                choice.left.push(Left { edit: index, why: Obstacle::Overlap });
            }
            _ => {
                choice.tried.push(index);
                before = Some((index, edit));
            }
        }
    }
    choice
}

/// Returns the indexes of the edits of `text` that can be made together: of those that overlap, the first by position.
#[must_use]
pub fn compatible(edits: &[Edit], text: &str) -> Vec<usize> {
    choose(edits, text).outcome(&[]).0
}

/// Returns what an edit changes of the words `old` at its place, whole words only; where more than two places would
/// change, those that hardly a word parts are one, for a person reads the marks.
pub(super) fn changes(edit: &Edit, old: &str) -> Vec<Edit> {
    const MOST: usize = 2;
    const FEWEST_WORDS: usize = 3;
    let found = differing(edit, old);
    if found.len() <= MOST {
        return found;
    }
    let mut joined: Vec<Edit> = Vec::new();
    for change in found {
        let kept = joined
            .last()
            .and_then(|last| old.get(last.span.end - edit.span.start..change.span.start - edit.span.start));
        match (joined.last_mut(), kept) {
            (Some(last), Some(kept)) if kept.split_whitespace().count() < FEWEST_WORDS => {
                last.text.push_str(kept);
                last.text.push_str(&change.text);
                last.span.end = change.span.end;
            }
            _ => joined.push(change),
        }
    }
    joined
}

fn differing(edit: &Edit, old: &str) -> Vec<Edit> {
    let diff = TextDiff::from_words(old, &edit.text);
    let mut at = edit.span.start;
    let mut changes: Vec<Edit> = Vec::new();
    for op in diff.ops() {
        let length: usize =
            diff.old_slices().get(op.old_range()).unwrap_or_default().iter().map(|word| word.len()).sum();
        if op.tag() != DiffTag::Equal {
            let text = diff.new_slices().get(op.new_range()).unwrap_or_default().concat();
            match changes.last_mut() {
                Some(last) if last.span.end == at => {
                    last.span.end = at + length;
                    last.text.push_str(&text);
                }
                _ => changes.push(Edit { span: Span::new(at, at + length), text }),
            }
        }
        at += length;
    }
    changes
}

/// Returns `text` with the edits `made` of `edits` in it, which must not overlap; the same edit twice counts once.
#[must_use]
pub fn applied(text: &str, edits: &[Edit], made: &[usize]) -> String {
    let mut chosen: Vec<&Edit> = made.iter().filter_map(|&index| edits.get(index)).collect();
    chosen.sort_by_key(|edit| edit.span);
    chosen.dedup();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for edit in chosen {
        out.push_str(text.get(at..edit.span.start).unwrap_or_default());
        out.push_str(&edit.text);
        at = edit.span.end;
    }
    out + text.get(at..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edit(start: usize, end: usize, text: &str) -> Edit {
        Edit { span: Span::new(start, end), text: text.to_owned() }
    }

    #[test]
    fn the_first_of_overlapping_edits_is_made() {
        let edits = [edit(4, 9, "x"), edit(0, 5, "y"), edit(0, 5, "y"), edit(9, 9, "z"), edit(3, 99, "w")];
        let choice = choose(&edits, "0123456789");
        assert_eq!((choice.tried.as_slice(), choice.same.get(&2)), ([1, 3].as_slice(), Some(&1)));
        let (made, left) = choice.outcome(&[]);
        assert_eq!(made, [1, 2, 3]);
        assert_eq!(
            left.iter().map(|left| (left.edit, left.why)).collect::<Vec<_>>(),
            [(0, Obstacle::Overlap), (4, Obstacle::Boundary)]
        );
        assert_eq!(applied("0123456789", &edits, &made), "y5678z9");
    }

    #[test]
    fn only_the_words_that_differ_are_changed() {
        let old = "ngày 8 tháng 3 năm 2021";
        let whole = edit(10, 10 + old.len(), "ngày 08 tháng 3 năm 2021");
        assert_eq!(changes(&whole, old), [edit(16, 17, "08")]);
        let both = edit(10, 10 + old.len(), "ngày 08 tháng 03 năm 2021");
        assert_eq!(changes(&both, old), [edit(16, 17, "08"), edit(25, 26, "03")]);
    }

    #[test]
    fn many_changes_close_together_are_one() {
        let old = "Quyết định số 12/QĐ-UBND ngày 8 tháng 3 năm 2021 của Ủy ban nhân dân tỉnh";
        let new = "Quyết định số 15/QĐ-UBND ngày 9 tháng 4 năm 2021 của Ủy ban nhân dân tỉnh";
        let whole = edit(0, old.len(), new);
        let start = old.find("12/").unwrap();
        let end = old.find(" năm").unwrap();
        assert_eq!(changes(&whole, old), [edit(start, end, "15/QĐ-UBND ngày 9 tháng 4")]);
        assert_eq!(applied(old, &changes(&whole, old), &[0]), new);
    }
}

//! The words that two passages have in common, marked in one of them.

use foldhash::{HashSet, HashSetExt};

use super::super::snippet::{Marked, windowed};
use super::super::words::{Piece, pieces, push_folded};

/// So many syllables in a row are words in common; fewer stand together everywhere.
const RUN: usize = 3;

/// Returns the stretch of `text` with most words that stand in `other` too, those words marked.
#[must_use]
pub fn marked_in_common(text: &str, other: &str) -> Marked {
    let (own, syllables) = folded(text);
    let (_, others) = folded(other);
    let mut runs = HashSet::new();
    runs.extend(others.windows(RUN));
    let mut found = vec![false; own.len()];
    for (at, run) in syllables.windows(RUN).enumerate() {
        if runs.contains(run) {
            found.iter_mut().skip(at).take(RUN).for_each(|one| *one = true);
        }
    }
    windowed(text, &own, &found)
}

fn folded(text: &str) -> (Vec<Piece<'_>>, Vec<String>) {
    let own: Vec<Piece<'_>> = pieces(text).collect();
    let syllable = |piece: &Piece<'_>| {
        let mut folded = String::new();
        push_folded(piece.text, &mut folded);
        folded
    };
    let syllables = own.iter().map(syllable).collect();
    (own, syllables)
}

#[cfg(test)]
mod tests {
    use super::marked_in_common;

    #[test]
    fn words_in_a_row_are_marked_and_lone_ones_are_not() {
        let marked = marked_in_common("Báo cáo kết quả kiểm tra trước ngày 15", "Gửi kết quả kiểm tra về Sở trước Tết");
        assert_eq!(marked.written("[", "]", str::to_owned), "Báo cáo [kết quả kiểm tra] trước ngày 15");
    }
}

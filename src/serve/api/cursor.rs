//! Places in a list, as clients carry them from page to page: opaque, and good for the question that they came of only.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::serve::problem::Problem;

/// How far into a list somebody may go.
const FARTHEST: usize = 100_000;

/// Letters of the mark of a question.
const MARK: usize = 16;

/// Returns the place in the answer to `question` that a cursor stands for; the beginning where there is none.
///
/// # Errors
/// The cursor is none that was given out for this question.
pub(super) fn offset(cursor: Option<&str>, question: &str) -> Result<usize, Problem> {
    let Some(cursor) = cursor.filter(|cursor| !cursor.is_empty()) else { return Ok(0) };
    let read = || {
        let bytes = URL_SAFE_NO_PAD.decode(cursor).ok()?;
        let text = String::from_utf8(bytes).ok()?;
        let (mark, offset) = text.split_once('.')?;
        let offset: usize = offset.parse().ok()?;
        (mark == self::mark(question) && offset <= FARTHEST).then_some(offset)
    };
    read().ok_or(Problem::CURSOR)
}

/// Returns the cursor of the page that begins at `offset`, where there is something behind it.
pub(super) fn next(offset: usize, question: &str, is_more: bool) -> Option<String> {
    (is_more && offset <= FARTHEST).then(|| URL_SAFE_NO_PAD.encode(format!("{}.{offset}", mark(question))))
}

fn mark(question: &str) -> String {
    let hash = blake3::hash(question.as_bytes()).to_hex();
    hash.chars().take(MARK).collect()
}

#[cfg(test)]
mod tests {
    use super::{next, offset};
    use crate::serve::problem::Problem;

    #[test]
    fn a_cursor_leads_on_in_its_own_list_only() {
        let cursor = next(20, "q=a", true).unwrap();
        assert_eq!(offset(Some(&cursor), "q=a"), Ok(20));
        assert_eq!(offset(None, "q=a"), Ok(0));
        for (cursor, question) in [(cursor.as_str(), "q=b"), ("MjA", "q=a"), ("20", "q=a"), ("\u{1F600}", "q=a")] {
            assert_eq!(offset(Some(cursor), question), Err(Problem::CURSOR), "{cursor}");
        }
        assert_eq!(next(20, "q=a", false), None);
    }
}

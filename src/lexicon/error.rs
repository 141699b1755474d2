//! What can be wrong with a table.

/// A table of the lexicon that cannot be used, with the place in it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("lexicon table `{table}`{}: {message}", .line.map(|line| format!(", line {line}")).unwrap_or_default())]
pub struct LexiconError {
    /// The table's file name: `kinds.toml`.
    pub table: &'static str,
    /// 1-based line, where it is known.
    pub line: Option<usize>,
    /// What is wrong.
    pub message: String,
}

impl LexiconError {
    /// Returns the error for an entry that is well-formed but wrong; its line is that of `needle`'s first occurrence.
    pub(super) fn at(table: &'static str, text: &str, needle: &str, message: String) -> Self {
        let line = text.find(needle).map(|offset| line_of(text, offset));
        Self { table, line, message }
    }
}

/// Returns the 1-based line of a byte offset.
pub(super) fn line_of(text: &str, offset: usize) -> usize {
    text.bytes().take(offset).filter(|byte| *byte == b'\n').count() + 1
}

//! The judgements on answers that disagree with what was read, made by reading the texts: `header-judgements.tsv`.

use std::collections::HashMap;

use anyhow::{Context, Result, bail};

use super::agree::fold;

const TABLE: &str = include_str!("../header-judgements.tsv");

/// What reading the text showed of one field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// The answer is wrong or says it in other words; what was read is what the text prints.
    GoldWrong,
    /// The text does not print it.
    NotInText,
    /// The answer is right and we read something else.
    OursWrong,
}

/// The judgements by document and field, each with the mark of the reading that was judged right.
pub(super) struct Judgements(HashMap<(&'static str, &'static str), (Verdict, &'static str)>);

impl Judgements {
    /// Reads the table.
    ///
    /// # Errors
    /// Where a line is malformed.
    pub(super) fn builtin() -> Result<Self> {
        let mut found = HashMap::new();
        for line in TABLE.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let mut fields = line.split('\t');
            let mut next = || fields.next().with_context(|| line.to_owned());
            let (id, field, verdict, read, _why) = (next()?, next()?, next()?, next()?, next()?);
            let verdict = match verdict {
                "gold-wrong" => Verdict::GoldWrong,
                "not-in-text" => Verdict::NotInText,
                "ours-wrong" => Verdict::OursWrong,
                other => bail!("unknown verdict `{other}`"),
            };
            found.insert((id, field), (verdict, read));
        }
        Ok(Self(found))
    }

    /// Returns the verdict on a field. A reading judged right stays right only while it is the same: another one is a
    /// miss until somebody has read the text again.
    pub(super) fn of(&self, id: &str, field: &str, read: &str) -> Option<Verdict> {
        let (verdict, mark) = *self.0.get(&(id, field))?;
        (verdict != Verdict::GoldWrong || mark == self::mark(read)).then_some(verdict)
    }
}

/// Returns the mark of a reading: the first figures of the fingerprint of its folded words, so that no text is kept.
pub(super) fn mark(read: &str) -> String {
    blake3::hash(fold(read).as_bytes()).to_hex().chars().take(8).collect()
}

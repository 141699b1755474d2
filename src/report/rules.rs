//! The list of rules, for people.

use std::io::{self, Write};

use super::words::severity_word;
use crate::check::Verdict;
use crate::rules::{Lang, RuleSet};

/// Writes one line a rule: code, severity, title.
///
/// # Errors
/// `out` cannot be written.
pub fn write(rules: &RuleSet, lang: Lang, out: &mut impl Write) -> io::Result<()> {
    for rule in rules.iter() {
        let severity = severity_word(rule.front.severity, Verdict::Violation, lang);
        writeln!(out, "{:<8} {severity:<15} {}", rule.code(), rule.front.title.get(lang))?;
    }
    Ok(())
}

//! The Code Quality report of GitLab: one JSON array.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::Run;
use crate::rules::Severity;

/// Writes the array.
///
/// # Errors
/// `out` cannot be written.
pub fn gitlab(run: &Run<'_>, out: &mut impl Write) -> io::Result<()> {
    let issues: Vec<Value> = run
        .told()
        .map(|finding| {
            let severity = match finding.severity {
                Severity::Blocker => "blocker",
                Severity::Error => "major",
                Severity::Warning => "minor",
                Severity::Info => "info",
            };
            json!({
                "description": finding.message,
                "check_name": finding.code,
                "fingerprint": finding.fingerprint,
                "severity": severity,
                "location": {"path": finding.path, "lines": {"begin": finding.line}},
            })
        })
        .collect();
    serde_json::to_writer_pretty(&mut *out, &issues)?;
    out.write_all(b"\n")
}

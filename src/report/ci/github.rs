//! Workflow commands of GitHub Actions, which lay findings beside the lines of a change.

use std::io::{self, Write};

use super::Run;
use crate::check::Finding;
use crate::rules::Severity;

/// Writes `::error file=…,line=…,col=…,title=…::message`, one finding a line.
///
/// # Errors
/// `out` cannot be written.
pub fn github(run: &Run<'_>, out: &mut impl Write) -> io::Result<()> {
    for finding in run.told() {
        let Finding { path, line, column, code, message, help, .. } = finding;
        let level = match finding.severity {
            Severity::Blocker | Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "notice",
        };
        let (path, title) = (property(path), property(&format!("{code} {}", finding.slug)));
        let words = data(&format!("{message}\n{help}"));
        writeln!(out, "::{level} file={path},line={line},col={column},title={title}::{words}")?;
    }
    Ok(())
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

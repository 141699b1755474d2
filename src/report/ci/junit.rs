//! `JUnit`: a suite a document, a case a finding; a document without findings is one case that passed.

use std::io::{self, Write};

use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};

use super::{Run, is_told};
use crate::check::Finding;

/// Writes the report.
///
/// # Errors
/// `out` cannot be written.
pub fn junit(run: &Run<'_>, out: &mut impl Write) -> io::Result<()> {
    let mut report = Report::new("soat");
    for (document, findings) in &run.checked {
        report.add_test_suite(suite(&document.path, findings));
    }
    if !run.office.is_empty() {
        report.add_test_suite(suite("soat", run.office));
    }
    report.serialize(out).map_err(io::Error::other)
}

fn suite(path: &str, findings: &[Finding]) -> TestSuite {
    let mut suite = TestSuite::new(path);
    for finding in findings.iter().filter(|finding| is_told(finding)) {
        let Finding { code, slug, message, why, help, line, column, excerpt, .. } = finding;
        let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
        status.set_type(serde_word(finding)).set_message(message.as_str());
        status.set_description(format!("{path}:{line}:{column}\n{excerpt}\n\n{why}\n{help}"));
        let mut case = TestCase::new(format!("{code} {slug} {line}:{column}"), status);
        case.set_classname(path);
        case.add_property(("fingerprint", finding.fingerprint.as_str()));
        suite.add_test_case(case);
    }
    if suite.test_cases.is_empty() {
        suite.add_test_case(TestCase::new("soat check", TestCaseStatus::success()));
    }
    suite
}

/// The severity as the machine contract writes it.
fn serde_word(finding: &Finding) -> String {
    serde_json::to_value(finding.severity).ok().and_then(|word| Some(word.as_str()?.to_owned())).unwrap_or_default()
}

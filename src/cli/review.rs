//! `soat check` as documents: a web page, a slip in Word or PDF, a workbook, a page for the signer.

use std::path::Path;

use super::args::Format;
use super::check::count;
use super::exit::Failure;
use super::settings::Settings;
use crate::app::Office;
use crate::app::check::{Outcome, Request};
use crate::app::review::{pdf, review};
use crate::registry::Store;
use crate::report::review as report;

/// Writes the report where it was asked for.
pub(super) fn run(
    form: Format,
    office: &Office,
    store: &Store,
    outcome: &Outcome,
    request: &Request<'_>,
    settings: &Settings,
) -> Result<(), Failure> {
    let review = review(office, store, outcome, request)?;
    let named_pdf = settings.output().and_then(Path::extension).is_some_and(|own| own.eq_ignore_ascii_case("pdf"));
    match form {
        Format::Summary => settings.print(|mut out| report::summary(&review, &mut out)),
        Format::Xlsx => {
            let counts = count(outcome, office, settings.lang);
            settings.write_file("xlsx", "xlsx", &report::xlsx(&review, &counts).map_err(Failure::internal)?)
        }
        Format::Pdf => settings.write_file("pdf", "pdf", &as_pdf(&review)?),
        Format::Phieu if named_pdf => settings.write_file("phieu", "pdf", &as_pdf(&review)?),
        Format::Phieu => settings.write_file("phieu", "docx", &report::slip(&review).map_err(Failure::internal)?),
        _ => settings.print(|mut out| report::html(&review, &mut out)),
    }
}

fn as_pdf(review: &report::Review<'_>) -> Result<Vec<u8>, Failure> {
    pdf(&report::slip(review).map_err(Failure::internal)?).map_err(Failure::usage)
}

//! `soat check --format docx`: findings as comments in copies of the Word documents.

use super::exit::Failure;
use super::fix::destination;
use super::settings::Settings;
use crate::app::Office;
use crate::app::annotate::{Annotated, annotate};
use crate::app::check::{Outcome, Request};
use crate::app::fix::Uncorrected;
use crate::registry::Store;
use crate::rules::Lang;

/// Writes the copies and says where they are.
pub(super) fn run(
    office: &Office,
    store: &Store,
    outcome: &Outcome,
    request: &Request<'_>,
    settings: &Settings,
) -> Result<(), Failure> {
    let destination = destination(request.inputs, settings)?;
    let copies = annotate(office, Some(store), outcome, request, &destination)?;
    for copy in copies {
        match copy {
            Ok(Annotated { path, written, comments, changes }) => {
                let written = written.display();
                match settings.lang {
                    Lang::Vi => {
                        anstream::eprintln!(
                            "soat: {path}: đã ghi {written} ({comments} nhận xét, {changes} chỗ sửa sẵn)"
                        );
                    }
                    Lang::En => {
                        anstream::eprintln!("soat: {path}: wrote {written} ({comments} comments, {changes} changes)");
                    }
                }
            }
            Err(Uncorrected { path, reason }) => anstream::eprintln!("soat: {path}: {reason}"),
        }
    }
    Ok(())
}

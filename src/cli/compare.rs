//! `soat compare`: two versions of a document, by provision and by word.

use super::args::{CompareArgs, Format};
use super::exit::{Exit, Failure};
use super::library;
use super::settings::Settings;
use crate::app::Office;
use crate::app::compare::{CompareError, side};
use crate::compare::compare;
use crate::report;

pub(super) fn run(args: &CompareArgs, settings: &Settings) -> Result<Exit, Failure> {
    let office = Office::open_with(None, settings.config.lexicon.as_deref()).map_err(Failure::usage)?;
    let store = library::open(&office, &args.issued, settings)?;
    let as_of = settings.as_of.unwrap_or(settings.today);
    let read = |asked: &str| side(&office, &store, asked, as_of);
    let (left, right) = match (read(&args.before), read(&args.after)) {
        (Ok(left), Ok(right)) => (left, right),
        (left, right) => return lacking([left.err(), right.err()]),
    };
    let comparison = compare(&left, &right);
    match settings.format {
        None | Some(Format::Text) => {
            settings.print(|mut out| report::compare::text(&comparison, settings.lang, &mut out))?;
        }
        Some(Format::Json) => settings.print(|mut out| report::compare::json(&comparison, &mut out))?,
        Some(Format::Jsonl) => {
            let changes: Vec<_> = comparison.changes().collect();
            settings.print(|mut out| report::json::write_lines(&changes, &mut out))?;
        }
        Some(Format::Html) => {
            settings.print(|mut out| report::compare::html(&comparison, settings.lang, &mut out))?;
        }
        Some(Format::Docx) => {
            let bytes = report::compare::docx(&comparison, settings.today).map_err(Failure::internal)?;
            settings.write_file("docx", "docx", &bytes)?;
        }
        Some(_) => return Err(Failure::usage("soat compare có các dạng text, json, jsonl, html, docx")),
    }
    Ok(Exit::Clean)
}

/// Says all that is lacking; a damaged registry is another matter than a file that is not there.
pub(super) fn lacking(errors: impl IntoIterator<Item = Option<CompareError>>) -> Result<Exit, Failure> {
    for error in errors.into_iter().flatten() {
        match error {
            CompareError::Registry(error) => return Err(Failure::internal(error)),
            error => anstream::eprintln!("soat: {error}"),
        }
    }
    Ok(Exit::NoInput)
}

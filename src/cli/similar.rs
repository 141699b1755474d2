//! `soat similar`: what of the registry is like a draft, or like one of its own documents.

use super::args::{Format, SimilarArgs};
use super::exit::{Exit, Failure};
use super::settings::Settings;
use super::{compare, search};
use crate::app::Office;
use crate::app::search::{Searcher, Subject, beside};
use crate::report;

pub(super) fn run(args: &SimilarArgs, settings: &Settings) -> Result<Exit, Failure> {
    let office = Office::open_with(None, settings.config.lexicon.as_deref()).map_err(Failure::usage)?;
    let store = search::open(settings)?;
    let as_of = settings.as_of.unwrap_or(settings.today);
    let subject = match Subject::of(&office, &store, &args.asked, as_of) {
        Ok(subject) => subject,
        Err(error) => return compare::lacking([Some(error)]),
    };
    let folder = settings.registry.as_deref().map(beside);
    let folder = folder.as_deref();
    let mut searcher = Searcher::open(&store, &office.lexicon, folder).map_err(Failure::internal)?;
    let found = searcher
        .similar_mending(&store, &office.lexicon, folder, &subject, as_of, args.limit)
        .map_err(Failure::internal)?;
    search::say(&searcher.brought, settings);
    match settings.format {
        None | Some(Format::Text) => {
            settings.print(|mut out| report::hits::similar_text(&found, settings.lang, &mut out))?;
        }
        Some(Format::Json) => settings.print(|mut out| report::hits::similar_json(&found, &mut out))?,
        Some(Format::Jsonl) => settings.print(|mut out| report::json::write_lines(&found.hits, &mut out))?,
        Some(_) => return Err(Failure::usage("soat similar có các dạng text, json, jsonl")),
    }
    Ok(if found.hits.is_empty() { Exit::NoInput } else { Exit::Clean })
}

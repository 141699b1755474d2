//! `soat parse`: what was understood of each file.

use super::args::Paths;
use super::exit::{Exit, Failure};
use super::settings::{Listing, Settings};
use super::{inputs, progress};
use crate::app::{Office, reading};
use crate::document::Document;
use crate::report;

pub(super) fn run(args: &Paths, settings: &Settings) -> Result<Exit, Failure> {
    let listing = settings.listing()?;
    let office = Office::open_with(None, settings.config.lexicon.as_deref()).map_err(Failure::usage)?;
    let (inputs, _) = inputs::collect(&args.paths);
    let bar = progress::bar(inputs.len(), settings.quiet);
    let results = reading::read_all(&inputs, &office.lexicon, &|| bar.inc(1));
    bar.finish_and_clear();
    let documents: Vec<Document> = results.into_iter().filter_map(inputs::report_unread).collect();
    let tool = report::json::Tool::new(None);
    settings.print(|mut out| match listing {
        Listing::Json => report::json::write(&tool, "documents", &documents, &mut out),
        Listing::Jsonl => report::json::write_lines(&documents, &mut out),
        Listing::Text => {
            documents.iter().try_for_each(|document| report::document::write(document, settings.lang, &mut out))
        }
    })?;
    Ok(if documents.is_empty() { Exit::NoInput } else { Exit::Clean })
}

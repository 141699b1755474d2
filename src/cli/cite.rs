//! `soat cite`: every citation with its verdict.

use super::args::CiteArgs;
use super::exit::{Exit, Failure};
use super::settings::{Listing, Settings};
use super::{inputs, library, progress};
use crate::app::{Office, cite};
use crate::report;

pub(super) fn run(args: &CiteArgs, settings: &Settings) -> Result<Exit, Failure> {
    let listing = settings.listing()?;
    let office =
        Office::open_with(settings.rules.as_deref(), settings.config.lexicon.as_deref()).map_err(Failure::usage)?;
    let store = library::open(&office, &args.issued, settings)?;
    let (inputs, _) = inputs::collect(&args.paths);
    let bar = progress::bar(inputs.len(), settings.quiet);
    let request = cite::Request { inputs: &inputs, as_of: settings.as_of, today: settings.today };
    let outcome = cite::cite(&office, Some(&store), &request, &|| bar.inc(1)).map_err(Failure::internal)?;
    bar.finish_and_clear();
    outcome.unread.iter().for_each(inputs::say_unread);
    let nothing = outcome.documents.is_empty();
    let documents = outcome.documents.into_iter().map(|cited| cited.document);
    let citations = |documents| Iterator::flat_map(documents, cite::PlacedCitation::all).collect::<Vec<_>>();
    let tool = report::json::Tool::new(None);
    settings.print(|mut out| match listing {
        Listing::Json => report::json::write(&tool, "citations", &citations(documents), &mut out),
        Listing::Jsonl => report::json::write_lines(&citations(documents), &mut out),
        Listing::Text => {
            documents.into_iter().try_for_each(|document| report::citations::write(&document, settings.lang, &mut out))
        }
    })?;
    Ok(if nothing { Exit::NoInput } else { Exit::Clean })
}

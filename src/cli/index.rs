//! `soat index`: brings the index of a registry up to date, or makes it anew.

use super::exit::{Exit, Failure};
use super::search;
use super::settings::{Listing, Settings};
use crate::app::Office;
use crate::app::search::{self as searching, Brought};
use crate::report;
use crate::rules::Lang;

pub(super) fn run(rebuild: bool, settings: &Settings) -> Result<Exit, Failure> {
    let listing = settings.listing()?;
    let registry = settings.registry()?;
    let lexicon = Office::tables(settings.config.lexicon.as_deref()).map_err(Failure::usage)?;
    let store = search::open(settings)?;
    let folder = searching::beside(registry);
    let documents = usize::try_from(store.len().map_err(Failure::internal)?).unwrap_or_default();
    let bar = super::progress::bar(documents, settings.quiet);
    let brought =
        searching::keep(&store, &lexicon, &folder, rebuild, &mut |done| bar.inc(done)).map_err(Failure::usage)?;
    bar.finish_and_clear();
    search::say(&brought, settings);
    let tool = report::json::Tool::new(None);
    settings.print(|mut out| match listing {
        Listing::Json => report::json::write(&tool, "index", &[&brought], &mut out),
        Listing::Jsonl => report::json::write_lines(&[&brought], &mut out),
        Listing::Text if settings.quiet => Ok(()),
        Listing::Text => {
            let Brought { changed, entries, .. } = brought;
            match settings.lang {
                Lang::Vi => {
                    writeln!(out, "đưa vào chỉ mục {changed} văn bản; nay có {entries} mục (văn bản và điều khoản)")
                }
                Lang::En => {
                    writeln!(out, "{changed} documents indexed; {entries} entries now (documents and provisions)")
                }
            }
        }
    })?;
    Ok(Exit::Clean)
}

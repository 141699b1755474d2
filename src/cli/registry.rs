//! `soat registry`: what a registry and the built-in list hold and cover.

use super::args::RegistryCommand;
use super::exit::{Exit, Failure};
use super::settings::{Listing, Settings};
use crate::app::Office;
use crate::app::holdings::holdings;
use crate::report;

pub(super) fn run(command: &RegistryCommand, settings: &Settings) -> Result<Exit, Failure> {
    let RegistryCommand::Info = command;
    let listing = settings.listing()?;
    let office = Office::open(None).map_err(Failure::usage)?;
    let layers = holdings(settings.registry.as_deref(), &office.lexicon).map_err(Failure::usage)?;
    let tool = report::json::Tool::new(None);
    settings.print(|mut out| match listing {
        Listing::Json => report::json::write(&tool, "registries", &layers, &mut out),
        Listing::Jsonl => report::json::write_lines(&layers, &mut out),
        Listing::Text => layers.iter().try_for_each(|layer| {
            let how = (settings.lang, settings.verbose);
            report::census::write(layer.path.as_deref(), &layer.census, &office.lexicon, how, &mut out)
        }),
    })?;
    Ok(Exit::Clean)
}

//! `soat audit`: a whole registry looked over.

use std::io::Write;

use super::args::{AuditArgs, Format};
use super::exit::{Exit, Failure};
use super::library;
use super::settings::Settings;
use crate::app::{Office, audit};
use crate::audit::Scope;
use crate::document::Slug;
use crate::report;

pub(super) fn run(args: &AuditArgs, settings: &Settings) -> Result<Exit, Failure> {
    let office =
        Office::open_with(settings.rules.as_deref(), settings.config.lexicon.as_deref()).map_err(Failure::usage)?;
    if args.issued.is_empty() {
        settings.registry()?;
    }
    let if_repealed = match &args.if_repealed {
        Some(number) => Some(
            audit::number(&office, number)
                .ok_or_else(|| Failure::usage(format!("--if-repealed {number}: không phải số, ký hiệu văn bản")))?,
        ),
        None => None,
    };
    let store = library::open(&office, &args.issued, settings)?;
    let scope = Scope {
        as_of: settings.as_of.unwrap_or(settings.today),
        territory: args.territory.as_deref().map(Slug::from),
        if_repealed,
    };
    let audit = audit::audit(&office, &store, &scope).map_err(Failure::internal)?;
    match settings.format {
        None | Some(Format::Text) => settings.print(|mut out| report::audit::text(&audit, settings.lang, &mut out))?,
        Some(Format::Json) => settings.print(|mut out| report::audit::json(&audit, &mut out))?,
        Some(Format::Jsonl) => settings.print(|mut out| report::json::write_lines(&audit.overlaps, &mut out))?,
        Some(Format::Html) => settings.print(|mut out| report::audit::html(&audit, settings.lang, &mut out))?,
        Some(Format::Xlsx) => {
            let path = settings.output().ok_or_else(|| Failure::usage("--format xlsx cần --output TỆP.xlsx"))?;
            let bytes = report::audit::xlsx(&audit, settings.lang).map_err(Failure::internal)?;
            std::fs::File::create(path)
                .and_then(|mut file| file.write_all(&bytes))
                .map_err(|error| Failure::usage(format!("{}: không ghi được: {error}", path.display())))?;
        }
        Some(Format::Akn | Format::Edxml | Format::Md) => {
            return Err(Failure::usage("soat audit có các dạng text, json, jsonl, html, xlsx"));
        }
    }
    Ok(if audit.documents == 0 { Exit::NoInput } else { Exit::Clean })
}

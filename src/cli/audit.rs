//! `soat audit`: a whole registry looked over.

use std::io::{self, Write};

use super::args::{AuditArgs, Format};
use super::exit::{Exit, Failure};
use super::library;
use super::settings::Settings;
use crate::app::{Office, audit, dossier};
use crate::audit::dossier::{Asked, Dossier};
use crate::audit::{Audit, Scope};
use crate::document::Slug;
use crate::report;
use crate::rules::Lang;

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
    let store = library::open_keeping(&office, &args.issued, settings)?;
    let scope = Scope {
        as_of: settings.as_of.unwrap_or(settings.today),
        territory: args.territory.as_deref().map(Slug::from),
        years: args.year.map(|year| (year, year)),
        if_repealed,
    };
    if let Some(id) = &args.dossier {
        let program = dossier::program(&office, settings.rules.as_deref(), id).map_err(Failure::usage)?;
        let asked = asked(args, &office, &scope)?;
        let dossier = dossier::dossier(&office, &store, &program, &asked).map_err(Failure::internal)?;
        print(&dossier, settings)?;
        return Ok(if dossier.units.is_empty() { Exit::NoInput } else { Exit::Clean });
    }
    if settings.format == Some(Format::Jsonl) {
        // Nothing else is printed; without overlaps it is still to be told whether there was anything to look at.
        let overlaps = audit::overlaps(&office, &store, &scope).map_err(Failure::internal)?;
        if !overlaps.is_empty() {
            settings.print(|mut out| report::json::write_lines(&overlaps, &mut out))?;
            return Ok(Exit::Clean);
        }
    }
    let audit = audit::audit(&office, &store, &scope).map_err(Failure::internal)?;
    print(&audit, settings)?;
    Ok(if audit.documents == 0 { Exit::NoInput } else { Exit::Clean })
}

/// Returns what is asked of a dossier.
fn asked(args: &AuditArgs, office: &Office, scope: &Scope) -> Result<Asked, Failure> {
    for unit in &args.unit {
        let id = unit.rsplit_once('/').map_or(unit.as_str(), |(_, id)| id);
        if office.lexicon.authority(id).is_none() {
            return Err(Failure::usage(format!("--unit {unit}: không có cơ quan \"{id}\" trong danh mục")));
        }
    }
    Ok(Asked {
        year: args.year.unwrap_or(scope.as_of.year()),
        as_of: scope.as_of,
        territory: scope.territory.clone(),
        units: args.unit.iter().map(|unit| Slug::from(unit.as_str())).collect(),
    })
}

/// What is printed in all formats of this command.
trait Printed {
    fn text(&self, lang: Lang, out: &mut dyn Write) -> io::Result<()>;
    fn json(&self, out: &mut dyn Write) -> io::Result<()>;
    fn lines(&self, out: &mut dyn Write) -> io::Result<()>;
    fn html(&self, lang: Lang, out: &mut dyn Write) -> io::Result<()>;
    fn xlsx(&self, lang: Lang) -> Result<Vec<u8>, Failure>;
}

impl Printed for Audit {
    fn text(&self, lang: Lang, mut out: &mut dyn Write) -> io::Result<()> {
        report::audit::text(self, lang, &mut out)
    }

    fn json(&self, mut out: &mut dyn Write) -> io::Result<()> {
        report::audit::json(self, &mut out)
    }

    fn lines(&self, mut out: &mut dyn Write) -> io::Result<()> {
        report::json::write_lines(&self.overlaps, &mut out)
    }

    fn html(&self, lang: Lang, mut out: &mut dyn Write) -> io::Result<()> {
        report::audit::html(self, lang, &mut out)
    }

    fn xlsx(&self, lang: Lang) -> Result<Vec<u8>, Failure> {
        report::audit::xlsx(self, lang).map_err(Failure::internal)
    }
}

impl Printed for Dossier {
    fn text(&self, lang: Lang, mut out: &mut dyn Write) -> io::Result<()> {
        report::dossier::text(self, lang, &mut out)
    }

    fn json(&self, mut out: &mut dyn Write) -> io::Result<()> {
        report::dossier::json(self, &mut out)
    }

    fn lines(&self, mut out: &mut dyn Write) -> io::Result<()> {
        report::json::write_lines(&self.units, &mut out)
    }

    fn html(&self, lang: Lang, mut out: &mut dyn Write) -> io::Result<()> {
        report::dossier::html(self, lang, &mut out)
    }

    fn xlsx(&self, lang: Lang) -> Result<Vec<u8>, Failure> {
        report::dossier::xlsx(self, lang).map_err(Failure::internal)
    }
}

fn print(what: &impl Printed, settings: &Settings) -> Result<(), Failure> {
    match settings.format {
        None | Some(Format::Text) => settings.print(|out| what.text(settings.lang, out)),
        Some(Format::Json) => settings.print(|out| what.json(out)),
        Some(Format::Jsonl) => settings.print(|out| what.lines(out)),
        Some(Format::Html) => settings.print(|out| what.html(settings.lang, out)),
        Some(Format::Xlsx) => {
            let bytes = what.xlsx(settings.lang)?;
            settings.write_file("xlsx", "xlsx", &bytes)
        }
        Some(_) => Err(Failure::usage("soat audit có các dạng text, json, jsonl, html, xlsx")),
    }
}

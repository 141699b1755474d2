//! `soat baseline`: writes the file of accepted findings.

use std::path::{Path, PathBuf};

use super::args::CiteArgs;
use super::exit::{Exit, Failure};
use super::settings::Settings;
use super::{inputs, library, progress, triage};
use crate::app::check::{self, Request};
use crate::app::triage::accepted;
use crate::report::json::{self, Tool};
use crate::rules::Lang;

/// Where the baseline goes where neither `--output` nor the configuration file says.
const FILE: &str = "soat-baseline.json";

pub(super) fn run(args: &CiteArgs, settings: &Settings) -> Result<Exit, Failure> {
    // Neither the old baseline nor a reader's choice plays a part; what is waived keeps its reason elsewhere.
    let (office, waived) = triage::open(settings)?;
    let store = library::open(&office, &args.issued, settings)?;
    let (inputs, _) = inputs::collect(&args.paths);
    let request = Request { inputs: &inputs, as_of: settings.as_of, today: settings.today, lang: settings.lang };
    let bar = progress::bar(inputs.len(), settings.quiet);
    let mut outcome = check::check(&office, Some(&store), &request, &|| bar.inc(1)).map_err(Failure::internal)?;
    bar.finish_and_clear();
    outcome.unread.iter().for_each(inputs::say_unread);
    if outcome.judged.is_empty() {
        return Ok(Exit::NoInput);
    }
    waived.apply(&mut outcome, settings.as_of.unwrap_or(settings.today), settings.lang);
    let entries = accepted(&outcome);
    let path = file(settings);
    let mut bytes = Vec::new();
    json::write(&Tool::new(Some(office.rules.digest())), "accepted", &entries, &mut bytes)
        .map_err(Failure::internal)?;
    std::fs::write(&path, bytes)
        .map_err(|error| Failure::usage(format!("{}: không ghi được: {error}", path.display())))?;
    let (path, count) = (path.display(), entries.len());
    match settings.lang {
        Lang::Vi => anstream::eprintln!("soat: đã ghi tệp mốc {path} ({count} phát hiện)"),
        Lang::En => anstream::eprintln!("soat: baseline {path} written ({count} findings)"),
    }
    Ok(Exit::Clean)
}

fn file(settings: &Settings) -> PathBuf {
    settings.output().or(settings.config.baseline.as_deref()).unwrap_or(Path::new(FILE)).to_owned()
}

//! `soat rules`: lists rules, starts a page, runs the examples of pages.

use std::path::Path;

use super::args::{Format, RulesCommand};
use super::exit::{Exit, Failure};
use super::settings::{Listing, Settings};
use crate::app::rules::{self, New};
use crate::report;
use crate::rules::{Family, planned};

pub(super) fn run(command: &RulesCommand, settings: &Settings) -> Result<Exit, Failure> {
    let own = settings.rules.as_deref().unwrap_or(Path::new("rules"));
    match command {
        RulesCommand::List => list(settings),
        RulesCommand::New { family, code, slug, dir, coded } => {
            let family = Family::of_folder(family).ok_or_else(|| {
                let known = Family::ALL.map(Family::folder).join(", ");
                Failure::usage(format!("không có nhóm quy tắc \"{family}\"; có: {known}"))
            })?;
            new(dir.as_deref().unwrap_or(own), New { family, code, slug, coded: coded.as_deref() }, settings)
        }
        RulesCommand::Test { dir } => test(dir.as_deref().unwrap_or(own), settings),
    }
}

fn list(settings: &Settings) -> Result<Exit, Failure> {
    let mut set = rules::load(settings.rules.as_deref()).map_err(Failure::usage)?;
    settings.config.regrade(&mut set).map_err(Failure::usage)?;
    if settings.format == Some(Format::Md) {
        let mut table = Vec::new();
        let planned = planned().map_err(Failure::internal)?;
        report::rule_table::write(&set, &planned, &mut table).map_err(Failure::internal)?;
        settings.print(|out| out.write_all(&table))?;
        return Ok(Exit::Clean);
    }
    let listing = settings.listing()?;
    let listed = rules::list(&set);
    let tool = report::json::Tool::new(Some(set.digest()));
    settings.print(|mut out| match listing {
        Listing::Json => report::json::write(&tool, "rules", &listed, &mut out),
        Listing::Jsonl => report::json::write_lines(&listed, &mut out),
        Listing::Text => report::rules::write(&set, settings.lang, &mut out),
    })?;
    Ok(Exit::Clean)
}

fn new(dir: &Path, page: New<'_>, settings: &Settings) -> Result<Exit, Failure> {
    let path = rules::new(dir, page).map_err(Failure::usage)?;
    settings.print(|out| writeln!(out, "{}", path.display()))?;
    Ok(Exit::Clean)
}

/// Prints one line an example; the exit code is 1 where one failed, as for findings.
fn test(dir: &Path, settings: &Settings) -> Result<Exit, Failure> {
    let tested = rules::test(dir, settings.config.lexicon.as_deref()).map_err(Failure::usage)?;
    let failed = tested.iter().filter(|tested| tested.failure.is_some()).count();
    settings.print(|out| {
        for tested in &tested {
            match &tested.failure {
                Some(failure) => {
                    writeln!(out, "FAILED {} ({}:{})\n{failure}", tested.name, tested.path.display(), tested.line)?;
                }
                None if settings.verbose => writeln!(out, "ok {}", tested.name)?,
                None => {}
            }
        }
        writeln!(out, "{} passed, {failed} failed", tested.len() - failed)
    })?;
    Ok(if failed > 0 { Exit::Findings } else { Exit::Clean })
}

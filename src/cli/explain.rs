//! `soat explain`: one rule's page.

use super::exit::{Exit, Failure};
use super::settings::Settings;
use crate::app::{Office, rules};

pub(super) fn run(code: &str, settings: &Settings) -> Result<Exit, Failure> {
    let office = Office::open(settings.rules.as_deref()).map_err(Failure::usage)?;
    let page = rules::explain(&office.rules, code, settings.lang).map_err(Failure::usage)?;
    settings.print(|out| out.write_all(page.as_bytes()))?;
    Ok(Exit::Clean)
}

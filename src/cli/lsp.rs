//! `soat lsp`: the language server on standard input and output.

use std::io::{BufReader, stdin, stdout};
use std::path::PathBuf;

use super::exit::{Exit, Failure};
use super::settings::{Settings, today};
use super::{library, triage};
use crate::app::desk::Desk;
use crate::lsp::{Ended, Session, Setting, run as converse};

pub(super) fn run(issued: &[PathBuf], profile: Option<&str>, settings: &Settings) -> Result<Exit, Failure> {
    let (office, accepted) = triage::open(settings)?;
    let accepted = triage::choose(accepted, profile, None, settings)?;
    let store = library::open(&office, issued, settings)?;
    let desk = Desk::new(&office).map_err(Failure::usage)?;
    let setting = Setting { as_of: settings.as_of, today, lang: settings.lang, triage: accepted };
    let mut session = Session::new(desk, store, setting);
    let ended = converse(BufReader::new(stdin()), &mut stdout().lock(), &mut session).map_err(Failure::internal)?;
    Ok(match ended {
        Ended::Orderly => Exit::Clean,
        // What the protocol asks for.
        Ended::Abruptly => Exit::Findings,
    })
}

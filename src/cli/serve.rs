//! `soat serve`: the server on this machine.

use std::net::SocketAddr;

use super::exit::{Exit, Failure};
use super::settings::{Settings, today};
use super::triage;
use crate::rules::Lang;
use crate::serve::{Setting, State, StateError, listen, serve};

pub(super) fn run(address: &str, profile: Option<&str>, settings: &Settings) -> Result<Exit, Failure> {
    let listener = listen(address).map_err(Failure::usage)?;
    let (office, accepted) = triage::open(settings)?;
    let accepted = triage::choose(accepted, profile, None, settings)?;
    let setting = Setting {
        registry: settings.registry.clone(),
        as_of: settings.as_of,
        today,
        lang: settings.lang,
        profile: accepted.profile,
    };
    let state = State::new(office, setting).map_err(|error: StateError| Failure::usage(error))?;
    serve(listener, state, |address| say(address, settings)).map_err(Failure::internal)?;
    Ok(Exit::Clean)
}

/// Says where the server listens: the first line of the output, for people and for programs that chose port 0.
fn say(address: SocketAddr, settings: &Settings) {
    // Nobody may be there to read it; the server serves.
    let _ = super::settings::show(|out| writeln!(out, "http://{address}"));
    if !settings.quiet {
        match settings.lang {
            Lang::Vi => anstream::eprintln!("soat: đang chạy; LibreOffice: http://{address}/v2; dừng bằng Ctrl-C"),
            Lang::En => anstream::eprintln!("soat: serving; LibreOffice: http://{address}/v2; end with Ctrl-C"),
        }
    }
}

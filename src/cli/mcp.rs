//! `soat mcp`: the tools for language models, on standard input and output.

use jiff::Timestamp;

use super::exit::{Exit, Failure};
use super::settings::{Settings, today};
use super::triage;
use crate::app::reading::Programs;
use crate::app::safekeeping::Own;
use crate::serve::{Setting, State, StateError, converse};

pub(super) fn run(profile: Option<&str>, settings: &Settings) -> Result<Exit, Failure> {
    let (office, accepted) = triage::open(settings)?;
    let accepted = triage::choose(accepted, profile, None, settings)?;
    let setting = Setting {
        #[cfg(feature = "oidc")]
        provider: None,
        registry: settings.registry.clone(),
        // Nothing is decided here.
        ledger: None,
        own: Own::default(),
        as_of: settings.as_of,
        today,
        now: Timestamp::now,
        behind_https: false,
        hosts: Vec::new(),
        lang: settings.lang,
        profile: accepted.profile,
        // Drafts come as text.
        programs: Programs::default(),
    };
    let state = State::new(office, setting).map_err(|error: StateError| Failure::usage(error))?;
    converse(state).map_err(Failure::internal)?;
    Ok(Exit::Clean)
}

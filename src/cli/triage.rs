//! Opens the rules as the office graded them, and what it accepts and wants to see.

use std::path::Path;

use super::exit::Failure;
use super::settings::Settings;
use crate::app::Office;
use crate::app::triage::{Baseline, Profile, Triage};

/// Returns the tables and rules with the office's own, and its waivers.
pub(super) fn open(settings: &Settings) -> Result<(Office, Triage), Failure> {
    let config = &settings.config;
    let mut office = Office::open_with(settings.rules.as_deref(), config.lexicon.as_deref()).map_err(Failure::usage)?;
    // A waiver may name a rule that is switched off for now.
    let waivers = config.waivers(&office.rules).map_err(Failure::usage)?;
    config.regrade(&mut office.rules).map_err(Failure::usage)?;
    Ok((office, Triage { waivers, ..Triage::default() }))
}

/// Adds the baseline and the profile; the command line goes over the configuration file.
pub(super) fn choose(
    triage: Triage,
    profile: Option<&str>,
    baseline: Option<&Path>,
    settings: &Settings,
) -> Result<Triage, Failure> {
    let config = &settings.config;
    let profile = profile.or(config.profile.as_deref());
    let baseline = baseline.or(config.baseline.as_deref());
    Ok(Triage {
        profile: profile.map(Profile::of).transpose().map_err(Failure::usage)?,
        baseline: baseline.map(Baseline::read).transpose().map_err(Failure::usage)?,
        ..triage
    })
}

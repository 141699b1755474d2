//! What an office does with findings: waivers, a baseline, a reader's profile; and what of these is out of date.
//!
//! No finding is lost: one that is accepted stays in the outcome with its reason ([`crate::check::Finding::suppressed`]), those that a
//! profile leaves out are counted, and a waiver or baseline entry that no longer meets anything is a finding itself.

mod baseline;
mod profile;
mod stale;
mod waiver;

pub use baseline::{Accepted, Baseline, BaselineError, accepted};
pub use profile::{Profile, ProfileError};
pub use waiver::Waiver;

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::check::Outcome;
use super::config::Placed;
use crate::rules::{Lang, written_day};

/// What an office accepts and wants to see.
#[derive(Debug, Default)]
pub struct Triage {
    /// The waivers.
    pub waivers: Vec<Placed>,
    /// The baseline.
    pub baseline: Option<Baseline>,
    /// The reader's profile; all findings where `None`.
    pub profile: Option<Profile>,
}

impl Triage {
    /// Marks accepted findings, takes out those that the profile leaves out, and adds what is out of date; waivers hold
    /// through their last day, compared with `day`.
    pub fn apply(&self, outcome: &mut Outcome, day: Date, lang: Lang) {
        let (used, expired) = self.waive(outcome, day, lang);
        let met = self.accept(outcome, lang);
        if let Some(profile) = &self.profile {
            for judged in &mut outcome.judged {
                let all = judged.findings.len();
                judged.findings.retain(|finding| profile.shows(finding));
                outcome.hidden += all - judged.findings.len();
            }
        }
        let covered = |waiver: &Waiver| outcome.judged.iter().any(|judged| waiver.covers(&judged.document));
        let mut stale = Vec::new();
        for (index, placed) in self.waivers.iter().enumerate() {
            if expired.contains(&index) {
                stale.push(stale::expired(placed, day, lang));
            } else if !used.contains(&index) && covered(&placed.waiver) {
                stale.push(stale::unused(placed, day, lang));
            }
        }
        if let Some(baseline) = &self.baseline {
            let read: BTreeSet<&str> =
                outcome.judged.iter().map(|judged| baseline::name(&judged.document.path)).collect();
            let gone = baseline
                .accepted
                .iter()
                .enumerate()
                .filter(|(index, entry)| !met.contains(index) && read.contains(baseline::name(&entry.path)));
            stale.extend(gone.map(|(_, entry)| stale::gone(baseline, entry, day, lang)));
        }
        outcome.office.extend(stale);
    }

    /// Marks what waivers accept; returns which waivers did, and which would have before their last day.
    fn waive(&self, outcome: &mut Outcome, day: Date, lang: Lang) -> (BTreeSet<usize>, BTreeSet<usize>) {
        let (mut used, mut expired) = (BTreeSet::new(), BTreeSet::new());
        for judged in &mut outcome.judged {
            let covering: Vec<(usize, &Waiver)> = self
                .waivers
                .iter()
                .enumerate()
                .map(|(index, placed)| (index, &placed.waiver))
                .filter(|(_, waiver)| waiver.covers(&judged.document))
                .collect();
            for finding in &mut judged.findings {
                for (index, waiver) in &covering {
                    if !waiver.accepts(finding) {
                        continue;
                    }
                    if waiver.until < day {
                        expired.insert(*index);
                        continue;
                    }
                    used.insert(*index);
                    finding.suppressed.get_or_insert_with(|| reason(waiver, lang));
                }
            }
        }
        (used, expired)
    }

    /// Marks what the baseline holds; returns which entries were met.
    fn accept(&self, outcome: &mut Outcome, lang: Lang) -> BTreeSet<usize> {
        let mut met = BTreeSet::new();
        let Some(baseline) = &self.baseline else { return met };
        let index = baseline.index();
        for judged in &mut outcome.judged {
            let name = baseline::name(&judged.document.path).to_owned();
            for finding in &mut judged.findings {
                let Some(entries) = index.get(&(name.as_str(), finding.fingerprint.as_str())) else { continue };
                met.extend(entries);
                let reason = entries.iter().find_map(|at| baseline.accepted.get(*at)?.reason.as_deref());
                let reason = reason.map(|reason| format!("{reason}; ")).unwrap_or_default();
                finding.suppressed.get_or_insert_with(|| match lang {
                    Lang::Vi => format!("{reason}có trong tệp mốc {}", baseline.path.display()),
                    Lang::En => format!("{reason}in the baseline {}", baseline.path.display()),
                });
            }
        }
        met
    }
}

fn reason(waiver: &Waiver, lang: Lang) -> String {
    let (reason, name, until) = (&waiver.reason, &waiver.name, written_day(waiver.until));
    match lang {
        Lang::Vi => format!("{reason} ({name}, đến {until})"),
        Lang::En => format!("{reason} ({name}, until {until})"),
    }
}

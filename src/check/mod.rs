//! Runs the rules in force over a document against what the registry knows; pure; one file a coded check.
//!
//! [`Facts`] asks the registry all there is to ask, once; after that checks read memory only: no I/O, no clock, no
//! environment. A check adds [`Findings`] that say which message of its page, where, and with which words; the
//! [`Checker`] adds the legal ground in force, place, remedy and fingerprint. Time is an input ([`Terms`]).
//! Texts of findings do not belong here: they are on the rule's page.

mod checker;
mod citation;
mod competence;
mod context;
mod drafted;
mod facts;
mod finding;
mod findings;
mod form;
mod higher;
mod kinds;
mod naming;
mod neighbours;
mod overlap;
mod sequence;
mod temporal;
mod twins;

pub use checker::{Checker, Judgement, regime};
pub use context::{Context, DayFrom, Terms};
pub use facts::{Cited, Facts};
pub use finding::{Finding, Fix, Ground, Related, Safety, Verdict};
pub use findings::{Draft, Findings};
pub use higher::Higher;
pub use twins::{Meeting, Twin};

use crate::rules::Family;

/// Finds one defect. A coded check is a unit struct in a file of its own; its texts are on its page.
pub trait Check: Sync + Send {
    /// Adds to `out` what is wrong with the document of `cx`.
    fn run(&self, cx: &Context<'_>, out: &mut Findings);
}

/// Returns the coded check named so by a page: `citation::expired_basis`.
fn coded(name: &str) -> Option<&'static dyn Check> {
    let (folder, name) = name.split_once("::")?;
    let family = Family::of_folder(folder)?;
    checks(family).iter().find(|(known, _)| *known == name).map(|(_, check)| *check)
}

/// Returns the names under which pages may call coded checks: `citation::expired_basis`.
pub fn coded_names() -> impl Iterator<Item = String> {
    Family::ALL
        .into_iter()
        .flat_map(|family| checks(family).iter().map(move |(name, _)| format!("{}::{name}", family.folder())))
}

fn checks(family: Family) -> &'static [(&'static str, &'static dyn Check)] {
    match family {
        Family::Citation => citation::CHECKS,
        Family::Competence => competence::CHECKS,
        Family::Sequence => sequence::CHECKS,
        Family::Overlap => overlap::CHECKS,
        Family::Form => form::CHECKS,
        Family::Temporal => temporal::CHECKS,
        // Of a unit's own rules none is coded.
        Family::Office => &[],
    }
}

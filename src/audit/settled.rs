//! Whose inspection goes ahead where two meet, as far as the law of that day says.

use schemars::JsonSchema;
use serde::Serialize;

use crate::document::Date;
use crate::lexicon::{Lexicon, Verified};
use crate::registry::StoredTask;

/// What the law says where two inspections meet. Either `first` or `decides` is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Settled {
    /// The organ that proceeds; the other one yields.
    pub first: Option<String>,
    /// Who settles it, where no organ comes first.
    pub decides: Option<String>,
    /// Whether both exchange first.
    pub talk: bool,
    /// Number of the law.
    pub law: String,
    /// Provision of it.
    pub place: String,
    /// How far it was verified.
    pub verified: Verified,
}

/// Returns it for two tasks, by the law of the day on which the later plan was issued; `None` where one of them is no inspection
/// (thanh tra) or the law tells nothing of their organs.
pub(super) fn of(one: &StoredTask, other: &StoredTask, acts: [Option<&str>; 2], lexicon: &Lexicon) -> Option<Settled> {
    let act = acts[0]?;
    if acts[1] != Some(act) {
        return None;
    }
    let (one, other) = (&one.giver, &other.giver);
    let day: Date = one.issued?.max(other.issued?);
    let entry = lexicon.precedence([one.issuer.as_deref()?, other.issuer.as_deref()?], act, day)?;
    let organ = |id: &str| {
        let issuers = [&one.issuer, &other.issuer].into_iter().flatten();
        issuers.filter_map(|issuer| lexicon.inspecting_organ(issuer)).find(|organ| *organ.id == *id)
    };
    Some(Settled {
        first: entry.first.as_deref().and_then(organ).map(|organ| organ.name.clone()),
        decides: entry.decides.clone(),
        talk: entry.talk,
        law: entry.law.clone(),
        place: entry.place.clone(),
        verified: entry.verified,
    })
}

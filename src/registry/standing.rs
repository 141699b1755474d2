//! Whether a document may change another one's force.

use super::home;
use super::knowledge::Knowledge;
use super::record::Record;
use super::relation::Joined;
use crate::document::{Class, Scheme};

/// Returns whether the acting document of a change is one that can bring it about.
///
/// Only an authority of the same territory or one above it changes a document: a province that writes "bãi bỏ" of a
/// decree speaks of something else, and so does a ministry. A list of expired documents (quyết định công bố) tells that
/// they ended and ends none.
pub(super) fn has_standing(knowledge: Knowledge<'_>, change: &Joined) -> bool {
    let (Some(actor), Some(target)) = (&change.actor, &change.target) else { return true };
    // A consolidated text repeats the clauses of others and decides nothing.
    let decides = actor.number.as_ref().is_none_or(|number| number.scheme != Scheme::Consolidated);
    let province = home::province(&target.territory);
    let above = actor.is_national() || actor.territory == target.territory || actor.territory == *province;
    let succeeds = || actor.issued.is_some_and(|day| knowledge.succeeds(&actor.territory, &target.territory, day));
    // What suspends, lets go on or reports an end is an administrative decision by its nature.
    let by_class = change.stated.effect.is_none() && is_of_lower_class(actor, target);
    let below = target.is_national() && (by_class || is_below(knowledge, actor, target));
    decides && (above || succeeds()) && !below
}

/// Returns whether a national document stands below another one in the order of issuers.
fn is_below(knowledge: Knowledge<'_>, actor: &Record, target: &Record) -> bool {
    knowledge.height(actor).zip(knowledge.height(target)).is_some_and(|(actor, target)| actor < target)
}

/// Returns whether the acting document is no normative one where the other is.
fn is_of_lower_class(actor: &Record, target: &Record) -> bool {
    actor.class == Class::Administrative && target.class == Class::Normative
}

impl Knowledge<'_> {
    /// Returns how high the issuer of a national document stands: as told, else as its symbol tells.
    fn height(self, record: &Record) -> Option<u8> {
        let issuer = record.issuer.as_ref().and_then(|issuer| issuer.id.as_deref());
        let of_symbol = || {
            let organ = record.number.as_ref()?.organ.as_deref()?;
            let code = organ.trim_end_matches(|c: char| c.is_ascii_digit());
            let bodies = self.lexicon.organ_codes(code);
            bodies.iter().filter_map(|body| self.lexicon.height(&body.id)).max()
        };
        issuer.and_then(|id| self.lexicon.height(id)).or_else(of_symbol)
    }
}

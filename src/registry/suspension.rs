//! Force that rests for a time (ngưng hiệu lực, đình chỉ việc thi hành), and force that goes on where it seemed to end.

use super::RegistryError;
use super::knowledge::Knowledge;
use super::relation::Joined;
use super::sorted::Sorted;
use crate::document::{Date, Validity, ValidityStatus};

/// Returns the validity with regard to suspensions and to decisions that let the document go on.
///
/// Nothing revives by itself: a suspension without a last day goes on until the document is said to go on, and where the
/// suspending document has ended without such words, the validity is not known. A document that is said to go on after it
/// ended is told of in two ways, and its validity is not known either.
pub(super) fn of(knowledge: Knowledge<'_>, told: &Sorted, own: Validity) -> Result<Validity, RegistryError> {
    let as_of = own.as_of;
    let goes_on = |since: Option<Date>| {
        let later = |one: &&Joined| one.stated.whole && one.begun(as_of) && one.first_day() > since;
        told.continues.iter().find(later)
    };
    if own.status == ValidityStatus::Expired {
        return Ok(match goes_on(own.until) {
            Some(one) if one.stated.last.is_none_or(|last| as_of <= last) => {
                Validity { status: ValidityStatus::Unknown, by: Some(one.actor_id()), ..own }
            }
            _ => own,
        });
    }
    if !matches!(own.status, ValidityStatus::InForce | ValidityStatus::Partly) {
        return Ok(own);
    }
    let mut validity = own;
    for one in &told.suspends {
        let over = one.stated.last.is_some_and(|last| last < as_of);
        if !one.begun(as_of) || over || goes_on(one.first_day()).is_some() {
            continue;
        }
        if !one.stated.whole {
            validity.status = ValidityStatus::Partly;
            continue;
        }
        let open = one.stated.last.is_none() && has_ended(knowledge, one, as_of)?;
        let status = if open { ValidityStatus::Unknown } else { ValidityStatus::Suspended };
        return Ok(Validity { status, by: Some(one.actor_id()), ..validity });
    }
    Ok(validity)
}

/// Returns whether the suspending document is itself out of force on the day.
fn has_ended(knowledge: Knowledge<'_>, suspension: &Joined, as_of: Date) -> Result<bool, RegistryError> {
    let Some(actor) = &suspension.actor else { return Ok(false) };
    let Some(stored) = knowledge.by_id(&actor.id)? else { return Ok(false) };
    let told = Sorted::of(knowledge, &stored)?;
    let ended = told.ends.iter().any(|end| end.begun(as_of));
    Ok(ended || stored.record.expires.is_some_and(|last| last < as_of))
}

//! Guiding documents (văn bản quy định chi tiết, hướng dẫn thi hành), whose force may hang on the documents they guide.

use super::RegistryError;
use super::knowledge::Knowledge;
use super::record::Stored;
use super::relation::Joined;
use super::sorted::Sorted;
use super::{relation, validity};
use crate::document::{Class, Date, Role, Validity, ValidityStatus};
use crate::lexicon::Fate;

/// Returns the validity of a document that nothing ended of itself, with regard to those that it guides: what becomes of
/// it when all of them have ended is told by the law of the day on which the last one did (`rules/lexicon/force.toml`).
///
/// A document that guides another one still in force stands; one whose guided documents are not all known does, too.
/// Where the law lets the issuer announce that it goes on, it does so where such a decision is known, and its validity is not
/// known otherwise.
pub(super) fn of(knowledge: Knowledge<'_>, stored: &Stored, own: Validity) -> Result<Validity, RegistryError> {
    if stored.record.class != Class::Normative {
        return Ok(own);
    }
    let mut last: Option<Validity> = None;
    let mut parent = None;
    for guided in relation::from(knowledge.connection, stored)? {
        if guided.stated.inverse || guided.stated.role != Role::Guides {
            continue;
        }
        let Some(target) = guided.target.filter(|target| target.class == Class::Normative) else { return Ok(own) };
        let Some(target) = knowledge.by_id(&target.id)? else { return Ok(own) };
        // A document issued after the end of the other one does not live by it.
        let ended = validity::alone(knowledge, &target, own.as_of)?;
        let (ValidityStatus::Expired, Some(until)) = (ended.status, ended.until) else { return Ok(own) };
        if stored.record.issued.is_none_or(|issued| issued > until) {
            return Ok(own);
        }
        if last.as_ref().is_none_or(|known| known.until < Some(until)) {
            parent = Some(target.record.id);
            last = Some(ended);
        }
    }
    let Some(until) = last.and_then(|ended| ended.until) else { return Ok(own) };
    let fate = until.tomorrow().ok().and_then(|day| knowledge.lexicon.guiding(day)).map(|guiding| guiding.fate);
    Ok(match fate {
        Some(Fate::Ends) => Validity { status: ValidityStatus::Expired, until: Some(until), by: parent, ..own },
        Some(Fate::EndsUnlessAnnounced) if announced(knowledge, stored, own.as_of)? => own,
        Some(Fate::EndsUnlessAnnounced) => Validity { status: ValidityStatus::Unknown, by: parent, ..own },
        Some(Fate::Stays) | None => own,
    })
}

/// Returns whether a decision lets the whole of the document go on (công bố văn bản tiếp tục có hiệu lực) on the day.
fn announced(knowledge: Knowledge<'_>, stored: &Stored, as_of: Date) -> Result<bool, RegistryError> {
    let told = Sorted::of(knowledge, stored)?;
    let goes_on =
        |one: &Joined| one.stated.whole && one.begun(as_of) && one.stated.last.is_none_or(|last| as_of <= last);
    Ok(told.continues.iter().any(goes_on))
}

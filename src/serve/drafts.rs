//! The drafts that visitors have before them: in memory, for some hours, and for nobody else. Nothing of them is written down unless
//! the visitor asks for it.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use axum::body::Bytes;
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

/// Drafts held at most; the one that was asked for longest ago goes first.
const HELD: usize = 200;

/// Bytes held at most.
const BYTES: usize = 400_000_000;

/// How long a draft is held after it was asked for last.
const HOURS: i64 = 8;

/// A draft that a visitor has before them.
#[derive(Debug)]
pub(super) struct Draft {
    /// Name of its file.
    pub(super) name: String,
    /// The file as it was sent.
    pub(super) bytes: Bytes,
    /// The unit whose draft it is; empty where there are none.
    pub(super) unit: String,
    /// Its number among the kept ones, where it is one.
    pub(super) kept: Option<i64>,
}

#[derive(Debug)]
struct Held {
    owner: String,
    draft: Arc<Draft>,
    /// The day of judgement that the owner chose.
    as_of: Option<Date>,
    asked: Timestamp,
}

/// A draft in the list of its owner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Listed {
    /// Its id.
    pub(super) id: String,
    /// Name of its file.
    pub(super) name: String,
}

/// The drafts of all visitors, each under an id that nobody guesses.
#[derive(Debug, Default)]
pub(super) struct Drafts {
    held: Mutex<BTreeMap<String, Held>>,
}

impl Drafts {
    /// Takes a draft of `owner`, to be judged by the law of `as_of` or of its own day; returns its id.
    ///
    /// # Errors
    /// The system has no random numbers.
    pub(super) fn take(
        &self,
        owner: &str,
        draft: Draft,
        as_of: Option<Date>,
        now: Timestamp,
    ) -> Result<String, getrandom::Error> {
        let id = format!("{:016x}{:016x}", getrandom::u64()?, getrandom::u64()?);
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        let hours = SignedDuration::from_hours(HOURS);
        held.retain(|_, own| now.duration_since(own.asked) < hours);
        held.insert(id.clone(), Held { owner: owner.to_owned(), draft: Arc::new(draft), as_of, asked: now });
        while held.len() > HELD || held.values().map(|own| own.draft.bytes.len()).sum::<usize>() > BYTES {
            let oldest = held.iter().min_by_key(|(_, own)| own.asked).map(|(id, _)| id.clone());
            // The newest stays even where it alone is too much.
            match oldest.filter(|oldest| *oldest != id) {
                Some(oldest) => drop(held.remove(&oldest)),
                None => break,
            }
        }
        Ok(id)
    }

    /// Returns a draft of `owner` and the day of judgement that was chosen.
    pub(super) fn get(&self, owner: &str, id: &str, now: Timestamp) -> Option<(Arc<Draft>, Option<Date>)> {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        let own = held.get_mut(id).filter(|own| own.owner == owner)?;
        own.asked = now;
        Some((Arc::clone(&own.draft), own.as_of))
    }

    /// Returns the drafts of `owner`, the one asked for last first.
    pub(super) fn of(&self, owner: &str, now: Timestamp) -> Vec<Listed> {
        let held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        let hours = SignedDuration::from_hours(HOURS);
        let is_own = |own: &Held| own.owner == owner && now.duration_since(own.asked) < hours;
        let mut own: Vec<_> = held.iter().filter(|(_, own)| is_own(own)).collect();
        own.sort_by_key(|(_, own)| std::cmp::Reverse(own.asked));
        own.into_iter().map(|(id, own)| Listed { id: id.clone(), name: own.draft.name.clone() }).collect()
    }

    /// Sets the day of judgement of a draft of `owner`; returns whether there is one.
    pub(super) fn judge_on(&self, owner: &str, id: &str, day: Option<Date>) -> bool {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(own) = held.get_mut(id).filter(|own| own.owner == owner) else { return false };
        own.as_of = day;
        true
    }

    /// Forgets a draft of `owner`; returns what it was.
    pub(super) fn forget(&self, owner: &str, id: &str) -> Option<Arc<Draft>> {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        let is_own = held.get(id).is_some_and(|own| own.owner == owner);
        if is_own { held.remove(id).map(|own| own.draft) } else { None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(bytes: usize) -> Draft {
        Draft { name: "a.txt".to_owned(), bytes: vec![0; bytes].into(), unit: String::new(), kept: None }
    }

    fn at(hour: i64) -> Timestamp {
        Timestamp::from_second(hour * 3600).unwrap()
    }

    #[test]
    fn a_draft_is_its_owners_alone() {
        let drafts = Drafts::default();
        let id = drafts.take("lan", draft(1), None, at(0)).unwrap();
        assert!(drafts.get("lan", &id, at(1)).is_some());
        assert!(drafts.get("minh", &id, at(1)).is_none());
        drafts.forget("minh", &id);
        assert!(drafts.get("lan", &id, at(1)).is_some());
        drafts.forget("lan", &id);
        assert!(drafts.get("lan", &id, at(1)).is_none());
    }

    #[test]
    fn drafts_go_when_nobody_asks_for_them_and_when_they_are_too_many() {
        let drafts = Drafts::default();
        let id = drafts.take("lan", draft(1), None, at(0)).unwrap();
        drafts.take("lan", draft(1), None, at(HOURS + 1)).unwrap();
        assert!(drafts.get("lan", &id, at(HOURS + 1)).is_none());
        let first = drafts.take("lan", draft(BYTES / 2), None, at(20)).unwrap();
        let second = drafts.take("lan", draft(BYTES), None, at(21)).unwrap();
        assert!(drafts.get("lan", &first, at(21)).is_none());
        assert!(drafts.get("lan", &second, at(21)).is_some());
    }
}

//! How often somebody may try to sign in.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use jiff::{SignedDuration, Timestamp};

/// Tries in a [`WINDOW`] from one address under one name (OWASP ASVS 5.0, 6.3.1).
const BY_NAME: usize = 5;

/// Tries in a [`WINDOW`] from one address under any names: an office may stand behind one address.
const BY_ADDRESS: usize = 60;

const WINDOW: SignedDuration = SignedDuration::from_mins(1);

/// The tries of the last minute, by address and name; an empty name stands for all of the address.
#[derive(Debug, Default)]
pub(in crate::serve) struct Throttle {
    tries: Mutex<BTreeMap<(String, String), Vec<Timestamp>>>,
}

impl Throttle {
    /// Counts a try and returns whether it may be made. What is refused does not count, so that waiting a minute helps.
    pub(super) fn admit(&self, address: &str, name: &str, now: Timestamp) -> bool {
        let mut tries = self.tries.lock().unwrap_or_else(PoisonError::into_inner);
        tries.retain(|_, made| {
            made.retain(|at| now.duration_since(*at) < WINDOW);
            !made.is_empty()
        });
        let keys =
            [((address.to_owned(), String::new()), BY_ADDRESS), ((address.to_owned(), name.to_owned()), BY_NAME)];
        if keys.iter().any(|(key, most)| tries.get(key).is_some_and(|made| made.len() >= *most)) {
            return false;
        }
        for (key, _) in keys {
            tries.entry(key).or_default().push(now);
        }
        true
    }

    /// Forgets the tries under a name: it was the right one.
    pub(super) fn clear(&self, address: &str, name: &str) {
        let mut tries = self.tries.lock().unwrap_or_else(PoisonError::into_inner);
        tries.remove(&(address.to_owned(), name.to_owned()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(1_000_000 + seconds).unwrap()
    }

    #[test]
    fn five_tries_a_minute_are_heard() {
        let throttle = Throttle::default();
        for second in 0..5 {
            assert!(throttle.admit("10.0.0.1", "lan", at(second)));
        }
        assert!(!throttle.admit("10.0.0.1", "lan", at(6)));
        assert!(throttle.admit("10.0.0.1", "minh", at(6)) && throttle.admit("10.0.0.2", "lan", at(6)));
        assert!(!throttle.admit("10.0.0.1", "lan", at(59)) && throttle.admit("10.0.0.1", "lan", at(60)));
        throttle.clear("10.0.0.1", "lan");
        assert!((0..5).all(|_| throttle.admit("10.0.0.1", "lan", at(61))));
    }

    #[test]
    fn many_names_from_one_address_are_too_many() {
        let throttle = Throttle::default();
        let heard = (0..100).filter(|name| throttle.admit("10.0.0.1", &name.to_string(), at(0))).count();
        assert_eq!(heard, BY_ADDRESS);
        assert!(throttle.admit("10.0.0.1", "lan", at(60)));
    }
}

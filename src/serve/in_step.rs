//! What is worked out of the registry once for all requests, and anew where the registry has changed.

use std::sync::{Arc, Mutex, PoisonError, RwLock, TryLockError};
use std::time::Duration;

/// How often, and at what distance, a request looks whether another has worked it out.
const LOOKS: u32 = 100;
const PAUSE: Duration = Duration::from_millis(50);

/// So many are kept, of different questions.
const KEPT: usize = 4;

/// Values by the state and the question that they were worked out for; the newest last.
pub(super) struct InStep<K, T> {
    held: RwLock<Vec<(K, Arc<T>)>>,
    making: Mutex<()>,
}

impl<K, T> Default for InStep<K, T> {
    fn default() -> Self {
        Self { held: RwLock::default(), making: Mutex::default() }
    }
}

impl<K: PartialEq, T> InStep<K, T> {
    /// Returns the value for `key`, worked out by `make` where it is not held. One request works while others wait a few
    /// seconds; `None` where that was not enough.
    ///
    /// # Errors
    /// As `make`.
    pub(super) fn of<E>(&self, key: K, make: impl FnOnce() -> Result<T, E>) -> Result<Option<Arc<T>>, E> {
        for _ in 0..LOOKS {
            if let Some(held) = self.held(&key) {
                return Ok(Some(held));
            }
            let making = match self.making.try_lock() {
                Ok(making) => making,
                Err(TryLockError::Poisoned(broken)) => broken.into_inner(),
                Err(TryLockError::WouldBlock) => {
                    std::thread::sleep(PAUSE);
                    continue;
                }
            };
            // Another may have made it between the look and the lock.
            let value = match self.held(&key) {
                Some(held) => held,
                None => self.keep(key, make()?),
            };
            drop(making);
            return Ok(Some(value));
        }
        Ok(None)
    }

    /// Returns the newest value, of whatever state.
    pub(super) fn newest(&self) -> Option<Arc<T>> {
        let held = self.held.read().unwrap_or_else(PoisonError::into_inner);
        held.last().map(|(_, value)| Arc::clone(value))
    }

    /// Forgets everything: what was held turned out to be damaged.
    pub(super) fn forget(&self) {
        self.held.write().unwrap_or_else(PoisonError::into_inner).clear();
    }

    fn held(&self, key: &K) -> Option<Arc<T>> {
        let held = self.held.read().unwrap_or_else(PoisonError::into_inner);
        held.iter().find(|(own, _)| own == key).map(|(_, value)| Arc::clone(value))
    }

    fn keep(&self, key: K, value: T) -> Arc<T> {
        let value = Arc::new(value);
        let mut held = self.held.write().unwrap_or_else(PoisonError::into_inner);
        if held.len() == KEPT {
            held.remove(0);
        }
        held.push((key, Arc::clone(&value)));
        value
    }
}

#[cfg(test)]
mod tests {
    use super::InStep;

    #[test]
    fn a_value_is_made_once_for_its_state() {
        let held = InStep::default();
        let mut made = 0;
        for state in [1, 1, 2, 2] {
            let value = held.of(state, || {
                made += 1;
                Ok::<_, ()>(state * 10)
            });
            assert_eq!(*value.unwrap().unwrap(), state * 10);
        }
        assert_eq!((made, held.newest().as_deref()), (2, Some(&20)));
        assert_eq!(held.of(3, || Err("no disk")), Err("no disk"));
        held.forget();
        assert_eq!(held.newest(), None);
    }
}

//! Turns panics of readers into errors: a file from outside must never end the program.

use std::any::Any;
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::IngestError;

thread_local! {
    /// How many guards this thread is under.
    static DEPTH: Cell<usize> = const { Cell::new(0) };
}

/// Whether a panic on this thread becomes an error that names the file, so that a panic hook need not report it.
#[must_use]
pub fn is_guarded() -> bool {
    DEPTH.get() > 0
}

/// Turns a panic of one of our readers into [`IngestError::Fault`].
pub(super) fn guarded<T>(read: impl FnOnce() -> Result<T, IngestError>) -> Result<T, IngestError> {
    catch(read).unwrap_or_else(|reason| Err(IngestError::Fault(reason)))
}

/// Turns a panic inside a library that reads a format into [`IngestError::Damaged`]: it is the file that is odd.
pub(super) fn foreign<T>(what: &str, read: impl FnOnce() -> Result<T, IngestError>) -> Result<T, IngestError> {
    catch(read).unwrap_or_else(|reason| Err(IngestError::Damaged(format!("{what} ({reason})"))))
}

fn catch<T>(read: impl FnOnce() -> T) -> Result<T, String> {
    DEPTH.set(DEPTH.get() + 1);
    let outcome = catch_unwind(AssertUnwindSafe(read));
    DEPTH.set(DEPTH.get() - 1);
    outcome.map_err(|panic| words(panic.as_ref()))
}

/// Returns what a panic said.
fn words(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().copied().or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    text.unwrap_or("không rõ").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_the_error_of_who_panicked() {
        let panics = || -> Result<(), IngestError> {
            assert!(is_guarded());
            panic!("ô {}", 7)
        };
        assert_eq!(guarded(panics), Err(IngestError::Fault("ô 7".to_owned())));
        let damaged = Err(IngestError::Damaged("bảng tính hỏng (ô 7)".to_owned()));
        assert_eq!(guarded(|| foreign("bảng tính hỏng", panics)), damaged);
        assert!(!is_guarded());
    }
}

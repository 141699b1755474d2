//! Files named on the command line, and the words for those that could not be read.

use std::path::PathBuf;

use crate::app::inputs::{self, Input};
use crate::app::reading::{self, Unread};

/// Returns the files to read, and whether a path was missing, which is said at once.
pub(super) fn collect(paths: &[PathBuf]) -> (Vec<Input>, bool) {
    collect_named(paths, reading::is_readable_name)
}

/// As [`collect`], of a folder the files whose names `readable` accepts.
pub(super) fn collect_named(paths: &[PathBuf], readable: impl Fn(&str) -> bool) -> (Vec<Input>, bool) {
    let (inputs, errors) = inputs::collect(paths, readable);
    for error in &errors {
        anstream::eprintln!("soat: {error}");
    }
    (inputs, !errors.is_empty())
}

/// Returns the value, or says which file could not be read and why.
pub(super) fn report_unread<T>(result: Result<T, Unread>) -> Option<T> {
    match result {
        Ok(value) => Some(value),
        Err(unread) => {
            say_unread(&unread);
            None
        }
    }
}

/// Says which file could not be read and why.
pub(super) fn say_unread(unread: &Unread) {
    anstream::eprintln!("soat: {}: {}", unread.path, unread.reason);
}

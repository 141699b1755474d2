//! Where the data outside the repository lies.

#![allow(clippy::print_stderr, reason = "a skipped test must say so")]

use std::path::PathBuf;

/// Returns the folder of shared data, or `None` where there is none; the test then passes with a word.
pub(crate) fn shared() -> Option<PathBuf> {
    let beside = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared");
    let folder = std::env::var_os("SOAT_SHARED").map_or_else(|| PathBuf::from(beside), PathBuf::from);
    if folder.join("data").is_dir() {
        return Some(folder);
    }
    skipped(&format!("no shared data at {}", folder.display()));
    None
}

/// Says that a test was skipped, and why.
pub(crate) fn skipped(why: &str) {
    eprintln!("skipped: {why}");
}

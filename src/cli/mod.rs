//! Translates the command line to [`app`](crate::app) calls and back; only here is anything printed.

use std::process::ExitCode;

/// Runs the command line of this process and returns its exit code.
#[must_use]
pub fn run() -> ExitCode {
    ExitCode::SUCCESS
}

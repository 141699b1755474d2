//! Exit codes and the words that go with them.

use std::fmt;
use std::process::ExitCode;

use crate::app::check::CheckError;

/// How a run ended (contract: 0 nothing at the threshold, 1 findings, 2 usage, 3 no input, 4 internal or unread).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Exit {
    /// Nothing at or above the threshold.
    Clean,
    /// Findings at or above the threshold.
    Findings,
    /// Nothing could be read.
    NoInput,
    /// Some input was unread under `--strict`.
    Unread,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Clean => 0,
            Exit::Findings => 1,
            Exit::NoInput => 3,
            Exit::Unread => 4,
        })
    }
}

/// Why a run could not be carried out.
#[derive(Debug)]
pub(super) enum Failure {
    /// The user's: a bad option, configuration, rule page or registry.
    Usage(String),
    /// Ours.
    Internal(anyhow::Error),
}

impl Failure {
    /// A failure that the user can mend.
    pub(super) fn usage(message: impl fmt::Display) -> Self {
        Self::Usage(message.to_string())
    }

    /// A failure that is a fault of the program or the machine.
    pub(super) fn internal(error: impl Into<anyhow::Error>) -> Self {
        Self::Internal(error.into())
    }

    /// Returns the exit code.
    pub(super) fn code(&self) -> ExitCode {
        ExitCode::from(match self {
            Self::Usage(_) => 2,
            Self::Internal(_) => 4,
        })
    }
}

impl From<CheckError> for Failure {
    fn from(error: CheckError) -> Self {
        match error {
            CheckError::Rules(_) => Self::usage(error),
            CheckError::Registry(_) => Self::internal(error),
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Usage(message) => f.write_str(message),
            Self::Internal(error) => write!(f, "lỗi bên trong soat: {error:#}"),
        }
    }
}

//! Runs a program to its end, or ends it and all it started when its time is over.

use std::io;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use process_wrap::std::CommandWrap;

/// How a program ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// By itself, saying that all went well.
    Well,
    /// By itself, saying that something went wrong.
    Badly,
    /// Its time was over.
    TimedOut,
}

/// Runs `command` without input and output for at most about `limit`.
///
/// # Errors
/// The program could not be started or waited for.
pub(super) fn run(mut command: Command, limit: Duration) -> io::Result<End> {
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut wrapped = CommandWrap::from(command);
    #[cfg(unix)]
    wrapped.wrap(process_wrap::std::ProcessGroup::leader());
    #[cfg(windows)]
    wrapped.wrap(process_wrap::std::JobObject);
    let mut child = wrapped.spawn()?;
    // Steps of sleep stand for a clock: a busy machine gives the program more time, never less.
    let mut step = Duration::from_millis(2);
    let mut waited = Duration::ZERO;
    while waited < limit {
        if let Some(status) = child.try_wait()? {
            return Ok(if status.success() { End::Well } else { End::Badly });
        }
        sleep(step);
        waited += step;
        step = (step * 2).min(Duration::from_millis(50));
    }
    child.start_kill()?;
    child.wait()?;
    Ok(End::TimedOut)
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn shell(words: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", words]);
        command
    }

    #[test]
    fn a_program_ends_well_badly_or_late() {
        let long = Duration::from_secs(20);
        assert_eq!(run(shell("exit 0"), long).unwrap(), End::Well);
        assert_eq!(run(shell("exit 3"), long).unwrap(), End::Badly);
        assert_eq!(run(shell("sleep 60 & sleep 60"), Duration::from_millis(200)).unwrap(), End::TimedOut);
        assert!(run(Command::new("/nowhere/at-all"), long).is_err());
    }
}

//! The `soat` binary: hands its arguments to [`soat::cli`] and exits with the code it returns.

use std::process::ExitCode;

fn main() -> ExitCode {
    soat::cli::run()
}

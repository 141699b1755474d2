//! The `soat` binary: hands its arguments to [`soat::cli`] and exits with the code it returns.

use std::process::ExitCode;

/// That of musl serves one thread at a time.
#[cfg(target_env = "musl")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    soat::cli::run()
}

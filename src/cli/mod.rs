//! Translates the command line to [`app`](crate::app) calls and back; only here is anything printed.
//!
//! Reports go to standard output (or `--output`), everything else to standard error. One file a subcommand.

use std::process::ExitCode;

use clap::Parser;

#[cfg(feature = "oidc")]
mod accounts;
mod annotate;
mod args;
mod audit;
mod baseline;
mod check;
mod cite;
mod compare;
mod completions;
mod decisions;
mod exit;
mod explain;
mod export;
mod fix;
mod index;
mod ingest;
mod inputs;
mod library;
mod log;
mod lsp;
#[cfg(feature = "serve")]
mod mcp;
mod parse;
mod progress;
mod registry;
mod review;
mod rules;
mod safekeeping;
mod search;
#[cfg(feature = "serve")]
mod serve;
mod settings;
mod show;
mod similar;
mod triage;
mod user;
mod watch;

use args::{Cli, Command};
use exit::{Exit, Failure};
use settings::Settings;

/// Runs the command line of this process and returns its exit code.
#[must_use]
pub fn run() -> ExitCode {
    report_panics();
    let cli = Cli::parse();
    match dispatch(cli) {
        Ok(exit) => exit.into(),
        Err(failure) => {
            anstream::eprintln!("soat: {failure}");
            failure.code()
        }
    }
}

/// Leaves out panics that become an error about one file.
fn report_panics() {
    let report = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if !crate::app::reading::is_guarded() {
            report(panic);
        }
    }));
}

fn dispatch(cli: Cli) -> Result<Exit, Failure> {
    let settings = Settings::decide(cli.common)?;
    if let Some(jobs) = settings.jobs {
        rayon::ThreadPoolBuilder::new().num_threads(jobs).build_global().map_err(Failure::internal)?;
    }
    match cli.command {
        Command::Check(args) => check::run(&args, &settings),
        Command::Audit(args) => audit::run(&args, &settings),
        Command::Baseline(args) => baseline::run(&args, &settings),
        Command::Compare(args) => compare::run(&args, &settings),
        Command::Decisions(args) => decisions::run(&args, &settings),
        Command::Parse(args) => parse::run(&args, &settings),
        Command::Cite(args) => cite::run(&args, &settings),
        Command::Ingest(args) => ingest::run(&args, &settings),
        Command::Search(args) => search::run(&args, &settings),
        Command::Similar(args) => similar::run(&args, &settings),
        Command::Index { rebuild } => index::run(rebuild, &settings),
        #[cfg(feature = "serve")]
        Command::Serve(args) => serve::run(&args, &settings),
        Command::User(args) => user::run(&args, &settings),
        Command::Log { command } => log::run(&command, &settings),
        Command::Backup(args) => safekeeping::backup(&args, &settings),
        Command::Restore { file, into } => safekeeping::restore(&file, &into, &settings),
        Command::Doctor(args) => safekeeping::doctor(&args, &settings),
        #[cfg(feature = "serve")]
        Command::Mcp { profile } => mcp::run(profile.as_deref(), &settings),
        Command::Show { number, territory } => show::run(&number, territory.as_deref(), &settings),
        Command::Export(args) => export::run(&args, &settings),
        Command::Lsp { issued, profile } => lsp::run(&issued, profile.as_deref(), &settings),
        Command::Watch(args) => watch::run(&args, &settings),
        Command::Explain { code } => explain::run(&code, &settings),
        Command::Completions { shell } => completions::completions(shell, &settings),
        Command::Man => completions::man(&settings),
        Command::Registry { command } => registry::run(&command, &settings),
        Command::Rules { command } => rules::run(&command, &settings),
    }
}

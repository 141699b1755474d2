//! `soat completions`, `soat man`: what shells and manuals need, made of the options themselves.

use std::io;
use std::path::Path;

use clap::CommandFactory;
use clap_complete::Shell;

use super::args::Cli;
use super::exit::{Exit, Failure};
use super::settings::Settings;

/// Prints the completions for a shell.
pub(super) fn completions(shell: Shell, settings: &Settings) -> Result<Exit, Failure> {
    settings.print(|mut out| {
        clap_complete::generate(shell, &mut Cli::command(), "soat", &mut out);
        Ok(())
    })?;
    Ok(Exit::Clean)
}

/// Prints the manual page, or writes one page a subcommand into the folder that `--output` names.
pub(super) fn man(settings: &Settings) -> Result<Exit, Failure> {
    match settings.output_folder() {
        Some(folder) => {
            pages(folder).map_err(|error| Failure::usage(format!("{}: không ghi được: {error}", folder.display())))?;
        }
        None => settings.print(|mut out| clap_mangen::Man::new(Cli::command()).render(&mut out))?,
    }
    Ok(Exit::Clean)
}

fn pages(folder: &Path) -> io::Result<()> {
    clap_mangen::generate_to(Cli::command(), folder)
}

//! `soat check --fix`: writes corrected copies and says what is in them.

use std::io::{self, Write};

use super::args::{CheckArgs, Fixes, Format};
use super::exit::Failure;
use super::settings::Settings;
use crate::app::check::Outcome;
use crate::app::fix::{self, Corrected, Destination, Uncorrected, Wanted};
use crate::app::inputs::Input;
use crate::check::Safety;
use crate::rules::Lang;

/// Returns what `--fix` asks for, where it was given. With it `--output` names the copy, not the report.
pub(super) fn wanted(args: &CheckArgs, inputs: &[Input], settings: &Settings) -> Result<Option<Wanted>, Failure> {
    let Some(fixes) = args.fix else { return Ok(None) };
    let safety = match fixes {
        Fixes::Safe => Safety::Safe,
        Fixes::Suggested => Safety::Suggested,
    };
    let destination = match (args.in_place, settings.output()) {
        (true, Some(_)) => return Err(Failure::usage("--in-place ghi đè tệp gốc, không dùng cùng --output")),
        (true, None) => Destination::InPlace,
        (false, _) => destination(inputs, settings)?,
    };
    Ok(Some(Wanted { safety, destination }))
}

/// Returns where copies go: where `--output` says, else beside each file.
pub(super) fn destination(inputs: &[Input], settings: &Settings) -> Result<Destination, Failure> {
    match settings.output() {
        Some(path) if inputs.len() > 1 && !path.is_dir() => {
            Err(Failure::usage(format!("{}: có nhiều tệp thì --output phải là một thư mục có sẵn", path.display())))
        }
        Some(path) => Ok(Destination::At(path.to_owned())),
        None => Ok(Destination::Beside),
    }
}

/// Writes the copies. What changed goes to standard output beside a report for people, all else to standard error.
pub(super) fn run(outcome: &Outcome, inputs: &[Input], wanted: &Wanted, settings: &Settings) -> Result<(), Failure> {
    let diffs = matches!(settings.format, None | Some(Format::Text));
    for copy in fix::correct(outcome, inputs, wanted) {
        match copy {
            Ok(corrected) => say(&corrected, diffs, settings.lang).map_err(Failure::internal)?,
            Err(Uncorrected { path, reason }) => anstream::eprintln!("soat: {path}: {reason}"),
        }
    }
    Ok(())
}

fn say(corrected: &Corrected, diffs: bool, lang: Lang) -> io::Result<()> {
    let Corrected { path, written, fixed, diff, left } = corrected;
    if let Some(diff) = diff.as_ref().filter(|_| diffs) {
        write!(anstream::stdout().lock(), "{diff}")?;
    }
    let written = written.display();
    match lang {
        Lang::Vi => anstream::eprintln!("soat: {path}: đã ghi bản sửa {written} ({fixed} phát hiện được sửa)"),
        Lang::En => anstream::eprintln!("soat: {path}: corrected copy {written} ({fixed} findings fixed)"),
    }
    for left in left {
        let (code, line, reason) = (&left.code, left.line, &left.reason);
        match lang {
            Lang::Vi => anstream::eprintln!("soat: {path}:{line}: {code} chưa sửa: {reason}"),
            Lang::En => anstream::eprintln!("soat: {path}:{line}: {code} not fixed: {reason}"),
        }
    }
    Ok(())
}

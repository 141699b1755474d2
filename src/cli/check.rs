//! `soat check`: the findings on drafts.

use super::args::{CheckArgs, Format, Threshold};
use super::exit::{Exit, Failure};
use super::settings::Settings;
use super::{annotate, fix, inputs, library, progress, review, settings, triage};
use crate::app::Office;
use crate::app::changed;
use crate::app::check::{self, Outcome, Request};
use crate::check::{Finding, Verdict};
use crate::report::statistics::Statistics;
use crate::report::{self, ci};
use crate::rules::{Lang, Severity};

pub(super) fn run(args: &CheckArgs, settings: &Settings) -> Result<Exit, Failure> {
    let threshold = threshold(args.fail_on, settings)?;
    let (office, triage) = triage::open(settings)?;
    let triage = triage::choose(triage, args.profile.as_deref(), args.baseline.as_deref(), settings)?;
    let store = library::open(&office, &args.issued, settings)?;
    let (inputs, missing) = inputs::collect(&args.paths);
    let inputs = match &args.changed_since {
        Some(revision) => changed::since(revision, &args.paths, inputs).map_err(Failure::usage)?,
        None => inputs,
    };
    let copies = fix::wanted(args, &inputs, settings)?;
    let request = Request { inputs: &inputs, as_of: settings.as_of, today: settings.today, lang: settings.lang };
    let bar = progress::bar(inputs.len(), settings.quiet);
    let mut outcome = check::check(&office, Some(&store), &request, &|| bar.inc(1))?;
    bar.finish_and_clear();
    triage.apply(&mut outcome, settings.as_of.unwrap_or(settings.today), settings.lang);
    outcome.unread.iter().for_each(inputs::say_unread);
    say_faults(&outcome, settings.lang);
    match settings.format {
        _ if args.statistics => statistics(&outcome, &office, settings)?,
        Some(Format::Docx) => annotate::run(&office, &store, &outcome, &request, settings)?,
        Some(form @ (Format::Html | Format::Phieu | Format::Pdf | Format::Xlsx | Format::Summary)) => {
            review::run(form, &office, &store, &outcome, &request, settings)?;
        }
        _ => print(&outcome, &office, settings, copies.is_some())?,
    }
    if let Some(copies) = &copies {
        fix::run(&outcome, &inputs, copies, settings)?;
    }
    Ok(exit(args, &outcome, missing, threshold))
}

/// Prints counts instead of findings.
fn statistics(outcome: &Outcome, office: &Office, settings: &Settings) -> Result<(), Failure> {
    let statistics = count(outcome, office, settings.lang);
    match settings.format {
        None | Some(Format::Text) => settings.print(|mut out| statistics.write(settings.lang, &mut out)),
        Some(Format::Json) => {
            let tool = report::json::Tool::new(Some(office.rules.digest()));
            settings.print(|mut out| report::json::write_one(&tool, "statistics", &statistics, &mut out))
        }
        Some(other) => Err(Failure::usage(format!("--statistics có các dạng text, json, không có {other}"))),
    }
}

/// Counts what was found.
pub(super) fn count(outcome: &Outcome, office: &Office, lang: Lang) -> Statistics {
    Statistics::of(outcome.judged.len(), &outcome.findings().collect::<Vec<_>>(), &office.rules, lang)
}

/// Says which conditions of the office's own rules could not be worked out on which document.
fn say_faults(outcome: &Outcome, lang: Lang) {
    for judged in &outcome.judged {
        for fault in &judged.faults {
            let what = match lang {
                Lang::Vi => "điều kiện của quy tắc không tính được, quy tắc không kết luận gì",
                Lang::En => "a rule's condition could not be worked out, the rule says nothing",
            };
            anstream::eprintln!("soat: {}: {what}: {fault}", judged.document.path);
        }
    }
}

/// Prints the report; with copies `--output` is theirs, and the report goes to the screen.
fn print(outcome: &Outcome, office: &Office, settings: &Settings, copies: bool) -> Result<(), Failure> {
    let findings = || outcome.findings().collect::<Vec<_>>();
    let run = || ci::Run {
        rules: &office.rules,
        checked: outcome.judged.iter().map(|judged| (&judged.document, judged.findings.as_slice())).collect(),
        office: &outcome.office,
        lang: settings.lang,
    };
    let form = settings.format.unwrap_or(Format::Text);
    if !matches!(
        form,
        Format::Text | Format::Json | Format::Jsonl | Format::Sarif | Format::Junit | Format::Github | Format::Gitlab
    ) {
        return Err(Failure::usage(
            "soat check có các dạng text, json, jsonl, sarif, junit, github, gitlab, html, docx, phieu, pdf, summary, xlsx",
        ));
    }
    let write = |mut out: &mut dyn std::io::Write| match form {
        Format::Json => {
            let tool = report::json::Tool::new(Some(office.rules.digest()));
            report::json::write(&tool, "findings", &findings(), &mut out)
        }
        Format::Jsonl => report::json::write_lines(&findings(), &mut out),
        Format::Sarif => ci::sarif(&run(), &mut out),
        Format::Junit => ci::junit(&run(), &mut out),
        Format::Github => ci::github(&run(), &mut out),
        Format::Gitlab => ci::gitlab(&run(), &mut out),
        _ => text(outcome, settings, &mut out),
    };
    if copies { settings::show(write) } else { settings.print(write) }
}

fn text(outcome: &Outcome, settings: &Settings, mut out: &mut dyn std::io::Write) -> std::io::Result<()> {
    for judged in &outcome.judged {
        let (document, findings) = (&judged.document, judged.findings.as_slice());
        report::findings::write(document, findings, settings.lang, settings.verbose, &mut out)?;
    }
    report::findings::write_office(&outcome.office, settings.lang, &mut out)?;
    if settings.quiet || outcome.judged.is_empty() {
        return Ok(());
    }
    let all: Vec<&Finding> = outcome.findings().collect();
    report::findings::write_summary(outcome.judged.len(), &all, outcome.hidden, settings.lang, &mut out)
}

fn exit(args: &CheckArgs, outcome: &Outcome, missing: bool, threshold: Severity) -> Exit {
    // That nothing changed is no lack of input.
    let unchanged = args.changed_since.is_some() && !missing && outcome.unread.is_empty();
    if outcome.judged.is_empty() && !unchanged {
        return Exit::NoInput;
    }
    if args.strict && (missing || !outcome.unread.is_empty()) {
        return Exit::Unread;
    }
    let counts = |finding: &Finding| {
        finding.severity >= threshold && finding.verdict != Verdict::Unverified && finding.suppressed.is_none()
    };
    let found = outcome.findings().any(counts);
    if found && !args.exit_zero { Exit::Findings } else { Exit::Clean }
}

fn threshold(given: Option<Threshold>, settings: &Settings) -> Result<Severity, Failure> {
    match (given, settings.config.fail_on.as_deref()) {
        (Some(Threshold::Blocker), _) | (None, Some("blocker")) => Ok(Severity::Blocker),
        (Some(Threshold::Error), _) | (None, Some("error") | None) => Ok(Severity::Error),
        (Some(Threshold::Warning), _) | (None, Some("warning")) => Ok(Severity::Warning),
        (Some(Threshold::Info), _) | (None, Some("info")) => Ok(Severity::Info),
        (None, Some(other)) => Err(Failure::usage(format!(
            "fail-on trong tệp cấu hình là \"{other}\"; chỉ có blocker, error, warning, info"
        ))),
    }
}

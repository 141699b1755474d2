//! `soat decisions`: what became of the comments and changes of an annotated file.

use std::io::{self, Write};
use std::path::Path;

use super::args::DecisionsArgs;
use super::exit::{Exit, Failure};
use super::settings::{Listing, Settings};
use super::user::path as ledger_path;
use crate::app::decisions::{ChangeState, CommentState, Decision, Told, Verdict, decisions, ignored, rejected, told};
use crate::app::triage::{Accepted, Baseline};
use crate::ledger::{self, Choice, Kinship, Ledger, Sight};
use crate::report::json::{self, Tool};
use crate::rules::Lang;

pub(super) fn run(args: &DecisionsArgs, settings: &Settings) -> Result<Exit, Failure> {
    let Some(file) = &args.file else { return kept(args, settings) };
    let all = decisions(file).map_err(|error| Failure::usage(format!("{}: {error}", file.display())))?;
    match settings.listing()? {
        Listing::Json => settings.print(|mut out| json::write(&Tool::new(None), "decisions", &all, &mut out))?,
        Listing::Jsonl => settings.print(|mut out| json::write_lines(&all, &mut out))?,
        Listing::Text => settings.print(|out| table(&all, settings.lang, out))?,
    }
    if let Some(path) = &args.baseline {
        add(path, rejected(&all), settings.lang)?;
    }
    Ok(Exit::Clean)
}

/// Does the same with what the ledger holds.
fn kept(args: &DecisionsArgs, settings: &Settings) -> Result<Exit, Failure> {
    let ledger = Ledger::read(&ledger_path(args.ledger.as_ref(), settings)?)?;
    let all = ledger.decisions(Sight::All)?;
    let told: Vec<Told> = told(&all, ledger.verdicts()?);
    match settings.listing()? {
        Listing::Json => settings.print(|mut out| json::write(&Tool::new(None), "decisions", &told, &mut out))?,
        Listing::Jsonl => settings.print(|mut out| json::write_lines(&told, &mut out))?,
        Listing::Text => settings.print(|out| told.iter().try_for_each(|told| line(told, settings.lang, out)))?,
    }
    if let Some(path) = &args.baseline {
        add(path, ignored(&all), settings.lang)?;
    }
    Ok(Exit::Clean)
}

fn line(told: &Told, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    match told {
        Told::Finding(decision) => {
            let ledger::Decision { code, document, message, what, reason, by, .. } = decision;
            let reason = reason.as_deref().map(|reason| format!(" ({reason})")).unwrap_or_default();
            writeln!(out, "{:<16} {code} {document}  {message}{reason}  {by}", choice_word(*what, lang))
        }
        Told::Overlap(verdict) => {
            let [one, other] = &verdict.tasks;
            let (one, other) = (format!("{} {}", one.document, one.path), format!("{} {}", other.document, other.path));
            writeln!(out, "{:<16} {one} | {other}  {}", kinship_word(verdict.what, lang), verdict.by)
        }
    }
}

fn choice_word(choice: Choice, lang: Lang) -> &'static str {
    match choice {
        Choice::Accepted => lang.say("chấp nhận", "accepted"),
        Choice::Ignored => lang.say("bỏ qua", "ignored"),
        Choice::Undone => lang.say("hoàn tác", "undone"),
    }
}

fn kinship_word(kinship: Kinship, lang: Lang) -> &'static str {
    match kinship {
        Kinship::Duplicate => lang.say("trùng lặp", "duplicate"),
        Kinship::Complementary => lang.say("bổ sung", "complementary"),
        Kinship::Conflict => lang.say("mâu thuẫn", "conflict"),
        Kinship::Unrelated => lang.say("không liên quan", "unrelated"),
    }
}

fn table(all: &[Decision], lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    for decision in all {
        let Decision { code, fingerprint, message, verdict, change, comment, replies, .. } = decision;
        let mark = fingerprint.get(..8).unwrap_or(fingerprint);
        let change = change.map(|change| format!(", {}", change_word(change, lang))).unwrap_or_default();
        let state = format!("{}{change}", comment_word(*comment, lang));
        writeln!(out, "{:<16} {code} {mark}  {message} ({state})", verdict_word(*verdict, lang))?;
        replies.iter().try_for_each(|reply| writeln!(out, "{:<16} ↳ {}", "", reply.replace('\n', " ")))?;
    }
    Ok(())
}

/// Adds entries to a baseline, which is made where there is none.
fn add(path: &Path, more: Vec<Accepted>, lang: Lang) -> Result<(), Failure> {
    let mut entries = if path.exists() { Baseline::read(path).map_err(Failure::usage)?.accepted } else { Vec::new() };
    let before = entries.len();
    for entry in more {
        if !entries.iter().any(|own| own.fingerprint == entry.fingerprint && own.path == entry.path) {
            entries.push(entry);
        }
    }
    let mut bytes = Vec::new();
    json::write(&Tool::new(None), "accepted", &entries, &mut bytes).map_err(Failure::internal)?;
    std::fs::write(path, bytes)
        .map_err(|error| Failure::usage(format!("{}: không ghi được: {error}", path.display())))?;
    let (added, path) = (entries.len() - before, path.display());
    match lang {
        Lang::Vi => anstream::eprintln!("soat: đã thêm {added} phát hiện bị bác vào tệp mốc {path}"),
        Lang::En => anstream::eprintln!("soat: {added} rejected findings added to the baseline {path}"),
    }
    Ok(())
}

fn verdict_word(verdict: Verdict, lang: Lang) -> &'static str {
    let (vi, en) = match verdict {
        Verdict::Accepted => ("chấp nhận", "accepted"),
        Verdict::Rejected => ("bác", "rejected"),
        Verdict::Altered => ("sửa cách khác", "altered"),
        Verdict::Resolved => ("đã xử lý", "resolved"),
        Verdict::Deleted => ("xóa nhận xét", "deleted"),
        Verdict::Answered => ("có trả lời", "answered"),
        Verdict::Open => ("chưa quyết định", "open"),
    };
    if lang == Lang::Vi { vi } else { en }
}

fn change_word(change: ChangeState, lang: Lang) -> &'static str {
    let (vi, en) = match change {
        ChangeState::Pending => ("chỗ sửa còn chờ", "change pending"),
        ChangeState::Accepted => ("chỗ sửa được nhận", "change accepted"),
        ChangeState::Rejected => ("chỗ sửa bị bác", "change rejected"),
        ChangeState::Altered => ("chữ đã khác cả hai", "words differ from both"),
    };
    if lang == Lang::Vi { vi } else { en }
}

fn comment_word(comment: CommentState, lang: Lang) -> &'static str {
    let (vi, en) = match comment {
        CommentState::Open => ("nhận xét còn", "comment stands"),
        CommentState::Resolved => ("nhận xét đã đánh dấu xong", "comment resolved"),
        CommentState::Deleted => ("nhận xét đã xóa", "comment deleted"),
    };
    if lang == Lang::Vi { vi } else { en }
}

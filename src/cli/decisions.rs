//! `soat decisions`: what became of the comments and changes of an annotated file.

use std::io::{self, Write};
use std::path::Path;

use super::args::DecisionsArgs;
use super::exit::{Exit, Failure};
use super::settings::{Listing, Settings};
use crate::app::decisions::{ChangeState, CommentState, Decision, Verdict, decisions, rejected};
use crate::app::triage::Baseline;
use crate::report::json::{self, Tool};
use crate::rules::Lang;

pub(super) fn run(args: &DecisionsArgs, settings: &Settings) -> Result<Exit, Failure> {
    let all = decisions(&args.file).map_err(|error| Failure::usage(format!("{}: {error}", args.file.display())))?;
    match settings.listing()? {
        Listing::Json => settings.print(|mut out| json::write(&Tool::new(None), "decisions", &all, &mut out))?,
        Listing::Jsonl => settings.print(|mut out| json::write_lines(&all, &mut out))?,
        Listing::Text => settings.print(|out| table(&all, settings.lang, out))?,
    }
    if let Some(path) = &args.baseline {
        add(path, &all, settings.lang)?;
    }
    Ok(Exit::Clean)
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

/// Adds what was rejected to a baseline, which is made where there is none.
fn add(path: &Path, all: &[Decision], lang: Lang) -> Result<(), Failure> {
    let mut entries = if path.exists() { Baseline::read(path).map_err(Failure::usage)?.accepted } else { Vec::new() };
    let before = entries.len();
    for entry in rejected(all) {
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

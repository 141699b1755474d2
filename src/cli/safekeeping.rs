//! `soat backup`, `soat restore`, `soat doctor`: the store is taken away, brought back and looked at.

use std::path::Path;

use jiff::Timestamp;

use super::args::LedgerArg;
use super::exit::{Exit, Failure};
use super::settings::{Listing, Settings};
use crate::app::Office;
use crate::app::safekeeping::{self, Check, Own, Part, SafekeepingError, Store};
use crate::ledger::{By, Ledger};
use crate::report::json::{self, Tool};
use crate::rules::Lang;

impl From<SafekeepingError> for Failure {
    fn from(error: SafekeepingError) -> Self {
        Self::usage(error)
    }
}

pub(super) fn backup(args: &LedgerArg, settings: &Settings) -> Result<Exit, Failure> {
    let to = settings.output().ok_or_else(|| Failure::usage("cần --output TỆP.zip"))?;
    let store = store(args, settings)?;
    if to.exists() {
        return Err(SafekeepingError::Taken(to.to_owned()).into());
    }
    let made = Timestamp::now();
    if let Some(path) = &store.ledger {
        let by = By { who: By::COMMAND, unit: "", address: None, at: made };
        Ledger::read(path)?;
        Ledger::open(path)?.note(&by, "store.backup", &to.to_string_lossy(), serde_json::Value::Null)?;
    }
    let manifest = safekeeping::backup(&store, to, made)?;
    say(settings, ("đã sao lưu", "backed up"), manifest.files.len(), to, manifest.log.as_deref());
    Ok(Exit::Clean)
}

pub(super) fn restore(file: &Path, into: &Path, settings: &Settings) -> Result<Exit, Failure> {
    let manifest = safekeeping::restore(file, into)?;
    say(settings, ("đã khôi phục", "restored"), manifest.files.len(), into, manifest.log.as_deref());
    Ok(Exit::Clean)
}

fn say(settings: &Settings, done: (&str, &str), files: usize, place: &Path, log: Option<&str>) {
    if settings.quiet {
        return;
    }
    let (lang, place) = (settings.lang, place.display());
    let (done, word) = (lang.say(done.0, done.1), lang.say("tệp", "files"));
    anstream::eprintln!("soat: {done}: {files} {word}: {place}");
    if let Some(log) = log {
        anstream::eprintln!("soat: {} {log}", lang.say("dòng cuối của nhật ký:", "last row of the log:"));
    }
}

pub(super) fn doctor(args: &LedgerArg, settings: &Settings) -> Result<Exit, Failure> {
    let listing = settings.listing()?;
    let lexicon = Office::tables(settings.config.lexicon.as_deref()).map_err(Failure::usage)?;
    let checks = safekeeping::examine(&store(args, settings)?, &lexicon);
    settings.print(|mut out| match listing {
        Listing::Json => json::write(&Tool::new(None), "checks", &checks, &mut out),
        Listing::Jsonl => json::write_lines(&checks, &mut out),
        Listing::Text => checks.iter().try_for_each(|check| {
            let Check { part, sound, found } = check;
            let word = if *sound { settings.lang.say("tốt ", "good") } else { settings.lang.say("HỎNG", "BAD ") };
            writeln!(out, "{word} {}: {found}", name(*part, settings.lang))?;
            if *sound { Ok(()) } else { writeln!(out, "     {}", advice(*part, settings.lang)) }
        }),
    })?;
    Ok(if checks.iter().all(|check| check.sound) { Exit::Clean } else { Exit::Findings })
}

/// Returns the store that the options mean: the ledger beside the registry counts where it is there.
fn store(args: &LedgerArg, settings: &Settings) -> Result<Store, Failure> {
    let registry = settings.registry.clone();
    let beside = registry.as_deref().map(Ledger::beside).filter(|path| path.exists());
    let ledger = args.ledger.clone().or(beside);
    if registry.is_none() && ledger.is_none() {
        return Err(Failure::usage("cần --registry FILE hoặc --ledger FILE"));
    }
    Ok(Store { registry, ledger, own: Own::of(&settings.config, settings.rules.as_deref()) })
}

fn name(part: Part, lang: Lang) -> &'static str {
    match part {
        Part::Registry => lang.say("sổ đăng ký, số văn bản", "registry, documents"),
        Part::RegistryPages => lang.say("trang dữ liệu của sổ đăng ký", "pages of the registry"),
        Part::Index => lang.say("chỉ mục, số thay đổi chưa đưa vào", "index, changes not yet in it"),
        Part::Imports => lang.say(
            "tệp gửi lên để nhập còn như khi gửi, số lần nhập (đang chờ)",
            "files sent to be stored are as they were sent, imports (waiting)",
        ),
        Part::Ledger => lang.say("sổ công việc", "ledger"),
        Part::LedgerPages => lang.say("trang dữ liệu của sổ công việc", "pages of the ledger"),
        Part::Drafts => lang.say("dự thảo đã lưu còn như khi gửi", "kept drafts are as they were sent"),
        Part::Log => lang.say("nhật ký nguyên vẹn, dòng cuối", "the log is whole, last row"),
    }
}

/// Says what to do about a part that is not sound.
fn advice(part: Part, lang: Lang) -> &'static str {
    match part {
        Part::Registry | Part::RegistryPages => lang.say(
            "khôi phục từ bản sao lưu (soat restore), hoặc nạp lại văn bản vào sổ mới (soat ingest)",
            "bring it back from a backup (soat restore), or read the documents into a new one (soat ingest)",
        ),
        Part::Index => lang.say("chạy soat index --rebuild", "run soat index --rebuild"),
        Part::Imports => lang.say(
            "lấy lại thư mục .imports từ bản sao lưu (soat restore), hoặc gửi lại các tệp đó",
            "bring the folder .imports back from a backup (soat restore), or send those files again",
        ),
        Part::Ledger | Part::LedgerPages | Part::Drafts => lang.say(
            "giữ nguyên tệp hỏng, khôi phục từ bản sao lưu (soat restore)",
            "keep the damaged file, bring it back from a backup (soat restore)",
        ),
        Part::Log => lang.say(
            "có người đã sửa nhật ký từ dòng này: giữ nguyên tệp, so với bản sao lưu, báo người phụ trách",
            "somebody changed the log from this row on: keep the file, hold it against a backup, tell who is in charge",
        ),
    }
}

//! `soat log`: who did what, and whether the log is as it was written.

use std::io::{self, Write};
use std::path::PathBuf;
use std::str::FromStr;

use clap::Subcommand;

use super::args::Format;
use super::exit::{Exit, Failure};
use super::settings::{Listing, Settings};
use super::user::path;
use crate::ledger::{Asked, Fault, Ledger, Link, Row};
use crate::report::json::{self, Tool};
use crate::report::log as sheet;

#[derive(Debug, Subcommand)]
pub(super) enum LogCommand {
    /// Xem nhật ký có còn nguyên vẹn; hỏng thì nêu dòng đầu tiên bị hỏng, mã thoát 1
    Verify {
        /// Sổ công việc (mặc định: tệp REGISTRY.ledger bên cạnh sổ đăng ký)
        #[arg(value_name = "FILE")]
        file: Option<PathBuf>,
        /// Dòng đã ghi lại ở nơi khác, dạng SỐ:MÃ: nhật ký không có dòng đó là hỏng
        #[arg(long, value_name = "SEQ:HASH")]
        head: Option<Noted>,
    },
    /// In nhật ký; --format csv để mở bằng bảng tính
    List {
        /// Sổ công việc
        #[arg(value_name = "FILE")]
        file: Option<PathBuf>,
        /// Chỉ của người này
        #[arg(long, value_name = "NAME")]
        who: Option<String>,
        /// Chỉ việc bắt đầu bằng chữ này, ví dụ user hoặc finding.decide
        #[arg(long, value_name = "WORD")]
        what: Option<String>,
    },
}

pub(super) fn run(command: &LogCommand, settings: &Settings) -> Result<Exit, Failure> {
    match command {
        LogCommand::Verify { file, head } => {
            verify(&Ledger::read(&path(file.as_ref(), settings)?)?, head.as_ref(), settings)
        }
        LogCommand::List { file, who, what } => {
            let ledger = Ledger::read(&path(file.as_ref(), settings)?)?;
            let mut rows = ledger.log(Asked { who: who.as_deref(), what: what.as_deref(), ..Asked::default() })?;
            rows.reverse();
            list(&rows, settings)?;
            Ok(Exit::Clean)
        }
    }
}

fn list(rows: &[Row], settings: &Settings) -> Result<(), Failure> {
    if settings.format == Some(Format::Csv) {
        return settings.print(|out| sheet::write_csv(rows, out));
    }
    match settings.listing()? {
        Listing::Json => settings.print(|mut out| json::write(&Tool::new(None), "log", rows, &mut out)),
        Listing::Jsonl => settings.print(|mut out| json::write_lines(rows, &mut out)),
        Listing::Text => settings.print(|out| table(rows, out)),
    }
}

fn table(rows: &[Row], out: &mut dyn Write) -> io::Result<()> {
    for Row { seq, at, who, address, what, object, before, after } in rows {
        let from = address.as_deref().unwrap_or("-");
        write!(out, "{seq:>6} {at} {who:<12} {from:<15} {what} {object}")?;
        match (before, after) {
            (Some(before), Some(after)) => writeln!(out, "  {before} → {after}")?,
            (None, Some(only)) | (Some(only), None) => writeln!(out, "  {only}")?,
            (None, None) => writeln!(out)?,
        }
    }
    Ok(())
}

fn verify(ledger: &Ledger, noted: Option<&Noted>, settings: &Settings) -> Result<Exit, Failure> {
    let chain = ledger.verify(noted.map(|noted| &noted.0))?;
    let Link { seq, hash } = &chain.head;
    let lang = settings.lang;
    settings.print(|out| match &chain.broken {
        None => {
            writeln!(out, "{}: {seq}:{hash}", lang.say("Nhật ký nguyên vẹn, đến dòng", "The log is whole, up to row"))
        }
        Some(broken) => {
            let why = match broken.why {
                Fault::Changed => {
                    lang.say("đã bị sửa, hoặc một dòng trước nó đã bị sửa", "was changed, or one before it was")
                }
                Fault::Missing => lang.say("không còn", "is missing"),
            };
            writeln!(out, "{} {}: {why}", lang.say("Nhật ký hỏng từ dòng", "The log is broken from row"), broken.seq)
        }
    })?;
    Ok(if chain.broken.is_some() { Exit::Findings } else { Exit::Clean })
}

/// A row as it was noted: `12:8f3a…`.
#[derive(Debug, Clone)]
pub(super) struct Noted(Link);

impl FromStr for Noted {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("\"{text}\" không phải SỐ:MÃ như soat log verify đã in");
        let (seq, hash) = text.split_once(':').ok_or_else(wrong)?;
        let seq = seq.trim().parse().map_err(|_| wrong())?;
        let hash = hash.trim().to_ascii_lowercase();
        let is_hash = hash.len() == 64 && hash.chars().all(|digit| digit.is_ascii_hexdigit());
        if is_hash { Ok(Self(Link { seq, hash })) } else { Err(wrong()) }
    }
}

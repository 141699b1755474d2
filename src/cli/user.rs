//! `soat user`: who may come in through `soat serve`.

use std::io::{self, BufRead, IsTerminal, Write};
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use jiff::Timestamp;

use super::exit::{Exit, Failure};
use super::settings::{Listing, Settings};
use crate::ledger::{By, Change, Ledger, LedgerError, NewUser, Role, User};
use crate::report::json::{self, Tool};
use crate::rules::Lang;

impl From<LedgerError> for Failure {
    fn from(error: LedgerError) -> Self {
        Self::usage(error)
    }
}

#[derive(Debug, Args)]
pub(super) struct UserArgs {
    #[command(subcommand)]
    command: UserCommand,
    /// Sổ công việc (mặc định: tệp REGISTRY.ledger bên cạnh sổ đăng ký)
    #[arg(long, global = true, value_name = "FILE")]
    ledger: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum UserCommand {
    /// Thêm người dùng; mật khẩu hỏi trên màn hình hoặc đọc dòng đầu của đầu vào chuẩn
    Add {
        /// Tên đăng nhập: chữ thường không dấu, chữ số, dấu . - _ @
        name: String,
        /// officer (chuyên viên: xem dự thảo của mình), reviewer (thẩm định: xem dự thảo của đơn vị, kết luận về trùng lặp, nhập
        /// văn bản), administrator (quản trị: người dùng, nhật ký, sao lưu)
        #[arg(long)]
        role: Role,
        /// Đơn vị, ví dụ so-noi-vu
        #[arg(long, value_name = "UNIT")]
        unit: String,
        /// Tên hiển thị
        #[arg(long, value_name = "NAME")]
        display: Option<String>,
    },
    /// Liệt kê người dùng
    List,
    /// Đổi vai trò, đơn vị, tên hiển thị
    Change {
        /// Tên đăng nhập
        name: String,
        /// Vai trò, như ở soat user add
        #[arg(long)]
        role: Option<Role>,
        /// Đơn vị
        #[arg(long, value_name = "UNIT")]
        unit: Option<String>,
        /// Tên hiển thị
        #[arg(long, value_name = "NAME")]
        display: Option<String>,
    },
    /// Không cho vào nữa; mọi phiên đăng nhập chấm dứt, tên ở lại trong nhật ký
    Disable {
        /// Tên đăng nhập
        name: String,
    },
    /// Cho vào lại
    Enable {
        /// Tên đăng nhập
        name: String,
    },
    /// Đặt mật khẩu khác; mọi phiên đăng nhập chấm dứt
    Password {
        /// Tên đăng nhập
        name: String,
    },
}

pub(super) fn run(args: &UserArgs, settings: &Settings) -> Result<Exit, Failure> {
    let path = path(args.ledger.as_ref(), settings)?;
    let by = By { who: By::COMMAND, unit: "", address: None, at: Timestamp::now() };
    let change =
        |name: &str, change: Change<'_>| existing(&path)?.change_user(&by, name, change).map_err(Failure::from);
    let disabled = |disabled| Change { disabled: Some(disabled), ..Change::default() };
    let (name, vi, en) = match &args.command {
        UserCommand::List => {
            list(&Ledger::read(&path)?.users()?, settings)?;
            return Ok(Exit::Clean);
        }
        UserCommand::Add { name, role, unit, display } => {
            let display = display.as_deref().unwrap_or_default();
            let password = password(settings.lang)?;
            Ledger::open(&path)?.add_user(&by, NewUser { name, display, unit, role: *role }, &password)?;
            (name, "đã thêm", "added")
        }
        UserCommand::Change { name, role, unit, display } => {
            let (unit, display) = (unit.as_deref(), display.as_deref());
            change(name, Change { display, unit, role: *role, disabled: None })?;
            (name, "đã đổi", "changed")
        }
        UserCommand::Disable { name } => {
            change(name, disabled(true))?;
            (name, "không vào được nữa", "may not come in any more")
        }
        UserCommand::Enable { name } => {
            change(name, disabled(false))?;
            (name, "lại vào được", "may come in again")
        }
        UserCommand::Password { name } => {
            existing(&path)?.set_password(&by, name, &password(settings.lang)?)?;
            (name, "đã đổi mật khẩu", "the password is changed")
        }
    };
    if !settings.quiet {
        anstream::eprintln!("soat: {name}: {}", settings.lang.say(vi, en));
    }
    Ok(Exit::Clean)
}

fn list(users: &[User], settings: &Settings) -> Result<(), Failure> {
    match settings.listing()? {
        Listing::Json => settings.print(|mut out| json::write(&Tool::new(None), "users", users, &mut out)),
        Listing::Jsonl => settings.print(|mut out| json::write_lines(users, &mut out)),
        Listing::Text => settings.print(|out| table(users, settings.lang, out)),
    }
}

/// Returns the ledger's file: as named, else beside the registry.
pub(super) fn path(named: Option<&PathBuf>, settings: &Settings) -> Result<PathBuf, Failure> {
    let beside = || settings.registry.as_deref().map(Ledger::beside);
    named.cloned().or_else(beside).ok_or_else(|| {
        Failure::usage("cần --ledger FILE (sổ công việc), hoặc --registry FILE: sổ công việc nằm bên cạnh sổ đăng ký")
    })
}

/// Opens a ledger for writing that must be there.
fn existing(path: &Path) -> Result<Ledger, LedgerError> {
    Ledger::read(path)?;
    Ledger::open(path)
}

/// Reads a password: twice and unseen from a terminal, else the first line of the standard input.
fn password(lang: Lang) -> Result<String, Failure> {
    if !io::stdin().is_terminal() {
        let mut line = String::new();
        io::stdin().lock().read_line(&mut line).map_err(Failure::internal)?;
        return Ok(line.trim_end_matches(['\r', '\n']).to_owned());
    }
    let ask = |words: &str| rpassword::prompt_password(words).map_err(Failure::internal);
    let one = ask(lang.say("Mật khẩu (không hiện ra): ", "Password (unseen): "))?;
    if one != ask(lang.say("Nhập lại: ", "Once more: "))? {
        return Err(Failure::usage(lang.say("hai lần nhập khác nhau", "the two differ")));
    }
    Ok(one)
}

fn table(users: &[User], lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    for User { name, display, unit, role, disabled, .. } in users {
        let out_of = if *disabled { lang.say("  (không vào được)", "  (disabled)") } else { "" };
        writeln!(out, "{name:<20} {:<14} {unit:<20} {display}{out_of}", role.word())?;
    }
    Ok(())
}

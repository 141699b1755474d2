//! `soat serve`: the server on this machine.

use std::net::SocketAddr;
use std::path::Path;

use jiff::Timestamp;

use super::args::ServeArgs;
use super::exit::{Exit, Failure};
use super::settings::{Settings, today};
use super::triage;
use crate::app::programs;
use crate::app::safekeeping::Own;
use crate::ledger::Ledger;
use crate::rules::Lang;
use crate::serve::{Setting, State, StateError, listen, serve};

pub(super) fn run(args: &ServeArgs, settings: &Settings) -> Result<Exit, Failure> {
    let ledger = args.ledger.clone().or_else(|| settings.registry.as_deref().map(Ledger::beside));
    let guarded = guarded(ledger.as_deref(), args)?;
    let listener = listen(&args.listen, guarded).map_err(Failure::usage)?;
    let (office, accepted) = triage::open(settings)?;
    let accepted = triage::choose(accepted, args.profile.as_deref(), None, settings)?;
    let setting = Setting {
        registry: settings.registry.clone(),
        ledger,
        own: Own::of(&settings.config, settings.rules.as_deref()),
        as_of: settings.as_of,
        today,
        now: Timestamp::now,
        hosts: args.host.iter().map(|host| host.to_ascii_lowercase()).collect(),
        behind_https: args.behind_https,
        #[cfg(feature = "oidc")]
        provider: args.accounts.provider()?,
        lang: settings.lang,
        profile: accepted.profile,
        programs: programs::find(),
    };
    let kept = setting.ledger.is_some();
    let state = State::new(office, setting).map_err(|error: StateError| Failure::usage(error))?;
    serve(listener, state, |address| say(address, kept, settings)).map_err(Failure::internal)?;
    Ok(Exit::Clean)
}

/// Returns whether nobody comes in without signing in; the options of a server for many ask for that.
fn guarded(ledger: Option<&Path>, args: &ServeArgs) -> Result<bool, Failure> {
    let guarded = match ledger {
        Some(path) => Ledger::open(path)?.has_users()?,
        None => false,
    };
    if !guarded && (args.behind_https || !args.host.is_empty()) {
        return Err(Failure::usage(
            "--host và --behind-https cần người dùng: thêm quản trị viên bằng soat user add (docs/server.md)",
        ));
    }
    Ok(guarded)
}

/// Says where the server listens: the first line of the output, for people and for programs that chose port 0.
fn say(address: SocketAddr, kept: bool, settings: &Settings) {
    // Nobody may be there to read it; the server serves.
    let _ = super::settings::show(|out| writeln!(out, "http://{address}"));
    if !settings.quiet {
        match settings.lang {
            Lang::Vi => anstream::eprintln!("soat: đang chạy; LibreOffice: http://{address}/v2; dừng bằng Ctrl-C"),
            Lang::En => anstream::eprintln!("soat: serving; LibreOffice: http://{address}/v2; end with Ctrl-C"),
        }
        if !kept {
            anstream::eprintln!(
                "soat: {}",
                match settings.lang {
                    Lang::Vi => "không có sổ công việc (--ledger FILE): quyết định mất khi dừng máy chủ",
                    Lang::En => "no ledger (--ledger FILE): decisions end with the server",
                }
            );
        }
    }
}

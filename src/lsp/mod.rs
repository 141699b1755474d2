//! The language server: translates the Language Server Protocol to [`app`](crate::app) calls and back, so that any editor
//! shows findings while a draft is written.
//!
//! A draft is judged as the editor has it, saved or not, once its writer pauses. A message that is none is answered or
//! passed over; nothing that a client sends ends the server but `exit` and the end of its input.

mod actions;
mod diagnostics;
mod place;
mod session;

use std::io::{self, BufRead, ErrorKind, Write};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::Duration;

use gen_lsp_types::{
    CodeActionKind, CodeActionOptions, CodeActionProvider, HoverProvider, InitializeResult, PositionEncodingKind, Save,
    ServerCapabilities, ServerInfo, TextDocumentSync, TextDocumentSyncKind, TextDocumentSyncOptions,
};
use lsp_server::{ErrorCode, Message, Notification, Request, Response};
use serde::Serialize;

pub use session::{Session, Setting};

/// How long a writer pauses before a draft is judged.
const QUIET: Duration = Duration::from_millis(150);

/// How the client ended the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// It said so before.
    Orderly,
    /// Without a word.
    Abruptly,
}

/// Answers the messages of `input` on `output` until it ends.
///
/// # Errors
/// The client no longer listens.
pub fn run(
    input: impl BufRead + Send + 'static,
    output: &mut impl Write,
    session: &mut Session<'_>,
) -> io::Result<Ended> {
    let messages = read(input);
    let mut shut = false;
    loop {
        let message = if session.is_stale() {
            match messages.recv_timeout(QUIET) {
                Err(RecvTimeoutError::Timeout) => {
                    publish(output, session)?;
                    continue;
                }
                other => other.ok(),
            }
        } else {
            messages.recv().ok()
        };
        match message {
            Some(Message::Notification(Notification { method, .. })) if method == "exit" => break,
            Some(Message::Request(request)) => {
                shut |= request.method == "shutdown";
                // An answer speaks of the text as it is now.
                publish(output, session)?;
                Message::from(answer(session, request, shut)).write(output)?;
            }
            Some(Message::Notification(notification)) => {
                if let Some(closed) = session.note(notification) {
                    tell(output, "textDocument/publishDiagnostics", closed)?;
                }
            }
            Some(Message::Response(_)) => {}
            None => break,
        }
    }
    Ok(if shut { Ended::Orderly } else { Ended::Abruptly })
}

/// Reads messages on a thread of its own; what is no message is passed over, up to where the next begins.
fn read(mut input: impl BufRead + Send + 'static) -> Receiver<Message> {
    let (sender, messages) = mpsc::channel();
    std::thread::spawn(move || {
        loop {
            match Message::read(&mut input) {
                Ok(Some(message)) => {
                    if sender.send(message).is_err() {
                        break;
                    }
                }
                Err(error) if error.kind() == ErrorKind::InvalidData => {}
                Ok(None) | Err(_) => break,
            }
        }
    });
    messages
}

/// Judges the drafts that changed and tells what was found.
fn publish(output: &mut impl Write, session: &mut Session<'_>) -> io::Result<()> {
    for found in session.judge() {
        tell(output, "textDocument/publishDiagnostics", found)?;
    }
    Ok(())
}

fn tell(output: &mut impl Write, method: &str, params: impl Serialize) -> io::Result<()> {
    Message::from(Notification::new(method.to_owned(), params)).write(output)
}

fn answer(session: &Session<'_>, Request { id, method, params }: Request, shut: bool) -> Response {
    let refused = |code: ErrorCode, why: String| Response::new_err(id.clone(), code as i32, why);
    let result = match method.as_str() {
        "shutdown" => Ok(serde_json::Value::Null),
        _ if shut => return refused(ErrorCode::InvalidRequest, "the server was shut down".to_owned()),
        "initialize" => serde_json::to_value(abilities()),
        "textDocument/hover" => serde_json::from_value(params).and_then(|at| serde_json::to_value(session.hover(&at))),
        "textDocument/codeAction" => {
            serde_json::from_value(params).and_then(|at| serde_json::to_value(session.actions(&at)))
        }
        other => return refused(ErrorCode::MethodNotFound, format!("no method {other}")),
    };
    match result {
        Ok(result) => Response::new_ok(id, result),
        Err(error) => refused(ErrorCode::InvalidParams, error.to_string()),
    }
}

fn abilities() -> InitializeResult {
    let sync = TextDocumentSyncOptions {
        open_close: Some(true),
        change: Some(TextDocumentSyncKind::Full),
        save: Some(Save::Bool(true)),
        ..TextDocumentSyncOptions::default()
    };
    let actions =
        CodeActionOptions { code_action_kinds: Some(vec![CodeActionKind::QuickFix]), ..CodeActionOptions::default() };
    InitializeResult {
        capabilities: ServerCapabilities {
            position_encoding: Some(PositionEncodingKind::UTF16),
            text_document_sync: Some(TextDocumentSync::Options(sync)),
            hover_provider: Some(HoverProvider::Bool(true)),
            code_action_provider: Some(CodeActionProvider::CodeActionOptions(actions)),
            ..ServerCapabilities::default()
        },
        server_info: Some(ServerInfo { name: "soat".to_owned(), version: Some(env!("CARGO_PKG_VERSION").to_owned()) }),
    }
}

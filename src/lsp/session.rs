//! The drafts that are open in the editor, and what was found in them.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use gen_lsp_types::{
    CodeAction, CodeActionParams, DidChangeTextDocumentParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams,
    Hover, HoverParams, LanguageKind, PublishDiagnosticsParams, TextDocumentContentChangeEvent, TextDocumentItem, Uri,
};
use jiff::civil::Date;
use lsp_server::Notification;
use percent_encoding::percent_decode_str;

use super::{actions, diagnostics};
use crate::app::check::Outcome;
use crate::app::desk::{Asked, Desk};
use crate::app::triage::Triage;
use crate::check::{Finding, Verdict};
use crate::registry::Store;
use crate::rules::Lang;
use crate::text::{Format, Source};

/// How the server was started.
#[derive(Debug)]
pub struct Setting {
    /// The day of judgement; a draft's own day, else today, where `None`.
    pub as_of: Option<Date>,
    /// Tells this day: an editor may stay open over midnight.
    pub today: fn() -> Date,
    /// The language of findings.
    pub lang: Lang,
    /// What the office accepts and wants to see.
    pub triage: Triage,
}

/// The open drafts, with the rules and the registry that they are held against.
pub struct Session<'o> {
    desk: Desk<'o>,
    store: Store,
    setting: Setting,
    open: BTreeMap<String, Draft>,
}

/// A draft as the editor has it.
#[derive(Debug)]
pub(super) struct Draft {
    /// The file's path, or a name that tells the format of one that was never saved.
    name: String,
    version: i32,
    pub(super) text: String,
    /// Not judged since it changed.
    stale: bool,
    /// As it was read; a text that cannot be read has none.
    pub(super) source: Source,
    pub(super) findings: Vec<Finding>,
}

impl<'o> Session<'o> {
    /// Begins without drafts.
    #[must_use]
    pub fn new(desk: Desk<'o>, store: Store, setting: Setting) -> Self {
        Self { desk, store, setting, open: BTreeMap::new() }
    }

    /// Returns whether a draft has changed since it was judged.
    pub(super) fn is_stale(&self) -> bool {
        self.open.values().any(|draft| draft.stale)
    }

    /// Takes what the client says; for a draft that was closed it returns that nothing is found in it any more.
    pub(super) fn note(&mut self, Notification { method, params }: Notification) -> Option<PublishDiagnosticsParams> {
        match method.as_str() {
            "textDocument/didOpen" => {
                let DidOpenTextDocumentParams { text_document: item } = serde_json::from_value(params).ok()?;
                self.open.insert(item.uri.to_string(), Draft::new(item));
            }
            "textDocument/didChange" => self.change(serde_json::from_value(params).ok()?),
            "textDocument/didClose" => {
                let DidCloseTextDocumentParams { text_document } = serde_json::from_value(params).ok()?;
                self.open.remove(&text_document.uri.to_string())?;
                return Some(PublishDiagnosticsParams {
                    uri: text_document.uri,
                    version: None,
                    diagnostics: Vec::new(),
                });
            }
            // The registry may have grown since: a draft that is saved is judged anew.
            "textDocument/didSave" => {
                let uri = params.get("textDocument")?.get("uri")?.as_str()?;
                self.open.get_mut(uri)?.stale = true;
            }
            _ => {}
        }
        None
    }

    /// The client sends the whole text each time; a part of one would be of a client that was not told so.
    fn change(&mut self, DidChangeTextDocumentParams { text_document, content_changes }: DidChangeTextDocumentParams) {
        let Some(draft) = self.open.get_mut(&text_document.text_document_identifier.uri.to_string()) else { return };
        for change in content_changes {
            if let TextDocumentContentChangeEvent::TextDocumentContentChangeWholeDocument(whole) = change {
                (draft.text, draft.version, draft.stale) = (whole.text, text_document.version, true);
            }
        }
    }

    /// Judges the drafts that changed and returns what was found in each.
    pub(super) fn judge(&mut self) -> Vec<PublishDiagnosticsParams> {
        let Self { desk, store, setting, open } = self;
        let asked = Asked { as_of: setting.as_of, today: (setting.today)(), lang: setting.lang };
        let mut found = Vec::new();
        for (uri, draft) in open.iter_mut().filter(|(_, draft)| draft.stale) {
            draft.stale = false;
            // A fault of ours in one draft must not take the others along.
            let read = catch_unwind(AssertUnwindSafe(|| desk.draft(store, &draft.name, draft.text.as_bytes(), asked)));
            (draft.source, draft.findings) = match read {
                Ok(Ok(read)) => {
                    let mut outcome = Outcome { judged: vec![read.judged], ..Outcome::default() };
                    setting.triage.apply(&mut outcome, asked.as_of.unwrap_or(asked.today), asked.lang);
                    let mut findings: Vec<Finding> =
                        outcome.judged.into_iter().flat_map(|judged| judged.findings).collect();
                    findings.retain(|finding| finding.suppressed.is_none() && finding.verdict != Verdict::Unverified);
                    (read.source, findings)
                }
                _ => (Source::from_lines(Format::Txt, ""), Vec::new()),
            };
            found.push(PublishDiagnosticsParams {
                uri: Uri::from(uri.clone()),
                version: Some(draft.version),
                diagnostics: diagnostics::of(draft, &Uri::from(uri.clone())),
            });
        }
        found
    }

    /// Returns the pages of the rules whose findings stand at a place.
    pub(super) fn hover(&self, params: &HoverParams) -> Option<Hover> {
        let at = &params.text_document_position_params;
        let draft = self.open.get(&at.text_document.uri.to_string())?;
        actions::hover(draft, at.position, &self.desk.office().rules, self.setting.lang)
    }

    /// Returns what mends the findings in a range.
    pub(super) fn actions(&self, params: &CodeActionParams) -> Vec<CodeAction> {
        let uri = &params.text_document.uri;
        let draft = self.open.get(&uri.to_string());
        draft.map(|draft| actions::fixes(draft, uri, params, self.setting.lang)).unwrap_or_default()
    }
}

impl Draft {
    fn new(TextDocumentItem { uri, language_id, version, text }: TextDocumentItem) -> Self {
        let uri = uri.to_string();
        let path = uri.strip_prefix("file://").map(|path| percent_decode_str(path).decode_utf8_lossy().into_owned());
        let unsaved = if language_id == LanguageKind::Markdown { "untitled.md" } else { "untitled.txt" };
        Self {
            name: path.unwrap_or_else(|| unsaved.to_owned()),
            version,
            text,
            stale: true,
            source: Source::from_lines(Format::Txt, ""),
            findings: Vec::new(),
        }
    }
}

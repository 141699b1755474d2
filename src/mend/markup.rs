//! Writes tracked changes as Word's markup (ECMA-376 part 1, 17.13.5).

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::ops::Range;

use jiff::civil::Date;
use quick_xml::escape::escape;
use regex::Regex;

use super::scan::{RunAt, Slot};

/// Who made the changes.
pub(super) const AUTHOR: &str = "soat";

/// Bytes of a slot that go, and what comes in their place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cut {
    /// What goes, as bytes of the part's text; empty where nothing does.
    pub(super) bytes: Range<usize>,
    /// What comes.
    pub(super) come: Come,
}

/// What comes into a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Come {
    /// New words, tracked; nothing where empty.
    Words(String),
    /// Markup between two runs, as it stands.
    Markup(String),
}

/// Signs changes: the day, and numbers that no other annotation has.
#[derive(Debug)]
pub(super) struct Pen {
    date: Date,
    used: BTreeSet<u32>,
    next: u32,
}

impl Pen {
    /// Starts a pen for a document that consists of these parts.
    pub(super) fn new<'p>(date: Date, parts: impl Iterator<Item = &'p str>) -> Self {
        // The pattern is a constant: where it were none, all numbers would be free.
        let pattern = Regex::new(r#"\bid\s*=\s*["'](\d{1,9})["']"#);
        let ids = |text: &str| -> Vec<u32> {
            let found = pattern.iter().flat_map(|pattern| pattern.captures_iter(text));
            found.filter_map(|id| id.get(1)?.as_str().parse().ok()).collect()
        };
        Self { date, used: parts.flat_map(ids).collect(), next: 1 }
    }

    /// Returns a number that no other annotation has, and the day.
    pub(super) fn sign(&mut self) -> (u32, Date) {
        while self.used.contains(&self.next) {
            self.next += 1;
        }
        self.next += 1;
        (self.next - 1, self.date)
    }
}

/// Returns what is written for a slot of the part `text` in place of its element; `cuts` are in order.
pub(super) fn tracked(slot: &Slot, text: &str, cuts: &[Cut], pen: &mut Pen) -> String {
    let run = &slot.run;
    let prefix = run.prefix.as_str();
    let all = slot.inside.clone().unwrap_or_else(|| slot.element.clone());
    let raw = |range: Range<usize>| text.get(range).unwrap_or_default();
    let mut out = String::new();
    let mut at = all.start;
    for cut in cuts {
        keep(&mut out, prefix, raw(at..cut.bytes.start));
        let _ = write!(out, "</{prefix}r>");
        let gone = raw(cut.bytes.clone());
        if !gone.is_empty() {
            let inner = match slot.inside {
                Some(_) => format!("<{prefix}delText xml:space=\"preserve\">{gone}</{prefix}delText>"),
                None => gone.to_owned(),
            };
            change(&mut out, "del", run, text, &inner, pen);
        }
        match &cut.come {
            Come::Words(words) if words.is_empty() => {}
            Come::Words(words) => {
                let inner = format!("<{prefix}t xml:space=\"preserve\">{}</{prefix}t>", escape(words));
                change(&mut out, "ins", run, text, &inner, pen);
            }
            Come::Markup(markup) => out.push_str(markup),
        }
        out.push_str(raw(run.open.clone()));
        out.push_str(run.look.clone().map(raw).unwrap_or_default());
        at = cut.bytes.end;
    }
    keep(&mut out, prefix, raw(at..all.end));
    out
}

fn keep(out: &mut String, prefix: &str, raw: &str) {
    if !raw.is_empty() {
        let _ = write!(out, "<{prefix}t xml:space=\"preserve\">{raw}</{prefix}t>");
    }
}

fn change(out: &mut String, name: &str, run: &RunAt, text: &str, inner: &str, pen: &mut Pen) {
    let prefix = run.prefix.as_str();
    let look = run.look.clone().and_then(|look| text.get(look)).unwrap_or_default();
    let (id, date) = pen.sign();
    let _ = write!(
        out,
        "<{prefix}{name} {prefix}id=\"{id}\" {prefix}author=\"{AUTHOR}\" {prefix}date=\"{date}T00:00:00Z\">\
         <{prefix}r>{look}{inner}</{prefix}r></{prefix}{name}>"
    );
}

//! FMT-016: the formula that opens the content of a decision or resolution.

use super::closing;
use super::lines::{Piece, pieces, plain};
use crate::check::{Check, Context, Findings};
use crate::text::Span;

/// Finds a formula of another kind, one without its colon, and a recital that the first article follows at once.
pub(super) struct Formula;

impl Check for Formula {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        opening(cx, out);
        closing::run(cx, out);
    }
}

fn opening(cx: &Context<'_>, out: &mut Findings) {
    let table = cx.value("formula").and_then(toml::Value::as_table);
    let Some(right) = cx.kind().and_then(|kind| table?.get(kind)?.as_str()) else { return };
    let document = cx.document;
    let Some(last) = document.recitals.last() else { return };
    let Some(first) = document.provisions.first().filter(|first| first.label.starts_with("Điều ")) else {
        return;
    };
    if first.span.start < last.span.end {
        return;
    }
    let between = pieces(document, Span::new(last.span.end, first.span.start));
    let known = cx.words("formulas");
    let is_formula = |piece: &&Piece<'_>| piece.is_capitals() && known.contains(&piece.plain().as_str());
    match between.iter().find(is_formula) {
        Some(found) if found.plain() != plain(right) => {
            out.finding("other", found.span).arg("right", right).suggest(found.span, right);
        }
        Some(found) if !found.text.ends_with(':') => {
            let printed = format!("{}:", found.text.trim_end_matches(['.', ';', ',', ' ']));
            out.finding("colon", found.span).arg("right", &printed).fix(found.span, printed);
        }
        None if between.is_empty() => {
            let label = Span::new(first.span.start, first.span.start + first.label.len());
            out.finding("missing", label).arg("right", right);
        }
        _ => {}
    }
}

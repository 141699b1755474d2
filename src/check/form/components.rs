//! FMT-001: the mandatory components of a document's form.

use super::lines::{Piece, content_start, head, pieces, plain};
use crate::check::{Check, Context, Findings};
use crate::text::{Format, Span};

/// Finds the one component that lacks where all others stand: a text that lacks several is taken for an extract.
pub(super) struct Components;

impl Check for Components {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        // A word processor's file is the document itself; of any other text a part may have been left out, the columns
        // below the content above all.
        let written = is_written_file(cx);
        match lacking(cx).as_slice() {
            [one] if written => {
                out.finding(one, cx.headline());
            }
            [one] if !matches!(*one, "signature" | "recipients") => {
                out.finding(one, cx.headline()).suspected();
            }
            [one, other] if written => {
                out.finding(one, cx.headline()).suspected();
                out.finding(other, cx.headline()).suspected();
            }
            _ => {}
        }
    }
}

fn is_written_file(cx: &Context<'_>) -> bool {
    matches!(cx.document.format, Format::Docx | Format::Doc | Format::Odt)
}

/// Returns the message of each component that cannot be found.
fn lacking(cx: &Context<'_>) -> Vec<&'static str> {
    let (document, header) = (cx.document, &cx.document.header);
    let without = |list: &str| cx.kind().is_some_and(|kind| cx.words(list).contains(&kind));
    let top = pieces(document, Span::new(0, content_start(document).unwrap_or(document.text.len())));
    let named = cx.kind().is_some_and(|kind| kind != "cong-van");
    let shown = [
        ("nation", any(&top, |words| words.contains("cong hoa xa hoi") || words.contains("doc lap tu do"))),
        ("issuer", header.issuer.is_some() || header.superior.is_some()),
        ("number", header.number.is_some() || any(&top, |words| words == "so" || words.starts_with("so "))),
        ("day", header.issued.is_some() || any(&top, |words| words.contains("ngay") && words.contains("thang"))),
        ("kind", header.kind.is_some()),
        ("title", header.title.is_some() || without("without_title") || !is_untitled(cx, named)),
        ("signature", is_signed(cx) || without("without_signature")),
        ("recipients", is_addressed(cx) || without("without_recipients")),
    ];
    shown.into_iter().filter(|(_, shown)| !shown).map(|(part, _)| part).collect()
}

fn any(pieces: &[Piece<'_>], is: impl Fn(&str) -> bool) -> bool {
    pieces.iter().any(|piece| is(&piece.plain()))
}

/// Whether nothing stands between the kind and the content, or, in a letter, no subject in its head.
fn is_untitled(cx: &Context<'_>, named: bool) -> bool {
    let document = cx.document;
    if !named {
        return !any(&pieces(document, head(document)), |words| words.starts_with("v v") || words.starts_with("ve "));
    }
    let Some(kind) = document.header.kind.as_ref().filter(|kind| !kind.span.is_empty()) else { return false };
    let Some(start) = content_start(document) else { return false };
    // The line of the authority that enacts comes behind the title.
    let enacting = document.header.enacting.as_ref().and_then(|authority| authority.span);
    let enacts = |piece: &Piece<'_>| enacting.is_some_and(|span| span.contains(piece.span));
    pieces(document, Span::new(kind.span.end, start)).iter().all(enacts)
}

/// Whether a signature was read, or a line of the text may belong to one.
fn is_signed(cx: &Context<'_>) -> bool {
    let document = cx.document;
    let may_sign = |piece: &Piece<'_>| {
        let words = piece.plain();
        let begins = |marks: &[&str]| marks.iter().any(|mark| words.starts_with(mark));
        begins(&["da ky", "ky ten"]) || (piece.is_capitals() && begins(&["tm ", "kt ", "tl ", "tuq ", "q "]))
    };
    let end = document.text.len();
    // Words of capitals below the recipients may be a title that was not understood.
    let below = document.recipients.last().map_or(end, |last| last.span.end);
    !document.signatures.is_empty()
        || pieces(document, Span::new(0, end)).iter().any(may_sign)
        || pieces(document, Span::new(below, end)).iter().take(4).any(Piece::is_capitals)
}

fn is_addressed(cx: &Context<'_>) -> bool {
    let text = &cx.document.text;
    !cx.document.recipients.is_empty()
        || text.lines().any(|line| plain(line.get(..40).unwrap_or(line)).contains("noi nhan"))
}

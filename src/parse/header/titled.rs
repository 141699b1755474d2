//! The title (trích yếu) below the kind word, and the line that names who enacts.

use crate::document::SpannedText;
use crate::lexicon::Lexicon;
use crate::parse::one_line;
use crate::parse::pieces::Piece;
use crate::parse::shape::{ends_open, is_capitals, is_name_word, last_word, starts_small};
use crate::text::{Source, Span};

use super::named::names_organ;
use super::{dated, is_addressee, motto, numbered, stated};

/// Title and enacting line.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) title: Option<SpannedText>,
    /// Where the line stands that names who enacts.
    pub(super) enacting: Option<Span>,
    /// The first piece after both.
    pub(super) next: usize,
}

/// Lines that a title may take.
const LINES: usize = 24;

/// Reads the title from piece `from` on; `rest` is what stands after the kind word on its own line.
///
/// A law's name follows its kind at once, be it an organ's (`LUẬT` / `THANH TRA`).
pub(super) fn read(
    source: &Source,
    pieces: &[Piece<'_>],
    from: usize,
    rest: Span,
    lexicon: &Lexicon,
    is_law: bool,
    begins_body: impl Fn(usize) -> bool,
) -> Found {
    let mut run_end = from;
    while let Some(piece) = pieces.get(run_end).filter(|_| run_end < from + LINES) {
        // The first line below the kind is the title, though it begin as a recital does: "Thực hiện …".
        let first = run_end == from && rest.is_empty() && !piece.text.starts_with("Căn cứ");
        if (begins_body(run_end) && (!first || is_labelled(piece.text))) || ends_title(source, pieces, run_end, lexicon)
        {
            break;
        }
        run_end += 1;
        if piece.text.ends_with(" điện:") {
            break;
        }
    }
    let body_follows = begins_body(run_end);
    let recited = pieces.get(run_end).is_some_and(|piece| piece.text.starts_with("Căn"));
    let run = pieces.get(from..run_end).unwrap_or_default();
    let enacts_at = enacting(run, lexicon, !rest.is_empty()).filter(|at| *at > 0 || !is_law);
    let title_run = run.get(..enacts_at.unwrap_or(run.len())).unwrap_or_default();
    let titled = if enacts_at.is_some() { title_run.len() } else { title_len(title_run, rest, body_follows, recited) };
    let last = titled.checked_sub(1).and_then(|last| title_run.get(last));
    let start = if rest.is_empty() { run.first().map(|piece| piece.span.start) } else { Some(rest.start) };
    let end = last.map_or(rest.end, |piece| piece.span.end);
    let title = start.filter(|start| *start < end && titled + usize::from(!rest.is_empty()) > 0);
    let enacting = enacts_at.and_then(|at| Some(Span::new(run.get(at)?.span.start, run.last()?.span.end)));
    Found {
        title: title.map(|start| spanned(source, Span::new(start, end))),
        enacting,
        next: if enacting.is_some() { run_end } else { from + titled },
    }
}

/// Returns the words of `span` on one line.
pub(super) fn spanned(source: &Source, span: Span) -> SpannedText {
    let whole = source.slice(span);
    let head = whole.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '*'));
    let text = head.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_'));
    let start = span.start + (whole.len() - head.len());
    SpannedText { text: one_line(text), span: Span::new(start, start + text.len()) }
}

fn is_labelled(text: &str) -> bool {
    crate::parse::label::read(text).is_some()
}

/// Returns whether the piece is one of another part of the header.
fn ends_title(source: &Source, pieces: &[Piece<'_>], at: usize, lexicon: &Lexicon) -> bool {
    let Some(piece) = pieces.get(at) else { return true };
    let rest = pieces.get(at..).unwrap_or_default();
    let caption = piece.text.to_lowercase();
    let stated = pieces.get(at + 1).is_some_and(|next| stated::is_line(piece.text, next.text));
    is_addressee(piece.text)
        || stated
        || names_document(piece.text, lexicon)
        || caption.starts_with("(ban hành kèm")
        || caption.starts_with("(kèm theo")
        || (motto::at(pieces, at).is_some() && (is_capitals(piece.text) || piece.text.starts_with("Độc")))
        || dated::read(source, rest).is_some()
        || (!is_capitals(piece.text) && !starts_small(piece.text) && numbered::read(source, rest, lexicon).is_some())
}

/// Returns whether the line begins with another document's name, as the note of a consolidated text does:
/// "Thông tư số 05/2015/TT-BYT ngày …".
fn names_document(line: &str, lexicon: &Lexicon) -> bool {
    let kind = lexicon.kind_starting(line).filter(|_| !is_capitals(line));
    let rest = kind.and_then(|(_, len)| line.get(len..)).map_or("", str::trim_start);
    let rest = rest.strip_prefix("số ").unwrap_or(rest);
    let symbol = rest.split_whitespace().next().unwrap_or_default();
    symbol.contains('/') && symbol.starts_with(|c: char| c.is_ascii_digit()) && rest.contains(" ngày ")
}

/// Returns the piece of `run` at which the line begins that names who enacts.
fn enacting(run: &[Piece<'_>], lexicon: &Lexicon, titled: bool) -> Option<usize> {
    (0..run.len()).find(|&at| {
        let (Some(piece), Some(tail)) = (run.get(at), run.get(at..)) else { return false };
        let before = at.checked_sub(1).and_then(|before| run.get(before));
        let follows = before.map_or(titled || at == 0, |before| !takes_organ(before.text) || piece.after_rule);
        let words = one_line(&tail.iter().map(|piece| piece.text).collect::<Vec<_>>().join(" "));
        // A telegram (công điện): "THỦ TƯỚNG CHÍNH PHỦ điện:".
        let sends = words.trim_end_matches([':', ' ']).strip_suffix(" điện");
        let capitals = tail.len() <= 4 && (sends.is_some_and(is_capitals) || tail.iter().all(in_capitals));
        // A title in capitals that ends in an organ's name: "… CỦA / ỦY BAN NHÂN DÂN TỈNH".
        if !follows || !capitals || !names_organ(&words) {
            return false;
        }
        let known = lexicon.authority_named(sends.unwrap_or(&words)).is_some();
        let told = ["BAN HÀNH", "QUY ĐỊNH", "PHÊ DUYỆT", "VỀ ", "THUỘC "].iter().any(|word| words.contains(word));
        known || (!told && words.split_whitespace().count() <= 14 && (at > 0 || titled))
    })
}

/// Returns whether the piece is in capitals, be it of one letter.
fn in_capitals(piece: &Piece<'_>) -> bool {
    is_capitals(piece.text) || !piece.text.contains(char::is_lowercase)
}

/// Returns whether a line of a title goes on with the name of an organ: it ends with "của", "và", a comma.
fn takes_organ(line: &str) -> bool {
    // "… MÃ SỐ", "… TỈNH CAO BẰNG" end a title, though these words call for more elsewhere.
    let closed = ["số", "bằng", "năm", "tháng", "ngày", "mục", "điều", "khoản", "điểm"];
    let last = last_word(line).to_lowercase();
    // A law's name may begin as an organ's: "… CỦA LUẬT" / "PHÒNG THỦ DÂN SỰ".
    (is_capitals(line) && (last == "luật" || last == "lệnh")) || (ends_open(line) && !closed.contains(&last.as_str()))
}

/// Returns how many pieces of `run` the title takes where no enacting line ends it.
fn title_len(run: &[Piece<'_>], rest: Span, body_follows: bool, recited: bool) -> usize {
    let mut len = usize::from(rest.is_empty()).min(run.len());
    while let (Some(before), Some(piece)) = (run.get(len.wrapping_sub(1)), run.get(len)) {
        let same = is_capitals(before.text) == is_capitals(piece.text);
        let stub = before.text.chars().count() < 4;
        let open = stub || ends_open(before.text) || starts_small(piece.text);
        let in_name = is_name_word(last_word(before.text)) && !piece.after_rule;
        let short = piece.text.chars().count() < 110 && !piece.text.ends_with(['.', ':', ';']);
        let near = (same && (body_follows || piece.centred || is_capitals(piece.text)) && short && !piece.after_rule)
            || ((open || in_name) && !piece.after_rule && short)
            || (open && short);
        // Between a title and the recitals stands nothing else: its lines may end as items do.
        let ended = piece.text.ends_with('.') && !starts_small(piece.text);
        let listed = recited && !piece.after_rule && !ended && piece.text.chars().count() < 300;
        let closed = before.text.ends_with(['.', ':']) || (before.text.ends_with(';') && !starts_small(piece.text));
        if !(near && !closed || listed) {
            break;
        }
        len += 1;
    }
    len
}

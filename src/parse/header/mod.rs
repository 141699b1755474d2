//! The header block (thể thức đầu văn bản): who issues, number, place, day, kind, title, who enacts.
//!
//! The two columns of the head come in any order: side by side on one line, one after the other, mixed. Each piece of
//! a line is therefore judged by itself: the national motto, a number, a day, a kind word, a name in capitals.

mod dated;
mod motto;
mod named;
mod numbered;
mod stated;
mod titled;

use super::flow::Paragraph;
use super::label;
use super::pieces::{Piece, pieces};
use super::shape::{is_capitals, plain};
use crate::document::{Header, KindRef, Scheme, Slug};
use crate::lexicon::Lexicon;
use crate::text::{Source, Span};
use motto::Motto;

/// The header and where it ends.
#[derive(Debug, Default)]
pub(super) struct Head {
    /// What was read.
    pub(super) header: Header,
    /// Byte at which recitals or provisions begin.
    pub(super) end: usize,
    /// Whether the words "ĐẢNG CỘNG SẢN VIỆT NAM" stand in it.
    pub(super) party: bool,
    /// Whether a gazette's heading calls it a consolidated text.
    consolidated: bool,
}

/// Blocks within which a header must stand.
const REACH: usize = 160;

/// Reads the header of `source`.
pub(super) fn read(source: &Source, lexicon: &Lexicon) -> Head {
    let blocks = source.blocks();
    let pieces = pieces(source, blocks.get(..REACH.min(blocks.len())).unwrap_or_default());
    let mut reader = Reader { source, lexicon, pieces: &pieces, at: 0, head: Head::default(), names: Vec::new() };
    reader.run();
    let Reader { mut head, names, .. } = reader;
    named::fill(&mut head.header, &names, lexicon, source);
    let number = head.header.number.as_ref();
    if head.consolidated || number.is_some_and(|number| number.scheme == Scheme::Consolidated) {
        is_consolidated(&mut head.header);
    }
    head
}

/// Says of a header that it is a consolidated text's, which prints the kind of the text that it puts together.
pub(super) fn is_consolidated(header: &mut Header) {
    if let Some(kind) = &mut header.kind {
        kind.id = Slug::from("van-ban-hop-nhat");
    }
}

struct Reader<'s> {
    source: &'s Source,
    lexicon: &'s Lexicon,
    pieces: &'s [Piece<'s>],
    at: usize,
    head: Head,
    /// Pieces of capitals before the kind: the names of superior and issuer.
    names: Vec<Piece<'s>>,
}

impl<'s> Reader<'s> {
    fn run(&mut self) {
        let mut addressed = false;
        while let Some(&piece) = self.pieces.get(self.at) {
            if is_addressee(piece.text) {
                addressed = true;
                self.head.end = piece.span.start;
                break;
            }
            if self.begins_body(self.at) || !self.step(piece) {
                self.head.end = piece.span.start;
                break;
            }
        }
        let known = self.head.header.number.is_some() || self.head.header.kind.is_some() || addressed;
        if !known {
            // No header: nothing of the text may be lost to it.
            self.head = Head::default();
            self.names.clear();
        } else if self.at >= self.pieces.len() {
            self.head.end = self.pieces.last().map_or(0, |piece| piece.span.end);
        }
        self.letter(addressed);
    }

    /// Reads what stands at the current piece and moves past it; `false` where it is no part of a header.
    fn step(&mut self, piece: Piece<'s>) -> bool {
        let words = plain(piece.text);
        if let Some(motto) = motto::at(self.pieces, self.at) {
            self.head.party |= motto == Motto::Party;
            self.at += 1;
        } else if motto::is_consolidated(&words) {
            self.head.consolidated = true;
            self.names.extend(motto::consolidating(piece));
            self.at += 1;
        } else if let Some(taken) = self.number().or_else(|| self.day()).or_else(|| self.kind()) {
            self.at += taken.max(1);
        } else if self.head.header.kind.is_none() && is_subject(&words) && !is_capitals(piece.text) {
            self.subject();
        } else {
            let titled = self.head.header.kind.is_some();
            // Below the title nothing of a header is written in small letters but what was read above.
            if titled && !is_capitals(piece.text) && piece.text.split_whitespace().nth(3).is_some() {
                return false;
            }
            if !titled && is_capitals(piece.text) && !is_stamp(&words) {
                self.names.push(piece);
            }
            self.at += 1;
        }
        true
    }

    fn number(&mut self) -> Option<usize> {
        if self.head.header.number.is_some() {
            return None;
        }
        let found = numbered::read(self.source, self.pieces.get(self.at..)?, self.lexicon)?;
        self.head.header.number = Some(found.number);
        // A day or a subject may stand on the number's own line.
        let rest = self.source.slice(found.rest);
        if let Some((place, issued)) = dated::on(self.source, found.rest) {
            (self.head.header.place, self.head.header.issued) = (place, Some(issued));
        } else if self.head.header.title.is_none() && is_subject(&plain(rest)) {
            self.head.header.title = Some(titled::spanned(self.source, found.rest));
        }
        Some(found.pieces)
    }

    fn day(&mut self) -> Option<usize> {
        if self.head.header.issued.is_some() {
            return None;
        }
        let (taken, place, issued) = dated::read(self.source, self.pieces.get(self.at..)?)?;
        (self.head.header.place, self.head.header.issued) = (place, Some(issued));
        Some(taken)
    }

    /// Reads the kind word and, after it, the title and the line that names who enacts.
    fn kind(&mut self) -> Option<usize> {
        if self.head.header.kind.is_some() {
            return None;
        }
        let piece = self.pieces.get(self.at)?;
        let (id, len, taken) = self.kind_word(piece)?;
        let span = if taken > 1 {
            Span::new(piece.span.start, self.pieces.get(self.at + taken - 1)?.span.end)
        } else {
            Span::new(piece.span.start, piece.span.start + len)
        };
        let text = super::one_line(self.source.slice(span));
        self.head.header.kind = Some(KindRef { text, span, id });
        let after = self.source.slice(Span::new(span.end, piece.span.end.max(span.end)));
        // A footnote mark is no title: `THÔNG TƯ[1]`.
        let note = after.trim_start().starts_with('[') || !after.chars().any(char::is_alphabetic);
        let rest = Span::new(span.end, if note { span.end } else { piece.span.end.max(span.end) });
        self.title(self.at + taken, rest);
        // The title moved on already: nothing is left to pass.
        self.at -= 1;
        Some(1)
    }

    /// Returns the kind that the piece names, the bytes of its word, and the pieces it takes.
    fn kind_word(&self, piece: &Piece<'_>) -> Option<(Slug, usize, usize)> {
        let words = plain(piece.text);
        // Headings of a gazette.
        if words.starts_with("van ban ") || words.starts_with("phan ") {
            return None;
        }
        let bare = trim_marks(piece.text);
        if is_capitals(piece.text) {
            if let Some(next) = self.pieces.get(self.at + 1).filter(|next| is_capitals(next.text)) {
                let both = format!("{bare} {}", trim_marks(next.text));
                if let Some(kind) = self.lexicon.kind_named(&both) {
                    return Some((kind.id.clone(), bare.len(), 2));
                }
            }
            if let Some(kind) = self.lexicon.kind_named(bare) {
                return Some((kind.id.clone(), bare.len(), 1));
            }
            let (kind, len) = self.lexicon.kind_starting(piece.text)?;
            return Some((kind.id.clone(), len, 1));
        }
        // A kind word in small letters stands alone below the number or the day.
        let headed = self.head.header.number.is_some() || self.head.header.issued.is_some();
        let kind = self.lexicon.kind_named(bare).filter(|_| headed && bare.starts_with(char::is_uppercase))?;
        Some((kind.id.clone(), bare.len(), 1))
    }

    /// Reads a letter's subject (V/v …), over as many pieces as it has.
    fn subject(&mut self) {
        let from = self.at;
        let mut to = from + 1;
        while let Some(piece) = self.pieces.get(to) {
            let before = self.pieces.get(to - 1).map_or("", |piece| piece.text);
            let symbol = piece.text.starts_with(|c: char| c.is_ascii_digit());
            let other = motto::at(self.pieces, to).is_some()
                || (is_capitals(piece.text) && !symbol)
                || is_addressee(piece.text)
                || self.begins_body(to)
                || dated::read(self.source, self.pieces.get(to..).unwrap_or_default()).is_some()
                || (!symbol
                    && numbered::read(self.source, self.pieces.get(to..).unwrap_or_default(), self.lexicon).is_some());
            if other || piece.after_rule || to - from > 6 || before.ends_with(['.', ';']) {
                break;
            }
            to += 1;
        }
        if self.head.header.title.is_none()
            && let (Some(first), Some(last)) = (self.pieces.get(from), self.pieces.get(to - 1))
        {
            let span = Span::new(first.span.start, last.span.end);
            self.head.header.title = Some(titled::spanned(self.source, span));
        }
        self.at = to;
    }

    /// Reads the title that follows the kind, and the line that names who enacts.
    fn title(&mut self, from: usize, rest: Span) {
        let (from, rest) = self.stated(from, rest);
        let begins_body = |at: usize| self.begins_body(at);
        let kind = self.head.header.kind.as_ref();
        let is_law = kind.is_some_and(|kind| ["luat", "bo-luat", "phap-lenh"].contains(&kind.id.as_str()));
        let found = titled::read(self.source, self.pieces, from, rest, self.lexicon, is_law, begins_body);
        self.head.header.title = found.title.or(self.head.header.title.take());
        let enacting = found.enacting.map(|span| named::unnamed(self.source, span));
        self.head.header.enacting = enacting.or(self.head.header.enacting.take());
        let end = self.pieces.get(found.next).map_or(rest.end, |piece| piece.span.start);
        let (next, _) = self.stated(found.next, Span::new(end, end));
        self.at = next;
    }

    /// Reads the line of older documents that states issuer, number and day below the kind; returns where the title
    /// begins: the piece, and what stands before it of a piece's end.
    fn stated(&mut self, from: usize, rest: Span) -> (usize, Span) {
        let start = if rest.is_empty() { from } else { from.saturating_sub(1) };
        let run = self.pieces.get(start..).unwrap_or_default();
        let begin = if rest.is_empty() { run.first().map_or(rest.start, |piece| piece.span.start) } else { rest.start };
        let Some(found) = stated::read(self.source, run, begin, self.lexicon) else { return (from, rest) };
        let header = &mut self.head.header;
        header.number = header.number.take().or(found.number);
        header.issued = header.issued.take().or(found.issued);
        header.enacting = header.enacting.take().or(found.organ.map(|span| named::unnamed(self.source, span)));
        let words = super::shape::has_words(self.source.slice(found.rest));
        (start + found.pieces, if words { found.rest } else { Span::new(found.rest.start, found.rest.start) })
    }

    /// Returns whether recitals, provisions or running text begin at the piece.
    fn begins_body(&self, at: usize) -> bool {
        let Some(piece) = self.pieces.get(at) else { return true };
        let text = piece.text;
        let headed = self.head.header.kind.is_some() || self.head.header.number.is_some();
        if text.starts_with("Căn cứ ") || text == "Căn" || text == "Căn cứ" || text.starts_with("Theo đề nghị")
        {
            return true;
        }
        let named = label::read(text).is_some() && !text.starts_with(|c: char| c.is_ascii_lowercase());
        let article = text.starts_with("Điều ") || text.starts_with("Chương ") || text.starts_with("CHƯƠNG ");
        let recital = headed && !is_capitals(text) && label::opens_recital(text);
        let running = headed && text.chars().count() > 260;
        (named && (headed || article)) || recital || running || text.starts_with("Nơi nhận")
    }

    /// A letter prints no kind word: its subject, its addressee or its symbol tell it.
    fn letter(&mut self, addressed: bool) {
        let header = &mut self.head.header;
        if header.kind.is_some() {
            return;
        }
        let by_symbol = header.number.as_ref().is_some_and(|number| number.scheme == Scheme::Letter);
        if by_symbol || addressed {
            let at = header.number.as_ref().and_then(|number| number.span).map_or(0, |span| span.end);
            header.kind = Some(KindRef { text: String::new(), span: Span::new(at, at), id: Slug::from("cong-van") });
        }
    }
}

/// Takes footnote marks and stops off a kind word: `THÔNG TƯ[1]`, `QUYẾT ĐỊNH:`.
fn trim_marks(text: &str) -> &str {
    let text = text.split('[').next().unwrap_or_default();
    text.trim_end_matches(|c: char| c.is_whitespace() || c.is_ascii_digit() || matches!(c, ':' | '.' | '*' | '(' | ')'))
}

fn is_addressee(text: &str) -> bool {
    text.starts_with("Kính gửi") || text.starts_with("KÍNH GỬI") || text.starts_with("Kính trình")
}

/// Returns whether the words open a letter's subject: `V/v …`, `Về việc …`.
fn is_subject(words: &str) -> bool {
    ["v v", "ve viec", "ve"]
        .iter()
        .any(|lead| words.strip_prefix(lead).is_some_and(|rest| matches!(rest.bytes().next(), None | Some(b' '))))
}

/// Returns whether the words are a stamp on the page: urgency, secrecy, copy, draft.
fn is_stamp(words: &str) -> bool {
    ["du thao", "hoa toc", "khan", "thuong khan", "mat", "toi mat", "tuyet mat", "sao y", "sao luc", "ban sao"]
        .iter()
        .any(|stamp| words.starts_with(stamp))
        || words.starts_with("van ban ")
        || words.starts_with("phan ")
}

/// Reads number, place and day of a consolidated text, which prints them at its end.
pub(super) fn consolidated(header: &mut Header, source: &Source, near: &[Piece<'_>], lexicon: &Lexicon) {
    for at in 0..near.len() {
        let rest = near.get(at..).unwrap_or_default();
        if header.number.is_none()
            && let Some(found) = numbered::read(source, rest, lexicon)
        {
            header.number = Some(found.number);
            if let Some((place, issued)) = dated::on(source, found.rest) {
                (header.place, header.issued) = (place, Some(issued));
            }
        }
        if header.issued.is_none()
            && let Some((_, place, issued)) = dated::read(source, rest)
        {
            (header.place, header.issued) = (place, Some(issued));
        }
    }
    if header.number.as_ref().is_some_and(|number| number.scheme == Scheme::Consolidated) {
        is_consolidated(header);
    }
    if header.issuer.is_none() {
        let names = certifying(near);
        named::fill(header, &names, lexicon, source);
    }
}

/// Returns the name of the office that certifies: before the words or above them, `VĂN PHÒNG QUỐC HỘI XÁC THỰC …`.
fn certifying<'t>(near: &[Piece<'t>]) -> Vec<Piece<'t>> {
    let at = near.iter().position(|piece| piece.text.contains("XÁC THỰC")).unwrap_or(near.len());
    let before = near.get(at).map_or("", |piece| piece.text.split("XÁC THỰC").next().unwrap_or_default().trim_end());
    if let Some(&piece) = near.get(at).filter(|_| !before.is_empty()) {
        let span = Span::new(piece.span.start, piece.span.start + before.len());
        return vec![Piece { text: before, span, ..piece }];
    }
    let above = near.get(..at).unwrap_or_default().iter();
    above.filter(|piece| is_capitals(piece.text) && !piece.text.starts_with("Số")).copied().collect()
}

/// Returns whether below the title stands the note of a consolidated text: "Thông tư số … được sửa đổi, bổ sung bởi:".
pub(super) fn notes_amendments(source: &Source, paragraphs: &[Paragraph], title: Option<Span>) -> bool {
    let Some(title) = title else { return false };
    let below = paragraphs.iter().skip_while(|paragraph| paragraph.span.start < title.end).take(3);
    below
        .map(|paragraph| super::one_line(source.slice(paragraph.span)))
        .take_while(|line| !line.starts_with("Căn cứ"))
        .any(|line| {
            let amended = line.contains("sửa đổi, bổ sung bởi") || line.contains("sửa đổi, bổ sung theo");
            amended && line.ends_with(':') && line.contains(" số ") && line.contains("có hiệu lực")
        })
}

/// Fills who enacts from the sentence "Ủy ban nhân dân tỉnh ban hành Quyết định …", where no line of its own says it.
pub(super) fn enacted_by(header: &mut Header, source: &Source, formula: Span, lexicon: &Lexicon) {
    if header.enacting.is_some() {
        return;
    }
    let text = source.slice(formula);
    let start = formula.start + (text.len() - text.trim_start().len());
    let Some(at) = enacting_verb(text.trim_start()) else { return };
    let organ = named::looked_up(header, named::unnamed(source, Span::new(start, start + at)), lexicon);
    if organ.id.is_some() {
        header.enacting = Some(organ);
    }
}

/// Finds the blank before "ban hành", which a line's end may cut.
fn enacting_verb(text: &str) -> Option<usize> {
    text.match_indices("ban").map(|(at, _)| at).find_map(|at| {
        let (before, after) = (text.get(..at)?, text.get(at + "ban".len()..)?);
        let verb = after.trim_start().starts_with("hành") && after.starts_with(char::is_whitespace);
        (verb && before.ends_with(char::is_whitespace)).then(|| before.trim_end().len())
    })
}

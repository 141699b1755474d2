//! Provisions: from Phần to tiết, of the document itself, of what is attached to it, and of its annexes.
//!
//! Text that an amending document quotes (“Điều 5. …”) is nobody's provision here.

pub(super) mod quoted;
mod tree;

use super::flow::Paragraph;
use super::label::{self, Label, Unit};
use super::shape::{ends_sentence, is_capitals};
use crate::document::Provision;
use crate::lexicon::Lexicon;
use crate::text::{Place, Source, Span};
use tree::{Mark, Rank};

/// Where the document's own body and what follows it lie, in bytes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Extent {
    /// First byte after header and recitals.
    pub(super) start: usize,
    /// Where signature or recipients begin; the text's end where there are none.
    pub(super) signed: usize,
    /// First byte after signature and recipients.
    pub(super) resumes: usize,
}

/// Reads the provisions between `extent.start` and the end of the text.
pub(super) fn read(source: &Source, paragraphs: &[Paragraph], extent: Extent, lexicon: &Lexicon) -> Vec<Provision> {
    let lines: Vec<Line<'_>> = paragraphs
        .iter()
        .filter(|paragraph| {
            let start = paragraph.span.start;
            let running = matches!(paragraph.place, Place::Body | Place::Cell { .. });
            running && start >= extent.start && (start < extent.signed || start >= extent.resumes)
        })
        .map(|paragraph| line(source, paragraph, extent))
        .collect();
    let mut marks = Vec::new();
    let mut from = 0;
    let mut openings = openings(&lines, lexicon);
    add_unnamed(&lines, &mut openings);
    for (at, opening) in openings {
        body_marks(&lines, from..at, &mut marks);
        marks.push(opening.mark(&lines, at));
        from = at + 1;
    }
    body_marks(&lines, from..lines.len(), &mut marks);
    tree::build(&lines.iter().map(|line| line.span).collect::<Vec<_>>(), marks)
}

/// One paragraph of the body.
#[derive(Debug, Clone, Copy)]
struct Line<'t> {
    text: &'t str,
    span: Span,
    in_table: bool,
    /// Whether it stands after signature and recipients.
    appended: bool,
}

fn line<'t>(source: &'t Source, paragraph: &Paragraph, extent: Extent) -> Line<'t> {
    let whole = source.slice(paragraph.span);
    let text = whole.trim();
    let start = paragraph.span.start + (whole.len() - whole.trim_start().len());
    Line {
        text,
        span: Span::new(start, start + text.len()),
        in_table: matches!(paragraph.place, Place::Cell { .. }),
        appended: start >= extent.resumes && extent.resumes > extent.signed,
    }
}

/// What opens at a paragraph beside the document's own body.
enum Opening {
    /// A regulation, plan or the like that the document issues.
    Attached,
    /// An annex, with its path.
    Annex(String, usize),
}

impl Opening {
    fn mark(self, lines: &[Line<'_>], at: usize) -> Mark {
        let text = lines.get(at).map_or("", |line| line.text);
        let title = heading_below(lines, at);
        match self {
            Self::Attached => {
                let text = super::one_line(if is_capitals(text) { text } else { "" });
                Mark { line: at, rank: Rank::CONTAINER, segment: "kem-theo".into(), label: text, heading: title }
            }
            Self::Annex(segment, len) => {
                let (label, rest) = text.split_at_checked(len).unwrap_or((text, ""));
                let heading = if rest.trim().is_empty() { title } else { Some(super::one_line(rest)) };
                Mark { line: at, rank: Rank::CONTAINER, segment, label: label.trim().into(), heading }
            }
        }
    }
}

/// Adds an attached document without a kind word or caption: labels that follow the signature are not the document's own.
fn add_unnamed(lines: &[Line<'_>], openings: &mut Vec<(usize, Opening)>) {
    let Some(at) = lines.iter().position(|line| line.appended) else { return };
    let next = openings.iter().position(|(opening, _)| *opening >= at).unwrap_or(openings.len());
    let until = openings.get(next).map_or(lines.len(), |(opening, _)| *opening);
    let labelled = lines.get(at..until).unwrap_or_default().iter().any(|line| label::read(line.text).is_some());
    if labelled {
        openings.insert(next, (at, Opening::Attached));
    }
}

/// Returns the heading that stands below a container's label.
fn heading_below(lines: &[Line<'_>], at: usize) -> Option<String> {
    let next = lines.get(at + 1)?;
    let heading = !next.in_table
        && !next.text.starts_with('(')
        && !label::is(next.text)
        && !ends_sentence(next.text)
        && next.text.chars().count() < 300;
    heading.then(|| super::one_line(next.text))
}

/// Finds the attached documents and annexes: the paragraph at which each begins.
fn openings(lines: &[Line<'_>], lexicon: &Lexicon) -> Vec<(usize, Opening)> {
    let mut found: Vec<(usize, Opening)> = Vec::new();
    let mut in_annex = false;
    for (at, line) in lines.iter().enumerate() {
        if line.in_table || line.text.chars().count() > 200 {
            continue;
        }
        let capitals = is_capitals(line.text);
        let near = found.last().is_some_and(|&(last, _)| at - last < 3);
        if let Some((path, len)) = label::annex(line.text)
            && (line.appended || capitals || captioned(lines, at))
        {
            in_annex = true;
            found.push((at, Opening::Annex(path, len)));
        } else if label::is_list_heading(line.text) && !near && (captioned(lines, at) || (line.appended && !in_annex)) {
            in_annex = true;
            found.push((at, Opening::Annex("danh-muc".to_owned(), line.text.len())));
        } else if capitals
            && !near
            && lexicon.kind_starting(line.text).is_some()
            && !line.text.ends_with(':')
            && (captioned(lines, at) || (line.appended && !in_annex && lexicon.kind_named(line.text).is_some()))
        {
            in_annex = false;
            found.push((at, Opening::Attached));
        }
    }
    found
}

/// Returns whether a caption "(Ban hành kèm theo …)" stands close below.
fn captioned(lines: &[Line<'_>], at: usize) -> bool {
    let captions =
        ["(Ban hành kèm", "(Kèm theo", "(ban hành kèm", "(kèm theo", "(Đính kèm", "(BAN HÀNH KÈM", "(KÈM THEO"];
    lines
        .iter()
        .skip(at + 1)
        .take(5)
        .take_while(|line| label::read(line.text).is_none())
        .any(|line| captions.iter().any(|caption| line.text.starts_with(caption)))
}

/// Reads the labels of one body: the document's own, an attached document's, or an annex's.
fn body_marks(lines: &[Line<'_>], range: std::ops::Range<usize>, marks: &mut Vec<Mark>) {
    let Some(body) = lines.get(range.clone()) else { return };
    let texts: Vec<&str> = body.iter().map(|line| line.text).collect();
    let quoted = quoted::quoted(&texts);
    let own = |at: usize| !quoted.get(at).copied().unwrap_or(false);
    let has_articles = body.iter().enumerate().any(|(at, line)| own(at) && article(line.text).is_some());
    let appended = body.first().is_some_and(|line| line.appended);
    let mut sequence = Sequence { has_articles, strict: appended && !has_articles, ..Sequence::default() };
    for (at, line) in body.iter().enumerate() {
        if line.in_table || !own(at) {
            continue;
        }
        let Some(label) = label::read(line.text) else { continue };
        let Some((rank, segment)) = sequence.place(label) else { continue };
        let (printed, rest) = line.text.split_at_checked(label.len).unwrap_or((line.text, ""));
        let heading = heading(rest, label.unit).or_else(|| {
            (rest.is_empty() && label.unit <= Unit::Section).then(|| heading_below(lines, range.start + at)).flatten()
        });
        marks.push(Mark { line: range.start + at, rank, segment, label: super::one_line(printed), heading });
    }
}

fn article(text: &str) -> Option<Label<'_>> {
    label::read(text).filter(|label| label.unit == Unit::Article)
}

/// Returns the heading in the words after a label: words that are no sentence.
fn heading(rest: &str, unit: Unit) -> Option<String> {
    let rest = rest.trim();
    let (rest, limit) = match rest.strip_suffix(':').filter(|_| unit > Unit::Article) {
        // "1. Văn phòng Sở:" heads a list of its tasks; "Sửa đổi khoản 2 như sau:" is a sentence.
        Some(rest) => (rest, if rest.ends_with("sau") || rest.ends_with("gồm") { 0 } else { 60 }),
        None => (rest, if unit <= Unit::Article { 300 } else { 90 }),
    };
    let heads = !rest.is_empty() && !ends_sentence(rest) && rest.chars().count() <= limit;
    (heads && unit < Unit::Point).then(|| super::one_line(rest))
}

/// Decides whether a label belongs to the order of labels read so far.
#[derive(Debug, Default)]
struct Sequence {
    has_articles: bool,
    /// Numbers must follow one another: the lists and cells of an annex are full of false labels.
    strict: bool,
    in_article: bool,
    clause: u32,
}

impl Sequence {
    /// Returns rank and path segment of the label, or nothing where it is no provision of this body.
    fn place(&mut self, label: Label<'_>) -> Option<(Rank, String)> {
        let mark = segment_mark(label.mark);
        match label.unit {
            Unit::Part | Unit::Section if self.has_articles && is_bare(label) => None,
            Unit::Part | Unit::Chapter | Unit::Section | Unit::Subsection => {
                (self.in_article, self.clause) = (false, 0);
                let (rank, name) = match label.unit {
                    Unit::Part => (Rank::PART, "phan"),
                    Unit::Chapter => (Rank::CHAPTER, "chuong"),
                    Unit::Section => (Rank::SECTION, "muc"),
                    _ => (Rank::SUBSECTION, "tieu-muc"),
                };
                Some((rank, format!("{name}-{mark}")))
            }
            Unit::Article => {
                (self.in_article, self.clause) = (true, 0);
                Some((Rank::ARTICLE, format!("dieu-{mark}")))
            }
            Unit::Clause => {
                if self.has_articles && !self.in_article {
                    return None;
                }
                let number: u32 = label.mark.trim_end_matches(char::is_alphabetic).parse().unwrap_or(0);
                if self.strict && number != self.clause + 1 {
                    return None;
                }
                self.clause = number;
                Some((Rank::CLAUSE, format!("khoan-{mark}")))
            }
            Unit::Point | Unit::Item => {
                if (self.has_articles && !self.in_article) || (self.strict && self.clause == 0) {
                    return None;
                }
                let dots = label.mark.matches('.').count();
                let dotted = label.mark.starts_with(|c: char| c.is_ascii_digit());
                let rank = match (label.unit, dotted, dots) {
                    (Unit::Item, ..) => Rank::ITEM,
                    (_, true, 0 | 1) => Rank::DECIMAL,
                    (_, true, _) => Rank::LONG_DECIMAL,
                    _ => Rank::POINT,
                };
                let name = if label.unit == Unit::Item { "tiet" } else { "diem" };
                Some((rank, format!("{name}-{mark}")))
            }
        }
    }
}

/// Returns whether the label is a mark without its word: `I.`, `A.`.
fn is_bare(label: Label<'_>) -> bool {
    label.len <= label.mark.len() + 3
}

/// Writes a mark for a path: `đ` as `dd`, `thứ nhất` as `thu-nhat`.
fn segment_mark(mark: &str) -> String {
    let mut written = String::with_capacity(mark.len());
    for c in mark.to_lowercase().chars() {
        match c {
            'đ' => written.push_str("dd"),
            'a'..='z' | '0'..='9' | '.' => written.push(c),
            _ => return crate::document::Slug::of(mark).as_str().to_owned(),
        }
    }
    written
}

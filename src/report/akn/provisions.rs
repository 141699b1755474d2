//! Chapters, articles, clauses and points, with eIds by the naming convention: `art_5__cl_2__point_a`.

use std::io::{self, Write};

use super::Page;
use crate::document::Provision;
use crate::text::Span;

/// Elements and their marks in eIds, by the first part of a provision's path.
const ELEMENTS: [(&str, &str, &str); 8] = [
    ("phan", "part", "part"),
    ("chuong", "chapter", "chp"),
    ("muc", "section", "sec"),
    ("tieu-muc", "subsection", "subsec"),
    ("dieu", "article", "art"),
    ("khoan", "clause", "cl"),
    ("diem", "point", "point"),
    ("tiet", "alinea", "al"),
];

/// Kinds of two words; the first hyphen ends the others.
const TWO_WORDS: [&str; 2] = ["tieu-muc", "phu-luc"];

/// Returns the kind and the number of the last part of a path: `khoan`, `2`.
fn parts(segment: &str) -> (&str, &str) {
    match TWO_WORDS.into_iter().find_map(|kind| Some((kind, segment.strip_prefix(kind)?))) {
        Some((kind, number)) => (kind, number.trim_start_matches('-')),
        None => segment.split_once('-').unwrap_or((segment, "")),
    }
}

/// Returns the eId of the provision at a path.
pub(super) fn id_of(path: &str) -> String {
    let segment = |segment: &str| {
        let (kind, number) = parts(segment);
        let mark = ELEMENTS.iter().find(|(own, ..)| *own == kind).map_or(kind, |(_, _, mark)| *mark);
        if number.is_empty() { mark.to_owned() } else { format!("{mark}_{number}") }
    };
    path.split('/').map(segment).collect::<Vec<_>>().join("__")
}

/// Returns whether there is a provision of that path.
pub(super) fn find(provisions: &[Provision], path: &str) -> bool {
    provisions.iter().any(|own| own.path == path || find(&own.children, path))
}

impl<W: Write> Page<'_, '_, W> {
    /// Writes a region's provisions; lines that belong to none stand as they are, or where `strict` asks for it, in
    /// containers without a number.
    pub(super) fn body(&mut self, region: Span, strict: bool) -> io::Result<()> {
        let provisions: Vec<Provision> = self.provisions_in(region).cloned().collect();
        let first = provisions.first().map_or(region.end, |own| own.span.start);
        let before = Span::new(region.start, first);
        if strict && (!self.is_blank(before) || provisions.is_empty()) {
            let id = self.id("text");
            self.tags.open("hcontainer", &[("eId", &id), ("name", "text")])?;
            self.content(before)?;
            self.tags.close_line("hcontainer")?;
        } else if !strict {
            self.blocks(before)?;
            if provisions.is_empty() && self.is_blank(before) {
                self.tags.empty("p", &[])?;
            }
        }
        self.siblings(&provisions, region.end)
    }

    /// Writes provisions of one level; each reaches to the next one.
    fn siblings(&mut self, provisions: &[Provision], end: usize) -> io::Result<()> {
        let mut rest = provisions;
        while let Some((own, after)) = rest.split_first() {
            let next = after.first().map_or(end, |next| next.span.start);
            self.provision(own, Span::new(own.span.start, next.max(own.span.start)))?;
            rest = after;
        }
        Ok(())
    }

    fn provision(&mut self, own: &Provision, region: Span) -> io::Result<()> {
        let segment = own.path.rsplit('/').next().unwrap_or_default();
        let kind = parts(segment).0;
        let element = ELEMENTS.iter().find(|(known, ..)| *known == kind).map(|(_, element, _)| *element);
        let id = self.id(&id_of(&own.path));
        match element {
            Some(element) => self.tags.open(element, &[("eId", &id)])?,
            None => self.tags.open("hcontainer", &[("eId", &id), ("name", kind)])?,
        }
        let text = self.document.slice(region);
        let label = text.find(own.label.as_str()).filter(|at| *at < own.label.len() + 8).map(|at| at + own.label.len());
        let start = region.start + label.unwrap_or(0);
        self.tags.leaf("num", &[], self.document.slice(Span::new(region.start, start)).trim())?;
        let first = own.children.first().map_or(region.end, |child| child.span.start);
        let line =
            self.document.text.get(start..first).and_then(|rest| rest.find('\n')).map_or(first, |end| start + end);
        let words = self.document.slice(Span::new(start, line)).trim().to_owned();
        let headed = !words.is_empty() && own.heading.as_deref().is_some_and(|heading| heading.trim() == words);
        if headed {
            self.tags.open("heading", &[])?;
            let at = start + self.document.slice(Span::new(start, line)).find(words.as_str()).unwrap_or(0);
            self.words(Span::new(at, at + words.len()))?;
            self.tags.close_line("heading")?;
        }
        let rest = Span::new(if headed { line } else { start }, first);
        if own.children.is_empty() {
            self.content(rest)?;
        } else {
            if !self.is_blank(rest) {
                self.tags.open("intro", &[])?;
                self.blocks(rest)?;
                self.tags.close_line("intro")?;
            }
            self.siblings(&own.children, region.end)?;
        }
        self.tags.close_line(element.unwrap_or("hcontainer"))
    }

    fn content(&mut self, region: Span) -> io::Result<()> {
        self.tags.open("content", &[])?;
        if self.is_blank(region) {
            self.tags.empty("p", &[])?;
        }
        self.blocks(region)?;
        self.tags.close_line("content")
    }
}

#[cfg(test)]
mod tests {
    use super::id_of;

    #[test]
    fn eids_follow_the_naming_convention() {
        assert_eq!(id_of("dieu-5a/khoan-2/diem-dd"), "art_5a__cl_2__point_dd");
        assert_eq!(id_of("chuong-ii/muc-1/tieu-muc-2"), "chp_ii__sec_1__subsec_2");
        assert_eq!(id_of("phu-luc-ii/bang"), "phu-luc_ii__bang");
    }
}

//! What is told to the index of one document, and the entries made of it: one for the document, one a provision.

use tantivy::TantivyDocument;

use super::fields::{Fields, NO_DAY, OPEN_END};
use super::words::{Pen, Streams, pieces, push_folded};
use crate::document::{Date, DocNumber, Provision, Slug};
use crate::text::Span;

/// One document as the index is told of it.
#[derive(Debug, Clone, Default)]
pub struct Entry {
    /// The caller's number of it; a later entry of the same row takes its place.
    pub row: u64,
    /// Its number.
    pub number: Option<DocNumber>,
    /// Id of its kind.
    pub kind: Option<Slug>,
    /// The kind's names and codes, for those who type them: `Quyết định`, `QĐ`.
    pub kind_words: String,
    /// Id of its issuer.
    pub issuer: Option<Slug>,
    /// Names of the issuer, as printed and as the tables have them.
    pub issuer_words: String,
    /// Its territory, `/` between those it lies in.
    pub territory: String,
    /// Title, or a law's name.
    pub title: String,
    /// The day of issue.
    pub issued: Option<Date>,
    /// The first day in force.
    pub begins: Option<Date>,
    /// The last day in force.
    pub ends: Option<Date>,
    /// The last day on which a list holds it in force, where that list may be old.
    pub seen: Option<Date>,
    /// The whole text; empty where only a catalogue tells of it.
    pub text: String,
    /// Its provisions, outermost level.
    pub provisions: Vec<Provision>,
}

/// A stretch of the text with its provision.
#[derive(Debug, Clone, Copy)]
pub(super) struct Unit<'e> {
    pub(super) path: &'e str,
    heading: Option<&'e str>,
    pub(super) span: Span,
}

/// Returns a day as a number that sorts as the days do.
pub(super) fn day_number(day: Date) -> u64 {
    let part = |value: i64| u64::try_from(value).unwrap_or_default();
    part(i64::from(day.year())) * 10_000 + part(i64::from(day.month())) * 100 + part(i64::from(day.day()))
}

/// Returns the articles; where there are none in a part of the document, its outermost provisions.
pub(super) fn units(provisions: &[Provision]) -> Vec<Unit<'_>> {
    let mut found = Vec::new();
    for provision in provisions {
        let below = if is_article(&provision.path) { Vec::new() } else { articles(&provision.children) };
        if below.is_empty() {
            found.push(unit(provision));
        } else {
            found.extend(below);
        }
    }
    found
}

fn articles(provisions: &[Provision]) -> Vec<Unit<'_>> {
    let mut found = Vec::new();
    for provision in provisions {
        if is_article(&provision.path) {
            found.push(unit(provision));
        } else {
            found.extend(articles(&provision.children));
        }
    }
    found
}

fn unit(provision: &Provision) -> Unit<'_> {
    Unit { path: &provision.path, heading: provision.heading.as_deref(), span: provision.span }
}

fn is_article(path: &str) -> bool {
    path.rsplit('/').next().is_some_and(|last| last.starts_with("dieu-"))
}

/// Returns the forms under which a number is found: `=` and the whole, without the year too, and every beginning.
fn number_forms(number: &DocNumber) -> Vec<String> {
    let mut forms = Vec::new();
    for spelling in [Some(number.key.clone()), number.without_year()].into_iter().flatten() {
        let mut whole = String::new();
        for piece in pieces(&spelling) {
            if !whole.is_empty() {
                forms.push(whole.clone());
                whole.push(' ');
            }
            push_folded(piece.text, &mut whole);
        }
        forms.push(format!("={whole}"));
    }
    forms.sort_unstable();
    forms.dedup();
    forms
}

impl Entry {
    /// Returns how much text it holds, in bytes.
    #[must_use]
    pub fn size(&self) -> usize {
        self.text.len() + self.title.len()
    }

    /// Returns the entries of the index.
    pub(super) fn documents(&self, words: &mut Pen<'_>, fields: &Fields) -> Vec<TantivyDocument> {
        let units = units(&self.provisions);
        let mut marks = Streams::default();
        let number = self.number.as_ref().map_or("", |number| number.key.as_str());
        for part in [number, &self.title, &self.kind_words, &self.issuer_words] {
            words.write(part, &mut marks);
        }
        if let Some(day) = self.issued {
            words.write(&day.year().to_string(), &mut marks);
        }
        let mut title = Streams::default();
        words.write(&self.title, &mut title);
        let mut issuer = Streams::default();
        words.write(&self.issuer_words, &mut issuer);
        let mut own = self.common(fields, "", Span::new(0, self.text.len()), &issuer);
        // The text has the title in it.
        let mut body = if self.text.is_empty() { title.clone() } else { Streams::default() };
        self.write_outside(&units, words, &mut body);
        add_text(&mut own, fields, &marks, &title, &body);
        if let Some(number) = &self.number {
            for form in number_forms(number) {
                own.add_text(fields.number, form);
            }
        }
        let mut documents = vec![own];
        for unit in units {
            let mut made = self.common(fields, unit.path, unit.span, &issuer);
            let mut headed = title.clone();
            words.write(unit.heading.unwrap_or_default(), &mut headed);
            let mut body = Streams::default();
            words.write(self.text.get(unit.span.range()).unwrap_or_default(), &mut body);
            add_text(&mut made, fields, &marks, &headed, &body);
            documents.push(made);
        }
        documents
    }

    /// Writes the text that no unit holds.
    fn write_outside(&self, units: &[Unit<'_>], words: &mut Pen<'_>, to: &mut Streams) {
        let mut from = 0;
        for unit in units {
            words.write(self.text.get(from..unit.span.start.max(from)).unwrap_or_default(), to);
            from = from.max(unit.span.end);
        }
        words.write(self.text.get(from..).unwrap_or_default(), to);
    }

    /// Returns what every entry of the document bears.
    fn common(&self, fields: &Fields, path: &str, span: Span, issuer: &Streams) -> TantivyDocument {
        let mut made = TantivyDocument::default();
        let offset = |at: usize| u64::try_from(at).unwrap_or_default();
        made.add_u64(fields.row, self.row);
        made.add_text(fields.path, path);
        made.add_u64(fields.start, offset(span.start));
        made.add_u64(fields.end, offset(span.end));
        let digits = |number: &DocNumber| number.ordinal.chars().take_while(char::is_ascii_digit).collect::<String>();
        made.add_u64(fields.ordinal, self.number.as_ref().and_then(|number| digits(number).parse().ok()).unwrap_or(0));
        made.add_text(fields.kind, self.kind.as_deref().unwrap_or_default());
        let id = self.issuer.clone().unwrap_or_else(|| Slug::of(&self.issuer_words));
        made.add_text(fields.issuer, &*id);
        made.add_text(fields.issuer_words, &issuer.folded);
        for (at, _) in self.territory.match_indices('/').chain([(self.territory.len(), "")]) {
            made.add_text(fields.territory, self.territory.get(..at).unwrap_or_default());
        }
        let day = |day: Option<Date>, none: u64| day.map_or(none, day_number);
        made.add_u64(fields.issued, day(self.issued, NO_DAY));
        made.add_u64(fields.begins, day(self.begins, NO_DAY));
        made.add_u64(fields.ends, day(self.ends, OPEN_END));
        made.add_u64(fields.seen, day(self.seen, OPEN_END));
        made
    }
}

fn add_text(made: &mut TantivyDocument, fields: &Fields, marks: &Streams, title: &Streams, body: &Streams) {
    made.add_text(fields.syllables, &body.folded);
    made.add_text(fields.syllables, &marks.folded);
    made.add_text(fields.pairs, &body.folded);
    made.add_text(fields.exact, &body.exact);
    made.add_text(fields.exact, &marks.exact);
    made.add_text(fields.title, &title.folded);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Scheme;

    fn provision(path: &str, children: Vec<Provision>) -> Provision {
        Provision { path: path.to_owned(), label: String::new(), heading: None, span: Span::default(), children }
    }

    #[test]
    fn articles_are_the_units_and_else_the_outermost_provisions() {
        let law = [provision("chuong-i", vec![provision("dieu-1", vec![provision("dieu-1/khoan-1", vec![])])])];
        assert_eq!(units(&law).iter().map(|unit| unit.path).collect::<Vec<_>>(), ["dieu-1"]);
        let plan = [provision("muc-i", vec![provision("muc-i/1", vec![])]), provision("muc-ii", vec![])];
        assert_eq!(units(&plan).iter().map(|unit| unit.path).collect::<Vec<_>>(), ["muc-i", "muc-ii"]);
    }

    #[test]
    fn a_number_is_found_whole_and_by_its_beginnings() {
        let number = DocNumber {
            text: String::new(),
            span: None,
            key: "34/2016/NĐ-CP".to_owned(),
            ordinal: "34".to_owned(),
            year: Some(2016),
            kind: None,
            organ: None,
            scheme: Scheme::Normative,
        };
        let forms = number_forms(&number);
        assert_eq!(forms, ["34", "34 2016", "34 2016 nd", "34 nd", "=34 2016 nd cp", "=34 nd cp"]);
    }
}

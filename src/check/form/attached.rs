//! FMT-023: the note on what is issued with a document: "(Kèm theo Quyết định số … ngày … của …)".

use jiff::civil::Date;

use super::lines::{closing_end, pieces};
use crate::check::{Check, Context, Findings};
use crate::parse::number::parse_number;
use crate::text::Span;

/// Finds a note whose day or number is not that of the document it stands in.
pub(super) struct Attached;

impl Check for Attached {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        let document = cx.document;
        let header = &document.header;
        let Some(number) = header.number.as_ref().filter(|number| !number.is_blank()) else { return };
        let Some(end) = closing_end(document) else { return };
        for span in notes(cx, Span::new(end, document.text.len())) {
            let text = document.slice(span);
            let Some(noted) = symbol(text).and_then(|symbol| parse_number(cx.lexicon, symbol)) else { continue };
            if noted.is_blank() || noted.organ != number.organ || noted.kind != number.kind {
                continue;
            }
            if noted.matching_key() != number.matching_key() {
                out.finding("number", span).arg("noted", &noted.key).arg("own", &number.key).suspected();
            } else if let (Some(noted), Some(own)) = (day(text), document.issued())
                && noted != own
            {
                out.finding("day", span).arg("noted", noted).arg("own", own);
            }
        }
    }
}

/// Returns the notes in brackets within `span`, also those that go on on further lines.
fn notes(cx: &Context<'_>, span: Span) -> Vec<Span> {
    /// Bytes that a note takes at most.
    const LENGTH: usize = 400;
    let text = &cx.document.text;
    let opens = |words: &str| words.starts_with('(') && words.to_lowercase().contains("kèm theo");
    let lines = pieces(cx.document, span);
    let starts = lines.iter().filter(|line| opens(line.text));
    starts
        .filter_map(|line| {
            let close = text.get(line.span.start..)?.find(')').filter(|&close| close < LENGTH)?;
            Some(Span::new(line.span.start, line.span.start + close + 1))
        })
        .collect()
}

/// Returns the symbol after the word "số".
fn symbol(note: &str) -> Option<&str> {
    let (_, after) = note.split_once(" số")?;
    let after = after.trim_start_matches([':', ' ', '\u{a0}']);
    after.split([' ', '\n', '\u{a0}', ',', ')', ';']).next().filter(|symbol| symbol.contains('/'))
}

/// Reads the day after the word "ngày".
fn day(note: &str) -> Option<Date> {
    let (_, after) = note.split_once("ngày")?;
    let figures: Vec<i16> = after
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .take(3)
        .map_while(|part| part.parse().ok())
        .collect();
    let [day, month, year] = figures.as_slice() else { return None };
    Date::new(*year, i8::try_from(*month).ok()?, i8::try_from(*day).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::{day, symbol};

    #[test]
    fn a_note() {
        let note = "(Ban hành kèm theo Quyết định số 12/QĐ-SNV\nngày 05 tháng 3 năm 2021 của Giám đốc Sở Nội vụ)";
        assert_eq!(symbol(note), Some("12/QĐ-SNV"));
        assert_eq!(day(note), Some(jiff::civil::date(2021, 3, 5)));
        assert_eq!(day("(Kèm theo Quyết định số …/QĐ-SNV ngày … tháng … năm 2021)"), None);
        assert_eq!(symbol("(Kèm theo Quyết định số     /QĐ-SNV)"), Some("/QĐ-SNV"));
    }
}

//! The right document as a Word file with tracked changes: accepting all gives its text, rejecting all the left one's.

use std::fmt::Write as _;

use jiff::civil::Date;
use zip::result::ZipResult;

use crate::compare::{Change, Comparison, Part, Row};
use crate::report::word::package;
use crate::report::xml::escaped;

/// Size of letters, in half points: 14 points, as Phụ lục I Nghị định số 30/2020/NĐ-CP has them.
const LETTERS: u16 = 28;

/// Returns the file; `date` stands on every change.
///
/// # Errors
/// The package cannot be written.
pub fn docx(comparison: &Comparison, date: Date) -> ZipResult<Vec<u8>> {
    let mut sheet = Sheet { xml: String::new(), open: String::new(), changes: 0, date };
    comparison.rows.iter().for_each(|row| sheet.row(row));
    package(&sheet.xml, LETTERS)
}

/// The body as far as it is written.
struct Sheet {
    xml: String,
    /// Runs of the paragraph that is being written.
    open: String,
    changes: usize,
    date: Date,
}

impl Sheet {
    /// A unit ends a paragraph; so does each line inside it.
    fn row(&mut self, row: &Row) {
        // What moved stands at its old place as deleted and at its new one as inserted.
        let alone = match row.change {
            Change::Moved | Change::Added => Some(Part::Insert),
            Change::Removed | Change::MovedAway => Some(Part::Delete),
            Change::Same | Change::Changed | Change::Renumbered => None,
        };
        for piece in &row.words {
            let part = match (row.change, piece.part) {
                (Change::Moved, Part::Delete) => continue,
                _ => alone.unwrap_or(piece.part),
            };
            for (at, line) in piece.text.split('\n').enumerate() {
                if at > 0 {
                    self.paragraph(part);
                }
                self.run(part, line);
            }
        }
        self.paragraph(alone.unwrap_or(Part::Equal));
    }

    fn run(&mut self, part: Part, text: &str) {
        if text.is_empty() {
            return;
        }
        let (element, words) = (if part == Part::Delete { "w:delText" } else { "w:t" }, escaped(text));
        let run = format!("<w:r><{element} xml:space=\"preserve\">{words}</{element}></w:r>");
        let run = match self.mark(part) {
            Some((tag, marks)) => format!("<{tag} {marks}>{run}</{tag}>"),
            None => run,
        };
        self.open.push_str(&run);
    }

    /// Ends the paragraph; the mark of its end may be deleted or inserted itself.
    fn paragraph(&mut self, part: Part) {
        let end = self.mark(part).map(|(tag, marks)| format!("<w:rPr><{tag} {marks}/></w:rPr>")).unwrap_or_default();
        let runs = std::mem::take(&mut self.open);
        // Writing to a string cannot fail.
        let _ = write!(
            self.xml,
            "<w:p><w:pPr><w:spacing w:before=\"120\"/><w:jc w:val=\"both\"/>{end}</w:pPr>{runs}</w:p>"
        );
    }

    fn mark(&mut self, part: Part) -> Option<(&'static str, String)> {
        let tag = match part {
            Part::Equal => return None,
            Part::Delete => "w:del",
            Part::Insert => "w:ins",
        };
        self.changes += 1;
        Some((tag, format!("w:id=\"{}\" w:author=\"soat\" w:date=\"{}T00:00:00Z\"", self.changes, self.date)))
    }
}

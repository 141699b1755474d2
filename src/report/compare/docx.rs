//! The right document as a Word file with tracked changes: accepting all gives its text, rejecting all the left one's.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use jiff::civil::Date;
use zip::ZipWriter;
use zip::result::ZipResult;
use zip::write::SimpleFileOptions;

use crate::compare::{Change, Comparison, Part, Row};
use crate::report::xml::escaped;

const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;
const RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;
/// A4 with the margins of Phụ lục I Nghị định số 30/2020/NĐ-CP.
const PAGE: &str = r#"<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1701" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>"#;
/// Letters as the decree has them: Times New Roman, 14 points.
const LETTERS: &str = r#"<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/>"#;
const SIZE: &str = r#"<w:sz w:val="28"/><w:szCs w:val="28"/>"#;

/// Returns the file; `date` stands on every change.
///
/// # Errors
/// The package cannot be written.
pub fn docx(comparison: &Comparison, date: Date) -> ZipResult<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default();
    for (name, part) in
        [("[Content_Types].xml", TYPES), ("_rels/.rels", RELATIONS), ("word/document.xml", &document(comparison, date))]
    {
        zip.start_file(name, options)?;
        zip.write_all(part.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}

fn document(comparison: &Comparison, date: Date) -> String {
    let mut sheet = Sheet { xml: String::new(), open: String::new(), changes: 0, date };
    comparison.rows.iter().for_each(|row| sheet.row(row));
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:document \
         xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{}{PAGE}</w:body></w:document>",
        sheet.xml
    )
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
        let run =
            format!("<w:r><w:rPr>{LETTERS}{SIZE}</w:rPr><{element} xml:space=\"preserve\">{words}</{element}></w:r>");
        let run = match self.mark(part) {
            Some((tag, marks)) => format!("<{tag} {marks}>{run}</{tag}>"),
            None => run,
        };
        self.open.push_str(&run);
    }

    /// Ends the paragraph; the mark of its end may be deleted or inserted itself.
    fn paragraph(&mut self, part: Part) {
        let end = self.mark(part).map(|(tag, marks)| format!("<{tag} {marks}/>")).unwrap_or_default();
        let runs = std::mem::take(&mut self.open);
        // Writing to a string cannot fail.
        let _ = write!(
            self.xml,
            "<w:p><w:pPr><w:spacing w:before=\"120\"/><w:jc w:val=\"both\"/><w:rPr>{end}{LETTERS}{SIZE}</w:rPr></w:pPr>{runs}</w:p>"
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

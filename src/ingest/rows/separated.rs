//! Rows of separated text: commas, semicolons or tabs, told by the text itself.

use std::collections::BTreeMap;

use csv::ReaderBuilder;

use super::super::plain::Decoded;
use super::super::{IngestError, sheet};
use super::{CELLS, Cell, Row, Rows, Sheet};
use crate::text::Skipped;

/// What may part cells; the last one wins a tie.
const SEPARATORS: [u8; 3] = [b';', b'\t', b','];

/// Records that are looked at to tell the separator.
const SAMPLE: usize = 200;

/// Most line ends in a cell: beyond, a quotation mark was not closed and has swallowed rows.
const LINES: usize = 20;

pub(super) fn read(decoded: &Decoded<'_>) -> Result<Rows, IngestError> {
    let text = decoded.text.strip_prefix('\u{feff}').unwrap_or(&decoded.text);
    let (separator, text, first) = stated(text);
    let separator = separator.unwrap_or_else(|| told(text));
    let mut rows = Vec::new();
    let (mut left, mut at, mut number) = (CELLS, 0, first + 1);
    for record in reader(text, separator).into_records() {
        let record = record.map_err(|error| IngestError::Damaged(error.to_string()))?;
        let start = record.position().and_then(|position| usize::try_from(position.byte()).ok()).unwrap_or(at);
        // A record is said to begin before the line ends that part it from the one before.
        let start =
            start + text.get(start..).map_or(0, |rest| rest.len() - rest.trim_start_matches(['\r', '\n']).len());
        number += line_ends(text.get(at..start).unwrap_or_default());
        at = start;
        let cells: Vec<(usize, Cell)> =
            record.iter().enumerate().filter_map(|(column, cell)| Some((column, cell_of(cell)?))).collect();
        if record.iter().any(|cell| line_ends(cell) > LINES) {
            return Err(IngestError::OpenQuote { line: number });
        }
        left = left.checked_sub(cells.len()).ok_or_else(|| sheet::too_many(CELLS))?;
        if !cells.is_empty() {
            rows.push(Row { number, cells });
        }
    }
    let swallows = rows.last().is_some_and(|row| row.cells.iter().any(|(_, cell)| cell.text().contains('\n')));
    if swallows && text.bytes().filter(|byte| *byte == b'"').count() % 2 == 1 {
        return Err(IngestError::OpenQuote { line: rows.last().map_or(number, |row| row.number) });
    }
    let skipped = decoded
        .legacy_name()
        .map(|name| Skipped { part: format!("bảng mã {name}"), reason: "đã chuyển sang Unicode".to_owned() });
    Ok(Rows { sheets: vec![Sheet { name: String::new(), rows }], skipped: skipped.into_iter().collect() })
}

/// Counts the ends of lines: `\r\n`, `\n` or `\r`.
fn line_ends(text: &str) -> usize {
    let count = |end: &str| text.matches(end).count();
    count("\n") + count("\r") - count("\r\n")
}

fn cell_of(text: &str) -> Option<Cell> {
    let text = text.trim();
    (!text.is_empty()).then(|| Cell::Text(text.to_owned()))
}

/// Reads the line `sep=;` with which Excel states its separator; returns what follows and how many lines it took.
fn stated(text: &str) -> (Option<u8>, &str, usize) {
    let Some((line, rest)) = text.split_once('\n') else { return (None, text, 0) };
    match line.trim_end_matches('\r').strip_prefix("sep=").map(str::as_bytes) {
        Some([separator]) if separator.is_ascii_punctuation() || *separator == b'\t' => (Some(*separator), rest, 1),
        _ => (None, text, 0),
    }
}

/// Returns the separator that parts most rows of the text's head evenly; a row of eight cells weighs more than one of two,
/// for titles have commas, too.
fn told(text: &str) -> u8 {
    let evenness = |separator: &u8| {
        let mut rows: BTreeMap<usize, usize> = BTreeMap::new();
        for record in reader(text, *separator).records().take(SAMPLE).flatten() {
            *rows.entry(record.len()).or_default() += 1;
        }
        rows.into_iter().map(|(cells, rows)| (cells - 1) * rows).max()
    };
    SEPARATORS.into_iter().max_by_key(evenness).unwrap_or(b',')
}

fn reader(text: &str, separator: u8) -> csv::Reader<&[u8]> {
    ReaderBuilder::new().delimiter(separator).has_headers(false).flexible(true).from_reader(text.as_bytes())
}

#[cfg(test)]
mod tests {
    use crate::ingest::{IngestError, Rows, read_rows};

    fn rows(text: &str) -> Vec<(usize, Vec<String>)> {
        let rows = read_rows("so.csv", text.as_bytes()).unwrap_or_else(|error| panic!("{error}: {text}"));
        let row = |row: &crate::ingest::Row| (row.number, row.cells.iter().map(|(_, cell)| cell.text()).collect());
        rows.sheets.iter().flat_map(|sheet| sheet.rows.iter().map(row)).collect()
    }

    fn cells(parts: &[&str]) -> Vec<String> {
        parts.iter().map(|part| (*part).to_owned()).collect()
    }

    #[test]
    fn the_separator_is_told_by_the_text() {
        for text in [
            "Số;Ngày;Trích yếu\n1;2/3/2018;Về a, b, c\n2;3/3/2018;Về d, e, f\n",
            "Số\tNgày\tTrích yếu\n1\t2/3/2018\tVề a, b, c\n2\t3/3/2018\tVề d, e, f\n",
            "Số,Ngày,Trích yếu\r\n1,2/3/2018,\"Về a, b, c\"\r\n2,3/3/2018,\"Về d, e, f\"\r\n",
            "\u{feff}sep=|\nSố|Ngày|Trích yếu\n1|2/3/2018|Về a, b, c\n2|3/3/2018|Về d, e, f",
        ] {
            let rows = rows(text);
            let first = usize::from(text.contains("sep=")) + 1;
            assert_eq!(rows[1], (first + 1, cells(&["1", "2/3/2018", "Về a, b, c"])), "{text}");
            assert_eq!(rows.len(), 3);
        }
    }

    #[test]
    fn rows_have_the_lines_on_which_they_begin() {
        let numbers = |text: &str| rows(text).into_iter().map(|(number, _)| number).collect::<Vec<_>>();
        assert_eq!(numbers("a,b\r\n\r\n\"c\nd\",e\r\nf,g"), [1, 3, 5]);
        assert_eq!(numbers("a,b\rc,d\r\re,f"), [1, 2, 4]);
        assert_eq!(numbers("a,b\n,\nc,d\n"), [1, 3], "a row of blanks is no row");
    }

    #[test]
    fn a_quotation_mark_that_swallows_rows_is_told() {
        let open = |text: &str| read_rows("so.csv", text.as_bytes());
        let long = format!("a,b\n1,\"x\n{}", "2,y\n".repeat(30));
        assert_eq!(open(&long), Err(IngestError::OpenQuote { line: 2 }));
        assert_eq!(open("a,b\n1,\"x\n2,y\n"), Err(IngestError::OpenQuote { line: 2 }));
        assert!(open("a,b\n1,\"x\ny\"\n").is_ok());
        assert_eq!(open(""), Err(IngestError::Empty));
    }

    #[test]
    fn old_encodings_are_read_and_said() {
        let wide: Vec<u8> = "Số;Ngày\n1;Về".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(read_rows("so.csv", &wide).unwrap().sheets[0].rows.len(), 2);
        let Rows { sheets, skipped } =
            read_rows("so.csv", b"Quy\xd5t \xae\xb5nh;c\xf1a\n\xf1y ban;nh\xa9n d\xa9n").unwrap();
        assert_eq!((sheets[0].rows[1].text(1), skipped.len()), ("nhân dân".to_owned(), 1));
        assert_eq!(read_rows("so.csv", b"%PDF-1.4\n%\xe2\n"), Err(IngestError::NotAList));
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_the_reader_panic(text in "(?s)[a;,\t\"\r\n\u{feff}é]{0,80}") {
            let _ = read_rows("so.csv", text.as_bytes());
        }
    }
}

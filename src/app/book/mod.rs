//! Number books (sổ đăng ký văn bản đi) and other lists of documents in workbooks and separated text: `docs/number-book.md`.
//!
//! A sheet's rows become lines of a catalogue. What the columns tell is recognised by their heads, and where that is not
//! enough by a mapping that the office writes.

mod days;
mod entries;
mod ground;
mod heads;
mod mapping;
mod recognised;

pub use mapping::Mapping;
pub use recognised::{Recognised, Used};

use std::collections::HashMap;

use rayon::prelude::*;

use self::entries::{Reader, Told};
use self::ground::Ground;
use self::mapping::{Book, Claim};
use super::catalogue;
use crate::ingest::{self, IngestError, Sheet};
use crate::lexicon::Lexicon;
use crate::registry::{Entry, one_title};

/// Rows that must be usable, of a hundred, in a sheet that nobody spoke of: a timetable has numbers, days and subjects, too.
const USABLE: usize = 50;

/// A list of documents as read.
#[derive(Debug, Default)]
pub(super) struct Listed {
    /// How each sheet was read.
    pub(super) sheets: Vec<Recognised>,
    /// The documents that the rows tell of.
    pub(super) entries: Vec<Entry>,
    /// Rows that are not used.
    pub(super) unused: Vec<Note>,
    /// What is to be told of rows that are used, and of sheets that are not read.
    pub(super) notes: Vec<Note>,
}

/// Something to tell of a sheet or a row.
#[derive(Debug)]
pub(super) struct Note {
    /// The sheet; empty for separated text.
    pub(super) sheet: String,
    /// The row from 1; 0 for the sheet as a whole.
    pub(super) row: usize,
    /// What, in Vietnamese.
    pub(super) what: String,
}

impl Note {
    fn new(sheet: &str, row: usize, what: impl Into<String>) -> Self {
        Self { sheet: sheet.to_owned(), row, what: what.into() }
    }
}

/// What a file that may be a list turned out to be.
#[derive(Debug)]
pub(super) enum Outcome {
    /// A list of documents.
    Listed(Listed),
    /// A document, as every other; the reason where it looks like a list all the same.
    Document(Option<String>),
}

/// Reads a file that may be a list. Separated text and what a mapping names are lists; a workbook is one where a sheet has
/// columns for number, day and title, belongs to no other document, and most of its rows can be used.
///
/// # Errors
/// A file that must be a list cannot be read, or has no heads.
pub(super) fn read(path: &str, bytes: &[u8], mapping: &Mapping, lexicon: &Lexicon) -> Result<Outcome, IngestError> {
    let claim = mapping.claim(path);
    let must = ingest::is_separated_name(path) || matches!(claim, Claim::Book(_));
    let book = match claim {
        Claim::Document => return Ok(Outcome::Document(None)),
        Claim::Book(book) => Some(book),
        Claim::Unsaid => None,
    };
    let rows = match ingest::read_rows(path, bytes) {
        Ok(rows) => rows,
        // What is no list after all is read, or refused, as a document.
        Err(_) if !must => return Ok(Outcome::Document(None)),
        Err(error) => return Err(error),
    };
    let mut listed = Listed::default();
    let mut doubt = None;
    listed.notes.extend(rows.skipped.iter().map(|skipped| Note::new(&skipped.part, 0, skipped.reason.as_str())));
    for sheet in rows.sheets.iter().filter(|sheet| !sheet.rows.is_empty()) {
        match read_sheet(sheet, path, book, lexicon, &mut listed) {
            Ok(()) => {}
            Err(reason) => {
                doubt = doubt.or(reason.looks_like_one.then(|| reason.what.clone()));
                listed.notes.push(Note::new(&sheet.name, 0, reason.what));
            }
        }
    }
    if !listed.sheets.is_empty() {
        return Ok(Outcome::Listed(listed));
    }
    if must { Err(IngestError::NoHeads) } else { Ok(Outcome::Document(doubt)) }
}

/// Why a sheet is no list.
struct NoList {
    what: String,
    looks_like_one: bool,
}

fn read_sheet(
    sheet: &Sheet,
    path: &str,
    book: Option<&Book>,
    lexicon: &Lexicon,
    listed: &mut Listed,
) -> Result<(), NoList> {
    let no_list = |what: &str, looks_like_one| Err(NoList { what: what.to_owned(), looks_like_one });
    if book.is_some_and(|book| !book.wants(&sheet.name)) {
        return no_list("không có trong sheets = … của tệp ánh xạ, không đọc", false);
    }
    let found = heads::find(sheet, book, lexicon).filter(|heads| book.is_some() || heads.are_complete());
    let Some(heads) = found else {
        return no_list("không nhận ra các cột số, ngày và trích yếu; ghi columns = … trong tệp ánh xạ", false);
    };
    let mut above = sheet.rows.iter().take_while(|row| row.number < heads.row).flat_map(|row| &row.cells);
    if book.is_none() && !sheet.name.is_empty() && above.any(|(_, cell)| lexicon.says_annex(&cell.text())) {
        return no_list("là phụ lục của một văn bản, không phải sổ; nếu là sổ, dùng --mapping", true);
    }
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let ground = Ground::of(sheet, stem, &heads, book, lexicon);
    let (told, passed) = Reader::new(sheet, &heads, &ground, book, lexicon).read();
    let rows: Vec<Row> = told.into_par_iter().map(|told| Row::of(told, lexicon)).collect();
    let used = rows.iter().filter(|row| row.entry.is_ok()).count();
    if book.is_none() && !sheet.name.is_empty() && used * 100 < rows.len() * USABLE {
        return no_list(
            "có cột số, ngày, trích yếu nhưng quá nửa số hàng không phải văn bản; nếu là sổ, dùng --mapping",
            true,
        );
    }
    listed.sheets.push(Recognised::of(
        path,
        sheet,
        &heads,
        &ground,
        Used { rows: used, unused: rows.len() - used, passed },
    ));
    sort(rows, &sheet.name, listed);
    Ok(())
}

/// A row with what the lexicon makes of it.
struct Row {
    number: usize,
    entry: Result<Entry, String>,
    left_out: Vec<String>,
}

impl Row {
    fn of(told: Told, lexicon: &Lexicon) -> Self {
        let entry = told.line.map_err(|error| error.to_string());
        let entry = entry.and_then(|line| catalogue::told(line, lexicon).map_err(|error| error.to_string()));
        Self { number: told.row, entry, left_out: told.left_out }
    }
}

/// Puts the rows of a sheet where they belong, and tells of numbers given twice in one year.
fn sort(rows: Vec<Row>, sheet: &str, listed: &mut Listed) {
    let mut given: HashMap<(String, String, Option<i16>), (usize, Entry)> = HashMap::new();
    for Row { number, entry, left_out } in rows {
        listed.notes.extend(left_out.into_iter().map(|what| Note::new(sheet, number, what)));
        let mut entry = match entry {
            Ok(entry) => entry,
            Err(reason) => {
                listed.unused.push(Note::new(sheet, number, reason));
                continue;
            }
        };
        let year = entry.issued.map(jiff::civil::Date::year).or(entry.number.year);
        let key = (entry.number.matching_key(), entry.territory.to_string(), year);
        if let Some((first, other)) = given.get(&key) {
            let one = one_title(other.title.as_deref(), entry.title.as_deref());
            let (same_day, key) = (other.issued == entry.issued, &entry.number.key);
            let what = match (same_day, one) {
                (true, true) => format!("số {key} đã ghi ở hàng {first}, cùng ngày và cùng văn bản; chỉ giữ một"),
                (true, false) => format!("số {key} đã cấp ở hàng {first} cùng ngày cho văn bản khác; giữ cả hai"),
                (false, _) => format!("số {key} đã cấp ở hàng {first} với ngày khác; giữ cả hai"),
            };
            entry.twin = same_day && !one;
            listed.notes.push(Note::new(sheet, number, what));
        } else {
            given.insert(key, (number, entry.clone()));
        }
        listed.entries.push(entry);
    }
}

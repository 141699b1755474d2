//! Finds the column heads of a sheet and what each column tells.

use std::collections::BTreeMap;

use super::mapping::{self, Book};
use crate::document::Slug;
use crate::ingest::{Row, Sheet};
use crate::lexicon::{BookField, Lexicon};

/// Rows among which the heads are looked for.
const SEARCHED: usize = 60;

/// A sheet's columns.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Heads {
    /// The columns that are used, by what they tell.
    pub(super) columns: BTreeMap<BookField, usize>,
    /// All heads with their columns.
    pub(super) labels: Vec<(usize, String)>,
    /// The row of the heads, from 1; 0 where there are none.
    pub(super) row: usize,
    /// The place among the sheet's rows where the entries begin.
    pub(super) first: usize,
}

impl Heads {
    /// Returns the column that tells something.
    pub(super) fn column(&self, field: BookField) -> Option<usize> {
        self.columns.get(&field).copied()
    }

    /// Returns whether number, day and title are there: what makes a number book of a sheet that nobody spoke of.
    pub(super) fn are_complete(&self) -> bool {
        [BookField::Number, BookField::Issued, BookField::Title].iter().all(|field| self.columns.contains_key(field))
    }
}

/// Finds the heads of a sheet: the first row with most known wordings, or the one that the mapping names. `None` where no column
/// tells the number.
pub(super) fn find(sheet: &Sheet, book: Option<&Book>, lexicon: &Lexicon) -> Option<Heads> {
    let wanted = book.and_then(|book| book.heads);
    if wanted == Some(0) {
        return with_mapping(Heads::default(), book).filter(|heads| heads.column(BookField::Number).is_some());
    }
    let mut best: Option<(usize, Heads)> = None;
    for (at, row) in sheet.rows.iter().enumerate().take(wanted.map_or(SEARCHED, |_| sheet.rows.len())) {
        if wanted.is_some_and(|wanted| wanted != row.number) {
            continue;
        }
        let above = at.checked_sub(1).and_then(|above| sheet.rows.get(above));
        let labels = labels(row, above);
        let (known, columns) = recognised(&labels, lexicon);
        let heads = with_mapping(Heads { columns, labels, row: row.number, first: at + 1 }, book);
        let Some(heads) = heads.filter(|heads| heads.column(BookField::Number).is_some()) else { continue };
        if best.as_ref().is_none_or(|(most, _)| known > *most) {
            best = Some((known, heads));
        }
    }
    best.map(|(_, heads)| heads)
}

/// Returns the heads in a row; a blank takes that of the row above, for heads in two rows.
fn labels(row: &Row, above: Option<&Row>) -> Vec<(usize, String)> {
    let one_line = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut labels: BTreeMap<usize, String> = BTreeMap::new();
    // A title over the table is one merged cell.
    for row in above.filter(|above| above.cells.len() > 1).into_iter().chain([row]) {
        labels.extend(row.cells.iter().map(|(column, cell)| (*column, one_line(cell.text()))));
    }
    labels.into_iter().collect()
}

/// Returns how many heads are known, and the columns of those that are used; of two with one meaning the stronger wording wins.
fn recognised(labels: &[(usize, String)], lexicon: &Lexicon) -> (usize, BTreeMap<BookField, usize>) {
    let mut known = 0;
    let mut best: BTreeMap<BookField, (usize, usize)> = BTreeMap::new();
    for (column, label) in labels {
        let Some((field, place)) = lexicon.book_field(label) else { continue };
        known += 1;
        let stronger = best.get(&field).is_none_or(|(other, _)| place < *other);
        if field != BookField::Other && stronger {
            best.insert(field, (place, *column));
        }
    }
    (known, best.into_iter().map(|(field, (_, column))| (field, column)).collect())
}

/// Puts the mapping's columns over those recognised; `None` where a head that it names is not there.
fn with_mapping(mut heads: Heads, book: Option<&Book>) -> Option<Heads> {
    for (field, at) in book.into_iter().flat_map(|book| &book.columns) {
        let labelled =
            || heads.labels.iter().find(|(_, label)| Slug::of(label) == Slug::of(at)).map(|(column, _)| *column);
        heads.columns.retain(|own, _| own != field);
        if at != mapping::NONE {
            let column = mapping::column(at).or_else(labelled)?;
            heads.columns.retain(|_, own| *own != column);
            heads.columns.insert(*field, column);
        }
    }
    heads.columns.remove(&BookField::Other);
    Some(heads)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::Cell;

    fn sheet(rows: &[&[&str]]) -> Sheet {
        let cell =
            |(column, text): (usize, &&str)| (!text.is_empty()).then(|| (column, Cell::Text((*text).to_owned())));
        let row = |(at, cells): (usize, &&[&str])| Row {
            number: at + 1,
            cells: cells.iter().enumerate().filter_map(cell).collect(),
        };
        Sheet { name: String::new(), rows: rows.iter().enumerate().map(row).collect() }
    }

    fn found(rows: &[&[&str]]) -> Option<Vec<(BookField, usize)>> {
        find(&sheet(rows), None, Lexicon::shared()).map(|heads| heads.columns.into_iter().collect())
    }

    #[test]
    fn heads_in_one_row_and_in_two() {
        use BookField::{Issued, Number, Symbol, Title};
        let one: &[&[&str]] = &[
            &["SỔ ĐĂNG KÝ VĂN BẢN ĐI"],
            &["Số, ký hiệu", "Ngày tháng văn bản", "Trích yếu", "Người ký"],
            &["1/QĐ-SNV", "1/2/2018", "Về x", "A"],
        ];
        assert_eq!(found(one), Some(vec![(Number, 0), (Issued, 1), (Title, 2)]));
        let two: &[&[&str]] = &[
            &["TT", "Văn bản", "", "Ngày VB", "Nội dung"],
            &["", "Số", "Ký hiệu"],
            &["(1)", "(2)", "(3)", "(4)", "(5)"],
        ];
        assert_eq!(found(two), Some(vec![(Number, 1), (Symbol, 2), (Issued, 3), (Title, 4)]));
        assert_eq!(found(&[&["TT", "Nhiệm vụ", "Chủ trì"], &["1", "Rà soát", "A"]]), None);
    }

    #[test]
    fn a_mapping_names_heads_or_letters() {
        let rows: &[&[&str]] = &[&["Mã", "Ngày", "Tóm tắt"], &["1/QĐ-SNV", "1/2/2018", "Về x"]];
        let columns = |pairs: &[(BookField, &str)]| Book {
            columns: pairs.iter().map(|(field, at)| (*field, (*at).to_owned())).collect(),
            ..Book::default()
        };
        let book = columns(&[(BookField::Number, "mã"), (BookField::Title, "C"), (BookField::Issued, "-")]);
        let heads = find(&sheet(rows), Some(&book), Lexicon::shared()).unwrap();
        assert_eq!(heads.columns, BTreeMap::from([(BookField::Number, 0), (BookField::Title, 2)]));
        assert_eq!((heads.row, heads.first), (1, 1));
        assert_eq!(find(&sheet(rows), Some(&columns(&[(BookField::Number, "Số hồ sơ")])), Lexicon::shared()), None);
        let bare = Book { heads: Some(0), ..columns(&[(BookField::Number, "A")]) };
        assert_eq!(find(&sheet(rows), Some(&bare), Lexicon::shared()).unwrap().first, 0);
    }
}

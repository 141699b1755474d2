//! What holds for all rows of a sheet: told by the mapping, else by the lines above the heads and the sheet's name.

use super::days::Heading;
use super::heads::Heads;
use super::mapping::Book;
use crate::document::Slug;
use crate::ingest::{Row, Sheet};
use crate::lexicon::{Lexicon, Near};
use crate::parse::number::parse_number;

/// What holds for all rows of a sheet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Ground {
    pub(super) year: Option<i16>,
    pub(super) symbol: Option<String>,
    pub(super) kind: Option<String>,
    pub(super) issuer: Option<String>,
    pub(super) territory: Option<String>,
}

impl Ground {
    /// Returns the ground of a sheet; `stem` is the file's name without extension.
    pub(super) fn of(sheet: &Sheet, stem: &str, heads: &Heads, book: Option<&Book>, lexicon: &Lexicon) -> Self {
        let above = sheet.rows.iter().take(heads.first).filter(|row| row.number < heads.row);
        let mut lines: Vec<String> = above.flat_map(|row| row.cells.iter().map(|(_, cell)| cell.text())).collect();
        let (issuer, territory) = issuer(&lines, lexicon);
        lines.push(if sheet.name.is_empty() { stem.to_owned() } else { sheet.name.clone() });
        let said = book.cloned().unwrap_or_default();
        // A place of the heading is that of the heading's authority.
        let territory = if said.issuer.is_some() { None } else { territory.map(|id| id.to_string()) };
        Self {
            year: said.year.or_else(|| only(lines.iter().flat_map(|line| years(line)))),
            symbol: said.symbol.or_else(|| only(lines.iter().flat_map(|line| symbols(line, lexicon)))),
            kind: said.kind,
            issuer: said.issuer.or(issuer),
            territory: said.territory.or(territory),
        }
    }
}

/// Returns the authority that the lines above the heads name last, and its territory or that of one above it.
fn issuer(lines: &[String], lexicon: &Lexicon) -> (Option<String>, Option<Slug>) {
    let (mut words, mut territory) = (None, None::<Slug>);
    for line in lines.iter().flat_map(|line| line.lines()) {
        let near = Near { territory: territory.as_deref(), date: None };
        if let Some(found) = lexicon.authority_named_near(line, near) {
            words = Some(line.trim().to_owned());
            territory = found.territory.or(territory);
        }
    }
    (words, territory)
}

/// Reads a row that holds one cell, such as `NĂM 2018`, `Tháng 3/2018`, as a heading that holds for the rows below.
pub(super) fn heading(row: &Row, before: Heading) -> Option<Heading> {
    let [(_, cell)] = row.cells.as_slice() else { return None };
    let text = cell.text().to_lowercase();
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let year = |text: &&str| text.parse::<i16>().ok().filter(|year| (1945..2200).contains(year));
    match words.as_slice() {
        ["năm", own] => Some(Heading { year: Some(year(own)?), month: None }),
        ["tháng", month] => Some(Heading { month: Some(self::month(month)?), ..before }),
        ["tháng", month, own] | ["tháng", month, "năm", own] => {
            Some(Heading { year: Some(year(own)?), month: Some(self::month(month)?) })
        }
        _ => None,
    }
}

fn month(text: &str) -> Option<i8> {
    text.parse().ok().filter(|month| (1..=12).contains(month))
}

/// Returns the years in a line: four figures that stand alone.
fn years(line: &str) -> Vec<i16> {
    let words = line.split(|c: char| !c.is_alphanumeric());
    words
        .filter(|word| word.len() == 4)
        .filter_map(|word| word.parse().ok())
        .filter(|year| (1945..2200).contains(year))
        .collect()
}

/// Returns the symbols in a line whose kind and organ are read: `QĐ-UBND`.
fn symbols(line: &str, lexicon: &Lexicon) -> Vec<String> {
    let words = line.split(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | ',' | ';' | ':' | '"'));
    let codes = words.map(|word| word.trim_start_matches('/')).filter(|word| {
        word.contains('-') && word.chars().any(char::is_uppercase) && !word.starts_with(|c: char| c.is_ascii_digit())
    });
    let known = |code: &&str| {
        parse_number(lexicon, &format!("1/{code}")).is_some_and(|own| own.kind.is_some() && own.organ.is_some())
    };
    codes.filter(known).map(str::to_owned).collect()
}

/// Returns the value where there is one only.
fn only<T: PartialEq>(mut values: impl Iterator<Item = T>) -> Option<T> {
    let first = values.next()?;
    values.all(|other| other == first).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::Cell;

    fn row(number: usize, cells: &[&str]) -> Row {
        Row {
            number,
            cells: cells.iter().enumerate().map(|(column, text)| (column, Cell::Text((*text).to_owned()))).collect(),
        }
    }

    #[test]
    fn the_lines_above_the_heads_tell() {
        let rows = vec![
            row(1, &["UBND TỈNH QUẢNG TRỊ"]),
            row(2, &["SỞ NỘI VỤ"]),
            row(3, &["SỔ ĐĂNG KÝ QUYẾT ĐỊNH (QĐ-SNV) NĂM 2018"]),
            row(5, &["Số", "Ngày"]),
        ];
        let sheet = Sheet { name: "Trang 1".to_owned(), rows };
        let heads = Heads { row: 5, first: 4, ..Heads::default() };
        let ground = Ground::of(&sheet, "so", &heads, None, Lexicon::shared());
        assert_eq!((ground.year, ground.symbol.as_deref()), (Some(2018), Some("QĐ-SNV")));
        assert_eq!((ground.issuer.as_deref(), ground.territory.as_deref()), (Some("SỞ NỘI VỤ"), Some("quang-tri")));
        let said = Book { issuer: Some("UBND tỉnh Bạc Liêu".to_owned()), year: Some(2017), ..Book::default() };
        let ground = Ground::of(&sheet, "so", &heads, Some(&said), Lexicon::shared());
        assert_eq!((ground.year, ground.territory.as_deref()), (Some(2017), None));
    }

    #[test]
    fn headings_between_the_rows() {
        let before = Heading { year: Some(2017), month: None };
        let heading = |text: &str| heading(&row(9, &[text]), before).map(|own| (own.year, own.month));
        assert_eq!(heading("NĂM 2018"), Some((Some(2018), None)));
        assert_eq!(heading("Tháng 3"), Some((Some(2017), Some(3))));
        assert_eq!(heading("THÁNG 03/2018"), Some((Some(2018), Some(3))));
        assert_eq!(heading("Tháng 3 năm 2018:"), Some((Some(2018), Some(3))));
        for other in ["Tháng 13", "Năm nay", "Tổng cộng: 40", "2018/QĐ"] {
            assert_eq!(heading(other), None, "{other}");
        }
        assert_eq!(super::heading(&row(9, &["Năm 2018", "x"]), before), None);
    }

    #[test]
    fn two_symbols_tell_none() {
        let lexicon = Lexicon::shared();
        assert_eq!(symbols("Quyết định (QĐ-UBND), kế hoạch KH-UBND", lexicon), ["QĐ-UBND", "KH-UBND"]);
        assert_eq!(only(["a", "b"].into_iter()), None);
        assert!(symbols("so-van-ban-di-2018 HĐND-UBND", lexicon).is_empty());
    }
}

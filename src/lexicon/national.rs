//! National documents beyond the laws kept by hand: `rules/lexicon/national.tsv`, made by `cargo eval starter`.
//!
//! One line a document, sorted by number, so that loading only finds where the lines stand: a line is read when a
//! citation asks for its number.

use std::sync::OnceLock;

use jiff::civil::Date;

use super::Verified;
use super::laws::{Law, number_key};

/// The columns in their order.
const COLUMNS: usize = 12;

/// The lines of the table, each read when it is asked for.
#[derive(Debug, Default)]
pub(super) struct National {
    text: Box<str>,
    lines: Vec<Line>,
    /// The words behind the letters of the column of sources: `PD` and `Bộ pháp điển …`.
    sources: Vec<(String, String)>,
}

#[derive(Debug)]
struct Line {
    start: usize,
    end: usize,
    law: OnceLock<Option<Box<Law>>>,
}

impl National {
    pub(super) fn load(text: &str) -> Self {
        let mut national = Self { text: text.into(), ..Self::default() };
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let end = start + line.trim_end_matches(['\n', '\r']).len();
            match text.get(start..end) {
                Some(note) if note.starts_with('#') => national.sources.extend(source(note)),
                Some(row) if !row.is_empty() => national.lines.push(Line { start, end, law: OnceLock::new() }),
                _ => {}
            }
            start += line.len();
        }
        national
    }

    pub(super) fn len(&self) -> usize {
        self.lines.len()
    }

    /// Returns the document of a line; `None` where the line is not well formed.
    pub(super) fn get(&self, at: usize) -> Option<&Law> {
        let line = self.lines.get(at)?;
        line.law.get_or_init(|| self.read(self.row(at)?).ok().map(Box::new)).as_deref()
    }

    /// Returns the lines of that number, in the form of [`number_key`].
    pub(super) fn numbered(&self, key: &str) -> std::ops::Range<usize> {
        let number = |line: &Line| {
            let row = self.text.get(line.start..line.end).unwrap_or_default();
            number_key(row.split('\t').next().unwrap_or_default())
        };
        let first = self.lines.partition_point(|line| number(line).as_str() < key);
        let rest = self.lines.get(first..).unwrap_or_default();
        first..first + rest.partition_point(|line| number(line) == key)
    }

    /// Returns the lines of documents that are cited by name: laws, codes, ordinances.
    pub(super) fn named(&self) -> impl Iterator<Item = usize> + '_ {
        let kind = |at: &usize| self.row(*at).and_then(|row| row.split('\t').nth(1)).unwrap_or_default();
        (0..self.len()).filter(move |at| matches!(kind(at), "luat" | "bo-luat" | "phap-lenh" | "hien-phap"))
    }

    /// Returns why lines are not well formed, each with the line.
    #[cfg(test)]
    pub(super) fn faults(&self) -> Vec<String> {
        let fault = |at: usize| Some((self.row(at)?, self.read(self.row(at)?).err()?));
        (0..self.len()).filter_map(fault).map(|(row, why)| format!("{row}: {why}")).collect()
    }

    fn row(&self, at: usize) -> Option<&str> {
        self.lines.get(at).and_then(|line| self.text.get(line.start..line.end))
    }

    fn read(&self, row: &str) -> Result<Law, String> {
        let cells: Vec<&str> = row.split('\t').collect();
        let [number, kind, body, issued, from, to, seen, name, amended, replaced, repealed, told] = cells.as_slice()
        else {
            return Err(format!("{} columns, {COLUMNS} are wanted", cells.len()));
        };
        let list = |cell: &str| cell.split(';').filter(|number| !number.is_empty()).map(str::to_owned).collect();
        let (verified, codes) = told.split_once(' ').unwrap_or((told, ""));
        Ok(Law {
            number: (*number).to_owned(),
            kind: (*kind).into(),
            issuer: (!body.is_empty()).then(|| (*body).into()),
            name: (*name).to_owned(),
            also: Vec::new(),
            issued: day(issued)?,
            from: day(from)?,
            to: day(to)?,
            seen: day(seen)?,
            replaced_by: list(replaced),
            amended_by: list(amended),
            repealed_by: list(repealed),
            basis: self.words(codes),
            by_hand: false,
            verified: match verified {
                "text" => Verified::Text,
                "secondary" => Verified::Secondary,
                "memory" => Verified::Memory,
                other => return Err(format!("`{other}` is no degree of verification")),
            },
        })
    }

    /// Writes the sources of a line out: `PD+T` is `Bộ pháp điển …; đọc từ toàn văn`.
    fn words(&self, codes: &str) -> String {
        let word = |code: &str| {
            let known = self.sources.iter().find(|(letters, _)| letters == code);
            known.map_or_else(|| code.to_owned(), |(_, words)| words.clone())
        };
        codes.split('+').filter(|code| !code.is_empty()).map(word).collect::<Vec<_>>().join("; ")
    }
}

/// Reads a note on a source: `# nguồn PD: Bộ pháp điển …`.
fn source(note: &str) -> Option<(String, String)> {
    let (letters, words) = note.strip_prefix("# nguồn ")?.split_once(": ")?;
    Some((letters.to_owned(), words.to_owned()))
}

fn day(cell: &str) -> Result<Option<Date>, String> {
    if cell.is_empty() {
        return Ok(None);
    }
    cell.parse().map(Some).map_err(|_| format!("`{cell}` is no day"))
}

#[cfg(test)]
mod tests {
    use super::National;

    const TABLE: &str = "# nguồn PD: Bộ pháp điển\n# number …\n\
        02/2010/NĐ-CP\tnghi-dinh\tchinh-phu\t2010-01-08\t2010-03-01\t\t\tVề khuyến nông\t\t83/2018/NĐ-CP\t\ttext PD+T\n\
        76/NQ-CP\tnghi-quyet\tchinh-phu\t2013-06-13\t\t\t\tMột\t\t\t\tsecondary T\n\
        76/NQ-CP\tnghi-quyet\tchinh-phu\t2021-07-15\t\t\t\tHai\t\t\t\tsecondary T\n";

    #[test]
    fn lines_are_found_by_number_and_read_when_asked_for() {
        let table = National::load(TABLE);
        let names =
            |key: &str| table.numbered(key).filter_map(|at| table.get(at)).map(|law| law.name.as_str()).collect();
        let found: Vec<&str> = names("76/nq-cp");
        assert_eq!(found, ["Một", "Hai"]);
        let found: Vec<&str> = names("2/2010/nđ-cp");
        assert_eq!(found, ["Về khuyến nông"]);
        assert!(table.numbered("2/2011/nđ-cp").is_empty() && table.numbered("").is_empty());
        let law = table.get(0).unwrap();
        assert_eq!(
            (law.basis.as_str(), law.replaced_by.as_slice()),
            ("Bộ pháp điển; T", ["83/2018/NĐ-CP".to_owned()].as_slice())
        );
    }

    #[test]
    fn a_line_that_is_not_well_formed_is_no_document() {
        let table = National::load("# note\n1/2010/NĐ-CP\tnghi-dinh\n");
        assert!(table.get(0).is_none());
        assert_eq!(table.faults(), ["1/2010/NĐ-CP\tnghi-dinh: 2 columns, 12 are wanted"]);
        assert!(National::load(TABLE).faults().is_empty());
    }
}

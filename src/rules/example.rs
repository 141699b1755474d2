//! Examples of rule pages: documents in fenced blocks, the expected findings marked in their words.

use jiff::civil::Date;

use crate::document::Class;
use crate::text::{Format, Span};

/// The heading an example stands under.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Side {
    /// Ví dụ vi phạm: gives exactly the marked findings.
    Wrong,
    /// Ví dụ đúng: gives no finding of the whole family.
    Right,
}

/// How sure a marked finding must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sureness {
    /// `{CODE}`: a violation.
    Violation,
    /// `{CODE?}`: suspected.
    Suspected,
    /// `{CODE??}`: unverified.
    Unverified,
}

/// A finding expected at marked words.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mark {
    /// The words, in the text without marks.
    pub span: Span,
    /// The rule's code.
    pub code: String,
    /// How sure it must be.
    pub sureness: Sureness,
}

/// What the line that opens an example says of its document; each overrides or completes the header.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Attributes {
    /// The day of judgement, and of issue where the header gives none.
    pub as_of: Option<Date>,
    /// Today, where it is not the day of judgement.
    pub today: Option<Date>,
    /// Id of the kind.
    pub kind: Option<String>,
    /// Class.
    pub class: Option<Class>,
    /// The issuer's name.
    pub issuer: Option<String>,
    /// Number and symbol.
    pub number: Option<String>,
    /// The file's name.
    pub path: Option<String>,
    /// Name of the register of the page that the example is judged against; `none` for no registry at all.
    pub registry: Option<String>,
    /// The file's format, where it is not plain text.
    pub format: Option<Format>,
    /// Who signed the file electronically, each with the day: `Nguyễn Văn A 2021-03-10; …`.
    pub signed: Option<String>,
    /// The page in millimetres: width, height, margins at the top, right, bottom and left.
    pub page: Option<String>,
    /// How lines are set, by their first words: `Căn cứ: 14 nghieng; *: 14 Times New Roman`.
    pub set: Option<String>,
}

/// One example.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// The heading it stands under.
    pub side: Side,
    /// 1-based number among those of its side.
    pub index: usize,
    /// 1-based line of the page on which it opens.
    pub line: usize,
    /// What its opening line says.
    pub attributes: Attributes,
    /// The document without marks.
    pub text: String,
    /// The findings expected, by place.
    pub marks: Vec<Mark>,
}

/// What the registry holds for examples.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Register {
    /// The name by which examples ask for it; the unnamed one serves those that ask for none.
    pub name: Option<String>,
    /// Records, one JSON object a line.
    pub records: Vec<String>,
    /// What it has all of: `quang-tri/ubnd-tinh/2016-2017`.
    pub covers: Vec<String>,
    /// A whole issued document.
    pub document: Option<(Attributes, String)>,
}

/// An open fenced block.
pub(super) struct Fence {
    /// The ticks that close it.
    pub(super) ticks: String,
    /// The word after the ticks.
    pub(super) language: String,
    /// What follows the word.
    pub(super) rest: String,
    /// Byte of the page at which it opens.
    pub(super) at: usize,
    /// Byte of the page at which its text begins.
    pub(super) inside: usize,
    /// Its text.
    pub(super) text: String,
}

type Wrong = (usize, String);

/// Returns the fenced block that `line` opens.
pub(super) fn opening(line: &str, at: usize, inside: usize) -> Option<Fence> {
    let rest = line.trim_start_matches('`');
    let ticks = line.len() - rest.len();
    if ticks < 3 {
        return None;
    }
    let (language, rest) = rest.trim().split_once(' ').unwrap_or((rest.trim(), ""));
    Some(Fence {
        ticks: "`".repeat(ticks),
        language: language.to_owned(),
        rest: rest.to_owned(),
        at,
        inside,
        text: String::new(),
    })
}

impl Example {
    /// Returns the day on which the example is judged, where its opening line or its date line gives one.
    #[must_use]
    pub fn day(&self) -> Option<Date> {
        let attributes = &self.attributes;
        attributes.as_of.or(attributes.today).or_else(|| self.text.lines().find_map(dated))
    }

    pub(super) fn read(side: Side, index: usize, line: usize, fence: &Fence) -> Result<Self, Wrong> {
        let (attributes, _) = attributes(fence)?;
        let (text, marks) = unmark(&fence.text).map_err(|(at, message)| (fence.inside + at, message))?;
        if side == Side::Right && !marks.is_empty() {
            return Err((fence.at, "a correct example has no marks".to_owned()));
        }
        Ok(Self { side, index, line, attributes, text, marks })
    }
}

impl Register {
    pub(super) fn records(fence: &Fence) -> Result<Self, Wrong> {
        let (_, Naming { name, covers }) = attributes(fence)?;
        let records = fence.text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect();
        Ok(Self { name, records, covers, document: None })
    }

    pub(super) fn document(fence: &Fence) -> Result<Self, Wrong> {
        let (attributes, Naming { name, covers }) = attributes(fence)?;
        Ok(Self { name, records: Vec::new(), covers, document: Some((attributes, fence.text.clone())) })
    }
}

/// Reads the day of a line such as `Quảng Trị, ngày 30 tháng 12 năm 2016`.
fn dated(line: &str) -> Option<Date> {
    let (_, after) = line.split_once(", ngày ")?;
    let mut words = after.split_whitespace();
    let day = words.next()?.parse().ok()?;
    let month = words.nth(1)?.parse().ok()?;
    let year = words.nth(1)?.parse().ok()?;
    Date::new(year, month, day).ok()
}

/// What the opening line of a register says.
#[derive(Default)]
struct Naming {
    name: Option<String>,
    covers: Vec<String>,
}

/// Reads `as-of=2016-12-30 kind=quyet-dinh issuer="UBND tỉnh"`, and a register's `name=` and `covers=`.
fn attributes(fence: &Fence) -> Result<(Attributes, Naming), Wrong> {
    let wrong = |message: String| (fence.at, message);
    let (mut read, mut naming) = (Attributes::default(), Naming::default());
    let mut rest = fence.rest.trim();
    while !rest.is_empty() {
        let (key, after) =
            rest.split_once('=').ok_or_else(|| wrong(format!("\"{rest}\" is no attribute: name=value")))?;
        let (value, tail) = match after.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"').ok_or_else(|| wrong("a quotation mark is missing".to_owned()))?,
            None => after.split_once(' ').unwrap_or((after, "")),
        };
        let day = || value.parse::<Date>().map_err(|_| wrong(format!("\"{value}\" is no day: YYYY-MM-DD")));
        match key {
            "as-of" => read.as_of = Some(day()?),
            "today" => read.today = Some(day()?),
            "kind" => read.kind = Some(value.to_owned()),
            "class" => read.class = Some(class(value).ok_or_else(|| wrong(format!("no class \"{value}\"")))?),
            "issuer" => read.issuer = Some(value.to_owned()),
            "number" => read.number = Some(value.to_owned()),
            "path" => read.path = Some(value.to_owned()),
            "registry" => read.registry = Some(value.to_owned()),
            "format" => read.format = Some(format(value).ok_or_else(|| wrong(format!("no format \"{value}\"")))?),
            "signed" => read.signed = Some(value.to_owned()),
            "page" => read.page = Some(value.to_owned()),
            "set" => read.set = Some(value.to_owned()),
            "name" => naming.name = Some(value.to_owned()),
            "covers" => naming.covers.extend(value.split_whitespace().map(str::to_owned)),
            _ => return Err(wrong(format!("no attribute \"{key}\""))),
        }
        rest = tail.trim_start();
    }
    Ok((read, naming))
}

fn class(value: &str) -> Option<Class> {
    [Class::Normative, Class::Administrative, Class::Party, Class::Unknown]
        .into_iter()
        .find(|class| serde_json::to_value(class).is_ok_and(|name| name == value))
}

fn format(value: &str) -> Option<Format> {
    serde_json::from_value(serde_json::Value::String(value.to_owned())).ok()
}

/// Takes the marks `⟦words⟧{CODE}` out of `text`; one pair of brackets may carry several codes, and pairs may nest.
fn unmark(text: &str) -> Result<(String, Vec<Mark>), Wrong> {
    let mut plain = String::with_capacity(text.len());
    let (mut marks, mut open) = (Vec::new(), Vec::new());
    let mut rest = text;
    while let Some(found) = rest.find(['⟦', '⟧']) {
        let at = text.len() - rest.len() + found;
        let (before, after) = rest.split_at(found);
        plain.push_str(before);
        if let Some(inside) = after.strip_prefix('⟦') {
            open.push(plain.len());
            rest = inside;
            continue;
        }
        let start = open.pop().ok_or_else(|| (at, "⟧ closes no ⟦".to_owned()))?;
        rest = after.strip_prefix('⟧').unwrap_or_default();
        let span = Span::new(start, plain.len());
        let before = marks.len();
        while let Some((code, tail)) = rest.strip_prefix('{').and_then(|code| code.split_once('}')) {
            let sureness = match code.len() - code.trim_end_matches('?').len() {
                0 => Sureness::Violation,
                1 => Sureness::Suspected,
                _ => Sureness::Unverified,
            };
            marks.push(Mark { span, code: code.trim_end_matches('?').to_owned(), sureness });
            rest = tail;
        }
        if marks.len() == before {
            return Err((at, "a mark names its rule: ⟦words⟧{CIT-010}".to_owned()));
        }
    }
    plain.push_str(rest);
    marks.sort();
    if open.is_empty() { Ok((plain, marks)) } else { Err((0, "a ⟦ is not closed".to_owned())) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_taken_out() {
        let (plain, marks) = unmark("Căn cứ ⟦Nghị định ⟦số 1⟧{FMT-005?}⟧{CIT-010}{CIT-012??};").unwrap();
        assert_eq!(plain, "Căn cứ Nghị định số 1;");
        let read: Vec<_> =
            marks.iter().map(|mark| (&plain[mark.span.range()], mark.code.as_str(), mark.sureness)).collect();
        assert_eq!(
            read,
            [
                ("Nghị định số 1", "CIT-010", Sureness::Violation),
                ("Nghị định số 1", "CIT-012", Sureness::Unverified),
                ("số 1", "FMT-005", Sureness::Suspected),
            ]
        );
        assert!(unmark("⟦a").is_err());
        assert!(unmark("a⟧{X}").is_err());
        assert!(unmark("⟦a⟧").is_err());
    }

    #[test]
    fn attributes_are_read() {
        let fence =
            opening("```van-ban as-of=2016-12-30 issuer=\"UBND tỉnh Quảng Trị\" class=normative", 0, 0).unwrap();
        let (read, _) = attributes(&fence).unwrap();
        assert_eq!(read.as_of, Some(jiff::civil::date(2016, 12, 30)));
        assert_eq!(read.issuer.as_deref(), Some("UBND tỉnh Quảng Trị"));
        assert_eq!(read.class, Some(Class::Normative));
        assert!(attributes(&opening("```van-ban colour=red", 0, 0).unwrap()).is_err());
    }
}

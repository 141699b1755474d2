//! FMT-018: articles, clauses and points numbered without gap or repetition.

use crate::check::{Check, Context, Findings};
use crate::document::Provision;
use crate::rules::Severity;
use crate::text::Span;

/// Finds a number left out and a number given twice.
pub(super) struct Continuity;

impl Check for Continuity {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        let letters = cx.value("alphabet").and_then(toml::Value::as_str).unwrap_or_default();
        let amends = amends(cx);
        let mut lists = Vec::new();
        collect(&cx.document.provisions, &mut lists);
        for list in lists {
            // An amending document quotes clauses whose numbers are another document's.
            if list.unit != Unit::Article && amends {
                continue;
            }
            let Some((at, fault)) = fault(&list, letters) else { continue };
            let (key, number) = match fault {
                Fault::Skips(number) => ("skips", number),
                Fault::Repeats(number) => ("repeats", number),
            };
            let named = format!("{} {}", list.unit.word(), number);
            let draft = out.finding(key, at.span).arg("label", &at.printed).arg("wanted", named);
            if list.unit != Unit::Article {
                draft.at_most(Severity::Warning);
            }
        }
    }
}

/// Whether the document amends another one.
fn amends(cx: &Context<'_>) -> bool {
    let title = cx.document.header.title.as_ref().map_or(String::new(), |title| title.text.to_lowercase());
    title.contains("sửa đổi") || title.contains("bổ sung")
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    Article,
    Clause,
    Point,
}

impl Unit {
    fn word(self) -> &'static str {
        match self {
            Self::Article => "Điều",
            Self::Clause => "khoản",
            Self::Point => "điểm",
        }
    }
}

/// One numbered provision.
#[derive(Debug, Clone)]
struct Numbered {
    /// The mark: `5`, `đ`.
    mark: String,
    /// The label as printed.
    printed: String,
    /// Where the label stands.
    span: Span,
}

/// Provisions that are numbered in one series.
#[derive(Debug, Clone)]
struct Series {
    unit: Unit,
    all: Vec<Numbered>,
}

enum Fault {
    Skips(String),
    Repeats(String),
}

/// Collects the series of one container: its articles in order, and the clauses and points inside each.
fn collect(provisions: &[Provision], lists: &mut Vec<Series>) {
    let mut articles = Series { unit: Unit::Article, all: Vec::new() };
    gather(provisions, &mut articles, lists);
    lists.push(articles);
}

fn gather(provisions: &[Provision], articles: &mut Series, lists: &mut Vec<Series>) {
    for provision in provisions {
        let segment = provision.path.rsplit('/').next().unwrap_or_default();
        if segment.starts_with("phu-luc") || segment.starts_with("kem-theo") {
            collect(&provision.children, lists);
        } else if segment.starts_with("dieu-") {
            articles.all.extend(numbered(provision));
            inside(&provision.children, "khoan-", Unit::Clause, lists);
        } else {
            gather(&provision.children, articles, lists);
        }
    }
}

/// Collects the clauses of an article, or the points of a clause.
fn inside(children: &[Provision], segment: &str, unit: Unit, lists: &mut Vec<Series>) {
    let own = |child: &&Provision| child.path.rsplit('/').next().is_some_and(|last| last.starts_with(segment));
    let all = children.iter().filter(own).filter_map(numbered).collect();
    lists.push(Series { unit, all });
    if unit == Unit::Clause {
        for child in children {
            inside(&child.children, "diem-", Unit::Point, lists);
        }
    }
}

fn numbered(provision: &Provision) -> Option<Numbered> {
    let label = provision.label.trim();
    let mark = label.rsplit(char::is_whitespace).next()?.trim_end_matches(['.', ':', ')', '/', '-']).to_owned();
    let span = Span::new(provision.span.start, provision.span.start + provision.label.len());
    (!mark.is_empty()).then(|| Numbered { mark, printed: label.to_owned(), span })
}

/// Returns the first provision that does not follow the one before it.
fn fault<'s>(series: &'s Series, letters: &str) -> Option<(&'s Numbered, Fault)> {
    let place = |numbered: &Numbered| position(&numbered.mark, series.unit, letters);
    let first = series.all.first()?;
    if place(first)? != 0 {
        return None;
    }
    for pair in series.all.windows(2) {
        let [before, after] = pair else { continue };
        let (from, to) = (place(before)?, place(after)?);
        let suffixed = after.mark != before.mark && to == from;
        match to.checked_sub(from) {
            Some(1) => {}
            Some(0) if suffixed => {}
            // Two that begin: a list within the first one.
            Some(0) if from == 0 => return None,
            Some(0) => return Some((after, Fault::Repeats(after.mark.clone()))),
            // A longer leap, and a series that begins anew, are read from another document or a lost page.
            Some(2) => return Some((after, Fault::Skips(mark_at(from + 1, series.unit, letters)?))),
            _ => return None,
        }
    }
    None
}

/// Returns the place of a mark in its series, from 0; of `5a` that of 5.
fn position(mark: &str, unit: Unit, letters: &str) -> Option<usize> {
    if unit == Unit::Point {
        let mut marks = mark.chars();
        let letter = marks.next()?;
        return marks.next().is_none().then(|| letters.chars().position(|known| known == letter))?;
    }
    let digits: String = mark.chars().take_while(char::is_ascii_digit).collect();
    digits.parse::<usize>().ok()?.checked_sub(1)
}

fn mark_at(place: usize, unit: Unit, letters: &str) -> Option<String> {
    if unit == Unit::Point { letters.chars().nth(place).map(String::from) } else { Some((place + 1).to_string()) }
}

#[cfg(test)]
mod tests {
    use super::{Fault, Numbered, Series, Unit, fault};
    use crate::text::Span;

    fn found(unit: Unit, marks: &[&str]) -> Option<(String, String)> {
        let all = marks
            .iter()
            .map(|mark| Numbered { mark: (*mark).to_owned(), printed: (*mark).to_owned(), span: Span::default() })
            .collect();
        let series = Series { unit, all };
        fault(&series, "abcdđeghiklmnopqrstuvxy").map(|(at, fault)| match fault {
            Fault::Skips(number) => (at.mark.clone(), format!("skips {number}")),
            Fault::Repeats(number) => (at.mark.clone(), format!("repeats {number}")),
        })
    }

    #[test]
    fn gaps_and_repetitions() {
        assert_eq!(found(Unit::Article, &["1", "2", "4"]), Some(("4".to_owned(), "skips 3".to_owned())));
        assert_eq!(found(Unit::Article, &["1", "2", "2"]), Some(("2".to_owned(), "repeats 2".to_owned())));
        assert_eq!(found(Unit::Point, &["a", "b", "c", "d", "e"]), Some(("e".to_owned(), "skips đ".to_owned())));
        assert_eq!(found(Unit::Point, &["d", "đ", "e", "g", "h", "i", "k"]), None);
        assert_eq!(found(Unit::Point, &["a", "b", "c", "d", "đ", "e", "g", "h", "i", "k"]), None);
    }

    #[test]
    fn what_comes_from_elsewhere_is_left_alone() {
        assert_eq!(found(Unit::Article, &["1", "2", "2a", "3"]), None);
        assert_eq!(found(Unit::Article, &["3", "5"]), None);
        assert_eq!(found(Unit::Article, &["1", "2", "9"]), None);
        assert_eq!(found(Unit::Clause, &["1", "2", "1", "2"]), None);
        assert_eq!(found(Unit::Clause, &["1", "1", "2"]), None);
    }
}

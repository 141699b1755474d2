//! Compares two versions of a document: by provision first, then by word.

mod align;
mod tokens;
mod units;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use self::align::Pairing;
use self::tokens::Tokens;
use self::units::Unit;
use crate::document::{Date, Document, ProvisionPath};
use crate::text::Span;

/// Two versions of a document, side by side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// The older one, as a rule.
    pub left: Version,
    /// The newer one.
    pub right: Version,
    /// All of both, in the order of the right one; what stands in the left one alone is where it stood there.
    pub rows: Vec<Row>,
}

/// One of the two.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Version {
    /// The file's path as given, or the path under which the registry read it.
    pub path: String,
    /// Its number.
    pub number: Option<String>,
    /// Its day of issue.
    #[schemars(with = "Option<String>")]
    pub issued: Option<Date>,
    /// Its title.
    pub title: Option<String>,
}

/// What happened to a provision, a recital or a line outside them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    /// Nothing, save the way in which tone marks are set.
    Same,
    /// Its words differ.
    Changed,
    /// It stands in the right one alone.
    Added,
    /// It stands in the left one alone.
    Removed,
    /// It stands elsewhere in order, with the same words or nearly the same.
    Moved,
    /// Its words are the same, its label is not.
    Renumbered,
    /// The place in the left one that a moved provision left; its words come with `moved`.
    MovedAway,
}

/// One provision, recital or line with what happened to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Row {
    /// What happened.
    pub change: Change,
    /// Where it stands in the left one.
    pub left: Option<Place>,
    /// Where it stands in the right one.
    pub right: Option<Place>,
    /// The words of both in turn; joined without the deleted ones they are the right one's, without the inserted ones the
    /// left one's.
    pub words: Vec<Piece>,
}

/// A place in one of the two.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Place {
    /// Its path: `dieu-5/khoan-2`, `can-cu-3` for a recital; `None` for a line outside both.
    pub path: Option<ProvisionPath>,
    /// The printed label: `Điều 5.`, `2.`.
    pub label: Option<String>,
    /// Its own words, without the provisions inside, in bytes of that document's text.
    pub span: Span,
}

/// Words that stand in both, or in one of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Piece {
    /// Whose they are.
    pub part: Part,
    /// The words with the blanks behind them.
    pub text: String,
}

/// Whose words a piece has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    /// In both.
    Equal,
    /// In the left one alone.
    Delete,
    /// In the right one alone.
    Insert,
}

impl Comparison {
    /// Returns how many rows changed in this way.
    #[must_use]
    pub fn count(&self, change: Change) -> usize {
        self.rows.iter().filter(|row| row.change == change).count()
    }

    /// Returns what changed, each once.
    pub fn changes(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(|row| !matches!(row.change, Change::Same | Change::MovedAway))
    }
}

/// Compares two documents. Tone marks set in the old way or the new (hòa, hoà) are one spelling; marks of notes in a
/// consolidated text and the notes themselves are left out.
#[must_use]
pub fn compare(left: &Document, right: &Document) -> Comparison {
    let (left_units, right_units) = (units::of(left), units::of(right));
    let rows =
        align::pairs(&left_units, &right_units).into_iter().map(|pairing| row(&pairing, &left_units, &right_units));
    Comparison { left: version(left), right: version(right), rows: rows.collect() }
}

/// Compares two stretches of text word by word, as [`compare`] does those of two provisions.
#[must_use]
pub fn words(left: &str, right: &str) -> Vec<Piece> {
    tokens::difference(&Tokens::of(left), &Tokens::of(right))
}

fn row(pairing: &Pairing, left: &[Unit], right: &[Unit]) -> Row {
    let of = |units: &[Unit], at: Option<usize>| at.and_then(|at| units.get(at)).cloned();
    let (left, right) = (of(left, pairing.left), of(right, pairing.right));
    let change = match (&left, &right) {
        (Some(_), Some(_)) if pairing.moved => Change::Moved,
        (Some(left), Some(right)) if left.key == right.key && left.label == right.label => Change::Same,
        (Some(left), Some(right)) if left.key == right.key => Change::Renumbered,
        (Some(_), Some(_)) => Change::Changed,
        (Some(_), None) if pairing.moved => Change::MovedAway,
        (Some(_), None) => Change::Removed,
        (None, _) => Change::Added,
    };
    let words = words(text(left.as_ref()), text(right.as_ref()));
    Row { change, words, left: left.map(place), right: right.map(place) }
}

fn text(unit: Option<&Unit>) -> &str {
    unit.map_or("", |unit| &unit.text)
}

fn place(unit: Unit) -> Place {
    Place { path: unit.path, label: unit.label, span: unit.span }
}

fn version(document: &Document) -> Version {
    Version {
        path: document.path.clone(),
        number: document.header.number.as_ref().map(|number| number.key.clone()),
        issued: document.issued(),
        title: document.header.title.as_ref().map(|title| title.text.clone()),
    }
}

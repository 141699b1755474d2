//! Figures of a document among others, each with a table of the same content: its relations (lược đồ) and its time.
//!
//! Figures are SVG whose bytes depend on nothing but what is shown. Looks are classes that the page's style paints; without a
//! style they are lines and letters in the page's own colour, so that they can be read on light, dark and paper.

mod letters;
mod relation_table;
mod relations;
mod svg;
mod time_table;
mod timeline;

pub use relation_table::relation_table;
pub use relations::relations;
pub use time_table::time_table;
pub use timeline::timeline;

use std::fmt::Write as _;

use super::sheet::page::{escaped, table_head};
use super::words::pick;
use crate::document::{Date, ProvisionPath, Role, Validity, ValidityStatus, in_words};
use crate::registry::Effect;
use crate::rules::{Lang, written_day};

/// The looks of figures; a page that shows them loads it.
pub const STYLE: &str = include_str!("figure.css");

/// Returns the address of a document by its id; `None` where pages do not lead to documents.
pub type Address<'a> = dyn Fn(&str) -> Option<String> + 'a;

/// A document with those that it acts on and those that act on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagram {
    /// The day on which force is judged.
    pub as_of: Date,
    /// The document.
    pub centre: Node,
    /// What it rests on, amends, replaces, guides …
    pub before: Vec<Group>,
    /// What rests on it, amended or replaced it …
    pub after: Vec<Group>,
}

/// Documents that stand in one relation to the one in the centre.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The relation.
    pub tie: Tie,
    /// The documents.
    pub nodes: Vec<Node>,
    /// How many there are, also those that are not among `nodes`.
    pub total: usize,
}

/// What one document does with another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tie {
    /// What a citation says.
    Role(Role),
    /// What it does to the other's force for a time, or tells of it.
    Effect(Effect),
}

/// A document in a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// Its id, where the registry has it.
    pub id: Option<String>,
    /// Its number or name.
    pub label: String,
    /// Its title.
    pub title: Option<String>,
    /// Its day of issue.
    pub issued: Option<Date>,
    /// Whether it is in force on the day; `None` where the registry does not have it.
    pub status: Option<ValidityStatus>,
    /// The provisions concerned, where not the whole.
    pub provisions: Vec<ProvisionPath>,
    /// The first day of the relation's effect, where known.
    pub effective: Option<Date>,
}

/// Documents on one scale of days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timeline {
    /// The day that a line marks.
    pub as_of: Date,
    /// One a document: what it replaced, itself, what replaced it.
    pub lanes: Vec<Lane>,
}

/// One document's time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lane {
    /// Its id.
    pub id: String,
    /// Its number or name.
    pub label: String,
    /// Its title.
    pub title: Option<String>,
    /// Whether the figure is about it.
    pub own: bool,
    /// Its day of issue.
    pub issued: Option<Date>,
    /// Its validity on the day asked about; first and last day as far as known by then or later.
    pub validity: Validity,
    /// Changes in part, in the order of their days.
    pub changes: Vec<Event>,
    /// When it was suspended: first and last day, where stated.
    pub pauses: Vec<(Date, Option<Date>)>,
}

/// A change in part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// The first day of its effect, where known.
    pub date: Option<Date>,
    /// `amends`, or `replaces` or `repeals` of a part.
    pub how: Role,
    /// Id of the document that made it, where the registry has it.
    pub by: Option<String>,
    /// Its number or name.
    pub label: String,
    /// The provisions changed; empty where they are not told.
    pub provisions: Vec<ProvisionPath>,
}

impl Tie {
    /// Returns what the document in the centre does with others.
    #[must_use]
    pub fn does(self, lang: Lang) -> &'static str {
        let (vi, en) = match self {
            Self::Role(Role::Basis) => ("Căn cứ vào", "Rests on"),
            Self::Role(Role::Proposal) => ("Theo đề nghị tại", "Proposed in"),
            Self::Role(Role::Amends) => ("Sửa đổi, bổ sung", "Amends"),
            Self::Role(Role::Replaces) => ("Thay thế", "Replaces"),
            Self::Role(Role::Repeals) => ("Bãi bỏ", "Repeals"),
            Self::Role(Role::Guides) => ("Hướng dẫn, quy định chi tiết", "Guides"),
            Self::Role(Role::Implements) => ("Thực hiện", "Carries out"),
            Self::Role(Role::Mentions) => ("Nhắc đến", "Mentions"),
            Self::Effect(Effect::Suspends) => ("Làm ngưng hiệu lực", "Suspends"),
            Self::Effect(Effect::Continues) => ("Cho tiếp tục áp dụng", "Lets go on"),
            Self::Effect(Effect::Reports) => ("Công bố hết hiệu lực", "Lists as expired"),
        };
        pick(lang, vi, en)
    }

    /// Returns what others do with the document in the centre.
    #[must_use]
    pub fn undergoes(self, lang: Lang) -> &'static str {
        let (vi, en) = match self {
            Self::Role(Role::Basis) => ("Là căn cứ của", "Basis of"),
            Self::Role(Role::Proposal) => ("Được đề nghị tại", "Proposal for"),
            Self::Role(Role::Amends) => ("Được sửa đổi, bổ sung bởi", "Amended by"),
            Self::Role(Role::Replaces) => ("Bị thay thế bởi", "Replaced by"),
            Self::Role(Role::Repeals) => ("Bị bãi bỏ bởi", "Repealed by"),
            Self::Role(Role::Guides) => ("Được hướng dẫn, quy định chi tiết bởi", "Guided by"),
            Self::Role(Role::Implements) => ("Được thực hiện bởi", "Carried out by"),
            Self::Role(Role::Mentions) => ("Được nhắc đến tại", "Mentioned in"),
            Self::Effect(Effect::Suspends) => ("Bị ngưng hiệu lực bởi", "Suspended by"),
            Self::Effect(Effect::Continues) => ("Được tiếp tục áp dụng theo", "Let go on by"),
            Self::Effect(Effect::Reports) => ("Được công bố hết hiệu lực tại", "Listed as expired in"),
        };
        pick(lang, vi, en)
    }

    /// Returns the name of the look of its lines.
    fn look(self) -> &'static str {
        match self {
            Self::Role(Role::Basis | Role::Proposal) => "basis",
            Self::Role(Role::Amends) => "amends",
            Self::Role(Role::Replaces | Role::Repeals) => "ends",
            Self::Effect(_) => "suspends",
            Self::Role(_) => "other",
        }
    }
}

/// Returns the provisions as sentences name them, `Điều 5; khoản 2 Điều 7`.
fn places(provisions: &[ProvisionPath]) -> String {
    let words = provisions.iter().map(|path| in_words(path)).filter(|words| !words.is_empty());
    words.collect::<Vec<_>>().join("; ")
}

/// Returns a day as people write it, `–` where there is none.
fn day(day: Option<Date>) -> String {
    day.map_or_else(|| "–".to_owned(), written_day)
}

/// Begins a table that narrow screens set as blocks: roles are told.
fn opening(class: &str, caption: &str, heads: &[&str]) -> String {
    let mut out = Vec::new();
    // Writing to memory does not fail.
    let _ = table_head(class, caption, heads, &mut out);
    String::from_utf8(out).unwrap_or_default()
}

/// Adds a row; each cell is written as it stands.
fn row(table: &mut String, heads: &[&str], cells: &[String]) {
    table.push_str("<tr role=\"row\">");
    for (head, cell) in heads.iter().zip(cells) {
        let _ = write!(table, "<td role=\"cell\" data-head=\"{}\">{cell}</td>", escaped(head));
    }
    table.push_str("</tr>\n");
}

/// Returns the name of a document, leading to its page where it has one.
fn named(label: &str, id: Option<&str>, address: &Address<'_>) -> String {
    let label = escaped(label);
    match id.and_then(address) {
        Some(address) => format!("<a href=\"{}\" lang=\"vi\">{label}</a>", escaped(&address)),
        None => format!("<span lang=\"vi\">{label}</span>"),
    }
}

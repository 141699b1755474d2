//! What was found, in the shapes of the JSON that leaves the program.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Facets, Marked, Note};
use crate::document::{Date, ValidityStatus};

/// One document found.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "Hit")]
pub struct Document {
    /// Its id.
    pub document: String,
    /// The file's path as ingested.
    pub path: Option<String>,
    /// Its number.
    pub number: Option<String>,
    /// Its title, or a law's name.
    pub title: Option<String>,
    /// Id of its kind.
    pub kind: Option<String>,
    /// Who issued it, as printed.
    pub issuer: Option<String>,
    /// The day of issue.
    #[schemars(with = "Option<String>")]
    pub issued: Option<Date>,
    /// Whether it is in force on the day of the question.
    pub status: ValidityStatus,
    /// How well it fits; figures of two queries cannot be compared.
    pub score: f32,
    /// A stretch of its text in which the words stand, marked by `<em>`; text beside is escaped as in HTML.
    pub snippet: String,
    /// The provision that the stretch stands in.
    pub provision: Option<String>,
    /// The stretch for other shells.
    #[serde(skip)]
    #[schemars(skip)]
    pub marked: Marked,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Found {
    /// The hits asked for.
    pub hits: Vec<Document>,
    /// How many documents there are.
    pub total: u64,
    /// Whether there are more than `total`: counting stops at ten thousand.
    pub more: bool,
    /// What the documents counted are.
    pub facets: Facets,
    /// What is to be told of how the query was read.
    pub notes: Vec<Note>,
    /// How long it took, in milliseconds.
    pub took_ms: f64,
}

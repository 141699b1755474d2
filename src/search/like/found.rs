//! What is like a document, in the shapes of the JSON that leaves the program.

use schemars::JsonSchema;
use serde::Serialize;

use super::super::{Document, Marked};

/// The document that others are held beside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct AskedFor {
    /// Its id, where it is in the registry.
    pub document: Option<String>,
    /// The file's path, or the number, as asked for.
    pub asked: String,
    /// Its number.
    pub number: Option<String>,
    /// Its title.
    pub title: Option<String>,
}

/// A document like it.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct SimilarDocument {
    /// The document; `score` is how like it is as a whole, from 0 to 1; `snippet` has the words in common of its title.
    #[serde(flatten)]
    pub document: Document,
    /// How like the titles are, from 0 to 1.
    pub title_likeness: f32,
    /// How like the texts are, from 0 to 1; `null` where one has no text.
    pub text_likeness: Option<f32>,
    /// Passages of both that are alike, the most first.
    pub passages: Vec<Alike>,
}

/// Two passages that are alike.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Alike {
    /// Path of the passage in the document asked for.
    pub provision: String,
    /// Id of the other document.
    pub document: String,
    /// The other document's number.
    pub number: Option<String>,
    /// Path of the passage in the other document; empty for what stands outside its articles.
    pub other: String,
    /// How much of the wording of the passage asked for stands in the other, from 0 to 1; rare wording counts more.
    pub likeness: f32,
    /// A stretch of the other passage, the words in common marked by `<em>`; text beside is escaped as in HTML.
    pub snippet: String,
    /// The stretch for other shells.
    #[serde(skip)]
    #[schemars(skip)]
    pub marked: Marked,
}

/// A passage of the document asked for, with those like it.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct SimilarPassage {
    /// Its path.
    pub provision: String,
    /// The passages like it, the most first.
    pub like: Vec<Alike>,
}

/// A document that several of those found rest on and the one asked for does not name: a hint, no finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct MissingBasis {
    /// Its id.
    pub document: String,
    /// Its number or name, as one of them prints it.
    pub label: String,
    /// Ids of those that rest on it.
    pub cited_by: Vec<String>,
}

/// What is like a document.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Similar {
    /// The document asked for.
    pub of: AskedFor,
    /// Documents like it as a whole, the most first.
    pub hits: Vec<SimilarDocument>,
    /// Its passages that have their like, in its order.
    pub passages: Vec<SimilarPassage>,
    /// What several of the documents found rest on and it does not name.
    pub bases: Vec<MissingBasis>,
    /// How long it took, in milliseconds.
    pub took_ms: f64,
}

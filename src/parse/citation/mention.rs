//! A citation while it is being read: places in the token list, no text yet.

use super::date::Dated;
use crate::document::{DocNumber, ProvisionPath, Slug};

/// A number with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Numbered {
    /// Its first token.
    pub(super) from: usize,
    /// The token after it.
    pub(super) end: usize,
    /// The number, its text and span not yet filled in.
    pub(super) number: DocNumber,
}

/// What a mention points to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Target {
    /// A document named here.
    #[default]
    Document,
    /// This document or a part of it: "Điều này", "Nghị định này".
    This,
    /// A provision with no document named.
    Unsaid,
}

/// One mention.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Mention {
    /// Its first token.
    pub(super) from: usize,
    /// The token after its last one.
    pub(super) end: usize,
    /// Where the document itself starts, after the provision path.
    pub(super) document: usize,
    /// The kind's id.
    pub(super) kind: Option<Slug>,
    /// The kind word's tokens, where one is printed.
    pub(super) kind_word: Option<(usize, usize)>,
    /// The number.
    pub(super) number: Option<Numbered>,
    /// The tokens of a law's name.
    pub(super) name: Option<(usize, usize)>,
    /// The date.
    pub(super) date: Option<Dated>,
    /// A bare year.
    pub(super) year: Option<i16>,
    /// The issuer's tokens.
    pub(super) issuer: Option<(usize, usize)>,
    /// The provisions, without what "Điều này" stands for.
    pub(super) provisions: Vec<ProvisionPath>,
    /// The outermost unit that "này" points at, where one is: `dieu`, `khoan`.
    pub(super) within: Option<super::units::Unit>,
    /// What it points to.
    pub(super) target: Target,
    /// Whether it stands in the name of the mention before it (a law in another law's name).
    pub(super) in_name: bool,
}

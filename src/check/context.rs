//! What a check sees: one document, what the registry knows of it, the day of judgement and the rule's own page.

use jiff::civil::Date;

use super::Facts;
use crate::document::{Citation, Class, Document, Level, Role, Scheme, Slug};
use crate::lexicon::Lexicon;
use crate::rules::{Basis, Lang, Part, Rule};
use crate::text::Span;

/// Where the day of judgement comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DayFrom {
    /// The user named it.
    Given,
    /// It is the document's own date of issue.
    Issued,
    /// The document has none: it is judged as if signed today.
    Today,
}

/// The terms of a judgement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Terms {
    /// The day of judgement.
    pub as_of: Date,
    /// Where that day comes from.
    pub from: DayFrom,
    /// Today: what one does about a fault is ruled by the law of today.
    pub today: Date,
    /// The language of findings.
    pub lang: Lang,
}

impl Terms {
    /// Returns the terms for `document`: judged as of `given`, else its own date of issue, else `today`.
    #[must_use]
    pub fn of(document: &Document, given: Option<Date>, today: Date, lang: Lang) -> Self {
        let (as_of, from) = match (given, document.issued()) {
            (Some(given), _) => (given, DayFrom::Given),
            (None, Some(issued)) => (issued, DayFrom::Issued),
            (None, None) => (today, DayFrom::Today),
        };
        Self { as_of, from, today, lang }
    }
}

/// What a check sees of one document under one rule.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The document, its citations resolved where there is a registry.
    pub document: &'a Document,
    /// What the registry knows.
    pub facts: &'a Facts,
    /// The tables of the law.
    pub lexicon: &'a Lexicon,
    /// The terms of the judgement.
    pub terms: Terms,
    /// The rule.
    pub rule: &'a Rule,
    /// Its bases in force, in page order; never empty.
    pub bases: &'a [&'a Basis],
}

impl<'a> Context<'a> {
    /// Returns the day of judgement.
    #[must_use]
    pub fn as_of(&self) -> Date {
        self.terms.as_of
    }

    /// Returns the class of the document.
    #[must_use]
    pub fn class(&self) -> Class {
        self.document.class
    }

    /// Returns the id of the document's kind.
    #[must_use]
    pub fn kind(&self) -> Option<&'a str> {
        self.document.header.kind.as_ref().map(|kind| kind.id.as_str())
    }

    /// Returns the level of the authority that issues the document.
    #[must_use]
    pub fn level(&self) -> Option<Level> {
        level(self.document)
    }

    /// Returns whether the document is still a draft: its number or its date is not filled in.
    #[must_use]
    pub fn is_draft(&self) -> bool {
        is_draft(self.document)
    }

    /// Returns the citations of other documents with their indexes, in reading order.
    pub fn citations(&self) -> impl Iterator<Item = (usize, &'a Citation)> {
        self.document.citations.iter().enumerate().filter(|(_, citation)| !citation.local)
    }

    /// Returns the citations of other documents that stand in this role; of a consolidated text none as its basis.
    pub fn citations_as(&self, role: Role) -> impl Iterator<Item = (usize, &'a Citation)> {
        let copied = role == Role::Basis && self.is_consolidated();
        self.citations().filter(move |(_, citation)| citation.role == role && !copied)
    }

    /// Returns whether the document is a consolidated text, which repeats the recitals of another of an earlier day.
    #[must_use]
    pub fn is_consolidated(&self) -> bool {
        let by_number = self.document.header.number.as_ref().map(|number| number.scheme);
        by_number == Some(Scheme::Consolidated) || self.kind() == Some("van-ban-hop-nhat")
    }

    /// Returns the place of a part of the document.
    #[must_use]
    pub fn part(&self, part: Part) -> Option<Span> {
        place(self.document, part)
    }

    /// Returns the place for a defect of the document as a whole: its kind, else its number, issuer or first line.
    #[must_use]
    pub fn headline(&self) -> Span {
        [Part::Kind, Part::Number, Part::Issuer]
            .into_iter()
            .find_map(|part| self.part(part))
            .unwrap_or_else(|| first_line(&self.document.text))
    }

    /// Returns a figure or word of law of the page: of the first basis in force that has it, else of the page.
    #[must_use]
    pub fn value(&self, name: &str) -> Option<&'a toml::Value> {
        self.bases.iter().find_map(|basis| basis.values.get(name)).or_else(|| self.rule.front.values.get(name))
    }

    /// Returns a number of the page, as [`Self::value`].
    #[must_use]
    pub fn number(&self, name: &str) -> Option<i64> {
        self.value(name).and_then(toml::Value::as_integer)
    }

    /// Returns a list of words of the page, as [`Self::value`]; empty where it has none.
    #[must_use]
    pub fn words(&self, name: &str) -> Vec<&'a str> {
        let list = self.value(name).and_then(toml::Value::as_array);
        list.into_iter().flatten().filter_map(toml::Value::as_str).collect()
    }
}

/// Returns the level of the authority that issues `document`.
pub(super) fn level(document: &Document) -> Option<Level> {
    let header = &document.header;
    header.enacting.iter().chain(&header.issuer).find_map(|authority| authority.level)
}

/// Returns whether an authority with one of the ids, or of one of the groups, issues `document`.
pub(super) fn is_issued_by(document: &Document, lexicon: &Lexicon, issuers: &[Slug]) -> bool {
    let header = &document.header;
    let Some(id) = header.enacting.iter().chain(&header.issuer).find_map(|authority| authority.id.as_ref()) else {
        return false;
    };
    let group = lexicon.authority(id).and_then(|authority| authority.group.as_ref());
    issuers.iter().any(|issuer| issuer == id || Some(issuer) == group)
}

/// Returns whether `document` is still a draft.
pub(super) fn is_draft(document: &Document) -> bool {
    document.header.number.as_ref().is_none_or(crate::document::DocNumber::is_blank) || document.issued().is_none()
}

fn place(document: &Document, part: Part) -> Option<Span> {
    let header = &document.header;
    let all = |spans: Vec<Span>| Some(Span::new(spans.first()?.start, spans.last()?.end));
    let span = match part {
        Part::Superior => header.superior.as_ref()?.span?,
        Part::Issuer => header.issuer.as_ref()?.span?,
        Part::Number => header.number.as_ref()?.span?,
        Part::Place => header.place.as_ref()?.span,
        Part::Issued => header.issued.as_ref()?.span,
        Part::Kind => header.kind.as_ref()?.span,
        Part::Title => header.title.as_ref()?.span,
        Part::Recitals => all(document.recitals.iter().map(|recital| recital.span).collect())?,
        Part::Provisions => all(document.provisions.iter().map(|provision| provision.span).collect())?,
        Part::Effective => document.effective.as_ref()?.span,
        Part::Signature => document.signature.as_ref()?.span,
        Part::Recipients => all(document.recipients.iter().map(|recipient| recipient.span).collect())?,
    };
    (!span.is_empty()).then_some(span)
}

fn first_line(text: &str) -> Span {
    let start = text.len() - text.trim_start().len();
    let line = text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
    Span::new(start, start + line.trim_end().len())
}

//! Judges texts that no file holds: a draft as an editor has it, a paragraph that comes alone.
//!
//! The rules are bound to their checks once, for every text that follows. A paragraph hears only the rules that need no
//! more than it ([`Scope::Paragraph`]): of what a document lacks it cannot tell.

use jiff::civil::Date;

use super::Office;
use super::check::Judged;
use crate::check::{Checker, Facts, Judgement, Terms};
use crate::document::{Class, Document};
use crate::ingest::{self, IngestError};
use crate::parse;
use crate::registry::{RegistryError, Store};
use crate::rules::{Lang, RuleError, Scope};
use crate::text::{Format, Source};

/// The rules, ready for texts one after another, on many threads.
pub struct Desk<'o> {
    office: &'o Office,
    whole: Checker<'o>,
    paragraph: Checker<'o>,
}

/// By which law and in which language a text is judged.
#[derive(Debug, Clone, Copy)]
pub struct Asked {
    /// The day of judgement; the text's own date where `None`, today where it has none.
    pub as_of: Option<Date>,
    /// Today.
    pub today: Date,
    /// The language of findings.
    pub lang: Lang,
}

/// A text that was judged.
#[derive(Debug)]
pub struct Read {
    /// The text as it was read.
    pub source: Source,
    /// What the rules say of it.
    pub judged: Judged,
}

/// Why a draft could not be judged.
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    /// It could not be read.
    #[error(transparent)]
    Unread(#[from] IngestError),
    /// The registry could not be.
    #[error(transparent)]
    Registry(#[from] RegistryError),
}

impl<'o> Desk<'o> {
    /// Binds the rules of `office` to their checks.
    ///
    /// # Errors
    /// A rule page asks for a check that is not there.
    pub fn new(office: &'o Office) -> Result<Self, RuleError> {
        let paragraph = Checker::of(&office.rules, |rule| rule.front.scope == Scope::Paragraph)?;
        Ok(Self { office, whole: Checker::new(&office.rules)?, paragraph })
    }

    /// Returns the tables and rules.
    #[must_use]
    pub fn office(&self) -> &'o Office {
        self.office
    }

    /// Judges a whole draft; `name` decides its format only where the bytes do not.
    ///
    /// # Errors
    /// The bytes cannot be read as a document, or the registry cannot be read.
    pub fn draft(&self, store: &Store, name: &str, bytes: &[u8], asked: Asked) -> Result<Read, DeskError> {
        let source = ingest::read(name, bytes)?;
        let judged = self.judged(store, name, &source, asked)?;
        Ok(Read { source, judged })
    }

    /// Judges a draft that was read.
    ///
    /// # Errors
    /// The registry cannot be read.
    pub fn judged(&self, store: &Store, name: &str, source: &Source, asked: Asked) -> Result<Judged, RegistryError> {
        let mut document = self.document(name, source);
        let terms = Terms::of(&document, asked.as_of, asked.today, asked.lang);
        let facts = Facts::gather(&mut document, Some(store), &self.office.lexicon, terms.as_of)?;
        Ok(self.judge(&self.whole, document, &facts, terms))
    }

    /// Returns what is understood of a document that was read.
    #[must_use]
    pub fn document(&self, name: &str, source: &Source) -> Document {
        parse::parse(name, source, &self.office.lexicon)
    }

    /// Says of a document that was read which documents its citations mean, and whether these are in force on the day.
    ///
    /// # Errors
    /// The registry cannot be read.
    pub fn cited(&self, store: &Store, name: &str, source: &Source, asked: Asked) -> Result<Document, RegistryError> {
        let mut document = self.document(name, source);
        let as_of = asked.as_of.or(document.issued()).unwrap_or(asked.today);
        Facts::gather(&mut document, Some(store), &self.office.lexicon, as_of)?;
        Ok(document)
    }

    /// Says which documents the citations of a paragraph mean, and whether these are in force on the day.
    ///
    /// # Errors
    /// The registry cannot be read.
    pub fn cited_in(&self, store: &Store, text: &str, asked: Asked) -> Result<Document, RegistryError> {
        let source = Source::from_lines(Format::Txt, text);
        let mut document = parse::parse("", &source, &self.office.lexicon);
        let as_of = asked.as_of.unwrap_or(asked.today);
        Facts::of_citations(&mut document, store, &self.office.lexicon, as_of)?;
        Ok(document)
    }

    /// Judges a paragraph by itself, or several in a row. The note under the heading of an annex speaks of its own document,
    /// which is not known here: of it nothing is said.
    ///
    /// # Errors
    /// The registry cannot be read.
    pub fn paragraph(&self, store: &Store, text: &str, asked: Asked) -> Result<Read, RegistryError> {
        let source = Source::from_lines(Format::Txt, text);
        let mut document = parse::parse("", &source, &self.office.lexicon);
        let terms = Terms::of(&document, asked.as_of, asked.today, asked.lang);
        let facts = Facts::of_citations(&mut document, store, &self.office.lexicon, terms.as_of)?;
        if text.trim_start().starts_with('(') && self.office.lexicon.says_annex(text) {
            document.citations.clear();
        }
        let mut judged = self.judge(&self.paragraph, document, &facts, terms);
        judged.findings.retain(|finding| self.is_ruled_for_all(&finding.code, terms.as_of));
        Ok(Read { source, judged })
    }

    /// Returns whether the rule has a basis in force for documents of every class: of which one a paragraph is, it does not tell.
    fn is_ruled_for_all(&self, code: &str, day: Date) -> bool {
        let rule = self.office.rules.get(code);
        let ruled = |class| rule.is_some_and(|rule| !rule.bases(day, class, None).is_empty());
        [Class::Normative, Class::Administrative, Class::Party].into_iter().all(ruled)
    }

    fn judge(&self, checker: &Checker<'_>, document: Document, facts: &Facts, terms: Terms) -> Judged {
        let Judgement { findings, faults } = checker.judge(&document, facts, &self.office.lexicon, terms);
        Judged { document, findings, faults, as_of: terms.as_of, day_from: terms.from }
    }
}

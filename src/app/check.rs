//! Checks drafts against the rules and the issued documents.

use jiff::civil::Date;
use rayon::prelude::*;

use super::Office;
use super::inputs::Input;
use super::reading::{self, Unread};
use crate::check::{Checker, DayFrom, Facts, Finding, Judgement, Terms};
use crate::document::Document;
use crate::parse;
use crate::registry::{RegistryError, Store};
use crate::rules::{Lang, RuleError};
use crate::text::Source;

/// What a check is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// The files.
    pub inputs: &'a [Input],
    /// The day of judgement; each document's own date where `None`.
    pub as_of: Option<Date>,
    /// Today.
    pub today: Date,
    /// The language of findings.
    pub lang: Lang,
}

/// One document, judged.
#[derive(Debug)]
pub struct Judged {
    /// The document, its citations resolved.
    pub document: Document,
    /// Its findings by place and code.
    pub findings: Vec<Finding>,
    /// Conditions of the office's own rules that could not be worked out on it.
    pub faults: Vec<String>,
    /// The day of judgement.
    pub as_of: Date,
    /// Where that day comes from.
    pub day_from: DayFrom,
}

/// The outcome of a check.
#[derive(Debug, Default)]
pub struct Outcome {
    /// The documents, in the order of the inputs.
    pub judged: Vec<Judged>,
    /// The files that could not be read.
    pub unread: Vec<Unread>,
    /// Findings on the office's own files: waivers and baseline entries out of date.
    pub office: Vec<Finding>,
    /// How many findings the profile left out.
    pub hidden: usize,
}

impl Outcome {
    /// Returns all findings in the order of reports: by document, then those on the office's own files.
    pub fn findings(&self) -> impl Iterator<Item = &Finding> {
        self.judged.iter().flat_map(|judged| &judged.findings).chain(&self.office)
    }
}

/// Why a check could not be carried out.
#[derive(Debug, thiserror::Error)]
pub enum CheckError {
    /// A rule page asks for what is not there.
    #[error(transparent)]
    Rules(#[from] RuleError),
    /// The registry could not be read.
    #[error(transparent)]
    Registry(#[from] RegistryError),
}

/// Reads every input and judges it against the issued documents; `step` is called as each is done.
///
/// # Errors
/// The registry cannot be read, or a rule page asks for a check that is not there. A file that cannot be read is no
/// error: it is listed, and the others go on.
pub fn check(
    office: &Office,
    store: Option<&Store>,
    request: &Request<'_>,
    step: &(dyn Fn() + Sync),
) -> Result<Outcome, CheckError> {
    let checker = Checker::new(&office.rules)?;
    let mut outcome = Outcome::default();
    let mut documents = Vec::with_capacity(request.inputs.len());
    for result in reading::read_all(request.inputs, &office.lexicon, step) {
        match result {
            Ok(document) => documents.push(document),
            Err(unread) => outcome.unread.push(unread),
        }
    }
    outcome.judged = documents
        .into_par_iter()
        .map(|document| judge(office, &checker, store, request, document))
        .collect::<Result<_, RegistryError>>()?;
    Ok(outcome)
}

/// Judges a document by itself, read another way than the input is.
pub(super) fn again(
    office: &Office,
    store: Option<&Store>,
    request: &Request<'_>,
    path: &str,
    source: &Source,
) -> Result<Judged, CheckError> {
    let checker = Checker::new(&office.rules)?;
    Ok(judge(office, &checker, store, request, parse::parse(path, source, &office.lexicon))?)
}

fn judge(
    office: &Office,
    checker: &Checker<'_>,
    store: Option<&Store>,
    request: &Request<'_>,
    mut document: Document,
) -> Result<Judged, RegistryError> {
    let terms = Terms::of(&document, request.as_of, request.today, request.lang);
    let facts = Facts::gather(&mut document, store, &office.lexicon, terms.as_of)?;
    let Judgement { findings, faults } = checker.judge(&document, &facts, &office.lexicon, terms);
    Ok(Judged { document, findings, faults, as_of: terms.as_of, day_from: terms.from })
}

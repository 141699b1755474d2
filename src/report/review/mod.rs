//! Reports on checked drafts as documents: a web page, a slip in Word (phiếu kiểm tra văn bản), a workbook, a page for the signer.
//!
//! All are made from one [`Review`]: what was found, what was asked, and what is known of every document that the drafts cite.

mod cited;
mod counts;
mod html;
mod signer;
mod slip;
mod words;
mod xlsx;

pub use counts::Counts;
pub use html::{Foot, STYLE, Sheet, html};
pub use signer::summary;
pub use slip::slip;
pub use words::sign;
pub use xlsx::xlsx;

use jiff::civil::Date;

use crate::check::{DayFrom, Finding, Verdict};
use crate::document::{Document, ResolutionStatus, Validity};
use crate::rules::{Family, Lang};
use crate::text::Span;

/// What was found on a run's documents.
#[derive(Debug)]
pub struct Review<'r> {
    /// The documents in the order of the inputs.
    pub documents: Vec<Reviewed<'r>>,
    /// Findings on the office's own files.
    pub office: &'r [Finding],
    /// The files that could not be read, each with the reason.
    pub unread: Vec<(&'r str, &'r str)>,
    /// How many findings the reader's profile left out.
    pub hidden: usize,
    /// The day of the run.
    pub today: Date,
    /// The language of the findings.
    pub lang: Lang,
}

/// One document with its findings and what they rest on.
#[derive(Debug)]
pub struct Reviewed<'r> {
    /// The document.
    pub document: &'r Document,
    /// Its findings by place and code.
    pub findings: &'r [Finding],
    /// The day of judgement.
    pub as_of: Date,
    /// Where that day comes from.
    pub day_from: DayFrom,
    /// The text that rules the document's form on that day, where one is known: `NĐ 30/2020/NĐ-CP`.
    pub regime: Option<String>,
    /// How many rules of each family were in force for the document and asked.
    pub asked: Vec<(Family, usize)>,
    /// Conditions of the office's own rules that could not be worked out.
    pub faults: &'r [String],
    /// The documents that it cites, in the order of their first mention.
    pub cited: Vec<CitedDocument>,
}

/// A document that another one cites, and what is known of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CitedDocument {
    /// The words of the first mention.
    pub text: String,
    /// Its title or name in the registry, where it is known.
    pub title: Option<String>,
    /// How sure the registry is of the document meant; `None` where nothing was asked.
    pub resolution: Option<ResolutionStatus>,
    /// Its validity on the day of judgement, where one document is meant for certain.
    pub then: Option<Validity>,
    /// Its validity on the day of the run.
    pub today: Option<Validity>,
    /// What has its place and is in force on the day of the run.
    pub successor: Option<String>,
    /// Where it is mentioned.
    pub places: Vec<Span>,
}

impl Reviewed<'_> {
    /// Returns the findings that somebody has to look at, in reading order: neither accepted nor open for lack of data.
    pub fn told(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| is_told(finding))
    }

    /// Returns what could not be verified.
    pub fn unverified(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.suppressed.is_none() && finding.verdict == Verdict::Unverified)
    }

    /// Returns the findings that the office accepted.
    pub fn accepted(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.suppressed.is_some())
    }
}

/// Returns whether somebody has to look at a finding.
pub(in crate::report) fn is_told(finding: &Finding) -> bool {
    finding.suppressed.is_none() && finding.verdict != Verdict::Unverified
}

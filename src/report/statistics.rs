//! Counts over the findings of a run: by rule, by severity, and documents with at least one (`soat check --statistics`).

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::words::{counted, pick};
use crate::check::{Finding, Verdict};
use crate::rules::{Lang, RuleSet, Severity};

/// Counts over the findings that somebody has to look at; what was accepted or could not be verified is counted apart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Statistics {
    /// Documents checked.
    pub documents: usize,
    /// Documents with at least one finding.
    pub documents_with_findings: usize,
    /// Findings.
    pub findings: usize,
    /// Findings by severity: `blocker`, `error`, `warning`, `info`; all four are there.
    pub severities: BTreeMap<Severity, usize>,
    /// What could not be verified.
    pub unverified: usize,
    /// What the office accepted.
    pub accepted: usize,
    /// Counts by rule, most findings first.
    pub rules: Vec<RuleCount>,
}

/// Counts of one rule; where its findings differ in severity the worst is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RuleCount {
    /// The rule's code.
    pub code: String,
    /// The rule's slug.
    pub slug: String,
    /// The rule's title, in the language of the run.
    pub title: String,
    /// The worst severity among its findings.
    pub severity: Severity,
    /// Findings.
    pub findings: usize,
    /// Documents with at least one.
    pub documents: usize,
}

impl Statistics {
    /// Counts the findings of `documents` checked documents.
    #[must_use]
    pub fn of(documents: usize, findings: &[&Finding], rules: &RuleSet, lang: Lang) -> Self {
        let (told, others): (Vec<&Finding>, Vec<&Finding>) = findings
            .iter()
            .copied()
            .partition(|finding| finding.suppressed.is_none() && finding.verdict != Verdict::Unverified);
        let mut severities: BTreeMap<Severity, usize> =
            [Severity::Blocker, Severity::Error, Severity::Warning, Severity::Info].map(|own| (own, 0)).into();
        let mut by_rule: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
        for finding in &told {
            *severities.entry(finding.severity).or_default() += 1;
            by_rule.entry(&finding.code).or_default().push(finding);
        }
        let paths = |findings: &[&Finding]| findings.iter().map(|own| own.path.as_str()).collect::<BTreeSet<_>>().len();
        let mut counts: Vec<RuleCount> = by_rule
            .into_iter()
            .filter_map(|(code, own)| {
                let first = own.first()?;
                Some(RuleCount {
                    code: code.to_owned(),
                    slug: first.slug.clone(),
                    title: rules
                        .get(code)
                        .map_or_else(|| first.slug.clone(), |rule| rule.front.title.get(lang).to_owned()),
                    severity: own.iter().map(|finding| finding.severity).max()?,
                    findings: own.len(),
                    documents: paths(&own),
                })
            })
            .collect();
        counts.sort_by(|a, b| b.findings.cmp(&a.findings).then_with(|| a.code.cmp(&b.code)));
        let accepted = others.iter().filter(|finding| finding.suppressed.is_some()).count();
        Self {
            documents,
            documents_with_findings: paths(&told),
            findings: told.len(),
            severities,
            unverified: others.len() - accepted,
            accepted,
            rules: counts,
        }
    }

    /// Writes the counts for people: a rule a line, then the sums.
    ///
    /// # Errors
    /// `out` cannot be written.
    pub fn write(&self, lang: Lang, out: &mut impl Write) -> io::Result<()> {
        let documents = pick(lang, "văn bản", "documents");
        for rule in &self.rules {
            let RuleCount { code, title, findings, documents: own, .. } = rule;
            writeln!(out, "{findings:>6}  {own:>5} {documents}  {code:<8} {title}")?;
        }
        if !self.rules.is_empty() {
            writeln!(out)?;
        }
        let parts = self.severities.iter().rev().filter(|(_, count)| **count > 0);
        let parts: Vec<String> = parts.map(|(severity, count)| counted(*count, *severity, lang)).collect();
        let found = if parts.is_empty() {
            pick(lang, "không có phát hiện", "no findings").to_owned()
        } else {
            parts.join(", ")
        };
        let (all, with) = (self.documents, self.documents_with_findings);
        match lang {
            Lang::Vi => write!(out, "{all} văn bản, {with} văn bản có phát hiện: {found}")?,
            Lang::En => write!(out, "{all} documents, {with} with findings: {found}")?,
        }
        for (count, words) in [
            (self.unverified, pick(lang, "chưa xác minh được", "not verified")),
            (self.accepted, pick(lang, "đã chấp nhận", "accepted")),
        ] {
            if count > 0 {
                write!(out, "; {count} {words}")?;
            }
        }
        writeln!(out)
    }
}

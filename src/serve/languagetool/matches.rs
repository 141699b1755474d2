//! What a client is answered: one match a finding, in the words and offsets of the interface.

use std::ops::Range;

use serde::Serialize;

use super::sent::{Sent, units};
use crate::app::desk::Read;
use crate::app::triage::Profile;
use crate::check::{Finding, Verdict};
use crate::report::words::family_word;
use crate::rules::{Lang, RuleSet, Severity, written_day};
use crate::text::Trace;

/// Letters of context on each side of a match.
const AROUND: usize = 40;

/// A language of the interface.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::serve) struct Language {
    name: &'static str,
    code: &'static str,
    long_code: &'static str,
}

impl Language {
    pub(super) const VIETNAMESE: Self = Self { name: "Vietnamese", code: "vi", long_code: "vi-VN" };
}

/// The answer to a check.
#[derive(Debug, Serialize)]
pub(in crate::serve) struct Answer {
    software: Software,
    language: Detected,
    matches: Vec<Match>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Software {
    name: &'static str,
    version: &'static str,
    build_date: &'static str,
    api_version: u8,
    status: &'static str,
}

#[derive(Debug, Serialize)]
struct Detected {
    name: &'static str,
    code: &'static str,
    #[serde(rename = "detectedLanguage")]
    guess: Guess,
}

#[derive(Debug, Serialize)]
struct Guess {
    name: &'static str,
    code: &'static str,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Match {
    message: String,
    short_message: String,
    replacements: Vec<Replacement>,
    offset: usize,
    length: usize,
    context: Around,
    sentence: String,
    rule: RuleNamed,
    /// Not of the interface: tells the finding again on every surface.
    fingerprint: String,
}

#[derive(Debug, Serialize)]
struct Replacement {
    value: String,
}

#[derive(Debug, Serialize)]
struct Around {
    text: String,
    offset: usize,
    length: usize,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct RuleNamed {
    id: String,
    description: String,
    issue_type: &'static str,
    category: Category,
}

#[derive(Debug, Serialize)]
struct Category {
    id: String,
    name: &'static str,
}

impl Answer {
    /// Tells the findings on a paragraph that `profile` wants; what could not be verified accuses nobody.
    pub(super) fn of(sent: &Sent, read: &Read, rules: &RuleSet, profile: Option<&Profile>, lang: Lang) -> Self {
        let trace = Trace::of(sent.text(), &read.source);
        let told = |finding: &&Finding| {
            finding.verdict != Verdict::Unverified && profile.is_none_or(|profile| profile.shows(finding))
        };
        let told = read.judged.findings.iter().filter(told);
        let matches = told.filter_map(|finding| {
            let range = trace.near(finding.span)?;
            Some(Match::of(sent, range, finding, rules, lang))
        });
        let Language { name, long_code: code, .. } = Language::VIETNAMESE;
        Self {
            software: Software {
                name: "soat",
                version: env!("CARGO_PKG_VERSION"),
                build_date: "",
                api_version: 1,
                status: "LanguageTool-compatible",
            },
            language: Detected { name, code, guess: Guess { name, code } },
            matches: matches.collect(),
        }
    }
}

impl Match {
    fn of(sent: &Sent, range: Range<usize>, finding: &Finding, rules: &RuleSet, lang: Lang) -> Self {
        let (offset, length) = sent.units(&range);
        let title = rules.get(&finding.code).map(|rule| rule.front.title.get(lang).to_owned());
        let title = title.unwrap_or_else(|| finding.slug.clone());
        Self {
            message: message(finding, lang),
            short_message: title.clone(),
            replacements: replacement(finding).map(|value| Replacement { value }).into_iter().collect(),
            offset,
            length,
            sentence: line(sent.text(), &range).to_owned(),
            context: Around::of(sent.text(), range),
            rule: RuleNamed {
                id: finding.code.clone(),
                description: title,
                issue_type: if finding.severity >= Severity::Error { "misspelling" } else { "style" },
                category: Category {
                    id: finding.family.folder().to_uppercase(),
                    name: family_word(finding.family, lang),
                },
            },
            fingerprint: finding.fingerprint.clone(),
        }
    }
}

/// Says what is wrong, what to write, and by the law of which day: a paragraph does not tell its document's own.
fn message(finding: &Finding, lang: Lang) -> String {
    let Finding { message, help, code, as_of, verdict, .. } = finding;
    let (doubt, day) = match lang {
        Lang::Vi => ("Nghi vấn: ", format!("xét theo ngày {}", written_day(*as_of))),
        Lang::En => ("Suspected: ", format!("judged as of {}", written_day(*as_of))),
    };
    let doubt = if *verdict == Verdict::Suspected { doubt } else { "" };
    format!("{doubt}{message}. {help} [{code}, {day}]")
}

/// Returns the words of the whole finding with its fix in them: a client puts them in place of all that it underlines.
fn replacement(finding: &Finding) -> Option<String> {
    let fix = finding.fix.as_ref().filter(|fix| finding.span.contains(fix.span))?;
    let (start, end) = (fix.span.start - finding.span.start, fix.span.end - finding.span.start);
    let (head, tail) = (finding.excerpt.get(..start)?, finding.excerpt.get(end..)?);
    Some(format!("{head}{}{tail}", fix.text))
}

fn line<'t>(text: &'t str, range: &Range<usize>) -> &'t str {
    let start = text.get(..range.start).and_then(|head| head.rfind('\n')).map_or(0, |at| at + 1);
    let end = text.get(range.end..).and_then(|tail| tail.find('\n')).map_or(text.len(), |at| range.end + at);
    text.get(start..end).unwrap_or_default()
}

impl Around {
    fn of(text: &str, range: Range<usize>) -> Self {
        let (head, tail) = (text.get(..range.start).unwrap_or_default(), text.get(range.end..).unwrap_or_default());
        let start = head.char_indices().rev().take(AROUND).last().map_or(range.start, |(at, _)| at);
        let end = tail.char_indices().nth(AROUND).map_or(text.len(), |(at, _)| range.end + at);
        let (offset, length) = (units(text.get(start..range.start).unwrap_or_default()), text.get(range));
        let length = units(length.unwrap_or_default());
        Self { text: text.get(start..end).unwrap_or_default().replace('\n', " "), offset, length }
    }
}

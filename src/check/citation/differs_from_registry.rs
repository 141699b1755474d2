//! CIT-009: a citation whose day, title, issuer or number is not that of the issued document.

use jiff::civil::Date;

use super::mention::{organ_code, short_name, through_date};
use crate::check::naming::day_in_words;
use crate::check::{Check, Context, Draft, Findings};
use crate::document::{Citation, Mismatch, Resolution, ResolutionStatus};
use crate::lexicon::{Law, Verified};
use crate::registry::Source;
use crate::rules::{Severity, written_day};

/// Finds citations that the registry knows by number and that differ from it in another mark.
pub(super) struct DiffersFromRegistry;

impl Check for DiffersFromRegistry {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        for (index, citation) in cx.citations() {
            let Some(resolution) = &citation.resolution else { continue };
            if resolution.status != ResolutionStatus::Mismatch {
                continue;
            }
            for mismatch in &resolution.mismatches {
                let draft = match mismatch.field.as_str() {
                    "issued" => match numbered_otherwise(cx, citation) {
                        Some(other) => number_of_another(out, citation, other),
                        None => wrong_day(out, citation, mismatch),
                    },
                    "number" => wrong_number(out, citation, mismatch),
                    "title" => Some(doubtful(out, citation, mismatch, "title")),
                    "issuer" if !said_by_symbol(cx, citation) => Some(doubtful(out, citation, mismatch, "issuer")),
                    // That the kind is not the symbol's is CIT-004's to say, that the issuer is not, CIT-005's.
                    _ => None,
                };
                if let Some(draft) = draft {
                    source(cx, draft, (index, citation, mismatch), resolution);
                }
            }
        }
    }
}

fn wrong_day<'f>(out: &'f mut Findings, citation: &Citation, mismatch: &Mismatch) -> Option<&'f mut Draft> {
    let (read, known): (Date, Date) = (mismatch.read.parse().ok()?, mismatch.known.parse().ok()?);
    // A day that contradicts the symbol's own year CIT-007 says, with the known day.
    if citation.number.as_ref().and_then(|number| number.year).is_some_and(|year| year != read.year()) {
        return None;
    }
    let draft = out
        .finding("issued", through_date(citation))
        .arg("document", short_name(citation))
        .arg("read", read)
        .arg("known", known);
    if let Some(printed) = citation.date.as_ref().filter(|date| citation.span.contains(date.span)) {
        let slashes = printed.text.contains('/') && !printed.text.contains("tháng");
        let lead = if printed.text.to_lowercase().starts_with("ngày") { "ngày " } else { "" };
        let text = if slashes { format!("{lead}{}", written_day(known)) } else { day_in_words(known) };
        draft.suggest(printed.span, text);
    }
    Some(draft)
}

/// Returns the law that has this very name and day, where the citation gives the number of another one.
fn numbered_otherwise<'a>(cx: &Context<'a>, citation: &Citation) -> Option<&'a Law> {
    let (name, day, number) = (citation.name.as_deref()?, citation.issued?, citation.number.as_ref()?);
    let [law] = cx.lexicon.law_named(name, Some(day)).try_into().ok()?;
    (law.issued == Some(day) && law.number.to_lowercase() != number.key.to_lowercase()).then_some(law)
}

fn number_of_another<'f>(out: &'f mut Findings, citation: &Citation, law: &Law) -> Option<&'f mut Draft> {
    let number = citation.number.as_ref()?;
    let draft = out
        .finding("other-law", through_date(citation))
        .arg("read", &number.key)
        .arg("name", law.name.as_str())
        .arg("known", &law.number)
        .suspected();
    Some(draft.suggest(number.span?, &law.number))
}

fn wrong_number<'f>(out: &'f mut Findings, citation: &Citation, mismatch: &Mismatch) -> Option<&'f mut Draft> {
    let span = citation.number.as_ref()?.span?;
    // One slip of the pen away, of the same day and title: likely, not certain.
    Some(
        out.finding("number", through_date(citation))
            .arg("read", &mismatch.read)
            .arg("known", &mismatch.known)
            .suspected()
            .at_most(Severity::Warning)
            .suggest(span, &mismatch.known),
    )
}

/// A title may be shortened or retold, and a body go by two names: a person compares.
fn doubtful<'f>(out: &'f mut Findings, citation: &Citation, mismatch: &Mismatch, message: &str) -> &'f mut Draft {
    out.finding(message, citation.span)
        .arg("document", short_name(citation))
        .arg("read", &mismatch.read)
        .arg("known", &mismatch.known)
        .suspected()
        .at_most(Severity::Warning)
}

/// Returns whether the symbol itself tells that the issuer is another.
fn said_by_symbol(cx: &Context<'_>, citation: &Citation) -> bool {
    let code = citation.number.as_ref().and_then(organ_code);
    code.is_some_and(|code| !cx.lexicon.organ_codes(code).is_empty())
}

/// Says where the other value comes from; facts that nobody compared with a text accuse nobody for certain.
fn source(
    cx: &Context<'_>,
    draft: &mut Draft,
    (index, citation, mismatch): (usize, &Citation, &Mismatch),
    resolution: &Resolution,
) {
    let Some(id) = &resolution.document else { return };
    let name = if mismatch.field == "number" { mismatch.known.clone() } else { short_name(citation) };
    draft.see_document(id, name);
    let known = citation.number.as_ref().map(|number| cx.lexicon.law_numbered(&number.key)).unwrap_or_default();
    let from_table = |law: &&Law| law.issued.is_some_and(|day| id.ends_with(&day.to_string()));
    let law = known.iter().copied().find(from_table);
    // Lists err in days at times; the text of the other document does not err in its own.
    let listed = law.is_none() && cx.facts.source(index) == Some(Source::Catalogue);
    let doubtful = |law: &Law| law.verified < if law.by_hand { Verified::Secondary } else { Verified::Text };
    if listed || law.is_some_and(doubtful) {
        draft.suspected().at_most(Severity::Warning);
    }
}

//! CIT-012: a recital names an amended document without "được sửa đổi, bổ sung bởi …".

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::aside::follows_amending;
use super::mention::{short_name, through_date};
use crate::check::naming::day_in_words;
use crate::check::{Check, Context, Findings};
use crate::document::{Citation, ResolutionStatus, Role, ValidityStatus};
use crate::registry::Amendment;
use crate::rules::Severity;

/// Finds bases whose amendments, in effect on the day of judgement, the document names nowhere.
pub(super) struct UnmentionedAmendment;

impl Check for UnmentionedAmendment {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        let mut seen = BTreeSet::new();
        for (index, citation) in cx.citations_as(Role::Basis) {
            let inside_name = citation.name.as_deref().is_some_and(|name| name.starts_with(char::is_lowercase));
            if inside_name || follows_amending(cx, citation) {
                continue;
            }
            let Some(cited) = cx.facts.cited(index) else {
                by_table(cx, out, citation);
                continue;
            };
            // What is out of force is to be replaced, whatever amended it: CIT-010 says so.
            let ended = cited.validity.status == ValidityStatus::Expired;
            if ended || !seen.insert(cited.record.id.as_str()) || said_in_words(cx, citation) {
                continue;
            }
            report(cx, out, citation, &cited.amendments);
        }
    }
}

fn report(cx: &Context<'_>, out: &mut Findings, citation: &Citation, amendments: &[Amendment]) {
    let told = |amendment: &&Amendment| is_named(cx, citation, amendment);
    let missing: Vec<&Amendment> =
        amendments.iter().filter(|amendment| amendment.how == Role::Amends && !told(amendment)).collect();
    if missing.is_empty() {
        return;
    }
    // A law that changes some words of many others in passing is seldom named with them.
    let main: Vec<&Amendment> = missing.iter().copied().filter(|one| is_made_to_amend(cx, one)).collect();
    let (missing, sure) = if main.is_empty() { (missing, false) } else { (main, true) };
    let names: Vec<String> = missing.iter().map(|amendment| name(cx, amendment)).collect();
    let draft = out
        .finding("missing", through_date(citation))
        .arg("document", short_name(citation))
        .arg("amendments", names.join(", "));
    for amendment in missing {
        draft.see_document(&amendment.by, name(cx, amendment));
    }
    // Who names one amendment knows of the custom; which of the others concern the matter a person decides.
    let some_named = amendments.iter().any(|amendment| told(&amendment)) || !citation.amended_by.is_empty();
    if !sure || some_named {
        draft.suspected().at_most(Severity::Info);
    }
}

/// Finds amendments by the number alone where the day printed with it is wrong (CIT-009): a person decides.
fn by_table(cx: &Context<'_>, out: &mut Findings, citation: &Citation) {
    let Some(number) = &citation.number else { return };
    let wrong_day = citation.resolution.as_ref().is_some_and(|found| {
        found.status == ResolutionStatus::Mismatch && found.mismatches.iter().all(|one| one.field == "issued")
    });
    let laws = cx.lexicon.law_numbered(&number.key);
    let ([law], true, false) = (laws.as_slice(), wrong_day, said_in_words(cx, citation)) else { return };
    let amending = law.amended_by.iter().flat_map(|number| cx.lexicon.law_numbered(number));
    let names: Vec<String> = amending
        .filter(|later| {
            later.name.to_lowercase().contains("sửa đổi") && later.from.is_some_and(|from| from <= cx.as_of())
        })
        .filter(|later| !cx.document.citations.iter().any(|other| cites(other, &later.number)))
        .map(|later| in_full(cx, &later.number, later.issued))
        .collect();
    if !names.is_empty() {
        let draft = out.finding("missing", through_date(citation)).suspected().arg("document", short_name(citation));
        draft.arg("amendments", names.join(", "));
    }
}

fn cites(citation: &Citation, number: &str) -> bool {
    citation.number.as_ref().is_some_and(|own| own.key.to_lowercase() == number.to_lowercase())
}

/// Returns whether the words after the citation say that it was amended, without naming by what.
fn said_in_words(cx: &Context<'_>, citation: &Citation) -> bool {
    const NEAR: usize = 300;
    if !citation.amended_by.is_empty() {
        return false;
    }
    let after = cx.document.text.get(citation.span.end..).unwrap_or_default();
    let clause = after.split(';').next().and_then(|clause| clause.split("Căn cứ").next()).unwrap_or_default();
    let near = clause.char_indices().nth(NEAR).and_then(|(at, _)| clause.get(..at)).unwrap_or(clause);
    let words = near.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    cx.words("amended").into_iter().any(|phrase| words.contains(phrase))
}

/// Returns whether the document names the amending one anywhere, or is it.
pub(super) fn is_named(cx: &Context<'_>, citation: &Citation, amendment: &Amendment) -> bool {
    let label = label(amendment);
    let key = label.to_lowercase();
    let listed = citation.amended_by.iter().any(|listed| listed.to_lowercase() == key);
    let own = cx.document.header.number.as_ref().is_some_and(|number| number.key.to_lowercase() == key);
    listed
        || own
        || cx.document.citations.iter().any(|other| {
            let resolved = other.resolution.as_ref().and_then(|found| found.document.as_deref());
            // A law that amends is often cited by a long name and its day.
            let dated = other.name.is_some() && other.issued.is_some() && other.issued == amendment.issued;
            cites(other, label) || dated || resolved == Some(amendment.by.as_str())
        })
}

/// Returns whether the amending document is made for that, as its title says; an issued one that only the registry has is, too.
fn is_made_to_amend(cx: &Context<'_>, amendment: &Amendment) -> bool {
    let known = cx.lexicon.law_numbered(label(amendment));
    (known.is_empty() && amendment.number.is_some())
        || known.iter().any(|law| law.name.to_lowercase().contains("sửa đổi"))
}

/// Returns the number of the amending document, of its id where the registry has no more of it.
fn label(amendment: &Amendment) -> &str {
    match &amendment.number {
        Some(number) => &number.key,
        None => amendment.by.split_once('/').map_or(amendment.by.as_str(), |(_, label)| label),
    }
}

/// Returns how a finding names the amending document: `Nghị định số 187/2025/NĐ-CP`.
pub(super) fn name(cx: &Context<'_>, amendment: &Amendment) -> String {
    in_full(cx, label(amendment), amendment.issued)
}

/// Returns kind and number of a document, with its day where the number has no year.
fn in_full(cx: &Context<'_>, number: &str, issued: Option<Date>) -> String {
    let of_law = || cx.lexicon.law_numbered(number).first().and_then(|law| cx.lexicon.kind(&law.kind));
    let symbol = number.rsplit('/').next().and_then(|symbol| symbol.split('-').next());
    let kind = symbol.and_then(|symbol| cx.lexicon.kind_abbreviated(symbol)).or_else(of_law);
    let named = kind.map_or_else(|| number.to_owned(), |kind| format!("{} số {number}", kind.vi));
    let dated = number.matches('/').count() < 2;
    issued.filter(|_| dated).map_or_else(|| named.clone(), |day| format!("{named} {}", day_in_words(day)))
}

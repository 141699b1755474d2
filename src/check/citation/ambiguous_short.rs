//! CIT-020: a short citation that leaves open which document is meant.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::aside::{in_quotes, in_title};
use super::homonym;
use super::mention::through_number;
use crate::check::{Check, Context, Findings};
use crate::document::{Citation, DocNumber, ResolutionStatus};
use crate::rules::{Arg, Severity, Words, written_day};

/// Finds kind and ordinal without symbol, and numbers or names that several documents bear.
pub(super) struct AmbiguousShort;

impl Check for AmbiguousShort {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        let mut seen = BTreeSet::new();
        for (_, citation) in cx.citations() {
            let short = is_short(cx, citation);
            if !short && !is_ambiguous(citation) {
                continue;
            }
            let Some(mark) = mark(citation) else { continue };
            // Numbers that begin anew each year are CIT-021's to tell.
            if !short && homonym::is_told(cx, citation)
                || is_said_elsewhere(cx, citation, short)
                || in_quotes(cx, citation)
                || in_title(cx, citation)
            {
                continue;
            }
            if seen.insert((citation.kind.clone(), mark)) {
                report(cx, out, citation, short);
            }
        }
    }
}

fn report(cx: &Context<'_>, out: &mut Findings, citation: &Citation, short: bool) {
    let options = if short { by_ordinal(cx, citation) } else { candidates(cx, citation) };
    let at = if short { citation.span } else { through_number(citation) };
    let words = cx.document.slice(at).split_whitespace().collect::<Vec<_>>().join(" ");
    if options.len() > 1 {
        let draft = out.finding("several", at).arg("words", words).arg("count", options.len());
        draft.arg("options", Arg::Words(joined(&options)));
        // A law named without more is the one in force: clear enough where only one is.
        let named = citation.name.as_deref().filter(|_| citation.number.is_none());
        let laws = named.map(|name| cx.lexicon.law_named(name, None)).unwrap_or_default();
        if laws.iter().filter(|law| law.period().contains(cx.as_of())).count() == 1 {
            draft.suspected().at_most(Severity::Info);
        }
    } else if short {
        out.finding("short", at).arg("words", words);
    }
}

fn joined(options: &[String]) -> Words {
    Words { vi: options.join("; hoặc "), en: options.join("; or ") }
}

/// Returns whether a citation names a document by kind and ordinal alone: `Quyết định 09`.
fn is_short(cx: &Context<'_>, citation: &Citation) -> bool {
    let Some(number) = citation.number.as_ref().filter(|number| !number.is_blank()) else { return false };
    let bare = number.organ.is_none() && number.kind.is_none() && number.year.is_none();
    let printed = number.span.is_some_and(|span| citation.span.contains(span));
    let kind = citation.kind.as_deref().filter(|_| citation.kind_text.is_some());
    // “NQ01”, “TT171” are codes of forms and tables.
    let apart = citation.text.trim_start_matches(char::is_alphabetic).starts_with(char::is_whitespace);
    bare && printed && apart && citation.date.is_none() && kind.is_some_and(|kind| cx.words("kinds").contains(&kind))
}

fn is_ambiguous(citation: &Citation) -> bool {
    citation.issued.is_none()
        && citation.resolution.as_ref().is_some_and(|found| found.status == ResolutionStatus::Ambiguous)
}

/// Returns the words that tell one short citation from another: the ordinal, number or name.
fn mark(citation: &Citation) -> Option<String> {
    let number = citation.number.as_ref().map(DocNumber::matching_key);
    number.or_else(|| citation.name.as_ref().map(|name| name.to_lowercase()))
}

/// Returns whether another place of the document tells which one is meant.
fn is_said_elsewhere(cx: &Context<'_>, citation: &Citation, short: bool) -> bool {
    let ordinal = citation.number.as_ref().map(|number| number.ordinal.trim_start_matches('0').to_owned());
    cx.citations().any(|(_, other)| {
        let fuller = other.issued.is_some() || short && other.number.as_ref().is_some_and(|one| one.organ.is_some());
        let same = if short {
            let symbol = other.number.as_ref().and_then(|number| number.kind.as_deref());
            let kind = symbol.and_then(|symbol| cx.lexicon.kind_abbreviated(symbol)).map(|kind| &kind.id);
            let abbreviated = symbol.is_some() && symbol == citation.kind_text.as_deref();
            let theirs = other.number.as_ref().map(|number| number.ordinal.trim_start_matches('0').to_owned());
            theirs == ordinal && (other.kind == citation.kind || kind == citation.kind.as_ref() || abbreviated)
        } else {
            mark(other) == mark(citation)
        };
        fuller && same
    })
}

/// Returns the laws of the tables of that kind, ordinal and issuer that were there on the day of judgement.
fn by_ordinal(cx: &Context<'_>, citation: &Citation) -> Vec<String> {
    let Some(number) = &citation.number else { return Vec::new() };
    let ordinal = number.ordinal.trim_start_matches('0').to_lowercase();
    let issuer = citation.issuer.as_ref().and_then(|issuer| issuer.id.as_ref());
    let of_issuer = |symbol: &str| {
        let organ = symbol.rsplit('/').next().and_then(|last| last.rsplit('-').next()).unwrap_or_default();
        issuer.is_none_or(|id| cx.lexicon.organ_codes(organ).iter().any(|body| body.id == *id))
    };
    let laws = cx.lexicon.laws().iter().filter(|law| {
        let first = law.number.split('/').next().unwrap_or_default().trim_start_matches('0').to_lowercase();
        citation.kind.as_ref() == Some(&law.kind)
            && first == ordinal
            && law.issued.is_some_and(|day| day <= cx.as_of())
            && of_issuer(&law.number)
    });
    laws.map(|law| option(&law.number, law.issued)).collect()
}

/// Returns the candidates of the registry that were there on the day of judgement, by number and day.
fn candidates(cx: &Context<'_>, citation: &Citation) -> Vec<String> {
    let ids = citation.resolution.as_ref().map(|found| found.candidates.as_slice()).unwrap_or_default();
    let parts = |id: &String| {
        let (head, day) = id.rsplit_once('/')?;
        let (_, number) = head.split_once('/')?;
        let issued: Option<Date> = day.parse().ok();
        issued.is_none_or(|day| day <= cx.as_of()).then(|| option(number, issued))
    };
    ids.iter().filter_map(parts).collect()
}

fn option(number: &str, issued: Option<Date>) -> String {
    issued.map_or_else(|| format!("số {number}"), |day| format!("số {number} ngày {}", written_day(day)))
}

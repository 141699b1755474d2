//! CIT-001: the first citation of a document does not say all that tells which one it is.

use std::collections::BTreeSet;

use super::aside::{alone_on_line, follows_amending, in_brackets, in_frame, in_quotes, in_title};
use super::mention::{own_number, short_name};
use crate::check::{Check, Context, Findings};
use crate::document::{Citation, Role, Scheme};
use crate::parse::one_line;
use crate::registry::Record;
use crate::rules::{Arg, Severity, Words};

/// Finds first citations without day, issuer or title.
pub(super) struct FirstCitation;

/// What a first citation may lack.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lack {
    Day,
    Issuer,
    Title,
}

impl Check for FirstCitation {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        // A consolidated text repeats the sentences of other documents as they are.
        if cx.is_consolidated() {
            return;
        }
        let mut seen = amending(cx);
        for (index, citation) in cx.citations() {
            let Some(number) = own_number(cx.document, citation) else { continue };
            let whole = !number.is_blank() && number.organ.is_some() && number.scheme != Scheme::Law;
            // The title names a document once for all.
            if in_title(cx, citation) || in_own_title(cx, citation) {
                seen.insert(number.matching_key());
                continue;
            }
            if !whole || in_frame(cx, citation) || in_quotes(cx, citation) {
                continue;
            }
            if !seen.insert(number.matching_key()) || is_left_alone(cx, citation) {
                continue;
            }
            let lacks = lacks(cx, citation);
            if !lacks.is_empty() {
                report(cx, out, (index, citation), &lacks);
            }
        }
    }
}

fn in_own_title(cx: &Context<'_>, citation: &Citation) -> bool {
    cx.document.header.title.as_ref().is_some_and(|title| title.span.contains(citation.span))
}

fn report(cx: &Context<'_>, out: &mut Findings, (index, citation): (usize, &Citation), lacks: &[Lack]) {
    let known = cx.facts.cited(index).map(|cited| completed(cx, citation, &cited.record, lacks));
    let message = if known.is_some() { "incomplete-known" } else { "incomplete" };
    let draft = out.finding(message, citation.span).arg("document", short_name(citation));
    draft.arg("missing", Arg::Words(listed(lacks)));
    if let Some(known) = known {
        draft.arg("right", &known);
        let issuer = cx.facts.cited(index).is_some_and(|cited| cited.record.issuer.is_some());
        let complete = issuer || !lacks.contains(&Lack::Issuer);
        if lacks.contains(&Lack::Title) && citation.provisions.is_empty() && complete {
            draft.suggest(citation.span, known);
        }
    }
    // With number and day, or title and a symbol that has its year, the document can be found: a matter of form only.
    let dated = citation.number.as_ref().is_some_and(|number| number.year.is_some());
    if matches!(lacks, [Lack::Title | Lack::Issuer]) || (dated && citation.title.is_some()) {
        draft.suspected().at_most(Severity::Info);
    }
}

/// Returns the citation as it should be; where it lacks no more than the title, in its own words.
fn completed(cx: &Context<'_>, citation: &Citation, record: &Record, lacks: &[Lack]) -> String {
    let title = cx.title_in_sentence(record).filter(|_| lacks == [Lack::Title] && citation.provisions.is_empty());
    title.map_or_else(|| cx.full_name(record), |title| format!("{} {title}", one_line(&citation.text)))
}

/// Returns the numbers of documents named only as amending another one: kind and number are enough for them.
fn amending(cx: &Context<'_>) -> BTreeSet<String> {
    cx.citations().flat_map(|(_, citation)| &citation.amended_by).map(|key| key.to_lowercase()).collect()
}

/// Returns whether the form of a first citation is not asked of this one.
fn is_left_alone(cx: &Context<'_>, citation: &Citation) -> bool {
    let kind = citation.kind.as_deref().unwrap_or_default();
    matches!(citation.role, Role::Proposal | Role::Amends)
        || citation.kind_text.as_ref().is_none_or(|kind| !citation.text.contains(kind.as_str()))
        || in_brackets(cx, citation)
        || citation.name.is_some()
        || cx.words("other_forms").contains(&kind)
        || follows_amending(cx, citation)
        || neighbours(cx, citation).any(|other| other.kind == citation.kind || other.kind_text.is_none())
        || alone_on_line(cx, citation) && citation.role != Role::Basis
}

/// Returns the citations that stand in one list with this one; issuer, day or title may stand once for those of a kind.
fn neighbours<'a>(cx: &Context<'a>, citation: &'a Citation) -> impl Iterator<Item = &'a Citation> {
    const WIDEST_JOIN: usize = 12;
    let text = cx.document.text.as_str();
    let joined = move |end: usize, start: usize| {
        start.checked_sub(end).is_some_and(|gap| gap <= WIDEST_JOIN) && {
            let gap = text.get(end..start).unwrap_or_default();
            gap.split([',', ';', ' ', '\n']).all(|word| matches!(word, "" | "và" | "hoặc" | "số" | "các"))
        }
    };
    cx.citations()
        .map(|(_, other)| other)
        .filter(move |other| joined(other.span.end, citation.span.start) || joined(citation.span.end, other.span.start))
}

fn lacks(cx: &Context<'_>, citation: &Citation) -> Vec<Lack> {
    let wanted = cx.words("fields");
    let after = cx.document.text.get(citation.span.end..).unwrap_or_default();
    let next = after.trim_start();
    // A line may be cut within a sentence, which then goes on in small letters.
    let next = if next.starts_with(char::is_lowercase) { next } else { after.trim_start_matches(' ') };
    // A resolution of the Party is told by the meeting that passed it, with the title behind.
    let meeting = next.trim_start_matches(',').trim_start().starts_with("Hội nghị");
    let issuer_follows = next.starts_with("của ") || next.starts_with("do ") || meeting;
    let issuer_stands_before = is_placed_with_issuer(cx, citation);
    let ends = !meeting && (next.is_empty() || next.starts_with(['\n', '.', ',', ';', ')', ':']));
    let mut lacks = Vec::new();
    if wanted.contains(&"day") && citation.date.is_none() && citation.issued.is_none() {
        lacks.push(Lack::Day);
    }
    let shared = neighbours(cx, citation).any(|other| other.issuer.is_some());
    if wanted.contains(&"issuer") && citation.issuer.is_none() && !issuer_follows && !issuer_stands_before && !shared {
        lacks.push(Lack::Issuer);
    }
    if wanted.contains(&"title") && citation.title.is_none() && ends {
        lacks.push(Lack::Title);
    }
    lacks
}

/// Returns whether the words right before a citation say whose it is: `theo chỉ đạo của Ủy ban nhân dân tỉnh tại …`.
fn is_placed_with_issuer(cx: &Context<'_>, citation: &Citation) -> bool {
    const LONGEST: usize = 12;
    let head = cx.document.text.get(..citation.span.start).unwrap_or_default();
    let named = head.trim_end().strip_suffix(" tại").and_then(|head| head.rsplit_once("của "));
    named.is_some_and(|(_, name)| {
        name.starts_with(char::is_uppercase)
            && !name.contains([',', ';', '.'])
            && name.split_whitespace().count() <= LONGEST
    })
}

fn listed(lacks: &[Lack]) -> Words {
    let words = |lack: &Lack| match lack {
        Lack::Day => ("ngày, tháng, năm", "day"),
        Lack::Issuer => ("cơ quan ban hành", "issuer"),
        Lack::Title => ("trích yếu", "title"),
    };
    let (vi, en): (Vec<&str>, Vec<&str>) = lacks.iter().map(words).unzip();
    Words { vi: vi.join("; "), en: en.join("; ") }
}

//! Which code of a symbol is the kind's and which the organ's, and the symbol's normal form.

use crate::document::{DocNumber, Scheme};

use super::super::vocabulary::Vocabulary;
use super::Announced;
use super::slots::{Part, Slots};

/// Takes the slots apart into a number, its text left empty; `None` where they make no symbol.
pub(super) fn classify(slots: Slots, vocabulary: Vocabulary<'_>, announced: Announced) -> Option<DocNumber> {
    let Slots { ordinal, year, mut parts } = slots;
    part_glued(&mut parts, vocabulary);
    for part in &mut parts {
        if let Some(right) = vocabulary.organ_spelling(&part.code) {
            part.code = right;
        }
    }
    drop_note(&mut parts, vocabulary);
    let (first, rest) = parts.split_first()?;
    let letters: usize = parts.iter().map(|part| part.code.chars().filter(|c| c.is_alphabetic()).count()).sum();
    if letters < 2 || (ordinal.is_empty() && announced == Announced::No && year.is_none() && rest.is_empty()) {
        return None;
    }
    let build = |scheme, kind: Option<String>, organ: String, key: String| {
        Some(DocNumber {
            text: String::new(),
            span: None,
            key,
            ordinal: ordinal.clone(),
            year,
            kind,
            organ: (!organ.is_empty()).then_some(organ),
            scheme,
        })
    };
    let head = year.map_or_else(|| ordinal.clone(), |year| format!("{ordinal}/{year}"));
    if is_assembly(&first.code) && year.is_some() {
        let organ = joined(&parts, true);
        return build(Scheme::Law, None, organ.clone(), format!("{head}/{organ}"));
    }
    if let Some(kind) = vocabulary.code_of_kind(&first.code) {
        let organ = joined(rest, true);
        let party = first.mark == '-' && rest.first().is_some_and(|part| part.mark == '/');
        let scheme = match (party, year) {
            (true, _) => Scheme::Party,
            _ if kind == "VBHN" => Scheme::Consolidated,
            (false, Some(_)) => Scheme::Normative,
            (false, None) => Scheme::Administrative,
        };
        let key = match (party, rest.is_empty()) {
            (true, _) => format!("{head}-{kind}/{organ}"),
            (false, true) => format!("{head}{}{kind}", if first.mark == '-' { '-' } else { '/' }),
            (false, false) => format!("{head}/{kind}-{organ}"),
        };
        return build(scheme, Some(kind), organ, key);
    }
    let last = parts.last().filter(|_| parts.len() > 1).and_then(|part| vocabulary.code_of_kind_named_last(&part.code));
    let organ =
        joined(if last.is_some() { parts.split_last().map_or(&[][..], |(_, rest)| rest) } else { &parts }, false);
    let scheme = match (last.is_some(), year, rest.is_empty()) {
        (_, Some(_), _) => Scheme::Normative,
        (true, ..) | (_, _, true) => Scheme::Administrative,
        _ => Scheme::Letter,
    };
    let first_mark = if matches!(first.mark, '-' | ' ') && year.is_none() { '-' } else { '/' };
    let key = format!("{head}{first_mark}{}", joined(&parts, false));
    build(scheme, last, organ, key)
}

/// Joins the codes; where the kind stands first, the organ's codes are joined by hyphens only.
fn joined(parts: &[Part], hyphens: bool) -> String {
    let mut text = String::new();
    for (at, part) in parts.iter().enumerate() {
        match part.mark {
            _ if at == 0 => {}
            ' ' => {}
            '/' if hyphens => text.push('-'),
            mark => text.push(mark),
        }
        text.push_str(&part.code);
    }
    text
}

/// Cuts a kind and an organ that were typed as one code: `NĐCP`, `TTBTC`.
fn part_glued(parts: &mut Vec<Part>, vocabulary: Vocabulary<'_>) {
    let Some(first) = parts.first() else { return };
    let (code, mark) = (first.code.clone(), first.mark);
    if vocabulary.code_of_kind(&code).is_some() || vocabulary.is_organ(&code) {
        return;
    }
    let cut = code.char_indices().map(|(at, _)| at).filter(|at| *at >= 2).find(|at| {
        let (kind, organ) = code.split_at(*at);
        vocabulary.code_of_kind(kind).is_some() && vocabulary.is_organ(organ)
    });
    if let Some(cut) = cut {
        let (kind, organ) = code.split_at(cut);
        let glued = [Part { mark, code: kind.to_owned() }, Part { mark: '-', code: organ.to_owned() }];
        parts.splice(0..1, glued);
    }
}

/// Drops the digit of a footnote that was read as part of an organ which bears none: `NQ-CP2`, `NQ/TW1`.
fn drop_note(parts: &mut [Part], vocabulary: Vocabulary<'_>) {
    let Some(last) = parts.last_mut() else { return };
    let bare = last.code.trim_end_matches(|c: char| c.is_ascii_digit());
    if bare.len() < last.code.len() && vocabulary.bears_no_digit(bare) {
        last.code.truncate(bare.len());
    }
}

fn is_assembly(code: &str) -> bool {
    let bare = code.trim_end_matches(|c: char| c.is_ascii_digit());
    matches!(bare, "QH" | "UBTVQH")
}

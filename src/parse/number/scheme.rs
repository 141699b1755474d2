//! Which code of a symbol is the kind's and which the organ's, and the symbol's normal form.

use crate::document::{DocNumber, Scheme};

use super::super::vocabulary::Vocabulary;
use super::slots::{Part, Slots};

/// Takes the slots apart into a number, its text left empty; `None` where they make no symbol.
pub(super) fn classify(slots: Slots, vocabulary: &Vocabulary<'_>) -> Option<DocNumber> {
    let Slots { ordinal, year, mut parts } = slots;
    part_glued(&mut parts, vocabulary);
    for part in &mut parts {
        if let Some(right) = vocabulary.organ_spelling(&part.code) {
            part.code = right;
        }
    }
    drop_note(&mut parts, vocabulary);
    let letters = parts.iter().flat_map(|part| part.code.chars()).filter(|c| c.is_alphabetic()).count();
    if letters < 2 {
        return None;
    }
    let first = parts.first()?;
    let codes = if is_assembly(&first.code) && year.is_some() {
        of_the_assembly(&parts)
    } else if let Some(kind) = vocabulary.code_of_kind(&first.code) {
        kind_first(&parts, kind, year.is_some())
    } else {
        organ_first(&parts, vocabulary, year.is_some())
    };
    let head = year.map_or_else(|| ordinal.clone(), |year| format!("{ordinal}/{year}"));
    Some(DocNumber {
        text: String::new(),
        span: None,
        key: format!("{head}{}", codes.rest_of_key),
        ordinal,
        year,
        kind: codes.kind,
        organ: Some(codes.organ).filter(|organ| !organ.is_empty()),
        scheme: codes.scheme,
    })
}

/// What the codes of a symbol were found to be.
struct Codes {
    kind: Option<String>,
    organ: String,
    scheme: Scheme,
    /// The normal form behind the ordinal and year.
    rest_of_key: String,
}

/// Reads `QH13`, `UBTVQH14` behind a year: the symbols of laws, ordinances and the Assembly's resolutions.
fn of_the_assembly(parts: &[Part]) -> Codes {
    let organ = joined(parts, true);
    Codes { kind: None, rest_of_key: format!("/{organ}"), organ, scheme: Scheme::Law }
}

/// Reads `QĐ-UBND`, `TTLT-BNV-VPCP`, `-NQ/TU`, `VBHN-BNV`: the kind stands first.
fn kind_first(parts: &[Part], kind: String, yearly: bool) -> Codes {
    let (first, rest) = parts.split_first().map_or((None, &[][..]), |(first, rest)| (Some(first), rest));
    let organ = joined(rest, true);
    let hyphen = first.is_some_and(|first| first.mark == '-');
    let is_party = hyphen && rest.first().is_some_and(|part| part.mark == '/');
    let scheme = match (is_party, yearly) {
        (true, _) => Scheme::Party,
        _ if kind == "VBHN" => Scheme::Consolidated,
        (false, true) => Scheme::Normative,
        (false, false) => Scheme::Administrative,
    };
    let rest_of_key = match (is_party, rest.is_empty()) {
        (true, _) => format!("-{kind}/{organ}"),
        (false, true) if hyphen => format!("-{kind}"),
        (false, true) => format!("/{kind}"),
        (false, false) => format!("/{kind}-{organ}"),
    };
    Codes { kind: Some(kind), organ, scheme, rest_of_key }
}

/// Reads `SNV-CCHC&PC`, `CP`, `BTNMT` behind a year, and old symbols that name the kind last: `BYT-QĐ`. The marks stay as
/// printed, for no rule says which is right.
fn organ_first(parts: &[Part], vocabulary: &Vocabulary<'_>, yearly: bool) -> Codes {
    let last = parts.split_last().filter(|(_, before)| !before.is_empty());
    let named = last.and_then(|(last, before)| Some((vocabulary.code_of_kind_named_last(&last.code)?, before)));
    let mark = match parts.first().map(|first| first.mark) {
        Some('-' | ' ') if !yearly => '-',
        _ => '/',
    };
    let rest_of_key = format!("{mark}{}", joined(parts, false));
    let scheme = match (&named, parts.len()) {
        _ if yearly => Scheme::Normative,
        (Some(_), _) | (None, 1) => Scheme::Administrative,
        (None, _) => Scheme::Letter,
    };
    let (kind, organs) = named.map_or((None, parts), |(kind, before)| (Some(kind), before));
    Codes { kind, organ: joined(organs, false), scheme, rest_of_key }
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
fn part_glued(parts: &mut Vec<Part>, vocabulary: &Vocabulary<'_>) {
    let Some(first) = parts.first() else { return };
    let (code, mark) = (first.code.clone(), first.mark);
    if vocabulary.is_kind(&code) || vocabulary.is_organ(&code) {
        return;
    }
    let cut = code.char_indices().map(|(at, _)| at).filter(|at| *at >= 2).find(|at| {
        let (kind, organ) = code.split_at(*at);
        vocabulary.is_kind(kind) && vocabulary.is_organ(organ)
    });
    if let Some(cut) = cut {
        let (kind, organ) = code.split_at(cut);
        let glued = [Part { mark, code: kind.to_owned() }, Part { mark: '-', code: organ.to_owned() }];
        parts.splice(0..1, glued);
    }
}

/// Drops the digit of a footnote that was read as part of an organ which bears none: `NQ-CP2`, `NQ/TW1`.
fn drop_note(parts: &mut [Part], vocabulary: &Vocabulary<'_>) {
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

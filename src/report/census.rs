//! What a registry holds and covers, for people.

use std::io::{self, Write};

use super::words::pick;
use crate::lexicon::{Lexicon, Verified};
use crate::registry::{Census, Count};
use crate::rules::Lang;

/// Writes the counts of one registry, or of the built-in list where `name` is `None`. Of long lists the first are
/// written, all under `whole`.
///
/// # Errors
/// `out` cannot be written.
pub fn write(
    name: Option<&str>,
    census: &Census,
    lexicon: &Lexicon,
    (lang, whole): (Lang, bool),
    out: &mut impl Write,
) -> io::Result<()> {
    let builtin =
        pick(lang, "Danh mục văn bản trung ương có sẵn trong soat", "The built-in list of national documents");
    writeln!(out, "{}", name.unwrap_or(builtin))?;
    let Census { documents, texts, ended, .. } = census;
    let sums = match lang {
        Lang::Vi => format!("{documents} văn bản; {texts} có toàn văn; {ended} đã biết ngày hết hiệu lực"),
        Lang::En => format!("{documents} documents; {texts} with text; {ended} with a known last day in force"),
    };
    writeln!(out, "  {sums}")?;
    if name.is_none() {
        let until = pick(
            lang,
            "chưa biết ngày hết hiệu lực thì chỉ coi là còn hiệu lực đến ngày nguồn cuối cùng nói vậy, sau đó là không rõ",
            "where no end is known, a document is in force until the last day a source says so, unknown afterwards",
        );
        writeln!(out, "  {until}")?;
    }
    let kind = |id: &str| lexicon.kind(id).map(|kind| pick(lang, &kind.vi, &kind.en).to_owned());
    let body = |id: &str| lexicon.authority(id).map(|body| body.name.clone());
    let place = |id: &str| lexicon.territory(id).map(|place| place.name.clone());
    let verified = |word: &str| Some(told(word, lang).to_owned());
    let list = |title: &str, counts: &[Count], name: &dyn Fn(&str) -> Option<String>, out: &mut dyn Write| {
        let most = if whole { usize::MAX } else { 8 };
        let words = |count: &Count| {
            let key = count.key.as_deref();
            let name = key.map_or_else(
                || pick(lang, "không rõ", "unknown").to_owned(),
                |id| name(id).unwrap_or_else(|| id.to_owned()),
            );
            format!("{name} {}", count.documents)
        };
        let mut listed: Vec<String> = counts.iter().take(most).map(words).collect();
        if counts.len() > most {
            listed.push(format!("… {} (-v)", counts.len() - most));
        }
        writeln!(out, "  {title}: {}", listed.join(" · "))
    };
    list(pick(lang, "loại", "kinds"), &census.kinds, &kind, out)?;
    list(pick(lang, "cơ quan", "issuers"), &census.issuers, &body, out)?;
    list(pick(lang, "địa phương", "territories"), &census.territories, &place, out)?;
    list(pick(lang, "năm", "years"), &latest(&census.years), &|_| None, out)?;
    list(pick(lang, "kiểm chứng", "verified"), &census.verified, &verified, out)?;
    covered(census, lexicon, lang, out)
}

/// Returns the years, the latest first.
fn latest(years: &[Count]) -> Vec<Count> {
    years.iter().rev().cloned().collect()
}

/// Returns how far a fact of the built-in list was verified, in words.
#[must_use]
pub fn verified(verified: Verified, lang: Lang) -> &'static str {
    match verified {
        Verified::Text => {
            pick(lang, "đã đọc toàn văn hoặc có nguồn thứ hai khớp", "text read, or a second source agrees")
        }
        Verified::Secondary => pick(lang, "theo một nguồn hoặc văn bản viện dẫn", "one list, or citing documents"),
        Verified::Memory => pick(lang, "ghi theo trí nhớ", "from memory"),
    }
}

fn told(word: &str, lang: Lang) -> &'static str {
    match word {
        "document" => pick(lang, "đọc từ toàn văn trong sổ", "read from a text in the registry"),
        "catalogue" => pick(lang, "theo danh mục", "told by a catalogue"),
        "text" => verified(Verified::Text, lang),
        "secondary" => verified(Verified::Secondary, lang),
        _ => verified(Verified::Memory, lang),
    }
}

/// Says where an unknown number is missing, and where it is only not listed.
fn covered(census: &Census, lexicon: &Lexicon, lang: Lang, out: &mut impl Write) -> io::Result<()> {
    for coverage in &census.coverage {
        let body = lexicon.authority(&coverage.issuer).map_or(coverage.issuer.as_str(), |body| body.name.as_str());
        let place =
            lexicon.territory(&coverage.territory).map_or(coverage.territory.as_str(), |place| place.name.as_str());
        let years = format!("{}–{}", coverage.first, coverage.last);
        match lang {
            Lang::Vi => writeln!(out, "  khai báo đủ: {body}, {place}, {years}: số không có trong sổ là «không có»")?,
            Lang::En => writeln!(out, "  declared complete: {body}, {place}, {years}: an unknown number is not-found")?,
        }
    }
    match lang {
        Lang::Vi => writeln!(
            out,
            "  ngoài phạm vi khai báo đủ, số không có trong sổ là «chưa xác minh được», không phải là sai"
        ),
        Lang::En => writeln!(out, "  elsewhere an unknown number is unchecked, which is no fault"),
    }
}

//! When what was read agrees with an answer.

use std::collections::HashMap;

use soat::document::{Level, Slug};
use soat::lexicon::{Lexicon, Near};

use super::reading::Reading;

/// The share of words that must be common, of the title read and of the answer's.
const NEARLY_ALL: f64 = 0.9;

/// Returns words without diacritics, in small letters, joined by hyphens.
pub(super) fn fold(text: &str) -> String {
    Slug::of(text).as_str().to_owned()
}

/// Returns whether the reading of field `name` agrees with `gold`; `stated` where a site says it itself.
pub(super) fn agrees(name: &str, gold: &str, found: &str, stated: bool, lexicon: &Lexicon, reading: &Reading) -> bool {
    match name {
        "number" => agrees_in_number(gold, found),
        "issue_date" | "effective_date" => gold == found,
        "kind" => kind_of(gold, lexicon).is_some_and(|kind| kind == found),
        "title" => {
            let kind = reading.kind_name(lexicon);
            let gold = gold.strip_prefix("Văn bản hợp nhất ").unwrap_or(gold);
            agrees_in_title(&without_frame(gold, kind.as_deref()), &without_frame(found, None))
        }
        "authority" => agrees_in_authority(gold, lexicon, reading),
        // A pattern's cut may hold what stands before the name.
        "issuer" if !stated && !found.is_empty() && fold(gold).ends_with(&fold(found)) => true,
        _ => fold(gold).split('-').all(|word| fold(found).split('-').any(|other| other == word)),
    }
}

/// Returns whether the text prints the number at all, in its first lines or, a consolidated text, in its last.
pub(super) fn printed(name: &str, gold: &str, text: &str) -> bool {
    if name != "number" {
        return true;
    }
    let bare = |text: &str| fold(text).replace('-', "");
    let head: String = text.chars().take(2_500).collect();
    let tail: String = text.chars().skip(text.chars().count().saturating_sub(700)).collect();
    let number = if gold.contains('/') { bare(gold) } else { in_address(gold).replace('-', "") };
    [head, tail].iter().any(|part| bare(part).contains(&number))
}

/// The gazette's records have the number in a page's address: `nghi-dinh-so-158-2025-nd-cp-45240`.
fn agrees_in_number(gold: &str, found: &str) -> bool {
    let bare = |number: &str| number.trim_start_matches('0').replace('-', "");
    let gold = if gold.contains('/') { fold(gold) } else { in_address(gold) };
    !found.is_empty() && bare(&gold) == bare(&fold(found))
}

fn in_address(gold: &str) -> String {
    let number = gold.split_once("-so-").map_or(gold, |(_, number)| number);
    number.rsplit_once('-').map_or(number, |(number, _)| number).to_owned()
}

/// Returns the kind that an answer names, in Vietnamese or in English.
fn kind_of(gold: &str, lexicon: &Lexicon) -> Option<String> {
    let english = match gold {
        "law" => "luat",
        "code" => "bo-luat",
        "decree" | "amending_decree" => "nghi-dinh",
        "circular" | "amending_circular" => "thong-tu",
        "consolidated_law" | "consolidated_decree" => "van-ban-hop-nhat",
        "local_decision" | "local_procedure_decision" => "quyet-dinh",
        _ => return lexicon.kind_named(gold).map(|kind| kind.id.to_string()),
    };
    Some(english.to_owned())
}

/// Returns whether the issuer is known to the tables, as the body and of the territory that the answer names.
///
/// A site names a province for its council or committee: then the territory and the level count.
fn agrees_in_authority(gold: &str, lexicon: &Lexicon, reading: &Reading) -> bool {
    let Some(issuer) = reading.issuer() else { return false };
    if let Some(territory) = lexicon.territory_named(gold) {
        let province = issuer.territory.as_ref().is_some_and(|found| *found == territory.id);
        return issuer.id.is_some() && province && issuer.level == Some(Level::Province);
    }
    let joint = lexicon.authorities_named(gold, Near::default());
    if joint.len() > 1 && issuer.id.is_none() {
        return lexicon.authorities_named(&issuer.text, Near::default()) == joint;
    }
    let wanted = lexicon.authority_named(gold);
    let same = wanted.is_none_or(|wanted| {
        issuer.id.as_ref() == Some(&wanted.id) && (wanted.territory.is_none() || wanted.territory == issuer.territory)
    });
    issuer.id.is_some() && issuer.level.is_some() && same
}

/// Takes off a title what sites add: kind, number and day before it, "do … ban hành" after it, a law's number, and
/// the words "về việc"; returns its folded words.
fn without_frame(title: &str, kind: Option<&str>) -> Vec<String> {
    let title = kind.and_then(|kind| after_kind(title, kind)).unwrap_or(title);
    let folded = fold(title);
    let mut words: Vec<&str> = folded.split('-').filter(|word| !word.is_empty()).collect();
    if words.ends_with(&["ban", "hanh"])
        && let Some(at) = words.iter().rposition(|word| *word == "do").filter(|at| *at > 1)
    {
        words.truncate(at);
    }
    if let [.., so, _, year, term] = words.as_slice()
        && *so == "so"
        && year.parse::<u16>().is_ok()
        && (term.starts_with("qh") || term.starts_with("ubtvqh"))
    {
        words.truncate(words.len() - 4);
    }
    for lead in [["v", "v"].as_slice(), &["ve", "viec"], &["ve"]] {
        if words.starts_with(lead) {
            words.drain(..lead.len());
            break;
        }
    }
    words.iter().map(|word| (*word).to_owned()).collect()
}

/// Returns what follows the document's kind at the head of a site's title, its number and its day where they stand
/// there: `Quyết định 84/2025/QĐ-UBND ngày 02/12/2025 bãi bỏ …`.
fn after_kind<'t>(title: &'t str, kind: &str) -> Option<&'t str> {
    let lower = title.to_lowercase();
    let rest = title.get(lower.strip_prefix(&kind.to_lowercase()).map(|rest| title.len() - rest.len())?..)?;
    let rest = rest.trim_start();
    let rest = rest.strip_prefix("số ").or_else(|| rest.strip_prefix("SỐ ")).unwrap_or(rest);
    let symbol = rest.split_whitespace().next().unwrap_or_default();
    let numbered = symbol.starts_with(|c: char| c.is_ascii_digit()) && symbol.contains(['/', '-']);
    let mut rest = if numbered { rest.strip_prefix(symbol).unwrap_or(rest).trim_start() } else { rest };
    let day = rest.to_lowercase();
    if day.starts_with("ngày ") {
        let of_day = |word: &&str| {
            let word = word.to_lowercase();
            word.starts_with(|c: char| c.is_ascii_digit()) || ["ngày", "tháng", "năm"].contains(&word.as_str())
        };
        let taken: Vec<&str> = rest.split_whitespace().take_while(of_day).take(6).collect();
        for word in taken {
            rest = rest.strip_prefix(word).unwrap_or(rest).trim_start();
        }
    }
    Some(rest)
}

/// Returns whether nearly all words agree both ways.
fn agrees_in_title(gold: &[String], found: &[String]) -> bool {
    let mut left: HashMap<&str, usize> = HashMap::new();
    for word in found {
        *left.entry(word).or_default() += 1;
    }
    let common = gold.iter().filter(|word| left.get_mut(word.as_str()).is_some_and(take)).count() as f64;
    let all = gold.len().max(found.len()) as f64;
    all > 0.0 && common / all >= NEARLY_ALL
}

fn take(left: &mut usize) -> bool {
    let any = *left > 0;
    *left -= usize::from(any);
    any
}

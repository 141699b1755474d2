//! The filters of a question: those that stand in it, each with the way to take it out, and those that can be put in.

use super::Asked;
use crate::app::Office;
use crate::rules::Lang;
use crate::search::{Bucket, Facets, Typed, typed_filters};
use crate::serve::screens::hits;

/// So many values of a facet are shown at once.
const VALUES: usize = 10;

/// A filter that stands in the question.
pub(super) struct Chip {
    pub(super) words: String,
    /// The question without it.
    pub(super) without: String,
}

/// Values that the documents found have.
pub(super) struct Facet {
    pub(super) name: &'static str,
    pub(super) values: Vec<Choice>,
    /// Those that are shown when asked for.
    pub(super) rest: Vec<Choice>,
}

/// A value that can be asked for.
pub(super) struct Choice {
    pub(super) words: String,
    pub(super) count: u64,
    /// The question with it.
    pub(super) to: String,
    /// Whether it is asked for already.
    pub(super) chosen: bool,
}

/// Returns the filters of the question.
pub(super) fn chips(office: &Office, asked: &Asked, lang: Lang) -> Vec<Chip> {
    let chip = |typed: Typed<'_>| {
        let minus = if typed.minus { lang.say("trừ ", "not ") } else { "" };
        let whole = if typed.minus { format!("-{}", typed.whole) } else { typed.whole.to_owned() };
        let words = match named(typed.name, lang) {
            Some(name) => format!("{minus}{name}: {}", value(office, typed.name, typed.value, lang)),
            None => format!("{minus}{}", typed.whole),
        };
        Chip { words, without: asked.with(&without(&asked.q, &whole)) }
    };
    typed_filters(&asked.q).map(chip).collect()
}

/// Returns the query without a part of it.
fn without(query: &str, part: &str) -> String {
    query.replacen(part, "", 1).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn named(name: &str, lang: Lang) -> Option<&'static str> {
    Some(match name {
        "loai" => lang.say("Loại", "Kind"),
        "co-quan" => lang.say("Cơ quan", "Issuer"),
        "nam" => lang.say("Năm", "Year"),
        "hieu-luc" => lang.say("Hiệu lực", "Force"),
        "tu" => lang.say("Từ ngày", "From"),
        "den" => lang.say("Đến ngày", "Until"),
        "dieu" => lang.say("Điều", "Article"),
        "so" => lang.say("Số", "Number"),
        "dia-phuong" => lang.say("Địa phương", "Territory"),
        _ => return None,
    })
}

fn value(office: &Office, name: &str, value: &str, lang: Lang) -> String {
    match name {
        "loai" => hits::kind(value, office),
        "hieu-luc" => STANDINGS
            .iter()
            .find(|(_, word, ..)| *word == value)
            .map_or(value, |(.., vi, en)| lang.say(vi, en))
            .to_owned(),
        "dia-phuong" => office.lexicon.territory(value).map_or(value, |place| place.name.as_str()).to_owned(),
        _ => value.to_owned(),
    }
}

/// Standings by the word of the index and that of the question.
const STANDINGS: [(&str, &str, &str, &str); 4] = [
    ("in-force", "con", "còn hiệu lực", "in force"),
    ("expired", "het", "hết hiệu lực", "expired"),
    ("not-yet", "chua", "chưa có hiệu lực", "not yet in force"),
    ("unknown", "khong-ro", "không rõ", "unknown"),
];

/// Returns what the documents found are, each value with the question that asks for it.
pub(super) fn facets(office: &Office, asked: &Asked, facets: &Facets, lang: Lang) -> Vec<Facet> {
    let standing = |value: &str| {
        let known = STANDINGS.iter().find(|(own, ..)| *own == value);
        known.map(|(_, word, vi, en)| (format!("hieu-luc:{word}"), lang.say(vi, en).to_owned()))
    };
    let kind = |value: &str| Some((format!("loai:{value}"), hits::kind(value, office)));
    let issuer = |value: &str| {
        let name = office.lexicon.authority(value)?.name.clone();
        Some((format!("co-quan:\"{name}\""), name))
    };
    let year = |value: &str| Some((format!("nam:{value}"), value.to_owned()));
    let all = [
        facet(lang.say("Hiệu lực", "Force"), asked, &facets.status, standing),
        facet(lang.say("Loại", "Kind"), asked, &facets.kind, kind),
        facet(lang.say("Năm", "Year"), asked, &facets.year, year),
        facet(lang.say("Cơ quan", "Issuer"), asked, &facets.issuer, issuer),
    ];
    all.into_iter().filter(|facet| !facet.values.is_empty()).collect()
}

fn facet(
    name: &'static str,
    asked: &Asked,
    buckets: &[Bucket],
    of: impl Fn(&str) -> Option<(String, String)>,
) -> Facet {
    let choice = |bucket: &Bucket| {
        let (filter, words) = of(bucket.value.as_deref()?)?;
        let chosen = typed_filters(&asked.q).any(|typed| typed.whole == filter && !typed.minus);
        let query = if chosen { without(&asked.q, &filter) } else { format!("{} {filter}", asked.q.trim()) };
        Some(Choice { words, count: bucket.count, to: asked.with(query.trim()), chosen })
    };
    let mut values: Vec<Choice> = buckets.iter().filter_map(choice).collect();
    let rest = values.split_off(values.len().min(VALUES));
    Facet { name, values, rest }
}

#[cfg(test)]
mod tests {
    use super::without;

    #[test]
    fn a_filter_is_taken_out_and_the_rest_stays() {
        assert_eq!(without("kế hoạch co-quan:\"Sở Nội vụ\" nam:2016", "co-quan:\"Sở Nội vụ\""), "kế hoạch nam:2016");
        assert_eq!(without("loai:luat", "loai:luat"), "");
    }
}

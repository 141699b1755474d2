//! Filters of a query: `loai:`, `co-quan:`, `nam:`, `hieu-luc:`, `tu:`, `den:`, `dieu:`, `so:`, `dia-phuong:`.

use super::super::entry::day_number;
use super::super::words::{Streams, Words, pieces, push_folded};
use super::Note;
use super::lexer::Value;
use crate::document::{Date, Slug};
use crate::lexicon::Lexicon;
use crate::text::fold_ascii;

/// How a document stands to a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// Còn hiệu lực, in whole or in part.
    InForce,
    /// Hết hiệu lực.
    Expired,
    /// Chưa có hiệu lực.
    NotYet,
    /// It is not known.
    Unknown,
}

impl Standing {
    /// Returns the contract's word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::InForce => "in-force",
            Self::Expired => "expired",
            Self::NotYet => "not-yet",
            Self::Unknown => "unknown",
        }
    }
}

/// What documents must be like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Filter {
    /// Of one of these kinds.
    Kind(Vec<Slug>),
    /// Issued by a body whose names have these syllables.
    Issuer(Vec<String>),
    /// Of this territory or one within it.
    Territory(Slug),
    /// Issued between these days, as numbers `yyyymmdd`, both included.
    Issued(u64, u64),
    /// In force or not on the day of the question.
    Standing(Standing),
    /// The provision of this path.
    Provision(String),
    /// Whose number begins so: parts with a space between.
    Number(String),
}

impl Filter {
    /// Reads a filter; `None` inside the error where there is nothing to tell.
    pub(super) fn read(name: &str, value: &Value<'_>, words: &Words, lexicon: &Lexicon) -> Result<Self, Option<Note>> {
        let text = value.text();
        let typed = || Some(Note::UnknownValue(format!("{name}:{text}")));
        let name = Slug::of(name);
        let filter = match name.as_str() {
            "loai" | "kind" | "type" => kinds(text, lexicon),
            "co-quan" | "coquan" | "cq" | "issuer" => {
                let mut streams = Streams::default();
                words.write(&text.replace(['-', '_'], " "), &mut streams);
                let syllables: Vec<String> = streams.folded.split_whitespace().map(str::to_owned).collect();
                Some(Self::Issuer(syllables)).filter(|_| !streams.folded.is_empty())
            }
            "dia-phuong" | "tinh" | "territory" => Some(Self::Territory(territory(text))),
            "nam" | "year" => years(text),
            "tu" | "from" | "since" => days(text).map(|(first, _)| Self::Issued(first, u64::MAX)),
            "den" | "to" | "until" => days(text).map(|(_, last)| Self::Issued(0, last)),
            "hieu-luc" | "status" => standing(text),
            "dieu" | "article" | "provision" => provision(text),
            "so" | "number" => number(text),
            _ => return Err(Some(Note::UnknownField(name.to_string()))),
        };
        filter.ok_or_else(typed)
    }
}

/// A territory's id as typed: `quang-tri/xa-vinh-linh` keeps its slash.
fn territory(text: &str) -> Slug {
    let parts: Vec<Slug> = text.split('/').map(Slug::of).collect();
    Slug::from(parts.iter().map(Slug::as_str).collect::<Vec<_>>().join("/").as_str())
}

fn kinds(text: &str, lexicon: &Lexicon) -> Option<Filter> {
    let each = text.split(',').map(|one| {
        let named = lexicon.kind(&Slug::of(one)).or_else(|| lexicon.kind_named(&one.replace('-', " ")));
        let kind = named.or_else(|| lexicon.kind_abbreviated(one)).or_else(|| {
            let letters = fold_ascii(one);
            lexicon.kinds().iter().find(|kind| kind.abbreviations.iter().any(|own| fold_ascii(&own.text) == letters))
        });
        kind.map(|kind| kind.id.clone())
    });
    each.collect::<Option<Vec<Slug>>>().map(Filter::Kind)
}

fn years(text: &str) -> Option<Filter> {
    let year = |text: &str| text.parse::<u64>().ok().filter(|year| (1900..=2200).contains(year));
    let (first, last) = match text.split_once("..").or_else(|| text.split_once('-')) {
        Some((first, "")) => (year(first)?, 9999),
        Some(("", last)) => (0, year(last)?),
        Some((first, last)) => (year(first)?, year(last)?),
        None => (year(text)?, year(text)?),
    };
    Some(Filter::Issued(first * 10_000, last * 10_000 + 1231))
}

/// Returns the first and the last day that a date, a month or a year means.
fn days(text: &str) -> Option<(u64, u64)> {
    let parts: Vec<u64> = text.split(['-', '/', '.']).map(|part| part.parse().ok()).collect::<Option<_>>()?;
    let day = |year: u64, month: u64, day: u64| {
        let small = |value: u64| i8::try_from(value).ok();
        Date::new(i16::try_from(year).ok()?, small(month)?, small(day)?).ok().map(day_number)
    };
    match *parts.as_slice() {
        [year] if year >= 1900 => Some((day(year, 1, 1)?, day(year, 12, 31)?)),
        [year, month] if year >= 1900 => Some((day(year, month, 1)?, year * 10_000 + month * 100 + 31)),
        [month, year] => Some((day(year, month, 1)?, year * 10_000 + month * 100 + 31)),
        [year, month, of_month] if year >= 1900 => day(year, month, of_month).map(|day| (day, day)),
        [of_month, month, year] => day(year, month, of_month).map(|day| (day, day)),
        _ => None,
    }
}

fn standing(text: &str) -> Option<Filter> {
    let standing = match Slug::of(text).as_str() {
        "con" | "con-hieu-luc" | "in-force" => Standing::InForce,
        "het" | "het-hieu-luc" | "expired" => Standing::Expired,
        "chua" | "chua-co-hieu-luc" | "not-yet" => Standing::NotYet,
        "khong-ro" | "chua-ro" | "unknown" => Standing::Unknown,
        _ => return None,
    };
    Some(Filter::Standing(standing))
}

fn provision(text: &str) -> Option<Filter> {
    let slug = territory(text);
    let path = slug.as_str();
    let digit = path.starts_with(|first: char| first.is_ascii_digit());
    let path = if digit { format!("dieu-{path}") } else { path.to_owned() };
    Some(path).filter(|path| !path.is_empty()).map(Filter::Provision)
}

fn number(text: &str) -> Option<Filter> {
    let mut form = String::new();
    for piece in pieces(text) {
        if !form.is_empty() {
            form.push(' ');
        }
        push_folded(piece.text, &mut form);
    }
    Some(form).filter(|form| !form.is_empty()).map(Filter::Number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(name: &str, value: &str) -> Option<Filter> {
        let lexicon = Lexicon::builtin().unwrap();
        Filter::read(name, &Value::Bare(value), &Words::new(&lexicon), &lexicon).ok()
    }

    #[test]
    fn values_in_their_spellings() {
        for kind in ["quyet-dinh", "quyết-định", "qd", "QĐ"] {
            assert_eq!(read("loại", kind), Some(Filter::Kind(vec!["quyet-dinh".into()])), "{kind}");
        }
        assert_eq!(read("nam", "2016..2018"), Some(Filter::Issued(20_160_000, 20_181_231)));
        assert_eq!(read("tu", "5/2016"), Some(Filter::Issued(20_160_501, u64::MAX)));
        assert_eq!(read("den", "30/12/2016"), Some(Filter::Issued(0, 20_161_230)));
        assert_eq!(read("dieu", "5a"), Some(Filter::Provision("dieu-5a".to_owned())));
        assert_eq!(read("so", "354/QĐ-SKH"), Some(Filter::Number("354 qd skh".to_owned())));
        assert_eq!(read("hieu-luc", "con"), Some(Filter::Standing(Standing::InForce)));
        assert_eq!(read("nam", "xưa"), None);
        assert_eq!(read("tu", "31/2/2016"), None);
    }
}

//! The texts of a finding, with places to fill in.

use std::borrow::Cow;

use serde::Deserialize;

use super::{Lang, Words};

/// What a finding says: what is wrong, why it matters, what to write instead.
///
/// The legal ground is never written here: it is added from the basis in force.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Message {
    /// What is wrong, in one clause.
    pub what: Words,
    /// Why it matters, in one sentence.
    pub why: Words,
    /// What to write instead.
    pub help: Words,
}

impl Message {
    /// Returns the names of all places to fill in, sorted, each once.
    #[must_use]
    pub fn placeholders(&self) -> Vec<&str> {
        let texts = [&self.what, &self.why, &self.help];
        let mut names: Vec<&str> =
            texts.iter().flat_map(|words| [&words.vi, &words.en]).flat_map(|text| placeholders(text)).collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    /// Returns the first of its texts that opens a brace and does not close it.
    pub(super) fn unbalanced(&self) -> Option<&str> {
        let texts = [&self.what, &self.why, &self.help];
        texts
            .into_iter()
            .flat_map(|words| [words.vi.as_str(), words.en.as_str()])
            .find(|text| text.matches('{').count() != text.matches('}').count())
    }
}

/// A value that fills a place in a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Arg {
    /// Words, the same in both languages.
    Text(String),
    /// Words in each language.
    Words(Words),
    /// A day, written `30/8/2016`.
    Day(jiff::civil::Date),
}

impl Arg {
    fn in_lang(&self, lang: Lang) -> Cow<'_, str> {
        match self {
            Self::Text(text) => Cow::Borrowed(text),
            Self::Words(words) => Cow::Borrowed(words.get(lang)),
            Self::Day(day) => Cow::Owned(written_day(*day)),
        }
    }
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&String> for Arg {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl From<usize> for Arg {
    fn from(number: usize) -> Self {
        Self::Text(number.to_string())
    }
}

impl From<i64> for Arg {
    fn from(number: i64) -> Self {
        Self::Text(number.to_string())
    }
}

impl From<jiff::civil::Date> for Arg {
    fn from(day: jiff::civil::Date) -> Self {
        Self::Day(day)
    }
}

impl From<&Words> for Arg {
    fn from(words: &Words) -> Self {
        Self::Words(words.clone())
    }
}

/// Returns a day as documents write it: two digits up to 9, and for the months 1 and 2 (`05/3/2020`, `01/02/2020`).
#[must_use]
pub fn written_day(day: jiff::civil::Date) -> String {
    match day.month() {
        month @ 1..=2 => format!("{:02}/{month:02}/{}", day.day(), day.year()),
        month => format!("{:02}/{month}/{}", day.day(), day.year()),
    }
}

/// Fills the places of `template` that `args` knows; a place it does not know stays as written.
#[must_use]
pub fn fill(template: &str, args: &[(&str, Arg)], lang: Lang) -> String {
    let mut filled = String::with_capacity(template.len() + 32);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let Some((name, tail)) = after.split_once('}') else {
            filled.push('{');
            rest = after;
            continue;
        };
        if let Some((_, arg)) = args.iter().rev().find(|(known, _)| *known == name) {
            filled.push_str(&arg.in_lang(lang));
        } else {
            filled.push('{');
            filled.push_str(name);
            filled.push('}');
        }
        rest = tail;
    }
    filled.push_str(rest);
    filled
}

/// Returns the names of the places to fill in `text`.
pub fn placeholders(text: &str) -> impl Iterator<Item = &str> {
    text.split('{').skip(1).filter_map(|after| after.split_once('}').map(|(name, _)| name))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn fills_what_it_knows_and_keeps_the_rest() {
        let args = [("day", Arg::from(date(2020, 3, 5))), ("by", Arg::from("30/2020/NĐ-CP"))];
        assert_eq!(
            fill("hết hiệu lực từ {day} bởi {by}{x}, {", &args, Lang::Vi),
            "hết hiệu lực từ 05/3/2020 bởi 30/2020/NĐ-CP{x}, {"
        );
    }

    #[test]
    fn days_are_written_as_in_documents() {
        assert_eq!(written_day(date(2025, 2, 1)), "01/02/2025");
        assert_eq!(written_day(date(2016, 12, 30)), "30/12/2016");
    }
}

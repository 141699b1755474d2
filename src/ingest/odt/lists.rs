//! Lists: what each level prints, and how far each list has counted.

use std::collections::BTreeMap;

use quick_xml::events::{BytesStart, Event};

use crate::ingest::xml::{Xml, attribute};
use crate::ingest::{IngestError, ordinal, symbols};

/// Levels of a list.
const LEVELS: usize = 10;

/// One level of a list.
#[derive(Debug, Clone, Default)]
struct Level {
    /// How its number is written: `1 a A i I`; `None` where it has none.
    format: Option<u8>,
    /// What is printed, `%1%` standing for the first level's number; newer writers say it so.
    pattern: Option<String>,
    prefix: String,
    suffix: String,
    /// How many levels' numbers are printed, where there is no pattern.
    shown: usize,
    start: usize,
    bullet: Option<char>,
    font: Option<String>,
    /// Whether nothing stands between label and text.
    tight: bool,
}

/// The levels of a list.
#[derive(Debug, Clone, Default)]
pub(super) struct ListStyle {
    levels: [Level; LEVELS],
}

/// Reads the inside of a `list-style` or `outline-style`.
pub(super) fn read(xml: &mut Xml<'_>) -> Result<ListStyle, IngestError> {
    let mut found = ListStyle::default();
    let mut own = Level::default();
    let mut index = None;
    let outside = xml.outside();
    while let Some(event) = xml.next_in(outside)? {
        let Event::Start(start) = event else { continue };
        match start.local_name().as_ref() {
            "list-level-style-number"
            | "list-level-style-bullet"
            | "list-level-style-image"
            | "outline-level-style" => {
                index = number(&start, "level").and_then(|level| level.checked_sub(1));
                own = level(&start);
            }
            "list-level-label-alignment" => {
                own.tight = attribute(&start, "label-followed-by").is_some_and(|follows| follows == "nothing");
            }
            "text-properties" => {
                let font = attribute(&start, "font-name").or_else(|| attribute(&start, "font-family"));
                own.font = font.map(std::borrow::Cow::into_owned);
            }
            _ => {}
        }
        if let Some(level) = index.and_then(|index| found.levels.get_mut(index)) {
            level.clone_from(&own);
        }
    }
    Ok(found)
}

fn level(start: &BytesStart<'_>) -> Level {
    let of = |name| attribute(start, name).map(std::borrow::Cow::into_owned);
    Level {
        format: of("num-format").and_then(|format| format.bytes().next()),
        pattern: of("num-list-format"),
        prefix: of("num-prefix").unwrap_or_default(),
        suffix: of("num-suffix").unwrap_or_default(),
        shown: number(start, "display-levels").unwrap_or(1),
        start: number(start, "start-value").unwrap_or(1),
        bullet: of("bullet-char").and_then(|bullet| bullet.chars().next()),
        font: None,
        tight: false,
    }
}

/// Returns a whole number of an attribute.
pub(super) fn number(start: &BytesStart<'_>, name: &str) -> Option<usize> {
    attribute(start, name)?.trim().parse().ok()
}

/// How far one list has counted.
#[derive(Debug, Clone, Default)]
struct Reached([Option<usize>; LEVELS]);

/// How far all lists have counted.
#[derive(Debug, Default)]
pub(super) struct Counts {
    lists: Vec<Reached>,
    /// Index of a list by its id, and of the last list by its style.
    by_id: BTreeMap<String, usize>,
    by_style: BTreeMap<String, usize>,
}

impl Counts {
    /// Starts a list, or goes on with the one that it continues; returns its index.
    pub(super) fn open(&mut self, start: &BytesStart<'_>, style: &str) -> usize {
        let of = |name| attribute(start, name).map(std::borrow::Cow::into_owned);
        let continued = of("continue-list").and_then(|id| self.by_id.get(&id).copied());
        let goes_on = of("continue-numbering").is_some_and(|goes_on| goes_on == "true");
        let continued = continued.or_else(|| self.by_style.get(style).copied().filter(|_| goes_on));
        let list = continued.unwrap_or_else(|| {
            self.lists.push(Reached::default());
            self.lists.len() - 1
        });
        self.by_id.extend(of("id").map(|id| (id, list)));
        self.by_style.insert(style.to_owned(), list);
        list
    }

    /// Returns the index of the count that headings share.
    pub(super) fn outline(&mut self) -> usize {
        if let Some(&list) = self.by_style.get("") {
            return list;
        }
        self.lists.push(Reached::default());
        self.by_style.insert(String::new(), self.lists.len() - 1);
        self.lists.len() - 1
    }

    /// Counts one item at `depth` (from 0), anew from `first` where it says so; returns what is printed before it and
    /// whether a blank follows.
    pub(super) fn next(
        &mut self,
        list: usize,
        style: &ListStyle,
        depth: usize,
        first: Option<usize>,
    ) -> (String, bool) {
        let Some((reached, level)) = self.lists.get_mut(list).zip(style.levels.get(depth)) else {
            return (String::new(), false);
        };
        if let Some(count) = reached.0.get_mut(depth) {
            let next = count.map_or(level.start, |count| count.saturating_add(1));
            *count = Some(first.unwrap_or(next));
        }
        reached.0.iter_mut().skip(depth + 1).for_each(|deeper| *deeper = None);
        (style.label(depth, level, reached), !level.tight)
    }
}

impl ListStyle {
    fn label(&self, depth: usize, level: &Level, reached: &Reached) -> String {
        if let Some(bullet) = level.bullet {
            // What stands around a number is written at bullets too, and not printed.
            return symbols::printed(level.font.as_deref(), bullet).to_string();
        }
        let number = |of: usize| {
            let level = self.levels.get(of)?;
            let format = level.format?;
            Some(ordinal::write(reached.0.get(of).copied().flatten().unwrap_or(level.start), format))
        };
        if level.format.is_none() {
            return String::new();
        }
        if let Some(pattern) = &level.pattern {
            return fill(pattern, number);
        }
        let first = (depth + 1).saturating_sub(level.shown.max(1));
        let numbers: Vec<String> = (first..=depth).filter_map(number).collect();
        format!("{}{}{}", level.prefix, numbers.join("."), level.suffix)
    }
}

/// Replaces `%1%` … `%10%` by the levels' numbers.
fn fill(pattern: &str, number: impl Fn(usize) -> Option<String>) -> String {
    let mut out = String::new();
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('%') {
        out.push_str(before);
        let level = after.split_once('%').and_then(|(level, after)| Some((level.parse::<usize>().ok()?, after)));
        rest = level.map_or(after, |(_, after)| after);
        match level {
            Some((level, _)) => out.extend(level.checked_sub(1).and_then(&number)),
            None => out.push('%'),
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_and_older_forms() {
        let number = |of: usize| Some((of + 1).to_string());
        assert_eq!(fill("Điều %1%.", number), "Điều 1.");
        assert_eq!(fill("%1%.%2%) 5%", number), "1.2) 5%");
        let level = |format: u8, suffix: &str, shown| Level {
            format: Some(format),
            suffix: suffix.to_owned(),
            shown,
            start: 1,
            ..Level::default()
        };
        let mut style = ListStyle::default();
        style.levels[0] = level(b'I', ".", 1);
        style.levels[1] = level(b'1', ".", 2);
        let mut counts = Counts { lists: vec![Reached::default()], ..Counts::default() };
        let mut next = |depth, first| counts.next(0, &style, depth, first).0;
        let printed = [next(0, None), next(1, None), next(1, None), next(0, None), next(1, None), next(0, Some(7))];
        assert_eq!(printed, ["I.", "I.1.", "I.2.", "II.", "II.1.", "VII."]);
    }
}

//! The times that a task's own words name: days, months, quarters, halves of a year, years.

use std::collections::BTreeSet;

use crate::document::Date;

/// How finely a deadline is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Grain {
    Day,
    Month,
    Quarter,
    Longer,
}

/// The times named.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Times {
    /// The years named, those of the days among them.
    pub(super) years: BTreeSet<i16>,
    /// Months from a first to a last one.
    pub(super) months: BTreeSet<(u8, u8)>,
    /// Days.
    pub(super) days: BTreeSet<Date>,
}

impl Times {
    /// Returns how finely the words tell the deadline, where they tell one.
    pub(super) fn grain(&self) -> Option<Grain> {
        if !self.days.is_empty() {
            return Some(Grain::Day);
        }
        let shortest = self.months.iter().map(|(first, last)| last - first).min();
        match shortest {
            Some(0) => Some(Grain::Month),
            Some(2) => Some(Grain::Quarter),
            Some(_) => Some(Grain::Longer),
            None => (!self.years.is_empty()).then_some(Grain::Longer),
        }
    }

    /// Reads a time that the words begin with, adds it, and returns how many words it takes.
    pub(super) fn read(&mut self, words: &[&str]) -> Option<usize> {
        match words {
            ["ngày", day, "tháng", month, "năm", year, ..] => self.day(day, month, year).map(|()| 6),
            ["quý", quarter, rest @ ..] => {
                let quarter = ordinal(quarter)?;
                self.months.insert((quarter * 3 - 2, quarter * 3));
                Some(2 + self.year_of(rest))
            }
            [count, "tháng", "đầu", "năm", rest @ ..] => {
                let count = number(count, 12)?;
                self.months.insert((1, count));
                Some(4 + self.bare_year(rest))
            }
            [count, "tháng", "cuối", "năm", rest @ ..] => {
                let count = number(count, 11)?;
                self.months.insert((13 - count, 12));
                Some(4 + self.bare_year(rest))
            }
            ["6" | "06" | "sáu", "tháng", ..] => {
                self.months.insert((1, 6));
                Some(2)
            }
            ["tháng", month, rest @ ..] => {
                let month = number(month, 12)?;
                self.months.insert((month, month));
                Some(2 + self.year_of(rest))
            }
            ["năm", year, ..] if self.bare_year(&[year]) == 1 => Some(2),
            [day, month, year, ..] if self.day(day, month, year).is_some() => Some(3),
            _ => (self.bare_year(words) == 1).then_some(1),
        }
    }

    fn day(&mut self, day: &str, month: &str, year: &str) -> Option<()> {
        let (day, month, year) = (number(day, 31)?, number(month, 12)?, year_named(year)?);
        let date = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
        self.years.insert(year);
        self.days.insert(date);
        Some(())
    }

    /// Reads `năm 2026` or `2026`; returns the words taken.
    fn year_of(&mut self, words: &[&str]) -> usize {
        match words {
            ["năm", rest @ ..] if self.bare_year(rest) == 1 => 2,
            _ => self.bare_year(words),
        }
    }

    fn bare_year(&mut self, words: &[&str]) -> usize {
        words.first().and_then(|word| year_named(word)).map_or(0, |year| {
            self.years.insert(year);
            1
        })
    }
}

fn year_named(word: &str) -> Option<i16> {
    let year = word.parse().ok().filter(|_| word.len() == 4)?;
    (1945..2100).contains(&year).then_some(year)
}

fn number(word: &str, most: u8) -> Option<u8> {
    let spelt = ["một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];
    let spelt = spelt.iter().zip(1..).find(|(name, _)| **name == word).map(|(_, value)| value);
    spelt.or_else(|| word.parse().ok()).filter(|value| (1..=most).contains(value))
}

fn ordinal(word: &str) -> Option<u8> {
    match word {
        "i" => Some(1),
        "ii" => Some(2),
        "iii" => Some(3),
        "iv" => Some(4),
        _ => number(word, 4),
    }
}

#[cfg(test)]
mod tests {
    use super::{Grain, Times};

    fn times(text: &str) -> (Times, usize) {
        let words: Vec<&str> = text.split(' ').collect();
        let mut times = Times::default();
        let taken = times.read(&words).unwrap_or(0);
        (times, taken)
    }

    #[test]
    fn times_are_read_as_people_write_them() {
        for (text, taken, grain) in [
            ("30 9 2026", 3, Some(Grain::Day)),
            ("ngày 05 tháng 12 năm 2025", 6, Some(Grain::Day)),
            ("quý ii năm 2026", 4, Some(Grain::Quarter)),
            ("quý iv 2026", 3, Some(Grain::Quarter)),
            ("6 tháng đầu năm 2026", 5, Some(Grain::Longer)),
            ("tháng 8 2026", 3, Some(Grain::Month)),
            ("năm 2026", 2, Some(Grain::Longer)),
            ("45 9 2026", 0, None),
            ("quý khách", 0, None),
        ] {
            let (times, read) = times(text);
            assert_eq!((read, times.grain()), (taken, grain), "{text}");
        }
        assert_eq!(times("9 tháng đầu năm").0.months.first(), Some(&(1, 9)));
    }
}

//! Dates as printed with a citation, in every form met: `ngày 05 tháng 4 năm 2016`, `30-8-2016`, `tháng 4/2016`,
//! `ngày … tháng … năm 2026`, `ngày 31 năm 3 năm 2011`.

use jiff::civil::Date;

use super::grammar::Grammar;
use crate::parse::token::{Key, Sort};

/// A date read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Dated {
    /// Its first token.
    pub(super) from: usize,
    /// The token after it.
    pub(super) end: usize,
    /// The day, where it is complete and of the calendar.
    pub(super) date: Option<Date>,
    /// The year, where it is printed but the day is not complete.
    pub(super) year: Option<i16>,
}

/// A part of a date: its value, or room left for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Slot {
    Value(i16),
    Open,
}

impl Grammar<'_> {
    /// Reads a date that starts at `at` with "ngày" or "tháng", or bare where all three parts are digits.
    pub(super) fn date(&self, at: usize) -> Option<Dated> {
        match self.key(at) {
            Key::Ngay => self.worded_date(at).or_else(|| self.plain_date(at, at + 1)),
            Key::Thang => self.month(at),
            _ => self.plain_date(at, at).filter(|dated| dated.date.is_some()),
        }
    }

    /// Reads `ngày 05 tháng 4 năm 2016` and what is typed for it.
    fn worded_date(&self, at: usize) -> Option<Dated> {
        let mut next = at + 1;
        let day = self.slot(&mut next, 2);
        let (middle, end) = self.date_word(next)?;
        next = end;
        let month = self.slot(&mut next, 2);
        let spelled = match self.date_word(next) {
            Some((_, end)) => {
                next = end;
                true
            }
            None => self.separator(&mut next),
        };
        let before_year = next;
        let year = self.slot(&mut next, 5);
        if middle == Key::Nam && !(spelled && matches!((day, month), (Some(Slot::Value(_)), Some(Slot::Value(_))))) {
            return None;
        }
        if !spelled && month.is_none() {
            return None;
        }
        let end = if year.is_some() { next } else { before_year };
        Some(dated(at, end, [day, month, year]))
    }

    fn date_word(&self, at: usize) -> Option<(Key, usize)> {
        let key = self.key(at);
        matches!(key, Key::Thang | Key::Nam | Key::Ngay).then_some((key, at + 1))
    }

    /// Reads `30/8/2016`, `30-8-2016`, `30.8.16`, `…/5/2025`, `//2014` from `from` on.
    fn plain_date(&self, at: usize, from: usize) -> Option<Dated> {
        let mut next = from;
        let day = self.slot(&mut next, 2);
        let mark = self.token(next).sort;
        if !matches!(mark, Sort::Mark('/' | '-' | '.')) {
            let open = at < from && day == Some(Slot::Open);
            return open.then(|| dated(at, next, [day, None, None]));
        }
        next += 1;
        let month = self.slot(&mut next, 2);
        let parted = matches!(self.token(next).sort, Sort::Mark('/' | '-' | '.'));
        if !(parted || (at < from && self.year(next).is_some())) {
            return None;
        }
        next += usize::from(parted);
        let year = self.slot(&mut next, 5)?;
        let followed = matches!(self.token(next).sort, Sort::Mark('/')) && !self.token(next).blank;
        let spelled = at < from || matches!((day, month), (Some(Slot::Value(_)), Some(Slot::Value(_))));
        (spelled && !followed).then(|| dated(at, next, [day, month, Some(year)]))
    }

    /// Reads `tháng 4/2016`, `tháng 4 năm 2016`, `tháng … năm 2026`.
    fn month(&self, at: usize) -> Option<Dated> {
        let mut next = at + 1;
        let month = self.slot(&mut next, 2)?;
        if self.key(next) == Key::Nam {
            next += 1;
        } else if !self.separator(&mut next) {
            return None;
        }
        let year = self.slot(&mut next, 4)?;
        Some(dated(at, next, [None, Some(month), Some(year)]))
    }

    fn separator(&self, next: &mut usize) -> bool {
        let found = matches!(self.token(*next).sort, Sort::Mark('/' | '-' | '.'));
        *next += usize::from(found);
        found
    }

    fn slot(&self, next: &mut usize, most: usize) -> Option<Slot> {
        let slot = match self.token(*next).sort {
            Sort::Gap => Slot::Open,
            Sort::Digits => Slot::Value(i16::try_from(self.number(*next, most)?).ok()?),
            _ => return None,
        };
        *next += 1;
        Some(slot)
    }
}

fn dated(from: usize, end: usize, [day, month, year]: [Option<Slot>; 3]) -> Dated {
    let year = match year {
        Some(Slot::Value(short @ 0..=44)) => Some(2000 + short),
        Some(Slot::Value(short @ 45..=99)) => Some(1900 + short),
        Some(Slot::Value(year)) => Some(year),
        _ => None,
    };
    let date = match (day, month, year) {
        (Some(Slot::Value(day)), Some(Slot::Value(month)), Some(year)) => {
            let small = |value: i16| i8::try_from(value).ok();
            small(day).zip(small(month)).and_then(|(day, month)| Date::new(year, month, day).ok())
        }
        _ => None,
    };
    let open = day.is_none_or(|day| day == Slot::Open);
    Dated { from, end, date, year: year.filter(|_| open) }
}

//! Documents on one scale of days: a lane each, a bar while in force, a tick for each change, a line at the day asked about.

use super::letters::{lines, width};
use super::svg::{Drawing, Frame};
use super::{Address, Lane, Timeline, day};
use crate::document::{Date, ValidityStatus};
use crate::report::standing::Standing;
use crate::report::words::pick;
use crate::rules::{Lang, written_day};

/// The names at the left, the days at the right of them.
const NAMES: u32 = 300;
const PLOT: u32 = 840;
const WIDTH: u32 = NAMES + PLOT + 20;
/// The scale above the lanes.
const SCALE: u32 = 46;
const LANE: u32 = 74;
const BAR: u32 = 20;
const NAME: u32 = 15;
const WORDS: u32 = 13;
/// Most years that are named on the scale.
const NAMED: i32 = 12;

/// Returns the picture.
#[must_use]
pub fn timeline(timeline: &Timeline, lang: Lang, address: &Address<'_>) -> String {
    let scale = Scale::of(timeline);
    let lanes = u32::try_from(timeline.lanes.len()).unwrap_or(0);
    let height = SCALE + LANE * lanes + 10;
    let mut drawing = Drawing::new();
    years(&mut drawing, &scale, height);
    for (at, lane) in (0u32..).zip(&timeline.lanes) {
        let top = SCALE + LANE * at;
        let to = address(&lane.id).filter(|_| !lane.own);
        drawing.leading(to.as_deref(), |drawing| names(drawing, lane, top, lang));
        bar(&mut drawing, &scale, lane, top);
        ticks(&mut drawing, &scale, lane, top);
    }
    let now = scale.x(timeline.as_of);
    drawing.path(&format!("M{now} 30V{height}"), "as-of");
    let asked = format!("{} {}", pick(lang, "tại", "as of"), written_day(timeline.as_of));
    let room = width(&asked, WORDS);
    drawing.words(now.saturating_sub(room / 2).min(WIDTH - room), 14, WORDS, "as-of", &asked);
    let title = pick(lang, "Hiệu lực theo thời gian", "Force over time");
    let description = pick(
        lang,
        "Mỗi văn bản một dòng: thanh là thời gian có hiệu lực, vạch đánh số là lần sửa đổi. Bảng kèm theo có cùng nội dung.",
        "A line a document: bars are the time in force, numbered ticks the changes. The table has the same content.",
    );
    drawing.finish("timeline", (WIDTH, height), title, description)
}

/// Days along the lanes.
struct Scale {
    first: Date,
    days: i32,
}

impl Scale {
    fn of(timeline: &Timeline) -> Self {
        let lanes = || timeline.lanes.iter();
        let begun = lanes().filter_map(|lane| lane.validity.since.or(lane.issued));
        let ended = lanes().filter_map(|lane| lane.validity.until);
        let changed = lanes().flat_map(|lane| lane.changes.iter().filter_map(|change| change.date));
        let all = || begun.clone().chain(ended.clone()).chain(changed.clone()).chain([timeline.as_of]);
        let (first, last) =
            (all().min().unwrap_or(timeline.as_of).year(), all().max().unwrap_or(timeline.as_of).year());
        let first = Date::new(first, 1, 1).unwrap_or(timeline.as_of);
        let last = Date::new(last.saturating_add(1), 12, 31).unwrap_or(timeline.as_of);
        Self { first, days: between(first, last).max(1) }
    }

    /// Returns where a day stands; days outside stand at the ends.
    fn x(&self, day: Date) -> u32 {
        let days = between(self.first, day).clamp(0, self.days);
        let along = i64::from(days) * i64::from(PLOT) / i64::from(self.days);
        NAMES + u32::try_from(along).unwrap_or(0)
    }
}

fn between(from: Date, to: Date) -> i32 {
    (to - from).get_days()
}

fn years(drawing: &mut Drawing, scale: &Scale, height: u32) {
    let all = scale.days / 365;
    let step = [1, 2, 5, 10, 20, 50].into_iter().find(|step| all / step <= NAMED).unwrap_or(100);
    let first = i32::from(scale.first.year());
    for year in (first..=first + all).filter(|year| year % step == 0) {
        let Some(day) = i16::try_from(year).ok().and_then(|year| Date::new(year, 1, 1).ok()) else { continue };
        let x = scale.x(day);
        drawing.path(&format!("M{x} {}V{height}", SCALE - 6), "year");
        let name = year.to_string();
        if x + 3 + width(&name, WORDS) <= WIDTH {
            drawing.words(x + 3, SCALE - 10, WORDS, "soft", &name);
        }
    }
}

fn names(drawing: &mut Drawing, of: &Lane, top: u32, lang: Lang) {
    let class = if of.own { "name own" } else { "name" };
    let room = NAMES - 20;
    for name in lines(&of.label, NAME, room, 1) {
        drawing.vietnamese(0, top + 18, NAME, class, &name);
    }
    let standing = Standing::of(of.validity.status, lang);
    let words = format!("{} {}", standing.sign, standing.words);
    for line in lines(&words, WORDS, room, 1) {
        drawing.words(0, top + 38, WORDS, &format!("standing {}", standing.look), &line);
    }
    let until = of.validity.until.map_or_else(String::new, written_day);
    drawing.words(0, top + 58, WORDS, "soft", &format!("{} – {until}", day(of.validity.since)));
}

fn bar(drawing: &mut Drawing, scale: &Scale, lane: &Lane, top: u32) {
    let validity = &lane.validity;
    let Some(first) = validity.since.or(lane.issued) else { return };
    let end = scale.first.saturating_add(jiff::ToSpan::days(scale.days));
    let last = validity.until.and_then(|last| last.tomorrow().ok()).unwrap_or(end);
    // A first day that is only that of the issue, or an end that nobody knows, is no full bar.
    let vague = validity.since.is_none() || validity.status == ValidityStatus::Unknown;
    let look = if vague { "unknown" } else { Standing::of(validity.status, Lang::Vi).look };
    let place = |from: Date, to: Date| {
        let x = scale.x(from);
        Frame { x, y: top + 14, width: scale.x(to).saturating_sub(x).max(2), height: BAR }
    };
    drawing.frame(place(first, last), &format!("bar {look}"));
    for (from, until) in &lane.pauses {
        let to = until.and_then(|until| until.tomorrow().ok()).unwrap_or(last);
        drawing.frame(place(*from, to), "bar suspended");
    }
}

/// Draws the changes, numbered as in the table; numbers that would stand on one another are left out.
fn ticks(drawing: &mut Drawing, scale: &Scale, lane: &Lane, top: u32) {
    let mut free = 0;
    for (number, change) in (1..).zip(&lane.changes) {
        let Some(date) = change.date else { continue };
        let x = scale.x(date);
        drawing.path(&format!("M{x} {}V{}", top + 9, top + 39), "tick");
        let number = number.to_string();
        let room = width(&number, WORDS);
        let at = x.saturating_sub(room / 2);
        if lane.own && at >= free {
            drawing.words(at, top + 53, WORDS, "number", &number);
            free = at + room + 4;
        }
    }
}

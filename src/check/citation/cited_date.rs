//! CIT-007: the date of a cited document is no day of the calendar, or contradicts the year in its symbol.

use jiff::civil::{Date, date};

use super::mention::{organ_code, own_number, through_date};
use crate::check::{Check, Context, Findings};
use crate::document::{Citation, CitedDate, DocNumber, ResolutionStatus, Role};
use crate::rules::{Arg, Words, written_day};

/// Finds impossible and garbled dates of cited documents, and years that disagree.
pub(super) struct CitedDateCheck;

impl Check for CitedDateCheck {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        for (_, citation) in cx.citations() {
            if let Some(printed) = &citation.date {
                match printed.date {
                    None if !has_note_mark(cx, citation, printed) => report_impossible(out, citation, printed),
                    None => {}
                    Some(day) => report_malformed(out, printed, day),
                }
            }
            if let Some(number) = own_number(cx.document, citation).filter(|number| !number.is_blank()) {
                report_year(cx, out, citation, number);
            }
        }
    }
}

fn report_impossible(out: &mut Findings, citation: &Citation, printed: &CitedDate) {
    let Some(reason) = impossible(&printed.text) else { return };
    let known = known_day(citation);
    let draft = out
        .finding(if known.is_some() { "impossible-known" } else { "impossible" }, printed.span)
        .arg("date", &printed.text)
        .arg("reason", Arg::Words(reason));
    if let Some(known) = known {
        draft.arg("known", known).suggest(printed.span, written_like(&printed.text, known));
    }
}

/// Returns whether the mark of a footnote seems to have run into the year: `ngày 27 tháng 11 năm 20237` of a document of 2023.
/// Recitals have no footnotes but in consolidated texts: there a fifth digit is the writer's.
fn has_note_mark(cx: &Context<'_>, citation: &Citation, printed: &CitedDate) -> bool {
    if citation.role == Role::Basis && !cx.is_consolidated() {
        return false;
    }
    let year = printed.text.rsplit(|c: char| !c.is_ascii_digit()).next().unwrap_or_default();
    let own = citation.number.as_ref().and_then(|number| number.year).or(known_day(citation).map(Date::year));
    year.len() > 4 && own.is_some_and(|own| year.starts_with(&own.to_string()))
}

/// Returns why the three numbers of a printed date are no day; `None` where it is incomplete or is one.
fn impossible(text: &str) -> Option<Words> {
    if text.contains(['…', '_']) || text.contains("..") {
        return None;
    }
    let numbers: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).filter(|digits| !digits.is_empty()).collect();
    let [day, month, year] = numbers.as_slice() else { return None };
    if !matches!(year.len(), 2 | 4) || (year.len() == 4 && !year.starts_with(['1', '2'])) {
        return Some(Words {
            vi: format!("“{year}” không phải là năm"), en: format!("“{year}” is no year")
        });
    }
    let (day, month): (i16, i8) = (day.parse().ok()?, month.parse().ok()?);
    let year: i16 = year.parse().ok().map(|short: i16| if short < 100 { 2000 + short } else { short })?;
    if !(1..=12).contains(&month) {
        return Some(Words { vi: format!("không có tháng {month}"), en: format!("there is no month {month}") });
    }
    let most = i16::from(date(year, month, 1).days_in_month());
    (!(1..=most).contains(&day)).then(|| Words {
        vi: format!("tháng {month} năm {year} chỉ có {most} ngày"),
        en: format!("month {month} of {year} has {most} days"),
    })
}

/// Finds a date whose words stand twice: `ngày 27 năm 12 năm 2019`.
fn report_malformed(out: &mut Findings, printed: &CitedDate, day: Date) {
    let words = printed.text.to_lowercase();
    let twice = |word: &str| words.split_whitespace().filter(|other| *other == word).count() > 1;
    if ["ngày", "tháng", "năm"].into_iter().any(twice) {
        let right = written_like("ngày tháng năm", day);
        out.finding("malformed", printed.span)
            .arg("date", &printed.text)
            .arg("right", &right)
            .suggest(printed.span, right);
    }
}

fn report_year(cx: &Context<'_>, out: &mut Findings, citation: &Citation, number: &DocNumber) {
    let Some(in_symbol) = number.year else { return };
    let years = cx.number("first_year").unwrap_or(i64::MIN)..=cx.number("last_year").unwrap_or(i64::MAX);
    match citation.issued {
        Some(day) if day.year() != in_symbol && !confirmed(citation) && !is_cut(cx, citation) => {
            let next_january = day.month() == 1 && day.year() == in_symbol + 1;
            if next_january && organ_code(number).is_some_and(|code| cx.words("passed_then_signed").contains(&code)) {
                return;
            }
            let dated = number.key.replacen(&format!("/{in_symbol}/"), &format!("/{}/", day.year()), 1);
            let known = known_day(citation).filter(|known| known.year() == in_symbol);
            let message = match known {
                _ if !years.contains(&i64::from(in_symbol)) => "symbol-year-dated",
                Some(_) => "year-known",
                None => "year",
            };
            let draft = out
                .finding(message, through_date(citation))
                .arg("number", &number.key)
                .arg("symbol_year", i64::from(in_symbol))
                .arg("year", i64::from(day.year()))
                .arg("as_dated", dated);
            if let Some((known, printed)) = known.zip(citation.date.as_ref()) {
                draft.arg("known", known).suggest(printed.span, written_like(&printed.text, known));
            }
            // "năm 202" is a year typed short, or the end of a line.
            if next_january || day.year() < 1000 {
                draft.suspected();
            }
        }
        None if !years.contains(&i64::from(in_symbol)) => {
            out.finding("symbol-year", through_date(citation))
                .arg("number", &number.key)
                .arg("symbol_year", i64::from(in_symbol));
        }
        _ => {}
    }
}

/// Returns whether the date ends in a short year after the word "năm", as where a line is cut: `tháng 11 năm 20`, or where
/// a blank has come between its digits: `năm 202 2`.
fn is_cut(cx: &Context<'_>, citation: &Citation) -> bool {
    let Some(date) = &citation.date else { return false };
    let year = date.text.split_once("năm").map_or("", |(_, year)| year.trim());
    let rest = cx.document.text.get(date.span.end..).unwrap_or_default().trim_start();
    year.len() == 2 || (year.len() == 3 && rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// Returns whether the registry has the document with the very date.
fn confirmed(citation: &Citation) -> bool {
    citation.resolution.as_ref().is_some_and(|resolution| resolution.status == ResolutionStatus::Found)
}

/// Returns `day` in the manner of the printed date `text`: `ngày 05 tháng 3 năm 2018`, `ngày 05/3/2018`, `05/3/2018`.
pub(super) fn written_like(text: &str, day: Date) -> String {
    let words = text.to_lowercase();
    if words.contains("tháng") {
        let month = if day.month() < 3 { format!("{:02}", day.month()) } else { day.month().to_string() };
        return format!("ngày {:02} tháng {month} năm {}", day.day(), day.year());
    }
    let figures = written_day(day);
    if words.contains("ngày") { format!("ngày {figures}") } else { figures }
}

/// Returns the day of issue that the registry knows, where it differs from what is printed or nothing was read.
pub(super) fn known_day(citation: &Citation) -> Option<Date> {
    let resolution = citation.resolution.as_ref()?;
    let issued = resolution.mismatches.iter().find(|mismatch| mismatch.field == "issued");
    match issued {
        Some(mismatch) => mismatch.known.parse().ok(),
        None => resolution.document.as_deref()?.rsplit('/').next()?.parse().ok(),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{impossible, written_like};

    fn why(text: &str) -> Option<String> {
        impossible(text).map(|words| words.vi)
    }

    #[test]
    fn impossible_days_say_why() {
        assert_eq!(why("ngày 31 tháng 11 năm 2016").as_deref(), Some("tháng 11 năm 2016 chỉ có 30 ngày"));
        assert_eq!(why("ngày 29/2/2015").as_deref(), Some("tháng 2 năm 2015 chỉ có 28 ngày"));
        assert_eq!(why("12/31/2016").as_deref(), Some("không có tháng 31"));
        assert_eq!(why("ngày 09/6/20205").as_deref(), Some("“20205” không phải là năm"));
    }

    #[test]
    fn blanks_and_parts_of_dates_are_not_impossible() {
        for text in ["ngày … tháng … năm 2026", "tháng 4/2016", "ngày ..... tháng 9 năm 2016", "ngày 29/2/2016"]
        {
            assert_eq!(why(text), None, "{text}");
        }
    }

    #[test]
    fn a_day_is_written_as_the_other_was() {
        let day = date(2018, 2, 5);
        assert_eq!(written_like("ngày 31 tháng 11 năm 2018", day), "ngày 05 tháng 02 năm 2018");
        assert_eq!(written_like("ngày 31/11/2018", day), "ngày 05/02/2018");
        assert_eq!(written_like("31-11-2018", day), "05/02/2018");
    }
}

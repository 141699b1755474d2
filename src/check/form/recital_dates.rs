//! FMT-015: how the days of the documents in the recitals are written.

use crate::check::{Check, Context, Findings};
use crate::text::Span;

/// Finds recitals that write some days in full and some in figures.
pub(super) struct RecitalDates;

impl Check for RecitalDates {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        let mut full = None;
        let mut short: Vec<(Span, String)> = Vec::new();
        for recital in &cx.document.recitals {
            let text = cx.document.slice(recital.span);
            if !text.trim_start().starts_with("Căn cứ") {
                continue;
            }
            for (at, word) in text.match_indices("ngày ") {
                let rest = text.get(at + word.len()..).unwrap_or_default();
                match read(rest) {
                    Some(Day::Full) => full = full.or(Some(recital.span)),
                    Some(Day::Figures(length, right)) => {
                        let start = recital.span.start + at;
                        short.push((Span::new(start, start + word.len() + length), format!("ngày {right}")));
                    }
                    None => {}
                }
            }
        }
        if let (Some(full), Some((at, right))) = (full, short.first()) {
            let draft = out.finding("mixed", *at).arg("right", right).arg("count", short.len().to_string());
            draft.see_here(full, "ghi đầy đủ").fix(*at, right);
        }
    }
}

enum Day {
    Full,
    /// Its bytes, and the day in full.
    Figures(usize, String),
}

/// Reads `05 tháng 3 năm 2020` or `05/3/2020`.
fn read(text: &str) -> Option<Day> {
    let digits = |text: &str| text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let day = digits(text);
    let rest = text.get(day..)?;
    if day == 0 || day > 2 {
        return None;
    }
    if rest.trim_start().starts_with("tháng") {
        return Some(Day::Full);
    }
    let mark = rest.chars().next().filter(|mark| matches!(mark, '/' | '-' | '.'))?;
    let (month, rest) = rest.get(1..)?.split_once(mark)?;
    let year = digits(rest);
    let whole = (1..=2).contains(&month.len()) && digits(month) == month.len() && year == 4;
    whole.then(|| {
        let (year, figure) = (rest.get(..4).unwrap_or_default(), month.trim_start_matches('0'));
        let month =
            if figure.len() == 1 && matches!(figure, "1" | "2") { format!("0{figure}") } else { figure.to_owned() };
        let length = day + 1 + (text.len() - day - 1 - rest.len()) + year.len();
        Day::Figures(length, format!("{:0>2} tháng {month} năm {year}", text.get(..day).unwrap_or_default()))
    })
}

#[cfg(test)]
mod tests {
    use super::{Day, read};

    #[test]
    fn days() {
        assert!(matches!(read("30 tháng 8 năm 2016 của"), Some(Day::Full)));
        let Some(Day::Figures(length, right)) = read("5/01/2020 của") else { panic!("no day in figures") };
        assert_eq!((length, right.as_str()), ("5/01/2020".len(), "05 tháng 01 năm 2020"));
        assert!(read("đăng Công báo").is_none() && read("5/2020").is_none());
    }
}

//! Days as written: `ngày 30 tháng 12 năm 2016`, `30/12/2016`, `01-7-2025`.

use jiff::civil::Date;

/// A day read at the head of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Day {
    /// The day, where the calendar has it.
    pub(super) date: Option<Date>,
    /// Bytes read.
    pub(super) len: usize,
}

/// Reads a day in words or figures at the head of `text`, with or without `ngày` before it.
///
/// Blanks to be filled (`ngày … tháng … năm 2025`) are read as a day without a date.
pub(super) fn read(text: &str) -> Option<Day> {
    let mut reader = Reader { text, at: 0 };
    let named = reader.word(&["ngày", "Ngày", "NGÀY"]);
    if named {
        reader.blanks();
    }
    let day = reader.figure(2);
    let mark = reader.at;
    reader.blanks();
    // "ngày 27 năm 12 năm 2019" stands in an issued decision: no day of the calendar, but a date line.
    if reader.word(&["tháng", "Tháng", "THÁNG"]) {
        reader.blanks();
        let month = reader.figure(2);
        reader.blanks();
        if !reader.word(&["năm", "Năm", "NĂM"]) {
            return None;
        }
        reader.blanks();
        let year = reader.figure(4);
        return Some(Day { date: date(day, month, year), len: reader.at });
    }
    reader.at = mark;
    let sign = text.get(mark..)?.chars().next().filter(|c| matches!(c, '/' | '-' | '.'))?;
    day?;
    reader.at += 1;
    let month = reader.figure(0)?;
    if !text.get(reader.at..)?.starts_with(sign) {
        return None;
    }
    reader.at += 1;
    let start = reader.at;
    let year = reader.figure(0)?;
    if !(reader.at - start == 4 || named) {
        return None;
    }
    Some(Day { date: date(day, Some(month), Some(year)), len: reader.at })
}

/// Finds the first day in `text`: its place and what it says.
pub(super) fn find(text: &str) -> Option<(usize, Day)> {
    let mut from = 0;
    while let Some(offset) = text.get(from..)?.find(|c: char| c.is_ascii_digit() || c == 'n' || c == 'N') {
        let at = from + offset;
        let rest = text.get(at..)?;
        let parted = text.get(..at)?.chars().next_back().is_none_or(|c| !c.is_alphanumeric() && c != '/');
        let worded = rest.starts_with("ngày") || rest.starts_with("NGÀY") || rest.starts_with("Ngày");
        if parted
            && (worded || rest.starts_with(|c: char| c.is_ascii_digit()))
            && let Some(day) = read(rest)
        {
            return Some((at, day));
        }
        from = at + rest.chars().next().map_or(1, char::len_utf8);
    }
    None
}

fn date(day: Option<u32>, month: Option<u32>, year: Option<u32>) -> Option<Date> {
    let year = i16::try_from(year?).ok().filter(|year| *year >= 1900)?;
    Date::new(year, i8::try_from(month?).ok()?, i8::try_from(day?).ok()?).ok()
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
}

impl Reader<'_> {
    /// Reads one of `words`; programs that take text out of pages leave blanks inside words: `n ăm`.
    fn word(&mut self, words: &[&str]) -> bool {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let found = words.iter().find_map(|word| spaced(rest, word));
        self.at += found.unwrap_or(0);
        found.is_some()
    }

    /// Passes blanks and the signs of a blank to be filled.
    fn blanks(&mut self) {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let head = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '.' | '…' | '_' | '·'));
        self.at += rest.len() - head.len();
    }

    /// Reads a figure; of one with fewer than `width` digits the rest may stand after a blank: `0 6`, `20 08`.
    fn figure(&mut self, width: usize) -> Option<u32> {
        let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
        let rest = self.text.get(self.at..)?;
        let len = digits(rest);
        let more = rest.get(len..).and_then(|rest| rest.strip_prefix(' ')).map_or(0, digits);
        let taken = if len > 0 && more > 0 && len + more <= width { len + 1 + more } else { len };
        let figure = rest.get(..taken)?.replace(' ', "").parse().ok()?;
        self.at += taken;
        Some(figure)
    }
}

/// Returns the bytes that `word` takes at the head of `text`, blanks inside it included.
fn spaced(text: &str, word: &str) -> Option<usize> {
    let mut rest = text;
    for (at, letter) in word.chars().enumerate() {
        let tail = if at > 0 { rest.strip_prefix(' ').unwrap_or(rest) } else { rest };
        rest = tail.strip_prefix(letter)?;
    }
    Some(text.len() - rest.len())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{find, read};

    #[test]
    fn days_in_words_and_figures() {
        let day = |text| read(text).and_then(|day| day.date);
        assert_eq!(day("ngày 05 tháng 01 năm 2017"), Some(date(2017, 1, 5)));
        assert_eq!(day("05\ntháng 01\nnăm 2017"), Some(date(2017, 1, 5)));
        assert_eq!(day("ngày 30/8/2016"), Some(date(2016, 8, 30)));
        assert_eq!(day("01-7-2025"), Some(date(2025, 7, 1)));
        assert_eq!(day("ngày 26 tháng 0 6 năm 20 18"), Some(date(2018, 6, 26)));
        assert_eq!(day("ngày 24 tháng 11 n ăm 2015"), Some(date(2015, 11, 24)));
        assert_eq!(day("ngày 27 tháng 3 năm 2026 2025"), Some(date(2026, 3, 27)));
        assert_eq!(day("ngày 31/02/2016"), None);
        assert!(read("ngày … tháng … năm 2025").is_some_and(|day| day.date.is_none()));
        assert!(read("78/2025/NĐ-CP").is_none());
        assert!(read("1.500.000 đồng").is_none());
    }

    #[test]
    fn first_day_of_a_text() {
        let text = "có hiệu lực từ ngày 01 tháng 7 năm 2025.";
        let (at, day) = find(text).unwrap();
        assert_eq!(&text[at..at + day.len], "ngày 01 tháng 7 năm 2025");
        assert_eq!(find("Nghị định số 78/2025/NĐ-CP"), None);
    }
}

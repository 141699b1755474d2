//! The units of a document that a reference can name, and how each is numbered.

use super::grammar::Grammar;
use crate::document::Slug;
use crate::parse::token::{Key, Sort};

/// A unit of a document (điều, khoản, điểm …), innermost first: the order is that of containment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unit {
    /// Số thứ tự: a row of a table, which has no path.
    Row,
    /// Gạch đầu dòng.
    Dash,
    /// Đoạn.
    Paragraph,
    /// Tiết.
    Subpoint,
    /// Tiểu điểm.
    SmallPoint,
    /// Điểm.
    Point,
    /// Khoản.
    Clause,
    /// Điều.
    Article,
    /// Tiểu mục.
    Subsection,
    /// Mục.
    Section,
    /// Chương.
    Chapter,
    /// Phần.
    Part,
    /// Mẫu.
    Form,
    /// Biểu.
    Table,
    /// Phụ lục.
    Annex,
}

impl Unit {
    /// Returns the unit's name in a path.
    pub(super) fn slug(self) -> &'static str {
        match self {
            Self::Row => "stt",
            Self::Dash => "gach",
            Self::Paragraph => "doan",
            Self::Subpoint => "tiet",
            Self::SmallPoint => "tieu-diem",
            Self::Point => "diem",
            Self::Clause => "khoan",
            Self::Article => "dieu",
            Self::Subsection => "tieu-muc",
            Self::Section => "muc",
            Self::Chapter => "chuong",
            Self::Part => "phan",
            Self::Form => "mau",
            Self::Table => "bieu",
            Self::Annex => "phu-luc",
        }
    }

    /// Returns whether the unit belongs to what is attached to a document.
    pub(super) fn is_attached(self) -> bool {
        matches!(self, Self::Form | Self::Table | Self::Annex | Self::Row)
    }
}

/// A unit word with the values after it: "khoản 1, 2 và 3".
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Units {
    /// The unit.
    pub(super) unit: Unit,
    /// The values in path form, ranges expanded; empty for "Phụ lục" alone.
    pub(super) values: Vec<String>,
    /// Whether "này" stands for the value: "Điều này".
    pub(super) this: bool,
    /// The token after it.
    pub(super) end: usize,
}

/// Letters that number points (điểm), in their order.
const POINT_LETTERS: &str = "abcdđeghiklmnopqrstuvxy";
/// A range wider than this is no range of provisions.
const WIDEST: u16 = 300;

impl Grammar<'_> {
    /// Reads a unit word at `at`; returns the unit and the token after the word.
    pub(super) fn unit_word(&self, at: usize) -> Option<(Unit, usize)> {
        let next = self.key(at + 1);
        Some(match self.key(at) {
            Key::Dieu => (Unit::Article, at + 1),
            Key::Khoan if self.stands_alone(at, &["tài"]) => (Unit::Clause, at + 1),
            Key::Diem if self.stands_alone(at, &["thời", "địa", "quan", "đặc"]) => (Unit::Point, at + 1),
            Key::Tieu if next == Key::Muc => (Unit::Subsection, at + 2),
            Key::Tieu if next == Key::Diem => (Unit::SmallPoint, at + 2),
            Key::Muc if self.stands_alone(at, &["danh", "hạng", "chuyên", "thư", "đề"]) => {
                (Unit::Section, at + 1)
            }
            Key::Chuong => (Unit::Chapter, at + 1),
            Key::Phan if self.stands_alone(at, &["thành", "cổ", "học", "một", "góp"]) => (Unit::Part, at + 1),
            Key::Phu if next == Key::Luc => (Unit::Annex, at + 2),
            Key::Mau => (Unit::Form, at + 1),
            Key::Bieu if next == Key::Mau => (Unit::Form, at + 2),
            Key::Bieu => (Unit::Table, at + 1),
            Key::Doan if self.stands_alone(at, &["giai", "công"]) => (Unit::Paragraph, at + 1),
            Key::Gach if next == Key::Dau && self.key(at + 2) == Key::Dong => (Unit::Dash, at + 3),
            Key::Tiet if self.stands_alone(at, &["chi", "thời"]) => (Unit::Subpoint, at + 1),
            Key::So if next == Key::Thu && self.lower(at + 2) == "tự" => (Unit::Row, at + 3),
            Key::So if self.letters(at + 1) == "TT" && self.is_digits(at + 2) => (Unit::Row, at + 2),
            _ => return None,
        })
    }

    /// Returns whether the word at `at` is not the second half of another word ("tài khoản", "danh mục").
    fn stands_alone(&self, at: usize, heads: &[&str]) -> bool {
        at == 0 || !heads.contains(&self.lower(at - 1))
    }

    /// Reads a unit word at `at` with its values.
    pub(super) fn units(&self, at: usize) -> Option<Units> {
        let (unit, first) = self.unit_word(at)?;
        if self.key(first) == Key::Nay && unit > Unit::Dash {
            return Some(Units { unit, values: Vec::new(), this: true, end: first + 1 });
        }
        let Some((value, mut end)) = self.value(unit, first) else {
            return (unit == Unit::Annex).then(|| Units { unit, values: Vec::new(), this: false, end: first });
        };
        let mut values = Vec::new();
        self.extend_to_range(unit, value, &mut end, &mut values);
        while let Some((value, mut next)) = self.further_value(unit, end) {
            self.extend_to_range(unit, value, &mut next, &mut values);
            end = next;
        }
        Some(Units { unit, values, this: false, end })
    }

    /// Reads a value that goes on with a list: ", 3", "và 7".
    fn further_value(&self, unit: Unit, at: usize) -> Option<(String, usize)> {
        let mut next = at;
        if self.mark(next, ',') || (self.mark(next, ';') && unit == Unit::Point) {
            next += 1;
        }
        if self.key(next).joins() {
            next += 1;
        }
        if next == at || matches!(unit, Unit::Form | Unit::Table | Unit::Annex) {
            return None;
        }
        let (value, end) = self.value(unit, next)?;
        self.ends_list(end).then_some((value, end))
    }

    /// Returns whether what follows a list's value shows that it was one, and not a count of other things.
    fn ends_list(&self, at: usize) -> bool {
        let token = self.token(at);
        match token.sort {
            Sort::Mark('.') => !self.is_digits(at + 1) || self.token(at + 1).blank,
            Sort::Mark('%' | '°' | '/') | Sort::Digits => false,
            Sort::Mark(_) | Sort::Gap => true,
            Sort::Word => {
                token.capital
                    || token.key.ends_list()
                    || self.unit_word(at).is_some()
                    || self.kinds.at(self.tokens, at).is_some()
            }
        }
    }

    /// Pushes `value`, or all values from it to the end of the range that starts with it.
    fn extend_to_range(&self, unit: Unit, value: String, end: &mut usize, values: &mut Vec<String>) {
        let mut next = *end;
        let hyphen = self.mark(next, '-') && !self.token(next).blank && !self.token(next + 1).blank;
        if self.key(next) != Key::Den && !(hyphen && matches!(unit, Unit::Article | Unit::Clause)) {
            values.push(value);
            return;
        }
        next += 1;
        if self.key(next) == Key::Het {
            next += 1;
        }
        if let Some((same, after)) = self.unit_word(next) {
            if same != unit {
                values.push(value);
                return;
            }
            next = after;
        }
        match self.value(unit, next) {
            Some((last, after)) => {
                *end = after;
                values.extend(between(&value, &last));
            }
            None => values.push(value),
        }
    }

    /// Reads one value of `unit` in path form.
    fn value(&self, unit: Unit, at: usize) -> Option<(String, usize)> {
        match unit {
            Unit::Article | Unit::Clause => self.numeral(at),
            Unit::Row => {
                let at = at + usize::from(self.key(at) == Key::So);
                self.number(at, 4).map(|row| (row.to_string(), at + 1))
            }
            Unit::Point | Unit::SmallPoint | Unit::Subpoint => self.point(at).or_else(|| self.dotted(at)),
            Unit::Paragraph | Unit::Dash => self.ordinal_word(at).or_else(|| self.numeral(at)),
            Unit::Section | Unit::Chapter | Unit::Part | Unit::Subsection => {
                self.roman(at).or_else(|| self.dotted(at)).or_else(|| self.ordinal_word(at))
            }
            Unit::Annex => {
                let at = at + usize::from(self.key(at) == Key::So);
                self.roman(at).or_else(|| self.numeral(at))
            }
            Unit::Form | Unit::Table => self.form_code(at),
        }
    }

    /// Reads `5`, `5a`, `146đ`.
    fn numeral(&self, at: usize) -> Option<(String, usize)> {
        let number = self.number(at, 4)?;
        let suffix = self.token(at + 1);
        let lettered = suffix.sort == Sort::Word && !suffix.blank && !suffix.capital && self.is_letter(at + 1);
        if lettered {
            return Some((format!("{number}{}", plain(self.lower(at + 1))), at + 2));
        }
        Some((number.to_string(), at + 1))
    }

    /// Reads `a`, `đ`, `a1`, `b5`.
    fn point(&self, at: usize) -> Option<(String, usize)> {
        if !self.is_letter(at) {
            return None;
        }
        let letter = plain(self.lower(at));
        if self.is_digits(at + 1) && !self.token(at + 1).blank && self.number(at + 1, 2).is_some() {
            return Some((format!("{letter}{}", self.letters(at + 1)), at + 2));
        }
        Some((letter, at + 1))
    }

    fn is_letter(&self, at: usize) -> bool {
        let lower = self.lower(at);
        self.is_word(at) && lower.chars().count() == 1 && lower.chars().all(|c| c.is_ascii_lowercase() || c == 'đ')
    }

    /// Reads `3`, `2.4`, `1.1.1`, `4đ`.
    fn dotted(&self, at: usize) -> Option<(String, usize)> {
        let (mut value, mut end) = self.numeral(at)?;
        while self.mark(end, '.') && !self.token(end).blank && self.is_digits(end + 1) && !self.token(end + 1).blank {
            value.push('.');
            value.push_str(self.letters(end + 1));
            end += 2;
        }
        Some((value, end))
    }

    /// Reads `IV`, `A`, `A1`.
    fn roman(&self, at: usize) -> Option<(String, usize)> {
        let letters = self.letters(at);
        let numeral = self.token(at).capitals && letters.chars().all(|c| "IVXLC".contains(c));
        let single = self.token(at).capitals && self.is_letter(at);
        let numbered = single && self.is_digits(at + 1) && !self.token(at + 1).blank;
        if numbered {
            return Some((format!("{}{}", plain(self.lower(at)), self.letters(at + 1)), at + 2));
        }
        (numeral || single).then(|| (plain(self.lower(at)), at + 1))
    }

    /// Reads `đầu`, `thứ nhất`, `thứ 2`.
    fn ordinal_word(&self, at: usize) -> Option<(String, usize)> {
        if self.key(at) == Key::Dau {
            return Some(("1".to_owned(), at + 1));
        }
        if self.key(at) != Key::Thu {
            return None;
        }
        let words = ["nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười"];
        let spelled = words.iter().position(|word| *word == self.lower(at + 1)).map(|place| place + 1);
        let value = spelled.map(|place| place.to_string()).or_else(|| self.number(at + 1, 2).map(|n| n.to_string()))?;
        Some((value, at + 2))
    }

    /// Reads a form's code to the next blank: `01/ĐK`, `05a`, `II.7`, `S1a-HKD`.
    fn form_code(&self, at: usize) -> Option<(String, usize)> {
        let mut at = at;
        while self.key(at) == Key::So || self.mark(at, ':') {
            at += 1;
        }
        let mut end = at;
        while !self.is_end(end) && (end == at || !self.token(end).blank) {
            let part = match self.token(end).sort {
                Sort::Digits | Sort::Word => true,
                Sort::Mark('.' | '-' | '/' | '&') => !self.token(end + 1).blank && end > at,
                _ => false,
            };
            if !part {
                break;
            }
            end += 1;
        }
        let code: String = (at..end).map(|at| self.letters(at)).collect();
        let numbered = code.chars().any(|c| c.is_ascii_digit()) || self.roman(at).is_some();
        (numbered && code.chars().count() <= 30).then(|| (Slug::of(&code).as_str().to_owned(), end))
    }
}

/// Returns the values from `first` to `last`, both included; just these two where there is no order between them.
fn between(first: &str, last: &str) -> Vec<String> {
    let two = || vec![first.to_owned(), last.to_owned()];
    if let (Ok(low), Ok(high)) = (first.parse::<u16>(), last.parse::<u16>()) {
        return if low < high && high - low <= WIDEST { (low..=high).map(|n| n.to_string()).collect() } else { two() };
    }
    let place = |value: &str| POINT_LETTERS.chars().position(|letter| plain(&letter.to_string()) == value);
    match (place(first), place(last)) {
        (Some(low), Some(high)) if low < high => {
            POINT_LETTERS.chars().skip(low).take(high - low + 1).map(|letter| plain(&letter.to_string())).collect()
        }
        _ => two(),
    }
}

/// Returns a value in the letters of a path: `đ` is `dd`.
fn plain(value: &str) -> String {
    value.replace('đ', "dd")
}

#[cfg(test)]
mod tests {
    use super::between;

    #[test]
    fn ranges_follow_the_vietnamese_alphabet() {
        assert_eq!(between("c", "g"), ["c", "d", "dd", "e", "g"]);
        assert_eq!(between("3", "5"), ["3", "4", "5"]);
        assert_eq!(between("5a", "7"), ["5a", "7"]);
        assert_eq!(between("9", "3"), ["9", "3"]);
    }
}

//! Numbers and sums of money as documents print them.

use crate::check::Context;
use crate::text::fold_case_tone;

/// The words of money of a page (`[values.money]`): `triệu đồng` is a million.
pub(super) struct Money<'a> {
    words: Vec<(&'a str, i64)>,
}

impl<'a> Money<'a> {
    /// Reads the words of the page.
    pub(super) fn of(cx: &Context<'a>) -> Self {
        let table = cx.value("money").and_then(toml::Value::as_table).into_iter().flatten();
        let mut words: Vec<(&str, i64)> =
            table.filter_map(|(words, scale)| Some((words.as_str(), scale.as_integer()?))).collect();
        words.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        Self { words }
    }

    /// Returns the words with what they stand for.
    pub(super) fn words(&self) -> impl Iterator<Item = (&'a str, i64)> {
        self.words.iter().copied()
    }

    /// Returns the one sum that the words name, in thousandths of the currency; `None` where they name none, or more.
    pub(super) fn sum(&self, text: &str) -> Option<i64> {
        let folded = fold_case_tone(text);
        let mut sums = folded.match_indices(|c: char| c.is_ascii_digit()).filter_map(|(at, _)| {
            let before = folded.get(..at)?.chars().next_back();
            let starts = before.is_none_or(|c| !c.is_ascii_digit() && c != '.' && c != ',');
            let rest = folded.get(at..).filter(|_| starts)?;
            let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.' && c != ',').unwrap_or(rest.len());
            let (number, unit) = rest.split_at(end);
            let unit = unit.trim_start();
            let (_, scale) = self.words.iter().find(|(words, _)| unit.starts_with(words))?;
            thousandths(number.trim_end_matches(['.', ',']))?.checked_mul(*scale)
        });
        let first = sums.next()?;
        sums.next().is_none().then_some(first)
    }
}

/// Reads a number as documents print it, in thousandths: `05`, `1.500.000`, `0,5`.
pub(super) fn thousandths(text: &str) -> Option<i64> {
    if !text.starts_with(|c: char| c.is_ascii_digit()) || text.contains('/') {
        return None;
    }
    let (whole, part) = text.split_once(',').unwrap_or((text, ""));
    let mut groups = whole.split('.');
    let first = groups.next()?;
    let grouped = groups.clone().all(|group| group.len() == 3) && first.len() <= 3;
    if !grouped && whole.contains('.') || part.len() > 3 {
        return None;
    }
    let digits: String = whole.chars().filter(char::is_ascii_digit).collect();
    let whole: i64 = digits.parse().ok()?;
    let part: i64 = format!("{part:0<3}").parse().ok()?;
    whole.checked_mul(1_000)?.checked_add(part)
}

#[cfg(test)]
mod tests {
    use super::thousandths;

    #[test]
    fn numbers_as_documents_print_them() {
        assert_eq!(thousandths("05"), Some(5_000));
        assert_eq!(thousandths("1.500.000"), Some(1_500_000_000));
        assert_eq!(thousandths("0,5"), Some(500));
        assert_eq!((thousandths("1.5"), thousandths("12/3"), thousandths("ba")), (None, None, None));
    }
}

//! Running heads and page numbers: what stands at the same place of page after page.

use std::collections::BTreeMap;

use super::lines::Line;
use super::page::Page;

/// Share of the page's height, above and below, where such lines stand.
const TOP: f64 = 0.13;
const BOTTOM: f64 = 0.88;
/// Lines of one page that are looked at on either end.
const OUTERMOST: usize = 4;
/// Lines of one paragraph stand closer than so many times the size of letters.
const CLOSE: f64 = 1.5;
/// Pages on which the same words at the same height are a running head.
const REPEATS: usize = 3;

/// What was taken off the pages.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Taken {
    /// Running heads and feet.
    pub(super) heads: usize,
    /// Page numbers that stood alone.
    pub(super) numbers: usize,
}

/// A line as it is compared over pages.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    /// Its words, the page number left out.
    words: String,
    /// Page number less the index of the page; `None` where the words hold no number.
    offset: Option<i64>,
    /// Whether it stands above the text.
    top: bool,
}

/// Takes running heads and page numbers off the pages.
pub(super) fn take(pages: &mut [Page]) -> Taken {
    let mut seen: BTreeMap<Key, usize> = BTreeMap::new();
    for (index, page) in pages.iter().enumerate() {
        let mut own: Vec<Key> = outermost(page)
            .into_iter()
            .filter_map(|at| page.lines.get(at))
            .flat_map(|line| keys(line, index, page))
            .collect();
        own.sort();
        own.dedup();
        for key in own {
            *seen.entry(key).or_default() += 1;
        }
    }
    let count = pages.len();
    let mut taken = Taken::default();
    for (index, page) in pages.iter_mut().enumerate() {
        let (mut numbers, mut heads) = (Vec::new(), Vec::new());
        for at in outermost(page) {
            let Some(line) = page.lines.get(at) else { continue };
            let keys = keys(line, index, page);
            if keys.iter().any(|key| is_number(key, &seen)) {
                numbers.push(at);
            } else if is_gazette(&line.text) || keys.iter().any(|key| is_head(key, &seen, count)) {
                heads.push(at);
            }
        }
        for at in heads.clone() {
            if ends_a_note(page, at, &heads) {
                heads.retain(|other| *other != at);
            }
        }
        taken.numbers += numbers.len();
        taken.heads += heads.len();
        let mut at = 0;
        page.lines.retain(|_| {
            at += 1;
            !heads.contains(&(at - 1)) && !numbers.contains(&(at - 1))
        });
    }
    taken
}

/// Returns the indexes of the first and last lines of a page that stand near its edges.
fn outermost(page: &Page) -> Vec<usize> {
    let last = page.lines.len().saturating_sub(OUTERMOST);
    let near = |line: &Line| line.baseline < TOP * page.height || line.baseline > BOTTOM * page.height;
    let outer = |at: usize| at < OUTERMOST || at >= last;
    page.lines.iter().enumerate().filter(|(at, line)| outer(*at) && near(line)).map(|(at, _)| at).collect()
}

/// Returns a line's words as they are, and with each of its numbers read as a page number.
fn keys(line: &Line, index: usize, page: &Page) -> Vec<Key> {
    let top = line.baseline < page.height / 2.0;
    let mut keys = vec![Key { words: line.text.clone(), offset: None, top }];
    let index = i64::try_from(index).unwrap_or(i64::MAX);
    for (at, word) in line.text.split(' ').enumerate() {
        if let Ok(number) = word.trim_matches(|letter: char| !letter.is_ascii_digit()).parse::<i64>() {
            let words = line.text.split(' ').enumerate().filter(|(other, _)| *other != at);
            let words: Vec<&str> = words.map(|(_, word)| word).collect();
            let alone = words.iter().all(|word| word.chars().all(|letter| matches!(letter, '-' | '–' | '|')));
            let words = if alone { String::new() } else { words.join(" ") };
            keys.push(Key { words, offset: Some(number - index), top });
        }
    }
    keys
}

/// A number alone is the page's where it counts on with the pages, or is this page's own number.
fn is_number(key: &Key, seen: &BTreeMap<Key, usize>) -> bool {
    let repeats = seen.get(key).copied().unwrap_or(0);
    key.words.is_empty() && key.offset.is_some_and(|offset| offset == 1 || repeats > 1)
}

/// Words with a number that counts on may be titles of forms ("Mẫu số 01"): they must stand on half of the pages.
fn is_head(key: &Key, seen: &BTreeMap<Key, usize>, pages: usize) -> bool {
    let repeats = seen.get(key).copied().unwrap_or(0);
    let few = pages <= 4 && repeats == pages && pages > 1;
    match key.offset {
        _ if key.words.is_empty() => false,
        None => repeats >= REPEATS && repeats * 4 >= pages || few,
        Some(_) => repeats >= REPEATS && repeats * 5 >= pages * 2,
    }
}

/// Notes at the foot of pages often end in the same words: such a line stands close below another that is no running foot.
fn ends_a_note(page: &Page, at: usize, heads: &[usize]) -> bool {
    let Some(line) = page.lines.get(at).filter(|line| line.baseline > page.height / 2.0) else { return false };
    let close = |other: &Line| {
        let step = line.baseline - other.baseline;
        step > 0.3 * line.size && step < CLOSE * line.size && other.left < line.right && line.left < other.right
    };
    page.lines.iter().enumerate().any(|(other, above)| !heads.contains(&other) && close(above))
}

/// The head of the official gazette (Công báo) is known by its words.
fn is_gazette(text: &str) -> bool {
    text.contains("CÔNG BÁO/Số")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(lines: &[(&str, f64)]) -> Page {
        let line = |&(text, baseline): &(&str, f64)| Line { text: text.to_owned(), baseline, ..Line::default() };
        Page { height: 800.0, width: 600.0, lines: lines.iter().map(line).collect(), ..Page::default() }
    }

    #[test]
    fn heads_go_and_titles_of_forms_stay() {
        let mut pages = vec![
            page(&[("QUYẾT ĐỊNH", 80.0), ("Lưu hành nội bộ", 770.0)]),
            page(&[("2", 40.0), ("Mẫu số 01", 80.0), ("Lưu hành nội bộ", 770.0)]),
            page(&[("- 3 -", 40.0), ("Mẫu số 02", 80.0), ("3", 400.0), ("Lưu hành nội bộ", 770.0)]),
            page(&[("CÔNG BÁO/Số 1 + 2/Ngày 03-4-2026 4", 40.0), ("Điều 1", 90.0), ("Lưu hành nội bộ", 770.0)]),
            page(&[("5", 40.0), ("2030", 80.0)]),
        ];
        assert_eq!(take(&mut pages), Taken { heads: 5, numbers: 3 });
        let left: Vec<_> = pages.iter().flat_map(|page| &page.lines).map(|line| line.text.as_str()).collect();
        assert_eq!(left, ["QUYẾT ĐỊNH", "Mẫu số 01", "Mẫu số 02", "3", "Điều 1", "2030"]);
    }

    #[test]
    fn notes_that_end_in_the_same_words_stay() {
        let note = |first: &'static str| {
            let mut page = page(&[
                ("Điều 1", 300.0),
                (first, 740.0),
                ("136/2025/QH15, sửa đổi Luật Tố", 752.0),
                ("cáo, có hiệu lực kể từ ngày 01", 764.0),
                ("Lưu hành nội bộ", 785.0),
            ]);
            for line in &mut page.lines {
                (line.size, line.left, line.right) = (10.0, 80.0, 500.0);
            }
            page
        };
        let mut pages = vec![note("2 Khoản này sửa theo Luật số"), note("3 Điểm này"), note("5 Điều này theo Luật số")];
        assert_eq!(take(&mut pages), Taken { heads: 3, numbers: 0 });
        assert!(pages.iter().all(|page| page.lines.len() == 4));
    }
}

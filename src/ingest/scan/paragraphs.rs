//! Paragraphs: lines that go on where the one above reached the margin.

use super::columns::{Zone, zones};
use super::lines::{self, Line};
use crate::ingest::outside::tesseract::{Page, Word};

/// Words at the start of a line that begin a paragraph.
const OPENINGS: [&str; 9] =
    ["Điều ", "Chương ", "Mục ", "Phần ", "Phụ lục", "Căn cứ", "Theo đề nghị", "Xét đề nghị", "Nơi nhận"];

/// One word and what stands before it.
#[derive(Debug)]
pub(super) struct Piece {
    /// A blank, a tab between the cells of a row, or nothing.
    pub(super) before: &'static str,
    /// The word.
    pub(super) word: Word,
}

/// Words of one paragraph.
#[derive(Debug, Default)]
pub(super) struct Paragraph {
    /// In reading order.
    pub(super) pieces: Vec<Piece>,
}

impl Paragraph {
    fn add(&mut self, words: Vec<Word>, mut before: &'static str) {
        if self.pieces.is_empty() {
            before = "";
        }
        for word in words {
            self.pieces.push(Piece { before, word });
            before = " ";
        }
    }
}

/// Returns the paragraphs of a page in reading order.
pub(super) fn of(page: Page) -> Vec<Paragraph> {
    let height = lines::height(&page);
    let width = page.width;
    let mut found = Vec::new();
    for zone in zones(lines::rows(page, height), width, height) {
        match zone {
            Zone::Column(lines) => column(lines, height, &mut found),
            Zone::Row(cells) => {
                let mut row = Paragraph::default();
                for cell in cells {
                    row.add(cell.words, "\t");
                }
                found.push(row);
            }
        }
    }
    found
}

fn column(lines: Vec<Line>, height: i32, found: &mut Vec<Paragraph>) {
    let margins = Margins {
        left: lines.iter().map(|line| line.left).min().unwrap_or(0),
        right: lines.iter().map(|line| line.right).max().unwrap_or(0),
        height,
    };
    let mut above: Option<Line> = None;
    for line in lines {
        let before = above.as_ref().and_then(|above| margins.joint(above, &line));
        above = Some(line.clone());
        if before.is_none() {
            found.push(Paragraph::default());
        }
        if let Some(paragraph) = found.last_mut() {
            paragraph.add(line.words, before.unwrap_or_default());
        }
    }
}

/// The edges of a column, in pixels.
struct Margins {
    left: i32,
    right: i32,
    height: i32,
}

impl Margins {
    /// Returns what joins a line to the one above, or `None` where it begins a paragraph.
    fn joint(&self, above: &Line, line: &Line) -> Option<&'static str> {
        let height = self.height;
        let (last, first) = (&above.words.last()?.text, &line.words.first()?.text);
        let text = line.words.iter().take(3).map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ");
        let goes_on = first.starts_with(char::is_lowercase) && !is_label(first);
        let full = above.right > self.right - 4 * height && self.right - self.left > 20 * height;
        let begins = line.left > self.left + height || last.ends_with([';', ':']) || is_label(first);
        let opens = OPENINGS.iter().any(|opening| text.starts_with(opening));
        // A heading in capitals and the text below it are two, whatever their places.
        let alike = is_upper(above) == is_upper(line);
        let near = line.top - above.bottom < height * 3 / 2;
        if !near || opens || !(goes_on || alike && full && !begins) || goes_on && last.ends_with([';', '.']) {
            return None;
        }
        // A symbol cut at its hyphen: "12/TTr-" and "SKHCN".
        let cut = last.len() > 1 && last.ends_with('-') && last.contains('/');
        Some(if cut { "" } else { " " })
    }
}

/// Returns whether a line is in capitals.
fn is_upper(line: &Line) -> bool {
    line.words.iter().all(|word| !word.text.contains(char::is_lowercase))
}

/// Returns whether a word is the label of an item: "1.", "a)", "-", "II.", "2.1.".
pub(super) fn is_label(word: &str) -> bool {
    let Some(stem) = word.strip_suffix(['.', ')']) else { return matches!(word, "-" | "+" | "•" | "*" | "–") };
    let numeral = stem.chars().all(|letter| matches!(letter, 'I' | 'V' | 'X' | 'L'));
    let digits = stem.chars().all(|letter| letter.is_ascii_digit() || letter == '.');
    !stem.is_empty() && (numeral || digits && stem.len() <= 6 || stem.chars().count() == 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A page of lines: left edge, top, words; each letter is ten pixels wide.
    fn page(lines: &[(i32, i32, &str)]) -> Page {
        let mut words = Vec::new();
        for (at, (left, top, text)) in (0..).zip(lines) {
            let mut x = *left;
            for word in text.split(' ') {
                let right = x + 10 * i32::try_from(word.chars().count()).unwrap();
                let text = word.to_owned();
                words.push(Word {
                    line: [0, 0, at],
                    left: x,
                    top: *top,
                    right,
                    bottom: top + 20,
                    confidence: 90,
                    text,
                });
                x = right + 10;
            }
        }
        Page { width: 1000, words }
    }

    fn texts(page: Page) -> Vec<String> {
        let text = |paragraph: Paragraph| {
            paragraph.pieces.iter().flat_map(|piece| [piece.before, piece.word.text.as_str()]).collect()
        };
        of(page).into_iter().map(text).collect()
    }

    #[test]
    fn columns_are_read_one_after_the_other_and_lines_go_on() {
        let found = texts(page(&[
            (100, 0, "ỦY BAN NHÂN DÂN"),
            (500, 0, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
            (150, 30, "Số: 1/QĐ-UBND"),
            (550, 30, "Độc lập - Tự do"),
            (450, 90, "QUYẾT ĐỊNH"),
            (100, 150, "Theo đề nghị của Giám đốc Sở Khoa học và Công nghệ tại Tờ trình số 12/TTr-"),
            (100, 180, "SKHCN ngày 20 tháng 02 năm 2026 về việc ban hành Kế hoạch năm, các Sở và"),
            (100, 210, "Ủy ban thực hiện."),
            (100, 240, "Điều 1. Một."),
            (100, 270, "a) Hai."),
        ]));
        assert_eq!(
            found,
            [
                "ỦY BAN NHÂN DÂN",
                "Số: 1/QĐ-UBND",
                "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                "Độc lập - Tự do",
                "QUYẾT ĐỊNH",
                "Theo đề nghị của Giám đốc Sở Khoa học và Công nghệ tại Tờ trình số 12/TTr-SKHCN ngày 20 tháng 02 năm 2026 về việc ban hành Kế hoạch năm, các Sở và Ủy ban thực hiện.",
                "Điều 1. Một.",
                "a) Hai."
            ]
        );
    }

    #[test]
    fn rows_of_a_table_stay_rows() {
        let found = texts(page(&[(100, 0, "1"), (200, 0, "Rà soát"), (500, 0, "Sở Nội vụ"), (800, 0, "Quý I")]));
        assert_eq!(found, ["1\tRà soát\tSở Nội vụ\tQuý I"]);
    }
}

//! The pieces of the lines at a document's head and foot, where two columns stand side by side.
//!
//! A line of text may hold a cell of each column, parted by a tab, a bar or many blanks, or by nothing where a program
//! took the text out of a page. Ruled lines and marks of emphasis are no pieces.

use crate::text::{Alignment, Block, Place, Source, Span};

/// One cell of a line.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece<'t> {
    /// The words without blanks, rules and marks around them.
    pub(super) text: &'t str,
    /// Where they stand.
    pub(super) span: Span,
    /// Whether the paragraph is centred.
    pub(super) centred: bool,
    /// Whether a ruled or empty line stands before it.
    pub(super) after_rule: bool,
}

/// Returns the pieces of `blocks`, in reading order.
pub(super) fn pieces<'t>(source: &'t Source, blocks: &[Block]) -> Vec<Piece<'t>> {
    let mut found = Vec::new();
    let mut after_rule = false;
    for block in blocks {
        if matches!(block.place, Place::Note | Place::Margin | Place::TextBox) {
            continue;
        }
        let line = source.slice(block.span);
        if super::flow::is_page_mark(line.trim()) {
            continue;
        }
        let mut any = false;
        for (start, end) in cells(line) {
            let Some((start, end)) = bare(line, start, end) else { continue };
            let Some(text) = line.get(start..end) else { continue };
            any = true;
            found.push(Piece {
                text,
                span: Span::new(block.span.start + start, block.span.start + end),
                centred: block.layout.alignment == Alignment::Center,
                after_rule,
            });
            after_rule = false;
        }
        after_rule |= !any;
    }
    found
}

/// Words that begin the right column.
const RIGHT: &[&str] = &["CỘNG HÒA XÃ HỘI", "CỘNG HOÀ XÃ HỘI", "Độc lập", "ĐẢNG CỘNG SẢN", "Nơi nhận"];

/// Cuts a line at tabs, bars, runs of three blanks, and before the words that begin the right column.
fn cells(line: &str) -> Vec<(usize, usize)> {
    let mut cuts = Vec::new();
    let (mut start, mut blanks) = (0, 0);
    for (at, c) in line.char_indices() {
        let blank = c == ' ' || c == '\u{a0}';
        if c == '\t' || c == '|' {
            cuts.push((start, at));
            start = at + 1;
        } else if blanks >= 3 && !blank {
            cuts.push((start, at));
            start = at;
        }
        blanks = if blank { blanks + 1 } else { 0 };
    }
    cuts.push((start, line.len()));
    cuts.iter().flat_map(|&(start, end)| columns(line, start, end)).collect()
}

fn columns(line: &str, start: usize, end: usize) -> Vec<(usize, usize)> {
    let text = line.get(start..end).unwrap_or_default();
    // "CHỦ TỊCH NƯỚC CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" is one name.
    let begins = |at: &usize| *at > 0 && !text.get(..*at).is_some_and(|before| before.trim_end().ends_with("NƯỚC"));
    let cut = RIGHT.iter().filter_map(|word| text.find(word)).filter(begins).min();
    cut.map_or_else(|| vec![(start, end)], |at| vec![(start, start + at), (start + at, end)])
}

/// Takes blanks, rules and marks of emphasis off both ends; `None` where no word is left.
fn bare(line: &str, start: usize, end: usize) -> Option<(usize, usize)> {
    let marks = |c: char| {
        c.is_whitespace() || matches!(c, '*' | '_' | '#' | '—' | '=' | '~' | '\u{feff}' | '\u{200b}'..='\u{200f}')
    };
    let text = line.get(start..end)?;
    let head = text.trim_start_matches(marks);
    // A rule before words: "------- Số: 1661/NQ-UBTVQH15"; a single dash begins an item.
    let unruled = head.trim_start_matches(['-', '–']);
    let head = if head.len() - unruled.len() >= 3 { unruled.trim_start_matches(marks) } else { head };
    let body = head.trim_end_matches(marks);
    // A trailing rule after words: "BỘ TÀI CHÍNH --------".
    let ruled = body.trim_end_matches(['-', '–', '.', '…']);
    let body = if body.len() - ruled.len() >= 3 && body.ends_with('-') { ruled.trim_end_matches(marks) } else { body };
    let start = start + (text.len() - head.len());
    super::shape::has_words(body).then(|| (start, start + body.len()))
}

#[cfg(test)]
mod tests {
    use super::pieces;
    use crate::text::{Format, Source};

    fn cells(text: &str) -> Vec<String> {
        let source = Source::from_lines(Format::Txt, text);
        pieces(&source, source.blocks()).iter().map(|piece| piece.text.to_owned()).collect()
    }

    #[test]
    fn columns_on_one_line() {
        assert_eq!(
            cells("ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nTỈNH A    Độc lập - Tự do - Hạnh phúc"),
            ["ỦY BAN NHÂN DÂN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "TỈNH A", "Độc lập - Tự do - Hạnh phúc"]
        );
        assert_eq!(cells("| BỘ XÂY DỰNG ******** | Số: 1/TT |"), ["BỘ XÂY DỰNG", "Số: 1/TT"]);
    }

    #[test]
    fn a_name_that_holds_the_countrys_is_whole() {
        let name = "CHỦ TỊCH NƯỚC CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
        assert_eq!(cells(name), [name]);
    }

    #[test]
    fn rules_are_no_pieces() {
        assert_eq!(cells("BỘ TÀI CHÍNH\n-------\n* *\n**Số: 2**"), ["BỘ TÀI CHÍNH", "Số: 2"]);
    }
}

//! What stands in a header beside the document's own words: the national motto, the Party's name, gazette headings.

use crate::parse::pieces::Piece;
use crate::parse::shape::{is_capitals, plain};
use crate::text::Span;

/// Which motto a piece belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Motto {
    /// Quốc hiệu, tiêu ngữ.
    State,
    /// Tiêu đề "ĐẢNG CỘNG SẢN VIỆT NAM".
    Party,
}

const MOTTOS: [(&str, Motto); 3] = [
    ("cong hoa xa hoi chu nghia viet nam doc lap tu do hanh phuc", Motto::State),
    ("viet nam dan chu cong hoa doc lap tu do hanh phuc", Motto::State),
    ("dang cong san viet nam", Motto::Party),
];

/// Parts that stand nowhere else.
const SURE: [(&str, Motto); 4] = [
    ("cong hoa xa hoi chu nghia", Motto::State),
    ("doc lap tu do", Motto::State),
    ("dan chu cong hoa", Motto::State),
    ("dang cong san viet nam", Motto::Party),
];

/// Returns the motto that the piece is a part of.
///
/// A part of one or two words (`CỘNG`, `HỘI`) is one only where the piece before or after goes on with it: "CÔNG" may
/// begin a title, "NGHỊ" a kind.
pub(super) fn at(pieces: &[Piece<'_>], at: usize) -> Option<Motto> {
    let words = |at: usize| pieces.get(at).map(|piece| plain(piece.text)).unwrap_or_default();
    let own = words(at);
    let name = ["quoc hoi", "chu tich", "chinh phu", "nuoc"].iter().any(|name| own.starts_with(name));
    if own.is_empty() || name {
        return None;
    }
    let count = own.split(' ').count();
    // A title may name the state: "… giữa Chính phủ nước Cộng hòa xã hội chủ nghĩa Việt Nam và …".
    let alone = count <= 8 || pieces.get(at).is_some_and(|piece| is_capitals(piece.text));
    if alone && let Some((_, motto)) = SURE.iter().find(|(part, _)| own.contains(part)) {
        return Some(*motto);
    }
    let (before, after) = (at.checked_sub(1).map(words).unwrap_or_default(), words(at + 1));
    let both = [format!("{before} {own}"), format!("{own} {after}")];
    let found = MOTTOS.iter().find(|(motto, _)| {
        let goes_on = both.iter().any(|both| both.split(' ').count() > 2 && is_part(motto, both.trim()));
        is_part(motto, &own) && (count > 2 || own == "hanh phuc" || goes_on)
    });
    found.map(|(_, motto)| *motto)
}

/// Returns whether the words stand in the motto one after another.
fn is_part(motto: &str, words: &str) -> bool {
    format!(" {motto} ").contains(&format!(" {words} "))
}

/// Returns whether the folded words are a gazette's heading of a consolidated text (văn bản hợp nhất).
pub(super) fn is_consolidated(words: &str) -> bool {
    words.starts_with("van ban hop nhat")
}

/// Returns the organ's name in such a heading, where one stands in it: `VĂN BẢN HỢP NHẤT - BỘ Y TẾ`.
pub(super) fn consolidating(piece: Piece<'_>) -> Option<Piece<'_>> {
    let organ = piece.text.split_once(['-', '–'])?.1.trim_start();
    let start = piece.span.start + (piece.text.len() - organ.len());
    (!organ.is_empty()).then(|| Piece { text: organ, span: Span::new(start, piece.span.end), ..piece })
}

#[cfg(test)]
mod tests {
    use super::{Motto, at};
    use crate::parse::pieces::pieces;
    use crate::text::{Format, Source};

    fn mottos(text: &str) -> Vec<Option<Motto>> {
        let source = Source::from_lines(Format::Txt, text);
        let pieces = pieces(&source, source.blocks());
        (0..pieces.len()).map(|index| at(&pieces, index)).collect()
    }

    #[test]
    fn a_motto_cut_by_lines() {
        let state = Some(Motto::State);
        assert_eq!(mottos("CỘNG\nHÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), [state, state]);
        assert_eq!(mottos("CỘNG HÒA\nXÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"), [state; 3]);
        assert_eq!(mottos("VIỆT NAM DÂN CHỦ CỘNG HÒA\nĐộc lập - Tự do - Hạnh phúc"), [state; 2]);
        assert_eq!(mottos("BAN\nĐẢNG\nCỘNG SẢN VIỆT NAM"), [None, Some(Motto::Party), Some(Motto::Party)]);
    }

    #[test]
    fn words_of_the_motto_elsewhere_are_none() {
        assert_eq!(mottos("NGHỊ\nQUYẾT\nCÔNG\nBỐ DANH MỤC\nHỘI\nĐỒNG NHÂN DÂN"), [None; 6]);
        assert_eq!(mottos("CHỦ TỊCH NƯỚC CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), [None]);
    }
}

//! TCVN3 (the ABC fonts, `.VnTime`): one sign of Latin-1 a letter, no capitals with a tone.
//!
//! Capitals with a tone were drawn by a second font whose name ends in `H`; without it they are lost, and only the
//! capitals around them tell where they stood.

/// Signs of Latin-1 and the letters that the fonts draw for them, in one order.
const SIGNS: &str = "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô\u{ad}õøö÷ùúýûüþ¡¢§£¤¥¦";
const LETTERS: &str = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ";

/// Signs that some programs put in the place of the soft hyphen and its neighbours, which they drop or redraw.
const REDRAWN: [(char, char); 2] = [('\u{2212}', 'ư'), ('\u{2219}', 'ã')];

/// Returns the letter of a sign.
fn letter(sign: char) -> Option<char> {
    let redrawn = || REDRAWN.iter().find(|(own, _)| *own == sign).map(|(_, letter)| *letter);
    let place = SIGNS.chars().position(|own| own == sign);
    place.and_then(|place| LETTERS.chars().nth(place)).or_else(redrawn)
}

/// Returns whether no other text of Vietnam has this sign inside a word: it tells TCVN3 from Unicode.
pub(super) fn is_sign(sign: char) -> bool {
    matches!(
        sign,
        '\u{a1}'
            ..='\u{bf}'
                | 'Ç'
                | 'Æ'
                | 'Ë'
                | 'Î'
                | 'Ï'
                | 'Ñ'
                | 'Ö'
                | '×'
                | 'Ø'
                | 'Ü'
                | 'Þ'
                | 'ß'
                | 'ä'
                | 'å'
                | 'æ'
                | 'ç'
                | 'ë'
                | 'î'
                | 'ï'
                | 'ñ'
                | 'ö'
                | '÷'
                | 'ø'
                | 'û'
                | 'ü'
                | 'þ'
    ) && letter(sign).is_some()
}

/// Returns the letters that signs of Latin-1 stand for, with capitals where the words around them are in capitals.
pub(super) fn decode(text: &str) -> String {
    text.split_inclusive('\n').map(|line| decode_piece(line, true)).collect()
}

/// Returns the letters of a piece of a line; `opens` says that it is the start of one.
///
/// TCVN3 has no sign for most capitals: they come back in lines and words of capitals, at the start of a line, and in
/// the name of the people's committees.
pub(super) fn decode_piece(piece: &str, opens: bool) -> String {
    let plain: String = piece.chars().map(|sign| letter(sign).unwrap_or(sign)).collect();
    if in_capitals(&plain, 4) {
        return plain.to_uppercase();
    }
    let mut written = String::with_capacity(plain.len());
    for word in plain.split_inclusive(char::is_whitespace) {
        let first = opens && written.trim().is_empty();
        if in_capitals(word, 1) {
            written.push_str(&word.to_uppercase());
        } else if (first || word.trim() == "ủy") && !word.starts_with(|letter: char| letter.is_ascii()) {
            let mut letters = word.chars();
            written.extend(letters.next().into_iter().flat_map(char::to_uppercase));
            written.push_str(letters.as_str());
        } else {
            written.push_str(word);
        }
    }
    written
}

/// Returns whether there are more than `more` capitals among the ASCII letters, and hardly a small letter.
fn in_capitals(text: &str, more: usize) -> bool {
    let capitals = text.bytes().filter(u8::is_ascii_uppercase).count();
    capitals > more && capitals > 4 * text.bytes().filter(u8::is_ascii_lowercase).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_sign_has_its_letter() {
        assert_eq!(SIGNS.chars().count(), LETTERS.chars().count());
        assert_eq!(
            decode("C¨n cø NghÞ ®Þnh sè 110/2004/N§-CP cña ChÝnh phñ vÒ v¨n th\u{ad};"),
            "Căn cứ Nghị định số 110/2004/NĐ-CP của Chính phủ về văn thư;"
        );
    }

    #[test]
    fn capitals_come_back_from_their_neighbours() {
        assert_eq!(
            decode("QUYÕT §ÞNH\nñy ban nh©n d©n x·; Bµ Vò; TØNH NAM vµ"),
            "QUYẾT ĐỊNH\nỦy ban nhân dân xã; Bà Vũ; TỈNH NAM và"
        );
    }
}

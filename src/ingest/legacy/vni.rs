//! VNI for Windows (`VNI-Times`): a plain vowel and a sign of Latin-1 for its mark and tone, some letters alone.

/// Letters that one sign stands for.
const ALONE: [(char, char); 14] = [
    ('ñ', 'đ'),
    ('Ñ', 'Đ'),
    ('ò', 'ị'),
    ('Ò', 'Ị'),
    ('æ', 'ỉ'),
    ('Æ', 'Ỉ'),
    ('ó', 'ĩ'),
    ('Ó', 'Ĩ'),
    ('ô', 'ơ'),
    ('Ô', 'Ơ'),
    ('ö', 'ư'),
    ('Ö', 'Ư'),
    ('î', 'ỵ'),
    ('Î', 'Ỵ'),
];

/// Tones behind a plain vowel, in the order acute, grave, hook above, tilde, dot below.
const TONES: &str = "ùøûõï";
/// The circumflex, alone and with the five tones.
const CIRCUMFLEX: &str = "âáàåãä";
/// The breve, alone and with the five tones.
const BREVE: &str = "êéèúüë";

/// Vowels with the five tones.
const TONED: [(char, &str); 8] = [
    ('a', "áàảãạ"),
    ('e', "éèẻẽẹ"),
    ('i', "íìỉĩị"),
    ('o', "óòỏõọ"),
    ('u', "úùủũụ"),
    ('y', "ýỳỷỹỵ"),
    ('ô', "ớờởỡợ"),
    ('ö', "ứừửữự"),
];
/// Vowels with the circumflex and the breve, alone and with the five tones.
const SHAPED: [(char, &str, &str); 4] =
    [('a', CIRCUMFLEX, "âấầẩẫậ"), ('e', CIRCUMFLEX, "êếềểễệ"), ('o', CIRCUMFLEX, "ôốồổỗộ"), ('a', BREVE, "ăắằẳẵặ")];

/// Returns the letter of a vowel and the sign behind it.
fn joined(vowel: char, sign: char) -> Option<char> {
    let (low, mark) = (lower(vowel), lower(sign));
    let at = |signs: &str, letters: &str| letters.chars().nth(signs.chars().position(|own| own == mark)?);
    let toned = TONED.iter().find(|(own, _)| *own == low).and_then(|(_, letters)| at(TONES, letters));
    let shaped = || SHAPED.iter().filter(|(own, ..)| *own == low).find_map(|(_, signs, letters)| at(signs, letters));
    let letter = toned.or_else(shaped)?;
    if vowel.is_uppercase() { letter.to_uppercase().next() } else { Some(letter) }
}

fn lower(letter: char) -> char {
    letter.to_lowercase().next().unwrap_or(letter)
}

/// Returns whether no Unicode text of Vietnam has this sign inside a word.
pub(super) fn is_sign(sign: char) -> bool {
    "ñÑæÆöÖîÎøØûÛïÏåÅäÄüÜëË".contains(sign)
}

/// Returns the letters that signs of Latin-1 stand for.
pub(super) fn decode(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        if let Some(letter) = signs.peek().and_then(|next| joined(sign, *next)) {
            signs.next();
            written.push(letter);
            continue;
        }
        written.push(ALONE.iter().find(|(own, _)| *own == sign).map_or(sign, |(_, letter)| *letter));
    }
    written
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn vowels_take_the_sign_behind_them() {
        assert_eq!(
            decode("Caên cöù Nghò ñònh cuûa Chính phuû veà coâng taùc vaên thö"),
            "Căn cứ Nghị định của Chính phủ về công tác văn thư"
        );
        assert_eq!(decode("QUYEÁT ÑÒNH, TRÖÔÛNG, Uyû"), "QUYẾT ĐỊNH, TRƯỞNG, Uỷ");
    }
}

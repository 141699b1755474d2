//! Which encoding bytes are in: each is tried, and the one whose words are syllables of Vietnamese is taken.

use unicode_normalization::UnicodeNormalization;

use super::syllable::is_syllable;
use super::{Encoding, tcvn3, vni};

/// Bytes looked at.
const SAMPLE: usize = 64 << 10;

/// From this share of syllables on, a reading is Vietnamese: right readings of the trial had 0.96 and more, wrong ones
/// and texts of other languages 0.46 and less.
const VIETNAMESE: f64 = 0.6;

/// Letters before Unicode look like words of Latin-1 below this share of syllables.
const GARBLED: f64 = 0.5;

/// Decodes bytes that are no UTF-8, or `None` where no encoding gives Vietnamese.
pub(in crate::ingest) fn decode(bytes: &[u8]) -> Option<(String, Encoding)> {
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let scored = Encoding::ALL.into_iter().map(|encoding| (encoding, score(&encoding.decoded(sample))));
    let (encoding, best) = scored.max_by(|one, other| one.1.total_cmp(&other.1))?;
    (best >= VIETNAMESE).then(|| (encoding.decoded(bytes), encoding))
}

/// Mends text whose signs of TCVN3 or VNI were taken for letters of Latin-1 when it was turned to Unicode, or `None`
/// where it is as it should be.
pub(in crate::ingest) fn mend(text: &str) -> Option<(String, Encoding)> {
    let sample = text.get(..text.floor_char_boundary(SAMPLE))?;
    if sample.is_ascii() || !sample.chars().any(|letter| tcvn3::is_sign(letter) || vni::is_sign(letter)) {
        return None;
    }
    if score(sample) >= GARBLED {
        return None;
    }
    let tcvn3 = (score(&tcvn3::decode(sample)), Encoding::Tcvn3);
    let vni = (score(&vni::decode(sample)), Encoding::Vni);
    let (best, encoding) = if vni.0 > tcvn3.0 { vni } else { tcvn3 };
    let whole = || if encoding == Encoding::Vni { vni::decode(text) } else { tcvn3::decode(text) };
    (best >= VIETNAMESE).then(|| (whole(), encoding))
}

/// Returns how far `text` is Vietnamese, from 0 to 1: the mean of the share of syllables among its words and among its
/// words that are not plain ASCII.
pub(super) fn score(text: &str) -> f64 {
    let (mut all, mut valid, mut marked, mut valid_marked) = (0_u32, 0_u32, 0_u32, 0_u32);
    let composed: String = text.nfc().collect();
    let words =
        composed.split(|sign: char| sign.is_ascii_punctuation() || sign.is_whitespace() || sign.is_ascii_digit());
    for word in words.filter(|word| !word.is_empty()) {
        let fits = is_syllable(word);
        all += 1;
        valid += u32::from(fits);
        if !word.is_ascii() {
            marked += 1;
            valid_marked += u32::from(fits);
        }
    }
    if marked == 0 {
        return 0.0;
    }
    0.5 * f64::from(valid) / f64::from(all) + 0.5 * f64::from(valid_marked) / f64::from(marked)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Căn cứ Nghị định số 110/2004/NĐ-CP ngày 08 tháng 4 năm 2004 của Chính phủ về công tác văn thư;";

    #[test]
    fn each_encoding_is_told_from_the_others() {
        let tcvn3: Vec<u8> = "C¨n cø NghÞ ®Þnh cña ChÝnh phñ vÒ c«ng t¸c v¨n th\u{ad}"
            .chars()
            .map(|sign| u8::try_from(sign).unwrap())
            .collect();
        let vni: Vec<u8> = "Caên cöù Nghò ñònh cuûa Chính phuû veà coâng taùc vaên thö"
            .chars()
            .map(|sign| u8::try_from(sign).unwrap())
            .collect();
        let viscii = b"C\xe5n c\xd1 Ngh\xb8 \xf0\xb8nh c\xfca Ch\xednh ph\xfc v\xab c\xf4ng t\xe1c v\xe5n th\xdf";
        let cp1258 = b"C\xe3n c\xfd\xec Ngh\x69\xf2 \xf0i\xf2nh cu\xd2a Chi\xecnh phu\xd2 v\xea\xcc c\xf4ng ta\xecc v\xe3n th\xfd";
        for (bytes, encoding) in [
            (tcvn3.as_slice(), Encoding::Tcvn3),
            (&vni, Encoding::Vni),
            (viscii, Encoding::Viscii),
            (cp1258, Encoding::Windows1258),
        ] {
            let (text, found) = decode(bytes).unwrap();
            assert_eq!(found, encoding);
            let text: String = text.nfc().collect();
            assert_eq!(text, "Căn cứ Nghị định của Chính phủ về công tác văn thư");
        }
    }

    #[test]
    fn other_languages_are_refused() {
        for bytes in [
            b"Le d\xe9cret n\xb0 30 du gouvernement a \xe9t\xe9 publi\xe9 \xe0 Paris".as_slice(),
            b"F\xfcr die Pr\xfcfung gro\xdfer Beh\xf6rden",
            b"\xff\xfe\x80\x81\x82",
        ] {
            assert_eq!(decode(bytes), None);
        }
    }

    #[test]
    fn text_that_lost_its_font_is_mended() {
        assert_eq!(mend("C¨n cø NghÞ ®Þnh cña ChÝnh phñ").unwrap().0, "Căn cứ Nghị định của Chính phủ");
        assert_eq!(mend(TEXT), None);
        assert_eq!(mend("plain words – nothing more"), None);
    }
}

//! Runs in a font of TCVN3 or VNI: decoded where their words are in its code, left where they are Unicode.

use std::collections::BTreeMap;

use super::{Encoding, tcvn3, vni};

/// What was seen of the fonts of one file.
///
/// A run that holds a sign which only the fonts' code has is in that code, and one that holds a letter which only
/// Unicode has is not. A run with neither ("Ban", "có") goes with the run of the same code's fonts before it.
#[derive(Debug, Default)]
pub(in crate::ingest) struct Fonts {
    /// By code, whether its last telling run was in it.
    coded: BTreeMap<&'static str, bool>,
}

/// What a run's letters tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Told {
    Coded,
    Unicode,
    Nothing,
}

impl Fonts {
    /// Returns the letters of a run in `font`, or `None` where they are what they seem; `opens` says that the run starts
    /// its paragraph.
    pub(in crate::ingest) fn decoded(&mut self, font: &str, text: &str, opens: bool) -> Option<String> {
        let font = plain_name(font);
        let encoding = encoding_of(font)?;
        let coded = match told(encoding, text) {
            Told::Nothing => self.coded.get(encoding.name()).copied().unwrap_or(!text.is_ascii()),
            told => {
                self.coded.insert(encoding.name(), told == Told::Coded);
                told == Told::Coded
            }
        };
        if !coded {
            return None;
        }
        let capitals = font.ends_with(['H', 'h']) && encoding == Encoding::Tcvn3;
        let letters = if encoding == Encoding::Vni { vni::decode(text) } else { tcvn3::decode_piece(text, opens) };
        let letters = if capitals { letters.to_uppercase() } else { letters };
        (letters != text).then_some(letters)
    }
}

/// Returns the font's name without the mark of a subset: `ABCDEF+.VnTime`.
fn plain_name(font: &str) -> &str {
    match font.split_once('+') {
        Some((mark, name)) if mark.len() == 6 && mark.bytes().all(|byte| byte.is_ascii_uppercase()) => name,
        _ => font,
    }
}

/// Returns the code that a font of this name draws.
fn encoding_of(font: &str) -> Option<Encoding> {
    let starts = |head: &str| font.get(..head.len()).is_some_and(|own| own.eq_ignore_ascii_case(head));
    match () {
        () if starts(".Vn") => Some(Encoding::Tcvn3),
        () if starts("VNI-") => Some(Encoding::Vni),
        () => None,
    }
}

fn told(encoding: Encoding, text: &str) -> Told {
    let unicode = |letter: char| matches!(letter, 'Ă' | 'ă' | 'Đ' | 'đ' | 'Ĩ' | 'ĩ' | 'Ũ' | 'ũ' | 'Ơ' | 'ơ' | 'Ư' | 'ư' | '\u{300}'..='\u{323}' | '\u{1ea0}'..='\u{1ef9}');
    let sign = if encoding == Encoding::Vni { vni::is_sign } else { tcvn3::is_sign };
    if text.chars().any(unicode) {
        Told::Unicode
    } else if text.chars().any(sign) {
        Told::Coded
    } else {
        Told::Nothing
    }
}

#[cfg(test)]
mod tests {
    use super::Fonts;

    #[test]
    fn words_decide_before_the_font() {
        let mut fonts = Fonts::default();
        assert_eq!(fonts.decoded(".VnTime", "c«ng t¸c", false).as_deref(), Some("công tác"));
        assert_eq!(fonts.decoded(".VnTimeH", "quyÕt ®Þnh", false).as_deref(), Some("QUYẾT ĐỊNH"));
        assert_eq!(fonts.decoded(".VnTime", "Căn cứ", false), None);
        assert_eq!(fonts.decoded(".VnTime", "có", false), None, "goes with the run before");
        assert_eq!(fonts.decoded("ABCDEF+VNI-Times", "Caên cöù", false).as_deref(), Some("Căn cứ"));
        assert_eq!(fonts.decoded("Times New Roman", "µ", false), None);
    }

    #[test]
    fn capitals_of_the_second_font_need_no_sign() {
        let mut fonts = Fonts::default();
        assert_eq!(fonts.decoded(".VnTimeH", "ban", false), None, "nothing tells yet");
        fonts.decoded(".VnTime", "c«ng t¸c", false);
        assert_eq!(fonts.decoded(".VnTimeH", "ban", false).as_deref(), Some("BAN"));
    }
}

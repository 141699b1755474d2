//! Which words are syllables of Vietnamese: the measure by which an encoding is recognised.
//!
//! A syllable is an onset, a rime and a tone; a rime that ends in a stop (c, ch, p, t) bears only the acute or the dot
//! below. The rimes are those of the standard language in both placements of the tone mark.

use std::collections::HashSet;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

/// Onsets, the longest first; `qu` and `gi` take the vowel that they write.
const ONSETS: [&str; 28] = [
    "ngh", "ng", "nh", "gh", "gi", "kh", "ph", "qu", "th", "tr", "ch", "b", "c", "d", "đ", "g", "h", "k", "l", "m",
    "n", "p", "r", "s", "t", "v", "x", "",
];

/// Rimes without tone.
const RIMES: &str = "a ac ach ai am an ang anh ao ap at au ay ă ăc ăm ăn ăng ăp ăt â âc âm ân âng âp ât âu ây \
    e ec em en eng eo ep et ê êch êm ên êng ênh êp êt êu i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu \
    o oc oi om on ong ooc oong op ot oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oe oen oeo \
    oet ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uc ui um un ung up ut uân uâng uât uây uê uêch uênh uôc uôi uôm \
    uôn uông uôt uơ uy uya uych uyên uyêt uynh uyp uyt uyu ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu \
    y yêm yên yêng yêt yêu";

static KNOWN: LazyLock<HashSet<&str>> = LazyLock::new(|| RIMES.split_whitespace().collect());

/// The acute, and the dot below.
const STOPPED: [char; 2] = ['\u{301}', '\u{323}'];
/// The grave, the tilde and the hook above.
const OPEN: [char; 3] = ['\u{300}', '\u{303}', '\u{309}'];

/// Returns whether `word`, of letters in any case, is a syllable of Vietnamese.
pub(super) fn is_syllable(word: &str) -> bool {
    let mut tones = 0;
    let mut open = false;
    let bare: String = word
        .to_lowercase()
        .nfd()
        .filter(|mark| {
            open |= OPEN.contains(mark);
            let tone = OPEN.contains(mark) || STOPPED.contains(mark);
            tones += usize::from(tone);
            !tone
        })
        .nfc()
        .collect();
    let stop = ["c", "ch", "p", "t"].iter().any(|stop| bare.ends_with(stop));
    if tones > 1 || (stop && (open || tones == 0)) {
        return false;
    }
    ONSETS.iter().any(|onset| bare.strip_prefix(onset).is_some_and(|rime| KNOWN.contains(rime)))
        // "gì", "gìn", "giếng": the vowel of the onset is that of the rime.
        || bare.strip_prefix('g').is_some_and(|rime| rime.starts_with('i') && KNOWN.contains(rime))
}

#[cfg(test)]
mod tests {
    use super::is_syllable;

    #[test]
    fn syllables_of_state_documents() {
        let text = "Căn cứ Nghị định của Chính phủ về công tác văn thư Quyết định ủy ban nhân dân uỷ quyền hòa hoà thuỷ lợi \
                    giếng gìn giữ nghiêm khuyến khích huyện xã phường đường sắt người thuyết oan khuỷu rượu ngoằn quốc quyển";
        for word in text.split_whitespace() {
            assert!(is_syllable(word), "{word}");
        }
    }

    #[test]
    fn other_words() {
        for word in ["cø", "NghÞ", "street", "việtt", "cat", "côngg", "decision", "quoc", "§iÒu", "ﬁ", "w"] {
            assert!(!is_syllable(word), "{word}");
        }
    }
}

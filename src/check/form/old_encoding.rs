//! FMT-028: letters of encodings that are not Unicode (TCVN3, VNI).

use crate::check::{Check, Context, Findings};
use crate::text::{Format, Quality, Span};

/// Finds words with signs of an old encoding between their letters, and a file that had to be decoded.
pub(super) struct OldEncoding;

impl Check for OldEncoding {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        let document = cx.document;
        // An old Word file is put together otherwise.
        if document.quality == Quality::Reconstructed && document.format != Format::Doc {
            out.finding("decoded", cx.headline());
            return;
        }
        // Hardly a document has any of them: only then is it read word by word.
        let signs: Vec<char> = cx.value("signs").and_then(toml::Value::as_str).unwrap_or_default().chars().collect();
        let signs: Vec<char> = signs.into_iter().filter(|sign| document.text.contains(*sign)).collect();
        let lower = document.text.to_lowercase();
        let pairs: Vec<&str> = cx.words("pairs").into_iter().filter(|pair| lower.contains(pair)).collect();
        if signs.is_empty() && pairs.is_empty() {
            return;
        }
        let fewest = cx.number("fewest").and_then(|fewest| usize::try_from(fewest).ok()).unwrap_or(usize::MAX);
        let found: Vec<Span> = words(&document.text)
            .filter(|span| is_broken(document.slice(*span), &signs, &pairs))
            .take(fewest)
            .collect();
        if let Some(first) = found.first().filter(|_| found.len() >= fewest) {
            out.finding("signs", *first);
        }
    }
}

/// Returns the stretches between blanks.
fn words(text: &str) -> impl Iterator<Item = Span> {
    text.split_whitespace().map(move |word| {
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        Span::new(start, start + word.len())
    })
}

/// Whether a sign stands between two letters of the word, or two vowels stand together as one letter's halves.
fn is_broken(word: &str, signs: &[char], pairs: &[&str]) -> bool {
    let letters: Vec<char> = word.chars().collect();
    let inside = letters.windows(3).any(|three| {
        matches!(three, [before, sign, after] if signs.contains(sign) && before.is_ascii_alphabetic() && after.is_ascii_alphabetic())
    });
    inside || pairs.iter().any(|pair| word.to_lowercase().contains(pair))
}

#[cfg(test)]
mod tests {
    use super::{is_broken, words};

    #[test]
    fn signs_between_letters() {
        assert!(is_broken("nh©n", &['©', '¸'], &[]));
        assert!(!is_broken("©2020", &['©', '¸'], &[]));
        assert!(is_broken("NHAÂN", &[], &["aâ"]));
        assert!(!is_broken("nhân", &['©'], &["aâ"]));
    }

    #[test]
    fn places_of_words() {
        let text = "ỦY  ban\nlà";
        let found: Vec<&str> = words(text).map(|span| &text[span.range()]).collect();
        assert_eq!(found, ["ỦY", "ban", "là"]);
    }
}

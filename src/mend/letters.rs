//! The letters of one text element: what its bytes say, and where each letter stands in them.

use quick_xml::escape::unescape;

/// The text of an element, with the way from its letters to the bytes that spell them.
#[derive(Debug)]
pub(super) struct Letters {
    text: String,
    /// Each letter's offset in `text` and in the bytes; the end comes last.
    stops: Vec<(usize, usize)>,
}

impl Letters {
    /// Reads what stands between the tags of a text element; `None` where it holds more than letters and entities.
    pub(super) fn read(raw: &str) -> Option<Self> {
        let (mut text, mut stops) = (String::with_capacity(raw.len()), Vec::with_capacity(raw.len()));
        let mut at = 0;
        while let Some(letter) = raw.get(at..).and_then(|rest| rest.chars().next()) {
            stops.push((text.len(), at));
            match letter {
                '<' => return None,
                '&' => {
                    let end = at + raw.get(at..)?.find(';')? + 1;
                    text.push_str(&unescape(raw.get(at..end)?).ok()?);
                    at = end;
                }
                letter => {
                    text.push(letter);
                    at += letter.len_utf8();
                }
            }
        }
        stops.push((text.len(), at));
        Some(Self { text, stops })
    }

    /// Returns where the letter at `offset` of `shown` stands in the bytes; `shown` is what a reader made of the
    /// element: all of it or its end, as it is, in capitals, or with blanks for line ends. `None` where it is anything
    /// else, or `offset` cuts a letter.
    pub(super) fn byte(&self, shown: &str, offset: usize) -> Option<usize> {
        let skipped = self.text.len().checked_sub(shown.len())?;
        let same = |(own, seen): (char, char)| {
            own == seen
                || own.len_utf8() == seen.len_utf8()
                    && (own.to_uppercase().eq([seen]) || seen == ' ' && matches!(own, '\n' | '\r'))
        };
        let own = self.text.get(skipped..)?;
        if own.chars().count() != shown.chars().count() || !own.chars().zip(shown.chars()).all(same) {
            return None;
        }
        let stop = self.stops.binary_search_by_key(&(skipped + offset), |(letter, _)| *letter).ok()?;
        self.stops.get(stop).map(|(_, byte)| *byte)
    }
}

#[cfg(test)]
mod tests {
    use super::Letters;

    #[test]
    fn letters_lead_to_their_bytes() {
        let letters = Letters::read("A &amp; Bộ").unwrap();
        assert_eq!(letters.byte("A & Bộ", 4), Some(8));
        assert_eq!(letters.byte("A & BỘ", 3), Some(7), "small capitals are printed so");
        assert_eq!(letters.byte("Bộ", 4), Some(12), "a note's leading blank is not read");
        assert_eq!(letters.byte("A & Bô", 4), None);
        assert!(Letters::read("<![CDATA[A]]>").is_none() && Letters::read("A &lạ").is_none());
    }
}

//! The text of a request, and the client's own offsets in it: UTF-16 code units, marks between the words included.

use serde::Deserialize;

/// Text to check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sent {
    text: String,
    pieces: Vec<Piece>,
}

/// A stretch of the text, and of what the client counts.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Piece {
    /// First byte in the text.
    start: usize,
    /// First code unit in what the client has.
    unit: usize,
    /// Code units there.
    units: usize,
    /// Whether the client has other signs there than the text: a mark that stands for a blank or a line end.
    mark: bool,
}

/// Text with marks that are not to be checked (`data`).
#[derive(Debug, Deserialize)]
struct Annotated {
    annotation: Vec<Annotation>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Annotation {
    text: Option<String>,
    markup: Option<String>,
    interpret_as: Option<String>,
}

impl Sent {
    /// Takes text without marks.
    pub(super) fn plain(text: String) -> Self {
        let units = units(&text);
        Self { text, pieces: vec![Piece { start: 0, unit: 0, units, mark: false }] }
    }

    /// Reads text with marks.
    ///
    /// # Errors
    /// It is not the JSON of the interface.
    pub(super) fn annotated(json: &str) -> Result<Self, serde_json::Error> {
        let Annotated { annotation } = serde_json::from_str(json)?;
        let (mut text, mut pieces, mut unit) = (String::new(), Vec::new(), 0);
        for part in annotation {
            let (shown, own, mark) = match part {
                Annotation { text: Some(own), .. } => (own.clone(), own, false),
                Annotation { markup, interpret_as, .. } => {
                    (interpret_as.unwrap_or_default(), markup.unwrap_or_default(), true)
                }
            };
            let units = units(&own);
            pieces.push(Piece { start: text.len(), unit, units, mark });
            text.push_str(&shown);
            unit += units;
        }
        Ok(Self { text, pieces })
    }

    /// Returns the text.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Returns the code units of the client for a range of bytes of the text: offset and length.
    pub(super) fn units(&self, range: &std::ops::Range<usize>) -> (usize, usize) {
        let first = self.pieces.partition_point(|piece| piece.start <= range.start).saturating_sub(1);
        let last = self.pieces.partition_point(|piece| piece.start < range.end).saturating_sub(1);
        let start = self.pieces.get(first).map_or(0, |piece| self.unit(piece, range.start, 0));
        let end = self.pieces.get(last).map_or(start, |piece| self.unit(piece, range.end, piece.units));
        (start, end.saturating_sub(start))
    }

    fn unit(&self, piece: &Piece, at: usize, of_mark: usize) -> usize {
        let within = if piece.mark { of_mark } else { units(self.text.get(piece.start..at).unwrap_or_default()) };
        piece.unit + within
    }
}

/// Returns the length in UTF-16 code units.
pub(super) fn units(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_count_utf_16_units() {
        let sent = Sent::plain("😀 Quyết định".to_owned());
        let at = sent.text().find("Quyết").unwrap();
        assert_eq!(sent.units(&(at..at + "Quyết".len())), (3, 5));
    }

    #[test]
    fn marks_count_for_the_client_only() {
        let json = r#"{"annotation":[{"text":"Căn "},{"markup":"<b>"},{"text":"cứ"},{"markup":"<br/>","interpretAs":"\n"},{"text":"Nghị định"}]}"#;
        let sent = Sent::annotated(json).unwrap();
        assert_eq!(sent.text(), "Căn cứ\nNghị định");
        let at = sent.text().find("Nghị").unwrap();
        assert_eq!(sent.units(&(at..at + "Nghị".len())), (4 + 3 + 2 + 5, 4));
        assert_eq!(sent.units(&(0.."Căn cứ".len())), (0, 4 + 3 + 2));
        assert!(Sent::annotated("[]").is_err());
    }
}

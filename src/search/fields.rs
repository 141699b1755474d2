//! The fields of an entry of the index, and how their words are cut.

use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STRING, Schema, SchemaBuilder, TextFieldIndexing, TextOptions,
};
use tantivy::tokenizer::{Token, TokenStream, Tokenizer, TokenizerManager};

/// Stands for "no day known" before every day.
pub(super) const NO_DAY: u64 = 0;
/// Stands for "no end known", after every day.
pub(super) const OPEN_END: u64 = 99_999_999;

/// The fields.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fields {
    /// Row of the document in the registry.
    pub(super) row: Field,
    /// Path of the provision; empty for the document's own entry.
    pub(super) path: Field,
    /// Where the entry's text stands in the document's, in bytes.
    pub(super) start: Field,
    pub(super) end: Field,
    /// Syllables without diacritics: marks of the document, heading and text.
    pub(super) syllables: Field,
    /// Pairs of such syllables of the text.
    pub(super) pairs: Field,
    /// Pairs of syllables as they are spelt, with their places; the last one's second is `.`, so that every syllable
    /// begins one.
    pub(super) exact: Field,
    /// Syllables and pairs of the title and the heading.
    pub(super) title: Field,
    /// Numbers of the document, whole (`=354 qd skh vp`) and their beginnings (`354 qd`).
    pub(super) number: Field,
    /// The ordinal, for sorting.
    pub(super) ordinal: Field,
    pub(super) kind: Field,
    /// The issuer's id, else its words as an id.
    pub(super) issuer: Field,
    /// Syllables of the issuer's names.
    pub(super) issuer_words: Field,
    /// Territory and those around it.
    pub(super) territory: Field,
    /// Days as `yyyymmdd`: issued, first and last in force, last on which a list holds it in force.
    pub(super) issued: Field,
    pub(super) begins: Field,
    pub(super) ends: Field,
    pub(super) seen: Field,
}

/// Stands in the place of the syllable after the last.
const LAST: &str = " .";

const SYLLABLES: &str = "syllables";
const PAIRS: &str = "pairs";
const BOTH: &str = "both";
const CLOSED: &str = "closed";

/// Returns the schema and its fields.
pub(super) fn schema() -> (Schema, Fields) {
    let mut made = SchemaBuilder::new();
    let text = |cut: &str, option: IndexRecordOption, norms: bool| {
        let indexing = TextFieldIndexing::default().set_tokenizer(cut).set_index_option(option).set_fieldnorms(norms);
        TextOptions::default().set_indexing_options(indexing)
    };
    let fields = Fields {
        row: made.add_u64_field("row", INDEXED | FAST),
        path: made.add_text_field("path", STRING | FAST),
        start: made.add_u64_field("start", FAST),
        end: made.add_u64_field("end", FAST),
        syllables: made.add_text_field("syllables", text(SYLLABLES, IndexRecordOption::WithFreqs, true)),
        pairs: made.add_text_field("pairs", text(PAIRS, IndexRecordOption::WithFreqs, true)),
        exact: made.add_text_field("exact", text(CLOSED, IndexRecordOption::WithFreqsAndPositions, false)),
        title: made.add_text_field("title", text(BOTH, IndexRecordOption::WithFreqs, true)),
        number: made.add_text_field("number", STRING),
        ordinal: made.add_u64_field("ordinal", FAST),
        kind: made.add_text_field("kind", STRING | FAST),
        issuer: made.add_text_field("issuer", STRING | FAST),
        issuer_words: made.add_text_field("issuer_words", text(SYLLABLES, IndexRecordOption::Basic, false)),
        territory: made.add_text_field("territory", STRING),
        issued: made.add_u64_field("issued", FAST),
        begins: made.add_u64_field("begins", FAST),
        ends: made.add_u64_field("ends", FAST),
        seen: made.add_u64_field("seen", FAST),
    };
    (made.build(), fields)
}

/// Returns the cutters of the fields. What they are given has been folded and has one space between syllables.
pub(super) fn tokenizers() -> TokenizerManager {
    let cutters = TokenizerManager::default();
    cutters.register(SYLLABLES, Cutter { single: true, pairs: false, closed: false });
    cutters.register(PAIRS, Cutter { single: false, pairs: true, closed: false });
    cutters.register(BOTH, Cutter { single: true, pairs: true, closed: false });
    cutters.register(CLOSED, Cutter { single: false, pairs: true, closed: true });
    cutters
}

#[derive(Debug, Clone, Copy)]
struct Cutter {
    single: bool,
    pairs: bool,
    /// Whether the last syllable makes a pair with [`LAST`].
    closed: bool,
}

impl Tokenizer for Cutter {
    type TokenStream<'a> = Cut<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Cut<'a> {
        let end = text.find(' ').unwrap_or(text.len());
        let token = Token { position: 0, ..Token::default() };
        Cut { text, cutter: *self, start: 0, end, paired: false, place: 0, token }
    }
}

/// The syllables of a text, each followed by the pair that it begins.
struct Cut<'a> {
    text: &'a str,
    cutter: Cutter,
    /// The syllable at hand.
    start: usize,
    end: usize,
    /// Whether it was given, and its pair comes next.
    paired: bool,
    place: usize,
    token: Token,
}

impl Cut<'_> {
    fn next_end(&self) -> Option<usize> {
        let from = self.end + 1;
        let rest = self.text.get(from..)?;
        Some(memchr::memchr(b' ', rest.as_bytes()).map_or(self.text.len(), |at| from + at))
    }

    fn give(&mut self, end: usize) {
        self.token.text.clear();
        self.token.text.push_str(self.text.get(self.start..end).unwrap_or_default());
        self.token.offset_from = self.start;
        self.token.offset_to = end;
        self.token.position = self.place;
    }
}

impl TokenStream for Cut<'_> {
    fn advance(&mut self) -> bool {
        loop {
            if self.start >= self.text.len() {
                return false;
            }
            if !self.paired {
                self.paired = true;
                if self.cutter.single {
                    self.give(self.end);
                    return true;
                }
            }
            let next = self.next_end();
            let mut gave = self.cutter.pairs;
            match next {
                Some(next) if gave => self.give(next),
                None if self.cutter.closed => {
                    self.give(self.end);
                    self.token.text.push_str(LAST);
                }
                _ => gave = false,
            }
            self.paired = false;
            self.place += 1;
            self.start = self.end + 1;
            self.end = next.unwrap_or(self.text.len());
            if gave {
                return true;
            }
        }
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

#[cfg(test)]
mod tests {
    use tantivy::tokenizer::{TokenStream, Tokenizer};

    use super::Cutter;

    #[test]
    fn syllables_and_pairs_in_their_places() {
        let mut cutter = Cutter { single: true, pairs: true, closed: false };
        let mut stream = cutter.token_stream("cai cach hanh");
        let mut found = Vec::new();
        while stream.advance() {
            found.push((stream.token().position, stream.token().text.clone()));
        }
        let expected = [(0, "cai"), (0, "cai cach"), (1, "cach"), (1, "cach hanh"), (2, "hanh")];
        assert_eq!(found, expected.map(|(place, text)| (place, text.to_owned())));
        assert!(!cutter.token_stream("").advance());
        let mut closed = Cutter { single: false, pairs: true, closed: true };
        let mut stream = closed.token_stream("cai");
        assert!(stream.advance());
        assert_eq!(stream.token().text, "cai .");
        assert!(!stream.advance());
    }
}

//! What is asked: words, phrases, what must not be there, filters. Every text is a query; what cannot be understood is
//! read as words, and said.

mod filter;
mod lexer;

use schemars::JsonSchema;
use serde::Serialize;

pub use filter::{Filter, Standing};
use lexer::{Lexeme, Value};

use super::words::{Streams, Words, pieces, push_folded};
use crate::lexicon::Lexicon;

/// A syllable of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    /// Without case and diacritics.
    pub(super) folded: String,
    /// As spelt; empty where it comes of an abbreviation written out.
    pub(super) exact: String,
    /// Whether a document's number may hold it: what was typed without a blank, or follows such.
    pub(super) tied: bool,
}

/// Words in quotes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Phrase {
    pub(super) folded: Vec<String>,
    pub(super) exact: Vec<String>,
}

/// Words and phrases that are asked for together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Group {
    pub(super) words: Vec<Word>,
    pub(super) phrases: Vec<Phrase>,
    /// All that was typed outside quotes, abbreviations as they stand: a document's number may be among it.
    pub(super) typed: Vec<String>,
}

impl Group {
    pub(super) fn is_empty(&self) -> bool {
        self.words.is_empty() && self.phrases.is_empty()
    }
}

/// Something to tell of how a query was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(tag = "note", content = "text", rename_all = "kebab-case")]
pub enum Note {
    /// No such filter: it was read as words.
    UnknownField(String),
    /// The filter's value was not understood: it was read as words.
    UnknownValue(String),
    /// A quote was not closed: it ends with the query.
    OpenQuote,
    /// Syllables that no document has were read as these words.
    Mended(String),
    /// No document has all the words: these have most of them.
    NotAll,
}

/// A filter as it was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Typed<'q> {
    /// Its name: `loai`.
    pub name: &'q str,
    /// Its value without quotes.
    pub value: &'q str,
    /// All of it: `co-quan:"Sở Nội vụ"`, without a minus before it.
    pub whole: &'q str,
    /// Whether a minus stands before it.
    pub minus: bool,
}

/// Returns the filters of a query as they were typed, also those that are not understood.
pub fn typed_filters(query: &str) -> impl Iterator<Item = Typed<'_>> {
    lexer::lexemes(query).filter_map(|lexeme| match lexeme {
        Lexeme::Field { name, value, minus, whole } => Some(Typed { name, value: value.text(), whole, minus }),
        Lexeme::Or | Lexeme::Text { .. } => None,
    })
}

/// A query as understood.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// Asked for one or the other.
    pub(super) groups: Vec<Group>,
    /// What must not be there.
    pub(super) excluded: Group,
    /// The filters.
    pub(super) filters: Vec<Filter>,
    /// Filters whose documents must not be there.
    pub(super) refused: Vec<Filter>,
    /// Whether words count as spelt only.
    pub(super) exact: bool,
    /// What is to be told of the reading.
    pub notes: Vec<Note>,
}

impl Query {
    /// Reads a query; `exact` asks for the words as they are spelt only.
    #[must_use]
    pub fn read(text: &str, exact: bool, words: &Words, lexicon: &Lexicon) -> Self {
        let mut query = Self { exact, ..Self::default() };
        let mut group = Group::default();
        for lexeme in lexer::lexemes(text) {
            match lexeme {
                Lexeme::Or => query.groups.push(std::mem::take(&mut group)),
                Lexeme::Text { value, minus } => {
                    let to = if minus { &mut query.excluded } else { &mut group };
                    add(to, value, words, exact, &mut query.notes);
                }
                Lexeme::Field { name, value, minus, whole } => match Filter::read(name, &value, words, lexicon) {
                    Ok(filter) if minus => query.refused.push(filter),
                    Ok(filter) => query.filters.push(filter),
                    Err(note) => {
                        query.notes.extend(note);
                        add(&mut group, Value::Bare(whole), words, exact, &mut query.notes);
                    }
                },
            }
        }
        query.groups.push(group);
        query.groups.retain(|group| !group.is_empty());
        query
    }

    /// Returns whether nothing but filters, or nothing at all, is asked.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }
}

fn add(group: &mut Group, value: Value<'_>, words: &Words, exact: bool, notes: &mut Vec<Note>) {
    match value {
        Value::Quoted { text, closed } => {
            let mut streams = Streams::default();
            words.write(text, &mut streams);
            let split = |stream: &str| stream.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
            let phrase = Phrase { folded: split(&streams.folded), exact: split(&streams.exact) };
            if !phrase.exact.is_empty() {
                group.phrases.push(phrase);
            }
            if !closed && !notes.contains(&Note::OpenQuote) {
                notes.push(Note::OpenQuote);
            }
        }
        Value::Bare(text) => bare(group, text, words, exact),
    }
}

fn bare(group: &mut Group, text: &str, words: &Words, exact: bool) {
    group.typed.extend(pieces(text).map(|piece| {
        let mut folded = String::new();
        push_folded(piece.text, &mut folded);
        folded
    }));
    let core = text.trim_matches(|letter: char| !letter.is_alphanumeric());
    if let Some(written) = words.written_out(core).filter(|_| !exact) {
        let parts = written.split(' ');
        group.words.extend(parts.map(|part| Word { folded: part.to_owned(), exact: String::new(), tied: false }));
        return;
    }
    for piece in pieces(text) {
        let mut folded = String::new();
        push_folded(piece.text, &mut folded);
        let exact = crate::text::fold_case_tone(piece.text);
        group.words.push(Word { folded, exact, tied: piece.tied });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Query {
        let lexicon = Lexicon::builtin().unwrap();
        Query::read(text, false, &Words::new(&lexicon), &lexicon)
    }

    fn words(query: &Query) -> Vec<Vec<&str>> {
        query.groups.iter().map(|group| group.words.iter().map(|word| word.folded.as_str()).collect()).collect()
    }

    #[test]
    fn words_phrases_and_alternatives() {
        let query = read("tập huấn OR \"đào tạo\" -lái -\"xe máy\"");
        assert_eq!(words(&query), [vec!["tap", "huan"], vec![]]);
        assert_eq!(query.groups[1].phrases[0].exact, ["đào", "tạo"]);
        assert_eq!(query.excluded.words[0].folded, "lai");
        assert_eq!(query.excluded.phrases[0].folded, ["xe", "may"]);
    }

    #[test]
    fn abbreviations_are_written_out_in_any_case() {
        for typed in ["CCHC", "cchc"] {
            assert_eq!(words(&read(typed)), [vec!["cai", "cach", "hanh", "chinh"]]);
        }
        assert_eq!(words(&read("hdnd")), [vec!["hoi", "dong", "nhan", "dan"]]);
        assert_eq!(words(&read("co")), [vec!["co"]]);
    }

    #[test]
    fn what_is_not_understood_is_read_as_words_and_said() {
        let query = read("mau:đỏ nam:xưa \"chưa đóng");
        assert_eq!(query.notes.len(), 3, "{:?}", query.notes);
        assert_eq!(words(&query), [vec!["mau", "do", "nam", "xua"]]);
        assert!(read("").is_empty() && read(" - : | -").is_empty());
    }
}

//! Abbreviations of everyday administrative Vietnamese: `rules/lexicon/synonyms.toml`.

use foldhash::{HashMap, HashMapExt};
use serde::Deserialize;

use super::entry::read;
use super::{Lexicon, LexiconError, Verified};
use crate::text::fold_case_tone;

/// One abbreviation and the words it stands for.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Synonym {
    /// The letters: `CCHC`.
    pub abbreviation: String,
    /// The words in lower case: `cải cách hành chính`.
    pub words: String,
    /// Whether it occurs inside names of authorities, territories and laws (`UBND`, `TP`) and is expanded there.
    #[serde(default)]
    pub in_names: bool,
    /// Where the entry rests on.
    pub basis: String,
    /// How far it was verified.
    pub verified: Verified,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    synonym: Vec<Synonym>,
}

/// The abbreviations with their index.
#[derive(Debug)]
pub(super) struct Synonyms {
    all: Vec<Synonym>,
    by_abbreviation: HashMap<String, usize>,
    /// Folded letters without punctuation to the folded words, of those used in names.
    pub(super) in_names: HashMap<String, Vec<String>>,
}

impl Synonyms {
    pub(super) fn load(text: &str) -> Result<Self, LexiconError> {
        let all = read::<File>("synonyms.toml", text)?.synonym;
        let mut by_abbreviation = HashMap::with_capacity(all.len());
        let mut in_names = HashMap::new();
        for (at, synonym) in all.iter().enumerate() {
            let key = letters_only(&synonym.abbreviation);
            if synonym.in_names {
                let words = fold_case_tone(&synonym.words).replace([',', '-'], " ");
                in_names.insert(key.clone(), words.split_whitespace().map(str::to_owned).collect());
            }
            by_abbreviation.entry(key).or_insert(at);
        }
        Ok(Self { all, by_abbreviation, in_names })
    }
}

/// Returns the letters and digits of an abbreviation in lower case: `KH&ĐT` becomes `khđt`.
pub(super) fn letters_only(abbreviation: &str) -> String {
    let mut letters = fold_case_tone(abbreviation);
    letters.retain(char::is_alphanumeric);
    letters
}

impl Lexicon {
    /// Returns all abbreviations in the table's order.
    #[must_use]
    pub fn synonyms(&self) -> &[Synonym] {
        &self.synonyms.all
    }

    /// Returns the words that an abbreviation stands for: `CCHC` is `cải cách hành chính`.
    #[must_use]
    pub fn expand(&self, abbreviation: &str) -> Option<&str> {
        self.expand_folded(&fold_case_tone(abbreviation))
    }

    /// Returns the same for an abbreviation that [`fold_case_tone`] has folded.
    #[must_use]
    pub fn expand_folded(&self, abbreviation: &str) -> Option<&str> {
        let by_abbreviation = &self.synonyms.by_abbreviation;
        let at = if abbreviation.chars().all(char::is_alphanumeric) {
            by_abbreviation.get(abbreviation)?
        } else {
            by_abbreviation.get(&abbreviation.replace(|c: char| !c.is_alphanumeric(), ""))?
        };
        self.synonyms.all.get(*at).map(|synonym| synonym.words.as_str())
    }

    /// Returns `text` folded for comparison with every known abbreviation written out.
    #[must_use]
    pub fn expanded(&self, text: &str) -> String {
        let folded = fold_case_tone(text);
        let mut written = String::with_capacity(folded.len() * 2);
        for token in folded.split(' ') {
            let core = token.trim_matches(|c: char| !c.is_alphanumeric());
            let words = if core.is_empty() { None } else { self.expand_folded(core) };
            if !written.is_empty() {
                written.push(' ');
            }
            match words.zip(token.split_once(core)) {
                Some((words, (before, after))) => {
                    written.push_str(before);
                    written.push_str(words);
                    written.push_str(after);
                }
                None => written.push_str(token),
            }
        }
        written
    }
}

#[cfg(test)]
mod tests {
    use crate::lexicon::Lexicon;

    #[test]
    fn abbreviations_are_written_out() {
        let lexicon = Lexicon::shared();
        assert_eq!(lexicon.expand("CCHC"), Some("cải cách hành chính"));
        assert_eq!(lexicon.expand("KH-ĐT"), Some("kế hoạch và đầu tư"));
        assert_eq!(lexicon.expand("KH&ĐT"), lexicon.expand("KHĐT"));
        assert_eq!(lexicon.expand("XYZQ"), None);
        assert_eq!(lexicon.expanded("Tuyên truyền CCHC, TTHC"), "tuyên truyền cải cách hành chính, thủ tục hành chính");
        assert_eq!(lexicon.expanded(" - (QPPL) …"), "- (quy phạm pháp luật) …");
    }
}

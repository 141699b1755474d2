//! How many articles laws and decrees have: `rules/lexicon/articles.tsv`.

use std::collections::HashMap;

use super::{Lexicon, LexiconError};

const TABLE: &str = "articles.tsv";

/// The number of the last article by number of the document, in lower case.
#[derive(Debug)]
pub(super) struct Articles(HashMap<String, u16>);

impl Articles {
    pub(super) fn load(table: &str) -> Result<Self, LexiconError> {
        let mut last = HashMap::new();
        for (at, line) in table.lines().enumerate().filter(|(_, line)| !line.starts_with('#') && !line.is_empty()) {
            let wrong = |message: &str| LexiconError { table: TABLE, line: Some(at + 1), message: message.to_owned() };
            let (number, count) = line.split_once('\t').ok_or_else(|| wrong("number, tab, last article"))?;
            let count = count.parse().map_err(|_| wrong("the last article is a number"))?;
            if last.insert(number.to_lowercase(), count).is_some() {
                return Err(wrong("the number stands twice"));
            }
        }
        Ok(Self(last))
    }
}

impl Lexicon {
    /// Returns the number of the last article of the law or decree of this number, where the table has it.
    #[must_use]
    pub fn articles_of(&self, number: &str) -> Option<u16> {
        self.articles.0.get(&number.to_lowercase()).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::Articles;
    use crate::lexicon::Lexicon;

    #[test]
    fn the_last_article_is_known_of_laws_in_the_table_alone() {
        let lexicon = Lexicon::shared();
        assert_eq!(lexicon.articles_of("30/2020/nđ-cp"), Some(38));
        assert_eq!(lexicon.articles_of("01/1900/NĐ-CP"), None);
    }

    #[test]
    fn a_wrong_line_is_named() {
        assert_eq!(Articles::load("# a\n1/2020/NĐ-CP\tx\n").unwrap_err().line, Some(2));
    }
}

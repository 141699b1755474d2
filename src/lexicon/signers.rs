//! Who signs for whom and with which words (thẩm quyền ký, thể thức ký): `rules/lexicon/signers.toml`.

use std::collections::HashMap;

use jiff::civil::Date;
use serde::Deserialize;

use super::entry::{day, read};
use super::{Lexicon, LexiconError, Period, Verified, Works};
use crate::document::Slug;
use crate::text::fold_case_tone;

/// How documents of an issuer are signed. Words are compared folded; prefixes are `TM.`, `KT.`, `TL.`, `TUQ.`, `Q.`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignerRule {
    /// Ids of authorities or of their groups.
    pub issuers: Vec<Slug>,
    /// Whether the issuer signs as a collective (`TM.` wanted) or as a head (`TM.` wrong).
    pub works: Works,
    /// The words after `TM.` or `T/M`, one of them; empty for a head.
    #[serde(default)]
    pub collective: Vec<String>,
    /// Titles of the head, one of them.
    pub heads: Vec<String>,
    /// Titles that may sign under `TL.` (thừa lệnh).
    #[serde(default)]
    pub by_order: Vec<String>,
    /// Titles that may sign under `TUQ.` (thừa ủy quyền).
    #[serde(default)]
    pub by_delegation: Vec<String>,
    /// First day.
    #[serde(default, deserialize_with = "day")]
    pub from: Option<Date>,
    /// Last day.
    #[serde(default, deserialize_with = "day")]
    pub to: Option<Date>,
    /// Where the entry rests on.
    pub basis: String,
    /// How far it was verified.
    pub verified: Verified,
}

/// A head's title with the titles of deputies, who sign under `KT.` (ký thay).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Title {
    /// The head's title: `Giám đốc`.
    pub head: String,
    /// The deputies' titles: `Phó Giám đốc`.
    pub deputies: Vec<String>,
    /// Where the entry rests on.
    pub basis: String,
    /// How far it was verified.
    pub verified: Verified,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    signer: Vec<SignerRule>,
    title: Vec<Title>,
}

/// The signers' table with its indexes.
#[derive(Debug)]
pub(super) struct Signers {
    rules: Vec<SignerRule>,
    titles: Vec<Title>,
    by_issuer: HashMap<String, Vec<usize>>,
    by_head: HashMap<String, usize>,
    by_deputy: HashMap<String, Vec<usize>>,
}

impl Signers {
    pub(super) fn load(text: &str) -> Result<Self, LexiconError> {
        let File { signer: rules, title: titles } = read("signers.toml", text)?;
        let mut by_issuer: HashMap<String, Vec<usize>> = HashMap::new();
        let mut by_deputy: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, rule) in rules.iter().enumerate() {
            for issuer in &rule.issuers {
                by_issuer.entry(issuer.to_string()).or_default().push(at);
            }
        }
        for (at, title) in titles.iter().enumerate() {
            for deputy in &title.deputies {
                by_deputy.entry(fold_case_tone(deputy)).or_default().push(at);
            }
        }
        let by_head = titles.iter().enumerate().map(|(at, title)| (fold_case_tone(&title.head), at)).collect();
        Ok(Self { rules, titles, by_issuer, by_head, by_deputy })
    }
}

impl Lexicon {
    /// Returns how documents of `issuer` (an id of authorities) are signed on `date`.
    #[must_use]
    pub fn signer_rule(&self, issuer: &str, date: Date) -> Option<&SignerRule> {
        let group = self.authority(issuer).and_then(|authority| authority.group.as_deref());
        [Some(issuer), group].into_iter().flatten().find_map(|key| {
            let rules = self.signers.by_issuer.get(key)?.iter().filter_map(|at| self.signers.rules.get(*at));
            rules.into_iter().find(|rule| Period { from: rule.from, to: rule.to }.contains(date))
        })
    }

    /// Returns the deputies' titles of a head's title: `Giám đốc` has `Phó Giám đốc`; empty where it is unknown.
    #[must_use]
    pub fn deputies_of(&self, head: &str) -> &[String] {
        let title = self.signers.by_head.get(&fold_case_tone(head)).and_then(|at| self.signers.titles.get(*at));
        title.map_or(&[], |title| title.deputies.as_slice())
    }

    /// Returns the heads' titles whose deputy has this title: `Thứ trưởng` is the deputy of `Bộ trưởng`.
    #[must_use]
    pub fn heads_of_deputy(&self, deputy: &str) -> Vec<&str> {
        let titles = self.signers.by_deputy.get(&fold_case_tone(deputy)).into_iter().flatten();
        titles.filter_map(|at| self.signers.titles.get(*at)).map(|title| title.head.as_str()).collect()
    }

    /// Returns whether the words are a head's or deputy's title that the table knows.
    #[must_use]
    pub fn title_known(&self, title: &str) -> bool {
        let title = fold_case_tone(title);
        self.signers.by_head.contains_key(&title) || self.signers.by_deputy.contains_key(&title)
    }

    /// Returns all rules on signing in the table's order.
    #[must_use]
    pub fn signer_rules(&self) -> &[SignerRule] {
        &self.signers.rules
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use crate::lexicon::{Lexicon, Works};

    #[test]
    fn a_collective_signs_on_behalf_and_a_head_does_not() {
        let lexicon = Lexicon::shared();
        let day = date(2017, 1, 1);
        let ubnd = lexicon.signer_rule("ubnd-tinh", day).unwrap();
        assert_eq!(
            (ubnd.works, ubnd.collective.as_slice()),
            (Works::Collective, ["Ủy ban nhân dân".to_owned()].as_slice())
        );
        let so = lexicon.signer_rule("so-noi-vu", day).unwrap();
        assert_eq!((so.works, so.heads.as_slice()), (Works::Head, ["Giám đốc".to_owned()].as_slice()));
        assert!(so.collective.is_empty());
        assert_eq!(lexicon.signer_rule("chu-tich-ubnd-tinh", day).unwrap().works, Works::Head);
        assert_eq!(lexicon.signer_rule("ban-dan-toc-tinh", day).unwrap().heads, ["Trưởng ban"]);
        assert_eq!(lexicon.signer_rule("bo-noi-vu", day).unwrap().heads, ["Bộ trưởng"]);
        assert!(lexicon.signer_rule("no-such-body", day).is_none());
    }

    #[test]
    fn deputies_belong_to_heads() {
        let lexicon = Lexicon::shared();
        assert_eq!(lexicon.deputies_of("GIÁM ĐỐC"), ["Phó Giám đốc"]);
        assert_eq!(lexicon.deputies_of("Bộ trưởng").first().map(String::as_str), Some("Thứ trưởng"));
        assert!(lexicon.deputies_of("Ca sĩ").is_empty());
        assert_eq!(lexicon.heads_of_deputy("PHÓ CHỦ TỊCH"), ["Chủ tịch"]);
        assert!(lexicon.title_known("Phó Giám đốc") && !lexicon.title_known("Ca sĩ"));
    }
}

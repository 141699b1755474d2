//! The tables built into the program, and the lexicon made of them.

use super::LexiconError;
use super::actions::Actions;
use super::alike::Alike;
use super::articles::Articles;
use super::authorities::Authorities;
use super::congresses::Congresses;
use super::force::Force;
use super::forms::Forms;
use super::inspections::Inspections;
use super::kinds::Kinds;
use super::laws::Laws;
use super::minima::Minima;
use super::number_book::NumberBook;
use super::regimes::Regimes;
use super::signers::Signers;
use super::synonyms::Synonyms;
use super::territories::Territories;

/// The text of every table.
#[derive(Debug, Clone, Copy)]
pub struct Tables<'a> {
    /// `actions.toml`.
    pub actions: &'a str,
    /// `articles.tsv`.
    pub articles: &'a str,
    /// `authorities.toml`.
    pub authorities: &'a str,
    /// `congresses.toml`.
    pub congresses: &'a str,
    /// `districts.tsv`.
    pub districts: &'a str,
    /// `force.toml`.
    pub force: &'a str,
    /// `forms.toml`.
    pub forms: &'a str,
    /// `inspections.toml`.
    pub inspections: &'a str,
    /// `kinds.toml`.
    pub kinds: &'a str,
    /// `law-names.txt`.
    pub law_names: &'a str,
    /// `laws.toml`.
    pub laws: &'a str,
    /// `minima.toml`.
    pub minima: &'a str,
    /// `national.tsv`.
    pub national: &'a str,
    /// `number-book.toml`.
    pub number_book: &'a str,
    /// `overlap.toml`.
    pub overlap: &'a str,
    /// `regimes.toml`.
    pub regimes: &'a str,
    /// `signers.toml`.
    pub signers: &'a str,
    /// `synonyms.toml`.
    pub synonyms: &'a str,
    /// `territories.toml`.
    pub territories: &'a str,
}

impl Tables<'static> {
    /// The tables as they were when the program was built.
    pub const BUILTIN: Self = Self {
        actions: include_str!("../../rules/lexicon/actions.toml"),
        articles: include_str!("../../rules/lexicon/articles.tsv"),
        authorities: include_str!("../../rules/lexicon/authorities.toml"),
        congresses: include_str!("../../rules/lexicon/congresses.toml"),
        districts: include_str!("../../rules/lexicon/districts.tsv"),
        force: include_str!("../../rules/lexicon/force.toml"),
        forms: include_str!("../../rules/lexicon/forms.toml"),
        inspections: include_str!("../../rules/lexicon/inspections.toml"),
        kinds: include_str!("../../rules/lexicon/kinds.toml"),
        law_names: include_str!("../../rules/lexicon/law-names.txt"),
        laws: include_str!("../../rules/lexicon/laws.toml"),
        minima: include_str!("../../rules/lexicon/minima.toml"),
        national: include_str!("../../rules/lexicon/national.tsv"),
        number_book: include_str!("../../rules/lexicon/number-book.toml"),
        overlap: include_str!("../../rules/lexicon/overlap.toml"),
        regimes: include_str!("../../rules/lexicon/regimes.toml"),
        signers: include_str!("../../rules/lexicon/signers.toml"),
        synonyms: include_str!("../../rules/lexicon/synonyms.toml"),
        territories: include_str!("../../rules/lexicon/territories.toml"),
    };
}

impl Tables<'_> {
    /// Returns the digest of all texts, 16 hexadecimal digits.
    fn digest(&self) -> String {
        let texts = [
            self.actions,
            self.articles,
            self.authorities,
            self.congresses,
            self.districts,
            self.force,
            self.forms,
            self.inspections,
            self.kinds,
            self.law_names,
            self.laws,
            self.minima,
            self.national,
            self.number_book,
            self.overlap,
            self.regimes,
            self.signers,
            self.synonyms,
            self.territories,
        ];
        let mut hasher = blake3::Hasher::new();
        for text in texts {
            // The length tells where one ends and the next begins.
            hasher.update(&text.len().to_le_bytes()).update(text.as_bytes());
        }
        hasher.finalize().to_hex().chars().take(16).collect()
    }
}

/// All tables, indexed; answers questions and never changes.
#[derive(Debug)]
pub struct Lexicon {
    digest: String,
    pub(super) actions: Actions,
    pub(super) alike: Alike,
    pub(super) articles: Articles,
    pub(super) authorities: Authorities,
    pub(super) congresses: Congresses,
    pub(super) force: Force,
    pub(super) forms: Forms,
    pub(super) inspections: Inspections,
    pub(super) kinds: Kinds,
    pub(super) laws: Laws,
    pub(super) minima: Minima,
    pub(super) number_book: NumberBook,
    pub(super) regimes: Regimes,
    pub(super) signers: Signers,
    pub(super) synonyms: Synonyms,
    pub(super) territories: Territories,
}

impl Lexicon {
    /// Returns the lexicon of the built-in tables.
    ///
    /// # Errors
    ///
    /// Where a table is malformed; the error names table and line. The tests load every built-in table.
    pub fn builtin() -> Result<Self, LexiconError> {
        Self::from_tables(Tables::BUILTIN)
    }

    /// Returns the digest of the tables: what was worked out by others may be otherwise by these.
    #[must_use]
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// Returns the lexicon of the given tables.
    ///
    /// # Errors
    ///
    /// Where a table is malformed, an id stands twice, or an id that is referred to does not exist.
    pub fn from_tables(tables: Tables<'_>) -> Result<Self, LexiconError> {
        let synonyms = Synonyms::load(tables.synonyms)?;
        Ok(Self {
            digest: tables.digest(),
            actions: Actions::load(tables.actions)?,
            alike: Alike::load(tables.overlap)?,
            articles: Articles::load(tables.articles)?,
            authorities: Authorities::load(tables.authorities, &synonyms)?,
            congresses: Congresses::load(tables.congresses)?,
            force: Force::load(tables.force)?,
            forms: Forms::load(tables.forms)?,
            inspections: Inspections::load(tables.inspections)?,
            kinds: Kinds::load(tables.kinds)?,
            laws: Laws::load(tables.laws, tables.national, tables.law_names, &synonyms)?,
            minima: Minima::load(tables.minima)?,
            number_book: NumberBook::load(tables.number_book)?,
            regimes: Regimes::load(tables.regimes)?,
            signers: Signers::load(tables.signers)?,
            territories: Territories::load(tables.territories, tables.districts, &synonyms)?,
            synonyms,
        })
    }
}

#[cfg(test)]
impl Lexicon {
    /// Returns the built-in lexicon, loaded once for all tests.
    pub(crate) fn shared() -> &'static Self {
        static SHARED: std::sync::LazyLock<Lexicon> = std::sync::LazyLock::new(|| Lexicon::builtin().unwrap());
        &SHARED
    }
}

#[cfg(test)]
mod tests {
    use super::super::laws::number_key;
    use super::{Lexicon, Tables};
    use crate::document::Level;
    use crate::lexicon::{Law, Near, Period};

    #[test]
    fn the_builtin_tables_load() {
        let lexicon = Lexicon::builtin().unwrap();
        assert!(lexicon.kinds().len() > 40 && lexicon.territories().len() > 760);
    }

    #[test]
    fn a_wrong_entry_is_named_by_table_and_line() {
        let twice = "[[kind]]\nid='a'\nvi='A'\nen='a'\nclasses=[]\nbasis=''\nverified='text'\n".repeat(2);
        let error = Lexicon::from_tables(Tables { kinds: &twice, ..Tables::BUILTIN }).unwrap_err();
        assert_eq!(error.to_string(), "lexicon table `kinds.toml`, line 2: kind `a` stands twice");
        let error = Lexicon::from_tables(Tables { districts: "nowhere/x\thuyen\tX", ..Tables::BUILTIN }).unwrap_err();
        assert_eq!((error.table, error.line), ("districts.tsv", Some(1)));
    }

    #[test]
    fn every_id_that_is_referred_to_exists() {
        let lexicon = Lexicon::shared();
        let known = |key: &str| {
            let mut all = lexicon.authorities().iter();
            all.any(|authority| authority.id == *key || authority.group.as_deref() == Some(key))
        };
        let issuers = lexicon.forms().iter().flat_map(|form| &form.issuers);
        for issuer in issuers.chain(lexicon.signer_rules().iter().flat_map(|rule| &rule.issuers)) {
            assert!(known(issuer), "{issuer}");
        }
        for form in lexicon.forms() {
            assert!(form.kind == "*" || lexicon.kind(&form.kind).is_some(), "{}", form.kind);
        }
        for law in lexicon.laws().iter().chain(lexicon.national()) {
            assert!(lexicon.kind(&law.kind).is_some(), "{}", law.number);
            assert!(law.issuer.as_deref().is_none_or(|id| lexicon.authority(id).is_some()), "{}", law.number);
        }
    }

    #[test]
    fn periods_run_forward_and_one_regime_rules_at_a_time() {
        let lexicon = Lexicon::shared();
        let forward = |period: Period| period.from.zip(period.to).is_none_or(|(from, to)| from <= to);
        assert!(lexicon.laws().iter().chain(lexicon.national()).all(|law| forward(law.period())));
        assert!(lexicon.forms().iter().all(|form| forward(form.period())));
        assert!(lexicon.authorities().iter().all(|authority| forward(authority.period())));
        for (at, one) in lexicon.regimes().iter().enumerate() {
            assert!(forward(one.period()), "{}", one.id);
            for other in lexicon.regimes().iter().skip(at + 1) {
                let meets = |mine: &[Level], theirs: &[Level]| {
                    mine.is_empty() || theirs.is_empty() || mine.iter().any(|level| theirs.contains(level))
                };
                let classes = one.classes.is_empty()
                    || other.classes.is_empty()
                    || one.classes.iter().any(|class| other.classes.contains(class));
                let overlap = other.from.is_some_and(|from| one.period().contains(from))
                    || one.from.is_some_and(|from| other.period().contains(from));
                let same = one.subject == other.subject && classes && meets(&one.levels, &other.levels);
                assert!(!(same && overlap), "{} and {}", one.id, other.id);
            }
        }
    }

    #[test]
    fn what_replaced_a_law_starts_when_it_ends() {
        let lexicon = Lexicon::shared();
        for law in lexicon.laws() {
            for number in &law.replaced_by {
                for next in lexicon.law_numbered(number) {
                    let (Some(to), Some(from)) = (law.to, next.from) else { continue };
                    let gap = from.since(to).unwrap().get_days();
                    assert!((0..=92).contains(&gap), "{} ends {to}, {number} starts {from}", law.number);
                }
            }
        }
    }

    #[test]
    fn national_documents_stand_in_order_and_once() {
        let lexicon = Lexicon::shared();
        assert_eq!(lexicon.laws.national_faults(), Vec::<String>::new());
        let key = |law: &Law| (number_key(&law.number), law.issued, law.kind.to_string());
        let keys: Vec<_> = lexicon.national().map(key).collect();
        assert!(keys.len() > 1_500 && keys.is_sorted_by(|one, next| one < next));
        let resolution = |kind: &str| kind == "nghi-quyet";
        let twice = |law: &&Law| {
            let same = |other: &Law| {
                let dated = law.number.matches('/').count() > 1;
                other.number == law.number
                    && (resolution(&other.kind) == resolution(&law.kind) || !law.number.contains("/QH"))
                    && (dated || other.issued == law.issued)
            };
            lexicon.laws().iter().any(same)
        };
        assert_eq!(lexicon.national().find(twice).map(|law| &law.number), None, "it stands in laws.toml, too");
        for law in lexicon.national() {
            assert!(law.to.is_some() || law.seen.is_some(), "{}: nothing tells until when it is known", law.number);
            assert!(!law.name.is_empty() && !law.basis.is_empty(), "{}", law.number);
        }
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig::with_cases(200))]

        #[test]
        fn no_text_makes_a_question_panic(
            parts in proptest::collection::vec("UBND|Luật|các|tỉnh|thành phố|xã|Huế|khóa|,|&|-|Sở|TP\\.HCM|[ -~]|\\PC{0,3}", 0..12)
        ) {
            let lexicon = Lexicon::shared();
            let text = parts.join(" ");
            let near = Near { territory: Some("hue/xa-a"), date: None };
            let ends = [
                lexicon.authority_starting(&text, near).map(|(_, end)| end),
                lexicon.law_starting(&text).map(|(_, end)| end),
                lexicon.kind_starting(&text).map(|(_, end)| end),
            ];
            for end in ends.into_iter().flatten() {
                proptest::prop_assert!(text.is_char_boundary(end));
            }
            let _ = (lexicon.authority_named_near(&text, near), lexicon.authorities_named(&text, near));
            let _ = (lexicon.territory_named(&text), lexicon.law_named(&text, None), lexicon.kind_named(&text));
            let _ = (lexicon.organ_codes(&text), lexicon.expanded(&text), lexicon.action_in(&text));
            let folded = crate::text::fold_case_tone(&text);
            proptest::prop_assert_eq!(crate::text::fold_case_tone(&folded), folded);
        }
    }
}

//! Which text rules a subject on a day (văn bản điều chỉnh): `rules/lexicon/regimes.toml`.

use jiff::civil::Date;
use serde::Deserialize;

use super::entry::{day, read};
use super::{Lexicon, LexiconError, Period, Verified};
use crate::document::{Class, Level, Slug};

/// What a regime rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Subject {
    /// Form and layout (thể thức, kỹ thuật trình bày).
    Form,
    /// Law-making (ban hành văn bản quy phạm pháp luật).
    LawMaking,
    /// Organisation of local government (tổ chức chính quyền địa phương).
    LocalGovernment,
    /// Specialised bodies of People's Committees (cơ quan chuyên môn).
    SpecialisedBodies,
    /// Model working rules (quy chế làm việc mẫu).
    WorkingRules,
    /// Review of documents after issue (kiểm tra, xử lý văn bản).
    Review,
    /// Inspection (thanh tra).
    Inspection,
    /// Control of administrative procedures (kiểm soát thủ tục hành chính).
    Procedures,
    /// One-stop service (một cửa).
    OneStop,
    /// Administrative reform programme (cải cách hành chính).
    Reform,
    /// Reporting (chế độ báo cáo).
    Reporting,
    /// State secrets (bí mật nhà nước).
    Secrets,
    /// Electronic documents (văn bản điện tử).
    ElectronicDocuments,
}

/// One regime.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Regime {
    /// Id: `nd-30-2020`.
    pub id: Slug,
    /// What it rules.
    pub subject: Subject,
    /// Classes for which; empty for all.
    #[serde(default)]
    pub classes: Vec<Class>,
    /// Levels of issuers for which; empty for all.
    #[serde(default)]
    pub levels: Vec<Level>,
    /// Number of the text.
    pub number: String,
    /// How findings name it: `NĐ 30/2020/NĐ-CP`.
    pub short: String,
    /// Numbers of the texts that amended it.
    #[serde(default)]
    pub amended_by: Vec<String>,
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

impl Regime {
    /// Returns the days it rules.
    #[must_use]
    pub fn period(&self) -> Period {
        Period { from: self.from, to: self.to }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    regime: Vec<Regime>,
}

/// The regimes.
#[derive(Debug)]
pub(super) struct Regimes(Vec<Regime>);

impl Regimes {
    pub(super) fn load(text: &str) -> Result<Self, LexiconError> {
        Ok(Self(read::<File>("regimes.toml", text)?.regime))
    }
}

impl Lexicon {
    /// Returns the text that rules `subject` for documents of `class` and issuers of `level` on `date`; an unknown
    /// level fits only what holds for all levels.
    #[must_use]
    pub fn regime(&self, subject: Subject, class: Class, level: Option<Level>, date: Date) -> Option<&Regime> {
        self.regimes.0.iter().find(|regime| {
            regime.subject == subject
                && (regime.classes.is_empty() || regime.classes.contains(&class))
                && (regime.levels.is_empty() || level.is_some_and(|level| regime.levels.contains(&level)))
                && regime.period().contains(date)
        })
    }

    /// Returns all regimes in the table's order.
    #[must_use]
    pub fn regimes(&self) -> &[Regime] {
        &self.regimes.0
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::Subject;
    use crate::document::{Class, Level};
    use crate::lexicon::Lexicon;

    #[test]
    fn the_regime_of_form_is_by_class_and_day() {
        let lexicon = Lexicon::shared();
        let short = |class, day| lexicon.regime(Subject::Form, class, None, day).map(|regime| regime.short.as_str());
        assert_eq!(short(Class::Administrative, date(2016, 12, 30)), Some("TT 01/2011/TT-BNV"));
        assert_eq!(short(Class::Administrative, date(2020, 3, 4)), Some("TT 01/2011/TT-BNV"));
        assert_eq!(short(Class::Administrative, date(2020, 3, 5)), Some("NĐ 30/2020/NĐ-CP"));
        assert_eq!(short(Class::Normative, date(2025, 3, 31)), Some("NĐ 34/2016/NĐ-CP"));
        assert_eq!(short(Class::Normative, date(2025, 4, 1)), Some("NĐ 78/2025/NĐ-CP"));
        assert_eq!(short(Class::Unknown, date(2025, 4, 1)), None);
    }

    #[test]
    fn law_making_differs_by_level_until_2016() {
        let lexicon = Lexicon::shared();
        let number = |level, day| {
            lexicon.regime(Subject::LawMaking, Class::Normative, level, day).map(|regime| regime.number.as_str())
        };
        assert_eq!(number(Some(Level::Province), date(2016, 6, 30)), Some("31/2004/QH11"));
        assert_eq!(number(Some(Level::Central), date(2016, 6, 30)), Some("17/2008/QH12"));
        assert_eq!(number(None, date(2016, 6, 30)), None);
        assert_eq!(number(None, date(2016, 7, 1)), Some("80/2015/QH13"));
        assert_eq!(number(Some(Level::Commune), date(2025, 4, 1)), Some("64/2025/QH15"));
    }

    #[test]
    fn organisation_laws_follow_one_another() {
        let lexicon = Lexicon::shared();
        let number = |day| {
            let regime = lexicon.regime(Subject::LocalGovernment, Class::Administrative, Some(Level::Province), day);
            regime.map(|regime| regime.number.as_str())
        };
        assert_eq!(number(date(2015, 12, 31)), Some("11/2003/QH11"));
        assert_eq!(number(date(2016, 1, 1)), Some("77/2015/QH13"));
        assert_eq!(number(date(2025, 3, 1)), Some("65/2025/QH15"));
        assert_eq!(number(date(2025, 6, 15)), Some("65/2025/QH15"));
        assert_eq!(number(date(2025, 6, 16)), Some("72/2025/QH15"));
    }
}

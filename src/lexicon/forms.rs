//! Who may issue which form, in which period (hình thức văn bản theo thẩm quyền): `rules/lexicon/forms.toml`.

use std::collections::HashMap;

use jiff::civil::Date;
use serde::Deserialize;

use super::entry::{day, read};
use super::{Lexicon, LexiconError, Period, Verified};
use crate::document::{Class, Slug};

/// One statement on forms: these issuers may, or may not, issue this kind in this class.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Form {
    /// Ids of authorities or of their groups.
    pub issuers: Vec<Slug>,
    /// Id of the kind; `*` for every kind that no other entry names.
    pub kind: Slug,
    /// The class it speaks of; `None` for every class.
    #[serde(default)]
    pub class: Option<Class>,
    /// Whether the form is theirs.
    pub allowed: bool,
    /// Rank of legal force, 1 the highest, of a normative form.
    #[serde(default)]
    pub rank: Option<u8>,
    /// A limit on the competence, in Vietnamese.
    #[serde(default)]
    pub limit: Option<String>,
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

impl Form {
    /// Returns the days of which the entry speaks.
    #[must_use]
    pub fn period(&self) -> Period {
        Period { from: self.from, to: self.to }
    }
}

/// Whether an issuer may issue a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Allowed<'a> {
    /// It may, by this entry.
    Yes(&'a Form),
    /// It may not, by this entry.
    No(&'a Form),
    /// The table says nothing.
    Unknown,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    form: Vec<Form>,
}

/// The forms by issuer.
#[derive(Debug)]
pub(super) struct Forms {
    all: Vec<Form>,
    by_issuer: HashMap<String, Vec<usize>>,
}

impl Forms {
    pub(super) fn load(text: &str) -> Result<Self, LexiconError> {
        let all = read::<File>("forms.toml", text)?.form;
        let mut by_issuer: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, form) in all.iter().enumerate() {
            for issuer in &form.issuers {
                by_issuer.entry(issuer.to_string()).or_default().push(at);
            }
        }
        Ok(Self { all, by_issuer })
    }

    fn of<'a>(&'a self, issuer: &str) -> impl Iterator<Item = &'a Form> + use<'a> {
        self.by_issuer.get(issuer).into_iter().flatten().filter_map(|at| self.all.get(*at))
    }
}

impl Lexicon {
    /// Returns all statements on forms in the table's order.
    #[must_use]
    pub fn forms(&self) -> &[Form] {
        &self.forms.all
    }

    /// Returns whether `issuer` (an id of authorities) may issue `kind` in `class` on `date`, with the entry that says
    /// so. An entry on the kind goes before one on all other kinds; one on the issuer before one on its group.
    #[must_use]
    pub fn form_allowed(&self, issuer: &str, kind: &str, class: Class, date: Date) -> Allowed<'_> {
        let group = self.authority(issuer).and_then(|authority| authority.group.as_deref());
        let keys = [Some(issuer), group];
        for wanted in [kind, "*"] {
            for key in keys.into_iter().flatten() {
                let said = self.forms.of(key).find(|form| {
                    form.kind == *wanted && form.class.is_none_or(|only| only == class) && form.period().contains(date)
                });
                match said {
                    Some(form) if form.allowed => return Allowed::Yes(form),
                    Some(form) => return Allowed::No(form),
                    None => {}
                }
            }
        }
        Allowed::Unknown
    }

    /// Returns the rank of legal force of a normative form, 1 the highest: by issuer where the table has it, else by
    /// the kind alone; `None` for what has no rank.
    #[must_use]
    pub fn rank(&self, issuer: Option<&str>, kind: &str, date: Date) -> Option<u8> {
        let by_issuer = issuer.and_then(|issuer| match self.form_allowed(issuer, kind, Class::Normative, date) {
            Allowed::Yes(form) => form.rank,
            Allowed::No(_) | Allowed::Unknown => None,
        });
        by_issuer.or_else(|| self.kind(kind)?.rank)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Date, date};

    use super::Allowed;
    use crate::document::Class;
    use crate::lexicon::Lexicon;

    fn says(issuer: &str, kind: &str, class: Class, day: Date) -> Option<bool> {
        match Lexicon::shared().form_allowed(issuer, kind, class, day) {
            Allowed::Yes(_) => Some(true),
            Allowed::No(_) => Some(false),
            Allowed::Unknown => None,
        }
    }

    #[test]
    fn normative_forms_of_local_government_by_period() {
        for (issuer, kind, day, wanted) in [
            ("ubnd-tinh", "chi-thi", date(2016, 6, 30), true),
            ("ubnd-tinh", "chi-thi", date(2016, 7, 1), false),
            ("ubnd-tinh", "quyet-dinh", date(2017, 1, 1), true),
            ("ubnd-tinh", "nghi-quyet", date(2017, 1, 1), false),
            ("hdnd-tinh", "nghi-quyet", date(2017, 1, 1), true),
            ("hdnd-tinh", "quyet-dinh", date(2017, 1, 1), false),
            ("ubnd-xa", "quyet-dinh", date(2025, 3, 31), true),
            ("ubnd-xa", "quyet-dinh", date(2025, 4, 1), false),
            ("ubnd-xa", "quyet-dinh", date(2025, 6, 30), false),
            ("ubnd-xa", "quyet-dinh", date(2025, 7, 1), true),
            ("ubnd-huyen", "quyet-dinh", date(2025, 6, 30), true),
            ("ubnd-huyen", "quyet-dinh", date(2025, 7, 1), false),
            ("chu-tich-ubnd-tinh", "quyet-dinh", date(2025, 6, 30), false),
            ("chu-tich-ubnd-tinh", "quyet-dinh", date(2025, 7, 1), true),
            ("chu-tich-ubnd-xa", "quyet-dinh", date(2025, 7, 1), false),
            ("so-noi-vu", "quyet-dinh", date(2017, 1, 1), false),
        ] {
            assert_eq!(says(issuer, kind, Class::Normative, day), Some(wanted), "{issuer} {kind} {day}");
        }
    }

    #[test]
    fn normative_forms_of_the_centre() {
        for (issuer, kind, day, wanted) in [
            ("chinh-phu", "nghi-quyet", date(2025, 3, 31), false),
            ("chinh-phu", "nghi-quyet", date(2025, 4, 1), true),
            ("bo-noi-vu", "thong-tu", date(2020, 1, 1), true),
            ("bo-noi-vu", "quyet-dinh", date(2020, 1, 1), false),
            ("kiem-toan-nha-nuoc", "thong-tu", date(2025, 3, 31), false),
            ("kiem-toan-nha-nuoc", "thong-tu", date(2025, 4, 1), true),
        ] {
            assert_eq!(says(issuer, kind, Class::Normative, day), Some(wanted), "{issuer} {kind} {day}");
        }
    }

    #[test]
    fn administrative_forms_and_silence() {
        let day = date(2018, 1, 1);
        assert_eq!(says("ubnd-tinh", "quyet-dinh", Class::Administrative, day), Some(true));
        assert_eq!(says("ubnd-tinh", "nghi-quyet", Class::Administrative, day), Some(false));
        assert_eq!(says("ubnd-tinh", "ke-hoach", Class::Administrative, day), None);
        assert_eq!(says("chinh-phu", "nghi-quyet", Class::Administrative, day), Some(true));
        assert_eq!(says("no-such-body", "quyet-dinh", Class::Normative, day), None);
    }

    #[test]
    fn rank_is_by_issuer_then_by_kind() {
        let lexicon = Lexicon::shared();
        let day = date(2020, 1, 1);
        let rank = |issuer, kind| lexicon.rank(issuer, kind, day);
        assert!(rank(Some("chinh-phu"), "nghi-dinh") < rank(Some("thu-tuong"), "quyet-dinh"));
        assert!(rank(Some("hdnd-tinh"), "nghi-quyet") < rank(Some("ubnd-tinh"), "quyet-dinh"));
        assert!(rank(Some("ubnd-tinh"), "quyet-dinh") < rank(Some("ubnd-huyen"), "quyet-dinh"));
        assert_eq!(rank(None, "luat"), Some(2));
        assert_eq!(rank(None, "ke-hoach"), None);
    }
}

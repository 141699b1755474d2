//! All rules of a run: the built-in pages and those of the user.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;

use jiff::civil::Date;
use rust_embed::RustEmbed;
use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::{AppliesTo, Basis, Body, Family, FrontMatter, Remedies, RuleError, Severity, Status, page};
use crate::document::{Class, Level};

#[derive(RustEmbed)]
#[folder = "rules/"]
#[include = "*/*-*.md"]
#[include = "lexicon/remedies.toml"]
struct Pages;

/// One rule: its page.
#[derive(Debug, Clone)]
pub struct Rule {
    /// Everything but the prose.
    pub front: FrontMatter,
    /// The family, told by the folder.
    pub family: Family,
    /// The page's path, for messages.
    pub path: String,
    page: Cow<'static, str>,
    body: usize,
}

impl Rule {
    fn read(path: String, page: Cow<'static, str>) -> Result<Self, RuleError> {
        let page = if is_nfc(&page) { page } else { Cow::Owned(page.nfc().collect()) };
        let folder = path.rsplit(['/', '\\']).nth(1).unwrap_or_default();
        let Some(family) = Family::of_folder(folder) else {
            let folders = Family::ALL.map(Family::folder).join(", ");
            return Err(RuleError::at(&path, &page, 0, format!("a page lies in a folder of a family: {folders}")));
        };
        let (front, body) = page::read(&path, &page)?;
        Ok(Self { front, family, path, page, body })
    }

    /// Returns the rule's code.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.front.code
    }

    /// Returns the documents that the rule looks at.
    #[must_use]
    pub fn applies_to(&self) -> &AppliesTo {
        &self.front.applies_to
    }

    /// Returns the whole page.
    #[must_use]
    pub fn page(&self) -> &str {
        &self.page
    }

    /// Reads the prose and examples of the page.
    ///
    /// # Errors
    /// Where an example's line of attributes or a mark cannot be understood.
    pub fn body(&self) -> Result<Body, RuleError> {
        Body::read(&self.path, &self.page, self.body)
    }

    /// Returns the bases that hold on `day` for a document of this class, issued at this level, in page order.
    ///
    /// A rule with none is silent.
    #[must_use]
    pub fn bases(&self, day: Date, class: Class, level: Option<Level>) -> Vec<&Basis> {
        if self.front.status == Status::Retired {
            return Vec::new();
        }
        self.front.basis.iter().filter(|basis| basis.holds_for(day, class, level)).collect()
    }
}

/// The rules of a run, by code, with the remedies.
#[derive(Debug, Clone)]
pub struct RuleSet {
    rules: BTreeMap<String, Rule>,
    remedies: Remedies,
}

impl RuleSet {
    /// Returns the rules that come with the program.
    ///
    /// # Errors
    /// Where a built-in page is wrong: a fault of the program, held off by its tests.
    pub fn builtin() -> Result<Self, RuleError> {
        let remedies = embedded("lexicon/remedies.toml").unwrap_or_default();
        let mut set = Self { rules: BTreeMap::new(), remedies: Remedies::read(&remedies)? };
        for name in Pages::iter().filter(|name| name.ends_with(".md")) {
            if let Some(page) = embedded(&name) {
                set.add(format!("rules/{name}"), page)?;
            }
        }
        Ok(set)
    }

    /// Returns the remedies of the program with no rules, to load pages into.
    ///
    /// # Errors
    /// Where the built-in table is wrong.
    pub fn empty() -> Result<Self, RuleError> {
        let remedies = embedded("lexicon/remedies.toml").unwrap_or_default();
        Ok(Self { rules: BTreeMap::new(), remedies: Remedies::read(&remedies)? })
    }

    /// Adds every page below `dir` that is named like one (`CODE-slug.md`), in name order.
    ///
    /// # Errors
    /// Where a file cannot be read, a page is wrong, or a code is taken.
    pub fn load_dir(&mut self, dir: &Path) -> Result<(), RuleError> {
        let read = |path: &Path, source| RuleError::Read { path: path.to_owned(), source };
        let mut entries = std::fs::read_dir(dir)
            .and_then(Iterator::collect::<Result<Vec<_>, _>>)
            .map_err(|source| read(dir, source))?;
        entries.sort_by_key(std::fs::DirEntry::path);
        for path in entries.into_iter().map(|entry| entry.path()) {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            if path.is_dir() {
                self.load_dir(&path)?;
            } else if is_page_name(&name) {
                let page = std::fs::read_to_string(&path).map_err(|source| read(&path, source))?;
                self.add(path.to_string_lossy().into_owned(), Cow::Owned(page))?;
            }
        }
        Ok(())
    }

    /// Adds the rules of `other` whose codes are not taken.
    pub fn complete(&mut self, other: Self) {
        for (code, rule) in other.rules {
            self.rules.entry(code).or_insert(rule);
        }
    }

    fn add(&mut self, path: String, page: Cow<'static, str>) -> Result<(), RuleError> {
        let rule = Rule::read(path, page)?;
        if let Some(other) = self.rules.get(rule.code()) {
            let message = format!("the code {} is taken by {}", rule.code(), other.path);
            return Err(RuleError::at(&rule.path, &rule.page, 0, message));
        }
        if let Some(key) = rule.front.remedy.as_ref().filter(|key| !self.remedies.knows(key)) {
            let message = format!("no remedy \"{key}\" in rules/lexicon/remedies.toml");
            return Err(RuleError::at(&rule.path, &rule.page, 0, message));
        }
        self.rules.insert(rule.front.code.clone(), rule);
        Ok(())
    }

    /// Gives a rule another severity under all its bases, or takes it out where `severity` is `None`; returns whether
    /// there is such a rule. What rests on memory still never carries more than a warning.
    pub fn regrade(&mut self, code: &str, severity: Option<Severity>) -> bool {
        let Some(severity) = severity else { return self.rules.remove(code).is_some() };
        let Some(rule) = self.rules.get_mut(code) else { return false };
        rule.front.severity = severity;
        rule.front.basis.iter_mut().for_each(|basis| basis.severity = None);
        true
    }

    /// Returns the rule of this code.
    #[must_use]
    pub fn get(&self, code: &str) -> Option<&Rule> {
        self.rules.get(code)
    }

    /// Returns all rules, retired ones too, by code.
    pub fn iter(&self) -> impl Iterator<Item = &Rule> {
        self.rules.values()
    }

    /// Returns the remedies.
    #[must_use]
    pub fn remedies(&self) -> &Remedies {
        &self.remedies
    }

    /// Returns the digest of the set, 16 hexadecimal digits: it changes when any page or severity does.
    #[must_use]
    pub fn digest(&self) -> String {
        let mut hasher = blake3::Hasher::new();
        for rule in self.rules.values() {
            hasher.update(rule.front.code.as_bytes());
            hasher.update(format!("{:?}", rule.front.severity).as_bytes());
            hasher.update(&rule.page.len().to_le_bytes());
            hasher.update(rule.page.as_bytes());
        }
        let mut digest = hasher.finalize().to_hex().to_string();
        digest.truncate(16);
        digest
    }
}

fn embedded(name: &str) -> Option<Cow<'static, str>> {
    Some(match Pages::get(name)?.data {
        Cow::Borrowed(bytes) => String::from_utf8_lossy(bytes),
        Cow::Owned(bytes) => Cow::Owned(String::from_utf8_lossy(&bytes).into_owned()),
    })
}

fn is_page_name(name: &str) -> bool {
    let md = Path::new(name).extension().is_some_and(|extension| extension == "md");
    md && name.split_once('-').is_some_and(|(letters, rest)| {
        !letters.is_empty()
            && letters.bytes().all(|b| b.is_ascii_uppercase())
            && rest.starts_with(|c: char| c.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_rule_speaks_inside_its_periods_only() {
        let set = RuleSet::builtin().unwrap();
        let rule = set.get("CIT-010").unwrap();
        let numbers = |day, class| -> Vec<String> {
            rule.bases(day, class, None).iter().map(|basis| basis.number.clone()).collect()
        };
        assert!(numbers(date(2008, 12, 31), Class::Administrative).is_empty());
        assert_eq!(numbers(date(2016, 6, 30), Class::Administrative), ["17/2008/QH12"]);
        assert_eq!(numbers(date(2016, 7, 1), Class::Administrative), ["80/2015/QH13"]);
        assert_eq!(numbers(date(2025, 4, 1), Class::Normative), ["64/2025/QH15", "78/2025/NĐ-CP"]);
    }

    #[test]
    fn a_basis_from_memory_never_blocks() {
        let set = RuleSet::builtin().unwrap();
        let rule = set.get("CIT-010").unwrap();
        let severity = |day| rule.bases(day, Class::Party, None).first().map(|basis| basis.severity(Severity::Blocker));
        assert_eq!(severity(date(2010, 1, 1)), Some(Severity::Warning));
        assert_eq!(severity(date(2020, 1, 1)), Some(Severity::Blocker));
    }

    #[test]
    fn an_error_points_into_the_page() {
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().join("form");
        std::fs::create_dir_all(&folder).unwrap();
        let good = RuleSet::builtin().unwrap().get("FMT-006").unwrap().page().to_owned();
        let load = |name: &str, page: &str| {
            std::fs::write(folder.join(name), page).unwrap();
            let error = RuleSet::empty().unwrap().load_dir(dir.path()).unwrap_err().to_string();
            std::fs::remove_file(folder.join(name)).unwrap();
            error.rsplit_once(".md:").unwrap().1.to_owned()
        };
        let name = "FMT-006-van-ban-hanh-chinh-ghi-nam-trong-ky-hieu.md";
        let wrong = load(name, &good.replace("severity = \"error\"", "gravity = \"error\""));
        assert!(wrong.starts_with("6:1: unknown field `gravity`"), "{wrong}");
        assert!(load("FMT-006-x.md", &good).contains("the page's file is"));
        assert!(load(name, &good.replace("{excerpt}", "{excerpt")).contains("a brace is not closed"));
    }

    #[test]
    fn a_code_is_given_once() {
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().join("form");
        std::fs::create_dir_all(&folder).unwrap();
        let mut set = RuleSet::builtin().unwrap();
        let digest = set.digest();
        let page = set.get("FMT-006").unwrap().page().to_owned();
        std::fs::write(folder.join("FMT-006-van-ban-hanh-chinh-ghi-nam-trong-ky-hieu.md"), &page).unwrap();
        assert!(set.load_dir(dir.path()).unwrap_err().to_string().contains("is taken by rules/form/FMT-006"));
        assert_eq!(set.digest(), digest);
    }

    #[test]
    fn bodies_are_read_when_asked_for() {
        let body = RuleSet::builtin().unwrap().get("CIT-010").unwrap().body().unwrap();
        assert_eq!(body.sections.len(), 7);
        assert_eq!((body.examples.len(), body.registers.len()), (8, 1));
    }
}

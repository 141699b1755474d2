//! Runs the examples of rule pages.

use std::path::Path;

use super::{complete::complete, register, required, typeset};
use crate::app::OfficeError;
use crate::app::office::own_lexicon;
use crate::check::{Checker, Facts, Finding, Terms, Verdict};
use crate::lexicon::Lexicon;
use crate::mend::{self, Edit};
use crate::parse;
use crate::rules::{Body, Example, Lang, Rule, RuleError, RuleSet, Side, Sureness};

/// Why examples could not be run at all.
#[derive(Debug, thiserror::Error)]
pub enum TrialError {
    /// A page is wrong.
    #[error(transparent)]
    Page(#[from] RuleError),
    /// A table is wrong.
    #[error(transparent)]
    Office(#[from] OfficeError),
}

/// The pages of a folder with what it takes to run their examples.
#[derive(Debug)]
pub struct Trials {
    set: RuleSet,
    tested: Vec<(String, Body)>,
    lexicon: Lexicon,
}

/// One thing to run: an example, or what a page must have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trial {
    /// `CIT-010/vi-du-vi-pham/2`, `CIT-010/page`.
    pub name: String,
    /// The page.
    pub path: String,
    /// 1-based line in the page.
    pub line: usize,
    page: usize,
    example: Option<usize>,
}

impl Trials {
    /// Loads the pages below `dir`; the built-in rules whose codes they do not take stand beside them.
    ///
    /// # Errors
    /// Where a page or a table is wrong.
    pub fn load(dir: &Path) -> Result<Self, TrialError> {
        Self::load_with(dir, None)
    }

    /// As [`Self::load`], with an office's own tables of the folder `lexicon`.
    ///
    /// # Errors
    /// As [`Self::load`].
    pub fn load_with(dir: &Path, lexicon: Option<&Path>) -> Result<Self, TrialError> {
        let mut set = RuleSet::empty()?;
        set.load_dir(dir)?;
        let tested =
            set.iter().map(|rule| Ok((rule.code().to_owned(), rule.body()?))).collect::<Result<Vec<_>, RuleError>>()?;
        set.complete(RuleSet::builtin()?);
        Checker::new(&set)?;
        Ok(Self { set, tested, lexicon: own_lexicon(lexicon)? })
    }

    /// Returns everything there is to run, by code.
    #[must_use]
    pub fn all(&self) -> Vec<Trial> {
        let mut all = Vec::new();
        for (page, (code, body)) in self.tested.iter().enumerate() {
            let path = self.set.get(code).map(|rule| rule.path.clone()).unwrap_or_default();
            all.push(Trial { name: format!("{code}/page"), path: path.clone(), line: 1, page, example: None });
            for (index, example) in body.examples.iter().enumerate() {
                let side = match example.side {
                    Side::Wrong => "vi-du-vi-pham",
                    Side::Right => "vi-du-dung",
                };
                let name = format!("{code}/{side}/{}", example.index);
                all.push(Trial { name, path: path.clone(), line: example.line, page, example: Some(index) });
            }
        }
        all
    }

    /// Runs one trial.
    ///
    /// # Errors
    /// What is wrong, in lines.
    pub fn run(&self, trial: &Trial) -> Result<(), String> {
        let (code, body) = self.tested.get(trial.page).ok_or("no such page")?;
        let rule = self.set.get(code).ok_or("no such rule")?;
        let faults = match trial.example.and_then(|index| body.examples.get(index)) {
            None => required::faults(rule, body),
            Some(example) => {
                let found = self.findings(rule, body, example)?;
                let mut faults = compare(code, example, &found);
                faults.extend(self.unmended(rule, body, example, &found)?);
                faults
            }
        };
        if faults.is_empty() {
            Ok(())
        } else {
            Err(format!("{}:{}\n  {}", trial.path, trial.line, faults.join("\n  ")))
        }
    }

    /// Puts the fixes of the rule's own findings in and judges again: those findings are gone, and nothing new is found.
    fn unmended(
        &self,
        own: &Rule,
        body: &Body,
        example: &Example,
        found: &[Finding],
    ) -> Result<Option<String>, String> {
        let open: Vec<&Finding> =
            found.iter().filter(|finding| finding.code == own.code() && finding.fix.is_some()).collect();
        let fixes = open.iter().filter_map(|finding| finding.fix.as_ref());
        let edits: Vec<Edit> = fixes.map(|fix| Edit { span: fix.span, text: fix.text.clone() }).collect();
        let made = mend::compatible(&edits, &example.text);
        let mended = Example { text: mend::applied(&example.text, &edits, &made), ..example.clone() };
        let after = if made.is_empty() { Vec::new() } else { self.findings(own, body, &mended)? };
        let gone: Vec<&str> = made.iter().filter_map(|&index| Some(open.get(index)?.fingerprint.as_str())).collect();
        let mut left: Vec<&str> = found
            .iter()
            .filter(|finding| !gone.contains(&finding.fingerprint.as_str()))
            .map(|finding| finding.code.as_str())
            .collect();
        let new = after.iter().find(|after| match left.iter().position(|code| *code == after.code) {
            Some(known) => {
                left.remove(known);
                false
            }
            None => true,
        });
        Ok(new.map(|new| {
            let Finding { code, excerpt, message, .. } = new;
            format!("with the fixes of {} there is {code} at \"{excerpt}\": {message}", own.code())
        }))
    }

    fn findings(&self, own: &Rule, body: &Body, example: &Example) -> Result<Vec<Finding>, String> {
        let attributes = &example.attributes;
        let path = attributes.path.as_deref().unwrap_or("vi-du.txt");
        let source = typeset::source(example)?;
        let mut document = parse::parse(path, &source, &self.lexicon);
        let given = attributes.as_of.filter(|_| document.issued().is_some());
        complete(&mut document, attributes, &self.lexicon)?;
        let day = attributes.today.or(attributes.as_of).or(document.issued());
        let today = day.ok_or("the example has no day: date it, or give as-of= or today=")?;
        let terms = Terms::of(&document, given, today, Lang::Vi);
        let wanted = attributes.registry.as_deref();
        let store = match wanted {
            Some("none") => None,
            name => Some(register::store(
                body.registers.iter().filter(|register| register.name.as_deref() == name),
                &self.lexicon,
            )?),
        };
        let facts = Facts::gather(&mut document, store.as_ref(), &self.lexicon, terms.as_of)
            .map_err(|error| error.to_string())?;
        let concerned = |rule: &Rule| {
            rule.code() == own.code()
                || example.marks.iter().any(|mark| mark.code == rule.code())
                || example.side == Side::Right && rule.family == own.family && !rule.applies_to().whole
        };
        let checker = Checker::of(&self.set, concerned).map_err(|error| error.to_string())?;
        let judgement = checker.judge(&document, &facts, &self.lexicon, terms);
        match judgement.faults.into_iter().next() {
            Some(fault) => Err(fault),
            None => Ok(judgement.findings),
        }
    }
}

/// Returns how the findings differ from the marks of the example.
fn compare(code: &str, example: &Example, found: &[Finding]) -> Vec<String> {
    let mut faults = Vec::new();
    let mut unmet: Vec<_> = example.marks.iter().collect();
    for finding in found {
        let met = unmet.iter().position(|mark| {
            mark.code == finding.code && mark.span == finding.span && mark.sureness == sureness(finding.verdict)
        });
        match met {
            Some(index) => {
                unmet.remove(index);
            }
            None => faults.push(format!(
                "{} {:?} is not marked: \"{}\" at {}:{} – {}",
                finding.code, finding.verdict, finding.excerpt, finding.line, finding.column, finding.message
            )),
        }
        let texts = [&finding.message, &finding.why, &finding.help];
        if let Some(text) = texts.into_iter().find(|text| text.contains('{')) {
            faults.push(format!("{}: a place is not filled in: \"{text}\"", finding.code));
        }
    }
    for mark in unmet {
        let words = example.text.get(mark.span.range()).unwrap_or_default();
        faults.push(format!("{} {:?} is not found at \"{words}\"", mark.code, mark.sureness));
    }
    if example.side == Side::Wrong && !example.marks.iter().any(|mark| mark.code == code) {
        faults.push(format!("no mark of {code} in an example under Ví dụ vi phạm"));
    }
    faults
}

fn sureness(verdict: Verdict) -> Sureness {
    match verdict {
        Verdict::Violation => Sureness::Violation,
        Verdict::Suspected => Sureness::Suspected,
        Verdict::Unverified => Sureness::Unverified,
    }
}

#[cfg(test)]
mod alone;

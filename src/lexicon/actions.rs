//! Classes of action in tasks (nhiệm vụ) and their words: `rules/lexicon/actions.toml`.

use std::cmp::Reverse;
use std::collections::HashMap;

use serde::Deserialize;

use super::entry::read;
use super::{Lexicon, LexiconError, Verified};
use crate::document::Slug;
use crate::text::{fold_case_tone, is_letter_or_number};

/// One class of action.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Action {
    /// Id: `tuyen-truyen`.
    pub id: Slug,
    /// English name.
    pub en: String,
    /// Words that say it, in lower case.
    pub words: Vec<String>,
    /// Whether it only leads to another action (`tổ chức`, `triển khai`), which then counts.
    #[serde(default)]
    pub weak: bool,
    /// Where the entry rests on.
    pub basis: String,
    /// How far it was verified.
    pub verified: Verified,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    action: Vec<Action>,
}

/// The actions with their index.
#[derive(Debug)]
pub(super) struct Actions {
    all: Vec<Action>,
    /// The words after the first one, the longest phrase first, with the action's place.
    by_first: HashMap<String, Vec<(Vec<String>, usize)>>,
}

impl Actions {
    pub(super) fn load(text: &str) -> Result<Self, LexiconError> {
        let all = read::<File>("actions.toml", text)?.action;
        let mut by_first: HashMap<String, Vec<(Vec<String>, usize)>> = HashMap::new();
        for (at, action) in all.iter().enumerate() {
            for phrase in &action.words {
                let phrase = fold_case_tone(phrase);
                let mut words = phrase.split(' ').map(str::to_owned);
                let first = words.next().unwrap_or_default();
                let phrases = by_first.entry(first).or_default();
                let rest: Vec<String> = words.collect();
                if phrases.iter().any(|(other, _)| *other == rest) {
                    let message = format!("`{phrase}` belongs to two actions");
                    return Err(LexiconError::at("actions.toml", text, &phrase, message));
                }
                phrases.push((rest, at));
                phrases.sort_by_key(|(rest, _)| Reverse(rest.len()));
            }
        }
        Ok(Self { all, by_first })
    }

    /// Returns the action whose longest phrase the folded words begin with, and the number of its words.
    fn starting(&self, words: &[&str]) -> Option<(&Action, usize)> {
        let (first, after) = words.split_first()?;
        let fits = |rest: &[String]| after.get(..rest.len()).is_some_and(|words| words == rest);
        let (rest, at) = self.by_first.get(*first)?.iter().find(|(rest, _)| fits(rest))?;
        Some((self.all.get(*at)?, 1 + rest.len()))
    }
}

impl Lexicon {
    /// Returns all classes of action in the table's order.
    #[must_use]
    pub fn actions(&self) -> &[Action] {
        &self.actions.all
    }

    /// Returns the class of action that a task's words name first; a weak one only where no other follows.
    #[must_use]
    pub fn action_in(&self, task: &str) -> Option<&Action> {
        let folded = fold_case_tone(task);
        let words: Vec<&str> = folded.split(|c| !is_letter_or_number(c)).filter(|word| !word.is_empty()).collect();
        let mut weak = None;
        let mut at = 0;
        while at < words.len() {
            match self.actions.starting(words.get(at..).unwrap_or_default()) {
                Some((action, length)) if action.weak => {
                    weak.get_or_insert(action);
                    at += length;
                }
                Some((action, _)) => return Some(action),
                None => at += 1,
            }
        }
        weak
    }
}

#[cfg(test)]
mod tests {
    use crate::lexicon::Lexicon;

    #[test]
    fn the_first_strong_action_counts() {
        let lexicon = Lexicon::shared();
        for (task, wanted) in [
            ("Tuyên truyền CCHC trên Trang TTĐT của Sở", Some("tuyen-truyen")),
            ("Tổ chức kiểm tra công tác CCHC", Some("kiem-tra")),
            ("Thanh tra, kiểm tra việc chấp hành", Some("thanh-tra")),
            ("Triển khai thực hiện Nghị quyết", Some("thuc-hien")),
            ("BÁO CÁO kết quả", Some("bao-cao")),
            ("Rà soát, hệ thống hoá văn bản", Some("ra-soat")),
            ("Điều này", None),
            ("", None),
        ] {
            assert_eq!(lexicon.action_in(task).map(|action| action.id.as_str()), wanted, "{task}");
        }
    }
}

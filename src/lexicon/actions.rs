//! Classes of action in tasks (nhiệm vụ) and their words: `rules/lexicon/actions.toml`.

use std::collections::HashMap;

use serde::Deserialize;

use super::entry::read;
use super::{Lexicon, LexiconError, Verified};
use crate::document::Slug;
use crate::text::fold_case_tone;

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
    by_words: HashMap<String, usize>,
    most_words: usize,
}

impl Actions {
    pub(super) fn load(text: &str) -> Result<Self, LexiconError> {
        let all = read::<File>("actions.toml", text)?.action;
        let mut by_words = HashMap::new();
        let mut most_words = 1;
        for (at, action) in all.iter().enumerate() {
            for phrase in &action.words {
                let phrase = fold_case_tone(phrase);
                most_words = most_words.max(phrase.split(' ').count());
                if by_words.insert(phrase.clone(), at).is_some() {
                    let message = format!("`{phrase}` belongs to two actions");
                    return Err(LexiconError::at("actions.toml", text, &phrase, message));
                }
            }
        }
        Ok(Self { all, by_words, most_words })
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
        let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let mut weak = None;
        let mut at = 0;
        while at < words.len() {
            let hit = (1..=self.actions.most_words).rev().find_map(|length| {
                let phrase = words.get(at..at + length)?.join(" ");
                Some((self.actions.all.get(*self.actions.by_words.get(&phrase)?)?, length))
            });
            match hit {
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

//! What the words of a task say, term by term.

use std::collections::{BTreeMap, BTreeSet};

use super::times::Times;
use crate::document::Slug;
use crate::lexicon::{Lexicon, Sense, TermWeights};
use crate::text::{fold_case_tone, is_capital, is_letter_or_number};

/// What a term is, which gives its weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sort {
    Concept,
    Syllable,
    Action,
    General,
    /// The task's own document, or the one it carries out.
    Own,
}

/// A term: what it is, and the words that say it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Term {
    pub(super) sort: Sort,
    pub(super) words: String,
    /// The line of work that it belongs to.
    pub(super) line: String,
    /// The place of its first word among the words of the task.
    pub(super) at: usize,
}

impl Term {
    /// Returns the weight. Of two documents, each one's own name is two things; in one document it is one.
    pub(super) fn weight(&self, same_document: bool, weights: TermWeights) -> f64 {
        match self.sort {
            Sort::Concept => weights.concept,
            Sort::Syllable => weights.syllable,
            Sort::Action => weights.action,
            Sort::Own if same_document => weights.concept,
            Sort::General | Sort::Own => weights.general,
        }
    }
}

/// The words of a task, sorted into what they say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Reading {
    /// What is acted on, by the terms' keys.
    pub(super) terms: BTreeMap<String, Term>,
    /// What is left to others (`trừ …`).
    pub(super) left_out: BTreeSet<String>,
    /// The first class of action.
    pub(super) action: Option<Slug>,
    /// Whether the task is to carry something out as a whole (`tổ chức triển khai`).
    pub(super) carries_out: bool,
    /// Whether the first action is done to oneself (`tự kiểm tra`).
    pub(super) oneself: bool,
    /// Whether it is about its own document: `nêu tại Quyết định này`.
    pub(super) itself: bool,
    /// Addressees by level.
    pub(super) whom: BTreeSet<String>,
    /// Local places by name: `phường long châu`.
    pub(super) places: BTreeSet<String>,
    /// Laws by name and documents by number.
    pub(super) sources: BTreeSet<String>,
    /// Authorities named.
    pub(super) bodies: BTreeSet<Slug>,
    /// Numbers by what is counted: `%`, `trạm`.
    pub(super) figures: BTreeMap<String, BTreeSet<String>>,
    pub(super) times: Times,
}

/// A word with what its print told.
struct Token {
    folded: String,
    capital: bool,
}

impl Reading {
    /// Returns the line of work of the first term of the table.
    pub(super) fn subject(&self) -> Option<String> {
        let terms = self.terms.values().filter(|term| term.sort == Sort::Concept && !term.line.is_empty());
        terms.min_by_key(|term| term.at).map(|term| term.line.clone())
    }

    /// Returns the lines of work of all terms of the table.
    pub(super) fn subjects(&self) -> BTreeSet<String> {
        let terms = self.terms.values().filter(|term| term.sort == Sort::Concept && !term.line.is_empty());
        terms.map(|term| term.line.clone()).collect()
    }
}

/// What the words that come next are to the work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Clause {
    Main,
    Part,
    LeftOut,
}

/// How words end that mean the task's own document.
const ITSELF: [&str; 3] = [" này", "nêu trên", "kèm theo"];

/// What a place's name begins with, syllable by syllable.
const PLACES: [(&str, &str); 6] =
    [("xã", ""), ("phường", ""), ("thị", "trấn"), ("huyện", ""), ("quận", ""), ("thị", "xã")];
/// A phrase that only leads to another action is one of carrying out from this many syllables on: `tổ chức triển khai`.
const CARRYING: usize = 4;

/// Reads the words of a task.
pub(super) fn read(text: &str, lexicon: &Lexicon) -> Reading {
    let mut reading = Reading::default();
    let tokens = tokens(text, lexicon, &mut reading.sources);
    let words: Vec<&str> = tokens.iter().map(|token| token.folded.as_str()).collect();
    let mut at = 0;
    let mut clause = Clause::Main;
    while let Some(rest) = words.get(at..).filter(|rest| !rest.is_empty()) {
        if let Some(taken) = reading.times.read(rest) {
            at += taken;
        } else if let Some((name, taken)) = place(tokens.get(at..).unwrap_or_default()) {
            reading.places.insert(name);
            at += taken;
        } else {
            at += step(at, rest, lexicon, &mut reading, &mut clause);
        }
    }
    reading
}

/// Reads the phrase or word that stands first, and returns the words it takes.
fn step(at: usize, rest: &[&str], lexicon: &Lexicon, reading: &mut Reading, clause: &mut Clause) -> usize {
    let Some((first, after)) = rest.split_first() else { return 1 };
    let found = lexicon.sense_starting(first, |next| after.get(next).copied().unwrap_or_default());
    let (sense, taken) = found.map_or((None, 1), |(sense, taken)| (Some(sense), taken));
    let said = || rest.get(..taken).unwrap_or_default().join(" ");
    let mut line = said();
    let (sort, key) = match sense {
        None if first.bytes().all(|byte| byte.is_ascii_digit()) => {
            if let Some(counted) = after.first() {
                let figure = first.trim_start_matches('0').to_owned();
                reading.figures.entry((*counted).to_owned()).or_default().insert(figure);
            }
            return 1;
        }
        None if *first == "%" => return 1,
        None => (Sort::Syllable, said()),
        Some(Sense::Concept { id, line: wider }) => {
            line.clone_from(wider);
            (Sort::Concept, id.clone())
        }
        Some(Sense::General) => (Sort::General, said()),
        Some(Sense::Own) => {
            let said = said();
            reading.itself |= ITSELF.iter().any(|end| said.ends_with(end));
            (Sort::Own, "own".to_owned())
        }
        Some(Sense::Action(id)) if reading.action.is_none() => {
            reading.action = Some(id.clone());
            reading.oneself |= matches!(lexicon.sense_starting(first, |_| ""), Some((Sense::Oneself, _)));
            return taken;
        }
        Some(Sense::Action(id)) if reading.action.as_ref() == Some(id) => return taken,
        Some(Sense::Action(id)) => (Sort::Action, format!("+{id}")),
        Some(Sense::Weak(_)) => {
            reading.carries_out |= taken >= CARRYING;
            return taken;
        }
        Some(Sense::Whom(id)) => {
            reading.whom.insert(id.clone());
            return taken;
        }
        Some(Sense::Body(id)) => {
            reading.bodies.insert(id.clone());
            return taken;
        }
        Some(Sense::Law(name)) => {
            reading.sources.insert(fold_case_tone(name));
            (Sort::Concept, fold_case_tone(name))
        }
        Some(Sense::Oneself) => {
            reading.oneself |= reading.action.is_none();
            return taken;
        }
        Some(Sense::Except) => {
            *clause = Clause::LeftOut;
            return taken;
        }
        Some(Sense::Part) => {
            *clause = Clause::Part;
            return taken;
        }
        Some(Sense::Empty) => return taken,
    };
    match *clause {
        Clause::LeftOut if matches!(sort, Sort::Concept | Sort::Syllable) => {
            reading.left_out.insert(key);
        }
        Clause::LeftOut => {}
        Clause::Part => {
            reading.terms.entry(key).or_insert_with(|| Term { sort: Sort::General, words: said(), line, at });
        }
        Clause::Main => {
            reading.terms.entry(key).or_insert_with(|| Term { sort, words: said(), line, at });
        }
    }
    taken
}

/// Reads the name of a local place: `phường Long Châu`, never `phường, xã`.
fn place(tokens: &[Token]) -> Option<(String, usize)> {
    let folded = |at: usize| tokens.get(at).map_or("", |token| token.folded.as_str());
    let start = match PLACES.iter().find(|place| place.0 == folded(0) && (place.1.is_empty() || place.1 == folded(1))) {
        Some((_, "")) => 1,
        Some(_) => 2,
        None => return None,
    };
    let name: Vec<&str> = tokens
        .iter()
        .skip(start)
        .take(4)
        .take_while(|token| token.capital)
        .map(|token| token.folded.as_str())
        .collect();
    (!name.is_empty()).then(|| (name.join(" "), start + name.len()))
}

/// Takes the words apart; numbers of documents are taken out, save those of what the task is done by (`theo …`).
fn tokens(text: &str, lexicon: &Lexicon, numbers: &mut BTreeSet<String>) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    for word in text.split_whitespace() {
        let core = word.trim_matches(|c: char| !is_letter_or_number(c) && c != '%');
        if core.is_empty() {
            continue;
        }
        let numbered = core.starts_with(|c: char| c.is_ascii_digit())
            && core.contains('/')
            && core.contains(|c: char| c.is_alphabetic());
        if numbered && core.split_once('/').is_some_and(|(_, symbol)| symbol.contains(char::is_uppercase)) {
            let by = tokens.iter().rev().take(4).any(|token| token.folded == "theo");
            if !by {
                numbers.insert(core.to_lowercase());
            }
            continue;
        }
        let capital = core.chars().next().is_some_and(is_capital);
        let folded = fold_case_tone(core);
        let (written, capital) = match lexicon.expand_folded(&folded) {
            Some(words) => (fold_case_tone(words), false),
            None => (folded, capital),
        };
        let parts = written.split(|c: char| !is_letter_or_number(c) && c != '%').filter(|part| !part.is_empty());
        for part in parts {
            let (digits, percent) = part.strip_suffix('%').map_or((part, false), |digits| (digits, true));
            if !digits.is_empty() {
                tokens.push(Token { folded: digits.to_owned(), capital });
            }
            if percent {
                tokens.push(Token { folded: "%".to_owned(), capital: false });
            }
        }
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::{Sort, read};
    use crate::lexicon::Lexicon;

    #[test]
    fn words_are_sorted_into_what_they_say() {
        let text = "Tổ chức kiểm tra công tác CCHC năm 2026 tại 30% UBND các xã, phường; xong trước ngày 30/9/2026";
        let reading = read(text, Lexicon::shared());
        assert_eq!(reading.action.as_deref(), Some("kiem-tra"));
        assert_eq!(reading.terms.keys().collect::<Vec<_>>(), ["cai-cach-hanh-chinh"]);
        assert!(reading.whom.contains("cap-xa") && reading.figures["%"].contains("30"));
        assert_eq!(reading.times.days.len(), 1);
    }

    #[test]
    fn places_laws_and_exceptions_are_told() {
        let reading = read("Kiểm tra cửa hàng xăng dầu tại phường Long Châu, trừ trạm quân sự", Lexicon::shared());
        assert_eq!(reading.places.iter().collect::<Vec<_>>(), ["long châu"]);
        assert!(reading.left_out.contains("trạm") && !reading.terms.contains_key("trạm"));
        let reading = read("Phổ biến Luật Đất đai cho xã, phường; rà soát 15/2021/QĐ-UBND", Lexicon::shared());
        assert!(reading.sources.contains("15/2021/qđ-ubnd") && reading.sources.contains("luật đất đai"));
        assert_eq!(reading.terms.get("luật đất đai").map(|term| term.sort), Some(Sort::Concept));
    }
}

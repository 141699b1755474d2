//! One sentence of a provision as it is compared: its figures, what it asks or forbids, and its words.

use std::hash::BuildHasher;

use foldhash::fast::FixedState;

use super::super::amount::thousandths;
use super::phrases::{Bound, Mood, Vocabulary};
use crate::text::{Span, fold_case_tone};

/// A number with a unit: `15 ngày làm việc`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Figure {
    /// In thousandths of the unit.
    pub(super) value: i64,
    pub(super) unit: String,
    pub(super) bound: Bound,
    pub(super) span: Span,
}

/// What is said of an act, with the two words that follow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Modal {
    pub(super) mood: Mood,
    pub(super) act: [String; 2],
    pub(super) span: Span,
}

/// A sentence or item.
#[derive(Debug, Clone)]
pub(super) struct Statement {
    pub(super) span: Span,
    pub(super) figures: Vec<Figure>,
    pub(super) modals: Vec<Modal>,
    /// Pairs of neighbouring words that are neither figures nor modals, by their hashes, sorted, each once.
    pub(super) pairs: Vec<u64>,
    /// Bare numbers, letters and words that tell one case from another, sorted.
    pub(super) marks: Vec<String>,
}

/// The longest sentence that is read, in bytes.
const LONGEST: usize = 1_500;

/// Cuts the text at `span` into sentences: at full stops and semicolons, and where a line begins anew.
pub(super) fn sentences(text: &str, span: Span) -> Vec<Span> {
    let whole = text.get(span.range()).unwrap_or_default();
    let mut cut = Vec::new();
    let (mut start, mut line) = (0, 0);
    for (at, c) in whole.char_indices() {
        let rest = whole.get(at + c.len_utf8()..).unwrap_or_default();
        let next = rest.trim_start().chars().next();
        let ends = match c {
            ';' => true,
            '.' | ':' => {
                rest.starts_with(['\n', ' ']) && next.is_none_or(|next| !next.is_lowercase()) && at - start > 4
            }
            '\n' => begins_anew(whole.get(line..at).unwrap_or_default(), rest),
            _ => false,
        };
        if c == '\n' {
            line = at + 1;
        }
        if ends {
            cut.push(Span::new(span.start + start, span.start + at));
            start = at + c.len_utf8();
        }
    }
    cut.push(Span::new(span.start + start, span.end));
    cut.retain(|sentence| sentence.len() <= LONGEST && !sentence.is_empty());
    cut
}

/// Whether what follows a line is no more of its sentence: a wrapped line is long, ends in the middle, and no label
/// follows it.
fn begins_anew(line: &str, rest: &str) -> bool {
    /// Bytes of the shortest line that a reader of files wraps.
    const WRAPPED: usize = 60;
    let first = rest.split_whitespace().next().unwrap_or_default();
    let label = first.ends_with([')', '.']) && first.len() < 6 || matches!(first, "-" | "–" | "+" | "Điều" | "Chương");
    let goes_on = first.starts_with(char::is_lowercase) && !label;
    let ended = line.trim_end().ends_with(['.', ';', ':', '!', '?', '”']);
    let wrapped = line.len() >= WRAPPED && !ended && !label && !rest.starts_with('\n');
    !(goes_on || wrapped)
}

/// A word with its place.
struct Word<'t> {
    text: &'t str,
    folded: String,
    span: Span,
    /// Whether only blanks stand between it and the word before.
    follows: bool,
}

impl Statement {
    /// Returns the acts that it forbids or lets one off, each in two words.
    pub(super) fn refused(&self) -> Vec<String> {
        let refused = self.modals.iter().filter(|modal| matches!(modal.mood, Mood::Ban | Mood::Free));
        refused.map(|modal| modal.act.join(" ")).collect()
    }

    /// Reads a sentence; `None` where it has neither a figure nor a modal.
    pub(super) fn read(text: &str, span: Span, vocabulary: &Vocabulary) -> Option<Self> {
        let words = words(text, span);
        let folded: Vec<&str> = words.iter().map(|word| word.folded.as_str()).collect();
        let mut one = Self { span, figures: Vec::new(), modals: Vec::new(), pairs: Vec::new(), marks: Vec::new() };
        let mut plain: Vec<&str> = Vec::new();
        let mut at = 0;
        while let Some(word) = words.get(at) {
            let ahead = folded.get(at..).unwrap_or_default();
            let behind = folded.get(..at).unwrap_or_default();
            at += if let Some((figure, length)) = figure(&words, at, behind, vocabulary) {
                one.figures.push(figure);
                length
            } else if let Some((mood, length)) = vocabulary.moods.at(ahead) {
                if let (Some(first), Some(second)) = (ahead.get(length), ahead.get(length + 1)) {
                    let end = words.get(at + length - 1).map_or(word.span.end, |last| last.span.end);
                    let act = [(*first).to_owned(), (*second).to_owned()];
                    one.modals.push(Modal { mood: *mood, act, span: Span::new(word.span.start, end) });
                }
                length
            } else {
                if is_mark(word) || vocabulary.marks.contains(&word.folded) {
                    one.marks.push(word.folded.clone());
                }
                if !word.text.starts_with(|c: char| c.is_ascii_digit()) {
                    plain.push(&word.folded);
                }
                1
            };
        }
        one.pairs = plain.windows(2).map(|pair| FixedState::default().hash_one(pair)).collect();
        one.pairs.sort_unstable();
        one.pairs.dedup();
        one.marks.sort();
        (!one.figures.is_empty() || !one.modals.is_empty()).then_some(one)
    }
}

/// Cuts a sentence into words; what stands between round brackets is left out: `15 (mười lăm) ngày`.
fn words(text: &str, span: Span) -> Vec<Word<'_>> {
    let whole = text.get(span.range()).unwrap_or_default();
    let mut all: Vec<Word<'_>> = Vec::new();
    let (mut start, mut depth, mut follows) = (None, 0_usize, true);
    let mut chars = whole.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let inner = matches!(c, '.' | ',' | '/')
            && start.is_some_and(|start: usize| {
                whole.get(start..).is_some_and(|w| w.starts_with(|c: char| c.is_ascii_digit()))
            })
            && chars.peek().is_some_and(|(_, next)| next.is_ascii_digit());
        if depth == 0 && (c.is_alphanumeric() || inner) {
            start.get_or_insert(at);
            continue;
        }
        if let Some(from) = start.take() {
            push(&mut all, whole, span, (from, at), follows);
            follows = true;
        }
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            '%' if depth == 0 => push(&mut all, whole, span, (at, at + 1), follows),
            _ => follows &= c.is_whitespace() || depth > 0,
        }
    }
    if let Some(from) = start {
        push(&mut all, whole, span, (from, whole.len()), follows);
    }
    all
}

fn push<'t>(all: &mut Vec<Word<'t>>, whole: &'t str, span: Span, (from, to): (usize, usize), follows: bool) {
    if let Some(text) = whole.get(from..to) {
        let place = Span::new(span.start + from, span.start + to);
        all.push(Word { text, folded: fold_case_tone(text), span: place, follows });
    }
}

/// Reads a number with its unit at `at`, and of how many words it is.
fn figure(words: &[Word<'_>], at: usize, behind: &[&str], vocabulary: &Vocabulary) -> Option<(Figure, usize)> {
    // "ngày 15 tháng 3", "tháng 6 năm 2026", "số 15", "từ 10 đến 15 ngày": no measure, or no single one.
    const NAMES: [&str; 15] = [
        "ngày", "tháng", "năm", "quý", "số", "điều", "khoản", "mục", "phần", "chương", "lục", "đến", "và", "thứ",
        "bước",
    ];
    let number = words.get(at)?;
    if behind.last().is_some_and(|before| NAMES.contains(before)) {
        return None;
    }
    let value = thousandths(number.text)?;
    let rest = words.get(at + 1..)?;
    let run = rest.iter().take_while(|word| word.follows).take(4);
    let ahead: Vec<&str> = run.map(|word| word.folded.as_str()).collect();
    let (unit, length) = vocabulary.units.at(&ahead)?;
    let end = rest.get(length - 1)?.span.end;
    let near = behind.get(behind.len().saturating_sub(5)..).unwrap_or_default();
    let bound = (0..near.len()).rev().find_map(|drop| vocabulary.bounds.before(near.get(..=drop)?));
    let figure = Figure {
        value: value.checked_mul(unit.scale)?,
        unit: unit.base.clone(),
        bound: bound.copied().unwrap_or(Bound::Exact),
        span: Span::new(number.span.start, end),
    };
    Some((figure, length + 1))
}

/// Whether a word tells one case from another: a bare number, a single letter in capitals, a Roman number.
fn is_mark(word: &Word<'_>) -> bool {
    let roman = word.text.chars().all(|c| "IVX".contains(c));
    let single = word.text.chars().count() == 1 && word.text.chars().all(char::is_uppercase);
    roman || single || word.text.starts_with(|c: char| c.is_ascii_digit())
}

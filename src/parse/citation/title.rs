//! Titles (trích yếu) after a citation, and the documents that amended the cited one.
//!
//! A document named in a title is only mentioned; one named behind "được sửa đổi, bổ sung bởi" amended the one before.

use super::grammar::Grammar;
use super::mention::{Mention, Target};
use crate::parse::token::{Key, Sort};

/// No title has more tokens than this.
const LONGEST: usize = 500;

/// What was amended stands among so many mentions before.
const FAR: usize = 100;

/// What stands around one mention.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Surroundings {
    /// The tokens of its title.
    pub(super) title: Option<(usize, usize)>,
    /// Whether it stands in the title of another mention.
    pub(super) in_title: bool,
    /// The mention that it amended, by place in the list.
    pub(super) amended: Option<usize>,
}

impl Grammar<'_> {
    /// Reads the titles and amendments around the mentions of a paragraph, in their order.
    pub(super) fn surroundings(&self, mentions: &[Mention]) -> Vec<Surroundings> {
        let mut around: Vec<Surroundings> = vec![Surroundings::default(); mentions.len()];
        let mut open: Option<usize> = None;
        let mut last: Option<usize> = None;
        for (place, mention) in mentions.iter().enumerate() {
            if mention.in_name {
                set(&mut around, place, |one| one.in_title = true);
                continue;
            }
            let before = last.and_then(|last| mentions.get(last));
            let gap = before.map_or(0, |before| before.end);
            let divided = (gap..mention.from).any(|at| self.ends_clause(at));
            if divided {
                open = None;
            }
            let amender = (gap..mention.from).any(|at| self.opens_amendment(at)) && before.is_some();
            let goes_on = last.and_then(|last| around.get(last)).and_then(|last| last.amended);
            if amender && !divided {
                let target = amended_by(mentions, &around, place);
                set(&mut around, place, |one| one.amended = target);
            } else if let Some(target) = goes_on.filter(|_| self.only_joins(gap, mention.from)) {
                set(&mut around, place, |one| one.amended = Some(target));
            } else if let Some(head) = open {
                let named = mentions.iter().zip(&around).take(place).skip((head + 1).max(place.saturating_sub(FAR)));
                let same_kind = named.into_iter().any(|(one, around)| around.in_title && one.kind == mention.kind);
                let below = mentions.get(head).is_some_and(|head| self.ranks_below(head, mention));
                if self.stays_in_title(mention, gap, same_kind || below, last.and_then(|last| around.get(last))) {
                    set(&mut around, place, |one| one.in_title = true);
                }
            }
            let free = around.get(place).is_some_and(|one| !one.in_title);
            if free {
                if let Some(head) = open.take() {
                    let end = self.before_joins(mention.from);
                    set(&mut around, head, |one| one.title = one.title.map(|(from, until)| (from, until.min(end))));
                }
                if mention.target == Target::Document
                    && let Some(title) = self.title(mention.end)
                {
                    open = Some(place);
                    set(&mut around, place, |one| one.title = Some(title));
                }
            }
            last = Some(place);
        }
        around
    }

    /// Returns whether a mention behind an open title belongs to it. `fits` says that the title may well name it,
    /// `last` what stands around the mention before it.
    fn stays_in_title(&self, mention: &Mention, gap: usize, fits: bool, last: Option<&Surroundings>) -> bool {
        let listed = mention.from > 0 && (self.key(mention.from - 1).joins() || self.mark(mention.from - 1, ','));
        if !listed {
            return true;
        }
        if last.is_some_and(|last| last.in_title) && self.only_joins(gap, mention.from) {
            return fits;
        }
        mention.date.is_none() && mention.issuer.is_none()
    }

    /// Returns whether `one` has less legal force than `other`, which it may detail or guide.
    fn ranks_below(&self, one: &Mention, other: &Mention) -> bool {
        let rank = |mention: &Mention| self.vocabulary.lexicon().kind(mention.kind.as_deref()?)?.rank;
        rank(one).zip(rank(other)).is_some_and(|(one, other)| one > other)
    }

    /// Returns the end of the words before `at`, without the comma or "và" that joins what stands at `at` to them.
    fn before_joins(&self, at: usize) -> usize {
        let mut end = at;
        while end > 0 && self.only_joins(end - 1, end) {
            end -= 1;
        }
        end
    }

    /// Returns whether "được sửa đổi" or the like stands at `at`.
    fn opens_amendment(&self, at: usize) -> bool {
        self.key(at) == Key::Duoc && matches!(self.key(at + 1), Key::Sua | Key::BoSung | Key::Bai | Key::Thay)
            || (self.key(at) == Key::Duoc && self.lower(at + 1) == "đính")
    }

    /// Returns whether a clause ends at `at`.
    pub(super) fn ends_clause(&self, at: usize) -> bool {
        match self.token(at).sort {
            Sort::Mark(';') => true,
            Sort::Mark('.') => self.is_end(at + 1) || (self.token(at + 1).blank && self.token(at + 1).capital),
            _ => false,
        }
    }

    /// Reads the title that opens at `at`.
    fn title(&self, at: usize) -> Option<(usize, usize)> {
        let at = self.after_remark(at);
        if !self.opens_title(at) {
            return None;
        }
        let mut end = at;
        let mut depth = 0_usize;
        while end < at + LONGEST && !self.is_end(end) && !self.ends_clause(end) {
            match self.token(end).sort {
                Sort::Mark('(') if self.opens_aside(end) => break,
                Sort::Mark('(') => depth += 1,
                Sort::Mark(')') if depth == 0 => break,
                Sort::Mark(')') => depth -= 1,
                Sort::Mark(',') if self.opens_amendment(end + 1) || self.opens_amendment(end + 2) => break,
                _ if end > at && self.opens_amendment(end) => break,
                _ => {}
            }
            end += 1;
        }
        if self.key(end.saturating_sub(1)) == Key::Da {
            end -= 1;
        }
        (end > at + 1).then_some((at, end))
    }

    /// Skips a bracket on the issuer at `at`: "(nay là tỉnh Đồng Tháp)", "(cũ)", "(khóa XII)".
    fn after_remark(&self, at: usize) -> usize {
        let remark = self.mark(at, '(')
            && (self.key(at + 1) == Key::Khoa || matches!(self.lower(at + 1), "nay" | "cũ" | "trước"));
        let close = (at + 2..at + 16).find(|at| self.mark(*at, ')'));
        close.filter(|_| remark).map_or(at, |close| close + 1)
    }

    /// Returns whether the bracket at `at` holds an alias or an amendment, and no part of a title.
    fn opens_aside(&self, at: usize) -> bool {
        matches!(self.key(at + 1), Key::Sau | Key::Duoi) || (1..4).any(|ahead| self.opens_amendment(at + ahead))
    }
}

fn set(around: &mut [Surroundings], place: usize, change: impl FnOnce(&mut Surroundings)) {
    if let Some(one) = around.get_mut(place) {
        change(one);
    }
}

/// Returns the mention that the one at `place` amended: the nearest of its kind that is in no title, else the nearest.
fn amended_by(mentions: &[Mention], around: &[Surroundings], place: usize) -> Option<usize> {
    let kind = mentions.get(place).and_then(|mention| mention.kind.as_ref());
    let free = |at: &usize| around.get(*at).is_some_and(|one| !one.in_title && one.amended.is_none());
    let near = || (place.saturating_sub(FAR)..place).rev();
    let same = near().filter(free).find(|at| mentions.get(*at).is_some_and(|one| one.kind.as_ref() == kind));
    same.or_else(|| near().find(|at| mentions.get(*at).is_some_and(|one| !one.in_name)))
}

//! What this document does with the cited one, read from the words that govern the mention.

use unicode_normalization::char::is_combining_mark;

use super::grammar::Grammar;
use super::mention::{Mention, Target};
use super::title::Surroundings;
use crate::document::Role;
use crate::lexicon::Lexicon;
use crate::parse::token::{Key, Sort, starts_no_word};
use crate::text::{is_capital, is_letter, small};

/// A verb further before the mention than this does not govern it.
const REACH: usize = 14;

/// Between the words that lead a line and the mention stand no more words than these.
const NEXT: usize = 2;

/// A paragraph's label has no more tokens than this.
const LABEL: usize = 6;

/// Between a kind word and the last verb of what such a document does stand no more words than these.
const NOUNS: usize = 10;

/// The syllables of the verbs of what documents do.
const OF_VERBS: &[&str] = &[
    "quy", "định", "chi", "tiết", "hướng", "dẫn", "thi", "hành", "sửa", "đổi", "bổ", "sung", "thay", "thế", "bãi",
    "bỏ", "biện", "pháp",
];

/// Where a paragraph stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// In the preamble.
    Preamble,
    /// In a document whose preamble is elsewhere.
    Elsewhere,
    /// In a document whose preamble is not known.
    Unknown,
}

/// Last words of a verb that governs documents, and of what may stand between it and them.
const LAST: &[&str] =
    &["thế", "bỏ", "đổi", "sung", "dẫn", "tiết", "hiện", "khai", "toàn", "bộ", "một", "số", "điều", "của", "các"];

/// Returns whether the paragraph may leave a verb without its object: it ends in a colon or such a verb.
pub(super) fn may_be_left_open(words: &str, lexicon: &Lexicon) -> bool {
    let words = words.trim_end();
    if words.ends_with(':') {
        return true;
    }
    let before = words.trim_end_matches(|c| is_letter(c) || is_combining_mark(c));
    let last = words.get(before.len()..).unwrap_or_default();
    let lower: String = last.chars().map(|c| small(c).unwrap_or(c)).collect();
    LAST.contains(&lower.as_str())
        || lexicon.ends_kind(&lower)
        || lower.starts_with(starts_no_word)
        || last.chars().skip(1).any(is_capital)
}

/// Returns whether the mention stands where a member of a list does: first in its paragraph, behind its label.
pub(super) fn may_be_listed(mention: &Mention) -> bool {
    mention.from <= 4
}

/// Returns whether the paragraph is a member of a list that goes on.
pub(super) fn is_listed(words: &str) -> bool {
    words.trim_end().ends_with(';')
}

impl Grammar<'_> {
    /// Returns the roles of a paragraph's mentions. `place` says where the paragraph stands; `carried` is
    /// the role that the paragraph before left open with a colon.
    pub(super) fn roles(
        &self,
        mentions: &[Mention],
        around: &[Surroundings],
        place: Place,
        carried: Option<Role>,
    ) -> Vec<Role> {
        let mut roles: Vec<Role> = Vec::with_capacity(mentions.len());
        let mut free: Option<(usize, Role)> = None;
        let (mut read, mut clause, mut seen) = (0, 0, 0);
        for (mention, around) in mentions.iter().zip(around) {
            // What amended a basis is named with it and is none itself: it may be out of force by now.
            clause = (seen..mention.from).rev().find(|at| self.mark(*at, ';')).map_or(clause, |at| at + 1);
            seen = mention.from;
            let beside = around.in_title || around.amended.is_some();
            let role = if beside || mention.in_name || mention.target != Target::Document {
                Role::Mentions
            } else if let Some(role) = self.recital_role(mention.from, clause, place) {
                let subject = role == Role::Proposal
                    && free
                        .is_some_and(|(end, _)| end > clause && (end..mention.from).any(|at| self.key(at) == Key::Ve));
                if subject { Role::Mentions } else { role }
            } else {
                self.governing(mention, read)
                    .or_else(|| self.ceases(mention.end).then_some(Role::Repeals))
                    .or_else(|| free.filter(|(end, _)| self.is_listed(*end, mention)).map(|(_, role)| role))
                    .or_else(|| carried.filter(|_| free.is_none() && may_be_listed(mention)))
                    .unwrap_or(Role::Mentions)
            };
            if !around.in_title && !mention.in_name && mention.target == Target::Document {
                free = Some((mention.end, role));
            }
            read = mention.end.max(read);
            roles.push(role);
        }
        roles
    }

    /// Returns the role that a list in the next paragraphs inherits, given the one that this paragraph inherited.
    /// `listed` says whether this paragraph is a member of that list; its last sign may be any then.
    pub(super) fn role_carried_on(&self, carried: Option<Role>, listed: bool) -> Option<Role> {
        let last = self.tokens.len().saturating_sub(1);
        let goes_on = listed || self.mark(last, ';');
        self.role_left_open().or_else(|| carried.filter(|_| goes_on))
    }

    /// Returns the role that a list in the next paragraphs inherits: that of the verb which a colon or the line's end
    /// leaves without its object.
    fn role_left_open(&self) -> Option<Role> {
        let last = self.tokens.len().checked_sub(1)?;
        if self.is_word(last) {
            return self.verb_at_line_end();
        }
        if !self.mark(last, ':') {
            return None;
        }
        (last.saturating_sub(REACH)..last)
            .rev()
            .find_map(|at| {
                let ends = self.tokens.are(at, &[Key::Het, Key::Hieu]);
                if ends { Some(Role::Repeals) } else { self.verb(at) }
            })
            .or_else(|| self.leading_verb())
    }

    /// Returns the role of a verb that opens the paragraph, behind its label, and takes documents away: "Điều 1. Bãi bỏ …".
    fn leading_verb(&self) -> Option<Role> {
        let (at, role) = (0..LABEL).find_map(|at| Some((at, self.verb(at)?)))?;
        (matches!(role, Role::Repeals | Role::Replaces) && !self.is_passive(at)).then_some(role)
    }

    /// Returns the role of a verb that ends a line of a title whose object is on the next: "BÃI BỎ TOÀN BỘ".
    fn verb_at_line_end(&self) -> Option<Role> {
        let end = self.tokens.len();
        let (at, role) = (end.saturating_sub(REACH)..end).rev().find_map(|at| Some((at, self.verb(at)?)))?;
        let of = |at: usize| {
            matches!(self.lower(at), "toàn" | "bộ" | "một" | "số" | "điều" | "của" | "các")
                || (at.saturating_sub(2)..=at)
                    .any(|from| self.kinds.at(self.tokens, from).is_some_and(|kind| (from..kind.end).contains(&at)))
        };
        ((at + 2..end).all(of) && role != Role::Implements && !self.is_passive(at)).then_some(role)
    }

    /// Returns the role of a mention in the preamble by the words that lead its clause, which starts at `clause`, or its line. Outside the preamble
    /// the same words lead other sentences too, and must stand right before the mention.
    fn recital_role(&self, at: usize, clause: usize, place: Place) -> Option<Role> {
        let (role, end) = self.led_by(clause).or_else(|| self.led_by(0)).or_else(|| {
            let inside = place == Place::Preamble;
            inside.then_some((Role::Basis, at))
        })?;
        let next = at <= end + NEXT;
        let firm = match place {
            Place::Preamble => true,
            Place::Unknown => next || role != Role::Implements,
            Place::Elsewhere => next || role == Role::Proposal,
        };
        firm.then_some(role)
    }

    /// Returns the role that the words at the start of a clause give, and the token after these words.
    fn led_by(&self, at: usize) -> Option<(Role, usize)> {
        let mut at = at;
        while matches!(self.token(at).sort, Sort::Mark('-' | '+' | '*' | '"' | '“')) {
            at += 1;
        }
        if !self.token(at).capital {
            return None;
        }
        let second = self.lower(at + 1);
        let third = self.lower(at + 2);
        let role = match self.key(at) {
            Key::Can if second == "cứ" => Role::Basis,
            Key::Theo if matches!(second, "đề" | "tờ" | "ý") => Role::Proposal,
            Key::Xet if matches!(second, "đề" | "tờ" | "ý" | "báo") => Role::Proposal,
            Key::Tren if third == "sở" => Role::Proposal,
            Key::Sau if second == "khi" && third == "xem" => Role::Proposal,
            Key::Thuc if second == "hiện" => Role::Implements,
            _ => return None,
        };
        Some((role, at + 2))
    }

    /// Returns the role of the nearest verb before the mention that governs it; the words before `read` belong to the
    /// mentions before.
    fn governing(&self, mention: &Mention, read: usize) -> Option<Role> {
        let first = mention.from.saturating_sub(REACH).max(read);
        let mut place = false;
        for at in (first..mention.from).rev() {
            if self.ends_clause(at) || matches!(self.token(at).sort, Sort::Mark(')')) {
                return None;
            }
            let adjacent = self.only_manner(at + 2, mention.from);
            match self.key(at) {
                Key::Theo if self.key(at.saturating_sub(1)) != Key::Kem => {
                    let plan = mention
                        .kind
                        .as_ref()
                        .is_some_and(|kind| matches!(kind.as_str(), "ke-hoach" | "chuong-trinh" | "de-an"));
                    return (plan && at + 1 == mention.from).then_some(Role::Implements);
                }
                Key::Tai | Key::Trong => place = true,
                _ => {}
            }
            let Some(role) = self.verb(at) else { continue };
            if self.is_passive(at) || self.is_of_other_document(at) {
                return None;
            }
            return match role {
                Role::Implements => adjacent.then_some(role),
                Role::Repeals | Role::Replaces if place && self.changes_words(at, mention.from) => Some(Role::Amends),
                // What stands in place of a part changes the whole.
                Role::Replaces if !mention.provisions.is_empty() => Some(Role::Amends),
                Role::Repeals | Role::Replaces => Some(role),
                _ if place => None,
                role => Some(role),
            };
        }
        None
    }

    /// Returns what the verb that starts at `at` does to its object.
    fn verb(&self, at: usize) -> Option<Role> {
        let second = self.lower(at + 1);
        match (self.key(at), second) {
            (Key::Thay, "thế") => Some(Role::Replaces),
            (Key::Bai | Key::Huy, "bỏ") => Some(Role::Repeals),
            (Key::Sua, "đổi") | (Key::BoSung, "sung") => Some(Role::Amends),
            (Key::Quy, "định") if self.lower(at + 2) == "chi" && self.lower(at + 3) == "tiết" => {
                Some(Role::Guides)
            }
            (Key::Huong, "dẫn") => Some(Role::Guides),
            (Key::Thuc, "hiện") | (Key::Trien, "khai") => Some(Role::Implements),
            _ => None,
        }
    }

    /// Returns whether the verb at `at` is passive or is done by someone else: "được sửa đổi", "đã thay thế".
    fn is_passive(&self, at: usize) -> bool {
        let before = |back: usize| self.tokens.before(at, back);
        let passive = |key: Key| matches!(key, Key::Duoc | Key::Da);
        let paired = self.key(at) == Key::BoSung && self.mark(at.saturating_sub(1), ',') && at >= 4;
        passive(before(1).key) || (paired && passive(before(4).key)) || self.tokens.lower(before(1)) == "bị"
    }

    /// Returns whether the verb at `at` tells what another document does, named by its kind before it: "Nghị định quy định
    /// chi tiết", "văn bản quy định chi tiết, hướng dẫn". At a paragraph's start or behind "ban hành" it is this document.
    fn is_of_other_document(&self, at: usize) -> bool {
        let kind_before = |at: usize| {
            (at.saturating_sub(3)..at).find(|from| self.kinds.at(self.tokens, *from).is_some_and(|kind| kind.end == at))
        };
        for step in 0..NOUNS {
            let end = at.saturating_sub(step);
            if let Some(from) = kind_before(end) {
                let enacts = from >= 2 && self.tokens.are(from - 2, &[Key::Ban, Key::Hanh]);
                return from > 0 && !enacts;
            }
            let inside = self.mark(end.saturating_sub(1), ',')
                || self.key(end.saturating_sub(1)).joins()
                || OF_VERBS.contains(&self.lower(end.saturating_sub(1)));
            if !inside {
                return false;
            }
        }
        false
    }

    /// Returns whether words are changed from `from` to `to`, not provisions: "bãi bỏ cụm từ … tại".
    fn changes_words(&self, from: usize, to: usize) -> bool {
        (from..to).any(|at| self.lower(at) == "cụm" || self.key(at) == Key::Tu)
    }

    /// Returns whether only words of manner or number stand from `from` to `to`: "có hiệu quả các".
    fn only_manner(&self, from: usize, to: usize) -> bool {
        from <= to
            && (from..to).all(|at| {
                matches!(
                    self.lower(at),
                    "các" | "có" | "hiệu" | "quả" | "tốt" | "nghiêm" | "túc" | "thực" | "hiện" | "toàn" | "diện"
                )
            })
    }

    /// Returns whether the mention goes on with the list that the mention ending at `end` is in.
    fn is_listed(&self, end: usize, mention: &Mention) -> bool {
        let last = mention.from.saturating_sub(1);
        let joined = self.key(last).joins() || self.mark(last, ',') || self.mark(last, ';');
        joined && !(end..last).any(|at| self.ends_clause(at) && !self.mark(at, ';'))
    }

    /// Returns whether the words after the mention say that it ceases to have effect.
    fn ceases(&self, end: usize) -> bool {
        let until = (end..end + 40).find(|at| self.is_end(*at) || self.ends_clause(*at)).unwrap_or(end + 40);
        (end..until).any(|at| self.tokens.are(at, &[Key::Het, Key::Hieu]) && self.lower(at + 2) == "lực")
            && (end..until).any(|at| self.key(at) == Key::Nay)
    }
}

//! What this document does with the cited one, read from the words that govern the mention.

use super::grammar::Grammar;
use super::mention::{Mention, Target};
use super::title::Surroundings;
use crate::document::Role;
use crate::parse::token::{Key, Sort};

/// A verb further before the mention than this does not govern it.
const REACH: usize = 14;

impl Grammar<'_> {
    /// Returns the roles of a paragraph's mentions. `recital` says that the paragraph is a line of the preamble;
    /// `carried` is the role that the paragraph before left open with a colon.
    pub(super) fn roles(
        &self,
        mentions: &[Mention],
        around: &[Surroundings],
        recital: bool,
        carried: Option<Role>,
    ) -> Vec<Role> {
        let mut roles: Vec<Role> = Vec::with_capacity(mentions.len());
        let mut free: Option<(usize, Role)> = None;
        for (mention, around) in mentions.iter().zip(around) {
            let role = if around.in_title || mention.in_name || mention.target != Target::Document {
                Role::Mentions
            } else if let Some(role) = self.recital_role(mention.from, recital) {
                role
            } else if around.amended.is_some() {
                Role::Mentions
            } else {
                self.governing(mention)
                    .or_else(|| self.ceases(mention.end).then_some(Role::Repeals))
                    .or_else(|| free.filter(|(end, _)| self.is_listed(*end, mention)).map(|(_, role)| role))
                    .or_else(|| carried.filter(|_| free.is_none() && mention.from <= 4))
                    .unwrap_or(Role::Mentions)
            };
            if !around.in_title && !mention.in_name && mention.target == Target::Document {
                free = Some((mention.end, role));
            }
            roles.push(role);
        }
        roles
    }

    /// Returns the role that a list in the next paragraphs inherits: the governing one of a paragraph that ends with
    /// a colon.
    pub(super) fn role_left_open(&self) -> Option<Role> {
        let last = self.tokens.len().checked_sub(1)?;
        if !self.mark(last, ':') {
            return None;
        }
        (last.saturating_sub(REACH)..last).rev().find_map(|at| {
            let ends = self.tokens.are(at, &[Key::Het, Key::Hieu]);
            if ends { Some(Role::Repeals) } else { self.verb(at) }
        })
    }

    /// Returns the role of a mention in the preamble by the words that lead its clause or its line.
    fn recital_role(&self, at: usize, recital: bool) -> Option<Role> {
        let clause = (0..at).rev().find(|at| self.mark(*at, ';')).map_or(0, |at| at + 1);
        self.led_by(clause).or_else(|| self.led_by(0)).or(recital.then_some(Role::Basis))
    }

    fn led_by(&self, at: usize) -> Option<Role> {
        let mut at = at;
        while matches!(self.token(at).sort, Sort::Mark('-' | '+' | '*' | '"' | '“')) && at < 3 {
            at += 1;
        }
        if !self.token(at).capital {
            return None;
        }
        let proposal = |at: usize| matches!(self.lower(at), "đề" | "tờ" | "ý");
        match self.key(at) {
            Key::Can if self.key(at + 1) == Key::Cu => Some(Role::Basis),
            Key::Theo if proposal(at + 1) => Some(Role::Proposal),
            Key::Xet if proposal(at + 1) || self.lower(at + 1) == "báo" => Some(Role::Proposal),
            Key::Thuc if self.lower(at + 1) == "hiện" => Some(Role::Implements),
            Key::Tren if self.lower(at + 2) == "sở" => Some(Role::Proposal),
            Key::Sau if self.key(at + 1) == Key::Khi && self.lower(at + 2) == "xem" => Some(Role::Proposal),
            _ => None,
        }
    }

    /// Returns the role of the nearest verb before the mention that governs it.
    fn governing(&self, mention: &Mention) -> Option<Role> {
        let first = mention.from.saturating_sub(REACH);
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
            if self.is_passive(at) {
                return None;
            }
            return match role {
                Role::Implements => adjacent.then_some(role),
                Role::Repeals | Role::Replaces if place => Some(Role::Amends),
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

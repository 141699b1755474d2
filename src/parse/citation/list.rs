//! What the members of a list share: kind and issuer.
//!
//! "Các Quyết định của UBND tỉnh: số A …; số B …" names the kind and the issuer once, at the head; "các Nghị định số A,
//! B và C của Chính phủ" names the issuer once, at the end.

use super::grammar::Grammar;
use super::mention::{Mention, Target};
use crate::parse::token::Key;

impl Grammar<'_> {
    /// Gives members of lists the kind and issuer printed with another member.
    pub(super) fn share(&self, mentions: &mut [Mention]) {
        self.share_kinds(mentions);
        share_issuers_forward(mentions);
        self.share_issuers_back(mentions);
    }

    /// Gives bare numbers the kind word of their list's head.
    fn share_kinds(&self, mentions: &mut [Mention]) {
        let mut head: Option<Mention> = None;
        let mut last_end = 0;
        for mention in mentions.iter_mut().filter(|mention| !mention.in_name) {
            let joined = head.is_some() && self.only_joins(last_end, mention.from);
            last_end = mention.end;
            if mention.target != Target::Document || mention.kind_word.is_some() {
                head = (mention.kind_word.is_some() && mention.number.is_some()).then(|| mention.clone());
                continue;
            }
            let Some(head) = head.as_ref() else { continue };
            let general = head.kind.as_ref().is_some_and(|kind| matches!(kind.as_str(), "van-ban" | "cong-van"));
            if (joined && general) || mention.kind.is_none() {
                mention.kind.clone_from(&head.kind);
            }
            if mention.kind == head.kind {
                mention.kind_word = head.kind_word;
            }
        }
    }

    /// Gives the members before one with an issuer that issuer, where nothing but "," or "và" stands between them.
    fn share_issuers_back(&self, mentions: &mut [Mention]) {
        let mut after: Option<Mention> = None;
        for mention in mentions.iter_mut().rev().filter(|mention| !mention.in_name) {
            let next = after.take();
            if mention.issuer.is_none()
                && mention.target == Target::Document
                && let Some(next) =
                    next.filter(|next| next.provisions.is_empty() && self.only_joins(mention.end, next.from))
                && fit_together(mention, &next)
            {
                mention.issuer = next.issuer;
            }
            after = Some(mention.clone());
        }
    }

    /// Returns whether nothing but commas, semicolons, "và" and "các" stands from `from` to `to`.
    pub(super) fn only_joins(&self, from: usize, to: usize) -> bool {
        from <= to
            && (from..to)
                .all(|at| self.mark(at, ',') || self.mark(at, ';') || self.key(at).joins() || self.key(at) == Key::Cac)
    }
}

/// Gives bare numbers the issuer named at their list's head.
fn share_issuers_forward(mentions: &mut [Mention]) {
    let mut head: Option<(usize, usize)> = None;
    for mention in mentions.iter_mut().filter(|mention| !mention.in_name) {
        let starts = mention.kind_word.is_some_and(|(from, _)| from == mention.document);
        let before =
            mention.number.as_ref().zip(mention.issuer).is_some_and(|(number, issuer)| issuer.1 <= number.from);
        if starts {
            head = mention.issuer.filter(|_| before);
        } else if mention.issuer.is_none() && mention.kind_word.is_some() {
            mention.issuer = head;
        }
    }
}

/// Returns whether two neighbours can have one issuer: the same kind, or the same organ in their symbols.
fn fit_together(one: &Mention, other: &Mention) -> bool {
    let organ = |mention: &Mention| mention.number.as_ref().and_then(|number| number.number.organ.clone());
    let numbered = one.number.is_some() && other.number.is_some();
    let organs = organ(one).zip(organ(other)).is_none_or(|(one, other)| one == other);
    numbered && organs && (one.kind == other.kind || organ(one).is_some())
}

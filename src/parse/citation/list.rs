//! What the members of a list share: kind and issuer.
//!
//! "Các Quyết định của UBND tỉnh: số A …; số B …" names the kind and the issuer once, at the head; "các Nghị định số A,
//! B và C của Chính phủ" names the issuer once, at the end.

use super::grammar::Grammar;
use super::mention::{Mention, Target};
use crate::document::Slug;
use crate::parse::token::Key;

/// The kind named at the head of a list, and its tokens.
struct Head {
    kind: Option<Slug>,
    word: Option<(usize, usize)>,
}

impl Grammar<'_> {
    /// Gives members of lists the kind and issuer printed with another member.
    pub(super) fn share(&self, mentions: &mut [Mention]) {
        self.share_kinds(mentions);
        self.share_issuers_forward(mentions);
        self.share_issuers_back(mentions);
    }

    /// Gives bare numbers the kind word of their list's head.
    fn share_kinds(&self, mentions: &mut [Mention]) {
        let mut head: Option<Head> = None;
        let mut last_end = 0;
        for mention in mentions.iter_mut().filter(|mention| !mention.in_name) {
            let joined = head.is_some() && self.only_joins(last_end, mention.from);
            last_end = mention.end;
            if mention.target != Target::Document || mention.kind_word.is_some() {
                let heads = mention.kind_word.is_some() && mention.number.is_some();
                head = heads.then(|| Head { kind: mention.kind.clone(), word: mention.kind_word });
                continue;
            }
            let Some(Head { kind, word }) = head.as_ref() else { continue };
            let general = kind.as_ref().is_some_and(|kind| matches!(kind.as_str(), "van-ban" | "cong-van"));
            if (joined && general) || mention.kind.is_none() {
                mention.kind.clone_from(kind);
            }
            if mention.kind == *kind {
                mention.kind_word = *word;
            }
        }
    }

    /// Gives bare numbers the issuer named at their list's head, behind a semicolon also where a member's title named
    /// another document of the same organ in between.
    fn share_issuers_forward(&self, mentions: &mut [Mention]) {
        let mut head: Option<(usize, usize)> = None;
        let mut list: Option<(Option<String>, (usize, usize))> = None;
        for mention in mentions.iter_mut().filter(|mention| !mention.in_name) {
            let starts = mention.kind_word.is_some_and(|(from, _)| from == mention.document);
            let before =
                mention.number.as_ref().zip(mention.issuer).is_some_and(|(number, issuer)| issuer.1 <= number.from);
            if starts {
                head = mention.issuer.filter(|_| before);
                list = head.map(|issuer| (organ(mention).cloned(), issuer)).or(list);
            } else if mention.issuer.is_none() && mention.kind_word.is_some() {
                let member = mention.from > 0 && self.mark(mention.from - 1, ';');
                let same = list.as_ref().filter(|(code, _)| member && code.as_ref() == organ(mention));
                mention.issuer = head.or(same.map(|(_, issuer)| *issuer));
            }
        }
    }

    /// Gives the members before one with an issuer that issuer, where nothing but "," or "và" stands between them.
    fn share_issuers_back(&self, mentions: &mut [Mention]) {
        let mut rest = mentions;
        let mut after: Option<&Mention> = None;
        while let Some((mention, before)) = rest.split_last_mut() {
            rest = before;
            if mention.in_name {
                continue;
            }
            if mention.issuer.is_none()
                && mention.target == Target::Document
                && let Some(next) = after.filter(|next| self.only_joins(mention.end, next.from))
                && fit_together(mention, next)
            {
                mention.issuer = next.issuer;
            }
            after = Some(mention);
        }
    }

    /// Returns whether nothing but commas, semicolons, "và" and "các" stands from `from` to `to`.
    pub(super) fn only_joins(&self, from: usize, to: usize) -> bool {
        from <= to
            && (from..to)
                .all(|at| self.mark(at, ',') || self.mark(at, ';') || self.key(at).joins() || self.key(at) == Key::Cac)
    }
}

/// Returns whether two neighbours can have one issuer: the same kind, or the same organ in their symbols, which a member
/// with provisions of its own must have.
fn fit_together(one: &Mention, other: &Mention) -> bool {
    let numbered = one.number.is_some() && other.number.is_some();
    let organs = organ(one).zip(organ(other)).map(|(one, other)| one == other);
    let parts = other.provisions.is_empty() || organs == Some(true);
    numbered && parts && organs != Some(false) && (one.kind == other.kind || organ(one).is_some())
}

fn organ(mention: &Mention) -> Option<&String> {
    mention.number.as_ref().and_then(|number| number.number.organ.as_ref())
}

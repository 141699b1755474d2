//! Walks a paragraph and collects its mentions.

use super::grammar::Grammar;
use super::mention::{Mention, Target};
use crate::parse::token::{Key, Sort};

/// Where a reference is tried to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tried {
    /// Where one may start: the same mentions, sooner.
    WhereOneMayStart,
    /// At every token.
    Everywhere,
}

impl Grammar<'_> {
    /// Returns the paragraph's mentions in reading order.
    pub(super) fn mentions(&self, tried: Tried) -> Vec<Mention> {
        let mut mentions: Vec<Mention> = Vec::new();
        let mut at = 0;
        while !self.is_end(at) {
            let may = tried == Tried::Everywhere || self.may_start(at);
            let found = may.then(|| self.reference(at)).flatten();
            let Some(found) = found.filter(|found| found.first().is_some_and(|first| first.end > at)) else {
                at += 1;
                continue;
            };
            at = found.first().map_or(at + 1, |first| first.end);
            mentions.extend(found.into_iter().filter(|mention| !self.is_header_line(mention)));
        }
        mentions
    }

    /// Returns whether a reference can start here at all, by its first word: a unit's, a kind's, "số", or a number.
    fn may_start(&self, at: usize) -> bool {
        let token = self.token(at);
        match token.sort {
            Sort::Digits => true,
            Sort::Word => {
                token.key.opens_provisions() || self.kinds.starts(self.lower(at)) || self.may_be_abbreviation(at)
            }
            Sort::Gap | Sort::Mark(_) => false,
        }
    }

    /// Returns whether the mention is a document's own number: "Số: 73/2025/TT-NHNN" before place and date, before the
    /// national motto, or with nothing else on the line.
    fn is_header_line(&self, mention: &Mention) -> bool {
        let Some(numbered) = mention.number.as_ref().filter(|_| mention.target == Target::Document) else {
            return false;
        };
        let said = self.key(mention.document) == Key::So;
        let alone = mention.from == 0 && said && self.mark(1, ':');
        let motto = self.lower(numbered.end) == "cộng" && matches!(self.lower(numbered.end + 1), "hòa" | "hoà");
        let place = (1..7).find(|ahead| self.mark(numbered.end + ahead, ','));
        let dated = place.is_some_and(|ahead| self.key(numbered.end + ahead + 1) == Key::Ngay);
        let placed = dated && self.token(numbered.end).capital;
        (alone && self.is_end(mention.end)) || motto || (mention.from == 0 && said && placed)
    }
}

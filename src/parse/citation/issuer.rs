//! The issuer after "của": where the name of an authority ends.

use super::grammar::Grammar;
use crate::document::Slug;
use crate::lexicon::Near;
use crate::parse::token::{Key, Sort};

/// First words of the names of authorities and offices; a capital one of these after a comma starts another authority.
const HEADS: &[&str] = &[
    "bộ",
    "ủy",
    "uỷ",
    "ubnd",
    "hđnd",
    "sở",
    "ban",
    "cục",
    "tổng",
    "văn",
    "thanh",
    "tòa",
    "toà",
    "viện",
    "ngân",
    "chủ",
    "thủ",
    "thống",
    "giám",
    "chánh",
    "quốc",
    "chính",
    "hội",
    "kiểm",
    "bảo",
    "liên",
    "công",
    "đảng",
    "tỉnh",
    "thành",
    "trưởng",
    "đoàn",
    "mặt",
    "trung",
    "phòng",
    "kho",
];

impl Grammar<'_> {
    /// Reads "của" and the authority's name after it; returns the name's tokens. `joint` allows a list of authorities.
    pub(super) fn issuer(&self, at: usize, joint: bool) -> Option<(usize, usize)> {
        if self.key(at) != Key::Cua {
            return None;
        }
        self.authority(at + 1, joint).map(|end| (at + 1, end))
    }

    /// Reads the name of an authority, or of several where `joint`; returns the token after it.
    pub(super) fn authority(&self, at: usize, joint: bool) -> Option<usize> {
        let joint = joint || self.key(at) == Key::Lien;
        let inter = self.key(at) == Key::Lien && self.is_word(at + 1);
        if !(self.token(at).capital || inter) {
            return None;
        }
        if self.kinds.at(self.tokens, at).is_some_and(|kind| self.key(kind.end) == Key::So || kind.id == "luat") {
            return None;
        }
        let mut end = self.authority_starting(at).unwrap_or(at);
        let known = end > at;
        let mut next = end;
        while let Some(after) = self.name_goes_on(at, next, joint, known) {
            next = after;
            end = next;
        }
        (end > at).then_some(end)
    }

    /// Returns the end of the longest authority of the lexicon that starts at `at`.
    fn authority_starting(&self, at: usize) -> Option<usize> {
        let text = self.text_from(at)?;
        let (_, taken) = self.vocabulary.lexicon().authority_starting(text, Near::default())?;
        Some(self.tokens.at_offset(self.token(at).span.start + taken)).filter(|end| *end > at)
    }

    /// Returns where the name goes on after its next word, `None` where it ends.
    fn name_goes_on(&self, start: usize, at: usize, joint: bool, known: bool) -> Option<usize> {
        let token = self.token(at);
        let new_head = |at: usize| HEADS.contains(&self.lower(at)) && self.token(at).capital;
        match token.sort {
            Sort::Word if at == start => Some(at + 1),
            Sort::Word if token.key == Key::Va => {
                let capital = self.token(at + 1).capital && !self.starts_reference(at + 1);
                let society = self.lower(at + 1) == "xã" && self.lower(at + 2) == "hội";
                let goes_on = (capital && (joint || !new_head(at + 1))) || society;
                goes_on.then_some(at + 2)
            }
            Sort::Word if token.key == Key::Cua => {
                let assembly = self.lower(at + 1) == "quốc" && self.lower(start) == "ủy";
                assembly.then_some(at + 3)
            }
            Sort::Word => {
                let other = (known && !token.capital && !self.is_place(at))
                    || self.ends_name(at)
                    || self.starts_reference(at)
                    || (token.key == Key::Khoa && token.blank && !self.token(at + 1).capitals && known);
                (!other).then_some(at + 1)
            }
            Sort::Digits => {
                let team = matches!(self.lower(at.saturating_sub(1)), "đạo" | "ban");
                (team && self.number(at, 4).is_some()).then_some(at + 1)
            }
            Sort::Mark('-') => {
                let goes_on = self.token(at + 1).capital && !self.starts_reference(at + 1);
                (goes_on && self.is_word(at + 1)).then_some(at + 2)
            }
            Sort::Mark(',') => {
                let capital = self.token(at + 1).capital && self.is_word(at + 1) && !self.starts_reference(at + 1);
                let office = self.lower(at.saturating_sub(1)) == "trưởng" && self.lower(at + 1) == "chủ";
                let goes_on = capital && (office || joint || (!known && !new_head(at + 1) && self.list_closes(at + 1)));
                goes_on.then_some(at + 2)
            }
            _ => None,
        }
    }

    /// Returns whether the small word at `at` names a place after a known authority: "tỉnh", "thành phố", "khóa".
    fn is_place(&self, at: usize) -> bool {
        matches!(self.lower(at), "tỉnh" | "thành" | "phố" | "huyện" | "xã" | "phường" | "khóa" | "khoá")
            && !matches!(self.lower(at + 1), "lập")
    }

    /// Returns whether a comma list goes on to "và" with a capital: "Văn hóa, Thể thao và Du lịch".
    fn list_closes(&self, at: usize) -> bool {
        let next = (at..at + 6).find(|at| !self.is_word(*at) || self.key(*at) == Key::Va);
        next.is_some_and(|at| self.key(at) == Key::Va && self.token(at + 1).capital && !self.starts_reference(at + 1))
    }

    /// Returns whether a reference of any sort starts at `at`.
    pub(super) fn starts_reference(&self, at: usize) -> bool {
        let kind = self.kinds.at(self.tokens, at);
        let unit = matches!(self.key(at), Key::Dieu | Key::Khoan | Key::Diem) && self.units(at).is_some();
        let recital = self.key(at) == Key::Can && self.key(at + 1) == Key::Cu;
        let law = |id: &Slug| matches!(id.as_str(), "luat" | "bo-luat" | "hien-phap" | "phap-lenh");
        unit || recital
            || kind.is_some_and(|kind| {
                law(&kind.id)
                    || self.is_digits(kind.end)
                    || matches!(self.key(kind.end), Key::So | Key::Nay)
                    || matches!(self.key(kind.end + 2), Key::So)
                    || matches!(self.key(kind.end + 1), Key::So)
            })
    }
}

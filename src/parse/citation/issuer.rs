//! The issuer after "của": where the name of an authority ends.

use super::grammar::Grammar;
use super::law_name::is_law;
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

/// A name while it is being read.
struct Name {
    /// Its first token.
    start: usize,
    /// Whether several authorities may be listed.
    joint: bool,
    /// The token after what is read.
    end: usize,
    /// Whether what is read ends with an authority of the lexicon, so that no small word of the name is left.
    known: bool,
}

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
        if self.kinds.at(self.tokens, at).is_some_and(|kind| self.key(kind.end) == Key::So || *kind.id == "luat") {
            return None;
        }
        let mut name = Name { start: at, joint, end: at, known: false };
        self.segment(&mut name, at);
        while let Some((next, opens)) = self.name_goes_on(&name) {
            name.end = next;
            name.known = false;
            if opens {
                self.segment(&mut name, next.saturating_sub(1));
            }
        }
        (name.end > at).then_some(name.end)
    }

    /// Takes the authority of the lexicon that starts at `at` into the name, or else its one word.
    fn segment(&self, name: &mut Name, at: usize) {
        if let Some(end) = self.authority_starting(at) {
            name.end = end;
            name.known = true;
        } else {
            name.end = at + 1;
        }
    }

    /// Returns the end of the longest authority of the lexicon that starts at `at`.
    fn authority_starting(&self, at: usize) -> Option<usize> {
        let text = self.text_from(at)?;
        let (_, taken) = self.vocabulary.lexicon().authority_starting(text, Near::default())?;
        let end = self.tokens.at_offset(self.token(at).span.start + taken);
        // In capitals throughout, the words after a place look like more of it: "TỈNH BAN HÀNH QUY ĐỊNH".
        let cut = (at + 1..end).find(|at| {
            let title = (self.token(*at).capitals && self.is_verb_in_capitals(*at)) || self.is_title_word(*at);
            title || self.key(*at) == Key::Ve || self.mark(*at, '(')
        });
        Some(cut.unwrap_or(end)).filter(|end| *end > at)
    }

    /// Returns whether a verb that no authority's name has stands at `at`, as a title may open with a capital.
    fn is_title_word(&self, at: usize) -> bool {
        let second = self.lower(at + 1);
        self.token(at).capital
            && !self.token(at + 1).capital
            && match self.key(at) {
                Key::Quy => second == "định",
                Key::Sua => second == "đổi",
                Key::Phe => second == "duyệt",
                Key::Ban => second == "hành",
                Key::Bai => second == "bỏ",
                _ => false,
            }
    }

    /// Returns the token after the name's next word, and whether that word opens another authority; `None` where the
    /// name ends.
    fn name_goes_on(&self, name: &Name) -> Option<(usize, bool)> {
        let at = name.end;
        let token = self.token(at);
        let free = |at: usize| self.is_word(at) && !self.starts_reference(at);
        let new_head = |at: usize| HEADS.contains(&self.lower(at)) && self.token(at).capital;
        match token.sort {
            Sort::Word if token.key == Key::Va => {
                let capital = self.token(at + 1).capital && free(at + 1);
                let society = self.lower(at + 1) == "xã" && self.lower(at + 2) == "hội";
                let goes_on = (capital && (name.joint || !new_head(at + 1))) || society;
                goes_on.then_some((at + 2, new_head(at + 1)))
            }
            Sort::Word if token.key == Key::Cua => {
                let assembly = self.lower(at + 1) == "quốc" && matches!(self.lower(name.start), "ủy" | "uỷ");
                assembly.then_some((at + 3, false))
            }
            Sort::Word if !free(at) || self.ends_name(at) || self.is_verb(at) || token.key == Key::Ve => None,
            Sort::Word if token.capital => {
                let neighbour = name.known && matches!(self.lower(at), "bộ" | "sở" | "ubnd" | "xét");
                (!neighbour).then_some((at + 1, new_head(at)))
            }
            Sort::Word => (!name.known || self.is_place(at)).then_some((at + 1, false)),
            Sort::Digits => {
                let team = matches!(self.lower(at.saturating_sub(1)), "đạo" | "ban");
                (team && self.number(at, 4).is_some()).then_some((at + 1, false))
            }
            Sort::Mark('-') => (self.token(at + 1).capital && free(at + 1)).then_some((at + 2, new_head(at + 1))),
            Sort::Mark(',') => {
                let capital = self.token(at + 1).capital && free(at + 1);
                let office = self.lower(at.saturating_sub(1)) == "trưởng" && self.lower(at + 1) == "chủ";
                let unknown = !name.known && !new_head(at + 1) && self.list_closes(at + 1);
                let goes_on = capital && (office || name.joint || unknown);
                goes_on.then_some((at + 2, new_head(at + 1)))
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
        let unit = matches!(self.key(at), Key::Dieu | Key::Khoan | Key::Diem) && self.units(at).is_some();
        let recital = self.key(at) == Key::Can && self.key(at + 1) == Key::Cu;
        let named = self.kinds.at(self.tokens, at).is_some_and(|kind| {
            let law = is_law(kind.id);
            let common = law && self.is_common_word(at, kind) && self.key(kind.end) != Key::Nay;
            let numbered = (0..3).any(|ahead| self.key(kind.end + ahead) == Key::So);
            let goes_on = numbered || self.is_digits(kind.end) || self.key(kind.end) == Key::Nay;
            !common && ((law && self.token(at).capital) || goes_on)
        });
        unit || recital || named
    }
}

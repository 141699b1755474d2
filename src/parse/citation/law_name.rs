//! Laws, codes, ordinances and the Constitution, which are cited by name.
//!
//! A law's name has commas and "và" in it and nothing marks its end, so three things decide, in this order: a number,
//! date or year that follows; the longest name in the lexicon; the first word that no name goes on with.

use super::grammar::Grammar;
use super::kinds::KindWord;
use super::mention::{Mention, Numbered};
use crate::parse::number::{Announced, symbol};
use crate::parse::token::{Key, Sort};

/// How far a number or date is looked for behind a comma or "và".
const REACH: usize = 16;
/// Words after "Luật" or after a comma that start no law's name.
const NO_NAMES: &[&str] = &[
    "pháp", "văn", "chuyên", "riêng", "quốc", "cũ", "chung", "thực", "người", "cơ", "chủ", "doanh", "cá", "bên",
    "việc", "những", "mọi", "một", "tương", "hiện", "và", "hoặc", "thuộc", "mới",
];

impl Grammar<'_> {
    /// Reads the law named at `at` by the kind word there; where laws are named inside its name, they follow it in the list.
    pub(super) fn law(&self, at: usize, kind: KindWord<'_>) -> Option<Vec<Mention>> {
        if self.is_common_word(at, kind) {
            return None;
        }
        if matches!(self.key(kind.end), Key::Sua | Key::BoSung) && self.token(at).capital {
            return self.amending_law(at, kind);
        }
        let mut mention = Mention { from: at, document: at, kind: Some(kind.id.clone()), ..Mention::default() };
        mention.kind_word = Some((at, kind.end));
        if let Some(numbered) = self.law_number(kind.end) {
            mention.end = numbered.end;
            mention.number = Some(numbered);
        } else if self.token(at).capital && self.date(kind.end).is_some_and(|dated| dated.date.is_some()) {
            mention.end = kind.end;
        } else {
            mention.end = self.law_name_end(at, kind)?;
            mention.name = Some((at, mention.end));
        }
        self.law_tails(&mut mention);
        Some(vec![mention])
    }

    /// Returns whether the law word at `at` is a common noun or half of another word: "pháp luật", "Luật sư".
    pub(super) fn is_common_word(&self, at: usize, kind: KindWord<'_>) -> bool {
        let before = if at == 0 { "" } else { self.lower(at - 1) };
        let half = matches!(before, "pháp" | "học" | "khoa" | "cử" | "đoàn" | "kỷ" | "quy" | "công");
        let treaty = self.key_before(at) == Key::Ve
            && (2..14).any(|back| self.tokens.lower(self.tokens.before(at, back)) == "ước");
        let after = self.lower(kind.end);
        let next = *kind.id == "luat" && matches!(after, "sư" | "gia" | "định" | "lệ" | "pháp" | "chơi");
        let this = self.key(kind.end) == Key::Nay;
        (half && *kind.id == "luat") || treaty || next || this
    }

    /// Reads `số 80/2015/QH13` after a law word or name.
    fn law_number(&self, at: usize) -> Option<Numbered> {
        let start = self.after_so(at);
        let start = start + usize::from(start == at && self.is_misread_so(at));
        let said = start > at;
        if !said && !self.is_digits(start) {
            return None;
        }
        let symbol = symbol(self.tokens, self.vocabulary, start, Announced::Surely)?;
        (said || symbol.number.year.is_some()).then_some(Numbered {
            from: start,
            end: symbol.end,
            number: symbol.number,
        })
    }

    /// Returns whether "số" stands before the digits behind `at` with its vowel misread: "sẻ 58/2024/QH15".
    fn is_misread_so(&self, at: usize) -> bool {
        let mut letters = self.lower(at).chars();
        let two = letters.next() == Some('s') && letters.next().is_some_and(|vowel| !vowel.is_ascii());
        two && letters.next().is_none() && self.is_digits(at + 1)
    }

    /// Reads number, date, bare year and issuer after a law's name.
    fn law_tails(&self, mention: &mut Mention) {
        if mention.number.is_none()
            && let Some(numbered) = self.law_number(mention.end)
        {
            mention.end = numbered.end;
            mention.number = Some(numbered);
        }
        if mention.name.is_some()
            && mention.number.is_none()
            && let Some(year) = self.bare_year(mention.end)
        {
            mention.year = Some(year);
            mention.end += 1;
        }
        self.tails(mention);
        if mention.number.is_none()
            && mention.date.is_some()
            && let Some(numbered) = self.law_number(mention.end)
        {
            mention.end = numbered.end;
            mention.number = Some(numbered);
        }
    }

    /// Returns the year that stands after a name without "năm".
    fn bare_year(&self, at: usize) -> Option<i16> {
        let year = self.year(at)?;
        let next = self.token(at + 1);
        let longer = matches!(next.sort, Sort::Mark('/' | '-') | Sort::Digits) && !next.blank;
        (!longer && self.token(at).blank).then_some(year)
    }

    /// Returns the token after a law's name, `None` where there is no name.
    fn law_name_end(&self, at: usize, kind: KindWord<'_>) -> Option<usize> {
        if *kind.id == "hien-phap" {
            return self.constitution(at, kind);
        }
        let known = self.law_starting(at);
        if !self.token(at).capital {
            return known;
        }
        let marked = self.marked_end(kind.end);
        match (marked, known) {
            (Some(marked), known) => Some(marked.max(known.unwrap_or(marked))),
            (None, Some(known)) => Some(self.longer_than_known(known)),
            (None, None) => self.plain_end(kind.end),
        }
    }

    /// Returns the end of the Constitution's name.
    fn constitution(&self, at: usize, kind: KindWord<'_>) -> Option<usize> {
        let name: Vec<&str> = (kind.end..kind.end + 9).map(|at| self.lower(at)).collect();
        let full = ["nước", "cộng", "hòa", "xã", "hội", "chủ", "nghĩa", "việt", "nam"];
        let same = |(one, other): (&&str, &&str)| one == other || (*one == "hoà" && *other == "hòa");
        let whole = name.iter().zip(&full).all(same);
        self.token(at).capital.then_some(if whole { kind.end + 9 } else { kind.end })
    }

    /// Returns the end of the longest name in the lexicon that starts at `at`.
    fn law_starting(&self, at: usize) -> Option<usize> {
        let text = self.text_from(at)?;
        let taken = self.vocabulary.lexicon().law_name_starting(text)?;
        let end = self.tokens.at_offset(self.token(at).span.start + taken);
        (end > at + 1).then_some(end)
    }

    /// Returns the end of the name where a number, date or year closes it, whatever commas stand in between.
    fn marked_end(&self, from: usize) -> Option<usize> {
        let mut next = from;
        let mut comma = None;
        while comma.is_none_or(|comma| next < comma + REACH) {
            if next > from && self.closes_name(next) {
                return Some(next);
            }
            let token = self.token(next);
            match token.sort {
                Sort::Word if token.key == Key::Va => {
                    if self.starts_reference(next + 1) {
                        return None;
                    }
                    comma = comma.or(Some(next));
                }
                Sort::Word if next == from && matches!(token.key, Key::Cac | Key::Ve) => {}
                Sort::Word if self.ends_law_name(next) => return None,
                Sort::Word if next > from && self.starts_reference(next) => return None,
                Sort::Word => {}
                Sort::Mark(',') => {
                    if next == from || self.starts_reference(next + 1) {
                        return None;
                    }
                    comma = comma.or(Some(next));
                }
                Sort::Mark('-') if next > from => {}
                Sort::Mark('(') if self.is_revised(next) => next += 3,
                _ => return None,
            }
            next += 1;
        }
        None
    }

    /// Returns whether "(sửa đổi)" stands at `at` and the name goes on behind it.
    fn is_revised(&self, at: usize) -> bool {
        self.key(at + 1) == Key::Sua
            && self.lower(at + 2) == "đổi"
            && self.mark(at + 3, ')')
            && self.key(at + 4) == Key::Va
    }

    /// Returns whether a number, a date or a year stands at `at`.
    fn closes_name(&self, at: usize) -> bool {
        match self.key(at) {
            Key::So => self.law_number(at).is_some(),
            Key::Ngay => self.date(at).is_some_and(|dated| dated.date.is_some() || dated.year.is_some()),
            Key::Nam => self.year(at + 1).is_some(),
            _ => self.bare_year(at).is_some() || (self.is_digits(at) && self.law_number(at).is_some()),
        }
    }

    /// Returns where a name ends of which only the start is known: "Luật Doanh nghiệp" of "Luật Doanh nghiệp nhà nước".
    /// Too long a name is better than another law's.
    fn longer_than_known(&self, known: usize) -> usize {
        let goes_on = |at: usize| {
            let home = self.lower(at) == "trong" && self.lower(at + 1) == "nước";
            self.is_word(at) && (home || !self.is_plain_stop(at)) && !self.starts_reference(at)
        };
        let nation = |at: usize| self.lower(at) == "việt" && self.lower(at + 1) == "nam";
        let mut end = known;
        while nation(end)
            || (!self.closes_name(end) && goes_on(end) && !self.token(end).capital && self.key(end) != Key::Va)
        {
            end += if nation(end) { 2 } else { 1 };
        }
        end
    }

    /// Returns the end of a name that nothing marks and the lexicon does not know.
    fn plain_end(&self, from: usize) -> Option<usize> {
        if NO_NAMES.contains(&self.lower(from)) && !self.token(from).capital {
            return None;
        }
        let mut end = from;
        loop {
            if self.mark(end, ',') && end > from && self.joins_halves(end) {
                end += 1;
            } else if !self.is_word(end) || self.is_plain_stop(end) || (end > from && self.starts_reference(end)) {
                break;
            }
            end += 1;
        }
        let one_small_word = end == from + 1 && !self.token(from).capital;
        (end > from && !one_small_word).then_some(end)
    }

    fn is_plain_stop(&self, at: usize) -> bool {
        if matches!(self.key(at), Key::Cac | Key::To) && self.key_before(at).is_law_word() {
            return false;
        }
        let group = self.key(at) == Key::To && self.key_before(at) == Key::Cac;
        let first = self.key_before(at).is_law_word() && self.is_activity(at);
        !group && !first && self.ends_name(at) || (self.key(at) == Key::Va && !self.joins_halves(at))
    }

    /// Returns whether the comma or "và" at `at` joins two halves of one name: "Hôn nhân và gia đình".
    fn joins_halves(&self, at: usize) -> bool {
        let next = at + 1;
        let word = self.is_word(next) && !self.is_plain_word(next) && !self.starts_reference(next);
        let small = !self.token(next).capital || self.token(at).key == Key::Va;
        let short = (next..next + 6).any(|at| !self.is_word(at) || self.ends_name(at) || self.key(at) == Key::Va);
        word && small && short
    }

    fn is_plain_word(&self, at: usize) -> bool {
        self.ends_name(at) || self.kinds.at(self.tokens, at).is_some() || NO_NAMES.contains(&self.lower(at))
    }

    /// Reads "Luật sửa đổi, bổ sung một số điều của Luật A, Luật B và Luật C" with the laws in its name.
    fn amending_law(&self, at: usize, kind: KindWord<'_>) -> Option<Vec<Mention>> {
        let mut outer = Mention { from: at, document: at, kind: Some(kind.id.clone()), ..Mention::default() };
        outer.kind_word = Some((at, kind.end));
        let mut inner = self.laws_in_name(kind.end);
        let Some(last) = inner.last() else {
            outer.end = self.closed_later(kind.end)?;
            outer.name = Some((at, outer.end));
            self.law_tails(&mut outer);
            return Some(vec![outer]);
        };
        outer.end = last.end;
        let numbers = inner.iter().filter(|law| law.number.is_some()).count();
        let own = inner.len() == 1 && self.is_number_of(last);
        if let Some(last) = inner.last_mut()
            && numbers <= 1
            && !own
        {
            let name_end = last.name.map_or(last.end, |(_, end)| end);
            outer.number = last.number.take();
            outer.date = last.date.take();
            outer.year = last.year.take();
            outer.issuer = last.issuer.take();
            outer.name = Some((at, name_end));
            last.end = name_end;
        } else {
            outer.name = Some((at, outer.end));
            if let Some(last) = inner.last_mut()
                && self.is_another_day(last)
            {
                let from = last.date.as_ref().map_or(last.end, |date| date.from);
                outer.name = Some((at, from));
                last.end = from;
                outer.date = last.date.take();
            }
        }
        let mut laws = vec![outer];
        laws.append(&mut inner);
        Some(laws)
    }

    /// Returns whether the lexicon knows the law's number as that of the law of this name.
    fn is_number_of(&self, law: &Mention) -> bool {
        let Some((number, (from, end))) = law.number.as_ref().zip(law.name) else { return false };
        let named = self.vocabulary.lexicon().law_named(&self.tokens.words(from, end), None);
        named.iter().any(|law| law.number == number.number.key)
    }

    /// Returns whether the law's number is known, and its day is another than the one that closes the amending law's name.
    fn is_another_day(&self, law: &Mention) -> bool {
        let Some((number, day)) = law.number.as_ref().zip(law.date.as_ref().and_then(|date| date.date)) else {
            return false;
        };
        let known = self.vocabulary.lexicon().law_numbered(&number.number.key);
        !known.is_empty() && known.iter().all(|law| law.issued.is_some_and(|issued| issued != day))
    }

    /// Returns where an amending law's name ends that names no law: at its number, date or year.
    fn closed_later(&self, from: usize) -> Option<usize> {
        let stops = |at: &usize| {
            self.closes_name(*at) || self.is_end(*at) || matches!(self.token(*at).sort, Sort::Mark(';' | '.'))
        };
        (from..from + 40).find(stops).filter(|at| self.closes_name(*at))
    }

    /// Reads the laws listed in an amending law's name.
    fn laws_in_name(&self, from: usize) -> Vec<Mention> {
        let mut laws: Vec<Mention> = Vec::new();
        let mut next = from;
        let limit = from + 40;
        while next < limit && !self.names_law(next) {
            let sentence = matches!(self.key(next), Key::Co | Key::Theo | Key::Tai | Key::Duoc);
            let word = (self.is_word(next) && !sentence) || self.is_digits(next) || self.mark(next, ',');
            if !word || self.closes_name(next) {
                return laws;
            }
            next += 1;
        }
        while let Some(kind) = self.kinds.at(self.tokens, next).filter(|kind| is_law(kind.id)) {
            let small = !self.token(next).capital;
            let listed = small.then(|| self.listed_name_end(kind.end)).flatten();
            let Some(end) = listed.or_else(|| self.law_name_end(next, kind)) else { break };
            let mut law =
                Mention { from: next, document: next, kind: Some(kind.id.clone()), end, ..Mention::default() };
            law.kind_word = Some((next, kind.end));
            law.name = Some((next, end));
            law.in_name = true;
            self.law_tails(&mut law);
            let end = law.end;
            laws.push(law);
            let comma = end + usize::from(self.mark(end, ','));
            let joined = comma + usize::from(self.key(comma) == Key::Va);
            if joined == end || !self.names_law(joined) {
                break;
            }
            next = joined;
        }
        laws
    }

    /// Returns the end of a name in small letters in the list of an amending law's name: before the next law, or where a
    /// number or date closes the list.
    fn listed_name_end(&self, from: usize) -> Option<usize> {
        let next_law = |at: usize| self.names_law(at + 1 + usize::from(self.key(at + 1).joins()));
        let ends = |at: &usize| {
            let joint = self.mark(*at, ',') || self.key(*at).joins();
            self.closes_name(*at) || (joint && next_law(*at)) || !(self.is_word(*at) || joint)
        };
        (from + 1..from + REACH).find(ends).filter(|end| self.closes_name(*end) || !self.is_end(*end))
    }

    fn names_law(&self, at: usize) -> bool {
        let small = || self.key_before(at) != Key::Phap && self.law_starting(at).is_some();
        self.kinds.at(self.tokens, at).is_some_and(|kind| is_law(kind.id))
            && (self.token(at).capital || small())
            && !matches!(self.key(at + 1), Key::Sua | Key::So)
    }
}

/// Returns whether documents of this kind are cited by name.
pub(super) fn is_law(kind: &str) -> bool {
    matches!(kind, "luat" | "bo-luat" | "phap-lenh" | "hien-phap")
}

//! A document named by its kind and number, or by its number alone, with the date and issuer that follow.

use super::grammar::Grammar;
use super::kinds::KindWord;
use super::mention::{Mention, Numbered};
use crate::document::{DocNumber, Scheme, Slug};
use crate::parse::number::{Announced, symbol};
use crate::parse::token::{Key, Sort};

/// Kinds of which single documents go by a number alone: "Đề án 06", "Nghị quyết 57". Other kinds with a bare number behind
/// them are counted or dated.
const NAMED_BY_NUMBER: &[&str] = &[
    "nghi-quyet",
    "nghi-dinh",
    "quyet-dinh",
    "thong-tu",
    "thong-tu-lien-tich",
    "chi-thi",
    "ket-luan",
    "chuong-trinh",
    "de-an",
    "du-an",
    "ke-hoach",
    "huong-dan",
    "quy-dinh",
];

/// Between a kind word and "số" never stand more words than this.
const LONGEST_GAP: usize = 16;

impl Grammar<'_> {
    /// Reads the document named at `at` by kind word, abbreviation or number; laws by name are read elsewhere.
    pub(super) fn document_ref(&self, at: usize, kind: Option<KindWord<'_>>) -> Option<Mention> {
        match kind {
            Some(kind) => self.after_kind(at, kind),
            None => self.after_abbreviation(at).or_else(|| self.bare_number(at)),
        }
    }

    /// Reads what follows a kind word.
    fn after_kind(&self, at: usize, kind: KindWord<'_>) -> Option<Mention> {
        let mut mention = Mention { from: at, document: at, kind: Some(kind.id.clone()), ..Mention::default() };
        mention.kind_word = Some((at, kind.end));
        let end = if let Some(numbered) = self.announced_number(kind.end) {
            let end = numbered.end;
            mention.number = Some(numbered);
            end
        } else if let Some((numbered, issuer)) = self.distant_number(at, kind.end) {
            mention.issuer = issuer;
            let end = numbered.end;
            mention.number = Some(numbered);
            end
        } else if self.token(at).capital {
            self.without_symbol(&mut mention, kind)?
        } else {
            return None;
        };
        mention.end = end;
        let symbol = mention.number.as_ref().is_none_or(|number| number.number.organ.is_some());
        if symbol || !is_undertaking(kind.id) {
            self.tails(&mut mention);
        }
        Some(mention)
    }

    /// Reads `QĐ số 270/QĐ-TTg`, `TT 01/2018`, `NĐ30`.
    fn after_abbreviation(&self, at: usize) -> Option<Mention> {
        let token = self.token(at);
        if !self.may_be_abbreviation(at) || self.key_before(at) == Key::So {
            return None;
        }
        let kind = self.vocabulary.kind_of_code(self.letters(at))?;
        let mut mention = Mention { from: at, document: at, kind: Some(kind), ..Mention::default() };
        mention.kind_word = Some((at, at + 1));
        let numbered = self.announced_number(at + 1).or_else(|| {
            let plain = self.short_number(at + 1)?;
            let certain = plain.number.year.is_some() || self.key(at + 1) == Key::So || plain.number.ordinal.len() > 1;
            (certain && token.capitals && token.span.len() <= 5).then_some(plain)
        })?;
        mention.end = numbered.end;
        mention.number = Some(numbered);
        self.tails(&mut mention);
        Some(mention)
    }

    /// Returns whether a short word with a capital stands at `at` and a number behind it.
    pub(super) fn may_be_abbreviation(&self, at: usize) -> bool {
        let token = self.token(at);
        let short = token.capital && token.span.len() <= 6 && token.sort == Sort::Word;
        short && (self.key(at + 1) == Key::So || self.is_digits(at + 1))
    }

    /// Reads a number with no kind word before it, where the number itself shows that it is a document's.
    fn bare_number(&self, at: usize) -> Option<Mention> {
        let said = self.key(at) == Key::So;
        let start = if said { self.after_so(at) } else { at };
        let open = said && self.token(start).sort == Sort::Gap;
        if !(self.is_digits(start) || open) || self.is_of_other_code(at, start) {
            return None;
        }
        let symbol = symbol(self.tokens, self.vocabulary, start, if said { Announced::Number } else { Announced::No })?;
        let number = &symbol.number;
        let organ = number.organ.as_ref().is_some_and(|organ| organ.chars().nth(1).is_some());
        let certain = (number.kind.is_some() && organ) || number.scheme == Scheme::Law;
        let dated = self.date(symbol.end).is_some() || matches!(self.key(symbol.end), Key::Nam | Key::Cua);
        let listed = said && number.organ.is_some() && dated;
        let code = self.mark(symbol.end, '/') && !self.token(symbol.end).blank && self.is_digits(symbol.end + 1);
        if !(certain || listed) || code || number.is_blank() {
            return None;
        }
        let kind = number.kind.as_deref().and_then(|code| self.vocabulary.kind_of_code(code));
        let misspelt = kind.as_deref().filter(|_| said).and_then(|kind| self.misspelt_before(at, kind));
        let from = misspelt.unwrap_or(at);
        let mut mention = Mention { from, document: from, kind, end: symbol.end, ..Mention::default() };
        mention.kind_word = misspelt.map(|from| (from, at));
        mention.number = Some(Numbered { from: start, end: symbol.end, number: symbol.number });
        self.tails(&mut mention);
        Some(mention)
    }

    /// Returns where the kind's name starts that ends before `at` with other marks on its letters: "Quyết dịnh số".
    fn misspelt_before(&self, at: usize, kind: &str) -> Option<usize> {
        let name = &self.vocabulary.lexicon().kind(kind)?.vi;
        let from = at.checked_sub(name.split_whitespace().count())?;
        let printed = self.tokens.words(from, at);
        (self.token(from).capital && Slug::of(&printed) == Slug::of(name)).then_some(from)
    }

    /// Returns whether the digits at `start` go on with something else: a form's, a standard's, a longer code's.
    fn is_of_other_code(&self, at: usize, start: usize) -> bool {
        let before = self.tokens.before(start, 1);
        let glued = !self.token(start).blank
            && start == at
            && at > 0
            && !matches!(before.sort, Sort::Mark('(' | '“' | '"' | ';' | ','));
        let standard = (1..=4).any(|back| {
            let token = self.tokens.before(at, back);
            matches!(self.tokens.letters(token), "QCVN" | "TCVN" | "TCCS" | "ISO" | "IEC" | "TCN")
        });
        let form = matches!(self.key_before(at), Key::Mau | Key::Bieu)
            || matches!(self.lower(at.saturating_sub(1)), "mã" | "mẫu");
        glued || standard || form || self.mark(at.saturating_sub(1), ':') && self.is_digits(at.saturating_sub(2))
    }

    /// Reads the number right after a kind word: `số 34/2016/NĐ-CP`, `30c/NQ-CP`, `số …/QĐ-UBND`.
    fn announced_number(&self, at: usize) -> Option<Numbered> {
        let start = self.after_so(at);
        let said = start > at;
        if !said && self.token(start).sort == Sort::Mark('/') {
            return None;
        }
        let symbol = symbol(self.tokens, self.vocabulary, start, Announced::Surely)?;
        Some(Numbered { from: start, end: symbol.end, number: symbol.number })
    }

    /// Skips "số", typed once or twice, and its colon.
    pub(super) fn after_so(&self, at: usize) -> usize {
        let mut next = at;
        if self.mark(next, ':') && self.key(next + 1) == Key::So {
            next += 1;
        }
        while self.key(next) == Key::So {
            next += 1;
        }
        if next > at && self.mark(next, ':') {
            next += 1;
        }
        next
    }

    /// Reads a number that stands some words after the kind: "Báo cáo thẩm tra số …", "Quyết định của UBND tỉnh: số …".
    fn distant_number(&self, at: usize, from: usize) -> Option<(Numbered, Option<(usize, usize)>)> {
        let capital = self.token(at).capital;
        let mut issuer = None;
        let mut next = from;
        while next < from + LONGEST_GAP && self.key(next) != Key::So {
            let token = self.token(next);
            let code = token.capitals && self.vocabulary.is_kind(self.letters(next));
            let word = token.sort == Sort::Word
                && (capital || !token.capital)
                && !matches!(token.key, Key::Nay | Key::Mau | Key::Bieu)
                && !code
                && !self.starts_reference(next);
            let mark = matches!(token.sort, Sort::Mark('-')) || (self.mark(next, ':') && self.key(next + 1) == Key::So);
            if !word && !mark {
                return None;
            }
            if let Some(found) = self.issuer(next, false) {
                issuer = Some(found);
                next = found.1;
                continue;
            }
            next += 1;
        }
        let start = self.after_so(next);
        if start == next || (!capital && next > from + 4) {
            return None;
        }
        let symbol = symbol(self.tokens, self.vocabulary, start, Announced::Surely)?;
        if issuer.is_none() && self.token(from).capital {
            issuer = self.authority(from, true).filter(|end| *end == next).map(|end| (from, end));
        }
        let numbered = Numbered { from: start, end: symbol.end, number: symbol.number };
        (!numbered.number.is_blank()).then_some((numbered, issuer))
    }

    /// Reads "Thông tư số 13", "Đề án 06", "Nghị quyết Đại hội …", "Quyết định ngày … của …".
    fn without_symbol(&self, mention: &mut Mention, kind: KindWord<'_>) -> Option<usize> {
        if let Some(numbered) = self.short_number(kind.end).filter(|_| NAMED_BY_NUMBER.contains(&kind.id.as_str())) {
            let end = numbered.end;
            mention.number = Some(numbered);
            return Some(end);
        }
        if *kind.id == "nghi-quyet"
            && let Some(end) = self.congress(kind.end)
        {
            mention.name = Some((mention.from, end));
            return Some(end);
        }
        let date = self.date(kind.end).filter(|dated| dated.date.is_some())?;
        self.issuer(date.end, false)?;
        Some(kind.end)
    }

    /// Reads a number without a symbol: `số 13`, `06`, `30/2020`; `None` for what is a count or a year.
    fn short_number(&self, at: usize) -> Option<Numbered> {
        let start = self.after_so(at);
        let said = start > at;
        let ordinal = self.number(start, 4).filter(|ordinal| *ordinal > 0)?;
        let mut end = start + 1;
        let mut year = None;
        if self.mark(end, '/') && !self.token(end).blank && !self.token(end + 1).blank {
            year = Some(self.year(end + 1)?);
            end += 2;
        }
        if self.goes_on_glued(end) {
            return None;
        }
        let bare = !said && year.is_none();
        let year_like = (1900..2100).contains(&ordinal);
        if bare && (self.token(start).span.len() < 2 || year_like || self.is_counted(end)) {
            return None;
        }
        let text = self.letters(start).to_owned();
        let key = year.map_or_else(|| text.clone(), |year| format!("{text}/{year}"));
        let scheme = if year.is_some() { Scheme::Normative } else { Scheme::Administrative };
        let number =
            DocNumber { text: String::new(), span: None, key, ordinal: text, year, kind: None, organ: None, scheme };
        Some(Numbered { from: start, end, number })
    }

    /// Returns whether something stands right against the number that ends before `end`, so that it is another's part.
    fn goes_on_glued(&self, end: usize) -> bool {
        let after = self.token(end);
        let part = matches!(after.sort, Sort::Word | Sort::Digits | Sort::Mark('/' | '-' | '.' | ':' | '%'));
        let full_stop = self.mark(end, '.') && (self.is_end(end + 1) || self.token(end + 1).blank);
        !after.blank && part && !full_stop
    }

    /// Returns whether the word at `at` is what the number before it counts: "02 lần", "15 ngày".
    fn is_counted(&self, at: usize) -> bool {
        let token = self.token(at);
        if token.key == Key::Ngay {
            return self.date(at).is_none();
        }
        let goes_on = token.key.follows_short_number() || self.lower(at) == "giai";
        token.sort == Sort::Word && !token.capital && !goes_on
    }

    /// Reads the name of a congress's or the Central Committee's resolution: "Đại hội lần thứ XIII của Đảng",
    /// "Trung ương 6 (khóa XII)".
    fn congress(&self, at: usize) -> Option<usize> {
        if self.lower(at) == "trung" && self.lower(at + 1) == "ương" && self.number(at + 2, 2).is_some() {
            let term = self.mark(at + 3, '(') && self.key(at + 4) == Key::Khoa && self.mark(at + 6, ')');
            return Some(if term { at + 7 } else { at + 3 });
        }
        if !(self.key(at) == Key::Dai && self.key(at + 1) == Key::Hoi) || self.lower(at + 2) == "đồng" {
            return None;
        }
        let mut end = at + 2;
        let mut numbered = false;
        while self.is_word(end) {
            let roman = self.token(end).capitals && self.letters(end).chars().all(|c| "IVXL".contains(c));
            let party = self.key(end) == Key::Cua && self.lower(end + 1) == "đảng";
            if (self.ends_name(end) && !party) || self.key(end) == Key::Va || self.starts_reference(end) {
                break;
            }
            numbered |= roman;
            end += 1;
        }
        numbered.then_some(end)
    }

    /// Reads the date, the year and the issuer that follow, in any order, each once.
    pub(super) fn tails(&self, mention: &mut Mention) {
        let joint = mention.kind.as_ref().is_some_and(|kind| kind == "thong-tu-lien-tich")
            || mention
                .number
                .as_ref()
                .and_then(|number| number.number.kind.as_deref())
                .is_some_and(|kind| matches!(kind, "TTLT" | "NQLT" | "TTLB"));
        loop {
            let comma = usize::from(self.mark(mention.end, ','));
            let of = usize::from(self.key(mention.end) == Key::Cua && self.key(mention.end + 1) == Key::Ngay);
            let next = mention.end + comma + of;
            if mention.date.is_none()
                && (comma == 0 || self.key(next) == Key::Ngay)
                && let Some(dated) = self.date(next)
            {
                mention.end = dated.end;
                mention.year = mention.year.or(dated.year);
                mention.date = Some(dated);
            } else if mention.date.is_none() && mention.year.is_none() && self.key(mention.end) == Key::Nam {
                let Some(year) = self.year(mention.end + 1) else { return };
                mention.year = Some(year);
                mention.end += 2;
            } else if mention.issuer.is_none()
                && let Some(issuer) = self.issuer(mention.end, joint)
            {
                mention.end = issuer.1;
                mention.issuer = Some(issuer);
            } else {
                return;
            }
        }
    }
}

/// Returns whether what is cited by this kind is an undertaking known by a nickname ("Đề án 06"), behind which "của" names
/// whose part in it is meant, not who issued it.
fn is_undertaking(kind: &str) -> bool {
    matches!(kind, "de-an" | "du-an" | "chuong-trinh")
}

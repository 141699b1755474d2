//! Where a symbol starts and ends, and which codes stand between its strokes.

use crate::document::DocNumber;

use super::super::token::{Sort, Token, Tokens};
use super::super::vocabulary::Vocabulary;
use super::scheme::classify;

/// How far the words before a symbol say that one follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Announced {
    /// Not at all.
    No,
    /// By "số".
    Number,
    /// By a kind word, or because the text is to be a number and nothing else.
    Surely,
}

/// A symbol read.
#[derive(Debug, Clone)]
pub(crate) struct Symbol {
    /// The token after its last one.
    pub(crate) end: usize,
    /// The number; its text is left empty.
    pub(crate) number: DocNumber,
}

/// One code with the mark that joins it to what stands before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part {
    /// `/`, `-`, `.`, `&`, or a blank where nothing is printed.
    pub(super) mark: char,
    /// The code's letters and digits, look-alikes replaced.
    pub(super) code: String,
}

/// What stands between the strokes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Slots {
    pub(super) ordinal: String,
    pub(super) year: Option<i16>,
    pub(super) parts: Vec<Part>,
}

/// Reads the symbol that starts at the token `at`.
pub(crate) fn symbol(
    tokens: &Tokens<'_>,
    vocabulary: &Vocabulary<'_>,
    at: usize,
    announced: Announced,
) -> Option<Symbol> {
    let mut reader = Reader { tokens, vocabulary, announced, at, slots: Slots::default() };
    reader.ordinal()?;
    reader.year()?;
    reader.parts()?;
    let number = classify(reader.slots, vocabulary)?;
    Some(Symbol { end: reader.at, number })
}

struct Reader<'t> {
    tokens: &'t Tokens<'t>,
    vocabulary: &'t Vocabulary<'t>,
    announced: Announced,
    at: usize,
    slots: Slots,
}

impl Reader<'_> {
    fn token(&self, ahead: usize) -> &Token {
        self.tokens.get(self.at + ahead)
    }

    fn letters(&self, ahead: usize) -> &str {
        self.tokens.letters(self.token(ahead))
    }

    /// Reads `354`, `30c`, `66.7` or the room left for it.
    fn ordinal(&mut self) -> Option<()> {
        match self.token(0).sort {
            Sort::Digits if self.token(0).span.len() <= 8 && self.goes_on() => {}
            Sort::Gap => {
                self.at += 1;
                return Some(());
            }
            Sort::Mark('/') if self.announced >= Announced::Number => return Some(()),
            _ => return None,
        }
        let mut ordinal = self.letters(0).to_owned();
        self.at += 1;
        while let Some(digits) = self.misread_digits() {
            ordinal.push_str(&digits);
            self.at += 2;
        }
        let dotted = self.glued_mark(0, '.') && self.token(1).sort == Sort::Digits && !self.token(1).blank;
        if dotted && matches!(self.token(2).sort, Sort::Mark('/')) {
            ordinal.push('.');
            ordinal.push_str(self.letters(1));
            self.at += 2;
        }
        let suffix = self.token(0);
        let single = suffix.sort == Sort::Word && !suffix.blank && self.letters(0).chars().count() == 1;
        if single && matches!(self.token(1).sort, Sort::Mark('/' | '-')) {
            ordinal.push_str(self.letters(0));
            self.at += 1;
        }
        self.slots.ordinal = ordinal;
        Some(())
    }

    /// Returns whether what stands behind the digits may be more of a symbol; behind most digits of a text it may not.
    fn goes_on(&self) -> bool {
        let next = self.token(1);
        match next.sort {
            Sort::Word => !next.blank || self.announced == Announced::Surely,
            Sort::Mark(mark) => matches!(mark, '/' | '-' | '&' | '_' | '.'),
            Sort::Digits | Sort::Gap => false,
        }
    }

    /// Returns the digits that a scan took for letters, with those behind them: `O5` in `2O57/QĐ-UBND`.
    fn misread_digits(&self) -> Option<String> {
        let (letter, digits) = (self.token(0), self.token(1));
        let glued = !letter.blank && !digits.blank && digits.sort == Sort::Digits;
        let read = match self.letters(0) {
            "O" | "o" => '0',
            "l" | "I" => '1',
            _ => return None,
        };
        glued.then(|| format!("{read}{}", self.letters(1)))
    }

    /// Reads the year inside the symbol, where there is one; `None` for what turns out a date or a fraction.
    fn year(&mut self) -> Option<()> {
        if self.token(0).sort != Sort::Mark('/') {
            return Some(());
        }
        let doubled = usize::from(self.glued_mark(1, '/'));
        let year = self.token(1 + doubled);
        match year.sort {
            Sort::Gap if self.slots.ordinal.is_empty() => {
                self.at += 2 + doubled;
                Some(())
            }
            Sort::Digits => {
                let value: i16 = self.letters(1 + doubled).parse().ok()?;
                let joined = self.token(2 + doubled);
                let code = self.token(3 + doubled).sort == Sort::Word && !self.token(3 + doubled).blank;
                let follows = matches!(joined.sort, Sort::Mark('/'))
                    || (joined.sort == Sort::Mark('-') && code && self.announced == Announced::Surely)
                    || (joined.sort == Sort::Word && (!joined.blank || self.announced == Announced::Surely));
                if !(3..=4).contains(&year.span.len()) || !follows {
                    return None;
                }
                self.slots.year = Some(value);
                self.at += 2 + doubled;
                Some(())
            }
            _ => Some(()),
        }
    }

    /// Reads the codes.
    fn parts(&mut self) -> Option<()> {
        while let Some((mark, skip)) = self.join() {
            self.at += skip;
            let code = self.code()?;
            self.slots.parts.push(Part { mark, code });
            self.attachment();
        }
        (!self.slots.parts.is_empty()).then_some(())
    }

    /// Returns the mark that joins a further code and how many tokens it takes, where a code follows.
    fn join(&self) -> Option<(char, usize)> {
        let first = self.slots.parts.is_empty();
        let token = self.token(0);
        let Sort::Mark(printed) = token.sort else {
            let bare = first && token.sort == Sort::Word;
            let close = !token.blank || (self.announced == Announced::Surely && self.bare_code_stands());
            return (bare && close && self.is_code(0)).then_some((' ', 0));
        };
        let mark = match printed {
            '/' | '-' | '&' => printed,
            '_' => '-',
            '.' if !first && !token.blank => '.',
            _ => return None,
        };
        let doubled = usize::from(self.glued_mark(1, printed));
        let next = self.token(1 + doubled);
        let skip = 1 + doubled;
        if next.sort == Sort::Digits {
            let term = mark == '-' && !next.blank && next.span.len() <= 2 && self.ends_in_assembly();
            return term.then_some((' ', skip));
        }
        if next.sort != Sort::Word || !self.is_code(skip) {
            return None;
        }
        let spaced = usize::from(token.blank) + usize::from(next.blank);
        let allowed = match mark {
            '.' | '&' => spaced == 0 || (mark == '&' && first),
            _ if first => true,
            '/' => spaced < 2,
            _ => spaced < 2 || self.awaits_organ(),
        };
        allowed.then_some((mark, skip))
    }

    /// Reads one code: letters with the digits that belong to them.
    fn code(&mut self) -> Option<String> {
        let mut code = String::new();
        while code.is_empty() || (!self.token(0).blank && matches!(self.token(0).sort, Sort::Word | Sort::Digits)) {
            if !code.is_empty() && self.token(0).sort == Sort::Word && !self.is_code(0) {
                break;
            }
            code.push_str(self.letters(0));
            self.at += 1;
            if self.at > self.tokens.len() {
                return None;
            }
        }
        let term = self.token(0);
        if term.blank && term.sort == Sort::Digits && term.span.len() == 2 && code == "QH" {
            code.push_str(self.letters(0));
            self.at += 1;
        }
        Some(code)
    }

    /// Reads the bracketed unit of a ministry: `BCA (A11)`.
    fn attachment(&mut self) {
        let unit = self.tokens.is_mark(self.at, '(')
            && self.token(1).sort == Sort::Word
            && self.token(1).capitals
            && self.token(1).span.len() <= 2
            && self.token(2).sort == Sort::Digits
            && !self.token(2).blank
            && self.tokens.is_mark(self.at + 3, ')');
        if unit && !self.slots.parts.is_empty() {
            let code = format!("({}{})", self.letters(1), self.letters(2));
            self.slots.parts.push(Part { mark: ' ', code });
            self.at += 4;
        }
    }

    fn glued_mark(&self, ahead: usize, mark: char) -> bool {
        self.token(ahead).sort == Sort::Mark(mark) && !self.token(ahead).blank
    }

    /// Returns whether the word ahead is built like a code: capitals, or small letters that are one in the lexicon.
    fn is_code(&self, ahead: usize) -> bool {
        let token = self.token(ahead);
        let letters = self.letters(ahead);
        let capitals = letters.chars().filter(|c| c.is_uppercase()).count();
        let count = letters.chars().count();
        if capitals == count || (capitals >= 2 && count <= 12) {
            return true;
        }
        if letters == "nb" && !token.blank && !self.slots.parts.is_empty() {
            return true;
        }
        let small = capitals == 0 || (capitals == 1 && count <= 3);
        let known = self.vocabulary.is_kind(letters) || self.vocabulary.is_organ(letters);
        self.announced >= Announced::Number && !token.blank && small && count > 1 && known
    }

    /// Returns whether a code with a blank before it is one: `105 TC/ĐT`, `150 CP`, `1018 NQ/UBTVQH12`.
    fn bare_code_stands(&self) -> bool {
        let next = self.token(1);
        let joined = matches!(next.sort, Sort::Mark('/' | '-')) && !next.blank && !self.token(2).blank;
        self.token(0).capitals && (joined || self.vocabulary.is_organ(self.letters(0)))
    }

    /// Returns whether only a kind stands so far, or a kind that takes several organs, so that a spaced hyphen joins.
    fn awaits_organ(&self) -> bool {
        let joint = |code: &str| code.starts_with("TTLT") || code.starts_with("NQLT");
        match self.slots.parts.as_slice() {
            [only] => self.vocabulary.is_kind(&only.code),
            [first, ..] => joint(&first.code),
            [] => false,
        }
    }

    fn ends_in_assembly(&self) -> bool {
        self.slots.parts.last().is_some_and(|part| part.code.ends_with("QH"))
    }
}

//! A font's own table from codes to letters (`/ToUnicode`, ISO 32000-1, 9.10.3).

use std::collections::BTreeMap;

/// Most letters that one table may name: all of Unicode's first plane.
const ENTRIES: usize = 1 << 16;

/// Which letters a code prints.
#[derive(Debug, Default)]
pub(super) struct CodeTable {
    letters: BTreeMap<u32, Box<str>>,
}

/// A word of a table.
#[derive(Debug, PartialEq)]
enum Token<'t> {
    Hex(Vec<u8>),
    Open,
    Close,
    Word(&'t [u8]),
}

impl CodeTable {
    /// Reads a table; what it cannot make out is left unmapped.
    pub(super) fn read(bytes: &[u8]) -> Self {
        let mut table = Self::default();
        let mut tokens = Tokens { rest: bytes };
        while let Some(token) = tokens.next() {
            match token {
                Token::Word(b"beginbfchar") => table.read_single(&mut tokens),
                Token::Word(b"beginbfrange") => table.read_ranges(&mut tokens),
                _ => {}
            }
        }
        table
    }

    /// Returns the letters of a code.
    pub(super) fn get(&self, code: u32) -> Option<&str> {
        self.letters.get(&code).map(AsRef::as_ref)
    }

    fn read_single(&mut self, tokens: &mut Tokens<'_>) {
        while let Some(Token::Hex(code)) = tokens.next() {
            let Some(Token::Hex(target)) = tokens.next() else { return };
            self.insert(value(&code), &letters(&target));
        }
    }

    fn read_ranges(&mut self, tokens: &mut Tokens<'_>) {
        while let Some(Token::Hex(first)) = tokens.next() {
            let Some(Token::Hex(last)) = tokens.next() else { return };
            let codes = value(&first)..=value(&last);
            match tokens.next() {
                Some(Token::Hex(target)) => {
                    // Only the last unit counts up, and never into the next one.
                    for (step, code) in (0..=0xffff).zip(codes) {
                        if !self.insert(code, &letters(&advanced(&target, step))) {
                            return;
                        }
                    }
                }
                Some(Token::Open) => {
                    let mut codes = codes;
                    while let Some(Token::Hex(target)) = tokens.next() {
                        if let Some(code) = codes.next() {
                            self.insert(code, &letters(&target));
                        }
                    }
                }
                _ => return,
            }
        }
    }

    /// Adds a letter; says whether there was room.
    fn insert(&mut self, code: u32, text: &str) -> bool {
        if self.letters.len() < ENTRIES {
            self.letters.insert(code, text.into());
        }
        self.letters.len() < ENTRIES
    }
}

fn value(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0, |value, &byte| value << 8 | u32::from(byte))
}

/// Returns `target` with its last UTF-16 unit counted up.
fn advanced(target: &[u8], step: u16) -> Vec<u8> {
    let mut target = target.to_vec();
    if let Some(unit) = target.last_chunk_mut::<2>() {
        *unit = u16::from_be_bytes(*unit).wrapping_add(step).to_be_bytes();
    } else if let Some(last) = target.last_mut() {
        *last = last.wrapping_add(step.to_be_bytes()[1]);
    }
    target
}

/// Reads UTF-16, big end first; a single byte counts as a letter of Latin-1, as some producers write.
fn letters(target: &[u8]) -> String {
    if let [byte] = target {
        return char::from(*byte).to_string();
    }
    let (units, _) = target.as_chunks::<2>();
    let units = units.iter().map(|unit| u16::from_be_bytes(*unit));
    char::decode_utf16(units).map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

/// Cuts a table into tokens.
struct Tokens<'t> {
    rest: &'t [u8],
}

impl<'t> Tokens<'t> {
    fn next(&mut self) -> Option<Token<'t>> {
        loop {
            self.rest = self.rest.trim_ascii_start();
            let (&first, after) = self.rest.split_first()?;
            match first {
                b'%' => {
                    let end =
                        self.rest.iter().position(|byte| matches!(byte, b'\n' | b'\r')).unwrap_or(self.rest.len());
                    self.rest = self.rest.get(end..)?;
                }
                b'<' if after.first() != Some(&b'<') => {
                    let end = after.iter().position(|&byte| byte == b'>').unwrap_or(after.len());
                    let digits: Vec<u8> = after.get(..end)?.iter().copied().filter_map(digit).collect();
                    self.rest = after.get(end + 1..).unwrap_or_default();
                    return Some(Token::Hex(digits.chunks(2).map(byte).collect()));
                }
                b'[' | b']' => {
                    self.rest = after;
                    return Some(if first == b'[' { Token::Open } else { Token::Close });
                }
                _ => {
                    let inside = |byte: &u8| !byte.is_ascii_whitespace() && !matches!(byte, b'<' | b'[' | b']' | b'%');
                    let length = 1 + after.iter().take_while(|byte| inside(byte)).count();
                    let (word, rest) = self.rest.split_at_checked(length)?;
                    self.rest = rest;
                    return Some(Token::Word(word));
                }
            }
        }
    }
}

fn digit(letter: u8) -> Option<u8> {
    char::from(letter).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

/// Returns the byte of two hexadecimal digits; a missing second one is 0.
fn byte(digits: &[u8]) -> u8 {
    digits.first().map_or(0, |high| high << 4) | digits.get(1).copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_ranges_and_lists() {
        let table = CodeTable::read(
            b"/CIDInit /ProcSet findresource begin 2 beginbfchar <0003> <0020> <0010><00660069> endbfchar\n\
              2 beginbfrange <0024> <0026> <0041>\n<0030><0031>[<1ED8> % one\n <0111>] endbfrange end",
        );
        let got: Vec<_> = [3, 0x10, 0x24, 0x26, 0x30, 0x31, 0x27].iter().map(|&code| table.get(code)).collect();
        assert_eq!(got, [Some(" "), Some("fi"), Some("A"), Some("C"), Some("Ộ"), Some("đ"), None]);
    }

    #[test]
    fn an_endless_range_ends() {
        let table = CodeTable::read(b"1 beginbfrange <00000000> <ffffffff> <0041> endbfrange");
        assert_eq!(table.letters.len(), ENTRIES);
    }
}

//! Compares a symbol as printed with its normal form and names what differs.

use crate::rules::Words;

/// How a printed symbol differs from its normal form.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Reading {
    /// Case or `D` for `Đ` differ.
    pub(super) letters: bool,
    /// A stroke or hyphen is missing, doubled or another mark.
    pub(super) joints: bool,
    /// Characters that only look right or do not belong there; replacing them changes no meaning.
    pub(super) noise: Vec<Words>,
}

/// Reads `printed` against its normal form `key`; `None` where they differ in more than spelling.
pub(super) fn read(printed: &str, key: &str) -> Option<Reading> {
    let mut reading = Reading::default();
    let shown = without_blanks(printed, &mut reading);
    let wanted: Vec<char> = key.chars().collect();
    if shown.len() == wanted.len() && shown.iter().zip(&wanted).all(|(c, w)| is_joint(*c) == is_joint(*w)) {
        for (shown, wanted) in shown.iter().zip(&wanted) {
            reading.compare(*shown, *wanted)?;
        }
    } else {
        let bare = |chars: &[char]| chars.iter().copied().filter(|c| !is_joint(*c)).collect::<Vec<char>>();
        let (shown, wanted) = (bare(&shown), bare(&wanted));
        if shown.len() != wanted.len() {
            return None;
        }
        for (shown, wanted) in shown.iter().zip(&wanted) {
            reading.compare(*shown, *wanted)?;
        }
        reading.joints = true;
    }
    Some(reading)
}

impl Reading {
    fn compare(&mut self, shown: char, wanted: char) -> Option<()> {
        if shown == wanted {
            return Some(());
        }
        let code = u32::from(shown);
        let look_alike = matches!(shown, 'Ð' | 'ð' | 'Ɖ') && matches!(wanted, 'Đ' | 'đ');
        let foreign = (0x370..0x530).contains(&code) && wanted.is_ascii_alphabetic();
        let joint = is_typographic(shown) && matches!(wanted, '-' | '/');
        if look_alike || foreign || joint {
            self.add(
                format!("“{shown}” (U+{code:04X}) thay cho “{wanted}”"),
                format!("“{shown}” (U+{code:04X}) for “{wanted}”"),
            );
            return Some(());
        }
        if is_joint(shown) && is_joint(wanted) {
            self.joints = true;
            return Some(());
        }
        let plain = |c: char| c.to_lowercase().next().map(|c| if c == 'đ' || c == 'ð' { 'd' } else { c });
        self.letters = true;
        (plain(shown) == plain(wanted)).then_some(())
    }

    fn add(&mut self, vi: String, en: String) {
        if self.noise.iter().all(|known| known.vi != vi) {
            self.noise.push(Words { vi, en });
        }
    }
}

/// Returns the characters but blanks and invisible ones, which become noise; a line break is none.
fn without_blanks(printed: &str, reading: &mut Reading) -> Vec<char> {
    let mut shown = Vec::with_capacity(printed.len());
    let mut blanks = String::new();
    for c in printed.chars() {
        if c.is_whitespace() {
            blanks.push(c);
        } else if is_invisible(c) {
            let code = u32::from(c);
            reading.add(format!("ký tự ẩn (U+{code:04X})"), format!("an invisible character (U+{code:04X})"));
        } else {
            if !blanks.is_empty() && !blanks.contains('\n') {
                reading.add("khoảng trắng thừa".to_owned(), "a blank too many".to_owned());
            }
            blanks.clear();
            shown.push(c);
        }
    }
    shown
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

fn is_typographic(c: char) -> bool {
    matches!(c, '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{2044}' | '\u{2215}' | '\u{ff0f}')
}

fn is_joint(c: char) -> bool {
    is_typographic(c) || matches!(c, '-' | '/' | '_' | '.')
}

#[cfg(test)]
mod tests {
    use super::{Reading, read};

    fn noise(printed: &str, key: &str) -> String {
        let Reading { letters, joints, noise } = read(printed, key).unwrap();
        assert!(!letters && !joints);
        noise.iter().map(|words| words.vi.as_str()).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn blanks_and_look_alikes_are_named() {
        assert_eq!(noise("563 /QĐ-SNV", "563/QĐ-SNV"), "khoảng trắng thừa");
        assert_eq!(noise("563/QÐ-SNV", "563/QĐ-SNV"), "“Ð” (U+00D0) thay cho “Đ”");
        assert_eq!(noise("11/2026/TT-BT\u{421}", "11/2026/TT-BTC"), "“\u{421}” (U+0421) thay cho “C”");
        assert_eq!(noise("563/QĐ–SNV", "563/QĐ-SNV"), "“–” (U+2013) thay cho “-”");
    }

    #[test]
    fn a_line_break_is_no_noise() {
        assert_eq!(read("56/2015/\nNĐ-CP", "56/2015/NĐ-CP"), Some(Reading::default()));
    }

    #[test]
    fn case_and_joints_are_told_apart() {
        assert!(read("2057/qd-ubnd", "2057/QĐ-UBND").unwrap().letters);
        assert!(read("49/2025TT-BCT", "49/2025/TT-BCT").unwrap().joints);
        assert!(read("136/2001/QĐ.TTg", "136/2001/QĐ-TTg").unwrap().joints);
        assert_eq!(read("140/NQ-CP2", "140/NQ-CP"), None);
    }
}

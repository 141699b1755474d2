//! Letters of the symbol fonts as Unicode has them.

/// Returns what a letter of a symbol font prints; letters of other fonts are themselves.
///
/// Symbol fonts sit at U+F000–U+F0FF. What is not in the table stays there: it is a mark of no known meaning.
pub(super) fn printed(font: Option<&str>, letter: char) -> char {
    let code = u32::from(letter);
    if !(0xf020..=0xf0ff).contains(&code) {
        return letter;
    }
    let wingdings = font.is_some_and(|font| font.to_lowercase().starts_with("wingdings"));
    match code - 0xf000 {
        0x2b => '+',
        0x2d => '-',
        0x6f | 0x71 | 0x72 | 0xa8 if wingdings => '☐',
        0x6c | 0x9f if wingdings => '●',
        0x6e | 0xa7 if wingdings => '▪',
        0x76 if wingdings => '❖',
        0xd8 if wingdings => '➢',
        0xe0 | 0xe8 if wingdings => '→',
        0xfb if wingdings => '✗',
        0xfc if wingdings => '✓',
        0xfd if wingdings => '☒',
        0xfe if wingdings => '☑',
        0xa7 => '▪',
        0xa3 => '≤',
        0xae => '→',
        0xb0 => '°',
        0xb1 => '±',
        0xb3 => '≥',
        0xb4 => '×',
        0xb7 => '•',
        0xd8 => '➢',
        0xfc => '✓',
        // Symbol keeps the blanks, digits and points of ASCII where they were; its letters are Greek.
        ascii @ 0x20..=0x3f if !wingdings => char::from_u32(ascii).unwrap_or(letter),
        _ => letter,
    }
}

#[cfg(test)]
mod tests {
    use super::printed;

    #[test]
    fn symbols_by_font() {
        assert_eq!(printed(Some("Wingdings"), '\u{f0fc}'), '✓');
        assert_eq!(printed(Some("Symbol"), '\u{f0b7}'), '•');
        assert_eq!(printed(Some("Symbol"), '\u{f02d}'), '-');
        assert_eq!(printed(None, 'Đ'), 'Đ');
    }
}

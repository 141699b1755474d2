//! Slips of recognition that are certain: signs that no Vietnamese document has where they stand.

/// Returns a word with its certain slips mended.
pub(super) fn word(text: &str) -> String {
    let mended: String = text
        .chars()
        .map(|letter| match letter {
            // The fraction slash of "I⁄2026".
            '\u{2044}' => '/',
            // The Icelandic letters that look like Đ and đ.
            'Ð' => 'Đ',
            'ð' => 'đ',
            letter => letter,
        })
        .collect();
    // "để báo cáo", after the names of superiors.
    mended.replace("b/€", "b/c")
}

#[cfg(test)]
mod tests {
    use super::word;

    #[test]
    fn certain_slips_are_mended_and_nothing_else() {
        assert_eq!(word("I\u{2044}2026"), "I/2026");
        assert_eq!(word("145/QÐ-UBND"), "145/QĐ-UBND");
        assert_eq!(word("(b/€);"), "(b/c);");
        assert_eq!(word("TICH"), "TICH");
    }
}

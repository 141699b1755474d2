//! Names of members as reports print them.

/// Returns the name a zip writes: UTF-8 where the bytes are, whatever the archive says of them; else what `decoded` has.
pub(super) fn decoded(raw: &[u8], decoded: &str) -> String {
    std::str::from_utf8(raw).unwrap_or(decoded).to_owned()
}

/// Returns the name with `/` between its parts, without those that lead elsewhere and without control characters.
pub(super) fn clean(name: &str) -> String {
    let parts: Vec<String> = name
        .split(['/', '\\'])
        .filter(|part| !matches!(part.trim(), "" | "." | ".."))
        .map(|part| part.chars().map(|letter| if letter.is_control() { '?' } else { letter }).collect())
        .collect();
    if parts.is_empty() { "?".to_owned() } else { parts.join("/") }
}

/// Returns the name with a number before its extension.
pub(super) fn numbered(name: &str, number: usize) -> String {
    match name.rsplit_once('.') {
        Some((stem, extension)) if !extension.contains('/') => format!("{stem} ({number}).{extension}"),
        _ => format!("{name} ({number})"),
    }
}

/// Returns whether a part of the name is hidden, or what macOS adds to every archive.
pub(super) fn is_hidden(name: &str) -> bool {
    name.split('/').any(|part| part == "__MACOSX" || part.starts_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stay_inside_their_archive() {
        assert_eq!(clean("..\\..\\etc//./passwd.txt"), "etc/passwd.txt");
        assert_eq!(clean("../"), "?");
        assert_eq!(clean("a\u{7}.txt"), "a?.txt");
        assert_eq!(numbered("thu.eml/qd.docx", 2), "thu.eml/qd (2).docx");
        assert_eq!(numbered("thu.eml/qd", 2), "thu.eml/qd (2)");
        assert!(is_hidden("__MACOSX/._a.docx") && is_hidden("a/.b/c.txt") && !is_hidden("a.b/c.txt"));
        assert_eq!(decoded("Kế hoạch.txt".as_bytes(), "K?"), "Kế hoạch.txt");
        assert_eq!(decoded(b"K\x82.txt", "Ké.txt"), "Ké.txt");
    }
}

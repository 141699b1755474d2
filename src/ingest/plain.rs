//! Plain text: UTF-8 with or without a byte-order mark, and UTF-16 with one.

use std::borrow::Cow;

use super::IngestError;
use crate::text::{Format, Source};

/// Reads plain text, one block a line; a form feed, which page-wise tools write, and a lone `\r` end lines too.
pub(super) fn read(bytes: &[u8]) -> Result<Source, IngestError> {
    let text = decode(bytes)?;
    if !text.contains(['\r', '\u{c}']) {
        return Ok(Source::from_lines(Format::Txt, &text));
    }
    let text = text.replace("\r\n", "\n").replace(['\r', '\u{c}'], "\n");
    Ok(Source::from_lines(Format::Txt, &text))
}

/// Decodes UTF-8, or UTF-16 that says so by its byte-order mark.
pub(super) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, IngestError> {
    if let Some(rest) = bytes.strip_prefix(b"\xff\xfe") {
        return wide(rest, u16::from_le_bytes).map(Cow::Owned);
    }
    if let Some(rest) = bytes.strip_prefix(b"\xfe\xff") {
        return wide(rest, u16::from_be_bytes).map(Cow::Owned);
    }
    let (bytes, skipped) = match bytes.strip_prefix(b"\xef\xbb\xbf") {
        Some(rest) => (rest, 3),
        None => (bytes, 0),
    };
    std::str::from_utf8(bytes)
        .map(Cow::Borrowed)
        .map_err(|error| IngestError::NotUtf8 { at: error.valid_up_to() + skipped })
}

fn wide(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, IngestError> {
    let (pairs, odd) = bytes.as_chunks::<2>();
    if !odd.is_empty() {
        return Err(IngestError::NotUtf8 { at: bytes.len() + 1 });
    }
    let mut text = String::with_capacity(bytes.len());
    let mut at = 2;
    for decoded in char::decode_utf16(pairs.iter().map(|&pair| unit(pair))) {
        let letter = decoded.map_err(|_| IngestError::NotUtf8 { at })?;
        at += 2 * letter.len_utf16();
        text.push(letter);
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_the_first_wrong_byte() {
        assert_eq!(decode(b"ab\xe9c"), Err(IngestError::NotUtf8 { at: 2 }));
        assert_eq!(decode(b"\xef\xbb\xbfab\xe9c"), Err(IngestError::NotUtf8 { at: 5 }));
        assert_eq!(decode(b"\xff\xfea\0\0\xdc"), Err(IngestError::NotUtf8 { at: 4 }));
        assert_eq!(decode(b"\xff\xfea\0b"), Err(IngestError::NotUtf8 { at: 4 }));
    }

    #[test]
    fn every_line_end_ends_a_line() {
        assert_eq!(read("a\r\nb\rc\u{c}d".as_bytes()).unwrap().text(), "a\nb\nc\nd\n");
    }

    #[test]
    fn decodes_marked_text() {
        assert_eq!(decode(b"\xef\xbb\xbfa").unwrap(), "a");
        assert_eq!(decode(b"\xfe\xff\x1e\xa4").unwrap(), "Ấ");
    }
}

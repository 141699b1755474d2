//! Plain text: UTF-8, UTF-16 with or without a byte-order mark, and the encodings before Unicode.

use std::borrow::Cow;

use super::IngestError;
use super::legacy::{self, Encoding};
use crate::text::{Builder, Format, Quality, Source};

/// Text as decoded.
pub(super) struct Decoded<'b> {
    /// The letters.
    pub(super) text: Cow<'b, str>,
    /// The encoding before Unicode, where it was in one.
    legacy: Option<Encoding>,
}

impl Decoded<'_> {
    /// Returns the name of the encoding before Unicode, where it was in one.
    pub(super) fn legacy_name(&self) -> Option<&'static str> {
        self.legacy.map(Encoding::name)
    }

    /// Says in `builder` that the letters were put together by a table.
    pub(super) fn say(&self, builder: &mut Builder) {
        if let Some(encoding) = self.legacy {
            builder.set_quality(Quality::Reconstructed);
            builder.skip(
                format!("bảng mã {}", encoding.name()),
                "đã chuyển sang Unicode, đối chiếu chữ hoa có dấu với bản gốc",
            );
        }
    }
}

/// Reads plain text, one block a line; a form feed, which page-wise tools write, and a lone `\r` end lines too.
pub(super) fn read(bytes: &[u8]) -> Result<Source, IngestError> {
    let decoded = text(bytes)?;
    let lines = if decoded.text.contains(['\r', '\u{c}']) {
        Cow::Owned(decoded.text.replace("\r\n", "\n").replace(['\r', '\u{c}'], "\n"))
    } else {
        Cow::Borrowed(decoded.text.as_ref())
    };
    let mut builder = Builder::of_lines(Format::Txt, &lines);
    decoded.say(&mut builder);
    Ok(builder.finish())
}

/// Decodes a text file in any encoding that Vietnamese offices have used.
pub(super) fn text(bytes: &[u8]) -> Result<Decoded<'_>, IngestError> {
    let read = match wide_order(bytes) {
        Some(Order::Little) => wide(bytes, 0, u16::from_le_bytes).map(Cow::Owned),
        Some(Order::Big) => wide(bytes, 0, u16::from_be_bytes).map(Cow::Owned),
        None => decode(bytes),
    };
    let recoded = match &read {
        Ok(text) => legacy::mend(text),
        Err(_) => legacy::decode(bytes),
    };
    match recoded {
        Some((text, encoding)) => Ok(Decoded { text: text.into(), legacy: Some(encoding) }),
        None => read.map(|text| Decoded { text, legacy: None }),
    }
}

/// Decodes UTF-8, or UTF-16 that says so by its byte-order mark.
pub(super) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, IngestError> {
    if let Some(rest) = bytes.strip_prefix(b"\xff\xfe") {
        return wide(rest, 2, u16::from_le_bytes).map(Cow::Owned);
    }
    if let Some(rest) = bytes.strip_prefix(b"\xfe\xff") {
        return wide(rest, 2, u16::from_be_bytes).map(Cow::Owned);
    }
    let (bytes, skipped) = match bytes.strip_prefix(b"\xef\xbb\xbf") {
        Some(rest) => (rest, 3),
        None => (bytes, 0),
    };
    std::str::from_utf8(bytes)
        .map(Cow::Borrowed)
        .map_err(|error| IngestError::NotUtf8 { at: error.valid_up_to() + skipped })
}

/// Which byte of a UTF-16 unit comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    Little,
    Big,
}

/// Returns the order of bytes of UTF-16 without a mark, told by the zero bytes of its ASCII letters: a third of the
/// units at least, and none in the other half.
pub(super) fn wide_order(bytes: &[u8]) -> Option<Order> {
    const HEAD: usize = 4096;
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return None;
    }
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    let zeros = |odd: usize| head.iter().skip(odd).step_by(2).filter(|&&byte| byte == 0).count();
    let third = head.len() / 6;
    match (zeros(0), zeros(1)) {
        (0, odd) if odd > third => Some(Order::Little),
        (even, 0) if even > third => Some(Order::Big),
        _ => None,
    }
}

/// Decodes UTF-16 that starts `at` bytes into the file.
fn wide(bytes: &[u8], mut at: usize, unit: fn([u8; 2]) -> u16) -> Result<String, IngestError> {
    let (pairs, odd) = bytes.as_chunks::<2>();
    if !odd.is_empty() {
        return Err(IngestError::NotUtf8 { at: at + bytes.len() - 1 });
    }
    let mut text = String::with_capacity(bytes.len());
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
    fn utf_16_needs_no_mark() {
        let text = "Căn cứ Luật Tổ chức chính quyền địa phương";
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(read(&little).unwrap().text().trim_end(), text);
        assert_eq!(read(&big).unwrap().text().trim_end(), text);
    }

    #[test]
    fn an_old_encoding_is_read_and_said() {
        let source = read(b"Quy\xd5t \xae\xb5nh c\xf1a \xf1y ban nh\xa9n d\xa9n").unwrap();
        assert_eq!(source.text(), "Quyết đành của Ủy ban nhân dân\n");
        assert_eq!((source.quality(), source.skipped().len()), (Quality::Reconstructed, 1));
    }

    #[test]
    fn decodes_marked_text() {
        assert_eq!(decode(b"\xef\xbb\xbfa").unwrap(), "a");
        assert_eq!(decode(b"\xfe\xff\x1e\xa4").unwrap(), "Ấ");
    }
}

//! What a file is, by its bytes first and its name second: names lie more often than bytes.

use super::{IngestError, edxml, package, plain};

/// What kind of file the bytes are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A zip container.
    Zip,
    /// A workbook.
    Sheet,
    /// A Word 97–2003 document.
    Doc,
    /// Rich Text Format.
    Rtf,
    /// Akoma Ntoso.
    Akn,
    /// An electronic document envelope without files.
    Edxml,
    /// A picture, with the extension of its format.
    Image(&'static str),
    /// Portable Document Format.
    Pdf,
    /// Plain text.
    Txt,
    /// Markdown.
    Md,
    /// HTML.
    Html,
}

/// What kind of file that holds files the bytes are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Container {
    /// A zip archive that is no document itself.
    Zip,
    /// A letter, as mail programs save it.
    Letter,
    /// An electronic document envelope with files.
    Envelope,
}

/// Bytes looked at for the signature of a text format; Word writes long comments before `<html`.
const HEAD: usize = 4096;

/// Names of files that soat reads, by extension in lower case.
const READABLE: &[&str] = &[
    "akn", "doc", "docm", "docx", "dot", "dotm", "dotx", "edxml", "eml", "htm", "html", "jpeg", "jpg", "markdown",
    "md", "ods", "odt", "ott", "pdf", "png", "rtf", "tif", "tiff", "txt", "xhtml", "xls", "xlsm", "xlsx", "xml", "zip",
];

/// Signatures of pictures, with the extension that Tesseract knows them by.
const PICTURES: [(&[u8], &str); 4] =
    [(b"\x89PNG", "png"), (b"\xff\xd8\xff", "jpg"), (b"II*\0", "tif"), (b"MM\0*", "tif")];

/// Signatures of formats that are not read, with their name for the message.
const FOREIGN: &[(&[u8], &str)] = &[
    (b"GIF8", "ảnh .gif"),
    (b"Rar!", "nén .rar"),
    (b"7z\xbc\xaf", "nén .7z"),
    (b"\x1f\x8b", "nén .gz"),
    (b"SQLite format 3\0", "cơ sở dữ liệu SQLite"),
];

/// Returns whether a file of this name is worth opening when walking folders.
///
/// Word's lock files (`~$…`) are not.
#[must_use]
pub fn is_readable_name(name: &str) -> bool {
    !name.starts_with("~$") && READABLE.contains(&extension(name).as_str())
}

/// Returns what kind of container the bytes are; `None` for a file that is one document, or damaged.
pub(super) fn container(name: &str, bytes: &[u8]) -> Option<Container> {
    if is_zip(bytes) {
        return package::is_archive(bytes).then_some(Container::Zip);
    }
    if edxml::brings_files(bytes) {
        return Some(Container::Envelope);
    }
    let head = bytes.get(..HEAD).unwrap_or(bytes).to_ascii_lowercase();
    let header = |field: &[u8]| {
        let field = [b"\n", field, b":"].concat();
        head.starts_with(field.get(1..).unwrap_or_default()) || contains(&head, &field)
    };
    let letter = match extension(name).as_str() {
        "eml" => header(b"from") || header(b"received") || header(b"mime-version"),
        "txt" | "md" | "markdown" | "htm" | "html" | "xhtml" => false,
        // A saved web page (.mht) says so instead of saying who sent it.
        _ => header(b"mime-version") && header(b"from") && !header(b"snapshot-content-location") && header(b"to"),
    };
    letter.then_some(Container::Letter)
}

fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// Decides what the bytes are, or why they cannot be read.
pub(super) fn kind(name: &str, bytes: &[u8]) -> Result<Kind, IngestError> {
    if bytes.is_empty() {
        return Err(IngestError::Empty);
    }
    if is_zip(bytes) {
        return Ok(if package::is_workbook(bytes) { Kind::Sheet } else { Kind::Zip });
    }
    if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        return ole(bytes);
    }
    if bytes.starts_with(b"{\\rtf") {
        return Ok(Kind::Rtf);
    }
    if let Some((_, extension)) = PICTURES.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Ok(Kind::Image(extension));
    }
    if let Some((_, what)) = FOREIGN.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Err(IngestError::Unsupported(what));
    }
    if pdf_start(bytes).is_some() {
        return Ok(Kind::Pdf);
    }
    let head = bytes.get(..HEAD).unwrap_or(bytes);
    text_kind(name, head)
}

/// Returns where a PDF begins: its header may stand behind up to 1024 bytes of something else.
///
/// A text that names the header has no binary line behind it, which every writer of PDF adds.
pub(super) fn pdf_start(bytes: &[u8]) -> Option<usize> {
    const HEADER: &[u8] = b"%PDF-";
    if bytes.starts_with(HEADER) {
        return Some(0);
    }
    let head = bytes.get(..1024 + HEADER.len()).unwrap_or(bytes);
    let start = head.windows(HEADER.len()).position(|window| window == HEADER)?;
    let line = |byte: &u8| matches!(byte, b'\n' | b'\r');
    let mut next = bytes.get(start..)?.split(line).skip(1).filter(|line| !line.is_empty());
    next.next().is_some_and(|line| line.starts_with(b"%") || line.ends_with(b" obj")).then_some(start)
}

fn text_kind(name: &str, head: &[u8]) -> Result<Kind, IngestError> {
    let lower: Vec<u8> = head.iter().filter(|&&byte| byte != 0).map(u8::to_ascii_lowercase).collect();
    if contains(&lower, b"schemas.microsoft.com/office/word/2003/wordml")
        || contains(&lower, b"schemas.microsoft.com/office/2006/xmlpackage")
    {
        return Err(IngestError::Unsupported("Word XML một tệp (.xml)"));
    }
    if contains(&lower, b"mime-version:") && contains(&lower, b"multipart/related") {
        return Err(IngestError::Unsupported(".mht"));
    }
    let wide = head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff") || plain::wide_order(head).is_some();
    if !wide && head.contains(&0) {
        return Err(IngestError::Unsupported("nhị phân không rõ loại"));
    }
    if edxml::is_envelope(&lower) {
        return Ok(Kind::Edxml);
    }
    let is_markup = lower.trim_ascii_start().starts_with(b"<") || lower.starts_with(b"\xef\xbb\xbf<");
    if is_markup && contains(&lower, b"<akomantoso") {
        return Ok(Kind::Akn);
    }
    Ok(match extension(name).as_str() {
        "xml" if !is_html(&lower) => return Err(IngestError::Unsupported("XML không rõ loại")),
        "md" | "markdown" => Kind::Md,
        "html" | "htm" | "xhtml" => Kind::Html,
        _ if is_html(&lower) => Kind::Html,
        _ => Kind::Txt,
    })
}

/// Tells an OLE compound file by the streams its directory names (in UTF-16), or why it is not read.
fn ole(bytes: &[u8]) -> Result<Kind, IngestError> {
    let names = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        contains(bytes, &wide)
    };
    if names("EncryptedPackage") {
        Err(IngestError::Encrypted)
    } else if names("WordDocument") {
        Ok(Kind::Doc)
    } else if names("Workbook") || names("Book") {
        Ok(Kind::Sheet)
    } else if names("PowerPoint Document") {
        Err(IngestError::Legacy(".ppt"))
    } else {
        Err(IngestError::Legacy(".doc/.xls"))
    }
}

fn is_html(lower: &[u8]) -> bool {
    let text = lower.strip_prefix(b"\xef\xbb\xbf").unwrap_or(lower).trim_ascii_start();
    text.starts_with(b"<!doctype html")
        || text.starts_with(b"<html")
        || (text.starts_with(b"<") && contains(text, b"<html"))
}

fn contains(bytes: &[u8], needle: &[u8]) -> bool {
    let Some(&first) = needle.first() else { return true };
    let mut rest = bytes;
    while let Some(at) = rest.iter().position(|&byte| byte == first) {
        rest = rest.get(at..).unwrap_or_default();
        if rest.starts_with(needle) {
            return true;
        }
        rest = rest.get(1..).unwrap_or_default();
    }
    false
}

/// Returns the extension in lower case, without its dot.
pub(super) fn extension(name: &str) -> String {
    name.rsplit_once('.').map(|(_, ext)| ext.to_lowercase()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_go_before_the_name() {
        assert_eq!(kind("a.txt", b"PK\x03\x04"), Ok(Kind::Zip));
        assert_eq!(kind("a.docx", b"hello"), Ok(Kind::Txt));
        assert_eq!(kind("a.doc", b"\n<HTML><body>"), Ok(Kind::Html));
        assert_eq!(kind("a.md", b"# A"), Ok(Kind::Md));
        assert_eq!(kind("a.txt", b"%PDF-1.7"), Ok(Kind::Pdf));
        assert_eq!(kind("a.pdf", b"HTTP/1.1 200 OK\r\n\r\n%PDF-1.4\n%\xe2\xe3\n1 0 obj"), Ok(Kind::Pdf));
        assert_eq!(kind("a.md", b"Header `%PDF-1.4`\nis followed by"), Ok(Kind::Md));
        assert_eq!(kind("a.txt", b""), Err(IngestError::Empty));
        assert_eq!(kind("a.txt", b"S\0o\0:\0"), Ok(Kind::Txt));
        assert_eq!(kind("a.txt", b"\x01\0\0\0\x7f"), Err(IngestError::Unsupported("nhị phân không rõ loại")));
    }

    #[test]
    fn ole_streams_tell_the_password_from_the_old_format() {
        let with = |name: &str| {
            let mut bytes = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
            bytes.extend(name.encode_utf16().flat_map(u16::to_le_bytes));
            kind("a.docx", &bytes)
        };
        assert_eq!(with("EncryptedPackage"), Err(IngestError::Encrypted));
        assert_eq!(with("WordDocument"), Ok(Kind::Doc));
        assert_eq!(with("Workbook"), Ok(Kind::Sheet));
    }

    #[test]
    fn readable_names() {
        assert!(is_readable_name("A.DOCX") && is_readable_name("b.htm") && is_readable_name("a.pdf"));
        assert!(!is_readable_name("~$A.docx") && !is_readable_name("docx"));
    }
}

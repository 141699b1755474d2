//! Electronic document envelopes (QCVN 102:2016/BTTTT): what the header says of a document, and the files it brings.
//!
//! Names are matched without case and prefix: senders differ in both, and two namespaces are in use.

use base64::Engine;
use base64::engine::general_purpose::GeneralPurpose;
use base64::engine::{DecodePaddingMode, GeneralPurposeConfig};
use jiff::civil::Date;
use quick_xml::events::Event;

use super::package::Part;
use super::xml::Xml;
use super::{IngestError, plain};
use crate::text::{Builder, Format, Layout, Source};

/// The standard alphabet, padded or not.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &base64::alphabet::STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// One element of text: the names above it in lower case, `/` between, and its words.
type Leaf = (String, String);

/// Reads an envelope without files: its header, as the document's own first page would say it.
pub(super) fn read(bytes: &[u8]) -> Result<Source, IngestError> {
    let leaves = leaves(bytes)?;
    let one = |path: &str| leaves.iter().find(|(own, _)| own.ends_with(path)).map(|(_, words)| words.as_str());
    let mut builder = Builder::new(Format::Edxml);
    let mut line = |words: &str| {
        if !words.trim().is_empty() {
            builder.push(words.trim());
            builder.end_paragraph(None, Layout::default());
        }
    };
    let issuer = one("from/organname").unwrap_or_default();
    if let Some(superior) = one("from/organizationincharge").filter(|superior| *superior != issuer) {
        line(&superior.to_uppercase());
    }
    line(&issuer.to_uppercase());
    if let (Some(number), Some(symbol)) = (one("code/codenumber"), one("code/codenotation")) {
        line(&format!("Số: {number}/{symbol}"));
    }
    let place = one("promulgationinfo/place").unwrap_or_default();
    if let Some(day) = one("promulgationinfo/promulgationdate").and_then(day) {
        line(&format!("{place}, ngày {:02} tháng {} năm {}", day.day(), month(day), day.year()));
    }
    line(&one("documenttype/typename").unwrap_or_default().to_uppercase());
    line(one("messageheader/subject").unwrap_or_default());
    line(one("messageheader/content").unwrap_or_default());
    for part in ["signerinfo/competence", "signerinfo/position", "signerinfo/fullname"] {
        line(one(part).unwrap_or_default());
    }
    let receivers = leaves.iter().filter(|(own, _)| own.ends_with("/to/organname") || own.ends_with("toplaces/place"));
    for (index, (_, receiver)) in receivers.enumerate() {
        if index == 0 {
            line("Nơi nhận:");
        }
        line(&format!("- {receiver};"));
    }
    builder.skip("văn bản", "phong bì điện tử không kèm tệp; chỉ đọc được thông tin ghi trên phong bì");
    Ok(builder.finish())
}

/// A file that an envelope brings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Attachment {
    /// Its name.
    pub(super) name: String,
    /// Its bytes, in base64.
    encoded: String,
}

impl Attachment {
    /// Returns the bytes, `limit` at most.
    pub(super) fn bytes(&self, limit: u64) -> Result<Vec<u8>, IngestError> {
        let encoded: Vec<u8> = self.encoded.bytes().filter(|byte| !byte.is_ascii_whitespace()).collect();
        if encoded.len() as u64 / 4 * 3 > limit {
            return Err(super::archive::too_big(encoded.len() as u64 / 4 * 3, limit));
        }
        BASE64
            .decode(encoded)
            .map_err(|_| IngestError::Damaged(format!("tệp đính kèm {} không phải base64", self.name)))
    }
}

/// Returns the files that an envelope brings, in its order.
pub(super) fn attachments(bytes: &[u8]) -> Result<Vec<Attachment>, IngestError> {
    let mut found: Vec<Attachment> = Vec::new();
    let mut name: Option<String> = None;
    let mut encoded: Option<String> = None;
    for (path, words) in leaves(bytes)? {
        if path.ends_with("attachment/contenttransferencoded") {
            encoded = Some(words);
        } else if path.ends_with("attachment/attachmentname") {
            name = Some(words);
        }
        // Senders write the two in either order.
        if name.is_some() && encoded.is_some() {
            let name = name.take().unwrap_or_default();
            found.extend(encoded.take().map(|encoded| Attachment { name, encoded }));
        }
    }
    Ok(found)
}

/// Returns whether the bytes are an envelope that brings files.
pub(super) fn brings_files(bytes: &[u8]) -> bool {
    is_envelope(bytes.get(..4096).unwrap_or(bytes)) && attachments(bytes).is_ok_and(|files| !files.is_empty())
}

/// Returns whether a file that starts so is an envelope.
pub(super) fn is_envelope(head: &[u8]) -> bool {
    let text = String::from_utf8_lossy(head).to_lowercase();
    let text = text.trim_start_matches('\u{feff}').trim_start();
    text.starts_with('<')
        && (text.contains("edxmlenvelope") || text.contains("<edxml") || text.contains("edxml:messageheader"))
}

/// Returns every element that holds text and no element, in reading order.
fn leaves(bytes: &[u8]) -> Result<Vec<Leaf>, IngestError> {
    let text = plain::text(bytes)?.text.into_owned();
    let part = Part { name: "".into(), text, offset: None };
    let mut xml = Xml::new(&part);
    let mut path: Vec<String> = Vec::new();
    let mut words = String::new();
    let mut found = Vec::new();
    loop {
        match xml.next()? {
            Event::Start(start) => {
                path.push(start.local_name().as_ref().to_lowercase());
                words.clear();
            }
            Event::Text(text) => words.push_str(&text),
            Event::CData(text) => words.push_str(&text),
            Event::GeneralRef(reference) => words.push_str(&xml.entity(&reference)?),
            Event::End(_) => {
                if !words.trim().is_empty() {
                    found.push((path.join("/"), words.trim().to_owned()));
                }
                words.clear();
                path.pop();
            }
            Event::Eof => return Ok(found),
            _ => {}
        }
    }
}

/// Reads `2026/03/02`, `2026-03-02` or the older `02/03/2026`, with or without a time behind it.
fn day(words: &str) -> Option<Date> {
    let day = words.split([' ', 'T']).next()?;
    let parts: Vec<i16> = day.split(['/', '-']).map(|part| part.parse().ok()).collect::<Option<_>>()?;
    let [first, month, last] = parts.as_slice() else { return None };
    let (year, day) = if *first > 31 { (*first, *last) } else { (*last, *first) };
    Date::new(year, i8::try_from(*month).ok()?, i8::try_from(day).ok()?).ok()
}

/// Months after February are written without a zero (Phụ lục I of Nghị định 30/2020/NĐ-CP).
fn month(day: Date) -> String {
    if day.month() < 3 { format!("{:02}", day.month()) } else { day.month().to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &str = "<edXML><e:edXMLEnvelope xmlns:e=\"x\"><e:edXMLHeader><e:MessageHeader><e:From><e:OrganName>UBND tỉnh A</e:OrganName></e:From>\
        <e:To><e:OrganName>Sở B</e:OrganName></e:To><e:Code><e:CodeNumber>12</e:CodeNumber><e:CodeNotation>QĐ-UBND</e:CodeNotation></e:Code>\
        <e:PromulgationInfo><e:Place>A</e:Place><e:PromulgationDate>2026/03/02</e:PromulgationDate></e:PromulgationInfo>\
        <e:DocumentType><e:TypeName>Quyết định</e:TypeName></e:DocumentType><e:Subject>Ban hành &lt;X&gt;</e:Subject></e:MessageHeader></e:edXMLHeader></e:edXMLEnvelope>";

    #[test]
    fn the_header_is_told_as_a_first_page() {
        let source = read(format!("{HEADER}</edXML>").as_bytes()).unwrap();
        let lines: Vec<&str> = source.text().lines().collect();
        let expected = [
            "UBND TỈNH A",
            "Số: 12/QĐ-UBND",
            "A, ngày 02 tháng 3 năm 2026",
            "QUYẾT ĐỊNH",
            "Ban hành <X>",
            "Nơi nhận:",
            "- Sở B;",
        ];
        assert_eq!(lines, expected);
    }

    #[test]
    fn files_are_taken_out() {
        let file = "<AttachmentEncoded><Attachment><ContentTransferEncoded>\nxJBp4buB\ndQ</ContentTransferEncoded><AttachmentName>a.txt</AttachmentName></Attachment></AttachmentEncoded>";
        let bytes = format!("{HEADER}{file}</edXML>");
        assert!(brings_files(bytes.as_bytes()) && !brings_files(format!("{HEADER}</edXML>").as_bytes()));
        let files = attachments(bytes.as_bytes()).unwrap();
        assert_eq!((files[0].name.as_str(), files[0].bytes(100).unwrap()), ("a.txt", "Điều".as_bytes().to_vec()));
        assert!(matches!(files[0].bytes(3), Err(IngestError::TooBig { .. })));
    }

    #[test]
    fn days_in_both_orders() {
        assert_eq!(day("2026/03/02 10:00:00"), day("02/03/2026"));
        assert_eq!(day("x"), None);
    }
}

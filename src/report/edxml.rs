//! Electronic document envelopes (QCVN 102:2016/BTTTT), as offices exchange documents.
//!
//! The names and their order are those of envelopes seen in use; the prefix is written on every element of the envelope,
//! for some receivers refuse others.

use std::io::{self, Write};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::xml::Tags;
use crate::document::{Class, Document};

/// The namespace.
const NAMESPACE: &str = "http://www.mic.gov.vn/TBT/QCVN_102_2016";
/// The id by which the envelope's body names the file.
const FILE: &str = "tep-1";

/// Who sends a document to whom, and its file.
#[derive(Debug, Clone, Copy)]
pub struct Envelope<'e> {
    /// The sender's id (mã định danh): `H02.00.00`.
    pub from: &'e str,
    /// The receivers' ids.
    pub to: &'e [String],
    /// The file's name and bytes.
    pub file: (&'e str, &'e [u8]),
}

/// Writes one document in its envelope.
///
/// # Errors
/// `out` cannot be written.
pub fn write(document: &Document, envelope: &Envelope<'_>, out: &mut impl Write) -> io::Result<()> {
    let mut tags = Prefixed { tags: Tags::new(out)? };
    let xlink = "http://www.w3.org/1999/xlink";
    tags.tags.open("edXML", &[("xmlns", NAMESPACE)])?;
    tags.tags.open("edXML:edXMLEnvelope", &[("xmlns:edXML", NAMESPACE), ("xmlns:xlink", xlink)])?;
    tags.open("edXMLHeader")?;
    header(document, envelope, &mut tags)?;
    tags.close("edXMLHeader")?;
    tags.open("edXMLBody")?;
    tags.tags.open("edXML:edXMLManifest", &[("version", "1.0")])?;
    tags.tags.open("edXML:Reference", &[("xlink:href", &format!("cid:{FILE}")), ("xlink:type", "simple")])?;
    tags.leaf("ContentId", FILE)?;
    tags.leaf("ContentType", media_type(envelope.file.0))?;
    tags.leaf("AttachmentName", envelope.file.0)?;
    tags.close("Reference")?;
    tags.close("edXMLManifest")?;
    tags.close("edXMLBody")?;
    tags.close("edXMLEnvelope")?;
    attachment(envelope, &mut tags.tags)?;
    tags.tags.close_line("edXML")
}

fn header<W: Write>(document: &Document, envelope: &Envelope<'_>, tags: &mut Prefixed<'_, W>) -> io::Result<()> {
    let header = &document.header;
    let issuer = header.issuer.as_ref().map_or("", |issuer| issuer.text.as_str());
    let number = header.number.as_ref();
    let day = document.issued().map(|day| day.strftime("%Y/%m/%d").to_string()).unwrap_or_default();
    tags.open("MessageHeader")?;
    tags.open("From")?;
    tags.leaf("OrganId", envelope.from)?;
    tags.leaf("OrganizationInCharge", header.superior.as_ref().map_or("", |organ| organ.text.as_str()))?;
    tags.leaf("OrganName", issuer)?;
    tags.close("From")?;
    for to in envelope.to {
        tags.open("To")?;
        tags.leaf("OrganId", to)?;
        tags.close("To")?;
    }
    let (ordinal, symbol) = number.map_or(("", ""), |number| number.key.split_once('/').unwrap_or((&number.key, "")));
    tags.open("Code")?;
    tags.leaf("CodeNumber", ordinal)?;
    tags.leaf("CodeNotation", symbol)?;
    tags.close("Code")?;
    tags.open("PromulgationInfo")?;
    tags.leaf("Place", header.place.as_ref().map_or("", |place| place.text.as_str()))?;
    tags.leaf("PromulgationDate", &day)?;
    tags.close("PromulgationInfo")?;
    tags.open("DocumentType")?;
    tags.leaf("Type", if document.class == Class::Normative { "1" } else { "2" })?;
    tags.leaf("TypeName", header.kind.as_ref().map_or("", |kind| kind.text.as_str()))?;
    tags.close("DocumentType")?;
    tags.leaf("Subject", header.title.as_ref().map_or("", |title| title.text.as_str()))?;
    tags.leaf("Content", "")?;
    let signer = document.signature.as_ref();
    let of =
        |part: fn(&crate::document::Signature) -> Option<&String>| signer.and_then(part).map_or("", String::as_str);
    tags.open("SignerInfo")?;
    tags.leaf("Competence", of(|signer| signer.authority.as_ref()))?;
    tags.leaf("Position", of(|signer| signer.title.as_ref()))?;
    tags.leaf("FullName", of(|signer| signer.name.as_ref()))?;
    tags.close("SignerInfo")?;
    tags.open("ToPlaces")?;
    for place in &document.recipients {
        tags.leaf("Place", place.text.trim_end_matches([';', '.']))?;
    }
    tags.close("ToPlaces")?;
    let key = number.map_or("", |number| number.key.as_str());
    tags.leaf("DocumentId", &format!("{},{day},{key}", envelope.from))?;
    tags.close("MessageHeader")
}

fn attachment<W: Write>(envelope: &Envelope<'_>, tags: &mut Tags<'_, W>) -> io::Result<()> {
    let (name, bytes) = envelope.file;
    tags.open("AttachmentEncoded", &[])?;
    tags.open("Attachment", &[])?;
    tags.leaf("ContentType", &[], media_type(name))?;
    tags.leaf("ContentId", &[], FILE)?;
    tags.leaf("ContentTransferEncoded", &[], &STANDARD.encode(bytes))?;
    tags.leaf("AttachmentName", &[], name)?;
    tags.close_line("Attachment")?;
    tags.close_line("AttachmentEncoded")
}

/// Elements of the envelope, with their prefix.
struct Prefixed<'w, W> {
    tags: Tags<'w, W>,
}

impl<W: Write> Prefixed<'_, W> {
    fn open(&mut self, name: &str) -> io::Result<()> {
        self.tags.open(&format!("edXML:{name}"), &[])
    }

    fn close(&mut self, name: &str) -> io::Result<()> {
        self.tags.close_line(&format!("edXML:{name}"))
    }

    fn leaf(&mut self, name: &str, text: &str) -> io::Result<()> {
        self.tags.leaf(&format!("edXML:{name}"), &[], text)
    }
}

fn media_type(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default().to_lowercase().as_str() {
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "doc" => "application/msword",
        "odt" => "application/vnd.oasis.opendocument.text",
        "pdf" => "application/pdf",
        "html" | "htm" => "text/html",
        "txt" | "md" => "text/plain",
        _ => "application/octet-stream",
    }
}

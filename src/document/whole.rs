//! The document as understood.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{AuthorityRef, Citation, DocNumber, Provision, Slug, SpannedDate, Task};
use crate::text::{ElectronicSignature, Format, Quality, Skipped, Span, Table, Typeset};

/// Words with their place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SpannedText {
    /// The words on one line.
    pub text: String,
    /// Where they stand.
    pub span: Span,
}

/// The kind word of the header (tên loại).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct KindRef {
    /// As printed: `QUYẾT ĐỊNH`; for a letter, which prints none, the empty string.
    pub text: String,
    /// Where it stands; empty for a letter.
    pub span: Span,
    /// Id in `rules/lexicon/kinds.toml`.
    pub id: Slug,
}

/// The header block (thể thức đầu văn bản).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct Header {
    /// The superior organ (cơ quan chủ quản).
    pub superior: Option<AuthorityRef>,
    /// The issuing organ (cơ quan ban hành).
    pub issuer: Option<AuthorityRef>,
    /// Number and symbol.
    pub number: Option<DocNumber>,
    /// Place (địa danh).
    pub place: Option<SpannedText>,
    /// Date of issue.
    pub issued: Option<SpannedDate>,
    /// Kind (tên loại).
    pub kind: Option<KindRef>,
    /// Title (trích yếu).
    pub title: Option<SpannedText>,
    /// The line naming who enacts (thẩm quyền ban hành): `CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH …`.
    pub enacting: Option<AuthorityRef>,
}

/// What kind of norm the document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Class {
    /// Văn bản quy phạm pháp luật.
    Normative,
    /// Văn bản hành chính.
    Administrative,
    /// Văn bản của Đảng.
    Party,
    /// Not decided.
    Unknown,
}

/// What the document says of its own effect.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Effective {
    /// First day in force; `None` where the words give no day.
    #[schemars(with = "Option<String>")]
    pub date: Option<Date>,
    /// Whether the words are "kể từ ngày ký" (or ban hành), with no day named.
    pub on_signing: bool,
    /// The clause.
    pub span: Span,
}

/// One line of the preamble: căn cứ, xét, theo đề nghị, thực hiện.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Recital {
    /// The line.
    pub span: Span,
    /// Indexes into [`Document::citations`].
    pub citations: Vec<usize>,
}

/// The signature block.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Signature {
    /// The authority lines, joined by ` / `: `TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH`; `None` where the head signs.
    pub authority: Option<String>,
    /// The signer's title: `PHÓ CHỦ TỊCH`.
    pub title: Option<String>,
    /// The signer's name.
    pub name: Option<String>,
    /// The block.
    pub span: Span,
}

/// One line of the recipients (nơi nhận).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Recipient {
    /// The words without the leading dash.
    pub text: String,
    /// Where they stand.
    pub span: Span,
}

/// Something the parser could not make out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Problem {
    /// Stable code: `no-number`, `no-date`, `no-issuer`, `no-kind`.
    pub code: String,
    /// What it is, in Vietnamese.
    pub message: String,
}

/// One file as understood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Document {
    /// The file's path as given.
    pub path: String,
    /// The file's format.
    pub format: Format,
    /// How sure it is that the text is what the file shows.
    #[serde(default)]
    pub quality: Quality,
    /// Stretches whose letters were recognised from a picture, where others were not.
    #[serde(default)]
    pub recognised: Vec<Span>,
    /// The whole text, NFC; every span points into it.
    pub text: String,
    /// What could not be read.
    pub skipped: Vec<Skipped>,
    /// The tables in reading order, as grids of cells whose spans point into the text.
    #[serde(default)]
    pub tables: Vec<Table>,
    /// How the file sets its text, where its format says so; no part of the JSON.
    #[serde(skip)]
    pub typeset: Option<Typeset>,
    /// The electronic signatures that the file carries; none is verified.
    #[serde(default)]
    pub electronic_signatures: Vec<ElectronicSignature>,
    /// The header.
    pub header: Header,
    /// Normative, administrative or Party.
    pub class: Class,
    /// The effect clause.
    pub effective: Option<Effective>,
    /// The preamble.
    pub recitals: Vec<Recital>,
    /// The provisions, outermost level.
    pub provisions: Vec<Provision>,
    /// The citations in reading order.
    pub citations: Vec<Citation>,
    /// The tasks in reading order.
    pub tasks: Vec<Task>,
    /// The signature blocks in reading order; a joint document has more than one.
    pub signatures: Vec<Signature>,
    /// The first signature block.
    pub signature: Option<Signature>,
    /// The recipients.
    pub recipients: Vec<Recipient>,
    /// What could not be made out.
    pub problems: Vec<Problem>,
}

impl Document {
    /// Returns the text of `span`, or the empty string where it cuts a character or leaves the text.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.text.get(span.range()).unwrap_or_default()
    }

    /// Returns whether any letter of `span` was recognised from a picture.
    #[must_use]
    pub fn is_recognised(&self, span: Span) -> bool {
        self.quality == Quality::Ocr || self.recognised.iter().any(|own| own.overlaps(span))
    }

    /// Returns whether pages of the document were not read, so that what seems to lack may stand there.
    #[must_use]
    pub fn is_partial(&self) -> bool {
        self.skipped.iter().any(Skipped::is_pages)
    }

    /// Returns the date of issue, where the header gives a day of the calendar.
    #[must_use]
    pub fn issued(&self) -> Option<Date> {
        self.header.issued.as_ref().and_then(|issued| issued.date)
    }

    /// Returns the innermost provision that holds `span`.
    #[must_use]
    pub fn provision_at(&self, span: Span) -> Option<&Provision> {
        self.provisions.iter().find_map(|provision| provision.innermost(span))
    }
}

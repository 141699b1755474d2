//! What kind of file a text came from, how well it was read, and who signed the file electronically.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The file formats that soat reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Office Open XML word-processing document.
    Docx,
    /// Word 97–2003 document.
    Doc,
    /// `OpenDocument` text.
    Odt,
    /// Rich Text Format.
    Rtf,
    /// Portable Document Format.
    Pdf,
    /// A picture of a page: PNG, JPEG or TIFF.
    Image,
    /// Plain text.
    Txt,
    /// Markdown, UTF-8.
    Md,
    /// HTML.
    Html,
    /// A workbook: Office Open XML, Excel 97–2003 or `OpenDocument`.
    Sheet,
    /// An electronic document envelope (QCVN 102:2016/BTTTT).
    Edxml,
    /// Akoma Ntoso 3.0 (OASIS `LegalDocML`).
    Akn,
}

/// How sure it is that the text is what the file shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Quality {
    /// The file says its text, its order and its tables.
    #[default]
    Exact,
    /// The letters are the file's; order, paragraphs or tables were put together from positions, or the letters were
    /// decoded from a font's own code by a table.
    Reconstructed,
    /// The letters were recognised from a picture: a finding on them is never more than suspected.
    Ocr,
}

/// An electronic signature that a file carries: what it says of itself. Nothing of it is verified.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ElectronicSignature {
    /// Whose it is: the common name of the certificate, or the name the signature states.
    pub signer: Option<String>,
    /// When it says it was made, ISO 8601 as far as the file says it.
    pub time: Option<String>,
    /// Whether it covers the whole file; `None` where the file does not tell.
    pub covers_whole: Option<bool>,
}

//! Programs outside soat that read what soat does not read itself: one file a program.
//!
//! None of them is needed for the formats that soat reads itself, none is trusted: each runs in a folder of its own, in
//! a process group that is ended when its time is over, and what it writes is read under the same limits as a file.

use std::path::PathBuf;

mod cache;
pub(super) mod office;
pub(super) mod poppler;
mod process;
pub(super) mod tesseract;

/// The programs at hand, and where their results may be kept.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Programs {
    /// LibreOffice (`soffice`).
    pub soffice: Option<PathBuf>,
    /// Tesseract, with its data for Vietnamese.
    pub tesseract: Option<PathBuf>,
    /// Poppler's `pdftoppm`.
    pub pdftoppm: Option<PathBuf>,
    /// The folder for results, by the hash of the original; nothing is kept where it is `None`.
    pub cache: Option<PathBuf>,
}

/// Why a Word file of ours could not become a PDF.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// There is no LibreOffice.
    #[error(
        "xuất PDF cần LibreOffice mà máy này chưa có; cài LibreOffice, hoặc ghi đường dẫn tới nó vào biến môi trường SOAT_SOFFICE, \
         hoặc dùng --format phieu --output TỆP.docx rồi xuất PDF từ Word"
    )]
    NoProgram,
    /// LibreOffice could not be started, or its folder not be made.
    #[error("không chạy được LibreOffice: {0}")]
    Stopped(#[from] std::io::Error),
    /// LibreOffice ended without a PDF.
    #[error("LibreOffice không xuất được PDF; dùng --format phieu --output TỆP.docx rồi xuất PDF từ Word")]
    NothingMade,
}

/// Returns a Word file of ours as PDF, made by LibreOffice.
///
/// # Errors
/// There is no LibreOffice, or it makes none of this file.
pub fn pdf(docx: &[u8], programs: &Programs) -> Result<Vec<u8>, PdfError> {
    let office = office::Office::new(programs)?.ok_or(PdfError::NoProgram)?;
    office.pdf(docx)?.ok_or(PdfError::NothingMade)
}

//! Poppler's `pdftoppm`: draws one page of a PDF file.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use super::process::{self, End};
use crate::ingest::IngestError;

/// Dots an inch: 300 recognise no better on clean pages and take half as long again.
const DOTS: &str = "200";
/// Time for one page.
const PAGE: Duration = Duration::from_secs(30);

/// Draws page `number` (from 1) of the file at `pdf` and returns the picture, a PNG.
///
/// # Errors
/// There is no poppler, or it could not draw the page.
pub(in crate::ingest) fn page(pdftoppm: Option<&Path>, pdf: &Path, number: usize) -> Result<Vec<u8>, IngestError> {
    let failed = |reason: String| IngestError::ProgramFailed { program: "poppler (pdftoppm)", reason };
    let system = |error: std::io::Error| failed(error.to_string());
    let pdftoppm = pdftoppm.ok_or(IngestError::NeedsProgram {
        format: ".pdf quét từ giấy",
        program: "poppler (pdftoppm)",
        variable: "SOAT_PDFTOPPM",
    })?;
    let folder = tempfile::Builder::new().prefix("soat-").tempdir().map_err(system)?;
    let mut command = Command::new(pdftoppm);
    let number = number.to_string();
    command
        .args(["-r", DOTS, "-gray", "-png", "-singlefile", "-f", &number, "-l", &number])
        .arg(pdf)
        .arg(folder.path().join("page"));
    match process::run(command, PAGE).map_err(system)? {
        End::Well => fs::read(folder.path().join("page.png")).map_err(system),
        End::Badly => Err(failed("không vẽ được trang".to_owned())),
        End::TimedOut => Err(failed(format!("quá {} giây", PAGE.as_secs()))),
    }
}

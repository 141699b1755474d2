//! Tesseract: recognises the words of a picture, with their places and how sure it is of each.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use super::Programs;
use super::cache::{keep, kept};
use super::process::{self, End};
use crate::ingest::IngestError;

/// Time for one picture.
const PAGE: Duration = Duration::from_secs(30);
/// Time for a file of several pictures (TIFF).
const PAGES: Duration = Duration::from_mins(5);

/// One word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::ingest) struct Word {
    /// The line that Tesseract puts it in: block, paragraph and line.
    pub(in crate::ingest) line: [i32; 3],
    /// Left edge in pixels.
    pub(in crate::ingest) left: i32,
    /// Top edge.
    pub(in crate::ingest) top: i32,
    /// Right edge.
    pub(in crate::ingest) right: i32,
    /// Bottom edge.
    pub(in crate::ingest) bottom: i32,
    /// How sure Tesseract is, in percent.
    pub(in crate::ingest) confidence: u8,
    /// Its letters.
    pub(in crate::ingest) text: String,
}

/// One page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::ingest) struct Page {
    /// Width in pixels.
    pub(in crate::ingest) width: i32,
    /// Its words, line by line.
    pub(in crate::ingest) words: Vec<Word>,
}

/// Recognises the pages of a picture, which may have several; results are kept by `key`, and `picture` is not asked for
/// where they are known.
///
/// # Errors
/// There is no Tesseract, or it could not read the picture, or `picture` gave none.
pub(in crate::ingest) fn recognise<P: AsRef<[u8]>>(
    programs: &Programs,
    picture: impl FnOnce() -> Result<P, IngestError>,
    extension: &str,
    key: &str,
) -> Result<Vec<Page>, IngestError> {
    let tesseract = programs.tesseract.as_deref().ok_or_else(missing)?;
    let name = format!("{key}.vie.tsv");
    if let Some(known) = kept(programs, &name) {
        return Ok(pages(&String::from_utf8_lossy(&known)));
    }
    let found = run(tesseract, picture()?.as_ref(), extension)?;
    keep(programs, &name, &found);
    Ok(pages(&String::from_utf8_lossy(&found)))
}

fn run(tesseract: &Path, picture: &[u8], extension: &str) -> Result<Vec<u8>, IngestError> {
    let failed = |reason: String| IngestError::ProgramFailed { program: "Tesseract", reason };
    let system = |error: std::io::Error| failed(error.to_string());
    let folder = tempfile::Builder::new().prefix("soat-").tempdir().map_err(system)?;
    let file = format!("page.{extension}");
    fs::write(folder.path().join(&file), picture).map_err(system)?;
    let mut command = Command::new(tesseract);
    command
        .args([file.as_str(), "out", "-l", "vie", "--psm", "3", "tsv"])
        // Several pages are recognised at once already.
        .env("OMP_THREAD_LIMIT", "1")
        .current_dir(folder.path());
    let limit = if extension == "tif" { PAGES } else { PAGE };
    match process::run(command, limit).map_err(system)? {
        End::Well => fs::read(folder.path().join("out.tsv")).map_err(system),
        End::Badly => Err(failed("ảnh hỏng, hoặc chưa cài dữ liệu tiếng Việt «vie»".to_owned())),
        End::TimedOut => Err(failed(format!("quá {} giây; ảnh quá lớn hoặc quá nhiễu", limit.as_secs()))),
    }
}

/// Returns the error for pictures where there is no Tesseract.
pub(in crate::ingest) fn missing() -> IngestError {
    IngestError::NeedsProgram { format: "ảnh", program: "Tesseract (tiếng Việt)", variable: "SOAT_TESSERACT" }
}

/// Reads Tesseract's table: level, page, block, paragraph, line, word, left, top, width, height, confidence, text.
fn pages(table: &str) -> Vec<Page> {
    let mut pages: Vec<Page> = Vec::new();
    for line in table.lines().skip(1) {
        let mut fields = line.splitn(12, '\t');
        let mut number = || fields.next()?.parse::<i32>().ok();
        let numbers: Vec<i32> = std::iter::from_fn(&mut number).take(10).collect();
        let &[level, _, block, paragraph, own, _, left, top, width, height] = numbers.as_slice() else { continue };
        if level == 1 {
            pages.push(Page { width, words: Vec::new() });
        }
        let (Some(confidence), Some(text)) = (fields.next(), fields.next()) else { continue };
        if level != 5 || text.trim().is_empty() {
            continue;
        }
        let confidence = confidence.parse::<f32>().unwrap_or(0.0).clamp(0.0, 100.0);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 100")]
        let confidence = confidence as u8;
        if let Some(page) = pages.last_mut() {
            page.words.push(Word {
                line: [block, paragraph, own],
                left,
                top,
                right: left.saturating_add(width),
                bottom: top.saturating_add(height),
                confidence,
                text: text.trim().to_owned(),
            });
        }
    }
    pages
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_of_words_is_read() {
        let table = "level\tpage_num\t…\n1\t1\t0\t0\t0\t0\t0\t0\t1654\t2339\t-1\t\n4\t1\t1\t1\t1\t0\t9\t9\t9\t9\t-1\t\n\
            5\t1\t1\t1\t1\t1\t324\t205\t50\t31\t96.9\tỦY\n5\t1\t1\t1\t1\t2\t385\t212\t75\t24\t-1\t \nx\n";
        let pages = pages(table);
        assert_eq!((pages.len(), pages[0].width, pages[0].words.len()), (1, 1654, 1));
        let word = &pages[0].words[0];
        assert_eq!((word.right, word.bottom, word.confidence, word.text.as_str()), (374, 236, 96, "ỦY"));
    }
}

//! Writes corrected copies of checked drafts: the fixes of findings put into the files.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use super::check::{Judged, Outcome};
use super::inputs::{Input, STDIN};
use crate::check::{Finding, Fix, Safety};
use crate::ingest::{self, IngestError};
use crate::mend::{self, Edit, Mended, Unmendable};
use crate::text::Format;

/// Which fixes are put in, and where the copies go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// The least safe fixes that are put in.
    pub safety: Safety,
    /// Where the copies go.
    pub destination: Destination,
}

/// Where corrected copies go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Destination {
    /// Beside each file, as `NAME.da-sua.EXT`; a copy that is there already is kept and the new one numbered.
    Beside,
    /// Over each file itself.
    InPlace,
    /// To this file, or under the file's own name into this folder.
    At(PathBuf),
}

/// A corrected copy that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Corrected {
    /// The file's path as reports print it.
    pub path: String,
    /// The copy.
    pub written: PathBuf,
    /// How many findings are fixed in it.
    pub fixed: usize,
    /// What changed, line by line; `None` for Word documents, which show it themselves.
    pub diff: Option<String>,
    /// The fixes that could not be put in.
    pub left: Vec<LeftOut>,
}

/// A fix that could not be put in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// The finding's code.
    pub code: String,
    /// 1-based line of the finding.
    pub line: usize,
    /// Why.
    pub reason: String,
}

/// A file of which no corrected copy was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Uncorrected {
    /// The file's path as reports print it.
    pub path: String,
    /// Why.
    pub reason: Reason,
}

/// Why no copy was written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    /// The document came from standard input or stands inside another file.
    #[error(
        "không ghi được bản sửa cho văn bản đọc từ đầu vào chuẩn, tệp nén hoặc thư: lưu thành tệp riêng rồi chạy lại"
    )]
    NoFile,
    /// The file takes no comments.
    #[error("chỉ tệp .docx mang được nhận xét: chuyển tệp sang .docx, hoặc chọn --format khác")]
    NotWord,
    /// Nothing tells what soat laid into the file.
    #[error(
        "trong tệp không có dấu của soat: chỉ đọc được tệp .docx do soat check --format docx ghi ra rồi được xem xét"
    )]
    NoMarks,
    /// The file is another one by now.
    #[error("tệp đã thay đổi trong lúc kiểm tra; chạy lại")]
    Changed,
    /// There is no fix to be put in.
    #[error("không có chỗ nào để sửa")]
    NothingToFix,
    /// No fix has a place in the file.
    #[error("không ghi được chỗ sửa nào: {0}")]
    NothingFits(String),
    /// The copy does not read as it should; nothing is written.
    #[error("đọc lại bản sửa không ra đúng chữ đã định nên không ghi; hãy sửa tay và báo lỗi này")]
    NotAsMeant,
    /// Anything else, in words.
    #[error("{0}")]
    Other(String),
}

/// Writes a corrected copy of every file whose findings carry fixes that are wanted; suppressed findings are not fixed.
/// Tracked changes bear the day of judgement. Every copy is read again before it is written, and must say what was meant.
#[must_use]
pub fn correct(outcome: &Outcome, inputs: &[Input], wanted: &Wanted) -> Vec<Result<Corrected, Uncorrected>> {
    let each = outcome.judged.iter().filter_map(|judged| {
        let fixes = fixes(judged, wanted.safety);
        let path = || judged.document.path.clone();
        (!fixes.is_empty())
            .then(|| one(judged, &fixes, inputs, wanted).map_err(|reason| Uncorrected { path: path(), reason }))
    });
    each.collect()
}

/// Returns the fixes of findings that nobody set aside, as far as they are as safe as that.
#[must_use]
pub fn fixes(judged: &Judged, safety: Safety) -> Vec<(&Finding, &Fix)> {
    let open = judged.findings.iter().filter(|finding| finding.suppressed.is_none());
    let fix = |finding: &'_ Finding| finding.fix.as_ref().is_some_and(|fix| fix.safety <= safety);
    open.filter(|finding| fix(finding)).filter_map(|finding| Some((finding, finding.fix.as_ref()?))).collect()
}

fn one(judged: &Judged, fixes: &[(&Finding, &Fix)], inputs: &[Input], wanted: &Wanted) -> Result<Corrected, Reason> {
    let document = &judged.document;
    let file = inputs.iter().find(|input| input.name == document.path && input.name != STDIN);
    if !is_mendable(document.format) {
        return Err(Unmendable::Format(document.format).into());
    }
    let file = &file.ok_or(Reason::NoFile)?.path;
    let bytes = ingest::load(file)?;
    let Fixed { bytes: copy, fixed, left } = fixed(judged, &bytes, fixes)?;
    let written = destination(file, &wanted.destination, "da-sua");
    write(&written, &copy).map_err(|error| Reason::Other(format!("{}: không ghi được: {error}", written.display())))?;
    let diff = (document.format != Format::Docx).then(|| {
        let (old, new) = (String::from_utf8_lossy(&bytes), String::from_utf8_lossy(&copy));
        mend::unified_diff((&document.path, &old), (&written.to_string_lossy(), &new))
    });
    Ok(Corrected { path: document.path.clone(), written, fixed, diff, left })
}

/// Returns whether fixes can be put into files of this format.
#[must_use]
pub fn is_mendable(format: Format) -> bool {
    matches!(format, Format::Docx | Format::Txt | Format::Md)
}

/// A document with fixes put in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fixed {
    /// The file.
    pub bytes: Vec<u8>,
    /// How many findings are fixed in it.
    pub fixed: usize,
    /// The fixes that could not be put in.
    pub left: Vec<LeftOut>,
}

/// Puts fixes into the file `bytes` of the document that was judged, in a Word document as tracked changes of the day of judgement.
///
/// # Errors
/// The format takes none, the file is another one than was judged, no fix has a place, or it does not read as meant afterwards.
pub fn fixed(judged: &Judged, bytes: &[u8], fixes: &[(&Finding, &Fix)]) -> Result<Fixed, Reason> {
    let document = &judged.document;
    if !is_mendable(document.format) {
        return Err(Unmendable::Format(document.format).into());
    }
    if fixes.is_empty() {
        return Err(Reason::NothingToFix);
    }
    let source = ingest::read(&document.path, bytes)?;
    if source.text() != document.text {
        return Err(Reason::Changed);
    }
    let edits: Vec<Edit> = fixes.iter().map(|(_, fix)| Edit { span: fix.span, text: fix.text.clone() }).collect();
    let Mended { bytes: copy, made, left } = mend::mend(bytes, &source, &edits, judged.as_of)?;
    let left: Vec<LeftOut> = left
        .iter()
        .filter_map(|left| {
            let (finding, _) = fixes.get(left.edit)?;
            Some(LeftOut { code: finding.code.clone(), line: finding.line, reason: left.why.to_string() })
        })
        .collect();
    if made.is_empty() {
        let reasons: Vec<String> = left.iter().map(|left| format!("{}: {}", left.code, left.reason)).collect();
        return Err(Reason::NothingFits(reasons.join("; ")));
    }
    if ingest::read(&document.path, &copy)?.text() != mend::applied(source.text(), &edits, &made) {
        return Err(Reason::NotAsMeant);
    }
    Ok(Fixed { bytes: copy, fixed: made.len(), left })
}

impl From<Unmendable> for Reason {
    fn from(error: Unmendable) -> Self {
        Self::Other(error.to_string())
    }
}

impl From<IngestError> for Reason {
    fn from(error: IngestError) -> Self {
        Self::Other(error.to_string())
    }
}

/// Returns where a copy of `file` goes; beside it it bears the `mark` in its name.
pub(super) fn destination(file: &Path, wanted: &Destination, mark: &str) -> PathBuf {
    let name = file.file_name().unwrap_or_default();
    match wanted {
        Destination::InPlace => file.to_owned(),
        Destination::At(folder) if folder.is_dir() => folder.join(name),
        Destination::At(path) => path.clone(),
        Destination::Beside => {
            let stem = file.file_stem().unwrap_or_default().to_string_lossy();
            let extension = file.extension().map(|own| format!(".{}", own.to_string_lossy())).unwrap_or_default();
            let numbered = (2..).map(|number| file.with_file_name(format!("{stem}.{mark}-{number}{extension}")));
            let mut names = std::iter::once(file.with_file_name(format!("{stem}.{mark}{extension}"))).chain(numbered);
            names.find(|path| !path.exists()).unwrap_or_else(|| file.with_file_name(format!("{stem}.{mark}")))
        }
    }
}

/// Writes a file whole or not at all.
pub(super) fn write(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = tempfile::Builder::new().prefix(".soat-").tempfile_in(folder)?;
    file.write_all(bytes)?;
    if let Ok(old) = std::fs::metadata(path) {
        file.as_file().set_permissions(old.permissions())?;
    }
    file.persist(path)?;
    Ok(())
}

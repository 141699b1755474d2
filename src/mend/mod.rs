//! Writes corrected copies: tracked changes in Word documents, new text in plain text and Markdown.
//!
//! The [`Source`] that was read from a file knows where each letter stands in the file's bytes; an [`Edit`] speaks of
//! its text. Nothing is set anew: bytes are put between bytes, and every other part of a package is copied as it is.
//! An edit that has no certain place is left out and said ([`Left`]); no file is read or written here.

mod choice;
mod comments;
mod docx;
mod ledger;
mod letters;
mod markup;
mod plain;
mod remarks;
mod scan;
mod sheet;
mod unmark;

use jiff::civil::Date;

pub use choice::{applied, compatible};
pub use ledger::{keep, kept};
pub use plain::unified_diff;
pub use remarks::{Remark, remarks};
pub use unmark::unmarked;

use crate::text::{Format, Source, Span};

/// New words for a place of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced; where empty, the words are put in.
    pub span: Span,
    /// The new words.
    pub text: String,
}

/// Words for the margin: a comment at a place of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// What it speaks of.
    pub span: Span,
    /// What it says, one paragraph a line.
    pub text: String,
}

/// A corrected copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mended {
    /// The file's new bytes.
    pub bytes: Vec<u8>,
    /// Indexes of the edits that are in it, ascending.
    pub made: Vec<usize>,
    /// The edits that are not, by index.
    pub left: Vec<Left>,
}

/// An edit that was left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Left {
    /// Index of the edit.
    pub edit: usize,
    /// Why.
    pub why: Obstacle,
}

/// Why an edit cannot be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Obstacle {
    /// Another edit stands before it at the same words.
    #[error("chồng lên một chỗ sửa khác đứng trước")]
    Overlap,
    /// The words belong to a tracked change.
    #[error("nằm trong thay đổi đang theo dõi của Word: chấp nhận hoặc bỏ thay đổi đó trước")]
    Tracked,
    /// Word computes the words: a field.
    #[error("nằm trong trường do Word tính: sửa ở nguồn của trường")]
    Field,
    /// The words hold an automatic number or the end of a paragraph.
    #[error("chạm vào số thứ tự tự động hoặc chỗ ngắt đoạn")]
    Boundary,
    /// The letters are in the code of an old font, or composed of separate marks.
    #[error("chữ trong tệp ghi theo bảng mã cũ hoặc dấu rời")]
    Recoded,
    /// A text box is written twice in the file, and not alike.
    #[error("khung chữ được ghi hai lần khác nhau trong tệp")]
    Twofold,
    /// The place takes no tracked change.
    #[error("vị trí này trong tệp không ghi được thay đổi")]
    Structure,
    /// The place could not be found for certain in the file.
    #[error("không xác định chắc chắn được vị trí trong tệp")]
    Unlocated,
}

/// Why no corrected copy of a file can be written.
#[derive(Debug, thiserror::Error)]
pub enum Unmendable {
    /// Copies of this format are not written.
    #[error(
        "chưa ghi được bản sửa cho định dạng này; chỉ ghi được .docx, .txt, .md: chuyển tệp sang .docx rồi chạy lại"
    )]
    Format(Format),
    /// A change would break an electronic signature.
    #[error("tệp có chữ ký số: sửa sẽ làm mất chữ ký; hãy sửa trên bản chưa ký")]
    Signed,
    /// The text is not UTF-8.
    #[error("tệp văn bản không phải UTF-8: chuyển sang UTF-8 rồi chạy lại")]
    Encoding,
    /// The container cannot be copied.
    #[error("không sao chép được tệp nén của văn bản: {0}")]
    Damaged(String),
}

/// Returns the copy of the file `bytes`, from which `source` was read, with the edits that can be made in it; tracked
/// changes bear the author `soat` and the day `date`.
///
/// Of edits that overlap the first by position is made; edits that say the same are made once.
///
/// # Errors
/// No copy of such a file can be written.
pub fn mend(bytes: &[u8], source: &Source, edits: &[Edit], date: Date) -> Result<Mended, Unmendable> {
    refuse_signed(source)?;
    let choice = choice::choose(edits, source.text());
    match source.format() {
        Format::Docx => docx::mend(bytes, source, edits, &[], choice, date),
        Format::Txt | Format::Md => plain::mend(bytes, source, edits, choice),
        format => Err(Unmendable::Format(format)),
    }
}

/// As [`mend`], for Word documents, with `notes` as comments beside their words. Comments of others stay; those that an
/// earlier copy has of `soat` are to be taken out first ([`unmarked`]).
///
/// Word takes no comment in a text box, a note at the foot or a running head: such a note stands at the paragraph that the
/// box hangs on, else at the first of the document.
///
/// # Errors
/// As [`mend`]; only Word documents have comments.
pub fn annotate(
    bytes: &[u8],
    source: &Source,
    edits: &[Edit],
    notes: &[Note],
    date: Date,
) -> Result<Mended, Unmendable> {
    refuse_signed(source)?;
    match source.format() {
        Format::Docx => docx::mend(bytes, source, edits, notes, choice::choose(edits, source.text()), date),
        format => Err(Unmendable::Format(format)),
    }
}

fn refuse_signed(source: &Source) -> Result<(), Unmendable> {
    if source.signatures().is_empty() { Ok(()) } else { Err(Unmendable::Signed) }
}

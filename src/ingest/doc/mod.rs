//! Word 97–2003 documents (`.doc`, MS-DOC) where no LibreOffice is at hand: text, cells, notes, without list labels.
//!
//! Deleted and hidden text is told from the rest by its formatting; numbers that Word's lists print are not, and merged
//! cells are not joined. The source says so.

mod fib;
mod formatting;
mod pieces;
mod story;
mod words;

use super::{IngestError, compound};
use crate::text::{Builder, Format, Place, Quality, Source};
use fib::Fib;
use formatting::Formatting;
use pieces::Text;
use story::Story;

/// What the streams hold.
const TEXT: &str = "phần văn bản";

/// The stories of a document in the order of their text; `None` for comments, which are only counted.
const STORIES: [Option<Place>; 7] = [
    Some(Place::Body),
    Some(Place::Note),
    Some(Place::Margin),
    None,
    Some(Place::Note),
    Some(Place::TextBox),
    Some(Place::TextBox),
];

/// Reads a document; what could not be read this way is said.
pub(super) fn read(bytes: &[u8]) -> Result<Source, IngestError> {
    let damaged = |what: &str| IngestError::Damaged(what.to_owned());
    let mut file = compound::open(bytes)?;
    let main = compound::stream(&mut file, "/WordDocument", TEXT)?.ok_or_else(|| damaged("không có phần văn bản"))?;
    let fib = Fib::read(&main).ok_or_else(|| damaged("phần đầu không đúng"))?;
    if fib.encrypted {
        return Err(IngestError::Encrypted);
    }
    if fib.old {
        return Err(IngestError::Legacy(".doc (Word 95 trở về trước)"));
    }
    let table = compound::stream(&mut file, fib.table, TEXT)?.ok_or_else(|| damaged("thiếu bảng đoạn chữ"))?;
    let text = Text::read(&main, &fib, &table).ok_or_else(|| damaged("bảng đoạn chữ không đúng"))?;
    let formatting = Formatting::read(&main, &fib, &table);
    let mut builder = Builder::new(Format::Doc);
    builder.set_quality(Quality::Reconstructed);
    builder.skip(
        "danh sách tự động",
        "số thứ tự do Word tự đánh, ô gộp: không đọc được khi không có LibreOffice; cài LibreOffice để đọc đủ",
    );
    let mut story = Story::new(&mut builder, &formatting);
    let mut start = 0;
    for (length, place) in fib.stories {
        let end = start + length;
        match place {
            Some(place) => story.read(text.range(start, end), place),
            None => story.count_comments(text.range(start, end)),
        }
        start = end;
    }
    story.say();
    Ok(builder.finish())
}

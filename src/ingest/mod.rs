//! Turns one file's bytes into a [`Source`] and lists all it could not read; one file a format.
//!
//! What a file is, is decided by its bytes first and its name second. Every reader runs under a guard that turns a
//! panic into an [`IngestError`], and has limits on size and depth. Only `outside` touches another file or starts a
//! program; nothing uses the network.

use std::collections::BTreeMap;
use std::io::{ErrorKind, Read};
use std::path::Path;

mod akn;
mod archive;
mod batch;
mod compound;
mod der;
mod doc;
mod docx;
mod edxml;
mod error;
mod guard;
mod helped;
mod html;
mod legacy;
mod markdown;
mod odt;
mod ordinal;
mod outside;
mod package;
mod pdf;
mod plain;
mod rows;
mod scan;
mod sheet;
mod sniff;
mod symbols;
mod tally;
mod xml;

pub use archive::members;
pub use batch::{Batch, Begun, Waiting};
pub use error::IngestError;
pub use guard::is_guarded;
pub use helped::{Alone, Help, read_alone, read_helped};
pub use outside::{PdfError, Programs, pdf};
pub use rows::{Cell, Row, Rows, Sheet, is_list_name, is_separated_name, read_rows};
pub use sniff::is_readable_name;

use crate::text::Source;
use guard::guarded;
use package::Package;
use sniff::Kind;

/// Most bytes of a file that are loaded.
const FILE_LIMIT: u64 = 128 << 20;

/// Reads the file at `path` as one document; [`members`] opens archives.
///
/// # Errors
/// Returns why the file could not be opened or read.
pub fn read_path(path: impl AsRef<Path>) -> Result<Source, IngestError> {
    let path = path.as_ref();
    read(&path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default(), &load(path)?)
}

/// Loads the file at `path`, refusing files over 128 MiB before loading them.
///
/// # Errors
/// Returns why the file could not be opened or loaded.
pub fn load(path: &Path) -> Result<Vec<u8>, IngestError> {
    let unopened = |error: std::io::Error| IngestError::Unopened(reason(&error));
    let file = std::fs::File::open(path).map_err(unopened)?;
    let size = file.metadata().map_err(unopened)?.len();
    if size > FILE_LIMIT {
        return Err(too_big(size));
    }
    load_from(file)
}

/// Loads a stream to its end, refusing more than 128 MiB.
///
/// # Errors
/// Returns why the stream could not be loaded.
pub fn load_from(stream: impl Read) -> Result<Vec<u8>, IngestError> {
    let mut bytes = Vec::new();
    // A file's size may be a lie (a pipe, a file that grows): the read itself is bounded.
    stream.take(FILE_LIMIT + 1).read_to_end(&mut bytes).map_err(|error| IngestError::Unopened(error.to_string()))?;
    if bytes.len() as u64 > FILE_LIMIT {
        return Err(too_big(bytes.len() as u64));
    }
    Ok(bytes)
}

fn too_big(size: u64) -> IngestError {
    IngestError::TooBig {
        what: "tệp".to_owned(),
        found: format!("{} MiB", size >> 20),
        limit: format!("{} MiB", FILE_LIMIT >> 20),
    }
}

/// Reads a file's bytes without the help of other programs; `name` decides the format only where the bytes do not.
///
/// # Errors
/// Returns why the bytes could not be read, in Vietnamese and without the file's name.
pub fn read(name: &str, bytes: &[u8]) -> Result<Source, IngestError> {
    guarded(|| match sniff::kind(name, bytes)? {
        Kind::Zip => read_zipped(bytes),
        Kind::Sheet => sheet::read(bytes),
        Kind::Doc => doc::read(bytes),
        Kind::Rtf => Err(outside::office::missing(".rtf")),
        Kind::Akn => akn::read(bytes),
        Kind::Edxml => edxml::read(bytes),
        Kind::Image(_) => Err(outside::tesseract::missing()),
        Kind::Pdf => pdf::read(bytes, &|_| BTreeMap::new()),
        Kind::Html => html::read(bytes),
        Kind::Md => markdown::read(bytes),
        Kind::Txt => plain::read(bytes),
    })
}

/// Reads a document in a zip container: Word's or that of `OpenDocument`.
fn read_zipped(bytes: &[u8]) -> Result<Source, IngestError> {
    let package = Package::open(bytes)?;
    if package.has("content.xml") { odt::read(package) } else { docx::read(package) }
}

/// Returns why the system refused, in Vietnamese where the reason is a common one.
fn reason(error: &std::io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "không có tệp này".to_owned(),
        ErrorKind::PermissionDenied => "không có quyền đọc".to_owned(),
        ErrorKind::IsADirectory => "đây là thư mục".to_owned(),
        _ => error.to_string(),
    }
}

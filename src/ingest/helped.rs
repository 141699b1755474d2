//! One file at a time, for those who must know beforehand whether another program is asked: that takes seconds, not moments.

use std::cell::Cell;
use std::collections::BTreeMap;

use super::batch::{Batch, Begun};
use super::guard::guarded;
use super::outside::{Programs, tesseract};
use super::sniff::{self, Kind};
use super::{IngestError, pdf, read};
use crate::text::Source;

/// What a file is without other programs.
#[derive(Debug)]
pub enum Alone {
    /// Its text, all of it.
    Read(Box<Source>),
    /// Another program that is at hand reads it, or reads more of it.
    Wants(Help),
}

/// Who must help to read a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Help {
    /// LibreOffice.
    Office,
    /// Tesseract, with so many pages.
    Recognition {
        /// Pages without letters; a picture counts as one.
        pages: usize,
    },
}

/// Reads a file's bytes where no program of those at hand has to be asked; `name` as for [`read`].
///
/// # Errors
/// Returns why the bytes could not be read, naming the program that would read them where it is not at hand.
pub fn read_alone(name: &str, bytes: &[u8], programs: &Programs) -> Result<Alone, IngestError> {
    let (office, recognition) = (programs.soffice.is_some(), programs.tesseract.is_some());
    match sniff::kind(name, bytes)? {
        Kind::Doc | Kind::Rtf if office => return Ok(Alone::Wants(Help::Office)),
        Kind::Image(_) if recognition => return Ok(Alone::Wants(Help::Recognition { pages: 1 })),
        Kind::Pdf => {}
        _ => return read(name, bytes).map(Box::new).map(Alone::Read),
    }
    let empty = Cell::new(0);
    let count = |numbers: &[usize]| {
        empty.set(numbers.len());
        BTreeMap::new()
    };
    let source = match guarded(|| pdf::read(bytes, &count)) {
        Err(IngestError::Scanned { .. }) if !recognition => return Err(tesseract::missing()),
        Err(IngestError::Scanned { pages }) => return Ok(Alone::Wants(Help::Recognition { pages })),
        read => read?,
    };
    match empty.get() {
        pages if pages > 0 && recognition => Ok(Alone::Wants(Help::Recognition { pages })),
        _ => Ok(Alone::Read(Box::new(source))),
    }
}

/// Reads a file's bytes with the programs at hand; `name` as for [`read`].
///
/// # Errors
/// Returns why the bytes could not be read.
pub fn read_helped(name: &str, bytes: &[u8], programs: &Programs) -> Result<Source, IngestError> {
    let batch = Batch::new(programs);
    match batch.begin(name, bytes)? {
        Begun::Read(source) => Ok(*source),
        Begun::Waits(waiting) => {
            batch.convert();
            batch.finish(&waiting)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RTF: &[u8] = br"{\rtf1 a}";

    #[test]
    fn a_file_wants_help_only_of_a_program_at_hand() {
        let none = Programs::default();
        let office = Programs { soffice: Some("/nowhere/soffice".into()), ..Programs::default() };
        assert!(matches!(read_alone("a.rtf", RTF, &office), Ok(Alone::Wants(Help::Office))));
        assert!(matches!(read_alone("a.rtf", RTF, &none), Err(IngestError::NeedsProgram { format: ".rtf", .. })));
        assert!(matches!(read_alone("a.txt", b"QUY\xE1\xBA\xBET \xC4\x90\xE1\xBB\x8ANH", &office), Ok(Alone::Read(_))));
        let picture = read_alone("a.png", b"\x89PNG\r\n", &office);
        assert!(matches!(picture, Err(IngestError::NeedsProgram { variable: "SOAT_TESSERACT", .. })));
        // The program that is named is not there: the file costs only itself.
        assert!(matches!(read_helped("a.rtf", RTF, &office), Err(IngestError::ProgramFailed { .. })));
    }
}

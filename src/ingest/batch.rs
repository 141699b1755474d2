//! Reads many files with the help of the programs at hand; those that LibreOffice must turn go to it in one call.

use super::guard::guarded;
use super::outside::Programs;
use super::outside::office::{self, Office};
use super::package::Package;
use super::sniff::{self, Kind};
use super::{IngestError, doc, docx, pdf, read, scan};
use crate::text::{Format, Skipped, Source};

/// Files that are read together: each is begun, then [`Batch::convert`] is called, then those that wait are finished.
#[derive(Debug)]
pub struct Batch<'p> {
    programs: &'p Programs,
    office: Result<Option<Office<'p>>, String>,
}

/// A file that was begun.
#[derive(Debug)]
pub enum Begun {
    /// It was read.
    Read(Box<Source>),
    /// It waits for [`Batch::convert`].
    Waits(Waiting),
}

/// A file that waits to be turned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    hash: String,
    format: Format,
}

impl<'p> Batch<'p> {
    /// Starts a batch.
    #[must_use]
    pub fn new(programs: &'p Programs) -> Self {
        Self { programs, office: Office::new(programs).map_err(|error| error.to_string()) }
    }

    /// Reads a file's bytes, or puts them among those that wait; `name` as for [`read`].
    ///
    /// # Errors
    /// Returns why the bytes could not be read.
    pub fn begin(&self, name: &str, bytes: &[u8]) -> Result<Begun, IngestError> {
        let format = match sniff::kind(name, bytes)? {
            Kind::Doc => Format::Doc,
            Kind::Rtf => Format::Rtf,
            Kind::Image(extension) => {
                return guarded(|| scan::picture(bytes, extension, self.programs)).map(Box::new).map(Begun::Read);
            }
            Kind::Pdf => return self.pdf(bytes).map(Box::new).map(Begun::Read),
            _ => return read(name, bytes).map(Box::new).map(Begun::Read),
        };
        match &self.office {
            Ok(Some(office)) => {
                let hash = office.add(bytes, extension(format)).map_err(|error| failed(&error.to_string()))?;
                Ok(Begun::Waits(Waiting { hash, format }))
            }
            Ok(None) => read(name, bytes).map(Box::new).map(Begun::Read),
            Err(reason) => Err(failed(reason)),
        }
    }

    /// Reads a PDF file; pages without letters are recognised.
    fn pdf(&self, bytes: &[u8]) -> Result<Source, IngestError> {
        let recognise = |numbers: &[usize]| scan::pages(bytes, numbers, self.programs);
        match guarded(|| pdf::read(bytes, &recognise)) {
            Err(IngestError::Scanned { pages }) => guarded(|| scan::pdf(bytes, pages, self.programs)),
            read => read,
        }
    }

    /// Has all files that wait turned by LibreOffice; does nothing where none waits.
    pub fn convert(&self) {
        if let Ok(Some(office)) = &self.office {
            office.convert();
        }
    }

    /// Reads a file that waited.
    ///
    /// # Errors
    /// Returns why it could not be turned or read.
    pub fn finish(&self, waiting: &Waiting) -> Result<Source, IngestError> {
        let Ok(Some(office)) = &self.office else { return Err(office::missing(name(waiting.format))) };
        let failed = |error: std::io::Error| failed(&error.to_string());
        match office.result(&waiting.hash) {
            Some(turned) => {
                guarded(|| docx::read(Package::open(&turned)?)).map(|source| say(source, waiting.format, &turned))
            }
            None if waiting.format == Format::Doc => {
                let bytes = office.original(&waiting.hash, extension(waiting.format)).map_err(failed)?;
                guarded(|| doc::read(&bytes))
            }
            None => Err(self::failed("không chuyển được sang .docx")),
        }
    }
}

/// Says that LibreOffice turned the file, and which version of it.
fn say(source: Source, format: Format, turned: &[u8]) -> Source {
    let by = docx::application(turned);
    // "LibreOffice/7.4.7.2$Linux_X86_64 LibreOffice_project/…"
    let version = by.as_deref().and_then(|by| by.split(['/', '$']).nth(1)).unwrap_or_default();
    let reason = format!("đã đọc bản .docx do LibreOffice {version} chuyển đổi");
    source.turned_from(format, Skipped { part: format!("tệp gốc {}", name(format)), reason })
}

fn failed(reason: &str) -> IngestError {
    IngestError::ProgramFailed { program: "LibreOffice", reason: reason.to_owned() }
}

fn extension(format: Format) -> &'static str {
    name(format).trim_start_matches('.')
}

fn name(format: Format) -> &'static str {
    if format == Format::Rtf { ".rtf" } else { ".doc" }
}

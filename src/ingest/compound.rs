//! Compound files (OLE, `.doc` and `.xls`): their streams, each in bounds.

use std::io::{Cursor, Read, Write};

use cfb::CompoundFile;

use super::IngestError;

/// Most bytes of one stream.
const STREAM: u64 = 64 << 20;

/// What a compound file starts with.
const MAGIC: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// A compound file whose chains of sectors are known to end.
pub(super) type Compound<'b> = CompoundFile<Cursor<&'b [u8]>>;

/// Returns whether the bytes are those of a compound file.
pub(super) fn is_compound(bytes: &[u8]) -> bool {
    bytes.starts_with(MAGIC)
}

/// Opens a compound file; one whose chains of sectors run in circles is refused.
pub(super) fn open(bytes: &[u8]) -> Result<Compound<'_>, IngestError> {
    CompoundFile::open(Cursor::new(bytes)).map_err(|_| IngestError::Damaged("không thấy mục lục bên trong".to_owned()))
}

/// Reads the stream of this name, where there is one; `what` it holds is said where it is too big.
pub(super) fn stream(file: &mut Compound<'_>, name: &str, what: &str) -> Result<Option<Vec<u8>>, IngestError> {
    if !file.is_stream(name) {
        return Ok(None);
    }
    let damaged = |_| IngestError::Damaged("thiếu dữ liệu".to_owned());
    let stream = file.open_stream(name).map_err(damaged)?;
    if stream.len() > STREAM {
        let mib = |bytes: u64| format!("{} MiB", bytes >> 20);
        return Err(IngestError::TooBig { what: what.to_owned(), found: mib(stream.len()), limit: mib(STREAM) });
    }
    let mut bytes = Vec::new();
    stream.take(STREAM).read_to_end(&mut bytes).map_err(damaged)?;
    Ok(Some(bytes))
}

/// Returns a new compound file that holds the one stream.
pub(super) fn of_stream(name: &str, bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut file = CompoundFile::create(Cursor::new(Vec::new()))?;
    file.create_stream(name)?.write_all(bytes)?;
    file.flush()?;
    Ok(file.into_inner().into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Turns the chain of the file's first stream into a circle of one sector.
    fn circular() -> Vec<u8> {
        let mut bytes = of_stream("/Workbook", &vec![7; 20_000]).unwrap();
        let sector = 1 << u16::from_le_bytes([bytes[30], bytes[31]]);
        let fat = u32::from_le_bytes(bytes[76..80].try_into().unwrap()) as usize;
        let start = (fat + 1) * sector;
        let own = (0_u32..100).find(|at| {
            let entry = start + *at as usize * 4;
            bytes[entry..entry + 4] == (at + 1).to_le_bytes()
        });
        let own = own.unwrap();
        bytes[start + own as usize * 4..][..4].copy_from_slice(&own.to_le_bytes());
        bytes
    }

    #[test]
    fn a_stream_is_what_was_written() {
        let bytes = of_stream("/Workbook", b"abc").unwrap();
        assert!(is_compound(&bytes));
        let mut file = open(&bytes).unwrap();
        assert_eq!(stream(&mut file, "/Workbook", "x").unwrap().as_deref(), Some(b"abc".as_slice()));
        assert_eq!(stream(&mut file, "/Book", "x").unwrap(), None);
    }

    #[test]
    fn a_chain_that_runs_in_a_circle_is_damage() {
        let bytes = circular();
        let read = open(&bytes).and_then(|mut file| stream(&mut file, "/Workbook", "x"));
        assert!(matches!(read, Err(IngestError::Damaged(_))), "{read:?}");
        assert!(matches!(super::super::read("a.xls", &bytes), Err(IngestError::Damaged(_))));
    }
}

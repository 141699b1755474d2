//! What a backup says of itself.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// The name of the manifest in a backup.
pub(super) const NAME: &str = "manifest.json";

/// What a backup holds (`manifest.json` in it).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The version of soat that made it.
    pub soat: String,
    /// When.
    pub made: Timestamp,
    /// The name of the ledger among the files, where there is one.
    pub ledger: Option<String>,
    /// The last row of the ledger's log, as `soat log verify` prints it; `None` without a ledger.
    pub log: Option<String>,
    /// The files.
    pub files: Vec<Held>,
}

/// One file of a backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    /// Its name, below the folder that it is brought back into.
    pub name: String,
    /// Bytes.
    pub bytes: u64,
    /// BLAKE3 in hexadecimal digits.
    pub blake3: String,
}

/// Copies `from` to `to` and returns what it was.
pub(super) fn copy(name: &str, from: &mut impl Read, to: &mut impl Write) -> io::Result<Held> {
    let (mut hasher, mut bytes, mut buffer) = (blake3::Hasher::new(), 0_u64, vec![0; 1 << 16]);
    loop {
        let read = from.read(&mut buffer)?;
        let Some(piece) = buffer.get(..read).filter(|piece| !piece.is_empty()) else { break };
        hasher.update(piece);
        to.write_all(piece)?;
        bytes += piece.len() as u64;
    }
    Ok(Held { name: name.to_owned(), bytes, blake3: hasher.finalize().to_hex().to_string() })
}

/// Opens a file for reading.
pub(super) fn open(path: &Path) -> Result<File, super::SafekeepingError> {
    File::open(path).map_err(super::SafekeepingError::file(path))
}

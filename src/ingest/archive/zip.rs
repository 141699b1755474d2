//! Zip archives of documents.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::read::ZipFile;

use super::{MEMBERS, Unpacking, name, too_big, too_many};
use crate::ingest::guard::guarded;
use crate::ingest::package::{broken, damaged};
use crate::ingest::{IngestError, is_readable_name};

/// Times that a member may grow; texts of law grow about ten times, a bomb a thousand.
const GROWTH: u64 = 200;
/// Bytes below which growth does no harm.
const HARMLESS: u64 = 8 << 20;

/// Gives away the readable members of an archive, in its order.
pub(super) fn open(unpacking: &mut Unpacking<'_>, name: &str, bytes: &[u8], depth: usize) -> Result<(), IngestError> {
    let mut archive = guarded(|| ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error)))?;
    if archive.len() > MEMBERS {
        return Err(too_many());
    }
    for index in 0..archive.len() {
        let Some((own, encrypted)) = readable(&mut archive, index) else { continue };
        unpacking.member(name, &own, depth, |limit| {
            if encrypted {
                return Err(IngestError::EncryptedMember);
            }
            unpack(archive.by_index(index).map_err(|error| damaged(&error))?, limit)
        });
    }
    Ok(())
}

/// Returns the name of a member that is worth reading, and whether it has a password.
fn readable(archive: &mut ZipArchive<Cursor<&[u8]>>, index: usize) -> Option<(String, bool)> {
    let file = archive.by_index_raw(index).ok()?;
    let own = name::clean(&name::decoded(file.name_raw(), &file.name().unwrap_or_default()));
    let last = own.rsplit('/').next().unwrap_or_default();
    (file.is_file() && !name::is_hidden(&own) && is_readable_name(last)).then(|| (own, file.encrypted()))
}

fn unpack(file: ZipFile<'_, Cursor<&[u8]>>, limit: u64) -> Result<Vec<u8>, IngestError> {
    let (declared, packed) = (file.size(), file.compressed_size());
    if declared > limit {
        return Err(too_big(declared, limit));
    }
    // The declared size may be a lie: the read itself is bounded too.
    let limit = limit.min(HARMLESS.max(packed.saturating_mul(GROWTH)));
    let mut bytes = Vec::new();
    file.take(limit + 1).read_to_end(&mut bytes).map_err(|error| IngestError::Damaged(broken(&error).to_owned()))?;
    if bytes.len() as u64 > limit {
        return Err(too_big(declared.max(limit), limit));
    }
    Ok(bytes)
}

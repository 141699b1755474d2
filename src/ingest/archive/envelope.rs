//! Electronic document envelopes: the files they bring.

use super::Unpacking;
use crate::ingest::guard::guarded;
use crate::ingest::{IngestError, edxml};

/// Gives away the files of an envelope; some senders zip each first, which the opening of members undoes.
pub(super) fn open(unpacking: &mut Unpacking<'_>, name: &str, bytes: &[u8], depth: usize) -> Result<(), IngestError> {
    for file in guarded(|| edxml::attachments(bytes))? {
        unpacking.member(name, &file.name, depth, |limit| file.bytes(limit));
    }
    Ok(())
}

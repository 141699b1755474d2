//! Files that hold files: zip archives, letters (`.eml`) and electronic document envelopes (edXML), whose members are documents of their own.
//!
//! Members are unpacked one after another into memory, never onto the disk, and each is given away before the next is
//! unpacked. A member that cannot be had costs only itself.

use std::collections::BTreeSet;

mod envelope;
mod letter;
mod name;
mod zip;

use super::IngestError;
use super::guard::guarded;
use super::sniff::{self, Container};

/// Archives inside archives that are opened: a zip in a letter, no further.
const DEPTH: usize = 2;
/// Most members of one file, at all depths.
const MEMBERS: usize = 10_000;
/// Most unpacked bytes of one member.
const MEMBER: u64 = 64 << 20;
/// Most unpacked bytes of all members that are read.
const TOTAL: u64 = 512 << 20;

/// Takes the name of a document and its bytes, or why it cannot be had.
type Each<'e> = dyn FnMut(&str, Result<&[u8], IngestError>) + 'e;

/// Calls `each` with the name and the bytes of every document in a file: those of its members that have a readable name
/// (`thu.eml/cong-van.zip/qd.docx`), or the file itself where it holds none.
///
/// What cannot be unpacked is given as an error, with the name of the member, or of the file where all of it is lost.
pub fn members(name: &str, bytes: &[u8], each: &mut Each<'_>) {
    Unpacking { members: MEMBERS, bytes: TOTAL, names: BTreeSet::new(), each }.open(name, bytes, 0);
}

/// One file being unpacked, with what its limits leave.
struct Unpacking<'e> {
    members: usize,
    bytes: u64,
    /// Names given so far: letters may hold two attachments of one name.
    names: BTreeSet<String>,
    each: &'e mut Each<'e>,
}

impl Unpacking<'_> {
    /// Gives away a file, or its members.
    fn open(&mut self, name: &str, bytes: &[u8], depth: usize) {
        let found = self.names.len();
        let opened = match guarded(|| Ok(sniff::container(name, bytes))) {
            Err(error) => Err(error),
            Ok(None) => return (self.each)(name, Ok(bytes)),
            Ok(Some(_)) if depth == DEPTH => Err(IngestError::Nested(DEPTH)),
            Ok(Some(Container::Zip)) => zip::open(self, name, bytes, depth),
            Ok(Some(Container::Letter)) => letter::open(self, name, bytes, depth),
            Ok(Some(Container::Envelope)) => envelope::open(self, name, bytes, depth),
        };
        match opened {
            Err(error) => (self.each)(name, Err(error)),
            Ok(()) if self.names.len() == found => (self.each)(name, Err(IngestError::NoMembers)),
            Ok(()) => {}
        }
    }

    /// Gives away a member that `unpack` unpacks within the number of bytes it is given.
    fn member(
        &mut self,
        container: &str,
        own: &str,
        depth: usize,
        unpack: impl FnOnce(u64) -> Result<Vec<u8>, IngestError>,
    ) {
        let name = self.unused(format!("{container}/{}", name::clean(own)));
        let limit = MEMBER.min(self.bytes);
        let unpacked = if self.members == 0 {
            Err(too_many())
        } else {
            self.members -= 1;
            guarded(|| unpack(limit))
        };
        match unpacked {
            Ok(bytes) => {
                self.bytes = self.bytes.saturating_sub(bytes.len() as u64);
                self.open(&name, &bytes, depth + 1);
            }
            Err(error) => (self.each)(&name, Err(error)),
        }
    }

    /// Returns the name, numbered where it was given before.
    fn unused(&mut self, name: String) -> String {
        let mut unused = name;
        if self.names.contains(&unused) {
            let numbered = (2..).map(|number| name::numbered(&unused, number));
            unused = numbered.into_iter().find(|name| !self.names.contains(name)).unwrap_or_default();
        }
        self.names.insert(unused.clone());
        unused
    }
}

fn too_many() -> IngestError {
    IngestError::TooBig {
        what: "số tệp bên trong".to_owned(),
        found: format!("hơn {MEMBERS}"),
        limit: MEMBERS.to_string(),
    }
}

pub(super) fn too_big(found: u64, limit: u64) -> IngestError {
    let mib = |bytes: u64| format!("{} MiB", bytes >> 20);
    IngestError::TooBig { what: "tệp sau giải nén".to_owned(), found: mib(found), limit: mib(limit) }
}

//! What one sent file holds: it is a draft, or an archive or a letter with drafts in it.

use std::ops::ControlFlow;

use crate::ingest::{self, IngestError};

/// Most drafts of one file, and most bytes of them all: they are held in memory.
const DRAFTS: usize = 30;
const BYTES: usize = 100_000_000;

/// A draft out of a file, or why it cannot be had.
pub type Member = (String, Result<Vec<u8>, IngestError>);

/// What a file is.
#[derive(Debug)]
pub enum Parcel {
    /// A draft itself.
    Draft,
    /// It holds drafts: each with its own name, without folders.
    Members(Vec<Member>),
}

/// Returns what a file is that was sent to be checked.
///
/// # Errors
/// It cannot be opened, or holds more than is checked at once.
pub fn open(name: &str, bytes: &[u8]) -> Result<Parcel, IngestError> {
    let mut members: Vec<Member> = Vec::new();
    let (mut count, mut size, mut own) = (0, 0, ControlFlow::Continue(()));
    ingest::members(name, bytes, &mut |path, found| {
        if path == name {
            own = ControlFlow::Break(found.map(|_| ()));
            return;
        }
        (count, size) = (count + 1, size + found.as_ref().map_or(0, |found| found.len()));
        if count <= DRAFTS && size <= BYTES {
            let plain = path.rsplit('/').next().unwrap_or(path);
            members.push((plain.to_owned(), found.map(<[u8]>::to_vec)));
        }
    });
    if let ControlFlow::Break(own) = own {
        return own.map(|()| Parcel::Draft);
    }
    let too_big =
        |what: &str, found: String, limit: String| Err(IngestError::TooBig { what: what.to_owned(), found, limit });
    match (count, size) {
        (count, _) if count > DRAFTS => too_big("số dự thảo bên trong", count.to_string(), DRAFTS.to_string()),
        (_, size) if size > BYTES => {
            let mega = |bytes: usize| format!("{} MB", bytes / 1_000_000);
            too_big("các dự thảo sau giải nén", mega(size), mega(BYTES))
        }
        _ => Ok(Parcel::Members(members)),
    }
}

/// Returns the one draft of a file, with its name; `None` where the file is that draft.
///
/// # Errors
/// It cannot be opened, or holds another number of drafts.
pub fn only(name: &str, bytes: &[u8]) -> Result<Option<(String, Vec<u8>)>, OnlyError> {
    let Parcel::Members(members) = open(name, bytes)? else { return Ok(None) };
    let count = members.len();
    let mut members = members.into_iter();
    match (members.next(), count) {
        (Some((name, bytes)), 1) => Ok(Some((name, bytes?))),
        _ => Err(OnlyError::Several(count)),
    }
}

/// Why a file is not one draft.
#[derive(Debug, thiserror::Error)]
pub enum OnlyError {
    /// It cannot be opened.
    #[error(transparent)]
    Unread(#[from] IngestError),
    /// It holds several.
    #[error("tệp có {0} văn bản bên trong; ở đây mỗi lần chỉ nhận một, hãy giải nén rồi gửi từng tệp")]
    Several(usize),
}

#[cfg(test)]
mod tests {
    use super::*;

    const LETTER: &str =
        "From: a@b\r\nTo: c@d\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n";

    fn letter(names: &[&str]) -> Vec<u8> {
        let part = |name: &&str| {
            format!(
                "--x\r\nContent-Type: text/plain\r\nContent-Disposition: attachment; filename=\"{name}\"\r\n\r\nA\r\n"
            )
        };
        let parts: String = names.iter().map(part).collect();
        format!("{LETTER}{parts}--x--\r\n").into_bytes()
    }

    #[test]
    fn a_file_is_a_draft_or_holds_some() {
        assert!(matches!(open("a.txt", b"A"), Ok(Parcel::Draft)));
        assert!(matches!(only("a.txt", b"A"), Ok(None)));
        let Ok(Parcel::Members(members)) = open("thu.eml", &letter(&["a.txt", "b.txt"])) else { panic!("a draft") };
        assert_eq!(members.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["a.txt", "b.txt"]);
        assert!(matches!(only("thu.eml", &letter(&["a.txt", "b.txt"])), Err(OnlyError::Several(2))));
        assert_eq!(only("thu.eml", &letter(&["a.txt"])).unwrap().map(|(name, _)| name).as_deref(), Some("a.txt"));
        let many: Vec<String> = (0..=DRAFTS).map(|at| format!("{at}.txt")).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        assert!(matches!(open("thu.eml", &letter(&many)), Err(IngestError::TooBig { .. })));
    }
}

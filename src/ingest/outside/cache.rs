//! Keeps what programs outside made of a file, by the hash of the file, so that it is made once.

use std::io::{self, Write};
use std::path::Path;
use std::time::SystemTime;

use tempfile::NamedTempFile;

use super::Programs;

/// How much is kept, in bytes; beyond it what was made longest ago goes first.
const ROOM: u64 = 512 * 1024 * 1024;

/// Returns what was kept under this name.
pub(super) fn kept(programs: &Programs, name: &str) -> Option<Vec<u8>> {
    std::fs::read(programs.cache.as_ref()?.join(name)).ok()
}

/// Keeps a result for later runs; it is at hand even where it cannot be kept.
pub(super) fn keep(programs: &Programs, name: &str, bytes: &[u8]) {
    if let Some(folder) = &programs.cache {
        drop(store(folder, name, bytes).and_then(|()| make_room(folder, ROOM)));
    }
}

/// Writes a file so that others see all of it or none.
fn store(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let mut file = NamedTempFile::new_in(folder)?;
    file.write_all(bytes)?;
    file.persist(folder.join(name))?;
    Ok(())
}

/// Drops the oldest files of a folder until at most `room` bytes are left.
fn make_room(folder: &Path, room: u64) -> io::Result<()> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        // Another run may have dropped it.
        let Ok(about) = entry.metadata() else { continue };
        files.push((about.modified().unwrap_or(SystemTime::UNIX_EPOCH), entry.path(), about.len()));
    }
    let mut filled: u64 = files.iter().map(|(_, _, length)| length).sum();
    files.sort();
    for (_, path, length) in files {
        if filled <= room {
            break;
        }
        drop(std::fs::remove_file(path));
        filled -= length;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn the_oldest_go_first_and_only_as_far_as_room_is_needed() {
        let folder = tempfile::tempdir().unwrap();
        for (name, age) in [("old", 30), ("older", 40), ("young", 10)] {
            store(folder.path(), name, &[0; 100]).unwrap();
            let file = std::fs::File::options().append(true).open(folder.path().join(name)).unwrap();
            file.set_modified(SystemTime::now() - Duration::from_secs(age)).unwrap();
        }
        make_room(folder.path(), 300).unwrap();
        assert!(folder.path().join("older").exists());
        make_room(folder.path(), 200).unwrap();
        assert!(!folder.path().join("older").exists());
        assert!(folder.path().join("old").exists());
        make_room(folder.path(), 100).unwrap();
        assert!(folder.path().join("young").exists());
        assert!(!folder.path().join("old").exists());
    }
}

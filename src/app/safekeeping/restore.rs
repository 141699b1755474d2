//! Bringing a store back: nothing is in place before all of it was found whole.

use std::fs::{self, File};
use std::path::{Component, Path, PathBuf};

use zip::ZipArchive;

use super::SafekeepingError;
use super::manifest::{self, Manifest};
use crate::ledger::{Ledger, Link};
use crate::sqlite;

/// Brings the store of the backup at `from` into the folder `into`, which must be empty or not there.
///
/// # Errors
/// The backup is not whole, `into` has something in it, or it cannot be written.
pub fn restore(from: &Path, into: &Path) -> Result<Manifest, SafekeepingError> {
    let is_there = into.exists();
    if is_there && fs::read_dir(into).map_err(SafekeepingError::file(into))?.next().is_some() {
        return Err(SafekeepingError::Taken(into.to_owned()));
    }
    let beside = into.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(beside).map_err(SafekeepingError::file(beside))?;
    let room = tempfile::Builder::new().prefix(".soat-").tempdir_in(beside).map_err(SafekeepingError::file(beside))?;
    let manifest = unpack(from, room.path())?;
    if is_there {
        fs::remove_dir(into).map_err(SafekeepingError::file(into))?;
    }
    fs::rename(room.keep(), into).map_err(SafekeepingError::file(into))?;
    Ok(manifest)
}

/// Unpacks a backup into an empty folder and holds every file against the manifest.
fn unpack(from: &Path, room: &Path) -> Result<Manifest, SafekeepingError> {
    let broken = |why: String| SafekeepingError::Broken { path: from.to_owned(), why };
    let mut zip = ZipArchive::new(manifest::open(from)?).map_err(|error| broken(error.to_string()))?;
    let manifest: Manifest = {
        let file = zip.by_name(manifest::NAME).map_err(|error| broken(error.to_string()))?;
        serde_json::from_reader(file).map_err(|error| broken(error.to_string()))?
    };
    if zip.len() != manifest.files.len() + 1 {
        return Err(broken("có tệp ngoài danh mục".to_owned()));
    }
    for held in &manifest.files {
        let path = within(room, &held.name).ok_or_else(|| broken(format!("tên tệp lạ: {}", held.name)))?;
        let mut file = zip.by_name(&held.name).map_err(|error| broken(format!("{}: {error}", held.name)))?;
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(SafekeepingError::file(folder))?;
        }
        let mut out = File::create_new(&path).map_err(SafekeepingError::file(&path))?;
        let found = manifest::copy(&held.name, &mut file, &mut out).map_err(|error| broken(error.to_string()))?;
        out.sync_all().map_err(SafekeepingError::file(&path))?;
        if found != *held {
            return Err(broken(format!("{}: khác với mã băm trong danh mục", held.name)));
        }
    }
    sound(&manifest, room).map_err(|error| broken(error.to_string()))?;
    Ok(manifest)
}

/// Looks whether the ledger can be used and its log is the one that was taken away.
fn sound(manifest: &Manifest, room: &Path) -> Result<(), SafekeepingError> {
    let Some(path) = manifest.ledger.as_deref().and_then(|name| within(room, name)) else { return Ok(()) };
    let Link { seq, hash } = Ledger::read(&path)?.verify(None)?.head;
    let faults = sqlite::faults(&path).map_err(|error| SafekeepingError::Database { path: path.clone(), error })?;
    if manifest.log.as_deref() != Some(&format!("{seq}:{hash}")) || !faults.is_empty() {
        return Err(SafekeepingError::Broken { path, why: "nhật ký khác với danh mục".to_owned() });
    }
    Ok(())
}

/// Returns the path of a member below `room`; none where its name leads out of it.
fn within(room: &Path, name: &str) -> Option<PathBuf> {
    let plain = Path::new(name).components().all(|part| matches!(part, Component::Normal(_)));
    (plain && !name.is_empty() && !name.contains(['\\', '\0', ':'])).then(|| room.join(name))
}

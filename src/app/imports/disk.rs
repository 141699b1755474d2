//! Jobs on the disk. A job is there as a whole or not at all: its folder is written under another name, made durable, and renamed.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::{Job, job};

/// The file that tells of a job.
const JOB: &str = "job.json";

/// Returns where the file of a job lies: under its place, not under a name that a client gave.
pub(super) fn file(folder: &Path, id: &str, at: usize) -> PathBuf {
    folder.join(id).join(at.to_string())
}

/// Returns the jobs of a folder of imports, the oldest first.
///
/// # Errors
/// The folder cannot be read, or the file of a job is none.
pub fn kept(folder: &Path) -> io::Result<Vec<Job>> {
    let mut jobs: Vec<Job> = Vec::new();
    for path in below(folder)?.into_iter().filter(|path| !is_unconfirmed(path)) {
        let read = || Ok(serde_json::from_slice(&fs::read(path.join(JOB))?)?);
        let named = |error: io::Error| io::Error::new(error.kind(), format!("{}: {error}", path.display()));
        jobs.push(read().map_err(named)?);
    }
    jobs.sort_by_key(|job| job.number);
    Ok(jobs)
}

/// Returns all files of a folder's jobs, each with its name below the folder.
///
/// # Errors
/// As [`kept`].
pub fn files(folder: &Path) -> io::Result<Vec<(String, PathBuf)>> {
    let mut files = Vec::new();
    for Job { id, files: sent, .. } in kept(folder)? {
        files.push((format!("{id}/{JOB}"), folder.join(&id).join(JOB)));
        files.extend((0..sent.len()).map(|at| (format!("{id}/{at}"), file(folder, &id, at))));
    }
    Ok(files)
}

/// Returns whether the files of a job are not as they were sent: its id is made of their names and bytes.
///
/// # Errors
/// A file cannot be read.
pub fn altered(folder: &Path, job: &Job) -> io::Result<bool> {
    let read = |at: usize| fs::read(file(folder, &job.id, at));
    let bytes: Vec<Vec<u8>> = (0..job.files.len()).map(read).collect::<io::Result<_>>()?;
    let sent: Vec<(String, &[u8])> = job.files.iter().cloned().zip(bytes.iter().map(Vec::as_slice)).collect();
    Ok(job::id(&sent) != job.id)
}

/// Removes what was not confirmed; only for the process that takes files.
pub(super) fn clear(folder: &Path) -> io::Result<()> {
    below(folder)?.iter().filter(|path| is_unconfirmed(path)).try_for_each(fs::remove_dir_all)
}

fn is_unconfirmed(path: &Path) -> bool {
    path.extension().is_some()
}

fn below(folder: &Path) -> io::Result<Vec<PathBuf>> {
    match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        entries => entries?.map(|entry| Ok(entry?.path())).collect(),
    }
}

/// Puts a job with its files on the disk; a job of the same files that has ended is noted anew.
pub(super) fn take(folder: &Path, job: &Job, files: &[(String, &[u8])]) -> io::Result<()> {
    if folder.join(&job.id).is_dir() {
        return note(folder, job);
    }
    fs::create_dir_all(folder)?;
    let part = folder.join(&job.id).with_extension("part");
    if part.is_dir() {
        fs::remove_dir_all(&part)?;
    }
    fs::create_dir(&part)?;
    for (at, (_, bytes)) in files.iter().enumerate() {
        write(&part.join(at.to_string()), bytes)?;
    }
    write(&part.join(JOB), &serde_json::to_vec_pretty(job)?)?;
    durable(&part)?;
    fs::rename(&part, folder.join(&job.id))?;
    durable(folder)?;
    folder.parent().map_or(Ok(()), durable)
}

/// Writes down how a job stands.
pub(super) fn note(folder: &Path, job: &Job) -> io::Result<()> {
    let own = folder.join(&job.id);
    let new = own.join("job.new");
    write(&new, &serde_json::to_vec_pretty(job)?)?;
    fs::rename(&new, own.join(JOB))?;
    durable(&own)
}

fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Makes the names in a folder durable; where the system knows no such thing for folders, they are.
fn durable(folder: &Path) -> io::Result<()> {
    let own = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    if cfg!(unix) { File::open(own)?.sync_all() } else { Ok(()) }
}

//! Jobs on the disk. A job is there as a whole or not at all: its folder is written under another name, made durable, and renamed.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::Job;

/// The file that tells of a job.
const JOB: &str = "job.json";

/// Returns where the file of a job lies: under its place, not under a name that a client gave.
pub(super) fn file(folder: &Path, id: &str, at: usize) -> PathBuf {
    folder.join(id).join(at.to_string())
}

/// Returns the jobs of a folder, and removes what was not confirmed.
pub(super) fn kept(folder: &Path) -> io::Result<Vec<Job>> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let mut jobs = Vec::new();
    for entry in entries {
        let path = entry?.path();
        if path.extension().is_some() {
            fs::remove_dir_all(&path)?;
        } else if let Ok(json) = fs::read(path.join(JOB)) {
            jobs.push(serde_json::from_slice(&json)?);
        }
    }
    Ok(jobs)
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

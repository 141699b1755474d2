//! Which files of a Git repository changed since a revision, as the program `git` tells.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::inputs::{Input, STDIN};

/// Why it is not known what changed.
#[derive(Debug, thiserror::Error)]
pub enum ChangedError {
    /// There is no Git.
    #[error("--changed-since cần chương trình git, không chạy được: {0}")]
    NoGit(std::io::Error),
    /// Git refused.
    #[error("{folder}: {asked}: {reason}")]
    Git {
        /// The folder asked about.
        folder: String,
        /// What was asked.
        asked: String,
        /// What Git says.
        reason: String,
    },
    /// Standard input has no revisions.
    #[error("--changed-since không dùng được cho đầu vào chuẩn (-)")]
    Stdin,
}

/// Keeps the inputs below `paths` that changed since `revision` in the working folder, and those that Git does not know yet; ignored
/// files are left out, a renamed file counts under its new name.
///
/// # Errors
/// There is no `git`, a path is in no repository, or the revision is none.
pub fn since(revision: &str, paths: &[PathBuf], inputs: Vec<Input>) -> Result<Vec<Input>, ChangedError> {
    let mut roots: BTreeSet<PathBuf> = BTreeSet::new();
    let mut changed: BTreeSet<PathBuf> = BTreeSet::new();
    for path in paths {
        if path.as_os_str() == STDIN {
            return Err(ChangedError::Stdin);
        }
        let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let folder = if path.is_dir() { path } else { parent };
        let root = git(folder, &["rev-parse", "--show-toplevel"], "không nằm trong kho git")?;
        let root = as_path(root.strip_suffix(b"\n").unwrap_or(&root));
        if !roots.insert(root.clone()) {
            continue;
        }
        let commit = format!("{revision}^{{commit}}");
        let asked = format!("không có phiên bản \"{revision}\"");
        let commit = git(&root, &["rev-parse", "--verify", "--end-of-options", &commit], &asked)?;
        let commit = String::from_utf8_lossy(&commit).trim().to_owned();
        let differing = ["diff", "--name-only", "-z", "--diff-filter=d", "--no-ext-diff", &commit, "--"];
        let unknown = ["ls-files", "--others", "--exclude-standard", "-z"];
        for names in [git(&root, &differing, "git diff")?, git(&root, &unknown, "git ls-files")?] {
            let names = names.split(|byte| *byte == 0).filter(|name| !name.is_empty());
            changed.extend(names.map(|name| root.join(as_path(name))).filter_map(|path| path.canonicalize().ok()));
        }
    }
    let is_changed = |input: &Input| input.path.canonicalize().is_ok_and(|path| changed.contains(&path));
    Ok(inputs.into_iter().filter(is_changed).collect())
}

/// Runs git in a folder and returns what it prints; `asked` tells what was wanted where it fails.
fn git(folder: &Path, arguments: &[&str], asked: &str) -> Result<Vec<u8>, ChangedError> {
    let output = Command::new("git").arg("-C").arg(folder).args(arguments).output().map_err(ChangedError::NoGit)?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let reason = String::from_utf8_lossy(&output.stderr).trim().to_owned();
    Err(ChangedError::Git { folder: folder.display().to_string(), asked: asked.to_owned(), reason })
}

#[cfg(unix)]
fn as_path(name: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    PathBuf::from(std::ffi::OsStr::from_bytes(name))
}

#[cfg(not(unix))]
fn as_path(name: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(name).into_owned())
}

//! The dossier of a year, by the programmes of the program and of an office's own rules folder.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::Office;
use crate::audit::dossier::{Asked, Dossier, DossierError, Program};
use crate::registry::{RegistryError, Store};

/// The programmes built in: file names under `rules/dossiers/` and their texts.
const BUILTIN: [(&str, &str); 2] = [
    ("rules/dossiers/cchc.toml", include_str!("../../rules/dossiers/cchc.toml")),
    ("rules/dossiers/thanh-tra.toml", include_str!("../../rules/dossiers/thanh-tra.toml")),
];
/// The folder of an office's rules that holds its programmes.
const FOLDER: &str = "dossiers";

/// Programmes that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ProgramsError {
    /// A file says something wrong at a place.
    #[error(transparent)]
    Wrong(#[from] DossierError),
    /// A file or folder could not be read.
    #[error("{}: không đọc được: {source}", .path.display())]
    Unread {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// There is no programme of that id.
    #[error("không có hồ sơ \"{id}\"; có: {}", .known.join(", "))]
    Unknown {
        /// The id asked for.
        id: String,
        /// Those that there are.
        known: Vec<String>,
    },
}

/// Returns the programme of that id: the office's own, else the one built in.
///
/// # Errors
/// A file of the office cannot be read or is wrong, or there is no such programme.
pub fn program(office: &Office, rules: Option<&Path>, id: &str) -> Result<Program, ProgramsError> {
    let mut known: BTreeMap<String, Program> = BTreeMap::new();
    for (path, text) in BUILTIN {
        let program = Program::read(path, text, &office.lexicon)?;
        known.insert(program.id.to_string(), program);
    }
    for path in rules.map(files).transpose()?.into_iter().flatten() {
        let text =
            std::fs::read_to_string(&path).map_err(|source| ProgramsError::Unread { path: path.clone(), source })?;
        let program = Program::read(&path.to_string_lossy(), &text, &office.lexicon)?;
        known.insert(program.id.to_string(), program);
    }
    known.remove(id).ok_or_else(|| ProgramsError::Unknown { id: id.to_owned(), known: known.into_keys().collect() })
}

/// Returns the dossier of a year.
///
/// # Errors
/// The registry cannot be read.
pub fn dossier(office: &Office, store: &Store, program: &Program, asked: &Asked) -> Result<Dossier, RegistryError> {
    Dossier::of(store, &office.lexicon, program, asked)
}

fn files(rules: &Path) -> Result<Vec<PathBuf>, ProgramsError> {
    let folder = rules.join(FOLDER);
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let entries = std::fs::read_dir(&folder).and_then(Iterator::collect::<Result<Vec<_>, _>>);
    let entries = entries.map_err(|source| ProgramsError::Unread { path: folder, source })?;
    let mut files: Vec<PathBuf> = entries.into_iter().map(|entry| entry.path()).collect();
    files.retain(|path| path.extension().is_some_and(|end| end == "toml"));
    files.sort();
    Ok(files)
}

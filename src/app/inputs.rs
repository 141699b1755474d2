//! The files that a command was asked to read.

use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

/// The name that stands for standard input.
pub const STDIN: &str = "-";

/// One file to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// Where it is.
    pub path: PathBuf,
    /// Its path as reports print it: as given, or the folder as given and the way below it, with `/`.
    pub name: String,
    /// Whether the user named it, rather than a folder above it: an unreadable kind is then an error, not passed over.
    pub named: bool,
}

/// A path that could not be walked.
#[derive(Debug, thiserror::Error)]
#[error("{path}: {reason}")]
pub struct InputError {
    /// The path as given.
    pub path: String,
    /// Why.
    pub reason: String,
}

/// Returns the files below `paths` in name order: a file is taken as it is; a folder gives every file below it whose
/// name `readable` accepts. Hidden files and Word's lock files (`~$…`) are passed over.
pub fn collect(paths: &[PathBuf], readable: impl Fn(&str) -> bool) -> (Vec<Input>, Vec<InputError>) {
    let mut inputs = Vec::new();
    let mut errors = Vec::new();
    for path in paths {
        if path.as_os_str() == STDIN {
            inputs.push(Input { path: path.clone(), name: STDIN.to_owned(), named: true });
        } else if path.is_dir() {
            walk(path, &readable, &mut inputs, &mut errors);
        } else if path.exists() {
            inputs.push(Input { path: path.clone(), name: printed(path), named: true });
        } else {
            errors
                .push(InputError { path: printed(path), reason: "không có tệp hoặc thư mục này".to_owned() });
        }
    }
    (inputs, errors)
}

fn walk(folder: &Path, readable: impl Fn(&str) -> bool, inputs: &mut Vec<Input>, errors: &mut Vec<InputError>) {
    let walker = WalkBuilder::new(folder).standard_filters(false).hidden(true).sort_by_file_name(Ord::cmp).build();
    for entry in walker {
        match entry {
            Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_file()) => {
                let name = entry.file_name().to_string_lossy();
                if !name.starts_with("~$") && readable(&name) {
                    let name = printed(entry.path());
                    inputs.push(Input { path: entry.into_path(), name, named: false });
                }
            }
            Ok(_) => {}
            Err(error) => errors.push(InputError { path: printed(folder), reason: error.to_string() }),
        }
    }
}

fn printed(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

#[cfg(test)]
mod tests {
    use super::collect;

    #[test]
    fn a_folder_gives_its_readable_files_in_name_order() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["b.txt", "a.docx", "~$a.docx", "c_exe", ".hidden.txt"] {
            std::fs::write(folder.path().join(name), "x").unwrap();
        }
        let (inputs, errors) = collect(&[folder.path().to_owned()], |name| !name.ends_with("_exe"));
        let names: Vec<&str> = inputs.iter().filter_map(|input| input.path.file_name()?.to_str()).collect();
        assert_eq!(names, ["a.docx", "b.txt"]);
        assert!(errors.is_empty());
    }

    #[test]
    fn a_missing_path_is_named() {
        let (_, errors) = collect(&["nowhere/at/all.docx".into()], |_| true);
        assert_eq!(errors[0].path, "nowhere/at/all.docx");
    }
}

//! Which programs outside soat this machine has.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use crate::ingest::Programs;

/// Finds the programs: where its variable (`SOAT_SOFFICE`, `SOAT_TESSERACT`, `SOAT_PDFTOPPM`) is set, the file it names, or none where it is empty;
/// else the first on `PATH`, or where its installer puts it.
#[must_use]
pub fn find() -> Programs {
    Programs {
        soffice: program(
            "SOAT_SOFFICE",
            &["soffice", "libreoffice"],
            &[
                "/Applications/LibreOffice.app/Contents/MacOS/soffice",
                "C:\\Program Files\\LibreOffice\\program\\soffice.exe",
            ],
        ),
        tesseract: program("SOAT_TESSERACT", &["tesseract"], &["C:\\Program Files\\Tesseract-OCR\\tesseract.exe"]),
        pdftoppm: program("SOAT_PDFTOPPM", &["pdftoppm"], &[]),
        cache: cache(),
    }
}

fn program(variable: &str, names: &[&str], places: &[&str]) -> Option<PathBuf> {
    if let Some(named) = std::env::var_os(variable) {
        return (!named.is_empty()).then(|| PathBuf::from(named));
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    let on_path = names.iter().find_map(|name| on_path(&path, name));
    on_path.or_else(|| places.iter().map(PathBuf::from).find(|place| place.is_file()))
}

fn on_path(path: &OsStr, name: &str) -> Option<PathBuf> {
    let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    std::env::split_paths(path).map(|folder| folder.join(&file)).find(|file| file.is_file())
}

/// Returns the folder of this user's converted files.
fn cache() -> Option<PathBuf> {
    let folder = |variable: &str| std::env::var_os(variable).map(PathBuf::from).filter(|folder| folder.is_absolute());
    let home = || folder("HOME").map(|home| home.join(".cache"));
    let caches = folder("XDG_CACHE_HOME").or_else(|| folder("LOCALAPPDATA")).or_else(home)?;
    Some(caches.join(Path::new("soat/converted")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_is_found_on_the_path() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join(format!("soffice{}", std::env::consts::EXE_SUFFIX));
        std::fs::write(&file, "").unwrap();
        assert_eq!(on_path(folder.path().as_os_str(), "soffice"), Some(file));
        assert_eq!(on_path(folder.path().as_os_str(), "libreoffice"), None);
    }
}

//! Starts a new rule page (`soat rules new`).

use std::path::{Path, PathBuf};

use crate::rules::Family;

/// What a new page is made of.
#[derive(Debug, Clone, Copy)]
pub struct New<'a> {
    /// The family.
    pub family: Family,
    /// The code: `CIT-040`.
    pub code: &'a str,
    /// The defect in ASCII words: `can-cu-thieu-ngay`.
    pub slug: &'a str,
    /// The name of the coded check in its family, where it is one.
    pub coded: Option<&'a str>,
}

/// Why no page was made.
#[derive(Debug, thiserror::Error)]
pub enum NewError {
    /// The page is there.
    #[error("{} is already there", .0.display())]
    Exists(PathBuf),
    /// The page could not be written.
    #[error("cannot write {}: {source}", path.display())]
    Write {
        /// The page.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
}

/// Writes a new page below `dir` and returns its path.
///
/// # Errors
/// Where the page is there or cannot be written.
pub fn new(dir: &Path, new: New<'_>) -> Result<PathBuf, NewError> {
    let folder = dir.join(new.family.folder());
    let path = folder.join(format!("{}-{}.md", new.code, new.slug));
    if path.exists() {
        return Err(NewError::Exists(path));
    }
    let check = new.coded.map_or_else(
        || "[check.pattern]\nin = [\"title\"]\nregex = 'viết mẫu ở đây'".to_owned(),
        |name| format!("[check]\ncoded = \"{}::{name}\"", new.family.folder()),
    );
    let page =
        include_str!("scaffold.md").replace("CODE", new.code).replace("SLUG", new.slug).replace("[CHECK]", &check);
    let write = |source| NewError::Write { path: path.clone(), source };
    std::fs::create_dir_all(&folder).map_err(write)?;
    std::fs::write(&path, page).map_err(write)?;
    Ok(path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::RuleSet;

    #[test]
    fn a_new_page_can_be_read_at_once() {
        let dir = tempfile::tempdir().unwrap();
        let wanted = New { family: Family::Form, code: "UNIT-001", slug: "thieu-so-trang", coded: None };
        let path = new(dir.path(), wanted).unwrap();
        assert!(path.ends_with("form/UNIT-001-thieu-so-trang.md"));
        let mut set = RuleSet::empty().unwrap();
        set.load_dir(dir.path()).unwrap();
        set.get("UNIT-001").unwrap().body().unwrap();
        assert!(matches!(new(dir.path(), wanted), Err(NewError::Exists(_))));
    }
}

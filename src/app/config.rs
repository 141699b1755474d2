//! The configuration file `soat.toml`.

use std::path::{Path, PathBuf};

use serde::Deserialize;

/// What an office sets once: the nearest `soat.toml` upward from the working folder.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Config {
    /// The registry file, relative to the configuration file.
    pub registry: Option<PathBuf>,
    /// A folder of rule pages added over the built-in ones, relative to the configuration file.
    pub rules: Option<PathBuf>,
    /// `vi` or `en`.
    pub lang: Option<String>,
    /// The severity from which `check` exits with 1.
    pub fail_on: Option<String>,
}

/// A configuration file that could not be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file could not be read.
    #[error("{}: không đọc được tệp cấu hình: {source}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The file is not TOML of the known shape.
    #[error("{}: cấu hình không hợp lệ:\n{source}", path.display())]
    Invalid {
        /// The file.
        path: PathBuf,
        /// Where and why; names the unknown key and points to its line.
        source: Box<toml::de::Error>,
    },
}

impl Config {
    /// Reads the file at `path`; paths inside it become relative to its folder.
    ///
    /// # Errors
    /// The file cannot be read, is not TOML, or has an unknown key.
    pub fn read(path: &Path) -> Result<Self, ConfigError> {
        let text = std::fs::read_to_string(path)
            .map_err(|source| ConfigError::Unreadable { path: path.to_owned(), source })?;
        let mut config: Self = toml::from_str(&text)
            .map_err(|source| ConfigError::Invalid { path: path.to_owned(), source: Box::new(source) })?;
        let folder = path.parent().unwrap_or(Path::new("."));
        for inner in [&mut config.registry, &mut config.rules].into_iter().flatten() {
            *inner = folder.join(&*inner);
        }
        Ok(config)
    }

    /// Reads the nearest `soat.toml` from `folder` upward, stopping at a repository's root; the defaults where none is.
    ///
    /// # Errors
    /// As [`Self::read`].
    pub fn nearest(folder: &Path) -> Result<Self, ConfigError> {
        for folder in folder.ancestors() {
            let path = folder.join("soat.toml");
            if path.is_file() {
                return Self::read(&path);
            }
            if folder.join(".git").exists() {
                break;
            }
        }
        Ok(Self::default())
    }
}

#[cfg(test)]
mod tests {
    use super::Config;

    #[test]
    fn paths_are_relative_to_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("soat.toml");
        std::fs::write(&path, "registry = 'tinh.db'\n").unwrap();
        assert_eq!(Config::read(&path).unwrap().registry, Some(folder.path().join("tinh.db")));
    }

    #[test]
    fn an_unknown_key_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("soat.toml");
        std::fs::write(&path, "registri = 'tinh.db'\n").unwrap();
        assert!(Config::read(&path).unwrap_err().to_string().contains("registri"));
    }
}

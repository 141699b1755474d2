//! What an office has beside its registry and its ledger.

use std::path::{Component, Path, PathBuf, absolute};

use crate::app::config::Config;

/// What an office has beside its registry and its ledger.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Own {
    /// Folders of its own rule pages and tables.
    pub folders: Vec<PathBuf>,
    /// The files that its configuration names: mapping, baseline, waivers.
    pub files: Vec<PathBuf>,
    /// The configuration file.
    pub config: Option<PathBuf>,
}

impl Own {
    /// Returns what a configuration names, with the folder of rule pages that is in use.
    #[must_use]
    pub fn of(config: &Config, rules: Option<&Path>) -> Self {
        let folders = [rules, config.lexicon.as_deref()].into_iter().flatten().map(Path::to_owned).collect();
        let named = [&config.mapping, &config.baseline, &config.waivers].into_iter().flatten();
        let files = named.filter(|path| path.exists()).cloned().collect();
        Self { folders, files, config: config.path().map(Path::to_owned) }
    }

    /// Returns the name of a file in a backup: its way from the folder of the configuration, so that the configuration finds it
    /// where it is brought back; its own name where it is not below that folder.
    pub(super) fn name_of(&self, path: &Path) -> String {
        let config = self.config.as_deref().and_then(|config| absolute(config).ok());
        let home = config.as_deref().and_then(Path::parent);
        let whole = absolute(path).ok();
        let below = home.zip(whole.as_deref()).and_then(|(home, whole)| whole.strip_prefix(home).ok());
        let below = below.filter(|below| below.components().all(|part| matches!(part, Component::Normal(_))));
        Self::slashed(below.unwrap_or_else(|| Path::new(path.file_name().unwrap_or(path.as_os_str()))))
    }

    /// Returns a path below another as names in a backup are written.
    pub(super) fn slashed(below: &Path) -> String {
        let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
        parts.join("/")
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::Own;

    #[test]
    fn what_the_configuration_names_keeps_its_place() {
        let own = Own { config: Some("/kho/soat.toml".into()), ..Own::default() };
        for (path, name) in [
            ("/kho/soat.toml", "soat.toml"),
            ("/kho/so/tinh.db", "so/tinh.db"),
            ("/kho/./quy-tac", "quy-tac"),
            ("/khac/tinh.db", "tinh.db"),
            ("/kho/../khac/tinh.db", "tinh.db"),
        ] {
            assert_eq!(own.name_of(Path::new(path)), name);
        }
        assert_eq!(Own::default().name_of(Path::new("so/tinh.db")), "tinh.db");
    }
}

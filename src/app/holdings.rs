//! What drafts are held against: the office's registry and the list built into the program, each with its counts.

use std::path::Path;

use serde::Serialize;

use crate::lexicon::Lexicon;
use crate::registry::{Census, RegistryError, Store};

/// One layer of what is known; the earlier one's facts win.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Layer {
    /// The registry file; `None` for the built-in list.
    pub path: Option<String>,
    /// What it holds.
    #[serde(flatten)]
    pub census: Census,
}

/// Counts the registry at `path`, where one is named, and the built-in list.
///
/// # Errors
/// The registry cannot be read.
pub fn holdings(path: Option<&Path>, lexicon: &Lexicon) -> Result<Vec<Layer>, RegistryError> {
    let mut layers = Vec::new();
    if let Some(path) = path {
        let census = Store::open_read_only(path)?.census()?;
        layers.push(Layer { path: Some(path.display().to_string()), census });
    }
    layers.push(Layer { path: None, census: Census::builtin(lexicon) });
    Ok(layers)
}

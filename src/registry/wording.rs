//! The words of a stored document with their provisions, without all else that was read of it.

use serde::Deserialize;

use crate::document::Provision;
use crate::text::Table;

/// The words of an issued document; every span points into [`Self::text`].
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Wording {
    /// The whole text, NFC.
    pub text: String,
    /// The provisions, outermost level.
    pub provisions: Vec<Provision>,
    /// The tables.
    #[serde(default)]
    pub tables: Vec<Table>,
}

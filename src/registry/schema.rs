//! The file: its tables and its version.

use crate::sqlite::Schema;

/// A registry; its mark is `soat` in ASCII.
pub(super) const REGISTRY: Schema = Schema {
    application: 0x736f_6174,
    steps: &[
        include_str!("schema/0001.sql"),
        include_str!("schema/0002.sql"),
        include_str!("schema/0003.sql"),
        include_str!("schema/0004.sql"),
        include_str!("schema/0005.sql"),
        include_str!("schema/0006.sql"),
    ],
};

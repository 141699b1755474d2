//! The file: its tables and its version.

use crate::sqlite::Schema;

/// A ledger; its mark is `soaL` in ASCII.
pub(super) const LEDGER: Schema =
    Schema { application: 0x736f_614c, steps: &[include_str!("schema/0001.sql"), include_str!("schema/0002.sql")] };

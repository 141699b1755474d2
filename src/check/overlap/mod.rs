//! Coded checks of the family `overlap` (trùng lặp, chồng chéo): tasks and rules that are given twice.

use super::Check;

/// The coded checks of this family by name.
pub(super) const CHECKS: &[(&str, &dyn Check)] = &[];

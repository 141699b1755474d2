//! Coded checks of the family `sequence` (trình tự, thời hạn, hiệu lực): order, deadlines and effect.

use super::Check;

/// The coded checks of this family by name.
pub(super) const CHECKS: &[(&str, &dyn Check)] = &[];

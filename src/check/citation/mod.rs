//! Coded checks of the family `citation` (viện dẫn, căn cứ): what a document cites and rests on.

use super::Check;

mod expired_basis;

/// The coded checks of this family by name.
pub(super) const CHECKS: &[(&str, &dyn Check)] = &[("expired_basis", &expired_basis::ExpiredBasis)];

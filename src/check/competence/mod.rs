//! Coded checks of the family `competence` (thẩm quyền): whether an authority may do what the document does.

use super::Check;

/// The coded checks of this family by name.
pub(super) const CHECKS: &[(&str, &dyn Check)] = &[];

//! Coded checks of the family `form` (thể thức, kỹ thuật trình bày): how a document looks.

use super::Check;

mod year_in_symbol;

/// The coded checks of this family by name.
pub(super) const CHECKS: &[(&str, &dyn Check)] = &[("year_in_symbol", &year_in_symbol::YearInSymbol)];

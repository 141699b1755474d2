//! Coded checks of the family `form` (thể thức, kỹ thuật trình bày): how a document looks.

use super::Check;

mod date_line;
mod number_shape;
mod unit_in_symbol;
mod year_in_symbol;

/// The coded checks of this family by name.
pub(super) const CHECKS: &[(&str, &dyn Check)] = &[
    ("date_line", &date_line::DateLine),
    ("number_shape", &number_shape::NumberShape),
    ("unit_in_symbol", &unit_in_symbol::UnitInSymbol),
    ("year_in_symbol", &year_in_symbol::YearInSymbol),
];

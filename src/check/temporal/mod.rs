//! Coded checks of the family `temporal` (áp dụng theo thời gian): on which day and by which law one judges.

use super::Check;

mod status_by_day;
mod undated;

/// The coded checks of this family by name.
pub(super) const CHECKS: &[(&str, &dyn Check)] =
    &[("status_by_day", &status_by_day::StatusByDay), ("undated", &undated::Undated)];

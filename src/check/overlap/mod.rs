//! Coded checks of the family `overlap` (trùng lặp, chồng chéo): who was told to do what before.

use super::Check;

mod twins;
mod two_deadlines;
mod two_leads;
mod two_plans;

pub(super) use twins::parents_of;

/// The coded checks of this family by name.
pub(super) const CHECKS: &[(&str, &dyn Check)] = &[
    ("two_deadlines", &two_deadlines::TwoDeadlines),
    ("two_leads", &two_leads::TwoLeads),
    ("two_plans", &two_plans::TwoPlans),
];

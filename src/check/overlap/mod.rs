//! Coded checks of the family `overlap` (trùng lặp, chồng chéo): who was told to do what before.

use super::Check;

mod inspected_twice;
mod twins;
mod two_deadlines;
mod two_leads;
mod two_plans;
mod two_rules;

pub(super) use twins::parents_of;

/// The coded checks of this family by name.
pub(super) const CHECKS: &[(&str, &dyn Check)] = &[
    ("inspected_twice", &inspected_twice::InspectedTwice),
    ("two_deadlines", &two_deadlines::TwoDeadlines),
    ("two_leads", &two_leads::TwoLeads),
    ("two_plans", &two_plans::TwoPlans),
    ("two_rules", &two_rules::TwoRules),
];

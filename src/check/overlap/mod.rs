//! Coded checks of the family `overlap` (trùng lặp, chồng chéo): who was told to do what before.

use super::Check;

mod addressed;
mod amount;
mod business_visits;
mod contrary;
mod gaps;
mod inspected_twice;
mod orphan;
mod same_days;
mod stale_copy;
mod state_audit;
mod twins;
mod two_bodies;
mod two_budgets;
mod two_deadlines;
mod two_leads;
mod two_meanings;
mod two_plans;
mod two_reports;
mod two_rules;
mod visits;
mod who_yields;

pub(super) use twins::parents_of;

/// The coded checks of this family by name.
pub(super) const CHECKS: &[(&str, &dyn Check)] = &[
    ("addressed", &addressed::Addressed),
    ("business_visits", &business_visits::BusinessVisits),
    ("contrary", &contrary::Contrary),
    ("gaps", &gaps::TaskGaps),
    ("inspected_twice", &inspected_twice::InspectedTwice),
    ("orphan", &orphan::OrphanTask),
    ("same_days", &same_days::SameDays),
    ("stale_copy", &stale_copy::StaleCopy),
    ("state_audit", &state_audit::StateAuditPlan),
    ("two_bodies", &two_bodies::TwoBodies),
    ("two_budgets", &two_budgets::TwoBudgets),
    ("two_deadlines", &two_deadlines::TwoDeadlines),
    ("two_leads", &two_leads::TwoLeads),
    ("two_meanings", &two_meanings::TwoMeanings),
    ("two_plans", &two_plans::TwoPlans),
    ("two_reports", &two_reports::TwoReports),
    ("two_rules", &two_rules::TwoRules),
    ("who_yields", &who_yields::WhoYields),
];

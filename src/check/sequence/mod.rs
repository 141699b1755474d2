//! Coded checks of the family `sequence` (trình tự, thời hạn, hiệu lực): what comes before what.

use super::Check;

mod appraisal;
mod before_parent;
mod detail_day;
mod early_effect;
mod effect_on_signing;
mod guided_ended;
mod late_dispatch;
mod later_than_parent;
mod mention;
mod missing_plan;
mod no_effect_clause;
mod number_taken;
mod past_deadline;
mod programme_period;
mod proposal_after;
mod retroactive;
mod series_order;
mod shortened;
mod step_order;
mod two_effects;
mod yearly_plan;

/// The coded checks of this family by name.
pub(super) const CHECKS: &[(&str, &dyn Check)] = &[
    ("appraisal", &appraisal::Appraisal),
    ("before_parent", &before_parent::BeforeParent),
    ("detail_day", &detail_day::DetailDay),
    ("early_effect", &early_effect::EarlyEffect),
    ("effect_on_signing", &effect_on_signing::EffectOnSigning),
    ("guided_ended", &guided_ended::GuidedEnded),
    ("late_dispatch", &late_dispatch::LateDispatch),
    ("later_than_parent", &later_than_parent::LaterThanParent),
    ("missing_plan", &missing_plan::MissingPlan),
    ("no_effect_clause", &no_effect_clause::NoEffectClause),
    ("number_taken", &number_taken::NumberTaken),
    ("past_deadline", &past_deadline::PastDeadline),
    ("programme_period", &programme_period::ProgrammePeriod),
    ("proposal_after", &proposal_after::ProposalAfter),
    ("retroactive", &retroactive::Retroactive),
    ("series_order", &series_order::SeriesOrder),
    ("step_order", &step_order::StepOrder),
    ("two_effects", &two_effects::TwoEffects),
    ("yearly_plan", &yearly_plan::YearlyPlan),
];

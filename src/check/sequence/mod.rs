//! Coded checks of the family `sequence` (trình tự, thời hạn, hiệu lực): what comes before what.

use super::Check;

mod before_parent;
mod early_effect;
mod effect_on_signing;
mod mention;
mod no_effect_clause;
mod number_taken;
mod proposal_after;
mod shortened;

/// The coded checks of this family by name.
pub(super) const CHECKS: &[(&str, &dyn Check)] = &[
    ("before_parent", &before_parent::BeforeParent),
    ("early_effect", &early_effect::EarlyEffect),
    ("effect_on_signing", &effect_on_signing::EffectOnSigning),
    ("no_effect_clause", &no_effect_clause::NoEffectClause),
    ("number_taken", &number_taken::NumberTaken),
    ("proposal_after", &proposal_after::ProposalAfter),
];

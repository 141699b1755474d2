//! Coded checks of the family `competence` (thẩm quyền): whether an authority may do what the document does.

use super::Check;

mod by_delegation;
mod by_order;
mod collective_directive;
mod commune_gap;
mod deputy_for_committee;
mod deputy_for_head;
mod district_bodies;
mod enacting_line;
mod given_work;
mod honorific;
mod inner_unit;
mod inspection_plan;
mod mentions;
mod merged_bodies;
mod normative_form;
mod normativity;
mod on_behalf;
mod other_territory;
mod own_procedure;
mod signer_title;
mod signing;

pub(super) use inspection_plan::{is_yearly_plan, year};
pub(super) use normative_form::is_denied_form;

/// The coded checks of this family by name.
pub(super) const CHECKS: &[(&str, &dyn Check)] = &[
    ("by_delegation", &by_delegation::ByDelegation),
    ("by_order", &by_order::ByOrder),
    ("collective_directive", &collective_directive::CollectiveDirective),
    ("commune_gap", &commune_gap::CommuneGap),
    ("decision_norms", &normativity::DecisionNorms),
    ("department_norms", &normativity::DepartmentNorms),
    ("deputy_for_committee", &deputy_for_committee::DeputyForCommittee),
    ("deputy_for_head", &deputy_for_head::DeputyForHead),
    ("district_bodies", &district_bodies::DistrictBodies),
    ("enacting_line", &enacting_line::EnactingLine),
    ("honorific", &honorific::Honorific),
    ("inner_unit", &inner_unit::InnerUnit),
    ("inspection_plan", &inspection_plan::InspectionPlan),
    ("letter_norms", &normativity::LetterNorms),
    ("merged_bodies", &merged_bodies::MergedBodies),
    ("normative_form", &normative_form::NormativeForm),
    ("on_behalf", &on_behalf::OnBehalf),
    ("other_territory", &other_territory::OtherTerritory),
    ("own_procedure", &own_procedure::OwnProcedure),
    ("signer_title", &signer_title::SignerTitle),
];

//! Coded checks of the family `competence` (thẩm quyền): whether an authority may do what the document does.

use super::Check;

mod collective_directive;
mod commune_gap;
mod deputy_for_committee;
mod deputy_for_head;
mod district_bodies;
mod enacting_line;
mod given_work;
mod mentions;
mod merged_bodies;
mod normative_form;
mod on_behalf;
mod signer_title;
mod signing;

pub(super) use normative_form::is_denied_form;

/// The coded checks of this family by name.
pub(super) const CHECKS: &[(&str, &dyn Check)] = &[
    ("collective_directive", &collective_directive::CollectiveDirective),
    ("commune_gap", &commune_gap::CommuneGap),
    ("deputy_for_committee", &deputy_for_committee::DeputyForCommittee),
    ("deputy_for_head", &deputy_for_head::DeputyForHead),
    ("district_bodies", &district_bodies::DistrictBodies),
    ("enacting_line", &enacting_line::EnactingLine),
    ("merged_bodies", &merged_bodies::MergedBodies),
    ("normative_form", &normative_form::NormativeForm),
    ("on_behalf", &on_behalf::OnBehalf),
    ("signer_title", &signer_title::SignerTitle),
];

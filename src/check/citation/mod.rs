//! Coded checks of the family `citation` (viện dẫn, căn cứ): what a document cites and rests on.

use super::Check;

mod abbreviation;
mod already_ended;
mod ambiguous_short;
mod aside;
mod bare_clause;
mod basis_force;
mod changed_provision;
mod cited_date;
mod cited_later;
mod dangling_reference;
mod differs_from_registry;
mod expired_basis;
mod first_citation;
mod foreign_change;
mod homonym;
mod issuer_against_symbol;
mod issuer_in_time;
mod kind_against_symbol;
mod later_citation;
mod law_form;
mod lower_basis;
mod mention;
mod missing_provision;
mod noise;
mod noise_in_symbol;
mod not_yet_effective;
mod organisation_law;
mod parent_plan;
mod party_basis;
mod party_or_state_scheme;
mod provision_order;
mod unmentioned_amendment;
mod unnumbered;

pub(super) use abbreviation::{explained, same as same_meaning};

/// The coded checks of this family by name.
pub(super) const CHECKS: &[(&str, &dyn Check)] = &[
    ("abbreviation", &abbreviation::Abbreviation),
    ("already_ended", &already_ended::AlreadyEnded),
    ("ambiguous_short", &ambiguous_short::AmbiguousShort),
    ("bare_clause", &bare_clause::BareClause),
    ("basis_force", &basis_force::BasisForce),
    ("changed_provision", &changed_provision::ChangedProvision),
    ("cited_date", &cited_date::CitedDateCheck),
    ("cited_later", &cited_later::CitedLater),
    ("dangling_reference", &dangling_reference::DanglingReference),
    ("differs_from_registry", &differs_from_registry::DiffersFromRegistry),
    ("expired_basis", &expired_basis::ExpiredBasis),
    ("first_citation", &first_citation::FirstCitation),
    ("foreign_change", &foreign_change::ForeignChange),
    ("homonym", &homonym::Homonym),
    ("issuer_against_symbol", &issuer_against_symbol::IssuerAgainstSymbol),
    ("issuer_in_time", &issuer_in_time::IssuerInTime),
    ("kind_against_symbol", &kind_against_symbol::KindAgainstSymbol),
    ("later_citation", &later_citation::LaterCitation),
    ("law_form", &law_form::LawForm),
    ("lawmaking_law", &organisation_law::LawmakingLaw),
    ("lower_basis", &lower_basis::LowerBasis),
    ("missing_provision", &missing_provision::MissingProvision),
    ("noise_in_symbol", &noise_in_symbol::NoiseInSymbol),
    ("not_yet_effective", &not_yet_effective::NotYetEffective),
    ("organisation_law", &organisation_law::OrganisationLaw),
    ("parent_plan", &parent_plan::ParentPlan),
    ("party_basis", &party_basis::PartyBasis),
    ("party_or_state_scheme", &party_or_state_scheme::PartyOrStateScheme),
    ("provision_order", &provision_order::ProvisionOrder),
    ("unmentioned_amendment", &unmentioned_amendment::UnmentionedAmendment),
    ("unnumbered", &unnumbered::Unnumbered),
];

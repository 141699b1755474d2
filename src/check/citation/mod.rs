//! Coded checks of the family `citation` (viện dẫn, căn cứ): what a document cites and rests on.

use super::Check;

mod ambiguous_short;
mod aside;
mod cited_date;
mod cited_later;
mod differs_from_registry;
mod expired_basis;
mod first_citation;
mod issuer_against_symbol;
mod issuer_in_time;
mod kind_against_symbol;
mod law_form;
mod mention;
mod noise;
mod noise_in_symbol;
mod organisation_law;
mod party_or_state_scheme;
mod unmentioned_amendment;
mod unnumbered;

/// The coded checks of this family by name.
pub(super) const CHECKS: &[(&str, &dyn Check)] = &[
    ("ambiguous_short", &ambiguous_short::AmbiguousShort),
    ("cited_date", &cited_date::CitedDateCheck),
    ("cited_later", &cited_later::CitedLater),
    ("differs_from_registry", &differs_from_registry::DiffersFromRegistry),
    ("expired_basis", &expired_basis::ExpiredBasis),
    ("first_citation", &first_citation::FirstCitation),
    ("issuer_against_symbol", &issuer_against_symbol::IssuerAgainstSymbol),
    ("issuer_in_time", &issuer_in_time::IssuerInTime),
    ("kind_against_symbol", &kind_against_symbol::KindAgainstSymbol),
    ("law_form", &law_form::LawForm),
    ("noise_in_symbol", &noise_in_symbol::NoiseInSymbol),
    ("organisation_law", &organisation_law::OrganisationLaw),
    ("party_or_state_scheme", &party_or_state_scheme::PartyOrStateScheme),
    ("unmentioned_amendment", &unmentioned_amendment::UnmentionedAmendment),
    ("unnumbered", &unnumbered::Unnumbered),
];

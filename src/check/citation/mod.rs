//! Coded checks of the family `citation` (viện dẫn, căn cứ): what a document cites and rests on.

use super::Check;

mod cited_date;
mod cited_later;
mod expired_basis;
mod issuer_against_symbol;
mod issuer_in_time;
mod kind_against_symbol;
mod mention;
mod noise;
mod noise_in_symbol;
mod party_or_state_scheme;
mod unnumbered;

/// The coded checks of this family by name.
pub(super) const CHECKS: &[(&str, &dyn Check)] = &[
    ("cited_date", &cited_date::CitedDateCheck),
    ("cited_later", &cited_later::CitedLater),
    ("expired_basis", &expired_basis::ExpiredBasis),
    ("issuer_against_symbol", &issuer_against_symbol::IssuerAgainstSymbol),
    ("issuer_in_time", &issuer_in_time::IssuerInTime),
    ("kind_against_symbol", &kind_against_symbol::KindAgainstSymbol),
    ("noise_in_symbol", &noise_in_symbol::NoiseInSymbol),
    ("party_or_state_scheme", &party_or_state_scheme::PartyOrStateScheme),
    ("unnumbered", &unnumbered::Unnumbered),
];

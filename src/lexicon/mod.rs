//! Loads the tables of `rules/lexicon/`: kinds, authorities, signers, forms by issuer, territories, synonyms.
//!
//! Law is data: every entry carries its basis, its period and how it was verified. This room answers questions of the
//! tables ("which kind is `QĐ`", "which authority is `Sở Kế hoạch và Đầu tư` on this day") and judges nothing. The
//! questions are methods of [`Lexicon`], each written in the file of the table it asks.

mod actions;
mod alike;
mod articles;
mod authorities;
mod congresses;
mod entry;
mod error;
mod force;
mod forms;
mod inspections;
mod kind_words;
mod kinds;
mod laws;
mod minima;
mod naming;
mod national;
mod number_book;
mod place;
mod regimes;
mod signers;
mod synonyms;
mod tables;
mod territories;
mod titled;
mod words;

pub use actions::Action;
pub use alike::{ScoreWeights, Sense, TermWeights};
pub use authorities::{Authority, Existence, OrganCode, Works};
pub use congresses::Term;
pub use entry::{Period, Verified};
pub use error::LexiconError;
pub use force::{Fate, Guiding, Rank};
pub use forms::{Allowed, Form};
pub use inspections::{InspectingOrgan, InspectionLimit, Precedence};
pub use kinds::{Abbreviation, Kind, Titled};
pub use laws::Law;
pub use minima::Minimum;
pub use naming::{AuthorityMatch, Near};
pub use number_book::BookField;
pub use regimes::{Regime, Subject};
pub use signers::{SignerRule, Title};
pub use synonyms::Synonym;
pub use tables::{Lexicon, Tables};
pub use territories::{Territory, TerritoryType};

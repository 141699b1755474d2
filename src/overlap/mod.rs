//! Judges what two tasks (nhiệm vụ) are to one another: the same work, a contradiction, one carrying out the other.
//!
//! [`Work`] is a task as it is compared: its terms, addressees, places, laws and times, with the document that gives it.
//! [`judge`] weighs two of them by the table `rules/lexicon/overlap.toml` and says which words decided. It is the one
//! judgement of the program: drafts and whole registries are judged by it alike.
//! Nothing here reads a registry or a clock.

mod brief;
mod corpus;
mod difference;
mod giver;
mod least;
#[cfg(test)]
mod made;
mod reading;
mod times;
mod verdict;
mod work;

pub use brief::{Sieve, brief, brief_ground};
pub use corpus::{Block, Corpus};
pub use difference::Difference;
pub use giver::{Giver, share_ground};
pub use verdict::{Apart, Overlap, TaskRelation, judge};
pub use work::{Work, subject_of, visited_key};

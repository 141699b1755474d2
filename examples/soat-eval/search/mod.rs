//! Measures the search: relevance, known documents, size and speed, and what a kill leaves.

pub(crate) mod kill;
pub(crate) mod known;
pub(crate) mod made;
mod peers;
pub(crate) mod process;
mod recoll;
pub(crate) mod retrieval;
pub(crate) mod scale;
pub(crate) mod similar;
mod xapian;

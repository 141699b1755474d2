//! The files of soat that are SQLite databases: how they are told apart, opened and brought up to date, and what can go wrong
//! with any of them. What is in them is the business of the rooms above.

mod fault;
mod schema;
mod whole;

pub use fault::Fault;
pub use schema::Schema;
pub use whole::{copy, faults};

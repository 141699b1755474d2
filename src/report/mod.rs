//! Renders findings and documents, one file a format.
//!
//! Nothing here decides anything: a report says what the findings say, in the order in which they come.

pub mod akn;
pub mod audit;
mod blocks;
mod cell;
pub mod census;
pub mod ci;
pub mod citations;
pub mod compare;
pub mod document;
pub mod dossier;
pub mod edxml;
pub mod figure;
pub mod findings;
pub mod hits;
pub mod json;
pub mod log;
pub mod reading;
pub mod review;
pub mod rule_page;
pub mod rule_table;
pub mod rules;
mod sheet;
pub mod standing;
pub mod statistics;
mod word;
pub(crate) mod words;
mod xml;

//! One file a use case: wires the rooms, owns parallelism, progress and configuration.

pub mod catalogue;
pub mod config;
pub mod inputs;
pub mod rules;

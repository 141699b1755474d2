//! One file a use case: wires the rooms, owns parallelism, progress and configuration.

pub mod annotate;
pub mod audit;
pub mod book;
pub mod catalogue;
pub mod changed;
pub mod check;
pub mod cite;
pub mod compare;
pub mod config;
pub mod decisions;
pub mod desk;
pub mod dossier;
pub mod export;
pub mod fix;
pub mod holdings;
pub mod imports;
pub mod ingest;
pub mod inputs;
pub mod library;
mod office;
pub mod opened;
pub mod parcel;
pub mod programs;
pub mod reading;
pub mod review;
pub mod rules;
pub mod safekeeping;
pub mod search;
pub mod show;
pub mod surroundings;
pub mod triage;
pub mod watch;

pub use office::{Office, OfficeError};

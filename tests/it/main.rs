//! The integration tests, one module a room.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod anchors;
mod annotate;
#[cfg(feature = "serve")]
mod api;
mod audit;
mod briefs;
mod changed;
mod ci;
mod citation;
mod cli;
mod compare;
mod compared;
mod decisions;
mod dossier;
mod export;
mod figures;
mod fix;
mod golden;
mod guide;
mod header;
mod ingest;
#[cfg(all(unix, feature = "serve"))]
mod killed;
mod ledger;
mod libreoffice;
mod lsp;
#[cfg(feature = "serve")]
mod mcp;
mod mend;
mod office;
#[cfg(feature = "oidc")]
mod oidc;
mod paragraphs;
mod registry;
mod reports;
mod rules;
mod safekeeping;
mod schema;
#[cfg(feature = "serve")]
mod screens;
mod search;
#[cfg(feature = "serve")]
mod serve;
#[cfg(feature = "serve")]
mod server;
mod shared;
mod surfaces;
mod taken;
mod tasks;
mod watch;
mod word;

//! What people did: users and how they come in, decisions on findings, verdicts on overlaps, kept drafts, and the log of
//! it all. One SQLite file beside the registry; the registry holds the law, this holds the office's own work.
//!
//! How to use it: [`Ledger::open`] the file (or [`Ledger::in_memory`]); every change takes a [`By`] (who, from where, when:
//! the clock is read by the caller) and writes its row of the log in the same transaction, synced before it returns.
//! Every question about somebody's things takes a [`Sight`]: what that person may see. A handler of the server gets both
//! from its visitor, and the ledger from `state.ledger(…)`:
//!
//! ```
//! use soat::ledger::{By, Choice, Ledger, NewDecision, Sight};
//!
//! let mut ledger = Ledger::in_memory()?;
//! let by = By { who: "lan", unit: "so-noi-vu", address: None, at: jiff::Timestamp::UNIX_EPOCH };
//! let new = NewDecision {
//!     fingerprint: "0f3a", code: "CIT-010", document: "du-thao.docx", message: "căn cứ đã hết hiệu lực",
//!     what: Choice::Ignored, reason: Some("dẫn lịch sử sửa đổi"), ..NewDecision::default()
//! };
//! ledger.decide(&by, Sight::Own("lan"), &new)?;
//! let standing = ledger.standing(Sight::Own("lan"), "so-noi-vu", "du-thao.docx")?;
//! assert_eq!(standing["0f3a"].what, Choice::Ignored);
//! assert!(ledger.standing(Sight::Own("minh"), "so-noi-vu", "du-thao.docx")?.is_empty());
//! # Ok::<(), soat::ledger::LedgerError>(())
//! ```

mod by;
mod chain;
mod decision;
mod draft;
mod error;
mod log;
mod saved;
mod schema;
mod secret;
mod session;
mod store;
mod token;
mod user;
mod verdict;
mod words;

pub use by::{By, Sight};
pub use chain::{Broken, Chain, Fault, Link};
pub use decision::{Choice, Decision, NewDecision};
pub use draft::{Draft, KeptDraft};
pub use error::LedgerError;
pub use log::{Asked, Row};
pub use saved::{NewSearch, Order, SavedSearch};
pub use secret::Secret;
pub use session::Session;
pub use store::Ledger;
pub use token::{NewToken, Scope, Token};
pub use user::{Change, Credentials, NewUser, Role, User};
pub use verdict::{Kinship, NewVerdict, Place, Verdict};

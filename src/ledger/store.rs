//! An open ledger, and the one way in which it is changed.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, Transaction, TransactionBehavior};
use serde_json::Value;

use super::schema::LEDGER;
use super::{By, LedgerError, chain};

/// An open ledger.
#[derive(Debug)]
pub struct Ledger {
    pub(super) connection: Connection,
}

/// What the log says of a change.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Told {
    /// What was done, in dotted words that stay the same: `user.add`.
    pub(super) what: &'static str,
    /// What it was done to.
    pub(super) object: String,
    pub(super) before: Option<Value>,
    pub(super) after: Option<Value>,
}

impl Ledger {
    /// Opens or makes the ledger at `path`.
    ///
    /// # Errors
    /// The file is another thing or cannot be written.
    pub fn open(path: &Path) -> Result<Self, LedgerError> {
        Ok(Self { connection: LEDGER.create_or_open(path)? })
    }

    /// Returns where the ledger of a registry is, where nobody says otherwise: beside it, `kho.soat.ledger` by `kho.soat`.
    #[must_use]
    pub fn beside(registry: &Path) -> PathBuf {
        let mut name = registry.as_os_str().to_owned();
        name.push(".ledger");
        PathBuf::from(name)
    }

    /// Opens the ledger at `path`, which must be there, for reading.
    ///
    /// # Errors
    /// There is none, or it is another thing.
    pub fn read(path: &Path) -> Result<Self, LedgerError> {
        Ok(Self { connection: LEDGER.open_read_only(path)? })
    }

    /// Makes a ledger that ends with the process.
    ///
    /// # Errors
    /// There is no memory.
    pub fn in_memory() -> Result<Self, LedgerError> {
        Ok(Self { connection: LEDGER.in_memory()? })
    }

    /// Does `work` and writes what it tells into the log, both or neither; it is on the disk when this returns.
    pub(super) fn change<T>(
        &mut self,
        by: &By<'_>,
        work: impl FnOnce(&Transaction<'_>) -> Result<(T, Told), LedgerError>,
    ) -> Result<T, LedgerError> {
        let transaction = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let (value, told) = work(&transaction)?;
        chain::append(&transaction, by, &told)?;
        transaction.commit()?;
        Ok(value)
    }

    /// Writes into the log what changes nothing here: a document read into the registry, a store taken away.
    ///
    /// # Errors
    /// The ledger cannot be written.
    pub fn note(&mut self, by: &By<'_>, what: &'static str, object: &str, after: Value) -> Result<(), LedgerError> {
        let after = Some(after).filter(|after| !after.is_null());
        self.change(by, |_| Ok(((), Told { what, object: object.to_owned(), before: None, after })))
    }
}

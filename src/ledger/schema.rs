//! The file: its tables, its version, and how it is opened.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OpenFlags, TransactionBehavior};

use super::LedgerError;

/// Marks a SQLite file as a ledger (`soaL` in ASCII).
const APPLICATION: i64 = 0x736f_614c;

/// How long a writer waits for another one.
const PATIENCE: Duration = Duration::from_secs(5);

/// Steps that bring a file from version `n` to `n + 1`; the newest version is their number.
const MIGRATIONS: &[&str] = &[include_str!("schema/0001.sql")];

fn newest() -> i64 {
    i64::try_from(MIGRATIONS.len()).unwrap_or(i64::MAX)
}

/// Opens or makes the ledger at `path`, bringing an older one up to date.
pub(super) fn create_or_open(path: &Path) -> Result<Connection, LedgerError> {
    let open = || -> Result<Connection, LedgerError> {
        let mut connection = Connection::open(path)?;
        prepare(&connection)?;
        admit(&connection, path)?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        migrate(&mut connection)?;
        Ok(connection)
    };
    open().map_err(|error| named(error, path))
}

/// Opens the ledger at `path`, which must be there and stays as it is.
pub(super) fn open_read_only(path: &Path) -> Result<Connection, LedgerError> {
    if !path.exists() {
        return Err(LedgerError::Missing(path.to_owned()));
    }
    let open = || -> Result<Connection, LedgerError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags)?;
        prepare(&connection)?;
        match admit(&connection, path)? {
            0 => Err(LedgerError::NotALedger(path.to_owned())),
            _ => Ok(connection),
        }
    };
    open().map_err(|error| named(error, path))
}

/// Makes an empty ledger in memory.
pub(super) fn in_memory() -> Result<Connection, LedgerError> {
    let mut connection = Connection::open_in_memory()?;
    prepare(&connection)?;
    migrate(&mut connection)?;
    Ok(connection)
}

fn prepare(connection: &Connection) -> Result<(), LedgerError> {
    connection.busy_timeout(PATIENCE)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    // What was confirmed to somebody is on the disk.
    connection.pragma_update(None, "synchronous", "FULL")?;
    Ok(())
}

/// Returns the file's schema number, 0 for an empty file; refuses foreign and newer files.
fn admit(connection: &Connection, path: &Path) -> Result<i64, LedgerError> {
    let read = |name: &str| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    let (application, found) = (read("application_id")?, read("user_version")?);
    let tables: i64 = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    match (application, tables) {
        (APPLICATION, _) if found > newest() => {
            Err(LedgerError::Newer { path: path.to_owned(), found, known: newest() })
        }
        (APPLICATION, _) => Ok(found),
        (0, 0) => Ok(0),
        _ => Err(LedgerError::NotALedger(path.to_owned())),
    }
}

/// Runs the steps that the file lacks in one transaction with its version.
fn migrate(connection: &mut Connection) -> Result<(), LedgerError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let found: i64 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
    for step in MIGRATIONS.iter().skip(usize::try_from(found).unwrap_or_default()) {
        transaction.execute_batch(step)?;
    }
    if found < newest() {
        transaction.pragma_update(None, "application_id", APPLICATION)?;
        transaction.pragma_update(None, "user_version", newest())?;
    }
    transaction.commit()?;
    Ok(())
}

/// Names the file in an error met while opening it.
fn named(error: LedgerError, path: &Path) -> LedgerError {
    let LedgerError::Database(cause) = &error else { return error };
    match cause.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => LedgerError::NotALedger(path.to_owned()),
        Some(ErrorCode::CannotOpen) if !path.exists() => LedgerError::Missing(path.to_owned()),
        _ => error,
    }
}

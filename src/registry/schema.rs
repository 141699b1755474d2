//! The file: its tables, its version, and how it is opened.

use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use super::RegistryError;

/// Marks a SQLite file as a registry (`soat` in ASCII).
const APPLICATION: i64 = 0x736f_6174;

/// How long a writer waits for another one.
const PATIENCE: Duration = Duration::from_secs(5);

/// Steps that bring a file from version `n` to `n + 1`; the newest version is their number.
const MIGRATIONS: &[&str] = &[
    include_str!("schema/0001.sql"),
    include_str!("schema/0002.sql"),
    include_str!("schema/0003.sql"),
    include_str!("schema/0004.sql"),
    include_str!("schema/0005.sql"),
];

fn newest() -> i64 {
    i64::try_from(MIGRATIONS.len()).unwrap_or(i64::MAX)
}

/// Opens or makes the registry at `path` for reading and writing, bringing an older one up to date.
pub(super) fn create_or_open(path: &Path) -> Result<Connection, RegistryError> {
    let open = || -> Result<Connection, RegistryError> {
        let mut connection = Connection::open(path)?;
        prepare(&connection)?;
        admit(&connection, path)?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "synchronous", "FULL")?;
        migrate(&mut connection)?;
        Ok(connection)
    };
    open().map_err(|error| error.at(path))
}

/// Opens the registry at `path` for reading.
///
/// A file in a folder that cannot be written to holds no reader's lock; it is then read as one that nobody changes.
pub(super) fn open_read_only(path: &Path) -> Result<Connection, RegistryError> {
    if !path.exists() {
        return Err(RegistryError::Missing { path: path.to_owned() });
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let open = |immutable: bool| -> Result<Connection, RegistryError> {
        let connection = if immutable {
            Connection::open_with_flags(immutable_uri(path), flags)?
        } else {
            Connection::open_with_flags(path, flags)?
        };
        prepare(&connection)?;
        let found = admit(&connection, path)?;
        if found < newest() {
            return Err(match found {
                0 => RegistryError::NotARegistry { path: path.to_owned() },
                _ => RegistryError::Older { path: path.to_owned(), found, known: newest() },
            });
        }
        Ok(connection)
    };
    let shared = open(false);
    let unshared = matches!(&shared, Err(RegistryError::Database(_) | RegistryError::ReadOnly));
    if unshared { open(true).or(shared) } else { shared }.map_err(|error| error.at(path))
}

/// Opens the registry at `path` for writing, where it is of this version and may be written to.
pub(super) fn open_writable(path: &Path) -> Result<Connection, RegistryError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    prepare(&connection)?;
    let found = admit(&connection, path)?;
    if connection.is_readonly(rusqlite::MAIN_DB)? {
        return Err(RegistryError::ReadOnly);
    }
    if found < newest() {
        return Err(RegistryError::Older { path: path.to_owned(), found, known: newest() });
    }
    connection.pragma_update(None, "synchronous", "FULL")?;
    Ok(connection)
}

/// Makes an empty registry in memory.
pub(super) fn in_memory() -> Result<Connection, RegistryError> {
    let mut connection = Connection::open_in_memory()?;
    prepare(&connection)?;
    migrate(&mut connection)?;
    Ok(connection)
}

fn prepare(connection: &Connection) -> Result<(), RegistryError> {
    connection.busy_timeout(PATIENCE)?;
    // One plan a statement: else SQLite plans anew for each new value of a range, a sixth of a check's work.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.set_prepared_statement_cache_capacity(64);
    connection.pragma_update(None, "foreign_keys", true)?;
    Ok(())
}

/// Returns the file's schema number, 0 for an empty file; refuses foreign and newer files.
fn admit(connection: &Connection, path: &Path) -> Result<i64, RegistryError> {
    let read = |name: &str| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    let (application, found) = (read("application_id")?, read("user_version")?);
    let tables: i64 = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    match (application, tables) {
        (APPLICATION, _) if found > newest() => {
            Err(RegistryError::Newer { path: path.to_owned(), found, known: newest() })
        }
        (APPLICATION, _) => Ok(found),
        (0, 0) => Ok(0),
        _ => Err(RegistryError::NotARegistry { path: path.to_owned() }),
    }
}

/// Runs the steps that the file lacks, each with its version in one transaction; a process that waited for another
/// one to do so finds nothing left to do.
fn migrate(connection: &mut Connection) -> Result<(), RegistryError> {
    let transaction = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
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

fn immutable_uri(path: &Path) -> String {
    let mut uri = "file:".to_owned();
    for character in path.to_string_lossy().chars() {
        match character {
            '%' => uri.push_str("%25"),
            '?' => uri.push_str("%3f"),
            '#' => uri.push_str("%23"),
            _ => uri.push(character),
        }
    }
    uri + "?immutable=1"
}

//! One kind of file: its mark, its version, and how it is opened.

use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use super::Fault;

/// How long a writer waits for another one.
const PATIENCE: Duration = Duration::from_secs(5);

/// A kind of file.
#[derive(Debug, Clone, Copy)]
pub struct Schema {
    /// Marks a file as one of this kind (`application_id` of SQLite).
    pub application: i64,
    /// Steps that bring a file from version `n` to `n + 1`; the newest version is their number.
    pub steps: &'static [&'static str],
}

impl Schema {
    /// Opens or makes the file at `path` for reading and writing, bringing an older one up to date. What was committed to it is
    /// on the disk.
    ///
    /// # Errors
    /// The file is another thing, of a newer version, locked, or cannot be written to.
    pub fn create_or_open(&self, path: &Path) -> Result<Connection, Fault> {
        let open = || -> Result<Connection, Fault> {
            let mut connection = Connection::open(path)?;
            prepare(&connection)?;
            self.admit(&connection, path)?;
            connection.pragma_update(None, "journal_mode", "WAL")?;
            self.migrate(&mut connection)?;
            Ok(connection)
        };
        open().map_err(|error| error.at(path))
    }

    /// Opens the file at `path`, which must be there, for reading.
    ///
    /// A file in a folder that cannot be written to holds no reader's lock; it is then read as one that nobody changes.
    ///
    /// # Errors
    /// There is none, or it is another thing, or of another version.
    pub fn open_read_only(&self, path: &Path) -> Result<Connection, Fault> {
        if !path.exists() {
            return Err(Fault::Missing(path.to_owned()));
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let open = |immutable: bool| -> Result<Connection, Fault> {
            let connection = if immutable {
                Connection::open_with_flags(immutable_uri(path), flags)?
            } else {
                Connection::open_with_flags(path, flags)?
            };
            prepare(&connection)?;
            self.admit_newest(&connection, path)?;
            Ok(connection)
        };
        let shared = open(false);
        let unshared = matches!(&shared, Err(Fault::Database(_) | Fault::ReadOnly));
        if unshared { open(true).or(shared) } else { shared }.map_err(|error| error.at(path))
    }

    /// Opens the file at `path` for writing, where it is of this version and may be written to.
    ///
    /// # Errors
    /// As [`Self::open_read_only`], and where it cannot be written to.
    pub fn open_writable(&self, path: &Path) -> Result<Connection, Fault> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags)?;
        prepare(&connection)?;
        self.admit_newest(&connection, path)?;
        if connection.is_readonly(rusqlite::MAIN_DB)? {
            return Err(Fault::ReadOnly);
        }
        Ok(connection)
    }

    /// Makes an empty one in memory.
    ///
    /// # Errors
    /// The database cannot be set up.
    pub fn in_memory(&self) -> Result<Connection, Fault> {
        let mut connection = Connection::open_in_memory()?;
        prepare(&connection)?;
        self.migrate(&mut connection)?;
        Ok(connection)
    }

    fn newest(&self) -> i64 {
        i64::try_from(self.steps.len()).unwrap_or(i64::MAX)
    }

    /// Returns the file's schema number, 0 for an empty file; refuses foreign and newer files.
    fn admit(&self, connection: &Connection, path: &Path) -> Result<i64, Fault> {
        let read = |name: &str| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
        let (application, found) = (read("application_id")?, read("user_version")?);
        let tables: i64 = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
        let known = self.newest();
        match (application, tables) {
            (own, _) if own == self.application && found > known => {
                Err(Fault::Newer { path: path.to_owned(), found, known })
            }
            (own, _) if own == self.application => Ok(found),
            (0, 0) => Ok(0),
            _ => Err(Fault::Foreign(path.to_owned())),
        }
    }

    /// Refuses also empty and older files: they cannot be used as they are.
    fn admit_newest(&self, connection: &Connection, path: &Path) -> Result<(), Fault> {
        let known = self.newest();
        match self.admit(connection, path)? {
            0 => Err(Fault::Foreign(path.to_owned())),
            found if found < known => Err(Fault::Older { path: path.to_owned(), found, known }),
            _ => Ok(()),
        }
    }

    /// Runs the steps that the file lacks with its version in one transaction; a process that waited for another one to do so
    /// finds nothing left to do.
    fn migrate(&self, connection: &mut Connection) -> Result<(), Fault> {
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let found: i64 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
        for step in self.steps.iter().skip(usize::try_from(found).unwrap_or_default()) {
            transaction.execute_batch(step)?;
        }
        if found < self.newest() {
            transaction.pragma_update(None, "application_id", self.application)?;
            transaction.pragma_update(None, "user_version", self.newest())?;
        }
        transaction.commit()?;
        Ok(())
    }
}

fn prepare(connection: &Connection) -> Result<(), Fault> {
    connection.busy_timeout(PATIENCE)?;
    // One plan a statement: else SQLite plans anew for each new value of a range, a sixth of a check's work.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.set_prepared_statement_cache_capacity(64);
    connection.pragma_update(None, "foreign_keys", true)?;
    // What was confirmed to somebody is on the disk.
    connection.pragma_update(None, "synchronous", "FULL")?;
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

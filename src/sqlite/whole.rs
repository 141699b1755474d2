//! What is done to any SQLite file, whatever is in it.

use std::path::Path;

use rusqlite::{Connection, OpenFlags};

/// Writes a whole copy of a database that others may be writing, as of one moment. The copy is compact and has no journal.
///
/// # Errors
/// The database cannot be read, or the copy is there already or cannot be written.
pub fn copy(from: &Path, to: &Path) -> rusqlite::Result<()> {
    let name = to.to_string_lossy();
    open(from)?.execute("VACUUM INTO ?", [name.as_ref()]).map(drop)
}

/// Returns what SQLite finds wrong with a database: damaged pages, rows that point nowhere.
///
/// # Errors
/// The file cannot be read as a database.
pub fn faults(path: &Path) -> rusqlite::Result<Vec<String>> {
    let connection = open(path)?;
    let mut statement = connection.prepare("PRAGMA integrity_check")?;
    let told = statement.query_map([], |row| row.get::<_, String>(0))?.collect::<Result<Vec<_>, _>>()?;
    let mut faults: Vec<String> = told.into_iter().filter(|line| line != "ok").collect();
    let mut statement = connection.prepare("PRAGMA foreign_key_check")?;
    let row = |row: &rusqlite::Row<'_>| Ok((row.get::<_, String>(0)?, row.get::<_, Option<i64>>(1)?));
    for row in statement.query_map([], row)? {
        let (table, number) = row?;
        faults.push(format!("foreign key: {table} {}", number.unwrap_or_default()));
    }
    Ok(faults)
}

fn open(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(std::time::Duration::from_secs(30))?;
    Ok(connection)
}

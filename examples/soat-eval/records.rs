//! Reads the records of a packed file of JSON lines.

use std::io::{BufRead, BufReader};
use std::path::Path;

use anyhow::{Context, Result};
use flate2::read::GzDecoder;
use serde_json::Value;

/// Reads all records of a `.jsonl.gz` file.
///
/// # Errors
/// Where the file cannot be read or a line is no JSON.
pub(crate) fn records(path: &Path) -> Result<Vec<Value>> {
    of(path)
}

/// Reads all records of a `.jsonl.gz` file as one type.
///
/// # Errors
/// As [`records`], and where a record lacks a field.
pub(crate) fn of<T: serde::de::DeserializeOwned>(path: &Path) -> Result<Vec<T>> {
    let file = std::fs::File::open(path).with_context(|| path.display().to_string())?;
    BufReader::new(GzDecoder::new(file)).lines().map(|line| Ok(serde_json::from_str(&line?)?)).collect()
}

/// Returns a field's text, empty where it has none.
pub(crate) fn field<'r>(record: &'r Value, name: &str) -> &'r str {
    record.get(name).and_then(Value::as_str).unwrap_or_default()
}

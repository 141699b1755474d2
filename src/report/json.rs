//! The machine forms: one JSON object, or one record a line.

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;
use serde::ser::SerializeMap;

/// The version of the JSON shapes; a breaking change raises it.
pub const SCHEMA: u32 = 1;

/// What made a report.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Tool {
    /// `soat`.
    pub name: &'static str,
    /// The version of the program.
    pub version: &'static str,
    /// Digest of the rule pages that were loaded; `None` for commands that load none.
    pub rules: Option<String>,
}

impl Tool {
    /// Returns this program, with the digest of the rules it loaded.
    #[must_use]
    pub fn new(rules: Option<String>) -> Self {
        Self { name: "soat", version: env!("CARGO_PKG_VERSION"), rules }
    }
}

/// Fields beside `schema` and `tool`, as one object.
#[derive(Debug, Clone, Serialize, JsonSchema)]
#[schemars(rename = "{T}Answer")]
pub struct Told<T> {
    /// The version of the JSON shapes.
    pub schema: u32,
    /// What made it.
    pub tool: Tool,
    /// The fields.
    #[serde(flatten)]
    pub of: T,
}

impl<T> Told<T> {
    /// Puts `of` beside what made it.
    #[must_use]
    pub fn new(tool: Tool, of: T) -> Self {
        Self { schema: SCHEMA, tool, of }
    }
}

/// Writes `{"schema", "tool", NAME: records}` as one indented object.
///
/// # Errors
/// `out` cannot be written.
pub fn write<T: Serialize>(tool: &Tool, name: &str, records: &[T], out: &mut impl Write) -> io::Result<()> {
    write_one(tool, name, &records, out)
}

/// Writes `{"schema", "tool", NAME: record}` as one indented object.
///
/// # Errors
/// `out` cannot be written.
pub fn write_one<T: Serialize>(tool: &Tool, name: &str, record: &T, out: &mut impl Write) -> io::Result<()> {
    let envelope = Envelope { tool, name, record };
    serde_json::to_writer_pretty(&mut *out, &envelope)?;
    out.write_all(b"\n")
}

/// Writes one record a line, without the envelope.
///
/// # Errors
/// `out` cannot be written.
pub fn write_lines<T: Serialize>(records: &[T], out: &mut impl Write) -> io::Result<()> {
    for record in records {
        serde_json::to_writer(&mut *out, record)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

struct Envelope<'a, T> {
    tool: &'a Tool,
    name: &'a str,
    record: &'a T,
}

impl<T: Serialize> Serialize for Envelope<'_, T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(3))?;
        map.serialize_entry("schema", &SCHEMA)?;
        map.serialize_entry("tool", self.tool)?;
        map.serialize_entry(self.name, self.record)?;
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use super::{Tool, write};

    #[test]
    fn the_envelope_comes_first() {
        let mut out = Vec::new();
        write(&Tool::new(None), "findings", &[1, 2], &mut out).unwrap();
        let value: serde_json::Value = serde_json::from_slice(&out).unwrap();
        assert_eq!(value["schema"], 1);
        assert_eq!(value["tool"]["name"], "soat");
        assert_eq!(value["findings"], serde_json::json!([1, 2]));
    }
}

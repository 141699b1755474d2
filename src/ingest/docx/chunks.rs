//! Documents taken into a Word document whole (`altChunk`): Word shows their text in place.

use std::collections::BTreeMap;

use super::Parts;
use crate::ingest::sniff::{self, Kind};
use crate::ingest::{html, plain};
use crate::text::{Builder, Source};

/// Sources by the id of the relationship that leads to them.
pub(super) type Chunks = BTreeMap<String, Source>;

/// Reads the documents taken in; those that cannot be read are said. A Word document inside another one is read where
/// `nested` is not set: a file may hold itself.
pub(super) fn read(parts: &mut Parts<'_>, builder: &mut Builder, nested: bool) -> Chunks {
    let named: Vec<(String, String)> = parts
        .relations
        .iter()
        .filter(|relation| relation.kind == "aFChunk")
        .map(|relation| (relation.id.clone(), relation.target.clone()))
        .collect();
    let mut chunks = Chunks::new();
    for (id, name) in named {
        let read = parts.package.bytes(&name).and_then(|bytes| {
            let bytes = bytes.unwrap_or_default();
            Ok(match sniff::kind(&name, &bytes)? {
                Kind::Html => Some(html::read(&bytes)?),
                Kind::Txt => Some(plain::read(&bytes)?),
                Kind::Zip if !nested => Some(super::read_inside(&bytes)?),
                _ => None,
            })
        });
        match read {
            Ok(Some(source)) => {
                chunks.insert(id, source);
            }
            Ok(None) => builder.skip(name, "tài liệu con thuộc loại chưa đọc được"),
            Err(error) => builder.skip(name, error.to_string()),
        }
    }
    chunks
}

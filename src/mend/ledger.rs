//! What was laid into a Word file, kept in the file itself as a custom part (ECMA-376 part 1, 15.2.5), which word processors keep.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::Cursor;

use quick_xml::escape::{escape, unescape};
use zip::ZipArchive;

use super::Unmendable;
use super::comments::{before_end, part};
use super::docx::{damaged, key, repack};

/// The namespace by which the part is known: word processors number such parts anew.
const SPACE: &str = "urn:soat:marks";
const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml";
const TYPES: &str = "[content_types].xml";
/// What a custom part has beside it: LibreOffice drops those without.
const PROPERTIES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<ds:datastoreItem ds:itemID="{5DA7A5C4-1D8E-4F0A-9C57-50A700000001}" xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"><ds:schemaRefs><ds:schemaRef ds:uri="urn:soat:marks"/></ds:schemaRefs></ds:datastoreItem>"#;
const PROPERTIES_TYPE: &str = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml";
const PROPERTIES_RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXmlProps";

/// Returns what an earlier run kept in the Word file; `None` where there is nothing.
///
/// # Errors
/// The package cannot be read.
pub fn kept(bytes: &[u8]) -> Result<Option<String>, Unmendable> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    let Some((_, text)) = own(&mut archive)? else { return Ok(None) };
    let inner = text.rfind("</").and_then(|end| text.get(..end)).and_then(|head| Some(head.rsplit_once('>')?.1));
    Ok(inner.and_then(|inner| Some(unescape(inner).ok()?.into_owned())))
}

/// Returns the Word file with `text` kept in it, in place of what an earlier run kept. A file without comments is returned as it is.
///
/// # Errors
/// The package cannot be read or copied.
pub fn keep(bytes: &[u8], text: &str) -> Result<Vec<u8>, Unmendable> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    let ledger = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<marks xmlns=\"{SPACE}\">{}</marks>",
        escape(text)
    );
    let mut changed = BTreeMap::new();
    if let Some((name, _)) = own(&mut archive)? {
        changed.insert(key(&name), ledger.into_bytes());
        return repack(&mut archive, &changed);
    }
    // The document's relations are those that name its comments.
    let found = first(&mut archive, |name| name.contains("_rels/"), "/relationships/comments\"")?;
    let Some((relations, told)) = found else { return Ok(bytes.to_vec()) };
    let names: Vec<String> = archive.file_names().flatten().map(|name| key(&name)).collect();
    let free = |number: &usize| !names.contains(&format!("customxml/item{number}.xml"));
    let number = (1..=names.len() + 1).find(free).unwrap_or_default();
    let id = (1..=told.len()).map(|number| format!("rIdSoatMarks{number}")).find(|id| !told.contains(id.as_str()));
    let relation = format!(
        "<Relationship Id=\"{}\" Type=\"{RELATION}\" Target=\"../customXml/item{number}.xml\"/>",
        id.unwrap_or_default()
    );
    changed.insert(key(&relations), before_end(&told, &relation).into_bytes());
    if let Some(types) = part(&mut archive, TYPES)? {
        let entries = format!(
            "<Override PartName=\"/customXml/item{number}.xml\" ContentType=\"application/xml\"/>\
             <Override PartName=\"/customXml/itemProps{number}.xml\" ContentType=\"{PROPERTIES_TYPE}\"/>"
        );
        changed.insert(TYPES.to_owned(), before_end(&types, &entries).into_bytes());
    }
    let own_relations = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships \
         xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" \
         Type=\"{PROPERTIES_RELATION}\" Target=\"itemProps{number}.xml\"/></Relationships>"
    );
    changed.insert(format!("customXml/item{number}.xml"), ledger.into_bytes());
    changed.insert(format!("customXml/itemProps{number}.xml"), PROPERTIES.as_bytes().to_vec());
    changed.insert(format!("customXml/_rels/item{number}.xml.rels"), own_relations.into_bytes());
    repack(&mut archive, &changed)
}

fn own(archive: &mut ZipArchive<Cursor<&[u8]>>) -> Result<Option<(String, String)>, Unmendable> {
    first(archive, |name| name.starts_with("customxml/item"), &format!("xmlns=\"{SPACE}\""))
}

/// Returns the first part whose name, as names are compared, is `wanted`, and whose text holds `words`; with its text.
fn first(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    wanted: impl Fn(&str) -> bool,
    words: &str,
) -> Result<Option<(String, String)>, Unmendable> {
    let names: Vec<String> = archive.file_names().flatten().map(Cow::into_owned).collect();
    for name in names.into_iter().filter(|name| wanted(&key(name))) {
        if let Some(text) = part(archive, &name)?.filter(|text| text.contains(words)) {
            return Ok(Some((name, text)));
        }
    }
    Ok(None)
}

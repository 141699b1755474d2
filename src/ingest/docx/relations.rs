//! What the parts of a Word file are to each other: relationships, and the main part that they lead to.

use quick_xml::events::Event;

use crate::ingest::IngestError;
use crate::ingest::package::Package;
use crate::ingest::xml::{Xml, attribute};

/// One relationship of a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Relation {
    /// Its id, `rId7`.
    pub(super) id: String,
    /// The last segment of its type: `styles`, `footnotes`; transitional and strict types share it.
    pub(super) kind: String,
    /// The name of the part it leads to.
    pub(super) target: String,
}

/// Returns the relationships of the part `of` (the empty string for the container's own), in file order.
pub(super) fn relations(package: &mut Package<'_>, of: &str) -> Result<Vec<Relation>, IngestError> {
    let (folder, file) = of.rsplit_once('/').unwrap_or(("", of));
    let name = if folder.is_empty() { format!("_rels/{file}.rels") } else { format!("{folder}/_rels/{file}.rels") };
    let Some(part) = package.part(&name)? else { return Ok(Vec::new()) };
    let mut relations = Vec::new();
    let mut xml = Xml::new(&part);
    loop {
        match xml.next()? {
            Event::Start(start) if start.local_name().as_ref() == "Relationship" => {
                let external = attribute(&start, "TargetMode").is_some_and(|mode| mode == "External");
                let of = |name| attribute(&start, name).map(std::borrow::Cow::into_owned);
                if let (Some(id), Some(kind), Some(target), false) = (of("Id"), of("Type"), of("Target"), external) {
                    let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                    relations.push(Relation { id, kind, target: resolve(folder, &target) });
                }
            }
            Event::Eof => return Ok(relations),
            _ => {}
        }
    }
}

/// Returns the name of the part that holds the document, by relationship as Office does, never by a fixed path.
pub(super) fn main_part(package: &mut Package<'_>) -> Result<String, IngestError> {
    let relations = relations(package, "")?;
    let main = relations.into_iter().filter(|relation| relation.kind == "officeDocument");
    let name = main.map(|relation| relation.target).find(|target| package.has(target));
    let name = name.unwrap_or_else(|| "word/document.xml".to_owned());
    if package.has(&name) && !["xl/", "ppt/", "visio/"].iter().any(|folder| name.starts_with(folder)) {
        return Ok(name);
    }
    Err(IngestError::NotWord(guess(package)))
}

/// Returns what the container may be, for people.
fn guess(package: &Package<'_>) -> &'static str {
    if package.has_folder("xl/") {
        "bảng tính Excel (.xlsx)"
    } else if package.has_folder("ppt/") {
        "trình chiếu PowerPoint (.pptx)"
    } else if package.has("META-INF/container.xml") {
        "sách điện tử (.epub)"
    } else {
        "tệp nén không có văn bản Word bên trong"
    }
}

/// Resolves a relationship's target against the folder of its source.
fn resolve(folder: &str, target: &str) -> String {
    let from = if target.starts_with('/') { "" } else { folder };
    let mut path: Vec<&str> = Vec::new();
    for step in from.split('/').chain(target.split('/')) {
        match step {
            "" | "." => {}
            ".." => drop(path.pop()),
            step => path.push(step),
        }
    }
    path.join("/")
}

#[cfg(test)]
mod tests {
    use super::resolve;

    #[test]
    fn targets_are_relative_to_the_source_or_absolute() {
        assert_eq!(resolve("word", "styles.xml"), "word/styles.xml");
        assert_eq!(resolve("word", "/word/document2.xml"), "word/document2.xml");
        assert_eq!(resolve("word", "../customXml/item1.xml"), "customXml/item1.xml");
        assert_eq!(resolve("", "./../word/document.xml"), "word/document.xml");
    }
}

//! The part of a package that holds comments (ECMA-376 part 1, 17.13.4), and what makes readers look for it.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{Cursor, Read};

use quick_xml::escape::escape;
use regex::Regex;
use zip::ZipArchive;

use super::docx::{damaged, key};
use super::markup::{AUTHOR, Pen};
use super::{Unmendable, unmark};
use crate::text::Source;

const TYPES: &str = "[content_types].xml";
const CONTENT: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";
const SPACE: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const STRICT_SPACE: &str = "http://purl.oclc.org/ooxml/wordprocessingml/main";
const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments";
const STRICT_RELATION: &str = "http://purl.oclc.org/ooxml/officeDocument/relationships/comments";

/// Comments of a package while they are being written.
#[derive(Debug)]
pub(super) struct Comments {
    /// The part of the document's own story.
    story: String,
    /// The part of the comments.
    name: String,
    text: String,
    /// The parts that tell of it, where they have to be changed.
    telling: BTreeMap<String, Vec<u8>>,
    added: String,
}

impl Comments {
    /// Reads the comments that are there, or begins a part for them.
    pub(super) fn open(archive: &mut ZipArchive<Cursor<&[u8]>>, source: &Source) -> Result<Self, Unmendable> {
        let lacking = || Unmendable::Damaged("không thấy phần chính của văn bản".to_owned());
        let origins = source.runs().iter().filter_map(|run| run.origin.as_ref()).map(|origin| key(&origin.part));
        let story = origins.clone().find(|name| name.ends_with("document.xml")).or_else(|| origins.clone().next());
        let story = story.ok_or_else(lacking)?;
        let (folder, file) = story.rsplit_once('/').unwrap_or(("", &story));
        let inside = |target: &str| match target.strip_prefix('/') {
            Some(whole) => key(whole),
            None if folder.is_empty() => key(target),
            None => key(&format!("{folder}/{target}")),
        };
        let relations =
            if folder.is_empty() { format!("_rels/{file}.rels") } else { format!("{folder}/_rels/{file}.rels") };
        let told = part(archive, &relations)?;
        let strict = part(archive, &story)?.is_some_and(|text| text.contains(STRICT_SPACE));
        let mut telling = BTreeMap::new();
        let name = if let Some(target) = told.as_deref().and_then(target) {
            inside(&target)
        } else {
            telling.insert(relations, related(told.as_deref(), strict).into_bytes());
            inside("comments.xml")
        };
        let types = part(archive, TYPES)?.ok_or_else(lacking)?;
        if !types.to_lowercase().contains(&format!("\"/{name}\"")) {
            let entry = format!("<Override PartName=\"/{name}\" ContentType=\"{CONTENT}\"/>");
            telling.insert(TYPES.to_owned(), before_end(&types, &entry).into_bytes());
        }
        let space = if strict { STRICT_SPACE } else { SPACE };
        let begun = || {
            format!(
                "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:comments xmlns:w=\"{space}\"></w:comments>"
            )
        };
        let text = part(archive, &name)?.unwrap_or_else(begun);
        Ok(Self { story, name, text, telling, added: String::new() })
    }

    /// Returns the part of the document's own story, in the form in which names are compared.
    pub(super) fn story(&self) -> &str {
        &self.story
    }

    /// Returns the part as it was.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Adds a comment and returns the marks of its beginning and its end.
    pub(super) fn add(&mut self, text: &str, pen: &mut Pen) -> (String, String) {
        let (id, date) = pen.sign();
        let _ = write!(
            self.added,
            "<w:comment w:id=\"{id}\" w:author=\"{AUTHOR}\" w:date=\"{date}T00:00:00Z\" w:initials=\"{AUTHOR}\">"
        );
        for (at, line) in text.lines().enumerate() {
            let mark = if at == 0 { "<w:r><w:annotationRef/></w:r>" } else { "" };
            let words: String = line.chars().filter(|letter| !letter.is_control()).collect();
            let _ = write!(
                self.added,
                "<w:p>{mark}<w:r><w:t xml:space=\"preserve\">{}</w:t></w:r></w:p>",
                escape(words.as_str())
            );
        }
        self.added.push_str("</w:comment>");
        (
            format!("<w:commentRangeStart w:id=\"{id}\"/>"),
            format!("<w:commentRangeEnd w:id=\"{id}\"/><w:r><w:commentReference w:id=\"{id}\"/></w:r>"),
        )
    }

    /// Returns the parts that change, by name.
    pub(super) fn parts(&self) -> BTreeMap<String, Vec<u8>> {
        let mut parts = self.telling.clone();
        parts.insert(self.name.clone(), before_end(&self.text, &self.added).into_bytes());
        parts
    }
}

/// Returns a part of the package as text, without byte-order mark.
pub(super) fn part(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Result<Option<String>, Unmendable> {
    let names: Vec<String> = archive.file_names().flatten().map(Cow::into_owned).collect();
    let Some(own) = names.iter().find(|own| key(own) == key(name)) else { return Ok(None) };
    let mut bytes = Vec::new();
    archive.by_name(own).map_err(damaged)?.take(super::docx::PART).read_to_end(&mut bytes).map_err(damaged)?;
    let text = String::from_utf8(bytes).map_err(|_| Unmendable::Damaged("một phần không phải UTF-8".to_owned()))?;
    Ok(Some(text.trim_start_matches('\u{feff}').to_owned()))
}

/// Returns the target of the relation to comments.
fn target(relations: &str) -> Option<String> {
    let element = Regex::new(r"<(?:\w+:)?Relationship\b[^>]*>").ok()?;
    let own = element.find_iter(relations).map(|found| found.as_str());
    let own = own
        .into_iter()
        .find(|own| own.contains(&format!("\"{RELATION}\"")) || own.contains(&format!("\"{STRICT_RELATION}\"")))?;
    unmark::attribute(own, "Target").map(str::to_owned)
}

fn related(told: Option<&str>, strict: bool) -> String {
    let kind = if strict { STRICT_RELATION } else { RELATION };
    let empty = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships \
                 xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"></Relationships>";
    let told = told.unwrap_or(empty);
    let id = (1..=told.len())
        .map(|number| format!("rIdSoat{number}"))
        .find(|id| !told.contains(id.as_str()))
        .unwrap_or_default();
    before_end(told, &format!("<Relationship Id=\"{id}\" Type=\"{kind}\" Target=\"comments.xml\"/>"))
}

/// Puts elements before the end tag of the root; a root without content is opened.
pub(super) fn before_end(text: &str, elements: &str) -> String {
    if let Some(at) = text.rfind("</") {
        return format!("{}{elements}{}", text.get(..at).unwrap_or_default(), text.get(at..).unwrap_or_default());
    }
    let root = text.rfind('<').and_then(|at| text.get(at + 1..)).unwrap_or_default();
    let name: String = root.chars().take_while(|letter| !letter.is_whitespace() && *letter != '/').collect();
    let open = text.trim_end().trim_end_matches("/>");
    format!("{open}>{elements}</{name}>")
}

#[cfg(test)]
mod tests {
    use super::before_end;

    #[test]
    fn elements_go_inside_the_root() {
        assert_eq!(before_end("<a><b/></a>", "<c/>"), "<a><b/><c/></a>");
        assert_eq!(before_end("<?xml?>\n<a x=\"1\"/>", "<c/>"), "<?xml?>\n<a x=\"1\"><c/></a>");
    }
}

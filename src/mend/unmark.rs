//! Takes the marks of an earlier run out again: comments and tracked changes of the author `soat`.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;
use std::ops::Range;

use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;

use super::Unmendable;
use super::comments::part;
use super::docx::{damaged, repack};
use super::markup::AUTHOR;

/// Returns the Word file `bytes` as it was before soat laid comments and tracked changes in it; `None` where it has none of
/// them. What a person accepted or rejected since stays so; comments and changes of others stay.
///
/// # Errors
/// The package cannot be read.
pub fn unmarked(bytes: &[u8]) -> Result<Option<Vec<u8>>, Unmendable> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    let names: Vec<String> = archive.file_names().flatten().map(Cow::into_owned).collect();
    let (comments, stories): (Vec<&String>, Vec<&String>) = names
        .iter()
        .filter(|name| name.to_lowercase().ends_with(".xml") && name.to_lowercase().contains("word/"))
        .partition(|name| name.to_lowercase().ends_with("/comments.xml"));
    let mut changed = BTreeMap::new();
    let mut own = BTreeSet::new();
    for name in comments {
        let Some(text) = part(&mut archive, name)? else { continue };
        let cut = elements(&text, |name, tag| name == "comment" && is_own(tag))?;
        own.extend(cut.iter().filter_map(|element| attribute(text.get(element.tag.clone())?, "id").map(str::to_owned)));
        if !cut.is_empty() {
            changed.insert(super::docx::key(name), without(&text, &cut));
        }
    }
    for name in stories {
        let Some(text) = part(&mut archive, name)? else { continue };
        if !text.contains(AUTHOR) && own.is_empty() {
            continue;
        }
        let marks = |name: &str, tag: &str| {
            let of_comment = matches!(name, "commentRangeStart" | "commentRangeEnd" | "commentReference");
            of_comment && attribute(tag, "id").is_some_and(|id| own.contains(id))
                || matches!(name, "ins" | "del") && is_own(tag)
        };
        let cut = elements(&text, marks)?;
        if !cut.is_empty() {
            changed.insert(super::docx::key(name), without(&text, &cut));
        }
    }
    if changed.is_empty() { Ok(None) } else { repack(&mut archive, &changed).map(Some) }
}

/// An element that goes.
struct Element {
    name: String,
    /// Its start tag.
    tag: Range<usize>,
    /// From its start tag to its end tag.
    whole: Range<usize>,
    /// The run around it that has nothing else.
    run: Option<Range<usize>>,
}

fn is_own(tag: &str) -> bool {
    attribute(tag, "author") == Some(AUTHOR)
}

/// Returns the value of an attribute of a tag, whatever its prefix.
pub(super) fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let mut rest = tag;
    while let Some(at) = rest.find(name) {
        let (before, after) = (rest.get(..at)?, rest.get(at + name.len()..)?);
        rest = after;
        let value = after.trim_start().strip_prefix('=').map(str::trim_start);
        if let Some(value) = value.filter(|_| before.ends_with([':', ' ', '\n', '\t'])) {
            let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
            return value.get(1..)?.split(quote).next();
        }
    }
    None
}

/// Returns the elements that `wanted` accepts by local name and start tag.
fn elements(text: &str, wanted: impl Fn(&str, &str) -> bool) -> Result<Vec<Element>, Unmendable> {
    let mut reader = Reader::from_str(text);
    let position = |reader: &Reader<&[u8]>| usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
    let mut open: Vec<(String, Range<usize>)> = Vec::new();
    let mut found: Vec<Element> = Vec::new();
    loop {
        let from = position(&reader);
        let event = reader.read_event().map_err(damaged)?;
        let range = from..position(&reader);
        let local = |name: &str| name.rsplit(':').next().unwrap_or_default().to_owned();
        match event {
            Event::Start(tag) => open.push((local(tag.name().as_ref()), range)),
            Event::Empty(tag) => {
                let name = local(tag.name().as_ref());
                if wanted(&name, text.get(range.clone()).unwrap_or_default()) {
                    found.push(Element { name, tag: range.clone(), whole: range, run: None });
                }
            }
            Event::End(_) => {
                let Some((name, tag)) = open.pop() else { continue };
                let whole = tag.start..range.end;
                if wanted(&name, text.get(tag.clone()).unwrap_or_default()) {
                    found.push(Element { name, tag, whole, run: None });
                } else if name == "r" {
                    let inner = text.get(tag.end..range.start).unwrap_or_default();
                    // The run that we wrote for the sign of a comment has nothing else.
                    let sign = |last: &&mut Element| {
                        last.name == "commentReference" && text.get(last.whole.clone()) == Some(inner)
                    };
                    if let Some(last) = found.last_mut().filter(sign) {
                        last.run = Some(whole);
                    }
                }
            }
            Event::Eof => return Ok(found),
            _ => {}
        }
    }
}

/// Returns the text without the elements; of what was deleted the words come back.
fn without(text: &str, cut: &[Element]) -> Vec<u8> {
    let mut places: Vec<(Range<usize>, String)> = Vec::new();
    for element in cut {
        let inner = text.get(element.tag.end..element.whole.end).unwrap_or_default();
        let kept = match element.name.as_str() {
            "del" => {
                let inner = inner.rfind("</").and_then(|at| inner.get(..at)).unwrap_or_default();
                inner.replace(":delText", ":t")
            }
            _ => String::new(),
        };
        places.push((element.run.clone().unwrap_or_else(|| element.whole.clone()), kept));
    }
    places.sort_by_key(|(place, _)| place.start);
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for (place, kept) in places {
        if place.start < at {
            continue;
        }
        out.push_str(text.get(at..place.start).unwrap_or_default());
        out.push_str(&kept);
        at = place.end;
    }
    out.push_str(text.get(at..).unwrap_or_default());
    out.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::attribute;

    #[test]
    fn attributes_by_local_name() {
        let tag = "<w:ins w:id=\"3\" w:author='soat' w:date=\"x\">";
        assert_eq!((attribute(tag, "id"), attribute(tag, "author")), (Some("3"), Some("soat")));
        assert_eq!(attribute("<w:p w:rsidR=\"1\"/>", "id"), None);
    }
}

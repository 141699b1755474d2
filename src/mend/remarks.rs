//! Reads the comments of a Word file that came back: who wrote them, what they say, what was answered, what was resolved.

use std::collections::BTreeMap;
use std::io::Cursor;

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::Event;
use zip::ZipArchive;

use super::comments::part;
use super::docx::damaged;
use super::unmark::attribute;
use super::{Unmendable, markup};

/// A comment that is no answer to another.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Remark {
    /// Whether soat wrote it.
    pub own: bool,
    /// What it says, one paragraph a line.
    pub text: String,
    /// Whether somebody resolved it (`w15:done`).
    pub done: bool,
    /// What was answered, in the order of the file.
    pub replies: Vec<String>,
}

/// A comment with the number of its last paragraph, by which other parts speak of it.
#[derive(Default)]
struct Written {
    remark: Remark,
    paragraph: Option<String>,
}

/// What `commentsExtended.xml` says of a comment.
struct Extended {
    done: bool,
    parent: Option<String>,
}

/// Returns the comments of the Word file `bytes` with their answers, in the order of the file.
///
/// # Errors
/// The package cannot be read.
pub fn remarks(bytes: &[u8]) -> Result<Vec<Remark>, Unmendable> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    let Some(text) = part(&mut archive, "word/comments.xml")? else { return Ok(Vec::new()) };
    let all = written(&text)?;
    let extended = match part(&mut archive, "word/commentsExtended.xml")? {
        Some(text) => extended(&text),
        None => BTreeMap::new(),
    };
    let of = |written: &Written| extended.get(written.paragraph.as_deref().unwrap_or_default());
    let mut remarks: Vec<(Option<&str>, Remark)> = Vec::new();
    for own in &all {
        let (done, parent) = of(own).map_or((false, None), |own| (own.done, own.parent.as_deref()));
        let answered = remarks.iter_mut().find(|(paragraph, _)| parent.is_some() && *paragraph == parent);
        match answered {
            Some((_, remark)) => remark.replies.push(own.remark.text.clone()),
            None => remarks.push((own.paragraph.as_deref(), Remark { done, ..own.remark.clone() })),
        }
    }
    Ok(remarks.into_iter().map(|(_, remark)| remark).collect())
}

fn written(text: &str) -> Result<Vec<Written>, Unmendable> {
    let mut reader = Reader::from_str(text);
    let position = |reader: &Reader<&[u8]>| usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
    let mut all: Vec<Written> = Vec::new();
    let mut words = false;
    loop {
        let from = position(&reader);
        let event = reader.read_event().map_err(damaged)?;
        let raw = text.get(from..position(&reader)).unwrap_or_default();
        match event {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "comment" => {
                    let own = attribute(raw, "author") == Some(markup::AUTHOR);
                    all.push(Written { remark: Remark { own, ..Remark::default() }, paragraph: None });
                }
                "p" => {
                    if let Some(last) = all.last_mut() {
                        last.paragraph = attribute(raw, "paraId").map(str::to_owned);
                        if !last.remark.text.is_empty() {
                            last.remark.text.push('\n');
                        }
                    }
                }
                "t" => words = true,
                _ => {}
            },
            Event::End(tag) if tag.local_name().as_ref() == "t" => words = false,
            Event::Text(_) | Event::GeneralRef(_) if words => {
                if let Some(last) = all.last_mut() {
                    last.remark.text.push_str(&unescape(raw).unwrap_or_default());
                }
            }
            Event::Eof => return Ok(all),
            _ => {}
        }
    }
}

/// Returns what is said of each comment, by the number of its last paragraph ([MS-DOCX] 2.5.4.3).
fn extended(text: &str) -> BTreeMap<String, Extended> {
    let elements = text
        .split('<')
        .filter(|element| element.split([' ', '/', '>']).next().is_some_and(|name| name.ends_with("commentEx")));
    let each = elements.filter_map(|element| {
        let tag = element.split('>').next()?;
        let parent = attribute(tag, "paraIdParent").map(str::to_owned);
        let done = attribute(tag, "done").is_some_and(|done| matches!(done, "1" | "true" | "on"));
        Some((attribute(tag, "paraId")?.to_owned(), Extended { done, parent }))
    });
    each.collect()
}

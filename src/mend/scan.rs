//! Finds the letters of a Word part: in which run each text element stands, and whether it may be changed.

use std::ops::Range;

use quick_xml::Reader;
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesStart, Event};

use super::{Obstacle, Unmendable};

/// Elements that may hold a run and a tracked change beside it (ECMA-376 part 1, 17.13.5).
const PARENTS: [&str; 7] = ["p", "hyperlink", "smartTag", "sdtContent", "customXml", "dir", "bdo"];

/// One text element, or one element that stands for a letter.
#[derive(Debug, Clone)]
pub(super) struct Slot {
    /// The element with its tags, as bytes of the part's text.
    pub(super) element: Range<usize>,
    /// What stands between the tags; `None` for an element that stands for a letter.
    pub(super) inside: Option<Range<usize>>,
    /// The run it stands in.
    pub(super) run: RunAt,
    /// Why it may not be changed.
    pub(super) barred: Option<Obstacle>,
    /// Which way of writing one thing it belongs to (`mc:AlternateContent`).
    pub(super) branch: Option<Branch>,
    /// Number of the paragraph of the part's own story that it stands in, or that the text box hangs on that it stands in.
    pub(super) paragraph: usize,
    /// Whether it stands in a text box, where Word takes no comments.
    pub(super) boxed: bool,
}

/// What a part has.
#[derive(Debug, Default)]
pub(super) struct Scanned {
    /// Its text elements in their order.
    pub(super) slots: Vec<Slot>,
    /// What stands between the tags of each paragraph, behind its properties, as bytes of the part's text; paragraphs
    /// of text boxes belong to the one that the box hangs on.
    pub(super) paragraphs: Vec<Range<usize>>,
}

/// A run: what opens it, and its look.
#[derive(Debug, Clone)]
pub(super) struct RunAt {
    /// The start tag.
    pub(super) open: Range<usize>,
    /// The element of its properties.
    pub(super) look: Option<Range<usize>>,
    /// The prefix of its name with the colon: `w:`.
    pub(super) prefix: String,
    takes_changes: bool,
}

/// One of several ways in which a file writes one thing, for readers of different age.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Branch {
    /// Number of the thing.
    pub(super) thing: usize,
    /// Number of the way.
    pub(super) way: usize,
}

struct Frame {
    name: String,
    tag: Range<usize>,
}

#[derive(Default)]
struct Scan {
    open: Vec<Frame>,
    runs: Vec<RunAt>,
    fields: usize,
    things: usize,
    ways: usize,
    branches: Vec<(usize, usize)>,
    found: Scanned,
}

/// Returns the text elements and paragraphs of a part.
pub(super) fn scan(text: &str) -> Result<Scanned, Unmendable> {
    let mut reader = Reader::from_str(text);
    let mut scan = Scan::default();
    loop {
        let from = position(&reader);
        let event = reader.read_event().map_err(|error| Unmendable::Damaged(error.to_string()))?;
        let range = from..position(&reader);
        match event {
            Event::Start(start) => scan.start(&start, range),
            Event::Empty(start) => {
                let end = range.end;
                scan.start(&start, range);
                scan.end(end..end, text);
            }
            Event::End(_) => scan.end(range, text),
            Event::Eof => return Ok(scan.found),
            _ => {}
        }
    }
}

fn position(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}

impl Scan {
    fn start(&mut self, start: &BytesStart<'_>, tag: Range<usize>) {
        let full = start.name();
        let full: &str = full.as_ref();
        let (prefix, name) = full.split_once(':').map_or(("", full), |(prefix, name)| (prefix, name));
        match name {
            "r" => {
                let parent = self.open.last().map_or("", |frame| frame.name.as_str());
                let takes_changes = PARENTS.contains(&parent) && !prefix.is_empty();
                let prefix = format!("{prefix}:");
                self.runs.push(RunAt { open: tag.clone(), look: None, prefix, takes_changes });
            }
            "fldChar" => {
                let kind = |own: &Attribute<'_>| own.key.local_name().as_ref() == "fldCharType";
                let kind = start.attributes().with_checks(false).flatten().find(kind);
                match kind.as_ref().map(|own| own.value.as_ref()) {
                    Some("begin") => self.fields += 1,
                    Some("end") => self.fields = self.fields.saturating_sub(1),
                    _ => {}
                }
            }
            "p" if !self.is_in(&["p"]) => self.found.paragraphs.push(tag.end..tag.end),
            "AlternateContent" => {
                self.branches.push((self.things, 0));
                self.things += 1;
            }
            "Choice" | "Fallback" => {
                self.ways += 1;
                if let Some((_, way)) = self.branches.last_mut() {
                    *way = self.ways;
                }
            }
            _ => {}
        }
        self.open.push(Frame { name: name.to_owned(), tag });
    }

    fn end(&mut self, tag: Range<usize>, text: &str) {
        let Some(frame) = self.open.pop() else { return };
        let in_run = self.open.last().is_some_and(|parent| parent.name == "r");
        let element = frame.tag.start..tag.end;
        match frame.name.as_str() {
            "r" => drop(self.runs.pop()),
            "rPr" if in_run => {
                if let Some(run) = self.runs.last_mut() {
                    run.look = Some(element);
                }
            }
            // The paragraph was pushed when its tag was read.
            "p" if !self.is_in(&["p"]) => {
                if let Some(paragraph) = self.found.paragraphs.last_mut() {
                    paragraph.end = tag.start.max(paragraph.start);
                }
            }
            "pPr" if self.open.iter().filter(|frame| frame.name == "p").count() == 1 => {
                let in_paragraph = self.open.last().is_some_and(|parent| parent.name == "p");
                if let Some(paragraph) = self.found.paragraphs.last_mut().filter(|_| in_paragraph) {
                    *paragraph = element.end..element.end;
                }
            }
            "t" if in_run => self.slot(element, Some(frame.tag.end..tag.start), text),
            "tab" | "ptab" | "noBreakHyphen" | "sym" if in_run => self.slot(element, None, text),
            "AlternateContent" => drop(self.branches.pop()),
            _ => {}
        }
    }

    fn slot(&mut self, element: Range<usize>, inside: Option<Range<usize>>, text: &str) {
        let Some(run) = self.runs.last().cloned() else { return };
        let look = run.look.clone().and_then(|look| text.get(look)).unwrap_or_default();
        let changed = ["rPrChange", ":ins ", ":del ", ":moveTo ", ":moveFrom "].iter().any(|mark| look.contains(mark));
        let barred = if changed || self.is_in(&["ins", "del", "moveFrom", "moveTo"]) {
            Some(Obstacle::Tracked)
        } else if self.fields > 0 || self.is_in(&["fldSimple"]) {
            Some(Obstacle::Field)
        } else if !run.takes_changes || self.branches.len() > 1 {
            Some(Obstacle::Structure)
        } else {
            None
        };
        let branch = self.branches.last().map(|&(thing, way)| Branch { thing, way });
        let paragraph = self.found.paragraphs.len().saturating_sub(1);
        let boxed = self.is_in(&["txbxContent"]);
        self.found.slots.push(Slot { element, inside, run, barred, branch, paragraph, boxed });
    }

    /// Returns whether one of these elements is open.
    fn is_in(&self, names: &[&str]) -> bool {
        self.open.iter().any(|frame| names.contains(&frame.name.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tracked_and_computed_words_are_barred() {
        let text = "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>A</w:t><w:tab/></w:r><w:ins w:id='1'><w:r><w:t>B</w:t></w:r>\
            </w:ins><w:fldSimple><w:r><w:t>C</w:t></w:r></w:fldSimple><w:r><w:fldChar w:fldCharType='begin'/></w:r>\
            <w:r><w:t>D</w:t></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r><w:r><w:t>E</w:t></w:r></w:p>";
        let found = scan(text).unwrap().slots;
        let seen: Vec<_> = found
            .iter()
            .map(|slot| (text.get(slot.inside.clone().unwrap_or(slot.element.clone())).unwrap(), slot.barred))
            .collect();
        assert_eq!(
            seen,
            [
                ("A", None),
                ("<w:tab/>", None),
                ("B", Some(Obstacle::Tracked)),
                ("C", Some(Obstacle::Field)),
                ("D", Some(Obstacle::Field)),
                ("E", None),
            ]
        );
        assert_eq!(text.get(found[0].run.look.clone().unwrap()), Some("<w:rPr><w:b/></w:rPr>"));
    }
}

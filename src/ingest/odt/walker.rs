//! Walks one story of a text (body, note, header, text box) and pushes its paragraphs.
//!
//! Tracked changes are read as accepted: what was deleted stands apart from the text. Elements not named here are
//! looked through: links, fields, sections and indexes give the text inside them.

use std::ops::Range;
use std::sync::Arc;

use quick_xml::events::{BytesStart, Event};

use super::lists::{Counts, number};
use super::shapes;
use super::styles::{Appearance, Scope, Styles};
use super::tables::OpenTable;
use crate::ingest::IngestError;
use crate::ingest::legacy::Fonts;
use crate::ingest::package::Part;
use crate::ingest::tally::{Tally, Unread};
use crate::ingest::xml::{Xml, attribute};
use crate::text::{Builder, Label, Origin, Place, Quality};

/// Deepest nesting of text boxes.
const BOXES: usize = 4;
/// Most blanks of one `text:s`.
const BLANKS: usize = 1000;
/// The page style of a text that names none.
const STANDARD: &str = "Standard";

/// What all stories of a text share.
pub(super) struct Walker<'w> {
    pub(super) builder: Builder,
    pub(super) tally: Tally,
    styles: &'w Styles,
    scope: Scope,
    counts: Counts,
    fonts: Fonts,
    /// Insides of the notes referred to, in reading order.
    notes: Vec<Range<usize>>,
    /// Text boxes that wait for the end of their paragraph and table.
    boxes: Vec<Range<usize>>,
    depth: usize,
    /// The page style of the text being read.
    page: Option<String>,
}

/// One item of a list.
#[derive(Default)]
struct Item {
    /// Whether its label is still to be printed.
    waits: bool,
    start: Option<usize>,
}

/// One list that is open.
struct OpenList {
    index: usize,
    style: Option<String>,
}

/// The paragraph being read.
struct Paragraph {
    style: String,
    label: Option<Label>,
    /// Styles of the spans that are open, outermost first.
    spans: Vec<String>,
    shown: Appearance,
    /// The last letter was a blank that further ones fall together with.
    blank: bool,
}

/// What one story is in the middle of.
#[derive(Default)]
struct Story {
    paragraph: Option<Paragraph>,
    lists: Vec<OpenList>,
    items: Vec<Item>,
    tables: Vec<OpenTable>,
}

impl<'w> Walker<'w> {
    /// Starts with nothing read.
    pub(super) fn new(builder: Builder, styles: &'w Styles) -> Self {
        Self {
            builder,
            tally: Tally::default(),
            styles,
            scope: Scope::Content,
            counts: Counts::default(),
            fonts: Fonts::default(),
            notes: Vec::new(),
            boxes: Vec::new(),
            depth: 0,
            page: None,
        }
    }

    /// Reads the inside of one element of `part` as a story of its own.
    pub(super) fn story(&mut self, part: &Part, range: Range<usize>, place: Place) -> Result<(), IngestError> {
        let before = self.builder.story();
        self.builder.set_story(place);
        let mut story = Story::default();
        let mut xml = Xml::inside(part, range);
        loop {
            match xml.next()? {
                Event::Start(start) => self.start(&mut xml, &mut story, &start)?,
                Event::End(end) => self.end(part, &mut story, end.local_name().as_ref())?,
                Event::Text(text) => self.text(&xml, &mut story, &text),
                Event::CData(text) => self.text(&xml, &mut story, &text),
                Event::GeneralRef(reference) => {
                    let text = xml.entity(&reference)?;
                    self.text(&xml, &mut story, &text);
                }
                Event::Eof => break,
                _ => {}
            }
        }
        self.builder.set_story(before);
        Ok(())
    }

    /// Ends the body: its last page, then its notes.
    pub(super) fn end_body(&mut self, content: &Part) -> Result<(), IngestError> {
        self.end_section();
        for range in std::mem::take(&mut self.notes) {
            self.story(content, range, Place::Note)?;
        }
        Ok(())
    }

    /// Turns to headers and footers, which have styles of their own.
    pub(super) fn enter_margins(&mut self) {
        self.scope = Scope::Margins;
    }

    fn start(&mut self, xml: &mut Xml<'_>, story: &mut Story, start: &BytesStart<'_>) -> Result<(), IngestError> {
        let part = &xml.part().name;
        match start.local_name().as_ref() {
            "p" | "h" => self.start_paragraph(story, start),
            "span" => self.start_span(story, start),
            "s" | "tab" | "line-break" => self.special(xml, story, start),
            "list" => self.start_list(story, start),
            "list-item" => story.items.push(Item { waits: true, start: number(start, "start-value") }),
            "list-header" => story.items.push(Item::default()),
            "table" | "table-row" | "table-cell" | "covered-table-cell" => self.start_table(story, start),
            "note" => self.note(xml)?,
            "annotation" => {
                self.tally.add(part, Unread::Comment);
                xml.skip()?;
            }
            "section" if attribute(start, "display").is_some_and(|display| display == "none") => {
                self.tally.add(part, Unread::Hidden);
                xml.skip()?;
            }
            "hidden-text" | "hidden-paragraph" => {
                self.tally.add(part, Unread::Hidden);
                xml.skip()?;
            }
            "tracked-changes"
            | "forms"
            | "script"
            | "number"
            | "ruby-text"
            | "title"
            | "desc"
            | "event-listeners"
            | "table-of-content-source"
            | "alphabetical-index-source"
            | "illustration-index-source"
            | "table-index-source"
            | "bibliography-source"
            | "user-index-source"
            | "object-index-source"
                if !is_field(start) =>
            {
                xml.skip()?;
            }
            name if shapes::is_shape(name) => self.boxes.extend(shapes::boxes(xml, name, &mut self.tally)?),
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, part: &Part, story: &mut Story, name: &str) -> Result<(), IngestError> {
        match name {
            "p" | "h" => {
                self.end_paragraph(story);
                self.read_boxes(part, story)?;
            }
            "span" => {
                if let Some(paragraph) = &mut story.paragraph {
                    paragraph.spans.pop();
                    paragraph.shown = self.styles.appearance(self.scope, &paragraph.style, &paragraph.spans);
                }
            }
            "list" => drop(story.lists.pop()),
            "list-item" | "list-header" => drop(story.items.pop()),
            "table-cell" => {
                if let Some(table) = story.tables.last_mut() {
                    table.end_cell(&mut self.builder);
                }
            }
            "table" => {
                if let Some(table) = story.tables.pop() {
                    table.end(&mut self.builder);
                }
                self.read_boxes(part, story)?;
            }
            _ => {}
        }
        Ok(())
    }

    /// Reads the text boxes that wait, once neither paragraph nor table is open.
    fn read_boxes(&mut self, part: &Part, story: &Story) -> Result<(), IngestError> {
        if self.boxes.is_empty() || !story.tables.is_empty() {
            return Ok(());
        }
        for range in std::mem::take(&mut self.boxes) {
            if self.depth >= BOXES {
                self.tally.add(&part.name, Unread::DeepBox);
                continue;
            }
            self.depth += 1;
            self.story(part, range, Place::TextBox)?;
            self.depth -= 1;
        }
        Ok(())
    }

    fn start_paragraph(&mut self, story: &mut Story, start: &BytesStart<'_>) {
        self.end_paragraph(story);
        let style = attribute(start, "style-name").map(std::borrow::Cow::into_owned).unwrap_or_default();
        if story.tables.is_empty() {
            self.start_page("paragraph", &style);
        }
        let label = self.label(story, start, &style);
        let shown = self.styles.appearance(self.scope, &style, &[]);
        story.paragraph = Some(Paragraph { style, label, spans: Vec::new(), shown, blank: true });
    }

    fn start_span(&mut self, story: &mut Story, start: &BytesStart<'_>) {
        let Some(paragraph) = &mut story.paragraph else { return };
        paragraph.spans.push(attribute(start, "style-name").map(std::borrow::Cow::into_owned).unwrap_or_default());
        paragraph.shown = self.styles.appearance(self.scope, &paragraph.style, &paragraph.spans);
    }

    fn end_paragraph(&mut self, story: &mut Story) {
        let Some(paragraph) = story.paragraph.take() else { return };
        let alignment = self.styles.alignment(self.scope, &paragraph.style);
        self.builder.end_paragraph(paragraph.label.as_ref(), alignment.into());
    }

    /// Starts new pages where a style of the body says so.
    fn start_page(&mut self, family: &'static str, style: &str) {
        if self.builder.story() != Place::Body {
            return;
        }
        if let Some(page) = self.styles.page_of(self.scope, family, style) {
            if self.page.is_some() {
                self.end_section();
            }
            self.page = Some(page.to_owned());
        }
    }

    fn end_section(&mut self) {
        let page = self.styles.page(self.page.as_deref().unwrap_or(STANDARD));
        self.builder.end_section(page.unwrap_or_default());
    }

    fn start_list(&mut self, story: &mut Story, start: &BytesStart<'_>) {
        let style = attribute(start, "style-name").map(std::borrow::Cow::into_owned);
        let outer = story.lists.last().map(|list| (list.index, list.style.clone()));
        let (index, inherited) =
            outer.unwrap_or_else(|| (self.counts.open(start, style.as_deref().unwrap_or_default()), None));
        story.lists.push(OpenList { index, style: style.or(inherited) });
    }

    /// Counts the paragraph that starts, and returns what is printed before it.
    fn label(&mut self, story: &mut Story, start: &BytesStart<'_>, style: &str) -> Option<Label> {
        let own = self.styles.list_of(self.scope, style);
        if own == Some("") {
            return None;
        }
        let (list, name, depth, first) = if let Some(open) = story.lists.last() {
            let item = story.items.last_mut().filter(|item| item.waits)?;
            item.waits = false;
            (open.index, open.style.as_deref().or(own)?, story.lists.len() - 1, item.start)
        } else {
            let numbered = attribute(start, "is-list-header").is_none_or(|header| header != "true");
            let level = number(start, "outline-level").filter(|_| numbered && start.local_name().as_ref() == "h")?;
            (self.counts.outline(), "", level.saturating_sub(1), number(start, "start-value"))
        };
        let (text, blank) = self.counts.next(list, self.styles.list(name)?, depth, first);
        let look = self.styles.appearance(self.scope, style, &[]).look;
        Some(Label { text, blank, look: Some(look) })
    }

    fn start_table(&mut self, story: &mut Story, start: &BytesStart<'_>) {
        let name = start.local_name();
        if name.as_ref() == "table" {
            if story.tables.is_empty() {
                self.start_page("table", attribute(start, "style-name").as_deref().unwrap_or_default());
            }
            let recorded = self.builder.story() == Place::Body;
            story.tables.push(OpenTable::new(&mut self.builder, recorded));
        } else if let Some(table) = story.tables.last_mut() {
            match name.as_ref() {
                "table-row" => table.start_row(),
                "table-cell" => table.start_cell(&mut self.builder, start),
                _ => table.pass(start),
            }
        }
    }

    fn note(&mut self, xml: &mut Xml<'_>) -> Result<(), IngestError> {
        let outside = xml.outside();
        while let Some(event) = xml.next_in(outside)? {
            if let Event::Start(start) = event
                && start.local_name().as_ref() == "note-body"
            {
                self.notes.push(xml.skip()?);
            }
        }
        Ok(())
    }

    /// Reads text as written: blanks and line ends in it fall together.
    fn text(&mut self, xml: &Xml<'_>, story: &mut Story, text: &str) {
        let Some(paragraph) = &mut story.paragraph else { return };
        let mut kept = String::with_capacity(text.len());
        for letter in text.chars() {
            let blank = matches!(letter, ' ' | '\t' | '\n' | '\r');
            if !(blank && paragraph.blank) {
                kept.push(if blank { ' ' } else { letter });
            }
            paragraph.blank = blank;
        }
        self.push(xml, paragraph, &kept);
    }

    /// Reads an element that stands for blanks or a break.
    fn special(&mut self, xml: &Xml<'_>, story: &mut Story, start: &BytesStart<'_>) {
        let Some(paragraph) = &mut story.paragraph else { return };
        paragraph.blank = false;
        match start.local_name().as_ref() {
            "s" => {
                let blanks = " ".repeat(number(start, "c").unwrap_or(1).min(BLANKS));
                self.push(xml, paragraph, &blanks);
            }
            "tab" => self.push(xml, paragraph, "\t"),
            _ => self.builder.break_line(),
        }
    }

    fn push(&mut self, xml: &Xml<'_>, paragraph: &Paragraph, text: &str) {
        let part = xml.part();
        let opens = self.builder.pending().is_empty();
        // The blank after a note's own number.
        let text = if opens && self.builder.story() == Place::Note { text.trim_start() } else { text };
        if text.is_empty() {
            return;
        }
        if paragraph.shown.hidden {
            self.tally.add(&part.name, Unread::Hidden);
            return;
        }
        let look = paragraph.shown.look.clone();
        let recoded = look.font.as_deref().and_then(|font| self.fonts.decoded(font, text, opens));
        if recoded.is_some() {
            self.builder.set_quality(Quality::Reconstructed);
            self.tally.add(&part.name, Unread::LegacyFont);
        }
        // A soft hyphen prints nothing, save in the fonts before Unicode, where it is a letter.
        let mut text = recoded.unwrap_or_else(|| text.replace('\u{ad}', ""));
        if paragraph.shown.upper {
            text = text.to_uppercase();
        }
        let bytes = xml.before()..xml.position();
        let origin = part
            .offset
            .map(|shift| Origin { part: Arc::clone(&part.name), bytes: bytes.start + shift..bytes.end + shift });
        self.builder.push_run(&text, look, origin);
    }
}

/// Whether an element is a field that prints the title of the document, not the title of a picture.
fn is_field(start: &BytesStart<'_>) -> bool {
    start.local_name().as_ref() == "title" && !start.name().as_ref().starts_with("svg:")
}

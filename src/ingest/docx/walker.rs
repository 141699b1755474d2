//! Walks one story of the document (body, note, header, text box) and pushes its paragraphs.
//!
//! Tracked changes are read as accepted. Elements not named here are looked through: hyperlinks, content controls,
//! insertions and tags give the text inside them.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

use quick_xml::events::{BytesStart, Event};

use super::chunks::Chunks;
use super::drawing::{self, Choices};
use super::fields::Fields;
use super::labels::Counts;
use super::numbering::Lists;
use super::properties::{
    ParagraphProperties, RunProperties, SectionProperties, cell_properties, paragraph_properties, row_properties,
    run_properties, section_properties,
};
use super::styles::{Appearance, ParagraphStyle, Styles};
use super::tables::OpenTable;
use crate::ingest::IngestError;
use crate::ingest::legacy::Fonts;
use crate::ingest::package::Part;
use crate::ingest::symbols;
use crate::ingest::tally::{Tally, Unread};
use crate::ingest::xml::{Xml, attribute};
use crate::text::{Builder, Label, Layout, Origin, Place, Quality};

/// Deepest nesting of text boxes.
const BOXES: usize = 4;

/// Which part a note is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum NoteKind {
    /// At the page's foot.
    Footnote,
    /// At the end.
    Endnote,
}

/// Things in the order in which they were first met.
#[derive(Debug)]
pub(super) struct Ordered<T> {
    /// Each once.
    pub(super) list: Vec<T>,
    seen: BTreeSet<T>,
}

impl<T> Default for Ordered<T> {
    fn default() -> Self {
        Self { list: Vec::new(), seen: BTreeSet::new() }
    }
}

impl<T: Ord + Clone> Ordered<T> {
    /// Adds what was not met before.
    pub(super) fn add(&mut self, thing: T) {
        if self.seen.insert(thing.clone()) {
            self.list.push(thing);
        }
    }
}

/// A paragraph style with how its plain text looks.
#[derive(Debug)]
struct Styled {
    style: ParagraphStyle,
    plain: Appearance,
}

/// What all stories of a document share.
pub(super) struct Walker<'w> {
    pub(super) builder: Builder,
    styles: &'w Styles,
    lists: &'w Lists,
    chunks: &'w Chunks,
    counts: Counts,
    styled: BTreeMap<Option<String>, Rc<Styled>>,
    fonts: Fonts,
    pub(super) tally: Tally,
    /// Notes referred to, in reading order.
    pub(super) notes: Ordered<(NoteKind, String)>,
    /// Relationship ids of headers and footers, in order of their sections.
    pub(super) margins: Ordered<String>,
    /// The first section.
    pub(super) first: Option<SectionProperties>,
    /// Text boxes that wait for the end of their paragraph and table.
    boxes: Vec<Range<usize>>,
    depth: usize,
}

/// What one story is in the middle of.
struct Story {
    paragraph: Option<ParagraphProperties>,
    styled: Rc<Styled>,
    run: Appearance,
    /// The last paragraph's mark is deleted: the next one goes on with its text.
    joined: bool,
    /// Letters of the paragraph are underlined, or something is drawn in it.
    ruled: bool,
    fields: Fields,
    choices: Choices,
    tables: Vec<OpenTable>,
}

impl<'w> Walker<'w> {
    /// Starts with nothing read.
    pub(super) fn new(builder: Builder, styles: &'w Styles, lists: &'w Lists, chunks: &'w Chunks) -> Self {
        Self {
            builder,
            styles,
            lists,
            chunks,
            counts: Counts::default(),
            styled: BTreeMap::new(),
            fonts: Fonts::default(),
            tally: Tally::default(),
            notes: Ordered::default(),
            margins: Ordered::default(),
            first: None,
            boxes: Vec::new(),
            depth: 0,
        }
    }

    /// Reads the inside of one element of `part` as a story of its own.
    pub(super) fn story(&mut self, part: &Part, range: Range<usize>, place: Place) -> Result<(), IngestError> {
        let before = self.builder.story();
        self.builder.set_story(place);
        let styled = self.styled(None);
        let run = styled.plain.clone();
        let mut story = Story {
            paragraph: None,
            styled,
            run,
            joined: false,
            ruled: false,
            fields: Fields::default(),
            choices: Choices::default(),
            tables: Vec::new(),
        };
        let mut xml = Xml::inside(part, range);
        loop {
            match xml.next()? {
                Event::Start(start) => self.start(&mut xml, &mut story, &start)?,
                Event::End(end) => self.end(part, &mut story, end.local_name().as_ref())?,
                Event::Eof => break,
                _ => {}
            }
        }
        self.flush(&mut story);
        self.read_boxes(part, &story)?;
        self.builder.set_story(before);
        Ok(())
    }

    fn start(&mut self, xml: &mut Xml<'_>, story: &mut Story, start: &BytesStart<'_>) -> Result<(), IngestError> {
        let part = &xml.part().name;
        match start.local_name().as_ref() {
            "t" => self.text(xml, story)?,
            "r" => story.run.clone_from(&story.styled.plain),
            "rPr" => {
                let direct = run_properties(xml)?;
                story.ruled |= direct.underlined;
                if direct != RunProperties::default() {
                    story.run = self.styles.appearance(&story.styled.style, &direct);
                }
            }
            "p" => self.start_paragraph(story),
            "pPr" => self.set_properties(story, paragraph_properties(xml)?),
            "tbl" | "tr" | "tc" | "tcPr" | "trPr" => self.start_table(xml, story, start)?,
            "tab" | "ptab" | "br" | "cr" | "noBreakHyphen" | "sym" => self.special(xml, story, start)?,
            "fldChar" => {
                story.fields.mark(attribute(start, "fldCharType").as_deref().unwrap_or_default());
                xml.skip()?;
            }
            "footnoteReference" => self.note(NoteKind::Footnote, start),
            "endnoteReference" => self.note(NoteKind::Endnote, start),
            "drawing" | "pict" | "object" => {
                story.ruled = true;
                self.boxes.extend(drawing::boxes(xml, &mut self.tally)?);
            }
            "txbxContent" => self.boxes.push(xml.skip()?),
            "sectPr" => {
                let section = section_properties(xml)?;
                self.flush(story);
                self.end_section(section);
            }
            "oMath" | "oMathPara" => {
                self.tally.add(part, Unread::Equation);
                xml.skip()?;
            }
            "altChunk" => {
                let chunk = attribute(start, "id").and_then(|id| self.chunks.get(&*id));
                self.flush(story);
                match chunk {
                    Some(source) => self.builder.append(source),
                    None => self.tally.add(part, Unread::Chunk),
                }
            }
            "subDoc" => self.tally.add(part, Unread::Chunk),
            "del" | "moveFrom" => {
                // Only what holds letters: Word marks deleted runs and deleted rows alike.
                let inside = xml.skip()?;
                if xml
                    .part()
                    .text
                    .get(inside)
                    .is_some_and(|inside| inside.contains("delText") || inside.contains(":t>"))
                {
                    self.tally.add(part, Unread::Deleted);
                }
            }
            "instrText" | "delInstrText" | "delText" | "rt" | "tblPr" | "tblPrEx" | "tblGrid" | "sdtPr"
            | "sdtEndPr" | "smartTagPr" | "customXmlPr" => {
                xml.skip()?;
            }
            name => story.choices.start(xml, name)?,
        }
        Ok(())
    }

    fn end(&mut self, part: &Part, story: &mut Story, name: &str) -> Result<(), IngestError> {
        match name {
            "p" => {
                self.end_paragraph(story);
                self.read_boxes(part, story)?;
            }
            "tc" => {
                self.flush(story);
                if let Some(table) = story.tables.last_mut() {
                    table.end_cell(&mut self.builder);
                }
            }
            "tr" => {
                if let Some(table) = story.tables.last_mut() {
                    table.end_row(&mut self.builder);
                }
            }
            "tbl" => {
                if let Some(table) = story.tables.pop() {
                    table.end(&mut self.builder);
                }
                self.read_boxes(part, story)?;
            }
            name => story.choices.end(name),
        }
        Ok(())
    }

    /// Reads the text boxes that wait, once neither paragraph nor table is open.
    fn read_boxes(&mut self, part: &Part, story: &Story) -> Result<(), IngestError> {
        if self.boxes.is_empty() || !story.tables.is_empty() || story.joined {
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

    fn start_paragraph(&mut self, story: &mut Story) {
        if story.paragraph.is_some() {
            self.end_paragraph(story);
        }
        if let Some(table) = story.tables.last_mut() {
            table.fill(&mut self.builder);
        }
        self.set_properties(story, ParagraphProperties::default());
    }

    fn set_properties(&mut self, story: &mut Story, properties: ParagraphProperties) {
        story.styled = self.styled(properties.style.clone());
        story.run.clone_from(&story.styled.plain);
        story.paragraph = Some(properties);
    }

    fn styled(&mut self, style: Option<String>) -> Rc<Styled> {
        if let Some(found) = self.styled.get(&style) {
            return Rc::clone(found);
        }
        let resolved = self.styles.paragraph(style.as_deref());
        let plain = self.styles.appearance(&resolved, &RunProperties::default());
        let found = Rc::new(Styled { style: resolved, plain });
        self.styled.insert(style, Rc::clone(&found));
        found
    }

    fn end_paragraph(&mut self, story: &mut Story) {
        let Some(properties) = story.paragraph.take() else { return };
        story.fields.end_paragraph();
        if properties.mark.deleted {
            story.joined = true;
        } else {
            story.joined = false;
            let label = self.label(&story.styled, &properties);
            let alignment = properties.alignment.or(story.styled.style.alignment).unwrap_or_default();
            let ruled = std::mem::take(&mut story.ruled) || properties.bordered;
            self.builder.end_paragraph(label.as_ref(), Layout { alignment, ruled });
        }
        if let Some(section) = properties.section {
            self.end_section(section);
        }
    }

    /// Ends a paragraph that waited for one to join it and met the end of its cell or story.
    fn flush(&mut self, story: &mut Story) {
        self.end_paragraph(story);
        if std::mem::take(&mut story.joined) && !self.builder.pending().is_empty() {
            let alignment = story.styled.style.alignment.unwrap_or_default();
            self.builder.end_paragraph(None, alignment.into());
        }
    }

    fn end_section(&mut self, section: SectionProperties) {
        if self.builder.story() == Place::Body {
            self.builder.end_section(section.page);
            section.margins.iter().for_each(|margin| self.margins.add(margin.id.clone()));
            self.first.get_or_insert(section);
        }
    }

    fn label(&mut self, styled: &Styled, properties: &ParagraphProperties) -> Option<Label> {
        let (own, style) = (properties.numbering, &styled.style);
        let id = own.list.or(style.numbering.list).filter(|&list| list != 0)?;
        let list = self.lists.get(id, self.styles)?;
        let by_style = || style.numbered_by.as_deref().and_then(|style| list.level_of(style));
        let level = own.level.or_else(by_style).or(style.numbering.level).unwrap_or(0);
        let defined = list.level(level)?;
        let looks = self.styles.appearance(style, &defined.run.over(&properties.mark));
        let text = self.counts.next(id, list, level, looks.look.font.as_deref());
        let text = if looks.caps { text.to_uppercase() } else { text };
        Some(Label { text, blank: !defined.tight, look: Some(looks.look) })
    }

    fn start_table(&mut self, xml: &mut Xml<'_>, story: &mut Story, start: &BytesStart<'_>) -> Result<(), IngestError> {
        let builder = &mut self.builder;
        let Some(table) = story.tables.last_mut().filter(|_| start.local_name().as_ref() != "tbl") else {
            if start.local_name().as_ref() == "tbl" {
                self.flush(story);
                if let Some(outer) = story.tables.last_mut() {
                    outer.fill(&mut self.builder);
                }
                let recorded = self.builder.story() == Place::Body;
                story.tables.push(OpenTable::new(&mut self.builder, recorded));
            }
            return Ok(());
        };
        match start.local_name().as_ref() {
            "tr" => table.start_row(xml.outside()),
            "tc" => table.start_cell(builder, xml.outside()),
            "trPr" => {
                let row = row_properties(xml)?;
                table.leave_out(row.before);
                if row.deleted {
                    xml.leave(table.outside_row)?;
                }
            }
            _ => {
                let cell = cell_properties(xml)?;
                table.set_properties(cell);
                if cell.deleted {
                    table.drop_cell();
                    xml.leave(table.outside_cell)?;
                }
            }
        }
        Ok(())
    }

    fn note(&mut self, kind: NoteKind, start: &BytesStart<'_>) {
        if let Some(id) = attribute(start, "id") {
            self.notes.add((kind, id.into_owned()));
        }
    }

    /// Reads a `t` whose start was just read.
    fn text(&mut self, xml: &mut Xml<'_>, story: &Story) -> Result<(), IngestError> {
        let from = xml.position();
        let outside = xml.outside();
        let mut text = String::new();
        while let Some(event) = xml.next_in(outside)? {
            match event {
                Event::Text(words) => text.push_str(&words),
                Event::CData(words) => text.push_str(&words),
                Event::GeneralRef(reference) => text.push_str(&xml.entity(&reference)?),
                _ => {}
            }
        }
        self.push(xml.part(), from..xml.before(), story, &text);
        Ok(())
    }

    /// Reads an element that stands for a letter or a break.
    fn special(&mut self, xml: &mut Xml<'_>, story: &Story, start: &BytesStart<'_>) -> Result<(), IngestError> {
        let from = xml.before();
        let name = start.local_name();
        let letter = match name.as_ref() {
            "tab" | "ptab" => Some('\t'),
            // Kept as it is: a symbol "01/2011/TT‑BNV" must not lose its hyphen.
            "noBreakHyphen" => Some('\u{2011}'),
            "sym" => symbol(start),
            _ => {
                if story.fields.printed() {
                    self.builder.break_line();
                }
                None
            }
        };
        xml.skip()?;
        if let Some(letter) = letter {
            self.push(xml.part(), from..xml.position(), story, letter.encode_utf8(&mut [0; 4]));
        }
        Ok(())
    }

    fn push(&mut self, part: &Part, range: Range<usize>, story: &Story, text: &str) {
        if text.is_empty() || story.paragraph.is_none() || !story.fields.printed() {
            return;
        }
        if story.run.hidden {
            self.tally.add(&part.name, Unread::Hidden);
            return;
        }
        let look = story.run.look.clone();
        let opens = self.builder.pending().is_empty();
        let recoded = look.font.as_deref().and_then(|font| self.fonts.decoded(font, text, opens));
        if recoded.is_some() {
            self.builder.set_quality(Quality::Reconstructed);
            self.tally.add(&part.name, Unread::LegacyFont);
        }
        let text = recoded.as_deref().unwrap_or(text);
        let note = self.builder.story() == Place::Note && self.builder.pending().is_empty();
        // The blank after a note's own number.
        let text = if note { text.trim_start() } else { text };
        let origin = part
            .offset
            .map(|shift| Origin { part: Arc::clone(&part.name), bytes: range.start + shift..range.end + shift });
        if story.run.caps {
            self.builder.push_run(&text.to_uppercase(), look, origin);
        } else {
            self.builder.push_run(text, look, origin);
        }
    }
}

fn symbol(start: &BytesStart<'_>) -> Option<char> {
    let code = u32::from_str_radix(attribute(start, "char")?.trim(), 16).ok()?;
    let letter = char::from_u32(code).filter(|letter| !letter.is_control())?;
    Some(symbols::printed(attribute(start, "font").as_deref(), letter))
}

//! What `rPr`, `pPr`, `tcPr`, `trPr` and `sectPr` say, as far as soat uses it.

use std::sync::Arc;

use quick_xml::events::{BytesStart, Event};

use crate::ingest::IngestError;
use crate::ingest::xml::{Xml, attribute, number, on, value};
use crate::text::{Alignment, Page};

/// A font as a property names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Font {
    /// By name.
    Named(Arc<str>),
    /// The theme's font for headings.
    Major,
    /// The theme's font for the body.
    Minor,
}

/// Run properties of one level; `None` where the level says nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct RunProperties {
    /// Character style.
    pub(super) style: Option<String>,
    /// Font of Latin letters.
    pub(super) font: Option<Font>,
    /// Size in half points.
    pub(super) half_points: Option<u16>,
    /// Bold.
    pub(super) bold: Option<bool>,
    /// Italic.
    pub(super) italic: Option<bool>,
    /// Printed in capitals.
    pub(super) caps: Option<bool>,
    /// Not printed.
    pub(super) hidden: Option<bool>,
    /// Underlined.
    pub(super) underlined: bool,
    /// The paragraph mark with these properties is deleted or moved away by a tracked change.
    pub(super) deleted: bool,
}

impl RunProperties {
    /// Returns these properties with what they do not say taken from `base`; style, line and deletion are the run's own.
    pub(super) fn over(&self, base: &Self) -> Self {
        Self {
            style: self.style.clone(),
            font: self.font.clone().or_else(|| base.font.clone()),
            half_points: self.half_points.or(base.half_points),
            bold: self.bold.or(base.bold),
            italic: self.italic.or(base.italic),
            caps: self.caps.or(base.caps),
            hidden: self.hidden.or(base.hidden),
            underlined: self.underlined,
            deleted: self.deleted,
        }
    }
}

/// Numbering as a paragraph or style asks for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Numbering {
    /// The list; 0 takes numbering away.
    pub(super) list: Option<u32>,
    /// Its level, 0 to 8.
    pub(super) level: Option<usize>,
}

/// Paragraph properties of one level.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct ParagraphProperties {
    /// Paragraph style.
    pub(super) style: Option<String>,
    /// Alignment.
    pub(super) alignment: Option<Alignment>,
    /// Automatic numbering.
    pub(super) numbering: Numbering,
    /// A border above or below it.
    pub(super) bordered: bool,
    /// Properties of the paragraph mark.
    pub(super) mark: RunProperties,
    /// Page of the section that this paragraph ends.
    pub(super) section: Option<SectionProperties>,
}

/// What a section says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct SectionProperties {
    /// The page.
    pub(super) page: Page,
    /// Its headers and footers.
    pub(super) margins: Vec<Margin>,
    /// The first page has headers and footers of its own.
    pub(super) title_page: bool,
}

/// A header or footer as a section refers to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Margin {
    /// Relationship id of its part.
    pub(super) id: String,
    /// A header; else a footer.
    pub(super) at_top: bool,
    /// Its pages.
    pub(super) pages: Pages,
}

/// The pages on which a header or footer stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pages {
    /// All that have no other.
    Usual,
    /// The first one.
    First,
    /// Even ones.
    Even,
}

/// What a table cell says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct CellProperties {
    /// Grid columns covered; 0 counts as 1.
    pub(super) span: usize,
    /// Merge with the cell above.
    pub(super) down: Option<Merge>,
    /// Merge with the cell before (a relic of old files).
    pub(super) along: Option<Merge>,
    /// Deleted by a tracked change.
    pub(super) deleted: bool,
}

/// A cell's part in a merge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Merge {
    /// Its first cell.
    Restart,
    /// A further cell.
    Continue,
}

/// What a table row says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct RowProperties {
    /// Grid columns left out before its first cell.
    pub(super) before: usize,
    /// Deleted by a tracked change.
    pub(super) deleted: bool,
}

/// Most grid columns that one cell may cover or a row leave out.
const SPAN: usize = 1024;

/// Deepest list level.
const LEVEL: usize = 8;

/// Calls `each` for every child of the element whose start was just read.
///
/// `each` may read the child's inside; what it leaves is passed over, as are earlier states of tracked properties.
pub(super) fn children<'p>(
    xml: &mut Xml<'p>,
    mut each: impl FnMut(&mut Xml<'p>, &BytesStart<'p>) -> Result<(), IngestError>,
) -> Result<(), IngestError> {
    let outside = xml.outside();
    while let Some(event) = xml.next_in(outside)? {
        let Event::Start(start) = event else { continue };
        let own = xml.outside();
        if !start.local_name().as_ref().ends_with("Change") {
            each(xml, &start)?;
        }
        xml.leave(own)?;
    }
    Ok(())
}

/// Reads an `rPr` whose start was just read.
pub(super) fn run_properties(xml: &mut Xml<'_>) -> Result<RunProperties, IngestError> {
    let mut found = RunProperties::default();
    children(xml, |_, start| {
        match start.local_name().as_ref() {
            "rStyle" => found.style = value(start).map(Into::into),
            "rFonts" => found.font = font(start).or(found.font.take()),
            "sz" => found.half_points = half_points(start),
            "b" => found.bold = Some(on(start)),
            "i" => found.italic = Some(on(start)),
            "caps" => found.caps = Some(on(start)),
            "u" => found.underlined = value(start).is_some_and(|line| line != "none"),
            "vanish" => found.hidden = Some(on(start)),
            "del" | "moveFrom" => found.deleted = true,
            _ => {}
        }
        Ok(())
    })?;
    Ok(found)
}

fn font(start: &BytesStart<'_>) -> Option<Font> {
    for name in ["asciiTheme", "hAnsiTheme"] {
        if let Some(theme) = attribute(start, name) {
            return Some(if theme.starts_with("major") { Font::Major } else { Font::Minor });
        }
    }
    let named = attribute(start, "ascii").or_else(|| attribute(start, "hAnsi"))?;
    Some(Font::Named((&*named).into()))
}

/// Half points, also written as `27.5` by some tools or `14pt` in strict files.
fn half_points(start: &BytesStart<'_>) -> Option<u16> {
    let text = value(start)?;
    let (digits, factor) = text.strip_suffix("pt").map_or((&*text, 1.0), |points| (points, 2.0));
    let size = (digits.trim().parse::<f64>().ok()? * factor).round();
    (1.0..=3276.0).contains(&size).then(|| {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the range was checked")]
        let size = size as u16;
        size
    })
}

/// Reads a `pPr` whose start was just read.
pub(super) fn paragraph_properties(xml: &mut Xml<'_>) -> Result<ParagraphProperties, IngestError> {
    let mut found = ParagraphProperties::default();
    children(xml, |xml, start| {
        match start.local_name().as_ref() {
            "pStyle" => found.style = value(start).map(Into::into),
            "jc" => found.alignment = alignment(start),
            "numPr" => found.numbering = numbering(xml)?,
            "pBdr" => found.bordered = bordered(xml)?,
            "rPr" => found.mark = run_properties(xml)?,
            "sectPr" => found.section = Some(section_properties(xml)?),
            _ => {}
        }
        Ok(())
    })?;
    Ok(found)
}

fn alignment(start: &BytesStart<'_>) -> Option<Alignment> {
    match &*value(start)? {
        "left" | "start" => Some(Alignment::Left),
        "center" => Some(Alignment::Center),
        "right" | "end" => Some(Alignment::Right),
        "both" | "distribute" | "thaiDistribute" | "lowKashida" | "mediumKashida" | "highKashida" => {
            Some(Alignment::Justify)
        }
        _ => None,
    }
}

fn bordered(xml: &mut Xml<'_>) -> Result<bool, IngestError> {
    let mut found = false;
    children(xml, |_, start| {
        let line = value(start).is_some_and(|line| line != "none" && line != "nil");
        found |= line && matches!(start.local_name().as_ref(), "bottom" | "top");
        Ok(())
    })?;
    Ok(found)
}

fn numbering(xml: &mut Xml<'_>) -> Result<Numbering, IngestError> {
    let mut found = Numbering::default();
    children(xml, |_, start| {
        match start.local_name().as_ref() {
            "numId" => found.list = number(start),
            "ilvl" => found.level = number(start).filter(|level| *level <= LEVEL),
            _ => {}
        }
        Ok(())
    })?;
    Ok(found)
}

/// Reads a `sectPr` whose start was just read.
pub(super) fn section_properties(xml: &mut Xml<'_>) -> Result<SectionProperties, IngestError> {
    let mut found = SectionProperties::default();
    children(xml, |_, start| {
        let twips = |name: &str| attribute(start, name).and_then(|value| twips(&value));
        match start.local_name().as_ref() {
            "pgSz" => (found.page.width, found.page.height) = (twips("w"), twips("h")),
            "pgMar" => {
                (found.page.top, found.page.bottom) = (twips("top"), twips("bottom"));
                found.page.left = twips("left").or_else(|| twips("start"));
                found.page.right = twips("right").or_else(|| twips("end"));
            }
            name @ ("headerReference" | "footerReference") => {
                let pages = match attribute(start, "type").as_deref() {
                    Some("first") => Pages::First,
                    Some("even") => Pages::Even,
                    _ => Pages::Usual,
                };
                let at_top = name == "headerReference";
                let id = attribute(start, "id");
                found.margins.extend(id.map(|id| Margin { id: id.into_owned(), at_top, pages }));
            }
            "titlePg" => found.title_page = on(start),
            _ => {}
        }
        Ok(())
    })?;
    Ok(found)
}

/// Twips, also written with a unit in strict files.
fn twips(text: &str) -> Option<i32> {
    const UNITS: [(&str, f64); 4] = [("pt", 20.0), ("cm", 1440.0 / 2.54), ("mm", 144.0 / 2.54), ("in", 1440.0)];
    let unit = UNITS.iter().find_map(|(unit, factor)| Some((text.strip_suffix(unit)?, *factor)));
    let (digits, factor) = unit.unwrap_or((text, 1.0));
    let found = (digits.trim().parse::<f64>().ok()? * factor).round();
    (-1e6..=1e6).contains(&found).then(|| {
        #[expect(clippy::cast_possible_truncation, reason = "the range was checked")]
        let found = found as i32;
        found
    })
}

/// Reads a `tcPr` whose start was just read.
pub(super) fn cell_properties(xml: &mut Xml<'_>) -> Result<CellProperties, IngestError> {
    let mut found = CellProperties::default();
    let merge = |start: &BytesStart<'_>| match value(start).as_deref() {
        Some("restart") => Merge::Restart,
        _ => Merge::Continue,
    };
    children(xml, |_, start| {
        match start.local_name().as_ref() {
            "gridSpan" => found.span = number::<usize>(start).unwrap_or(1).min(SPAN),
            "vMerge" => found.down = Some(merge(start)),
            "hMerge" => found.along = Some(merge(start)),
            "cellDel" => found.deleted = true,
            _ => {}
        }
        Ok(())
    })?;
    Ok(found)
}

/// Reads a `trPr` whose start was just read.
pub(super) fn row_properties(xml: &mut Xml<'_>) -> Result<RowProperties, IngestError> {
    let mut found = RowProperties::default();
    children(xml, |_, start| {
        match start.local_name().as_ref() {
            "gridBefore" => found.before = number::<usize>(start).unwrap_or(0).min(SPAN),
            "del" => found.deleted = true,
            _ => {}
        }
        Ok(())
    })?;
    Ok(found)
}

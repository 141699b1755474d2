//! Automatic numbering as the file defines it; what it prints is counted in `labels`.

use std::collections::BTreeMap;

use quick_xml::events::{BytesStart, Event};

use super::properties::{RunProperties, children, run_properties};
use super::styles::Styles;
use crate::ingest::IngestError;
use crate::ingest::package::Part;
use crate::ingest::xml::{Xml, attribute, number, on, value};

/// Levels of a list.
pub(super) const LEVELS: usize = 9;

/// How a level writes its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum NumberFormat {
    /// 1, 2, 3; also what is not known.
    #[default]
    Decimal,
    /// 01, 02.
    DecimalZero,
    /// a, b, c.
    LowerLetter,
    /// A, B, C.
    UpperLetter,
    /// i, ii, iii.
    LowerRoman,
    /// I, II, III.
    UpperRoman,
    /// The level's text is the bullet.
    Bullet,
    /// No number.
    None,
}

/// One level of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Level {
    /// First number.
    pub(super) start: u32,
    /// How its number is written.
    pub(super) format: NumberFormat,
    /// What is printed, `%1` standing for the first level's number.
    pub(super) text: String,
    /// After which level (1 to 9) it starts anew; 0 never, `None` after any level above.
    pub(super) restart: Option<usize>,
    /// Whether all numbers of the text are written in decimals.
    pub(super) legal: bool,
    /// Whether nothing stands between label and text.
    pub(super) tight: bool,
    /// The paragraph style that stands for this level.
    pub(super) style: Option<String>,
    /// How the label looks where it differs from the text.
    pub(super) run: RunProperties,
}

impl Default for Level {
    fn default() -> Self {
        Self {
            start: 1,
            format: NumberFormat::default(),
            text: String::new(),
            restart: None,
            legal: false,
            tight: false,
            style: None,
            run: RunProperties::default(),
        }
    }
}

/// Levels by their number.
pub(super) type Levels = BTreeMap<usize, Level>;

/// An abstract list: the levels that one or several lists share, with one count.
#[derive(Debug, Default)]
struct Abstract {
    levels: Levels,
    /// The numbering style whose list has the levels in truth.
    link: Option<String>,
}

/// A list: an abstract one with changes.
#[derive(Debug, Default)]
struct List {
    abstract_id: u32,
    /// Levels written anew.
    levels: Levels,
    /// Levels that start at another number on the list's first use.
    starts: BTreeMap<usize, u32>,
}

/// The lists of a document.
#[derive(Debug, Default)]
pub(super) struct Lists {
    abstracts: BTreeMap<u32, Abstract>,
    lists: BTreeMap<u32, List>,
}

/// A list as used: the count it shares and its levels.
#[derive(Debug, Clone, Copy)]
pub(super) struct Used<'l> {
    /// The abstract list whose count it shares.
    pub(super) count: u32,
    base: &'l Levels,
    own: &'l Levels,
    starts: &'l BTreeMap<usize, u32>,
}

impl<'l> Used<'l> {
    /// Returns a level.
    pub(super) fn level(&self, level: usize) -> Option<&'l Level> {
        self.own.get(&level).or_else(|| self.base.get(&level))
    }

    /// Returns the number that the list makes a level start at on its first use.
    pub(super) fn start_anew(&self, level: usize) -> Option<u32> {
        self.starts.get(&level).copied()
    }

    /// Returns the level that a paragraph style stands for.
    pub(super) fn level_of(&self, style: &str) -> Option<usize> {
        (0..LEVELS).find(|&level| self.level(level).is_some_and(|level| level.style.as_deref() == Some(style)))
    }
}

impl Lists {
    /// Reads the numbering part.
    pub(super) fn read(part: &Part) -> Result<Self, IngestError> {
        let mut found = Self::default();
        let mut xml = Xml::new(part);
        loop {
            match xml.next()? {
                Event::Start(start) => match start.local_name().as_ref() {
                    "abstractNum" => {
                        let id = attribute(&start, "abstractNumId").and_then(|id| id.parse().ok());
                        let list = abstract_list(&mut xml)?;
                        if let Some(id) = id {
                            found.abstracts.insert(id, list);
                        }
                    }
                    "num" => {
                        let id = attribute(&start, "numId").and_then(|id| id.parse().ok());
                        let list = list(&mut xml)?;
                        if let Some(id) = id {
                            found.lists.insert(id, list);
                        }
                    }
                    _ => {}
                },
                Event::Eof => return Ok(found),
                _ => {}
            }
        }
    }

    /// Returns the list of this id; `None` where the file has none, as after a careless paste.
    pub(super) fn get(&self, id: u32, styles: &Styles) -> Option<Used<'_>> {
        let list = self.lists.get(&id)?;
        let mut count = list.abstract_id;
        let mut base = self.abstracts.get(&count)?;
        if let Some(link) = &base.link
            && let Some(linked) = styles.list_of(link).and_then(|id| self.lists.get(&id))
            && let Some(levels) = self.abstracts.get(&linked.abstract_id)
        {
            (count, base) = (linked.abstract_id, levels);
        }
        Some(Used { count, base: &base.levels, own: &list.levels, starts: &list.starts })
    }
}

fn abstract_list(xml: &mut Xml<'_>) -> Result<Abstract, IngestError> {
    let mut found = Abstract::default();
    children(xml, |xml, start| {
        match start.local_name().as_ref() {
            "lvl" => add_level(xml, start, &mut found.levels)?,
            "numStyleLink" => found.link = value(start).map(String::from),
            _ => {}
        }
        Ok(())
    })?;
    Ok(found)
}

fn list(xml: &mut Xml<'_>) -> Result<List, IngestError> {
    let mut found = List::default();
    children(xml, |xml, start| {
        match start.local_name().as_ref() {
            "abstractNumId" => found.abstract_id = number(start).unwrap_or(0),
            "lvlOverride" => {
                let index = index(start);
                children(xml, |xml, start| {
                    match start.local_name().as_ref() {
                        "lvl" => add_level(xml, start, &mut found.levels)?,
                        "startOverride" => {
                            if let (Some(index), Some(first)) = (index, number(start)) {
                                found.starts.insert(index, first);
                            }
                        }
                        _ => {}
                    }
                    Ok(())
                })?;
            }
            _ => {}
        }
        Ok(())
    })?;
    Ok(found)
}

fn index(start: &BytesStart<'_>) -> Option<usize> {
    attribute(start, "ilvl")?.trim().parse().ok().filter(|level| *level < LEVELS)
}

fn add_level(xml: &mut Xml<'_>, start: &BytesStart<'_>, levels: &mut Levels) -> Result<(), IngestError> {
    let index = index(start);
    let mut found = Level::default();
    children(xml, |xml, start| {
        match start.local_name().as_ref() {
            "start" => found.start = number(start).unwrap_or(1),
            "numFmt" => found.format = format(start),
            "lvlText" => found.text = value(start).unwrap_or_default().into_owned(),
            "lvlRestart" => found.restart = number(start),
            "isLgl" => found.legal = on(start),
            "suff" => found.tight = value(start).as_deref() == Some("nothing"),
            "pStyle" => found.style = value(start).map(String::from),
            "rPr" => found.run = run_properties(xml)?,
            // A choice between formats that Word knows and this file's own: the fallback is the plain one.
            "AlternateContent" => children(xml, |xml, start| {
                if start.local_name().as_ref() == "Fallback" {
                    children(xml, |_, start| {
                        if start.local_name().as_ref() == "numFmt" {
                            found.format = format(start);
                        }
                        Ok(())
                    })?;
                }
                Ok(())
            })?,
            _ => {}
        }
        Ok(())
    })?;
    if let Some(index) = index {
        levels.insert(index, found);
    }
    Ok(())
}

fn format(start: &BytesStart<'_>) -> NumberFormat {
    match value(start).as_deref() {
        Some("decimalZero") => NumberFormat::DecimalZero,
        Some("lowerLetter") => NumberFormat::LowerLetter,
        Some("upperLetter") => NumberFormat::UpperLetter,
        Some("lowerRoman") => NumberFormat::LowerRoman,
        Some("upperRoman") => NumberFormat::UpperRoman,
        Some("bullet") => NumberFormat::Bullet,
        Some("none") => NumberFormat::None,
        _ => NumberFormat::Decimal,
    }
}

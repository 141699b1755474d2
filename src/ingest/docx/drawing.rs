//! Drawings, pictures and objects: their text boxes are text, the rest is counted.

use std::ops::Range;

use quick_xml::events::Event;

use crate::ingest::IngestError;
use crate::ingest::tally::{Tally, Unread};
use crate::ingest::xml::Xml;

/// Passes over a `drawing`, `pict` or `object` whose start was just read; returns the insides of its text boxes.
pub(super) fn boxes(xml: &mut Xml<'_>, tally: &mut Tally) -> Result<Vec<Range<usize>>, IngestError> {
    let mut found = Vec::new();
    let mut choices = Choices::default();
    let part = &xml.part().name;
    let outside = xml.outside();
    while let Some(event) = xml.next_in(outside)? {
        match event {
            Event::Start(start) => match start.local_name().as_ref() {
                "txbxContent" => found.push(xml.skip()?),
                "blip" | "imagedata" => tally.add(part, Unread::Picture),
                "chart" => tally.add(part, Unread::Chart),
                "relIds" => tally.add(part, Unread::Diagram),
                "OLEObject" => tally.add(part, Unread::Object),
                "textpath" => tally.add(part, Unread::WordArt),
                name => choices.start(xml, name)?,
            },
            Event::End(end) => choices.end(end.local_name().as_ref()),
            _ => {}
        }
    }
    Ok(found)
}

/// `mc:AlternateContent`: of several forms of one thing the first is read, so that no text box counts twice.
#[derive(Debug, Default)]
pub(super) struct Choices {
    /// For each open one, whether a form was read.
    open: Vec<bool>,
}

impl Choices {
    /// Takes the start of any element; passes over forms after the first.
    pub(super) fn start(&mut self, xml: &mut Xml<'_>, name: &str) -> Result<(), IngestError> {
        if name == "AlternateContent" {
            self.open.push(false);
        } else if matches!(name, "Choice" | "Fallback")
            && let Some(read) = self.open.last_mut()
            && std::mem::replace(read, true)
        {
            xml.skip()?;
        }
        Ok(())
    }

    /// Takes the end of any element.
    pub(super) fn end(&mut self, name: &str) {
        if name == "AlternateContent" {
            self.open.pop();
        }
    }
}

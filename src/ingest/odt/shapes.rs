//! Frames and drawn shapes: their text is text, pictures and objects are counted.

use std::ops::Range;

use quick_xml::events::Event;

use crate::ingest::IngestError;
use crate::ingest::tally::{Tally, Unread};
use crate::ingest::xml::Xml;

/// Returns whether an element is a frame or a shape; groups are looked through.
pub(super) fn is_shape(name: &str) -> bool {
    matches!(
        name,
        "frame"
            | "custom-shape"
            | "rect"
            | "ellipse"
            | "circle"
            | "line"
            | "polyline"
            | "polygon"
            | "regular-polygon"
            | "path"
            | "connector"
            | "caption"
            | "measure"
    )
}

/// Passes over a shape whose start was just read; returns the insides that may hold text.
pub(super) fn boxes(xml: &mut Xml<'_>, name: &str, tally: &mut Tally) -> Result<Vec<Range<usize>>, IngestError> {
    if name != "frame" {
        return Ok(vec![xml.skip()?]);
    }
    let mut found = Vec::new();
    // A frame holds several forms of one thing: the first says what it is.
    let mut told = false;
    let part = &xml.part().name;
    let outside = xml.outside();
    while let Some(event) = xml.next_in(outside)? {
        let Event::Start(start) = event else { continue };
        let unread = match start.local_name().as_ref() {
            "text-box" => {
                found.push(xml.skip()?);
                told = true;
                continue;
            }
            "image" => Unread::Picture,
            "object" | "object-ole" | "plugin" | "applet" | "floating-frame" => Unread::Object,
            _ => {
                xml.skip()?;
                continue;
            }
        };
        if !std::mem::replace(&mut told, true) {
            tally.add(part, unread);
        }
        xml.skip()?;
    }
    Ok(found)
}

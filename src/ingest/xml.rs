//! XML events of one part with their places, under the limits on depth and without document types.

use std::borrow::Cow;
use std::ops::Range;

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::IngestError;
use super::package::Part;

/// Deepest nesting of elements; Word's own files stay under 60.
const DEPTH: usize = 256;

/// A reader of one part, or of the inside of one element of it.
pub(super) struct Xml<'p> {
    part: &'p Part,
    reader: Reader<&'p [u8]>,
    /// Offset of what is read in the part's text.
    base: usize,
    depth: usize,
    /// Offset before the last event.
    before: usize,
}

impl<'p> Xml<'p> {
    /// Reads the whole part.
    pub(super) fn new(part: &'p Part) -> Self {
        Self::inside(part, 0..part.text.len())
    }

    /// Reads the inside of an element, whose range another reader gave.
    pub(super) fn inside(part: &'p Part, range: Range<usize>) -> Self {
        let base = range.start;
        let mut reader = Reader::from_str(part.text.get(range).unwrap_or_default());
        // One shape for `<w:b/>` and `<w:b></w:b>`.
        reader.config_mut().expand_empty_elements = true;
        Self { part, reader, base, depth: 0, before: base }
    }

    /// Returns the part that is read.
    pub(super) fn part(&self) -> &'p Part {
        self.part
    }

    /// Returns the next event that matters: comments, declarations and instructions are passed over.
    pub(super) fn next(&mut self) -> Result<Event<'p>, IngestError> {
        loop {
            self.before = self.position();
            let event = self.reader.read_event().map_err(|error| self.bad_at(self.fault(), words(&error)))?;
            match event {
                Event::Start(_) => {
                    self.depth += 1;
                    if self.depth > DEPTH {
                        return Err(IngestError::TooDeep { part: self.part.name.to_string(), limit: DEPTH });
                    }
                }
                Event::End(_) => self.depth = self.depth.saturating_sub(1),
                Event::DocType(_) => return Err(self.bad("có khai báo DOCTYPE, không được phép")),
                Event::Eof if self.depth > 0 => return Err(self.bad("thiếu thẻ đóng")),
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) => continue,
                _ => {}
            }
            return Ok(event);
        }
    }

    /// Returns the next event inside an element whose start was just read, `None` at its end.
    pub(super) fn next_in(&mut self, outside: usize) -> Result<Option<Event<'p>>, IngestError> {
        match self.next()? {
            Event::End(_) if self.depth == outside => Ok(None),
            Event::Eof => Ok(None),
            event => Ok(Some(event)),
        }
    }

    /// Returns the depth outside the element whose start was just read, for [`Xml::next_in`].
    pub(super) fn outside(&self) -> usize {
        self.depth.saturating_sub(1)
    }

    /// Passes over the element whose start was just read; returns the range of its inside.
    pub(super) fn skip(&mut self) -> Result<Range<usize>, IngestError> {
        let start = self.position();
        self.leave(self.outside())?;
        Ok(start..self.before)
    }

    /// Passes over what is left of an element, given the depth outside it; does nothing where it was left already.
    pub(super) fn leave(&mut self, outside: usize) -> Result<(), IngestError> {
        while self.depth > outside {
            self.next()?;
        }
        Ok(())
    }

    /// Returns the offset after the last event.
    pub(super) fn position(&self) -> usize {
        self.base + usize::try_from(self.reader.buffer_position()).unwrap_or_default()
    }

    /// Returns the offset before the last event.
    pub(super) fn before(&self) -> usize {
        self.before
    }

    /// Returns what an entity stands for; only XML's own are known, for there is no document type.
    pub(super) fn entity(&self, reference: &BytesRef<'_>) -> Result<Cow<'static, str>, IngestError> {
        unescape(&format!("&{};", &**reference))
            .map(|text| Cow::Owned(text.into_owned()))
            .map_err(|_| self.bad("tham chiếu ký tự lạ"))
    }

    fn fault(&self) -> usize {
        self.base + usize::try_from(self.reader.error_position()).unwrap_or_default()
    }

    fn bad(&self, reason: &str) -> IngestError {
        self.bad_at(self.before, reason)
    }

    fn bad_at(&self, at: usize, reason: &str) -> IngestError {
        let at = (at + self.part.offset.unwrap_or(0)) as u64;
        IngestError::BadXml { part: self.part.name.to_string(), at, reason: reason.to_owned() }
    }
}

/// Returns what kind of fault it is.
fn words(error: &quick_xml::Error) -> &'static str {
    match error {
        quick_xml::Error::Syntax(_) => "sai cú pháp",
        quick_xml::Error::IllFormed(_) => "thẻ mở và thẻ đóng không khớp",
        _ => "không đọc được",
    }
}

/// Returns an attribute by its local name; a value with an unknown entity is as good as absent.
pub(super) fn attribute<'s>(start: &'s BytesStart<'_>, name: &str) -> Option<Cow<'s, str>> {
    let found = start.attributes().with_checks(false).flatten().find(|own| own.key.local_name().as_ref() == name)?;
    match found.value {
        Cow::Borrowed(value) => unescape(value).ok(),
        Cow::Owned(value) => unescape(&value).ok().map(|value| Cow::Owned(value.into_owned())),
    }
}

/// Returns the `val` attribute.
pub(super) fn value<'s>(start: &'s BytesStart<'_>) -> Option<Cow<'s, str>> {
    attribute(start, "val")
}

/// Returns a whole number of the `val` attribute.
pub(super) fn number<T: std::str::FromStr>(start: &BytesStart<'_>) -> Option<T> {
    value(start)?.trim().parse().ok()
}

/// Returns an on/off element's value: on unless it says otherwise.
pub(super) fn on(start: &BytesStart<'_>) -> bool {
    !value(start).is_some_and(|value| matches!(&*value, "0" | "false" | "off" | "none"))
}

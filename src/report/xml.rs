//! XML elements written one after another; names are ours, values are escaped.

use std::io::{self, Write};

use quick_xml::escape::{escape, partial_escape};

/// Attributes of an element, in order.
pub(super) type Attributes<'a> = &'a [(&'a str, &'a str)];

/// Writes elements to `out`.
pub(super) struct Tags<'w, W> {
    out: &'w mut W,
}

impl<'w, W: Write> Tags<'w, W> {
    /// Starts a document in UTF-8.
    pub(super) fn new(out: &'w mut W) -> io::Result<Self> {
        out.write_all(b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")?;
        Ok(Self { out })
    }

    /// Writes a start tag.
    pub(super) fn open(&mut self, name: &str, attributes: Attributes<'_>) -> io::Result<()> {
        self.start(name, attributes)?;
        self.out.write_all(b">")
    }

    /// Writes an end tag.
    pub(super) fn close(&mut self, name: &str) -> io::Result<()> {
        write!(self.out, "</{name}>")
    }

    /// Writes an end tag and ends the line.
    pub(super) fn close_line(&mut self, name: &str) -> io::Result<()> {
        writeln!(self.out, "</{name}>")
    }

    /// Writes an element without content and ends the line.
    pub(super) fn empty(&mut self, name: &str, attributes: Attributes<'_>) -> io::Result<()> {
        self.start(name, attributes)?;
        self.out.write_all(b"/>\n")
    }

    /// Writes an element of text alone and ends the line.
    pub(super) fn leaf(&mut self, name: &str, attributes: Attributes<'_>, text: &str) -> io::Result<()> {
        self.open(name, attributes)?;
        self.text(text)?;
        self.close_line(name)
    }

    /// Writes text; signs that XML has no place for are left out.
    pub(super) fn text(&mut self, text: &str) -> io::Result<()> {
        let plain: String = text.chars().filter(|sign| is_allowed(*sign)).collect();
        self.out.write_all(partial_escape(plain.as_str()).as_bytes())
    }

    fn start(&mut self, name: &str, attributes: Attributes<'_>) -> io::Result<()> {
        write!(self.out, "<{name}")?;
        for (key, value) in attributes {
            let plain: String = value.chars().filter(|sign| is_allowed(*sign)).collect();
            write!(self.out, " {key}=\"{}\"", escape(plain.as_str()))?;
        }
        Ok(())
    }
}

/// Returns text with what is markup in XML and HTML escaped, and without the signs that have no place there.
pub(super) fn escaped(text: &str) -> String {
    let plain: String = text.chars().filter(|sign| is_allowed(*sign)).collect();
    escape(plain.as_str()).into_owned()
}

/// Returns whether XML 1.0 has a place for the sign.
fn is_allowed(sign: char) -> bool {
    matches!(sign, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

#[cfg(test)]
mod tests {
    use super::Tags;

    #[test]
    fn values_and_text_are_escaped() {
        let mut out = Vec::new();
        let mut tags = Tags::new(&mut out).unwrap();
        tags.leaf("p", &[("a", "\"<&\u{1}")], "x < y\u{0}").unwrap();
        let written = String::from_utf8(out).unwrap();
        assert!(written.ends_with("<p a=\"&quot;&lt;&amp;\">x &lt; y</p>\n"), "{written}");
    }
}

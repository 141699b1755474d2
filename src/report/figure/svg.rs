//! Elements of a figure. Whole numbers only: the same figure is the same bytes everywhere.

use std::fmt::Write as _;

use crate::report::xml::escaped;

/// A figure as far as it is drawn.
pub(super) struct Drawing {
    body: String,
}

/// A rectangle by its upper left corner.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame {
    pub(super) x: u32,
    pub(super) y: u32,
    pub(super) width: u32,
    pub(super) height: u32,
}

impl Drawing {
    pub(super) fn new() -> Self {
        Self { body: String::new() }
    }

    /// Draws a box; without a style it has a line and no ground.
    pub(super) fn frame(&mut self, frame: Frame, class: &str) {
        let Frame { x, y, width, height } = frame;
        let _ = writeln!(
            self.body,
            "<rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"4\" fill=\"none\" \
             stroke=\"currentColor\"/>"
        );
    }

    /// Draws a line through points that `path` tells in SVG's own words.
    pub(super) fn path(&mut self, path: &str, class: &str) {
        let _ = writeln!(self.body, "<path class=\"{class}\" d=\"{path}\" fill=\"none\" stroke=\"currentColor\"/>");
    }

    /// Writes one line of words; `y` is where its letters stand.
    pub(super) fn words(&mut self, x: u32, y: u32, size: u32, class: &str, words: &str) {
        let _ = writeln!(
            self.body,
            "<text class=\"{class}\" x=\"{x}\" y=\"{y}\" font-size=\"{size}\" fill=\"currentColor\">{}</text>",
            escaped(words)
        );
    }

    /// Writes one line of words that ends at `x`.
    pub(super) fn words_before(&mut self, x: u32, y: u32, size: u32, class: &str, words: &str) {
        let _ = writeln!(
            self.body,
            "<text class=\"{class}\" x=\"{x}\" y=\"{y}\" font-size=\"{size}\" fill=\"currentColor\" text-anchor=\"end\">{}</text>",
            escaped(words)
        );
    }

    /// Writes one line of Vietnamese words in a figure of any language.
    pub(super) fn vietnamese(&mut self, x: u32, y: u32, size: u32, class: &str, words: &str) {
        let _ = writeln!(
            self.body,
            "<text class=\"{class}\" x=\"{x}\" y=\"{y}\" font-size=\"{size}\" fill=\"currentColor\" lang=\"vi\">{}</text>",
            escaped(words)
        );
    }

    /// Draws what leads to an address, where there is one.
    pub(super) fn leading(&mut self, address: Option<&str>, draw: impl FnOnce(&mut Self)) {
        if let Some(address) = address {
            let _ = writeln!(self.body, "<a href=\"{}\">", escaped(address));
        }
        draw(self);
        if address.is_some() {
            self.body.push_str("</a>\n");
        }
    }

    /// Returns the figure. It is a group, for it may hold links, which a picture may not.
    pub(super) fn finish(self, id: &str, (width, height): (u32, u32), title: &str, description: &str) -> String {
        // Lines at the edge have half of their width outside.
        let (wide, high) = (width + 4, height + 4);
        format!(
            "<svg class=\"figure {id}\" role=\"group\" aria-labelledby=\"{id}-title\" aria-describedby=\"{id}-desc\" \
             viewBox=\"-2 -2 {wide} {high}\" width=\"{wide}\" height=\"{high}\" xmlns=\"http://www.w3.org/2000/svg\" \
             font-family=\"inherit\">\n<title id=\"{id}-title\">{}</title>\n<desc id=\"{id}-desc\">{}</desc>\n{}</svg>\n",
            escaped(title),
            escaped(description),
            self.body
        )
    }
}

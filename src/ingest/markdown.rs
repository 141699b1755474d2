//! Markdown: the text without its marks, lists with the labels as written, tables as grids.
//!
//! Every line of the file stays a line: state documents turned to Markdown break lines on purpose, and `parse` joins
//! those that a file wrapped.

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::IngestError;
use super::{html, plain};
use crate::text::{Alignment, Builder, Format, Label, Layout, Place, Source};

/// Reads Markdown.
pub(super) fn read(bytes: &[u8]) -> Result<Source, IngestError> {
    let decoded = plain::text(bytes)?;
    let text = &decoded.text;
    let mut page = Page { text, builder: Builder::new(Format::Md), ..Page::default() };
    decoded.say(&mut page.builder);
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        match event {
            Event::Start(tag) => page.start(tag, range),
            Event::End(tag) => page.end(tag)?,
            Event::Text(text) => page.push(&text),
            Event::Code(text) => page.builder.push(&text),
            Event::Html(text) => page.html.push_str(&text),
            Event::InlineHtml(tag) => page.inline_html(&tag),
            Event::SoftBreak | Event::HardBreak => page.builder.break_line(),
            Event::Rule => page.end_paragraph(),
            _ => {}
        }
    }
    Ok(page.finish())
}

/// A file being read.
struct Page<'t> {
    text: &'t str,
    builder: Builder,
    label: Option<Label>,
    /// The HTML block being collected.
    html: String,
    /// Text that is not content: a picture's description, the file's metadata.
    muted: usize,
    table: usize,
    row: usize,
    column: usize,
    alignments: Vec<Alignment>,
    unread: BTreeMap<&'static str, usize>,
}

impl Default for Page<'_> {
    fn default() -> Self {
        Self {
            text: "",
            builder: Builder::new(Format::Md),
            label: None,
            html: String::new(),
            muted: 0,
            table: 0,
            row: 0,
            column: 0,
            alignments: Vec::new(),
            unread: BTreeMap::new(),
        }
    }
}

impl Page<'_> {
    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Paragraph | Tag::Heading { .. } | Tag::CodeBlock(_) | Tag::BlockQuote(_) | Tag::List(_) => {
                self.end_paragraph();
            }
            Tag::Item => {
                self.end_paragraph();
                // The label as written: the parser gives only the first number and no bracket.
                let written = self.text.get(range).and_then(|item| item.split_whitespace().next());
                self.label = written.map(|text| Label { text: text.to_owned(), blank: true, look: None });
            }
            Tag::FootnoteDefinition(_) => {
                self.end_paragraph();
                self.builder.set_story(Place::Note);
            }
            Tag::Table(alignments) => {
                self.end_paragraph();
                self.table = self.builder.open_table();
                self.row = 0;
                self.alignments = alignments.into_iter().map(alignment).collect();
            }
            Tag::TableHead | Tag::TableRow => self.column = 0,
            Tag::TableCell => {
                self.builder.open_cell(self.table, self.row, self.column, 1);
            }
            Tag::Image { .. } => self.mute("ảnh, không đọc chữ trong ảnh"),
            Tag::MetadataBlock(_) => self.mute("khối khai báo đầu tệp"),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) -> Result<(), IngestError> {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::CodeBlock | TagEnd::BlockQuote(_) => self.end_paragraph(),
            TagEnd::Item | TagEnd::List(_) => {
                self.end_paragraph();
                self.label = None;
            }
            TagEnd::FootnoteDefinition => {
                self.end_paragraph();
                self.builder.set_story(Place::Body);
            }
            TagEnd::TableCell => {
                let alignment = self.alignments.get(self.column).copied().unwrap_or_default();
                self.builder.end_paragraph(None, alignment.into());
                self.builder.close_cell();
                self.column += 1;
            }
            TagEnd::TableHead | TagEnd::TableRow => self.row += 1,
            TagEnd::Table => self.builder.close_table(self.table),
            TagEnd::HtmlBlock => {
                self.end_paragraph();
                html::read_into(&mut self.builder, &std::mem::take(&mut self.html))?;
            }
            TagEnd::Image | TagEnd::MetadataBlock(_) => self.muted = self.muted.saturating_sub(1),
            _ => {}
        }
        Ok(())
    }

    /// Adds text; a code block comes with its line ends.
    fn push(&mut self, text: &str) {
        if self.muted > 0 {
            return;
        }
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 {
                self.builder.break_line();
            }
            self.builder.push(line);
        }
    }

    fn inline_html(&mut self, tag: &str) {
        let name = tag.trim_start_matches(['<', '/']);
        if name.get(..2).is_some_and(|name| name.eq_ignore_ascii_case("br")) {
            self.builder.break_line();
        }
    }

    fn mute(&mut self, what: &'static str) {
        self.muted += 1;
        *self.unread.entry(what).or_default() += 1;
    }

    fn end_paragraph(&mut self) {
        if self.builder.pending().trim().is_empty() {
            self.builder.discard();
            return;
        }
        let label = self.label.take();
        self.builder.end_paragraph(label.as_ref(), Layout::default());
    }

    fn finish(mut self) -> Source {
        self.end_paragraph();
        for (what, count) in self.unread {
            self.builder.skip("Markdown", format!("{count} {what}"));
        }
        self.builder.finish()
    }
}

fn alignment(written: pulldown_cmark::Alignment) -> Alignment {
    match written {
        pulldown_cmark::Alignment::Center => Alignment::Center,
        pulldown_cmark::Alignment::Right => Alignment::Right,
        pulldown_cmark::Alignment::None | pulldown_cmark::Alignment::Left => Alignment::Left,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<String> {
        let source = read(text.as_bytes()).unwrap();
        source.text().lines().map(str::to_owned).collect()
    }

    #[test]
    fn marks_go_and_labels_stay() {
        let text = "# QUYẾT ĐỊNH\n\n**Điều 1.** Giao _Sở_:\n\n1. Chánh Văn phòng;\n2. Giám đốc.\n\n- Như Điều 1;\n";
        let expected = ["QUYẾT ĐỊNH", "Điều 1. Giao Sở:", "1. Chánh Văn phòng;", "2. Giám đốc.", "- Như Điều 1;"];
        assert_eq!(lines(text), expected);
    }

    #[test]
    fn a_line_stays_a_line() {
        assert_eq!(lines("ỦY BAN NHÂN DÂN\nTỈNH X<br>Số: 1/QĐ"), ["ỦY BAN NHÂN DÂN", "TỈNH X", "Số: 1/QĐ"]);
    }

    #[test]
    fn tables_are_grids() {
        let source = read("| TT | Việc |\n|:-:|---|\n| 1 | Rà soát<br>lại |\n".as_bytes()).unwrap();
        let table = &source.tables()[0];
        assert_eq!((table.rows, table.columns), (2, 2));
        assert_eq!(source.slice(table.at(1, 1).unwrap().span), "Rà soát\nlại");
        assert_eq!(source.blocks()[0].layout.alignment, Alignment::Center);
    }

    #[test]
    fn html_inside_is_read_and_metadata_said() {
        let source =
            read("---\na: b\n---\n\n<table><tr><td>A</td><td>B</td></tr></table>\n\n[^1]: Chú thích\n".as_bytes())
                .unwrap();
        assert_eq!(source.text(), "A\nB\nChú thích\n");
        assert_eq!(source.skipped().len(), 1);
        assert_eq!(source.blocks()[2].place, Place::Note);
    }
}

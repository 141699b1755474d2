//! HTML pages: paragraphs, lists with their printed labels, tables with merged cells.
//!
//! The tokens are html5gum's. The tree is not built as browsers do: unclosed paragraphs, items and cells are ended as
//! the standard says, other faults are passed over. What gives no text is counted and said.

use std::collections::BTreeMap;

use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};

mod element;
mod grid;
mod holder;

use super::IngestError;
use super::plain;
use crate::text::{Builder, Format, Label, Source};
use element::{Role, Style};
use grid::Grid;
use holder::Holder;

/// Deepest nesting of elements.
const DEPTH: usize = 512;
/// Depth from which elements of a line are no longer followed: careless pages leave hundreds of them open.
const INLINE_DEPTH: usize = 256;
/// Most bytes of a page.
const SIZE: usize = 32 << 20;

/// Reads a page.
pub(super) fn read(bytes: &[u8]) -> Result<Source, IngestError> {
    if bytes.len() > SIZE {
        return Err(IngestError::TooBig {
            what: "trang HTML".to_owned(),
            found: format!("{} MiB", bytes.len() >> 20),
            limit: format!("{} MiB", SIZE >> 20),
        });
    }
    let decoded = plain::text(bytes)?;
    let read = |holder: Option<Holder>| {
        let mut builder = Builder::new(Format::Html);
        decoded.say(&mut builder);
        read_held(&mut builder, &decoded.text, holder)?;
        Ok(builder.finish())
    };
    if let Some(holder) = Holder::on_page(&decoded.text) {
        let source: Source = read(Some(holder))?;
        // A portal that fills its holder by a script leaves it blank in the saved page.
        if !source.text().trim().is_empty() {
            return Ok(source);
        }
    }
    read(None)
}

/// Reads a page or a piece of one into a source that is being built.
pub(super) fn read_into(builder: &mut Builder, text: &str) -> Result<(), IngestError> {
    read_held(builder, text, None)
}

/// As [`read_into`], only what is inside `holder` where one is given.
fn read_held(builder: &mut Builder, text: &str, holder: Option<Holder>) -> Result<(), IngestError> {
    let mut emitter = DefaultEmitter::default();
    emitter.naively_switch_states(true);
    let mut page = Page {
        builder,
        holder,
        open: Vec::new(),
        tables: Vec::new(),
        label: None,
        blank: false,
        unread: BTreeMap::new(),
    };
    for token in Tokenizer::new_with_emitter(text, emitter) {
        match token {
            Ok(Token::StartTag(tag)) => page.start(&tag)?,
            Ok(Token::EndTag(tag)) => page.end(&tag.name),
            Ok(Token::String(text)) => page.text(&String::from_utf8_lossy(&text)),
            Ok(Token::Comment(_) | Token::Doctype(_) | Token::Error(_)) => {}
            Err(never) => match never {},
        }
    }
    page.finish();
    Ok(())
}

/// An open element.
struct Open {
    name: Vec<u8>,
    role: Role,
    style: Style,
    /// Number of the last item, where this is a list.
    count: usize,
    /// How its items are numbered: `1 a A i I`.
    kind: Option<u8>,
    /// Whether it holds the document.
    holds: bool,
}

/// A page being read.
struct Page<'b> {
    builder: &'b mut Builder,
    /// What holds the document; all outside it is the site's.
    holder: Option<Holder>,
    open: Vec<Open>,
    tables: Vec<Grid>,
    /// Printed before the next paragraph.
    label: Option<Label>,
    /// A blank waits for the next word.
    blank: bool,
    unread: BTreeMap<&'static str, usize>,
}

impl Page<'_> {
    fn start(&mut self, tag: &StartTag<()>) -> Result<(), IngestError> {
        let name: &[u8] = &tag.name;
        let role = element::role(name);
        let holds = self.holder.is_some_and(|holder| holder.is(tag));
        if matches!(role, Role::Block | Role::Table | Role::List(_))
            && let Some(head) = self.open.iter().position(|open| open.role == Role::Head)
        {
            self.close(head);
        }
        let hidden = self.is_unread();
        match role {
            Role::Break if !hidden => self.break_line(),
            Role::Rule => self.end_paragraph(),
            Role::Picture if !hidden => self.count("ảnh, không đọc chữ trong ảnh"),
            _ => {}
        }
        if element::is_void(name) || tag.self_closing && matches!(role, Role::Unread(_)) {
            return Ok(());
        }
        self.end_implied(name, role);
        if role == Role::Inline && self.open.len() >= INLINE_DEPTH {
            return Ok(());
        }
        if self.open.len() >= DEPTH {
            return Err(IngestError::TooDeep { part: "HTML".to_owned(), limit: DEPTH });
        }
        let style = element::style(tag);
        let role = match role {
            Role::Block | Role::Inline | Role::Table | Role::List(_) | Role::Item if style.hidden => {
                Role::Unread("khối ẩn")
            }
            role => role,
        };
        match role {
            _ if hidden => {}
            Role::Unread(what) => self.count(what),
            Role::Head => self.count("phần khai báo của trang (head)"),
            _ => {}
        }
        if holds && !self.is_inside() {
            self.count("khung trang web quanh văn bản");
        } else if !hidden {
            self.enter(tag, role);
        }
        let count = element::number(tag, "start").unwrap_or(1).saturating_sub(1);
        let kind = tag.attributes.get(&b"type"[..]).and_then(|kind| kind.first().copied());
        self.open.push(Open { name: name.to_vec(), role, style, count, kind, holds });
        Ok(())
    }

    /// Ends what the start of `name` ends without an end tag.
    fn end_implied(&mut self, name: &[u8], role: Role) {
        let fence =
            |open: &Open| matches!(open.role, Role::Table) || matches!(open.role, Role::List(_)) && role == Role::Item;
        let from = self.open.iter().rposition(fence).map_or(0, |at| at + 1);
        let ended = self.open.iter().skip(from).position(|open| element::ends(name, &open.name));
        if let Some(at) = ended {
            self.close(from + at);
        }
    }

    /// Does what the start of a shown element does.
    fn enter(&mut self, tag: &StartTag<()>, role: Role) {
        match role {
            Role::Block | Role::List(_) | Role::Preformatted => self.end_paragraph(),
            Role::Item => {
                self.end_paragraph();
                self.label = self.item_label(tag);
            }
            Role::Table => {
                self.end_paragraph();
                self.tables.push(Grid::new(self.builder));
            }
            Role::Row => {
                self.end_paragraph();
                if let Some(table) = self.tables.last_mut() {
                    table.start_row(self.builder);
                }
            }
            Role::Cell => {
                self.end_paragraph();
                let rows = element::number(tag, "rowspan").unwrap_or(1);
                let columns = element::number(tag, "colspan").unwrap_or(1);
                if let Some(table) = self.tables.last_mut() {
                    table.start_cell(self.builder, rows, columns);
                }
            }
            _ => {}
        }
    }

    fn item_label(&mut self, tag: &StartTag<()>) -> Option<Label> {
        let unmarked = element::style(tag).unmarked;
        let list = self.open.iter_mut().rev().find(|open| matches!(open.role, Role::List(_)))?;
        list.count = element::number(tag, "value").unwrap_or(list.count.saturating_add(1));
        if unmarked || list.style.unmarked {
            return None;
        }
        let text = match list.role {
            Role::List(true) => format!("{}.", super::ordinal::write(list.count, list.kind.unwrap_or(b'1'))),
            _ => "-".to_owned(),
        };
        Some(Label { text, blank: true, look: None })
    }

    fn end(&mut self, name: &[u8]) {
        // An end tag inside a cell ends nothing outside it, save the table's own parts.
        let fenced = !matches!(element::role(name), Role::Table | Role::Row | Role::Cell);
        let mut own = self.open.iter().enumerate().rev();
        let inside = |open: &Open| if fenced { open.role != Role::Cell } else { open.role != Role::Table };
        let found = own.find(|(_, open)| open.name == name || !inside(open));
        match found {
            Some((at, open)) if open.name == name => self.close(at),
            _ if element::role(name) == Role::Block && !self.is_unread() => self.end_paragraph(),
            _ => {}
        }
    }

    /// Ends the open element at `at` and all inside it.
    fn close(&mut self, at: usize) {
        while self.open.len() > at {
            let hidden = self.is_unread();
            if !hidden && self.open.last().is_some_and(|open| open.role != Role::Inline) {
                self.end_paragraph();
            }
            let Some(closed) = self.open.pop() else { return };
            match closed.role {
                _ if hidden => {}
                Role::Item => self.label = None,
                Role::Table => {
                    if let Some(table) = self.tables.pop() {
                        table.end(self.builder);
                    }
                }
                Role::Cell => {
                    if let Some(table) = self.tables.last_mut() {
                        table.end_cell(self.builder);
                    }
                }
                _ => {}
            }
        }
    }

    fn text(&mut self, text: &str) {
        if self.is_unread() {
            return;
        }
        let upper = self.open.iter().rev().find_map(|open| open.style.upper).unwrap_or(false);
        let preformatted = self.open.iter().any(|open| open.role == Role::Preformatted);
        if preformatted {
            for (index, line) in text.split('\n').enumerate() {
                if index > 0 {
                    self.builder.break_line();
                }
                self.word(line.trim_end_matches('\r'), upper);
            }
            return;
        }
        // Blanks of HTML: a no-break space is none of them.
        for (index, word) in text.split([' ', '\t', '\n', '\r', '\u{c}']).enumerate() {
            self.blank |= index > 0;
            if !word.is_empty() {
                if std::mem::take(&mut self.blank) && !self.at_line_start() {
                    self.builder.push(" ");
                }
                self.word(word, upper);
            }
        }
    }

    fn word(&mut self, word: &str, upper: bool) {
        if upper {
            self.builder.push(&word.to_uppercase());
        } else {
            self.builder.push(word);
        }
    }

    fn at_line_start(&self) -> bool {
        self.builder.pending().is_empty() || self.builder.pending().ends_with('\n')
    }

    fn break_line(&mut self) {
        self.blank = false;
        if !self.at_line_start() {
            self.builder.break_line();
        }
    }

    /// Ends the paragraph, unless it is blank: a page's blank paragraphs only make room.
    fn end_paragraph(&mut self) {
        self.blank = false;
        if self.builder.pending().trim().is_empty() {
            self.builder.discard();
            return;
        }
        let alignment = self.open.iter().rev().find_map(|open| open.style.alignment).unwrap_or_default();
        let label = self.label.take();
        // Pages often write the dash of a list themselves.
        let own = self.builder.pending().starts_with(['-', '–', '+', '•']);
        let label = label.filter(|label| !(own && label.text == "-"));
        self.builder.end_paragraph(label.as_ref(), alignment.into());
    }

    fn is_unread(&self) -> bool {
        !self.is_inside() || self.open.iter().any(|open| matches!(open.role, Role::Unread(_) | Role::Head))
    }

    /// Returns whether what is read is the document's, and not the site's around it.
    fn is_inside(&self) -> bool {
        self.holder.is_none() || self.open.iter().any(|open| open.holds)
    }

    fn count(&mut self, what: &'static str) {
        *self.unread.entry(what).or_default() += 1;
    }

    fn finish(mut self) {
        self.close(0);
        self.end_paragraph();
        for (what, count) in self.unread {
            self.builder.skip("HTML", format!("{count} {what}"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Alignment, Place};

    fn page(text: &str) -> Source {
        read(text.as_bytes()).unwrap()
    }

    #[test]
    fn blocks_breaks_and_blanks() {
        let source =
            page("<p align=center><b>CHỦ TỊCH NƯỚC<br>\n   -----</b><p>Căn cứ&nbsp;Luật\n số&amp; <p>&nbsp;</p>x");
        assert_eq!(source.text(), "CHỦ TỊCH NƯỚC\n-----\nCăn cứ\u{a0}Luật số&\nx\n");
        assert_eq!(source.blocks()[0].layout.alignment, Alignment::Center);
    }

    #[test]
    fn lists_print_their_labels() {
        let source = page("<ol type=a start=2><li>một<li><p>hai</p><p>ba</p></ol><ul><li>bốn<li>- năm</ul>");
        assert_eq!(source.text(), "b. một\nc. hai\nba\n- bốn\n- năm\n");
        assert_eq!(source.blocks()[0].label, 3);
    }

    #[test]
    fn what_was_struck_out_is_not_read() {
        let source = page("<p>năm <del>2025</del><ins>2026</ins></p>");
        assert_eq!((source.text(), source.skipped().len()), ("năm 2026\n", 1));
    }

    #[test]
    fn a_portal_s_frame_is_not_the_document() {
        let text = "<div>Đăng nhập<div class='x content1' id=divContentDoc><p>Điều 1.</p><div>a</div>b</div><p>Bình luận</p></div>";
        let source = page(text);
        assert_eq!(source.text(), "Điều 1.\na\nb\n");
        assert!(source.skipped()[0].reason.contains("khung trang web"), "{:?}", source.skipped());
        assert_eq!(page("<p>a</p><div id=toanvancontent></div>").text(), "a\n", "a blank holder holds nothing");
    }

    #[test]
    fn merged_cells_make_a_grid() {
        let source = page(
            "<table><tr><th rowspan=2>TT<th colspan=2>Phân công<tr><td>Chủ trì<td>Phối hợp
             <tr><td rowspan=9>1<td>Sở<td></table>sau",
        );
        let table = &source.tables()[0];
        assert_eq!((table.rows, table.columns), (3, 3));
        let at = |row, column| table.at(row, column).map(|cell| source.slice(cell.span));
        assert_eq!(
            (at(1, 0), at(0, 2), at(1, 2), at(2, 2)),
            (Some("TT"), Some("Phân công"), Some("Phối hợp"), Some(""))
        );
        assert_eq!(table.at(2, 0).unwrap().row_span, 1);
        assert_eq!(source.blocks().last().unwrap().place, Place::Body);
    }

    #[test]
    fn what_is_not_content_is_said() {
        let source = page(
            "<!DOCTYPE html><html><head><title>x</title><style>p{}</style></head><body><nav><p>Trang chủ</nav>
             <script>var a='<p>';</script><div style='text-transform:uppercase'>Quyết <span>định</span> số</div><img src=a>",
        );
        assert_eq!(source.text(), "QUYẾT ĐỊNH SỐ\n");
        assert_eq!(source.skipped().len(), 4);
    }

    #[test]
    fn deep_pages_are_refused() {
        assert!(matches!(read("<div>".repeat(600).as_bytes()), Err(IngestError::TooDeep { .. })));
        assert!(read("<b>x".repeat(6000).as_bytes()).is_ok());
    }
}

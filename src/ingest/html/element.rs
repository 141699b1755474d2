//! What the names and attributes of HTML elements mean for the text.

use html5gum::{HtmlString, StartTag};

use crate::text::Alignment;

/// How an element takes part in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// A paragraph or box of its own.
    Block,
    /// A list; numbered where `true`.
    List(bool),
    /// An item of a list.
    Item,
    /// A table.
    Table,
    /// A row.
    Row,
    /// A cell.
    Cell,
    /// Text whose blanks and line ends count.
    Preformatted,
    /// Passed over with all inside it; the words say what it is, for the list of what was skipped.
    Unread(&'static str),
    /// The page's head, passed over like [`Role::Unread`], but ended by any block.
    Head,
    /// A line break.
    Break,
    /// A line across the page.
    Rule,
    /// A picture.
    Picture,
    /// Part of a line.
    Inline,
}

/// Returns the role of the element of this name.
pub(super) fn role(name: &[u8]) -> Role {
    match name {
        b"p" | b"div" | b"section" | b"article" | b"main" | b"header" | b"footer" | b"aside" | b"h1" | b"h2"
        | b"h3" | b"h4" | b"h5" | b"h6" | b"blockquote" | b"center" | b"address" | b"figure" | b"figcaption"
        | b"form" | b"fieldset" | b"legend" | b"dl" | b"dt" | b"dd" | b"details" | b"summary" | b"body"
        | b"caption" | b"thead" | b"tbody" | b"tfoot" => Role::Block,
        b"ol" => Role::List(true),
        b"ul" | b"menu" | b"dir" => Role::List(false),
        b"li" => Role::Item,
        b"table" => Role::Table,
        b"tr" => Role::Row,
        b"td" | b"th" => Role::Cell,
        b"pre" | b"listing" | b"xmp" => Role::Preformatted,
        b"head" => Role::Head,
        b"script" => Role::Unread("mã script"),
        b"style" => Role::Unread("định dạng CSS"),
        b"nav" => Role::Unread("khối điều hướng (nav)"),
        b"del" => Role::Unread("đoạn đã xóa (del)"),
        b"noscript" | b"template" => Role::Unread("nội dung dự phòng"),
        b"iframe" | b"object" | b"embed" | b"audio" | b"video" | b"canvas" => Role::Unread("đối tượng nhúng"),
        b"svg" | b"math" => Role::Unread("hình vẽ hoặc công thức"),
        b"select" | b"textarea" | b"button" => Role::Unread("ô nhập của biểu mẫu"),
        b"title" => Role::Unread("tiêu đề trang (title)"),
        b"br" => Role::Break,
        b"hr" => Role::Rule,
        b"img" => Role::Picture,
        _ => Role::Inline,
    }
}

/// Returns whether the element of this name never has an end tag.
pub(super) fn is_void(name: &[u8]) -> bool {
    matches!(
        name,
        b"area"
            | b"base"
            | b"br"
            | b"col"
            | b"embed"
            | b"hr"
            | b"img"
            | b"input"
            | b"link"
            | b"meta"
            | b"param"
            | b"source"
            | b"track"
            | b"wbr"
    )
}

/// Returns whether the start of `new` ends an open `old`, whose end tag may be left out.
pub(super) fn ends(new: &[u8], old: &[u8]) -> bool {
    match old {
        b"p" => !matches!(role(new), Role::Inline | Role::Break | Role::Picture | Role::Unread(_)),
        b"li" => new == b"li",
        b"dt" | b"dd" => matches!(new, b"dt" | b"dd"),
        b"td" | b"th" => matches!(new, b"td" | b"th" | b"tr" | b"tbody" | b"thead" | b"tfoot"),
        b"tr" | b"caption" => matches!(new, b"tr" | b"tbody" | b"thead" | b"tfoot"),
        b"thead" | b"tbody" | b"tfoot" => matches!(new, b"tbody" | b"thead" | b"tfoot"),
        _ => false,
    }
}

/// What an element's style says; `None` leaves it to the element around.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Style {
    /// Alignment.
    pub(super) alignment: Option<Alignment>,
    /// Printed in capitals.
    pub(super) upper: Option<bool>,
    /// Not shown.
    pub(super) hidden: bool,
    /// List items without marks.
    pub(super) unmarked: bool,
}

/// Reads the `style`, `align` and `hidden` attributes.
pub(super) fn style(tag: &StartTag<()>) -> Style {
    let mut found = Style { hidden: value(tag, "hidden").is_some(), ..Style::default() };
    if let Some(align) = value(tag, "align") {
        found.alignment = alignment(&align);
    }
    if &*tag.name == b"center" {
        found.alignment = Some(Alignment::Center);
    }
    let Some(style) = value(tag, "style") else { return found };
    for declaration in style.split(';') {
        let Some((property, value)) = declaration.split_once(':') else { continue };
        let value = value.trim().trim_end_matches("!important").trim_end();
        match property.trim() {
            "text-align" => found.alignment = alignment(value).or(found.alignment),
            "text-transform" => found.upper = Some(value == "uppercase"),
            "display" => found.hidden |= value == "none",
            "visibility" => found.hidden |= value == "hidden",
            "list-style" | "list-style-type" => found.unmarked |= value.split_whitespace().any(|word| word == "none"),
            _ => {}
        }
    }
    found
}

fn alignment(value: &str) -> Option<Alignment> {
    match value.trim() {
        "left" | "start" => Some(Alignment::Left),
        "center" | "middle" => Some(Alignment::Center),
        "right" | "end" => Some(Alignment::Right),
        "justify" => Some(Alignment::Justify),
        _ => None,
    }
}

/// Returns an attribute's value in lower case.
pub(super) fn value(tag: &StartTag<()>, name: &str) -> Option<String> {
    let value = tag.attributes.get(&HtmlString(name.as_bytes().to_vec()))?;
    Some(String::from_utf8_lossy(value).to_ascii_lowercase())
}

/// Returns a number of an attribute.
pub(super) fn number(tag: &StartTag<()>, name: &str) -> Option<usize> {
    value(tag, name)?.trim().parse().ok()
}

//! Lists as one web page without scripts and without anything from outside.

use std::io::{self, Write};

use super::{Both, Cell, Sheet, said};
use crate::rules::Lang;

/// The looks: dark words on light ground throughout, words beside every colour, rows as blocks on narrow screens, A4 on paper.
const STYLE: &str = include_str!("page.css");

/// Cells of so many characters, days and numbers, are not broken.
const SHORT: usize = 12;

/// What a page begins with.
pub(in crate::report) struct Opening<'a> {
    /// Its title.
    pub(in crate::report) title: &'a str,
    /// What it is of, one sentence each.
    pub(in crate::report) facts: &'a [String],
    /// Links to its parts: id, words, and how many rows it has.
    pub(in crate::report) parts: &'a [(String, &'a str, Option<usize>)],
    /// What its looks have beside those of all pages.
    pub(in crate::report) style: &'a str,
}

/// Who made a page, and of what.
pub(in crate::report) const FROM_REGISTRY: Both = (
    "Do phần mềm soat lập từ văn bản trong sổ; không thay cho ý kiến của người có thẩm quyền.",
    "Made by soat from the documents of the registry; it does not stand in for whoever decides.",
);

/// Writes the head of the page, its title and its contents.
pub(in crate::report) fn open(opening: &Opening<'_>, lang: Lang, out: &mut impl Write) -> io::Result<()> {
    let (title, code) = (escaped(opening.title), said(("vi", "en"), lang));
    writeln!(
        out,
        "<!doctype html>\n<html lang=\"{code}\"><head><meta charset=\"utf-8\">\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\
         <meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>{title}</title>\n<style>\n{STYLE}{}</style></head>\n\
         <body>\n<header><h1>{title}</h1>",
        opening.style
    )?;
    for fact in opening.facts {
        writeln!(out, "<p>{}</p>", escaped(fact))?;
    }
    writeln!(out, "</header>")?;
    if opening.parts.is_empty() {
        return writeln!(out, "<main>");
    }
    writeln!(out, "<nav aria-label=\"{}\"><ul>", said(("Mục lục", "Contents"), lang))?;
    for (id, words, rows) in opening.parts {
        let rows = rows.map(|rows| format!("<b>{rows}</b>")).unwrap_or_default();
        writeln!(out, "<li><a href=\"#{id}\"><span>{}</span>{rows}</a></li>", escaped(words))?;
    }
    writeln!(out, "</ul></nav>\n<main>")
}

/// Writes the end of the page: who made it.
pub(in crate::report) fn close(by: Both, lang: Lang, out: &mut impl Write) -> io::Result<()> {
    let (by, version) = (said(by, lang), env!("CARGO_PKG_VERSION"));
    writeln!(out, "</main>\n<footer>{by} soat {version}</footer>\n</body></html>")
}

/// Writes the heading of a part and its note.
pub(in crate::report) fn part(id: &str, title: &str, note: &str, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "<h2 id=\"{id}\">{}</h2>\n<p class=\"note\">{}</p>", escaped(title), escaped(note))
}

/// Writes a list as a table.
pub(in crate::report) fn list(id: &str, sheet: &Sheet, out: &mut impl Write) -> io::Result<()> {
    part(id, sheet.title, sheet.note, out)?;
    table_head("list", &format!("{} ({})", sheet.title, sheet.rows.len()), &sheet.heads, out)?;
    writeln!(out, "<tbody role=\"rowgroup\">")?;
    for row in &sheet.rows {
        write!(out, "<tr role=\"row\">")?;
        for (head, cell) in sheet.heads.iter().zip(row) {
            let class = if cell.text.chars().count() <= SHORT { " class=\"short\"" } else { "" };
            write!(out, "<td{class} role=\"cell\" data-head=\"{}\">{}</td>", escaped(head), linked(cell))?;
        }
        writeln!(out, "</tr>")?;
    }
    writeln!(out, "</tbody></table></div>")
}

/// Writes the start of a table: caption and heads. Roles are told, since narrow screens set rows as blocks.
pub(in crate::report) fn table_head(
    class: &str,
    caption: &str,
    heads: &[&str],
    out: &mut impl Write,
) -> io::Result<()> {
    writeln!(
        out,
        "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"{0}\"><table class=\"{class}\" role=\"table\">\
         <caption>{0}</caption>\n<thead role=\"rowgroup\"><tr role=\"row\">",
        escaped(caption)
    )?;
    for head in heads {
        write!(out, "<th scope=\"col\" role=\"columnheader\">{}</th>", escaped(head))?;
    }
    writeln!(out, "</tr></thead>")
}

/// Returns a cell's words, as a link where they name a file.
pub(in crate::report) fn linked(cell: &Cell) -> String {
    let words = escaped(&cell.text);
    match &cell.link {
        Some(link) => format!("<a href=\"{}\">{words}</a>", address(link)),
        None => words,
    }
}

/// Returns text as it stands in a page.
pub(in crate::report) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// Returns a path as an address: letters beyond ASCII and signs with a meaning in addresses are written as their bytes.
fn address(path: &str) -> String {
    let written = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' | b'~' => char::from(byte).to_string(),
        b'\\' => "/".to_owned(),
        _ => format!("%{byte:02X}"),
    };
    path.bytes().map(written).collect()
}

#[cfg(test)]
mod tests {
    use super::{address, escaped};

    #[test]
    fn words_and_addresses_cannot_break_out_of_their_place() {
        assert_eq!(escaped("<b a=\"1\">&"), "&lt;b a=&quot;1&quot;&gt;&amp;");
        assert_eq!(address("a b/Kế\"hoạch.docx"), "a%20b/K%E1%BA%BF%22ho%E1%BA%A1ch.docx");
        assert_eq!(address("javascript:x"), "javascript%3Ax");
    }
}

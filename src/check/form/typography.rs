//! FMT-019: paper, margins, fonts and the look of each component, where the file says them.

use super::lines::{content_end, content_start, head, pieces, plain};
use crate::check::{Check, Context, Findings};
use crate::rules::Words;
use crate::text::{Alignment, Page, PageNumbers, Shown, Span, Typeset};

/// Finds what a Word file sets otherwise than the components' table of the page says; silent without a layout.
pub(super) struct Typography;

impl Check for Typography {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        let Some(typeset) = &cx.document.typeset else { return };
        // What does not have the country's name and a number at its head is no document of this form.
        if places(cx, "nation").is_empty() || cx.document.header.number.is_none() || cx.is_consolidated() {
            return;
        }
        page(cx, typeset, out);
        numbers(cx, typeset, out);
        rule(cx, typeset, out);
        font(cx, typeset, out);
        let Some(parts) = cx.value("parts").and_then(toml::Value::as_array) else { return };
        for part in parts.iter().filter_map(|part| Part::read(part.as_table()?)) {
            for span in places(cx, part.key) {
                part.judge(typeset, span, out);
            }
        }
        body(cx, typeset, out);
    }
}

/// Bytes of a paragraph that takes more than a line, so that its edges show.
const LONG: usize = 150;

/// How a component is to be set.
struct Part<'p> {
    key: &'p str,
    name: Words,
    /// Smallest and largest size in points.
    sizes: Option<(i64, i64)>,
    bold: Option<bool>,
    italic: Option<bool>,
    centred: bool,
}

impl<'p> Part<'p> {
    fn read(table: &'p toml::Table) -> Option<Self> {
        let words = |key: &str| table.get(key).and_then(toml::Value::as_str);
        let yes = |key: &str| table.get(key).and_then(toml::Value::as_bool);
        Some(Self {
            key: words("key")?,
            name: Words { vi: words("vi")?.to_owned(), en: words("en")?.to_owned() },
            sizes: range(table.get("size")),
            bold: yes("bold"),
            italic: yes("italic"),
            centred: yes("centred").unwrap_or(false),
        })
    }

    /// Adds the first of the component's faults: size, then weight, then slope.
    fn judge(&self, typeset: &Typeset, span: Span, out: &mut Findings) {
        let Shown { half_points, bold, italic, .. } = typeset.shown(span);
        if let (Some((least, most)), Some(size)) = (self.sizes, half_points)
            && !within(size, least, most)
        {
            let draft = out.finding("size", span).arg("part", &self.name);
            draft.arg("found", points(size)).arg("wanted", between(least, most));
            return;
        }
        let key = match (self.bold, bold, self.italic, italic) {
            (Some(true), Some(false), ..) => "bold",
            (Some(false), Some(true), ..) => "light",
            (.., Some(true), Some(false)) => "italic",
            (.., Some(false), Some(true)) => "upright",
            _ if self.centred && typeset.alignment(span.start) == Some(Alignment::Left) => "centred",
            _ => return,
        };
        out.finding(key, span).arg("part", &self.name);
    }
}

fn range(value: Option<&toml::Value>) -> Option<(i64, i64)> {
    let list = value?.as_array()?;
    Some((list.first()?.as_integer()?, list.last()?.as_integer()?))
}

fn within(half_points: u16, least: i64, most: i64) -> bool {
    (least * 2..=most * 2).contains(&i64::from(half_points))
}

fn points(half_points: u16) -> String {
    let whole = half_points / 2;
    if half_points.is_multiple_of(2) { whole.to_string() } else { format!("{whole},5") }
}

fn between(least: i64, most: i64) -> String {
    if least == most { least.to_string() } else { format!("{least}–{most}") }
}

/// Returns the places of a component.
fn places(cx: &Context<'_>, key: &str) -> Vec<Span> {
    let document = cx.document;
    let header = &document.header;
    let is_letter = header.kind.as_ref().is_some_and(|kind| kind.id.as_str() == "cong-van");
    let printed = |span: Option<Span>| span.filter(|span| !span.is_empty()).into_iter().collect();
    let line = |words: &str| {
        let top = pieces(document, head(document));
        let wanted = cx.value(words).and_then(toml::Value::as_str).map(plain);
        printed(top.iter().find(|piece| Some(piece.plain()) == wanted).map(|piece| piece.span))
    };
    match key {
        "nation" | "motto" => line(key),
        "superior" => printed(header.superior.as_ref().and_then(|organ| organ.span)),
        "issuer" => printed(header.issuer.as_ref().and_then(|organ| organ.span)),
        "number" => printed(header.number.as_ref().and_then(|number| number.span)),
        "day" => printed(header.issued.as_ref().map(|issued| issued.span)),
        "kind" => printed(header.kind.as_ref().map(|kind| kind.span)),
        "title" if !is_letter => printed(header.title.as_ref().map(|title| title.span)),
        "subject" if is_letter => printed(header.title.as_ref().map(|title| title.span)),
        "recitals" if !is_letter => {
            let first = document.recitals.first().map(|recital| recital.span);
            first.filter(|span| document.slice(*span).trim_start().starts_with("Căn cứ")).into_iter().collect()
        }
        "name" => printed(document.signature.as_ref().map(|signature| signature.span)),
        "annex" => {
            let annexes = document.provisions.iter().filter(|own| plain(&own.label).starts_with("phu luc"));
            let spans = annexes.map(|annex| Span::new(annex.span.start, annex.span.start + annex.label.len()));
            spans.take(1).collect()
        }
        "recipients" => document.recipients.first().map(|recipient| recipient.span).into_iter().collect(),
        "listed" => {
            let end = document.recipients.first().map_or(0, |first| first.span.start);
            let at = document.text.get(..end).and_then(|before| before.rfind("Nơi nhận"));
            at.map(|at| Span::new(at, at + "Nơi nhận".len())).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

/// Judges the size in which most of the content is set, tables aside.
fn body(cx: &Context<'_>, typeset: &Typeset, out: &mut Findings) {
    let Some((least, most)) = range(cx.value("body")) else { return };
    let (Some(start), Some(end)) = (content_start(cx.document), content_end(cx.document)) else { return };
    let outside = |span: Span| !cx.document.tables.iter().any(|table| table.span.overlaps(span));
    let lines: Vec<Span> = pieces(cx.document, Span::new(start, end)).into_iter().map(|piece| piece.span).collect();
    let lines: Vec<Span> = lines.into_iter().filter(|span| outside(*span)).collect();
    let (Some(size), Some(first)) = (typeset.usual_size(&lines), lines.first()) else { return };
    let ways = typeset.alignments(Span::new(start, end), LONG);
    let other = ways.iter().filter(|way| **way != Alignment::Justify).count();
    if ways.len() > 1 && other * 2 > ways.len() {
        out.finding("justified", *first).arg("count", other.to_string()).arg("all", ways.len().to_string());
    }
    if !within(size, least, most) {
        out.finding("body", *first).arg("found", points(size)).arg("wanted", between(least, most));
    }
}

/// Judges where the numbers of pages stand, where there are any.
fn numbers(cx: &Context<'_>, typeset: &Typeset, out: &mut Findings) {
    let Some(PageNumbers { at_top, alignment, on_first }) = typeset.page_numbers() else { return };
    let Some(wanted) = cx.value("numbers").and_then(toml::Value::as_table) else { return };
    let words = |key: &str| wanted.get(key).and_then(toml::Value::as_str);
    let side = if at_top { "top" } else { "bottom" };
    let way = alignment.map(|way| match way {
        Alignment::Center => "center",
        Alignment::Right => "right",
        Alignment::Left | Alignment::Justify => "left",
    });
    if words("side").is_some_and(|wanted| wanted != side) || way.is_some_and(|way| words("align") != Some(way)) {
        let place =
            Words { vi: words("vi").unwrap_or_default().to_owned(), en: words("en").unwrap_or_default().to_owned() };
        out.finding("numbers", cx.headline()).arg("wanted", &place);
    }
    if on_first && wanted.get("first").and_then(toml::Value::as_bool) == Some(false) {
        out.finding("first_page", cx.headline());
    }
}

/// Finds a motto without a line below it; whatever is drawn or underlined in the head may be that line.
fn rule(cx: &Context<'_>, typeset: &Typeset, out: &mut Findings) {
    let top = head(cx.document);
    let Some(motto) = places(cx, "motto").into_iter().next() else { return };
    let signs = |line: &str| line.chars().filter(|sign| matches!(sign, '_' | '-' | '–' | '—' | '=')).count() >= 3;
    let dashed = cx.document.slice(top).lines().any(|line| signs(line) && !line.chars().any(char::is_alphabetic));
    if !dashed && !typeset.is_ruled(top) {
        out.finding("rule", motto);
    }
}

fn font(cx: &Context<'_>, typeset: &Typeset, out: &mut Findings) {
    let Some(wanted) = cx.value("font").and_then(toml::Value::as_str) else { return };
    let end = content_end(cx.document).unwrap_or(cx.document.text.len());
    if let Some(usual) = typeset.usual_font(Span::new(0, end))
        && !usual.starts_with(wanted)
    {
        out.finding("font", cx.headline()).arg("found", &*usual).arg("wanted", wanted);
    }
}

/// Judges paper and margins of the first page; a sheet that lies across is judged by none.
fn page(cx: &Context<'_>, typeset: &Typeset, out: &mut Findings) {
    let Some(Page { width, height, top, right, bottom, left }) = typeset.sections().first().map(|section| section.page)
    else {
        return;
    };
    let slack = cx.number("slack").unwrap_or(0);
    if let (Some(width), Some(height), Some((short, long))) = (width, height, range(cx.value("paper"))) {
        if width > height {
            return;
        }
        if (millimetres(width) - short).abs() > slack || (millimetres(height) - long).abs() > slack {
            let found = format!("{} x {}", millimetres(width), millimetres(height));
            out.finding("paper", cx.headline()).arg("found", found).arg("wanted", format!("{short} x {long}"));
        }
    }
    for (key, set) in [("top", top), ("bottom", bottom), ("left", left), ("right", right)] {
        let (Some(set), Some((least, most))) = (set.map(i32::abs), range(cx.value(key))) else { continue };
        let found = millimetres(set);
        if found + slack < least || found > most + slack {
            let side = side(cx, key);
            let draft = out.finding("margin", cx.headline()).arg("side", &side);
            draft.arg("found", found.to_string()).arg("wanted", between(least, most));
        }
    }
}

/// Returns the name of a side of the page.
fn side(cx: &Context<'_>, key: &str) -> Words {
    let words = |lang: &str| {
        let table = cx.value("sides").and_then(toml::Value::as_table);
        table.and_then(|sides| sides.get(key)?.get(lang)?.as_str()).unwrap_or(key).to_owned()
    };
    Words { vi: words("vi"), en: words("en") }
}

/// Returns twips in whole millimetres.
fn millimetres(twips: i32) -> i64 {
    (i64::from(twips) * 254 + 7_200) / 14_400
}

#[cfg(test)]
mod tests {
    use super::{between, millimetres, points, within};

    #[test]
    fn units() {
        assert_eq!((millimetres(11_906), millimetres(1_134), millimetres(1_701)), (210, 20, 30));
        assert_eq!((points(26), points(27)), ("13".to_owned(), "13,5".to_owned()));
        assert!(within(26, 13, 14) && within(27, 13, 14) && !within(30, 13, 14));
        assert_eq!((between(12, 13), between(11, 11)), ("12–13".to_owned(), "11".to_owned()));
    }
}

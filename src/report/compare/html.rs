//! Both versions in one web page without scripts, row beside row, changes marked; it prints.

use std::io::{self, Write};

use super::{named, summary, whereabouts, word};
use crate::compare::{Change, Comparison, Part, Row};
use crate::report::words::pick;
use crate::report::xml::escaped;
use crate::rules::Lang;

/// The looks: what is deleted is struck through, what is inserted underlined, so that no meaning is in colour alone.
const STYLE: &str = "body{font:16px/1.5 'Segoe UI',Arial,sans-serif;margin:2rem auto;max-width:80rem;padding:0 1rem;color:#1a1a1a}\
h1{font-size:1.5rem}table{border-collapse:collapse;width:100%;table-layout:fixed}\
caption{text-align:left;font-weight:600;padding:.3rem 0}th,td{border:1px solid #bbb;padding:.35rem .6rem;vertical-align:top;text-align:left;overflow-wrap:anywhere}\
thead th{background:#eee}col.what{width:9rem}td.what{font-size:.85rem;color:#333}\
tr.same td{color:#555}tr.added td.r,tr.moved td.r{background:#f2fbf4}tr.removed td.l,tr.moved-away td.l{background:#fdf3f2}\
del{background:#ffd9d6;color:#7a0c00}ins{background:#cdf2d5;color:#0a4a1c}\
.words{white-space:pre-line}nav ol{columns:2;font-size:.9rem}a{color:#0b4f9e}\
tr:target td{outline:2px solid #0b4f9e}\
@media(max-width:40rem){table,thead,tbody,tr,td,caption{display:block;width:auto}thead,colgroup,tr.same td.l,td:empty{display:none}tr{margin-bottom:.6rem}\
td[data-side]::before{content:attr(data-side);display:block;font-size:.8rem;font-weight:600;color:#333}nav ol{columns:1}}\
@media print{body{margin:0;max-width:none;font-size:11pt}nav{display:none}tr{break-inside:avoid}}\
@page{size:A4 landscape;margin:15mm}";

/// Writes the page.
///
/// # Errors
/// `out` cannot be written.
pub fn html(comparison: &Comparison, lang: Lang, out: &mut impl Write) -> io::Result<()> {
    let code = pick(lang, "vi", "en");
    let title = pick(lang, "So sánh hai văn bản", "Two documents compared");
    writeln!(
        out,
        "<!doctype html>\n<html lang=\"{code}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" \
         content=\"width=device-width\"><title>{title}</title><style>{STYLE}</style></head><body><main>\n<h1>{title}</h1>\n<p>{}</p>",
        summary(comparison, lang)
    )?;
    fragment(comparison, lang, out)?;
    writeln!(out, "</main></body></html>")
}

/// Writes what a page of either kind shows: links to what changed, and both texts row beside row.
///
/// # Errors
/// `out` cannot be written.
pub fn fragment(comparison: &Comparison, lang: Lang, out: &mut impl Write) -> io::Result<()> {
    let (left, right) = (escaped(&named(&comparison.left, lang)), escaped(&named(&comparison.right, lang)));
    contents(comparison, lang, out)?;
    let (what, caption) = (pick(lang, "Vị trí", "Place"), pick(lang, "Toàn văn hai bản", "Both texts in full"));
    writeln!(
        out,
        "<table class=\"versions\"><caption>{caption}</caption><colgroup><col class=\"what\"><col><col></colgroup><thead><tr><th scope=\"col\">{what}</th>\
         <th scope=\"col\">{left}</th><th scope=\"col\">{right}</th></tr></thead><tbody>"
    )?;
    for (at, row) in comparison.rows.iter().enumerate() {
        self::row(at, row, comparison, lang, out)?;
    }
    writeln!(out, "</tbody></table>")
}

/// Links to what changed.
fn contents(comparison: &Comparison, lang: Lang, out: &mut impl Write) -> io::Result<()> {
    let heading = pick(lang, "Những chỗ thay đổi", "What changed");
    writeln!(out, "<nav aria-label=\"{heading}\"><h2>{heading}</h2><ol>")?;
    for (at, row) in comparison.rows.iter().enumerate() {
        if !matches!(row.change, Change::Same | Change::MovedAway) {
            let place = escaped(&whereabouts(comparison, row, lang));
            writeln!(out, "<li><a href=\"#r{at}\">{place}</a> – {}</li>", word(row.change, lang))?;
        }
    }
    writeln!(out, "</ol></nav>")
}

fn row(at: usize, row: &Row, comparison: &Comparison, lang: Lang, out: &mut impl Write) -> io::Result<()> {
    let class = match row.change {
        Change::Same => "same",
        Change::Changed => "changed",
        Change::Added => "added",
        Change::Removed => "removed",
        Change::Moved => "moved",
        Change::Renumbered => "renumbered",
        Change::MovedAway => "moved-away",
    };
    let inside = row.left.iter().chain(&row.right).any(|place| place.path.is_some());
    let place = if inside { escaped(&whereabouts(comparison, row, lang)) } else { String::new() };
    let said =
        if row.change == Change::Same { String::new() } else { format!("<strong>{}</strong>", word(row.change, lang)) };
    let what = [place, said].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("<br>");
    let (before, after) = (pick(lang, "Bản trước", "Before"), pick(lang, "Bản sau", "After"));
    writeln!(
        out,
        "<tr id=\"r{at}\" class=\"{class}\"><td class=\"what\">{what}</td>\
         <td class=\"l words\" data-side=\"{before}\">{}</td><td class=\"r words\" data-side=\"{after}\">{}</td></tr>",
        side(row, Part::Delete),
        side(row, Part::Insert)
    )
}

/// Returns one side's words, those of that side alone marked; what stands on one side alone needs no marks.
fn side(row: &Row, own: Part) -> String {
    let alone = row.left.is_none() || row.right.is_none();
    let marked = |piece: &crate::compare::Piece| {
        let words = escaped(&piece.text);
        match piece.part {
            Part::Equal => words,
            part if part != own => String::new(),
            _ if alone => words,
            Part::Delete => format!("<del>{words}</del>"),
            Part::Insert => format!("<ins>{words}</ins>"),
        }
    };
    row.words.iter().map(marked).collect()
}

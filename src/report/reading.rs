//! An issued document's text as part of a page: anchors for its provisions, what it cites as links with their standing, and
//! beside each provision what was done to it since.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use super::blocks::{self, Block};
use super::figure::Address;
use super::sheet::page::escaped;
use super::standing::Standing;
use super::words::pick;
use crate::document::{Citation, Document, Provision, in_words};
use crate::rules::Lang;
use crate::text::{Span, Table};

/// Letters of an entry of the contents whose article has no heading.
const ENTRY: usize = 70;

/// What was done to a provision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Touch {
    /// Its path.
    pub provision: String,
    /// The words that tell it, before the name of the document: `Được sửa đổi bởi`.
    pub words: String,
    /// Id of the document that did it, where it is known.
    pub by: Option<String>,
    /// That document's number or name.
    pub label: String,
    /// What stands behind the name: `, từ 01/01/2021`.
    pub since: String,
}

/// An entry of the contents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The anchor of the provision.
    pub anchor: String,
    /// Its label: `Điều 5.`
    pub label: String,
    /// Its heading, or its first words.
    pub words: String,
    /// How deep it stands: 0 for the outermost.
    pub depth: usize,
    /// Whether something was done to it or to a part of it.
    pub touched: bool,
}

/// Returns the anchor of a provision: `dieu-2.khoan-1.diem-a`.
#[must_use]
pub fn anchor(path: &str) -> String {
    path.replace('/', ".")
}

/// Returns the contents of a document: chapters, articles and annexes, not what stands inside articles.
#[must_use]
pub fn contents(document: &Document, touched: &[Touch]) -> Vec<Entry> {
    let mut entries = Vec::new();
    document.provisions.iter().for_each(|provision| enter(document, provision, 0, touched, &mut entries));
    entries
}

fn enter(document: &Document, provision: &Provision, depth: usize, touched: &[Touch], entries: &mut Vec<Entry>) {
    let step = step(&provision.path);
    if matches!(step, "khoan" | "diem" | "tiet" | "gach" | "doan" | "can-cu" | "bang" | "dong") {
        return;
    }
    let own = document.slice(provision.span).trim_start_matches(provision.label.as_str());
    let first = own.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
    let words = provision.heading.as_deref().unwrap_or(first);
    let inside = format!("{}/", provision.path);
    entries.push(Entry {
        anchor: anchor(&provision.path),
        label: provision.label.clone(),
        words: super::document::one_line(words, ENTRY),
        depth,
        touched: touched.iter().any(|touch| touch.provision == provision.path || touch.provision.starts_with(&inside)),
    });
    if step != "dieu" {
        provision.children.iter().for_each(|child| enter(document, child, depth + 1, touched, entries));
    }
}

/// Returns the kind of a path's last step: `khoan` of `dieu-2/khoan-1`.
fn step(path: &str) -> &str {
    let last = path.rsplit('/').next().unwrap_or(path);
    last.rsplit_once('-').map_or(last, |(kind, _)| kind)
}

/// Writes the text of a document whose citations are resolved.
///
/// # Errors
/// `out` cannot be written.
pub fn write(
    document: &Document,
    touched: &[Touch],
    lang: Lang,
    address: &Address<'_>,
    out: &mut impl Write,
) -> io::Result<()> {
    let mut places = BTreeMap::new();
    document.provisions.iter().for_each(|provision| note(provision, &mut places));
    let mut citations: Vec<&Citation> = document.citations.iter().collect();
    citations.sort_by_key(|citation| (citation.span.start, std::cmp::Reverse(citation.span.end)));
    let named = places.values().flatten().map(|provision| provision.path.as_str()).collect();
    let sheet = Sheet { document, touched, lang, address, places, citations, named, written: RefCell::default() };
    writeln!(out, "<div class=\"wording\" lang=\"vi\">")?;
    for block in blocks::of(document) {
        match block {
            Block::Line(span) => sheet.paragraph(span, out)?,
            Block::Table(table, _) => sheet.table(table, out)?,
        }
    }
    writeln!(out, "</div>")
}

/// Notes where provisions begin, the outer before the inner.
fn note<'d>(provision: &'d Provision, places: &mut BTreeMap<usize, Vec<&'d Provision>>) {
    places.entry(provision.span.start).or_default().push(provision);
    provision.children.iter().for_each(|child| note(child, places));
}

struct Sheet<'d> {
    document: &'d Document,
    touched: &'d [Touch],
    lang: Lang,
    address: &'d Address<'d>,
    /// Provisions by where they begin.
    places: BTreeMap<usize, Vec<&'d Provision>>,
    /// Citations in reading order, the longer of two that begin together first.
    citations: Vec<&'d Citation>,
    /// The paths that an anchor stands for.
    named: BTreeSet<&'d str>,
    /// The anchors that stand already: what is attached may count its articles anew.
    written: RefCell<BTreeSet<&'d str>>,
}

impl Sheet<'_> {
    fn paragraph(&self, span: Span, out: &mut impl Write) -> io::Result<()> {
        if self.document.slice(span).trim().is_empty() {
            return Ok(());
        }
        let beginning = self.places.range(span.start..=span.end).flat_map(|(_, all)| all.iter().copied());
        let beginning: Vec<&Provision> =
            beginning.filter(|provision| self.written.borrow_mut().insert(&provision.path)).collect();
        let touched: Vec<&Touch> =
            self.touched.iter().filter(|touch| beginning.iter().any(|own| own.path == touch.provision)).collect();
        let (tag, look) = self.dress(span, &beginning);
        let mut classes: Vec<&str> = look.into_iter().collect();
        classes.extend((!touched.is_empty()).then_some("touched"));
        let mut anchors = beginning.iter().map(|provision| anchor(&provision.path));
        let id = anchors.next().map(|anchor| format!(" id=\"{}\"", escaped(&anchor))).unwrap_or_default();
        write!(out, "<{tag}{id} class=\"{}\">", classes.join(" "))?;
        for other in anchors {
            write!(out, "<span id=\"{}\"></span>", escaped(&other))?;
        }
        write!(out, "{}", self.words(span))?;
        if let Some(provision) = beginning.last() {
            let to = escaped(&anchor(&provision.path));
            let place = in_words(&provision.path);
            let place = if place.is_empty() { &provision.label } else { &place };
            let link = pick(self.lang, "Liên kết tới", "Link to");
            write!(
                out,
                " <a class=\"mark\" href=\"#{to}\" aria-label=\"{link} {}\" lang=\"{}\">¶</a>",
                escaped(place),
                pick(self.lang, "vi", "en")
            )?;
        }
        writeln!(out, "</{tag}>")?;
        touched.iter().try_for_each(|touch| self.touch(touch, out))
    }

    /// Says what was done to the provision above.
    fn touch(&self, touch: &Touch, out: &mut impl Write) -> io::Result<()> {
        let label = escaped(&touch.label);
        let name = match touch.by.as_deref().and_then(self.address) {
            Some(address) => format!("<a href=\"{}\" lang=\"vi\">{label}</a>", escaped(&address)),
            None => format!("<span lang=\"vi\">{label}</span>"),
        };
        let code = pick(self.lang, "vi", "en");
        let (words, since) = (escaped(&touch.words), escaped(&touch.since));
        writeln!(out, "<p class=\"change\" lang=\"{code}\"><i aria-hidden=\"true\">✎</i> {words} {name}{since}</p>")
    }

    /// Returns the element of a paragraph, and how it looks: chapters and articles with a heading are headings, the kind and the
    /// title of the document stand in the middle.
    fn dress(&self, span: Span, beginning: &[&Provision]) -> (&'static str, Option<&'static str>) {
        let titled = beginning.iter().find(|provision| match step(&provision.path) {
            "dieu" => provision.heading.is_some(),
            "phan" | "chuong" | "muc" | "tieu-muc" | "phu-luc" => true,
            _ => false,
        });
        if let Some(provision) = titled {
            return if step(&provision.path) == "dieu" { ("h3", None) } else { ("h2", Some("middle")) };
        }
        let header = &self.document.header;
        let own = [
            header.kind.as_ref().map(|kind| kind.span),
            header.title.as_ref().map(|title| title.span),
            header.enacting.as_ref().and_then(|enacting| enacting.span),
        ];
        let in_head = own.into_iter().flatten().any(|own| !own.is_empty() && own.overlaps(span));
        ("p", in_head.then_some("middle bold"))
    }

    /// Returns the words of a line with what they cite as links.
    fn words(&self, line: Span) -> String {
        let mut out = String::new();
        let mut at = line.start;
        let here = self.citations.iter().filter(|citation| line.start <= citation.span.start);
        for citation in here.take_while(|citation| citation.span.start < line.end) {
            let Span { start, end } = citation.span;
            if start < at || end > line.end {
                continue;
            }
            out += &escaped(self.document.slice(Span::new(at, start)));
            out += &self.cited(citation);
            at = end;
        }
        out + &escaped(self.document.slice(Span::new(at, line.end)))
    }

    fn cited(&self, citation: &Citation) -> String {
        let words = escaped(self.document.slice(citation.span));
        if citation.local {
            let known = citation.provisions.iter().find(|path| self.named.contains(path.as_str()));
            return match known {
                Some(path) => format!("<a class=\"cite\" href=\"#{}\">{words}</a>", escaped(&anchor(path))),
                None => words,
            };
        }
        let document = citation.resolution.as_ref().and_then(|resolution| resolution.document.as_deref());
        let standing = match &citation.validity {
            Some(validity) => Standing::dated(validity, self.lang),
            None if citation.number.is_none() && document.is_none() => return words,
            None => Standing::absent(self.lang),
        };
        let told = escaped(&standing.words);
        let code = pick(self.lang, "vi", "en");
        let Standing { sign, look, .. } = standing;
        let badge = format!(
            "<span class=\"status {look}\" title=\"{told}\"><i aria-hidden=\"true\">{sign}</i><span class=\"unseen\" lang=\"{code}\"> ({told})</span></span>"
        );
        let found = document.filter(|_| citation.validity.is_some()).and_then(self.address);
        match found {
            Some(address) => {
                let place = citation.provisions.first().map(|path| format!("#{}", anchor(path))).unwrap_or_default();
                format!("<a class=\"cite\" href=\"{}{}\">{words}</a>{badge}", escaped(&address), escaped(&place))
            }
            None => format!("{words}{badge}"),
        }
    }

    fn table(&self, table: &Table, out: &mut impl Write) -> io::Result<()> {
        let class = if blocks::is_frame(self.document, table) { "frame" } else { "grid" };
        blocks::table(table, class, out, |cell, out| {
            let mut at = cell.start;
            for line in self.document.slice(cell).split('\n') {
                let own = Span::new(at, at + line.len());
                at = own.end + 1;
                self.paragraph(own, out)?;
            }
            Ok(())
        })
    }
}

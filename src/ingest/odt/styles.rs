//! Styles: what a paragraph or a run looks like, which list it counts in, which page it stands on.

use std::collections::BTreeMap;
use std::sync::Arc;

use quick_xml::events::{BytesStart, Event};

use super::length::{half_points, twips};
use super::lists::{self, ListStyle};
use crate::ingest::IngestError;
use crate::ingest::package::Part;
use crate::ingest::xml::{Xml, attribute};
use crate::text::{Alignment, Look, Page};

/// Longest chain of styles that are based on each other.
const CHAIN: usize = 32;

/// One style as written; what it leaves out is its parent's.
#[derive(Debug, Clone, Default)]
struct Style {
    parent: Option<String>,
    /// The list of its paragraphs; the empty string takes them out of any.
    list: Option<String>,
    /// The page style that starts with its paragraph.
    page: Option<String>,
    alignment: Option<Alignment>,
    font: Option<Arc<str>>,
    half_points: Option<u16>,
    bold: Option<bool>,
    italic: Option<bool>,
    upper: Option<bool>,
    hidden: Option<bool>,
}

/// How text is shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Appearance {
    /// Font, size and weight.
    pub(super) look: Look,
    /// Written in capitals.
    pub(super) upper: bool,
    /// Not shown.
    pub(super) hidden: bool,
}

/// Where a style of a name is looked for first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    /// The styles of `content.xml`.
    Content,
    /// The styles of `styles.xml` alone.
    Margins,
}

/// Styles by family and name.
type Named = BTreeMap<(String, String), Style>;

/// All styles of a text.
#[derive(Debug, Default)]
pub(super) struct Styles {
    common: Named,
    own: Named,
    lists: BTreeMap<String, ListStyle>,
    fonts: BTreeMap<String, Arc<str>>,
    /// Page layout by page style.
    masters: BTreeMap<String, String>,
    pages: BTreeMap<String, Page>,
}

impl Styles {
    /// Reads `styles.xml`.
    pub(super) fn read(part: &Part) -> Result<Self, IngestError> {
        let mut found = Self::default();
        found.common = found.read_part(part)?;
        Ok(found)
    }

    /// Reads the styles of `content.xml`.
    pub(super) fn read_own(&mut self, content: &Part) -> Result<(), IngestError> {
        self.own = self.read_part(content)?;
        Ok(())
    }

    fn read_part(&mut self, part: &Part) -> Result<Named, IngestError> {
        let mut named = Named::new();
        let mut open = None;
        let mut xml = Xml::new(part);
        loop {
            match xml.next()? {
                Event::Start(start) => {
                    let of = |name| attribute(&start, name).map(std::borrow::Cow::into_owned);
                    let name = start.local_name();
                    match name.as_ref() {
                        "body" => return Ok(named),
                        "font-face" => self.add_font(of("name"), of("font-family")),
                        "default-style" => open = of("family").map(|family| (family, String::new())),
                        "style" => {
                            open = of("family").zip(of("name"));
                            if let Some(key) = &open {
                                let (parent, list) = (of("parent-style-name"), of("list-style-name"));
                                let page = of("master-page-name").filter(|page| !page.is_empty());
                                named.insert(key.clone(), Style { parent, list, page, ..Style::default() });
                            }
                        }
                        "paragraph-properties" | "text-properties" => {
                            if let Some(key) = &open {
                                self.add_properties(named.entry(key.clone()).or_default(), &start);
                            }
                        }
                        "list-style" | "outline-style" => {
                            let key = of("name").unwrap_or_default();
                            let outline = name.as_ref() == "outline-style";
                            let list = lists::read(&mut xml)?;
                            self.lists.insert(if outline { String::new() } else { key }, list);
                        }
                        "page-layout" => {
                            let page = page_layout(&mut xml)?;
                            self.pages.extend(of("name").zip(page));
                        }
                        "master-page" => self.masters.extend(of("name").zip(of("page-layout-name"))),
                        _ => {}
                    }
                }
                Event::End(end) if matches!(end.local_name().as_ref(), "style" | "default-style") => open = None,
                Event::Eof => return Ok(named),
                _ => {}
            }
        }
    }

    fn add_font(&mut self, name: Option<String>, family: Option<String>) {
        if let (Some(name), Some(family)) = (name, family) {
            self.fonts.insert(name, family.trim_matches(['\'', '"']).into());
        }
    }

    fn add_properties(&self, style: &mut Style, start: &BytesStart<'_>) {
        let of = |name| attribute(start, name);
        style.alignment = style.alignment.or(of("text-align").map(|align| match &*align {
            "center" => Alignment::Center,
            "end" | "right" => Alignment::Right,
            "justify" => Alignment::Justify,
            _ => Alignment::Left,
        }));
        let named = of("font-name").and_then(|name| self.fonts.get(&*name).cloned().or_else(|| Some((&*name).into())));
        let family = || of("font-family").map(|family| family.trim_matches(['\'', '"']).into());
        style.font = named.or_else(family).or(style.font.take());
        style.half_points = of("font-size").and_then(|size| half_points(&size)).or(style.half_points);
        let heavy = |weight: &str| weight == "bold" || weight.parse().is_ok_and(|weight: u32| weight >= 600);
        style.bold = of("font-weight").map(|weight| heavy(&weight)).or(style.bold);
        style.italic = of("font-style").map(|own| matches!(&*own, "italic" | "oblique")).or(style.italic);
        style.upper = of("text-transform").map(|transform| transform == "uppercase").or(style.upper);
        style.hidden = of("display").map(|display| display == "none").or(style.hidden);
    }

    /// Returns the list of this name; the outline of headings has the empty one.
    pub(super) fn list(&self, name: &str) -> Option<&ListStyle> {
        self.lists.get(name)
    }

    /// Returns the page of a page style.
    pub(super) fn page(&self, master: &str) -> Option<Page> {
        self.pages.get(self.masters.get(master)?).copied()
    }

    /// Returns the page style that a paragraph or table of this style starts.
    pub(super) fn page_of(&self, scope: Scope, family: &'static str, style: &str) -> Option<&str> {
        self.chain(scope, family, style).find_map(|style| style.page.as_deref())
    }

    /// Returns the list that a paragraph's style names; the empty string takes the paragraph out of any.
    pub(super) fn list_of(&self, scope: Scope, style: &str) -> Option<&str> {
        self.chain(scope, "paragraph", style).find_map(|style| style.list.as_deref())
    }

    /// Returns the alignment of a paragraph.
    pub(super) fn alignment(&self, scope: Scope, style: &str) -> Alignment {
        self.chain(scope, "paragraph", style).find_map(|style| style.alignment).unwrap_or_default()
    }

    /// Returns how text looks in spans of these styles, outermost first, of a paragraph.
    pub(super) fn appearance(&self, scope: Scope, paragraph: &str, spans: &[String]) -> Appearance {
        let spans = spans.iter().rev().flat_map(|span| self.chain(scope, "text", span));
        let all: Vec<&Style> = spans.chain(self.chain(scope, "paragraph", paragraph)).collect();
        let first = |get: fn(&Style) -> Option<bool>| all.iter().find_map(|style| get(style)).unwrap_or(false);
        Appearance {
            look: Look {
                font: all.iter().find_map(|style| style.font.clone()),
                half_points: all.iter().find_map(|style| style.half_points),
                bold: first(|style| style.bold),
                italic: first(|style| style.italic),
            },
            upper: first(|style| style.upper),
            hidden: first(|style| style.hidden),
        }
    }

    /// Returns a style, those it is based on, and the family's default.
    fn chain<'s>(&'s self, scope: Scope, family: &'static str, from: &str) -> impl Iterator<Item = &'s Style> {
        let find = move |name: &str| {
            let key = (family.to_owned(), name.to_owned());
            let own = self.own.get(&key).filter(|_| scope == Scope::Content);
            own.or_else(|| self.common.get(&key))
        };
        let mut next = Some(from.to_owned());
        let walk = std::iter::from_fn(move || {
            let style = find(&next.take()?)?;
            next.clone_from(&style.parent);
            Some(style)
        });
        walk.take(CHAIN).chain(find("").filter(|_| family == "paragraph"))
    }
}

/// Reads the inside of a `page-layout`.
fn page_layout(xml: &mut Xml<'_>) -> Result<Option<Page>, IngestError> {
    let mut found = None;
    let outside = xml.outside();
    while let Some(event) = xml.next_in(outside)? {
        if let Event::Start(start) = event
            && start.local_name().as_ref() == "page-layout-properties"
        {
            let of = |name| attribute(&start, name).and_then(|length| twips(&length));
            let margin = of("margin");
            found = Some(Page {
                width: of("page-width"),
                height: of("page-height"),
                top: of("margin-top").or(margin),
                right: of("margin-right").or(margin),
                bottom: of("margin-bottom").or(margin),
                left: of("margin-left").or(margin),
            });
        }
    }
    Ok(found)
}

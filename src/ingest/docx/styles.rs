//! Styles: what a run or paragraph looks like when it does not say so itself.
//!
//! A property is looked up in the run, its character style, the paragraph's style, each along `basedOn`, and the
//! document's defaults. Bold, italic and capitals toggle: set in both styles they cancel (ECMA-376 part 1, 17.7.3).

use std::collections::BTreeMap;
use std::sync::Arc;

use quick_xml::events::Event;

use super::properties::{
    Font, Numbering, ParagraphProperties, RunProperties, children, paragraph_properties, run_properties,
};
use crate::ingest::IngestError;
use crate::ingest::package::Part;
use crate::ingest::xml::{Xml, attribute, value};
use crate::text::{Alignment, Look};

/// Longest chain of `basedOn` that is followed; a cycle ends here too.
const CHAIN: usize = 32;

/// One style as written.
#[derive(Debug, Clone, Default)]
struct Style {
    based_on: Option<String>,
    run: RunProperties,
    paragraph: ParagraphProperties,
}

/// A look with what decides whether and how text is printed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Appearance {
    /// The look.
    pub(super) look: Look,
    /// Printed in capitals.
    pub(super) caps: bool,
    /// Not printed.
    pub(super) hidden: bool,
}

/// What a paragraph style gives, along its whole chain.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct ParagraphStyle {
    /// Run properties of its text.
    pub(super) run: RunProperties,
    /// Alignment.
    pub(super) alignment: Option<Alignment>,
    /// Automatic numbering.
    pub(super) numbering: Numbering,
    /// Id of the style of the chain that asks for the numbering.
    pub(super) numbered_by: Option<String>,
}

/// The document's styles and theme fonts.
#[derive(Debug, Default)]
pub(super) struct Styles {
    by_id: BTreeMap<String, Style>,
    /// The paragraph style of a paragraph that names none.
    default_paragraph: Option<String>,
    defaults: Style,
    major: Option<Arc<str>>,
    minor: Option<Arc<str>>,
}

impl Styles {
    /// Reads the style part.
    pub(super) fn read(part: &Part) -> Result<Self, IngestError> {
        let mut found = Self::default();
        let mut xml = Xml::new(part);
        loop {
            match xml.next()? {
                Event::Start(start) => match start.local_name().as_ref() {
                    "style" => found.add(&mut xml, &start)?,
                    "rPrDefault" | "pPrDefault" => {
                        let style = style(&mut xml)?;
                        if style.run != RunProperties::default() {
                            found.defaults.run = style.run;
                        }
                        if style.paragraph != ParagraphProperties::default() {
                            found.defaults.paragraph = style.paragraph;
                        }
                    }
                    _ => {}
                },
                Event::Eof => return Ok(found),
                _ => {}
            }
        }
    }

    fn add(&mut self, xml: &mut Xml<'_>, start: &quick_xml::events::BytesStart<'_>) -> Result<(), IngestError> {
        let id = attribute(start, "styleId").map(String::from);
        let default = attribute(start, "default").is_some_and(|on| matches!(&*on, "1" | "true" | "on"));
        let paragraph = attribute(start, "type").is_some_and(|kind| kind == "paragraph");
        let style = style(xml)?;
        let Some(id) = id else { return Ok(()) };
        if default && paragraph {
            self.default_paragraph = Some(id.clone());
        }
        self.by_id.insert(id, style);
        Ok(())
    }

    /// Reads the names of the theme's fonts.
    pub(super) fn read_theme(&mut self, part: &Part) -> Result<(), IngestError> {
        let mut xml = Xml::new(part);
        let mut major = false;
        loop {
            match xml.next()? {
                Event::Start(start) => match start.local_name().as_ref() {
                    "majorFont" => major = true,
                    "minorFont" => major = false,
                    "latin" => {
                        let font = attribute(&start, "typeface").filter(|name| !name.is_empty());
                        let place = if major { &mut self.major } else { &mut self.minor };
                        // Text inside the theme's object defaults may name fonts too: the scheme comes first.
                        *place = place.take().or(font.map(|name| Arc::from(&*name)));
                    }
                    _ => {}
                },
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
    }

    /// Returns what a paragraph of this style gets; `None` names no style.
    pub(super) fn paragraph(&self, style: Option<&str>) -> ParagraphStyle {
        let mut found = ParagraphStyle::default();
        let known = style.filter(|id| self.by_id.contains_key(*id));
        for (id, style) in self.chain(known.or(self.default_paragraph.as_deref())) {
            found.run = found.run.over(&style.run);
            found.alignment = found.alignment.or(style.paragraph.alignment);
            let numbering = style.paragraph.numbering;
            if found.numbering.list.is_none() && numbering.list.is_some() {
                found.numbered_by = Some(id.to_owned());
            }
            found.numbering.list = found.numbering.list.or(numbering.list);
            found.numbering.level = found.numbering.level.or(numbering.level);
        }
        found.alignment = found.alignment.or(self.defaults.paragraph.alignment);
        found
    }

    /// Returns the list that a numbering style stands for.
    pub(super) fn list_of(&self, style: &str) -> Option<u32> {
        self.chain(Some(style)).find_map(|(_, style)| style.paragraph.numbering.list)
    }

    /// Returns how a run looks.
    pub(super) fn appearance(&self, paragraph: &ParagraphStyle, direct: &RunProperties) -> Appearance {
        let mut character = RunProperties::default();
        for (_, style) in self.chain(direct.style.as_deref()) {
            character = character.over(&style.run);
        }
        let defaults = &self.defaults.run;
        let toggle = |get: fn(&RunProperties) -> Option<bool>| {
            let on = |level: &RunProperties| get(level).unwrap_or(false);
            get(direct).unwrap_or_else(|| on(defaults) || on(&character) != on(&paragraph.run))
        };
        let levels = [direct, &character, &paragraph.run, defaults];
        let font = levels.iter().find_map(|level| level.font.as_ref());
        Appearance {
            look: Look {
                font: font.and_then(|font| self.font(font)),
                half_points: levels.iter().find_map(|level| level.half_points),
                bold: toggle(|level| level.bold),
                italic: toggle(|level| level.italic),
            },
            caps: toggle(|level| level.caps),
            hidden: toggle(|level| level.hidden),
        }
    }

    fn font(&self, font: &Font) -> Option<Arc<str>> {
        match font {
            Font::Named(name) => Some(Arc::clone(name)),
            Font::Major => self.major.clone(),
            Font::Minor => self.minor.clone(),
        }
    }

    /// Returns a style and those it is based on.
    fn chain<'s>(&'s self, from: Option<&'s str>) -> impl Iterator<Item = (&'s str, &'s Style)> {
        let mut next = from;
        let walk = std::iter::from_fn(move || {
            let id = next?;
            let style = self.by_id.get(id)?;
            next = style.based_on.as_deref();
            Some((id, style))
        });
        walk.take(CHAIN)
    }
}

/// Reads the inside of a `style`, `rPrDefault` or `pPrDefault`.
fn style(xml: &mut Xml<'_>) -> Result<Style, IngestError> {
    let mut found = Style::default();
    children(xml, |xml, start| {
        match start.local_name().as_ref() {
            "basedOn" => found.based_on = value(start).map(String::from),
            "rPr" => found.run = run_properties(xml)?,
            "pPr" => found.paragraph = paragraph_properties(xml)?,
            _ => {}
        }
        Ok(())
    })?;
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(text: &str) -> Part {
        Part { name: "word/styles.xml".into(), text: text.to_owned(), offset: Some(0) }
    }

    fn styles() -> Styles {
        Styles::read(&part(
            r#"<w:styles xmlns:w="w"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:asciiTheme="minorHAnsi"/>
            <w:sz w:val="22"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>
            <w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:pPr><w:jc w:val="both"/></w:pPr>
              <w:rPr><w:sz w:val="28"/></w:rPr></w:style>
            <w:style w:type="paragraph" w:styleId="Dieu"><w:basedOn w:val="Normal"/><w:pPr><w:numPr><w:numId w:val="3"/>
              </w:numPr></w:pPr><w:rPr><w:b/></w:rPr></w:style>
            <w:style w:type="paragraph" w:styleId="Dieu2"><w:basedOn w:val="Dieu"/></w:style>
            <w:style w:type="paragraph" w:styleId="Loop"><w:basedOn w:val="Loop"/></w:style>
            <w:style w:type="character" w:styleId="Strong"><w:rPr><w:b/><w:i/></w:rPr></w:style></w:styles>"#,
        ))
        .unwrap()
    }

    #[test]
    fn a_style_inherits_along_its_chain() {
        let mut styles = styles();
        styles
            .read_theme(&part(r#"<a><majorFont><latin typeface="Arial"/></majorFont><minorFont><latin typeface="Tahoma"/></minorFont></a>"#))
            .unwrap();
        let found = styles.paragraph(Some("Dieu2"));
        assert_eq!(found.alignment, Some(Alignment::Justify));
        assert_eq!((found.numbering.list, found.numbered_by.as_deref()), (Some(3), Some("Dieu")));
        let look = styles.appearance(&found, &RunProperties::default()).look;
        assert_eq!(look, Look { font: Some("Tahoma".into()), half_points: Some(28), bold: true, italic: false });
        assert_eq!(styles.paragraph(Some("missing")), styles.paragraph(Some("Normal")));
        assert_eq!(styles.paragraph(Some("Loop")), ParagraphStyle::default());
    }

    #[test]
    fn toggles_cancel_and_direct_properties_win() {
        let styles = styles();
        let paragraph = styles.paragraph(Some("Dieu"));
        let strong = RunProperties { style: Some("Strong".to_owned()), ..RunProperties::default() };
        let look = styles.appearance(&paragraph, &strong).look;
        assert_eq!((look.bold, look.italic), (false, true));
        let direct = RunProperties { bold: Some(false), half_points: Some(26), ..RunProperties::default() };
        let look = styles.appearance(&paragraph, &direct).look;
        assert_eq!((look.bold, look.half_points), (false, Some(26)));
    }
}

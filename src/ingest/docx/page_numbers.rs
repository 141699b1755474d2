//! Where a document numbers its pages: the field PAGE in the headers and footers of its first section.

use quick_xml::events::Event;

use super::Parts;
use super::properties::Pages;
use super::styles::Styles;
use super::walker::Walker;
use crate::ingest::IngestError;
use crate::ingest::package::Part;
use crate::ingest::xml::{Xml, attribute, value};
use crate::text::{Alignment, PageNumbers};

/// Says where the numbers stand, where a header or footer of all pages has them.
pub(super) fn find(parts: &mut Parts<'_>, walker: &mut Walker<'_>, styles: &Styles) {
    let Some(section) = walker.first.take() else { return };
    let mut read = |id: &str| {
        let name = parts.relations.iter().find(|relation| relation.id == id)?.target.clone();
        let part = parts.package.part(&name).ok()??;
        numbered(&part, styles).ok()?
    };
    let mut of = |pages: Pages| {
        let mut margins = section.margins.iter().filter(|margin| margin.pages == pages);
        margins.find_map(|margin| Some((margin.at_top, read(&margin.id)?)))
    };
    let Some((at_top, field)) = of(Pages::Usual) else { return };
    let on_first = !section.title_page || of(Pages::First).is_some();
    walker.builder.number_pages(PageNumbers { at_top, alignment: field.alignment, on_first });
}

/// The field with the page's number.
struct Field {
    /// Alignment of its paragraph; `None` where a tab or a frame sets it.
    alignment: Option<Alignment>,
}

/// Returns the field, where the part has it.
fn numbered(part: &Part, styles: &Styles) -> Result<Option<Field>, IngestError> {
    let mut xml = Xml::new(part);
    let mut alignment = Some(Alignment::Left);
    loop {
        match xml.next()? {
            Event::Start(start) => match start.local_name().as_ref() {
                "p" => alignment = Some(Alignment::Left),
                "pStyle" => {
                    let style = value(&start).and_then(|style| styles.paragraph(Some(&style)).alignment);
                    alignment = style.or(alignment);
                }
                "jc" => alignment = value(&start).and_then(|way| aligned(&way)),
                "framePr" => alignment = attribute(&start, "xAlign").and_then(|way| aligned(&way)),
                "tab" | "ptab" => alignment = None,
                "fldSimple" if attribute(&start, "instr").is_some_and(|words| is_page(&words)) => {
                    return Ok(Some(Field { alignment }));
                }
                "instrText" => {
                    let inside = xml.skip()?;
                    if part.text.get(inside).is_some_and(is_page) {
                        return Ok(Some(Field { alignment }));
                    }
                }
                _ => {}
            },
            Event::Eof => return Ok(None),
            _ => {}
        }
    }
}

fn aligned(way: &str) -> Option<Alignment> {
    match way {
        "center" => Some(Alignment::Center),
        "right" | "end" => Some(Alignment::Right),
        "left" | "start" => Some(Alignment::Left),
        _ => None,
    }
}

fn is_page(instruction: &str) -> bool {
    instruction.split_whitespace().next() == Some("PAGE")
}

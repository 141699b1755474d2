//! Who issued what when, as FRBR work, expression and manifestation.

use std::io::{self, Write};

use super::Page;
use crate::document::Slug;

/// The day given where the document has none.
const NO_DAY: &str = "0001-01-01";

impl<W: Write> Page<'_, '_, W> {
    /// Writes the metadata of the document, or of its attachment of that name.
    pub(super) fn meta(&mut self, part: Option<&str>) -> io::Result<()> {
        let header = &self.document.header;
        let kind = header.kind.as_ref().map_or("van-ban", |kind| &*kind.id).to_owned();
        let number = header.number.as_ref().filter(|number| !number.is_blank()).map(|number| number.key.clone());
        let day = self.document.issued().map(|day| day.to_string());
        let issuer = header.issuer.as_ref();
        let name = issuer.map_or("không rõ", |issuer| issuer.text.as_str()).to_owned();
        let organ = issuer.and_then(|issuer| issuer.id.as_ref()).map_or_else(|| Slug::of(&name), Clone::clone);
        let number_id = number.as_deref().map_or_else(|| Slug::of("khong-so"), Slug::of);
        let (day, called) = day.as_deref().map_or((NO_DAY, "unknown"), |day| (day, "promulgation"));
        let work = format!("/akn/vn/act/{kind}/{day}/{}", &*number_id);
        let expression = format!("{work}/vie@{day}");
        let component = part.map_or_else(|| "!main".to_owned(), |part| format!("!{part}"));
        let author = format!("#{}", &*organ);
        let tags = &mut self.tags;
        tags.open("meta", &[])?;
        tags.open("identification", &[("source", "#soat")])?;
        tags.open("FRBRWork", &[])?;
        tags.empty("FRBRthis", &[("value", &format!("{work}/{component}"))])?;
        tags.empty("FRBRuri", &[("value", &work)])?;
        tags.empty("FRBRdate", &[("date", day), ("name", called)])?;
        tags.empty("FRBRauthor", &[("href", &author)])?;
        tags.empty("FRBRcountry", &[("value", "vn")])?;
        if let Some(number) = &number {
            tags.empty("FRBRnumber", &[("value", number)])?;
        }
        tags.close_line("FRBRWork")?;
        tags.open("FRBRExpression", &[])?;
        tags.empty("FRBRthis", &[("value", &format!("{expression}/{component}"))])?;
        tags.empty("FRBRuri", &[("value", &expression)])?;
        tags.empty("FRBRdate", &[("date", day), ("name", called)])?;
        tags.empty("FRBRauthor", &[("href", &author)])?;
        tags.empty("FRBRlanguage", &[("language", "vie")])?;
        tags.close_line("FRBRExpression")?;
        tags.open("FRBRManifestation", &[])?;
        tags.empty("FRBRthis", &[("value", &format!("{expression}/{component}.xml"))])?;
        tags.empty("FRBRuri", &[("value", &format!("{expression}.akn"))])?;
        tags.empty("FRBRdate", &[("date", day), ("name", called)])?;
        tags.empty("FRBRauthor", &[("href", "#soat")])?;
        tags.close_line("FRBRManifestation")?;
        tags.close_line("identification")?;
        if part.is_none() {
            tags.open("references", &[("source", "#soat")])?;
            let own = [("eId", "soat"), ("href", "/ontology/organization/soat"), ("showAs", "soat")];
            tags.empty("TLCOrganization", &own)?;
            let href = format!("/ontology/organization/vn/{}", &*organ);
            tags.empty("TLCOrganization", &[("eId", &organ), ("href", &href), ("showAs", &name)])?;
            tags.close_line("references")?;
        }
        tags.close_line("meta")
    }
}

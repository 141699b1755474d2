//! The one rule by which a document gets its id.
//!
//! A number alone names nothing: `3541/QĐ-UBND` exists in every province and every year. A document is known by its
//! number, its day of issue and its territory; [`DocNumber::matching_key`] holds scheme, kind and organ.

use crate::document::{Date, DocNumber, Document, Level, Slug};

/// The territory of documents of central authorities.
pub const NATIONAL: &str = "viet-nam";

/// The territory of documents whose authority is not known.
pub const NOWHERE: &str = "khong-ro";

/// Returns the id of a numbered document: `quang-tri/2057/QĐ-UBND/2016-08-30`, without the day where it is unknown.
#[must_use]
pub fn numbered_id(territory: &str, number: &DocNumber, issued: Option<Date>) -> String {
    match issued {
        Some(day) => format!("{territory}/{}/{day}", number.key),
        None => format!("{territory}/{}", number.key),
    }
}

/// Returns the id of a document without number: territory, words of the file's name, and the start of the path's
/// hash, since two folders may hold files of one name.
#[must_use]
pub fn unnumbered_id(territory: &str, path: &str) -> String {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let mut words: String = Slug::of(stem).chars().take(40).collect();
    words.truncate(words.trim_end_matches('-').len());
    let hash = blake3::hash(path.as_bytes()).to_hex();
    let start = hash.get(..8).unwrap_or_default();
    if words.is_empty() { format!("{territory}/{start}") } else { format!("{territory}/{words}-{start}") }
}

/// Returns the id under which a document is stored.
#[must_use]
pub fn document_id(document: &Document) -> String {
    let territory = territory_of(document);
    match &document.header.number {
        Some(number) if !number.is_blank() => numbered_id(&territory, number, document.issued()),
        _ => unnumbered_id(&territory, &document.path),
    }
}

/// Returns the territory of a document: its issuer's, its superior's or its enacting authority's; [`NATIONAL`] for
/// central authorities and [`NOWHERE`] where no authority is known.
#[must_use]
pub fn territory_of(document: &Document) -> String {
    let header = &document.header;
    let authorities = [&header.issuer, &header.enacting, &header.superior];
    let mut named = authorities.into_iter().flatten();
    if let Some(territory) = named.clone().find_map(|authority| authority.territory.as_ref()) {
        return territory.to_string();
    }
    if named.any(|authority| authority.level == Some(Level::Central)) {
        return NATIONAL.to_owned();
    }
    NOWHERE.to_owned()
}

#[cfg(test)]
mod tests {
    use super::{numbered_id, unnumbered_id};
    use crate::document::{DocNumber, Scheme};

    fn number(key: &str, ordinal: &str) -> DocNumber {
        DocNumber {
            text: key.to_owned(),
            span: None,
            key: key.to_owned(),
            ordinal: ordinal.to_owned(),
            year: None,
            kind: None,
            organ: None,
            scheme: Scheme::Administrative,
        }
    }

    #[test]
    fn numbered_documents_are_known_by_territory_number_and_day() {
        let day = "2016-08-30".parse().ok();
        assert_eq!(numbered_id("quang-tri", &number("2057/QĐ-UBND", "2057"), day), "quang-tri/2057/QĐ-UBND/2016-08-30");
        assert_eq!(numbered_id("viet-nam", &number("30/2020/NĐ-CP", "30"), None), "viet-nam/30/2020/NĐ-CP");
    }

    #[test]
    fn unnumbered_documents_are_known_by_their_path() {
        let id = unnumbered_id("quang-tri", "kho/2017/Kế hoạch CCHC.docx");
        assert!(id.starts_with("quang-tri/ke-hoach-cchc-"), "{id}");
        assert_ne!(id, unnumbered_id("quang-tri", "kho/2018/Kế hoạch CCHC.docx"));
        assert_eq!(unnumbered_id("x", "….txt").len(), 2 + 8);
    }
}

//! Whether a document is normative, administrative or the Party's, told from its header alone.

use crate::document::{Class, Header, Scheme};

/// Kinds that exist only as normative documents.
const NORMATIVE_KINDS: &[&str] =
    &["hien-phap", "bo-luat", "luat", "phap-lenh", "nghi-dinh", "thong-tu", "thong-tu-lien-tich"];

/// Decides the class; `party` is whether the Party's words stand in the header.
///
/// A year in the symbol makes a document normative (Article 58 of Decree 34/2016/NĐ-CP); a blank symbol leaves it to
/// the kind.
pub(super) fn decide(header: &Header, party: bool) -> Class {
    let number = header.number.as_ref();
    if party {
        return Class::Party;
    }
    match number.map(|number| number.scheme) {
        Some(Scheme::Party) => return Class::Party,
        Some(Scheme::Normative | Scheme::Law) => return Class::Normative,
        Some(Scheme::Administrative | Scheme::Letter | Scheme::Consolidated) => return Class::Administrative,
        None => {}
    }
    match header.kind.as_ref() {
        Some(kind) if NORMATIVE_KINDS.contains(&kind.id.as_str()) => Class::Normative,
        Some(_) => Class::Administrative,
        None => Class::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::decide;
    use crate::document::{Class, Header, KindRef, Slug};
    use crate::text::Span;

    #[test]
    fn kind_decides_without_a_number() {
        let kind = |id: &str| Some(KindRef { text: String::new(), span: Span::default(), id: Slug::from(id) });
        let header = |id: &str| Header { kind: kind(id), ..Header::default() };
        assert_eq!(decide(&header("nghi-dinh"), false), Class::Normative);
        assert_eq!(decide(&header("ke-hoach"), false), Class::Administrative);
        assert_eq!(decide(&header("nghi-quyet"), true), Class::Party);
        assert_eq!(decide(&Header::default(), false), Class::Unknown);
    }
}

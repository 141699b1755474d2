//! Whether a document is normative, administrative or the Party's, told from its header alone.

use crate::document::{Class, Header, Scheme};
use crate::lexicon::Lexicon;

/// Decides the class; `party` is whether the Party's words stand in the header.
///
/// A year in the symbol makes a document normative (Article 58 of Decree 34/2016/NĐ-CP), unless its kind never is; a
/// blank symbol leaves it to the kind.
pub(super) fn decide(header: &Header, party: bool, lexicon: &Lexicon) -> Class {
    if party {
        return Class::Party;
    }
    // The symbol before the kind line: a title that begins like another kind may be taken for that line.
    let by_symbol = header.number.as_ref().and_then(|number| lexicon.kind_abbreviated(number.kind.as_deref()?));
    let known = by_symbol.or_else(|| header.kind.as_ref().and_then(|kind| lexicon.kind(&kind.id)));
    if known.is_some_and(|kind| kind.id == "van-ban-hop-nhat") {
        return Class::Administrative;
    }
    let may_be = |class| known.is_none_or(|kind| kind.classes.is_empty() || kind.classes.contains(&class));
    match header.number.as_ref().map(|number| number.scheme) {
        Some(Scheme::Party) => Class::Party,
        Some(Scheme::Normative | Scheme::Law) if may_be(Class::Normative) => Class::Normative,
        Some(_) => Class::Administrative,
        None if header.kind.is_none() => Class::Unknown,
        None if may_be(Class::Administrative) => Class::Administrative,
        None => Class::Normative,
    }
}

#[cfg(test)]
mod tests {
    use super::decide;
    use crate::document::{Class, Header, KindRef, Slug};
    use crate::lexicon::Lexicon;
    use crate::text::Span;

    #[test]
    fn kind_decides_without_a_number() {
        let lexicon = Lexicon::builtin().unwrap();
        let kind = |id: &str| Some(KindRef { text: String::new(), span: Span::default(), id: Slug::from(id) });
        let header = |id: &str| Header { kind: kind(id), ..Header::default() };
        assert_eq!(decide(&header("nghi-dinh"), false, &lexicon), Class::Normative);
        assert_eq!(decide(&header("ke-hoach"), false, &lexicon), Class::Administrative);
        assert_eq!(decide(&header("nghi-quyet"), true, &lexicon), Class::Party);
        assert_eq!(decide(&Header::default(), false, &lexicon), Class::Unknown);
    }
}

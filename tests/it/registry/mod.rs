//! The registry: identity, resolution, validity, ingest that survives being killed.

mod books;
mod crash;
mod force;
mod ingest;
mod national;
mod resolve;
mod store;
mod validity;

use std::sync::LazyLock;

use soat::document::{
    AuthorityRef, Citation, Class, Date, DocNumber, Document, Effective, Header, KindRef, Level, Role, Scheme, Slug,
    SpannedDate, SpannedText,
};
use soat::lexicon::Lexicon;
use soat::registry::{ResolveContext, Store};
use soat::text::{Format, Quality, Span};

pub(crate) fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// Takes a number apart as plainly as the tests need.
pub(crate) fn number(key: &str) -> DocNumber {
    let parts: Vec<&str> = key.split('/').collect();
    let year = parts.get(1).and_then(|part| part.parse().ok());
    let symbol = parts.last().copied().unwrap();
    let (kind, organ) = symbol.split_once('-').map_or((None, symbol), |(kind, organ)| (Some(kind), organ));
    let scheme = match (organ.starts_with("QH"), year) {
        (true, _) => Scheme::Law,
        (false, Some(_)) => Scheme::Normative,
        (false, None) => Scheme::Administrative,
    };
    DocNumber {
        text: key.to_owned(),
        span: None,
        key: key.to_owned(),
        ordinal: parts.first().copied().unwrap_or_default().to_owned(),
        year,
        kind: kind.map(str::to_owned),
        organ: Some(organ.to_owned()),
        scheme,
    }
}

pub(crate) fn ubnd(province: &str) -> AuthorityRef {
    AuthorityRef {
        text: "UBND tỉnh".to_owned(),
        span: None,
        id: Some("ubnd-tinh".into()),
        level: Some(Level::Province),
        territory: (!province.is_empty()).then(|| province.into()),
    }
}

pub(crate) fn government() -> AuthorityRef {
    AuthorityRef {
        text: "Chính phủ".to_owned(),
        span: None,
        id: Some("chinh-phu".into()),
        level: Some(Level::Central),
        territory: None,
    }
}

/// A document as short as can be, in the words of its marks.
pub(crate) fn document(key: &str, issued: &str, by: AuthorityRef, title: &str) -> Document {
    let kind = match number(key).kind.as_deref() {
        Some("QĐ") => "quyet-dinh",
        Some("NĐ") => "nghi-dinh",
        Some("NQ") => "nghi-quyet",
        Some("KH") => "ke-hoach",
        _ => "luat",
    };
    let span = Span::default();
    let class = if number(key).year.is_some() { Class::Normative } else { Class::Administrative };
    Document {
        path: format!(
            "kho/{}.txt",
            Slug::of(&format!("{key} {issued} {}", by.territory.as_deref().unwrap_or(""))).as_str()
        ),
        format: Format::Txt,
        quality: Quality::Exact,
        recognised: Vec::new(),
        text: title.to_owned(),
        skipped: Vec::new(),
        tables: Vec::new(),
        typeset: None,
        electronic_signatures: Vec::new(),
        header: Header {
            issuer: Some(by),
            number: Some(number(key)),
            issued: Some(SpannedDate { text: issued.to_owned(), span, date: Some(day(issued)) }),
            kind: Some(KindRef { text: String::new(), span, id: kind.into() }),
            title: Some(SpannedText { text: title.to_owned(), span }),
            ..Header::default()
        },
        class,
        effective: None,
        recitals: Vec::new(),
        provisions: Vec::new(),
        citations: Vec::new(),
        tasks: Vec::new(),
        signatures: Vec::new(),
        signature: None,
        recipients: Vec::new(),
        problems: Vec::new(),
    }
}

pub(crate) fn effective(mut document: Document, from: &str) -> Document {
    document.effective = Some(Effective { date: Some(day(from)), on_signing: false, span: Span::default() });
    document
}

pub(crate) fn citing(mut document: Document, citations: Vec<Citation>) -> Document {
    document.citations = citations;
    document
}

pub(crate) fn citation(role: Role, key: &str, issued: &str) -> Citation {
    Citation {
        text: key.to_owned(),
        span: Span::default(),
        kind: None,
        kind_text: None,
        number: Some(number(key)).filter(|_| !key.is_empty()),
        name: None,
        issued: issued.parse().ok(),
        date: None,
        year: None,
        issuer: None,
        title: None,
        provisions: Vec::new(),
        role,
        amended_by: Vec::new(),
        alias: None,
        local: false,
        resolution: None,
        validity: None,
    }
}

pub(crate) fn named(name: &str, issued: &str) -> Citation {
    Citation { name: Some(name.to_owned()), ..citation(Role::Basis, "", issued) }
}

pub(crate) fn store(documents: &[Document]) -> Store {
    let mut store = Store::in_memory().unwrap();
    for document in documents {
        store.put(document, &hash(document)).unwrap();
    }
    store
}

/// Any text that changes with the content does for a hash.
pub(crate) fn hash(document: &Document) -> String {
    format!("{:?}{}{:?}", document.header.title, document.citations.len(), document.effective)
}

/// The built-in tables, read once for all tests.
pub(crate) fn lexicon() -> &'static Lexicon {
    static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::builtin().unwrap());
    &LEXICON
}

pub(crate) fn context<'a>(lexicon: &'a Lexicon, territory: &'a Slug, as_of: &str) -> ResolveContext<'a> {
    let as_of = day(as_of);
    ResolveContext { territory: Some(territory), level: Some(Level::Province), issued: Some(as_of), as_of, lexicon }
}

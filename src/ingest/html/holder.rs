//! The element of a portal's page that holds the document; everything around it is the site's.

use html5gum::StartTag;

/// Attributes by which portals mark the document, the surest first: the national database (new and old), two private
/// libraries of law, and the element that HTML itself has for a page's main content.
const HOLDERS: [Holder; 5] = [
    Holder::Attribute("data-vbpl-content-root"),
    Holder::Id("toanvancontent"),
    Holder::Id("divContentDoc"),
    Holder::Class("the-document-body"),
    Holder::Element("main"),
];

/// How the holder is marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holder {
    /// By an attribute that nothing else has.
    Attribute(&'static str),
    /// By its id.
    Id(&'static str),
    /// By one of its classes.
    Class(&'static str),
    /// By its name.
    Element(&'static str),
}

impl Holder {
    /// Returns the surest holder that the page seems to have.
    pub(super) fn on_page(text: &str) -> Option<Self> {
        HOLDERS.into_iter().find(|holder| match holder {
            Self::Attribute(mark) | Self::Id(mark) | Self::Class(mark) => text.contains(mark),
            Self::Element(name) => text.contains(&format!("<{name}")),
        })
    }

    /// Returns whether this tag opens the holder.
    pub(super) fn is(self, tag: &StartTag<()>) -> bool {
        let value = |name: &str| tag.attributes.get(name.as_bytes()).map(|value| String::from_utf8_lossy(value));
        match self {
            Self::Attribute(name) => value(name).is_some(),
            Self::Id(id) => value("id").is_some_and(|own| own.eq_ignore_ascii_case(id)),
            Self::Class(class) => value("class").is_some_and(|own| own.split_whitespace().any(|own| own == class)),
            Self::Element(name) => *tag.name == name.as_bytes(),
        }
    }
}

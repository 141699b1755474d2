//! The frame of every page: title, language, place in the navigation.

use std::convert::Infallible;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use super::language;
use crate::rules::Lang;
use crate::serve::State;
use crate::serve::access::Visitor;
use crate::serve::routes::Right;

/// The parts of the application, in the order of the navigation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::serve) enum Place {
    Check,
    Search,
    Compare,
    Overlaps,
    Audit,
    Rules,
    Import,
    Administration,
}

impl Place {
    const ALL: [Self; 8] = [
        Self::Check,
        Self::Search,
        Self::Compare,
        Self::Overlaps,
        Self::Audit,
        Self::Rules,
        Self::Import,
        Self::Administration,
    ];

    /// Returns its address.
    pub(in crate::serve) fn path(self) -> &'static str {
        match self {
            Self::Check => "/",
            Self::Search => "/tra-cuu",
            Self::Compare => "/so-sanh",
            Self::Overlaps => "/chong-cheo",
            Self::Audit => "/ra-soat",
            Self::Rules => "/quy-tac",
            Self::Import => "/nhap",
            Self::Administration => "/quan-tri",
        }
    }

    /// Returns what it asks for.
    fn right(self) -> Right {
        match self {
            Self::Check => Right::Check,
            Self::Import => Right::Review,
            Self::Administration => Right::Administer,
            _ => Right::Read,
        }
    }

    /// Returns its name.
    pub(in crate::serve) fn name(self, lang: Lang) -> &'static str {
        match self {
            Self::Check => lang.say("Kiểm tra dự thảo", "Check a draft"),
            Self::Search => lang.say("Tra cứu", "Search"),
            Self::Compare => lang.say("So sánh", "Compare"),
            Self::Overlaps => lang.say("Chồng chéo", "Overlaps"),
            Self::Audit => lang.say("Rà soát kho", "Audit"),
            Self::Rules => lang.say("Quy tắc", "Rules"),
            Self::Import => lang.say("Nhập văn bản", "Import"),
            Self::Administration => lang.say("Quản trị", "Administration"),
        }
    }
}

/// What the layout shows around every page. A handler takes it as an argument and gives it title and place.
#[derive(Debug, Clone)]
pub(in crate::serve) struct Frame {
    /// Language of the page.
    pub(in crate::serve) lang: Lang,
    /// Title of the page, without the name of the product.
    pub(in crate::serve) title: String,
    place: Option<Place>,
    /// Who looks at it.
    pub(in crate::serve) visitor: Visitor,
    /// Path and query of the page, to come back to.
    address: String,
    /// What the box of the header holds.
    pub(in crate::serve) question: String,
}

impl Frame {
    /// Returns the frame with the title of the page and its place in the navigation.
    #[must_use]
    pub(in crate::serve) fn at(mut self, place: Place, title: impl Into<String>) -> Self {
        (self.place, self.title) = (Some(place), title.into());
        self
    }

    /// Returns the frame with the title of a page that stands nowhere in the navigation.
    #[must_use]
    pub(in crate::serve) fn titled(mut self, title: impl Into<String>) -> Self {
        self.title = title.into();
        self
    }

    /// Returns what every form must bring back in its field `csrf`.
    pub(in crate::serve) fn csrf(&self) -> &str {
        self.visitor.csrf()
    }

    /// Returns the frame of a page that no request of its own leads to.
    pub(super) fn of(parts: &Parts, lang: Lang) -> Self {
        Self {
            lang: language::chosen(&parts.headers).unwrap_or(lang),
            title: String::new(),
            place: None,
            visitor: Visitor::of(parts),
            address: parts.uri.path_and_query().map_or_else(|| "/".to_owned(), ToString::to_string),
            question: String::new(),
        }
    }

    /// Returns path and query of the page.
    pub(in crate::serve) fn address(&self) -> &str {
        &self.address
    }

    /// Returns the words of the page's language.
    pub(in crate::serve) fn say<'w>(&self, vi: &'w str, en: &'w str) -> &'w str {
        self.lang.say(vi, en)
    }

    /// Returns the code of the page's language.
    pub(in crate::serve) fn code(&self) -> &'static str {
        language::code(self.lang)
    }

    /// Returns the navigation: address, name, whether the page stands there. What the visitor may not do is not in it.
    pub(in crate::serve) fn places(&self) -> Vec<(&'static str, &'static str, bool)> {
        let open = Place::ALL.into_iter().filter(|place| self.visitor.may(place.right()));
        open.map(|place| (place.path(), place.name(self.lang), self.place == Some(place))).collect()
    }

    /// Returns the address by which the page comes in the other language, and that language's name in itself.
    pub(in crate::serve) fn other_language(&self) -> (String, &'static str, &'static str) {
        let (code, name) = match self.lang {
            Lang::Vi => ("en", "English"),
            Lang::En => ("vi", "Tiếng Việt"),
        };
        let to: String = form_urlencoded::byte_serialize(self.address.as_bytes()).collect();
        (format!("/ngon-ngu?lang={code}&to={to}"), code, name)
    }
}

impl FromRequestParts<Arc<State>> for Frame {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &Arc<State>) -> Result<Self, Infallible> {
        Ok(Self::of(parts, state.setting().lang))
    }
}

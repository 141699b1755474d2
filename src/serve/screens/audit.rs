//! `/ra-soat`: the registry looked over: its lists with their counts, one of them in full, and the whole as files.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Query, State as Held};
use axum::response::Response;
use jiff::civil::Date;
use serde::Deserialize;

use super::links;
use crate::document::Slug;
use crate::report::audit as report;
use crate::serve::State;
use crate::serve::api::audit::{AuditForm, written};
use crate::serve::page::{Frame, Page, Place};
use crate::serve::problem::Problem;
use crate::serve::routes::{Right, Route};

/// So many rows of a list are shown; the files have all.
const ROWS: usize = 200;

pub(super) fn routes() -> Vec<Route> {
    vec![Route::get("/ra-soat", Right::Read, page), Route::get("/ra-soat/tep", Right::Read, file)]
}

/// What is looked over, and which list is shown.
#[derive(Debug, Default, Deserialize)]
struct Asked {
    #[serde(default)]
    ngay: String,
    #[serde(default, rename = "dia-phuong")]
    territory: String,
    #[serde(default)]
    nam: String,
    muc: Option<usize>,
    dang: Option<String>,
}

impl Asked {
    fn day(&self) -> Option<Date> {
        self.ngay.parse().ok()
    }

    fn territory(&self) -> Option<Slug> {
        Some(self.territory.as_str()).filter(|id| !id.is_empty()).map(Slug::from)
    }

    fn year(&self) -> Option<i16> {
        year(&self.nam)
    }

    fn at(&self, path: &str, more: &[(&str, &str)]) -> String {
        let year = if self.year().is_some() { self.nam.trim() } else { "" };
        let own = [("ngay", self.ngay.as_str()), ("dia-phuong", self.territory.as_str()), ("nam", year)];
        links::asking(path, &own.into_iter().chain(more.iter().copied()).collect::<Vec<_>>())
    }
}

/// A list in the contents.
struct Entry {
    to: String,
    title: &'static str,
    rows: usize,
    here: bool,
}

/// A territory that can be chosen.
pub(super) struct Territory {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) chosen: bool,
}

#[derive(Template)]
#[template(path = "audit.html")]
struct Screen {
    frame: Frame,
    facts: Vec<String>,
    as_of: Date,
    year: String,
    territories: Vec<Territory>,
    lists: Vec<Entry>,
    /// The list that is shown, as HTML; none where all are empty.
    html: Option<String>,
    /// How many of its rows are not shown.
    more: usize,
    xlsx: String,
    page: String,
}

async fn page(
    Held(state): Held<Arc<State>>,
    Query(asked): Query<Asked>,
    frame: Frame,
) -> Result<Page<Screen>, Problem> {
    let answer = state.ask(move |state, store| {
        let (lang, as_of) = (frame.lang, state.day(asked.day()));
        let all = state.audit(store, as_of, None, None)?;
        let audit = state.audit(store, as_of, asked.territory(), asked.year())?;
        let lists = report::lists(&audit, lang);
        let first = lists.iter().position(|list| list.rows > 0);
        let at = asked.muc.filter(|at| lists.get(*at).is_some_and(|list| list.rows > 0)).or(first);
        let mut html = None;
        if let Some(at) = at {
            let mut part = Vec::new();
            report::list(&audit, at, ROWS, lang, &|id| Some(format!("/van-ban/{id}")), &mut part)
                .map_err(|error| Problem::INTERNAL.because(error))?;
            html = Some(String::from_utf8(part).map_err(|error| Problem::INTERNAL.because(error))?);
        }
        let entry = |(place, list): (usize, &report::List)| Entry {
            to: asked.at("/ra-soat", &[("muc", &place.to_string())]),
            title: list.title,
            rows: list.rows,
            here: Some(place) == at,
        };
        let rows = at.and_then(|at| lists.get(at)).map_or(0, |list| list.rows);
        let title = frame.say("Rà soát kho văn bản", "Audit of the registry").to_owned();
        Ok(Page(Screen {
            facts: report::facts(&audit, lang),
            as_of,
            year: asked.year().map(|year| year.to_string()).unwrap_or_default(),
            territories: territories(state, &all, &asked.territory),
            lists: lists.iter().enumerate().map(entry).collect(),
            html,
            more: rows.saturating_sub(ROWS),
            xlsx: asked.at("/ra-soat/tep", &[("dang", "xlsx")]),
            page: asked.at("/ra-soat/tep", &[("dang", "html")]),
            frame: frame.at(Place::Audit, title),
        }))
    });
    answer.await
}

/// Reads a year; none where the field says none.
pub(super) fn year(field: &str) -> Option<i16> {
    field.trim().parse().ok().filter(|year| (1945..2100).contains(year))
}

/// Returns the territories whose units have tasks.
pub(super) fn territories(state: &State, audit: &crate::audit::Audit, chosen: &str) -> Vec<Territory> {
    let lexicon = &state.desk().office().lexicon;
    let mut ids: Vec<&str> = audit.matrix.units.iter().map(|row| row.territory.as_str()).collect();
    ids.dedup();
    let territory = |id: &str| Territory {
        id: id.to_owned(),
        name: lexicon.territory(id).map_or(id, |place| place.name.as_str()).to_owned(),
        chosen: id == chosen,
    };
    ids.into_iter().map(territory).collect()
}

async fn file(Held(state): Held<Arc<State>>, Query(asked): Query<Asked>, frame: Frame) -> Result<Response, Problem> {
    let answer = state.ask(move |state, store| {
        let as_of = state.day(asked.day());
        let audit = state.audit(store, as_of, asked.territory(), asked.year())?;
        let form = if asked.dang.as_deref() == Some("html") { AuditForm::Html } else { AuditForm::Xlsx };
        written(&audit, form, asked.year(), frame.lang)
    });
    answer.await
}

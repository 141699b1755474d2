//! `/quan-tri/nhat-ky`: who did what.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Query, State as Held};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::ledger::{Asked, Row};
use crate::report::log::write_csv;
use crate::serve::State;
use crate::serve::page::{Frame, Page, Place};
use crate::serve::problem::Problem;
use crate::serve::routes::{Right, Route};

/// Rows of a page.
const ROWS: usize = 100;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/quan-tri/nhat-ky", Right::Administer, show),
        Route::get("/quan-tri/nhat-ky.csv", Right::Administer, table),
    ]
}

#[derive(Template)]
#[template(path = "journal.html")]
pub(super) struct Journal {
    frame: Frame,
    filter: Filter,
    rows: Vec<Row>,
    /// The address of earlier rows, where there are any.
    earlier: Option<String>,
    csv: String,
}

/// Which rows are wanted.
#[derive(Debug, Clone, Default, Deserialize)]
struct Filter {
    #[serde(default)]
    ai: String,
    #[serde(default)]
    viec: String,
    /// Rows before this number.
    truoc: Option<i64>,
}

impl Filter {
    /// Returns the query of an address that asks for the same, before a row.
    fn query(&self, before: Option<i64>) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.append_pair("ai", &self.ai).append_pair("viec", &self.viec);
        if let Some(before) = before {
            query.append_pair("truoc", &before.to_string());
        }
        query.finish()
    }
}

async fn rows(state: &Arc<State>, filter: &Filter, limit: Option<usize>) -> Result<Vec<Row>, Problem> {
    let Filter { ai, viec, truoc } = filter.clone();
    let asked = state.keep(move |ledger| {
        let some = |text: &str| !text.trim().is_empty();
        let (who, what) = (Some(ai.trim()).filter(|ai| some(ai)), Some(viec.trim()).filter(|viec| some(viec)));
        ledger.log(Asked { who, what, before: truoc, limit })
    });
    asked.await
}

async fn show(
    Held(state): Held<Arc<State>>,
    frame: Frame,
    Query(filter): Query<Filter>,
) -> Result<Page<Journal>, Problem> {
    let mut rows = rows(&state, &filter, Some(ROWS + 1)).await?;
    let more = rows.len() > ROWS;
    rows.truncate(ROWS);
    let last = rows.last().map(|row| row.seq).filter(|_| more);
    let earlier = last.map(|last| format!("/quan-tri/nhat-ky?{}", filter.query(Some(last))));
    let csv = format!("/quan-tri/nhat-ky.csv?{}", filter.query(None));
    let title = frame.say("Nhật ký", "Log").to_owned();
    Ok(Page(Journal { frame: frame.at(Place::Administration, title), filter, rows, earlier, csv }))
}

async fn table(Held(state): Held<Arc<State>>, Query(filter): Query<Filter>) -> Result<Response, Problem> {
    let mut rows = rows(&state, &filter, None).await?;
    rows.reverse();
    let mut bytes = Vec::new();
    write_csv(&rows, &mut bytes).map_err(|error| Problem::INTERNAL.because(error))?;
    let head = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"nhat-ky.csv\""),
    ];
    Ok((head, bytes).into_response())
}

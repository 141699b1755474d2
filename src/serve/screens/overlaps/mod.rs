//! `/chong-cheo`: which unit has which work, and where works meet; a cell leads to its pairs.

mod pairs;
mod verdict;

use std::sync::Arc;

use askama::Template;
use axum::extract::{Query, State as Held};
use serde::Deserialize;

use super::audit::{Territory, territories};
use super::links;
use crate::audit::{Audit, Row};
use crate::document::Slug;
use crate::rules::Lang;
use crate::serve::State;
use crate::serve::page::{Frame, Page, Place};
use crate::serve::problem::Problem;
use crate::serve::routes::{Right, Route};

/// Lines of work that are shown; the workbook of the audit has all.
const COLUMNS: usize = 14;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/chong-cheo", Right::Read, page),
        Route::get("/chong-cheo/cap", Right::Read, pairs::page),
        Route::post("/chong-cheo/ket-luan", Right::Review, verdict::take),
    ]
}

/// Which tasks.
#[derive(Debug, Default, Clone, Deserialize)]
struct Asked {
    #[serde(default)]
    nam: String,
    #[serde(default, rename = "dia-phuong")]
    territory: String,
    /// The unit of a cell, with its territory: `quang-tri/so-noi-vu`.
    #[serde(default, rename = "don-vi")]
    unit: String,
    /// The line of work of a cell.
    #[serde(default, rename = "mang")]
    line: String,
    #[serde(default)]
    trang: String,
}

impl Asked {
    fn year(&self) -> Option<i16> {
        super::audit::year(&self.nam)
    }

    fn territory(&self) -> Option<Slug> {
        Some(self.territory.as_str()).filter(|id| !id.is_empty()).map(Slug::from)
    }

    fn at(&self, path: &str, more: &[(&str, &str)]) -> String {
        let own = [("nam", self.nam.trim()), ("dia-phuong", self.territory.as_str())];
        links::asking(path, &own.into_iter().chain(more.iter().copied()).collect::<Vec<_>>())
    }

    fn audit(&self, state: &State, store: &crate::registry::Store) -> Result<Arc<Audit>, Problem> {
        state.audit(store, state.day(None), self.territory(), self.year())
    }
}

/// A cell: tasks, overlaps among them, the look, where it leads.
struct Cell {
    tasks: usize,
    overlaps: usize,
    look: &'static str,
    to: Option<String>,
}

/// A unit with its cells.
struct Unit {
    name: String,
    cells: Vec<Cell>,
}

/// The units of a territory.
struct Group {
    name: String,
    units: Vec<Unit>,
}

#[derive(Template)]
#[template(path = "overlaps.html")]
struct Screen {
    frame: Frame,
    year: String,
    territories: Vec<Territory>,
    caption: String,
    lines: Vec<String>,
    groups: Vec<Group>,
    pairs: usize,
    all: String,
}

async fn page(
    Held(state): Held<Arc<State>>,
    Query(asked): Query<Asked>,
    frame: Frame,
) -> Result<Page<Screen>, Problem> {
    let answer = state.ask(move |state, store| {
        let whole = state.audit(store, state.day(None), None, None)?;
        let audit = asked.audit(state, store)?;
        let matrix = &audit.matrix;
        let lexicon = &state.desk().office().lexicon;
        let group = |units: &[Row]| {
            let id = units.first().map(|row| row.territory.as_str()).unwrap_or_default();
            let name = lexicon.territory(id).map_or(id, |place| place.name.as_str()).to_owned();
            Group { name, units: units.iter().map(|row| unit(&asked, &matrix.lines, row)).collect() }
        };
        let groups = matrix.units.chunk_by(|one, other| one.territory == other.territory).map(group);
        let title = frame.say("Chồng chéo nhiệm vụ", "Overlapping tasks").to_owned();
        Ok(Page(Screen {
            year: asked.year().map(|year| year.to_string()).unwrap_or_default(),
            territories: territories(state, &whole, &asked.territory),
            caption: caption(&audit, frame.lang),
            lines: matrix.lines.iter().take(COLUMNS).cloned().collect(),
            groups: groups.collect(),
            pairs: audit.overlaps.iter().filter(|found| found.code.is_some()).count(),
            all: asked.at("/chong-cheo/cap", &[]),
            frame: frame.at(Place::Overlaps, title),
        }))
    });
    answer.await
}

fn unit(asked: &Asked, lines: &[String], row: &Row) -> Unit {
    let own = format!("{}/{}", row.territory, row.id);
    let cell = |(line, (tasks, overlaps)): (&String, (&usize, &usize))| Cell {
        tasks: *tasks,
        overlaps: *overlaps,
        look: look(*overlaps),
        to: (*overlaps > 0).then(|| asked.at("/chong-cheo/cap", &[("don-vi", &own), ("mang", line)])),
    };
    let counts = row.tasks.iter().zip(&row.overlaps);
    Unit { name: row.unit.clone(), cells: lines.iter().zip(counts).take(COLUMNS).map(cell).collect() }
}

/// Returns the look of a count: each is darker than the one before, so that paper without colour tells them apart.
fn look(overlaps: usize) -> &'static str {
    match overlaps {
        0 => "h0",
        1 => "h1",
        2 => "h2",
        3..=5 => "h3",
        6..=10 => "h4",
        _ => "h5",
    }
}

fn caption(audit: &Audit, lang: Lang) -> String {
    let (units, all, shown) =
        (audit.matrix.units.len(), audit.matrix.lines.len(), audit.matrix.lines.len().min(COLUMNS));
    match lang {
        Lang::Vi => format!("{units} đơn vị, {shown} trong {all} mảng việc có nhiều nhiệm vụ nhất"),
        Lang::En => format!("{units} units, the {shown} of {all} lines of work with most tasks"),
    }
}

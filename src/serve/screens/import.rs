//! `/nhap`: issued documents are sent into the registry; a page tells how far that has come, and what could not be read.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State as Held};
use axum::response::Redirect;

use crate::app::imports::{Imports, Job, JobState};
use crate::serve::State;
use crate::serve::access::{CSRF_FIELD, Visitor};
use crate::serve::api::{Files, begin};
use crate::serve::page::{Frame, Page, Place};
use crate::serve::problem::Problem;
use crate::serve::routes::{Right, Route};

/// Jobs on the page.
const SHOWN: usize = 30;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/nhap", Right::Review, ask),
        Route::post("/nhap", Right::Review, take),
        Route::get("/nhap/{job}", Right::Review, show),
    ]
}

#[derive(Template)]
#[template(path = "import.html")]
struct Ask {
    frame: Frame,
    csrf: String,
    /// The jobs; `None` where the server has no registry.
    jobs: Option<Vec<Job>>,
}

async fn ask(Held(state): Held<Arc<State>>, visitor: Visitor, frame: Frame) -> Page<Ask> {
    let jobs = state.imports().map(|imports| imports.all().into_iter().take(SHOWN).collect());
    let title = frame.say("Nhập văn bản đã ban hành", "Import issued documents").to_owned();
    Page(Ask { frame: frame.at(Place::Import, title), csrf: visitor.csrf().to_owned(), jobs })
}

/// `POST /nhap`: the files are on the disk before this is answered.
async fn take(Held(state): Held<Arc<State>>, visitor: Visitor, files: Files) -> Result<Redirect, Problem> {
    let files = files.all("tep")?;
    let job = state.ask(move |state, _| {
        let sent: Vec<(String, &[u8])> = files.iter().map(|file| (file.name.clone(), &*file.bytes)).collect();
        begin(state, &visitor, &sent, None)
    });
    Ok(Redirect::to(&format!("/nhap/{}", job.await?.id)))
}

#[derive(Template)]
#[template(path = "job.html")]
struct Shown {
    frame: Frame,
    job: Job,
}

async fn show(Held(state): Held<Arc<State>>, Path(id): Path<String>, frame: Frame) -> Result<Page<Shown>, Problem> {
    let job = state.imports().and_then(|imports: &Imports| imports.of(&id)).ok_or(Problem::NO_JOB)?;
    let title = format!("{} {}", frame.say("Lần nhập", "Import"), job.number);
    Ok(Page(Shown { frame: frame.at(Place::Import, title), job }))
}

/// Returns where a job stands, in words.
fn stands(job: &Job, frame: &Frame) -> String {
    let all = job.files.len();
    match job.state {
        JobState::Waiting => frame.say("đang chờ", "waiting").to_owned(),
        JobState::Working => format!("{} {}/{all}", frame.say("đang đọc", "reading"), job.read),
        JobState::Done => frame.say("xong", "done").to_owned(),
        JobState::Failed => frame.say("không nạp được", "failed").to_owned(),
    }
}

/// Returns the name of a stored file without the job that brought it.
fn plain(path: &str) -> &str {
    path.splitn(3, '/').nth(2).unwrap_or(path)
}

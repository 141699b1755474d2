//! Documents that are sent to be stored, and what has come of them.

use std::sync::Arc;

use axum::extract::State as Held;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::operation::{Operation, Sends};
use super::sent::{Asked, Files, Named};
use crate::app::imports::{Imports, Job, Sender};
use crate::report::json::{Told, Tool};
use crate::serve::State;
use crate::serve::access::Visitor;
use crate::serve::answer::Json;
use crate::serve::problem::Problem;
use crate::serve::routes::Right;

/// By which a client knows its request again.
pub(super) const KEY: HeaderName = HeaderName::from_static("idempotency-key");

/// Most letters of such a key.
const KEY_LENGTH: usize = 200;

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::post("/api/v1/documents", Right::Review, "importDocuments", take)
            .says(
                "Nạp văn bản đã ban hành vào sổ đăng ký; tệp được giữ lại trước khi trả lời",
                "Takes issued documents to be stored: answers once they are kept on the disk, and stores them after",
            )
            .asks::<OfFile>()
            .takes(Sends::Kept)
            .answers::<Told<OneJob>>()
            .with_status(StatusCode::ACCEPTED)
            .refuses([Problem::NO_REGISTRY, Problem::KEY, Problem::KEY_TAKEN]),
        Operation::get("/api/v1/jobs", Right::Review, "listJobs", all)
            .says("Các lần nạp, mới nhất trước", "The jobs, the newest first")
            .answers::<Told<AllJobs>>(),
        Operation::get("/api/v1/jobs/{job}", Right::Review, "getJob", one)
            .says(
                "Một lần nạp: đã đọc, đã lưu, tệp không đọc được và lý do",
                "A job: what was read, stored, and left unread",
            )
            .answers::<Told<OneJob>>()
            .refuses([Problem::NO_JOB]),
    ]
}

/// How a file that is the body is called.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct OfFile {
    /// Tên tệp, khi nội dung gửi lên chính là tệp. The name of a file sent as the body.
    pub(super) name: Option<String>,
}

/// A job.
#[derive(Debug, Serialize, JsonSchema)]
struct OneJob {
    job: Job,
}

/// All jobs.
#[derive(Debug, Serialize, JsonSchema)]
struct AllJobs {
    /// The newest first.
    jobs: Vec<Job>,
}

async fn take(
    Held(state): Held<Arc<State>>,
    visitor: Visitor,
    Asked(asked): Asked<OfFile>,
    head: HeaderMap,
    files: Files,
) -> Result<Response, Problem> {
    let key = head.get(KEY).map(|key| key.to_str().ok().filter(|key| (1..=KEY_LENGTH).contains(&key.len())));
    let key = key.map(|key| key.map(str::to_owned).ok_or(Problem::KEY)).transpose()?;
    let files = files.all("file")?;
    let answer = state.ask(move |state, _| {
        let files: Vec<(String, _)> = files
            .into_iter()
            .map(|file| file.called(asked.name.as_deref()))
            .map(|file| (file.name, file.bytes))
            .collect();
        let sent: Vec<(String, &[u8])> = files.iter().map(|(name, bytes)| (name.clone(), &**bytes)).collect();
        begin(state, &visitor, &sent, key)
    });
    let job = answer.await?;
    let address = HeaderValue::from_str(&format!("/api/v1/jobs/{}", job.id));
    let address = address.map_err(|error| Problem::INTERNAL.because(error))?;
    let told = Told::new(Tool::new(None), OneJob { job });
    Ok((StatusCode::ACCEPTED, [(header::LOCATION, address)], Json(told)).into_response())
}

async fn all(Held(state): Held<Arc<State>>) -> Result<Json<Told<AllJobs>>, Problem> {
    let jobs = state.imports().map(Imports::all).unwrap_or_default();
    Ok(Json(Told::new(Tool::new(None), AllJobs { jobs })))
}

async fn one(Held(state): Held<Arc<State>>, Named(id): Named) -> Result<Json<Told<OneJob>>, Problem> {
    let job = state.imports().and_then(|imports| imports.of(&id)).ok_or(Problem::NO_JOB)?;
    Ok(Json(Told::new(Tool::new(None), OneJob { job })))
}

/// Takes files to be stored, and writes down who sent them.
///
/// # Errors
/// There is no registry, they could not be kept, or the key was given to other files.
pub(in crate::serve) fn begin(
    state: &State,
    visitor: &Visitor,
    files: &[(String, &[u8])],
    key: Option<String>,
) -> Result<Job, Problem> {
    let imports = state.imports().ok_or(Problem::NO_REGISTRY)?;
    let by = visitor.user().map(|user| user.name.clone());
    let job = imports.start(files, Sender { by, key })?;
    state.ledger().note(&visitor.by(state.now()), "documents.import", &job.id, json!({"files": job.files}))?;
    Ok(job)
}

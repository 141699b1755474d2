//! What people decided: on findings, and on overlaps; and the log of who did what.

use std::sync::Arc;

use axum::extract::State as Held;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use schemars::JsonSchema;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Number;

use super::cursor;
use super::operation::Operation;
use super::sent::{Asked, Given, Limit};
use crate::ledger::{self, Choice, Decision, Kinship, NewDecision, NewVerdict, Place, Row, Verdict};
use crate::report::json::{Told, Tool};
use crate::serve::State;
use crate::serve::access::Visitor;
use crate::serve::answer::Json;
use crate::serve::problem::Problem;
use crate::serve::routes::Right;

/// Records on a page where nothing is said.
const PAGE: usize = 50;

pub(super) fn operations() -> Vec<Operation> {
    let refused = [Problem::REFUSED, Problem::BAD_JSON, Problem::MEDIA_TYPE, Problem::TOO_BIG];
    vec![
        Operation::get("/api/v1/decisions", Right::Check, "listDecisions", decisions)
            .says(
                "Quyết định trên các phát hiện mà người hỏi được xem, mới nhất trước",
                "The decisions on findings that the asker may see, the newest first",
            )
            .asks::<OfPage>()
            .answers::<Told<Decisions>>()
            .refuses([Problem::CURSOR]),
        Operation::post("/api/v1/decisions", Right::Check, "decide", decide)
            .says(
                "Quyết định trên một phát hiện; bỏ qua thì phải có lý do",
                "Decides on a finding; to ignore it asks for a reason",
            )
            .gives::<NewOnFinding>()
            .answers::<Told<Made>>()
            .with_status(StatusCode::CREATED)
            .refuses(refused.clone()),
        Operation::get("/api/v1/verdicts", Right::Read, "listVerdicts", verdicts)
            .says("Kết luận trên các cặp nhiệm vụ, mới nhất trước", "The verdicts on pairs of tasks, the newest first")
            .asks::<OfPage>()
            .answers::<Told<Verdicts>>()
            .refuses([Problem::CURSOR]),
        Operation::post("/api/v1/verdicts", Right::Review, "judgeOverlap", judge)
            .says("Kết luận về một cặp nhiệm vụ", "Says what two tasks are to one another")
            .gives::<NewOnTasks>()
            .answers::<Told<Made>>()
            .with_status(StatusCode::CREATED)
            .refuses(refused),
        Operation::get("/api/v1/log", Right::Administer, "readLog", log)
            .says("Nhật ký: ai đã làm gì, mới nhất trước", "The log: who did what, the newest first")
            .asks::<OfLog>()
            .answers::<Told<Log>>(),
    ]
}

/// Which page.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct OfPage {
    /// Số mục mỗi trang, nhiều nhất 100. Records a page.
    limit: Option<Limit>,
    /// `next` của trang trước. The cursor of the page before.
    cursor: Option<String>,
}

/// Which rows of the log.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct OfLog {
    /// Chỉ của người này. Of this user only.
    who: Option<String>,
    /// Chỉ việc bắt đầu bằng: `user.`. Only what begins with these words.
    what: Option<String>,
    /// Chỉ dòng trước số này: `seq` của dòng cuối trang trước. Only rows before this number.
    before: Option<i64>,
    /// Số dòng, nhiều nhất 100. How many rows.
    limit: Option<Limit>,
}

/// A decision to be written down.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct NewOnFinding {
    /// The finding's fingerprint.
    fingerprint: String,
    /// The rule's code.
    code: String,
    /// The name of the document's file.
    document: String,
    /// The document's number.
    number: Option<String>,
    /// What the finding says.
    message: Option<String>,
    /// What is decided.
    what: Choice,
    /// Why; to ignore it asks for at least five letters.
    reason: Option<String>,
    /// The number of the kept draft that it is decided on.
    #[serde(default, deserialize_with = "whole")]
    #[schemars(with = "Option<i64>")]
    draft: Option<i64>,
}

/// A verdict to be written down.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct NewOnTasks {
    /// Both tasks, as `overlaps[].tasks[]` name them by `document` and `path`.
    tasks: [Task; 2],
    /// What they are to one another.
    what: Kinship,
    /// Why.
    reason: Option<String>,
}

/// One task.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "TaskPlace")]
struct Task {
    /// Id of the document.
    document: String,
    /// The task's path in it.
    path: String,
}

/// The number of what was written down.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Made {
    /// Its number.
    id: i64,
}

/// A page of decisions.
#[derive(Debug, Serialize, JsonSchema)]
struct Decisions {
    /// The newest first.
    decisions: Vec<Decision>,
    /// The cursor of the next page; `null` on the last.
    next: Option<String>,
}

/// A page of verdicts.
#[derive(Debug, Serialize, JsonSchema)]
struct Verdicts {
    /// The newest first.
    verdicts: Vec<Verdict>,
    /// The cursor of the next page; `null` on the last.
    next: Option<String>,
}

/// Rows of the log.
#[derive(Debug, Serialize, JsonSchema)]
struct Log {
    /// The newest first.
    log: Vec<Row>,
}

impl OfPage {
    /// Returns this page of a list that has its newest last, and the cursor of the next.
    fn of<T>(&self, list: &str, mut all: Vec<T>) -> Result<(Vec<T>, Option<String>), Problem> {
        all.reverse();
        self.in_order(list, all)
    }

    /// Returns this page of a list, and the cursor of the next.
    pub(super) fn in_order<T>(&self, list: &str, all: Vec<T>) -> Result<(Vec<T>, Option<String>), Problem> {
        let offset = cursor::offset(self.cursor.as_deref(), list)?;
        let end = offset + self.limit.map_or(PAGE, usize::from);
        let next = cursor::next(end, list, end < all.len());
        Ok((all.into_iter().skip(offset).take(end - offset).collect(), next))
    }
}

/// Reads a whole number, also one that is written with a fraction of zero: JSON and its schemas make no difference.
fn whole<'de, D: Deserializer<'de>>(json: D) -> Result<Option<i64>, D::Error> {
    let Some(number) = Option::<Number>::deserialize(json)? else { return Ok(None) };
    let even =
        || number.as_f64().filter(|value| value.fract() == 0.0).and_then(|value| format!("{value:.0}").parse().ok());
    let whole = number.as_i64().or_else(even);
    whole.map(Some).ok_or_else(|| Error::custom(format!("{number}: not a whole number")))
}

async fn decisions(
    Held(state): Held<Arc<State>>,
    visitor: Visitor,
    Asked(asked): Asked<OfPage>,
) -> Result<Json<Told<Decisions>>, Problem> {
    let all = state.keep(move |ledger| ledger.decisions(visitor.sight())).await?;
    let (decisions, next) = asked.of("decisions", all)?;
    Ok(Json(Told::new(Tool::new(None), Decisions { decisions, next })))
}

async fn decide(
    Held(state): Held<Arc<State>>,
    visitor: Visitor,
    Given(given): Given<NewOnFinding>,
) -> Result<Response, Problem> {
    let now = state.now();
    let id = state.keep(move |ledger| {
        let new = NewDecision {
            fingerprint: &given.fingerprint,
            code: &given.code,
            document: &given.document,
            number: given.number.as_deref(),
            message: given.message.as_deref().unwrap_or_default(),
            what: given.what,
            reason: given.reason.as_deref(),
            draft: given.draft,
            unit: None,
        };
        ledger.decide(&visitor.by(now), visitor.sight(), &new)
    });
    Ok(made(id.await?))
}

async fn verdicts(Held(state): Held<Arc<State>>, Asked(asked): Asked<OfPage>) -> Result<Json<Told<Verdicts>>, Problem> {
    let all = state.keep(|ledger| ledger.verdicts()).await?;
    let (verdicts, next) = asked.of("verdicts", all)?;
    Ok(Json(Told::new(Tool::new(None), Verdicts { verdicts, next })))
}

async fn judge(
    Held(state): Held<Arc<State>>,
    visitor: Visitor,
    Given(given): Given<NewOnTasks>,
) -> Result<Response, Problem> {
    let now = state.now();
    let id = state.keep(move |ledger| {
        let tasks = given.tasks.map(|Task { document, path }| Place { document, path });
        let new = NewVerdict { tasks, what: given.what, reason: given.reason.as_deref() };
        ledger.judge(&visitor.by(now), new)
    });
    Ok(made(id.await?))
}

async fn log(Held(state): Held<Arc<State>>, Asked(asked): Asked<OfLog>) -> Result<Json<Told<Log>>, Problem> {
    let log = state.keep(move |ledger| {
        let OfLog { who, what, before, limit } = &asked;
        let limit = Some(limit.map_or(PAGE, usize::from));
        ledger.log(ledger::Asked { who: who.as_deref(), what: what.as_deref(), before: *before, limit })
    });
    Ok(Json(Told::new(Tool::new(None), Log { log: log.await? })))
}

pub(super) fn made(id: i64) -> Response {
    (StatusCode::CREATED, Json(Told::new(Tool::new(None), Made { id }))).into_response()
}

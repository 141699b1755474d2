//! Files that are read and judged, and not kept.

use std::sync::Arc;

use axum::extract::State as Held;
use axum::response::Response;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

use super::operation::{Operation, Sends};
use super::sent::{Asked, Files};
use super::stamp::{Question, Stamped};
use crate::app::check::{Judged, Outcome};
use crate::app::cite::PlacedCitation;
use crate::app::desk;
use crate::app::fix::fixes;
use crate::app::triage::Profile;
use crate::check::{Finding, Safety};
use crate::document::{Date, Document};
use crate::registry::Store;
use crate::report::json::{Told, Tool};
use crate::rules::Lang;
use crate::serve::State;
use crate::serve::answer::{Json, attachment};
use crate::serve::copies::{Copy, Original};
use crate::serve::problem::Problem;
use crate::serve::routes::Right;
use crate::text::Source;

/// The media types of the files that are made of a draft; with its fixes put in it has its own.
const COPIES: &[&str] = &[
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "text/html",
    "text/plain",
];

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::post("/api/v1/check", Right::Check, "checkDraft", check)
            .says("Kiểm tra một dự thảo", "Checks a draft, which is not kept")
            .asks::<OfCheck>()
            .takes(Sends::File)
            .answers::<Told<Checked>>()
            .refuses([Problem::NO_PROFILE]),
        Operation::post("/api/v1/check/file", Right::Check, "checkDraftAsFile", copied)
            .says(
                "Kiểm tra một dự thảo, trả về tệp: Word có nhận xét, bản đã sửa, phiếu, báo cáo",
                "Checks a draft, which is not kept, and answers a file: comments in Word, fixes put in, slip, reports",
            )
            .asks::<OfCopy>()
            .takes(Sends::File)
            .gives_file(COPIES)
            .refuses([Problem::NO_PROFILE, Problem::NO_COPY]),
        Operation::post("/api/v1/parse", Right::Check, "parseDocument", parse)
            .says("Đọc cấu trúc một văn bản", "Tells what was understood of a document, which is not kept")
            .asks::<OfFile>()
            .takes(Sends::File)
            .answers::<Told<Parsed>>(),
        Operation::post("/api/v1/cite", Right::Check, "citeDocument", cite)
            .says(
                "Liệt kê viện dẫn của một văn bản, kết quả đối chiếu, hiệu lực",
                "Lists a document's citations: which documents are meant, and whether they are in force",
            )
            .asks::<OfFile>()
            .takes(Sends::File)
            .answers::<Told<Cited>>(),
        Operation::get("/api/v1/citations/resolve", Right::Read, "resolveCitations", resolve)
            .says(
                "Đối chiếu viện dẫn trong một đoạn văn",
                "Resolves the citations of a text: which documents are meant, and whether they are in force",
            )
            .asks::<OfText>()
            .answers::<Told<Cited>>()
            .stamped(),
    ]
}

/// How a draft is to be judged.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::serve) struct OfCheck {
    /// Ngày xét; không có thì theo ngày của dự thảo, rồi hôm nay. The day of judgement.
    pub(in crate::serve) as_of: Option<Date>,
    /// Ngôn ngữ của phát hiện. The language of findings.
    pub(in crate::serve) lang: Option<Lang>,
    /// Hồ sơ kiểm tra, như `soat check --profile`. A profile of findings.
    #[schemars(schema_with = "profiles")]
    pub(in crate::serve) profile: Option<String>,
    /// Tên tệp, khi nội dung gửi lên chính là tệp. The name of a file sent as the body.
    pub(in crate::serve) name: Option<String>,
}

/// How a draft is to be judged, and what is to be made of it.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct OfCopy {
    /// Tệp cần lấy. What is to be made of the draft.
    form: Copy,
    /// Ngày xét; không có thì theo ngày của dự thảo, rồi hôm nay. The day of judgement.
    as_of: Option<Date>,
    /// Ngôn ngữ của phát hiện. The language of findings.
    lang: Option<Lang>,
    /// Hồ sơ kiểm tra, như `soat check --profile`. A profile of findings.
    #[schemars(schema_with = "profiles")]
    profile: Option<String>,
    /// Tên tệp, khi nội dung gửi lên chính là tệp. The name of a file sent as the body.
    name: Option<String>,
}

/// Returns the ids of all profiles.
fn profiles(_: &mut SchemaGenerator) -> Schema {
    let ids: Vec<String> = Profile::all().unwrap_or_default().into_iter().map(|profile| profile.id).collect();
    json_schema!({"type": "string", "enum": ids})
}

/// How a file is to be read.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct OfFile {
    /// Ngày xét hiệu lực; không có thì theo ngày của văn bản, rồi hôm nay. The day on which force is told.
    as_of: Option<Date>,
    /// Tên tệp, khi nội dung gửi lên chính là tệp. The name of a file sent as the body.
    name: Option<String>,
}

/// A text with citations.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::serve) struct OfText {
    /// Đoạn văn có viện dẫn. The text.
    text: String,
    /// Ngày xét hiệu lực. The day on which force is told.
    pub(in crate::serve) as_of: Option<Date>,
}

/// A draft, judged.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::serve) struct Checked {
    /// The findings by place and code, as `soat check --format json` prints them.
    findings: Vec<Finding>,
    /// The day of judgement.
    pub(in crate::serve) as_of: Date,
    /// How many findings the profile left out.
    hidden: usize,
    /// Conditions of the office's own rules that could not be worked out.
    faults: Vec<String>,
}

/// What was understood.
#[derive(Debug, Serialize, JsonSchema)]
struct Parsed {
    /// The document, as `soat parse --format json` prints it.
    documents: [Document; 1],
}

/// Citations with their verdicts.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::serve) struct Cited {
    /// The citations in reading order, as `soat cite --format json` prints them.
    citations: Vec<PlacedCitation>,
}

async fn check(
    Held(state): Held<Arc<State>>,
    Asked(asked): Asked<OfCheck>,
    files: Files,
) -> Result<Json<Told<Checked>>, Problem> {
    let [file] = files.each(["file"])?;
    let (name, source) = file.called(asked.name.as_deref()).text(&state).await?;
    let answer = state.ask(move |state, store| {
        let checked = checked(state, store, &name, &source, &asked)?;
        Ok(Told::new(Tool::new(Some(state.desk().office().rules.digest())), checked))
    });
    Ok(Json(answer.await?))
}

/// Judges a draft.
pub(in crate::serve) fn checked(
    state: &State,
    store: &Store,
    name: &str,
    source: &Source,
    asked: &OfCheck,
) -> Result<Checked, Problem> {
    let (judged, hidden) = judged(state, store, (name, source), asked)?;
    Ok(Checked { findings: judged.findings, as_of: judged.as_of, hidden, faults: judged.faults })
}

/// Judges a draft, and returns how many findings the profile left out.
fn judged(
    state: &State,
    store: &Store,
    (name, source): (&str, &Source),
    asked: &OfCheck,
) -> Result<(Judged, usize), Problem> {
    let profile = asked.profile.as_deref().map(Profile::of).transpose();
    let profile = profile.map_err(|error| Problem::NO_PROFILE.because(error))?;
    let mut judged = state.desk().judged(store, name, source, asked.judging(state))?;
    let (all, profile) = (judged.findings.len(), profile.as_ref().or(state.setting().profile.as_ref()));
    judged.findings.retain(|finding| profile.is_none_or(|profile| profile.shows(finding)));
    let hidden = all - judged.findings.len();
    Ok((judged, hidden))
}

impl OfCheck {
    fn judging(&self, state: &State) -> desk::Asked {
        let judging = on(state, self.as_of);
        desk::Asked { lang: self.lang.unwrap_or(judging.lang), ..judging }
    }
}

async fn copied(Held(state): Held<Arc<State>>, Asked(asked): Asked<OfCopy>, files: Files) -> Result<Response, Problem> {
    let OfCopy { form, as_of, lang, profile, name } = asked;
    let [file] = files.each(["file"])?;
    let (file, source) = file.called(name.as_deref()).read(&state).await?;
    let asked = OfCheck { as_of, lang, profile, name: None };
    let answer = state.ask(move |state, store| {
        let (judged, hidden) = judged(state, store, (&file.name, &source), &asked)?;
        let outcome = Outcome { judged: vec![judged], hidden, ..Outcome::default() };
        let safe: Vec<_> = outcome.judged.iter().flat_map(|judged| fixes(judged, Safety::Safe)).collect();
        let asked = asked.judging(state);
        let original = Original { name: &file.name, bytes: &file.bytes, outcome: &outcome, asked };
        let (name, bytes) = original.copy(form, &safe, state, store)?;
        Ok(attachment(&name, bytes))
    });
    answer.await
}

async fn parse(
    Held(state): Held<Arc<State>>,
    Asked(asked): Asked<OfFile>,
    files: Files,
) -> Result<Json<Told<Parsed>>, Problem> {
    let [file] = files.each(["file"])?;
    let (name, source) = file.called(asked.name.as_deref()).text(&state).await?;
    let answer = state.ask(move |state, _| {
        let documents = [state.desk().document(&name, &source)];
        Ok(Told::new(Tool::new(None), Parsed { documents }))
    });
    Ok(Json(answer.await?))
}

async fn cite(
    Held(state): Held<Arc<State>>,
    Asked(asked): Asked<OfFile>,
    files: Files,
) -> Result<Json<Told<Cited>>, Problem> {
    let [file] = files.each(["file"])?;
    let (name, source) = file.called(asked.name.as_deref()).text(&state).await?;
    let answer = state.ask(move |state, store| {
        let document = state.desk().cited(store, &name, &source, on(state, asked.as_of))?;
        Ok(Told::new(Tool::new(None), Cited { citations: PlacedCitation::all(document) }))
    });
    Ok(Json(answer.await?))
}

async fn resolve(
    Held(state): Held<Arc<State>>,
    Asked(asked): Asked<OfText>,
    question: Question,
) -> Result<Stamped<Told<Cited>>, Problem> {
    let answer = state.ask(move |state, store| {
        question.answered(state, store, || Ok(Told::new(Tool::new(None), resolved(state, store, &asked)?)))
    });
    answer.await
}

/// Returns the citations of a text with their verdicts.
pub(in crate::serve) fn resolved(state: &State, store: &Store, asked: &OfText) -> Result<Cited, Problem> {
    let document = state.desk().cited_in(store, &asked.text, on(state, asked.as_of))?;
    Ok(Cited { citations: PlacedCitation::all(document) })
}

/// Returns by which law something is judged where the client names a day, or none.
fn on(state: &State, as_of: Option<Date>) -> desk::Asked {
    let now = state.asked();
    desk::Asked { as_of: as_of.or(now.as_of), ..now }
}

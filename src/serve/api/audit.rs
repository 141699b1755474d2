//! The registry as a whole: overlaps of tasks, who has which work, all else that an audit finds.

use std::sync::Arc;

use axum::extract::State as Held;
use axum::response::Response;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::cursor;
use super::operation::Operation;
use super::sent::{Asked, Limit};
use super::stamp::{Question, Stamped};
use crate::audit::{Audit, Found, Matrix};
use crate::document::{Date, Slug};
use crate::report;
use crate::report::json::{Told, Tool};
use crate::rules::Lang;
use crate::serve::State;
use crate::serve::answer::attachment;
use crate::serve::problem::Problem;
use crate::serve::routes::Right;

/// Overlaps on a page where nothing is said.
const PAGE: usize = 20;

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::get("/api/v1/overlaps", Right::Read, "listOverlaps", overlaps)
            .says("Nhiệm vụ trùng lặp, mâu thuẫn, kiểm tra chồng chéo", "Tasks that have to do with one another")
            .asks::<OfOverlaps>()
            .answers::<Told<Page>>()
            .stamped()
            .refuses([Problem::CURSOR, Problem::WORKING]),
        Operation::get("/api/v1/matrix", Right::Read, "getMatrix", matrix)
            .says("Ma trận đơn vị và mảng việc", "Tasks by unit and line of work")
            .asks::<OfRegistry>()
            .answers::<Told<Work>>()
            .stamped()
            .refuses([Problem::WORKING]),
        Operation::get("/api/v1/audit", Right::Read, "getAudit", audit)
            .says(
                "Rà soát cả sổ: trùng lặp, số bị nhảy, căn cứ đã hết hiệu lực, lịch kiểm tra",
                "All that an audit finds: overlaps, gaps in numbers, expired bases, inspections",
            )
            .asks::<OfRegistry>()
            .answers::<Told<Audit>>()
            .stamped()
            .refuses([Problem::WORKING]),
        Operation::get("/api/v1/audit/file", Right::Read, "getAuditAsFile", file)
            .says("Rà soát cả sổ thành bảng Excel, hoặc trang HTML", "All that an audit finds as a workbook, or a page")
            .asks::<OfFormat>()
            .gives_file(&["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "text/html"])
            .refuses([Problem::WORKING]),
    ]
}

/// What is looked over.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct OfRegistry {
    /// Ngày xét. The day on which force is judged.
    as_of: Option<Date>,
    /// Chỉ văn bản của địa phương này: `quang-tri`. Documents of one territory and those inside it.
    territory: Option<String>,
    /// Chỉ nhiệm vụ của năm này, như `soat audit --year`. Tasks done in this year.
    year: Option<i16>,
}

/// What is looked over, as which file.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct OfFormat {
    /// Dạng tệp. The form of the file.
    form: AuditForm,
    /// Ngày xét. The day on which force is judged.
    as_of: Option<Date>,
    /// Chỉ văn bản của địa phương này: `quang-tri`. Documents of one territory and those inside it.
    territory: Option<String>,
    /// Chỉ nhiệm vụ của năm này, như `soat audit --year`. Tasks done in this year.
    year: Option<i16>,
    /// Ngôn ngữ của bảng. The language of the file.
    lang: Option<Lang>,
}

/// An audit as a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(in crate::serve) enum AuditForm {
    /// A sheet a list.
    Xlsx,
    /// All lists on one page.
    Html,
}

/// Which overlaps.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct OfOverlaps {
    /// Ngày xét. The day on which force is judged.
    as_of: Option<Date>,
    /// Chỉ văn bản của địa phương này: `quang-tri`. Documents of one territory and those inside it.
    territory: Option<String>,
    /// Chỉ nhiệm vụ của năm này, như `soat audit --year`. Tasks done in this year.
    year: Option<i16>,
    /// Chỉ quan hệ này. What the tasks are to one another.
    relation: Option<TaskRelation>,
    /// Chỉ quy tắc này: `OVL-001`. The rule that speaks of it.
    code: Option<String>,
    /// Chỉ văn bản có mã này ở một trong hai bên. The id of a document on either side.
    document: Option<String>,
    /// Số mục mỗi trang, nhiều nhất 100. Overlaps a page.
    limit: Option<Limit>,
    /// `next` của trang trước. The cursor of the page before.
    cursor: Option<String>,
}

/// What two tasks are to one another.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum TaskRelation {
    Duplicate,
    Conflict,
    Cascade,
    Inspection,
}

/// A page of overlaps.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "OverlapPage")]
struct Page {
    /// The overlaps: alarms before cascades, then the best score.
    overlaps: Vec<Found>,
    /// How many there are.
    total: usize,
    /// The day on which force was judged.
    as_of: Date,
    /// The cursor of the next page; `null` on the last.
    next: Option<String>,
}

/// Who has which work.
#[derive(Debug, Serialize, JsonSchema)]
struct Work {
    /// The day on which force was judged.
    as_of: Date,
    /// Documents looked at.
    documents: usize,
    /// Their tasks.
    tasks: usize,
    /// Tasks by unit and line of work.
    matrix: Matrix,
}

impl TaskRelation {
    fn word(self) -> &'static str {
        match self {
            Self::Duplicate => "duplicate",
            Self::Conflict => "conflict",
            Self::Cascade => "cascade",
            Self::Inspection => "inspection",
        }
    }
}

impl OfOverlaps {
    fn wants(&self, found: &Found) -> bool {
        let is_side = |id: &String| found.tasks.iter().any(|side| side.document == *id);
        self.relation.is_none_or(|relation| found.relation == relation.word())
            && self.code.as_deref().is_none_or(|code| found.code == Some(code))
            && self.document.as_ref().is_none_or(is_side)
    }
}

async fn overlaps(
    Held(state): Held<Arc<State>>,
    Asked(asked): Asked<OfOverlaps>,
    question: Question,
) -> Result<Stamped<Told<Page>>, Problem> {
    let answer = state.ask(move |state, store| {
        let as_of = state.day(asked.as_of);
        let OfOverlaps { territory, year, relation, code, document, .. } = &asked;
        let list = format!("overlaps {as_of} {territory:?} {year:?} {relation:?} {code:?} {document:?}");
        let offset = cursor::offset(asked.cursor.as_deref(), &list)?;
        question.answered(state, store, || {
            let audit = state.audit(store, as_of, territory.as_deref().map(Slug::from), *year)?;
            let wanted: Vec<&Found> = audit.overlaps.iter().filter(|found| asked.wants(found)).collect();
            let limit = asked.limit.map_or(PAGE, usize::from);
            let overlaps: Vec<Found> = wanted.iter().skip(offset).take(limit).map(|found| (*found).clone()).collect();
            let end = offset + overlaps.len();
            let next = cursor::next(end, &list, end < wanted.len());
            Ok(Told::new(Tool::new(None), Page { overlaps, total: wanted.len(), as_of, next }))
        })
    });
    answer.await
}

async fn matrix(
    Held(state): Held<Arc<State>>,
    Asked(asked): Asked<OfRegistry>,
    question: Question,
) -> Result<Stamped<Told<Work>>, Problem> {
    let answer = state.ask(move |state, store| {
        question.answered(state, store, || {
            let audit = looked_over(state, store, &asked)?;
            let Audit { as_of, documents, tasks, matrix, .. } = &*audit;
            let work = Work { as_of: *as_of, documents: *documents, tasks: *tasks, matrix: matrix.clone() };
            Ok(Told::new(Tool::new(None), work))
        })
    });
    answer.await
}

async fn audit(
    Held(state): Held<Arc<State>>,
    Asked(asked): Asked<OfRegistry>,
    question: Question,
) -> Result<Stamped<Told<Arc<Audit>>>, Problem> {
    let answer = state.ask(move |state, store| {
        question.answered(state, store, || Ok(Told::new(Tool::new(None), looked_over(state, store, &asked)?)))
    });
    answer.await
}

async fn file(Held(state): Held<Arc<State>>, Asked(asked): Asked<OfFormat>) -> Result<Response, Problem> {
    let answer = state.ask(move |state, store| {
        let OfFormat { form, as_of, territory, year, lang } = asked;
        let audit = looked_over(state, store, &OfRegistry { as_of, territory, year })?;
        written(&audit, form, year, lang.unwrap_or(state.setting().lang))
    });
    answer.await
}

/// Returns an audit, of one year where one is given, as a file.
pub(in crate::serve) fn written(
    audit: &Audit,
    form: AuditForm,
    year: Option<i16>,
    lang: Lang,
) -> Result<Response, Problem> {
    let of_year = year.map(|year| format!("-{year}")).unwrap_or_default();
    let name = format!("ra-soat{of_year}-{}", audit.as_of);
    match form {
        AuditForm::Html => {
            let mut page = Vec::new();
            report::audit::html(audit, lang, &mut page).map_err(|error| Problem::INTERNAL.because(error))?;
            Ok(attachment(&format!("{name}.html"), page))
        }
        AuditForm::Xlsx => {
            let book = report::audit::xlsx(audit, lang).map_err(|error| Problem::INTERNAL.because(error))?;
            Ok(attachment(&format!("{name}.xlsx"), book))
        }
    }
}

fn looked_over(state: &State, store: &crate::registry::Store, asked: &OfRegistry) -> Result<Arc<Audit>, Problem> {
    state.audit(store, state.day(asked.as_of), asked.territory.as_deref().map(Slug::from), asked.year)
}

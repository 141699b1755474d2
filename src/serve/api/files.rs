//! Documents and lists of documents as files that other programs open.

use std::sync::Arc;

use axum::extract::State as Held;
use axum::response::Response;
use schemars::JsonSchema;
use serde::Deserialize;

use super::documents::{looked_up, one};
use super::operation::Operation;
use super::sent::{Asked, Named};
use crate::app::export::{Form, receivers, stored};
use crate::document::Date;
use crate::ledger::Order;
use crate::registry::Store;
use crate::report;
use crate::rules::Lang;
use crate::search::Found;
use crate::serve::State;
use crate::serve::answer::attachment;
use crate::serve::problem::Problem;
use crate::serve::routes::Right;

/// Hits of a table.
const TABLE: usize = 1000;

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::get("/api/v1/documents.csv", Right::Read, "exportHits", csv)
            .says("Kết quả tra cứu thành bảng CSV, nhiều nhất 1000 dòng", "The hits as a CSV table, at most 1000 rows")
            .asks::<OfTable>()
            .gives_file(&["text/csv"])
            .refuses([Problem::QUERY, Problem::WORKING]),
        Operation::get("/api/v1/documents.xlsx", Right::Read, "exportHitsWorkbook", xlsx)
            .says("Kết quả tra cứu thành bảng Excel, nhiều nhất 1000 dòng", "The hits as a workbook, at most 1000 rows")
            .asks::<OfTable>()
            .gives_file(&["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"])
            .refuses([Problem::QUERY, Problem::WORKING]),
        Operation::get("/api/v1/documents/{id}/file", Right::Read, "getFile", file)
            .says(
                "Văn bản thành tệp của hệ thống khác: Akoma Ntoso, phong bì edXML kèm toàn văn",
                "The document as a file of other systems: Akoma Ntoso, an edXML envelope with its text",
            )
            .asks::<OfFile>()
            .gives_file(&["application/xml"])
            .refuses([Problem::NO_WORDING, Problem::NO_SENDER])
            .refuses([Problem::NO_DOCUMENT, Problem::SEVERAL]),
    ]
}

/// What is looked for, all on one page.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct OfTable {
    /// Từ cần tìm và bộ lọc, như `soat search` (docs/search.md). Words and filters.
    q: String,
    /// Ngày xét hiệu lực. The day on which force is told.
    as_of: Option<Date>,
    /// Thứ tự. The order of hits.
    sort: Option<Order>,
    /// Chỉ tìm đúng chữ, đúng dấu. Words as they are spelt only.
    exact: Option<bool>,
    /// Ngôn ngữ của tên cột. The language of the columns' names.
    lang: Option<Lang>,
}

/// Which file.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct OfFile {
    /// Dạng tệp. The form of the file.
    form: FileForm,
    /// Mã định danh của cơ quan gửi, cho edXML: `H02.00.00`. The sender's id.
    from: Option<String>,
    /// Mã định danh các nơi nhận, cách nhau dấu phẩy. The receivers' ids.
    to: Option<String>,
}

/// The form of a file.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum FileForm {
    Akn,
    Edxml,
}

impl OfTable {
    /// Returns what is found, all of it that a table takes.
    fn found(&self, state: &State, store: &Store) -> Result<Found, Problem> {
        let Self { q, as_of, sort, exact, .. } = self;
        looked_up(state, store, q, (*sort, *exact, *as_of), (0, TABLE))
    }

    fn lang(&self, state: &State) -> Lang {
        self.lang.unwrap_or(state.setting().lang)
    }
}

async fn csv(Held(state): Held<Arc<State>>, Asked(asked): Asked<OfTable>) -> Result<Response, Problem> {
    let answer = state.ask(move |state, store| {
        let mut table = Vec::new();
        report::hits::csv(&asked.found(state, store)?, asked.lang(state), &mut table)
            .map_err(|error| Problem::INTERNAL.because(error))?;
        Ok(attachment("tra-cuu.csv", table))
    });
    answer.await
}

async fn xlsx(Held(state): Held<Arc<State>>, Asked(asked): Asked<OfTable>) -> Result<Response, Problem> {
    let answer = state.ask(move |state, store| {
        let book = report::hits::xlsx(&asked.found(state, store)?, asked.lang(state));
        Ok(attachment("tra-cuu.xlsx", book.map_err(|error| Problem::INTERNAL.because(error))?))
    });
    answer.await
}

async fn file(
    Held(state): Held<Arc<State>>,
    Named(id): Named,
    Asked(asked): Asked<OfFile>,
) -> Result<Response, Problem> {
    let from = asked.from.as_deref().map(str::trim).filter(|from| !from.is_empty());
    let form = match (asked.form, from) {
        (FileForm::Akn, _) => Form::Akn,
        (FileForm::Edxml, None) => return Err(Problem::NO_SENDER),
        (FileForm::Edxml, Some(from)) => {
            Form::Edxml { from: from.to_owned(), to: receivers(asked.to.as_deref().unwrap_or_default()) }
        }
    };
    let answer = state.ask(move |state, store| {
        let id = one(state, store, &id, state.day(None))?.record.id;
        let document = store.document(&id)?.ok_or(Problem::NO_WORDING)?;
        let file = stored(&id, &document, &form).map_err(|error| Problem::INTERNAL.because(error))?;
        Ok(attachment(&file.name, file.bytes))
    });
    answer.await
}

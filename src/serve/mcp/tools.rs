//! The tools: each a question that the interface for programs answers too.

use std::sync::Arc;

use rmcp::model::{Tool, ToolAnnotations};
use schemars::JsonSchema;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::answer::{schema, told};
use super::document;
use crate::app::reading::read_text;
use crate::document::Date;
use crate::registry::Store;
use crate::rules::Lang;
use crate::serve::State;
use crate::serve::api::documents::{OfSearch, found};
use crate::serve::api::drafts::{OfCheck, OfText, checked, resolved};
use crate::serve::api::rules::explained;
use crate::serve::api::versions::{OfTwo, compared};
use crate::serve::problem::Problem;
use crate::serve::routes::Right;

/// One tool.
pub(super) struct Answers {
    pub(super) name: &'static str,
    title: &'static str,
    words: &'static str,
    schema: fn() -> Map<String, Value>,
    pub(super) right: Right,
    pub(super) answer: fn(&State, &Store, Value) -> Result<Value, Problem>,
}

/// A draft's text.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct OfDraft {
    /// Toàn văn dự thảo. The whole text of the draft.
    text: String,
    /// Ngày xét, YYYY-MM-DD; không có thì theo ngày của dự thảo. The day of judgement.
    as_of: Option<Date>,
    /// Ngôn ngữ của phát hiện. The language of findings.
    lang: Option<Lang>,
}

/// Which rule.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct OfRule {
    /// Mã hoặc tên ngắn: `CIT-010`. A code or slug.
    code: String,
    /// Ngôn ngữ của trang. The language of the page.
    lang: Option<Lang>,
}

/// Returns all tools.
pub(super) fn all() -> [Answers; 6] {
    [
        Answers {
            name: "search_documents",
            title: "Tra cứu văn bản",
            words: "Tìm văn bản theo từ, số, cơ quan, năm, hiệu lực. Searches the registry: words, numbers, filters.",
            schema: schema::<OfSearch>,
            right: Right::Read,
            answer: |state, store, arguments| {
                let asked: OfSearch = read(arguments)?;
                told(state, store, state.day(asked.as_of), &found(state, store, &asked)?)
            },
        },
        Answers {
            name: "get_document",
            title: "Xem một văn bản",
            words: "Hiệu lực tại một ngày, mục lục, và từng trang lời văn. One document: its force on a day, its parts, its text page by page.",
            schema: schema::<document::OfDocument>,
            right: Right::Read,
            answer: |state, store, arguments| document::get(state, store, &read(arguments)?),
        },
        Answers {
            name: "resolve_citation",
            title: "Đối chiếu viện dẫn",
            words: "Viện dẫn trong đoạn văn là văn bản nào, còn hiệu lực không. Which documents a text cites, and whether they are in force.",
            schema: schema::<OfText>,
            right: Right::Read,
            answer: |state, store, arguments| {
                let asked: OfText = read(arguments)?;
                told(state, store, state.day(asked.as_of), &resolved(state, store, &asked)?)
            },
        },
        Answers {
            name: "check_draft",
            title: "Kiểm tra dự thảo",
            words: "Phát hiện về căn cứ, thẩm quyền, trình tự, trùng lặp, thể thức; không lưu dự thảo. Checks a draft, which is not kept.",
            schema: schema::<OfDraft>,
            right: Right::Check,
            answer: |state, store, arguments| {
                let OfDraft { text, as_of, lang } = read(arguments)?;
                let asked = OfCheck { as_of, lang, ..OfCheck::default() };
                let source = read_text("du-thao.txt", text.as_bytes());
                let source = source.map_err(|error| Problem::UNREADABLE.because(error))?;
                let checked = checked(state, store, "du-thao.txt", &source, &asked)?;
                told(state, store, checked.as_of, &checked)
            },
        },
        Answers {
            name: "explain_rule",
            title: "Giải thích quy tắc",
            words: "Quy tắc nói gì, vì sao, căn cứ, ví dụ, cách sửa. The page of a rule: what, why, legal basis, examples.",
            schema: schema::<OfRule>,
            right: Right::Read,
            answer: |state, store, arguments| {
                let OfRule { code, lang } = read(arguments)?;
                told(state, store, state.day(None), &explained(state, &code, lang)?)
            },
        },
        Answers {
            name: "compare",
            title: "So sánh hai văn bản",
            words: "Khác nhau từng điều khoản giữa hai văn bản của sổ. Differences of two documents of the registry, by provision and word.",
            schema: schema::<OfTwo>,
            right: Right::Read,
            answer: |state, store, arguments| {
                told(state, store, state.day(None), &compared(state, store, &read(arguments)?)?)
            },
        },
    ]
}

impl Answers {
    /// Returns the tool as the protocol tells it: it reads only, and reaches nothing beyond this server.
    pub(super) fn described(&self) -> Tool {
        let hints = ToolAnnotations::with_title(self.title).read_only(true).open_world(false);
        Tool::new(self.name, self.words, Arc::new((self.schema)())).with_title(self.title).with_annotations(hints)
    }
}

fn read<T: DeserializeOwned>(arguments: Value) -> Result<T, Problem> {
    serde_json::from_value(arguments).map_err(|error| Problem::QUERY.because(error))
}

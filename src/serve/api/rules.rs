//! The rules, and the page of one.

use std::sync::Arc;

use axum::extract::State as Held;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::operation::Operation;
use super::sent::{Asked, Named};
use super::stamp::{Question, Stamped};
use crate::app::rules::{ExplainError, Listed, explain, list};
use crate::report::json::{Told, Tool};
use crate::rules::Lang;
use crate::serve::State;
use crate::serve::problem::Problem;
use crate::serve::routes::Right;

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::get("/api/v1/rules", Right::Read, "listRules", all)
            .says("Liệt kê quy tắc với căn cứ của từng quy tắc", "Lists the rules with their legal bases")
            .answers::<Told<Rules>>()
            .stamped(),
        Operation::get("/api/v1/rules/{code}", Right::Read, "explainRule", one)
            .says("Giải thích một quy tắc", "Shows the page of a rule")
            .asks::<OfPage>()
            .answers::<Told<Explained>>()
            .stamped()
            .refuses([Problem::NO_RULE]),
    ]
}

/// In which language a page is shown.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct OfPage {
    /// Ngôn ngữ của trang. The language of the page.
    lang: Option<Lang>,
}

/// All rules.
#[derive(Debug, Serialize, JsonSchema)]
struct Rules {
    /// The rules by code, as `soat rules list --format json` prints them.
    rules: Vec<Listed>,
}

/// A rule with its page.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "RulePage")]
pub(in crate::serve) struct Explained {
    /// The rule; `null` for a notice on the office's own files, which has a page and no bases.
    rule: Option<Listed>,
    /// What, why, legal basis, examples, how to mend: plain text, as `soat explain` prints it.
    page: String,
    /// The language of the page.
    lang: Lang,
}

async fn all(Held(state): Held<Arc<State>>, question: Question) -> Result<Stamped<Told<Rules>>, Problem> {
    let answer = state.ask(move |state, store| {
        let set = &state.desk().office().rules;
        question.answered(state, store, || Ok(Told::new(Tool::new(Some(set.digest())), Rules { rules: list(set) })))
    });
    answer.await
}

async fn one(
    Held(state): Held<Arc<State>>,
    Named(code): Named,
    Asked(asked): Asked<OfPage>,
    question: Question,
) -> Result<Stamped<Told<Explained>>, Problem> {
    let answer = state.ask(move |state, store| {
        question.answered(state, store, || {
            let page = explained(state, &code, asked.lang)?;
            Ok(Told::new(Tool::new(Some(state.desk().office().rules.digest())), page))
        })
    });
    answer.await
}

/// Returns a rule with its page.
pub(in crate::serve) fn explained(state: &State, code: &str, lang: Option<Lang>) -> Result<Explained, Problem> {
    let set = &state.desk().office().rules;
    let lang = lang.unwrap_or(state.setting().lang);
    let page = explain(set, code, lang).map_err(|error| match error {
        ExplainError::Unknown { .. } => Problem::NO_RULE.because(error),
        ExplainError::Page(_) => Problem::INTERNAL.because(error),
    })?;
    let is_meant = |rule: &Listed| rule.code.eq_ignore_ascii_case(code) || rule.slug == code;
    Ok(Explained { rule: list(set).into_iter().find(is_meant), page, lang })
}

//! `/kiem-tra/ID/tai/FORM`: the draft with comments, the draft with the accepted fixes, the reports.

use std::sync::Arc;

use axum::extract::{Path, State as Held};
use axum::response::Response;

use super::judged::Judged;
use crate::check::{Finding, Fix};
use crate::ledger::Choice;
use crate::serve::State;
use crate::serve::access::Visitor;
use crate::serve::answer::attachment;
use crate::serve::copies::Copy;
use crate::serve::page::Frame;
use crate::serve::problem::Problem;

pub(super) async fn file(
    Held(state): Held<Arc<State>>,
    visitor: Visitor,
    Path((id, form)): Path<(String, String)>,
    frame: Frame,
) -> Result<Response, Problem> {
    let copy = match form.as_str() {
        "nhan-xet" => Copy::Comments,
        "ban-sua" => Copy::Fixed,
        "phieu" => Copy::Slip,
        "bao-cao" => Copy::Page,
        "bang" => Copy::Table,
        _ => return Err(Problem::NOT_FOUND),
    };
    Judged::with(&state, &visitor, &id, frame.lang, move |state, store, mut judged| {
        judged.settle();
        let is_accepted = |finding: &&Finding| {
            let decision = judged.decisions.get(&finding.fingerprint);
            decision.is_some_and(|decision| decision.what == Choice::Accepted)
        };
        let accepted = judged.told().filter(is_accepted);
        let fixes: Vec<(&Finding, &Fix)> =
            accepted.filter_map(|finding| Some((finding, finding.fix.as_ref()?))).collect();
        let (name, bytes) = judged.original().copy(copy, &fixes, state, store)?;
        Ok(attachment(&name, bytes))
    })
    .await
}

//! `/kiem-tra/ID/tai/FORM`: the draft with comments, the draft with the accepted fixes, the reports.

use std::sync::Arc;

use axum::extract::{Path, State as Held};
use axum::response::Response;

use super::judged::Judged;
use crate::app::{annotate, fix};
use crate::check::{Finding, Fix};
use crate::ledger::Choice;
use crate::registry::Store;
use crate::report::review;
use crate::report::statistics::Statistics;
use crate::serve::State;
use crate::serve::access::Visitor;
use crate::serve::answer::attachment;
use crate::serve::page::Frame;
use crate::serve::problem::Problem;

pub(super) async fn file(
    Held(state): Held<Arc<State>>,
    visitor: Visitor,
    Path((id, form)): Path<(String, String)>,
    frame: Frame,
) -> Result<Response, Problem> {
    Judged::with(&state, &visitor, &id, frame.lang, move |state, store, mut judged| {
        judged.settle();
        let (mark, extension) = match form.as_str() {
            "nhan-xet" => ("gopy", "docx"),
            "ban-sua" => ("da-sua", ""),
            "phieu" => ("phieu", "docx"),
            "bao-cao" => ("ket-qua", "html"),
            "bang" => ("ket-qua", "xlsx"),
            _ => return Err(Problem::NOT_FOUND),
        };
        let bytes = bytes(&form, state, store, &judged)?;
        let (stem, own) = judged.draft.name.rsplit_once('.').unwrap_or((&judged.draft.name, ""));
        let extension = if extension.is_empty() { own } else { extension };
        Ok(attachment(&format!("{stem}.{mark}.{extension}"), bytes))
    })
    .await
}

fn bytes(form: &str, state: &State, store: &Store, judged: &Judged) -> Result<Vec<u8>, Problem> {
    let internal = |error: &dyn std::fmt::Display| Problem::INTERNAL.because(error);
    let own = judged.outcome.judged.first().ok_or(Problem::NO_DRAFT)?;
    match form {
        "nhan-xet" => {
            let marked = annotate::marked(own, &judged.draft.bytes, judged.asked.today, judged.asked.lang);
            Ok(marked.map_err(|reason| Problem::NO_COPY.because(reason))?.bytes)
        }
        "ban-sua" => {
            let is_accepted = |finding: &&Finding| {
                let decision = judged.decisions.get(&finding.fingerprint);
                decision.is_some_and(|decision| decision.what == Choice::Accepted)
            };
            let accepted = judged.told().filter(is_accepted);
            let fixes: Vec<(&Finding, &Fix)> =
                accepted.filter_map(|finding| Some((finding, finding.fix.as_ref()?))).collect();
            let copy = fix::fixed(own, &judged.draft.bytes, &fixes);
            Ok(copy.map_err(|reason| Problem::NO_COPY.because(reason))?.bytes)
        }
        "phieu" => judged.reviewed(state, store, |own| review::slip(own).map_err(|error| internal(&error)))?,
        "bang" => {
            let findings: Vec<&Finding> = judged.outcome.findings().collect();
            let counts = Statistics::of(1, &findings, &state.desk().office().rules, judged.asked.lang);
            judged.reviewed(state, store, |own| review::xlsx(own, &counts).map_err(|error| internal(&error)))?
        }
        _ => judged.reviewed(state, store, |own| {
            let mut out = Vec::new();
            review::html(own, &mut out).map_err(|error| internal(&error))?;
            Ok(out)
        })?,
    }
}

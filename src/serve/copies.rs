//! The files that leave the server for a draft that was judged: the draft with comments, with fixes put in, the reports.

use schemars::JsonSchema;
use serde::Deserialize;

use super::State;
use super::problem::Problem;
use crate::app::check::{CheckError, Outcome, Request};
use crate::app::desk::Asked;
use crate::app::review::review;
use crate::app::{annotate, fix};
use crate::check::{Finding, Fix};
use crate::registry::Store;
use crate::report::review::{self as report, Review};
use crate::report::statistics::Statistics;

/// What is made of a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum Copy {
    /// The Word document with comments and tracked changes.
    Comments,
    /// The draft with fixes put in.
    Fixed,
    /// The slip for the file (phiếu rà soát), a Word document.
    Slip,
    /// The report as a page.
    Page,
    /// The findings as a workbook.
    Table,
}

/// A draft that was judged, with the file that it came in.
pub(super) struct Original<'a> {
    /// The name of the file.
    pub(super) name: &'a str,
    pub(super) bytes: &'a [u8],
    /// What is found in it alone.
    pub(super) outcome: &'a Outcome,
    /// By which law and in which language it was judged.
    pub(super) asked: Asked,
}

impl Original<'_> {
    /// Makes a copy and its name; the fixes are those that are put in where that is what is wanted.
    ///
    /// # Errors
    /// The format of the draft takes no comments or fixes, or the registry cannot be read.
    pub(super) fn copy(
        &self,
        copy: Copy,
        fixes: &[(&Finding, &Fix)],
        state: &State,
        store: &Store,
    ) -> Result<(String, Vec<u8>), Problem> {
        let (stem, own) = self.name.rsplit_once('.').unwrap_or((self.name, ""));
        let (mark, extension) = match copy {
            Copy::Comments => ("gopy", "docx"),
            Copy::Fixed => ("da-sua", own),
            Copy::Slip => ("phieu", "docx"),
            Copy::Page => ("ket-qua", "html"),
            Copy::Table => ("ket-qua", "xlsx"),
        };
        Ok((format!("{stem}.{mark}.{extension}"), self.bytes_of(copy, fixes, state, store)?))
    }

    fn bytes_of(
        &self,
        copy: Copy,
        fixes: &[(&Finding, &Fix)],
        state: &State,
        store: &Store,
    ) -> Result<Vec<u8>, Problem> {
        let internal = |error: &dyn std::fmt::Display| Problem::INTERNAL.because(error);
        let own = self.outcome.judged.first().ok_or(Problem::NO_DRAFT)?;
        match copy {
            Copy::Comments => {
                let marked = annotate::marked(own, self.bytes, self.asked.today, self.asked.lang);
                Ok(marked.map_err(|reason| Problem::NO_COPY.because(reason))?.bytes)
            }
            Copy::Fixed => {
                let copy = fix::fixed(own, self.bytes, fixes);
                Ok(copy.map_err(|reason| Problem::NO_COPY.because(reason))?.bytes)
            }
            Copy::Slip => self.reviewed(state, store, |own| report::slip(own).map_err(|error| internal(&error)))?,
            Copy::Page => self.reviewed(state, store, |own| {
                let mut out = Vec::new();
                report::html(own, &mut out).map_err(|error| internal(&error))?;
                Ok(out)
            })?,
            Copy::Table => {
                let findings: Vec<&Finding> = self.outcome.findings().collect();
                let counts = Statistics::of(1, &findings, &state.desk().office().rules, self.asked.lang);
                self.reviewed(state, store, |own| report::xlsx(own, &counts).map_err(|error| internal(&error)))?
            }
        }
    }

    /// Does `work` with the review of what is found.
    ///
    /// # Errors
    /// The registry cannot be read.
    pub(super) fn reviewed<T>(
        &self,
        state: &State,
        store: &Store,
        work: impl FnOnce(&Review<'_>) -> T,
    ) -> Result<T, Problem> {
        let Asked { as_of, today, lang } = self.asked;
        let request = Request { inputs: &[], as_of, today, lang };
        let review = review(state.desk().office(), store, self.outcome, &request).map_err(|error| match error {
            CheckError::Registry(error) => Problem::REGISTRY.because(error),
            CheckError::Rules(error) => Problem::INTERNAL.because(error),
        })?;
        Ok(work(&review))
    }
}

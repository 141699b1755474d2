//! SEQ-009: a task that was due before the document was signed.

use crate::check::{Check, Context, Findings};
use crate::rules::Severity;
use crate::text::fold_case_tone;

/// Finds tasks of a plan or order whose last day lies before the day of signing.
pub(super) struct PastDeadline;

impl Check for PastDeadline {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        let Some(signed) = cx.document.issued() else { return };
        for task in &cx.document.tasks {
            let Some(due) = task.due.filter(|due| *due < signed) else { continue };
            let row = fold_case_tone(cx.document.slice(task.span));
            // What is told of the past, or counts from it, is no deadline.
            if cx.words("past").into_iter().any(|words| row.contains(words)) || task.recurrence.is_some() {
                continue;
            }
            // A day that the row prints as such; a month or quarter may be read in more ways.
            let (d, m, y) = (due.day(), due.month(), due.year());
            let printed = [format!("{d:02}/{m:02}/{y}"), format!("{d}/{m}/{y}"), format!("{d:02}/{m}/{y}")];
            let in_words = [
                format!("ngày {d:02} tháng {m:02} năm {y}"),
                format!("ngày {d} tháng {m} năm {y}"),
                format!("ngày {d:02} tháng {m} năm {y}"),
            ];
            if !printed.iter().chain(&in_words).any(|day| row.contains(day.as_str())) {
                continue;
            }
            let draft = out.finding("past", task.span).arg("due", due).arg("signed", signed);
            if cx.words("ordering").into_iter().any(|words| row.contains(words)) {
                continue;
            }
            draft.suspected().at_most(Severity::Warning);
        }
    }
}

//! In what two tasks that are one work contradict one another.

use schemars::JsonSchema;
use serde::Serialize;

use super::times::Grain;
use super::work::Work;

/// What differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Difference {
    /// Who leads (chủ trì).
    Lead,
    /// The last day (thời hạn).
    Due,
    /// The percentage to be reached (chỉ tiêu).
    Target,
}

/// Returns what differs between two tasks that are one work.
pub(super) fn between(one: &Work, other: &Work) -> Vec<Difference> {
    let mut differs = Vec::new();
    if one.contends(other) {
        differs.push(Difference::Lead);
    }
    if due(one, other) {
        differs.push(Difference::Due);
    }
    if target(one, other) {
        differs.push(Difference::Target);
    }
    differs
}

/// Two last days contradict one another only where both are told equally finely: `tháng 8` lies in `quý III`.
fn due(one: &Work, other: &Work) -> bool {
    let grain = |work: &Work| work.reading.times.grain().unwrap_or(Grain::Day);
    let days = one.task.due.zip(other.task.due);
    let recurs = one.task.recurrence.is_some() || other.task.recurrence.is_some();
    days.is_some_and(|(one, other)| one != other) && grain(one) == grain(other) && !recurs
}

/// One percentage each, and another one; what is to be done in full names none.
fn target(one: &Work, other: &Work) -> bool {
    let percent = |work: &Work| work.reading.figures.get("%").filter(|figures| figures.len() == 1).cloned();
    percent(one).zip(percent(other)).is_some_and(|(one, other)| one != other)
}

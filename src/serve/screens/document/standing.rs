//! What the box of a document's page tells of its force: what ended and changed it, what is to come, where it may be wrong.

use jiff::civil::Date;

use super::Asker;
use crate::app::opened::{Named, named};
use crate::app::show::Detail;
use crate::registry::{Conflict, Party, Relation};
use crate::report::citations;
use crate::report::document::role;
use crate::rules::{Lang, written_day};
use crate::serve::problem::Problem;
use crate::serve::screens::links;

/// A remark: words, a document, words.
pub(super) struct Remark {
    pub(super) words: String,
    /// Address and name of the document.
    pub(super) document: Option<(String, String)>,
    pub(super) behind: String,
}

impl Remark {
    fn plain(words: String) -> Self {
        Self { words, document: None, behind: String::new() }
    }
}

/// Returns the changes whose effect begins after the day.
pub(super) fn to_come(detail: &Detail) -> impl Iterator<Item = &Relation> {
    detail.history.iter().filter(|change| change.effective.is_some_and(|from| from > detail.validity.as_of))
}

/// Returns what ended the document, what stands in its place, what changed it, what is to come.
pub(super) fn remarks(asker: &Asker<'_>, detail: &Detail) -> Result<Vec<Remark>, Problem> {
    let (lang, lexicon) = (asker.lang, &asker.state.desk().office().lexicon);
    let remark = |words: &str, id: &str, behind: String| -> Result<Remark, Problem> {
        let Named { label, is_known } = named(asker.store, lexicon, id)?;
        Ok(if is_known {
            let document = Some((links::document(id, asker.chosen), label));
            Remark { words: words.to_owned(), document, behind }
        } else {
            Remark::plain(format!("{words} {label}{behind}"))
        })
    };
    let since = |day: Option<Date>| {
        day.map(|day| format!(", {} {}", lang.say("từ ngày", "from"), written_day(day))).unwrap_or_default()
    };
    let mut remarks = Vec::new();
    for step in detail.replaced_by.iter().take(1) {
        let behind = format!(" ({}{})", role(step.how, lang), since(step.date));
        remarks.push(remark(lang.say("Kết thúc bởi", "Ended by"), &step.by, behind)?);
    }
    let ending = detail.replaced_by.first().map(|step| &step.by);
    if let Some(id) = detail.current_successor.as_ref().filter(|id| Some(*id) != ending) {
        remarks.push(remark(lang.say("Văn bản đang thay thế", "Now in its place"), id, String::new())?);
    }
    for amendment in &detail.amended_by {
        let words = lang.say("Sửa đổi, bổ sung bởi", "Amended by");
        remarks.push(remark(words, &amendment.by, since(amendment.effective))?);
    }
    let mut coming: Vec<(&Party, Option<Date>, Vec<&str>)> = Vec::new();
    for change in to_come(detail) {
        let done = role(change.role, lang);
        // One document may replace another and repeal parts of it: it is told once.
        match coming.iter_mut().find(|(actor, from, _)| *actor == &change.actor && *from == change.effective) {
            Some((.., all)) if all.contains(&done) => {}
            Some((.., all)) => all.push(done),
            None => coming.push((&change.actor, change.effective, vec![done])),
        }
    }
    for (actor, from, done) in coming {
        let id = actor.document.as_deref().unwrap_or(&actor.label);
        let behind = format!(" ({}{})", done.join(", "), since(from));
        remarks.push(remark(lang.say("Sắp tới:", "To come:"), id, behind)?);
    }
    remarks.extend(detail.conflicts.iter().map(|conflict| disagreement(conflict, lang)));
    Ok(remarks)
}

/// Says that two sources give different days.
fn disagreement(conflict: &Conflict, lang: Lang) -> Remark {
    let what = citations::field_name(conflict.field, lang);
    let (registry, listed) = (written_day(conflict.registry), written_day(conflict.listed));
    Remark::plain(match lang {
        Lang::Vi => {
            format!("Hai nguồn ghi khác nhau ({what}): kho ghi {registry}, danh mục có sẵn ghi {listed}; lấy theo kho")
        }
        Lang::En => {
            format!(
                "Sources disagree ({what}): the registry has {registry}, the built-in list {listed}; the registry counts"
            )
        }
    })
}

/// Returns all that bears on the document's force, in the order of the first days.
pub(super) fn history(asker: &Asker<'_>, detail: &Detail) -> Vec<Remark> {
    let lang = asker.lang;
    let remark = |change: &Relation| {
        let from = change.effective.map(written_day);
        let words = match change.effect {
            Some(_) => return Remark::plain(citations::effect(change, lang)),
            None => format!("{} – {}", from.as_deref().unwrap_or("…"), role(change.role, lang)),
        };
        let part =
            if change.whole { lang.say(" toàn bộ", " as a whole") } else { lang.say(" một phần", " in part") };
        let words = words + part + lang.say(" bởi", " by");
        match &change.actor.document {
            Some(id) => {
                let to = links::document(id, asker.chosen);
                Remark { words, document: Some((to, change.actor.label.clone())), behind: String::new() }
            }
            None => Remark::plain(format!("{words} {}", change.actor.label)),
        }
    };
    detail.history.iter().map(remark).collect()
}

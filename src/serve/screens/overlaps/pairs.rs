//! `/chong-cheo/cap`: pairs of tasks side by side, what differs marked, and what was said of them.

use std::collections::BTreeMap;
use std::sync::Arc;

use askama::Template;
use axum::extract::{Query, State as Held};

use super::Asked;
use crate::audit::{Found, Side};
use crate::compare::{Part, words};
use crate::document::in_words;
use crate::ledger::{Kinship, Place as Task, Verdict};
use crate::report::audit::relation;
use crate::report::reading::anchor;
use crate::rules::{Lang, written_day};
use crate::serve::State;
use crate::serve::access::{CSRF_FIELD, Visitor};
use crate::serve::page::{Frame, Page, Place};
use crate::serve::problem::Problem;
use crate::serve::routes::Right;
use crate::serve::screens::links;

/// Pairs on a page.
const PAGE: usize = 10;

/// A stretch of a task's words.
pub(super) struct Piece {
    text: String,
    /// Whether the other task has it too.
    both: bool,
}

/// A task beside another.
pub(super) struct Half {
    to: String,
    label: String,
    title: Option<String>,
    place: String,
    issuer: Option<String>,
    words: Vec<Piece>,
    lead: String,
    due: Option<String>,
    document: String,
    path: String,
}

/// What was said of a pair.
pub(super) struct Said {
    what: &'static str,
    reason: Option<String>,
    by: String,
    day: String,
}

/// Two tasks side by side.
pub(super) struct Pair {
    number: usize,
    relation: &'static str,
    score: String,
    message: String,
    shared: String,
    halves: Vec<Half>,
    /// Whether they differ in who leads, and in the last day.
    other_lead: bool,
    other_due: bool,
    said: Option<Said>,
    /// What can be said of it: value, word, whether it stands so.
    choices: Vec<(&'static str, &'static str, bool)>,
}

#[derive(Template)]
#[template(path = "pairs.html")]
pub(super) struct Screen {
    frame: Frame,
    csrf: String,
    /// Whether the visitor may say what a pair is.
    may_judge: bool,
    back: String,
    of: Option<String>,
    pairs: Vec<Pair>,
    total: usize,
    judged: usize,
    /// The question, to come back to.
    query: String,
    before: Option<String>,
    after: Option<String>,
    page: usize,
    pages: usize,
}

pub(super) async fn page(
    Held(state): Held<Arc<State>>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
    frame: Frame,
) -> Result<Page<Screen>, Problem> {
    let answer = state.ask(move |state, store| {
        let audit = asked.audit(state, store)?;
        let wanted: Vec<&Found> =
            audit.overlaps.iter().filter(|found| found.code.is_some() && asked.wants(found)).collect();
        let said = state.ledger().verdicts()?;
        let said: BTreeMap<[Task; 2], Verdict> =
            said.into_iter().map(|verdict| (verdict.tasks.clone(), verdict)).collect();
        let pages = wanted.len().div_ceil(PAGE).max(1);
        let page = asked.trang.parse().unwrap_or(1).clamp(1, pages);
        let turned = |page: usize| asked.at_pairs(&page.to_string());
        let lang = frame.lang;
        let numbered = (1..).zip(&wanted).skip((page - 1) * PAGE).take(PAGE);
        let pairs = numbered.map(|(number, found)| pair(number, found, said.get(&tasks(found)), lang)).collect();
        let title = frame.say("Nhiệm vụ nghi trùng lặp", "Suspected overlaps").to_owned();
        let unit = asked.unit.rsplit('/').next().unwrap_or_default();
        let name = state.desk().office().lexicon.authority(unit).map_or(unit, |own| own.name.as_str()).to_owned();
        let of = [name, asked.line.clone()].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
        Ok(Page(Screen {
            csrf: visitor.csrf().to_owned(),
            may_judge: visitor.may(Right::Review),
            back: asked.at("/chong-cheo", &[]),
            of: Some(of).filter(|of| !of.is_empty()),
            pairs,
            total: wanted.len(),
            judged: wanted.iter().filter(|found| said.contains_key(&tasks(found))).count(),
            query: turned(page).split_once('?').map(|(_, query)| query.to_owned()).unwrap_or_default(),
            before: (page > 1).then(|| turned(page - 1)),
            after: (page < pages).then(|| turned(page + 1)),
            page,
            pages,
            frame: frame.at(Place::Overlaps, title),
        }))
    });
    answer.await
}

impl Asked {
    /// Returns whether a pair stands in the cell that is asked for; in any where none is.
    fn wants(&self, found: &Found) -> bool {
        found.tasks.iter().any(|side| {
            let cell = &side.cell;
            let place = cell.territory.as_deref().unwrap_or_default();
            let is_unit = |unit: &crate::document::Slug| self.unit == format!("{place}/{unit}");
            (self.unit.is_empty() || cell.units.iter().any(is_unit)) && (self.line.is_empty() || self.line == cell.line)
        })
    }

    fn at_pairs(&self, page: &str) -> String {
        self.at("/chong-cheo/cap", &[("don-vi", &self.unit), ("mang", &self.line), ("trang", page)])
    }
}

/// Returns the tasks of a pair as the ledger knows them, in its order.
fn tasks(found: &Found) -> [Task; 2] {
    let mut tasks =
        found.tasks.each_ref().map(|side| Task { document: side.document.clone(), path: side.path.clone() });
    tasks.sort();
    tasks
}

fn pair(number: usize, found: &Found, said: Option<&Verdict>, lang: Lang) -> Pair {
    let [first, second] = &found.tasks;
    let pieces = words(&first.text, &second.text);
    let of = |own: Part| {
        let mine = pieces.iter().filter(|piece| piece.part == Part::Equal || piece.part == own);
        mine.map(|piece| Piece { text: piece.text.clone(), both: piece.part == Part::Equal }).collect()
    };
    let kinships = [Kinship::Duplicate, Kinship::Complementary, Kinship::Conflict, Kinship::Unrelated];
    Pair {
        number,
        relation: relation(found.relation, lang),
        score: format!("{:.0} %", found.score * 100.0),
        message: found.message.clone(),
        shared: found.shared.join(", "),
        other_lead: first.lead != second.lead,
        other_due: first.due != second.due,
        halves: vec![half(first, of(Part::Delete)), half(second, of(Part::Insert))],
        said: said.map(|verdict| Said {
            what: kinship(verdict.what, lang).1,
            reason: verdict.reason.clone(),
            by: verdict.by.clone(),
            day: written_day(verdict.at.to_zoned(jiff::tz::TimeZone::UTC).date()),
        }),
        choices: kinships
            .map(|what| {
                let (value, word) = kinship(what, lang);
                (value, word, said.is_some_and(|verdict| verdict.what == what))
            })
            .to_vec(),
    }
}

fn kinship(what: Kinship, lang: Lang) -> (&'static str, &'static str) {
    match what {
        Kinship::Duplicate => ("duplicate", lang.say("Trùng lặp", "Duplicate")),
        Kinship::Complementary => ("complementary", lang.say("Bổ sung", "Complementary")),
        Kinship::Conflict => ("conflict", lang.say("Mâu thuẫn", "Conflict")),
        Kinship::Unrelated => ("unrelated", lang.say("Không liên quan", "Unrelated")),
    }
}

fn half(side: &Side, words: Vec<Piece>) -> Half {
    Half {
        to: format!("{}#{}", links::document(&side.document, None), anchor(&side.path)),
        label: side.label().to_owned(),
        title: side.title.clone(),
        place: in_words(&side.path),
        issuer: side.issuer.clone(),
        words,
        lead: side.lead.join("; "),
        due: side.due.map(written_day),
        document: side.document.clone(),
        path: side.path.clone(),
    }
}

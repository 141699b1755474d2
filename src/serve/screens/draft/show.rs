//! `/kiem-tra/ID`: the draft's text, each finding's card beside its words, with what can be decided there.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, Query, State as Held};
use jiff::Timestamp;
use serde::de::IntoDeserializer;
use serde::{Deserialize, Deserializer};

use super::judged::Judged;
use crate::app::fix;
use crate::check::Finding;
use crate::ledger::{Choice, Decision};
use crate::report::review::{Foot, Review, Sheet};
use crate::report::words::family_word;
use crate::rules::{Family, Lang, Severity, written_day};
use crate::serve::State;
use crate::serve::access::{CSRF_FIELD, Visitor};
use crate::serve::page::{Frame, Page, Place};
use crate::serve::problem::Problem;
use crate::text::Format;

/// Which findings are shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
pub(super) struct Filter {
    /// The mildest.
    #[serde(default, deserialize_with = "chosen")]
    muc: Option<Severity>,
    /// Of this family alone.
    #[serde(default, deserialize_with = "chosen")]
    nhom: Option<Family>,
    /// Only those on which nothing was decided.
    #[serde(default)]
    mo: bool,
}

/// Reads what was chosen; a form sends nothing as an empty word.
fn chosen<'de, D: Deserializer<'de>, T: Deserialize<'de>>(form: D) -> Result<Option<T>, D::Error> {
    match Option::<String>::deserialize(form)?.filter(|word| !word.is_empty()) {
        Some(word) => T::deserialize(word.into_deserializer()).map(Some),
        None => Ok(None),
    }
}

impl Filter {
    fn shows(self, finding: &Finding, judged: &Judged) -> bool {
        self.muc.is_none_or(|least| finding.severity >= least)
            && self.nhom.is_none_or(|family| finding.family == family)
            && !(self.mo && judged.decisions.contains_key(&finding.fingerprint))
    }
}

#[derive(Template)]
#[template(path = "draft.html")]
pub(super) struct Shown {
    frame: Frame,
    csrf: String,
    id: String,
    name: String,
    as_of: String,
    head: String,
    summary: String,
    body: String,
    progress: Progress,
    /// The choices of a filter: value, words, whether it is chosen.
    severities: Vec<(&'static str, &'static str, bool)>,
    families: Vec<(String, &'static str, bool)>,
    open_alone: bool,
    /// How many findings the filter hides.
    hidden: usize,
    is_word: bool,
    /// How many fixes were accepted, where the format takes them.
    accepted: usize,
}

/// How many findings there are, and on how many of them somebody decided.
#[derive(Template)]
#[template(path = "progress.html")]
pub(super) struct Progress {
    lang: Lang,
    all: usize,
    decided: usize,
    /// Whether it replaces the one on the page.
    swapped: bool,
}

impl Progress {
    pub(super) fn of(judged: &Judged, lang: Lang, swapped: bool) -> Self {
        let decided = judged.told().filter(|finding| judged.decisions.contains_key(&finding.fingerprint)).count();
        Self { lang, all: judged.told().count(), decided, swapped }
    }
}

pub(super) async fn show(
    Held(state): Held<Arc<State>>,
    visitor: Visitor,
    Path(id): Path<String>,
    Query(filter): Query<Filter>,
    frame: Frame,
) -> Result<Page<Shown>, Problem> {
    let csrf = visitor.csrf().to_owned();
    let (lang, draft) = (frame.lang, id.clone());
    Judged::with(&state, &visitor, &draft, lang, move |state, store, mut judged| {
        let progress = Progress::of(&judged, lang, false);
        let families = families(&judged, filter, lang);
        let accepted = accepted(&judged);
        let before = judged.told().count();
        let kept: Vec<bool> = judged.outcome.findings().map(|finding| filter.shows(finding, &judged)).collect();
        let mut kept = kept.into_iter();
        for own in &mut judged.outcome.judged {
            own.findings.retain(|_| kept.next().unwrap_or(true));
        }
        let hidden = before - judged.told().count();
        let document = judged.outcome.judged.first().map(|own| &own.document).ok_or(Problem::NO_DRAFT)?;
        let (is_word, mendable) = (document.format == Format::Docx, fix::is_mendable(document.format));
        let pieces = judged.original().reviewed(state, store, |review| Pieces::of(review, &judged, &id, &csrf))??;
        let title = format!("{} {}", frame.say("Kết quả kiểm tra:", "Findings:"), judged.draft.name);
        let severity = |least, value, words| (value, words, filter.muc == least);
        Ok(Page(Shown {
            severities: vec![
                severity(None, "", frame.lang.say("mọi mức độ", "any severity")),
                severity(Some(Severity::Warning), "warning", frame.lang.say("từ cảnh báo", "warnings and worse")),
                severity(Some(Severity::Error), "error", frame.lang.say("chỉ lỗi", "errors only")),
            ],
            families,
            open_alone: filter.mo,
            hidden,
            is_word,
            accepted: if mendable { accepted } else { 0 },
            name: judged.draft.name.clone(),
            as_of: judged.asked.as_of.map(|day| day.to_string()).unwrap_or_default(),
            head: pieces.head,
            summary: pieces.summary,
            body: pieces.body,
            progress,
            csrf,
            id,
            frame: frame.at(Place::Check, title),
        }))
    })
    .await
}

/// Returns the families that have findings, to choose from.
fn families(judged: &Judged, filter: Filter, lang: Lang) -> Vec<(String, &'static str, bool)> {
    let has = |family: &Family| judged.told().any(|finding| finding.family == *family);
    let choice = |family: Family| (family.folder().to_owned(), family_word(family, lang), filter.nhom == Some(family));
    let mut all = vec![(String::new(), lang.say("mọi nhóm", "any family"), filter.nhom.is_none())];
    all.extend(Family::ALL.into_iter().filter(has).map(choice));
    all
}

/// Returns how many fixes were accepted.
fn accepted(judged: &Judged) -> usize {
    let is_accepted = |finding: &&Finding| {
        let decision = judged.decisions.get(&finding.fingerprint);
        finding.fix.is_some() && decision.is_some_and(|decision| decision.what == Choice::Accepted)
    };
    judged.told().filter(is_accepted).count()
}

/// The parts of the page that the report has too.
struct Pieces {
    head: String,
    summary: String,
    body: String,
}

impl Pieces {
    fn of(review: &Review<'_>, judged: &Judged, id: &str, csrf: &str) -> Result<Self, Problem> {
        let foot = |number, finding: &Finding| foot(judged, id, csrf, number, finding);
        let sheet = sheet(review, &foot)?;
        let written = |write: &dyn Fn(&mut Vec<u8>) -> std::io::Result<()>| -> Result<String, Problem> {
            let mut out = Vec::new();
            write(&mut out).map_err(|error| Problem::INTERNAL.because(error))?;
            String::from_utf8(out).map_err(|error| Problem::INTERNAL.because(error))
        };
        Ok(Self {
            head: written(&|out| sheet.head(out))?,
            summary: written(&|out| sheet.summary(out))?,
            body: written(&|out| sheet.body(out))?,
        })
    }
}

fn sheet<'r>(review: &'r Review<'r>, foot: &'r dyn Fn(usize, &Finding) -> Foot) -> Result<Sheet<'r>, Problem> {
    let reviewed = review.documents.first().ok_or(Problem::NO_DRAFT)?;
    Ok(Sheet { at: 1, reviewed, review, foot })
}

/// Returns the card of one finding, as it stands after a decision.
pub(super) fn card(
    review: &Review<'_>,
    judged: &Judged,
    id: &str,
    csrf: &str,
    fingerprint: &str,
) -> Result<String, Problem> {
    let foot = |number, finding: &Finding| foot(judged, id, csrf, number, finding);
    let mut out = Vec::new();
    sheet(review, &foot)?.card(fingerprint, &mut out).map_err(|error| Problem::INTERNAL.because(error))?;
    String::from_utf8(out).map_err(|error| Problem::INTERNAL.because(error))
}

/// What can be decided on a finding, or what was.
#[derive(Template)]
#[template(path = "decision.html")]
struct Decide<'a> {
    lang: Lang,
    csrf: &'a str,
    id: &'a str,
    number: usize,
    finding: &'a Finding,
    decision: Option<Told<'a>>,
}

/// A decision in words.
struct Told<'a> {
    ignored: bool,
    reason: &'a str,
    by: &'a str,
    day: String,
}

fn foot(judged: &Judged, id: &str, csrf: &str, number: usize, finding: &Finding) -> Foot {
    let decision = judged.decisions.get(&finding.fingerprint);
    let class = match decision.map(|decision| decision.what) {
        Some(Choice::Accepted) => " decided accepted",
        Some(Choice::Ignored) => " decided ignored",
        _ => "",
    };
    let told = decision.map(|decision: &Decision| Told {
        ignored: decision.what == Choice::Ignored,
        reason: decision.reason.as_deref().unwrap_or_default(),
        by: if decision.by.starts_with('@') { "" } else { &decision.by },
        day: day_of(decision.at),
    });
    let html = Decide { lang: judged.asked.lang, csrf, id, number, finding, decision: told };
    Foot { class, html: html.render().unwrap_or_default() }
}

/// Returns the day of a moment in Vietnam.
fn day_of(at: Timestamp) -> String {
    written_day(jiff::tz::Offset::constant(7).to_datetime(at).date())
}

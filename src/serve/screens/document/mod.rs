//! `/van-ban/…`: one document, with the parts that officers know: text, attributes, force, relations, related documents, files.

mod facts;
mod files;
mod standing;

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, Query, State as Held};
use axum::response::{IntoResponse, Redirect, Response};
use jiff::civil::Date;
use serde::Deserialize;

use self::standing::Remark;
use super::{hits, links};
use crate::app::opened::opened;
use crate::app::search::Subject;
use crate::app::show::{Detail, Shown, show};
use crate::app::surroundings;
use crate::registry::{Record, Store};
use crate::report::standing::Standing;
use crate::report::{figure, reading};
use crate::rules::{Lang, written_day};
use crate::serve::State;
use crate::serve::page::{Frame, Page, Place};
use crate::serve::problem::Problem;
use crate::serve::routes::{Right, Route};

/// So many documents like it are told.
const ALIKE: usize = 10;

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/van-ban/{*id}", Right::Read, page),
        Route::get("/tai-ve/{form}/{*id}", Right::Read, files::answer),
    ]
}

/// What is asked of a document.
#[derive(Debug, Default, Deserialize)]
struct Asked {
    /// The part.
    muc: Option<String>,
    /// The day of judgement; none where the field was left empty.
    ngay: Option<String>,
}

/// The parts of the page, in the order that officers know.
const PARTS: [(&str, &str, &str); 6] = [
    ("noi-dung", "Nội dung", "Text"),
    ("thuoc-tinh", "Thuộc tính", "Attributes"),
    ("hieu-luc", "Hiệu lực", "Force"),
    ("luoc-do", "Lược đồ", "Relations"),
    ("lien-quan", "Văn bản liên quan", "Related documents"),
    ("tai-ve", "Tải về", "Files"),
];

struct Tab {
    to: String,
    name: &'static str,
    here: bool,
}

#[derive(Template)]
#[template(path = "document.html")]
struct One {
    frame: Frame,
    label: String,
    title: Option<String>,
    standing: Standing,
    as_of: Date,
    day: String,
    part: &'static str,
    part_name: &'static str,
    tabs: Vec<Tab>,
    remarks: Vec<Remark>,
    to_come: usize,
    shown: Part,
}

/// What the chosen part shows.
enum Part {
    Text {
        contents: Vec<reading::Entry>,
        html: String,
    },
    /// The registry only knows of the document.
    NoText,
    Facts(Vec<facts::Fact>),
    Force {
        picture: String,
        table: String,
        history: Vec<Remark>,
    },
    Relations {
        picture: String,
        table: String,
    },
    Related(Vec<hits::Hit>),
    Files {
        files: Vec<files::File>,
        /// The address of the electronic envelope.
        envelope: String,
        has_text: bool,
    },
}

#[derive(Template)]
#[template(path = "documents.html")]
struct Several {
    frame: Frame,
    asked: String,
    known: Vec<hits::Hit>,
}

/// What is answered.
enum Answer {
    One(Box<One>),
    Several(Box<Several>),
    Elsewhere(String),
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        match self {
            Self::One(one) => Page(*one).into_response(),
            Self::Several(several) => Page(*several).into_response(),
            Self::Elsewhere(to) => Redirect::to(&to).into_response(),
        }
    }
}

async fn page(
    Held(state): Held<Arc<State>>,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
    frame: Frame,
) -> Result<Answer, Problem> {
    state.ask(move |state, store| answer(state, store, &id, &asked, frame)).await
}

fn answer(state: &State, store: &Store, id: &str, asked: &Asked, frame: Frame) -> Result<Answer, Problem> {
    let chosen: Option<Date> = asked.ngay.as_deref().and_then(|day| day.parse().ok());
    let as_of = state.day(chosen);
    match show(store, &state.desk().office().lexicon, id, None, as_of)? {
        Shown::One(detail) if detail.record.id == id => {
            one(&Asker { state, store, chosen, as_of, lang: frame.lang }, &detail, asked, frame)
                .map(|one| Answer::One(Box::new(one)))
        }
        Shown::One(detail) => Ok(Answer::Elsewhere(links::document(&detail.record.id, chosen))),
        Shown::Several(records) | Shown::Near(records) => several(state, store, id, &records, as_of, frame),
        Shown::Nothing => Err(Problem::NO_DOCUMENT.because(id)),
    }
}

/// Who asks for a page, and for which day.
struct Asker<'a> {
    state: &'a State,
    store: &'a Store,
    /// The day that was chosen, which links keep.
    chosen: Option<Date>,
    as_of: Date,
    lang: Lang,
}

fn one(asker: &Asker<'_>, detail: &Detail, wanted: &Asked, frame: Frame) -> Result<One, Problem> {
    let record = &detail.record;
    let (part, vi, en) = PARTS.into_iter().find(|(part, ..)| wanted.muc.as_deref() == Some(*part)).unwrap_or((
        "noi-dung",
        "Nội dung",
        "Text",
    ));
    let lang = frame.lang;
    let day = asker.chosen.map(|day| day.to_string()).unwrap_or_default();
    let path = links::document(&record.id, None);
    let tab = |(own, vi, en): (&'static str, &'static str, &'static str)| {
        let own_part = if own == "noi-dung" { "" } else { own };
        Tab {
            to: links::asking(&path, &[("muc", own_part), ("ngay", &day)]),
            name: lang.say(vi, en),
            here: own == part,
        }
    };
    let label = record.label().to_owned();
    let title = record.name.clone().or_else(|| record.title.clone()).filter(|title| *title != label);
    let frame = frame.at(Place::Search, format!("{label} – {}", lang.say(vi, en)));
    Ok(One {
        label,
        title,
        standing: Standing::dated(&detail.validity, lang),
        as_of: asker.as_of,
        day: written_day(asker.as_of),
        part,
        part_name: lang.say(vi, en),
        tabs: PARTS.into_iter().map(tab).collect(),
        remarks: standing::remarks(asker, detail)?,
        to_come: standing::to_come(detail).count(),
        shown: shown(asker, detail, part)?,
        frame,
    })
}

fn shown(asker: &Asker<'_>, detail: &Detail, part: &str) -> Result<Part, Problem> {
    let Asker { state, store, chosen, as_of, lang } = *asker;
    let office = state.desk().office();
    let lexicon = &office.lexicon;
    let address = |id: &str| Some(links::document(id, chosen));
    Ok(match part {
        "thuoc-tinh" => Part::Facts(facts::of(asker, detail)?),
        "hieu-luc" => {
            let times = surroundings::timeline(store, lexicon, detail)?;
            Part::Force {
                picture: figure::timeline(&times, lang, &address),
                table: figure::time_table(&times, lang, &address),
                history: standing::history(asker, detail),
            }
        }
        "luoc-do" => {
            let diagram = surroundings::diagram(store, lexicon, detail)?;
            Part::Relations {
                picture: figure::relations(&diagram, lang, &address),
                table: figure::relation_table(&diagram, lang, &address),
            }
        }
        "lien-quan" => {
            let subject = Subject::known(office, store, &detail.record.id, as_of)?;
            let found = state.searched(store, |searcher| searcher.similar(store, lexicon, &subject, as_of, ALIKE))?;
            let documents = found.hits.iter().map(|hit| &hit.document);
            Part::Related(documents.map(|document| hits::Hit::of(document, office, chosen, lang)).collect())
        }
        "tai-ve" => {
            let has_text = detail.record.hash.is_some() && store.document(&detail.record.id)?.is_some();
            Part::Files {
                files: files::of(&detail.record.id, lang),
                envelope: links::download("edxml", &detail.record.id),
                has_text,
            }
        }
        _ => match opened(store, lexicon, detail, lang)? {
            None => Part::NoText,
            Some(opened) => {
                let mut html = Vec::new();
                reading::write(&opened.document, &opened.touched, lang, &address, &mut html)
                    .map_err(|error| Problem::INTERNAL.because(error))?;
                let html = String::from_utf8(html).map_err(|error| Problem::INTERNAL.because(error))?;
                Part::Text { contents: reading::contents(&opened.document, &opened.touched), html }
            }
        },
    })
}

fn several(
    state: &State,
    store: &Store,
    asked: &str,
    records: &[Record],
    as_of: Date,
    frame: Frame,
) -> Result<Answer, Problem> {
    let office = state.desk().office();
    let mut known = Vec::new();
    for record in records {
        let status = store.validity(&record.id, as_of, &office.lexicon)?.status;
        known.push(hits::Hit::of_record(record, status, office, frame.lang));
    }
    let title = frame.say("Chọn văn bản", "Which document").to_owned();
    Ok(Answer::Several(Box::new(Several { frame: frame.at(Place::Search, title), asked: asked.to_owned(), known })))
}

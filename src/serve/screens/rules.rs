//! `/quy-tac`: the rules, and a page for each: what, why, by which law and when, examples, how to mend.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State as Held};

use crate::report::{rule_page, words};
use crate::rules::{Family, Lang, Rule, Severity, written_day};
use crate::serve::State;
use crate::serve::page::{Frame, Page, Place};
use crate::serve::problem::Problem;
use crate::serve::routes::{Right, Route};

pub(super) fn routes() -> Vec<Route> {
    vec![Route::get("/quy-tac", Right::Read, list), Route::get("/quy-tac/{code}", Right::Read, page)]
}

/// What lists and pages tell of a rule.
struct Told {
    code: &'static str,
    slug: &'static str,
    title: &'static str,
    family: &'static str,
    /// Class of the severity's looks.
    look: &'static str,
    grade: &'static str,
    state: &'static str,
}

impl Told {
    fn of(rule: &'static Rule, lang: Lang) -> Self {
        let front = &rule.front;
        Self {
            code: rule.code(),
            slug: &front.slug,
            title: front.title.get(lang),
            family: words::family_word(rule.family, lang),
            look: look(front.severity),
            grade: words::grade_word(front.severity, lang),
            state: words::state_word(front.status, lang),
        }
    }
}

#[derive(Template)]
#[template(path = "rules.html")]
struct List {
    frame: Frame,
    families: Vec<Vec<Told>>,
    count: usize,
}

async fn list(Held(state): Held<Arc<State>>, frame: Frame) -> Page<List> {
    let rules = &state.desk().office().rules;
    let of = |family: Family| -> Vec<Told> {
        rules.iter().filter(|rule| rule.family == family).map(|rule| Told::of(rule, frame.lang)).collect()
    };
    let families: Vec<Vec<Told>> = Family::ALL.into_iter().map(of).filter(|rules| !rules.is_empty()).collect();
    let count = families.iter().map(Vec::len).sum();
    let title = frame.say("Quy tắc kiểm tra", "Rules").to_owned();
    Page(List { frame: frame.at(Place::Rules, title), families, count })
}

#[derive(Template)]
#[template(path = "rule.html")]
struct Shown {
    frame: Frame,
    rule: Told,
    bases: Vec<Ground>,
    parts: Vec<rule_page::Part>,
}

/// A legal basis, as the page tells of it.
struct Ground {
    cited: String,
    period: String,
    verified: &'static str,
}

async fn page(Held(state): Held<Arc<State>>, Path(code): Path<String>, frame: Frame) -> Result<Page<Shown>, Problem> {
    let rule = state.desk().office().rules.get(&code.to_uppercase());
    let rule = rule.ok_or_else(|| Problem::NO_RULE.because(&code))?;
    let parts = rule_page::parts(rule, frame.lang).map_err(|error| Problem::INTERNAL.because(error))?;
    let (from, through) = (frame.say("từ", "from"), frame.say("đến hết", "through"));
    let bases = rule.front.basis.iter().map(|basis| Ground {
        cited: basis.cited(),
        period: match basis.to {
            Some(to) => format!("{from} {} {through} {}", written_day(basis.from), written_day(to)),
            None => format!("{from} {}", written_day(basis.from)),
        },
        verified: words::verified_word(basis.verified, frame.lang),
    });
    let (bases, rule) = (bases.collect(), Told::of(rule, frame.lang));
    let title = format!("{} {}", rule.code, rule.title);
    Ok(Page(Shown { frame: frame.at(Place::Rules, title), rule, bases, parts }))
}

fn look(severity: Severity) -> &'static str {
    match severity {
        Severity::Blocker => "blocker",
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    }
}

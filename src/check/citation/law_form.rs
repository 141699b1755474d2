//! CIT-003: a recital names a law in another form than the regulation of its day asks for.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::check::naming::day_in_words;
use crate::check::{Check, Context, Findings};
use crate::document::{Citation, Role, Scheme, Slug};
use crate::lexicon::Law;

/// Finds laws named in recitals without the day, year or number that they need, or with a number they do not need.
pub(super) struct LawForm;

impl Check for LawForm {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        let Some(form) = cx.value("form").and_then(toml::Value::as_str) else { return };
        let own = cx.document.header.number.as_ref();
        // Laws and resolutions of the National Assembly follow rules of their own.
        if own.is_some_and(|number| number.scheme == Scheme::Law) {
            return;
        }
        let mut seen = BTreeSet::new();
        for (_, citation) in cx.citations_as(Role::Basis).filter(|(index, _)| in_recital(cx, *index)) {
            let Some(name) = law_name(cx, citation).filter(|_| opens_recital(cx, citation)) else { continue };
            if seen.insert(Slug::of(name)) && !shares_what_follows(cx, citation) {
                report(cx, out, citation, name, form);
            }
        }
    }
}

fn report(cx: &Context<'_>, out: &mut Findings, citation: &Citation, name: &str, form: &str) {
    // Day and number of an amending law are read as part of its long name.
    let in_name = name.split_whitespace().any(|word| word.contains("/QH") || word.contains("/UBTVQH"));
    let dated = citation.date.is_some() || citation.issued.is_some() || name.contains(" ngày ");
    let year = citation.issued.map(Date::year).or(citation.year);
    let number = citation.number.is_some() || in_name;
    let law = meant(cx, citation, name);
    let (message, right) = match form {
        "day" if !dated && !number => {
            let day = law.and_then(|law| law.issued).map(day_in_words);
            ("day", format!("{name} {}", day.as_deref().unwrap_or("ngày … tháng … năm …")))
        }
        "year" if !dated && !number && year.is_none() => {
            let known = law.and_then(|law| law.issued).map(|day| day.year().to_string());
            ("year", format!("{name} năm {}", known.as_deref().unwrap_or("…")))
        }
        "number" if !number => ("number", format!("{name} số {}", law.map_or("…/…/QH…", |law| law.number.as_str()))),
        "no-number" if citation.number.is_some() && !in_name => {
            let day = citation.issued.or(law.and_then(|law| law.issued)).map(day_in_words);
            ("no-number", format!("{name} {}", day.as_deref().unwrap_or("ngày … tháng … năm …")))
        }
        _ => return,
    };
    let sure = !right.contains('…');
    let draft = out.finding(message, citation.span).arg("law", name).arg("right", &right);
    if sure && citation.provisions.is_empty() && citation.text.starts_with(name) {
        draft.suggest(citation.span, right);
    }
}

/// Returns the name of a cited law of the kinds that the page has.
fn law_name<'c>(cx: &Context<'_>, citation: &'c Citation) -> Option<&'c str> {
    let kind = citation.kind.as_deref()?;
    let name = citation.name.as_deref()?;
    let name = name.strip_suffix(" số").unwrap_or(name);
    cx.words("kinds").contains(&kind).then_some(name)
}

/// Returns whether the citation is the first of its recital; laws further on may stand in the long name of that one.
fn opens_recital(cx: &Context<'_>, citation: &Citation) -> bool {
    let head = cx.document.text.get(..citation.span.start).unwrap_or_default().trim_end().to_lowercase();
    cx.words("openings").into_iter().any(|opening| head.ends_with(opening))
}

fn in_recital(cx: &Context<'_>, index: usize) -> bool {
    cx.document.recitals.iter().any(|recital| recital.citations.contains(&index))
}

/// Returns whether the words after the citation go on to another law: the day or number may stand at the list's end.
fn shares_what_follows(cx: &Context<'_>, citation: &Citation) -> bool {
    let after = cx.document.text.get(citation.span.end..).unwrap_or_default();
    let line = after.lines().next().unwrap_or_default();
    let rest = line.trim_start_matches([',', ' ']);
    let rest = rest.strip_prefix("và ").unwrap_or(rest).trim_start();
    rest.len() < line.len() && cx.lexicon.law_starting(rest).is_some()
        || cx.lexicon.kind_starting(rest).is_some_and(|(kind, _)| cx.words("kinds").contains(&&*kind.id))
}

/// Returns the law that the citation means: by number, or by name with its day or year, or the one in force.
fn meant<'a>(cx: &Context<'a>, citation: &Citation, name: &str) -> Option<&'a Law> {
    if let Some(number) = &citation.number {
        return cx.lexicon.law_numbered(&number.key).first().copied();
    }
    let year = citation.issued.map(Date::year).or(citation.year);
    let mut named = cx.lexicon.law_named(name, citation.issued);
    named.retain(|law| citation.issued.is_none_or(|day| law.issued == Some(day)));
    named.retain(|law| year.is_none_or(|year| law.issued.map(Date::year) == Some(year)));
    if year.is_none() || named.len() > 1 {
        named.retain(|law| law.period().contains(cx.as_of()));
    }
    (named.len() == 1).then(|| named.first().copied()).flatten()
}

//! `soat show`: what the registry knows of one document.

use std::io::{self, Write};

use super::exit::{Exit, Failure};
use super::library;
use super::settings::{Listing, Settings};
use crate::app::Office;
use crate::app::show::{Detail, Shown, show};
use crate::document::{Level, Scheme};
use crate::registry::{Conflict, Party, Record, Relation};
use crate::report::document::role;
use crate::report::{self, citations};
use crate::rules::{Lang, written_day};

pub(super) fn run(asked: &str, territory: Option<&str>, settings: &Settings) -> Result<Exit, Failure> {
    let listing = settings.listing()?;
    let office = Office::open_with(None, settings.config.lexicon.as_deref()).map_err(Failure::usage)?;
    let store = library::open(&office, &[], settings)?;
    let as_of = settings.as_of.unwrap_or(settings.today);
    let shown = show(&store, &office.lexicon, asked, territory, as_of).map_err(Failure::internal)?;
    let tool = report::json::Tool::new(None);
    settings.print(|mut out| match listing {
        Listing::Json => report::json::write(&tool, "documents", &[&shown], &mut out),
        Listing::Jsonl => report::json::write_lines(&[&shown], &mut out),
        Listing::Text => match &shown {
            Shown::One(detail) => one(detail, settings.lang, &mut out),
            Shown::Several(records) => several(asked, records, &office, settings.lang, &mut out),
            Shown::Near(records) => {
                nothing(asked, settings.lang, &mut out)?;
                let near = report::words::pick(settings.lang, "Cùng số, khác ngày:", "Of this number, of other days:");
                writeln!(out, "{near}")?;
                records.iter().try_for_each(|known| with_term(known, &office, &mut out))
            }
            Shown::Nothing => nothing(asked, settings.lang, &mut out),
        },
    })?;
    Ok(if matches!(shown, Shown::Nothing | Shown::Near(_)) { Exit::NoInput } else { Exit::Clean })
}

fn one(detail: &Detail, lang: Lang, out: &mut impl Write) -> io::Result<()> {
    record(&detail.record, out)?;
    writeln!(out, "  {}", citations::valid(&detail.validity, lang))?;
    let [replaced, amended, current, rests, acts, cited] = match lang {
        Lang::Vi => {
            ["Kết thúc bởi", "Sửa đổi bởi", "Văn bản đang thay", "Căn cứ vào", "Tác động đến", "Được viện dẫn bởi"]
        }
        Lang::En => ["Ended by", "Amended by", "Now in its place", "Rests on", "Acts on", "Cited by"],
    };
    for step in &detail.replaced_by {
        writeln!(out, "  {replaced}: {} ({}, {})", step.by, role(step.how, lang), day(step.date))?;
    }
    if let Some(id) = &detail.current_successor {
        writeln!(out, "  {current}: {id}")?;
    }
    for amendment in &detail.amended_by {
        writeln!(out, "  {amended}: {} ({})", amendment.by, day(amendment.effective))?;
    }
    known(detail, lang, out)?;
    list(rests, &detail.rests_on, |relation| &relation.target, lang, out)?;
    list(acts, &detail.acts_on, |relation| &relation.target, lang, out)?;
    list(cited, &detail.cited_by, |relation| &relation.actor, lang, out)
}

/// Writes what was done to single provisions, what has not begun yet, and where the facts come from.
fn known(detail: &Detail, lang: Lang, out: &mut impl Write) -> io::Result<()> {
    let [provision, later, conflict, source] = match lang {
        Lang::Vi => ["Điều khoản", "Chưa tới ngày", "Hai nguồn khác nhau", "Nguồn của danh mục có sẵn"],
        Lang::En => ["Provision", "Not begun yet", "Sources disagree", "The built-in list has it from"],
    };
    for touched in &detail.provisions {
        let done = role(touched.how, lang);
        writeln!(out, "  {provision} {}: {done}, {} ({})", touched.provision, touched.by, day(touched.since))?;
    }
    let to_come = |change: &&Relation| change.effective.is_some_and(|from| from > detail.validity.as_of);
    for change in detail.history.iter().filter(to_come) {
        let by = change.actor.document.as_ref().unwrap_or(&change.actor.label);
        writeln!(out, "  {later}: {by} ({}, {})", role(change.role, lang), day(change.effective))?;
    }
    for change in detail.history.iter().filter(|change| change.effect.is_some()) {
        writeln!(out, "  {}", citations::effect(change, lang))?;
    }
    for Conflict { field, registry, listed } in &detail.conflicts {
        writeln!(out, "  {conflict}: {field} {} ≠ {}", written_day(*registry), written_day(*listed))?;
    }
    if let Some(listed) = &detail.listed {
        let verified = report::census::verified(listed.verified, lang);
        writeln!(out, "  {source}: {} ({verified})", listed.basis)?;
    }
    Ok(())
}

fn list(
    title: &str,
    relations: &[Relation],
    other: impl Fn(&Relation) -> &Party,
    lang: Lang,
    out: &mut impl Write,
) -> io::Result<()> {
    if relations.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n  {title}")?;
    for relation in relations {
        let other = other(relation);
        writeln!(out, "    {:<10} {}", role(relation.role, lang), other.document.as_ref().unwrap_or(&other.label))?;
    }
    Ok(())
}

fn several(asked: &str, records: &[Record], office: &Office, lang: Lang, out: &mut impl Write) -> io::Result<()> {
    match lang {
        Lang::Vi => writeln!(out, "\"{asked}\" có {} văn bản; thêm ngày, năm hoặc --territory:", records.len())?,
        Lang::En => writeln!(out, "\"{asked}\" names {} documents; add a day, a year or --territory:", records.len())?,
    }
    let apart = apart(records).map(|field| citations::field_name(field, lang)).collect::<Vec<_>>().join(", ");
    if !apart.is_empty() {
        writeln!(
            out,
            "{}: {apart}",
            report::words::pick(lang, "Cùng số, khác nhau ở", "Of one number, they differ in")
        )?;
    }
    records.iter().try_for_each(|known| with_term(known, office, out))
}

/// Returns the fields in which documents of one number differ.
fn apart(records: &[Record]) -> impl Iterator<Item = &'static str> {
    let differ = |of: &dyn Fn(&Record) -> Option<String>| {
        records.iter().map(of).collect::<std::collections::BTreeSet<_>>().len() > 1
    };
    let issuer = |record: &Record| record.issuer.as_ref().and_then(|body| body.id.as_ref()).map(ToString::to_string);
    [
        ("issued", differ(&|record| record.issued.map(|day| day.to_string()))),
        ("issuer", differ(&issuer)),
        ("territory", differ(&|record| Some(record.territory.to_string()))),
        ("kind", differ(&|record| record.kind.as_ref().map(ToString::to_string))),
        ("title", differ(&|record| record.title.clone())),
    ]
    .into_iter()
    .filter_map(|(field, differs)| differs.then_some(field))
}

/// Writes a record and, for a Party document, the congress term in which it was numbered.
fn with_term(known: &Record, office: &Office, out: &mut impl Write) -> io::Result<()> {
    record(known, out)?;
    let party = known.number.as_ref().is_some_and(|number| number.scheme == Scheme::Party);
    let level = known.issuer.as_ref().and_then(|issuer| issuer.level);
    let level = level.unwrap_or(if known.is_national() { Level::Central } else { Level::Province });
    match known.issued.filter(|_| party).and_then(|day| office.lexicon.party_term(level, day)) {
        Some(term) => writeln!(out, "  {}", term.name),
        None => Ok(()),
    }
}

fn nothing(asked: &str, lang: Lang, out: &mut impl Write) -> io::Result<()> {
    match lang {
        Lang::Vi => writeln!(out, "không có \"{asked}\" trong sổ đăng ký"),
        Lang::En => writeln!(out, "no \"{asked}\" in the registry"),
    }
}

fn record(record: &Record, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "{}", record.id)?;
    let title = record.name.as_ref().or(record.title.as_ref());
    if let Some(title) = title {
        writeln!(out, "  {}", report::document::one_line(title, 110))?;
    }
    // A line of the built-in list has no issuer's name.
    let issuer = record.issuer.as_ref().map(|issuer| issuer.text.clone()).filter(|issuer| !issuer.is_empty());
    let facts: Vec<String> = issuer.into_iter().chain([day(record.issued)]).collect();
    writeln!(out, "  {}", facts.join(" · "))
}

fn day(date: Option<jiff::civil::Date>) -> String {
    date.map_or_else(|| "…".to_owned(), written_day)
}

//! Measures the judgement of two tasks on pairs labelled by reading.
//!
//! `overlaps.json` holds pairs of real plans, `overlaps-made.json` invented ones; what the annotation calls unsure counts
//! neither way. Besides, the least score is set on all documents but one and tried on that one.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result};
use serde_json::Value;
use soat::document::{Date, Slug, Task, UnitRef};
use soat::lexicon::{Lexicon, Tables};
use soat::overlap::{Apart, Giver, Overlap, TaskRelation, Work, judge};
use soat::text::Span;

/// One labelled pair with the verdict on it.
struct Judged {
    place: String,
    documents: [String; 2],
    label: String,
    verdict: Result<Overlap, Apart>,
    texts: [String; 2],
}

/// Prints precision and recall of each relation, of all pairs and of parts of them, and the pairs judged wrongly.
pub(crate) fn run(data: &Path, show: bool) -> Result<()> {
    let folder = data.join("tasks");
    let pairs = judged(&folder, &Lexicon::builtin()?)?;
    let real_pairs = pairs.iter().filter(|pair| pair.place.starts_with("real")).count();
    for pair in pairs.iter().filter(|pair| show || !is_right(pair)) {
        println!("{} {} judged {}", pair.place, pair.label, said(pair));
        if let Ok(overlap) = &pair.verdict {
            println!(
                "    {:.2} {} both {:?}; first {:?}; second {:?}; {:?}",
                overlap.score,
                if overlap.inspection { "inspection" } else { "" },
                overlap.shared,
                overlap.only_first,
                overlap.only_second,
                overlap.differs
            );
        }
        pair.texts.iter().for_each(|text| println!("    {}", text.chars().take(160).collect::<String>()));
    }
    let (real_pairs, made_pairs) = pairs.split_at(real_pairs);
    figures("all", pairs.iter());
    figures("real", real_pairs.iter());
    figures("made", made_pairs.iter());
    let mut documents: BTreeMap<&str, Vec<&Judged>> = BTreeMap::new();
    for pair in real_pairs {
        documents.entry(&pair.documents[0]).or_default().push(pair);
    }
    for (document, pairs) in documents {
        figures(document, pairs.into_iter());
    }
    left_out(&folder)
}

fn judged(folder: &Path, lexicon: &Lexicon) -> Result<Vec<Judged>> {
    let mut pairs = real(folder, lexicon)?;
    pairs.extend(made(folder, lexicon)?);
    Ok(pairs)
}

/// Prints the figures where the least score is set on the pairs of all other documents, one part left out at a time: each
/// real plan, and each tenth of the invented pairs.
fn left_out(folder: &Path) -> Result<()> {
    let least = Lexicon::builtin()?.score_weights().least;
    let mut tries: Vec<(f64, Vec<Judged>)> = Vec::new();
    for hundredth in (50..=75).step_by(2) {
        let value = f64::from(hundredth) / 100.0;
        let table = Tables::BUILTIN.overlap.replace(&format!("least = {least}\n"), &format!("least = {value}\n"));
        let lexicon = Lexicon::from_tables(Tables { overlap: &table, ..Tables::BUILTIN })?;
        tries.push((value, judged(folder, &lexicon)?));
    }
    let part = |at: usize, pair: &Judged| match pair.documents[0].as_str() {
        "" => format!("made {}", at % 10),
        document => document.to_owned(),
    };
    let pairs = &tries[0].1;
    let mut held: Vec<&Judged> = Vec::new();
    for name in pairs.iter().enumerate().map(|(at, pair)| part(at, pair)).collect::<BTreeSet<String>>() {
        let right = |pairs: &[Judged]| {
            pairs.iter().enumerate().filter(|(at, pair)| part(*at, pair) != name && is_right(pair)).count()
        };
        // Of equally good values the one nearest to the middle of them.
        let best = tries.iter().map(|(_, pairs)| right(pairs)).max().unwrap_or_default();
        let equal: Vec<&(f64, Vec<Judged>)> = tries.iter().filter(|(_, pairs)| right(pairs) == best).collect();
        let (_, pairs) = equal[equal.len() / 2];
        held.extend(pairs.iter().enumerate().filter(|(at, pair)| part(*at, pair) == name).map(|(_, pair)| pair));
    }
    for (value, pairs) in &tries {
        figures(&format!("least {value:.2}"), pairs.iter());
    }
    figures("least score set on the others", held.into_iter());
    Ok(())
}

fn is_right(pair: &Judged) -> bool {
    match pair.label.as_str() {
        // A cascade is no alarm, whether it is told or passed over.
        "cascade" => !matches!(said(pair).as_str(), "duplicate" | "conflict"),
        "different" => !matches!(said(pair).as_str(), "duplicate" | "conflict"),
        label => said(pair) == label,
    }
}

fn said(pair: &Judged) -> String {
    match &pair.verdict {
        Ok(Overlap { relation: TaskRelation::Duplicate, .. }) => "duplicate".to_owned(),
        Ok(Overlap { relation: TaskRelation::Conflict, .. }) => "conflict".to_owned(),
        Ok(Overlap { relation: TaskRelation::Cascade, .. }) => "cascade".to_owned(),
        Err(reason) => format!("apart ({reason:?})"),
    }
}

fn figures<'a>(name: &str, pairs: impl Iterator<Item = &'a Judged>) {
    let pairs: Vec<&Judged> = pairs.collect();
    print!("{name}: {} pairs", pairs.len());
    for relation in ["duplicate", "conflict"] {
        let of = |label: bool, verdict: bool| {
            pairs
                .iter()
                .filter(|pair| (!label || pair.label == relation) && (!verdict || said(pair) == relation))
                .count()
        };
        let (both, labelled, judged) = (of(true, true), of(true, false), of(false, true));
        let f1 = if labelled + judged == 0 { 1.0 } else { 2.0 * both as f64 / (labelled + judged) as f64 };
        print!("; {relation} {both} of {labelled}, said {judged}, F1 {f1:.3}");
    }
    for label in ["cascade", "different"] {
        let all = pairs.iter().filter(|pair| pair.label == label).count();
        let flagged = pairs.iter().filter(|pair| pair.label == label && !is_right(pair)).count();
        print!("; {label} flagged {flagged} of {all}");
    }
    println!();
}

fn real(folder: &Path, lexicon: &Lexicon) -> Result<Vec<Judged>> {
    let pairs: Vec<Value> = serde_json::from_str(&std::fs::read_to_string(folder.join("overlaps.json"))?)?;
    let mut plans: BTreeMap<String, Value> = BTreeMap::new();
    let mut judged = Vec::new();
    for (at, pair) in pairs.iter().enumerate().filter(|(_, pair)| pair["unsure"] != true) {
        let mut works = Vec::new();
        for side in ["a", "b"] {
            let id = text(&pair[side]["doc"]);
            if !plans.contains_key(&id) {
                let plan = std::fs::read_to_string(folder.join(format!("{id}.tasks.json")))?;
                plans.insert(id.clone(), serde_json::from_str(&plan)?);
            }
            works.push(planned(&pair[side], plans.get(&id).context("a plan without tasks")?, lexicon));
        }
        judged.push(judge_pair(format!("real {at}"), pair, &works, lexicon));
    }
    Ok(judged)
}

/// The task of a real plan, with the deadline that the annotation gives it there.
fn planned(side: &Value, plan: &Value, lexicon: &Lexicon) -> Work {
    let issuer = text(&plan["issuer"]);
    let own: Vec<&Value> =
        plan["tasks"].as_array().into_iter().flatten().filter(|task| task["text"] == side["text"]).collect();
    let occurrence = |task: &&&Value| side["occ"].is_null() || task["occ"].is_null() || task["occ"] == side["occ"];
    let task = own.iter().find(occurrence).copied().cloned().unwrap_or_default();
    let cites: Vec<String> =
        plan["parent"].as_array().into_iter().flatten().map(|parent| text(&parent["number"])).collect();
    let year = text(&plan["date"]).parse::<Date>().map_or(2025, Date::year);
    let giver = giver(&text(&plan["number"]), &issuer, cites, (year, year), lexicon);
    let units = side["lead"].as_array().into_iter().flatten().map(text).collect();
    Work::new(&giver, self::task(side, units, &task["due"], lexicon), lexicon)
}

fn made(folder: &Path, lexicon: &Lexicon) -> Result<Vec<Judged>> {
    let pairs: Vec<Value> = serde_json::from_str(&std::fs::read_to_string(folder.join("overlaps-made.json"))?)?;
    let work = |side: &Value| {
        let year = i16::try_from(side["year"].as_i64().unwrap_or(2025)).unwrap_or(2025);
        let cites = side["cites"].as_array().into_iter().flatten().map(text).collect();
        let giver = giver(&text(&side["number"]), &text(&side["issuer"]), cites, (year, year), lexicon);
        let units = text(&side["lead"]).split("; ").map(str::to_owned).collect();
        Work::new(&giver, task(side, units, &side["due"], lexicon), lexicon)
    };
    let judged = pairs.iter().enumerate().filter(|(_, pair)| pair["unsure"] != true);
    Ok(judged
        .map(|(at, pair)| judge_pair(format!("made {at}"), pair, &[work(&pair["a"]), work(&pair["b"])], lexicon))
        .collect())
}

fn judge_pair(place: String, pair: &Value, works: &[Work], lexicon: &Lexicon) -> Judged {
    Judged {
        place,
        documents: [text(&pair["a"]["doc"]), text(&pair["b"]["doc"])],
        label: text(&pair["label"]),
        verdict: judge(&works[0], &works[1], lexicon),
        texts: [text(&pair["a"]["text"]), text(&pair["b"]["text"])],
    }
}

fn giver(number: &str, issuer: &str, cites: Vec<String>, years: (i16, i16), lexicon: &Lexicon) -> Arc<Giver> {
    let named = lexicon.authority_named(issuer);
    let place = named.as_ref().and_then(|named| named.territory.clone());
    Arc::new(Giver {
        id: number.to_owned(),
        issuer: named.map(|named| named.id),
        name: Some(soat::text::fold_case_tone(issuer)),
        plan: true,
        subject: None,
        territory: place.unwrap_or_else(|| Slug::from("viet-nam")),
        years,
        issued: None,
        carries_out: cites.into_iter().collect(),
        changes: BTreeSet::new(),
    })
}

fn task(side: &Value, leads: Vec<String>, due: &Value, lexicon: &Lexicon) -> Task {
    let words = text(&side["text"]);
    let unit = |name: String| {
        let id = lexicon.authority_named(&name).map(|named| named.id);
        UnitRef { id: id.or_else(|| Some(Slug::of(&name))), text: name, territory: None }
    };
    Task {
        span: Span::new(0, words.len()),
        path: String::new(),
        action: lexicon.action_in(&words).map(|action| action.id.clone()),
        object: None,
        lead: leads.into_iter().map(unit).collect(),
        support: Vec::new(),
        targets: Vec::new(),
        start: None,
        due: due.as_str().and_then(|day| day.parse().ok()),
        recurrence: None,
        product: None,
        amount: None,
        text: words,
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

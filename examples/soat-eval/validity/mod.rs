//! What the registry holds of documents' force, against what others publish of it.
//!
//! No status is fed from the record that it is measured against: the lines of the built-in list that rest on the national
//! database are left out of the list, and catalogues give first days but no status. What the texts and the other lists
//! tell must carry the answer.

mod published;
mod shelf;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::LazyLock;

use anyhow::Result;
use soat::document::{Date, DocNumber, Role, ValidityStatus};
use soat::lexicon::Lexicon;
use soat::registry::Store;

use shelf::{Shelf, Texts};

/// The tables as they are, for reading numbers and texts.
static TABLES: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::builtin().unwrap());

/// One document with the status that somebody published of it.
struct Known {
    number: DocNumber,
    issued: Option<Date>,
    as_of: Date,
    status: ValidityStatus,
}

/// Whether what decides a document's status is in the registry.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Held {
    Yes,
    No,
}

#[derive(Default)]
struct Counts {
    right: usize,
    /// In force and in force in part taken for one another.
    part: usize,
    wrong: usize,
    unknown: usize,
}

/// Prints right, wrong and unknown for each list of published statuses; `show` lists what is not right.
pub(crate) fn run(data: &Path, out: &Path, show: bool) -> Result<()> {
    let texts = Texts::read(data)?;
    let database = published::database(data)?;
    let codified = published::codified(data)?;
    let ended = published::ended(data)?;
    let lists = Shelf::lists(out)?;
    report("national database, by lists alone", &database, &lists, show)?;
    report("national database, by lists and texts", &database, &lists.with(&texts)?, show)?;
    report("codification, in force in 2024, by lists and texts", &codified, &Shelf::lists(out)?.with(&texts)?, show)?;
    report("ended acts, on the day after their last, by texts", &ended, &Shelf::undated(out)?.with(&texts)?, show)?;
    report(
        "ended acts, on their last day, by texts",
        &published::alive(&ended),
        &Shelf::undated(out)?.with(&texts)?,
        show,
    )
}

fn report(title: &str, known: &[Known], shelf: &Shelf, show: bool) -> Result<()> {
    let mut counts: BTreeMap<(Held, String), Counts> = BTreeMap::new();
    for one in known {
        let (store, lexicon) = (&shelf.store, &shelf.lexicon);
        let mut records = store.known_by_number(&one.number, lexicon)?;
        records.retain(|record| record.is_national() && one.issued.is_none_or(|day| record.issued == Some(day)));
        let [record] = records.as_slice() else {
            counts.entry((Held::No, format!("{:?}", one.status))).or_default().unknown += 1;
            continue;
        };
        let held = held(store, lexicon, &record.id, one)?;
        let validity = store.validity(&record.id, one.as_of, lexicon)?;
        let count = counts.entry((held, format!("{:?}", one.status))).or_default();
        let standing = |status| matches!(status, ValidityStatus::InForce | ValidityStatus::Partly);
        let verdict = match validity.status {
            status if status == one.status => {
                count.right += 1;
                continue;
            }
            ValidityStatus::Unknown => {
                count.unknown += 1;
                "unknown"
            }
            status if standing(status) && standing(one.status) => {
                count.part += 1;
                "part"
            }
            _ => {
                count.wrong += 1;
                "wrong"
            }
        };
        if show {
            let held = if held == Held::Yes { "held" } else { "not held" };
            println!(
                "{verdict}\t{held}\t{}\tpublished {:?}, ours {:?} since {:?} until {:?} by {:?}",
                record.id, one.status, validity.status, validity.since, validity.until, validity.by
            );
        }
    }
    println!("\n{title}: {} documents", known.len());
    for ((held, status), Counts { right, part, wrong, unknown }) in &counts {
        let held = if *held == Held::Yes { "held" } else { "not held" };
        println!(
            "  {held:8} {status:8} right {right:5}  in part or not {part:4}  wrong {wrong:4}  unknown {unknown:4}"
        );
    }
    Ok(())
}

/// Returns whether the registry holds what decides the status: the first day, and for an end or a change an act that is
/// said to bring it about and whose own first day is known.
fn held(store: &Store, lexicon: &Lexicon, id: &str, one: &Known) -> Result<Held> {
    let changes = store.changes(id, lexicon)?;
    let begun = |of: &[Role]| {
        changes.iter().any(|change| of.contains(&change.role) && change.effective.is_some_and(|from| from <= one.as_of))
    };
    let known = store.known(id, lexicon)?;
    let first = known.is_some_and(|record| record.effective.is_some());
    let held = match one.status {
        ValidityStatus::Expired => begun(&[Role::Replaces, Role::Repeals]),
        ValidityStatus::Partly => begun(&[Role::Amends, Role::Replaces, Role::Repeals]),
        _ => first,
    };
    Ok(if held { Held::Yes } else { Held::No })
}

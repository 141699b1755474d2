//! The statuses that others publish.

use std::path::Path;

use anyhow::Result;
use jiff::civil::date;
use serde_json::Value;
use soat::document::{Date, DocNumber, ValidityStatus};
use soat::parse::number::parse_number;

use super::{Known, TABLES};
use crate::records::{field, records};

fn number(text: &str) -> Option<DocNumber> {
    parse_number(&TABLES, text.trim()).filter(|number| !number.is_blank())
}

fn day(record: &Value, name: &str) -> Option<Date> {
    field(record, name).parse().ok()
}

/// Returns the statuses of the national database, as of the day its pages were saved: what began on 15 April 2026 is
/// held in force there, what begins on 1 May 2026 is not; no first day lies between them.
pub(super) fn database(data: &Path) -> Result<Vec<Known>> {
    let saved = date(2026, 4, 15);
    let known = |record: &Value| {
        let status = match field(record, "status") {
            "Còn hiệu lực" => ValidityStatus::InForce,
            "Chưa có hiệu lực" => ValidityStatus::NotYet,
            "Hết hiệu lực một phần" => ValidityStatus::Partly,
            "Hết hiệu lực toàn bộ" => ValidityStatus::Expired,
            _ => return None,
        };
        Some(Known { number: number(field(record, "number"))?, issued: None, as_of: saved, status })
    };
    let records = records(&data.join("docs/central.jsonl.gz"))?;
    Ok(records.iter().filter(|record| field(record, "source") == "vbpl").filter_map(known).collect())
}

/// Returns the documents of the codification, all of them in force on the day of the newest one.
pub(super) fn codified(data: &Path) -> Result<Vec<Known>> {
    let mut records = records(&data.join("catalog/catalog.jsonl.gz"))?;
    records.retain(|record| field(record, "source") == "phapdien");
    let newest = records.iter().filter_map(|record| day(record, "issue_date")).max().unwrap_or(date(2024, 6, 30));
    let known = |record: &Value| {
        let issued = Some(day(record, "issue_date")?);
        let begun = day(record, "effective_date").is_some_and(|from| from <= newest);
        let number = number(field(record, "number")).filter(|_| begun)?;
        Some(Known { number, issued, as_of: newest, status: ValidityStatus::InForce })
    };
    Ok(records.iter().filter_map(known).collect())
}

/// Returns the acts of the table of national texts of which it knows the last day, on the day after it.
pub(super) fn ended(data: &Path) -> Result<Vec<Known>> {
    let table = std::fs::read_to_string(data.join("catalog/law-registry.tsv"))?;
    let known = |line: &str| {
        let cells: Vec<&str> = line.split('\t').collect();
        let last: Date = cells.get(5)?.parse().ok()?;
        // A text said both to amend and to replace another ended a part of it.
        let doubtful =
            cells.get(8)?.split(';').any(|by| !by.is_empty() && cells[7].split(';').any(|amends| amends == by));
        let number = number(cells.first()?).filter(|_| !doubtful)?;
        let issued = cells.get(3)?.parse().ok();
        Some(Known { number, issued, as_of: last.tomorrow().ok()?, status: ValidityStatus::Expired })
    };
    Ok(table.lines().skip(1).filter_map(known).collect())
}

/// Returns the same acts on their last day.
pub(super) fn alive(ended: &[Known]) -> Vec<Known> {
    let before = |known: &Known| {
        let as_of = known.as_of.yesterday().ok()?;
        Some(Known { number: known.number.clone(), issued: known.issued, as_of, status: ValidityStatus::InForce })
    };
    ended.iter().filter_map(before).collect()
}

//! Numbers of documents (số văn bản): what is missing between known ones, what was given twice.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::document::Scheme;
use crate::registry::{Record, Source};

/// Numbers that are missing in one series of a year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Gap {
    /// The territory.
    pub territory: String,
    /// What follows the number: `QĐ-UBND`.
    pub symbol: String,
    /// The year.
    pub year: i16,
    /// How many numbers of the series are known.
    pub known: usize,
    /// First and last number of each run that is missing.
    pub missing: Vec<(u32, u32)>,
}

/// One number given to several documents in a year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "SharedNumber")]
pub struct Shared {
    /// The number.
    pub number: String,
    /// The year.
    pub year: i16,
    /// Ids of the documents.
    pub documents: Vec<String>,
}

type Series<'a> = BTreeMap<(&'a str, String, i16), BTreeMap<u32, Vec<&'a Record>>>;

/// A registry that has few numbers of a series tells nothing of those between them: a gap counts where this part of the
/// numbers, in percent, from the first to the last known one is there.
const DENSE_PERCENT: usize = 50;

/// Returns the gaps of the series of which the registry has most numbers.
pub(super) fn gaps(records: &[Record]) -> Vec<Gap> {
    let mut gaps = Vec::new();
    for ((territory, symbol, year), numbers) in series(records) {
        let (Some(first), Some(last)) = (numbers.keys().next(), numbers.keys().next_back()) else { continue };
        let all = usize::try_from(last - first + 1).unwrap_or(usize::MAX);
        if numbers.len() < 3 || numbers.len().saturating_mul(100) < all.saturating_mul(DENSE_PERCENT) {
            continue;
        }
        let ordinals: Vec<u32> = numbers.keys().copied().collect();
        let missing: Vec<(u32, u32)> = ordinals
            .iter()
            .zip(ordinals.iter().skip(1))
            .filter(|(one, next)| **next - **one > 1)
            .map(|(one, next)| (one + 1, next - 1))
            .collect();
        if !missing.is_empty() {
            gaps.push(Gap { territory: territory.to_owned(), symbol, year, known: numbers.len(), missing });
        }
    }
    gaps
}

/// Returns the numbers that several documents bear whose text was read: lists repeat one document under two titles.
pub(super) fn doubles(records: &[Record]) -> Vec<Shared> {
    let mut doubles = Vec::new();
    for ((_, symbol, year), numbers) in series(records) {
        for (ordinal, records) in numbers {
            let read: Vec<&&Record> = records.iter().filter(|record| record.source == Source::Document).collect();
            if read.len() > 1 {
                let documents = read.iter().map(|record| record.id.clone()).collect();
                doubles.push(Shared { number: format!("{ordinal}/{symbol}"), year, documents });
            }
        }
    }
    doubles
}

/// Numbers run through a year for one issuer and kind; Party documents are numbered through a term.
fn series(records: &[Record]) -> Series<'_> {
    let mut series: Series<'_> = BTreeMap::new();
    for record in records {
        let (Some(number), Some(year)) = (&record.number, record.year()) else { continue };
        let Some(symbol) = number.key.strip_prefix(number.ordinal.as_str()) else { continue };
        let (Ok(ordinal), false) = (number.ordinal.parse::<u32>(), number.scheme == Scheme::Party) else { continue };
        let symbol = symbol.trim_start_matches('/').to_owned();
        series.entry((&record.territory, symbol, year)).or_default().entry(ordinal).or_default().push(record);
    }
    series
}

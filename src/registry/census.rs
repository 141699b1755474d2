//! Counts what a registry, or the built-in list, holds: what can be asked of it, before anything is asked.

use std::collections::BTreeMap;

use rusqlite::Connection;
use serde::Serialize;

use super::coverage::{self, Coverage};
use super::{NATIONAL, RegistryError};
use crate::lexicon::{Law, Lexicon, Verified};

/// How many documents share a mark.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Count {
    /// The mark: id of a kind, an issuer or a territory, a year; `None` where it is not known.
    pub key: Option<String>,
    /// The documents that bear it.
    pub documents: u32,
}

/// What a registry holds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Census {
    /// All documents.
    pub documents: u32,
    /// Those whose text was read.
    pub texts: u32,
    /// Those of which a stated last day in force is known.
    pub ended: u32,
    /// By kind, most first.
    pub kinds: Vec<Count>,
    /// By issuer, most first.
    pub issuers: Vec<Count>,
    /// By territory, most first.
    pub territories: Vec<Count>,
    /// By year of issue, in their order.
    pub years: Vec<Count>,
    /// By how the facts were verified, most first: `document` and `catalogue` of a registry, `text`, `secondary` and
    /// `memory` of the built-in list.
    pub verified: Vec<Count>,
    /// What it is declared to have all of; only there an unknown number is `not-found`, elsewhere it is `unchecked`.
    pub coverage: Vec<Coverage>,
}

/// Counts the documents of a registry.
pub(super) fn of_store(connection: &Connection) -> Result<Census, RegistryError> {
    let one = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, u32>(0));
    Ok(Census {
        documents: one("SELECT count(*) FROM document")?,
        texts: one("SELECT count(*) FROM document WHERE source = 'document'")?,
        ended: one("SELECT count(*) FROM document WHERE expires IS NOT NULL")?,
        kinds: counted(connection, "kind", "2 DESC, 1")?,
        issuers: counted(connection, "issuer", "2 DESC, 1")?,
        territories: counted(connection, "territory", "2 DESC, 1")?,
        years: counted(connection, "substr(issued, 1, 4)", "1")?,
        verified: counted(connection, "source", "2 DESC, 1")?,
        coverage: coverage::all(connection)?,
    })
}

fn counted(connection: &Connection, mark: &str, order: &str) -> Result<Vec<Count>, RegistryError> {
    let sql = format!("SELECT {mark}, count(*) FROM document GROUP BY 1 ORDER BY {order}");
    let mut statement = connection.prepare(&sql)?;
    let rows = statement.query_map([], |row| Ok(Count { key: row.get(0)?, documents: row.get(1)? }))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

impl Census {
    /// Counts the national documents that the program itself knows.
    #[must_use]
    pub fn builtin(lexicon: &Lexicon) -> Self {
        let laws: Vec<&Law> = lexicon.laws().iter().chain(lexicon.national()).collect();
        let by = |mark: &dyn Fn(&Law) -> Option<String>| {
            let mut counts: BTreeMap<Option<String>, u32> = BTreeMap::new();
            for law in &laws {
                *counts.entry(mark(law)).or_default() += 1;
            }
            counts.into_iter().map(|(key, documents)| Count { key, documents }).collect::<Vec<_>>()
        };
        let most_first = |mut counts: Vec<Count>| {
            counts.sort_by_key(|count| std::cmp::Reverse(count.documents));
            counts
        };
        let issuer = |law: &Law| {
            let organ = law.number.rsplit(['/', '-']).next().unwrap_or_default();
            let codes = lexicon.organ_codes(organ.trim_end_matches(|c: char| c.is_ascii_digit()));
            let by_symbol = codes.first().filter(|_| codes.len() == 1).map(|body| body.id.to_string());
            law.issuer.as_ref().map(ToString::to_string).or(by_symbol)
        };
        let verified = |law: &Law| {
            let word = match law.verified {
                Verified::Text => "text",
                Verified::Secondary => "secondary",
                Verified::Memory => "memory",
            };
            Some(word.to_owned())
        };
        let all = u32::try_from(laws.len()).unwrap_or(u32::MAX);
        let ended = laws.iter().filter(|law| law.to.is_some()).count();
        Self {
            documents: all,
            texts: 0,
            ended: u32::try_from(ended).unwrap_or(u32::MAX),
            kinds: most_first(by(&|law| Some(law.kind.to_string()))),
            issuers: most_first(by(&issuer)),
            territories: vec![Count { key: Some(NATIONAL.to_owned()), documents: all }],
            years: by(&|law| law.issued.map(|day| day.year().to_string())),
            verified: most_first(by(&verified)),
            coverage: Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Census;
    use crate::lexicon::Lexicon;

    #[test]
    fn the_built_in_list_is_counted_and_covers_nothing() {
        let census = Census::builtin(Lexicon::shared());
        let sum = |counts: &[super::Count]| counts.iter().map(|count| count.documents).sum::<u32>();
        assert!(census.documents > 1_500 && census.texts == 0 && census.coverage.is_empty());
        for counts in [&census.kinds, &census.issuers, &census.years, &census.verified] {
            assert_eq!(sum(counts), census.documents);
        }
    }
}

//! What the registry has all of: declared by who keeps it, never guessed from what it holds.

use std::fmt;
use std::str::FromStr;

use rusqlite::{Connection, params};
use serde::Serialize;

use super::RegistryError;
use crate::document::Slug;

/// All documents of one authority in some years, written `quang-tri/ubnd-tinh/2016-2017`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Coverage {
    /// Id of the authority in the lexicon.
    pub issuer: Slug,
    /// Its territory; `viet-nam` for central authorities.
    pub territory: Slug,
    /// First year.
    pub first: i16,
    /// Last year.
    pub last: i16,
}

/// A declaration of coverage that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}: không đúng dạng ĐỊA-PHƯƠNG/CƠ-QUAN/NĂM hoặc ĐỊA-PHƯƠNG/CƠ-QUAN/NĂM-NĂM")]
pub struct CoverageError(String);

impl FromStr for Coverage {
    type Err = CoverageError;

    fn from_str(text: &str) -> Result<Self, CoverageError> {
        let parse = || {
            let (place, years) = text.rsplit_once('/')?;
            let (territory, issuer) = place.rsplit_once('/')?;
            let (first, last) = years.split_once('-').unwrap_or((years, years));
            let (first, last) = (first.parse().ok()?, last.parse().ok()?);
            let named = !territory.is_empty() && !issuer.is_empty() && first <= last;
            named.then(|| Self { issuer: issuer.into(), territory: territory.into(), first, last })
        };
        parse().ok_or_else(|| CoverageError(text.to_owned()))
    }
}

impl fmt::Display for Coverage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}/{}-{}", self.territory, self.issuer, self.first, self.last)
    }
}

/// Declares a coverage.
pub(super) fn insert(connection: &Connection, coverage: &Coverage) -> Result<(), RegistryError> {
    connection
        .prepare_cached("INSERT OR IGNORE INTO coverage (issuer, territory, first, last) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![coverage.issuer.as_str(), coverage.territory.as_str(), coverage.first, coverage.last])?;
    Ok(())
}

/// Returns every declaration.
pub(super) fn all(connection: &Connection) -> Result<Vec<Coverage>, RegistryError> {
    let mut statement = connection
        .prepare_cached("SELECT issuer, territory, first, last FROM coverage ORDER BY territory, issuer, first")?;
    let rows = statement.query_map([], |row| {
        Ok(Coverage {
            issuer: Slug::from(row.get::<_, String>(0)?.as_str()),
            territory: Slug::from(row.get::<_, String>(1)?.as_str()),
            first: row.get(2)?,
            last: row.get(3)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Returns whether every document that the authority issued in the year is said to be in the registry.
pub(super) fn covers(connection: &Connection, issuer: &str, territory: &str, year: i16) -> Result<bool, RegistryError> {
    let sql = "SELECT 1 FROM coverage WHERE issuer = ?1 AND territory = ?2 AND ?3 BETWEEN first AND last";
    Ok(connection.prepare_cached(sql)?.exists(params![issuer, territory, year])?)
}

#[cfg(test)]
mod tests {
    use super::Coverage;

    #[test]
    fn a_declaration_names_territory_authority_and_years() {
        let coverage: Coverage = "quang-tri/hai-lang/ubnd-huyen/2016-2017".parse().unwrap();
        assert_eq!((&*coverage.territory, &*coverage.issuer), ("quang-tri/hai-lang", "ubnd-huyen"));
        assert_eq!((coverage.first, coverage.last), (2016, 2017));
        assert_eq!("viet-nam/chinh-phu/2020".parse::<Coverage>().unwrap().last, 2020);
        for wrong in ["", "ubnd-tinh/2016", "a/b/2017-2016", "a/b/x"] {
            assert!(wrong.parse::<Coverage>().is_err(), "{wrong}");
        }
    }
}

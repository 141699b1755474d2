//! What an authority issued in a period: by number, by title, by class.

use rusqlite::params;

use super::RegistryError;
use super::record::{Record, Stored};
use super::store::Store;
use super::word::to_word;
use crate::document::{Class, Date, DocNumber};

/// Days from a first to a last one, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Days {
    /// The first day.
    pub first: Date,
    /// The last day.
    pub last: Date,
}

impl Days {
    /// Returns the days of a calendar year.
    #[must_use]
    pub fn of_year(year: i16) -> Self {
        let year = year.clamp(Date::MIN.year(), Date::MAX.year());
        Self { first: jiff::civil::date(year, 1, 1), last: jiff::civil::date(year, 12, 31) }
    }

    /// Returns whether `day` is one of them.
    #[must_use]
    pub fn contains(self, day: Date) -> bool {
        self.first <= day && day <= self.last
    }
}

impl Store {
    /// Returns the records that bear the same number in the same numbering unit: issuer, territory and period. The
    /// period is a year, for Party documents a congress term. An issuer that is not known excludes nothing.
    ///
    /// # Errors
    /// The registry cannot be read.
    pub fn same_number(
        &self,
        number: &DocNumber,
        issuer: Option<&str>,
        territory: &str,
        period: Days,
    ) -> Result<Vec<Record>, RegistryError> {
        let mut records = self.numbered(number)?;
        records.retain(|record| {
            let known = record.issuer.as_ref().and_then(|known| known.id.as_deref());
            record.territory == *territory
                && record.issued.is_some_and(|issued| period.contains(issued))
                && !matches!((issuer, known), (Some(issuer), Some(known)) if issuer != known)
        });
        Ok(records)
    }

    /// Returns the records that an authority issued in a period, in the order of day and id.
    ///
    /// # Errors
    /// The registry cannot be read.
    pub fn issued_by(&self, issuer: &str, territory: &str, period: Days) -> Result<Vec<Record>, RegistryError> {
        let condition = "territory = ?1 AND issued BETWEEN ?2 AND ?3 AND issuer = ?4 ORDER BY issued, id";
        self.listed(condition, params![territory, period.first.to_string(), period.last.to_string(), issuer])
    }

    /// As [`Self::issued_by`], those whose title is wanted: of the others no more than that is read.
    ///
    /// # Errors
    /// The registry cannot be read.
    pub fn titled_by(
        &self,
        issuer: &str,
        territory: &str,
        period: Days,
        wanted: impl Fn(&str) -> bool,
    ) -> Result<Vec<Record>, RegistryError> {
        let sql = "SELECT row, title FROM document WHERE territory = ?1 AND issued BETWEEN ?2 AND ?3 AND issuer = ?4 \
                   AND title IS NOT NULL";
        let values = params![territory, period.first.to_string(), period.last.to_string(), issuer];
        let mut records = self.with(|connection| {
            let mut titles = connection.prepare_cached(sql)?;
            let mut titles = titles.query(values)?;
            let mut records = Vec::new();
            while let Some(row) = titles.next()? {
                if row.get_ref(1)?.as_str().is_ok_and(&wanted) {
                    records.extend(Stored::by_row(connection, row.get(0)?)?.map(|stored| stored.record));
                }
            }
            Ok(records)
        })?;
        records.sort_by(|one, other| (one.issued, &one.id).cmp(&(other.issued, &other.id)));
        Ok(records)
    }

    /// As [`Self::issued_by`], the normative ones among them.
    ///
    /// # Errors
    /// The registry cannot be read.
    pub fn normative_by(&self, issuer: &str, territory: &str, period: Days) -> Result<Vec<Record>, RegistryError> {
        let condition =
            "territory = ?1 AND issued BETWEEN ?2 AND ?3 AND issuer = ?4 AND class = ?5 ORDER BY issued, id";
        let class = to_word(Class::Normative);
        let values = params![territory, period.first.to_string(), period.last.to_string(), issuer, class];
        self.listed(condition, values)
    }

    /// As [`Self::issued_by`], those of the symbol that `number` has: for gaps and order of numbers.
    ///
    /// # Errors
    /// The registry cannot be read.
    pub fn series_of(
        &self,
        number: &DocNumber,
        issuer: &str,
        territory: &str,
        period: Days,
    ) -> Result<Vec<Record>, RegistryError> {
        let condition = "territory = ?1 AND issued BETWEEN ?2 AND ?3 AND issuer = ?4 \
                         AND substr(key, -length(?5)) = ?5 ORDER BY issued, id";
        let (first, last) = (period.first.to_string(), period.last.to_string());
        self.listed(condition, params![territory, first, last, issuer, number.symbol_key()])
    }
}

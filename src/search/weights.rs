//! How hits are put in order, as data: `rules/search.toml`.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::query::Standing;

const BUILTIN: &str = include_str!("../../rules/search.toml");

/// The weights of one way to put hits in order; `docs/search.md` tells what each does.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Weights {
    pub(super) syllables: f32,
    pub(super) pairs: f32,
    pub(super) exact: f32,
    pub(super) title: f32,
    pub(super) k1: f32,
    pub(super) b: f32,
    pub(super) issuer: f32,
    pub(super) year: f32,
    pub(super) number: f32,
    pub(super) mentioned: f32,
    in_force: f32,
    expired: f32,
    not_yet: f32,
    unknown: f32,
    recency: f32,
    half_life: f32,
}

impl Weights {
    /// Returns the built-in way of those that name none.
    ///
    /// # Errors
    /// The built-in table is damaged.
    pub fn standard() -> Result<Self, toml::de::Error> {
        let mut named = Self::named(&toml::Table::new())?;
        named.remove("default").ok_or_else(|| serde::de::Error::custom("rules/search.toml: no [default]"))
    }

    /// Returns the named ways: the built-in ones, and over them those of `own`, a TOML text of the same shape; a table of
    /// `own` may leave out what a built-in one of its name, or else `default`, has.
    ///
    /// # Errors
    /// `own` has an unknown key or a value that is no number; the message tells which.
    pub fn named(own: &toml::Table) -> Result<BTreeMap<String, Self>, toml::de::Error> {
        let mut tables: toml::Table = BUILTIN.parse()?;
        for (name, changes) in own {
            let base = tables.get(name).or_else(|| tables.get("default")).cloned();
            let mut table = base.and_then(|base| base.as_table().cloned()).unwrap_or_default();
            for (key, value) in changes.as_table().into_iter().flatten() {
                let number = value.as_integer().and_then(|whole| i32::try_from(whole).ok());
                table.insert(key.clone(), number.map_or_else(|| value.clone(), |whole| f64::from(whole).into()));
            }
            tables.insert(name.clone(), table.into());
        }
        tables.into_iter().map(|(name, table)| Ok((name, table.try_into()?))).collect()
    }

    /// Returns the factor of a document that stands so, issued so many years ago.
    pub(super) fn factor(&self, standing: Standing, years: Option<f32>) -> f32 {
        let status = match standing {
            Standing::InForce => self.in_force,
            Standing::Expired => self.expired,
            Standing::NotYet => self.not_yet,
            Standing::Unknown => self.unknown,
        };
        let young = years.map_or(0.0, |years| (-years.max(0.0) / self.half_life.max(0.01)).exp2());
        status * (1.0 + self.recency * young)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_office_changes_what_it_names_only() {
        let own = "[default]\nrecency = 0\n[cu]\nexpired = 2".parse().unwrap();
        let named = Weights::named(&own).unwrap();
        let young = named["default"].factor(Standing::InForce, Some(0.0));
        assert!((young - 1.0).abs() < f32::EPSILON);
        assert!(named["cu"].factor(Standing::Expired, None) > named["cu"].factor(Standing::InForce, None));
        assert!(Weights::named(&"[default]\nage = 1".parse().unwrap()).is_err());
        assert!(named["relevance"].factor(Standing::Expired, None) >= 1.0);
    }
}

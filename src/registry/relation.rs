//! Relations between documents: stated by one of them, joined to the other when asked.

use rusqlite::{Connection, Row, params};
use schemars::JsonSchema;
use serde::Serialize;

use super::clause::Effect;
use super::record::{Record, Stored};
use super::target::Target;
use super::word::{day, optional, word};
use super::{RegistryError, validity};
use crate::document::{Date, ProvisionPath, Role};
use crate::text::Span;

/// One side of a relation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Party {
    /// Its id, where the registry has it and only one fits.
    pub document: Option<String>,
    /// Its number or name as written where the relation is stated.
    pub label: String,
    /// The day of issue, as known or else as written.
    pub issued: Option<Date>,
}

/// What one document does with another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Relation {
    /// What is done.
    pub role: Role,
    /// The document that does it.
    pub actor: Party,
    /// The document that it is done to.
    pub target: Party,
    /// Whether it concerns the target as a whole.
    pub whole: bool,
    /// The provisions concerned, where not the whole.
    pub provisions: Vec<ProvisionPath>,
    /// What it does to the target's force beyond its role, where its words say so.
    pub effect: Option<Effect>,
    /// The first day of its effect: as stated, else that of the acting document, where known.
    pub effective: Option<Date>,
    /// The last day of its effect, where one is stated.
    pub until: Option<Date>,
    /// The words of the mention in the acting document; empty where a catalogue tells it.
    pub text: String,
    /// Where the mention stands in the acting document.
    pub span: Option<Span>,
}

/// A relation with the records of both sides, as far as known.
#[derive(Debug, Clone)]
pub(super) struct Joined {
    pub(super) stated: Stated,
    pub(super) actor: Option<Record>,
    pub(super) target: Option<Record>,
}

impl Joined {
    /// Returns whether it changes, ends, suspends or prolongs the target's force.
    pub(super) fn bears_on_force(&self) -> bool {
        self.stated.effect.is_some() || matches!(self.stated.role, Role::Amends | Role::Replaces | Role::Repeals)
    }

    pub(super) fn into_relation(self) -> Relation {
        let Self { stated, actor, target } = self;
        let other = Party { document: None, label: stated.label, issued: stated.target.issued };
        let party = |record: Option<&Record>| {
            record.map_or_else(
                || other.clone(),
                |record| Party {
                    document: Some(record.id.clone()),
                    label: record.label().to_owned(),
                    issued: record.issued,
                },
            )
        };
        Relation {
            role: stated.role,
            effect: stated.effect,
            effective: stated.first.or_else(|| actor.as_ref().and_then(validity::first_day)),
            until: stated.last,
            actor: party(actor.as_ref()),
            target: party(target.as_ref()),
            whole: stated.whole,
            provisions: stated.provisions,
            text: stated.text,
            span: stated.span,
        }
    }
}

/// A relation as stored: one side by row, the other by its marks.
#[derive(Debug, Clone)]
pub(super) struct Stated {
    pub(super) document: i64,
    pub(super) role: Role,
    /// Whether the other side acts on `document`, as catalogues tell it.
    pub(super) inverse: bool,
    pub(super) target: Target,
    pub(super) whole: bool,
    pub(super) effect: Option<Effect>,
    /// First and last day of the effect, where stated.
    pub(super) first: Option<Date>,
    pub(super) last: Option<Date>,
    pub(super) provisions: Vec<ProvisionPath>,
    pub(super) label: String,
    pub(super) text: String,
    pub(super) span: Option<Span>,
}

impl Stated {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        let provisions: String = row.get("provisions")?;
        let offset = |column| row.get::<_, Option<u32>>(column).map(|at| at.and_then(|at| usize::try_from(at).ok()));
        let span = offset("start")?.zip(offset("end")?).map(|(start, end)| Span { start, end });
        Ok(Self {
            document: row.get("document")?,
            role: word(row, "role")?,
            inverse: row.get("inverse")?,
            target: Target {
                key: row.get("key")?,
                kind: optional(row, "kind")?,
                name: row.get("name_key")?,
                issued: day(row, "issued")?,
                year: row.get("year")?,
                dated: row.get("dated")?,
                territory: row.get("territory")?,
                level: optional(row, "level")?,
            },
            whole: row.get("whole")?,
            effect: optional(row, "effect")?,
            first: day(row, "first")?,
            last: day(row, "last")?,
            provisions: provisions.lines().map(str::to_owned).collect(),
            label: row.get::<_, Option<String>>("number")?.unwrap_or_default(),
            text: row.get("text")?,
            span,
        })
    }
}

/// Which relations are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Which {
    /// All of them.
    All,
    /// Those that bear on the target's force: amends, replaces, repeals, and those with an effect.
    Changing,
}

impl Which {
    fn condition(self) -> &'static str {
        match self {
            Self::All => "",
            Self::Changing => " AND (role IN ('amends', 'replaces', 'repeals') OR effect IS NOT NULL)",
        }
    }
}

/// Returns what other documents do with this one, in the order of the acting documents' days and ids.
pub(super) fn to(connection: &Connection, stored: &Stored, which: Which) -> Result<Vec<Joined>, RegistryError> {
    let mut relations = Vec::new();
    for stated in naming(connection, &stored.record, false, which)? {
        let actor = Stored::by_row(connection, stated.document)?.map(|actor| actor.record);
        relations.push(Joined { stated, actor, target: Some(stored.record.clone()) });
    }
    for stated in by_document(connection, stored.row, true, which)? {
        let actor = meant(connection, &stated.target)?;
        relations.push(Joined { stated, actor, target: Some(stored.record.clone()) });
    }
    relations.sort_by_cached_key(|joined| {
        let actor = joined.actor.as_ref();
        (actor.and_then(|actor| actor.issued), actor.map(|actor| actor.id.clone()), joined.stated.span)
    });
    Ok(relations)
}

/// Returns what this document does with others, in reading order.
pub(super) fn from(connection: &Connection, stored: &Stored) -> Result<Vec<Joined>, RegistryError> {
    let mut relations = Vec::new();
    for stated in by_document(connection, stored.row, false, Which::All)? {
        let target = meant(connection, &stated.target)?;
        relations.push(Joined { stated, actor: Some(stored.record.clone()), target });
    }
    for stated in naming(connection, &stored.record, true, Which::All)? {
        let target = Stored::by_row(connection, stated.document)?.map(|target| target.record);
        relations.push(Joined { stated, actor: Some(stored.record.clone()), target });
    }
    Ok(relations)
}

/// Returns the one record that bears the marks, or `None` where none or several do.
pub(super) fn meant(connection: &Connection, target: &Target) -> Result<Option<Record>, RegistryError> {
    let candidates = match (&target.key, &target.name) {
        (Some(key), _) => Stored::by_key(connection, key)?,
        (None, Some(name)) => Stored::by_name(connection, name)?,
        (None, None) => Vec::new(),
    };
    let mut fitting: Vec<Record> =
        candidates.into_iter().map(|stored| stored.record).filter(|record| target.means(record)).collect();
    if let Some(day) = target.issued
        && fitting.len() > 1
        && fitting.iter().any(|record| record.issued == Some(day))
    {
        fitting.retain(|record| record.issued == Some(day));
    }
    let only = fitting.pop();
    Ok(only.filter(|_| fitting.is_empty()))
}

fn naming(connection: &Connection, record: &Record, inverse: bool, which: Which) -> Result<Vec<Stated>, RegistryError> {
    let key = record.number.as_ref().map(crate::document::DocNumber::matching_key);
    let name = record.name.as_deref().map(super::target::name_key);
    let sql = format!(
        "SELECT * FROM relation WHERE key = ?1 AND inverse = ?3{0} \
         UNION ALL SELECT * FROM relation WHERE key IS NULL AND name_key = ?2 AND inverse = ?3{0} ORDER BY row",
        which.condition()
    );
    let mut stated = all(connection, &sql, params![key, name, inverse])?;
    stated.retain(|stated| stated.target.means(record));
    Ok(stated)
}

fn by_document(connection: &Connection, row: i64, inverse: bool, which: Which) -> Result<Vec<Stated>, RegistryError> {
    let sql = format!("SELECT * FROM relation WHERE document = ?1 AND inverse = ?2{} ORDER BY row", which.condition());
    all(connection, &sql, params![row, inverse])
}

fn all(connection: &Connection, sql: &str, values: impl rusqlite::Params) -> Result<Vec<Stated>, RegistryError> {
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map(values, Stated::read)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Writes a relation.
pub(super) fn insert(connection: &Connection, stated: &Stated) -> Result<(), RegistryError> {
    let target = &stated.target;
    connection
        .prepare_cached(
            "INSERT INTO relation (document, role, inverse, key, kind, name_key, issued, year, dated, territory, \
             level, whole, provisions, number, text, start, \"end\", effect, first, last) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20)",
        )?
        .execute(params![
            stated.document,
            super::word::to_word(stated.role),
            stated.inverse,
            target.key,
            target.kind.as_deref(),
            target.name,
            target.issued.map(|day| day.to_string()),
            target.year,
            target.dated,
            target.territory,
            target.level.and_then(super::word::to_word),
            stated.whole,
            stated.provisions.join("\n"),
            stated.label,
            stated.text,
            stated.span.and_then(|span| u32::try_from(span.start).ok()),
            stated.span.and_then(|span| u32::try_from(span.end).ok()),
            stated.effect.and_then(super::word::to_word),
            stated.first.map(|day| day.to_string()),
            stated.last.map(|day| day.to_string()),
        ])?;
    Ok(())
}

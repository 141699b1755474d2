//! Writing: documents read, catalogue entries, declarations of coverage, in batches that are stored whole or not at all.

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params, params_from_iter};
use serde::Serialize;

use super::coverage::{self, Coverage};
use super::entry::Entry;
use super::record::{Record, Source, Stored};
use super::sentence::Sentences;
use super::target::{name_key, one_series};
use super::tasks::StoredTask;
use super::word::to_word;
use super::{READER, RegistryError, briefs, clause, identity, mentions, similarity, tasks};
use crate::document::{AuthorityRef, Class, Date, DocNumber, Document, Effective, Provision, ProvisionPath, Slug};

/// What storing a document did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// A new document.
    Added,
    /// The file was read before and has not changed.
    Unchanged,
    /// The file was read before and has changed, or its document was known by a catalogue only.
    Updated,
    /// Another file holds the same document; it is kept, this one is noted.
    Copy,
}

/// A document stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Put {
    /// Its id.
    pub id: String,
    /// What storing it did.
    pub outcome: Outcome,
}

/// Writes that become visible and durable together.
#[derive(Debug)]
pub struct Batch<'a> {
    transaction: Transaction<'a>,
}

impl<'a> Batch<'a> {
    pub(super) fn new(transaction: Transaction<'a>) -> Self {
        Self { transaction }
    }

    /// Stores a document read from a file whose bytes have the hash `hash`.
    ///
    /// # Errors
    /// The registry cannot be written to.
    pub fn put(&mut self, document: &Document, hash: &str) -> Result<Put, RegistryError> {
        put(&self.transaction, document, hash)
    }

    /// Stores what a catalogue tells of a document; what a document read tells is never overwritten.
    ///
    /// # Errors
    /// The registry cannot be written to.
    pub fn put_entry(&mut self, entry: &Entry) -> Result<Put, RegistryError> {
        super::entry::put(&self.transaction, entry)
    }

    /// Declares that the registry has every document of an authority in some years.
    ///
    /// # Errors
    /// The registry cannot be written to.
    pub fn cover(&mut self, coverage: &Coverage) -> Result<(), RegistryError> {
        coverage::insert(&self.transaction, coverage)
    }

    /// Makes void what is kept in short of tasks by another ground than this one, and returns the tasks of so many documents at
    /// most of which nothing is kept, in the order of documents' ids and of the reading; none where all are done.
    ///
    /// # Errors
    /// The registry cannot be written to.
    pub fn tasks_to_brief(&mut self, ground: &str, most: u32) -> Result<Vec<StoredTask>, RegistryError> {
        tasks::read(briefs::due(&self.transaction, ground, most)?)
    }

    /// Keeps in short the tasks of the document of that id.
    ///
    /// # Errors
    /// The registry cannot be written to.
    pub fn keep_brief(&mut self, id: &str, brief: &[u8]) -> Result<(), RegistryError> {
        briefs::keep(&self.transaction, id, brief)
    }

    /// Makes the writes durable.
    ///
    /// # Errors
    /// The registry cannot be written to; then none of the batch is stored.
    pub fn commit(self) -> Result<(), RegistryError> {
        Ok(self.transaction.commit()?)
    }
}

struct File {
    hash: String,
    reader: String,
    document: i64,
}

fn file(connection: &Connection, path: &str) -> Result<Option<File>, RegistryError> {
    let mut statement = connection.prepare_cached("SELECT hash, reader, document FROM file WHERE path = ?1")?;
    let read = |row: &Row<'_>| Ok(File { hash: row.get(0)?, reader: row.get(1)?, document: row.get(2)? });
    Ok(statement.query_row([path], read).optional()?)
}

fn put(connection: &Connection, document: &Document, hash: &str) -> Result<Put, RegistryError> {
    let mut record = record_of(document, hash);
    let known = file(connection, &document.path)?;
    if let Some(known) = &known {
        let stored = Stored::by_row(connection, known.document)?;
        if let Some(stored) = stored {
            if known.hash == hash && known.reader == READER {
                return Ok(Put { id: stored.record.id, outcome: Outcome::Unchanged });
            }
            forget(connection, &document.path, &stored)?;
        }
    }
    let outcome = if known.is_some() { Outcome::Updated } else { Outcome::Added };
    let (row, outcome) = match place(connection, &record)? {
        Place::Copy(stored) => {
            note_file(connection, &document.path, hash, stored.row)?;
            return Ok(Put { id: stored.record.id, outcome: Outcome::Copy });
        }
        Place::Known(stored) => {
            record.effective = record.effective.or(stored.record.effective);
            record.expires = record.expires.or(stored.record.expires);
            update(connection, stored.row, &record)?;
            (stored.row, Outcome::Updated)
        }
        Place::New(id) => {
            record.id = id;
            (insert(connection, &record)?, outcome)
        }
    };
    note_file(connection, &document.path, hash, row)?;
    fill(connection, row, &record, document)?;
    Ok(Put { id: record.id, outcome })
}

/// Where a record belongs.
enum Place {
    /// It is new, under this id.
    New(String),
    /// A catalogue tells of it, or it was emptied because its file changed.
    Known(Stored),
    /// Another file holds it.
    Copy(Stored),
}

fn place(connection: &Connection, record: &Record) -> Result<Place, RegistryError> {
    let Some(number) = &record.number else {
        return Ok(match Stored::by_id(connection, &record.id)? {
            Some(stored) => Place::Known(stored),
            None => Place::New(record.id.clone()),
        });
    };
    let mut same: Vec<Stored> = Stored::by_key(connection, &number.matching_key())?;
    same.retain(|stored| {
        let known = &stored.record;
        known.territory == record.territory && one_series(number, known.kind.as_deref(), record.kind.as_deref())
    });
    let free = |stored: &Stored| stored.record.source == Source::Catalogue || stored.record.path.is_none();
    let on_day = |stored: &Stored| stored.record.issued == record.issued;
    if let Some(index) = same.iter().position(|stored| !free(stored) && on_day(stored) && agree(&stored.record, record))
    {
        return Ok(Place::Copy(same.swap_remove(index)));
    }
    // A number that holds its year is of one document, whatever day a catalogue gives it.
    let fits = |stored: &Stored| {
        free(stored)
            && (on_day(stored)
                || number.year.is_some()
                || stored.record.issued.is_none() && record.year() == stored.record.year())
    };
    if let Some(index) = same.iter().position(fits) {
        return Ok(Place::Known(same.swap_remove(index)));
    }
    Ok(Place::New(free_id(connection, &record.id)?))
}

/// Returns whether two files of one number, day and territory hold one document, rather than two that were given the
/// same number.
fn agree(one: &Record, other: &Record) -> bool {
    if one.hash == other.hash {
        return true;
    }
    let titles = one.title.as_deref().zip(other.title.as_deref());
    let alike = titles.and_then(|(one, other)| similarity::titles(one, other)).is_none_or(|alike| alike >= 0.6);
    alike && (one.kind == other.kind || one.kind.is_none() || other.kind.is_none())
}

pub(super) fn free_id(connection: &Connection, id: &str) -> Result<String, RegistryError> {
    let mut candidate = id.to_owned();
    let mut count = 1;
    while Stored::by_id(connection, &candidate)?.is_some() {
        count += 1;
        candidate = format!("{id}~{count}");
    }
    Ok(candidate)
}

/// Takes back what a file said. Its document stays as a bare record where other files hold it, and goes otherwise.
fn forget(connection: &Connection, path: &str, stored: &Stored) -> Result<(), RegistryError> {
    connection.prepare_cached("DELETE FROM file WHERE path = ?1")?.execute([path])?;
    if stored.record.path.as_deref() != Some(path) {
        return Ok(());
    }
    let told = "SELECT 1 FROM relation WHERE document = ?1 AND inverse = 1";
    let keep = connection.prepare_cached(told)?.exists([stored.row])?
        || connection.prepare_cached("SELECT 1 FROM file WHERE document = ?1")?.exists([stored.row])?;
    if keep {
        empty(connection, stored.row)?;
        let bare = "UPDATE document SET path = NULL, hash = NULL, source = 'catalogue' WHERE row = ?1";
        connection.prepare_cached(bare)?.execute([stored.row])?;
    } else {
        connection.prepare_cached("DELETE FROM document WHERE row = ?1")?.execute([stored.row])?;
    }
    Ok(())
}

fn empty(connection: &Connection, row: i64) -> Result<(), RegistryError> {
    for sql in [
        "DELETE FROM relation WHERE document = ?1 AND inverse = 0",
        "DELETE FROM task WHERE document = ?1",
        "DELETE FROM compared WHERE document = ?1",
        "DELETE FROM brief WHERE document = ?1",
        "DELETE FROM brief_due WHERE document = ?1",
        "DELETE FROM provisions WHERE document = ?1",
        "DELETE FROM body WHERE document = ?1",
    ] {
        connection.prepare_cached(sql)?.execute([row])?;
    }
    Ok(())
}

fn note_file(connection: &Connection, path: &str, hash: &str, row: i64) -> Result<(), RegistryError> {
    let sql = "INSERT OR REPLACE INTO file (path, hash, reader, document) VALUES (?1, ?2, ?3, ?4)";
    connection.prepare_cached(sql)?.execute(params![path, hash, READER, row])?;
    Ok(())
}

/// Inserts a record and returns its row.
pub(super) fn insert(connection: &Connection, record: &Record) -> Result<i64, RegistryError> {
    let sql = "INSERT INTO document (id, number, key, kind, issuer, issuer_text, level, territory, issued, effective, \
               expires, class, title, name, name_key, path, hash, source) \
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)";
    connection.prepare_cached(sql)?.execute(params_from_iter(values(record)?))?;
    Ok(connection.last_insert_rowid())
}

/// Overwrites the record at a row.
pub(super) fn update(connection: &Connection, row: i64, record: &Record) -> Result<(), RegistryError> {
    let sql = "UPDATE document SET id = ?1, number = ?2, key = ?3, kind = ?4, issuer = ?5, issuer_text = ?6, \
               level = ?7, territory = ?8, issued = ?9, effective = ?10, expires = ?11, class = ?12, title = ?13, \
               name = ?14, name_key = ?15, path = ?16, hash = ?17, source = ?18 WHERE row = ?19";
    let mut values = values(record)?;
    values.push(row.into());
    connection.prepare_cached(sql)?.execute(params_from_iter(values))?;
    // By another kind or title its tasks may be compared otherwise.
    connection.prepare_cached("DELETE FROM compared WHERE document = ?1")?.execute([row])?;
    briefs::renew(connection, row)
}

fn values(record: &Record) -> Result<Vec<Value>, RegistryError> {
    let number = record.number.as_ref();
    let issuer = record.issuer.as_ref();
    let day = |day: Option<Date>| day.map(|day| day.to_string());
    let slug = |slug: Option<&Slug>| slug.map(ToString::to_string);
    Ok(vec![
        record.id.clone().into(),
        number.map(serde_json::to_string).transpose()?.into(),
        number.map(DocNumber::matching_key).into(),
        slug(record.kind.as_ref()).into(),
        slug(issuer.and_then(|issuer| issuer.id.as_ref())).into(),
        issuer.map(|issuer| issuer.text.clone()).into(),
        issuer.and_then(|issuer| issuer.level).and_then(to_word).into(),
        record.territory.to_string().into(),
        day(record.issued).into(),
        day(record.effective).into(),
        day(record.expires).into(),
        to_word(record.class).into(),
        record.title.clone().into(),
        record.name.clone().into(),
        record.name.as_deref().map(name_key).into(),
        record.path.clone().into(),
        record.hash.clone().into(),
        to_word(record.source).into(),
    ])
}

/// Writes what a document's text holds: its provisions, tasks and relations, and the document as understood.
fn fill(connection: &Connection, row: i64, record: &Record, document: &Document) -> Result<(), RegistryError> {
    empty(connection, row)?;
    let sql = "INSERT INTO body (document, json) VALUES (?1, ?2)";
    connection.prepare_cached(sql)?.execute(params![row, serde_json::to_string(document)?])?;
    let sql = "INSERT INTO provisions (document, paths) VALUES (?1, ?2)";
    connection.prepare_cached(sql)?.execute(params![row, paths(&document.provisions).join("\n")])?;
    tasks::insert(connection, row, &record.territory, document)?;
    mentions::insert(connection, row, &record.territory, document)
}

fn paths(provisions: &[Provision]) -> Vec<ProvisionPath> {
    let mut paths = Vec::new();
    for provision in provisions {
        paths.push(provision.path.clone());
        paths.extend(self::paths(&provision.children));
    }
    paths
}

fn record_of(document: &Document, hash: &str) -> Record {
    let header = &document.header;
    let issued = document.issued();
    let kind = header.kind.as_ref().map(|kind| kind.id.clone());
    let title = header.title.as_ref().map(|title| title.text.clone());
    let effective = document.effective.as_ref();
    let effective = effective.and_then(|Effective { date, on_signing, .. }| date.or(issued.filter(|_| *on_signing)));
    let authority = header.issuer.clone().or_else(|| header.enacting.clone());
    Record {
        id: identity::document_id(document),
        number: header.number.clone().filter(|number| !number.is_blank()),
        name: kind.as_deref().zip(title.as_deref()).and_then(|(kind, title)| super::entry::law_name(kind, title)),
        kind,
        issuer: authority.map(|authority| AuthorityRef { span: None, ..authority }),
        territory: identity::territory_of(document).as_str().into(),
        issued,
        effective,
        expires: clause::own_end(&Sentences::of(document)).filter(|last| issued.is_none_or(|issued| issued <= *last)),
        seen: None,
        class: if document.class == Class::Unknown { class_of(document) } else { document.class },
        title,
        path: Some(document.path.clone()),
        hash: Some(hash.to_owned()),
        source: Source::Document,
    }
}

fn class_of(document: &Document) -> Class {
    document.header.number.as_ref().map_or(Class::Unknown, |number| super::entry::class_of(number.scheme))
}

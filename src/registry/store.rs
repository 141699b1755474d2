//! The registry as others see it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use rusqlite::{Connection, OptionalExtension, TransactionBehavior};
use serde::de::DeserializeOwned;

use super::RegistryError;
use super::briefs::{self, Wanted};
use super::census::{self, Census};
use super::coverage::{self, Coverage};
use super::knowledge::{Conflict, Knowledge};
use super::pairs::{self, KnownPairs, NewPairs};
use super::record::{Record, Stored};
use super::relation::{self, Joined, Relation, Which};
use super::resolve::{self, ResolveContext};
use super::schema::REGISTRY;
use super::tasks::{self, StoredTask, TaskQuery};
use super::validity::{self, Amendment, Step};
use super::wording::Wording;
use super::write::{Batch, Put};
use crate::document::{Citation, Date, DocNumber, Document, ProvisionPath, Resolution, Role, Validity, ValidityStatus};
use crate::lexicon::Lexicon;

/// A registry: one file, read by many processes while one writes.
#[derive(Debug)]
pub struct Store {
    connection: Mutex<Connection>,
}

impl Store {
    /// Opens the registry at `path` for reading and writing; makes it where there is none.
    ///
    /// # Errors
    /// The file is no registry, is of a newer version, is locked, or cannot be written to.
    pub fn create_or_open(path: &Path) -> Result<Self, RegistryError> {
        Ok(Self::new(REGISTRY.create_or_open(path)?))
    }

    /// Opens the registry at `path` for reading.
    ///
    /// # Errors
    /// There is no such file, or it is no registry, or of another version.
    pub fn open_read_only(path: &Path) -> Result<Self, RegistryError> {
        Ok(Self::new(REGISTRY.open_read_only(path)?))
    }

    /// Opens the registry at `path` for reading, and for keeping what is derived from it where the file can be written to.
    ///
    /// # Errors
    /// As [`Self::open_read_only`].
    pub fn open_keeping(path: &Path) -> Result<Self, RegistryError> {
        let shared = REGISTRY.open_read_only(path)?;
        Ok(Self::new(REGISTRY.open_writable(path).unwrap_or(shared)))
    }

    /// Makes an empty registry in memory: what is known then are the laws of the lexicon.
    ///
    /// # Errors
    /// The database cannot be set up.
    pub fn in_memory() -> Result<Self, RegistryError> {
        Ok(Self::new(REGISTRY.in_memory()?))
    }

    fn new(connection: Connection) -> Self {
        Self { connection: Mutex::new(connection) }
    }

    /// A panic in another thread leaves no half-done query behind: each holds the lock for itself.
    pub(super) fn with<T>(
        &self,
        ask: impl FnOnce(&Connection) -> Result<T, RegistryError>,
    ) -> Result<T, RegistryError> {
        ask(&self.connection.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Begins a batch of writes; dropped without [`Batch::commit`], none of them is stored.
    ///
    /// # Errors
    /// Another process writes for longer than a few seconds, or the registry is open for reading only.
    pub fn begin(&mut self) -> Result<Batch<'_>, RegistryError> {
        let connection = self.connection.get_mut().unwrap_or_else(PoisonError::into_inner);
        // SQLite would begin, and refuse at the first write only.
        if connection.is_readonly(rusqlite::MAIN_DB)? {
            return Err(RegistryError::ReadOnly);
        }
        Ok(Batch::new(connection.transaction_with_behavior(TransactionBehavior::Immediate)?))
    }

    /// Stores one document; many are stored faster through [`Self::begin`].
    ///
    /// # Errors
    /// As [`Self::begin`], and where the registry cannot be written to.
    pub fn put(&mut self, document: &Document, hash: &str) -> Result<Put, RegistryError> {
        let mut batch = self.begin()?;
        let put = batch.put(document, hash)?;
        batch.commit()?;
        Ok(put)
    }

    /// Returns the files that this version of the program read, by path, with the hashes of their bytes; a later
    /// version may understand more of them.
    ///
    /// # Errors
    /// The registry cannot be read.
    pub fn files(&self) -> Result<BTreeMap<String, String>, RegistryError> {
        self.with(|connection| {
            let mut statement = connection.prepare("SELECT path, hash FROM file WHERE reader = ?1")?;
            let rows = statement.query_map([super::READER], |row| Ok((row.get(0)?, row.get(1)?)))?;
            Ok(rows.collect::<rusqlite::Result<_>>()?)
        })
    }

    /// Returns how many documents are known.
    ///
    /// # Errors
    /// The registry cannot be read.
    pub fn len(&self) -> Result<u64, RegistryError> {
        let count: u32 =
            self.with(|connection| Ok(connection.query_row("SELECT count(*) FROM document", [], |row| row.get(0))?))?;
        Ok(u64::from(count))
    }

    /// Returns whether no document is known.
    ///
    /// # Errors
    /// The registry cannot be read.
    pub fn is_empty(&self) -> Result<bool, RegistryError> {
        Ok(self.len()? == 0)
    }

    /// Reads every page of the file and every link between its tables.
    ///
    /// # Errors
    /// The file is damaged, or cannot be read.
    pub fn verify(&self) -> Result<(), RegistryError> {
        self.with(|connection| {
            let verdict: String = connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
            if verdict != "ok" {
                return Err(RegistryError::Damaged(verdict));
            }
            if connection.prepare("PRAGMA foreign_key_check")?.exists([])? {
                return Err(RegistryError::Damaged("a row points to a document that is not there".to_owned()));
            }
            Ok(())
        })
    }

    /// Returns the record of that id.
    ///
    /// # Errors
    /// The registry cannot be read.
    pub fn record(&self, id: &str) -> Result<Option<Record>, RegistryError> {
        self.with(|connection| Ok(Stored::by_id(connection, id)?.map(|stored| stored.record)))
    }

    /// Returns all records in the order of their ids.
    ///
    /// # Errors
    /// The registry cannot be read.
    pub fn records(&self) -> Result<Vec<Record>, RegistryError> {
        self.listed("TRUE ORDER BY id", [])
    }

    /// Returns the records of that number in any territory and year, in the order of their ids.
    ///
    /// # Errors
    /// The registry cannot be read.
    pub fn numbered(&self, number: &DocNumber) -> Result<Vec<Record>, RegistryError> {
        self.listed("key = ?1 ORDER BY id", [number.matching_key()])
    }

    /// Returns what is known by that id, in the registry or else in the lexicon.
    ///
    /// # Errors
    /// The registry cannot be read.
    pub fn known(&self, id: &str, lexicon: &Lexicon) -> Result<Option<Record>, RegistryError> {
        self.with(|connection| Ok(Knowledge { connection, lexicon }.by_id(id)?.map(|stored| stored.record)))
    }

    /// Returns what is known by that number in any territory and year, in the registry or else in the lexicon.
    ///
    /// # Errors
    /// The registry cannot be read.
    pub fn known_by_number(&self, number: &DocNumber, lexicon: &Lexicon) -> Result<Vec<Record>, RegistryError> {
        let stored = self.with(|connection| Knowledge { connection, lexicon }.by_key(&number.matching_key()))?;
        Ok(stored.into_iter().map(|stored| stored.record).collect())
    }

    /// Returns the laws known by that name, oldest first, in the registry or else in the lexicon.
    ///
    /// # Errors
    /// The registry cannot be read.
    pub fn known_by_name(&self, name: &str, lexicon: &Lexicon) -> Result<Vec<Record>, RegistryError> {
        let stored = self.with(|connection| Knowledge { connection, lexicon }.by_name(name))?;
        Ok(stored.into_iter().map(|stored| stored.record).collect())
    }

    /// Returns the document read from the file of that record, or `None` where only a catalogue tells of it.
    ///
    /// # Errors
    /// The registry cannot be read.
    pub fn document(&self, id: &str) -> Result<Option<Document>, RegistryError> {
        self.body(id)
    }

    /// Returns the words of [`Self::document`] alone, which are sooner read.
    ///
    /// # Errors
    /// The registry cannot be read.
    pub fn wording(&self, id: &str) -> Result<Option<Wording>, RegistryError> {
        self.body(id)
    }

    fn body<T: DeserializeOwned>(&self, id: &str) -> Result<Option<T>, RegistryError> {
        let sql = "SELECT body.json FROM body JOIN document ON document.row = body.document WHERE document.id = ?1";
        let json: Option<String> = self
            .with(|connection| Ok(connection.prepare_cached(sql)?.query_row([id], |row| row.get(0)).optional()?))?;
        Ok(json.as_deref().map(serde_json::from_str).transpose()?)
    }

    /// Returns the paths of a document's provisions in reading order; `None` where its text is not known.
    ///
    /// # Errors
    /// The registry cannot be read.
    pub fn provisions(&self, id: &str) -> Result<Option<Vec<ProvisionPath>>, RegistryError> {
        let sql = "SELECT p.paths FROM provisions p JOIN document d ON d.row = p.document WHERE d.id = ?1";
        let paths: Option<String> = self
            .with(|connection| Ok(connection.prepare_cached(sql)?.query_row([id], |row| row.get(0)).optional()?))?;
        Ok(paths.map(|paths| paths.lines().map(str::to_owned).collect()))
    }

    pub(super) fn listed(&self, condition: &str, values: impl rusqlite::Params) -> Result<Vec<Record>, RegistryError> {
        let stored = self.with(|connection| Stored::all(connection, condition, values))?;
        Ok(stored.into_iter().map(|stored| stored.record).collect())
    }

    /// Returns which document a citation means.
    ///
    /// # Errors
    /// The registry cannot be read.
    pub fn resolve(&self, citation: &Citation, context: &ResolveContext<'_>) -> Result<Resolution, RegistryError> {
        self.with(|connection| resolve::of(Knowledge { connection, lexicon: context.lexicon }, citation, context))
    }

    /// Returns a document's validity on a day, `unknown` for a document that neither the registry nor the lexicon has.
    ///
    /// # Errors
    /// The registry cannot be read.
    pub fn validity(&self, id: &str, as_of: Date, lexicon: &Lexicon) -> Result<Validity, RegistryError> {
        self.with(|connection| {
            let knowledge = Knowledge { connection, lexicon };
            match knowledge.by_id(id)? {
                Some(stored) => validity::of(knowledge, &stored, as_of),
                None => Ok(Validity { as_of, status: ValidityStatus::Unknown, since: None, until: None, by: None }),
            }
        })
    }

    /// Returns what ended the document, then what ended its successor, and so on, as far as it took effect by the day.
    ///
    /// # Errors
    /// The registry cannot be read.
    pub fn successors(&self, id: &str, as_of: Date, lexicon: &Lexicon) -> Result<Vec<Step>, RegistryError> {
        self.with(|connection| {
            let knowledge = Knowledge { connection, lexicon };
            match knowledge.by_id(id)? {
                Some(stored) => validity::successors(knowledge, stored, as_of),
                None => Ok(Vec::new()),
            }
        })
    }

    /// Returns the id of the document that stands in this one's place on the day and is in force, if there is one.
    ///
    /// # Errors
    /// The registry cannot be read.
    pub fn current_successor(&self, id: &str, as_of: Date, lexicon: &Lexicon) -> Result<Option<String>, RegistryError> {
        let Some(last) = self.successors(id, as_of, lexicon)?.pop() else { return Ok(None) };
        let status = self.validity(&last.by, as_of, lexicon)?.status;
        let stands = matches!(status, ValidityStatus::InForce | ValidityStatus::Partly);
        Ok(Some(last.by).filter(|_| stands && last.how == Role::Replaces))
    }

    /// Returns the changes of the document in part whose effect has begun on the day.
    ///
    /// # Errors
    /// The registry cannot be read.
    pub fn amendments(&self, id: &str, as_of: Date, lexicon: &Lexicon) -> Result<Vec<Amendment>, RegistryError> {
        self.with(|connection| {
            let knowledge = Knowledge { connection, lexicon };
            match knowledge.by_id(id)? {
                Some(stored) => validity::amendments(knowledge, &stored, as_of),
                None => Ok(Vec::new()),
            }
        })
    }

    /// Returns all that changes the document's force, of the whole or of a part, by whoever may change it, in the order of
    /// the first days.
    ///
    /// # Errors
    /// The registry cannot be read.
    pub fn changes(&self, id: &str, lexicon: &Lexicon) -> Result<Vec<Relation>, RegistryError> {
        self.with(|connection| {
            let knowledge = Knowledge { connection, lexicon };
            match knowledge.by_id(id)? {
                Some(stored) => validity::changes(knowledge, &stored),
                None => Ok(Vec::new()),
            }
        })
    }

    /// Returns the days in which the registry and the built-in list disagree over a document.
    ///
    /// # Errors
    /// The registry cannot be read.
    pub fn conflicts(&self, id: &str, lexicon: &Lexicon) -> Result<Vec<Conflict>, RegistryError> {
        self.with(|connection| Knowledge { connection, lexicon }.conflicts(id))
    }

    /// Returns the ids of the documents that the one just stored touches: those that cite it, whose citations now resolve or
    /// have one more document to mean, and those whose force it bears on. Each is found by an index, none by asking all.
    ///
    /// # Errors
    /// The registry cannot be read.
    pub fn touched(&self, id: &str, lexicon: &Lexicon) -> Result<BTreeSet<String>, RegistryError> {
        self.with(|connection| {
            let Some(stored) = (Knowledge { connection, lexicon }).by_id(id)? else { return Ok(BTreeSet::new()) };
            let citing = relation::to(connection, &stored, Which::All)?.into_iter().filter_map(|one| one.actor);
            let changed = relation::from(connection, &stored)?.into_iter().filter(Joined::bears_on_force);
            let both = citing.chain(changed.filter_map(|one| one.target)).map(|record| record.id);
            Ok(both.filter(|other| other != id).collect())
        })
    }

    /// Returns what the document does with others, in reading order.
    ///
    /// # Errors
    /// The registry cannot be read.
    pub fn relations_from(&self, id: &str) -> Result<Vec<Relation>, RegistryError> {
        self.related(id, relation::from)
    }

    /// Returns what others do with the document, in the order of their days.
    ///
    /// # Errors
    /// The registry cannot be read.
    pub fn relations_to(&self, id: &str) -> Result<Vec<Relation>, RegistryError> {
        self.related(id, |connection, stored| relation::to(connection, stored, Which::All))
    }

    fn related(
        &self,
        id: &str,
        ask: impl Fn(&Connection, &Stored) -> Result<Vec<Joined>, RegistryError>,
    ) -> Result<Vec<Relation>, RegistryError> {
        self.with(|connection| {
            let Some(stored) = Stored::by_id(connection, id)? else { return Ok(Vec::new()) };
            Ok(ask(connection, &stored)?.into_iter().map(Joined::into_relation).collect())
        })
    }

    /// Returns the ids of the documents that this one says to implement (thực hiện, triển khai), sorted.
    ///
    /// # Errors
    /// The registry cannot be read.
    pub fn implements(&self, id: &str) -> Result<Vec<String>, RegistryError> {
        let relations = self.relations_from(id)?;
        let mut ids: Vec<String> = relations
            .into_iter()
            .filter(|relation| relation.role == Role::Implements)
            .filter_map(|relation| relation.target.document)
            .collect();
        ids.sort();
        ids.dedup();
        Ok(ids)
    }

    /// Returns the stored tasks that fit, in the order of documents' ids and of the reading.
    ///
    /// # Errors
    /// The registry cannot be read.
    pub fn tasks(&self, query: &TaskQuery) -> Result<Vec<StoredTask>, RegistryError> {
        tasks::read(self.with(|connection| tasks::find(connection, query))?)
    }

    /// Returns those of the stored tasks that fit which are wanted, in the order of [`Self::tasks`]. Of documents whose tasks are
    /// not kept in short by that ground all tasks are: never one too few.
    ///
    /// # Errors
    /// The registry cannot be read.
    pub fn tasks_wanted(&self, query: &TaskQuery, wanted: &Wanted<'_>) -> Result<Vec<StoredTask>, RegistryError> {
        tasks::read(self.with(|connection| briefs::wanted(connection, query, wanted))?)
    }

    /// Returns the pairs of tasks that were found by these words and weights before.
    ///
    /// # Errors
    /// The registry cannot be read.
    pub fn known_pairs(&self, ground: &str) -> Result<KnownPairs, RegistryError> {
        self.with(|connection| pairs::known(connection, ground))
    }

    /// Keeps pairs found beside those known; returns whether it did. It does not where the registry cannot be written to, or
    /// somebody else has written to it since `known` was read.
    ///
    /// # Errors
    /// The registry is damaged, or the disk is full.
    pub fn keep_pairs(&self, known: &KnownPairs, new: &NewPairs<'_>) -> Result<bool, RegistryError> {
        let mut connection = self.connection.lock().unwrap_or_else(PoisonError::into_inner);
        if connection.is_readonly(rusqlite::MAIN_DB)? {
            return Ok(false);
        }
        match pairs::keep(&mut connection, known, new) {
            Err(RegistryError::Locked | RegistryError::ReadOnly) => Ok(false),
            kept => kept,
        }
    }

    /// Counts what the registry holds.
    ///
    /// # Errors
    /// The registry cannot be read.
    pub fn census(&self) -> Result<Census, RegistryError> {
        self.with(census::of_store)
    }

    /// Returns what the registry is declared to have all of.
    ///
    /// # Errors
    /// The registry cannot be read.
    pub fn coverage(&self) -> Result<Vec<Coverage>, RegistryError> {
        self.with(coverage::all)
    }
}

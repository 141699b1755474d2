//! What all requests share: the rules, the tables and the registry.

use std::io;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, TryLockError};
use std::time::Duration;

use axum::body::Bytes;
use jiff::Timestamp;
use jiff::civil::Date;

use super::access::Throttle;
use super::drafts::Drafts;
use super::in_step::InStep;
use super::problem::Problem;
use super::readings::Readings;
use crate::app::audit;
use crate::app::desk::{Asked, Desk};
use crate::app::imports::Imports;
use crate::app::reading::Programs;
use crate::app::safekeeping::Own;
use crate::app::search::{SearchFailure, Searcher, beside};
use crate::app::triage::Profile;
use crate::app::{Office, library};
use crate::audit::{Audit, Scope};
use crate::document::Slug;
use crate::ledger::{Ledger, LedgerError, Secret};
use crate::registry::{RegistryError, Store};
use crate::rules::{Lang, RuleError};
use crate::text::Source;

/// How long a request waits for another program to read a file.
const PATIENCE: Duration = Duration::from_secs(20);

/// How the server was started.
#[derive(Debug)]
pub struct Setting {
    /// The registry file; the laws of the lexicon alone where `None`.
    pub registry: Option<PathBuf>,
    /// The file of what people did; with the process it ends where `None`.
    pub ledger: Option<PathBuf>,
    /// What else belongs to the store.
    pub own: Own,
    /// The day of judgement; a draft's own day, else today, where `None`.
    pub as_of: Option<Date>,
    /// Tells this day: the server may run for many.
    pub today: fn() -> Date,
    /// Tells this moment.
    pub now: fn() -> Timestamp,
    /// The names, beside those of this machine, by which the server may be called.
    pub hosts: Vec<String>,
    /// Whether a proxy in front speaks HTTPS: cookies are bound to it, and it tells who asks.
    pub behind_https: bool,
    /// Who has the accounts of the office.
    #[cfg(feature = "oidc")]
    pub provider: Option<super::access::Provider>,
    /// The language of findings.
    pub lang: Lang,
    /// The findings that are told; all where `None`.
    pub profile: Option<Profile>,
    /// The programs that help to read drafts.
    pub programs: Programs,
}

/// What all requests share.
pub struct State {
    desk: Desk<'static>,
    setting: Setting,
    /// Open registries that nobody asks at the moment.
    spare: Mutex<Vec<Store>>,
    ledger: Mutex<Ledger>,
    throttle: Throttle,
    #[cfg(feature = "oidc")]
    under_way: super::access::UnderWay,
    drafts: Drafts,
    readings: Readings,
    secret: Secret,
    /// The search index, by the last change of the registry.
    index: InStep<i64, Searcher>,
    /// Audits of the registry, by its last change, the day, the territory and the year.
    audits: InStep<(i64, Date, Option<Slug>, Option<i16>), Audit>,
    /// Documents that are sent to be stored; `None` where nothing is stored.
    imports: Option<Arc<Imports>>,
    /// Digest of the rules and tables.
    ground: String,
    /// Held while the store is taken away: each time needs room on the disk for all of it.
    taking_away: Mutex<()>,
}

impl State {
    /// Binds the rules and opens the registry once, so that a wrong file is said at the start.
    ///
    /// # Errors
    /// A rule page is wrong, or there is no registry to read.
    pub fn new(office: Office, setting: Setting) -> Result<Self, StateError> {
        // The rules live as long as the process: every thread may borrow them.
        let office: &'static Office = Box::leak(Box::new(office));
        let ledger = setting.ledger.as_deref().map_or_else(Ledger::in_memory, Ledger::open)?;
        let (desk, secret) = (Desk::new(office)?, Secret::random()?);
        let readings = Readings::new(setting.programs.clone())?;
        let ground = format!("{}/{}", office.rules.digest(), office.lexicon.digest());
        let state = Self {
            desk,
            setting,
            spare: Mutex::default(),
            ledger: Mutex::new(ledger),
            throttle: Throttle::default(),
            #[cfg(feature = "oidc")]
            under_way: super::access::UnderWay::default(),
            drafts: Drafts::default(),
            readings,
            secret,
            index: InStep::default(),
            audits: InStep::default(),
            imports: None,
            ground,
            taking_away: Mutex::default(),
        };
        let store = state.open()?;
        state.give_back(store);
        Ok(state)
    }

    /// Takes documents that are sent to be stored from now on, and goes on with those of before.
    ///
    /// # Errors
    /// The folder beside the registry cannot be read.
    pub(super) fn taking_documents(self) -> io::Result<Self> {
        let Some(registry) = &self.setting.registry else { return Ok(self) };
        let imports = Arc::new(Imports::open(registry)?);
        let (own, office) = (Arc::clone(&imports), self.desk.office());
        std::thread::Builder::new().name("imports".to_owned()).spawn(move || own.work(&office.lexicon))?;
        Ok(Self { imports: Some(imports), ..self })
    }

    /// Returns the documents that are sent to be stored; `None` where nothing is stored.
    pub(super) fn imports(&self) -> Option<&Imports> {
        self.imports.as_deref()
    }

    /// Returns the rules, ready for texts.
    pub(super) fn desk(&self) -> &Desk<'static> {
        &self.desk
    }

    /// Returns how the server was started.
    pub(super) fn setting(&self) -> &Setting {
        &self.setting
    }

    /// Returns this moment.
    pub(super) fn now(&self) -> Timestamp {
        (self.setting.now)()
    }

    /// Returns who tried to sign in of late.
    pub(super) fn throttle(&self) -> &Throttle {
        &self.throttle
    }

    /// Returns those who are on their way through the provider of accounts.
    #[cfg(feature = "oidc")]
    pub(super) fn under_way(&self) -> &super::access::UnderWay {
        &self.under_way
    }

    /// Returns whether the accounts of the office can be used to sign in.
    #[cfg(feature = "oidc")]
    pub(super) fn signs_on(&self) -> bool {
        self.setting.provider.is_some()
    }

    /// Returns whether the accounts of the office can be used to sign in: not in this build.
    #[cfg(not(feature = "oidc"))]
    #[expect(clippy::unused_self, reason = "with the feature it asks how the server was started")]
    pub(super) fn signs_on(&self) -> bool {
        false
    }

    /// Returns what this process alone knows.
    pub(super) fn secret(&self) -> &str {
        self.secret.reveal()
    }

    /// Returns the ledger, for work that already runs on a thread that may take its time ([`State::ask`]). Others wait
    /// meanwhile: nothing slow is done while it is held.
    pub(super) fn ledger(&self) -> MutexGuard<'_, Ledger> {
        self.ledger.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Does `work` with the ledger, on a thread that may take its time.
    ///
    /// # Errors
    /// The ledger cannot be read or written or refuses, or the work broke off.
    pub(super) async fn keep<T: Send + 'static>(
        self: &Arc<Self>,
        work: impl FnOnce(&mut Ledger) -> Result<T, LedgerError> + Send + 'static,
    ) -> Result<T, Problem> {
        let state = Arc::clone(self);
        match tokio::task::spawn_blocking(move || work(&mut state.ledger())).await {
            Ok(done) => Ok(done?),
            Err(_) => Err(Problem::INTERNAL),
        }
    }

    /// Returns the drafts that visitors have before them.
    pub(super) fn drafts(&self) -> &Drafts {
        &self.drafts
    }

    /// Returns the texts of files that other programs read.
    pub(super) fn readings(&self) -> &Readings {
        &self.readings
    }

    /// Returns the text of a file that is asked for once; another program gets most of the time that a request has.
    ///
    /// # Errors
    /// The file cannot be read, or not yet.
    pub(super) async fn text(&self, name: &str, bytes: &Bytes) -> Result<Arc<Source>, Problem> {
        let text = self.readings.text(name, bytes, self.now(), PATIENCE).await?;
        self.readings.forget(bytes);
        Ok(text)
    }

    /// Returns by which law and in which language texts are judged now.
    pub(super) fn asked(&self) -> Asked {
        Asked { as_of: self.setting.as_of, today: (self.setting.today)(), lang: self.setting.lang }
    }

    /// Returns the day on which force is told where a question names `asked`, or none.
    pub(super) fn day(&self, asked: Option<Date>) -> Date {
        let now = self.asked();
        asked.or(now.as_of).unwrap_or(now.today)
    }

    /// Does `work` with a registry of its own, on a thread that may take its time.
    ///
    /// # Errors
    /// The registry cannot be read, or the work broke off.
    pub(super) async fn ask<T: Send + 'static>(
        self: &Arc<Self>,
        work: impl FnOnce(&Self, &Store) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let state = Arc::clone(self);
        let done = tokio::task::spawn_blocking(move || {
            let spare = state.spare.lock().unwrap_or_else(PoisonError::into_inner).pop();
            let store = spare.map_or_else(|| state.open(), Ok)?;
            let answer = work(&state, &store);
            state.give_back(store);
            answer
        });
        done.await.unwrap_or(Err(Problem::INTERNAL))
    }

    /// Returns the digest of the rules and tables.
    pub(super) fn ground(&self) -> &str {
        &self.ground
    }

    /// Asks the search index, which is brought in step with the registry first; where that takes longer than a request
    /// waits, what it held before answers. An index that turns out to be damaged is made anew, once.
    ///
    /// # Errors
    /// The registry cannot be read, there is no index yet, or it cannot be made.
    pub(super) fn searched<T>(
        &self,
        store: &Store,
        ask: impl Fn(&Searcher) -> Result<T, SearchFailure>,
    ) -> Result<T, Problem> {
        let answer = ask(&*self.searcher(store)?);
        if !matches!(answer, Err(SearchFailure::Index(_))) {
            return Ok(answer?);
        }
        self.index.forget();
        Ok(ask(&*self.searcher(store)?)?)
    }

    fn searcher(&self, store: &Store) -> Result<Arc<Searcher>, Problem> {
        let folder = self.setting.registry.as_deref().map(beside);
        let open = || Searcher::open(store, &self.desk.office().lexicon, folder.as_deref());
        let made = self.index.of(store.last_change()?, open)?;
        made.or_else(|| self.index.newest()).ok_or(Problem::WORKING)
    }

    /// Returns what is found of the registry as a whole on a day, in a territory or all, of the tasks of a year or all.
    ///
    /// # Errors
    /// The registry cannot be read, or the first audit of this state is still under way.
    pub(super) fn audit(
        &self,
        store: &Store,
        as_of: Date,
        territory: Option<Slug>,
        year: Option<i16>,
    ) -> Result<Arc<Audit>, Problem> {
        let key = (store.last_change()?, as_of, territory.clone(), year);
        let audit = || {
            let scope = Scope { as_of, territory, years: year.map(|year| (year, year)), if_repealed: None };
            // What was compared is kept in the registry, where that can be written to.
            let keeping = self.setting.registry.as_deref().map(library::of_file_keeping).transpose()?;
            audit::audit(self.desk.office(), keeping.as_ref().unwrap_or(store), &scope)
        };
        self.audits.of(key, audit)?.ok_or(Problem::WORKING)
    }

    /// Does `work`, which takes the store away, where nobody else does at the moment.
    pub(super) fn alone<T>(&self, work: impl FnOnce() -> T) -> Option<T> {
        let held = match self.taking_away.try_lock() {
            Ok(held) => held,
            Err(TryLockError::Poisoned(broken)) => broken.into_inner(),
            Err(TryLockError::WouldBlock) => return None,
        };
        let done = work();
        drop(held);
        Some(done)
    }

    fn open(&self) -> Result<Store, RegistryError> {
        match &self.setting.registry {
            Some(path) => library::of_file(path),
            None => Store::in_memory(),
        }
    }

    /// Keeps an open registry for the next; as many stay as were ever asked at once.
    fn give_back(&self, store: Store) {
        self.spare.lock().unwrap_or_else(PoisonError::into_inner).push(store);
    }
}

/// Why the server cannot begin.
#[derive(Debug, thiserror::Error)]
pub enum StateError {
    /// A rule page asks for what is not there.
    #[error(transparent)]
    Rules(#[from] RuleError),
    /// The registry could not be read.
    #[error(transparent)]
    Registry(#[from] RegistryError),
    /// The ledger could not be opened.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// The system gives no threads.
    #[error(transparent)]
    Threads(#[from] rayon::ThreadPoolBuildError),
}

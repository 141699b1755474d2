//! What all requests share: the rules, the tables and the registry.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;
use jiff::civil::Date;

use super::drafts::Drafts;
use super::problem::Problem;
use crate::app::desk::{Asked, Desk};
use crate::app::triage::Profile;
use crate::app::{Office, library};
use crate::ledger::{Ledger, LedgerError, Secret};
use crate::registry::{RegistryError, Store};
use crate::rules::{Lang, RuleError};

/// How the server was started.
#[derive(Debug)]
pub struct Setting {
    /// The registry file; the laws of the lexicon alone where `None`.
    pub registry: Option<PathBuf>,
    /// The file of what people did; with the process it ends where `None`.
    pub ledger: Option<PathBuf>,
    /// The day of judgement; a draft's own day, else today, where `None`.
    pub as_of: Option<Date>,
    /// Tells this day: the server may run for many.
    pub today: fn() -> Date,
    /// Tells this moment.
    pub now: fn() -> Timestamp,
    /// Whether a proxy in front speaks HTTPS: cookies are bound to it, and it tells who asks.
    pub behind_https: bool,
    /// The language of findings.
    pub lang: Lang,
    /// The findings that are told; all where `None`.
    pub profile: Option<Profile>,
}

/// What all requests share.
pub struct State {
    desk: Desk<'static>,
    setting: Setting,
    /// Open registries that nobody asks at the moment.
    spare: Mutex<Vec<Store>>,
    ledger: Mutex<Ledger>,
    drafts: Drafts,
    secret: Secret,
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
        let state = Self {
            desk,
            setting,
            spare: Mutex::default(),
            ledger: Mutex::new(ledger),
            drafts: Drafts::default(),
            secret,
        };
        let store = state.open()?;
        state.give_back(store);
        Ok(state)
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

    /// Returns by which law and in which language texts are judged now.
    pub(super) fn asked(&self) -> Asked {
        Asked { as_of: self.setting.as_of, today: (self.setting.today)(), lang: self.setting.lang }
    }

    /// Does `work` with a registry of its own, on a thread that may take its time.
    ///
    /// # Errors
    /// The registry cannot be read, or the work broke off.
    pub(super) async fn ask<T: Send + 'static>(
        self: &Arc<Self>,
        work: impl FnOnce(&Self, &Store) -> Result<T, RegistryError> + Send + 'static,
    ) -> Result<T, Problem> {
        let state = Arc::clone(self);
        let done = tokio::task::spawn_blocking(move || {
            let spare = state.spare.lock().unwrap_or_else(PoisonError::into_inner).pop();
            let store = spare.map_or_else(|| state.open(), Ok)?;
            let answer = work(&state, &store)?;
            state.give_back(store);
            Ok(answer)
        });
        match done.await {
            Ok(answer) => answer.map_err(|error: RegistryError| Problem::REGISTRY.because(error)),
            Err(_) => Err(Problem::INTERNAL),
        }
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
}

//! Documents that were sent to be stored: kept on the disk before that is confirmed, then worked off one after another, also
//! after the process was ended midway.
//!
//! They lie in a folder beside the registry, of its name and `.imports`; each job has a folder there, of its id. A job's id comes
//! of its files: who sends the same again gets the same job. An ingest is incremental, so one that is begun anew does no harm.

mod disk;
mod job;

use std::collections::{BTreeMap, VecDeque};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use super::ingest::{Plan, Summary, ingest};
use super::inputs::Input;
use super::search::{SearchFailure, follow};
use crate::lexicon::Lexicon;
use crate::registry::{RegistryError, Store};

pub use disk::{altered, files, kept};
pub use job::{Job, JobState};

/// Why documents were not taken.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// They could not be kept on the disk.
    #[error("không ghi được tệp gửi lên: {0}")]
    Disk(#[from] std::io::Error),
    /// The key was given to other files before.
    #[error("khóa \"{0}\" đã dùng cho tệp khác")]
    KeyTaken(String),
}

/// Why a job failed.
#[derive(Debug, thiserror::Error)]
enum WorkError {
    #[error(transparent)]
    Registry(#[from] RegistryError),
    #[error(transparent)]
    Index(#[from] SearchFailure),
    #[error("lỗi bên trong soat khi đọc tệp")]
    Panicked,
}

/// What is asked for, besides the files.
#[derive(Debug, Clone, Default)]
pub struct Sender {
    /// Who sent them.
    pub by: Option<String>,
    /// By which a client knows its request again (`Idempotency-Key`).
    pub key: Option<String>,
}

/// Returns the folder of a registry's imports: beside it, of its name and `.imports`.
#[must_use]
pub fn beside(registry: &Path) -> PathBuf {
    let mut name = registry.as_os_str().to_owned();
    name.push(".imports");
    PathBuf::from(name)
}

/// The jobs of a registry.
#[derive(Debug)]
pub struct Imports {
    registry: PathBuf,
    folder: PathBuf,
    jobs: Mutex<Jobs>,
    bell: Condvar,
    /// Files read of the job under way.
    read: AtomicUsize,
}

#[derive(Debug, Default)]
struct Jobs {
    all: BTreeMap<String, Job>,
    waiting: VecDeque<String>,
}

impl Imports {
    /// Takes up the jobs of a registry where they were left.
    ///
    /// # Errors
    /// The folder beside the registry cannot be read.
    pub fn open(registry: &Path) -> std::io::Result<Self> {
        let folder = beside(registry);
        disk::clear(&folder)?;
        let kept = kept(&folder)?;
        let waiting = kept.iter().filter(|job| !job.state.is_ended()).map(|job| job.id.clone()).collect();
        let all = kept.into_iter().map(|job| (job.id.clone(), job)).collect();
        let jobs = Mutex::new(Jobs { all, waiting });
        Ok(Self { registry: registry.to_owned(), folder, jobs, bell: Condvar::new(), read: AtomicUsize::new(0) })
    }

    /// Takes files (name, bytes) to be stored; once this returns they will be, whatever happens to the process. The same files
    /// are the same job: one that has ended is done again, unless the client only repeats its request.
    ///
    /// # Errors
    /// They could not be kept, or the client's key was given to other files.
    pub fn start(&self, files: &[(String, &[u8])], sender: Sender) -> Result<Job, ImportError> {
        let id = job::id(files);
        let mut jobs = self.jobs();
        let keyed = sender.key.as_ref().and_then(|key| jobs.all.values().find(|job| job.key.as_ref() == Some(key)));
        if let Some(keyed) = keyed {
            return if keyed.id == id {
                Ok(keyed.clone())
            } else {
                Err(ImportError::KeyTaken(sender.key.unwrap_or_default()))
            };
        }
        if let Some(job) = jobs.all.get(&id).filter(|job| !job.state.is_ended()) {
            return Ok(job.clone());
        }
        let number = jobs.all.values().map(|job| job.number + 1).max().unwrap_or(1);
        let job = Job::new(id, number, files.iter().map(|(name, _)| name.clone()).collect(), sender);
        disk::take(&self.folder, &job, files)?;
        jobs.all.insert(job.id.clone(), job.clone());
        jobs.waiting.push_back(job.id.clone());
        self.bell.notify_one();
        Ok(job)
    }

    /// Returns a job as it stands.
    #[must_use]
    pub fn of(&self, id: &str) -> Option<Job> {
        let job = self.jobs().all.get(id).cloned();
        job.map(|job| match job.state {
            JobState::Working => Job { read: self.read.load(Ordering::Relaxed), ..job },
            _ => job,
        })
    }

    /// Returns all jobs, the newest first.
    #[must_use]
    pub fn all(&self) -> Vec<Job> {
        let mut all: Vec<Job> = self.jobs().all.values().cloned().collect();
        all.sort_by_key(|job| std::cmp::Reverse(job.number));
        all
    }

    /// Works off what waits, and what will come, without end; for a thread of its own.
    pub fn work(&self, lexicon: &Lexicon) {
        loop {
            let job = self.next();
            self.read.store(0, Ordering::Relaxed);
            let done = catch_unwind(AssertUnwindSafe(|| self.store(&job, lexicon))).unwrap_or(Err(WorkError::Panicked));
            let ended = match done {
                Ok(summary) => Job { state: JobState::Done, read: job.files.len(), summary: Some(summary), ..job },
                Err(error) => Job { state: JobState::Failed, reason: Some(error.to_string()), ..job },
            };
            // What cannot be written down is done again at the next start.
            let _ = disk::note(&self.folder, &ended);
            self.jobs().all.insert(ended.id.clone(), ended);
        }
    }

    /// Waits for a job, and marks it as begun.
    fn next(&self) -> Job {
        let mut jobs = self.jobs();
        loop {
            let Jobs { all, waiting } = &mut *jobs;
            if let Some(job) = waiting.pop_front().and_then(|id| all.get_mut(&id)) {
                job.state = JobState::Working;
                return job.clone();
            }
            jobs = self.bell.wait(jobs).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn store(&self, job: &Job, lexicon: &Lexicon) -> Result<Summary, WorkError> {
        let input = |(at, name): (usize, &String)| Input {
            path: disk::file(&self.folder, &job.id, at),
            name: format!("{}/{at}/{name}", job.id),
            named: true,
        };
        let inputs: Vec<Input> = job.files.iter().enumerate().map(input).collect();
        let mut store = Store::create_or_open(&self.registry)?;
        let step = || {
            self.read.fetch_add(1, Ordering::Relaxed);
        };
        let summary = ingest(&inputs, &mut store, lexicon, &Plan::default(), &step)?;
        follow(&store, lexicon, &self.registry)?;
        Ok(summary)
    }

    fn jobs(&self) -> MutexGuard<'_, Jobs> {
        self.jobs.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

//! The text of files that visitors send: read at once, or by LibreOffice and Tesseract where these are on the machine.
//!
//! Other programs take seconds. They run on threads of their own, few at a time, and a request waits for them without
//! holding a thread: whoever sends a scan keeps nobody else from having a draft checked. What they made of a file is
//! held in memory until it was asked for, and written nowhere.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::body::Bytes;
use jiff::{SignedDuration, Timestamp};
use rayon::{ThreadPool, ThreadPoolBuildError, ThreadPoolBuilder};
use tokio::sync::watch;

use super::problem::Problem;
use crate::app::reading::{Alone, Help, IngestError, Programs, read_alone, read_helped};
use crate::text::Source;

/// Files that wait for one program, at most.
const WAITING: usize = 8;
/// Texts held at most.
const HELD: usize = 64;
/// How long a text is held after it was asked for last.
const HOURS: i64 = 8;
/// Most pages of one file that are recognised: each takes seconds, and others wait.
const PAGES: usize = 60;

/// What became of a file; `None` while it is being read.
type Outcome = Option<Result<Arc<Source>, IngestError>>;

struct Held {
    help: Help,
    asked: Timestamp,
    outcome: watch::Receiver<Outcome>,
}

impl Held {
    fn is_under_way(&self) -> bool {
        self.outcome.borrow().is_none() && self.outcome.has_changed().is_ok()
    }

    /// Returns whether it is read by the same program.
    fn is_beside(&self, help: Help) -> bool {
        matches!((self.help, help), (Help::Office, Help::Office) | (Help::Recognition { .. }, Help::Recognition { .. }))
    }
}

/// The files that other programs read.
pub(super) struct Readings {
    programs: Arc<Programs>,
    /// Threads that wait for LibreOffice, and for Tesseract.
    office: ThreadPool,
    recognition: ThreadPool,
    files: Mutex<BTreeMap<[u8; 32], Held>>,
}

impl Readings {
    /// Gets ready to read with these programs; they keep nothing on the disk.
    ///
    /// # Errors
    /// The system gives no threads.
    pub(super) fn new(programs: Programs) -> Result<Self, ThreadPoolBuildError> {
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        let pool = |threads: usize| ThreadPoolBuilder::new().num_threads(threads).build();
        Ok(Self {
            programs: Arc::new(Programs { cache: None, ..programs }),
            office: pool(1)?,
            recognition: pool((cores / 2).max(1))?,
            files: Mutex::default(),
        })
    }

    /// Returns the text of a file, waiting for another program so long.
    ///
    /// # Errors
    /// The file cannot be read, too many wait, or the program needs longer: it goes on, and may be asked again.
    pub(super) async fn text(
        &self,
        name: &str,
        bytes: &Bytes,
        now: Timestamp,
        patience: Duration,
    ) -> Result<Arc<Source>, Problem> {
        let key = *blake3::hash(bytes).as_bytes();
        let known = self.files().get_mut(&key).map(|own| {
            own.asked = now;
            own.outcome.clone()
        });
        let mut outcome = match known {
            Some(outcome) => outcome,
            None => match self.alone(name, bytes).await? {
                Alone::Read(source) => return Ok(Arc::from(source)),
                Alone::Wants(help) => self.begin(key, help, name, bytes, now)?,
            },
        };
        let waited = tokio::time::timeout(patience, outcome.wait_for(Option::is_some)).await;
        let read = match waited {
            Err(_) => return Err(Problem::READING),
            Ok(Ok(outcome)) => outcome.clone().unwrap_or(Err(IngestError::Fault(name.to_owned()))).map_err(unread),
            // The thread ended without a word.
            Ok(Err(_)) => Err(Problem::INTERNAL),
        };
        if read.is_err() {
            // Who sends it once more has it tried once more: the program may have failed by chance.
            self.forget(bytes);
        }
        read
    }

    async fn alone(&self, name: &str, bytes: &Bytes) -> Result<Alone, Problem> {
        let (programs, name, bytes) = (Arc::clone(&self.programs), name.to_owned(), bytes.clone());
        let read = tokio::task::spawn_blocking(move || read_alone(&name, &bytes, &programs));
        read.await.map_err(|_| Problem::INTERNAL)?.map_err(unread)
    }

    fn begin(
        &self,
        key: [u8; 32],
        help: Help,
        name: &str,
        bytes: &Bytes,
        now: Timestamp,
    ) -> Result<watch::Receiver<Outcome>, Problem> {
        let pool = match help {
            Help::Office => &self.office,
            Help::Recognition { pages } if pages > PAGES => {
                let what = "số trang ảnh chụp máy chủ nhận dạng một lần".to_owned();
                return Err(unread(IngestError::TooBig { what, found: pages.to_string(), limit: PAGES.to_string() }));
            }
            Help::Recognition { .. } => &self.recognition,
        };
        let mut files = self.files();
        // Another request may have begun it since.
        if let Some(own) = files.get(&key) {
            return Ok(own.outcome.clone());
        }
        if files.values().filter(|own| own.is_beside(help) && own.is_under_way()).count() >= WAITING {
            return Err(Problem::BUSY);
        }
        let hours = SignedDuration::from_hours(HOURS);
        files.retain(|_, own| own.is_under_way() || now.duration_since(own.asked) < hours);
        while files.len() >= HELD {
            let oldest = files.iter().filter(|(_, own)| !own.is_under_way()).min_by_key(|(_, own)| own.asked);
            let Some(oldest) = oldest.map(|(key, _)| *key) else { break };
            files.remove(&oldest);
        }
        let (tell, outcome) = watch::channel(None);
        files.insert(key, Held { help, asked: now, outcome: outcome.clone() });
        let (programs, name, bytes) = (Arc::clone(&self.programs), name.to_owned(), bytes.clone());
        pool.spawn(move || {
            let read = catch_unwind(AssertUnwindSafe(|| read_helped(&name, &bytes, &programs)));
            if let Ok(read) = read {
                // Nobody may wait for it any more.
                let _ = tell.send(Some(read.map(Arc::new)));
            }
        });
        Ok(outcome)
    }

    /// Forgets the text of a file.
    pub(super) fn forget(&self, bytes: &[u8]) {
        self.files().remove(blake3::hash(bytes).as_bytes());
    }

    fn files(&self) -> MutexGuard<'_, BTreeMap<[u8; 32], Held>> {
        self.files.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn unread(error: IngestError) -> Problem {
    Problem::UNREADABLE.because(error)
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    fn rtf(number: usize) -> Bytes {
        Bytes::from(format!(r"{{\rtf1 {number}}}"))
    }

    #[tokio::test]
    async fn a_file_is_read_while_others_are_answered_and_few_wait() {
        let folder = tempfile::tempdir().unwrap();
        // A LibreOffice that takes its time and makes nothing.
        let soffice = folder.path().join("soffice");
        tokio::fs::write(&soffice, "#!/bin/sh\nsleep 1\n").await.unwrap();
        let mut permissions = tokio::fs::metadata(&soffice).await.unwrap().permissions();
        permissions.set_mode(0o755);
        tokio::fs::set_permissions(&soffice, permissions).await.unwrap();
        let programs = Programs { soffice: Some(soffice), ..Programs::default() };
        let readings = Readings::new(programs).unwrap();
        let (now, moment) = (Timestamp::UNIX_EPOCH, Duration::from_millis(20));
        let ask = |bytes| {
            let readings = &readings;
            async move { readings.text("a.rtf", &bytes, now, moment).await.unwrap_err().code() }
        };
        assert_eq!(ask(rtf(0)).await, "reading");
        // The same file is not read twice, and a text needs nobody.
        assert_eq!(ask(rtf(0)).await, "reading");
        assert!(readings.text("a.txt", &Bytes::from_static(b"Ch\xC3\xA0o"), now, moment).await.is_ok());
        for number in 1..WAITING {
            assert_eq!(ask(rtf(number)).await, "reading");
        }
        assert_eq!(ask(rtf(WAITING)).await, "busy");
        let patience = Duration::from_mins(1);
        let end = readings.text("a.rtf", &rtf(0), now, patience).await.unwrap_err();
        assert_eq!(end.code(), "unreadable");
        assert!(end.detail().is_some_and(|detail| detail.contains("LibreOffice")));
        // What failed is tried again, behind those that wait.
        assert_eq!(ask(rtf(0)).await, "reading");
    }
}

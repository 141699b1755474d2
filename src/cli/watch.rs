//! `soat watch`: an answer beside every draft that is saved in a folder.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use notify::{Event, EventKind, RecursiveMode, Watcher};

use super::args::WatchArgs;
use super::exit::{Exit, Failure};
use super::settings::{self, Settings, today};
use super::{library, triage};
use crate::app::Office;
use crate::app::check::Request;
use crate::app::inputs::{self, Input};
use crate::app::triage::Triage;
use crate::app::watch::{Laid, answer_of, is_draft, lay};
use crate::registry::Store;
use crate::rules::Lang;

/// How long nobody writes to a file before it counts as saved: editors save in several steps.
const QUIET: Duration = Duration::from_millis(700);

/// What the loop wakes up for.
enum Wake {
    Changed(Event),
    End,
}

/// The rules and documents that drafts are held against.
struct Desk<'a> {
    office: Office,
    store: Store,
    triage: Triage,
    settings: &'a Settings,
    /// Hashes of the drafts that were answered.
    answered: BTreeMap<PathBuf, blake3::Hash>,
}

pub(super) fn run(args: &WatchArgs, settings: &Settings) -> Result<Exit, Failure> {
    let folder = &args.dir;
    if !folder.is_dir() {
        return Err(Failure::usage(format!("{}: không có thư mục này", folder.display())));
    }
    let (office, accepted) = triage::open(settings)?;
    let triage = triage::choose(accepted, args.profile.as_deref(), None, settings)?;
    let store = library::open(&office, &args.issued, settings)?;
    let mut desk = Desk { office, store, triage, settings, answered: BTreeMap::new() };
    if args.once {
        let (inputs, _) = inputs::collect(std::slice::from_ref(folder), |name| is_draft(Path::new(name)));
        inputs.iter().try_for_each(|input| desk.answer(&input.path))?;
        return Ok(if inputs.is_empty() { Exit::NoInput } else { Exit::Clean });
    }
    let (sender, wakes) = mpsc::channel();
    let ended = sender.clone();
    ctrlc::set_handler(move || drop(ended.send(Wake::End))).map_err(Failure::internal)?;
    let noticed = move |event: notify::Result<Event>| {
        if let Ok(event) = event {
            drop(sender.send(Wake::Changed(event)));
        }
    };
    let unwatched =
        |error: notify::Error| Failure::usage(format!("{}: không theo dõi được: {error}", folder.display()));
    let mut watcher = notify::recommended_watcher(noticed).map_err(unwatched)?;
    watcher.watch(folder, RecursiveMode::Recursive).map_err(unwatched)?;
    if !settings.quiet {
        match settings.lang {
            Lang::Vi => anstream::eprintln!("soat: đang theo dõi {}; dừng bằng Ctrl-C", folder.display()),
            Lang::En => anstream::eprintln!("soat: watching {}; end with Ctrl-C", folder.display()),
        }
    }
    wait(&wakes, &mut desk)?;
    Ok(Exit::Clean)
}

/// Answers each draft once its file has been quiet for a while, until the process is asked to end.
fn wait(wakes: &Receiver<Wake>, desk: &mut Desk<'_>) -> Result<(), Failure> {
    let mut changed: BTreeMap<PathBuf, Instant> = BTreeMap::new();
    loop {
        let wake = if changed.is_empty() {
            wakes.recv().map_err(|_| RecvTimeoutError::Disconnected)
        } else {
            wakes.recv_timeout(QUIET / 4)
        };
        match wake {
            Ok(Wake::Changed(event)) if !matches!(event.kind, EventKind::Remove(_)) => {
                let drafts = event.paths.into_iter().filter(|path| is_draft(path));
                // Reading a file is an event too, and no change of it.
                let written = !matches!(event.kind, EventKind::Access(_));
                changed.extend(drafts.filter(|_| written).map(|path| (path, Instant::now())));
            }
            Ok(Wake::Changed(_)) | Err(RecvTimeoutError::Timeout) => {}
            Ok(Wake::End) | Err(RecvTimeoutError::Disconnected) => return Ok(()),
        }
        let quiet: Vec<PathBuf> =
            changed.iter().filter(|(_, last)| last.elapsed() >= QUIET).map(|(path, _)| path.clone()).collect();
        for path in quiet {
            changed.remove(&path);
            desk.answer(&path)?;
        }
    }
}

impl Desk<'_> {
    /// Lays the answer beside a draft and says so in a line; what goes wrong with one draft is said, and the others go on.
    fn answer(&mut self, path: &Path) -> Result<(), Failure> {
        let Settings { as_of, lang, .. } = *self.settings;
        let name = path.to_string_lossy().replace('\\', "/");
        // A file that was moved away or deleted meanwhile needs no answer.
        let Ok(bytes) = std::fs::read(path) else {
            match lang {
                Lang::Vi => anstream::eprintln!("soat: {name}: không còn hoặc không đọc được"),
                Lang::En => anstream::eprintln!("soat: {name}: gone, or cannot be read"),
            }
            return Ok(());
        };
        let hash = blake3::hash(&bytes);
        if self.answered.get(path) == Some(&hash) && answer_of(path).exists() {
            return Ok(());
        }
        let inputs = [Input { path: path.to_owned(), name: name.clone(), named: true }];
        let request = Request { inputs: &inputs, as_of, today: today(), lang };
        match lay(&self.office, &self.store, &self.triage, &request) {
            Ok(laid) => {
                self.answered.insert(path.to_owned(), hash);
                say(&name, &laid, lang)
            }
            Err(error) => {
                anstream::eprintln!("soat: {name}: {error}");
                Ok(())
            }
        }
    }
}

fn say(name: &str, Laid { answer, findings, errors, unmarked }: &Laid, lang: Lang) -> Result<(), Failure> {
    let why = unmarked.as_ref().map(|why| format!(" ({why})")).unwrap_or_default();
    let answer = answer.display();
    settings::show(|out| match lang {
        Lang::Vi => writeln!(out, "{name}: {findings} phát hiện, {errors} từ mức sai trở lên → {answer}{why}"),
        Lang::En => writeln!(out, "{name}: {findings} findings, {errors} errors or worse → {answer}{why}"),
    })
}

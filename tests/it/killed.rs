//! Servers that are killed at work: what was confirmed is there afterwards, whole and once.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

use rusqlite::Connection;
use serde_json::Value;
use soat::app::search::{beside, lag};
use soat::ledger::{Ledger, Sight};
use soat::lexicon::Lexicon;
use soat::registry::Store;

use crate::server::Server;

/// Documents of an import, beside a file that is none.
const DOCUMENTS: usize = 3;
/// Bytes of the file that is none: long enough to be cut in the middle.
const BULK: usize = 300_000;
/// What somebody who decides takes between two drafts.
const PAUSE: Duration = Duration::from_millis(5);
/// The work that a kill is meant to hit, in turn.
const AIMS: [Work; 3] = [Work::Upload, Work::Reading, Work::Index];

/// What a server is at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Work {
    /// Files are being sent; nothing was confirmed.
    Upload,
    /// Confirmed files are read and stored.
    Reading,
    /// They are stored, and the index of the search is brought in step.
    Index,
    /// The end of an import is written down, or only drafts and decisions are.
    Other,
}

/// An import as it was sent.
#[derive(Debug)]
struct Import {
    key: String,
    /// Name and bytes.
    files: Vec<(String, Vec<u8>)>,
    /// The number of its first document.
    first: usize,
    /// The job, once the server has confirmed it.
    job: Option<String>,
}

/// What the clients know.
#[derive(Debug, Default)]
struct Told {
    imports: Vec<Import>,
    drafts: Vec<String>,
    decisions: Vec<String>,
}

/// Returns a number below `below`, another one each round (Fibonacci hashing).
fn moment(round: u64, below: u64) -> u64 {
    ((round + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 33) % below
}

/// Returns a word that one document has alone.
fn mark(number: usize) -> String {
    let digits = format!("{number:04}");
    digits.bytes().fold("q".to_owned(), |word, digit| word + &char::from(digit - b'0' + b'a').to_string()) + "z"
}

impl Import {
    fn new(at: usize) -> Self {
        let first = at * DOCUMENTS + 1;
        let paper = |number: usize| {
            let mut text = format!(
                "ỦY BAN NHÂN DÂN\nTỈNH QUẢNG TRỊ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: {number}/QĐ-UBND\n\
                 Quảng Trị, ngày 05 tháng 05 năm 2021\nQUYẾT ĐỊNH\nVề việc phê duyệt kế hoạch\n"
            );
            for article in 1..20 {
                let _ = writeln!(text, "Điều {article}. Thực hiện theo mẫu {} của kế hoạch.", mark(number));
            }
            (format!("qd-{number}.txt"), text.into_bytes())
        };
        let mut files: Vec<_> = (first..first + DOCUMENTS).map(paper).collect();
        files.push(("so-lieu.bin".to_owned(), first.to_le_bytes().repeat(BULK / 8)));
        Self { key: format!("lan-{at}"), files, first, job: None }
    }

    /// Sends it; `halfway` is called once half of it is on the way. Returns whether it was confirmed.
    fn send(&mut self, address: &str, halfway: impl FnOnce()) -> bool {
        let mut body = Vec::new();
        for (name, bytes) in &self.files {
            let head = format!("--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n");
            body.extend([head.as_bytes(), bytes, b"\r\n"].concat());
        }
        body.extend(b"--x--\r\n");
        let lines = format!("Content-Type: multipart/form-data; boundary=x\r\nIdempotency-Key: {}\r\n", self.key);
        let answer = try_send(address, "POST /api/v1/documents", &lines, &body, halfway);
        let Some((202, answer)) = answer else { return false };
        let told: Value = serde_json::from_str(answer.split_once("\r\n\r\n").unwrap().1).unwrap();
        self.job = told.pointer("/job/id").and_then(Value::as_str).map(str::to_owned);
        true
    }

    /// Waits until the documents are in the registry.
    fn stored(&self, store: &Office, address: &str) -> bool {
        loop {
            if store.stored(self.job.as_ref().unwrap()) == DOCUMENTS {
                return true;
            }
            if TcpStream::connect(address).is_err() {
                return false;
            }
            thread::sleep(Duration::from_millis(2));
        }
    }

    /// Waits until the server says that it has ended.
    fn ended(&self, address: &str) -> bool {
        let job = self.job.as_ref().unwrap();
        loop {
            let Some((200, answer)) = get(address, &format!("/api/v1/jobs/{job}")) else { return false };
            assert!(!answer.contains("\"failed\""), "{answer}");
            if answer.contains("\"state\":\"done\"") {
                return true;
            }
            thread::sleep(Duration::from_millis(2));
        }
    }
}

/// Sends a request whose answer may never come.
fn try_send(address: &str, first: &str, lines: &str, body: &[u8], halfway: impl FnOnce()) -> Option<(u16, String)> {
    let mut stream = TcpStream::connect(address).ok()?;
    stream.set_read_timeout(Some(Duration::from_secs(30))).ok()?;
    let length = body.len();
    let head =
        format!("{first} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{lines}Content-Length: {length}\r\n\r\n");
    let (start, rest) = body.split_at(length / 2);
    stream.write_all(&[head.as_bytes(), start].concat()).ok()?;
    halfway();
    stream.write_all(rest).ok()?;
    let mut answer = String::new();
    let _ = stream.read_to_string(&mut answer);
    Some((answer.split(' ').nth(1)?.parse().ok()?, answer))
}

fn get(address: &str, path: &str) -> Option<(u16, String)> {
    try_send(address, &format!("GET {path}"), "", b"", || ())
}

/// The store that the servers share.
struct Office {
    registry: PathBuf,
    ledger: PathBuf,
}

impl Office {
    fn new(folder: &Path) -> Self {
        let registry = folder.join("tinh.db");
        Store::create_or_open(&registry).unwrap();
        let ledger = Ledger::beside(&registry);
        let office = Self { registry, ledger };
        // The first search makes the index; imports bring it in step from then on.
        assert_eq!(get(&office.server().address, "/api/v1/documents?q=a").unwrap().0, 200);
        office
    }

    fn server(&self) -> Server {
        Server::start(&["--registry", self.registry.to_str().unwrap(), "--as-of", "2021-03-10"])
    }

    /// Returns the file of a job.
    fn file(&self, job: &str, name: &str) -> PathBuf {
        self.registry.with_extension("db.imports").join(job).join(name)
    }

    /// Returns how many documents of a job the registry has.
    fn stored(&self, job: &str) -> usize {
        let connection = Connection::open(&self.registry).unwrap();
        connection.busy_timeout(Duration::from_secs(30)).unwrap();
        let count = "SELECT count(*) FROM file WHERE path GLOB ?1";
        let stored: u32 = connection.query_row(count, [format!("{job}/*")], |row| row.get(0)).unwrap();
        usize::try_from(stored).unwrap()
    }

    /// Tells by what lies on the disk what the killed server was at with its last import.
    fn was_at(&self, import: &Import, lexicon: &Lexicon) -> Work {
        let Some(job) = &import.job else { return Work::Upload };
        let told: Value = serde_json::from_slice(&std::fs::read(self.file(job, "job.json")).unwrap()).unwrap();
        if told.get("state").is_some_and(|state| state == "done") {
            return Work::Other;
        }
        if self.stored(job) < DOCUMENTS {
            return Work::Reading;
        }
        let behind = lag(&Store::open_read_only(&self.registry).unwrap(), lexicon, &beside(&self.registry)).unwrap();
        if behind > 0 { Work::Index } else { Work::Other }
    }

    /// Looks for what was confirmed, right after a kill.
    fn keeps(&self, told: &Told, imports: &[Import]) {
        let ledger = Ledger::read(&self.ledger).unwrap();
        let names: BTreeSet<String> = ledger.drafts(Sight::All).unwrap().into_iter().map(|draft| draft.name).collect();
        let reasons: BTreeSet<String> =
            ledger.decisions(Sight::All).unwrap().into_iter().filter_map(|decision| decision.reason).collect();
        assert!(told.drafts.iter().all(|name| names.contains(name)), "a kept draft is lost");
        assert!(told.decisions.iter().all(|reason| reasons.contains(reason)), "a decision is lost");
        assert_eq!(ledger.verify(None).unwrap().broken, None);
        for Import { job, files, .. } in imports {
            let Some(job) = job else { continue };
            for (at, (name, bytes)) in files.iter().enumerate() {
                assert!(std::fs::read(self.file(job, &at.to_string())).unwrap() == *bytes, "{job}: {name}");
            }
        }
    }

    /// Looks for every confirmed import after the last kill: it went on by itself, and each document is there once.
    fn has_all(&self, told: &Told) {
        let server = self.server();
        let confirmed: Vec<&Import> = told.imports.iter().filter(|import| import.job.is_some()).collect();
        assert!(confirmed.iter().all(|import| import.ended(&server.address)));
        let store = Store::open_read_only(&self.registry).unwrap();
        assert_eq!(store.records().unwrap().len(), confirmed.len() * DOCUMENTS);
        let files = store.files().unwrap();
        for Import { job, first, files: sent, .. } in confirmed {
            for (at, (name, bytes)) in sent.iter().enumerate().take(DOCUMENTS) {
                let path = format!("{}/{at}/{name}", job.as_ref().unwrap());
                assert_eq!(files.get(&path), Some(&blake3::hash(bytes).to_hex().to_string()), "{path}");
                let (_, answer) =
                    get(&server.address, &format!("/api/v1/documents?q=%22{}%22", mark(first + at))).unwrap();
                let found: Value = serde_json::from_str(answer.split_once("\r\n\r\n").unwrap().1).unwrap();
                let hits = found.get("hits").and_then(Value::as_array).unwrap();
                let found: BTreeSet<&str> =
                    hits.iter().map(|hit| hit.get("document").and_then(Value::as_str).unwrap()).collect();
                let number = format!("{}/QĐ-UBND", first + at);
                assert!(found.len() == 1 && found.iter().all(|id| id.contains(&number)), "{number}: {found:?}");
            }
        }
        self.keeps(told, &told.imports);
    }
}

/// Keeps drafts and decides on their findings until the server is gone.
fn decide(address: &str, round: u64) -> (Vec<String>, Vec<String>) {
    const DRAFT: &str =
        "Căn cứ Nghị định số 110/2004/NĐ-CP ngày 08 tháng 4 năm 2004 của Chính phủ về công tác văn thư;\n";
    let (mut kept, mut decided) = (Vec::new(), Vec::new());
    let mut page: Option<(String, String)> = None;
    for number in 0.. {
        let name = format!("tep-{round}-{number}.txt");
        let body = format!(
            "--x\r\nContent-Disposition: form-data; name=\"tep\"; filename=\"{name}\"\r\n\r\n{DRAFT}{name}\r\n--x\r\n\
             Content-Disposition: form-data; name=\"luu\"\r\n\r\n1\r\n--x--\r\n"
        );
        let kind = "Content-Type: multipart/form-data; boundary=x\r\n";
        let Some((303, answer)) = try_send(address, "POST /kiem-tra", kind, body.as_bytes(), || ()) else { break };
        let Some(location) = answer.lines().find_map(|line| line.strip_prefix("location: ")) else { break };
        kept.push(name);
        if page.is_none() {
            let Some((200, shown)) = get(address, location) else { break };
            let Some(after) = shown.split("name=\"fingerprint\" value=\"").nth(1) else { break };
            page = Some((location.to_owned(), after.split('"').next().unwrap().to_owned()));
        }
        let (place, fingerprint) = page.as_ref().unwrap();
        let reason = format!("lý do {round} {number}");
        let fields = [("fingerprint", fingerprint.as_str()), ("number", "1"), ("what", "ignored"), ("reason", &reason)];
        let (first, kind) = (format!("POST {place}/quyet-dinh"), "Content-Type: application/x-www-form-urlencoded\r\n");
        let Some((303, _)) = try_send(address, &first, kind, form(&fields).as_bytes(), || ()) else { break };
        decided.push(reason);
        thread::sleep(PAUSE);
    }
    (kept, decided)
}

fn form(fields: &[(&str, &str)]) -> String {
    let encoded =
        |text: &str| percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string();
    fields.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect::<Vec<_>>().join("&")
}

/// Sends imports one after another until the server is gone; tells each time when the work that is aimed at begins.
fn import(office: &Office, address: &str, aim: Work, begun: &Sender<()>, imports: &mut Vec<Import>) {
    let tell = |work: Work| {
        if work == aim {
            // Nobody listens any more once the kill is on its way.
            let _ = begun.send(());
        }
    };
    // What was not answered is sent again, as clients do.
    let mut next = imports.pop_if(|last| last.job.is_none());
    loop {
        let mut import = next.take().unwrap_or_else(|| Import::new(imports.len()));
        let confirmed = import.send(address, || tell(Work::Upload));
        imports.push(import);
        let Some(import) = imports.last().filter(|_| confirmed) else { return };
        tell(Work::Reading);
        if !import.stored(office, address) {
            return;
        }
        tell(Work::Index);
        if !import.ended(address) {
            return;
        }
    }
}

/// Kills a server a while after the work that is aimed at has begun; every other time it may first do that work once.
fn kill(process: u32, round: u64, begun: &Receiver<()>) {
    for _ in 0..=round % 2 {
        assert!(begun.recv().is_ok(), "round {round}: the server ended by itself");
    }
    thread::sleep(Duration::from_micros(moment(round, 20_000)));
    assert!(Command::new("kill").args(["-9", &process.to_string()]).status().unwrap().success());
}

/// Kills servers while they take drafts, decisions and imports. What was confirmed is there, and the log is whole.
#[expect(clippy::print_stdout, reason = "the figures are asked for with --nocapture")]
fn killed(rounds: u64) -> BTreeMap<Work, usize> {
    let folder = tempfile::tempdir().unwrap();
    let (office, lexicon) = (Office::new(folder.path()), Lexicon::builtin().unwrap());
    let (mut told, mut hit) = (Told::default(), BTreeMap::new());
    for (round, aim) in (0..rounds).zip(AIMS.iter().cycle()) {
        let mut server = office.server();
        let (address, process) = (server.address.clone(), server.process.id());
        let before = told.imports.len().saturating_sub(1);
        let (sender, receiver) = channel();
        let (drafts, decisions) = thread::scope(|scope| {
            let desk = scope.spawn(|| decide(&address, round));
            scope.spawn(move || kill(process, round, &receiver));
            import(&office, &address, *aim, &sender, &mut told.imports);
            drop(sender);
            desk.join().unwrap()
        });
        server.process.wait().unwrap();
        told.drafts.extend(drafts);
        told.decisions.extend(decisions);
        office.keeps(&told, told.imports.get(before..).unwrap());
        *hit.entry(office.was_at(told.imports.last().unwrap(), &lexicon)).or_default() += 1;
    }
    office.has_all(&told);
    let imports = told.imports.iter().filter(|import| import.job.is_some()).count() as u64;
    let [drafts, decisions] = [told.drafts.len(), told.decisions.len()];
    assert!(imports * 2 > rounds && drafts > 0 && decisions > 0);
    println!(
        "{rounds} kills: {hit:?}; {imports} imports of {DOCUMENTS} documents, {drafts} drafts, {decisions} decisions \
         confirmed, none lost"
    );
    let doctor = Command::new(env!("CARGO_BIN_EXE_soat"))
        .args(["doctor", "--no-config", "--registry"])
        .arg(&office.registry)
        .output()
        .unwrap();
    assert!(doctor.status.success(), "{doctor:?}");
    hit
}

#[test]
fn what_was_confirmed_survives_some_kills() {
    killed(3);
}

#[test]
#[ignore = "takes a minute; `.ci/run` runs it by name"]
fn what_was_confirmed_survives_fifty_kills() {
    let hit = killed(50);
    for work in AIMS {
        assert!(hit.get(&work).is_some_and(|kills| *kills >= 5), "{hit:?}");
    }
}

//! The server under load: the first findings of a draft for many users, searches, and many requests a second.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use soat::app::ingest::keep_briefs;
use soat::lexicon::Lexicon;
use soat::registry::Store;

use crate::search::process::{paper, store};
use crate::search::scale::question;

/// Drafts that each user sends.
const DRAFTS: usize = 10;
/// Made documents, of 3 KB each, that make a draft of ten pages.
const PAPERS: u64 = 8;
/// Searches of each sort.
const SEARCHES: u64 = 100;
/// Connections that share the requests of a second.
const CONNECTIONS: usize = 16;

/// What is asked of the measurement.
#[derive(Debug, clap::Args)]
pub(crate) struct Load {
    /// How many made documents the registry has
    #[arg(default_value_t = 100_000)]
    documents: u64,
    /// Where the registry is kept, and found again
    #[arg(long)]
    folder: Option<PathBuf>,
    /// The program; by default the one built beside (`cargo build --release`)
    #[arg(long)]
    program: Option<PathBuf>,
    /// Users that send drafts at once
    #[arg(long, default_value_t = 20)]
    users: usize,
    /// Requests a second
    #[arg(long, default_value_t = 200)]
    rate: u32,
    /// For how many seconds
    #[arg(long, default_value_t = 30)]
    seconds: u32,
}

pub(crate) fn run(load: &Load) -> Result<()> {
    let temporary = tempfile::tempdir()?;
    let registry = load.folder.as_deref().unwrap_or(temporary.path()).join("made.db");
    let beside = || Some(std::env::current_exe().ok()?.parent()?.parent()?.join("soat"));
    let program = load.program.clone().or_else(beside).context("no program")?;
    if registry.is_file() {
        // An earlier version may have made it.
        keep_briefs(&mut Store::create_or_open(&registry)?, &Lexicon::builtin()?)?;
    } else {
        store(load.documents, &registry)?;
    }
    let indexed = Command::new(&program).args(["index", "-q", "--no-config", "--registry"]).arg(&registry).status()?;
    ensure!(indexed.success(), "soat index: {indexed}");
    let server = Server::start(&program, &registry)?;
    println!("{} documents; at the start {}", load.documents, server.memory());
    searches(&server, load.documents)?;
    drafts(&server, load)?;
    steady(&server, load)
}

/// One search after another, by sort.
fn searches(server: &Server, documents: u64) -> Result<()> {
    let mut client = Client::connect(&server.address)?;
    for sort in ["words", "question", "phrase", "number"] {
        let mut times = Vec::new();
        for turn in 0..SEARCHES {
            let begun = Instant::now();
            client.get(&search(sort, turn, documents))?;
            times.push(begun.elapsed());
        }
        println!("search, {sort:<8}: {}", spread(times));
    }
    Ok(())
}

/// Users who each send drafts of ten pages, one after another, all at once.
fn drafts(server: &Server, load: &Load) -> Result<()> {
    let send = |user: usize| -> Result<Vec<Duration>> {
        let mut client = Client::connect(&server.address)?;
        let mut times = Vec::new();
        for turn in 0..DRAFTS {
            let first = (user * DRAFTS + turn) as u64 * PAPERS;
            let draft: String = (first..first + PAPERS).map(paper).collect::<Vec<_>>().join("\n");
            let begun = Instant::now();
            client.send("POST /api/v1/check?name=du-thao.txt", "Content-Type: text/plain\r\n", draft.as_bytes())?;
            times.push(begun.elapsed());
        }
        Ok(times)
    };
    let times = thread::scope(|scope| {
        let users: Vec<_> = (0..load.users).map(|user| scope.spawn(move || send(user))).collect();
        users.into_iter().map(|user| user.join().unwrap()).collect::<Result<Vec<_>>>()
    })?;
    let times = times.concat();
    println!("check of ten pages, {} users at once: {}; {}", load.users, spread(times), server.memory());
    Ok(())
}

/// So many requests a second, half of them searches, half documents; each is timed from when it was due.
fn steady(server: &Server, load: &Load) -> Result<()> {
    let count = load.rate * load.seconds;
    let begun = Instant::now() + Duration::from_millis(100);
    let share = |own: usize| -> Result<Vec<Duration>> {
        let mut client = Client::connect(&server.address)?;
        let mut times = Vec::new();
        for turn in (0..count).skip(own).step_by(CONNECTIONS) {
            let due = begun + Duration::from_secs(1) * turn / load.rate;
            thread::sleep(due.saturating_duration_since(Instant::now()));
            let searched = search(if turn % 4 == 0 { "words" } else { "number" }, turn.into(), load.documents);
            client.get(&if turn % 2 == 0 { searched } else { "/api/v1/rules/CIT-010".to_owned() })?;
            times.push(due.elapsed());
        }
        Ok(times)
    };
    let whole = Duration::from_secs(load.seconds.into());
    let times = thread::scope(|scope| {
        scope.spawn(|| {
            for due in (1..4).map(|part| whole * part / 4) {
                thread::sleep((begun + due).saturating_duration_since(Instant::now()));
                println!("after {:.0} s: {}", due.as_secs_f64(), server.memory());
            }
        });
        let all: Vec<_> = (0..CONNECTIONS).map(|own| scope.spawn(move || share(own))).collect();
        all.into_iter().map(|one| one.join().unwrap()).collect::<Result<Vec<_>>>()
    })?;
    let rate = f64::from(count) / begun.elapsed().as_secs_f64();
    println!("{rate:.0} requests a second: {}; {}", spread(times.concat()), server.memory());
    Ok(())
}

fn search(sort: &str, turn: u64, documents: u64) -> String {
    let query = question(sort, turn, documents);
    format!("/api/v1/documents?as_of=2026-01-01&q={}", utf8_percent_encode(&query, NON_ALPHANUMERIC))
}

fn spread(mut times: Vec<Duration>) -> String {
    times.sort_unstable();
    let at = |part: usize| times[(times.len() * part / 100).min(times.len() - 1)].as_secs_f64() * 1e3;
    format!(
        "p50 {:.1} ms, p95 {:.1} ms, p99 {:.1} ms, slowest {:.1} ms (n {})",
        at(50),
        at(95),
        at(99),
        at(100),
        times.len()
    )
}

struct Server {
    process: Child,
    address: String,
}

impl Server {
    fn start(program: &Path, registry: &Path) -> Result<Self> {
        let mut process = Command::new(program)
            .args(["serve", "--listen", "127.0.0.1:0", "--no-config", "--quiet", "--registry"])
            .arg(registry)
            .stdout(Stdio::piped())
            .spawn()?;
        let mut line = String::new();
        BufReader::new(process.stdout.take().context("no output")?).read_line(&mut line)?;
        let address = line.trim().strip_prefix("http://").context("no address")?.to_owned();
        Ok(Self { process, address })
    }

    /// Megabytes in memory now and at most so far, where the system tells them.
    fn memory(&self) -> String {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.process.id())).unwrap_or_default();
        let read = |name: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default();
            line.trim().trim_end_matches(" kB").parse::<u64>().unwrap_or_default() / 1024
        };
        format!("memory {} MB, at most {} MB", read("VmRSS:"), read("VmHWM:"))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A connection that is kept open.
struct Client {
    stream: BufReader<TcpStream>,
    host: String,
}

impl Client {
    fn connect(address: &str) -> Result<Self> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        Ok(Self { stream: BufReader::new(stream), host: address.to_owned() })
    }

    fn get(&mut self, address: &str) -> Result<Vec<u8>> {
        self.send(&format!("GET {address}"), "", b"")
    }

    /// Sends a request, and returns the body of an answer that is no refusal.
    fn send(&mut self, first: &str, lines: &str, body: &[u8]) -> Result<Vec<u8>> {
        let length = body.len();
        let head = format!("{first} HTTP/1.1\r\nHost: {}\r\nContent-Length: {length}\r\n{lines}\r\n", self.host);
        self.stream.get_mut().write_all(&[head.as_bytes(), body].concat())?;
        let (mut status, mut length) = (String::new(), 0);
        self.stream.read_line(&mut status)?;
        loop {
            let mut line = String::new();
            self.stream.read_line(&mut line)?;
            if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
                length = value.trim().parse()?;
            }
            if line.trim().is_empty() {
                break;
            }
        }
        let mut answer = vec![0; length];
        self.stream.read_exact(&mut answer)?;
        ensure!(status.contains(" 200 "), "{first}: {status}{}", String::from_utf8_lossy(&answer));
        Ok(answer)
    }
}

//! A running `soat serve` for tests, and a registry of the documents of the corpus.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::time::Duration;

use serde_json::Value;

/// A server of its own for a test; it ends with the test.
pub(crate) struct Server {
    pub(crate) process: Child,
    pub(crate) address: String,
}

impl Server {
    pub(crate) fn start(more: &[&str]) -> Self {
        Self::start_with(more, &[])
    }

    /// As [`Self::start`], with these variables of the environment.
    pub(crate) fn start_with(more: &[&str], variables: &[(&str, &str)]) -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
        Self::spawn(folder, &[&["--no-config"], more].concat(), variables)
    }

    /// Starts it in a folder, with the configuration that is there.
    pub(crate) fn start_in(folder: &Path, more: &[&str]) -> Self {
        Self::spawn(folder, more, &[])
    }

    fn spawn(folder: &Path, more: &[&str], variables: &[(&str, &str)]) -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_soat"))
            .args(["serve", "--listen", "127.0.0.1:0", "--lang", "vi"])
            .args(more)
            .envs(variables.iter().copied())
            .current_dir(folder)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("http://").unwrap().to_owned();
        Self { process, address }
    }

    /// Sends a request and returns the status, the head and the body of the answer.
    pub(crate) fn send(&self, first: &str, host: &str, body: &[u8]) -> (u16, String, String) {
        self.send_with(first, host, &[], body)
    }

    /// As [`Self::send`], with more lines of the head.
    pub(crate) fn send_with(&self, first: &str, host: &str, lines: &[&str], body: &[u8]) -> (u16, String, String) {
        let (status, head, body) = self.fetch(first, host, lines, body);
        (status, head, String::from_utf8(body).unwrap())
    }

    /// As [`Self::send_with`], for an answer that is no text.
    pub(crate) fn fetch(&self, first: &str, host: &str, lines: &[&str], body: &[u8]) -> (u16, String, Vec<u8>) {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_mins(1))).unwrap();
        let lines = lines.iter().fold(String::new(), |all, line| all + line + "\r\n");
        let length = body.len();
        let head =
            format!("{first} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nContent-Length: {length}\r\n{lines}\r\n");
        stream.write_all(head.as_bytes()).unwrap();
        // A server that refuses a body may close before it has read it.
        let _ = stream.write_all(body);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        let end = answer.windows(4).position(|four| four == b"\r\n\r\n").unwrap();
        let body = answer.split_off(end + 4);
        let head = String::from_utf8(answer).unwrap();
        (head.split(' ').nth(1).unwrap().parse().unwrap(), head.to_lowercase(), body)
    }

    pub(crate) fn json(&self, first: &str, body: &str) -> (u16, Value) {
        let (status, _, body) = self.send(first, &self.address, body.as_bytes());
        (status, serde_json::from_str(&body).unwrap())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Returns a registry of the corpus' issued documents, made once for all tests. It is for reading.
pub(crate) fn corpus() -> &'static Path {
    static CORPUS: OnceLock<(tempfile::TempDir, PathBuf)> = OnceLock::new();
    let (_, path) = CORPUS.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("corpus.db");
        ingest(Path::new("corpus/issued"), &path);
        (folder, path)
    });
    path
}

/// Ingests what is below `documents` into the registry at `path`.
pub(crate) fn ingest(documents: &Path, path: &Path) {
    let run = Command::new(env!("CARGO_BIN_EXE_soat"))
        .args(["ingest", "-q", "--no-config", "--registry"])
        .args([path, documents])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .status()
        .unwrap();
    assert!(run.success());
}

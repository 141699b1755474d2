//! Signing in with the account of the office: a provider of our own answers as the protocol asks for.

mod provider;

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::server::Server;
use provider::Provider;

fn add_user(ledger: &Path, name: &str) {
    let mut run = Command::new(env!("CARGO_BIN_EXE_soat"))
        .args(["user", "add", name, "--role", "officer", "--unit", "so-noi-vu", "--no-config", "--ledger"])
        .arg(ledger)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    run.stdin.take().unwrap().write_all(b"mat khau rat dai 2026\n").unwrap();
    assert!(run.wait().unwrap().success());
}

fn start(provider: &Provider, folder: &Path) -> Server {
    start_with(provider, folder, &[])
}

fn start_with(provider: &Provider, folder: &Path, more: &[&str]) -> Server {
    let ledger = folder.join("so.ledger");
    add_user(&ledger, "lan");
    let ledger = ledger.to_str().unwrap().to_owned();
    let own = ["--ledger", &ledger, "--oidc-issuer", &provider.issuer, "--oidc-client", "soat"];
    Server::start(&[&own, more].concat())
}

/// Returns the value of a line of the head, in small letters.
fn line<'h>(head: &'h str, name: &str) -> Option<&'h str> {
    head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
}

/// Leaves for the provider; returns the cookie that the browser keeps and the state that the provider is told.
fn leave(server: &Server, provider: &Provider) -> (String, String) {
    let answer = raw(server, "GET /dang-nhap/co-quan?toi=/quy-tac");
    assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
    provider.sent(&answer)
}

/// Returns the head of an answer as it came.
fn raw(server: &Server, first: &str) -> String {
    let mut stream = TcpStream::connect(&server.address).unwrap();
    write!(stream, "{first} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", server.address).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

fn come_back(server: &Server, cookie: &str, state: &str) -> (u16, String) {
    let first = format!("GET /dang-nhap/co-quan/ve?code=ma&state={state}");
    let cookie = format!("Cookie: {cookie}");
    let (status, head, _) = server.send_with(&first, &server.address, &[&cookie], b"");
    (status, head)
}

#[test]
fn an_account_of_the_office_signs_its_user_in() {
    let folder = tempfile::tempdir().unwrap();
    let provider = Provider::start("lan");
    let server = start(&provider, folder.path());
    let (status, _, page) = server.send("GET /dang-nhap", &server.address, b"");
    assert!(status == 200 && page.contains("/dang-nhap/co-quan"), "{page}");
    let (cookie, state) = leave(&server, &provider);
    let (status, head) = come_back(&server, &cookie, &state);
    assert_eq!((status, line(&head, "location")), (303, Some("/quy-tac")), "{head}");
    let session = line(&head, "set-cookie").unwrap();
    assert!(session.contains("httponly") && session.contains("samesite=lax"), "{session}");
    // An answer counts once.
    assert_eq!(come_back(&server, &cookie, &state).0, 502);
}

#[test]
fn an_answer_that_is_not_for_this_browser_signs_nobody_in() {
    let folder = tempfile::tempdir().unwrap();
    let provider = Provider::start("lan");
    let server = start(&provider, folder.path());
    let (_, state) = leave(&server, &provider);
    assert_eq!(come_back(&server, "soat-vao=khac", &state).0, 502);
    let (cookie, state) = leave(&server, &provider);
    provider.forge("nonce-of-another");
    assert_eq!(come_back(&server, &cookie, &state).0, 502);
}

#[test]
fn an_account_that_no_user_has_stays_outside() {
    let folder = tempfile::tempdir().unwrap();
    let provider = Provider::start("nguoi-la");
    let server = start(&provider, folder.path());
    let (cookie, state) = leave(&server, &provider);
    let (status, head) = come_back(&server, &cookie, &state);
    assert_eq!((status, line(&head, "set-cookie")), (403, None), "{head}");
}

/// The authority of the provider's certificate, as the office has it.
const CA: [&str; 2] = ["--oidc-ca", "tests/it/oidc/ca.pem"];

#[test]
fn a_provider_over_https_is_asked_where_its_authority_is_known() {
    let folder = tempfile::tempdir().unwrap();
    let provider = Provider::start_tls("lan", "127.0.0.1");
    let server = start_with(&provider, folder.path(), &CA);
    let (cookie, state) = leave(&server, &provider);
    let (status, head) = come_back(&server, &cookie, &state);
    assert_eq!((status, line(&head, "location")), (303, Some("/quy-tac")), "{head}");
}

#[test]
fn a_provider_that_nobody_known_vouches_for_is_told_nothing() {
    for (host, more, why) in [("127.0.0.1", &[][..], "UnknownIssuer"), ("localhost", &CA[..], "not valid for name")] {
        let folder = tempfile::tempdir().unwrap();
        let provider = Provider::start_tls("lan", host);
        let server = start_with(&provider, folder.path(), more);
        let (status, head, body) = server.send("GET /dang-nhap/co-quan?toi=/quy-tac", &server.address, b"");
        assert!(status == 502 && line(&head, "location").is_none(), "{head}");
        assert!(body.contains(&provider.issuer) && body.contains(why), "{body}");
    }
}

#[test]
fn an_authority_that_is_none_is_said_at_the_start() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = folder.path().join("so.ledger");
    let broken = folder.path().join("ca.pem");
    std::fs::write(&broken, "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n").unwrap();
    for file in [broken.to_str().unwrap(), "tests/it/oidc/key.pem", "README.md"] {
        let run = Command::new(env!("CARGO_BIN_EXE_soat"))
            .args(["serve", "--no-config", "--oidc-issuer", "https://127.0.0.1:1", "--oidc-client", "soat", "--ledger"])
            .arg(&ledger)
            .args(["--oidc-ca", file])
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .output()
            .unwrap();
        let told = String::from_utf8(run.stderr).unwrap();
        assert!(run.status.code() == Some(2) && told.contains(file), "{told}");
    }
}

//! Taking the store away and bringing it back, looking whether it is sound, and what a kill in the middle leaves.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use rusqlite::Connection;
use serde_json::Value;
use soat::ledger::{By, Choice, Kinship, Ledger, NewDecision, NewUser, NewVerdict, Place, Role, Sight};

use crate::server::{Server, corpus};

fn soat(arguments: &[&str]) -> Output {
    soat_told(arguments, "")
}

/// Runs the program with something on its standard input.
fn soat_told(arguments: &[&str], input: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_soat"));
    command.args(arguments).args(["--no-config", "--lang", "vi"]).current_dir(env!("CARGO_MANIFEST_DIR"));
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

fn printed(output: &Output) -> String {
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn by<'a>(who: &'a str, unit: &'a str) -> By<'a> {
    By { who, unit, address: None, at: jiff::Timestamp::from_second(1_790_000_000).unwrap() }
}

/// A registry, a ledger with a user, a draft and decisions, and a folder of rules.
fn store(folder: &Path) -> (PathBuf, PathBuf, PathBuf) {
    let registry = folder.join("tinh.db");
    std::fs::copy(corpus(), &registry).unwrap();
    let path = Ledger::beside(&registry);
    let mut ledger = Ledger::open(&path).unwrap();
    let new = NewUser { name: "lan", display: "Lan", unit: "so-noi-vu", role: Role::Administrator };
    ledger.add_user(&by(By::COMMAND, ""), new, "con ngựa đúng pin kẹp").unwrap();
    let lan = by("lan", "so-noi-vu");
    ledger.keep_draft(&lan, "du-thao.docx", b"PK 1").unwrap();
    let decide = |ledger: &mut Ledger, fingerprint, what, reason| {
        let new = NewDecision {
            fingerprint,
            code: "CIT-010",
            document: "du-thao.docx",
            message: "căn cứ đã hết hiệu lực",
            what,
            reason,
            ..NewDecision::default()
        };
        ledger.decide(&lan, Sight::Own("lan"), &new).unwrap();
    };
    decide(&mut ledger, "f1", Choice::Ignored, Some("dẫn lịch sử"));
    decide(&mut ledger, "f2", Choice::Accepted, None);
    decide(&mut ledger, "f3", Choice::Ignored, Some("lý do cũ"));
    decide(&mut ledger, "f3", Choice::Undone, None);
    let place = |document: &str| Place { document: document.to_owned(), path: "dieu-1".to_owned() };
    let verdict = NewVerdict { tasks: [place("a"), place("b")], what: Kinship::Duplicate, reason: None };
    ledger.judge(&lan, verdict).unwrap();
    let rules = folder.join("quy-tac");
    std::fs::create_dir_all(rules.join("lexicon")).unwrap();
    std::fs::write(rules.join("lexicon/kinds.toml"), "").unwrap();
    (registry, path, rules)
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// Returns all rows of all tables of a database.
fn content(path: &Path) -> Vec<String> {
    let connection = Connection::open(path).unwrap();
    let mut statement =
        connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").unwrap();
    let tables: Vec<String> = statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    let mut all = Vec::new();
    for table in tables {
        let mut statement = connection.prepare(&format!("SELECT * FROM \"{table}\"")).unwrap();
        let columns = statement.column_count();
        let mut rows = statement.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            let cells: Vec<String> = (0..columns).map(|at| format!("{:?}", row.get_ref(at).unwrap())).collect();
            all.push(format!("{table}: {}", cells.join(" | ")));
        }
    }
    all.sort();
    all
}

#[test]
fn what_is_taken_away_comes_back_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let (registry, ledger, rules) = store(folder.path());
    let (zip, into) = (folder.path().join("sao-luu.zip"), folder.path().join("moi/kho"));
    let taken = ["backup", "--registry", text(&registry), "--rules", text(&rules), "-o", text(&zip)];
    // Others may be at work meanwhile.
    let server = Server::start(&["--registry", text(&registry)]);
    let output = soat(&taken);
    assert!(output.status.success(), "{output:?}");
    drop(server);
    assert_eq!(soat(&taken).status.code(), Some(2), "a backup is not written over another");
    let back = soat(&["restore", text(&zip), "--into", text(&into)]);
    assert!(back.status.success(), "{back:?}");
    for path in [&registry, &ledger] {
        let (was, is) = (content(path), content(&into.join(path.file_name().unwrap())));
        assert!(was.len() > 10 && was == is, "{}", path.display());
    }
    assert!(into.join("quy-tac/lexicon/kinds.toml").exists());
    let log = |path: &Path| printed(&soat(&["log", "verify", text(path)]));
    assert_eq!(log(&ledger), log(&into.join("tinh.db.ledger")));
    let again = soat(&["restore", text(&zip), "--into", text(&into)]);
    assert_eq!(again.status.code(), Some(2), "nothing is written over");
    let healthy = soat(&["doctor", "--registry", text(&into.join("tinh.db"))]);
    assert!(printed(&healthy).lines().all(|line| line.starts_with("tốt")), "{healthy:?}");
}

/// What becomes of a member of a backup: another name, other bytes, or nothing.
type Change = dyn Fn(&str, Vec<u8>) -> Option<(String, Vec<u8>)>;

#[test]
fn a_backup_that_is_not_whole_is_not_brought_back() {
    let folder = tempfile::tempdir().unwrap();
    let (registry, ..) = store(folder.path());
    let (zip, into) = (folder.path().join("a.zip"), folder.path().join("kho"));
    assert!(soat(&["backup", "--registry", text(&registry), "-o", text(&zip)]).status.success());
    let whole = std::fs::read(&zip).unwrap();
    let names = ["tinh.db", "tinh.db.ledger", "manifest.json"];
    let rewritten = |change: &Change| {
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&whole)).unwrap();
        let mut out = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for name in names {
            let mut bytes = Vec::new();
            archive.by_name(name).unwrap().read_to_end(&mut bytes).unwrap();
            if let Some((name, bytes)) = change(name, bytes) {
                out.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
                out.write_all(&bytes).unwrap();
            }
        }
        out.finish().unwrap().into_inner()
    };
    let same = |name: &str, bytes| Some((name.to_owned(), bytes));
    let in_manifest = |from: &'static str, to: &'static str| {
        move |name: &str, bytes: Vec<u8>| {
            let is = name == "manifest.json";
            let text = || String::from_utf8(bytes.clone()).unwrap().replacen(from, to, 1).into_bytes();
            Some((name.to_owned(), if is { text() } else { bytes.clone() }))
        }
    };
    let flipped = |name: &str, mut bytes: Vec<u8>| {
        if name == "tinh.db" {
            let middle = bytes.len() / 2;
            bytes[middle] ^= 1;
        }
        Some((name.to_owned(), bytes))
    };
    let cases: Vec<(&str, Vec<u8>)> = vec![
        ("cut", whole[..whole.len() / 2].to_vec()),
        ("no archive", b"khong phai".to_vec()),
        ("one bit", rewritten(&flipped)),
        ("a file gone", rewritten(&|name, bytes| (name != "tinh.db").then(|| (name.to_owned(), bytes)))),
        ("no manifest", rewritten(&|name, bytes| (name != "manifest.json").then(|| (name.to_owned(), bytes)))),
        ("another log", rewritten(&in_manifest("\"log\": \"", "\"log\": \"9"))),
        ("a name that leads out", rewritten(&in_manifest("\"name\": \"tinh.db\"", "\"name\": \"../tinh.db\""))),
    ];
    for (case, bytes) in cases {
        let broken = folder.path().join("b.zip");
        std::fs::write(&broken, bytes).unwrap();
        let output = soat(&["restore", text(&broken), "--into", text(&into)]);
        assert_eq!(output.status.code(), Some(2), "{case}: {output:?}");
        assert!(!into.exists() && !folder.path().join("../tinh.db").exists(), "{case}");
        let left = std::fs::read_dir(folder.path())
            .unwrap()
            .filter(|entry| entry.as_ref().unwrap().file_name().to_string_lossy().starts_with(".soat-"));
        assert_eq!(left.count(), 0, "{case}");
    }
    std::fs::write(&zip, rewritten(&same)).unwrap();
    assert!(soat(&["restore", text(&zip), "--into", text(&into)]).status.success(), "the rewriting itself is right");
}

#[test]
fn the_doctor_names_what_is_wrong() {
    let folder = tempfile::tempdir().unwrap();
    let (registry, ledger, _) = store(folder.path());
    let wrong = || {
        let output = soat(&["doctor", "--registry", text(&registry), "--format", "json"]);
        let told: Value = serde_json::from_slice(&output.stdout).unwrap();
        let checks = told["checks"].as_array().unwrap().clone();
        let bad: Vec<String> = checks
            .iter()
            .filter(|check| check["sound"] == false)
            .map(|check| check["part"].as_str().unwrap().to_owned())
            .collect();
        assert_eq!(output.status.code(), Some(i32::from(!bad.is_empty())), "{output:?}");
        bad
    };
    assert_eq!(wrong(), Vec::<String>::new());
    let connection = Connection::open(&ledger).unwrap();
    connection.execute_batch("DROP TRIGGER draft_original; UPDATE draft SET bytes = x'00'").unwrap();
    assert_eq!(wrong(), ["drafts"]);
    connection.execute_batch("DROP TRIGGER log_stays; UPDATE log SET who = 'x' WHERE seq = 2").unwrap();
    assert_eq!(wrong(), ["drafts", "log"]);
    let broken = soat(&["log", "verify", text(&ledger)]);
    assert_eq!(broken.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&broken.stdout).contains("từ dòng 2:"), "{broken:?}");
    drop(connection);
    std::fs::write(&registry, "không phải").unwrap();
    assert_eq!(wrong()[..2], ["registry", "registry-pages"]);
}

#[test]
fn decisions_feed_the_baseline_and_the_evaluation() {
    let folder = tempfile::tempdir().unwrap();
    let (_, ledger, _) = store(folder.path());
    let lines = printed(&soat(&["decisions", "--ledger", text(&ledger), "--format", "jsonl"]));
    let told: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let what: Vec<_> =
        told.iter().map(|told| (told["kind"].as_str().unwrap(), told["what"].as_str().unwrap())).collect();
    assert_eq!(what, [("finding", "ignored"), ("finding", "accepted"), ("overlap", "duplicate")]);
    let baseline = folder.path().join("moc.json");
    for added in [1, 0] {
        let output = soat(&["decisions", "--ledger", text(&ledger), "--baseline", text(&baseline)]);
        assert!(String::from_utf8_lossy(&output.stderr).contains(&format!("thêm {added} ")), "{output:?}");
    }
    let file: Value = serde_json::from_slice(&std::fs::read(&baseline).unwrap()).unwrap();
    let entries = file["accepted"].as_array().unwrap();
    assert_eq!(
        (entries.len(), &entries[0]["fingerprint"], &entries[0]["reason"]),
        (1, &"f1".into(), &"dẫn lịch sử".into())
    );
}

#[test]
fn users_are_kept_on_the_command_line() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = folder.path().join("so.ledger");
    let user =
        |arguments: &[&str], input: &str| soat_told(&[&["user", "--ledger", text(&ledger)], arguments].concat(), input);
    let add = ["add", "quan", "--role", "administrator", "--unit", "van-phong"];
    assert_eq!(user(&["disable", "quan"], "").status.code(), Some(2), "no ledger is made for that");
    assert!(!ledger.exists());
    assert_eq!(user(&add, "ngắn\n").status.code(), Some(2));
    assert!(user(&add, "con ngựa đúng pin kẹp\n").status.success());
    assert!(
        user(&["add", "lan", "--role", "officer", "--unit", "so-noi-vu"], "con ngựa đúng pin kẹp\r\n").status.success()
    );
    assert_eq!(user(&["disable", "quan"], "").status.code(), Some(2), "the last administrator stays");
    assert!(user(&["disable", "lan"], "").status.success());
    let listed = printed(&user(&["list"], ""));
    assert!(listed.lines().count() == 2 && listed.contains("(không vào được)"), "{listed}");
    let log = printed(&soat(&["log", "list", text(&ledger), "--format", "csv"]));
    assert_eq!(log.lines().count(), 4, "{log}");
    assert!(log.contains("'@lenh") && !log.contains("ngựa"), "{log}");
}

/// Without users nobody but this machine is let in; with users the server may be called by the names that are given.
#[test]
fn a_server_for_many_asks_for_users() {
    let folder = tempfile::tempdir().unwrap();
    let (_, ledger, _) = store(folder.path());
    let empty = folder.path().join("trong.ledger");
    for more in [&["--listen", "0.0.0.0:0"][..], &["--host", "soat.vn"], &["--behind-https"]] {
        let output = soat(&[&["serve", "--ledger", text(&empty)], more].concat());
        assert_eq!(output.status.code(), Some(2), "{more:?}");
    }
    let server = Server::start(&["--ledger", text(&ledger), "--host", "Soat.VN"]);
    let status = |host: &str| server.send("GET /health", host, b"").0;
    assert_eq!((status("soat.vn"), status("soat.vn:80"), status("localhost"), status("khac.vn")), (200, 200, 200, 421));
    assert_eq!(server.send("GET /quy-tac", "soat.vn", b"").0, 303);
}

/// Sends a request whose answer may never come.
fn try_send(server: &Server, first: &str, kind: &str, body: &str) -> Option<(u16, String)> {
    let mut stream = TcpStream::connect(&server.address).ok()?;
    stream.set_read_timeout(Some(Duration::from_secs(30))).ok()?;
    let length = body.len();
    let head = format!(
        "{first} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n\r\n"
    );
    stream.write_all(format!("{head}{body}").as_bytes()).ok()?;
    let mut answer = String::new();
    let _ = stream.read_to_string(&mut answer);
    Some((answer.split(' ').nth(1)?.parse().ok()?, answer))
}

/// Kills servers while they take drafts and decisions: what was confirmed is there, and the log is whole.
fn killed(rounds: u64) {
    const DRAFT: &str =
        "Căn cứ Nghị định số 110/2004/NĐ-CP ngày 08 tháng 4 năm 2004 của Chính phủ về công tác văn thư;\n";
    let folder = tempfile::tempdir().unwrap();
    let ledger = folder.path().join("so.ledger");
    let (mut kept, mut decided) = (Vec::new(), Vec::new());
    for round in 0..rounds {
        let mut server = Server::start(&["--ledger", text(&ledger), "--as-of", "2021-03-10"]);
        let upload = |name: &str| {
            let body = format!(
                "--x\r\nContent-Disposition: form-data; name=\"tep\"; filename=\"{name}\"\r\n\r\n{DRAFT}{name}\r\n--x\r\n\
                 Content-Disposition: form-data; name=\"luu\"\r\n\r\n1\r\n--x--\r\n"
            );
            let (status, answer) = try_send(&server, "POST /kiem-tra", "multipart/form-data; boundary=x", &body)?;
            let location = answer.lines().find_map(|line| line.strip_prefix("location: ")).map(str::to_owned);
            (status == 303).then_some(location?)
        };
        let page = upload(&format!("dau-{round}.txt")).unwrap();
        kept.push(format!("dau-{round}.txt"));
        let (_, shown) = try_send(&server, &format!("GET {page}"), "", "").unwrap();
        let after = shown.split("name=\"fingerprint\" value=\"").nth(1).unwrap();
        let fingerprint = after.split('"').next().unwrap().to_owned();
        let process = server.process.id();
        // At another moment each round.
        let killer = std::thread::spawn(move || {
            std::thread::sleep(Duration::from_millis(5 + round * 37 % 400));
            Command::new("kill").args(["-9", &process.to_string()]).status().unwrap()
        });
        for number in 0.. {
            let name = format!("tep-{round}-{number}.txt");
            if upload(&name).is_none() {
                break;
            }
            kept.push(name);
            let reason = format!("lý do {round} {number}");
            let form: String =
                form(&[("fingerprint", &fingerprint), ("number", "1"), ("what", "ignored"), ("reason", &reason)]);
            let address = format!("POST {page}/quyet-dinh");
            let kind = "application/x-www-form-urlencoded";
            if try_send(&server, &address, kind, &form).is_none_or(|(status, _)| status != 303) {
                break;
            }
            decided.push(reason);
        }
        assert!(killer.join().unwrap().success());
        server.process.wait().unwrap();
        let ledger = Ledger::read(&ledger).unwrap();
        let names: Vec<String> = ledger.drafts(Sight::All).unwrap().into_iter().map(|draft| draft.name).collect();
        let reasons: Vec<String> =
            ledger.decisions(Sight::All).unwrap().into_iter().filter_map(|decision| decision.reason).collect();
        assert!(kept.iter().all(|name| names.contains(name)), "round {round}: a kept draft is lost");
        assert!(decided.iter().all(|reason| reasons.contains(reason)), "round {round}: a decision is lost");
        assert_eq!(ledger.verify(None).unwrap().broken, None, "round {round}");
        for draft in ledger.drafts(Sight::All).unwrap() {
            ledger.draft(Sight::All, draft.id).unwrap().unwrap();
        }
    }
    assert!(kept.len() as u64 > rounds && !decided.is_empty(), "{} drafts, {} decisions", kept.len(), decided.len());
    assert!(soat(&["doctor", "--ledger", text(&ledger)]).status.success());
}

fn form(fields: &[(&str, &str)]) -> String {
    let encoded =
        |text: &str| percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string();
    fields.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect::<Vec<_>>().join("&")
}

#[cfg(unix)]
#[test]
fn what_was_confirmed_survives_some_kills() {
    killed(3);
}

#[cfg(unix)]
#[test]
#[ignore = "takes a minute; `.ci/run` runs it by name"]
fn what_was_confirmed_survives_fifty_kills() {
    killed(50);
}

//! Taking the store away and bringing it back, and looking whether it is sound.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use rusqlite::Connection;
use serde_json::Value;
use soat::app::imports::{Imports, Sender as Sent};
use soat::ledger::{
    By, Choice, Kinship, Ledger, NewDecision, NewToken, NewUser, NewVerdict, Place, Role, Scope, Sight,
};

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

/// An office in a folder: `soat.toml` and what it names, with an import that waits.
fn office(folder: &Path) -> String {
    for inner in ["so", "quy-tac"] {
        std::fs::create_dir_all(folder.join(inner)).unwrap();
    }
    let (registry, ..) = store(&folder.join("so"));
    std::fs::remove_dir_all(folder.join("so/quy-tac")).unwrap();
    std::fs::write(folder.join("soat.toml"), "registry = 'so/tinh.db'\nrules = 'quy-tac'\nbaseline = 'moc.json'\n")
        .unwrap();
    std::fs::write(folder.join("moc.json"), "{\"accepted\": []}").unwrap();
    printed(&soat_in(folder, &["rules", "new", "form", "FMT-901", "rieng"]));
    let paper = "ỦY BAN NHÂN DÂN\nTỈNH QUẢNG TRỊ\nSố: 77/QĐ-UBND\nQuảng Trị, ngày 05 tháng 05 năm 2021\nQUYẾT ĐỊNH\n\
                 Về việc phê duyệt kế hoạch\nĐiều 1. Phê duyệt kế hoạch qwertz.\n";
    let imports = Imports::open(&registry).unwrap();
    imports.start(&[("qd-77.txt".to_owned(), paper.as_bytes())], Sent::default()).unwrap().id
}

/// Runs the program in a folder, by the configuration that is there.
fn soat_in(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_soat"))
        .args(arguments)
        .args(["--lang", "vi"])
        .current_dir(folder)
        .output()
        .unwrap()
}

/// Returns the files below a folder, save what is made anew.
fn below(folder: &Path) -> Vec<String> {
    let made_anew =
        |path: &str| ["-wal", "-shm", ".zip"].iter().any(|end| path.ends_with(end)) || path.contains(".index/");
    let files = ignore::WalkBuilder::new(folder).standard_filters(false).sort_by_file_path(Ord::cmp).build();
    files
        .map(Result::unwrap)
        .filter(|entry| entry.file_type().unwrap().is_file())
        .map(|entry| text(entry.path().strip_prefix(folder).unwrap()).to_owned())
        .filter(|path| !made_anew(path))
        .collect()
}

#[test]
fn an_office_comes_back_with_its_configuration_and_its_imports() {
    let room = tempfile::tempdir().unwrap();
    let [was, is] = ["cu", "moi"].map(|name| room.path().join(name));
    let job = office(&was);
    printed(&soat_in(&was, &["backup", "-o", "sao-luu.zip"]));
    printed(&soat_in(&was, &["restore", "sao-luu.zip", "--into", text(&is)]));
    let files = below(&was);
    assert_eq!(below(&is), files);
    for own in ["soat.toml", "moc.json", "quy-tac/form/FMT-901-rieng.md", &format!("so/tinh.db.imports/{job}/0")] {
        assert!(files.iter().any(|path| path == own), "{own}: {files:?}");
    }
    let databases = ["so/tinh.db", "so/tinh.db.ledger"];
    for path in files.iter().filter(|path| !databases.contains(&path.as_str())) {
        assert_eq!(std::fs::read(was.join(path)).unwrap(), std::fs::read(is.join(path)).unwrap(), "{path}");
    }
    for path in databases {
        assert_eq!(content(&was.join(path)), content(&is.join(path)));
    }
    // What was sent is looked at, too.
    let sent = is.join(format!("so/tinh.db.imports/{job}/0"));
    let paper = std::fs::read(&sent).unwrap();
    assert!(printed(&soat_in(&is, &["doctor"])).contains("(đang chờ): 1 (1)"));
    std::fs::write(&sent, "khác").unwrap();
    let told = soat_in(&is, &["doctor"]);
    assert!(told.status.code() == Some(1) && String::from_utf8_lossy(&told.stdout).contains(&job), "{told:?}");
    std::fs::write(&sent, paper).unwrap();

    // The server goes on with the import, and takes the same away by its page.
    let token = {
        let (scopes, expires) = (Scope::ALL, jiff::Timestamp::from_second(9_000_000_000).unwrap());
        let new = NewToken { user: "lan", label: "sao lưu", scopes, expires };
        let mut ledger = Ledger::open(&is.join("so/tinh.db.ledger")).unwrap();
        ledger.make_token(&by("lan", "so-noi-vu"), new).unwrap().1
    };
    let shown = format!("Authorization: Bearer {}", token.reveal());
    let server = Server::start_in(&is, &[]);
    let ask = |first: &str| server.fetch(first, &server.address, &[&shown], b"");
    let ended = || String::from_utf8(ask(&format!("GET /api/v1/jobs/{job}")).2).unwrap().contains("\"added\":1");
    assert!((0..300).any(|_| ended() || {
        std::thread::sleep(std::time::Duration::from_millis(100));
        false
    }));
    let (status, head, zip) = ask("POST /quan-tri/sao-luu");
    assert!(status == 200 && head.contains(&format!("content-length: {}", zip.len())), "{head}");
    std::fs::write(room.path().join("trang.zip"), zip).unwrap();
    assert_eq!(below(&is), files, "nothing is left beside the store");
    let third = room.path().join("ba");
    printed(&soat_in(room.path(), &["restore", "trang.zip", "--into", text(&third)]));
    assert_eq!(below(&third), files);
    assert_eq!(content(&third.join("so/tinh.db")), content(&is.join("so/tinh.db")));
    assert!(printed(&soat_in(&third, &["doctor"])).contains("(đang chờ): 1 (0)"));
    let found = printed(&soat_in(&third, &["search", "qwertz"]));
    assert!(found.contains("77/QĐ-UBND"), "{found}");
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

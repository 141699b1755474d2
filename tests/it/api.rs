//! The HTTP interface over real connections, and the document that describes it.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};
use soat::serve::api;

use crate::server::{Server, corpus};
use crate::shared::skipped;

pub(crate) const DRAFT: &str = "corpus/drafts/dong-thap-2024-qd-doan-kiem-tra.docx";
const ISSUED: &str = "corpus/issued/quang-tri/2057-qd-ubnd-2016.docx";
const ID: &str = "quang-tri/2057/QĐ-UBND/2016-08-30";
const DOCX: &str = "Content-Type: application/vnd.openxmlformats-officedocument.wordprocessingml.document";
pub(crate) const VERSIONS: [&str; 2] =
    ["corpus/versions/quy-dinh-tiep-nhan-ho-so-2023.txt", "corpus/versions/quy-dinh-tiep-nhan-ho-so-2025.txt"];
const DAY: &str = "2026-11-01";

pub(crate) fn with_corpus() -> Server {
    Server::start(&["--registry", corpus().to_str().unwrap(), "--as-of", DAY])
}

pub(crate) fn encoded(text: &str) -> String {
    utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()
}

pub(crate) fn get(server: &Server, address: &str) -> Value {
    let (status, answer) = server.json(&format!("GET {address}"), "");
    assert_eq!(status, 200, "{address}: {answer}");
    answer
}

pub(crate) fn post(server: &Server, address: &str, media: &str, body: &[u8]) -> (u16, Value) {
    let (status, _, answer) = server.send_with(&format!("POST {address}"), &server.address, &[media], body);
    (status, serde_json::from_str(&answer).unwrap())
}

/// Puts files into a form.
pub(crate) fn form(files: &[(&str, &str, &[u8])]) -> Vec<u8> {
    let mut body = Vec::new();
    for (field, name, bytes) in files {
        let head = format!("--XX\r\nContent-Disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\n\r\n");
        body.extend([head.as_bytes(), bytes, b"\r\n"].concat());
    }
    body.extend(b"--XX--\r\n");
    body
}

pub(crate) const FORM: &str = "Content-Type: multipart/form-data; boundary=XX";

/// Prints as the command line does.
fn printed(arguments: &[&str]) -> Value {
    let run = Command::new(env!("CARGO_BIN_EXE_soat"))
        .args(arguments)
        .args(["--format", "json", "--no-config", "--lang", "vi", "--as-of", DAY, "--registry"])
        .arg(corpus())
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    serde_json::from_slice(&run.stdout).unwrap_or_else(|_| panic!("{run:?}"))
}

/// Leaves out what is not of the matter: how long it took, the name of the file.
fn plain(mut value: Value) -> Value {
    match &mut value {
        Value::Object(fields) => {
            fields.retain(|name, _| name != "took_ms" && name != "path");
            fields.values_mut().for_each(|field| *field = plain(field.take()));
        }
        Value::Array(items) => items.iter_mut().for_each(|item| *item = plain(item.take())),
        _ => {}
    }
    value
}

/// Program and server say the same of the same question, field by field.
fn same(name: &str, of_program: Value, of_server: Value) {
    let (of_program, of_server) = (plain(of_program), plain(of_server));
    for (field, told) in of_program.as_object().unwrap() {
        // A list of a whole registry names no rules; the server has them at hand.
        if field != "tool" {
            assert_eq!(of_server.get(field), Some(told), "{name}: {field}");
        }
    }
}

#[test]
fn the_server_says_what_the_program_says() {
    let server = with_corpus();
    let bytes = std::fs::read(DRAFT).unwrap();
    let sent = form(&[("file", "du-thao.docx", &bytes)]);
    for (name, of_program) in [
        ("check", printed(&["check", DRAFT, "--exit-zero"])),
        ("parse", printed(&["parse", DRAFT])),
        ("cite", printed(&["cite", DRAFT])),
    ] {
        for (media, body) in [(DOCX, &bytes), (FORM, &sent)] {
            let (status, answer) = post(&server, &format!("/api/v1/{name}"), media, body);
            assert_eq!(status, 200, "{answer}");
            same(name, of_program.clone(), answer);
        }
    }
    let number = "2057/QĐ-UBND";
    let id = encoded(ID);
    let shown = printed(&["show", number]);
    same("show", shown["documents"][0].clone(), get(&server, &format!("/api/v1/documents/{id}")));
    same("similar", printed(&["similar", number]), {
        let mut answer = get(&server, &format!("/api/v1/documents/{}/similar?limit=5", encoded(number)));
        answer["of"]["asked"] = number.into();
        answer
    });
    let query = "ke hoach cai cach hanh chinh";
    same("search", printed(&["search", query]), get(&server, &format!("/api/v1/documents?q={}", encoded(query))));
    same("audit", printed(&["audit"]), get(&server, "/api/v1/audit"));
    same("rules", printed(&["rules", "list"]), get(&server, "/api/v1/rules"));
    let [before, after] = VERSIONS.map(|path| std::fs::read(path).unwrap());
    let sent = form(&[("before", "cu.txt", &before), ("after", "moi.txt", &after)]);
    let (_, differences) = post(&server, "/api/v1/diff", FORM, &sent);
    same("compare", printed(&["compare", VERSIONS[0], VERSIONS[1]]), differences);
}

/// What is published is what is written down: a change of it is seen where it is reviewed.
#[test]
fn the_description_is_written_down() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/openapi.json");
    let described = serde_json::to_string_pretty(&api::description()).unwrap() + "\n";
    if std::env::var_os("UPDATE_OPENAPI").is_some() {
        std::fs::write(path, &described).unwrap();
    }
    assert!(
        std::fs::read_to_string(path).unwrap_or_default() == described,
        "UPDATE_OPENAPI=1 writes docs/openapi.json"
    );
    let server = Server::start(&[]);
    let published = get(&server, "/api/v1/openapi.json");
    assert_eq!(published, api::description());
    let operations: Vec<&str> = published["paths"]
        .as_object()
        .unwrap()
        .values()
        .flat_map(|path| path.as_object().unwrap().values())
        .map(|operation| operation["operationId"].as_str().unwrap())
        .collect();
    let named: BTreeSet<&str> = operations.iter().copied().collect();
    assert_eq!(named.len(), operations.len(), "{operations:?}");
}

#[test]
fn a_document_is_told_with_its_text_and_relations() {
    let server = with_corpus();
    let address = format!("/api/v1/documents/{}", encoded(ID));
    let detail = get(&server, &format!("{address}?as_of=2016-12-30"));
    assert_eq!((&detail["record"]["id"], &detail["validity"]["as_of"]), (&ID.into(), &"2016-12-30".into()));
    let relations = get(&server, &format!("{address}/relations"));
    assert_eq!(relations["rests_on"], detail["rests_on"]);
    assert!(!relations["rests_on"].as_array().unwrap().is_empty());
    let whole = get(&server, &format!("{address}/text"));
    let article = get(&server, &format!("{address}/text?provision=dieu-1"));
    assert!(article["text"].as_str().unwrap().starts_with("Điều 1"), "{article}");
    let at = |name: usize| usize::try_from(article["span"][name].as_u64().unwrap()).unwrap();
    assert_eq!(&whole["text"].as_str().unwrap()[at(0)..at(1)], article["text"].as_str().unwrap());
    let differences = get(&server, &format!("/api/v1/diff?a={}&b={}", encoded(ID), encoded(ID)));
    assert_eq!(differences["changes"], Value::Array(Vec::new()));
}

#[test]
fn a_citation_is_resolved_as_of_a_day() {
    let server = with_corpus();
    let text = encoded(
        "Căn cứ Nghị định số 110/2004/NĐ-CP ngày 08 tháng 4 năm 2004 của Chính phủ; Nghị định số 999/2019/NĐ-CP",
    );
    for (day, status) in [("2008-01-01", "in-force"), ("2021-03-10", "expired")] {
        let answer = get(&server, &format!("/api/v1/citations/resolve?text={text}&as_of={day}"));
        let [known, unknown] = answer["citations"].as_array().unwrap().as_slice() else { panic!("{answer}") };
        assert_eq!(known["validity"]["status"], status, "{known}");
        // Of what is not known nothing is said.
        assert_eq!((&unknown["resolution"]["status"], &unknown["validity"]), (&"unchecked".into(), &Value::Null));
    }
}

#[test]
fn pages_follow_one_another_without_gaps() {
    let server = with_corpus();
    for (address, list) in [
        ("/api/v1/documents?q=ke+hoach+2017+dia-phuong%3Aquang-tri", "hits"),
        ("/api/v1/overlaps?territory=quang-tri", "overlaps"),
    ] {
        let whole = get(&server, &format!("{address}&limit=100"));
        let all = whole[list].as_array().unwrap();
        assert!(all.len() > 2 && whole["next"] == Value::Null, "{address}: {}", all.len());
        let (mut pages, mut cursor) = (Vec::new(), String::new());
        loop {
            let page = get(&server, &format!("{address}&limit=2{cursor}"));
            pages.extend(page[list].as_array().unwrap().clone());
            let Some(next) = page["next"].as_str() else { break };
            cursor = format!("&cursor={next}");
        }
        assert_eq!(&pages, all, "{address}");
    }
}

#[test]
fn what_a_client_has_is_not_sent_again() {
    let server = with_corpus();
    let address = "/api/v1/documents?q=ke+hoach";
    let ask = |lines: &[&str]| server.send_with(&format!("GET {address}"), &server.address, lines, b"");
    let (status, head, _) = ask(&[]);
    assert!(status == 200 && head.contains("cache-control: private, no-cache"), "{head}");
    let stamp = head.lines().find_map(|line| line.strip_prefix("etag: ")).unwrap().to_uppercase().to_lowercase();
    let stamp = stamp.replace("w/", "W/");
    let (status, head, body) = ask(&[&format!("If-None-Match: \"other\", {stamp}")]);
    assert_eq!((status, body.as_str()), (304, ""), "{head}");
    assert_eq!(ask(&["If-None-Match: W/\"0123\""]).0, 200);
    let (_, other, _) = server.send("GET /api/v1/documents?q=quyet+dinh", &server.address, b"");
    assert!(!other.contains(stamp.trim_start_matches("W/")));
}

#[test]
fn refusals_say_why_by_a_stable_code() {
    let server = with_corpus();
    let refused = |status: u16, code: &str, (was, answer): (u16, Value)| {
        assert_eq!((was, answer["code"].as_str()), (status, Some(code)), "{answer}");
        assert!(answer["title"].as_str().is_some_and(|title| !title.is_empty()));
        answer
    };
    let get = |address: &str| server.json(&format!("GET /api/v1{address}"), "");
    for address in [
        "/documents",
        "/documents?q=a&limit=0",
        "/documents?q=a&limit=101",
        "/documents?q=a&as_of=31/12/2020",
        "/documents?q=a&asof=2020-01-01",
        "/documents?q=a&q=b",
        "/rules/CIT-010?lang=fr",
    ] {
        refused(400, "bad-query", get(address));
    }
    refused(400, "bad-cursor", get("/documents?q=a&cursor=MTA"));
    refused(400, "bad-path", get("/rules/%FF"));
    refused(404, "no-such-document", get("/documents/1%2FQ%C4%90-X"));
    refused(404, "no-such-rule", get("/rules/CIT-999"));
    refused(404, "no-such-provision", get("/documents/2057%2FQ%C4%90-UBND/text?provision=dieu-99"));
    refused(404, "text-not-known", get("/documents/91%2F2015%2FQH13/text"));
    let send = |media: &str, body: &[u8]| post(&server, "/api/v1/check", media, body);
    refused(415, "media-type", send("Content-Type: application/json", b"{}"));
    refused(400, "no-file", send(FORM, &form(&[])));
    refused(422, "unreadable", send("Content-Type: text/plain", b""));
    refused(400, "no-file", send("X-Nothing: 1", b""));
    refused(400, "bad-multipart", send(FORM, &form(&[("file", "a.txt", b"a"), ("other", "a.txt", b"a")])));
    refused(400, "bad-multipart", send("Content-Type: multipart/form-data", b"a"));
    refused(422, "unreadable", send(DOCX, b"PK\x03\x04 no package"));
    refused(400, "unknown-profile", post(&server, "/api/v1/check?profile=x", "Content-Type: text/plain", b"a"));
    let other_day = get(&format!("/documents/{}", encoded("2057/QĐ-UBND 2015-01-01")));
    let near = refused(404, "no-such-document", other_day);
    assert_eq!(near["candidates"][0], ID, "{near}");
}

#[test]
fn every_operation_says_how_to_be_let_in() {
    let described = api::description();
    let ways = described["components"]["securitySchemes"].as_object().unwrap();
    assert_eq!((&ways["token"]["scheme"], &ways["session"]["in"]), (&json!("bearer"), &json!("cookie")));
    for (path, methods) in described["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            let scope = match operation["x-right"].as_str().unwrap() {
                "review" => "write",
                "administer" => "admin",
                other => other,
            };
            assert_eq!(operation["security"], json!([{"token": [scope]}, {"session": []}, {}]), "{method} {path}");
        }
    }
}

#[test]
fn documents_and_hits_are_files_too() {
    let server = with_corpus();
    let get = |address: &str| server.send(&format!("GET /api/v1{address}"), &server.address, b"");
    let (status, head, table) = get("/documents.csv?q=k%E1%BA%BF+ho%E1%BA%A1ch&sort=newest");
    assert!(status == 200 && head.contains("text/csv") && table.lines().count() > 2, "{head}{table}");
    assert!(table.starts_with('\u{feff}') || table.contains("Số"), "{table}");
    let of = format!("/documents/{}/file", encoded(ID));
    let (status, _, envelope) = get(&format!("{of}?form=edxml&from=H02.00.00&to=H01.00.00,%20H03"));
    assert_eq!(status, 200);
    for words in ["<edXML:OrganId>H02.00.00<", "<edXML:OrganId>H03<", "2057", "AttachmentEncoded"] {
        assert!(envelope.contains(words), "{words}: {envelope}");
    }
    let (status, _, refused) = get(&format!("{of}?form=edxml"));
    assert!(status == 422 && refused.contains("no-sender"), "{refused}");
    assert!(get(&format!("{of}?form=akn")).2.contains("akomaNtoso"));
}

#[test]
fn an_audit_is_of_one_year_where_that_is_asked() {
    let server = with_corpus();
    let tasks = |address: &str| get(&server, address)["tasks"].as_u64().unwrap();
    let (all, one) = (tasks("/api/v1/audit"), tasks("/api/v1/audit?year=2016"));
    assert!(one > 0 && one < all, "{one} of {all}");
    assert_eq!(one, printed(&["audit", "--year", "2016"])["tasks"].as_u64().unwrap());
}

#[test]
fn a_whole_number_may_be_written_with_a_fraction_of_zero() {
    let server = Server::start(&[]);
    let decided = |draft: &str| {
        let sent =
            format!(r#"{{"fingerprint":"f","code":"CIT-010","document":"a","what":"accepted","draft":{draft}}}"#);
        post(&server, "/api/v1/decisions", "Content-Type: application/json", sent.as_bytes()).0
    };
    // There is no such draft, but it is understood which one is meant.
    assert_eq!(["7.0", "7", "null", "7.5"].map(decided), [422, 422, 201, 400]);
}

#[test]
fn questions_are_kept_under_a_name() {
    let server = Server::start(&[]);
    let sent = json!({"name": "cải cách", "q": "kế hoạch nam:2017", "sort": "newest"}).to_string();
    let (status, made) = post(&server, "/api/v1/searches", "Content-Type: application/json", sent.as_bytes());
    assert_eq!(status, 201, "{made}");
    let listed = get(&server, "/api/v1/searches");
    assert_eq!((&listed["searches"][0]["id"], &listed["searches"][0]["exact"]), (&made["id"], &json!(false)));
    let address = format!("DELETE /api/v1/searches/{}", made["id"]);
    assert_eq!(server.send(&address, &server.address, b"").0, 204);
    assert_eq!(server.json(&address, "").1["code"], "no-such-search");
    assert_eq!(get(&server, "/api/v1/searches")["searches"], json!([]));
}

/// A draft in Rich Text Format that rests on a repealed decree.
const RTF: &[u8] = br"{\rtf1\ansi\uc1 C\u259?n c\u7913? Ngh\u7883? \u273?\u7883?nh s\u7889? 110/2004/N\u272?-CP \
ng\u224?y 08 th\u225?ng 4 n\u259?m 2004 c\u7911?a Ch\u237?nh ph\u7911?;\par}";

#[test]
fn what_another_program_reads_is_read_by_it_or_names_it() {
    let sent = form(&[("file", "du-thao.rtf", RTF)]);
    let lacking = Server::start_with(&[], &[("SOAT_SOFFICE", ""), ("SOAT_TESSERACT", "")]);
    for (name, bytes, variable) in
        [("du-thao.rtf", RTF, "SOAT_SOFFICE"), ("du-thao.png", b"\x89PNG\r\n\x1a\n".as_slice(), "SOAT_TESSERACT")]
    {
        let (status, answer) = post(&lacking, "/api/v1/check", FORM, &form(&[("file", name, bytes)]));
        assert_eq!((status, answer["code"].as_str()), (422, Some("unreadable")), "{answer}");
        assert!(answer["detail"].as_str().unwrap().contains(variable), "{answer}");
    }
    // Without LibreOffice the first half is all there is to see.
    if Command::new("soffice").arg("--version").output().is_err() {
        skipped("there is no soffice");
        return;
    }
    let server = with_corpus();
    let mut answer = post(&server, "/api/v1/check", FORM, &sent);
    while answer.1["code"] == "reading" {
        answer = post(&server, "/api/v1/check", FORM, &sent);
    }
    assert_eq!(answer.0, 200, "{}", answer.1);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("du-thao.rtf");
    std::fs::write(&file, RTF).unwrap();
    let told = printed(&["check", file.to_str().unwrap()]);
    let codes = |value: &Value| -> Vec<String> {
        value["findings"].as_array().unwrap().iter().map(|finding| finding["code"].to_string()).collect()
    };
    assert_eq!(codes(&answer.1), codes(&told));
    assert!(!codes(&told).is_empty(), "{told}");
}

#[test]
fn a_letter_with_one_draft_is_that_draft_and_one_with_two_is_none() {
    let letter = |names: &[&str]| {
        let part = |name: &&str| {
            format!(
                "--x\r\nContent-Type: text/plain\r\nContent-Disposition: attachment; filename=\"{name}\"\r\n\r\nA\r\n"
            )
        };
        let parts: String = names.iter().map(part).collect();
        let head = "From: a@b\r\nTo: c@d\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n";
        format!("{head}{parts}--x--\r\n").into_bytes()
    };
    let server = Server::start(&[]);
    let (status, answer) = post(&server, "/api/v1/parse", FORM, &form(&[("file", "thu.eml", &letter(&["mot.txt"]))]));
    assert_eq!((status, answer["documents"][0]["path"].as_str()), (200, Some("mot.txt")), "{answer}");
    let two = letter(&["mot.txt", "hai.txt"]);
    let (status, answer) = post(&server, "/api/v1/check", FORM, &form(&[("file", "thu.eml", &two)]));
    assert_eq!(status, 422);
    assert!(answer["detail"].as_str().unwrap().contains("2 văn bản"), "{answer}");
}

/// Waits until a job has ended, and returns it.
fn ended(server: &Server, id: &str) -> Value {
    for _ in 0..300 {
        let answer = get(server, &format!("/api/v1/jobs/{id}"));
        let job = answer.get("job").unwrap();
        if job.get("state").is_some_and(|state| state == "done" || state == "failed") {
            return job.clone();
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    panic!("job {id} does not end");
}

pub(crate) fn empty_registry(folder: &Path) -> String {
    let registry = folder.join("so.db").to_str().unwrap().to_owned();
    soat::registry::Store::create_or_open(Path::new(&registry)).unwrap();
    registry
}

#[test]
fn documents_are_stored_and_found() {
    let folder = tempfile::tempdir().unwrap();
    let registry = empty_registry(folder.path());
    let server = Server::start(&["--registry", &registry]);
    let [bytes, other] =
        [ISSUED, "corpus/issued/quang-tri/152-qd-ubnd-2017.txt"].map(|path| std::fs::read(path).unwrap());
    // Two files may bear one name; one that is none is told with its reason.
    let sent = form(&[("file", "qd.docx", &bytes), ("file", "qd.docx", &other), ("file", "hong.docx", b"PK\x03\x04")]);
    let found =
        || get(&server, &format!("/api/v1/documents?q={}", encoded("2057/QĐ-UBND")))["hits"][0]["document"].take();
    assert_ne!(found(), ID);
    let (status, head, body) =
        server.send_with("POST /api/v1/documents", &server.address, &[FORM, "Idempotency-Key: lan-1"], &sent);
    let job: Value = serde_json::from_str(&body).unwrap();
    let id = job["job"]["id"].as_str().unwrap().to_owned();
    assert!(status == 202 && head.contains(&format!("location: /api/v1/jobs/{id}")), "{head}\n{body}");
    let done = ended(&server, &id);
    let summary = &done["summary"];
    assert_eq!((&done["state"], &summary["added"], &done["read"]), (&"done".into(), &2.into(), &3.into()), "{done}");
    assert!(summary["unread"][0]["path"].as_str().unwrap().ends_with("/hong.docx"), "{done}");
    assert_eq!(found(), ID);
    // Repeated, it is the same job; by the same key nothing else can be sent; without a key it is done again, and adds nothing.
    let again = |lines: &[&str], body: &[u8]| server.send_with("POST /api/v1/documents", &server.address, lines, body);
    let (_, _, repeated) = again(&[FORM, "Idempotency-Key: lan-1"], &sent);
    assert_eq!(serde_json::from_str::<Value>(&repeated).unwrap()["job"], done);
    let (status, _, refused) = again(&[FORM, "Idempotency-Key: lan-1"], &form(&[("file", "a.txt", b"a")]));
    assert!(status == 422 && refused.contains("idempotency-key-reused"), "{refused}");
    assert_eq!(again(&[FORM], &sent).0, 202);
    let once_more = ended(&server, &id);
    assert_eq!((&once_more["summary"]["added"], &once_more["summary"]["unchanged"]), (&0.into(), &2.into()));
    assert_eq!(get(&server, "/api/v1/jobs")["jobs"].as_array().unwrap().len(), 1);
}

/// What was confirmed is stored, also where the process is killed right after it confirmed.
#[test]
fn a_confirmed_upload_survives_a_kill() {
    let folder = tempfile::tempdir().unwrap();
    let registry = empty_registry(folder.path());
    let mut server = Server::start(&["--registry", &registry]);
    let bytes = std::fs::read(ISSUED).unwrap();
    let (status, job) = post(&server, "/api/v1/documents?name=qd.docx", DOCX, &bytes);
    assert_eq!(status, 202, "{job}");
    server.process.kill().unwrap();
    server.process.wait().unwrap();
    // What was not confirmed is not taken up.
    std::fs::create_dir(folder.path().join("so.db.imports/0123456789abcdef.part")).unwrap();
    let server = Server::start(&["--registry", &registry]);
    let done = ended(&server, job["job"]["id"].as_str().unwrap());
    assert_eq!(done["state"], "done", "{done}");
    assert_eq!(get(&server, &format!("/api/v1/documents/{}", encoded(ID)))["record"]["id"], ID);
    assert_eq!(get(&server, "/api/v1/jobs")["jobs"].as_array().unwrap().len(), 1);
}

#[test]
fn decisions_and_verdicts_are_written_down() {
    let server = Server::start(&[]);
    let json = "Content-Type: application/json";
    let send = |address: &str, body: &Value| post(&server, address, json, body.to_string().as_bytes());
    let mut decision = serde_json::json!({
        "fingerprint": "f", "code": "CIT-010", "document": "qd.docx", "what": "ignored", "reason": "đã đối chiếu bản giấy",
    });
    let (status, made) = send("/api/v1/decisions", &decision);
    assert_eq!((status, &made["id"]), (201, &1.into()), "{made}");
    decision["reason"] = Value::Null;
    assert_eq!(send("/api/v1/decisions", &decision).0, 422);
    decision["resaon"] = "đã đối chiếu".into();
    assert_eq!(send("/api/v1/decisions", &decision).1["code"], "bad-json");
    let decisions = get(&server, "/api/v1/decisions?limit=1");
    assert_eq!((&decisions["decisions"][0]["what"], &decisions["next"]), (&"ignored".into(), &Value::Null));
    let tasks = [["a", "dieu-1"], ["b", "dieu-2"]]
        .map(|[document, path]| serde_json::json!({"document": document, "path": path}));
    let (status, made) = send("/api/v1/verdicts", &serde_json::json!({"tasks": tasks, "what": "duplicate"}));
    assert_eq!(status, 201, "{made}");
    assert_eq!(get(&server, "/api/v1/verdicts")["verdicts"][0]["tasks"], Value::Array(tasks.to_vec()));
    let log = get(&server, "/api/v1/log?what=overlap");
    assert_eq!(log["log"].as_array().unwrap().len(), 1, "{log}");
    let (status, _, page) = server.send("GET /api", &server.address, b"");
    assert!(status == 200 && page.contains("POST /api/v1/check"), "{page}");
}

#[test]
fn without_a_registry_nothing_is_taken() {
    let server = Server::start(&[]);
    let (status, refused) = post(&server, "/api/v1/documents", "Content-Type: text/plain", b"a");
    assert_eq!((status, &refused["code"]), (409, &"no-registry".into()));
}

//! What the pages give as files and keep, over the HTTP interface.

use serde_json::{Value, json};

use crate::api::{DRAFT, FORM, VERSIONS, empty_registry, encoded, form, get, post, with_corpus};
use crate::server::Server;

const JSON: &str = "Content-Type: application/json";

/// Sends files, and returns the status, the head, and the bytes of the answer.
fn sent(server: &Server, address: &str, files: &[(&str, &str, &[u8])]) -> (u16, String, Vec<u8>) {
    server.fetch(&format!("POST /api/v1{address}"), &server.address, &[FORM], &form(files))
}

fn file(path: &str) -> Vec<u8> {
    std::fs::read(path).unwrap()
}

#[test]
fn a_checked_draft_is_had_as_files() {
    let server = with_corpus();
    let draft = file("corpus/drafts/quang-tri-2017-qd-ke-hoach-truyen-thong.docx");
    for (wanted, name, begins) in [
        ("comments", ".gopy.docx", "PK"),
        ("fixed", ".da-sua.docx", "PK"),
        ("slip", ".phieu.docx", "PK"),
        ("table", ".ket-qua.xlsx", "PK"),
        ("page", ".ket-qua.html", "<!doctype html>"),
    ] {
        let (status, head, bytes) =
            sent(&server, &format!("/check/file?form={wanted}&lang=en"), &[("file", "du-thao.docx", &draft)]);
        assert_eq!(status, 200, "{wanted}: {}", String::from_utf8_lossy(&bytes));
        assert!(head.contains(&encoded(&format!("du-thao{name}")).to_lowercase()), "{wanted}: {head}");
        assert!(bytes.starts_with(begins.as_bytes()), "{wanted}");
        assert!(bytes != draft, "{wanted}");
    }
    let text = sent(&server, "/check/file?form=comments", &[("file", "a.txt", "Điều 1. Phạm vi".as_bytes())]);
    assert!(text.0 == 422 && String::from_utf8_lossy(&text.2).contains("no-copy"));
    let nothing = sent(&server, "/check/file?form=fixed", &[("file", "du-thao.docx", &file(DRAFT))]);
    assert!(nothing.0 == 422 && String::from_utf8_lossy(&nothing.2).contains("không có chỗ nào để sửa"));
    assert_eq!(sent(&server, "/check/file?form=poem", &[("file", "a.txt", b"a")]).0, 400);
}

#[test]
fn comparisons_and_audits_are_had_as_files() {
    let server = with_corpus();
    let [before, after] = VERSIONS.map(file);
    let both: [(&str, &str, &[u8]); 2] = [("before", "cu.txt", &before), ("after", "moi.txt", &after)];
    let known = format!("a={}&b={}", encoded("1480/QĐ-UBND"), encoded("760/QĐ-UBND"));
    for (wanted, begins) in [("docx", "PK"), ("html", "<!doctype html>")] {
        let of_files = sent(&server, &format!("/diff/file?form={wanted}"), &both);
        let of_known = server.fetch(&format!("GET /api/v1/diff/file?form={wanted}&{known}"), &server.address, &[], b"");
        for (status, head, bytes) in [of_files, of_known] {
            assert_eq!(status, 200, "{}", String::from_utf8_lossy(&bytes));
            assert!(head.contains("so%2dsanh") && bytes.starts_with(begins.as_bytes()), "{wanted}: {head}");
        }
    }
    for (wanted, begins) in [("xlsx", "PK"), ("html", "<!doctype html>")] {
        let asked = format!("GET /api/v1/audit/file?form={wanted}&year=2016");
        let (status, head, bytes) = server.fetch(&asked, &server.address, &[], b"");
        assert!(status == 200 && head.contains("2016"), "{head}");
        assert!(bytes.starts_with(begins.as_bytes()), "{wanted}");
    }
}

#[test]
fn a_draft_is_kept_until_it_is_forgotten() {
    let server = Server::start(&[]);
    let draft = file(DRAFT);
    let (status, _, made) = sent(&server, "/drafts", &[("file", "du-thao.docx", &draft)]);
    let made: Value = serde_json::from_slice(&made).unwrap();
    assert_eq!((status, &made["draft"]["name"]), (201, &json!("du-thao.docx")));
    let again = sent(&server, "/drafts", &[("file", "du-thao.docx", &draft)]);
    assert_eq!(serde_json::from_slice::<Value>(&again.2).unwrap()["draft"], made["draft"]);
    assert_eq!(sent(&server, "/drafts", &[("file", "du-thao.docx", b"")]).0, 422);
    let listed = get(&server, "/api/v1/drafts?limit=1");
    assert_eq!(listed["drafts"], json!([made["draft"]]));
    let own = format!("/api/v1/drafts/{}", made["draft"]["id"]);
    let (status, head, bytes) = server.fetch(&format!("GET {own}/file"), &server.address, &[], b"");
    assert!(status == 200 && head.contains("du%2dthao%2edocx") && bytes == draft);
    assert_eq!(server.send(&format!("DELETE {own}"), &server.address, b"").0, 204);
    assert_eq!(server.json(&format!("GET {own}/file"), "").1["code"], "no-such-draft");
    assert_eq!(get(&server, "/api/v1/drafts")["drafts"], json!([]));
}

#[test]
fn the_store_is_taken_away_and_the_first_user_is_an_administrator() {
    let folder = tempfile::tempdir().unwrap();
    let registry = empty_registry(folder.path());
    let server = Server::start(&["--registry", &registry]);
    let (status, head, bytes) = server.fetch("POST /api/v1/backup", &server.address, &[], b"");
    assert!(status == 200 && head.contains("application/zip") && bytes.starts_with(b"PK"), "{head}");
    let user = |name: &str, role: &str| {
        let new = json!({"name": name, "unit": "so-noi-vu", "role": role, "password": "mot mat khau rat dai"});
        post(&server, "/api/v1/users", JSON, new.to_string().as_bytes())
    };
    assert_eq!(user("lan", "officer").1["code"], "administrator-first");
    let (status, made) = user("quan", "administrator");
    assert_eq!((status, &made["user"]["display"]), (201, &json!("quan")), "{made}");
    // From now on nobody comes in without signing in.
    assert_eq!(server.json("GET /api/v1/users", "").1["code"], "sign-in-needed");
    assert_eq!(user("minh", "administrator").0, 401);
}

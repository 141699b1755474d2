//! `soat serve`: the door, and the interface of `LanguageTool`, over real connections.

use std::process::Command;

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;
use soat::rules::{Rule, RuleSet, Scope};

use crate::server::Server;
use crate::shared::skipped;

const BASIS: &str = "Căn cứ Nghị định số 110/2004/NĐ-CP ngày 08 tháng 4 năm 2004 của Chính phủ về công tác văn thư;";

fn check(server: &Server, text: &str) -> Vec<Value> {
    let (status, answer) = server.json("POST /v2/check", &format!("text={text}&language=vi-VN"));
    assert_eq!(status, 200, "{answer}");
    answer.get("matches").unwrap().as_array().unwrap().clone()
}

#[test]
fn a_paragraph_is_answered_as_languagetool_does() {
    let server = Server::start(&["--as-of", "2021-03-10"]);
    let (status, languages) = server.json("GET /v2/languages", "");
    assert_eq!((status, &languages[0]["longCode"]), (200, &Value::from("vi-VN")));
    let text = format!("😀 50% + 2 & {BASIS}");
    let matches = check(&server, BASIS);
    let [found] = matches.as_slice() else { panic!("{matches:#?}") };
    assert_eq!(found["rule"]["id"], "CIT-010");
    assert_eq!(found["rule"]["category"]["id"], "CITATION");
    assert!(found["message"].as_str().unwrap().contains("30/2020/NĐ-CP"), "{found}");
    assert!(found["message"].as_str().unwrap().contains("xét theo ngày 10/3/2021"), "{found}");
    assert_eq!(found["fingerprint"].as_str().unwrap().len(), 32);
    // What is underlined are the very words, counted as the client does; form and query say the same.
    let words = |text: &str, found: &Value| {
        let units: Vec<u16> = text.encode_utf16().collect();
        let count = |name: &str| usize::try_from(found[name].as_u64().unwrap()).unwrap();
        String::from_utf16(&units[count("offset")..][..count("length")]).unwrap()
    };
    assert_eq!(words(BASIS, found), "Nghị định số 110/2004/NĐ-CP ngày 08 tháng 4 năm 2004 của Chính phủ");
    let query = format!("language=vi-VN&text={}", encoded(&text));
    let typed = text.replace("Căn cứ", "\nCăn cứ");
    for (text, (status, answer)) in [
        (&text, server.json("POST /v2/check", &query)),
        (&text, server.json(&format!("GET /v2/check?{query}"), "")),
        (&typed, server.json("POST /v2/check", &format!("text={typed}&language=vi-VN&username=a@b&apiKey=c"))),
    ] {
        assert_eq!(status, 200, "{answer}");
        for found in answer["matches"].as_array().unwrap() {
            assert!(words(text, found).starts_with("Nghị định số 110"), "{found}");
        }
    }
    let data = format!(r#"{{"annotation":[{{"markup":"<p>"}},{{"text":"{BASIS}"}}]}}"#);
    let (_, answer) = server.json("POST /v2/check", &format!("data={}&language=auto", encoded(&data)));
    assert_eq!(words(&format!("<p>{BASIS}"), &answer["matches"][0]), words(BASIS, found));
}

#[test]
fn a_fix_is_offered_for_all_that_is_underlined() {
    let server = Server::start(&["--as-of", "2021-03-10"]);
    let matches = check(&server, "Thực hiện Nghị định số 30 /2020/NĐ-CP ngày 05/3/2020 của Chính phủ;");
    let [found] = matches.as_slice() else { panic!("{matches:#?}") };
    assert_eq!(
        (&found["rule"]["id"], &found["replacements"][0]["value"]),
        (&"CIT-035".into(), &"30/2020/NĐ-CP".into())
    );
}

/// A paragraph lacks nothing: what a document must have is not asked of it, and of what is not known nothing is said.
#[test]
fn a_paragraph_alone_is_not_blamed_for_what_its_document_has() {
    let server = Server::start(&[]);
    for text in [
        "",
        "Điều 1. Ban hành kèm theo Quyết định này Quy chế làm việc.",
        "QUYẾT ĐỊNH",
        "Theo đề nghị của Giám đốc Sở Nội vụ.",
        "Căn cứ Quyết định số 12/QĐ-UBND ngày 03 tháng 4 năm 2020 của Ủy ban nhân dân tỉnh;",
        "(Kèm theo Quyết định số 12 /QĐ-UBND ngày 03 tháng 4 năm 2020 của Ủy ban nhân dân tỉnh)",
    ] {
        assert_eq!(check(&server, text), Vec::<Value>::new(), "{text}");
    }
}

#[test]
fn the_door_is_narrow() {
    let server = Server::start(&[]);
    let (status, health) = server.json("GET /health", "");
    assert_eq!((status, &health["status"], &health["documents"]), (200, &"ok".into(), &Value::Null));
    let code = |first: &str, host: &str, body: &[u8]| {
        let (status, head, body) = server.send(first, host, body);
        for header in ["content-security-policy: default-src 'none'", "x-content-type-options: nosniff", "no-store"] {
            assert!(head.contains(header), "{head}");
        }
        assert!(head.contains("application/problem+json"), "{head}");
        let problem: Value = serde_json::from_str(&body).unwrap();
        assert_eq!(problem["status"], status);
        (status, problem["code"].as_str().unwrap().to_owned())
    };
    let here = server.address.as_str();
    assert_eq!(code("GET /health", "evil.example", b""), (421, "host-not-allowed".to_owned()));
    assert_eq!(code("GET /nowhere", here, b""), (404, "not-found".to_owned()));
    assert_eq!(code("DELETE /v2/check", here, b""), (405, "method-not-allowed".to_owned()));
    assert_eq!(code("POST /v2/check", here, b"language=vi"), (400, "no-text".to_owned()));
    assert_eq!(code("POST /v2/check", here, b"text=a&language=en-US"), (400, "language-not-supported".to_owned()));
    assert_eq!(code("POST /v2/check", here, b"data=1&language=vi"), (400, "bad-data".to_owned()));
    let long = "text=".to_owned() + &"a".repeat(1_000_001);
    assert_eq!(code("POST /v2/check", here, long.as_bytes()), (413, "too-big".to_owned()));
}

#[test]
fn only_this_machine_is_listened_to() {
    for address in ["0.0.0.0:0", "[::]:0", "192.0.2.1:0"] {
        let run = Command::new(env!("CARGO_BIN_EXE_soat")).args(["serve", "--listen", address]).output().unwrap();
        assert_eq!(run.status.code(), Some(2), "{address}");
        assert!(String::from_utf8_lossy(&run.stderr).contains("127.0.0.1"), "{run:?}");
    }
}

#[cfg(unix)]
#[test]
fn the_server_ends_in_order_when_asked() {
    for signal in ["-INT", "-TERM"] {
        let mut server = Server::start(&[]);
        assert!(Command::new("kill").args([signal, &server.process.id().to_string()]).status().unwrap().success());
        assert_eq!(server.process.wait().unwrap().code(), Some(0), "{signal}");
    }
}

/// `LibreOffice` itself asks the server about a document and gets its answer back at the right words.
#[test]
fn libreoffice_underlines_through_the_server() {
    let python = "/usr/bin/python3";
    let has_uno = Command::new(python).args(["-c", "import uno"]).output().is_ok_and(|run| run.status.success());
    if !has_uno || Command::new("soffice").arg("--version").output().is_err() {
        skipped("no soffice, or python3 has no uno");
        return;
    }
    let server = Server::start(&["--as-of", "2021-03-10"]);
    let run = Command::new(python)
        .args(["tests/libreoffice.py", &format!("http://{}/v2", server.address)])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&run.stdout);
    assert!(run.status.success(), "{told}\n{}", String::from_utf8_lossy(&run.stderr));
    let matches: Vec<Value> = told.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let words: Vec<&str> = matches.iter().map(|found| found["words"].as_str().unwrap()).collect();
    assert_eq!(words, ["Nghị định số 110/2004/NĐ-CP ngày 08 tháng 4 năm 2004 của Chính phủ", "30 /2020/NĐ-CP"]);
    assert_eq!(matches[1]["suggestions"][0], "30/2020/NĐ-CP");
    assert!(matches[0]["short"].as_str().unwrap().contains("CIT-010"), "{}", matches[0]);
}

/// The guide names the very rules that speak in `LibreOffice`.
#[test]
fn the_guide_names_the_rules_of_paragraphs() {
    let set = RuleSet::builtin().unwrap();
    let alone: Vec<&str> = set.iter().filter(|rule| rule.front.scope == Scope::Paragraph).map(Rule::code).collect();
    let guide = std::fs::read_to_string("docs/editors.md").unwrap();
    assert!(guide.contains(&format!("`scope = \"paragraph\"`): {}.", alone.join(", "))), "{alone:?}");
}

fn encoded(text: &str) -> String {
    utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()
}

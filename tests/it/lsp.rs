//! `soat lsp`: the protocol spoken to the real program.

use std::io::{BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use lsp_server::{Message, Notification, Request, RequestId};
use serde_json::{Value, json};

const URI: &str = "file:///tmp/du%20th%E1%BA%A3o.txt";

/// A draft of 2021 that cites a decree out of force and puts a blank into a symbol.
const DRAFT: &str = "ỦY BAN NHÂN DÂN TỈNH QUẢNG TRỊ\nSố: 12/QĐ-UBND\nQuảng Trị, ngày 10 tháng 3 năm 2021\nQUYẾT ĐỊNH\n\
    Về việc kiện toàn Tổ công tác\nCăn cứ Nghị định số 110/2004/NĐ-CP ngày 08 tháng 4 năm 2004 của Chính phủ về công tác văn thư;\n\
    😀 Căn cứ Nghị định số 30 /2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ;\n";

/// An editor with the server at its side.
struct Editor {
    process: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
    asked: i32,
}

impl Editor {
    fn start() -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_soat"))
            .args(["lsp", "--no-config", "--lang", "vi"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let (input, output) = (process.stdin.take(), BufReader::new(process.stdout.take().unwrap()));
        let mut editor = Self { process, input, output, asked: 0 };
        let able = editor.ask("initialize", json!({"capabilities": {}}));
        assert_eq!(able.pointer("/capabilities/textDocumentSync/change"), Some(&json!(1)));
        editor.tell("initialized", json!({}));
        editor
    }

    fn raw(&mut self, bytes: &[u8]) {
        self.input.as_mut().unwrap().write_all(bytes).unwrap();
    }

    fn tell(&mut self, method: &str, params: Value) {
        Message::from(Notification::new(method.to_owned(), params)).write(self.input.as_mut().unwrap()).unwrap();
    }

    /// Asks and returns the answer; what is told meanwhile is passed over.
    fn ask(&mut self, method: &str, params: Value) -> Value {
        self.asked += 1;
        let id = RequestId::from(self.asked);
        Message::from(Request::new(id.clone(), method.to_owned(), params)).write(self.input.as_mut().unwrap()).unwrap();
        loop {
            match Message::read(&mut self.output).unwrap().unwrap() {
                Message::Response(answer) if answer.id == id => {
                    return answer.response_result.unwrap_or_else(|error| json!(error.code));
                }
                _ => {}
            }
        }
    }

    /// Returns the diagnostics that are told next.
    fn diagnostics(&mut self) -> Vec<Value> {
        loop {
            if let Message::Notification(told) = Message::read(&mut self.output).unwrap().unwrap()
                && told.method == "textDocument/publishDiagnostics"
            {
                return told.params.get("diagnostics").unwrap().as_array().unwrap().clone();
            }
        }
    }

    fn open(&mut self, uri: &str, text: &str) -> Vec<Value> {
        let item = json!({"uri": uri, "languageId": "plaintext", "version": 1, "text": text});
        self.tell("textDocument/didOpen", json!({"textDocument": item}));
        self.diagnostics()
    }

    fn change(&mut self, text: &str) {
        let document = json!({"uri": URI, "version": 2});
        self.tell("textDocument/didChange", json!({"textDocument": document, "contentChanges": [{"text": text}]}));
    }

    fn end(mut self) -> Option<i32> {
        assert_eq!(self.ask("shutdown", Value::Null), Value::Null);
        self.tell("exit", Value::Null);
        self.input = None;
        self.process.wait().unwrap().code()
    }
}

fn of_rule<'d>(diagnostics: &'d [Value], code: &str) -> &'d Value {
    let found = diagnostics.iter().find(|found| found.get("code") == Some(&json!(code)));
    found.unwrap_or_else(|| panic!("no {code} in {diagnostics:#?}"))
}

#[test]
fn findings_stand_at_their_words_with_page_and_fix() {
    let mut editor = Editor::start();
    let found = editor.open(URI, DRAFT);
    let expired = of_rule(&found, "CIT-010");
    assert_eq!((&expired["severity"], &expired["source"]), (&json!(1), &json!("soat")));
    assert_eq!(expired["range"]["start"], json!({"line": 5, "character": 7}));
    assert_eq!(expired["data"]["fingerprint"].as_str().unwrap().len(), 32);
    // The emoji counts two.
    let noise = of_rule(&found, "CIT-035");
    assert_eq!(noise["range"], json!({"start": {"line": 6, "character": 23}, "end": {"line": 6, "character": 37}}));
    let place = json!({"textDocument": {"uri": URI}, "position": {"line": 5, "character": 20}});
    let page = editor.ask("textDocument/hover", place);
    assert!(page["contents"]["value"].as_str().unwrap().starts_with("CIT-010  Căn cứ đã hết hiệu lực"), "{page}");
    let here = json!({"textDocument": {"uri": URI}, "range": noise["range"], "context": {"diagnostics": []}});
    let actions = editor.ask("textDocument/codeAction", here);
    let edit = &actions[0]["edit"]["changes"][URI][0];
    assert_eq!((&edit["range"], &edit["newText"]), (&noise["range"], &json!("30/2020/NĐ-CP")), "{actions:#}");
    assert_eq!((&actions[0]["kind"], &actions[0]["isPreferred"]), (&json!("quickfix"), &json!(true)));
    // With both mended nothing is left of them.
    editor.change(
        &DRAFT
            .replace("30 /2020", "30/2020")
            .replace("110/2004/NĐ-CP ngày 08 tháng 4 năm 2004", "30/2020/NĐ-CP ngày 05 tháng 3 năm 2020"),
    );
    let left = editor.diagnostics();
    assert!(left.iter().all(|found| found["code"] != "CIT-010" && found["code"] != "CIT-035"), "{left:#?}");
    editor.tell("textDocument/didSave", json!({"textDocument": {"uri": URI}}));
    assert_eq!(editor.diagnostics(), left);
    editor.tell("textDocument/didClose", json!({"textDocument": {"uri": URI}}));
    assert_eq!(editor.diagnostics(), Vec::<Value>::new());
    assert_eq!(editor.end(), Some(0));
}

/// An editor is told what `soat check` tells of the saved file, by the same fingerprints.
#[test]
fn an_editor_is_told_what_check_tells() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("qd.txt");
    std::fs::write(&path, DRAFT).unwrap();
    let run = Command::new(env!("CARGO_BIN_EXE_soat"))
        .args(["check", path.to_str().unwrap(), "--no-config", "--exit-zero", "--format", "json"])
        .output()
        .unwrap();
    let checked: Value = serde_json::from_slice(&run.stdout).unwrap();
    let told = checked["findings"].as_array().unwrap().iter().filter(|found| found["verdict"] != "unverified");
    let told: Vec<&Value> = told.map(|found| &found["fingerprint"]).collect();
    let mut editor = Editor::start();
    let found = editor.open(&format!("file://{}", path.display()), DRAFT);
    assert_eq!(found.iter().map(|found| &found["data"]["fingerprint"]).collect::<Vec<_>>(), told);
    assert_eq!(editor.end(), Some(0));
}

#[test]
fn marks_of_markdown_and_tags_are_stepped_over() {
    let mut editor = Editor::start();
    let markdown = DRAFT
        .replace("Nghị định số 110/2004", "**Nghị định** số *110/2004")
        .replace("08 tháng 4 năm 2004 của", "08 tháng 4 năm 2004* của");
    let found = editor.open("file:///tmp/a.md", &markdown.replace('\n', "\n\n"));
    assert_eq!(of_rule(&found, "CIT-010")["range"]["start"], json!({"line": 10, "character": 9}));
    let xml = "<akomaNtoso xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\"><doc><meta/><preamble>\n\
        <p>Căn cứ <ref href=\"#\">Nghị định số 30 /2020/NĐ-CP</ref> ngày 05 tháng 3 năm 2020;</p></preamble></doc></akomaNtoso>";
    let found = editor.open("file:///tmp/a.xml", xml);
    let noise = of_rule(&found, "CIT-035");
    assert_eq!(noise["range"]["start"]["line"], 1);
    let uri = json!({"uri": "file:///tmp/a.xml"});
    let here = json!({"textDocument": uri, "range": noise["range"], "context": {"diagnostics": []}});
    let actions = editor.ask("textDocument/codeAction", here);
    assert_eq!(actions[0]["edit"]["changes"]["file:///tmp/a.xml"][0]["newText"], "30/2020/NĐ-CP", "{actions:#}");
    assert_eq!(editor.end(), Some(0));
}

#[test]
fn nothing_that_is_sent_ends_the_server() {
    let mut editor = Editor::start();
    editor.raw(b"Content-Length: 7\r\n\r\n{\"a\": [");
    editor.raw(b"no header at all\r\nContent-Length: x\r\n\r\n");
    editor.raw(b"Content-Length: 2\r\n\r\n\xff\xfe");
    editor.tell("textDocument/didChange", json!({"textDocument": 5}));
    editor.tell("textDocument/didClose", json!({"textDocument": {"uri": "file:///never/opened"}}));
    assert_eq!(editor.ask("textDocument/hover", json!({"position": "here"})), json!(-32602));
    assert_eq!(editor.ask("textDocument/rename", json!({})), json!(-32601));
    assert_eq!(
        editor
            .ask("textDocument/hover", json!({"textDocument": {"uri": "x"}, "position": {"line": 0, "character": 0}})),
        Value::Null
    );
    editor.open(URI, "");
    // As it is typed: cut off anywhere, in the middle of words and lines.
    for (end, _) in DRAFT.char_indices().step_by(23) {
        editor.change(DRAFT.get(..end).unwrap());
    }
    editor.change(DRAFT);
    of_rule(&editor.diagnostics(), "CIT-010");
    for text in ["\u{0}\u{feff}\r\r\n", "<akomaNtoso", "PK\u{3}\u{4}", "%PDF-1.4", "{\\rtf1"] {
        editor.change(text);
        editor.diagnostics();
    }
    assert_eq!(editor.end(), Some(0));
}

//! `soat decisions`: what was accepted, rejected, resolved, deleted or answered in a file that came back, whatever people chose.

use std::path::Path;
use std::sync::LazyLock;

use assert_cmd::Command;
use proptest::prelude::*;
use regex::{Captures, Regex};
use serde_json::Value;
use soat::app::decisions::{ChangeState, CommentState, Decision, Verdict, read};

use crate::word::{accepted, changed_parts, part, rejected, word};

/// Recitals with a number that is mended by a safe fix.
const RECITALS: usize = 8;

/// A draft of so many defects of one kind.
pub(crate) fn draft() -> Vec<u8> {
    let mut lines: Vec<String> = [
        "ỦY BAN NHÂN DÂN TỈNH QUẢNG TRỊ",
        "Số: 12/QĐ-UBND",
        "Quảng Trị, ngày 20 tháng 12 năm 2022",
        "QUYẾT ĐỊNH",
        "Về việc kiện toàn Tổ công tác",
        "ỦY BAN NHÂN DÂN TỈNH QUẢNG TRỊ",
    ]
    .map(str::to_owned)
    .to_vec();
    lines.extend((0..RECITALS).map(|at| {
        format!(
            "Căn cứ Quyết định số {}/2022/QĐ- UBND ngày 10 tháng 10 năm 2022 của Ủy ban nhân dân tỉnh Quảng Trị{}",
            21 + at,
            if at + 1 < RECITALS { ';' } else { '.' }
        )
    }));
    lines.extend(["QUYẾT ĐỊNH:".to_owned(), "Điều 1. Kiện toàn Tổ công tác.".to_owned()]);
    let paragraphs = lines.iter().map(|line| format!("<w:p><w:r><w:t>{line}</w:t></w:r></w:p>"));
    word(&paragraphs.collect::<Vec<_>>().concat())
}

/// Runs the program over a file and returns the annotated copy.
pub(crate) fn annotated(file: &Path) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let copy = folder.path().join("a.docx");
    let mut command = Command::cargo_bin("soat").unwrap();
    command.args(["check", "--issued", "corpus/issued", "--exit-zero", "--no-config", "--format", "docx", "-o"]);
    command.arg(&copy).arg(file).current_dir(env!("CARGO_MANIFEST_DIR")).env_remove("LANG").assert().success();
    std::fs::read(copy).unwrap()
}

static COPY: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("du-thao.docx");
    std::fs::write(&file, draft()).unwrap();
    annotated(&file)
});

/// What a person does with a change and with the comment beside it.
type Choice = (u8, u8);

/// Returns the copy as it comes back after these choices about the recitals, in their order.
fn returned(copy: &[u8], choices: &[Choice]) -> Vec<u8> {
    let marked = Regex::new(r"(?s)<w:p>.*?</w:p>").unwrap();
    let mut nth = 0;
    let story = part(copy, "word/document.xml");
    let story = marked.replace_all(&story, |found: &Captures<'_>| {
        let paragraph = &found[0];
        if !paragraph.contains("<w:del ") {
            return paragraph.to_owned();
        }
        let (change, _) = *choices.get(nth).unwrap();
        nth += 1;
        match change {
            0 => paragraph.to_owned(),
            1 => accepted(paragraph),
            2 => rejected(paragraph),
            _ => accepted(paragraph).replace("/2022/QĐ", "/2023/QĐ"),
        }
    });
    assert_eq!(nth, choices.len());
    let (mut comments, mut extended, mut nth) = (Vec::new(), Vec::new(), 0);
    let all = part(copy, "word/comments.xml");
    let comment = Regex::new(r"(?s)<w:comment .*?</w:comment>").unwrap();
    for found in comment.find_iter(&all) {
        let own = found.as_str();
        if !own.contains("[CIT-035 ") {
            comments.push(own.to_owned());
            continue;
        }
        let (_, remark) = *choices.get(nth).unwrap();
        let number = format!("0000{nth:04}");
        nth += 1;
        let at = own.rfind("<w:p>").unwrap();
        let named = format!("{}<w:p w14:paraId=\"{number}\">{}", &own[..at], &own[at + 5..]);
        match remark {
            0 => comments.push(named),
            1 => {}
            2 => {
                comments.push(named);
                extended.push(format!("<w15:commentEx w15:paraId=\"{number}\" w15:done=\"1\"/>"));
            }
            _ => {
                comments.push(named);
                let reply = format!("1{}", &number[1..]);
                comments.push(format!(
                    "<w:comment w:id=\"9{number}\" w:author=\"Lê Văn B\"><w:p w14:paraId=\"{reply}\"><w:r><w:t>giữ nguyên &amp; ký</w:t></w:r></w:p></w:comment>"
                ));
                extended.push(format!(
                    "<w15:commentEx w15:paraId=\"{number}\" w15:done=\"0\"/><w15:commentEx w15:paraId=\"{reply}\" w15:paraIdParent=\"{number}\" w15:done=\"0\"/>"
                ));
            }
        }
    }
    let start = all.find("<w:comment ").unwrap();
    let comments = format!("{}{}</w:comments>", &all[..start], comments.concat());
    let extended = format!("<w15:commentsEx>{}</w15:commentsEx>", extended.concat());
    changed_parts(
        copy,
        &[
            ("word/document.xml", story.as_ref()),
            ("word/comments.xml", &comments),
            ("word/commentsExtended.xml", &extended),
        ],
    )
}

fn expected(choice: Choice) -> (Verdict, ChangeState, CommentState) {
    let comment = match choice.1 {
        1 => CommentState::Deleted,
        2 => CommentState::Resolved,
        _ => CommentState::Open,
    };
    let change = [ChangeState::Pending, ChangeState::Accepted, ChangeState::Rejected, ChangeState::Altered];
    let verdict = match choice {
        (1, _) => Verdict::Accepted,
        (2, _) => Verdict::Rejected,
        (3, _) => Verdict::Altered,
        (_, 1) => Verdict::Deleted,
        (_, 2) => Verdict::Resolved,
        (_, 3) => Verdict::Answered,
        _ => Verdict::Open,
    };
    (verdict, *change.get(usize::from(choice.0)).unwrap(), comment)
}

fn of_recitals(decisions: &[Decision]) -> Vec<&Decision> {
    decisions.iter().filter(|decision| decision.code == "CIT-035").collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_choice_is_read_back(choices in prop::collection::vec((0..4_u8, 0..4_u8), RECITALS)) {
        let decisions = read("a.docx", &returned(&COPY, &choices)).unwrap();
        let own = of_recitals(&decisions);
        prop_assert_eq!(own.len(), RECITALS);
        for (decision, choice) in own.iter().zip(&choices) {
            let (verdict, change, comment) = expected(*choice);
            prop_assert_eq!((decision.verdict, decision.change, decision.comment), (verdict, Some(change), comment));
            let replies = if choice.1 == 3 { vec!["giữ nguyên & ký".to_owned()] } else { Vec::new() };
            prop_assert_eq!(&decision.replies, &replies);
        }
        let others = decisions.iter().filter(|decision| decision.code != "CIT-035");
        prop_assert!(others.into_iter().all(|decision| decision.verdict == Verdict::Open));
    }
}

#[test]
fn what_was_rejected_goes_into_the_baseline_with_the_answer_as_its_reason() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let mut choices = vec![(0, 0); RECITALS];
    choices[1] = (2, 3);
    choices[2] = (1, 0);
    std::fs::write(path("du-thao.gopy.docx"), returned(&COPY, &choices)).unwrap();
    std::fs::write(path("du-thao.docx"), draft()).unwrap();
    let soat = |arguments: &[&str]| {
        let mut command = Command::cargo_bin("soat").unwrap();
        let output = command.args(arguments).arg("--no-config").current_dir(folder.path()).env_remove("LANG").output();
        let output = output.unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    let table = soat(&["decisions", "du-thao.gopy.docx", "--baseline", "moc.json"]);
    assert!(table.contains("bác ") && table.contains("chấp nhận ") && table.contains("↳ giữ nguyên & ký"), "{table}");
    let json: Value = serde_json::from_str(&soat(&["decisions", "du-thao.gopy.docx", "--format", "json"])).unwrap();
    let all = json["decisions"].as_array().unwrap();
    let refused: Vec<&Value> = all.iter().filter(|decision| decision["verdict"] == "rejected").collect();
    let baseline: Value = serde_json::from_str(&std::fs::read_to_string(path("moc.json")).unwrap()).unwrap();
    let entries = baseline["accepted"].as_array().unwrap();
    assert_eq!((refused.len(), entries.len()), (1, 1));
    assert_eq!(entries[0]["fingerprint"], refused[0]["fingerprint"]);
    assert_eq!(entries[0]["reason"], "giữ nguyên & ký");
    // A second time adds nothing; the draft is then found with that finding accepted, and the reason beside it.
    soat(&["decisions", "du-thao.gopy.docx", "--baseline", "moc.json"]);
    let checked = soat(&["check", "du-thao.docx", "--baseline", "moc.json", "--exit-zero", "--format", "json"]);
    let checked: Value = serde_json::from_str(&checked).unwrap();
    let suppressed: Vec<&Value> =
        checked["findings"].as_array().unwrap().iter().filter(|finding| !finding["suppressed"].is_null()).collect();
    assert_eq!(suppressed.len(), 1);
    assert_eq!(suppressed[0]["fingerprint"], refused[0]["fingerprint"]);
    assert!(suppressed[0]["suppressed"].as_str().unwrap().starts_with("giữ nguyên & ký; có trong tệp mốc"));
}

#[test]
fn a_file_without_marks_is_refused_with_the_reason() {
    let mut command = Command::cargo_bin("soat").unwrap();
    command.args(["decisions", "corpus/drafts/dong-thap-2024-cv-don-doc.docx", "--no-config"]);
    let output = command.current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("trong tệp không có dấu của soat"));
}

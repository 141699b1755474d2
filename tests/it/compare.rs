//! `soat compare` over two versions of a decision that we wrote.

use std::io::Cursor;
use std::sync::LazyLock;

use assert_cmd::Command;
use proptest::prelude::*;
use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::Value;
use soat::compare::{Comparison, Part, compare};
use soat::lexicon::Lexicon;
use soat::parse::parse;
use soat::report::compare::docx;
use soat::text::{Format, Source};
use zip::ZipArchive;

const BEFORE: &str = "corpus/versions/quy-dinh-tiep-nhan-ho-so-2023.txt";
const AFTER: &str = "corpus/versions/quy-dinh-tiep-nhan-ho-so-2025.txt";

fn soat(arguments: &[&str]) -> Command {
    let mut command = Command::cargo_bin("soat").unwrap();
    command.args(arguments).arg("--no-config").current_dir(env!("CARGO_MANIFEST_DIR")).env_remove("LANG");
    command
}

fn printed(arguments: &[&str]) -> String {
    let output = soat(arguments).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn each_provision_is_told_with_what_became_of_it() {
    let text = printed(&["compare", BEFORE, AFTER]);
    for expected in [
        "8 sửa, 1 thêm, 1 bỏ, 1 chuyển chỗ, 1 đánh số lại, 16 không đổi",
        "khoản 1 Điều 2 – sửa\n  1. Thời hạn giải quyết hồ sơ là [-15-]{+10+} ngày làm việc",
        "điểm b khoản 2 Điều 2 – bỏ",
        "Điều 3 → Điều 4 – chuyển chỗ",
        "Điều 4 → Điều 3 – đánh số lại",
        "Điều 5 – thêm",
        "Điều 5 → Điều 6 – sửa",
    ] {
        assert!(text.contains(expected), "{expected}\nin\n{text}");
    }
    assert!(printed(&["compare", BEFORE, BEFORE]).ends_with("27 không đổi\n"));
}

#[test]
fn the_machine_form_has_both_places_and_the_words() {
    let json: Value = serde_json::from_str(&printed(&["compare", BEFORE, AFTER, "--format", "json"])).unwrap();
    assert_eq!((&json["schema"], &json["left"]["number"]), (&Value::from(1), &Value::from("12/2023/QĐ-UBND")));
    assert_eq!((&json["counts"]["changed"], &json["counts"]["moved"]), (&Value::from(8), &Value::from(1)));
    let changes = json["changes"].as_array().unwrap();
    let moved = changes.iter().find(|row| row["change"] == "moved").unwrap();
    assert_eq!((&moved["left"]["path"], &moved["right"]["path"]), (&Value::from("dieu-3"), &Value::from("dieu-4")));
    let lines = printed(&["compare", BEFORE, AFTER, "--format", "jsonl"]);
    assert_eq!(lines.lines().count(), changes.len());
}

#[test]
fn the_word_file_reads_as_the_later_version() {
    let folder = tempfile::tempdir().unwrap();
    let made = folder.path().join("so-sanh.docx");
    let made = made.to_str().unwrap();
    soat(&["compare", BEFORE, AFTER, "--format", "docx", "--output", made]).assert().success();
    assert!(printed(&["compare", made, AFTER]).contains("\n27 không đổi\n"));
    soat(&["compare", BEFORE, AFTER, "--format", "docx"]).assert().code(2);
}

#[test]
fn the_page_needs_nothing_from_outside() {
    for (lang, title) in [("vi", "So sánh hai văn bản"), ("en", "Two documents compared")] {
        let page = printed(&["compare", BEFORE, AFTER, "--format", "html", "--lang", lang]);
        assert!(page.contains(title) && page.contains("<del>15") && page.contains("<ins>10"));
        assert!(!page.contains("<script") && !page.contains("http"), "the page asks for nothing");
    }
}

#[test]
fn a_document_of_the_registry_is_named_by_its_number() {
    let issued = ["--issued", "corpus/issued"];
    let text = printed(&[&["compare", "354/QĐ-SKH-VP", "355/QĐ-SKH-VP"], issued.as_slice()].concat());
    assert!(text.starts_with("Bản trước: 354/QĐ-SKH-VP ngày 30/12/2016"), "{text}");
    let lacking = soat(&["compare", BEFORE, "99/QĐ-KHONG"]).output().unwrap();
    assert_eq!(lacking.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&lacking.stderr).contains("99/QĐ-KHONG: không phải tệp"));
}

/// What is left when all changes are accepted (`Part::Insert`) or rejected (`Part::Delete`).
fn settled(xml: &str, kept: Part) -> Vec<String> {
    let (mut text, mut reader) = (String::new(), Reader::from_str(xml));
    let (mut inside, mut end) = (Part::Equal, Part::Equal);
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) if tag.name().as_ref() == "w:p" => end = Part::Equal,
            Event::Start(tag) if tag.name().as_ref() == "w:ins" => inside = Part::Insert,
            Event::Start(tag) if tag.name().as_ref() == "w:del" => inside = Part::Delete,
            Event::End(tag) if matches!(tag.name().as_ref(), "w:ins" | "w:del") => inside = Part::Equal,
            Event::Empty(tag) if tag.name().as_ref() == "w:ins" => end = Part::Insert,
            Event::Empty(tag) if tag.name().as_ref() == "w:del" => end = Part::Delete,
            Event::End(tag) if tag.name().as_ref() == "w:p" && (end == Part::Equal || end == kept) => {
                text.push('\n');
            }
            Event::Text(words) if inside == Part::Equal || inside == kept => {
                text.push_str(&quick_xml::escape::unescape(&words).unwrap());
            }
            Event::GeneralRef(sign) if inside == Part::Equal || inside == kept => {
                text.push_str(&quick_xml::escape::unescape(&format!("&{};", &*sign)).unwrap());
            }
            Event::Eof => return lines(&text),
            _ => {}
        }
    }
}

fn lines(text: &str) -> Vec<String> {
    let spaced = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
    text.lines().map(spaced).filter(|line| !line.is_empty()).collect()
}

fn compared(left: &str, right: &str) -> Comparison {
    static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::builtin().unwrap());
    let read = |text: &str| parse("a.txt", &Source::from_lines(Format::Txt, text), &LEXICON);
    compare(&read(left), &read(right))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn accepting_all_gives_the_right_one_and_rejecting_all_the_left_one(
        lines_of in proptest::collection::vec((0..12_usize, 0..3_usize), 1..24),
        cut in 0..24_usize,
    ) {
        const WORDS: [&str; 12] = [
            "Căn cứ Luật Đấu thầu ngày 23 tháng 6 năm 2023;", "Điều 1. Phạm vi & đối tượng", "Điều 2. Hiệu lực <thi hành>",
            "1. Thời hạn là 15 ngày làm việc kể từ ngày nhận hồ sơ.", "2. Sở Nội vụ chủ trì, phối hợp với các sở, ngành.",
            "a) Lập danh mục hồ sơ", "b) Báo cáo trước ngày 15 tháng 12", "Nơi nhận:", "- Như Điều 2;", "Chương I", "QUY ĐỊNH CHUNG",
            "Ủy ban nhân dân cấp xã bố trí người tiếp nhận và bảo đảm đường truyền.",
        ];
        let text = |turn: usize| -> String {
            let mut all: Vec<String> = lines_of.iter().filter(|(_, when)| *when != turn)
                .map(|(which, _)| format!("{}\n", WORDS[*which])).collect();
            if turn == 1 {
                let at = cut % all.len().max(1);
                all.rotate_left(at);
            }
            all.concat()
        };
        let (left, right) = (text(1), text(2));
        let file = docx(&compared(&left, &right), jiff::civil::date(2026, 11, 22)).unwrap();
        let xml = std::io::read_to_string(ZipArchive::new(Cursor::new(file)).unwrap().by_name("word/document.xml").unwrap()).unwrap();
        prop_assert_eq!(settled(&xml, Part::Insert), lines(&right));
        prop_assert_eq!(settled(&xml, Part::Delete), lines(&left));
    }
}

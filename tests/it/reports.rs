//! Reports on checked drafts as documents: what each must hold, whatever was found.

use std::collections::BTreeSet;

use assert_cmd::Command;
use regex::Regex;
use serde_json::Value;

const DRAFTS: &str = "corpus/drafts";
const CLEAN: &str = "corpus/drafts/sach-quang-tri-2026-cv-dau-moi.txt";

fn soat(arguments: &[&str]) -> Vec<u8> {
    let mut command = Command::cargo_bin("soat").unwrap();
    command.args(arguments).args(["--issued", "corpus/issued", "--exit-zero", "--no-config"]);
    command.current_dir(env!("CARGO_MANIFEST_DIR")).env_remove("LANG").env("SOURCE_DATE_EPOCH", "1795305600");
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

fn page(path: &str, more: &[&str]) -> String {
    String::from_utf8(soat(&[&["check", path, "--format", "html"], more].concat())).unwrap()
}

fn all<'t>(pattern: &str, text: &'t str) -> Vec<&'t str> {
    let pattern = Regex::new(pattern).unwrap();
    pattern.captures_iter(text).map(|found| found.get(1).unwrap().as_str()).collect()
}

#[test]
fn the_page_asks_nothing_of_the_outside_and_its_links_lead_somewhere() {
    let between = Regex::new(r">[^<]*<").unwrap();
    for lang in ["vi", "en"] {
        let page = page(DRAFTS, &["--lang", lang]);
        assert!(page.contains(&format!("<html lang=\"{lang}\">")));
        let markup = between.replace_all(&page, "><");
        for outside in
            ["<script", "<link", "<img", "<iframe", "src=", "http:", "https:", "url(", "@import", "style=\"", " on"]
        {
            assert!(!markup.contains(outside), "{outside}");
        }
        let ids = all("id=\"([^\"]*)\"", &page);
        let known: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), known.len(), "an id stands twice");
        let links = all("href=\"#([^\"]*)\"", &page);
        assert!(links.len() > 100 && links.iter().all(|link| known.contains(link)));
    }
}

#[test]
fn every_finding_has_a_card_that_leads_to_its_words_and_back() {
    let page = page(DRAFTS, &[]);
    let json: Value = serde_json::from_slice(&soat(&["check", DRAFTS, "--format", "json"])).unwrap();
    let told = json["findings"].as_array().unwrap().iter().filter(|finding| finding["verdict"] != "unverified");
    let expected: Vec<&str> = told.map(|finding| finding["fingerprint"].as_str().unwrap()).collect();
    let cards = all("<article class=\"card [a-z]*\" id=\"[^\"]*\" data-fingerprint=\"([^\"]*)\"", &page);
    assert_eq!(cards, expected);
    for card in all("<article class=\"card [a-z]*\" id=\"([^\"]*)\"", &page) {
        let words = card.replacen('f', "t", 1);
        assert!(page.contains(&format!("class=\"at\" id=\"{words}\"")), "{card}");
        assert!(page.contains(&format!("<a href=\"#{words}\">")), "{card}");
        assert!(Regex::new(&format!("<a class=\"ref [a-z]*\" href=\"#{card}\">")).unwrap().is_match(&page), "{card}");
    }
}

#[test]
fn the_text_stands_in_the_page_whole() {
    let path = "corpus/drafts/quang-tri-2025-kh-chinh-quyen-so.docx";
    let parsed: Value = {
        let output =
            Command::cargo_bin("soat").unwrap().args(["parse", path, "--format", "json", "--no-config"]).output();
        serde_json::from_slice(&output.unwrap().stdout).unwrap()
    };
    let page = page(path, &[]);
    let shown = page.split("<div class=\"text\">").nth(1).unwrap().split("<h3 ").next().unwrap();
    let cards = Regex::new(r"(?s)<aside>.*?</aside>|<a class=.ref.*?</a>").unwrap().replace_all(shown, "");
    let words = Regex::new(r"<[^>]*>").unwrap().replace_all(&cards, " ");
    let joined = |text: &str| text.split_whitespace().collect::<String>();
    let text = parsed["documents"][0]["text"].as_str().unwrap();
    assert_eq!(joined(&words.replace("&quot;", "\"").replace("&amp;", "&")), joined(text));
}

#[test]
fn a_document_without_findings_is_not_called_right() {
    let page = page(CLEAN, &[]);
    assert!(page.contains("Không có phát hiện nào trong phạm vi đã kiểm tra. Đây không phải là xác nhận"));
    assert!(page.contains("quy tắc áp dụng cho loại văn bản này"));
    assert!(page.contains("Chưa kiểm tra được"));
    assert!(!page.to_lowercase().contains(">đạt") && !page.contains("hợp lệ"));
}

#[test]
fn what_is_not_known_never_looks_like_what_is_in_force() {
    let page = page("corpus/drafts/dong-thap-2024-qd-doan-kiem-tra.docx", &[]);
    let unknown = all("<span class=\"status unknown\">(.*?)</span>", &page);
    assert!(!unknown.is_empty());
    assert!(
        unknown
            .iter()
            .all(|words| words.contains('?') && words.contains("không rõ") && !words.contains("còn hiệu lực"))
    );
    assert!(
        page.contains("<span class=\"status expired\"><i aria-hidden=\"true\">○</i> hết hiệu lực (đến hết 30/6/2023)")
    );
}

fn made(arguments: &[&str], file: &str) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(file);
    soat(&[arguments, &["--output", path.to_str().unwrap()]].concat());
    std::fs::read(path).unwrap()
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    std::io::Read::read_to_string(&mut archive.by_name(name).unwrap(), &mut text).unwrap();
    text
}

#[test]
fn the_slip_has_a_row_a_finding_and_calls_for_what_must_be_mended_first() {
    let draft = "corpus/drafts/quang-tri-2025-kh-chinh-quyen-so.docx";
    let slip = made(&["check", draft, "--format", "phieu"], "phieu.docx");
    assert_eq!(slip, made(&["check", draft, "--format", "phieu"], "phieu.docx"), "the same bytes on the same day");
    let body = part(&slip, "word/document.xml");
    for head in ["TT", "Nội dung", "Văn bản đối chiếu", "Mức độ", "Đề nghị xử lý"] {
        assert!(body.contains(&format!(">{head}</w:t>")), "{head}");
    }
    let urgent = body.split("I. PHẢI SỬA TRƯỚC KHI KÝ").nth(1).unwrap().split("II. CÁC PHÁT HIỆN").next().unwrap();
    assert_eq!(all(">([0-9]+\\. (?:Sai|Trái pháp luật): )<", urgent), ["1. Trái pháp luật: ", "2. Sai: "]);
    assert!(urgent.contains("5 cảnh báo"));
    assert_eq!(body.matches("<w:tblHeader/>").count(), 2);
    let table = body.split("</w:tbl>").next().unwrap();
    assert_eq!(table.matches("<w:tr>").count(), 1 + 7);
    // What soat writes it reads: the words of the draft stand in it as they are.
    let read = soat::ingest::read("phieu.docx", &slip).unwrap();
    assert!(read.text().contains("“UBND các huyện, thị xã, thành phố”"), "{}", read.text());
    let summary = String::from_utf8(soat(&["check", draft, "--format", "summary"])).unwrap();
    assert!(summary.contains("PHẢI SỬA TRƯỚC KHI KÝ\n1. Trái pháp luật: "), "{summary}");
}

#[test]
fn nobody_is_told_to_mend_what_is_only_suspected() {
    let draft = "corpus/drafts/quang-tri-2026-qd-chu-tich.docx";
    let summary = String::from_utf8(soat(&["check", draft, "--format", "summary"])).unwrap();
    let (must, ask) = summary.split_once("Xem lại trước khi ký").unwrap();
    assert!(must.contains("1. Sai: ") && !must.contains("Nghi"), "{summary}");
    assert!(ask.contains("- Nghi sai: Có hiệu lực ngay khi ký"), "{summary}");
    let slip = part(&made(&["check", draft, "--format", "phieu"], "phieu.docx"), "word/document.xml");
    let (must, _) = slip.split_once("Xem lại trước khi ký").unwrap();
    assert!(!must.contains("Nghi sai"));
}

#[test]
fn a_pdf_without_libreoffice_is_refused_with_the_reason() {
    let mut command = Command::cargo_bin("soat").unwrap();
    command.args(["check", CLEAN, "--issued", "corpus/issued", "--no-config", "--format", "pdf", "--output", "x.pdf"]);
    let output = command.env("SOAT_SOFFICE", "").current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("xuất PDF cần LibreOffice mà máy này chưa có"));
}

#[test]
fn the_workbook_holds_words_and_never_formulas() {
    use calamine::{Reader, Xlsx};
    let folder = tempfile::tempdir().unwrap();
    std::fs::copy("corpus/drafts/bac-ninh-2018-ct-ky-luat.txt", folder.path().join("=1+1.txt")).unwrap();
    let mut command = Command::cargo_bin("soat").unwrap();
    command.args(["check", "=1+1.txt", "--no-config", "--exit-zero", "--format", "xlsx", "--output", "a.xlsx"]);
    command.current_dir(folder.path()).assert().success();
    let book = std::fs::read(folder.path().join("a.xlsx")).unwrap();
    let mut read: Xlsx<_> = calamine::open_workbook_from_rs(std::io::Cursor::new(&book)).unwrap();
    assert_eq!(read.sheet_names(), ["Tổng hợp", "Phát hiện", "Văn bản", "Văn bản được viện dẫn", "Thống kê"]);
    for sheet in read.sheet_names() {
        assert!(read.worksheet_formula(&sheet).unwrap().is_empty(), "{sheet}");
    }
    let documents = read.worksheet_range("Văn bản").unwrap();
    assert!(documents.rows().any(|row| row.iter().any(|cell| *cell == "=1+1.txt")));
    let sheet = part(&book, "xl/worksheets/sheet2.xml");
    assert!(sheet.contains("<autoFilter ") && sheet.contains("state=\"frozen\""));
}

#[test]
fn statistics_count_what_was_found_and_change_no_exit_code() {
    let json: Value = serde_json::from_slice(&soat(&["check", DRAFTS, "--format", "json"])).unwrap();
    let findings = json["findings"].as_array().unwrap();
    let counted: Value = serde_json::from_slice(&soat(&["check", DRAFTS, "--statistics", "--format", "json"])).unwrap();
    let statistics = &counted["statistics"];
    let told: Vec<&Value> = findings.iter().filter(|finding| finding["verdict"] != "unverified").collect();
    assert_eq!(statistics["findings"], told.len());
    for severity in ["blocker", "error", "warning", "info"] {
        let count = told.iter().filter(|finding| finding["severity"] == severity).count();
        assert_eq!(statistics["severities"][severity], count, "{severity}");
    }
    let rules = statistics["rules"].as_array().unwrap();
    let expired = rules.iter().find(|rule| rule["code"] == "CIT-010").unwrap();
    let own: Vec<&&Value> = told.iter().filter(|finding| finding["code"] == "CIT-010").collect();
    let paths: BTreeSet<&str> = own.iter().map(|finding| finding["path"].as_str().unwrap()).collect();
    assert_eq!((&expired["findings"], &expired["documents"]), (&own.len().into(), &paths.len().into()));
    let text = String::from_utf8(soat(&["check", DRAFTS, "--statistics"])).unwrap();
    assert!(text.contains("CIT-010") && text.contains("25 văn bản, 21 văn bản có phát hiện"), "{text}");
    let mut command = Command::cargo_bin("soat").unwrap();
    command.args(["check", DRAFTS, "--issued", "corpus/issued", "--no-config", "--statistics"]);
    command.current_dir(env!("CARGO_MANIFEST_DIR")).assert().code(1);
}

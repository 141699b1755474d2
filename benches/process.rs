//! Times whole processes of the release binary, as an officer or a batch job meets them: one 20-page `.docx` checked
//! against a registry of 20,000 documents, and a folder of 1,000 two-page documents.
//!
//! `cargo bench --bench process` makes its own inputs; `SOAT_CATALOGUE=FILE.jsonl` loads a real catalogue instead of
//! the made one. Each figure is the median of several runs of the whole process, start-up included.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::indexing_slicing,
    clippy::cast_precision_loss,
    reason = "a benchmark prints, and fails by panicking"
)]

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use soat::app::Office;
use soat::app::annotate::annotate;
use soat::app::check::Request;
use soat::app::fix::Destination;
use soat::check::{Checker, Facts, Terms, Verdict};
use soat::registry::Store;
use soat::rules::Lang;
use zip::write::SimpleFileOptions;

const RECORDS: usize = 20_000;
const FOLDER: usize = 1_000;

fn main() {
    // `cargo test --benches` passes `--test`: nothing is timed then.
    if std::env::args().any(|argument| argument == "--test") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let registry = folder.path().join("registry.db");
    let catalogue = folder.path().join("catalogue.jsonl");
    if let Ok(real) = std::env::var("SOAT_CATALOGUE") {
        std::fs::copy(real, &catalogue).unwrap();
    } else {
        std::fs::write(&catalogue, made_catalogue()).unwrap();
    }
    let loaded = run(&["ingest", path(&catalogue), "--registry", path(&registry), "-q"]);
    println!("ingest of {} records: {loaded:?}", count_lines(&catalogue));

    let long = folder.path().join("hai-muoi-trang.docx");
    std::fs::write(&long, docx(&long_document())).unwrap();
    let single = median(9, || run(&["check", path(&long), "--registry", path(&registry), "--exit-zero", "-q"]));
    println!("check of one 20-page docx, whole process: {single:?} (aim: under 150 ms)");

    time_rules(&std::fs::read(&long).unwrap(), &registry);

    time_annotation(folder.path(), &registry);

    for format in ["txt", "docx"] {
        let many = folder.path().join(format);
        std::fs::create_dir(&many).unwrap();
        for at in 0..FOLDER {
            let text = two_pages(at);
            let bytes = if format == "docx" { docx(&text) } else { text.into_bytes() };
            std::fs::write(many.join(format!("{at:04}.{format}")), bytes).unwrap();
        }
        let taken = median(3, || run(&["check", path(&many), "--registry", path(&registry), "--exit-zero", "-q"]));
        let rate = FOLDER as f64 / taken.as_secs_f64();
        println!("check of {FOLDER} two-page {format} files: {taken:?}, {rate:.0} documents/s (aim: at least 300)");
    }
}

/// Prints what the parts of checking that document cost inside a process whose tables are loaded.
fn time_rules(bytes: &[u8], registry: &Path) {
    let office = Office::open(None).unwrap();
    let store = Store::open_read_only(registry).unwrap();
    let checker = Checker::new(&office.rules).unwrap();
    let source = soat::ingest::read("a.docx", bytes).unwrap();
    let parsed = soat::parse::parse("a.docx", &source, &office.lexicon);
    let terms = Terms::of(&parsed, None, jiff::civil::date(2026, 1, 5), Lang::Vi);
    let timed = |mut part: Box<dyn FnMut() + '_>| {
        median(21, move || {
            let start = Instant::now();
            part();
            start.elapsed()
        })
    };
    let parsing = timed(Box::new(|| drop(soat::parse::parse("a.docx", &source, &office.lexicon))));
    let gather = || {
        let mut document = parsed.clone();
        let facts = Facts::gather(&mut document, Some(&store), &office.lexicon, terms.as_of).unwrap();
        (document, facts)
    };
    let gathering = timed(Box::new(|| drop(gather())));
    let (document, facts) = gather();
    let judging = timed(Box::new(|| drop(checker.run(&document, &facts, &office.lexicon, terms))));
    let findings = checker.run(&document, &facts, &office.lexicon, terms).len();
    println!(
        "of it, one thread: parsing {parsing:?}; asking the registry {gathering:?}; all {} rules {judging:?}, {findings} findings \
         (aim: under 30 ms beyond parsing)",
        office.rules.iter().count()
    );
}

/// Prints what it takes to lay the findings into a copy of a 20-page document, beyond the check: reading the file again, the comments and
/// changes, reading the copy, writing it.
fn time_annotation(folder: &Path, registry: &Path) {
    let file = folder.join("nam-muoi-loi.docx");
    // A space inside every fifth number: what a safe fix mends.
    let mut text = String::new();
    for (at, line) in long_document().lines().enumerate() {
        let line = if at % 5 == 0 { line.replace("/QĐ-UBND ngày", "/QĐ- UBND ngày") } else { line.to_owned() };
        writeln!(text, "{line}").unwrap();
    }
    std::fs::write(&file, docx(&text)).unwrap();
    let office = Office::open(None).unwrap();
    let store = Store::open_read_only(registry).unwrap();
    let (inputs, _) = soat::app::inputs::collect(std::slice::from_ref(&file), |_| true);
    let today = jiff::civil::date(2026, 1, 5);
    let request = Request { inputs: &inputs, as_of: None, today, lang: Lang::Vi };
    let outcome = soat::app::check::check(&office, Some(&store), &request, &|| ()).unwrap();
    let told = outcome.findings().filter(|finding| finding.verdict != Verdict::Unverified).count();
    let destination = Destination::At(folder.join("nam-muoi-loi.gopy.docx"));
    let mut made = (0, 0);
    let taken = median(21, || {
        let start = Instant::now();
        let copies = annotate(&office, Some(&store), &outcome, &request, &destination).unwrap();
        let taken = start.elapsed();
        let copy = copies.into_iter().next().unwrap().unwrap();
        made = (copy.comments, copy.changes);
        taken
    });
    println!(
        "annotating a 20-page docx with {told} findings, beyond the check: {taken:?}, {} comments, {} changes (aim: under 100 ms for 50)",
        made.0, made.1
    );
}

fn run(arguments: &[&str]) -> Duration {
    let start = Instant::now();
    let status = Command::new(env!("CARGO_BIN_EXE_soat"))
        .args(arguments)
        .stdout(Stdio::null())
        .stderr(Stdio::inherit())
        .status()
        .unwrap();
    assert!(status.success(), "soat {arguments:?} exited with {status}");
    start.elapsed()
}

fn median(runs: usize, mut time: impl FnMut() -> Duration) -> Duration {
    let mut times: Vec<Duration> = (0..runs).map(|_| time()).collect();
    times.sort_unstable();
    times[times.len() / 2]
}

fn path(path: &Path) -> &str {
    path.to_str().unwrap()
}

fn count_lines(file: &Path) -> usize {
    std::fs::read_to_string(file).unwrap().lines().count()
}

fn made_catalogue() -> String {
    let provinces = ["Quảng Trị", "Bắc Ninh", "Bạc Liêu", "Đồng Tháp", "Nghệ An", "Thanh Hóa", "Lào Cai", "Cao Bằng"];
    let mut lines = String::new();
    for at in 0..RECORDS {
        let province = provinces[at % provinces.len()];
        let (number, year) = (at / provinces.len() + 1, 2011 + at % 15);
        writeln!(
            lines,
            r#"{{"number":"{number}/QĐ-UBND","kind":"Quyết định","issuer":"UBND tỉnh {province}","issued":"{year}-{:02}-{:02}","title":"Quyết định ban hành kế hoạch số {at} của tỉnh {province}"}}"#,
            at % 12 + 1,
            at % 28 + 1
        )
        .unwrap();
    }
    lines
}

fn long_document() -> String {
    let mut text = head(7);
    for article in 1..=60 {
        writeln!(text, "Điều {article}. Trách nhiệm tổ chức thực hiện nhiệm vụ thứ {article}").unwrap();
        for clause in 1..=4 {
            writeln!(
                text,
                "{clause}. Các sở, ban, ngành tổ chức thực hiện quy định tại khoản {clause} Điều {article} Quyết định số \
                 {}/QĐ-UBND ngày {:02}/{:02}/2016 của UBND tỉnh; định kỳ hằng quý báo cáo Ủy ban nhân dân tỉnh qua Sở \
                 Nội vụ để tổng hợp, theo dõi, đôn đốc và đề xuất khen thưởng, phê bình theo quy định.",
                article * 7 + clause,
                clause * 5,
                clause * 2
            )
            .unwrap();
        }
    }
    text.push_str(TAIL);
    text
}

fn two_pages(at: usize) -> String {
    let mut text = head(at + 1);
    for article in 1..=7 {
        writeln!(text, "Điều {article}. Trách nhiệm thi hành").unwrap();
        for clause in 1..=3 {
            writeln!(
                text,
                "{clause}. Giao Sở Nội vụ chủ trì, phối hợp với các sở, ngành liên quan triển khai nội dung {clause} của \
                 kế hoạch năm 2017 theo Quyết định số {}/QĐ-UBND ngày 30/12/2016 của UBND tỉnh, báo cáo kết quả trước \
                 ngày 30/6/2017.",
                at + clause
            )
            .unwrap();
        }
    }
    text.push_str(TAIL);
    text
}

fn head(number: usize) -> String {
    format!(
        "ỦY BAN NHÂN DÂN\nTỈNH QUẢNG TRỊ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\
         Số: {number:02}/QĐ-UBND\nQuảng Trị, ngày 20 tháng 02 năm 2017\nQUYẾT ĐỊNH\n\
         Về việc ban hành Kế hoạch số {number} năm 2017\nỦY BAN NHÂN DÂN TỈNH QUẢNG TRỊ\n\
         Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;\n\
         Căn cứ Nghị quyết số 30c/NQ-CP ngày 08 tháng 11 năm 2011 của Chính phủ ban hành Chương trình tổng thể;\n\
         Theo đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 12/TTr-SNV ngày 10 tháng 02 năm 2017,\nQUYẾT ĐỊNH:\n"
    )
}

const TAIL: &str = "Quyết định này có hiệu lực kể từ ngày ký./.\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n\
                    TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nNguyễn Văn Mẫu\n";

/// A Word file of plain paragraphs.
fn docx(text: &str) -> Vec<u8> {
    let mut body = String::new();
    for line in text.lines() {
        write!(body, "<w:p><w:r><w:rPr><w:sz w:val=\"28\"/></w:rPr><w:t>{line}</w:t></w:r></w:p>").unwrap();
    }
    let parts = [
        (
            "[Content_Types].xml",
            r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#.to_owned(),
        ),
        (
            "_rels/.rels",
            r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#.to_owned(),
        ),
        (
            "word/document.xml",
            format!(
                r#"<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{body}</w:body></w:document>"#
            ),
        ),
    ];
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(name, SimpleFileOptions::default()).unwrap();
        writer.write_all(content.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

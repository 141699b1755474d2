//! Number books: the published catalogue as JSON lines, CSV and XLSX gives one registry; rows read and stored in a second.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::File;
use std::io::Write as _;
use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result};
use jiff::civil::Date;
use serde_json::{Value, json};
use soat::app::ingest::{Plan, Summary, ingest, is_readable_name};
use soat::app::inputs;
use soat::lexicon::Lexicon;
use soat::registry::{Record, Store};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::records::{field, records};

const HEADS: [(&str, &str); 7] = [
    ("number", "Số, ký hiệu văn bản"),
    ("issued", "Ngày, tháng, năm văn bản"),
    ("kind", "Loại văn bản"),
    ("title", "Trích yếu nội dung"),
    ("issuer", "Cơ quan ban hành"),
    ("effective", "Ngày có hiệu lực"),
    ("expires", "Ngày hết hiệu lực"),
];

/// Rows of the made workbook.
const MADE: usize = 100_000;

/// Prints what was stored, how fast, and which records differ.
pub(crate) fn run(data: &Path) -> Result<()> {
    let rows = catalogue(&data.join("catalog/catalog.jsonl.gz"))?;
    let folder = tempfile::tempdir()?;
    let lines: Vec<String> = rows.iter().map(Value::to_string).collect();
    std::fs::write(folder.path().join("a.jsonl"), lines.join("\n"))?;
    write_csv(&folder.path().join("a.csv"), &rows)?;
    write_xlsx(&folder.path().join("a.xlsx"), &rows)?;
    let told = stored(&folder.path().join("a.jsonl"), rows.len())?;
    for name in ["a.csv", "a.xlsx"] {
        compare(name, &told, &stored(&folder.path().join(name), rows.len())?);
    }
    drop(told);
    write_xlsx(&folder.path().join("b.xlsx"), &made())?;
    stored(&folder.path().join("b.xlsx"), MADE)?;
    Ok(())
}

pub(crate) fn catalogue(path: &Path) -> Result<Vec<Value>> {
    let line = |text: &str| Some(text.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|text| !text.is_empty());
    let day = |text: &str| text.parse::<Date>().ok();
    let row = |row: &Value| {
        json!({
            "number": line(field(row, "number")), "kind": line(field(row, "doc_type")), "issuer": line(field(row, "issuer")),
            "issued": day(field(row, "issue_date")), "effective": day(field(row, "effective_date")),
            "expires": day(field(row, "expiry_date")), "title": line(field(row, "title")),
        })
    };
    Ok(records(path)?.iter().map(row).collect())
}

/// Letters, decisions and plans of one office over thirty years.
fn made() -> Vec<Value> {
    let symbols = ["QĐ-UBND", "KH-UBND", "UBND-VX", "BC-UBND", "TB-UBND"];
    let row = |at: usize| {
        let year = 1995 + at * 30 / MADE;
        json!({
            "number": format!("{}/{}", at % 4000 + 1, symbols[at % 5]), "issuer": "UBND tỉnh Quảng Trị",
            "issued": format!("{year}-{:02}-{:02}", at % 12 + 1, at % 28 + 1),
            "title": format!("Về việc giải quyết kiến nghị số {at} của cử tri và nhân dân"),
        })
    };
    (0..MADE).map(row).collect()
}

fn cells(row: &Value) -> impl Iterator<Item = (&'static str, &str)> {
    HEADS.iter().map(move |(name, _)| (*name, field(row, name)))
}

fn write_csv(path: &Path, rows: &[Value]) -> Result<()> {
    let mut writer = csv::WriterBuilder::new().delimiter(b';').from_path(path)?;
    writer.write_record(HEADS.map(|(_, head)| head))?;
    for row in rows {
        let shown = |(_, text): (&str, &str)| match text.parse::<Date>() {
            Ok(day) => format!("{:02}/{:02}/{}", day.day(), day.month(), day.year()),
            Err(_) => text.to_owned(),
        };
        writer.write_record(cells(row).map(shown))?;
    }
    Ok(writer.flush()?)
}

fn write_xlsx(path: &Path, rows: &[Value]) -> Result<()> {
    const TYPES: &str = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>"#;
    const OF: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let mut sheet = format!(r#"<worksheet xmlns="{MAIN}"><sheetData>"#);
    let text = |sheet: &mut String, at: usize, row: usize, text: &str| {
        let escaped = text.replace('&', "&amp;").replace('<', "&lt;");
        let letter = char::from(b'A' + u8::try_from(at).unwrap());
        let _ = write!(sheet, r#"<c r="{letter}{row}" t="inlineStr"><is><t>{escaped}</t></is></c>"#);
    };
    for (at, (_, head)) in HEADS.iter().enumerate() {
        text(&mut sheet, at, 1, head);
    }
    for (index, row) in rows.iter().enumerate() {
        for (at, (_, shown)) in cells(row).enumerate().filter(|(_, (_, shown))| !shown.is_empty()) {
            let (letter, number) = (char::from(b'A' + u8::try_from(at)?), index + 2);
            if let Ok(day) = shown.parse::<Date>() {
                let serial = day.since(jiff::civil::date(1899, 12, 30))?.get_days();
                let _ = write!(sheet, r#"<c r="{letter}{number}" s="1"><v>{serial}</v></c>"#);
            } else {
                text(&mut sheet, at, number, shown);
            }
        }
    }
    sheet.push_str("</sheetData></worksheet>");
    let parts = [
        ("[Content_Types].xml", TYPES.to_owned()),
        (
            "_rels/.rels",
            format!(
                r#"<Relationships xmlns="{RELATIONS}"><Relationship Id="r" Type="{OF}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
            ),
        ),
        (
            "xl/workbook.xml",
            format!(
                r#"<workbook xmlns="{MAIN}" xmlns:r="{OF}"><sheets><sheet name="So" sheetId="1" r:id="a"/></sheets></workbook>"#
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                r#"<Relationships xmlns="{RELATIONS}"><Relationship Id="a" Type="{OF}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="b" Type="{OF}/styles" Target="styles.xml"/></Relationships>"#
            ),
        ),
        (
            "xl/styles.xml",
            format!(
                r#"<styleSheet xmlns="{MAIN}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"#
            ),
        ),
        ("xl/worksheets/sheet1.xml", sheet),
    ];
    let mut writer = ZipWriter::new(File::create(path)?);
    for (name, text) in parts {
        writer.start_file(name, SimpleFileOptions::default())?;
        writer.write_all(text.as_bytes())?;
    }
    writer.finish()?;
    Ok(())
}

/// Ingests a file into a new registry beside it, prints how, and returns the records by id.
fn stored(path: &Path, rows: usize) -> Result<BTreeMap<String, Record>> {
    let lexicon = Lexicon::builtin()?;
    let mut store = Store::create_or_open(&path.with_extension("db"))?;
    let (files, _) = inputs::collect(&[path.to_owned()], is_readable_name);
    let start = Instant::now();
    let summary = ingest(&files, &mut store, &lexicon, &Plan::default(), &|| ())?;
    let seconds = start.elapsed().as_secs_f64();
    let Summary { catalogued, unused, notes, unread, .. } = &summary;
    let name = path.file_name().context("a file")?.to_string_lossy();
    println!(
        "{name}: {rows} rows in {seconds:.2} s, {:.0} a second; {catalogued} stored, {} not used, {} notes, {} unread; peak memory {}",
        rows as f64 / seconds,
        unused.len(),
        notes.len(),
        unread.len(),
        peak()
    );
    Ok(store.records()?.into_iter().map(|record| (record.id.clone(), record)).collect())
}

/// A number that a list gives to two documents on one day is of two records here, and of one there.
fn compare(name: &str, told: &BTreeMap<String, Record>, other: &BTreeMap<String, Record>) {
    let twins = other.keys().filter(|id| !told.contains_key(*id)).count();
    let twin = |id: &str| other.contains_key(&format!("{id}~2")) && !told.contains_key(&format!("{id}~2"));
    let differ: Vec<&String> =
        told.iter().filter(|(id, own)| other.get(*id) != Some(own) && !twin(id)).map(|(id, _)| id).collect();
    println!(
        "{name}: of {} records {} differ from those of the JSON lines; {twins} numbers given twice are kept apart",
        told.len(),
        differ.len()
    );
    for id in differ.iter().take(10) {
        println!("  {id}\n    {:?}\n    {:?}", told.get(*id), other.get(*id));
    }
}

/// Returns the most memory that this process has held so far, where the system tells it.
pub(crate) fn peak() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.map_or_else(|| "unknown".to_owned(), |line| line.trim().to_owned())
}

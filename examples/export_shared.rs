//! Makes a catalogue and a folder of documents from the shared data, for measuring on real documents.
//!
//! `cargo run --example export_shared -- SHARED OUT` writes `OUT/catalogue.jsonl` (published documents, metadata only,
//! in the shape of `docs/catalogue.md`), `OUT/local/*.txt` (documents of provinces) and `OUT/central/*.txt` (of central
//! bodies). Nothing of it belongs into the repository.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::Path;

use flate2::read::GzDecoder;
use serde_json::{Map, Value, json};
use soat::document::{Date, Slug};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [shared, out] = arguments.as_slice() else { return Err("arguments: SHARED OUT".into()) };
    let (data, out) = (Path::new(shared).join("data"), Path::new(out));
    fs::create_dir_all(out)?;
    let mut catalogue = BufWriter::new(File::create(out.join("catalogue.jsonl"))?);
    let mut seen = BTreeSet::new();
    let mut write = |line: Value| -> Result<(), Box<dyn Error>> {
        let text = serde_json::to_string(&line)?;
        if seen.insert(text.clone()) {
            writeln!(catalogue, "{text}")?;
        }
        Ok(())
    };
    for row in lines(&data.join("catalog/catalog.jsonl.gz"))? {
        if let Some(line) = published(&serde_json::from_str(&row?)?) {
            write(line)?;
        }
    }
    let table = fs::read_to_string(data.join("catalog/law-registry.tsv"))?;
    for line in laws(&table) {
        write(line)?;
    }
    for level in ["local", "central"] {
        let folder = out.join(level);
        fs::create_dir_all(&folder)?;
        for row in lines(&data.join(format!("docs/{level}.jsonl.gz")))? {
            document(&serde_json::from_str(&row?)?, &folder)?;
        }
    }
    Ok(())
}

fn lines(path: &Path) -> Result<impl Iterator<Item = std::io::Result<String>>, Box<dyn Error>> {
    Ok(BufReader::new(GzDecoder::new(File::open(path)?)).lines())
}

fn text<'a>(row: &'a Map<String, Value>, field: &str) -> Option<&'a str> {
    row.get(field).and_then(Value::as_str).map(str::trim).filter(|text| !text.is_empty())
}

/// Makes a catalogue record of a published document; `None` for a row without usable number and day.
fn published(row: &Map<String, Value>) -> Option<Value> {
    let number = text(row, "number")?;
    let issued: Option<Date> = text(row, "issue_date").and_then(|day| day.parse().ok());
    let title = text(row, "title");
    if issued.is_none() || title.is_some_and(of_a_district) {
        return None;
    }
    let day = |field: &str| text(row, field).and_then(|day| day.parse::<Date>().ok());
    // Some effects lie before the day of issue or decades after it: slips of the source.
    let sound = |effective: &Date| {
        issued.is_none_or(|issued| (issued..=issued.saturating_add(jiff::Span::new().years(3))).contains(effective))
    };
    let kind = text(row, "doc_type").map(|kind| kind.split(" của ").next().unwrap_or(kind));
    let (authority, territory) = issuer(row, number);
    Some(json!({
        "number": number, "kind": kind, "issuer": authority, "territory": territory, "issued": issued,
        "effective": day("effective_date").filter(sound), "expires": day("expiry_date"), "title": title,
    }))
}

/// Documents of districts stand under their province's name.
fn of_a_district(title: &str) -> bool {
    let end = title.rsplit_once(" do ").map_or("", |(_, end)| end).to_lowercase();
    end.ends_with("ban hành") && ["huyện", "quận", "thị xã", "xã ", "phường"].iter().any(|level| end.contains(level))
}

/// Returns the issuer in full and the territory, which the sources write in their own ways.
fn issuer(row: &Map<String, Value>, number: &str) -> (Option<String>, Option<String>) {
    let issuer = text(row, "issuer");
    let by_head = text(row, "doc_type").is_some_and(|kind| kind.contains("Chủ tịch UBND"));
    let standing = text(row, "doc_type").is_some_and(|kind| kind.contains("Thường trực"));
    let province = |body: &str, province: &str| (Some(format!("{body} {province}")), Some(province.to_owned()));
    match (text(row, "source"), issuer) {
        (Some("sonla"), Some("UBND Tỉnh")) if by_head => province("Chủ tịch UBND", "tỉnh Sơn La"),
        (Some("sonla"), Some("UBND Tỉnh")) => province("UBND", "tỉnh Sơn La"),
        (Some("sonla"), Some("HĐND Tỉnh")) if standing => province("Thường trực HĐND", "tỉnh Sơn La"),
        (Some("sonla"), Some("HĐND Tỉnh")) => province("HĐND", "tỉnh Sơn La"),
        (Some("sonla"), Some(commune)) => (Some(format!("{commune}, tỉnh Sơn La")), None),
        (Some("tvpl-yte"), Some(place)) if place.starts_with("Tỉnh ") || place.starts_with("Thành phố ") => {
            let organ = ["UBND", "HĐND"].into_iter().find(|organ| number.ends_with(&format!("-{organ}")));
            (organ.map(|organ| format!("{organ} {place}")), Some(place.to_owned()))
        }
        (_, issuer) => (issuer.map(str::to_owned), None),
    }
}

/// Makes catalogue records of the table of national texts. Rows that only a citation or two vouch for are left out.
fn laws(table: &str) -> Vec<Value> {
    let mut rows = table.lines().map(|line| line.split('\t').collect::<Vec<_>>());
    let head = rows.next().unwrap_or_default();
    let mut records = Vec::new();
    for row in rows {
        let row: BTreeMap<&str, &str> = head.iter().copied().zip(row).collect();
        let field = |name: &str| row.get(name).copied().map(str::trim).filter(|text| !text.is_empty());
        let list = |name: &str| field(name).map(|list| list.split(';').collect::<Vec<_>>()).unwrap_or_default();
        let source = field("status_source").unwrap_or_default();
        let cited_only = source.split(" | ").all(|source| source.starts_with("CITE"));
        let often = ["n=1)", "n=2)"].iter().all(|count| !source.contains(count)) && source.contains("(n=");
        if field("issue_date").is_none() || (cited_only && !often) {
            continue;
        }
        // A text said both to amend and to replace another ended a part of it: its end is not known.
        let amended = list("amended_by");
        let (doubtful, replaced): (Vec<&str>, Vec<&str>) =
            list("replaced_by").into_iter().partition(|by| amended.contains(by));
        let end = field("end_date").filter(|_| doubtful.is_empty());
        records.push(json!({
            "number": field("number"), "kind": field("kind"), "issuer": field("issuer"), "issued": field("issue_date"),
            "effective": field("effective_date"), "expires": end, "title": field("name"),
            "amended_by": amended, "replaced_by": replaced,
        }));
    }
    records
}

fn document(row: &Map<String, Value>, folder: &Path) -> Result<(), Box<dyn Error>> {
    let words = format!(
        "{} {}",
        text(row, "number").or(text(row, "id")).unwrap_or_default(),
        text(row, "issuer").unwrap_or_default()
    );
    let name = Slug::of(&words);
    let mut path = folder.join(format!("{name}.txt"));
    if path.exists() && fs::read_to_string(&path)? != row.get("text").and_then(Value::as_str).unwrap_or_default() {
        path = folder.join(format!("{name}-{}.txt", text(row, "id").unwrap_or_default()));
    }
    fs::write(path, row.get("text").and_then(Value::as_str).unwrap_or_default())?;
    Ok(())
}

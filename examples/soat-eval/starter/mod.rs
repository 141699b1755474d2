//! Makes `rules/lexicon/national.tsv`, the built-in list of national documents, from the shared data.
//!
//! `cargo eval starter > rules/lexicon/national.tsv`. What each source tells of a document is gathered (`told`), what
//! texts say of each other (`relations`), and weighed (`facts`); what disagrees is left out and said on standard error.
//! The laws kept by hand (`laws.toml`) are left out: a document stands in one table. The same data give the same bytes.

mod facts;
mod relations;
mod told;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::Result;
use soat::app::{inputs, reading};
use soat::document::{Citation, DocNumber, Document, Scheme};
use soat::lexicon::{Lexicon, Tables};
use soat::parse;
use soat::text::{Format, Source};

use crate::records::{field, records};
use facts::Fact;
use told::Told;

const HEAD: &str = "\
# Văn bản của cơ quan trung ương được địa phương viện dẫn nhiều, ngoài laws.toml: chỉ siêu dữ liệu, không có toàn văn.
# Do `cargo eval starter` viết ra từ dữ liệu; không sửa tay: dòng cần sửa thì chuyển sang laws.toml.
# Cột: số, ký hiệu · loại · cơ quan · ngày ban hành · ngày có hiệu lực · ngày cuối có hiệu lực (trống = không rõ) ·
# ngày cuối có nguồn nói còn hiệu lực · trích yếu · sửa đổi bởi · thay thế bởi · bãi bỏ bởi · kiểm chứng và nguồn.
# nguồn PD: Bộ pháp điển (bản chụp giữa năm 2024)
# nguồn VB: Cơ sở dữ liệu quốc gia về văn bản pháp luật (tháng 3/2026)
# nguồn T: đọc từ toàn văn
# nguồn LR: danh mục văn bản trung ương được địa phương viện dẫn
# nguồn YT: danh mục văn bản ngành y tế
# nguồn CI: nhiều văn bản viện dẫn cùng một ngày
";

/// Prints the table on standard output and what was left out on standard error.
pub(crate) fn run(data: &Path) -> Result<()> {
    let lexicon = Lexicon::from_tables(Tables { national: "", ..Tables::BUILTIN })?;
    let central = published(data, "central", &lexicon)?;
    let mut all: Vec<&Document> = central.iter().map(|(_, document)| document).collect();
    let local = published(data, "local", &lexicon)?;
    all.extend(local.iter().map(|(_, document)| document));
    let folders = [data.join("files"), data.parent().unwrap_or(data).join("seeds")];
    let (files, _) = inputs::collect(&folders, reading::is_readable_name);
    let files: Vec<Document> = reading::read_all(&files, &lexicon, &|| ()).into_iter().flatten().collect();
    all.extend(&files);
    let citing = citing(&all);
    let mut told = told::lists(data, &lexicon)?;
    told.extend(told::texts(&central, &lexicon));
    told.extend(told::by_citations(&citing, &lexicon));
    let relations = relations::of_texts(&central, &told, &lexicon)?;
    let mut facts = facts::weigh(told, &relations, &citing, &lexicon);
    let known = |fact: &Fact| lexicon.law_numbered(&fact.number.key).iter().any(|law| fact.is(law));
    facts.retain(|fact| !known(fact) && (fact.is_of_note() || citing.contains_key(&fact.number.matching_key())));
    facts.sort_by_cached_key(|fact| (fact.number.matching_key(), fact.issued, fact.kind.clone()));
    eprintln!("{} documents", facts.len());
    print!("{HEAD}");
    for fact in &facts {
        println!("{}", fact.line());
    }
    Ok(())
}

/// Reads the published texts of one file, each with its site's record.
fn published(data: &Path, file: &str, lexicon: &Lexicon) -> Result<Vec<(serde_json::Value, Document)>> {
    let records = records(&data.join(format!("docs/{file}.jsonl.gz")))?;
    let read = |record: serde_json::Value| {
        let path = format!("{file}/{}", field(&record, "id"));
        let document = parse::parse(&path, &Source::from_lines(Format::Txt, field(&record, "text")), lexicon);
        (record, document)
    };
    Ok(records.into_iter().map(read).collect())
}

/// The citations of a number: for each printed day, the documents that print it.
type Citing<'d> = BTreeMap<String, Vec<(&'d Citation, &'d str)>>;

/// Returns the citations that print a whole number, by its matching key, with the path of the citing document.
fn citing<'d>(documents: &[&'d Document]) -> Citing<'d> {
    let mut citing: Citing<'d> = BTreeMap::new();
    for document in documents {
        for citation in document.citations.iter().filter(|citation| !citation.local) {
            let Some(number) = citation.number.as_ref().filter(|number| !number.is_blank()) else { continue };
            citing.entry(number.matching_key()).or_default().push((citation, document.path.as_str()));
        }
    }
    citing
}

/// Returns whether a number is of a central body's laws, decrees, circulars, decisions, resolutions or directives.
fn is_national(number: &DocNumber, lexicon: &Lexicon) -> bool {
    const KINDS: [&str; 10] = ["NĐ", "TT", "TTLT", "QĐ", "NQ", "NQLT", "CT", "PL", "PL-UBTVQH", "LB"];
    let organ = number.organ.as_deref().unwrap_or_default();
    let codes: BTreeSet<&str> = organ.split('-').collect();
    let central = |code: &str| {
        let bodies = lexicon.organ_codes(code.trim_end_matches(|c: char| c.is_ascii_digit()));
        let bodies = if bodies.is_empty() { lexicon.organ_codes(code) } else { bodies };
        !bodies.is_empty() && bodies.iter().all(|body| body.level == Some(soat::document::Level::Central))
    };
    let shape = number.key.matches('/').count() == if number.year.is_some() { 2 } else { 1 };
    shape
        && !number.is_blank()
        && codes.into_iter().all(central)
        && match number.scheme {
            Scheme::Law => true,
            Scheme::Normative | Scheme::Administrative => {
                number.kind.as_deref().is_some_and(|kind| KINDS.contains(&kind))
            }
            Scheme::Letter | Scheme::Party | Scheme::Consolidated => false,
        }
}

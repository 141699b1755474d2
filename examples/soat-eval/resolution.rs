//! Resolution with known answers: citations made from catalogue records, and those of real documents whose number and day
//! one record alone bears.
//!
//! Each made citation is a sentence that is read like any other. An answer that accuses without ground (`mismatch`,
//! `not-found`) is counted apart: it is the worst error.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::Result;
use jiff::ToSpan;
use jiff::civil::date;
use soat::app::ingest::{Plan, ingest, is_readable_name};
use soat::app::inputs;
use soat::document::{Citation, Date, Resolution, ResolutionStatus, Slug};
use soat::lexicon::Lexicon;
use soat::parse;
use soat::parse::citation::{CitationContext, find};
use soat::registry::{Coverage, Record, ResolveContext, Store, territory_of};
use soat::text::{Format, Source};

use crate::records::{field, records};

/// Ordinals from here on are given by no office in a year.
const BEYOND: u32 = 70_000;

type Table = BTreeMap<(&'static str, String), usize>;

struct Bench {
    store: Store,
    lexicon: Lexicon,
    table: Table,
    show: bool,
}

/// Prints the verdicts of each case; `show` lists those that are not as they should be.
pub(crate) fn run(data: &Path, out: &Path, show: bool) -> Result<()> {
    let lexicon = Lexicon::builtin()?;
    let mut store = Store::in_memory()?;
    let (inputs, _) = inputs::collect(&[out.join("catalogue.jsonl")], is_readable_name);
    ingest(&inputs, &mut store, &lexicon, &Plan::default(), &|| ())?;
    let records = store.records()?;
    let mut bench = Bench { store, lexicon, table: Table::new(), show };
    for record in &records {
        bench.made(record)?;
    }
    bench.real(data)?;
    bench.declare(&records)?;
    for record in &records {
        bench.absent("no such number, all declared", record, ResolutionStatus::NotFound)?;
    }
    for ((case, verdict), count) in &bench.table {
        println!("{case:32} {verdict:28} {count:6}");
    }
    Ok(())
}

impl Bench {
    fn made(&mut self, record: &Record) -> Result<()> {
        let (Some(day), Some(number)) = (record.issued, &record.number) else { return Ok(()) };
        // The titles of one list ran over into its issuers: "Chính phủ về … ngày 24/04/2017 của Bộ …".
        if record.issuer.as_ref().is_some_and(|issuer| issuer.text.contains("ngày")) {
            *self.table.entry(("left out, issuer garbled", String::new())).or_default() += 1;
            return Ok(());
        }
        let namesakes = self.store.numbered(number)?;
        let at_home = |other: &&Record| other.territory == record.territory && other.id != record.id;
        if namesakes.iter().filter(at_home).any(|other| other.issued == Some(day)) {
            return Ok(());
        }
        let said = self.sentence(record, &number.key, day, None);
        self.judge("right", &said, record, |found| (is(found, record), ResolutionStatus::Found))?;
        let wrong = day.checked_add(10.days()).ok().filter(|other| other.year() == day.year());
        if let Some(wrong) = wrong.filter(|_| !namesakes.iter().any(|other| other.id != record.id)) {
            let said = self.sentence(record, &number.key, wrong, None);
            self.judge("wrong day", &said, record, |found| (is(found, record), ResolutionStatus::Mismatch))?;
        }
        let other = if record.territory == *"son-la" { "tỉnh Lai Châu" } else { "tỉnh Sơn La" };
        let issuer = record.issuer.as_ref().and_then(|issuer| issuer.id.as_deref());
        if matches!(issuer, Some("ubnd-tinh" | "hdnd-tinh")) && namesakes.len() == 1 {
            let body = if issuer == Some("ubnd-tinh") { "UBND" } else { "HĐND" };
            let said = self.sentence(record, &number.key, day, Some(&format!("{body} {other}")));
            self.judge("of another province", &said, record, |found| {
                (found.document.is_none(), ResolutionStatus::Unchecked)
            })?;
        }
        self.absent("no such number", record, ResolutionStatus::Unchecked)
    }

    /// Asks for a number that the issuer never gave.
    fn absent(&mut self, case: &'static str, record: &Record, expected: ResolutionStatus) -> Result<()> {
        let (Some(day), Some(number)) = (record.issued, &record.number) else { return Ok(()) };
        let Ok(ordinal) = number.ordinal.parse::<u32>() else { return Ok(()) };
        let key = number.key.replacen(&number.ordinal, &(BEYOND + ordinal * 7 % 9_000).to_string(), 1);
        let said = self.sentence(record, &key, day, None);
        self.judge(case, &said, record, |found| (found.document.is_none(), expected))
    }

    fn sentence(&self, record: &Record, key: &str, day: Date, issuer: Option<&str>) -> String {
        let kind = record.kind.as_deref().and_then(|kind| self.lexicon.kind(kind));
        let kind = kind.map_or("Văn bản", |kind| kind.vi.as_str());
        let issuer = issuer.or(record.issuer.as_ref().map(|issuer| issuer.text.as_str()));
        let issuer = issuer.map(|issuer| format!(" của {issuer}")).unwrap_or_default();
        let (d, m, y) = (day.day(), day.month(), day.year());
        format!("Căn cứ {kind} số {key} ngày {d:02} tháng {m:02} năm {y}{issuer};")
    }

    fn judge(
        &mut self,
        case: &'static str,
        said: &str,
        record: &Record,
        right: impl Fn(&Resolution) -> (bool, ResolutionStatus),
    ) -> Result<()> {
        let source = Source::from_lines(Format::Txt, said);
        let read = find(&source, &parse::paragraphs(&source), &self.lexicon, &CitationContext::default());
        let [citation] = read.as_slice() else {
            *self.table.entry((case, "not read as one citation".to_owned())).or_default() += 1;
            return Ok(());
        };
        let found = self.resolved(citation, &record.territory, date(2026, 6, 1))?;
        let (fits, expected) = right(&found);
        let verdict = match found.status {
            status if status == expected && fits => format!("as expected: {status:?}"),
            status => format!("{status:?}{}", if fits { "" } else { ", another document" }),
        };
        if self.show && !verdict.starts_with("as") {
            println!("{case}\t{verdict}\t{said}\t{:?} {:?}", found.document, found.mismatches);
        }
        *self.table.entry((case, verdict)).or_default() += 1;
        Ok(())
    }

    fn resolved(&self, citation: &Citation, territory: &Slug, as_of: Date) -> Result<Resolution> {
        let lexicon = &self.lexicon;
        let context = ResolveContext { territory: Some(territory), level: None, issued: Some(as_of), as_of, lexicon };
        Ok(self.store.resolve(citation, &context)?)
    }

    /// Resolves the citations of local documents whose number and day one record of the catalogue alone bears.
    fn real(&mut self, data: &Path) -> Result<()> {
        const CASE: &str = "real, number and day of one";
        for record in records(&data.join("docs/local.jsonl.gz"))? {
            let source = Source::from_lines(Format::Txt, field(&record, "text"));
            let document = parse::parse(&format!("local/{}", field(&record, "id")), &source, &self.lexicon);
            let Some(issued) = document.issued() else { continue };
            let territory = Slug::from(territory_of(&document).as_str());
            for citation in document.citations.iter().filter(|citation| !citation.local) {
                let (Some(number), Some(day)) = (&citation.number, citation.issued) else { continue };
                let mut bearing = self.store.numbered(number)?;
                bearing.retain(|record| record.issued == Some(day));
                let [only] = bearing.as_slice() else { continue };
                let found = self.resolved(citation, &territory, issued)?;
                let verdict = match found.status {
                    ResolutionStatus::Found if is(&found, only) => "as expected: Found".to_owned(),
                    status => format!("{status:?}"),
                };
                if self.show && !verdict.starts_with("as") {
                    println!("{CASE}\t{verdict}\t{}\t{}\t{}", document.path, citation.text, only.id);
                }
                *self.table.entry((CASE, verdict)).or_default() += 1;
            }
        }
        Ok(())
    }

    /// Declares every issuer of the records as covered in full.
    fn declare(&mut self, records: &[Record]) -> Result<()> {
        let mut batch = self.store.begin()?;
        for record in records {
            let Some(issuer) = record.issuer.as_ref().and_then(|issuer| issuer.id.clone()) else { continue };
            batch.cover(&Coverage { issuer, territory: record.territory.clone(), first: 1945, last: 2026 })?;
        }
        batch.commit()?;
        Ok(())
    }
}

fn is(found: &Resolution, record: &Record) -> bool {
    found.document.as_deref() == Some(&record.id)
}

//! The registry at the size of a province: twenty thousand documents, and one draft that cites sixty of them.

#![expect(clippy::unwrap_used, reason = "a benchmark fails by panicking")]

use std::path::Path;

use criterion::{Criterion, criterion_group, criterion_main};
use jiff::ToSpan;
use soat::document::{AuthorityRef, Citation, Date, DocNumber, Level, Role, Scheme, Slug};
use soat::lexicon::Lexicon;
use soat::registry::{Change, Entry, ResolveContext, Store};
use soat::text::Span;

const DOCUMENTS: i32 = 20_000;
const CITED: i32 = 60;

fn issued(at: i32) -> Date {
    jiff::civil::date(2010, 1, 4).checked_add((at / 4).days()).unwrap()
}

fn number(at: i32) -> DocNumber {
    let key = format!("{at}/QĐ-UBND");
    DocNumber {
        text: key.clone(),
        span: None,
        key,
        ordinal: at.to_string(),
        year: None,
        kind: Some("QĐ".to_owned()),
        organ: Some("UBND".to_owned()),
        scheme: Scheme::Administrative,
    }
}

fn issuer() -> AuthorityRef {
    AuthorityRef {
        text: "UBND tỉnh".to_owned(),
        span: None,
        id: Some("ubnd-tinh".into()),
        level: Some(Level::Province),
        territory: Some("quang-tri".into()),
    }
}

fn fill(path: &Path) {
    let mut store = Store::create_or_open(path).unwrap();
    let mut batch = store.begin().unwrap();
    for at in 0..DOCUMENTS {
        let change = Change { role: Role::Replaces, number: number(at + 9), issued: Some(issued(at + 9)) };
        let entry = Entry {
            number: number(at),
            kind: Some("quyet-dinh".into()),
            issuer: Some(issuer()),
            territory: "quang-tri".into(),
            issued: Some(issued(at)),
            effective: None,
            expires: None,
            title: Some(format!("Về việc phê duyệt kế hoạch công tác số {at} của các đơn vị")),
            changed_by: if at % 5 == 0 { vec![change] } else { Vec::new() },
            twin: false,
        };
        batch.put_entry(&entry).unwrap();
    }
    batch.commit().unwrap();
}

fn citation(at: i32) -> Citation {
    Citation {
        text: String::new(),
        span: Span::default(),
        kind: Some("quyet-dinh".into()),
        kind_text: None,
        number: Some(number(at)),
        name: None,
        issued: Some(issued(at)),
        date: None,
        year: None,
        issuer: Some(issuer()),
        title: None,
        provisions: Vec::new(),
        role: Role::Basis,
        amended_by: Vec::new(),
        alias: None,
        local: false,
        resolution: None,
        validity: None,
    }
}

fn one_draft(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("registry.db");
    fill(&path);
    let lexicon = Lexicon::builtin().unwrap();
    let as_of = jiff::civil::date(2024, 1, 1);
    let territory = Slug::from("quang-tri");
    let context = ResolveContext {
        territory: Some(&territory),
        level: Some(Level::Province),
        issued: Some(as_of),
        as_of,
        lexicon: &lexicon,
    };
    let citations: Vec<Citation> = (0..CITED).map(|at| citation(at * (DOCUMENTS / CITED))).collect();
    criterion.bench_function("open_and_resolve_60_of_20000", |bencher| {
        bencher.iter(|| {
            let store = Store::open_read_only(&path).unwrap();
            for citation in &citations {
                let id = store.resolve(citation, &context).unwrap().document.unwrap();
                store.validity(&id, as_of, &lexicon).unwrap();
                store.amendments(&id, as_of, &lexicon).unwrap();
                store.current_successor(&id, as_of, &lexicon).unwrap();
            }
        });
    });
}

criterion_group!(benches, one_draft);
criterion_main!(benches);

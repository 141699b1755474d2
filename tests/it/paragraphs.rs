//! Paragraphs of the corpus alone, as `LibreOffice` sends them: what is told of one is told of it in its document.

use std::collections::BTreeSet;
use std::path::Path;

use jiff::civil::date;
use soat::app::desk::{Asked, Desk};
use soat::app::{Office, inputs, library};
use soat::ingest;
use soat::rules::{Lang, Scope};

#[test]
fn a_paragraph_alone_is_told_what_its_document_is() {
    let office = Office::open(None).unwrap();
    let desk = Desk::new(&office).unwrap();
    let (store, _) = library::of_folders(&office, &[Path::new("corpus/issued").to_owned()]).unwrap();
    // Lines of plain text are paragraphs only where nobody broke them in mid-sentence.
    let word = |name: &str| Path::new(name).extension().is_some_and(|extension| extension == "docx");
    let (drafts, _) = inputs::collect(&[Path::new("corpus/drafts").to_owned()], word);
    let asked = Asked { as_of: None, today: date(2026, 11, 21), lang: Lang::Vi };
    let (mut told, mut wrong, mut missed) = (0, Vec::new(), Vec::new());
    for draft in drafts {
        let whole = desk.draft(&store, &draft.name, &ingest::load(&draft.path).unwrap(), asked).unwrap();
        let asked = Asked { as_of: Some(whole.judged.as_of), ..asked };
        let mut heard: Vec<_> = whole.judged.findings.iter().collect();
        heard.retain(|finding| office.rules.get(&finding.code).unwrap().front.scope == Scope::Paragraph);
        let of_document: BTreeSet<String> = heard.iter().map(|finding| finding.fingerprint.clone()).collect();
        for block in whole.source.blocks() {
            let paragraph = whole.source.slice(block.span);
            for alone in desk.paragraph(&store, paragraph, asked).unwrap().judged.findings {
                let same = heard.iter().position(|known| {
                    known.code == alone.code && known.excerpt == alone.excerpt && block.span.contains(known.span)
                });
                match same {
                    Some(at) => drop(heard.swap_remove(at)),
                    None => wrong.push(format!("{}: {} «{}»", draft.name, alone.code, alone.excerpt)),
                }
                // The first of several of the same words is the one that bears this fingerprint.
                assert!(of_document.contains(&alone.fingerprint), "{}: {} «{}»", draft.name, alone.code, alone.excerpt);
                told += 1;
            }
        }
        missed.extend(heard.into_iter().map(|known| format!("{}: {} «{}»", draft.name, known.code, known.excerpt)));
    }
    assert!(wrong.is_empty(), "only alone: {wrong:#?}");
    assert!(told > missed.len(), "{told} told alone; only in the document: {missed:#?}");
}

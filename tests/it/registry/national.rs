//! The built-in list of national documents, as a citation meets it.

use soat::document::{ResolutionStatus, Role, Slug, ValidityStatus};
use soat::parse::number::parse_number;
use soat::registry::Store;

use super::{citation, context, day, lexicon};

#[test]
fn every_number_of_the_list_is_found_as_a_text_would_print_it() {
    let lexicon = lexicon();
    let store = Store::in_memory().unwrap();
    for law in lexicon.national() {
        let number = parse_number(lexicon, &law.number).unwrap_or_else(|| panic!("{} is no number", law.number));
        assert_eq!(number.key, law.number);
        let known = store.known_by_number(&number, lexicon).unwrap();
        assert!(known.iter().any(|record| record.issued == law.issued), "{}", law.number);
    }
}

#[test]
fn what_is_not_listed_is_unchecked_and_what_is_listed_is_known_until_its_source_ends() {
    let lexicon = lexicon();
    let store = Store::in_memory().unwrap();
    let decree = "viet-nam/28/2015/NĐ-CP/2015-03-12";
    let status = |id: &str, on: &str| store.validity(id, day(on), lexicon).unwrap().status;
    assert_eq!(status(decree, "2015-04-30"), ValidityStatus::NotYet);
    assert_eq!(status(decree, "2025-12-31"), ValidityStatus::Partly);
    assert_eq!(status(decree, "2026-01-01"), ValidityStatus::Expired);
    let open = lexicon.national().find(|law| law.to.is_none() && law.issued.is_some() && law.amended_by.is_empty());
    let open = open.unwrap();
    let id = format!("viet-nam/{}/{}", open.number, open.issued.unwrap());
    assert_eq!(status(&id, "2099-01-01"), ValidityStatus::Unknown, "{id}");
    let resolved = |cited: &str, issued: &str| {
        let territory = Slug::from("quang-tri");
        store
            .resolve(&citation(Role::Basis, cited, issued), &context(lexicon, &territory, "2026-01-05"))
            .unwrap()
            .status
    };
    assert_eq!(resolved("28/2015/NĐ-CP", "2015-03-12"), ResolutionStatus::Found);
    assert_eq!(resolved("28/2015/NĐ-CP", "2015-03-21"), ResolutionStatus::Mismatch);
    assert_eq!(resolved("9999/2015/NĐ-CP", "2015-03-12"), ResolutionStatus::Unchecked);
}

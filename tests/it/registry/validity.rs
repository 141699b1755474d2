//! Validity on a day, successors and amendments.

use soat::document::{Citation, Role, Scheme, ValidityStatus};
use soat::registry::Store;

use super::{citation, citing, day, document, effective, government, lexicon, store, ubnd};

const OLD: &str = "viet-nam/110/2010/NĐ-CP/2010-04-08";

/// A decree, one that amends it in part, one that replaces it, and one that replaces the latter.
fn decrees() -> Store {
    let part =
        Citation { provisions: vec!["dieu-5".to_owned()], ..citation(Role::Amends, "110/2010/NĐ-CP", "2010-04-08") };
    let decree = |key, issued, from| effective(document(key, issued, government(), "Về công tác văn thư"), from);
    store(&[
        citing(
            decree("30/2015/NĐ-CP", "2015-01-05", "2015-03-05"),
            vec![citation(Role::Replaces, "110/2010/NĐ-CP", "2010-04-08")],
        ),
        citing(decree("9/2012/NĐ-CP", "2012-02-08", "2012-04-01"), vec![part]),
        decree("110/2010/NĐ-CP", "2010-04-08", "2010-05-01"),
        citing(
            decree("40/2018/NĐ-CP", "2018-01-05", "2018-03-01"),
            vec![citation(Role::Replaces, "30/2015/NĐ-CP", "")],
        ),
    ])
}

fn status(store: &Store, id: &str, as_of: &str) -> ValidityStatus {
    store.validity(id, day(as_of), lexicon()).unwrap().status
}

#[test]
fn a_document_lives_from_its_first_day_to_the_day_before_its_successor() {
    let store = decrees();
    assert_eq!(status(&store, OLD, "2010-04-10"), ValidityStatus::NotYet);
    assert_eq!(status(&store, OLD, "2010-05-01"), ValidityStatus::InForce);
    assert_eq!(status(&store, OLD, "2012-03-31"), ValidityStatus::InForce);
    assert_eq!(status(&store, OLD, "2012-04-01"), ValidityStatus::Partly);
    assert_eq!(status(&store, OLD, "2015-03-04"), ValidityStatus::Partly);
    let ended = store.validity(OLD, day("2015-03-05"), lexicon()).unwrap();
    assert_eq!(ended.status, ValidityStatus::Expired);
    assert_eq!((ended.since, ended.until), (Some(day("2010-05-01")), Some(day("2015-03-04"))));
    assert_eq!(ended.by.as_deref(), Some("viet-nam/30/2015/NĐ-CP/2015-01-05"));
}

#[test]
fn successors_follow_one_another_up_to_the_day() {
    let store = decrees();
    let lexicon = lexicon();
    let steps = store.successors(OLD, day("2019-01-01"), lexicon).unwrap();
    let by: Vec<&str> = steps.iter().map(|step| step.by.as_str()).collect();
    assert_eq!(by, ["viet-nam/30/2015/NĐ-CP/2015-01-05", "viet-nam/40/2018/NĐ-CP/2018-01-05"]);
    let current = store.current_successor(OLD, day("2016-01-01"), lexicon).unwrap();
    assert_eq!(current.as_deref(), Some("viet-nam/30/2015/NĐ-CP/2015-01-05"));
    assert_eq!(store.current_successor(OLD, day("2014-01-01"), lexicon).unwrap(), None);
}

#[test]
fn amendments_tell_what_they_change_from_when() {
    let store = decrees();
    let lexicon = lexicon();
    assert!(store.amendments(OLD, day("2012-03-31"), lexicon).unwrap().is_empty());
    let amendments = store.amendments(OLD, day("2013-01-01"), lexicon).unwrap();
    assert_eq!(amendments.len(), 1);
    assert_eq!(amendments[0].provisions, ["dieu-5"]);
    assert_eq!(amendments[0].effective, Some(day("2012-04-01")));
}

#[test]
fn a_document_known_by_citations_only_is_not_known() {
    assert_eq!(status(&decrees(), "viet-nam/1/1999/NĐ-CP/1999-01-01", "2015-01-01"), ValidityStatus::Unknown);
}

#[test]
fn an_administrative_document_is_in_force_on_signing() {
    let store = store(&[document("12/QĐ-UBND", "2016-01-15", ubnd("quang-tri"), "Kiện toàn tổ công tác")]);
    let id = "quang-tri/12/QĐ-UBND/2016-01-15";
    assert_eq!(status(&store, id, "2016-01-14"), ValidityStatus::NotYet);
    assert_eq!(status(&store, id, "2016-01-15"), ValidityStatus::InForce);
}

#[test]
fn a_normative_document_without_known_first_day_is_unknown_until_it_settles() {
    let store = store(&[document("12/2016/QĐ-UBND", "2016-01-15", ubnd("quang-tri"), "Quy định mức thu")]);
    let id = "quang-tri/12/2016/QĐ-UBND/2016-01-15";
    assert_eq!(status(&store, id, "2016-02-01"), ValidityStatus::Unknown);
    assert_eq!(status(&store, id, "2017-02-01"), ValidityStatus::InForce);
}

#[test]
fn a_province_ends_neither_a_decree_nor_another_provinces_decision() {
    let repeals = |key, day| vec![citation(Role::Repeals, key, day)];
    let title = "Bãi bỏ văn bản";
    let store = store(&[
        document("12/QĐ-UBND", "2016-01-15", ubnd("quang-tri"), "Kiện toàn tổ công tác"),
        document("5/2014/NĐ-CP", "2014-01-15", government(), "Quy định một việc"),
        citing(
            document("90/QĐ-UBND", "2017-01-15", ubnd("quang-tri"), title),
            [repeals("5/2014/NĐ-CP", "2014-01-15"), repeals("13/QĐ-UBND", "2016-01-15")].concat(),
        ),
        citing(
            document("91/QĐ-UBND", "2017-01-15", ubnd("ca-mau"), title),
            vec![Citation { issuer: Some(ubnd("quang-tri")), ..citation(Role::Repeals, "12/QĐ-UBND", "2016-01-15") }],
        ),
    ]);
    assert_eq!(status(&store, "viet-nam/5/2014/NĐ-CP/2014-01-15", "2018-01-01"), ValidityStatus::InForce);
    assert_eq!(status(&store, "quang-tri/12/QĐ-UBND/2016-01-15", "2018-01-01"), ValidityStatus::InForce);
}

#[test]
fn the_lexicon_knows_laws_that_the_registry_lacks() {
    let store = Store::in_memory().unwrap();
    let law = "viet-nam/77/2015/QH13/2015-06-19";
    assert_eq!(status(&store, law, "2016-06-01"), ValidityStatus::InForce);
    assert_eq!(status(&store, law, "2025-11-01"), ValidityStatus::Expired);
    let current = store.current_successor(law, day("2025-11-01"), lexicon()).unwrap();
    assert_eq!(current.as_deref(), Some("viet-nam/72/2025/QH15/2025-06-16"));
}

#[test]
fn a_number_told_without_its_year_is_the_later_document_that_names_the_changed_one() {
    let store = Store::in_memory().unwrap();
    let amendments = store.amendments("viet-nam/30c/NQ-CP/2011-11-08", day("2016-12-30"), lexicon()).unwrap();
    let by: Vec<&str> = amendments.iter().map(|amendment| amendment.by.as_str()).collect();
    assert_eq!(by, ["viet-nam/76/NQ-CP/2013-06-13"]);
}

#[test]
fn a_document_that_amends_another_does_not_end_it() {
    let told = [Role::Amends, Role::Repeals].map(|role| citation(role, "5/2014/NĐ-CP", "2014-01-15"));
    let amending = effective(document("9/2016/NĐ-CP", "2016-01-15", government(), "Sửa đổi"), "2016-03-01");
    let store = store(&[
        document("5/2014/NĐ-CP", "2014-01-15", government(), "Quy định một việc"),
        citing(amending, told.to_vec()),
    ]);
    assert_eq!(status(&store, "viet-nam/5/2014/NĐ-CP/2014-01-15", "2018-01-01"), ValidityStatus::Partly);
}

#[test]
fn a_resolution_of_a_laws_number_and_a_consolidated_text_end_no_law() {
    let resolution =
        Citation { kind: Some("nghi-quyet".into()), ..citation(Role::Repeals, "93/2015/QH13", "2015-06-22") };
    let mut consolidated = citing(
        document("6/VBHN-VPQH", "2020-02-21", government(), "Luật Tố tụng hành chính"),
        vec![citation(Role::Repeals, "93/2015/QH13", "2015-11-25")],
    );
    if let Some(number) = &mut consolidated.header.number {
        number.scheme = Scheme::Consolidated;
    }
    let store = store(&[
        document("93/2015/QH13", "2015-11-25", government(), "Luật Tố tụng hành chính"),
        citing(document("41/2024/QH15", "2024-06-29", government(), "Luật Bảo hiểm xã hội"), vec![resolution]),
        consolidated,
    ]);
    assert_eq!(status(&store, "viet-nam/93/2015/QH13/2015-11-25", "2026-01-01"), ValidityStatus::InForce);
}

#[test]
fn a_merged_province_ends_what_its_forerunner_issued() {
    let repeal = Citation { issuer: Some(ubnd("bac-giang")), ..citation(Role::Repeals, "445/QĐ-UBND", "2013-09-03") };
    let store = store(&[
        document("445/QĐ-UBND", "2013-09-03", ubnd("bac-giang"), "Ban hành Quy chế phối hợp"),
        citing(document("451/QĐ-UBND", "2025-11-19", ubnd("bac-ninh"), "Bãi bỏ văn bản"), vec![repeal]),
    ]);
    assert_eq!(status(&store, "bac-giang/445/QĐ-UBND/2013-09-03", "2025-12-01"), ValidityStatus::Expired);
}

/// A decree that ends on a day, and a circular that guides it.
fn guiding(ends: &str) -> Store {
    let decree = effective(document("110/2012/NĐ-CP", "2012-04-08", government(), "Về văn thư"), "2012-05-01");
    let ministry =
        soat::document::AuthorityRef {
            text: "Bộ Nội vụ".to_owned(), id: Some("bo-noi-vu".into()), ..government()
        };
    let circular = citing(
        effective(document("7/2012/TT-BNV", "2012-11-22", ministry, "Hướng dẫn văn thư"), "2013-01-06"),
        vec![citation(Role::Guides, "110/2012/NĐ-CP", "2012-04-08")],
    );
    let successor = citing(
        effective(document("130/2016/NĐ-CP", "2015-01-05", government(), "Về công tác văn thư"), ends),
        vec![citation(Role::Replaces, "110/2012/NĐ-CP", "2012-04-08")],
    );
    store(&[decree, circular, successor])
}

#[test]
fn a_guiding_document_shares_the_fate_of_the_guided_one_as_the_law_of_the_day_has_it() {
    let circular = "viet-nam/7/2012/TT-BNV/2012-11-22";
    let alive = ValidityStatus::InForce;
    for (ends, after, fate) in [
        ("2016-06-30", "2016-08-01", alive),
        ("2016-07-01", "2016-08-01", ValidityStatus::Expired),
        ("2025-03-31", "2025-08-01", ValidityStatus::Expired),
        ("2025-04-01", "2025-08-01", alive),
        ("2025-07-01", "2025-08-01", ValidityStatus::Unknown),
    ] {
        let store = guiding(ends);
        assert_eq!(status(&store, circular, "2015-12-31"), alive, "{ends}");
        assert_eq!(status(&store, circular, after), fate, "the guided decree ends before {ends}");
    }
    let ended = guiding("2016-07-01").validity(circular, day("2017-01-01"), lexicon()).unwrap();
    assert_eq!(ended.until, Some(day("2016-06-30")));
    assert_eq!(ended.by.as_deref(), Some("viet-nam/110/2012/NĐ-CP/2012-04-08"));
}

#[test]
fn a_ministry_ends_no_decree_and_a_list_of_ended_ones_ends_none() {
    let ministry = soat::document::AuthorityRef { id: Some("bo-noi-vu".into()), ..government() };
    let ends = |key: &str| {
        let by = document(key, "2015-01-05", ministry.clone(), "Về văn thư");
        citing(effective(by, "2015-03-05"), vec![citation(Role::Repeals, "110/2012/NĐ-CP", "2012-04-08")])
    };
    let decree = || effective(document("110/2012/NĐ-CP", "2012-04-08", government(), "Về văn thư"), "2012-05-01");
    for key in ["9/2015/TT-BNV", "99/QĐ-BNV"] {
        let store = store(&[decree(), ends(key)]);
        assert_eq!(
            status(&store, "viet-nam/110/2012/NĐ-CP/2012-04-08", "2016-01-01"),
            ValidityStatus::InForce,
            "{key}"
        );
    }
}

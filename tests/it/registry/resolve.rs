//! Which document a citation means.

use soat::document::{AuthorityRef, Citation, DocNumber, Document, ResolutionStatus, Role, Scheme, Slug};
use soat::registry::Store;

use super::{citation, context, document, government, lexicon, named, number, store, ubnd};

const PLAN: &str = "Ban hành Kế hoạch cải cách hành chính nhà nước tỉnh Quảng Trị giai đoạn 2016 - 2020";

fn province() -> Store {
    store(&[
        document("2057/QĐ-UBND", "2016-08-30", ubnd("quang-tri"), PLAN),
        document("2057/QĐ-UBND", "2016-09-12", ubnd("bac-ninh"), "Phê duyệt quy hoạch chi tiết khu dân cư phía đông"),
        document("76/NQ-CP", "2013-06-13", government(), "Sửa đổi, bổ sung một số điều của Nghị quyết 30c/NQ-CP"),
        document("76/NQ-CP", "2021-07-15", government(), "Chương trình tổng thể cải cách hành chính 2021 - 2030"),
        document("30c/NQ-CP", "2011-11-08", government(), "Chương trình tổng thể cải cách hành chính 2011 - 2020"),
        document("34/2016/NĐ-CP", "2016-05-14", government(), "Quy định chi tiết Luật Ban hành văn bản"),
    ])
}

fn verdict(store: &Store, citation: &Citation) -> (ResolutionStatus, Option<String>, Vec<String>) {
    verdict_in(store, citation, "quang-tri", "2016-12-30")
}

fn verdict_in(
    store: &Store,
    citation: &Citation,
    territory: &str,
    as_of: &str,
) -> (ResolutionStatus, Option<String>, Vec<String>) {
    let (lexicon, territory) = (lexicon(), Slug::from(territory));
    let resolution = store.resolve(citation, &context(lexicon, &territory, as_of)).unwrap();
    let fields = resolution.mismatches.into_iter().map(|mismatch| mismatch.field).collect();
    (resolution.status, resolution.document, fields)
}

fn status(store: &Store, citation: &Citation) -> ResolutionStatus {
    verdict(store, citation).0
}

#[test]
fn a_citation_means_the_document_of_its_own_province() {
    let store = province();
    let cited = citation(Role::Basis, "2057/QĐ-UBND", "2016-08-30");
    let found = (ResolutionStatus::Found, Some("quang-tri/2057/QĐ-UBND/2016-08-30".to_owned()), vec![]);
    assert_eq!(verdict(&store, &cited), found);
    let cited = Citation { issuer: Some(ubnd("")), ..cited };
    assert_eq!(verdict(&store, &cited), found);
    assert_eq!(verdict_in(&store, &cited, "quang-tri/xa-hai-lang", "2016-12-30"), found);
    assert_eq!(verdict_in(&store, &cited, "ca-mau", "2016-12-30").0, ResolutionStatus::Unchecked);
    let other = Citation { issuer: Some(ubnd("bac-ninh")), ..cited };
    assert_eq!(
        verdict(&store, &other),
        (ResolutionStatus::Mismatch, Some("bac-ninh/2057/QĐ-UBND/2016-09-12".to_owned()), vec!["issued".to_owned()])
    );
}

#[test]
fn a_wrong_day_is_told_where_all_else_speaks_for_one_document() {
    let store = province();
    let cited = citation(Role::Basis, "30c/NQ-CP", "2011-12-08");
    assert_eq!(verdict(&store, &cited).2, ["issued"]);
    let cited = citation(Role::Basis, "34/2016/NĐ-CP", "2015-05-14");
    assert_eq!(verdict(&store, &cited).2, ["issued"]);
}

#[test]
fn a_number_of_another_year_is_another_document() {
    let store = province();
    for (key, day) in [("2057/QĐ-UBND", "2015-08-30"), ("76/NQ-CP", "2016-06-13")] {
        let cited = Citation { issuer: Some(ubnd("quang-tri")), ..citation(Role::Basis, key, day) };
        assert_eq!(status(&store, &cited), ResolutionStatus::Unchecked, "{key} {day}");
    }
}

#[test]
fn a_wrong_day_is_not_told_without_issuer_or_against_the_title() {
    let store = province();
    let cited = citation(Role::Basis, "2057/QĐ-UBND", "2016-08-31");
    assert_eq!(status(&store, &cited), ResolutionStatus::Unchecked);
    let cited = Citation { title: Some(PLAN.to_owned()), ..cited };
    assert_eq!(status(&store, &cited), ResolutionStatus::Mismatch);
    let title = "về việc thu hồi đất để xây dựng đường vành đai phía tây".to_owned();
    let cited = Citation { title: Some(title), issuer: Some(ubnd("quang-tri")), ..cited };
    assert_eq!(status(&store, &cited), ResolutionStatus::Unchecked);
}

#[test]
fn homonyms_of_two_years_stay_apart() {
    let store = province();
    let cited = citation(Role::Basis, "76/NQ-CP", "");
    assert_eq!(verdict_in(&store, &cited, "quang-tri", "2022-01-01").0, ResolutionStatus::Ambiguous);
    let dated = Citation { year: Some(2021), ..cited };
    let (status, document, _) = verdict_in(&store, &dated, "quang-tri", "2022-01-01");
    assert_eq!((status, document.as_deref()), (ResolutionStatus::Found, Some("viet-nam/76/NQ-CP/2021-07-15")));
}

#[test]
fn a_number_without_year_and_day_is_not_taken_for_the_only_one_known() {
    let store = province();
    let cited = citation(Role::Basis, "2057/QĐ-UBND", "");
    assert_eq!(status(&store, &cited), ResolutionStatus::Unchecked);
    let cited = Citation { title: Some(PLAN.to_owned()), ..cited };
    assert_eq!(status(&store, &cited), ResolutionStatus::Found);
    assert_eq!(status(&store, &citation(Role::Basis, "34/2016/NĐ-CP", "")), ResolutionStatus::Found);
}

#[test]
fn a_title_of_another_document_is_a_mismatch() {
    let store = province();
    let title = "phê duyệt danh mục dự án thu hút đầu tư của tỉnh".to_owned();
    let cited = Citation { title: Some(title), ..citation(Role::Basis, "2057/QĐ-UBND", "2016-08-30") };
    assert_eq!(verdict(&store, &cited).2, ["title"]);
}

#[test]
fn what_is_not_there_is_not_found_only_where_all_is_there() {
    let mut store = province();
    let cited = Citation { issuer: Some(ubnd("")), ..citation(Role::Basis, "9999/QĐ-UBND", "2016-05-05") };
    assert_eq!(status(&store, &cited), ResolutionStatus::Unchecked);
    let mut batch = store.begin().unwrap();
    batch.cover(&"quang-tri/ubnd-tinh/2016".parse().unwrap()).unwrap();
    batch.commit().unwrap();
    assert_eq!(status(&store, &cited), ResolutionStatus::NotFound);
    let next = Citation { issued: "2017-05-05".parse().ok(), ..cited };
    assert_eq!(status(&store, &next), ResolutionStatus::Unchecked);
}

#[test]
fn a_number_one_slip_away_is_a_candidate() {
    let store = province();
    let cited = Citation { issuer: Some(ubnd("")), ..citation(Role::Basis, "2075/QĐ-UBND", "2016-08-30") };
    let (lexicon, territory) = (lexicon(), Slug::from("quang-tri"));
    let resolution = store.resolve(&cited, &context(lexicon, &territory, "2016-12-30")).unwrap();
    assert_eq!(resolution.status, ResolutionStatus::Unchecked);
    assert_eq!(resolution.candidates, ["quang-tri/2057/QĐ-UBND/2016-08-30"]);
    let cited = Citation { title: Some(PLAN.to_owned()), ..cited };
    assert_eq!(verdict(&store, &cited).2, ["number"]);
}

#[test]
fn a_blank_number_is_left_alone() {
    let mut blank = number("/QĐ-UBND");
    blank.ordinal = String::new();
    let cited = Citation { number: Some(blank), ..citation(Role::Basis, "", "") };
    assert_eq!(status(&province(), &cited), ResolutionStatus::Unchecked);
}

#[test]
fn laws_are_known_by_name() {
    let store = Store::in_memory().unwrap();
    let law = "Luật Tổ chức chính quyền địa phương";
    let found = |cited: &Citation, as_of: &str| verdict_in(&store, cited, "quang-tri", as_of);
    let law_of_2015 = Some("viet-nam/77/2015/QH13/2015-06-19".to_owned());
    assert_eq!(found(&named(law, "2015-06-19"), "2016-12-30").1, law_of_2015);
    assert_eq!(found(&named(law, ""), "2016-12-30").1, law_of_2015);
    let in_2025 = Citation { year: Some(2025), ..named(law, "") };
    assert_eq!(found(&in_2025, "2025-11-01").0, ResolutionStatus::Ambiguous);
    assert_eq!(found(&named(law, ""), "2025-11-01").1.as_deref(), Some("viet-nam/72/2025/QH15/2025-06-16"));
    assert_eq!(found(&named("Luật Không có trong bảng nào", ""), "2025-11-01").0, ResolutionStatus::Unchecked);
}

#[test]
fn a_document_of_the_forerunner_is_meant_where_its_day_agrees() {
    let store = store(&[document("445/QĐ-UBND", "2013-09-03", ubnd("bac-giang"), "Ban hành Quy chế phối hợp")]);
    let cited = Citation { issuer: Some(ubnd("")), ..citation(Role::Basis, "445/QĐ-UBND", "2013-09-03") };
    assert_eq!(verdict_in(&store, &cited, "bac-ninh", "2025-12-01").0, ResolutionStatus::Found);
    assert_eq!(verdict_in(&store, &cited, "bac-ninh", "2024-12-01").0, ResolutionStatus::Unchecked);
    let other_day = Citation { issued: "2013-09-04".parse().ok(), ..cited };
    assert_eq!(verdict_in(&store, &other_day, "bac-ninh", "2025-12-01").0, ResolutionStatus::Unchecked);
}

#[test]
fn a_near_document_comes_with_the_fields_that_agree_and_differ() {
    let store = province();
    let cited = Citation { issuer: Some(ubnd("ca-mau")), ..citation(Role::Basis, "34/2016/NĐ-CP", "2016-05-14") };
    let (lexicon, territory) = (lexicon(), Slug::from("ca-mau"));
    let resolve = |cited: &Citation| store.resolve(cited, &context(lexicon, &territory, "2016-12-30")).unwrap();
    assert!(
        resolve(&Citation { issuer: Some(government()), ..cited }).near.is_empty(),
        "what is found needs no reason"
    );
    let cited = Citation { issuer: None, ..citation(Role::Basis, "76/NQ-CP", "2016-07-15") };
    let resolution = resolve(&cited);
    assert_eq!(resolution.status, ResolutionStatus::Unchecked);
    let near = &resolution.near[0];
    assert_eq!(near.document, "viet-nam/76/NQ-CP/2013-06-13");
    assert_eq!(near.fits, ["number"]);
    let differs: Vec<&str> = near.differs.iter().map(|other| other.field.as_str()).collect();
    assert_eq!(differs, ["issued"]);
    assert_eq!((near.differs[0].read.as_str(), near.differs[0].known.as_str()), ("2016-07-15", "2013-06-13"));
}

/// A Party document of the province's committee.
fn of_the_party(key: &str, issued: &str) -> Document {
    let mut document = document("1-NQ/TU", issued, committee(), "Nghị quyết về nhiệm vụ của nhiệm kỳ");
    document.header.number = Some(party(key));
    document
}

fn committee() -> AuthorityRef {
    AuthorityRef { text: "Tỉnh ủy".to_owned(), id: Some("tinh-uy".into()), ..ubnd("quang-tri") }
}

fn party(key: &str) -> DocNumber {
    let ordinal = key.split('-').next().unwrap_or_default().to_owned();
    DocNumber { ordinal, kind: Some("NQ".into()), organ: Some("TU".into()), scheme: Scheme::Party, ..number(key) }
}

#[test]
fn party_numbers_run_by_congress_term() {
    let store = store(&[of_the_party("01-NQ/TU", "2016-04-05"), of_the_party("01-NQ/TU", "2021-02-03")]);
    let cited = |day: &str| Citation {
        number: Some(party("01-NQ/TU")),
        issuer: Some(committee()),
        ..citation(Role::Basis, "", day)
    };
    let (found, document, _) = verdict_in(&store, &cited("2016-04-05"), "quang-tri", "2022-01-01");
    assert_eq!((found, document.as_deref()), (ResolutionStatus::Found, Some("quang-tri/01-NQ/TU/2016-04-05")));
    // Another year of the same term has no other 01-NQ/TU.
    let (found, document, fields) = verdict_in(&store, &cited("2017-04-05"), "quang-tri", "2022-01-01");
    assert_eq!((found, document.as_deref()), (ResolutionStatus::Mismatch, Some("quang-tri/01-NQ/TU/2016-04-05")));
    assert_eq!(fields, ["issued"]);
    // In the months of the congress nobody knows which term a day is of, and 2012 is of a term that is not held.
    for day in ["2020-10-20", "2012-04-05"] {
        assert_eq!(verdict_in(&store, &cited(day), "quang-tri", "2022-01-01").0, ResolutionStatus::Unchecked, "{day}");
    }
    let of_year = |year| Citation { year: Some(year), ..cited("") };
    let (found, document, _) = verdict_in(&store, &of_year(2021), "quang-tri", "2022-01-01");
    assert_eq!((found, document.as_deref()), (ResolutionStatus::Found, Some("quang-tri/01-NQ/TU/2021-02-03")));
    assert_eq!(verdict_in(&store, &of_year(2018), "quang-tri", "2022-01-01").0, ResolutionStatus::Unchecked);
}

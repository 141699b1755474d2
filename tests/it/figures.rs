//! Figures of a document among others, and the tables beside them.

use soat::app::show::{Detail, Shown, show};
use soat::app::surroundings;
use soat::document::{Date, Role, Validity, ValidityStatus};
use soat::lexicon::Lexicon;
use soat::registry::Store;
use soat::report::figure::{
    Diagram, Event, Group, Lane, Node, Tie, Timeline, relation_table, relations, time_table, timeline,
};
use soat::rules::Lang;

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn known(store: &Store, lexicon: &Lexicon, asked: &str, as_of: &str) -> Detail {
    match show(store, lexicon, asked, None, day(as_of)).unwrap() {
        Shown::One(detail) => *detail,
        other => panic!("{other:?}"),
    }
}

#[expect(clippy::unnecessary_wraps, reason = "as figures ask for it: pages may lack an address")]
fn address(id: &str) -> Option<String> {
    Some(format!("/van-ban/{id}"))
}

fn node(label: &str, status: Option<ValidityStatus>) -> Node {
    Node {
        id: status.map(|_| format!("viet-nam/{label}")),
        label: label.to_owned(),
        title: Some("Về \"công tác\" <script>alert(1)</script> & văn thư".to_owned()),
        issued: Some(day("2020-03-05")),
        status,
        provisions: vec!["dieu-5/khoan-2".to_owned()],
        effective: None,
    }
}

fn hostile() -> Diagram {
    let many = (0..9).map(|at| node(&format!("{at}<b>/2020/NĐ-CP"), None)).collect();
    Diagram {
        as_of: day("2026-01-01"),
        centre: node("30/2020/NĐ-CP", Some(ValidityStatus::Partly)),
        before: vec![Group { tie: Tie::Role(Role::Basis), nodes: many, total: 12 }],
        after: vec![Group {
            tie: Tie::Role(Role::Amends),
            nodes: vec![node("1/2025/NĐ-CP", Some(ValidityStatus::InForce))],
            total: 1,
        }],
    }
}

/// Fails where the markup is not well formed, or where a page's policy would refuse it.
fn is_well_formed(markup: &str) {
    let mut reader = quick_xml::Reader::from_str(markup);
    loop {
        match reader.read_event().unwrap() {
            quick_xml::events::Event::Eof => break,
            quick_xml::events::Event::Start(tag) | quick_xml::events::Event::Empty(tag) => {
                for attribute in tag.attributes() {
                    let attribute = attribute.unwrap();
                    let name = attribute.key.as_ref();
                    assert!(name != "style" && !name.starts_with("on"), "{name}");
                }
            }
            _ => {}
        }
    }
}

#[test]
fn words_of_documents_stay_words_in_the_figure_and_in_the_table() {
    for lang in [Lang::Vi, Lang::En] {
        let picture = relations(&hostile(), lang, &address);
        let table = relation_table(&hostile(), lang, &address);
        for markup in [&picture, &table] {
            assert!(!markup.contains("<script") && !markup.contains("<b>"), "{markup}");
        }
        is_well_formed(&picture);
        assert_eq!(picture, relations(&hostile(), lang, &address));
    }
}

#[test]
fn the_table_has_what_the_figure_leaves_out() {
    let (picture, table) =
        (relations(&hostile(), Lang::Vi, &|_| None), relation_table(&hostile(), Lang::Vi, &|_| None));
    assert!(picture.contains("và 7 văn bản khác, xem bảng"), "{picture}");
    assert!(!picture.contains("8&lt;b&gt;/2020"), "{picture}");
    assert!(table.contains("8&lt;b&gt;/2020/NĐ-CP") && table.contains("… và 3 văn bản khác"), "{table}");
    assert!(table.contains("khoản 2 Điều 5"), "{table}");
    // Nothing leads anywhere where pages have no addresses.
    assert!(!picture.contains("<a ") && !table.contains("<a "));
}

#[test]
fn what_the_registry_does_not_have_never_looks_in_force() {
    let table = relation_table(&hostile(), Lang::Vi, &address);
    assert_eq!(table.matches("status unknown").count(), 9, "{table}");
    assert_eq!(table.matches("không rõ (không có trong kho)").count(), 9);
    assert_eq!(table.matches("status in-force").count(), 1);
}

#[test]
fn a_law_stands_among_what_changed_and_what_replaced_it() {
    let (store, lexicon) = (Store::in_memory().unwrap(), Lexicon::builtin().unwrap());
    let before = known(&store, &lexicon, "80/2015/QH13", "2019-01-01");
    let detail = known(&store, &lexicon, "80/2015/QH13", "2026-01-01");
    let diagram = surroundings::diagram(&store, &lexicon, &detail).unwrap();
    let ends = diagram.after.first().unwrap();
    assert_eq!(ends.tie, Tie::Role(Role::Replaces));
    assert_eq!(ends.nodes.iter().map(|node| node.label.as_str()).collect::<Vec<_>>(), ["64/2025/QH15"]);
    let amended = diagram.after.iter().find(|group| group.tie == Tie::Role(Role::Amends)).unwrap();
    assert!(amended.nodes.iter().any(|node| node.label == "63/2020/QH14"), "{amended:?}");
    let times = surroundings::timeline(&store, &lexicon, &detail).unwrap();
    let labels: Vec<&str> = times.lanes.iter().map(|lane| lane.label.as_str()).collect();
    assert_eq!(labels, ["80/2015/QH13", "64/2025/QH15"]);
    // On an earlier day its end is known already, and it was in force.
    let earlier = surroundings::timeline(&store, &lexicon, &before).unwrap();
    let own = earlier.lanes.iter().find(|lane| lane.own).unwrap();
    assert_eq!((own.validity.status, own.validity.until), (ValidityStatus::InForce, Some(day("2025-03-31"))));
    let picture = timeline(&times, Lang::Vi, &address);
    is_well_formed(&picture);
    assert!(picture.contains("bar expired") && picture.contains("tại 01/01/2026"), "{picture}");
}

#[test]
fn days_outside_a_calendar_of_lanes_do_not_break_the_scale() {
    let lane = |own, since: Option<&str>, until: Option<&str>, status| Lane {
        id: "a".to_owned(),
        label: "12/QĐ-UBND".to_owned(),
        title: None,
        own,
        issued: None,
        validity: Validity { as_of: day("2020-01-01"), status, since: since.map(day), until: until.map(day), by: None },
        changes: vec![
            Event {
                date: Some(day("2019-05-01")),
                how: Role::Amends,
                by: None,
                label: "<i>".to_owned(),
                provisions: Vec::new(),
            },
            Event { date: None, how: Role::Amends, by: None, label: "9/QĐ".to_owned(), provisions: Vec::new() },
        ],
        pauses: vec![(day("2019-06-01"), None)],
    };
    let times = Timeline {
        as_of: day("2020-01-01"),
        lanes: vec![
            lane(true, None, None, ValidityStatus::Unknown),
            lane(false, Some("1945-09-02"), Some("9999-12-31"), ValidityStatus::InForce),
        ],
    };
    let (picture, table) = (timeline(&times, Lang::En, &address), time_table(&times, Lang::En, &address));
    is_well_formed(&picture);
    assert!(table.contains("&lt;i&gt;") && !table.contains("<i>"), "{table}");
    assert!(table.contains("provisions not told") && table.contains("suspended 01/6/2019 – –"), "{table}");
    let alone = Timeline { lanes: Vec::new(), ..times };
    is_well_formed(&timeline(&alone, Lang::Vi, &address));
}

//! `soat audit` over the documents of the corpus: what it must find, and what it must not say.

use std::path::Path;

use assert_cmd::Command;
use serde_json::Value;

fn audit(arguments: &[&str]) -> Command {
    let mut command = Command::cargo_bin("soat").unwrap();
    command.args(["audit", "--issued", "corpus/issued", "--no-config"]).args(arguments);
    command.current_dir(env!("CARGO_MANIFEST_DIR")).env_remove("LANG");
    command
}

fn json(arguments: &[&str]) -> Value {
    let output = audit(arguments).args(["--format", "json"]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn numbers(overlap: &Value) -> [&str; 2] {
    ["/tasks/0/number", "/tasks/1/number"].map(|number| overlap.pointer(number).unwrap().as_str().unwrap())
}

#[test]
fn the_plans_of_one_department_overlap_and_a_cascade_does_not() {
    let audit = json(&["--as-of", "2026-11-22"]);
    let overlaps = audit["overlaps"].as_array().unwrap();
    let twins = overlaps.iter().find(|overlap| numbers(overlap) == ["354/QĐ-SKH-VP", "355/QĐ-SKH-VP"]).unwrap();
    assert_eq!((&twins["relation"], &twins["differs"][0]), (&Value::from("conflict"), &Value::from("due")));
    assert!(twins["shared"].as_array().unwrap().contains(&Value::from("cải cách hành chính")));
    let moved = overlaps.iter().find(|overlap| numbers(overlap) == ["1480/QĐ-UBND", "33/KH-STTTT"]).unwrap();
    assert_eq!((&moved["code"], &moved["differs"][0]), (&Value::from("OVL-001"), &Value::from("lead")));
    let parent = overlaps.iter().filter(|overlap| numbers(overlap).contains(&"3541/QĐ-UBND"));
    assert!(parent.clone().count() > 0, "what 354 carries out of 3541 is listed");
    for cascade in parent {
        assert_eq!((&cascade["relation"], &cascade["code"]), (&Value::from("cascade"), &Value::Null));
        // Both are of one day: the citation tells which carries out which.
        assert_eq!(cascade["message"], "354/QĐ-SKH-VP triển khai 3541/QĐ-UBND");
    }
}

#[test]
fn the_order_does_not_depend_on_threads() {
    let one = audit(&["--format", "json", "--as-of", "2026-11-22", "--jobs", "1"]).output().unwrap();
    let two = audit(&["--format", "json", "--as-of", "2026-11-22", "--jobs", "2"]).output().unwrap();
    assert!(one.stdout == two.stdout && !one.stdout.is_empty());
}

#[test]
fn what_a_repeal_touches_is_told_on_its_day() {
    let repeal = &json(&["--as-of", "2020-01-01", "--if-repealed", "77/2015/QH13"])["if_repealed"];
    let touched = repeal["affected"].as_array().unwrap();
    let documents: Vec<&str> = touched.iter().map(|one| one["document"].as_str().unwrap()).collect();
    assert!(documents.contains(&"quang-tri/17/2016/QĐ-UBND/2016-05-12"), "{documents:?}");
    assert!(documents.iter().all(|id| id.rsplit('/').next().unwrap() <= "2020-01-01"), "{documents:?}");
    audit(&["--if-repealed", "không phải số"]).assert().code(2);
}

#[test]
fn bases_out_of_force_are_told_of_what_still_speaks() {
    let audit = json(&["--as-of", "2026-11-22"]);
    let resting = audit["resting"].as_array().unwrap();
    let old = resting.iter().find(|one| {
        one["document"] == "quang-tri/17/2016/QĐ-UBND/2016-05-12" && one["on"] == "viet-nam/77/2015/QH13/2015-06-19"
    });
    assert_eq!(old.unwrap()["until"], "2025-02-28");
    assert!(resting.iter().all(|one| !one["document"].as_str().unwrap().contains("354/QĐ-SKH-VP")), "its year is over");
}

#[test]
fn the_page_and_the_workbook_are_written() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    audit(&["--format", "html", "--output", &path("a.html")]).assert().success();
    let page = std::fs::read_to_string(path("a.html")).unwrap();
    assert!(page.contains("lang=\"vi\"") && page.contains("scope=\"row\"") && page.contains("354/QĐ-SKH-VP"));
    assert!(!page.contains("<script"), "nothing runs in it");
    audit(&["--format", "xlsx", "--output", &path("a.xlsx")]).assert().success();
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(Path::new(&path("a.xlsx"))).unwrap();
    let sheet = calamine::Reader::worksheet_range(&mut book, "Nhiệm vụ trùng, mâu thuẫn").unwrap();
    let cells: Vec<String> = sheet.used_cells().map(|(_, _, cell)| cell.to_string()).collect();
    assert!(cells.iter().any(|cell| cell == "Quyết định xử lý") && cells.iter().any(|cell| cell == "355/QĐ-SKH-VP"));
    audit(&["--format", "xlsx"]).assert().code(2);
}

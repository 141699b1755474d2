//! `soat audit --dossier` over the documents of the corpus: what was issued, late, missing, and what cannot be said.

use std::path::Path;

use assert_cmd::Command;
use serde_json::Value;

fn soat(arguments: &[&str]) -> Command {
    let mut command = Command::cargo_bin("soat").unwrap();
    command.args(arguments).arg("--no-config").current_dir(env!("CARGO_MANIFEST_DIR")).env_remove("LANG");
    command
}

/// A registry of the corpus that is declared to have every document of one department.
fn registry(folder: &Path) -> String {
    let path = folder.join("r.db").to_str().unwrap().to_owned();
    let covers = "quang-tri/so-ke-hoach-va-dau-tu/2016-2018";
    soat(&["ingest", "corpus/issued", "--registry", &path, "--covers", covers, "--quiet"]).assert().success();
    path
}

fn dossier(registry: &str, arguments: &[&str]) -> Value {
    let fixed = ["audit", "--registry", registry, "--dossier", "cchc", "--year", "2017", "--format", "json"];
    let output = soat(&fixed).args(arguments).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let all: Value = serde_json::from_slice(&output.stdout).unwrap();
    all.get("dossier").unwrap().clone()
}

/// Returns what a command that succeeds prints.
fn printed(arguments: &[&str]) -> String {
    let output = soat(arguments).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn entry<'a>(dossier: &'a Value, unit: &str, item: &str) -> &'a Value {
    let at = dossier["items"].as_array().unwrap().iter().position(|one| one["id"] == item).unwrap();
    let units = dossier["units"].as_array().unwrap();
    let row = units.iter().find(|row| row["territory"] == "quang-tri" && row["unit"] == unit).unwrap();
    row.pointer(&format!("/entries/{at}")).unwrap()
}

#[test]
fn what_a_department_owed_is_told_with_its_evidence() {
    let folder = tempfile::tempdir().unwrap();
    let registry = registry(folder.path());
    let all = dossier(&registry, &["--as-of", "2026-11-22"]);
    let of = |item| entry(&all, "so-ke-hoach-va-dau-tu", item);
    let plan = of("ke-hoach-nam");
    assert_eq!((&plan["state"], &plan["documents"][0]["label"]), (&"issued".into(), &"354/QĐ-SKH-VP".into()));
    assert!(plan["documents"][0]["path"].as_str().unwrap().ends_with("354-qd-skh-vp-2016.docx"));
    assert_eq!((&plan["parent"]["state"], &plan["parent"]["label"]), (&"right".into(), &"3541/QĐ-UBND".into()));
    let inspection = of("ke-hoach-kiem-tra");
    assert_eq!(inspection["parent"]["label"], "354/QĐ-SKH-VP", "it rests on the department's own plan of the year");
    let review = of("ke-hoach-ra-soat-thu-tuc");
    assert_eq!((&review["state"], &review["days_late"]), (&"late".into(), &27.into()));
    assert_eq!((&review["parent"]["state"], &review["parent"]["label"]), (&"wrong".into(), &"187/QĐ-UBND".into()));
    assert_eq!(review["verified"], "memory", "the day is marked for what it is");
    assert_eq!(of("bao-cao-quy-1")["state"], "issued");
    assert_eq!(of("bao-cao-6-thang")["days_late"], 4);
    assert_eq!(of("bao-cao-quy-3")["state"], "missing");
    // A letter that asks for the first quarter's report is no report.
    assert_eq!(of("bao-cao-quy-1")["documents"].as_array().unwrap().len(), 1);
    // The registry does not claim to have all of Sở Nội vụ: nothing is said of it.
    assert_eq!(entry(&all, "so-noi-vu", "ke-hoach-nam")["state"], "unknown");
    assert_eq!(entry(&all, "ubnd-tinh", "ke-hoach-nam")["parent"]["label"], "225/QĐ-TTg");
}

#[test]
fn a_day_in_the_year_knows_nothing_of_what_came_after() {
    let folder = tempfile::tempdir().unwrap();
    let registry = registry(folder.path());
    let all = dossier(&registry, &["--as-of", "2017-02-10", "--unit", "quang-tri/so-ke-hoach-va-dau-tu"]);
    assert_eq!(all["units"].as_array().unwrap().len(), 1);
    let of = |item| entry(&all, "so-ke-hoach-va-dau-tu", item)["state"].as_str().unwrap();
    assert_eq!(of("ke-hoach-nam"), "issued");
    assert_eq!(of("ke-hoach-ra-soat-thu-tuc"), "missing", "it came seventeen days later");
    assert_eq!(of("bao-cao-quy-1"), "pending");
}

#[test]
fn no_registry_is_said_to_have_all_of_a_folder() {
    let text = printed(&["audit", "--issued", "corpus/issued", "--dossier", "cchc", "--year", "2017", "--lang", "en"]);
    assert!(text.contains("missing 0") && text.contains("cannot be said"), "{text}");
}

#[test]
fn the_day_of_inspection_plans_is_that_of_the_law() {
    let text = printed(&["audit", "--issued", "corpus/issued", "--dossier", "thanh-tra", "--year", "2018"]);
    assert!(text.contains("đã ban hành · 563/QĐ-SNV (13/12/2017) · hạn 15/12/2017"), "{text}");
}

#[test]
fn an_office_writes_its_own_dossier_and_its_errors_point_into_the_file() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("dossiers")).unwrap();
    let file = folder.path().join("dossiers/so.toml");
    let own = "id = \"nghi-quyet\"\ntitle = { vi = \"Nghị quyết\", en = \"Resolutions\" }\nsubject = [\"cải cách hành chính\"]\n\n\
               [[item]]\nid = \"bc\"\nname = { vi = \"Báo cáo\", en = \"Report\" }\nunits = [\"so\"]\nkinds = [\"bao-cao\"]\nsays = [[\"quý I\"]]\n\
               due = [{ month = 3, day = 7, year = 0, basis = \"Kế hoạch 01\", verified = \"text\" }]\n";
    std::fs::write(&file, own).unwrap();
    let run = |id: &str| {
        let rules = folder.path().to_str().unwrap();
        let fixed = ["audit", "--issued", "corpus/issued", "--year", "2017", "--rules", rules, "--dossier", id];
        let output = soat(&fixed).output().unwrap();
        (output.status.code(), String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
    };
    let (code, text, error) = run("nghi-quyet");
    assert!(code == Some(0) && text.contains("muộn 1 ngày · 21/BC-SKH (08/3/2017) · hạn 07/3/2017"), "{text}{error}");
    let (code, _, error) = run("khac");
    assert!(code == Some(2) && error.contains("cchc, nghi-quyet, thanh-tra"), "{error}");
    for (from, to, place) in [
        ("\"bao-cao\"", "\"bao-caoo\"", "so.toml:9:"),
        ("year = 0", "yeer = 0", "so.toml:11:"),
        ("units = [\"so\"]", "units = [\"sở\"]", "so.toml:8:"),
        ("day = 7", "day = 37", "so.toml:"),
    ] {
        std::fs::write(&file, own.replace(from, to)).unwrap();
        let (code, _, error) = run("nghi-quyet");
        assert!(code == Some(2) && error.contains(place), "{from}: {error}");
    }
}

#[test]
fn the_page_and_the_workbook_are_written() {
    let folder = tempfile::tempdir().unwrap();
    let registry = registry(folder.path());
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let fixed = ["audit", "--registry", &registry, "--dossier", "cchc", "--year", "2017", "--as-of", "2026-11-22"];
    soat(&fixed).args(["--format", "html", "--output", &path("d.html")]).assert().success();
    let page = std::fs::read_to_string(path("d.html")).unwrap();
    assert!(page.contains("<caption>") && page.contains("scope=\"row\"") && page.contains("scope=\"col\""));
    assert!(page.contains("354-qd-skh-vp-2016.docx\">354/QĐ-SKH-VP</a>"), "the evidence is a link");
    assert!(!page.contains("<script") && !page.contains("://"), "nothing runs in it, nothing comes from outside");
    soat(&fixed).args(["--format", "xlsx", "--output", &path("d.xlsx")]).assert().success();
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(Path::new(&path("d.xlsx"))).unwrap();
    let sheet = calamine::Reader::worksheet_range(&mut book, "Từng đơn vị, từng văn bản").unwrap();
    let cells: Vec<String> = sheet.used_cells().map(|(_, _, cell)| cell.to_string()).collect();
    assert!(cells.iter().any(|cell| cell == "muộn 4 ngày (mốc chưa đối chiếu)"), "{cells:?}");
}

//! `soat search` and `soat index`, as people and programs use them, on the corpus.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use assert_cmd::Command;
use serde_json::Value;
use tempfile::TempDir;

struct Library {
    folder: TempDir,
}

impl Library {
    /// A registry of the corpus's issued documents.
    fn new() -> Self {
        let library = Self { folder: tempfile::tempdir().unwrap() };
        library.soat(&["ingest", "corpus/issued", "-q"]).assert().success();
        library
    }

    fn registry(&self) -> PathBuf {
        self.folder.path().join("r.db")
    }

    fn index(&self) -> PathBuf {
        self.folder.path().join("r.db.index")
    }

    fn soat(&self, arguments: &[&str]) -> Command {
        let mut command = Command::cargo_bin("soat").unwrap();
        command.args(arguments).arg("--no-config").arg("--registry").arg(self.registry());
        command.current_dir(env!("CARGO_MANIFEST_DIR")).env_remove("LANG");
        command
    }

    fn search(&self, query: &str, more: &[&str]) -> Value {
        let mut arguments = vec!["search", query, "--format", "json"];
        arguments.extend(more);
        if !more.contains(&"--as-of") {
            arguments.extend(["--as-of", "2026-11-22"]);
        }
        let output = self.soat(&arguments).output().unwrap();
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{query}: {told}"))
    }

    fn similar(&self, asked: &str) -> Value {
        let output = self.soat(&["similar", asked, "--format", "json", "--as-of", "2026-11-22"]).output().unwrap();
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{asked}: {told}"))
    }

    fn first(&self, query: &str) -> String {
        numbers(&self.search(query, &[])).into_iter().next().unwrap_or_default()
    }
}

fn numbers(found: &Value) -> Vec<String> {
    let hits = found["hits"].as_array().unwrap().iter();
    hits.map(|hit| hit["number"].as_str().unwrap_or_default().to_owned()).collect()
}

/// A library that no test writes to.
fn shared() -> &'static Library {
    static LIBRARY: LazyLock<Library> = LazyLock::new(Library::new);
    &LIBRARY
}

#[test]
fn a_number_arrives_in_every_spelling() {
    let library = shared();
    for spelling in [
        "354/QĐ-SKH-VP",
        "354/qd skh vp",
        "354 QD SKH VP",
        "354/QÐ-SKH-VP",
        "số 354",
        "Quyết định số 354/QĐ-SKH-VP ngày 30/12/2016",
        "so:354",
        "\"354/QĐ-SKH-VP\"",
    ] {
        assert_eq!(library.first(spelling), "354/QĐ-SKH-VP", "{spelling}");
    }
    assert_eq!(library.first("30/2020/nd-cp"), "30/2020/NĐ-CP");
}

#[test]
fn words_arrive_with_and_without_diacritics_and_by_abbreviation() {
    let library = shared();
    for query in ["kế hoạch cải cách hành chính 2017 sở kế hoạch và đầu tư", "ke hoach CCHC 2017 so ke hoach va dau tu"]
    {
        let found = numbers(&library.search(query, &[]));
        assert!(found.iter().take(3).any(|number| number == "354/QĐ-SKH-VP"), "{query}: {found:?}");
    }
    let slip = library.search("ke hoach cai cach hnah chinh", &[]);
    assert_eq!(slip["notes"][0]["note"], "mended", "{slip}");
    assert!(slip["total"].as_u64().unwrap() > 3);
}

#[test]
fn exact_is_exact() {
    let library = shared();
    let all = library.search("ke hoach", &[])["total"].as_u64().unwrap();
    assert!(all > 5);
    assert_eq!(library.search("\"ke hoach\"", &[])["total"], 0);
    assert_eq!(library.search("ke hoach", &["--exact"])["total"], 0);
    let exact = library.search("kế hoạch", &["--exact"])["total"].as_u64().unwrap();
    assert!(exact > 5 && exact <= all);
    assert_eq!(library.search("\"chính hành cách cải\"", &[])["total"], 0);
    let phrase = library.search("\"cải cách hành chính\"", &[]);
    assert!(phrase["hits"][0]["snippet"].as_str().unwrap().contains("<em>"), "{phrase}");
}

#[test]
fn a_hit_names_the_article_its_status_and_its_words() {
    let library = shared();
    let found = library.search("thể thức văn bản hành chính 01/2011/TT-BNV", &[]);
    let hit = &found["hits"][0];
    assert_eq!((&hit["number"], &hit["status"]), (&"01/2011/TT-BNV".into(), &"expired".into()));
    let article = library.search("số này có hiệu lực nơi nhận \"Quyết định này có hiệu lực\"", &[]);
    let provisions: Vec<&str> =
        article["hits"].as_array().unwrap().iter().filter_map(|hit| hit["provision"].as_str()).collect();
    assert!(provisions.iter().any(|path| path.starts_with("dieu-")), "{article}");
}

#[test]
fn filters_narrow_and_facets_count() {
    let library = shared();
    let found = library.search("kế hoạch loai:quyet-dinh nam:2016..2017 dia-phuong:quang-tri", &["--limit", "50"]);
    let total = found["total"].as_u64().unwrap();
    assert!(total > 0);
    for hit in found["hits"].as_array().unwrap() {
        assert_eq!(hit["kind"], "quyet-dinh");
        assert!(("2016".."2018").contains(&&hit["issued"].as_str().unwrap()[..4]), "{hit}");
        assert!(hit["document"].as_str().unwrap().starts_with("quang-tri/"));
    }
    for facet in ["kind", "issuer", "year", "status"] {
        let counts = found["facets"][facet].as_array().unwrap().iter().map(|bucket| bucket["count"].as_u64().unwrap());
        assert_eq!(counts.sum::<u64>(), total, "{facet}");
    }
    let by_body = library.search("co-quan:\"Sở Nội vụ\"", &["--limit", "50"]);
    assert!(by_body["total"].as_u64().unwrap() > 0);
    let ended = library.search("hieu-luc:het loai:nghi-dinh", &["--limit", "100"]);
    assert!(ended["hits"].as_array().unwrap().iter().all(|hit| hit["status"] == "expired"), "{ended}");
    assert!(numbers(&ended).contains(&"110/2004/NĐ-CP".to_owned()), "{:?}", numbers(&ended));
    let before = library.search("so:110/2004/NĐ-CP hieu-luc:con", &["--as-of", "2019-01-01"]);
    assert_eq!(before["total"], 1, "its day decides: {before}");
}

#[test]
fn nothing_is_a_syntax_error() {
    let library = shared();
    for query in
        ["h52.1 - x", "W-2", "\"", "a:b:c", "(((", "loai:", "-", "OR OR", "nam:..", "“lệch\"", "\\", "*", "😀 kế"]
    {
        let output = library.soat(&["search", query, "--format", "json"]).output().unwrap();
        assert!([0, 3].contains(&output.status.code().unwrap()), "{query}: {output:?}");
    }
    let found = library.search("kế hoạch mau:đỏ", &[]);
    assert_eq!(found["notes"][0], serde_json::json!({"note": "unknown-field", "text": "mau"}));
}

#[test]
fn minus_or_order_and_pages() {
    let library = shared();
    let all = library.search("kế hoạch", &["--limit", "200"]);
    let without = library.search("kế hoạch -\"cải cách hành chính\"", &["--limit", "200"]);
    let with = library.search("kế hoạch \"cải cách hành chính\"", &["--limit", "200"]);
    let count = |found: &Value| found["total"].as_u64().unwrap();
    assert!(count(&without) < count(&all));
    assert!(numbers(&with).iter().all(|number| !numbers(&without).contains(number)), "{:?}", numbers(&with));
    let either = library.search("\"cải cách hành chính\" OR \"văn thư\"", &["--limit", "200"]);
    assert!(count(&either) >= count(&with));
    let newest = library.search("kế hoạch", &["--sort", "newest", "--limit", "200"]);
    let days: Vec<&str> = newest["hits"].as_array().unwrap().iter().filter_map(|hit| hit["issued"].as_str()).collect();
    assert!(days.windows(2).all(|pair| pair[0] >= pair[1]), "{days:?}");
    let page = library.search("kế hoạch", &["--limit", "2", "--offset", "2"]);
    assert_eq!(numbers(&page), numbers(&all)[2..4]);
}

#[test]
fn the_index_follows_the_registry() {
    let library = Library::new();
    assert_eq!(library.search("\"karaokê ở Vĩnh Mốc\"", &[])["total"], 0);
    let new = library.folder.path().join("moi.txt");
    let text = "UBND TỈNH QUẢNG TRỊ\nSố: 999/QĐ-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nQuảng Trị, ngày 5 tháng 5 năm 2021\n\
        QUYẾT ĐỊNH\nVề quản lý karaokê tại Vĩnh Mốc\nĐiều 1. Phạm vi\nÁp dụng cho karaokê ở Vĩnh Mốc.\n\
        Điều 2. Thay thế Quyết định số 17/2016/QĐ-UBND ngày 12 tháng 5 năm 2016 của Ủy ban nhân dân tỉnh Quảng Trị.\n";
    std::fs::write(&new, text).unwrap();
    library.soat(&["ingest", new.to_str().unwrap(), "-q"]).assert().success();
    let found = library.search("karaoke vinh moc", &[]);
    assert_eq!((&found["hits"][0]["number"], &found["total"]), (&"999/QĐ-UBND".into(), &1.into()));
    let replaced = library.search("so:17/2016/QĐ-UBND hieu-luc:het dia-phuong:quang-tri", &[]);
    assert_eq!(replaced["total"], 1, "what the new one replaced is known to have ended: {replaced}");
    std::fs::write(&new, text.replace("Vĩnh Mốc", "Cửa Tùng")).unwrap();
    library.soat(&["ingest", new.to_str().unwrap(), "-q"]).assert().success();
    assert_eq!(library.search("karaoke vinh moc", &["--exact"])["total"], 0);
    assert_eq!(library.first("karaokê Cửa Tùng"), "999/QĐ-UBND");
}

#[test]
fn a_damaged_index_is_made_anew() {
    let library = Library::new();
    let healthy = library.search("kế hoạch", &[]);
    let files = |folder: &Path| -> Vec<PathBuf> {
        std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect()
    };
    let spoil: [&dyn Fn(&Path); 4] = [
        &|file| std::fs::write(file, b"").unwrap(),
        &|file| std::fs::remove_file(file).unwrap(),
        &|file| std::fs::write(file, vec![0xa5; 4000]).unwrap(),
        &|file| {
            let mut bytes = std::fs::read(file).unwrap();
            bytes.truncate(bytes.len() / 2);
            std::fs::write(file, bytes).unwrap();
        },
    ];
    for spoil in spoil {
        for file in files(&library.index()) {
            if file.is_file() {
                spoil(&file);
            }
        }
        let mended = library.search("kế hoạch", &[]);
        assert_eq!(mended["total"], healthy["total"]);
        assert_eq!(numbers(&mended), numbers(&healthy));
    }
    library.soat(&["index"]).assert().success();
    library.soat(&["index", "--rebuild"]).assert().success();
    assert_eq!(library.search("kế hoạch", &[])["total"], healthy["total"]);
}

#[test]
fn searches_are_kept_and_exported() {
    let library = Library::new();
    library.soat(&["search", "kế hoạch nam:2016", "--save", "kh2016", "-q"]).assert().success();
    let kept = library.search("@kh2016", &[]);
    assert_eq!(numbers(&kept), numbers(&library.search("kế hoạch nam:2016", &[])));
    library.soat(&["search", "@khác"]).assert().code(2);
    let csv = library.soat(&["search", "kế hoạch", "--format", "csv"]).output().unwrap().stdout;
    let csv = String::from_utf8(csv).unwrap();
    assert!(csv.starts_with("\u{feff}\"Số, ký hiệu\"") && csv.lines().count() > 5, "{csv}");
    let path = library.folder.path().join("tim.xlsx");
    library.soat(&["search", "kế hoạch", "--format", "xlsx", "--output", path.to_str().unwrap()]).assert().success();
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(&path).unwrap();
    let sheet = calamine::Reader::worksheet_range(&mut book, "Sheet1").unwrap();
    assert!(sheet.height() > 5);
}

#[test]
fn without_a_registry_the_built_in_list_is_searched() {
    let mut command = Command::cargo_bin("soat").unwrap();
    command.args(["search", "30/2020/nđ-cp", "--format", "json", "--no-config"]).env_remove("LANG");
    let found: Value = serde_json::from_slice(&command.output().unwrap().stdout).unwrap();
    assert_eq!(found["hits"][0]["number"], "30/2020/NĐ-CP");
}

#[test]
fn what_is_like_a_document_is_found_whole_and_by_article() {
    let library = shared();
    let found = library.similar("354/QĐ-SKH-VP");
    let hits = found["hits"].as_array().unwrap();
    assert_eq!(found["of"]["document"], "quang-tri/354/QĐ-SKH-VP/2016-12-30");
    assert_eq!(hits[0]["number"], "355/QĐ-SKH-VP", "its twin on publicity: {found}");
    assert!(hits.iter().all(|hit| hit["number"] != "354/QĐ-SKH-VP"), "never itself");
    let scores: Vec<f64> = hits.iter().map(|hit| hit["score"].as_f64().unwrap()).collect();
    assert!(scores.iter().all(|score| (0.0..=1.0).contains(score)), "{scores:?}");
    let first = &found["passages"][0];
    assert_eq!((&first["provision"], &first["like"][0]["other"]), (&"dieu-1".into(), &"dieu-1".into()));
    assert!(first["like"][0]["snippet"].as_str().unwrap().contains("<em>"), "{first}");
}

#[test]
fn a_draft_with_words_changed_finds_the_article_that_it_was_made_of() {
    let library = shared();
    let draft = library.folder.path().join("du-thao.txt");
    let text = "ỦY BAN NHÂN DÂN\nTỈNH QUẢNG TRỊ\nQUYẾT ĐỊNH\nVề kiểm tra cải cách hành chính\n\
        Điều 1. Ban hành kèm theo Quyết định này Kế hoạch tuyên truyền công tác cải cách hành chính năm 2019 của Sở Kế hoạch và \
        Đầu tư tỉnh.\nĐiều 2. Nuôi tằm, dệt lụa và trồng dâu ở bãi bồi ven sông Ô Lâu theo mùa nước rút hằng năm như dân sở tại.\n";
    std::fs::write(&draft, text).unwrap();
    let found = library.similar(draft.to_str().unwrap());
    let passages = found["passages"].as_array().unwrap();
    let like = |at: usize| (&passages[at]["provision"], &passages[at]["like"][0]["number"]);
    assert_eq!(like(0), (&"dieu-1".into(), &"355/QĐ-SKH-VP".into()), "{found}");
    assert!(passages.iter().all(|passage| passage["provision"] != "dieu-2"), "nothing is like it: {found}");
    assert_eq!(found["of"]["document"], Value::Null);
}

#[test]
fn a_number_that_several_documents_bear_is_asked_back() {
    let library = Library::new();
    for (day, file) in [("5 tháng 5 năm 2021", "a.txt"), ("6 tháng 6 năm 2022", "b.txt")] {
        let path = library.folder.path().join(file);
        let text = format!(
            "UBND TỈNH QUẢNG TRỊ\nSố: 999/QĐ-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nQuảng Trị, ngày {day}\n\
             QUYẾT ĐỊNH\nVề quản lý karaokê\nĐiều 1. Phạm vi\nÁp dụng cho karaokê.\n"
        );
        std::fs::write(&path, text).unwrap();
        library.soat(&["ingest", path.to_str().unwrap(), "-q"]).assert().success();
    }
    let output = library.soat(&["similar", "999/QĐ-UBND"]).output().unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(3));
    assert!(told.contains("/2021-05-05") && told.contains("/2022-06-06"), "{told}");
    let one = library.similar("999/QĐ-UBND 2022");
    assert_eq!(one["hits"][0]["document"], "quang-tri/999/QĐ-UBND/2021-05-05", "{one}");
    library.soat(&["similar", "998/QĐ-UBND"]).assert().code(3);
}

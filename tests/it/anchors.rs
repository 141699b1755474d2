//! The citation finder passes over what cannot hold a citation: it must find what trying every token finds, and a symbol
//! printed from its parts must be found again.

use proptest::prelude::*;
use soat::lexicon::Lexicon;
use soat::parse::citation::{CitationContext, find, find_at_every_token};
use soat::parse::paragraphs;
use soat::text::{Format, Source};

fn lexicon() -> &'static Lexicon {
    static LEXICON: std::sync::LazyLock<Lexicon> = std::sync::LazyLock::new(|| Lexicon::builtin().unwrap());
    &LEXICON
}

/// Returns whether both ways find the same in `text`.
fn agree(text: &str) -> bool {
    let source = Source::from_lines(Format::Txt, text);
    let paragraphs = paragraphs(&source);
    let context = CitationContext::default();
    let lexicon = lexicon();
    find(&source, &paragraphs, lexicon, &context) == find_at_every_token(&source, &paragraphs, lexicon, &context)
}

#[test]
fn nothing_of_the_corpus_is_passed_over() {
    let corpus = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let (mut folders, mut texts) = (vec![corpus], 0);
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if let Ok(text) = std::fs::read_to_string(&path) {
                assert!(agree(&text), "{}", path.display());
                texts += 1;
            }
        }
    }
    assert!(texts > 80, "only {texts} texts");
}

#[test]
fn nothing_odd_is_passed_over() {
    for text in [
        "Điều 3 Lu ật Đất đai",
        "khoản a Điều n ày",
        "Nghị quyết Đại\u{a0}hội XIII của Đảng",
        "Theo B ộ lu ật Dân s ự",
        "Quyết định số …QĐ-UBND",
        "Số /QĐ-UBND của Ủy ban nhân dân",
        "Nghị đ ịnh 100 và Ngh ị đ ịnh s ố 15",
        "Bãi bỏ:\nQuyết định số 12/QĐ-UBND",
        "BÃI BỎ TOÀN BỘ\nQUYẾT ĐỊNH SỐ 12/QĐ-UBND",
        "theo Hiế\u{200b}n pháp",
        "tạiĐiều 49 và tạiLuật Đất đai",
    ] {
        assert!(agree(text), "{text}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, ..ProptestConfig::default() })]

    #[test]
    fn mixtures_of_anchors_and_other_words_agree(
        words in proptest::collection::vec(piece(), 1..14),
        gaps in proptest::collection::vec(proptest::sample::select(vec!["", " ", " ", "\n", "\u{a0}", "\u{2003}"]), 14),
    ) {
        let text: String = words.iter().zip(&gaps).flat_map(|(word, gap)| [*word, *gap]).collect();
        prop_assert!(agree(&text), "{text:?}");
    }

    #[test]
    fn a_symbol_is_found_again(
        (word, code) in proptest::sample::select(vec![
            ("Quyết định", "QĐ"), ("Nghị quyết", "NQ"), ("Chỉ thị", "CT"), ("Kế hoạch", "KH"), ("Tờ trình", "TTr"),
            ("Thông báo", "TB"), ("Báo cáo", "BC"), ("Hướng dẫn", "HD"),
        ]),
        organ in proptest::sample::select(vec!["UBND", "HĐND", "SNV", "STC", "BTC", "TTg", "BNV", "SKH"]),
        ordinal in 1_u32..99_999,
        year in proptest::option::of(1990_i16..2040),
        slash in proptest::sample::select(vec!["/", " /", "/ ", "\u{2215}"]),
        hyphen in proptest::sample::select(vec!["-", "- ", "–", "\u{2011}", "_"]),
        number in proptest::sample::select(vec!["số ", "số: ", "Số ", ""]),
        day in 1_i8..28,
    ) {
        let head = year.map_or_else(|| ordinal.to_string(), |year| format!("{ordinal}{slash}{year}"));
        let text = format!("Căn cứ {word} {number}{head}{slash}{code}{hyphen}{organ} ngày {day}/5/2024 của cơ quan;");
        let source = Source::from_lines(Format::Txt, &text);
        let found = find(&source, &paragraphs(&source), lexicon(), &CitationContext::default());
        prop_assert_eq!(found.len(), 1, "{}: {:?}", text, found);
        let one = found.first().unwrap();
        let read = one.number.as_ref().unwrap();
        let ordinal = ordinal.to_string();
        let parts = (read.ordinal.as_str(), read.year, read.kind.as_deref(), read.organ.as_deref());
        prop_assert_eq!(parts, (ordinal.as_str(), year, Some(code), Some(organ)), "{}", text);
        prop_assert_eq!(one.issued, jiff::civil::Date::new(2024, 5, day).ok());
        prop_assert_eq!(source.text().get(one.span.range()), Some(one.text.as_str()));
    }
}

fn piece() -> impl Strategy<Value = &'static str> {
    proptest::sample::select(vec![
        "Điều",
        "khoản",
        "điểm",
        "a",
        "12",
        "2016",
        "1.",
        "n",
        "ày",
        "này",
        "NÀY",
        "Lu",
        "ật",
        "Luật",
        "Đất đai",
        "Hiến",
        "hi",
        "ến",
        "pháp",
        "Pháp",
        "lệnh",
        "l",
        "ệnh",
        "Đại",
        "ại",
        "hội",
        "XIII",
        "của",
        "Đảng",
        "Quyết định",
        "Nghị",
        "đ",
        "ịnh",
        "số",
        "s",
        "ố",
        "/",
        "-",
        "–",
        "QĐ",
        "UBND",
        "NĐ",
        "CP",
        "…",
        "..",
        "_",
        "Ð",
        "Т",
        "\u{200b}",
        ":",
        "ngày",
        "tháng",
        "5",
        "và",
        ",",
        ";",
        "Chính phủ",
        "Bãi",
        "bỏ",
        "thay thế",
        "toàn bộ",
        "&",
        "%",
        "QH13",
    ])
}

//! Made documents: decisions of 34 provinces over twenty years, five articles of some six hundred bytes each. What a
//! document says depends on its place alone.
//!
//! The text is put together from lists, so that phrases recur far more than in life, with matters and names of two made
//! syllables between them.

use std::fmt::Write;

use jiff::civil::date;
use soat::document::{Date, DocNumber, Provision, Scheme};
use soat::search::Entry;
use soat::text::{Span, fold_ascii};

use crate::scale::{ACTIONS, LINES, PARTS, PROVINCES, SYLLABLES, number, pick};

const ISSUERS: [(&str, &str); 6] = [
    ("UBND", "Ủy ban nhân dân tỉnh"),
    ("SNV", "Sở Nội vụ"),
    ("STC", "Sở Tài chính"),
    ("SXD", "Sở Xây dựng"),
    ("SYT", "Sở Y tế"),
    ("SGDĐT", "Sở Giáo dục và Đào tạo"),
];
const CLAUSES: [&str; 12] = [
    "chịu trách nhiệm trước Chủ tịch Ủy ban nhân dân tỉnh về kết quả thực hiện",
    "phối hợp với các cơ quan, đơn vị có liên quan tổ chức triển khai",
    "báo cáo kết quả bằng văn bản trước ngày 15 tháng cuối quý",
    "bố trí kinh phí từ nguồn ngân sách được giao hằng năm theo phân cấp",
    "kiểm tra, đôn đốc việc chấp hành tại cơ sở và kịp thời kiến nghị xử lý",
    "lập danh sách, mở sổ theo dõi và cập nhật vào phần mềm dùng chung",
    "bảo đảm đúng đối tượng, đúng tiến độ, tiết kiệm và hiệu quả",
    "hướng dẫn Ủy ban nhân dân các xã, phường, thị trấn lồng ghép thực hiện",
    "niêm yết công khai tại trụ sở và trên trang thông tin điện tử",
    "tổng hợp khó khăn, vướng mắc, đề xuất cấp có thẩm quyền xem xét",
    "phân công cán bộ làm đầu mối, bố trí phương tiện và thời gian",
    "sơ kết sáu tháng, tổng kết một năm và biểu dương tập thể, cá nhân",
];
const ONSETS: [&str; 20] =
    ["b", "c", "ch", "d", "đ", "g", "h", "kh", "l", "m", "n", "ng", "nh", "ph", "s", "t", "th", "tr", "v", "x"];
const RHYMES: [&str; 24] = [
    "ang", "ánh", "ao", "ảo", "ấm", "ân", "ậu", "em", "ền", "ết", "ình", "ích", "oan", "ọc", "ong", "ông", "ơi", "ợp",
    "ung", "uyên", "ưng", "ươi", "ường", "ửa",
];

/// A made document with the words that a person might look for it by.
pub(crate) struct Made {
    pub(crate) entry: Entry,
    pub(crate) symbol: String,
}

fn name(place: u64, turn: u64) -> String {
    let syllable = |turn: u64| {
        let rhyme = pick(&RHYMES, number(place, turn + 1, 24));
        format!("{}{rhyme}", pick(&ONSETS, number(place, turn, 20)))
    };
    let mut made = syllable(turn) + " " + &syllable(turn + 2);
    if let Some(first) = made.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    made
}

/// Returns the document of a place.
pub(crate) fn made(place: u64) -> Made {
    let year = 2005 + i16::try_from(number(place, 1, 20)).unwrap_or_default();
    let issued = date(year, 1, 1)
        .saturating_add(jiff::Span::new().days(i64::try_from(number(place, 2, 360)).unwrap_or_default()));
    let (organ, body) = ISSUERS[usize::try_from(number(place, 3, 6)).unwrap_or_default()];
    let symbol = format!("{}/QĐ-{organ}", number(place, 4, 4000) + 1);
    let province = pick(&PROVINCES, number(place, 5, 34));
    let line = pick(&LINES, number(place, 6, 40));
    let title =
        format!("{} {line} {} năm {year}", pick(&ACTIONS, number(place, 7, 20)), pick(&PARTS, number(place, 8, 30)));
    let mut text = format!("{}\nSố: {symbol}\nQUYẾT ĐỊNH\n{title}\n", body.to_uppercase());
    let mut provisions = Vec::new();
    for article in 1..=5_u64 {
        let start = text.len();
        let heading = format!(
            "{} {}",
            pick(&ACTIONS, number(place, article * 40, 20)),
            pick(&LINES, number(place, article * 40 + 1, 40))
        );
        let _ = writeln!(text, "Điều {article}. {heading}");
        sentences(place, article, line, &mut text);
        provisions.push(Provision {
            path: format!("dieu-{article}"),
            label: format!("Điều {article}."),
            heading: Some(heading),
            span: Span::new(start, text.len()),
            children: Vec::new(),
        });
    }
    let entry = Entry {
        row: place,
        number: Some(doc_number(&symbol, organ)),
        kind: Some("quyet-dinh".into()),
        kind_words: "Quyết định QĐ".to_owned(),
        issuer: Some(fold_ascii(body).replace(' ', "-").as_str().into()),
        issuer_words: body.to_owned(),
        territory: province.to_owned(),
        title,
        issued: Some(issued),
        begins: Some(issued),
        ends: (number(place, 9, 4) == 0).then(|| issued.saturating_add(jiff::Span::new().years(3))),
        seen: None,
        text,
        provisions,
    };
    Made { entry, symbol }
}

fn sentences(place: u64, article: u64, line: &str, text: &mut String) {
    for sentence in 0..4_u64 {
        let turn = 1_000 * article + 20 * sentence;
        let _ = writeln!(
            text,
            "{}. {} {} {} tại {}; {}, {} {}.",
            sentence + 1,
            pick(&ACTIONS, number(place, turn, 20)),
            if number(place, turn + 1, 2) == 0 { line } else { pick(&LINES, number(place, turn + 2, 40)) },
            pick(&PARTS, number(place, turn + 3, 30)),
            name(place, turn + 4),
            pick(&CLAUSES, number(place, turn + 8, 12)),
            pick(&SYLLABLES, number(place, turn + 9, 60)),
            pick(&SYLLABLES, number(place, turn + 10, 60)),
        );
    }
}

fn doc_number(symbol: &str, organ: &str) -> DocNumber {
    DocNumber {
        text: symbol.to_owned(),
        span: None,
        key: symbol.to_owned(),
        ordinal: symbol.split('/').next().unwrap_or_default().to_owned(),
        year: None,
        kind: Some("QĐ".to_owned()),
        organ: Some(organ.to_owned()),
        scheme: Scheme::Administrative,
    }
}

/// The day of the questions.
pub(crate) const TODAY: Date = Date::constant(2026, 1, 1);

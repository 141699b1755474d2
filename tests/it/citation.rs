//! The citation grammar on the catalogue's 55 surfaces (part d.2), one row each, and on texts of any sort.
//!
//! A citation is written `kind key date (issuer) [provisions] role=… !local ~amended-by "alias"`, each part where it is there.

use proptest::prelude::*;
use soat::document::{Citation, Role};
use soat::lexicon::Lexicon;
use soat::parse::citation::{CitationContext, find};
use soat::parse::paragraphs;
use soat::text::{Format, Source};

fn lexicon() -> &'static Lexicon {
    static LEXICON: std::sync::LazyLock<Lexicon> = std::sync::LazyLock::new(|| Lexicon::builtin().unwrap());
    &LEXICON
}

fn found(text: &str) -> Vec<Citation> {
    let source = Source::from_lines(Format::Txt, text);
    find(&source, &paragraphs(&source), lexicon(), &CitationContext::default())
}

fn shown(one: &Citation) -> String {
    let mut parts: Vec<String> = Vec::new();
    parts.extend(one.kind.as_ref().map(ToString::to_string));
    parts.extend(one.number.as_ref().map(|number| number.key.clone()));
    parts.extend(one.name.clone());
    parts.extend(one.issued.map(|date| date.to_string()));
    parts.extend(one.date.as_ref().filter(|date| date.date.is_none()).map(|date| format!("<{}>", date.text)));
    parts.extend(one.year.map(|year| year.to_string()));
    parts.extend(one.issuer.as_ref().map(|issuer| format!("({})", issuer.text)));
    parts.extend((!one.provisions.is_empty()).then(|| format!("[{}]", one.provisions.join(" "))));
    parts.extend(one.amended_by.iter().map(|key| format!("~{key}")));
    parts.extend(one.alias.as_ref().map(|alias| format!("\"{alias}\"")));
    parts.extend(one.local.then(|| "!local".to_owned()));
    parts.join(" ")
}

/// One row: the vector's number, the surface, and its citations as written above.
type Row = (&'static str, &'static str, &'static [&'static str]);

fn hold(rows: &[Row]) {
    let mut wrong = Vec::new();
    for (vector, surface, expected) in rows {
        let got: Vec<String> = found(surface).iter().map(shown).collect();
        if got != *expected {
            wrong.push(format!("{vector}: {surface}\n  expected {expected:#?}\n  found {got:#?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn numbers_in_every_spelling() {
    hold(&[
        ("1", "Nghị quyết 30c/NQ-CP ngày 08/11/2011 của Chính phủ", &["nghi-quyet 30c/NQ-CP 2011-11-08 (Chính phủ)"]),
        (
            "2",
            "Nghị quyết số 01-NQ/TU ngày 05/4/2016 của Ban Thường vụ Tỉnh ủy",
            &["nghi-quyet 01-NQ/TU 2016-04-05 (Ban Thường vụ Tỉnh ủy)"],
        ),
        ("4", "Quyết định số 354/QĐ-SKH-VP ngày 30/12/2016", &["quyet-dinh 354/QĐ-SKH-VP 2016-12-30"]),
        ("5", "Quyết định số 08/QĐ-SKH-VP ngày 13/1/2017", &["quyet-dinh 08/QĐ-SKH-VP 2017-01-13"]),
        (
            "6",
            "Quyết định số 563 /QĐ-SNV ngày 13/12/2017  của Sở Nội vụ",
            &["quyet-dinh 563/QĐ-SNV 2017-12-13 (Sở Nội vụ)"],
        ),
        ("7", "số 2057/QĐ- UBND", &["quyet-dinh 2057/QĐ-UBND"]),
        ("8", "Quyết định 09 ban hành quy định thực hiện cơ chế một cửa", &["quyet-dinh 09"]),
        ("9a", "Quyết định số 2057/Q\u{d0}-UBND", &["quyet-dinh 2057/QĐ-UBND"]),
        ("9b", "Quyết định số 2057/Qđ-UBND", &["quyet-dinh 2057/QĐ-UBND"]),
        ("9c", "Quyết định số 2057/QD-UBND", &["quyet-dinh 2057/QĐ-UBND"]),
        ("9d", "quyết định số 2057/qđ-ubnd", &["quyet-dinh 2057/QĐ-UBND"]),
        (
            "10",
            "Quye\u{302}\u{301}t đi\u{323}nh so\u{302}\u{301} 8/QĐ-SNV nga\u{300}y 13/1/2017",
            &["quyet-dinh 8/QĐ-SNV 2017-01-13"],
        ),
        ("11", "Nghị định số 56/ 2015/ NĐ - CP", &["nghi-dinh 56/2015/NĐ-CP"]),
        ("12", "Thông tư liên tịch số: 55 /2005/TTLT-BNV-VPCP", &["thong-tu-lien-tich 55/2005/TTLT-BNV-VPCP"]),
        ("13", "Quyết định số 136/2001/QĐ.TTg ngày 17/9/2001", &["quyet-dinh 136/2001/QĐ-TTg 2001-09-17"]),
        ("14", "Quyết định số 3076/QĐ-UB ngày 06/9/2004", &["quyet-dinh 3076/QĐ-UB 2004-09-06"]),
        ("22", "khoản 16 Điều 1 Nghị định 154/2020/NĐ-CP", &["nghi-dinh 154/2020/NĐ-CP [dieu-1/khoan-16]"]),
        ("23", "Công văn số 2231/SNV-CCHC&PC ngày 28 tháng 9 năm 2018", &["cong-van 2231/SNV-CCHC&PC 2018-09-28"]),
        ("24", "Văn bản số 4836/SNV-TCBC ngày 04 tháng 9 năm 2025", &["van-ban 4836/SNV-TCBC 2025-09-04"]),
        (
            "25",
            "Báo cáo thẩm định số 18/BCTĐ-STP ngày 25 tháng 5 năm 2018 của Sở Tư pháp",
            &["bao-cao 18/BCTĐ-STP 2018-05-25 (Sở Tư pháp)"],
        ),
        ("26", "Kết luận số 01/KL-KTrVB và Kết luận số 12/KL/KTrVB", &["ket-luan 01/KL-KTrVB", "ket-luan 12/KL-KTrVB"]),
        ("27", "kế hoạch số 1141-KH/BCSĐCP; kết luận số 01-KL/TW", &["ke-hoach 1141-KH/BCSĐCP", "ket-luan 01-KL/TW"]),
        ("28", "Chỉ thị số 20/QĐ-TTg", &["chi-thi 20/QĐ-TTg"]),
        ("29", "Công văn số 199/BC-UBND", &["cong-van 199/BC-UBND"]),
        ("30", "Tờ trình số 330/TTr-SNV ngày 24 tháng 10 năm 2017", &["to-trinh 330/TTr-SNV 2017-10-24"]),
        ("31", "Nghị quyết số 23/2011/NQ-HĐND", &["nghi-quyet 23/2011/NQ-HĐND"]),
        (
            "32",
            "Thông tư 03/2025/TT-VPCP của Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ hướng dẫn thi hành",
            &["thong-tu 03/2025/TT-VPCP (Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ)"],
        ),
        (
            "33",
            "01/VBHN-BNV; Văn bản hợp nhất 32/VBHN-VPQH",
            &["van-ban-hop-nhat 01/VBHN-BNV", "van-ban-hop-nhat 32/VBHN-VPQH"],
        ),
        (
            "47",
            "Nghị quyết số 351/2017/UBTVQH14; 76/2025/UBTVQH15",
            &["nghi-quyet 351/2017/UBTVQH14", "nghi-quyet 76/2025/UBTVQH15"],
        ),
        (
            "54",
            "số 119-KL/TW; 01-KL/TW; 39-NQ/TW năm 2015",
            &["ket-luan 119-KL/TW", "ket-luan 01-KL/TW", "nghi-quyet 39-NQ/TW 2015"],
        ),
    ]);
}

#[test]
fn lists_share_kind_and_issuer() {
    hold(&[
        (
            "3",
            "Các Quyết định của UBND tỉnh: số 2057/QĐ-UBND ngày 30/8/2016 về việc phê duyệt kế hoạch; \
             số 3541/QĐ-UBND ngày 30/12/2016 ban hành kế hoạch năm 2017",
            &["quyet-dinh 2057/QĐ-UBND 2016-08-30 (UBND tỉnh)", "quyet-dinh 3541/QĐ-UBND 2016-12-30 (UBND tỉnh)"],
        ),
        (
            "39",
            "Căn cứ Điều 5 và Điều 35 của Nghị định số 110/2004/NĐ-CP ngày 08/4/2004 của Chính phủ về công tác văn thư, \
             Điều 3 của Nghị định số 135/2003/NĐ-CP",
            &["nghi-dinh 110/2004/NĐ-CP 2004-04-08 (Chính phủ) [dieu-5 dieu-35]", "nghi-dinh 135/2003/NĐ-CP [dieu-3]"],
        ),
        (
            "lists",
            "các Nghị định số 88/1999/NĐ-CP, 14/2000/NĐ-CP và 66/2003/NĐ-CP của Chính phủ",
            &[
                "nghi-dinh 88/1999/NĐ-CP (Chính phủ)",
                "nghi-dinh 14/2000/NĐ-CP (Chính phủ)",
                "nghi-dinh 66/2003/NĐ-CP (Chính phủ)",
            ],
        ),
    ]);
}

#[test]
fn laws_by_name() {
    hold(&[
        (
            "15",
            "Luật Tổ chức chính quyền địa phương ngày 19/6/2015",
            &["luat Luật Tổ chức chính quyền địa phương 2015-06-19"],
        ),
        ("16", "Luật Tổ chức chính quyền địa phương năm 2025", &["luat Luật Tổ chức chính quyền địa phương 2025"]),
        ("17", "Luật tổ chức HĐND và UBND ngày 26 tháng 11 năm 2003", &["luat Luật tổ chức HĐND và UBND 2003-11-26"]),
        (
            "18",
            "Luật Ban hành VBQPPL ngày 19/02/2025; Luật sửa đổi, bổ sung một số điều của Luật Ban hành VBQPPL ngày 25 tháng 6 năm 2025",
            &[
                "luat Luật Ban hành VBQPPL 2025-02-19",
                "luat Luật sửa đổi, bổ sung một số điều của Luật Ban hành VBQPPL 2025-06-25",
                "luat Luật Ban hành VBQPPL",
            ],
        ),
        (
            "the day is the amending law's",
            "Luật sửa đổi, bổ sung một số điều của Luật Đất đai số 31/2024/QH15 và Luật Nhà ở số 27/2023/QH15 ngày 29 tháng 6 năm 2024;",
            &[
                "luat Luật sửa đổi, bổ sung một số điều của Luật Đất đai số 31/2024/QH15 và Luật Nhà ở số 27/2023/QH15 2024-06-29",
                "luat 31/2024/QH15 Luật Đất đai",
                "luat 27/2023/QH15 Luật Nhà ở",
            ],
        ),
        (
            "19",
            "Luật Thanh tra số 84/2025/QH15 ngày 25 tháng 6 năm 2025",
            &["luat 84/2025/QH15 Luật Thanh tra 2025-06-25"],
        ),
        (
            "20",
            "Căn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam đã được sửa đổi, bổ sung một số điều theo Nghị quyết số 203/2025/QH15",
            &["hien-phap Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam ~203/2025/QH15", "nghi-quyet 203/2025/QH15"],
        ),
        (
            "45",
            "Luật số 80/2015/QH13 ngày 22/6/2015 ; Luật số: 84/2025/QH15",
            &["luat 80/2015/QH13 2015-06-22", "luat 84/2025/QH15"],
        ),
        (
            "46",
            "Pháp lệnh Lưu trữ quốc gia ngày 04 tháng 4 năm 2001",
            &["phap-lenh Pháp lệnh Lưu trữ quốc gia 2001-04-04"],
        ),
    ]);
}

#[test]
fn amendments_aliases_and_nicknames() {
    hold(&[
        (
            "21",
            "Nghị định số 34/2016/NĐ-CP ngày 14 tháng 5 năm 2016, được sửa đổi, bổ sung bởi Nghị định số 154/2020/NĐ-CP và Nghị định số 59/2024/NĐ-CP",
            &[
                "nghi-dinh 34/2016/NĐ-CP 2016-05-14 ~154/2020/NĐ-CP ~59/2024/NĐ-CP",
                "nghi-dinh 154/2020/NĐ-CP",
                "nghi-dinh 59/2024/NĐ-CP",
            ],
        ),
        (
            "41",
            "Nghị định 30/2020; NĐ30; NĐ số 30; ND 30/2020/ND-CP",
            &["nghi-dinh 30/2020", "nghi-dinh 30", "nghi-dinh 30", "nghi-dinh 30/2020/NĐ-CP"],
        ),
        (
            "48",
            "Nghị quyết Đại hội XI của Đảng; Nghị quyết Trung ương 6 (khóa XII)",
            &["nghi-quyet Nghị quyết Đại hội XI của Đảng", "nghi-quyet Nghị quyết Trung ương 6 (khóa XII)"],
        ),
        (
            "49",
            "Chương trình 167; Đề án 06; Chỉ thị 16; Nghị định 100",
            &["chuong-trinh 167", "de-an 06", "chi-thi 16", "nghi-dinh 100"],
        ),
        (
            "50",
            "Nghị định số 40/2010/NĐ-CP (sau đây gọi tắt là Nghị định số 40). Theo Nghị định số 40 thì",
            &["nghi-dinh 40/2010/NĐ-CP \"Nghị định số 40\"", "nghi-dinh 40/2010/NĐ-CP", "nghi-dinh 40/2010/NĐ-CP"],
        ),
    ]);
}

#[test]
fn provisions_are_expanded() {
    hold(&[
        (
            "34",
            "khoản 1, 2 và điểm a khoản 3 Điều 5 Luật Đất đai",
            &["luat Luật Đất đai [dieu-5/khoan-1 dieu-5/khoan-2 dieu-5/khoan-3/diem-a]"],
        ),
        (
            "35",
            "các Điều 5, 6 và 7 Luật Đất đai; các điểm a, b, đ khoản 2 Điều 9 Luật Đất đai",
            &[
                "luat Luật Đất đai [dieu-5 dieu-6 dieu-7]",
                "luat Luật Đất đai [dieu-9/khoan-2/diem-a dieu-9/khoan-2/diem-b dieu-9/khoan-2/diem-dd]",
            ],
        ),
        (
            "36",
            "từ Điều 3 đến Điều 6; từ khoản 3 đến khoản 5 Điều 4 của Luật Đất đai",
            &["luat Luật Đất đai [dieu-3 dieu-4 dieu-5 dieu-6 dieu-4/khoan-3 dieu-4/khoan-4 dieu-4/khoan-5]"],
        ),
        (
            "37",
            "điểm a khoản 2 Điều 103 Mục 5 Chương XII Phần I của Bộ luật Hình sự",
            &["bo-luat Bộ luật Hình sự [phan-i/chuong-xii/muc-5/dieu-103/khoan-2/diem-a]"],
        ),
        (
            "38",
            "Điều 5 của Nghị định này; khoản 2 Điều này; Phụ lục II ban hành kèm theo Quyết định này",
            &["nghi-dinh [dieu-5] !local", "[khoan-2] !local", "quyet-dinh [phu-luc-ii] !local"],
        ),
        (
            "40",
            "Điều 146đ Bộ luật Hình sự; Điều 5a, khoản 2b Điều 6 Luật Đất đai",
            &["bo-luat Bộ luật Hình sự [dieu-146dd]", "luat Luật Đất đai [dieu-5a dieu-6/khoan-2b]"],
        ),
    ]);
}

#[test]
fn dates_in_every_form() {
    hold(&[
        (
            "42",
            "Quyết định số …/QĐ-UBND ngày … tháng … năm 2026",
            &["quyet-dinh /QĐ-UBND <ngày … tháng … năm 2026> 2026"],
        ),
        ("42b", "Quyết định số:   /QĐ-UBND", &["quyet-dinh /QĐ-UBND"]),
        ("43a", "QĐ 2057/QĐ-UBND, ngày 30-8-2016", &["quyet-dinh 2057/QĐ-UBND 2016-08-30"]),
        ("43b", "QĐ 2057/QĐ-UBND ngày 30.8.2016", &["quyet-dinh 2057/QĐ-UBND 2016-08-30"]),
        ("43c", "QĐ 2057/QĐ-UBND ngày 30/8/16", &["quyet-dinh 2057/QĐ-UBND 2016-08-30"]),
        ("44a", "Quyết định số 8/QĐ-SNV ngày 05 tháng 4 năm 2016", &["quyet-dinh 8/QĐ-SNV 2016-04-05"]),
        ("44b", "Quyết định số 8/QĐ-SNV ngày 5 tháng 4/2016", &["quyet-dinh 8/QĐ-SNV 2016-04-05"]),
        ("44c", "Quyết định số 8/QĐ-SNV tháng 4-2016", &["quyet-dinh 8/QĐ-SNV <tháng 4-2016> 2016"]),
        ("53", "Quyết định số 44 /2005/QĐ-UBND ngày 06 / 7 /2005", &["quyet-dinh 44/2005/QĐ-UBND 2005-07-06"]),
        ("no such day", "Quyết định số 8/QĐ-SNV ngày 31/11/2016", &["quyet-dinh 8/QĐ-SNV <ngày 31/11/2016>"]),
    ]);
}

#[test]
fn false_friends_stay_silent() {
    for surface in [
        "QUYẾT \u{d0}ỊNH ĐỘC LẬP – TỰ DO – HẠNH PHÚC",
        "Uû ban nh©n d©n c¸c tØnh, thµnh phè trùc thuéc Trung \u{ad}¬ng",
        "ngày 30/12/2016",
        "trực 24/7, Quốc lộ 1A, quy hoạch 1/500, 2/3 số phiếu",
        "Số: 1805/QĐ-UBND",
        "Số 06/2026/TT-BTC CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "theo quy định của pháp luật đất đai và pháp luật có liên quan",
        "tài khoản 742, loại 370 khoản 371, điện thoại 080.44946",
        "đã thông báo 02 lần; gửi công điện tử; 12 nghị quyết",
        "QCVN 87:2025/BNNMT, TCVN 6909:2001, ISO/IEC 18004:2006",
        "Mẫu số 04.b.nn/TT và Mẫu số 10/CT; biểu 01/KH/N",
        "Ban Chỉ đạo 389, Đoàn Luật sư, Quyết định này có hiệu lực",
        "2.400.000 đồng/người/tháng, 15m3/ha/năm, 02cm/năm, 100%",
        "Điều 1. Phạm vi điều chỉnh",
    ] {
        assert_eq!(found(surface).iter().map(shown).collect::<Vec<_>>(), Vec::<String>::new(), "{surface}");
    }
}

#[test]
fn the_words_around_say_the_role() {
    for (text, roles) in [
        (
            "Căn cứ Nghị định số 34/2016/NĐ-CP ngày 14/5/2016 của Chính phủ quy định chi tiết Luật Đất đai;",
            &[Role::Basis, Role::Mentions][..],
        ),
        ("Theo đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 330/TTr-SNV ngày 24/10/2017.", &[Role::Proposal]),
        ("Xét Tờ trình số 12/TTr-UBND ngày 01/3/2024 của UBND tỉnh;", &[Role::Proposal]),
        (
            "Thực hiện Quyết định số 225/QĐ-TTg ngày 04/02/2016 của Thủ tướng Chính phủ, UBND tỉnh ban hành Kế hoạch:",
            &[Role::Implements],
        ),
        (
            "Quyết định này thay thế Quyết định số 09/2010/QĐ-UBND và Quyết định số 10/2011/QĐ-UBND.",
            &[Role::Replaces, Role::Replaces],
        ),
        (
            "Bãi bỏ toàn bộ Quyết định số 10/2016/QĐ-UBND ngày 21/3/2016 của UBND tỉnh ban hành Quy định và Quyết định số 14/2022/QĐ-UBND ngày 15/6/2022.",
            &[Role::Repeals, Role::Repeals],
        ),
        ("Sửa đổi, bổ sung một số điều của Quy định ban hành kèm theo Quyết định số 10/2016/QĐ-UBND", &[Role::Amends]),
        ("Thông tư này quy định chi tiết một số điều của Luật Đất đai", &[Role::Guides]),
        ("theo quy định tại Nghị định số 34/2016/NĐ-CP", &[Role::Mentions]),
        (
            "Các văn bản sau hết hiệu lực kể từ ngày Quyết định này có hiệu lực:\na) Quyết định số 09/2010/QĐ-UBND;\nb) Quyết định số 10/2011/QĐ-UBND.",
            &[Role::Repeals, Role::Repeals],
        ),
        ("Nghị định này thay thế:\na) Nghị định số 108/2015/NĐ-CP ngày 28/10/2015 của Chính phủ;", &[Role::Replaces]),
    ] {
        let got: Vec<Role> = found(text).iter().map(|one| one.role).collect();
        assert_eq!(got, roles, "{text}");
    }
}

#[test]
fn a_title_is_told_from_the_citation() {
    let text = "Căn cứ Nghị định số 78/2025/NĐ-CP ngày 01/4/2025 của Chính phủ quy định chi tiết một số điều để thi hành \
                Luật Ban hành văn bản quy phạm pháp luật (được sửa đổi tại Nghị định số 187/2025/NĐ-CP);";
    let citations = found(text);
    assert_eq!(citations[0].text, "Nghị định số 78/2025/NĐ-CP ngày 01/4/2025 của Chính phủ");
    assert_eq!(
        citations[0].title.as_deref(),
        Some("quy định chi tiết một số điều để thi hành Luật Ban hành văn bản quy phạm pháp luật")
    );
    assert_eq!(citations[0].amended_by, ["187/2025/NĐ-CP"]);
    let issuer = citations[0].issuer.as_ref().unwrap();
    assert_eq!(issuer.id.as_deref(), Some("chinh-phu"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    /// Whatever is read, spans lie in the text on character boundaries and hold the words they stand for.
    #[test]
    fn no_text_breaks_it(text in "\\PC{0,120}") {
        check_spans(&text)?;
    }

    /// The same on texts made of the grammar's own words, in any order.
    #[test]
    fn no_mixture_of_its_words_breaks_it(words in proptest::collection::vec(word(), 0..40), gaps in proptest::collection::vec("[ \n]{0,2}", 40)) {
        let text: String = words.iter().zip(&gaps).flat_map(|(word, gap)| [*word, gap.as_str()]).collect();
        check_spans(&text)?;
    }
}

fn word() -> impl Strategy<Value = &'static str> {
    proptest::sample::select(vec![
        "Điều",
        "khoản",
        "điểm",
        "Quyết định",
        "Luật",
        "Nghị định",
        "số",
        "ngày",
        "tháng",
        "năm",
        "của",
        "Chính phủ",
        "này",
        "và",
        ",",
        ";",
        ".",
        "/",
        "-",
        "…",
        "12",
        "2016",
        "QĐ",
        "UBND",
        "NĐ-CP",
        "QH13",
        "đến",
        "từ",
        "các",
        "sửa đổi",
        "bổ sung",
        "được",
        "(",
        ")",
        "“",
        "”",
        "sau đây gọi tắt là",
        "Phụ lục",
        "II",
        "a",
        "đ",
        "Mẫu số",
        "kèm theo",
        "Thông tư liên tịch",
        "Hiến pháp",
        "Bộ Tài chính",
        "Ngh ị",
        "\u{200b}",
        "Ð",
        "\u{a0}",
        "một số điều",
        "hết hiệu lực",
        "Căn cứ",
        "&",
        "TTLT",
    ])
}

fn check_spans(text: &str) -> Result<(), TestCaseError> {
    let source = Source::from_lines(Format::Txt, text);
    let citations = find(&source, &paragraphs(&source), lexicon(), &CitationContext::default());
    for one in citations {
        let slice = source.text().get(one.span.range());
        prop_assert!(slice.is_some(), "{:?} cuts {text:?}", one.span);
        let line = slice.unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ");
        prop_assert_eq!(&line, &one.text);
        let inner = [one.number.as_ref().and_then(|number| number.span), one.date.as_ref().map(|date| date.span)];
        for span in inner.into_iter().flatten() {
            prop_assert!(source.text().get(span.range()).is_some());
        }
    }
    Ok(())
}

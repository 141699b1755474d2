//! The pages of documents, questions, comparisons, overlaps and audits, as a visitor without scripts gets them.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use crate::server::{Server, corpus};

fn started() -> Server {
    Server::start(&["--registry", corpus().to_str().unwrap(), "--as-of", "2026-01-15"])
}

fn encoded(text: &str) -> String {
    utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()
}

impl Server {
    fn page(&self, path: &str) -> (u16, String) {
        let (status, head, body) = self.send_with(&format!("GET {path}"), &self.address, &["Accept: text/html"], b"");
        if status == 200 {
            assert_eq!(body.matches("<h1").count(), 1, "{path}: one heading of the page");
            assert!(body.contains("<main id=") && head.contains("text/html"), "{path}");
            assert!(!body.contains(" style=\"") && !body.contains(" onclick"), "{path}: the policy forbids it");
        }
        (status, body)
    }

    fn shown(&self, path: &str, words: &[&str]) -> String {
        let (status, body) = self.page(path);
        assert_eq!(status, 200, "{path}");
        for word in words {
            assert!(body.contains(word), "{path}: no {word:?}");
        }
        body
    }
}

const LAW: &str = "/van-ban/viet-nam/80/2015/QH13/2015-06-22";

#[test]
fn a_document_has_the_parts_that_officers_know_in_their_order() {
    let server = started();
    let text = server.shown(LAW, &["id=\"dieu-3.khoan-1\"", "class=\"mark\" href=\"#dieu-1\"", "Mục lục"]);
    let names = ["Nội dung", "Thuộc tính", "Hiệu lực", "Lược đồ", "Văn bản liên quan", "Tải về"];
    let at: Vec<usize> = names.iter().map(|name| text.find(&format!(">{name}</a>")).unwrap()).collect();
    assert!(at.is_sorted(), "{at:?}");
    for (part, words) in [
        ("thuoc-tinh", ["Cơ quan ban hành", "22/6/2015"]),
        ("hieu-luc", ["<svg class=\"figure timeline\"", "bar expired"]),
        ("luoc-do", ["Bị thay thế bởi (1)", "64/2025/QH15"]),
        ("lien-quan", ["class=\"hits\"", "Văn bản liên quan"]),
        ("tai-ve", ["/tai-ve/akn/", "action=\"/tai-ve/edxml/"]),
    ] {
        server.shown(&format!("{LAW}?muc={part}"), &words);
    }
}

#[test]
fn another_day_gives_another_standing() {
    let server = started();
    let now = server.shown(LAW, &["status expired", "Kết thúc bởi", "15/01/2026"]);
    assert!(!now.contains("status in-force"), "{now}");
    server.shown(&format!("{LAW}?ngay=2019-05-01"), &["status in-force", "tại ngày <b>01/5/2019</b>", "Sắp tới:"]);
    server.shown(&format!("{LAW}?ngay=2015-07-01"), &["status not-yet"]);
    // A field left empty is no day.
    server.shown(&format!("{LAW}?ngay=&muc=hieu-luc"), &["15/01/2026"]);
}

#[test]
fn a_number_leads_to_its_document_and_several_can_be_chosen_from() {
    let server = started();
    let (status, head, _) = server.send("GET /van-ban/30/2020/N%C4%90-CP", &server.address, b"");
    assert!(status == 303 && head.contains("location: /van-ban/viet-nam/30/2020/n%c4%90-cp/2020-03-05"), "{head}");
    let (status, head, _) = server.send(&format!("GET /tra-cuu?q={}", encoded("30/2020/NĐ-CP")), &server.address, b"");
    assert!(status == 303 && head.contains("location: /van-ban/viet-nam/30/2020/"), "{head}");
    server.shown("/van-ban/76/NQ-CP", &["viet-nam/76/NQ-CP/2013-06-13", "viet-nam/76/NQ-CP/2021-07-15"]);
    let (status, body) = server.page(&format!("/van-ban/{}", encoded("<script>alert(1)</script>")));
    assert_eq!(status, 404);
    assert!(!body.contains("<script>alert"), "{body}");
}

#[test]
fn what_is_only_known_by_name_says_so() {
    let server = started();
    let body = server.shown("/van-ban/viet-nam/91/2015/QH13/2015-11-24", &["chưa có toàn văn"]);
    assert!(!body.contains("class=\"wording\""), "{body}");
}

#[test]
fn the_text_can_be_had_in_other_forms() {
    let server = started();
    let id = "viet-nam/80/2015/QH13/2015-06-22";
    for (form, begins) in [("txt", "QUỐC HỘI"), ("json", "{"), ("akn", "<?xml")] {
        let (status, head, body) = server.send(&format!("GET /tai-ve/{form}/{id}"), &server.address, b"");
        assert!(status == 200 && head.contains("attachment"), "{form}: {head}");
        assert!(body.trim_start().starts_with(begins), "{form}: {body}");
    }
    assert_eq!(server.send(&format!("GET /tai-ve/exe/{id}"), &server.address, b"").0, 404);
}

#[test]
fn a_question_is_answered_with_counts_chips_and_pages() {
    let server = started();
    server.shown("/tra-cuu", &["Cách hỏi", "name=\"q\""]);
    let q = encoded("kế hoạch loai:ke-hoach");
    let body = server.shown(
        &format!("/tra-cuu?q={q}"),
        &["<em>", "Loại: Kế hoạch", "Bỏ bộ lọc", "/tra-cuu/tep?q=", "nam%3A20", "status "],
    );
    assert!(body.contains("/tra-cuu?q=k%E1%BA%BF+ho%E1%BA%A1ch\""), "the chip can be taken out: {body}");
    let hostile = encoded("\"><img src=x> mau:đỏ");
    let body = server.shown(&format!("/tra-cuu?q={hostile}&sap=x&trang=zz&ngay=31-02"), &["&#34;&#62;&#60;img"]);
    assert!(!body.contains("<img"), "{body}");
    let (status, head, table) = server.send(&format!("GET /tra-cuu/tep?dang=csv&q={q}"), &server.address, b"");
    assert!(status == 200 && head.contains("text/csv") && table.contains("Trích yếu"), "{head}");
}

#[test]
fn two_documents_stand_side_by_side() {
    let server = started();
    server.shown("/so-sanh", &["name=\"truoc-tep\"", "name=\"csrf\""]);
    let (before, after) = (encoded("354/QĐ-SKH-VP"), encoded("355/QĐ-SKH-VP"));
    let body = server.shown(
        &format!("/so-sanh?truoc={before}&sau={after}"),
        &["<del>", "<ins>", "Những chỗ thay đổi", "/so-sanh/tep?truoc="],
    );
    assert!(!body.contains("corpus/issued"), "where the server has its files is nobody's matter");
    let body = server.shown(&format!("/so-sanh?truoc={}&sau={after}", encoded("9999/QĐ-<b>")), &["note bad"]);
    assert!(!body.contains("QĐ-<b>"), "{body}");
}

#[test]
fn the_matrix_leads_to_pairs_and_the_audit_to_lists() {
    let server = started();
    let matrix = server.shown("/chong-cheo", &["class=\"matrix\"", "/chong-cheo/cap?don-vi="]);
    let at = matrix.find("/chong-cheo/cap?don-vi=").unwrap();
    let path = matrix[at..].split('"').next().unwrap().replace("&#38;", "&");
    server.shown(&path, &["class=\"pair\"", "class=\"both\"", "Không liên quan", "name=\"first_path\""]);
    server.shown("/chong-cheo?nam=1950", &["chưa có nhiệm vụ"]);
    server.shown("/ra-soat", &["id=\"danh-sach\"", "/ra-soat/tep?dang=xlsx", "/van-ban/"]);
}

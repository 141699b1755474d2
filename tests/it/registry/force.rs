//! Suspension, terms, decisions that let documents go on and lists of ended ones, read from texts.

use soat::document::{Document, ValidityStatus};
use soat::parse;
use soat::registry::{Effect, Store};
use soat::text::{Format, Source};

use super::{day, lexicon, store};

/// A text with the header of a body, its title, one recital and these articles.
fn text(body: &str, number: &str, issued: &str, kind: &str, title: &str, articles: &str) -> Document {
    let text = format!(
        "{body}\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: {number}\nHà Nội, {issued}\n\
         {kind}\n{title}\nCăn cứ Luật Ban hành văn bản quy phạm pháp luật ngày 22 tháng 6 năm 2015;\n{articles}"
    );
    let path = format!("kho/{}.txt", number.replace('/', "-"));
    parse::parse(&path, &Source::from_lines(Format::Txt, &text), lexicon())
}

fn circular(number: &str, issued: &str, title: &str, articles: &str) -> Document {
    text("BỘ NỘI VỤ", number, issued, "THÔNG TƯ", title, articles)
}

fn status(store: &Store, id: &str, as_of: &str) -> ValidityStatus {
    store.validity(id, day(as_of), lexicon()).unwrap().status
}

const EIGHT: &str = "viet-nam/8/2022/TT-BNV/2022-05-31";

fn eight() -> Document {
    circular(
        "8/2022/TT-BNV",
        "ngày 31 tháng 5 năm 2022",
        "Quy định chi tiết việc cung cấp thông tin",
        "Điều 1. Hiệu lực\nThông tư này có hiệu lực thi hành từ ngày 01 tháng 7 năm 2022.",
    )
}

#[test]
fn a_suspension_holds_from_its_first_to_its_last_day() {
    for articles in [
        "Điều 1. Ngưng hiệu lực\n1. Đối với Thông tư số 8/2022/TT-BNV ngày 31 tháng 5 năm 2022 của Bộ trưởng Bộ Nội vụ:\n\
         a) Ngưng hiệu lực thi hành từ ngày 01 tháng 8 năm 2022 đến ngày 15 tháng 9 năm 2022.",
        "Điều 1. Đối với Thông tư số 8/2022/TT-BNV ngày 31 tháng 5 năm 2022 của Bộ trưởng Bộ Nội vụ, ngưng hiệu lực thi \
         hành từ ngày 01 tháng 8 năm 2022 đến hết ngày 15 tháng 9 năm 2022.",
        "Điều 1. Tạm đình chỉ việc thi hành Thông tư số 8/2022/TT-BNV ngày 31 tháng 5 năm 2022 từ ngày 01/8/2022 đến hết \
         ngày 15/9/2022.",
    ] {
        let suspending =
            circular("16/2022/TT-BNV", "ngày 29 tháng 7 năm 2022", "Ngưng hiệu lực một thông tư", articles);
        let store = store(&[eight(), suspending]);
        let alive = ValidityStatus::InForce;
        for (as_of, expected) in [
            ("2022-07-31", alive),
            ("2022-08-01", ValidityStatus::Suspended),
            ("2022-09-15", ValidityStatus::Suspended),
            ("2022-09-16", alive),
        ] {
            assert_eq!(status(&store, EIGHT, as_of), expected, "{as_of}: {articles}");
        }
        let history = store.changes(EIGHT, lexicon()).unwrap();
        assert_eq!(history.iter().filter(|change| change.effect == Some(Effect::Suspends)).count(), 1, "{articles}");
    }
}

#[test]
fn who_may_suspend_and_what_was_suspended_suspends_nothing() {
    let words = "Điều 1. Bộ trưởng có thẩm quyền đình chỉ việc thi hành Thông tư số 8/2022/TT-BNV ngày 31 tháng 5 năm \
                 2022.\nĐiều 2. Trong thời gian ngưng hiệu lực của Thông tư số 8/2022/TT-BNV, các đơn vị báo cáo hằng tuần.\n\
                 Điều 3. Bãi bỏ Thông tư số 5/2021/TT-BNV quy định ngưng hiệu lực thi hành khoản 5 Điều 6 Thông tư số \
                 8/2022/TT-BNV ngày 31 tháng 5 năm 2022. Đình chỉ thi hành án, trừ trường hợp tại Thông tư số 8/2022/TT-BNV.";
    let other = circular("16/2022/TT-BNV", "ngày 29 tháng 7 năm 2022", "Quy định về phân cấp", words);
    let store = store(&[eight(), other]);
    assert_eq!(status(&store, EIGHT, "2023-10-01"), ValidityStatus::InForce);
}

#[test]
fn a_suspension_without_end_goes_on_until_the_document_is_said_to_go_on() {
    let suspending = circular(
        "16/2022/TT-BNV",
        "ngày 29 tháng 7 năm 2022",
        "Ngưng hiệu lực một thông tư",
        "Điều 1. Ngưng hiệu lực thi hành Thông tư số 8/2022/TT-BNV ngày 31 tháng 5 năm 2022.\n\
         Điều 2. Thông tư này có hiệu lực từ ngày 01 tháng 8 năm 2022.",
    );
    let resuming = circular(
        "20/2024/TT-BNV",
        "ngày 15 tháng 12 năm 2023",
        "Về việc tiếp tục có hiệu lực của Thông tư số 8/2022/TT-BNV",
        "Điều 1. Thông tư số 8/2022/TT-BNV ngày 31 tháng 5 năm 2022 tiếp tục có hiệu lực thi hành.\n\
         Điều 2. Thông tư này có hiệu lực từ ngày 01 tháng 01 năm 2024.",
    );
    let store = store(&[eight(), suspending, resuming]);
    assert_eq!(status(&store, EIGHT, "2023-12-31"), ValidityStatus::Suspended);
    assert_eq!(status(&store, EIGHT, "2024-01-01"), ValidityStatus::InForce);
}

#[test]
fn a_term_of_its_own_ends_a_document_and_a_period_of_work_does_not() {
    for (article, last_day) in [
        ("Thông tư này hết hiệu lực kể từ ngày 01 tháng 3 năm 2024.", Some("2024-02-29")),
        ("Thông tư này có hiệu lực từ ngày 01 tháng 7 năm 2022 đến hết ngày 31 tháng 12 năm 2023.", Some("2023-12-31")),
        (
            "Thông tư này có hiệu lực thi hành kể từ ngày 01 tháng 7 năm 2022 và được thực hiện đến hết ngày 31 tháng 12 \
             năm 2023.",
            Some("2023-12-31"),
        ),
        (
            "Sửa đổi Điều 9 như sau: “Điều 9. Hiệu lực\n1. Có phí.\n2. Thông tư này hết hiệu lực kể từ ngày 01/3/2024.”",
            None,
        ),
        ("a) Từ ngày Thông tư này có hiệu lực thi hành đến hết ngày 31 tháng 12 năm 2023, nộp tiền mặt;", None),
        ("Thông tư này quy định mức chi giai đoạn 2020 - 2023.", None),
        ("Kể từ ngày Thông tư này có hiệu lực đến hết ngày 31 tháng 12 năm 2023, mức thu là 2%.", None),
        ("Thông tư này hết hiệu lực kể từ ngày 01 tháng 3 năm 2024, trừ khoản 2 Điều 5.", None),
        ("Việc giảm phí theo quy định tại Thông tư này thực hiện đến ngày 31/12/2023.", None),
    ] {
        let one =
            circular("5/2022/TT-BNV", "ngày 15 tháng 6 năm 2022", "Quy định mức chi", &format!("Điều 1. {article}"));
        let store = store(&[one]);
        let record = store.record("viet-nam/5/2022/TT-BNV/2022-06-15").unwrap().unwrap();
        assert_eq!(record.expires, last_day.map(day), "{article}");
    }
}

#[test]
fn an_end_on_a_stated_day_is_that_day_and_not_the_first_of_the_ending_text() {
    let ending = circular(
        "26/2025/TT-BNV",
        "ngày 12 tháng 12 năm 2025",
        "Quy định việc khác",
        "Điều 1. Hiệu lực\n1. Thông tư này có hiệu lực thi hành từ ngày 15 tháng 12 năm 2025.\n2. Thông tư số 8/2022/TT-BNV \
         ngày 31 tháng 5 năm 2022 của Bộ trưởng Bộ Nội vụ quy định chi tiết việc cung cấp, đăng tải thông tin về việc này \
         và lựa chọn người làm việc đó trên hệ thống mạng của cả nước, hết hiệu lực thi hành kể từ ngày 01 tháng 01 năm 2027.",
    );
    let store = store(&[eight(), ending]);
    assert_eq!(status(&store, EIGHT, "2026-12-31"), ValidityStatus::InForce);
    assert_eq!(status(&store, EIGHT, "2027-01-01"), ValidityStatus::Expired);
    let steps = store.successors(EIGHT, day("2027-02-01"), lexicon()).unwrap();
    assert_eq!(steps[0].date, Some(day("2027-01-01")));
}

#[test]
fn an_end_told_behind_a_long_title_is_one_and_exceptions_leave_a_part() {
    let title = "của Bộ trưởng Bộ Nội vụ hướng dẫn việc đánh giá tác động của thủ tục hành chính trong lập đề nghị xây dựng văn bản \
                 quy phạm pháp luật và soạn thảo dự án, dự thảo văn bản quy phạm pháp luật";
    for (tail, expected) in [
        ("hết hiệu lực kể từ ngày Thông tư này có hiệu lực thi hành.", ValidityStatus::Expired),
        ("hết hiệu lực kể từ ngày Thông tư này có hiệu lực thi hành, trừ khoản 2 Điều 5.", ValidityStatus::Partly),
        ("quy định hồ sơ nộp trước ngày Thông tư này có hiệu lực thi hành.", ValidityStatus::InForce),
    ] {
        let articles = format!(
            "Điều 27. Hiệu lực thi hành\n1. Thông tư này có hiệu lực thi hành từ ngày 15 tháng 12 năm 2025.\n2. Thông tư số \
             8/2022/TT-BNV ngày 31 tháng 5 năm 2022 {title} {tail}\nĐiều 28. Chuyển tiếp\nKhông có."
        );
        let ending = circular("26/2025/TT-BNV", "ngày 12 tháng 12 năm 2025", "Quy định việc khác", &articles);
        let store = store(&[eight(), ending]);
        assert_eq!(status(&store, EIGHT, "2026-01-15"), expected, "{tail}");
    }
}

#[test]
fn a_guiding_document_announced_to_go_on_stands() {
    let law = |number: &str, issued: &str, articles: &str| {
        text("CHÍNH PHỦ", number, issued, "NGHỊ ĐỊNH", "Về công tác văn thư", articles)
    };
    let guided = law(
        "110/2012/NĐ-CP",
        "ngày 08 tháng 4 năm 2012",
        "Điều 1. Nghị định này có hiệu lực thi hành từ ngày 01 tháng 5 năm 2012.",
    );
    let successor = law(
        "130/2025/NĐ-CP",
        "ngày 10 tháng 7 năm 2025",
        "Điều 1. Nghị định này có hiệu lực thi hành từ ngày 01 tháng 9 năm 2025 và thay thế Nghị định số 110/2012/NĐ-CP ngày \
         08 tháng 4 năm 2012 của Chính phủ.",
    );
    let guiding = circular(
        "7/2012/TT-BNV",
        "ngày 22 tháng 11 năm 2012",
        "Hướng dẫn Nghị định số 110/2012/NĐ-CP ngày 08 tháng 4 năm 2012 của Chính phủ",
        "Điều 1. Thông tư này hướng dẫn thi hành Nghị định số 110/2012/NĐ-CP ngày 08 tháng 4 năm 2012 của Chính phủ.\n\
         Điều 2. Thông tư này có hiệu lực thi hành từ ngày 06 tháng 01 năm 2013.",
    );
    let announcing = text(
        "BỘ NỘI VỤ",
        "900/QĐ-BNV",
        "ngày 15 tháng 8 năm 2025",
        "QUYẾT ĐỊNH",
        "Về việc tiếp tục có hiệu lực của Thông tư số 7/2012/TT-BNV hướng dẫn về văn thư",
        "Điều 1. Thông tư số 7/2012/TT-BNV ngày 22 tháng 11 năm 2012 của Bộ trưởng Bộ Nội vụ tiếp tục có hiệu lực.\n\
         Điều 2. Quyết định này có hiệu lực từ ngày ký.",
    );
    let id = "viet-nam/7/2012/TT-BNV/2012-11-22";
    let without = store(&[guided.clone(), successor.clone(), guiding.clone()]);
    assert_eq!(status(&without, id, "2025-10-01"), ValidityStatus::Unknown);
    let with = store(&[guided, successor, guiding, announcing]);
    assert_eq!(status(&with, id, "2025-10-01"), ValidityStatus::InForce);
}

#[test]
fn a_list_of_ended_documents_tells_their_last_day_and_its_reasons_end_nothing() {
    let decision = |number: &str, issued: &str, title: &str, articles: &str| {
        text("ỦY BAN NHÂN DÂN\nTỈNH QUẢNG TRỊ", number, issued, "QUYẾT ĐỊNH", title, articles)
    };
    let effect = "Điều 1. Quyết định này có hiệu lực từ ngày 01 tháng 7 năm 2015.";
    let old = decision("12/2015/QĐ-UBND", "ngày 15 tháng 6 năm 2015", "Quy định mức thu", effect);
    let part = decision("13/2015/QĐ-UBND", "ngày 15 tháng 6 năm 2015", "Quy định mức chi", effect);
    let new = decision("20/2018/QĐ-UBND", "ngày 05 tháng 3 năm 2018", "Quy định mức nộp", effect);
    let list = decision(
        "70/QĐ-UBND",
        "ngày 25 tháng 01 năm 2019",
        "Công bố Danh mục văn bản quy phạm pháp luật hết hiệu lực năm 2018",
        "Điều 1. Công bố kèm theo Quyết định này Danh mục văn bản.\nDANH MỤC VĂN BẢN QUY PHẠM PHÁP LUẬT HẾT HIỆU LỰC TOÀN BỘ\n\
         1\nQuyết định\nSố 12/2015/QĐ-UBND ngày 15/6/2015\nQuy định mức thu\nĐược thay thế bằng Quyết định số \
         20/2018/QĐ-UBND ngày 05/3/2018\n15/3/2018\nDANH MỤC VĂN BẢN QUY PHẠM PHÁP LUẬT HẾT HIỆU LỰC MỘT PHẦN\n1\nQuyết \
         định\nSố 13/2015/QĐ-UBND ngày 15/6/2015\nĐiều 3\nBị bãi bỏ\n20/3/2018\n",
    );
    // A review lists what is in force beside what is not, and its first article names the lists.
    let review = decision(
        "80/QĐ-UBND",
        "ngày 25 tháng 02 năm 2019",
        "Công bố kết quả hệ thống hóa văn bản quy phạm pháp luật kỳ 2014 - 2018",
        "Điều 1. Công bố các danh mục:\n1. Danh mục văn bản còn hiệu lực.\n2. Danh mục văn bản hết hiệu lực toàn bộ.\n\
         I. Lĩnh vực tài chính\n1\nQuyết định\nSố 20/2018/QĐ-UBND ngày 05/3/2018\nQuy định mức nộp\n15/3/2018\n",
    );
    let store = store(&[old, part, new, list, review]);
    let id = |number: &str, issued: &str| format!("quang-tri/{number}/QĐ-UBND/{issued}");
    let old = store.validity(&id("12/2015", "2015-06-15"), day("2018-03-15"), lexicon()).unwrap();
    assert_eq!((old.status, old.until), (ValidityStatus::Expired, Some(day("2018-03-14"))));
    assert_eq!(status(&store, &id("12/2015", "2015-06-15"), "2018-03-14"), ValidityStatus::InForce);
    assert_eq!(status(&store, &id("13/2015", "2015-06-15"), "2019-03-01"), ValidityStatus::Partly);
    assert_eq!(status(&store, &id("20/2018", "2018-03-05"), "2019-03-01"), ValidityStatus::InForce);
}

//! Headers of each kind, as printed and as programs that take text out of pages leave them; all texts are invented.

use std::sync::LazyLock;

use soat::document::{AuthorityRef, Class, Document};
use soat::lexicon::Lexicon;
use soat::parse;
use soat::text::{Format, Source};

fn read(text: &str) -> Document {
    static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::builtin().unwrap());
    parse::parse("", &Source::from_lines(Format::Txt, text), &LEXICON)
}

/// Number, day, kind and title on four lines.
fn header(document: &Document) -> [String; 4] {
    let header = &document.header;
    [
        header.number.as_ref().map(|number| number.key.clone()).unwrap_or_default(),
        document.issued().map(|day| day.to_string()).unwrap_or_default(),
        header.kind.as_ref().map(|kind| kind.id.to_string()).unwrap_or_default(),
        header.title.as_ref().map(|title| title.text.clone()).unwrap_or_default(),
    ]
}

fn organ(organ: Option<&AuthorityRef>) -> (String, String, String) {
    let known = |id: Option<&soat::document::Slug>| id.map(ToString::to_string).unwrap_or_default();
    organ.map_or_else(Default::default, |organ| {
        (organ.text.clone(), known(organ.id.as_ref()), known(organ.territory.as_ref()))
    })
}

fn triple(words: [&str; 3]) -> (String, String, String) {
    let [one, two, three] = words.map(str::to_owned);
    (one, two, three)
}

#[test]
fn two_columns_side_by_side() {
    let document = read(
        "ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nTỈNH QUẢNG TRỊ\tĐộc lập - Tự do - Hạnh phúc\n\
         Số: 15/2025/QĐ-UBND\tQuảng Trị, ngày 05 tháng 8 năm 2025\nQUYẾT ĐỊNH\nBan hành Quy định quản lý bến bãi\n\
         Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15;\n",
    );
    assert_eq!(header(&document), ["15/2025/QĐ-UBND", "2025-08-05", "quyet-dinh", "Ban hành Quy định quản lý bến bãi"]);
    let issuer = triple(["ỦY BAN NHÂN DÂN TỈNH QUẢNG TRỊ", "ubnd-tinh", "quang-tri"]);
    assert_eq!(organ(document.header.issuer.as_ref()), issuer);
}

#[test]
fn names_motto_and_kind_cut_by_lines() {
    let document = read(
        "ỦY\nBAN NHÂN DÂN\nTỈNH CAO BẰNG\n-------\nCỘNG\nHÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\
         ------- Số: 12/QĐ-UBND\nCao\nBằng, ngày 18\ntháng 11 năm 2025\nQUYẾT\nĐỊNH\nCÔNG\n\
         BỐ DANH MỤC BẾN ĐÒ TRÊN ĐỊA BÀN TỈNH CAO BẰNG\nCHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH CAO BẰNG\n\
         Căn cứ Luật Tổ chức chính quyền địa phương;\n",
    );
    let title = "CÔNG BỐ DANH MỤC BẾN ĐÒ TRÊN ĐỊA BÀN TỈNH CAO BẰNG";
    assert_eq!(header(&document), ["12/QĐ-UBND", "2025-11-18", "quyet-dinh", title]);
    assert_eq!(organ(document.header.issuer.as_ref()).1, "ubnd-tinh");
    let enacting = triple(["CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH CAO BẰNG", "chu-tich-ubnd-tinh", "cao-bang"]);
    assert_eq!(organ(document.header.enacting.as_ref()), enacting);
}

#[test]
fn offices_of_a_ministry() {
    let document = read(
        "BỘ TÀI CHÍNH\nCỤC\nHẢI QUAN\n-------\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\
         Số: 377/TB-CHQ\nHà Nội, ngày 21 tháng 11 năm 2025\nTHÔNG BÁO\nVỀ KẾT QUẢ XÁC ĐỊNH TRƯỚC MÃ SỐ\n\
         CỤC TRƯỞNG CỤC\nHẢI QUAN\nCăn cứ Luật Hải quan ngày 23/6/2014;\n",
    );
    assert_eq!(header(&document)[3], "VỀ KẾT QUẢ XÁC ĐỊNH TRƯỚC MÃ SỐ");
    assert_eq!(organ(document.header.superior.as_ref()).1, "bo-tai-chinh");
    let issuer = document.header.issuer.unwrap();
    assert_eq!((issuer.text.as_str(), issuer.id.as_deref()), ("CỤC HẢI QUAN", Some("cuc-hai-quan")));
    assert_eq!(issuer.level, Some(soat::document::Level::Central));
}

#[test]
fn letters() {
    let document = read(
        "VĂN PHÒNG\nCHÍNH PHỦ\n-------\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\
         Số: 113/VPCP-NN\nV/v\ntháo gỡ khó khăn trong việc triển khai Nghị định\n136/2025/NĐ-CP\n\
         Hà Nội, ngày 18 tháng 11 năm 2025\nKính gửi: Bộ Nông nghiệp và Môi trường.\nVăn phòng có ý kiến như sau.\n",
    );
    let title = "V/v tháo gỡ khó khăn trong việc triển khai Nghị định 136/2025/NĐ-CP";
    assert_eq!(header(&document), ["113/VPCP-NN", "2025-11-18", "cong-van", title]);
    assert_eq!(organ(document.header.issuer.as_ref()).1, "van-phong-chinh-phu");
}

#[test]
fn a_letters_short_subject_is_no_place() {
    let document = read(
        "BỘ TÀI CHÍNH\nCỤC THUẾ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 53/CT-CS\nV/v\nChính sách thuế\n\
         Hà Nội, ngày 19 tháng 11\nnăm 2025\nKính gửi: Thuế tỉnh A.\n",
    );
    assert_eq!(header(&document)[3], "V/v Chính sách thuế");
    assert_eq!(document.header.place.unwrap().text, "Hà Nội");
}

#[test]
fn telegrams() {
    let document = read(
        "THỦ TƯỚNG CHÍNH PHỦ\n-------\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\
         Số: 22/CĐ-TTg\nHà Nội, ngày 21 tháng 11 năm 2025\nCÔNG ĐIỆN\nVỀ VIỆC TẬP TRUNG ỨNG PHÓ MƯA LŨ\nTHỦ\n\
         TƯỚNG CHÍNH PHỦ điện:\n- Bộ trưởng các Bộ: Quốc phòng, Công an;\n",
    );
    assert_eq!(header(&document), ["22/CĐ-TTg", "2025-11-21", "cong-dien", "VỀ VIỆC TẬP TRUNG ỨNG PHÓ MƯA LŨ"]);
}

#[test]
fn documents_of_the_party() {
    let document = read(
        "TỈNH ỦY QUẢNG TRỊ\n*\nĐẢNG\nCỘNG SẢN VIỆT NAM\n---------------\nSố 01-NQ/TU\nQuảng Trị, ngày 28\n\
         tháng 11 năm 2025\nNGHỊ QUYẾT\nCỦA BAN THƯỜNG VỤ TỈNH ỦY\nVỀ PHÁT TRIỂN CẢNG BIỂN\n-----\n\
         I- TÌNH HÌNH\nCảng biển còn ít.\n",
    );
    assert_eq!(header(&document), ["01-NQ/TU", "2025-11-28", "nghi-quyet", "VỀ PHÁT TRIỂN CẢNG BIỂN"]);
    assert_eq!(document.class, Class::Party);
    assert_eq!(organ(document.header.issuer.as_ref()).2, "quang-tri");
    assert_eq!(organ(document.header.enacting.as_ref()).0, "BAN THƯỜNG VỤ TỈNH ỦY");
}

#[test]
fn issuer_number_and_day_stated_below_the_kind() {
    let document = read(
        "NGHỊ ĐỊNH\nCỦA CHÍNH PHỦ SỐ 12/1999/NĐ-CP NGÀY 06 THÁNG 3 NĂM 1999\nVỀ QUẢN LÝ BẾN BÃI\nCHÍNH PHỦ\n\
         Căn cứ Luật Tổ chức Chính phủ;\n",
    );
    assert_eq!(header(&document), ["12/1999/NĐ-CP", "1999-03-06", "nghi-dinh", "VỀ QUẢN LÝ BẾN BÃI"]);
    assert_eq!(organ(document.header.enacting.as_ref()).1, "chinh-phu");
    let law = read(
        "LUẬT\nBẾN BÃI\nCỦA QUỐC HỘI KHÓA XI, KỲ HỌP THỨ 10\n SỐ 73/2006/QH11 NGÀY 29 THÁNG 11 NĂM 2006\n\
         Căn cứ vào Hiến pháp;\nLuật này quy định về bến bãi.\nChương I\nNHỮNG QUY ĐỊNH CHUNG\n",
    );
    assert_eq!(header(&law), ["73/2006/QH11", "2006-11-29", "luat", "BẾN BÃI"]);
}

#[test]
fn decrees_of_the_first_republic() {
    let document = read(
        "CHỦ TỊCH CHÍNH PHỦ\n********\nVIỆT NAM DÂN CHỦ CỘNG HOÀ\nĐộc lập - Tự do - Hạnh phúc\n********\nSố: 14-SL\n\
         Hà Nội, ngày 08 tháng 9 năm 1946\nSẮC LỆNH\nVỀ VIỆC LẬP BẾN BÃI\nCHỦ TỊCH CHÍNH PHỦ\nXét lời đề nghị;\n",
    );
    let [number, day, kind, title] = header(&document);
    assert_eq!((day.as_str(), kind.as_str(), title.as_str()), ("1946-09-08", "sac-lenh", "VỀ VIỆC LẬP BẾN BÃI"));
    assert!(number.starts_with("14"), "{number}");
}

#[test]
fn consolidated_texts_of_a_gazette() {
    let document = read(
        "34\nCÔNG BÁO/Số 529 + 530/Ngày 27-4-2018\nVĂN BẢN PHÁP LUẬT KHÁC\nVĂN BẢN HỢP NHẤT - BỘ Y TẾ\n\
         CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nTHÔNG TƯ1\nBan hành Danh mục bến bãi\n\
         Thông tư số 05/2015/TT-BYT ngày 17 tháng 3 năm 2015 của Bộ trưởng Bộ Y tế ban hành Danh mục bến bãi, có hiệu lực\n\
         kể từ ngày 01 tháng 5 năm 2015, được sửa đổi, bổ sung bởi:\nThông tư số 50/2017/TT-BYT.\nCăn cứ Luật Dược;\n\
         Điều 1. Danh mục\nNhư trên.\nXÁC THỰC VĂN BẢN HỢP NHẤT\nSố: 4/VBHN-BYT\n\
         Hà Nội, ngày 13 tháng 4 năm 2018\nKT. BỘ TRƯỞNG\nTHỨ TRƯỞNG\nTrần Văn Mẫu\n",
    );
    assert_eq!(header(&document), ["4/VBHN-BYT", "2018-04-13", "van-ban-hop-nhat", "Ban hành Danh mục bến bãi"]);
    assert_eq!(organ(document.header.issuer.as_ref()), triple(["BỘ Y TẾ", "bo-y-te", ""]));
    assert_eq!(document.header.kind.unwrap().text, "THÔNG TƯ");
    assert_eq!(document.class, Class::Administrative);
}

#[test]
fn joint_documents() {
    let document = read(
        "BỘ TƯ PHÁP\nBỘ CÔNG AN\n-------\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\
         Số: 29/2025/TTLT-BTP-BCA\nHà Nội, ngày 31 tháng 12 năm 2025\nTHÔNG TƯ LIÊN TỊCH\nQuy định việc phối hợp\n\
         Căn cứ Luật Trợ giúp pháp lý;\n",
    );
    let issuer = document.header.issuer.unwrap();
    assert_eq!((issuer.text.as_str(), issuer.id), ("BỘ TƯ PHÁP - BỘ CÔNG AN", None));
    assert_eq!(issuer.level, Some(soat::document::Level::Central));
    assert_eq!(document.header.superior, None);
}

#[test]
fn a_title_goes_on_to_the_recitals() {
    let document = read(
        "CHÍNH PHỦ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\tSố: 66.7/2025/NQ-CP\n\
         Hà Nội, ngày 27 tháng 3 năm 2025 2026\nNGHỊ QUYẾT\nVề nhóm thủ tục:\nĐăng ký theo Hiệp định giữa Chính phủ nước\n\
         Cộng hòa xã hội chủ nghĩa Việt Nam và nước A; theo Nghị định\nsố 123/2021/NĐ-CP của Chính phủ\n\
         Căn cứ Luật Tổ chức Chính phủ;\n",
    );
    let title = "Về nhóm thủ tục: Đăng ký theo Hiệp định giữa Chính phủ nước Cộng hòa xã hội chủ nghĩa Việt Nam và nước A; \
                 theo Nghị định số 123/2021/NĐ-CP của Chính phủ";
    assert_eq!(header(&document), ["66.7/2025/NQ-CP", "2025-03-27", "nghi-quyet", title]);
}

#[test]
fn minutes_and_orders() {
    let minutes = read(
        "SỞ NỘI VỤ QUẢNG TRỊ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: 3/BB-SNV\n\
         Quảng Trị, ngày 02 tháng 4 năm 2024\nBIÊN BẢN\nHọp xét thi đua quý I năm 2024\n\
         Hôm nay, tại phòng họp của Sở, tiến hành cuộc họp xét thi đua.\n",
    );
    assert_eq!(header(&minutes), ["3/BB-SNV", "2024-04-02", "bien-ban", "Họp xét thi đua quý I năm 2024"]);
    let order = read(
        "CHỦ TỊCH NƯỚC\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nSố: 09/2024/L-CTN\n\
         Hà Nội, ngày 08 tháng 7 năm 2024\nLỆNH\nVề việc công bố Luật\n\
         CHỦ TỊCH\nNƯỚC CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nCăn cứ Hiến pháp;\n",
    );
    assert_eq!(header(&order), ["09/2024/L-CTN", "2024-07-08", "lenh", "Về việc công bố Luật"]);
    assert_eq!(organ(order.header.enacting.as_ref()).1, "chu-tich-nuoc");
}

//! Tasks of a plan that a web page wrapped: numbers of two parts, names cut by a line's end, attributes, rows `1.1`.

use soat::document::{Document, Task};
use soat::lexicon::Lexicon;
use soat::parse;
use soat::text::{Format, Source};

const PLAN: &str = "ỦY BAN NHÂN DÂN\nTỈNH QUẢNG TRỊ\n-------\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\
---------------\nSố: 12/KH-UBND\nQuảng Trị, ngày 15 tháng 01 năm 2026\nKẾ HOẠCH\nKiểm soát tài liệu mẫu năm 2026\n\
I. NỘI DUNG\n1. Biên soạn tài liệu mẫu cho các cơ quan, đơn vị trên địa bàn tỉnh theo khung chung\n\
- Cơ quan chủ trì: Sở Tư pháp.\n- Thời gian thực hiện: Quý IV/2025 - Quý I/2026.\n\
II. TỔ CHỨC THỰC HIỆN\n1. Phân công\n1.1. Sở\nKế hoạch và Đầu tư\n\
a) Chủ trì rà soát danh mục tài liệu mẫu của tỉnh và các tài\nliệu có liên quan; đề xuất sửa đổi tài liệu mẫu của tỉnh theo thẩm\nquyền được giao trong năm nay, bảo đảm tài liệu mẫu đến được với\nmọi xã, phường trên địa bàn tỉnh.\n\
b) Lập dự toán kinh phí in tài liệu mẫu, hoàn thành trong tháng\n3/2026.\n1.2.\nCông an tỉnh\n\
a) Kiểm tra việc sử dụng tài liệu mẫu tại các xã, phường.\n\
2. Các cơ quan được phân công theo Kế hoạch này có trách nhiệm\nbáo cáo kết quả thực hiện trước ngày 15/11 hằng năm.\n\
3. Định kỳ 06 tháng các sở, ngành có liên quan gửi số liệu về\nSở Tư pháp.\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n";

const ROWS: &str = "PHỤ LỤC\nDANH MỤC NHIỆM VỤ\nSTT\nNội dung nhiệm vụ\nCơ quan chủ trì\nThời gian hoàn thành\n\
I\nNHÓM MỘT\n1.1\nXây dựng phần mềm tra cứu tài liệu mẫu\nSở Tư pháp\nTrước ngày\n30/6/2026\n\
1.2\nTập huấn sử dụng phần mềm tra cứu\nSở Nội vụ\n06 tháng cuối năm\n";

fn read(text: &str) -> Document {
    parse::parse("ke-hoach", &Source::from_lines(Format::Txt, text), &Lexicon::builtin().unwrap())
}

/// Lead, territory, last day and recurrence of a task, with the first words that say what is done.
fn line(task: &Task) -> String {
    let lead: Vec<String> = task
        .lead
        .iter()
        .map(|unit| format!("{}@{}", unit.id.as_deref().unwrap_or("?"), unit.territory.as_deref().unwrap_or("-")))
        .collect();
    let due = task.due.map_or("-".to_owned(), |due| due.to_string());
    let words: Vec<&str> = task.text.split(' ').take(4).collect();
    format!("{} | {due} | {} | {}", lead.join("+"), task.recurrence.as_deref().unwrap_or("-"), words.join(" "))
}

#[test]
fn a_wrapped_plan_with_numbers_of_two_parts() {
    let lines: Vec<String> = read(PLAN).tasks.iter().map(line).collect();
    assert_eq!(
        lines,
        [
            "so-tu-phap@quang-tri | 2026-03-31 | - | Biên soạn tài liệu",
            "so-ke-hoach-va-dau-tu@quang-tri | - | - | Chủ trì rà soát",
            "so-ke-hoach-va-dau-tu@quang-tri | - | - | đề xuất sửa đổi",
            "so-ke-hoach-va-dau-tu@quang-tri | 2026-03-31 | - | Lập dự toán kinh",
            "cong-an-tinh@quang-tri | - | - | Kiểm tra việc sử",
            "cac-co-quan-duoc-phan-cong-theo-ke-hoach-nay@- | - | hằng năm | Các cơ quan được",
            "so-ban-nganh@quang-tri | - | định kỳ | Định kỳ 06 tháng",
        ]
    );
}

#[test]
fn rows_with_numbers_of_two_parts() {
    let document = read(&format!("{PLAN}{ROWS}"));
    let rows: Vec<String> = document.tasks.iter().filter(|task| task.path.contains("bang-")).map(line).collect();
    assert_eq!(
        rows,
        [
            "so-tu-phap@quang-tri | 2026-06-30 | - | Xây dựng phần mềm",
            "so-noi-vu@quang-tri | 2026-12-31 | - | Tập huấn sử dụng",
        ]
    );
}

#[test]
fn a_heading_that_names_a_matter_leads_nothing() {
    let plan = "ỦY BAN NHÂN DÂN\nTỈNH QUẢNG TRỊ\nSố: 12/KH-UBND\nQuảng Trị, ngày 15 tháng 01 năm 2026\nKẾ HOẠCH\nPhát triển mẫu số năm 2026\n\
I. NỘI DUNG\n1. Y tế\n- Triển khai mẫu sổ khám bệnh điện tử.\n2. Doanh nghiệp số\n- Xây dựng bộ tiêu chí mẫu cho doanh nghiệp.\n\
3. Các ngành, lĩnh vực khác\n- Xây dựng kế hoạch mẫu của từng ngành.\n\
II. TỔ CHỨC THỰC HIỆN\n1. Sở Tư pháp\n- Xây dựng tài liệu mẫu.\n2. Các doanh nghiệp công nghệ số\n- Triển khai phần mềm mẫu.\n";
    let lines: Vec<String> = read(plan).tasks.iter().map(line).collect();
    assert_eq!(
        lines,
        [
            "so-tu-phap@quang-tri | - | - | Xây dựng tài liệu",
            "cac-doanh-nghiep-cong-nghe-so@- | - | - | Triển khai phần mềm",
        ]
    );
}

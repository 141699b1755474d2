//! The words with which a doing begins, and where they are no doing but part of a body's name.

use std::sync::LazyLock;

use super::phrases::Openings;

/// Words with which the doing begins after the names of units.
const VERBS: &[&str] = &[
    "có trách nhiệm",
    "chịu trách nhiệm",
    "chủ trì",
    "phối hợp",
    "chủ động",
    "căn cứ",
    "tham mưu",
    "tổ chức",
    "xây dựng",
    "thực hiện",
    "triển khai",
    "rà soát",
    "hướng dẫn",
    "kiểm tra",
    "thanh tra",
    "báo cáo",
    "bố trí",
    "tổng hợp",
    "theo dõi",
    "đôn đốc",
    "ban hành",
    "trình",
    "cập nhật",
    "công khai",
    "công bố",
    "niêm yết",
    "tiếp tục",
    "tăng cường",
    "đẩy mạnh",
    "làm đầu mối",
    "có nhiệm vụ",
    "giải trình",
    "nghiên cứu",
    "đề xuất",
    "thông báo",
    "gửi",
    "lập",
    "bảo đảm",
    "đảm bảo",
    "quán triệt",
    "tuyên truyền",
    "phổ biến",
    "kịp thời",
    "chỉ đạo",
    "thường xuyên",
    "phân công",
    "cung cấp",
    "hỗ trợ",
    "tiếp nhận",
    "giám sát",
    "quản lý",
    "vận hành",
    "khẩn trương",
    "nghiêm túc",
    "tập trung",
    "định kỳ",
    "phát động",
    "thẩm định",
    "phê duyệt",
    "hoàn thành",
    "hoàn thiện",
    "tích cực",
    "đăng tải",
    "thành lập",
    "sử dụng",
    "trên cơ sở",
    "phát huy",
    "chọn",
    "lựa chọn",
    "tham gia",
    "tạo điều kiện",
    "nâng cao",
    "áp dụng",
    "đăng ký",
    "xem xét",
    "khảo sát",
    "làm việc",
    "giúp",
    "tự",
    "phải",
    "cử",
    "đưa",
    "mở",
    "chuẩn bị",
    "phát hành",
    "kiện toàn",
    "đánh giá",
    "tiến hành",
    "huy động",
    "họp",
    "ưu tiên",
    "tuân thủ",
    "bảo vệ",
    "phòng ngừa",
    "giữ vững",
    "đón",
    "tiếp cận",
    "thu hút",
    "kêu gọi",
    "mời gọi",
    "vận động",
    "khuyến khích",
    "định hướng",
    "xử lý",
    "điều tra",
    "duy trì",
    "đầu tư",
    "nâng cấp",
    "tháo gỡ",
    "lồng ghép",
    "ứng dụng",
    "đào tạo",
    "bồi dưỡng",
    "tập huấn",
    "tổng kết",
    "sơ kết",
    "thống kê",
    "phân bổ",
    "phản ánh",
    "kiến nghị",
    "quyết định",
    "quy định",
    "xét",
    "chú trọng",
    "thúc đẩy",
    "gắn kết",
    "phân loại",
    "chấp hành",
    "làm tốt",
    "chấn chỉnh",
    "khắc phục",
    "giải quyết",
    "điều chỉnh",
    "bổ sung",
    "sửa đổi",
    "kết nối",
    "tích hợp",
    "chia sẻ",
    "giới thiệu",
    "khen thưởng",
    "biểu dương",
    "nhân rộng",
    "kiểm soát",
    "điều hành",
    "trao đổi",
    "ký kết",
    "cam kết",
    "tạo lập",
    "tạo thuận lợi",
    "hình thành",
    "rút kinh nghiệm",
    "mua sắm",
    "thực thi",
    "liên hệ",
    "đồng hành",
    "trực tiếp",
    "sắp xếp",
    "đảm nhiệm",
    "nắm bắt",
    "nắm chắc",
    "thu thập",
    "khai thác",
    "giao",
    "cân đối",
    "đề ra",
    "đăng tin",
    "phản biện",
    "ký",
    "chuyển",
    "in ấn",
    "lãnh đạo",
    "thừa ủy quyền",
    "thay mặt",
    "cơ bản thống nhất",
    "thống nhất",
    "ghi nhận",
    "tái cấu trúc",
    "đấu tranh",
    "bổ nhiệm",
    "đồng bộ",
    "số hóa",
    "số hoá",
    "có giải pháp",
    "có phương án",
    "có kế hoạch",
    "có biện pháp",
    "có văn bản",
    "là cơ quan thường trực",
    "là cơ quan đầu mối",
    "là cơ quan chủ trì",
    "là đơn vị đầu mối",
    "là đơn vị chủ trì",
    "là đầu mối",
    "cấu hình",
    "xác định",
    "làm cơ quan",
    "bằng nhiều",
    "bằng các",
    "theo chức năng",
    "theo thẩm quyền",
    "theo nhiệm vụ",
    "trong phạm vi",
];

/// Verbs that also say what kind of body is meant: `các tổ chức cung cấp dịch vụ`, `cơ quan quản lý nhà nước`.
const NAMING: &[&str] = &[
    "quản lý",
    "cung cấp",
    "vận hành",
    "sử dụng",
    "đào tạo",
    "khai thác",
    "đầu tư",
    "kiểm soát",
    "kiểm tra",
    "thanh tra",
    "giám sát",
    "thẩm định",
    "tiếp nhận",
    "bảo vệ",
    "hỗ trợ",
    "ứng dụng",
    "tham mưu",
    "điều tra",
    "phòng ngừa",
];

static DOINGS: LazyLock<Openings> = LazyLock::new(|| Openings::of(VERBS));

/// Returns where the doing begins after a list of units: `Sở Nội vụ | chủ trì …`.
///
/// A verb right after the word for a body is passed over where another one comes before the next comma.
pub(super) fn verb_at(text: &str) -> Option<usize> {
    /// A sentence's subject is shorter.
    const REACH: usize = 1_200;
    let mut naming: Option<usize> = None;
    let mut depth = 0_i32;
    for (at, c) in text.char_indices().take_while(|(at, _)| *at < REACH) {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            ',' if naming.is_some() && begins_with_verb(text.get(at + 1..).unwrap_or_default().trim_start()) => {
                return naming;
            }
            ';' | ':' if naming.is_some() => return naming,
            '.' if text.get(at + 1..).is_some_and(|rest| rest.starts_with(char::is_whitespace)) => return naming,
            _ => {}
        }
        if !c.is_whitespace() || depth > 0 {
            continue;
        }
        let next = at + c.len_utf8();
        let (before, rest) = text.split_at_checked(next)?;
        match verb(before, rest) {
            Some(Verb::Doing) => return Some(next),
            Some(Verb::Naming) if naming.is_none() => naming = Some(next),
            _ => {}
        }
    }
    naming
}

/// What a verb after a name is.
enum Verb {
    /// It begins the doing.
    Doing,
    /// It may be part of the name.
    Naming,
}

/// Reads the verb with which `rest` begins, where it is no part of a body's name; `before` is what stands before it.
fn verb(before: &str, rest: &str) -> Option<Verb> {
    if !rest.starts_with(char::is_lowercase) {
        return None;
    }
    let (verb, after) = DOINGS.whole_of_text(rest)?;
    let follows = |words: &[&str]| words.iter().any(|word| before.ends_with(word));
    // "các tổ chức, cá nhân", "tổ chức chính trị - xã hội" are bodies.
    let bodies = [
        " chính trị",
        " đoàn thể",
        " cá nhân",
        " có liên quan",
        " và cá nhân",
        " xã hội",
        " liên quan",
        " Đảng",
        ",",
        ";",
    ];
    let body = verb == "tổ chức"
        && (bodies.iter().any(|word| after.starts_with(word))
            || follows(&["các ", "Các ", "cơ quan, ", "đơn vị, ", "và "]));
    // "Đoàn kiểm tra", "Tổ giúp việc", "Ban chỉ đạo"; "bầu cử", "công lập"; "chủ đầu tư"; "có liên quan đến việc thực hiện".
    let team = follows(&["Đoàn ", "đoàn ", "Tổ ", "tổ ", "Ban ", "Bộ phận ", "bộ phận ", "Kiểm tra "]);
    let word = match verb {
        "cử" => follows(&["bầu ", "ứng ", "đề "]),
        "lập" => follows(&["công ", "độc ", "thành ", "thiết "]),
        "đầu tư" => follows(&["hủ ", "hà ", "quản lý "]),
        "bồi dưỡng" => follows(&["đào tạo, "]),
        "lãnh đạo" => follows(&["đồng chí ", "tập thể ", "các ", "và ", "có "]),
        "ký" => follows(&["ăng "]),
        "họp" => follows(&["cuộc "]),
        "quy định" | "quyết định" => follows(&["theo ", "đúng ", "các ", "tại ", "thẩm quyền "]),
        "giao" | "phải" => follows(&["được ", "bàn ", "chuyển ", "ngoại "]),
        _ => false,
    };
    let named = follows(&[
        "việc ",
        "công tác ",
        "nhiệm vụ ",
        "chức năng ",
        "hoạt động ",
        "được ",
        "phạm vi ",
        "lĩnh vực ",
        "kết quả ",
    ]);
    if body || team || word || named {
        return None;
    }
    let kind =
        follows(&["cơ quan ", "đơn vị ", "tổ chức ", "doanh nghiệp ", "công ty ", "cơ sở ", "lực lượng ", "Quỹ "]);
    Some(if kind && NAMING.contains(&verb) { Verb::Naming } else { Verb::Doing })
}

/// Returns whether the words begin with a doing: `chủ trì`, `Kịp thời tháo gỡ`.
pub(super) fn begins_with_verb(text: &str) -> bool {
    let head: String = text.chars().take(24).flat_map(char::to_lowercase).collect();
    DOINGS.whole_of_text(&head).is_some()
}

#[cfg(test)]
mod tests {
    use super::verb_at;

    #[test]
    fn verbs_and_bodies() {
        let name = |text: &'static str| verb_at(text).map(|at| text[..at].trim_end());
        assert_eq!(name("Sở Nội vụ chủ trì, phối hợp"), Some("Sở Nội vụ"));
        assert_eq!(name("Các tổ chức, cá nhân thực hiện"), Some("Các tổ chức, cá nhân"));
        assert_eq!(name("Đoàn kiểm tra lập biên bản"), Some("Đoàn kiểm tra"));
        assert_eq!(name("Văn phòng Sở"), None);
        assert_eq!(name("Ban Chỉ đạo bầu cử tỉnh kiểm tra"), Some("Ban Chỉ đạo bầu cử tỉnh"));
        assert_eq!(name("Các đơn vị sự nghiệp công lập niêm yết"), Some("Các đơn vị sự nghiệp công lập"));
    }

    #[test]
    fn a_verb_in_a_name() {
        let name = |text: &'static str| verb_at(text).map(|at| text[..at].trim_end());
        assert_eq!(name("Các tổ chức cung cấp dịch vụ tích cực tham gia"), Some("Các tổ chức cung cấp dịch vụ"));
        assert_eq!(name("Các đơn vị quản lý chặt chẽ hồ sơ, báo cáo kết quả"), Some("Các đơn vị"));
        assert_eq!(
            name("Các sở có liên quan tới việc thực hiện Kế hoạch này có trách nhiệm"),
            Some("Các sở có liên quan tới việc thực hiện Kế hoạch này")
        );
    }
}

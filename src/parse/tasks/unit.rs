//! Units as tasks name them: `Sở Nội vụ`, `Các phòng, Trung tâm trực thuộc`, `UBND các xã, phường`.

use std::sync::LazyLock;

use super::phrases::Openings;
use crate::document::{Slug, UnitRef};
use crate::lexicon::{AuthorityMatch, Lexicon, Near};
use crate::parse::one_line;

/// First words of a unit's name in running text, in small letters.
const HEADS: &[&str] = &[
    "sở",
    "ủy ban",
    "ubnd",
    "hội đồng",
    "hđnd",
    "ban",
    "bộ",
    "cục",
    "chi cục",
    "phòng",
    "văn phòng",
    "trung tâm",
    "trường",
    "thanh tra",
    "công an",
    "chủ tịch",
    "phó chủ tịch",
    "giám đốc",
    "phó giám đốc",
    "chánh",
    "trưởng",
    "thủ trưởng",
    "mặt trận",
    "ủy ban mttq",
    "đoàn",
    "hội",
    "liên đoàn",
    "liên minh",
    "đài",
    "báo",
    "bảo hiểm",
    "kho bạc",
    "ngân hàng",
    "viện",
    "tòa án",
    "bộ phận",
    "tổ",
    "công đoàn",
    "doanh nghiệp",
    "công ty",
    "tổng công ty",
    "tập đoàn",
    "bệnh viện",
    "tỉnh đoàn",
    "thành đoàn",
    "tỉnh ủy",
    "thành ủy",
    "đảng ủy",
    "chi bộ",
    "cơ quan",
    "đơn vị",
    "quỹ",
    "thuế",
    "chính phủ",
    "lãnh đạo",
    "nhà máy",
    "hợp tác xã",
    "người đứng đầu",
    "xã",
    "phường",
    "huyện",
    "tổ chức chính trị",
    "địa phương",
    "chủ đầu tư",
    "nhà mạng",
    "đoàn thể",
    "ngành",
    "cấp ủy",
    "tổ chức đoàn thể",
    "liên hiệp",
    "hiệp hội",
    "kiểm toán",
    "hải quan",
    "bưu điện",
    "tổng cục",
    "học viện",
    "thường trực",
    "cổng thông tin",
    "chi nhánh",
    "đặc khu",
    "tỉnh",
    "thành phố",
    "thủ tướng",
    "phó thủ tướng",
    "bí thư",
    "thông tấn xã",
];

/// First words that name units only after "các": `các tổ chức`, `các cơ sở sản xuất`.
const MANY_HEADS: &[&str] =
    &["tổ chức", "cơ sở", "lực lượng", "thành viên", "hộ", "trạm", "nhà trường", "chủ dự án", "cá nhân", "đồng chí"];

/// Words that make of a head the beginning of something else: `Ban hành`, `Báo cáo`, `Phòng, chống`.
const NOT_HEADS: &[&str] = &[
    "ban hành",
    "thanh tra, kiểm tra",
    "thanh tra và kiểm tra",
    "báo cáo",
    "phòng, chống",
    "phòng chống",
    "phòng ngừa",
    "phòng cháy",
    "hội nghị",
    "hội thảo",
    "tổ chức ",
    "đoàn kết",
    "đoàn viên",
    "hội viên",
    "hội thi",
    "bộ máy",
    "bộ luật",
    "bộ chỉ số",
    "bộ tiêu chí",
    "bộ thủ tục",
    "xã hội",
    "thuế suất",
    "trưởng thành",
    "viện dẫn",
    "báo động",
    "đài thọ",
    "quỹ đất",
    "đơn vị hành chính",
    "bộ câu hỏi",
    "huyện lỵ",
    "trường hợp",
    "chính phủ số",
    "chính phủ điện tử",
    "viện phí",
    "thuế thu nhập",
    "thuế giá trị",
    "bộ hồ sơ",
    "bộ tài liệu",
    "bộ quy",
    "bảo hiểm y tế",
    "bảo hiểm thất nghiệp",
    "cơ sở dữ liệu",
    "cơ sở vật chất",
    "cơ sở hạ tầng",
    "phòng dịch",
    "phòng thủ",
    "ngành nghề",
];

/// Returns whether the words begin as a unit's name does.
pub(super) fn begins(text: &str) -> bool {
    static NAMES: LazyLock<Openings> = LazyLock::new(|| Openings::of(HEADS));
    static OF_MANY: LazyLock<Openings> = LazyLock::new(|| Openings::of(MANY_HEADS));
    static OTHERS: LazyLock<Openings> = LazyLock::new(|| Openings::of(NOT_HEADS));
    // Small letters name a unit only after "các", "những", "từng", "toàn thể".
    if !text.starts_with(|c: char| c.is_uppercase() || matches!(c, 'c' | 'n' | 't')) {
        return false;
    }
    let lower = lower_head(text);
    let words = ["các ", "những ", "từng ", "toàn thể "].iter().find_map(|many| lower.strip_prefix(many));
    let many = words.is_some();
    let words = words.unwrap_or(&lower);
    let special = many || words.starts_with("tổ chức chính trị") || words.starts_with("tổ chức đoàn thể");
    let other = OTHERS.of_text(words).any(|(other, _)| !special || other != "tổ chức ");
    if other {
        return false;
    }
    let named = NAMES.whole_of_text(words).is_some() && (many || text.starts_with(char::is_uppercase));
    named || (many && OF_MANY.whole_of_text(words).is_some())
}

fn lower_head(text: &str) -> String {
    text.chars()
        .take(40)
        .flat_map(char::to_lowercase)
        .map(|c| if c == '\n' { ' ' } else { c })
        .collect::<String>()
        .replace("uỷ", "ủy")
        .replace("toà", "tòa")
}

/// Parts a list of units: at semicolons, and at commas and `và` where a new unit begins.
pub(super) fn list(text: &str, lexicon: &Lexicon, near: Near<'_>) -> Vec<UnitRef> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut depth = 0_i32;
    let mut cut = |from: usize, to: usize| {
        let words = text.get(from..to).unwrap_or_default();
        if let Some(unit) = unit(words, lexicon, near) {
            found.push(unit);
        }
    };
    for (at, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        let rest = text.get(at..).unwrap_or_default();
        let head = text.get(start..at).unwrap_or_default().trim_start();
        let joint = match c {
            ';' => Some(1),
            ',' => rest.get(1..).map(str::trim_start).filter(|after| opens(after) || same_head(head, after)).map(|_| 1),
            _ if c.is_whitespace() => [" và ", " cùng ", "\nvà "]
                .iter()
                .find(|word| rest.strip_prefix(**word).is_some_and(|after| opens_after_and(head, after.trim_start())))
                .map(|word| word.len()),
            _ => None,
        };
        // "Văn phòng HĐND và UBND" is one office.
        let office = || {
            head.starts_with("Văn phòng")
                && ["HĐND", "Hội đồng nhân dân", "Quốc hội"].iter().any(|body| head.ends_with(body))
        };
        if let Some(len) = joint.filter(|_| depth == 0 && at >= start && !office()) {
            cut(start, at);
            start = at + len;
        }
    }
    cut(start, text.len());
    found
}

/// Returns whether a further unit begins after a comma: a name, not `ban, ngành` of "các sở, ban, ngành".
fn opens(after: &str) -> bool {
    const OTHERS: &[&str] = &["tổ chức chính trị", "tổ chức đoàn thể", "cơ quan ngành dọc", "cơ quan trung ương"];
    begins(after) || OTHERS.iter().any(|other| after.starts_with(other))
}

/// Returns whether the words begin with the first word of the unit before them: "các doanh nghiệp viễn thông, doanh nghiệp
/// bưu chính".
fn same_head(head: &str, after: &str) -> bool {
    let lower = lower_head(head);
    let noun = lower.strip_prefix("các ").unwrap_or(&lower).trim();
    let two = |text: &str| text.split(' ').take(2).collect::<Vec<_>>().join(" ");
    noun.split(' ').nth(2).is_some() && two(noun) == two(after) && after.split(' ').nth(2).is_some()
}

/// Returns whether a further unit begins after `và`: a name, or, after one body's name, bodies in general:
/// "Sở Tài chính và cơ quan liên quan", but not "các cơ quan và đơn vị".
fn opens_after_and(head: &str, after: &str) -> bool {
    let one = head.starts_with(char::is_uppercase) && !head.starts_with("Các ") && begins(head);
    opens(after) || (one && after.starts_with(char::is_lowercase) && begins(&super::subject::capitalised(after)))
}

/// Makes a unit of the words, with its id in the lexicon or the slug of its words.
pub(super) fn unit(words: &str, lexicon: &Lexicon, near: Near<'_>) -> Option<UnitRef> {
    let text = one_line(words);
    let text = text
        .trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '.' | ';' | ':' | '-' | '+' | '*' | '_'))
        .trim_start_matches("và ");
    if text.is_empty() || !text.chars().any(char::is_alphabetic) || text.split(' ').nth(28).is_some() {
        return None;
    }
    let found = lexicon.authority_named_near(text, near).or_else(|| group(text, lexicon, near));
    let (id, territory) = found.map_or_else(|| (Slug::of(text), None), |found| (found.id, found.territory));
    Some(UnitRef { text: text.to_owned(), id: Some(id), territory })
}

/// Returns the group that the words name but for what says which of its bodies are meant: "các sở, ngành có liên quan".
fn group(text: &str, lexicon: &Lexicon, near: Near<'_>) -> Option<AuthorityMatch> {
    const WHICH: &[&str] = &[
        " có liên quan",
        " liên quan",
        " cấp tỉnh",
        " thành phố",
        " tỉnh",
        " thuộc",
        " khác",
        " trên địa bàn",
        ", đơn vị",
        ", địa phương",
        ", đoàn thể",
        ", cơ quan",
        " và",
        ",",
    ];
    let mut words = text.trim();
    while let Some(rest) = WHICH.iter().find_map(|which| words.strip_suffix(which)) {
        words = rest.trim_end();
        if let Some(found) = lexicon.authority_named_near(words, near).filter(|found| found.several) {
            return Some(found);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{begins, list};
    use crate::lexicon::{Lexicon, Near};

    fn units(text: &str) -> Vec<String> {
        list(text, &Lexicon::builtin().unwrap(), Near::default()).into_iter().map(|unit| unit.text).collect()
    }

    #[test]
    fn heads_of_units() {
        assert!(begins("Văn phòng Sở") && begins("các phòng, đơn vị") && begins("Ủy ban nhân dân các xã"));
        assert!(!begins("Ban hành quy chế") && !begins("Báo cáo kết quả") && !begins("Phòng, chống tham nhũng"));
        assert!(!begins("Mục đích"));
    }

    #[test]
    fn lists_are_parted_between_names() {
        assert_eq!(
            units("Các sở, ban, ngành, tổ chức chính trị - xã hội, Ủy ban nhân dân các xã, phường"),
            ["Các sở, ban, ngành", "tổ chức chính trị - xã hội", "Ủy ban nhân dân các xã, phường"]
        );
        assert_eq!(
            units("Sở Văn hóa, Thể thao và Du lịch và Sở Tài chính"),
            ["Sở Văn hóa, Thể thao và Du lịch", "Sở Tài chính"]
        );
        assert_eq!(units("Bộ CHQS tỉnh; UBND cấp xã"), ["Bộ CHQS tỉnh", "UBND cấp xã"]);
    }

    #[test]
    fn an_office_of_two_bodies_is_one() {
        assert_eq!(
            units("Văn phòng HĐND và UBND huyện, Phòng Nội vụ"),
            ["Văn phòng HĐND và UBND huyện", "Phòng Nội vụ"]
        );
    }

    #[test]
    fn ids_come_from_the_lexicon() {
        let lexicon = Lexicon::builtin().unwrap();
        let near = Near { territory: Some("quang-tri"), date: None };
        let ids = |text: &str| -> Vec<(String, Option<String>)> {
            let units = list(text, &lexicon, near).into_iter();
            units.map(|unit| (unit.id.unwrap().to_string(), unit.territory.map(|place| place.to_string()))).collect()
        };
        let in_province = |id: &str| (id.to_owned(), Some("quang-tri".to_owned()));
        assert_eq!(
            ids("Sở Nội vụ, Sở Kế hoạch và Đầu tư"),
            [in_province("so-noi-vu"), in_province("so-ke-hoach-va-dau-tu"),]
        );
        assert_eq!(ids("Phòng Hợp tác Ảo"), [("phong-hop-tac-ao".to_owned(), None)]);
        for group in ["Các sở, ban, ngành", "các Sở, ngành có liên quan", "các sở, ban, ngành, đoàn thể cấp tỉnh"]
        {
            assert_eq!(ids(group)[0].0, "so-ban-nganh", "{group}");
        }
        assert_eq!(ids("UBND các xã, phường")[0].0, "ubnd-xa");
        assert_eq!(ids("các cơ quan, đơn vị có liên quan")[0].0, "co-quan-don-vi");
        assert_eq!(ids("các tổ chức chính trị - xã hội tỉnh")[0].0, "to-chuc-chinh-tri-xa-hoi");
    }
}

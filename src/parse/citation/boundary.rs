//! Words at which a name ends: what a document does, how it is tied to the sentence. The language's own, no law in it.

use super::grammar::Grammar;
use crate::parse::token::Key;

/// Two-syllable verbs that open a title or go on with the sentence after a name.
const VERBS: &[(&str, &[&str])] = &[
    ("ban", &["hành", "bố"]),
    ("báo", &["cáo"]),
    ("bãi", &["bỏ"]),
    ("bao", &["gồm"]),
    ("bổ", &["sung"]),
    ("bảo", &["đảm"]),
    ("cấp", &["giấy", "phép", "phát"]),
    ("chấp", &["thuận"]),
    ("chỉ", &["đạo"]),
    ("chịu", &["trách"]),
    ("chuyển", &["đổi", "giao"]),
    ("công", &["bố", "nhận", "khai"]),
    ("đề", &["nghị", "xuất"]),
    ("đình", &["chỉ"]),
    ("đính", &["chính", "kèm"]),
    ("đẩy", &["mạnh"]),
    ("đôn", &["đốc"]),
    ("đối", &["với"]),
    ("đánh", &["giá"]),
    ("điều", &["chỉnh"]),
    ("gia", &["hạn"]),
    ("giải", &["quyết"]),
    ("giao", &["cho", "chỉ", "nhiệm", "sở", "ủy", "uỷ", "ban", "bộ"]),
    ("hiện", &["hành", "nay"]),
    ("hợp", &["nhất"]),
    ("hủy", &["bỏ"]),
    ("huỷ", &["bỏ"]),
    ("hướng", &["dẫn"]),
    ("kéo", &["dài"]),
    ("khen", &["thưởng"]),
    ("kiện", &["toàn"]),
    ("liên", &["quan"]),
    ("nghiêm", &["cấm"]),
    ("ngưng", &["hiệu"]),
    ("phân", &["bổ", "cấp", "công", "quyền", "định"]),
    ("phê", &["duyệt", "chuẩn"]),
    ("quy", &["định"]),
    ("qui", &["định"]),
    ("quyết", &["định", "nghị"]),
    ("rà", &["soát"]),
    ("sắp", &["xếp"]),
    ("sửa", &["đổi"]),
    ("tăng", &["cường"]),
    ("thay", &["thế", "mặt"]),
    ("thành", &["lập"]),
    ("thi", &["hành"]),
    ("thông", &["qua", "báo"]),
    ("thống", &["nhất"]),
    ("thực", &["hiện"]),
    ("tiếp", &["tục"]),
    ("tổ", &["chức"]),
    ("triển", &["khai"]),
    ("trích", &["ngang"]),
    ("xử", &["lý", "phạt"]),
    ("yêu", &["cầu"]),
];

/// Single syllables that no name contains in small letters.
const SINGLE: &[&str] = &[
    "nhằm", "cùng", "cần", "sẽ", "bị", "chưa", "khác", "đó", "gửi", "nêu", "với", "vì", "trước", "nếu", "thì", "kể",
    "hết", "giữa", "nay",
];

impl Grammar<'_> {
    /// Returns whether a name cannot go on with the word at `at`: a verb in small letters or a word of the sentence.
    pub(super) fn ends_name(&self, at: usize) -> bool {
        let token = self.token(at);
        if token.capital && !token.capitals {
            return false;
        }
        let lower = self.lower(at);
        let verb = VERBS.iter().find(|(first, _)| *first == lower);
        if verb.is_some_and(|(_, second)| second.contains(&self.lower(at + 1))) {
            return true;
        }
        if self.is_within_name(at) {
            return false;
        }
        if token.key == Key::Nam {
            return self.year(at + 1).is_some();
        }
        token.key.is_of_sentence() || (!token.capital && SINGLE.contains(&lower))
    }

    /// Returns whether the word at `at`, one of the sentence elsewhere, stands in a set phrase of names: "người có công
    /// với cách mạng", "dự bị", "tại Việt Nam".
    fn is_within_name(&self, at: usize) -> bool {
        let before = self.lower(at.saturating_sub(1));
        match self.lower(at) {
            "có" => before == "người",
            "với" => before == "công",
            "bị" => before == "dự",
            "tại" => self.lower(at + 1) == "việt",
            _ => false,
        }
    }

    /// Returns whether a law's name that is closed by a number or date cannot go on with the word at `at`. Verbs of
    /// administration are parts of such names: "Luật Ký kết và thực hiện điều ước quốc tế".
    pub(super) fn ends_law_name(&self, at: usize) -> bool {
        self.ends_name(at) && !self.is_activity(at)
    }

    /// Returns whether a verb of administration stands at `at`, which a law may be named after: "xử lý", "thi hành".
    pub(super) fn is_activity(&self, at: usize) -> bool {
        matches!(
            (self.lower(at), self.lower(at + 1)),
            ("xử", "lý")
                | ("thi", "hành")
                | ("tổ", "chức")
                | ("giải", "quyết")
                | ("thực", "hiện")
                | ("khen", "thưởng")
                | ("chuyển", "giao")
                | ("bảo", "đảm")
                | ("trong", "nước")
        )
    }

    /// Returns whether a two-syllable verb of a title starts at `at`, in any case.
    pub(super) fn is_verb(&self, at: usize) -> bool {
        let lower = self.lower(at);
        let verb = VERBS.iter().find(|(first, _)| *first == lower);
        verb.is_some_and(|(_, second)| second.contains(&self.lower(at + 1))) && !self.token(at + 1).capital
    }

    /// Returns whether a two-syllable verb of a title in capitals starts at `at`: "BAN HÀNH".
    pub(super) fn is_verb_in_capitals(&self, at: usize) -> bool {
        self.token(at).capitals && self.token(at + 1).capitals && self.opens_title(at)
    }

    /// Returns whether the word at `at` opens a title (trích yếu): "về việc", "quy định", "ban hành", "sửa đổi".
    pub(super) fn opens_title(&self, at: usize) -> bool {
        let lower = self.lower(at);
        let verb = VERBS.iter().find(|(first, _)| *first == lower);
        let v_v = lower == "v" && self.token(at + 1).sort == crate::parse::token::Sort::Mark('/');
        self.key(at) == Key::Ve || v_v || verb.is_some_and(|(_, second)| second.contains(&self.lower(at + 1)))
    }
}

//! The words that the citation grammar is made of: the language's own, no names and no abbreviations of the tables.

use std::sync::LazyLock;

macro_rules! keys {
    ($($(#[$doc:meta])* $name:ident = $($word:literal)|+),+ $(,)?) => {
        /// A word of the grammar.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum Key {
            /// No word of the grammar.
            Other,
            $($(#[$doc])* $name),+
        }

        const WORDS: &[(&str, Key)] = &[$($(($word, Key::$name)),+),+];
    };
}

keys! {
    Ban = "ban", Bai = "bãi", Bang = "bằng", Bo = "bộ", BoSung = "bổ" | "bố", Boi = "bởi", BoBo = "bỏ", Bieu = "biểu",
    Cac = "các", Can = "căn", Chi = "chi", Cho = "cho", Chung = "chung", Chuong = "chương", Chinh = "chính",
    Cong = "công", Cu = "cứ", Cua = "của" | "cua", Co = "có", Da = "đã", Dan = "dẫn", Dau = "đầu", Dai = "đại", De = "để",
    DeNghi = "đề", Den = "đến", Diem = "điểm", Dieu = "điều", Dinh = "định", Do = "do", Doan = "đoạn", Dong = "dòng",
    Duoc = "được", Duyet = "duyệt", Duoi = "dưới", Day = "đây",
    Gach = "gạch", Goi = "gọi", Giua = "giữa", Gom = "gồm", Giao = "giao",
    Hanh = "hành", Het = "hết", Hieu = "hiệu", Hien = "hiến", Hoac = "hoặc", Hoi = "hội", Huong = "hướng", Huy = "hủy" | "huỷ",
    Kem = "kèm", Khai = "khai", Khi = "khi", Khoan = "khoản" | "khản", Khoa = "khóa" | "khoá", Khong = "không", Ke = "kể",
    La = "là", Lan = "lần", Lenh = "lệnh", Lien = "liên", Luat = "luật", Luc = "lục",
    Mau = "mẫu", Mot = "một", Muc = "mục", Mo = "mở",
    Nam = "năm" | "nám", Nay = "này", Ngay = "ngày", Neu = "nêu", Nghi = "nghị", Nhu = "như", Nghia = "nghĩa",
    Nhung = "những", Noi = "nói", NoiDung = "nội", Nuoc = "nước",
    Phan = "phần", Phap = "pháp", Phe = "phê", Phu = "phụ", ChinhPhu = "phủ", Phai = "phải",
    Quy = "quy" | "qui", Quyet = "quyết", Sau = "sau", So = "số" | "sô" | "sồ" | "sỏ" | "so", Sua = "sửa", Sung = "sung",
    Tai = "tại", Tat = "tắt", Thang = "tháng", Thanh = "thành", Thay = "thay", The = "thế", Theo = "theo", Thi = "thì", ThiHanh = "thi",
    Thu = "thứ", Thuc = "thực", Thuoc = "thuộc", Thong = "thông", Tiet = "tiết" | "tiêt", Tieu = "tiểu", Tren = "trên",
    Trien = "triển", Trong = "trong", Tru = "trừ", Tu = "từ", Tuc = "tục", Tinh = "tỉnh", To = "tổ",
    Uy = "ủy" | "uỷ", Va = "và", Ve = "về", Vv = "vv", Van = "văn", Viet = "viết", Viec = "việc", Vao = "vào", Voi = "với",
    Xet = "xét", Y = "ý", Cau = "câu",
}

/// The words by their bytes in one number, each in the first free place from its [`place`] on; zero is no word.
static TABLE: LazyLock<[(u64, Key); PLACES]> = LazyLock::new(|| {
    let mut table = [(0, Key::Other); PLACES];
    for (word, key) in WORDS {
        let mut at = place(packed(word));
        while table.get(at).is_some_and(|(taken, _)| *taken != 0) {
            at = (at + 1) % PLACES;
        }
        if let Some(free) = table.get_mut(at) {
            *free = (packed(word), *key);
        }
    }
    table
});

/// Places of the table, more than three for each word.
const PLACES: usize = 512;

/// No word of the grammar has more bytes.
const LONGEST: usize = 8;

/// Returns the bytes of a word as one number.
fn packed(word: &str) -> u64 {
    word.bytes().fold(0, |packed, byte| packed << 8 | u64::from(byte))
}

/// Returns where a word is looked for first: the upper nine bits of its product with the golden ratio's fraction.
fn place(packed: u64) -> usize {
    usize::try_from(packed.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 55).unwrap_or_default()
}

impl Key {
    /// Returns which word of the grammar the small letters `lower` are.
    pub(crate) fn of(lower: &str) -> Self {
        if lower.len() > LONGEST {
            return Self::Other;
        }
        let word = packed(lower);
        let mut at = place(word);
        loop {
            match TABLE.get(at) {
                Some((taken, key)) if *taken == word => return *key,
                Some((0, _)) | None => return Self::Other,
                Some(_) => at = (at + 1) % PLACES,
            }
        }
    }

    /// Returns whether a symbol may have been run together with this word (`NĐ-CPngày`, `TTgcủa`).
    pub(crate) fn follows_symbol(self) -> bool {
        matches!(
            self,
            Self::Ngay | Self::Cua | Self::Nhu | Self::Ve | Self::Va | Self::Nay | Self::Quy | Self::Ban | Self::Nam
        )
    }

    /// Returns whether a reference may start with this word, so that a capital in mid-word is a seam ("tạiĐiều").
    pub(crate) fn starts_reference(self) -> bool {
        matches!(
            self,
            Self::Dieu
                | Self::Khoan
                | Self::Diem
                | Self::Luat
                | Self::Nghi
                | Self::Thong
                | Self::Quyet
                | Self::Phu
                | Self::Mau
                | Self::Bo
                | Self::Chi
        )
    }

    /// Returns whether a list of provisions or a bare number may start with this word.
    pub(crate) fn opens_provisions(self) -> bool {
        matches!(
            self,
            Self::Dieu
                | Self::Khoan
                | Self::Diem
                | Self::Tieu
                | Self::Muc
                | Self::Chuong
                | Self::Phan
                | Self::Phu
                | Self::Mau
                | Self::Bieu
                | Self::Doan
                | Self::Gach
                | Self::Tiet
                | Self::So
                | Self::Cac
                | Self::Tu
        )
    }

    /// Returns whether the word is the last of a kind that is cited by name: "Luật", "Pháp lệnh".
    pub(crate) fn is_law_word(self) -> bool {
        matches!(self, Self::Luat | Self::Lenh)
    }

    /// Returns whether the word joins the members of a list.
    pub(crate) fn joins(self) -> bool {
        matches!(self, Self::Va | Self::Hoac)
    }

    /// Returns whether the word may follow the last value of a list of provisions.
    pub(crate) fn ends_list(self) -> bool {
        matches!(
            self,
            Self::Cua
                | Self::Va
                | Self::Hoac
                | Self::Nay
                | Self::Tai
                | Self::Ban
                | Self::Kem
                | Self::Den
                | Self::Thuoc
                | Self::Duoc
                | Self::Co
                | Self::Tren
                | Self::Neu
                | Self::Noi
                | Self::Cac
                | Self::Tu
                | Self::Nhu
                | Self::Trong
                | Self::Het
                | Self::Quy
        )
    }

    /// Returns whether the word ties names into a sentence and is part of none.
    pub(crate) fn is_of_sentence(self) -> bool {
        matches!(
            self,
            Self::Ve
                | Self::Duoc
                | Self::Da
                | Self::Tai
                | Self::Theo
                | Self::De
                | Self::Thi
                | Self::La
                | Self::Nay
                | Self::Cho
                | Self::Trong
                | Self::Vao
                | Self::Khi
                | Self::Nhu
                | Self::Boi
                | Self::Het
                | Self::Phai
                | Self::Khong
                | Self::Hoac
                | Self::Tu
                | Self::Ngay
                | Self::Co
                | Self::Giua
                | Self::Tren
                | Self::Do
                | Self::Sau
                | Self::Den
                | Self::Neu
                | Self::Gom
                | Self::Cac
                | Self::Cua
                | Self::Kem
                | Self::Bang
                | Self::Voi
                | Self::Xet
        )
    }

    /// Returns whether the word may follow a short number ("Đề án 06 vào …"), so that it is no count ("02 lần").
    pub(crate) fn follows_short_number(self) -> bool {
        matches!(self, Self::Ban | Self::Quy | Self::Phe | Self::Thay | Self::Sua | Self::Bo | Self::Nghia)
            || (self.is_of_sentence() || self.joins())
    }
}

#[cfg(test)]
mod tests {
    use super::{Key, LONGEST, WORDS};

    #[test]
    fn every_word_is_found_and_no_other() {
        for (word, key) in WORDS {
            assert!(word.len() <= LONGEST, "{word}");
            assert_eq!(Key::of(word), *key, "{word}");
        }
        for word in ["", "ng", "Điều", "thiết", "khoảng", "chươngg"] {
            assert_eq!(Key::of(word), Key::Other, "{word}");
        }
    }
}

//! Provisions and their paths.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::text::Span;

/// A path to a provision, outermost first: `dieu-5/khoan-2/diem-a`, `phu-luc-ii/muc-1`; `đ` is written `dd`.
pub type ProvisionPath = String;

/// One provision of the document with what it contains.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Provision {
    /// Path from the document's root.
    pub path: ProvisionPath,
    /// The printed label: `Điều 1.`, `2.`, `a)`.
    pub label: String,
    /// The heading after the label, where it has one.
    pub heading: Option<String>,
    /// From the label to the end of the last thing inside.
    pub span: Span,
    /// Provisions inside, in order.
    pub children: Vec<Provision>,
}

impl Provision {
    /// Returns the innermost provision that holds `span`.
    #[must_use]
    pub fn innermost(&self, span: Span) -> Option<&Self> {
        if !self.span.contains(span) {
            return None;
        }
        self.children.iter().find_map(|child| child.innermost(span)).or(Some(self))
    }
}

/// Returns a path as a citation prints it: `điểm a khoản 2 Điều 5`; the empty string where no step has a name.
#[must_use]
pub fn in_words(path: &str) -> String {
    let steps = path.split('/').filter_map(|step| {
        if step == "kem-theo" {
            return Some("văn bản kèm theo".to_owned());
        }
        let (name, mark) = step.rsplit_once('-')?;
        let (word, capital) = match name {
            "dieu" => ("Điều", false),
            "khoan" => ("khoản", false),
            "diem" => ("điểm", false),
            "tiet" => ("tiết", false),
            "gach" => ("gạch đầu dòng", false),
            "doan" => ("đoạn", false),
            "chuong" => ("Chương", true),
            "muc" => ("Mục", mark.chars().all(|c| matches!(c, 'i' | 'v' | 'x'))),
            "phan" => ("Phần", true),
            "phu-luc" => ("Phụ lục", true),
            "mau" => ("Mẫu", true),
            "can-cu" => ("căn cứ", false),
            _ => return None,
        };
        let mark = mark.replace("dd", "đ");
        Some(format!("{word} {}", if capital { mark.to_uppercase() } else { mark }))
    });
    steps.collect::<Vec<_>>().into_iter().rev().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::in_words;

    #[test]
    fn paths_read_from_the_smallest_unit() {
        assert_eq!(in_words("dieu-5/khoan-2/diem-dd"), "điểm đ khoản 2 Điều 5");
        assert_eq!(in_words("chuong-iii/dieu-24"), "Điều 24 Chương III");
        assert_eq!(in_words("can-cu-3"), "căn cứ 3");
        assert_eq!(in_words("kem-theo/muc-ii"), "Mục II văn bản kèm theo");
        assert_eq!(in_words("phu-luc-ii/muc-ii/khoan-1"), "khoản 1 Mục II Phụ lục II");
    }
}

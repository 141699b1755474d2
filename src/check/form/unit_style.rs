//! FMT-017: how parts, chapters, sections, articles, clauses and points are labelled.

use std::collections::BTreeMap;

use crate::check::{Check, Context, Findings};
use crate::document::Provision;
use crate::text::Span;

/// Finds labels with the wrong figures or the wrong mark behind them; each sort of slip once, with how often it occurs.
pub(super) struct UnitStyle;

impl Check for UnitStyle {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        let mut slips: BTreeMap<&str, Vec<(Span, String)>> = BTreeMap::new();
        walk(&cx.document.provisions, &mut |provision| {
            if let Some((key, right)) = slip(provision, cx.document.slice(provision.span)) {
                let start = provision.span.start;
                let at = Span::new(start, start + printed(provision, cx.document.slice(provision.span)).len());
                slips.entry(key).or_default().push((at, right));
            }
        });
        for (key, found) in slips {
            let Some((at, right)) = found.first() else { continue };
            let draft = out.finding(key, *at).arg("right", right).arg("count", found.len().to_string());
            // One place mended of many would leave the others as they are.
            if found.len() > 1 {
                continue;
            }
            if matches!(key, "roman" | "arabic") {
                // Other places may refer to the number.
                draft.suggest(*at, right);
            } else {
                draft.fix(*at, right);
            }
        }
    }
}

fn walk(provisions: &[Provision], each: &mut impl FnMut(&Provision)) {
    for provision in provisions {
        each(provision);
        walk(&provision.children, each);
    }
}

/// Returns the label as it stands in the text, its mark included.
fn printed<'t>(provision: &'t Provision, text: &'t str) -> &'t str {
    let label = provision.label.trim_end_matches(['.', ':', ')', '/', '-', '–', ' ']);
    let Some(rest) = text.strip_prefix(label) else { return "" };
    let marks =
        rest.len() - rest.trim_start_matches([' ', '\u{a0}']).trim_start_matches(['.', ':', ')', '/', '-', '–']).len();
    let marked = text.get(..label.len() + marks).unwrap_or(label);
    marked.trim_end()
}

/// Returns what is wrong with a label and how to write it.
fn slip(provision: &Provision, text: &str) -> Option<(&'static str, String)> {
    // An annex may hold forms and lists of another document.
    if provision.path.starts_with("phu-luc") {
        return None;
    }
    let label = printed(provision, text);
    let bare = label.trim_end_matches(['.', ':', ')', '/', '-', '–', ' ']);
    let mark = label.get(bare.len()..).unwrap_or_default().trim();
    let segment = provision.path.rsplit('/').next().unwrap_or_default();
    let (word, number) = bare.rsplit_once(char::is_whitespace).unwrap_or(("", bare));
    let arabic = number.parse::<u32>().ok();
    let lower = word.to_lowercase();
    if matches!(lower.as_str(), "chương" | "phần") {
        return arabic.map(|number| ("roman", format!("{word} {}", roman(number))));
    }
    if matches!(lower.as_str(), "mục" | "tiểu mục") {
        let value = from_roman(number)?;
        return Some(("arabic", format!("{word} {value}")));
    }
    if segment.starts_with("dieu-") && lower == "điều" && arabic.is_some() {
        // A number alone on its line may be a mention that was cut off.
        return (!mark.is_empty() && mark != ".").then(|| ("article", format!("{bare}.")));
    }
    if !provision.path.contains("dieu-") {
        return None;
    }
    if segment.starts_with("khoan-") && word.is_empty() && arabic.is_some() {
        return (mark == ")" || mark == "/").then(|| ("clause", format!("{bare}.")));
    }
    let single = number.chars().count() == 1 && number.chars().all(char::is_lowercase);
    (segment.starts_with("diem-") && word.is_empty() && single && (mark == "." || mark == "/"))
        .then(|| ("point", format!("{bare})")))
}

fn roman(number: u32) -> String {
    const SIGNS: [(u32, &str); 9] =
        [(100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];
    let (mut rest, mut written) = (number.min(399), String::new());
    for (value, sign) in SIGNS {
        while rest >= value {
            written.push_str(sign);
            rest -= value;
        }
    }
    written
}

fn from_roman(sign: &str) -> Option<u32> {
    (1..=60).find(|number| roman(*number) == sign)
}

#[cfg(test)]
mod tests {
    use super::{printed, slip};
    use crate::document::Provision;
    use crate::text::Span;

    fn of(path: &str, label: &str, text: &str) -> Option<(&'static str, String)> {
        let provision = Provision {
            path: path.to_owned(),
            label: label.to_owned(),
            heading: None,
            span: Span::new(0, text.len()),
            children: Vec::new(),
        };
        assert!(text.starts_with(printed(&provision, text)));
        slip(&provision, text)
    }

    #[test]
    fn labels() {
        assert_eq!(of("chuong-1", "Chương 1", "Chương 1\nQUY ĐỊNH CHUNG"), Some(("roman", "Chương I".to_owned())));
        assert_eq!(of("chuong-i/muc-ii", "Mục II", "Mục II\nQUẢN LÝ"), Some(("arabic", "Mục 2".to_owned())));
        assert_eq!(of("dieu-1", "Điều 1:", "Điều 1: Phạm vi"), Some(("article", "Điều 1.".to_owned())));
        assert_eq!(of("dieu-1/khoan-1/diem-a", "a.", "a. Một"), Some(("point", "a)".to_owned())));
        assert_eq!(of("dieu-1", "Điều 1.", "Điều 1. Phạm vi"), None);
        assert_eq!(of("muc-i/khoan-1/diem-a", "a.", "a. Một"), None);
        assert_eq!(of("chuong-ii", "Chương II", "Chương II\nQUẢN LÝ"), None);
    }
}

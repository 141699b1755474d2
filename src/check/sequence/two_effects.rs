//! SEQ-021: the attached regulation names another day of effect than the decision that issues it.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use crate::check::{Check, Context, Findings};
use crate::text::Span;

/// Finds "Quy định này có hiệu lực từ ngày …" in what is attached, with another day than the decision's own clause.
pub(super) struct TwoEffects;

static CLAUSE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?P<at>(?:Quy định|Quy chế|Quy trình|Kế hoạch|Điều lệ|Đề án|Chương trình) này\s+có\s+hiệu\s+lực\s+(?:thi\s+hành\s+)?(?:kể\s+)?từ\s+ngày\s+",
        r"(?P<d>\d{1,2})(?:/|\s+tháng\s+)(?P<m>\d{1,2})(?:/|\s+năm\s+)(?P<y>\d{4}))"
    ))
    .ok()
});

impl Check for TwoEffects {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        let Some(effective) = cx.document.effective.as_ref() else { return };
        let (Some(pattern), Some(own)) = (CLAUSE.as_ref(), effective.date) else { return };
        for found in pattern.captures_iter(&cx.document.text) {
            let Some(at) = found.name("at").map(|at| Span::from(at.range())) else { continue };
            let number = |name: &str| found.name(name).and_then(|digits| digits.as_str().parse::<i16>().ok());
            let (Some(d), Some(m), Some(y)) = (number("d"), number("m"), number("y")) else { continue };
            let (Ok(d), Ok(m)) = (i8::try_from(d), i8::try_from(m)) else { continue };
            let Ok(day) = Date::new(y, m, d) else { continue };
            if day != own && !effective.span.overlaps(at) {
                let draft = out.finding("two", at).arg("own", own).arg("other", day);
                draft.see_here(effective.span, cx.document.slice(effective.span));
            }
        }
    }
}

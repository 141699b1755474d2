//! CMP-019: an inspection plan of the year issued by somebody whose act it is not on that day.

use super::signing::{group, issuer_name, issuing};
use crate::check::{Check, Context, Findings};
use crate::text::fold_case_tone;

/// Finds inspection plans of the year whose issuer the law of the day does not name.
pub(super) struct InspectionPlan;

impl Check for InspectionPlan {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        let Some(title) = cx.document.header.title.as_ref() else { return };
        let kind = cx.document.header.kind.as_ref().map_or("", |kind| kind.text.as_str());
        let folded = fold_case_tone(&format!("{kind} {}", title.text));
        if !is_yearly_plan(&folded) || cx.words("apart").into_iter().any(|words| folded.contains(words)) {
            return;
        }
        let Some(issuer) = issuing(cx).and_then(|issuer| issuer.id.as_deref()) else { return };
        let own = [Some(issuer), group(cx.lexicon, issuer)];
        let is_one = |key: &str| own.into_iter().flatten().any(|id| cx.words(key).contains(&id));
        if is_one("not_any_more") {
            out.finding("issuer", title.span).arg("issuer", issuer_name(cx));
        } else if is_one("asked") {
            out.finding("issuer", title.span).arg("issuer", issuer_name(cx)).suspected();
        }
    }
}

/// Returns whether the title is of a plan of a year's inspections, not of one inspection or of other checks.
pub(in crate::check) fn is_yearly_plan(folded: &str) -> bool {
    let Some((_, rest)) = folded.split_once("kế hoạch") else { return false };
    let plan = rest.trim_start();
    let inspects = plan.starts_with("thanh tra") || plan.starts_with("công tác thanh tra");
    inspects && year(folded).is_some()
}

/// Returns the year that a title names: "năm 2026".
pub(in crate::check) fn year(folded: &str) -> Option<i16> {
    let (_, rest) = folded.rsplit_once("năm ")?;
    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().ok().filter(|year| (1990..2100).contains(year))
}

#[cfg(test)]
mod tests {
    use super::{is_yearly_plan, year};

    #[test]
    fn a_plan_of_the_year_is_no_plan_of_one_inspection() {
        assert!(is_yearly_plan("quyết định về việc phê duyệt kế hoạch thanh tra năm 2018"));
        assert!(!is_yearly_plan("kế hoạch tiến hành thanh tra tại sở xây dựng năm 2018"));
        assert!(!is_yearly_plan("kế hoạch kiểm tra năm 2018"));
        assert_eq!(year("kế hoạch thanh tra năm 2018"), Some(2018));
    }
}

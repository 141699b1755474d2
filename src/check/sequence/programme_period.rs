//! SEQ-020: a plan of a year that rests on a programme for other years.

use std::sync::LazyLock;

use regex::Regex;

use super::mention;
use crate::check::{Check, Context, Findings};
use crate::document::{Citation, Date, Role};
use crate::rules::Severity;
use crate::text::fold_case_tone;

/// Finds recitals of plans that name a programme "giai đoạn 2011–2020" which does not hold the plan's year.
pub(super) struct ProgrammePeriod;

static PERIOD: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"giai đoạn\s+(?:từ\s+năm\s+)?((?:19|20)\d\d)\s*(?:-|–|đến(?:\s+năm)?)\s*((?:19|20)\d\d)").ok()
});

impl Check for ProgrammePeriod {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        let Some(title) = cx.document.header.title.as_ref() else { return };
        let folded = fold_case_tone(&title.text);
        // A report or an evaluation looks back.
        if cx.words("looking_back").into_iter().any(|words| folded.contains(words)) || period(&folded).is_some() {
            return;
        }
        let plan = folded.contains("kế hoạch") || cx.kind() == Some("ke-hoach");
        let own = cx.document.issued().map(Date::year);
        let Some(year) = crate::check::competence::year(&folded).filter(|_| plan) else { return };
        if own.is_none_or(|own| !(own..=own + 1).contains(&year)) {
            return;
        }
        for (index, citation) in cx.citations_as(Role::Basis) {
            let known = cx.facts.cited(index).and_then(|cited| cited.record.title.as_deref());
            let Some((first, last)) =
                citation.title.as_deref().or(known).and_then(|title| period(&fold_case_tone(title)))
            else {
                continue;
            };
            // A programme of the years to come may already be prepared.
            if year > last && !is_amending(citation) {
                let draft = out.finding("outside", citation.span).arg("programme", mention::short(citation));
                draft.arg("first", i64::from(first)).arg("last", i64::from(last)).arg("year", i64::from(year));
                draft.suspected().at_most(Severity::Warning);
            }
        }
    }
}

fn period(folded: &str) -> Option<(i16, i16)> {
    let found = PERIOD.as_ref()?.captures(folded)?;
    Some((found.get(1)?.as_str().parse().ok()?, found.get(2)?.as_str().parse().ok()?))
}

/// Returns whether the title of the cited document is about another's amendment, whose years it only repeats.
fn is_amending(citation: &Citation) -> bool {
    citation.title.as_deref().is_some_and(|title| fold_case_tone(title).contains("sửa đổi"))
}

#[cfg(test)]
mod tests {
    use super::period;

    #[test]
    fn the_years_of_a_programme_are_read_from_its_title() {
        assert_eq!(period("chương trình tổng thể giai đoạn 2011 - 2020"), Some((2011, 2020)));
        assert_eq!(period("đề án giai đoạn 2021 đến năm 2030"), Some((2021, 2030)));
        assert_eq!(period("kế hoạch năm 2020"), None);
    }
}

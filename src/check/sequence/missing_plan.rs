//! SEQ-013: a plan that the superior one asks of this unit and that the registry does not have.

use super::mention;
use crate::check::{Check, Context, Findings};
use crate::document::Role;
use crate::rules::{Severity, written_day};
use crate::text::fold_case_tone;

/// Finds tasks "ban hành kế hoạch …" of a cited plan, led by the issuer and past their day, without a plan of that name.
pub(super) struct MissingPlan;

impl Check for MissingPlan {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        let Some(own) = cx.document.header.issuer.as_ref().and_then(|issuer| issuer.id.as_ref()) else { return };
        let title = cx.document.header.title.iter().map(|title| fold_case_tone(&title.text));
        let stored = cx.facts.own_plans.iter().map(|title| fold_case_tone(title));
        let plans: Vec<String> = title.chain(stored).collect();
        for citation in cx.document.citations.iter().filter(|one| matches!(one.role, Role::Basis | Role::Implements)) {
            let Some(id) = citation.resolution.as_ref().and_then(|found| found.document.as_deref()) else { continue };
            for stored in cx.facts.tasks.iter().filter(|stored| stored.giver.id == id) {
                let task = &stored.task;
                let Some(due) = task.due.filter(|due| *due < cx.as_of()) else { continue };
                let leads = task.lead.iter().any(|unit| unit.id.as_ref() == Some(own));
                let Some(subject) = plan_asked(&task.text).filter(|_| leads) else { continue };
                if plans.iter().any(|plan| says(plan, &subject)) {
                    continue;
                }
                let draft = out.finding("missing", citation.span).arg("plan", &subject).arg("due", due);
                draft.arg("parent", mention::short(citation)).suspected().at_most(Severity::Info);
                draft.see_document(id, format!("«{}» – {}", task.text, written_day(due)));
            }
        }
    }
}

/// Returns what the plan is about that a task asks for: "ban hành kế hoạch kiểm tra cải cách hành chính năm 2017".
fn plan_asked(task: &str) -> Option<String> {
    let folded = fold_case_tone(task);
    let (before, plan) = folded.split_once("kế hoạch ")?;
    let asks = ["ban hành ", "xây dựng ", "lập ", "ban hành các ", "xây dựng và ban hành "]
        .iter()
        .any(|verb| before.ends_with(verb));
    let subject = plan.split([',', ';', '.']).next().unwrap_or_default().trim();
    (asks && subject.split_whitespace().count() > 2).then(|| subject.to_owned())
}

/// Returns whether a title has nearly all words of the subject.
fn says(title: &str, subject: &str) -> bool {
    let words: Vec<&str> = subject.split_whitespace().collect();
    let shared = words.iter().filter(|word| title.contains(**word)).count();
    shared * 10 >= words.len() * 8
}

#[cfg(test)]
mod tests {
    use super::{plan_asked, says};

    #[test]
    fn the_plan_asked_for_is_known_by_its_words() {
        let asked =
            plan_asked("Ban hành Kế hoạch kiểm tra cải cách hành chính năm 2017, hoàn thành trước ngày 31/01/2017");
        assert_eq!(asked.as_deref(), Some("kiểm tra cải cách hành chính năm 2017"));
        assert!(says(
            "kế hoạch kiểm tra công tác cải cách hành chính năm 2017",
            "kiểm tra cải cách hành chính năm 2017"
        ));
        assert!(!says("tuyên truyền an toàn giao thông", "kiểm tra cải cách hành chính năm 2017"));
        assert_eq!(plan_asked("Thực hiện Kế hoạch kiểm tra năm 2017"), None);
    }
}

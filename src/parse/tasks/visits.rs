//! Inspections whose targets stand in a sentence: "Thành lập Đoàn thanh tra … tại 08 sở: Xây dựng; Y tế".

use super::{Plan, targets, timing, unit};
use crate::document::Task;
use crate::text::Span;

/// Words after which the visited are listed; the first word of each is said of every one.
const LISTS: [(&str, &str); 3] = [("sở:", "Các sở: "), ("huyện:", "UBND các huyện "), ("phường:", "UBND các phường ")];
/// Words of the sentence that says when.
const WHEN: [&str; 3] = ["thời gian thanh tra", "thời gian kiểm tra", "thời hạn thanh tra"];

/// Reads the visits that a sentence of a plan or decision on an inspection lists.
pub(super) fn read(plan: &Plan<'_>) -> Vec<Task> {
    let Some((action, title)) = plan.inspection() else { return Vec::new() };
    let body = || plan.paragraphs.iter().filter(|paragraph| plan.body.overlaps(paragraph.span));
    let when = body().map(|paragraph| plan.words(paragraph.span)).find(|words| {
        let small = words.to_lowercase();
        WHEN.iter().any(|when| small.contains(when))
    });
    let timing = when.map(|words| timing::of_cell(words, plan.year)).unwrap_or_default();
    let lead = super::table::issuer(plan);
    let mut found = Vec::new();
    for paragraph in body() {
        let Some(listed) = listed(plan.words(paragraph.span)) else { continue };
        let units = unit::list(&targets::written_out(&listed), plan.lexicon, plan.near());
        if units.len() < 2 {
            continue;
        }
        found.push(Task {
            span: paragraph.span,
            path: plan.path_at(Span::new(paragraph.span.start, paragraph.span.start)),
            text: title.clone(),
            action: Some(action.clone()),
            object: None,
            lead: lead.clone(),
            support: Vec::new(),
            targets: units,
            start: timing.start,
            due: timing.due,
            recurrence: timing.recurrence.clone(),
            product: None,
            amount: None,
        });
    }
    found
}

/// Returns the list of those visited with its head: "tại 08 sở: Xây dựng; Y tế." gives "Các sở: Xây dựng; Y tế".
fn listed(words: &str) -> Option<String> {
    let (_, place) = words.split_once(" tại ")?;
    LISTS.iter().find_map(|(ends, head)| {
        let (count, names) = place.split_once(ends)?;
        // A count or "các" stands before; a longer way there is another sentence.
        let near = count.trim().chars().all(|c| c.is_ascii_digit()) || count.trim() == "các";
        let names = names.split(". ").next()?.trim().trim_end_matches(['.', '/']);
        near.then(|| format!("{head}{names}"))
    })
}

#[cfg(test)]
mod tests {
    use super::listed;

    #[test]
    fn a_list_after_the_place_is_one_of_visits() {
        let words =
            "Điều 1. Thành lập Đoàn thanh tra việc thực hiện nhiệm vụ tại 08 sở: Xây dựng; Y tế. Đoàn có 5 người.";
        assert_eq!(listed(words).as_deref(), Some("Các sở: Xây dựng; Y tế"));
        assert_eq!(listed("Kiểm tra tại bộ phận một cửa của các sở: hồ sơ, sổ sách"), None);
        assert_eq!(listed("Kiểm tra tại 05 sở và 02 huyện"), None);
    }
}

//! Defects that only issued documents betray: tasks given twice, figures other than the higher document's, numbers taken.

use soat::document::{Class, DocNumber, Task};
use soat::registry::StoredTask;

use super::Operator;
use super::subject::{Mutant, Subject, long};

pub(super) const OPERATORS: &[Operator] = &[
    Operator { code: "OVL-001", name: "a task of an issued plan given to another unit", plant: other_lead },
    Operator { code: "OVL-002", name: "a task of an issued plan given to the same unit", plant: same_lead },
    Operator { code: "OVL-003", name: "a task of an issued plan with another last day", plant: other_due },
    Operator { code: "OVL-009", name: "a time limit of a higher document made longer", plant: longer },
    Operator { code: "OVL-009", name: "a share or sum of a higher document changed", plant: other_share },
    Operator { code: "OVL-009", name: "what a higher document forbids allowed", plant: allowed },
    Operator { code: "SEQ-015", name: "a number that another document bears", plant: taken },
];

/// The tasks of issued documents that a plan would repeat: of units known by name, with words enough to be known again.
fn issued<'a>(subject: &Subject<'a>) -> impl Iterator<Item = &'a StoredTask> {
    const FEWEST: usize = 10;
    let plan = subject.is(Class::Administrative) && subject.kind() == "ke-hoach";
    let own = subject.document.header.issuer.as_ref().and_then(|issuer| issuer.id.as_ref());
    let known = move |stored: &&StoredTask| {
        let task = &stored.task;
        let of_plan = stored.giver.kind.as_deref() == Some("ke-hoach") && stored.giver.issuer.as_ref() == own;
        let words = task.text.split_whitespace().count();
        let leads = task.lead.len() == 1 && task.lead.iter().all(|unit| unit.text.starts_with("Sở "));
        let itself = ["này", "kèm theo", "nêu trên", "Kế hoạch"].iter().any(|word| task.text.contains(word));
        of_plan && leads && !itself && (FEWEST..60).contains(&words) && task.action.is_some()
    };
    subject.facts.tasks.iter().filter(move |_| plan).filter(known)
}

fn given(subject: &Subject<'_>, stored: &StoredTask, lead: &str, due: Option<String>) -> Mutant {
    let text: String = stored.task.text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut chars = text.chars();
    let text: String = chars.next().into_iter().flat_map(char::to_lowercase).chain(chars).collect();
    let due = due.map(|day| format!(", hoàn thành trước {day}")).unwrap_or_default();
    subject.with_end(&format!("Giao {lead} chủ trì {}{due}.", text.trim_end_matches(['.', ';', ','])))
}

fn own_due(task: &Task) -> Option<String> {
    task.due.map(long)
}

fn other_lead(subject: &Subject<'_>) -> Vec<Mutant> {
    let other = |stored: &StoredTask| {
        let lead = stored.task.lead.first().map_or("", |lead| lead.text.as_str());
        if lead.contains("Y tế") { "Sở Tư pháp" } else { "Sở Y tế" }
    };
    issued(subject).map(|stored| given(subject, stored, other(stored), own_due(&stored.task))).collect()
}

fn same_lead(subject: &Subject<'_>) -> Vec<Mutant> {
    let lead = |stored: &StoredTask| stored.task.lead.first().map(|lead| lead.text.clone()).unwrap_or_default();
    issued(subject).map(|stored| given(subject, stored, &lead(stored), own_due(&stored.task))).collect()
}

fn other_due(subject: &Subject<'_>) -> Vec<Mutant> {
    let lead = |stored: &StoredTask| stored.task.lead.first().map(|lead| lead.text.clone()).unwrap_or_default();
    let later = |stored: &StoredTask| {
        let due = stored.task.due.filter(|_| stored.task.recurrence.is_none())?;
        due.checked_sub(jiff::Span::new().days(17)).ok().filter(|day| day.year() == due.year())
    };
    issued(subject).filter_map(|s| Some(given(subject, s, &lead(s), Some(long(later(s)?))))).collect()
}

/// Sentences of higher documents that hold these words, with what follows them: (sentence, where the words end).
fn sentences(subject: &Subject<'_>, words: &str) -> Vec<(String, usize)> {
    const LENGTHS: std::ops::Range<usize> = 90..700;
    let normative = subject.is(Class::Normative);
    let mut found = Vec::new();
    for higher in subject.facts.higher.iter().filter(|_| normative) {
        for provision in &higher.wording.provisions {
            let text = higher.wording.text.get(provision.span.range()).unwrap_or_default();
            let joined = text.split_whitespace().collect::<Vec<_>>().join(" ");
            for sentence in joined.split(';').flat_map(|part| part.split(". ")).map(str::trim) {
                let plain = !sentence.contains(['“', '"', '(']) && LENGTHS.contains(&sentence.len());
                if let Some(at) = sentence.find(words).filter(|_| plain) {
                    found.push((sentence.to_owned(), at + words.len()));
                }
            }
        }
    }
    found
}

/// Puts another number behind the words and adds the sentence as an article.
fn renumbered(subject: &Subject<'_>, words: &str, unit: &str) -> Vec<Mutant> {
    let change = |(sentence, end): (String, usize)| {
        let rest = sentence.get(end..)?.trim_start();
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let (number, after) = (rest.get(..digits)?.parse::<u32>().ok()?, rest.get(digits..)?);
        let changed = format!("{} {:02}{after}", sentence.get(..end)?, number + 7);
        after.trim_start().starts_with(unit).then(|| subject.with_article(&format!("Quy định chung\n{changed}.")))?
    };
    sentences(subject, words).into_iter().filter_map(change).collect()
}

fn longer(subject: &Subject<'_>) -> Vec<Mutant> {
    renumbered(subject, "rong thời hạn", "ngày")
}

fn other_share(subject: &Subject<'_>) -> Vec<Mutant> {
    ["không quá", "tối đa", "bằng", "mức"].iter().flat_map(|words| renumbered(subject, words, "%")).collect()
}

fn allowed(subject: &Subject<'_>) -> Vec<Mutant> {
    let allow = |(sentence, end): (String, usize)| {
        let start = end - "không được".len();
        let changed = format!("{}được{}", sentence.get(..start)?, sentence.get(end..)?);
        subject.with_article(&format!("Quy định chung\n{changed}."))
    };
    sentences(subject, "không được").into_iter().filter_map(allow).collect()
}

fn taken(subject: &Subject<'_>) -> Vec<Mutant> {
    let number = subject.document.header.number.as_ref();
    let key = |record: &soat::registry::Record| record.number.as_ref().map(|number| number.key.clone());
    let others = subject.facts.series.iter().filter_map(key);
    let Some((span, own)) = number.and_then(|number| Some((number.span?, DocNumber::matching_key(number)))) else {
        return Vec::new();
    };
    others.filter(|key| key.to_lowercase() != own.to_lowercase()).map(|key| subject.with(span, &key)).collect()
}

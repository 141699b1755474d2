//! Defects of sequence, time and effect.

use soat::document::{Class, Role};
use soat::text::Span;

use super::Operator;
use super::subject::{Mutant, Subject, long};

pub(super) const OPERATORS: &[Operator] = &[
    Operator { code: "SEQ-001", name: "in force three days after it was issued", plant: too_early },
    Operator { code: "SEQ-002", name: "a normative document in force on signing", plant: on_signing },
    Operator { code: "SEQ-003", name: "the effect clause is missing", plant: no_effect },
    Operator { code: "SEQ-004", name: "the plan carried out is dated later", plant: later_parent },
    Operator { code: "SEQ-005", name: "the proposal is dated the day after", plant: later_proposal },
    Operator { code: "SEQ-005", name: "the proposal is dated two months after", plant: much_later_proposal },
    Operator { code: "SEQ-008", name: "in force a month before it was issued", plant: retroactive },
    Operator { code: "SEQ-009", name: "a task due before the document was issued", plant: past_due },
    Operator { code: "SEQ-010", name: "a task due on a day that is none", plant: no_such_day },
];

fn effect(subject: &Subject<'_>, words: &str) -> Vec<Mutant> {
    let Some(effective) = subject.document.effective.as_ref() else { return Vec::new() };
    if !subject.is(Class::Normative) || !subject.between("2016-07-01", "2030-01-01") {
        return Vec::new();
    }
    let clause = subject.slice(effective.span);
    let Some(start) = clause.find("kể từ ngày").or_else(|| clause.find("từ ngày")) else { return Vec::new() };
    let rest = &clause[start..];
    let end = rest.find(['.', ';', '\n']).unwrap_or(rest.len());
    let place = Span::new(effective.span.start + start, effective.span.start + start + end);
    vec![subject.with_shown_at(place, words, effective.span)]
}

fn too_early(subject: &Subject<'_>) -> Vec<Mutant> {
    let Ok(day) = subject.issued.checked_add(jiff::Span::new().days(3)) else { return Vec::new() };
    effect(subject, &format!("kể từ {}", long(day)))
}

fn on_signing(subject: &Subject<'_>) -> Vec<Mutant> {
    effect(subject, "kể từ ngày ký")
}

fn no_effect(subject: &Subject<'_>) -> Vec<Mutant> {
    let document = subject.document;
    let kinds = ["quyet-dinh", "nghi-quyet", "thong-tu", "nghi-dinh"];
    // Any words on effect that are left make it a question, no defect.
    let says = |text: &str| {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        ["hiệu lực", "có giá trị kể từ", "thi hành kể từ", "áp dụng từ", "áp dụng kể từ"]
            .iter()
            .any(|words| text.contains(words))
    };
    let Some(effective) = document.effective.as_ref().filter(|_| kinds.contains(&subject.kind())) else {
        return Vec::new();
    };
    let mutant = subject.without(effective.span);
    if says(&mutant.text) { Vec::new() } else { vec![mutant] }
}

fn redated(subject: &Subject<'_>, role: Role, days: i32) -> Vec<Mutant> {
    let Ok(day) = subject.issued.checked_add(jiff::Span::new().days(days)) else { return Vec::new() };
    subject
        .citations_as(role)
        .filter(|citation| citation.issued.is_some())
        .filter(|citation| citation.number.as_ref().is_none_or(|number| number.year.is_none()))
        .filter_map(|citation| Some(subject.with(citation.date.as_ref()?.span, &long(day))))
        .collect()
}

fn later_parent(subject: &Subject<'_>) -> Vec<Mutant> {
    if subject.kind() == "ke-hoach" { redated(subject, Role::Implements, 20) } else { Vec::new() }
}

fn later_proposal(subject: &Subject<'_>) -> Vec<Mutant> {
    redated(subject, Role::Proposal, 1)
}

fn much_later_proposal(subject: &Subject<'_>) -> Vec<Mutant> {
    redated(subject, Role::Proposal, 61)
}

fn retroactive(subject: &Subject<'_>) -> Vec<Mutant> {
    let Ok(day) = subject.issued.checked_sub(jiff::Span::new().days(30)) else { return Vec::new() };
    effect(subject, &format!("kể từ {}", long(day)))
}

fn past_due(subject: &Subject<'_>) -> Vec<Mutant> {
    let Ok(day) = subject.issued.checked_sub(jiff::Span::new().days(40)) else { return Vec::new() };
    due(subject, &long(day))
}

fn no_such_day(subject: &Subject<'_>) -> Vec<Mutant> {
    due(subject, &format!("ngày 31 tháng 11 năm {}", subject.issued.year() + 1))
}

fn due(subject: &Subject<'_>, day: &str) -> Vec<Mutant> {
    let words = format!("Giao Sở Tài chính chủ trì tổ chức thực hiện, hoàn thành trước {day}.");
    let fits = subject.is(Class::Administrative) && subject.between("2016-07-02", "2030-01-01");
    subject.with_article(&words).filter(|_| fits).into_iter().collect()
}

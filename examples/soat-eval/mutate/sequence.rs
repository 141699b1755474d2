//! Defects of sequence, time and effect.

use soat::document::{Citation, Class, Role};
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
    Operator { code: "SEQ-021", name: "another day of effect in the regulation", plant: second_effect },
    Operator { code: "OVL-014", name: "an empty cell for the time", plant: |s| table(s, "", "Danh mục") },
    Operator { code: "OVL-014", name: "empty cells for time and product", plant: |s| table(s, "", "") },
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

fn redated(subject: &Subject<'_>, role: Role, days: i32, fits: impl Fn(&Citation) -> bool) -> Vec<Mutant> {
    let Ok(day) = subject.issued.checked_add(jiff::Span::new().days(days)) else { return Vec::new() };
    subject
        .citations_as(role)
        .filter(|citation| citation.issued.is_some() && fits(citation))
        .filter(|citation| citation.number.as_ref().is_none_or(|number| number.year.is_none()))
        .filter_map(|citation| Some(subject.with(citation.date.as_ref()?.span, &long(day))))
        .collect()
}

/// A day that the registry knows better is a wrong day, which CIT-009 says.
fn later_parent(subject: &Subject<'_>) -> Vec<Mutant> {
    let plan = subject.kind() == "ke-hoach";
    redated(subject, Role::Implements, 20, |citation| plan && !is_known(citation))
}

fn is_known(citation: &Citation) -> bool {
    citation.resolution.as_ref().is_some_and(|found| found.document.is_some())
}

fn later_proposal(subject: &Subject<'_>) -> Vec<Mutant> {
    redated(subject, Role::Proposal, 1, |_| true)
}

fn much_later_proposal(subject: &Subject<'_>) -> Vec<Mutant> {
    redated(subject, Role::Proposal, 61, |_| true)
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

/// A second article on the day of effect, two weeks behind the first.
fn second_effect(subject: &Subject<'_>) -> Vec<Mutant> {
    let own = subject.document.effective.as_ref().and_then(|effective| effective.date);
    let Some(day) = own.and_then(|day| day.checked_add(jiff::Span::new().days(14)).ok()) else { return Vec::new() };
    let fits = subject.is(Class::Normative) && subject.between("2016-07-01", "2030-01-01");
    let words = format!("Hiệu lực thi hành\nQuy định này có hiệu lực thi hành kể từ {}.", long(day));
    subject.with_article(&words).filter(|_| fits).into_iter().collect()
}

/// A table of six tasks at the end of a plan, one of them with these cells.
fn table(subject: &Subject<'_>, time: &str, product: &str) -> Vec<Mutant> {
    let fits = subject.kind() == "ke-hoach" && subject.between("2020-03-05", "2030-01-01");
    let year = subject.issued.year() + 1;
    let row = |number: usize, words: &str, time: &str, product: &str| {
        format!("| {number} | {words} | Sở Tài chính | {time} | {product} |")
    };
    let due = format!("Quý II/{year}");
    let lines = [
        "| STT | Nhiệm vụ | Cơ quan chủ trì | Thời gian | Sản phẩm |".to_owned(),
        row(1, "Rà soát danh mục tài sản", &due, "Danh mục"),
        row(2, "Tập huấn kế toán trường học", &due, "02 lớp"),
        row(3, "Khảo sát giá thuê đất", &due, "Báo cáo"),
        row(4, "Nâng cấp phần mềm kế toán", time, product),
        row(5, "Đối chiếu công nợ", &due, "Biên bản"),
        row(6, "Thẩm định giá khởi điểm", &due, "Chứng thư"),
    ];
    if fits { vec![Mutant { at: None, ..subject.with_end(&lines.join("\n")) }] } else { Vec::new() }
}

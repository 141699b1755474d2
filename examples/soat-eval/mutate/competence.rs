//! Defects of competence and signature.

use soat::document::{Class, Level};

use super::Operator;
use super::subject::{Mutant, Subject};

pub(super) const OPERATORS: &[Operator] = &[
    Operator {
        code: "CMP-001",
        name: "an administrative decision of a department made normative",
        plant: department_norm,
    },
    Operator { code: "CMP-001", name: "a normative directive after mid-2016", plant: normative_directive },
    Operator {
        code: "CMP-003",
        name: "a task for a district after June 2025",
        plant: |s| {
            clause(
                s,
                "2025-08-01",
                "Điều 9. Giao Ủy ban nhân dân huyện Gio Linh chủ trì tổ chức thực hiện, hoàn thành trước ngày 30 tháng 12 năm 2026.",
            )
        },
    },
    Operator {
        code: "CMP-004",
        name: "a task for a merged department",
        plant: |s| {
            clause(
                s,
                "2025-08-01",
                "Điều 9. Giao Sở Kế hoạch và Đầu tư chủ trì, phối hợp với các đơn vị tổ chức thực hiện.",
            )
        },
    },
    Operator {
        code: "CMP-009",
        name: "enacted by the chairman, signed for the committee",
        plant: chairman_for_committee,
    },
    Operator { code: "CMP-010", name: "TM. where the head decides alone", plant: on_behalf_of_department },
    Operator { code: "CMP-011", name: "KT. by one who is no deputy", plant: deputy_without_title },
    Operator { code: "CMP-012", name: "a deputy chairman without TM. ỦY BAN NHÂN DÂN", plant: deputy_alone },
    Operator { code: "CMP-016", name: "a chairman signs for a department", plant: stranger },
    Operator { code: "CMP-016", name: "a director signs for a province", plant: director },
    Operator { code: "CMP-020", name: "a directive of the committee", plant: collective_directive },
];

fn clause(subject: &Subject<'_>, from: &str, line: &str) -> Vec<Mutant> {
    let fits = subject.between(from, "2030-01-01") && subject.kind() == "quyet-dinh" && is_local(subject);
    subject.with_clause(line).filter(|_| fits).into_iter().collect()
}

fn is_local(subject: &Subject<'_>) -> bool {
    subject.document.header.issuer.as_ref().is_some_and(|issuer| issuer.level == Some(Level::Province))
}

/// The issuer's id begins with these letters.
fn issued_by(subject: &Subject<'_>, id: &str) -> bool {
    let issuer = subject.document.header.issuer.as_ref().and_then(|issuer| issuer.id.as_ref());
    issuer.is_some_and(|own| own.as_str().starts_with(id))
}

fn with_year(subject: &Subject<'_>) -> Option<Mutant> {
    let number = subject.document.header.number.as_ref()?;
    if number.year.is_some() || subject.document.class != Class::Administrative {
        return None;
    }
    let (ordinal, rest) = number.key.split_once('/')?;
    Some(subject.with(number.span?, &format!("{ordinal}/{}/{rest}", subject.issued.year())))
}

fn department_norm(subject: &Subject<'_>) -> Vec<Mutant> {
    let fits = issued_by(subject, "so-") && subject.kind() == "quyet-dinh";
    with_year(subject).filter(|_| fits).into_iter().collect()
}

fn normative_directive(subject: &Subject<'_>) -> Vec<Mutant> {
    let fits = subject.kind() == "chi-thi" && subject.between("2016-07-01", "2030-01-01") && is_local(subject);
    with_year(subject).filter(|_| fits).into_iter().collect()
}

/// Puts other words for the lines above the signer's name.
fn signed(subject: &Subject<'_>, lines: &str) -> Vec<Mutant> {
    let Some(signature) = subject.document.signature.as_ref().filter(|_| subject.document.signatures.len() == 1) else {
        return Vec::new();
    };
    let Some(name) = signature.name.as_ref().and_then(|name| subject.find_in(signature.span, name)) else {
        return Vec::new();
    };
    let block = soat::text::Span::new(signature.span.start, name.start);
    vec![subject.with(block, &format!("{lines}\n"))]
}

fn authority<'a>(subject: &Subject<'a>) -> &'a str {
    subject.document.signature.as_ref().and_then(|signature| signature.authority.as_deref()).unwrap_or_default()
}

fn enacted_by(subject: &Subject<'_>, words: &str) -> bool {
    let enacting = subject.document.header.enacting.as_ref();
    enacting.is_some_and(|enacting| enacting.text.to_uppercase().starts_with(words))
}

fn chairman_for_committee(subject: &Subject<'_>) -> Vec<Mutant> {
    if !enacted_by(subject, "CHỦ TỊCH") {
        return Vec::new();
    }
    signed(subject, "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH")
}

fn on_behalf_of_department(subject: &Subject<'_>) -> Vec<Mutant> {
    let issuer = subject.document.header.issuer.as_ref().map(|issuer| issuer.text.to_uppercase()).unwrap_or_default();
    if !issued_by(subject, "so-") || !authority(subject).is_empty() {
        return Vec::new();
    }
    signed(subject, &format!("TM. {issuer}\nGIÁM ĐỐC"))
}

fn deputy_without_title(subject: &Subject<'_>) -> Vec<Mutant> {
    let authority = authority(subject);
    if !authority.contains("KT.") {
        return Vec::new();
    }
    signed(subject, &format!("{}\nCHÁNH VĂN PHÒNG", authority.replace(" / ", "\n")))
}

fn deputy_alone(subject: &Subject<'_>) -> Vec<Mutant> {
    let fits = authority(subject).starts_with("TM. ỦY BAN NHÂN DÂN") && enacted_by(subject, "ỦY BAN NHÂN DÂN");
    if !fits || subject.kind() != "quyet-dinh" {
        return Vec::new();
    }
    signed(subject, "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH")
}

fn stranger(subject: &Subject<'_>) -> Vec<Mutant> {
    if !issued_by(subject, "so-") {
        return Vec::new();
    }
    signed(subject, "CHỦ TỊCH")
}

fn director(subject: &Subject<'_>) -> Vec<Mutant> {
    if !issued_by(subject, "ubnd-tinh") {
        return Vec::new();
    }
    signed(subject, "GIÁM ĐỐC")
}

fn collective_directive(subject: &Subject<'_>) -> Vec<Mutant> {
    let fits = subject.kind() == "chi-thi" && issued_by(subject, "ubnd") && subject.between("2016-07-01", "2030-01-01");
    if !fits || authority(subject).starts_with("TM.") {
        return Vec::new();
    }
    signed(subject, "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH")
}

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
    Operator { code: "CMP-005", name: "a department that binds everybody", plant: department_binds },
    Operator { code: "CMP-008", name: "an administrative procedure of its own", plant: procedure },
    Operator {
        code: "CMP-013",
        name: "a decision signed by order",
        plant: |s| {
            if issued_by(s, "ubnd-tinh") && s.kind() == "quyet-dinh" {
                signed(s, "TL. CHỦ TỊCH\nGIÁM ĐỐC SỞ NỘI VỤ")
            } else {
                Vec::new()
            }
        },
    },
    Operator {
        code: "CMP-014",
        name: "one empowered lets another sign",
        plant: |s| {
            if issued_by(s, "ubnd-tinh") {
                signed(s, "TUQ. CHỦ TỊCH\nKT. GIÁM ĐỐC SỞ NỘI VỤ\nPHÓ GIÁM ĐỐC")
            } else {
                Vec::new()
            }
        },
    },
    Operator {
        code: "CMP-015",
        name: "a deputy in charge",
        plant: |s| if issued_by(s, "so-") { signed(s, "PHÓ GIÁM ĐỐC PHỤ TRÁCH") } else { Vec::new() },
    },
    Operator { code: "CMP-017", name: "a doctor's title before the name", plant: titled },
    Operator { code: "CMP-018", name: "a department that orders communes about", plant: orders_communes },
    Operator { code: "CMP-021", name: "a committee's resolution", plant: committee_resolution },
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

fn department_binds(subject: &Subject<'_>) -> Vec<Mutant> {
    let words = "Các tổ chức, cá nhân trên địa bàn tỉnh phải nộp thêm bản sao giấy phép. Tổ chức, cá nhân không được thi công khi chưa nộp đủ hồ sơ.";
    let fits =
        issued_by(subject, "so-") && subject.kind() == "quyet-dinh" && subject.between("2016-07-01", "2030-01-01");
    subject.with_article(words).filter(|_| fits).into_iter().collect()
}

fn procedure(subject: &Subject<'_>) -> Vec<Mutant> {
    let words = "Cấp giấy xác nhận\n1. Trình tự thực hiện: người đề nghị nộp hồ sơ tại bộ phận một cửa.\n2. Thành phần hồ sơ: đơn đề nghị và bản sao giấy tờ.\n3. Thời hạn giải quyết: bảy ngày làm việc.";
    // Documents that publish, approve or change something are left alone, as the page says.
    let title = subject.document.header.title.as_ref().map_or(String::new(), |title| title.text.to_lowercase());
    let left_alone = ["phê duyệt", "bãi bỏ", "sửa đổi", "phân cấp", "ủy quyền", "quy chế phối hợp", "công bố"];
    let publishes = subject.document.text.to_lowercase().contains("thủ tục hành chính")
        || left_alone.iter().any(|words| title.contains(words));
    let fits = is_local(subject) && subject.between("2016-07-02", "2030-01-01") && !publishes;
    subject.with_article(words).filter(|_| fits).into_iter().collect()
}

fn titled(subject: &Subject<'_>) -> Vec<Mutant> {
    let Some(signature) = subject.document.signature.as_ref() else { return Vec::new() };
    let name = signature.name.as_ref().and_then(|name| subject.find_in(signature.span, name));
    let fits = subject.between("2011-03-06", "2030-01-01") && !subject.is(Class::Party);
    name.filter(|_| fits).map(|span| subject.with(span, &format!("TS. {}", subject.slice(span)))).into_iter().collect()
}

fn orders_communes(subject: &Subject<'_>) -> Vec<Mutant> {
    let fits = issued_by(subject, "so-") && subject.between("2026-01-01", "2030-01-01");
    let words = "Giao Ủy ban nhân dân các xã, phường báo cáo kết quả trước ngày 30 tháng 6 năm 2027.";
    subject.with_article(words).filter(|_| fits).into_iter().collect()
}

fn committee_resolution(subject: &Subject<'_>) -> Vec<Mutant> {
    let Some(number) = subject.document.header.number.as_ref().filter(|number| number.key.contains("QĐ-UBND")) else {
        return Vec::new();
    };
    let fits = subject.between("2005-04-02", "2030-01-01");
    let other = number.key.replace("QĐ-UBND", "NQ-UBND");
    number.span.filter(|_| fits).map(|span| subject.with(span, &other)).into_iter().collect()
}

//! Defects of citations.

use soat::document::{Citation, Class, Role, Scheme};
use soat::text::Span;

use super::Operator;
use super::subject::{Mutant, Subject, long};

pub(super) const OPERATORS: &[Operator] = &[
    Operator { code: "CIT-001", name: "a first citation loses its day", plant: undated },
    Operator { code: "CIT-001", name: "a basis cited by number alone", plant: bare_number },
    Operator { code: "CIT-003", name: "a law cited with a year where the period wants its day", plant: law_by_year },
    Operator {
        code: "CIT-004", name: "a decision called a directive", plant: |s| renamed(s, "Quyết định", "Chỉ thị")
    },
    Operator {
        code: "CIT-004", name: "a decree called a decision", plant: |s| renamed(s, "Nghị định", "Quyết định")
    },
    Operator {
        code: "CIT-004", name: "a circular called a decree", plant: |s| renamed(s, "Thông tư", "Nghị định")
    },
    Operator {
        code: "CIT-004",
        name: "a resolution called a decision",
        plant: |s| renamed(s, "Nghị quyết", "Quyết định"),
    },
    Operator {
        code: "CIT-004",
        name: "a report cited as a letter",
        plant: |s| {
            basis(
                s,
                2011,
                "Căn cứ Công văn số 199/BC-UBND ngày 05 tháng 4 năm 2011 của Ủy ban nhân dân tỉnh về kết quả kiểm tra;",
            )
        },
    },
    Operator {
        code: "CIT-005",
        name: "a decree of the Government given to a ministry",
        plant: |s| reissued(s, "/NĐ-CP", "Chính phủ", "Bộ Nội vụ"),
    },
    Operator {
        code: "CIT-005",
        name: "a decision of the Prime Minister given to a ministry",
        plant: |s| reissued(s, "/QĐ-TTg", "Thủ tướng Chính phủ", "Bộ Tài chính"),
    },
    Operator {
        code: "CIT-005",
        name: "a circular of one ministry given to another",
        plant: |s| reissued(s, "/TT-BTC", "Bộ trưởng Bộ Tài chính", "Bộ trưởng Bộ Nội vụ"),
    },
    Operator {
        code: "CIT-006",
        name: "a circular of a ministry that had been merged",
        plant: |s| {
            basis(
                s,
                2026,
                "Căn cứ Thông tư số 15/2025/TT-BKHĐT ngày 10 tháng 9 năm 2025 của Bộ trưởng Bộ Kế hoạch và Đầu tư quy định về báo cáo thống kê;",
            )
        },
    },
    Operator {
        code: "CIT-006",
        name: "a circular of a ministry not yet founded",
        plant: |s| {
            basis(
                s,
                2012,
                "Căn cứ Thông tư số 03/2005/TT-BTTTT ngày 10 tháng 9 năm 2005 của Bộ trưởng Bộ Thông tin và Truyền thông quy định về báo cáo;",
            )
        },
    },
    Operator {
        code: "CIT-006",
        name: "a circular of a ministry of 2025 in 2021",
        plant: |s| {
            basis(
                s,
                2022,
                "Căn cứ Thông tư số 03/2021/TT-BDTTG ngày 10 tháng 9 năm 2021 của Bộ trưởng Bộ Dân tộc và Tôn giáo quy định về báo cáo;",
            )
        },
    },
    Operator {
        code: "CIT-007",
        name: "a day that the month lacks",
        plant: |s| redated(s, |_, day| format!("ngày 31 tháng 6 năm {day}")),
    },
    Operator {
        code: "CIT-007",
        name: "a year of five digits",
        plant: |s| redated(s, |_, year| format!("ngày 05 tháng 4 năm {year}5")),
    },
    Operator {
        code: "CIT-007",
        name: "a thirteenth month",
        plant: |s| redated(s, |_, year| format!("ngày 12 tháng 13 năm {year}")),
    },
    Operator { code: "CIT-007", name: "another year than in the symbol", plant: other_year },
    Operator { code: "CIT-008", name: "a basis dated a year after the document", plant: later },
    Operator { code: "CIT-008", name: "a basis dated the month after", plant: a_month_later },
    Operator { code: "CIT-009", name: "a day beside the registered one", plant: wrong_day },
    Operator { code: "CIT-009", name: "the registered day in another month", plant: wrong_month },
    Operator {
        code: "CIT-010",
        name: "the repealed decree on clerical work",
        plant: |s| {
            after(
                s,
                "2020-03-05",
                "Căn cứ Nghị định số 110/2004/NĐ-CP ngày 08 tháng 4 năm 2004 của Chính phủ về công tác văn thư;",
            )
        },
    },
    Operator {
        code: "CIT-010",
        name: "the law on making law of 2008",
        plant: |s| {
            after(
                s,
                "2016-07-02",
                "Căn cứ Nghị định số 24/2009/NĐ-CP ngày 05 tháng 3 năm 2009 của Chính phủ quy định chi tiết và biện pháp thi hành Luật Ban hành văn bản quy phạm pháp luật;",
            )
        },
    },
    Operator {
        code: "CIT-017",
        name: "the organisation law of 2003",
        plant: |s| {
            after(
                s,
                "2016-07-01",
                "Căn cứ Luật Tổ chức Hội đồng nhân dân và Ủy ban nhân dân ngày 26 tháng 11 năm 2003;",
            )
        },
    },
    Operator {
        code: "CIT-017",
        name: "the organisation law of 2015",
        plant: |s| after(s, "2025-07-02", "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;"),
    },
    Operator {
        code: "CIT-017",
        name: "the organisation law of February 2025",
        plant: |s| after(s, "2025-07-02", "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 02 năm 2025;"),
    },
    Operator {
        code: "CIT-020",
        name: "a decision by its bare number",
        plant: |s| basis(s, 2012, "Căn cứ Quyết định 09 của Ủy ban nhân dân tỉnh;"),
    },
    Operator {
        code: "CIT-035",
        name: "blanks in a symbol",
        plant: |s| symbols(s, |key| Some(key.replacen('-', "- ", 1))),
    },
    Operator {
        code: "CIT-035",
        name: "a letter that only looks right",
        plant: |s| symbols(s, |key| key.contains('Đ').then(|| key.replace('Đ', "Ð"))),
    },
    Operator {
        code: "CIT-036",
        name: "a Party resolution with a State symbol",
        plant: |s| {
            basis(
                s,
                2012,
                "Căn cứ Nghị quyết số 01/NQ-TU ngày 05 tháng 4 năm 2011 của Ban Thường vụ Tỉnh ủy về đẩy mạnh cải cách hành chính;",
            )
        },
    },
    Operator {
        code: "CIT-037",
        name: "a draft as a basis",
        plant: |s| {
            basis(s, 2012, "Căn cứ dự thảo Nghị quyết của Hội đồng nhân dân tỉnh về phát triển kinh tế - xã hội;")
        },
    },
    Operator {
        code: "CIT-037",
        name: "a basis without its number",
        plant: |s| {
            basis(
                s,
                2012,
                "Căn cứ Quyết định số …/QĐ-UBND ngày … tháng 9 năm 2011 của Ủy ban nhân dân tỉnh về kiểm tra cải cách hành chính;",
            )
        },
    },
];

/// Adds a basis to a document of this year or later.
fn basis(subject: &Subject<'_>, year: i16, line: &str) -> Vec<Mutant> {
    let fits = subject.issued.year() >= year && !subject.is(Class::Party);
    subject.with_recital(line).filter(|_| fits).into_iter().collect()
}

/// Adds a basis to a document of this day or later.
fn after(subject: &Subject<'_>, from: &str, line: &str) -> Vec<Mutant> {
    let fits = subject.between(from, "2030-01-01") && !subject.is(Class::Party);
    subject.with_recital(line).filter(|_| fits).into_iter().collect()
}

/// The bases named by number that print this kind word.
fn named<'a>(subject: &Subject<'a>, kind: &'static str) -> impl Iterator<Item = &'a Citation> {
    let all = subject.citations_as(Role::Basis);
    let filled = |citation: &Citation| citation.number.as_ref().is_some_and(|number| !number.is_blank());
    all.filter(move |citation| citation.kind_text.as_deref() == Some(kind) && filled(citation))
}

fn renamed(subject: &Subject<'_>, kind: &'static str, other: &str) -> Vec<Mutant> {
    let spans = named(subject, kind).filter_map(|citation| subject.find_in(citation.span, kind));
    spans.map(|span| subject.with(span, other)).collect()
}

fn reissued(subject: &Subject<'_>, symbol: &str, issuer: &str, other: &str) -> Vec<Mutant> {
    let all = subject.citations_as(Role::Basis);
    all.filter(|citation| citation.number.as_ref().is_some_and(|number| number.key.ends_with(symbol)))
        .filter_map(|citation| citation.issuer.as_ref().filter(|own| own.text == issuer)?.span)
        .map(|span| subject.with(span, other))
        .collect()
}

/// Bases with a day of their own, and where it stands.
fn dated<'a>(subject: &Subject<'a>) -> impl Iterator<Item = (&'a Citation, Span)> {
    let all = subject.citations_as(Role::Basis);
    all.filter_map(|citation| Some((citation, citation.issued.and(citation.date.as_ref())?.span)))
}

fn redated(subject: &Subject<'_>, words: fn(&Citation, i16) -> String) -> Vec<Mutant> {
    dated(subject)
        .filter_map(|(citation, span)| Some(subject.with(span, &words(citation, citation.issued?.year()))))
        .collect()
}

fn undated(subject: &Subject<'_>) -> Vec<Mutant> {
    let fits = subject.is(Class::Administrative) && subject.between("2020-03-05", "2030-01-01");
    let mut seen = Vec::new();
    dated(subject)
        .filter(|(citation, _)| fits && citation.number.as_ref().is_some_and(|number| number.scheme != Scheme::Law))
        .filter(|(citation, _)| {
            let key = citation.number.as_ref().map(soat::document::DocNumber::matching_key);
            let first = !seen.contains(&key);
            seen.push(key);
            first
        })
        .map(|(citation, span)| subject.with_shown_at(Span::new(span.start - 1, span.end), "", citation.span))
        .collect()
}

fn bare_number(subject: &Subject<'_>) -> Vec<Mutant> {
    basis(subject, 2021, "Căn cứ Quyết định 1234/QĐ-UBND;")
        .into_iter()
        .filter(|_| subject.is(Class::Administrative))
        .collect()
}

fn law_by_year(subject: &Subject<'_>) -> Vec<Mutant> {
    let fits = subject.is(Class::Normative) && subject.between("2016-07-01", "2025-03-31");
    let kinds = ["quyet-dinh", "nghi-quyet", "thong-tu"];
    let cited = subject.document.text.contains("Luật Tổ chức chính quyền địa phương");
    let line = "Căn cứ Luật Tổ chức chính quyền địa phương năm 2015;";
    subject.with_recital(line).filter(|_| fits && !cited && kinds.contains(&subject.kind())).into_iter().collect()
}

fn other_year(subject: &Subject<'_>) -> Vec<Mutant> {
    let fits = |citation: &Citation| citation.number.as_ref().is_some_and(|number| number.year.is_some());
    dated(subject)
        .filter(|(citation, _)| fits(citation))
        .filter_map(|(citation, span)| {
            let day = citation.issued?;
            Some(subject.with(span, &long(day.with().year(day.year() - 2).build().ok()?)))
        })
        .collect()
}

fn later(subject: &Subject<'_>) -> Vec<Mutant> {
    moved_behind(subject, 12)
}

fn a_month_later(subject: &Subject<'_>) -> Vec<Mutant> {
    moved_behind(subject, 1)
}

/// Dates a basis so many months after the document; its symbol must have no year, or the year is another defect.
fn moved_behind(subject: &Subject<'_>, months: i32) -> Vec<Mutant> {
    let Ok(day) = subject.issued.checked_add(jiff::Span::new().months(months)) else { return Vec::new() };
    let fits = |citation: &Citation| citation.number.as_ref().is_some_and(|number| number.year.is_none());
    dated(subject).filter(|(citation, _)| fits(citation)).map(|(_, span)| subject.with(span, &long(day))).collect()
}

/// Bases whose day the registry knows from the day's own document.
fn known<'a>(subject: &Subject<'a>) -> impl Iterator<Item = (&'a Citation, Span)> {
    use soat::document::ResolutionStatus::Found;
    dated(subject).filter(|(citation, _)| {
        citation.number.is_some() && citation.resolution.as_ref().is_some_and(|resolution| resolution.status == Found)
    })
}

fn wrong_day(subject: &Subject<'_>) -> Vec<Mutant> {
    known(subject)
        .filter_map(|(citation, span)| {
            let day = citation.issued?;
            let other = if day.day() > 1 { day.yesterday() } else { day.tomorrow() };
            Some(subject.with(span, &long(other.ok()?)))
        })
        .collect()
}

fn wrong_month(subject: &Subject<'_>) -> Vec<Mutant> {
    known(subject)
        .filter_map(|(citation, span)| {
            let day = citation.issued?;
            let other = if day.month() > 1 { day.month() - 1 } else { 2 };
            Some(subject.with(span, &long(day.with().month(other).build().ok()?)))
        })
        .collect()
}

fn symbols(subject: &Subject<'_>, change: fn(&str) -> Option<String>) -> Vec<Mutant> {
    let all = subject.citations_as(Role::Basis).filter_map(|citation| citation.number.as_ref());
    all.filter(|number| number.text == number.key && number.key.contains('-'))
        .filter_map(|number| Some(subject.with(number.span?, &change(&number.key)?)))
        .collect()
}

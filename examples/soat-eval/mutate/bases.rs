//! Defects of what a document rests on and refers to: force and level of its bases, provisions that are not there.

use soat::document::{Class, Level};

use super::Operator;
use super::subject::{Mutant, Subject, long};

pub(super) const OPERATORS: &[Operator] = &[
    Operator { code: "CIT-002", name: "a basis cited in full twice in the articles", plant: twice_in_full },
    Operator { code: "CIT-012", name: "a decree without those that amended it", plant: unmentioned_amendment },
    Operator { code: "CIT-012", name: "the law on making law without its amendment", plant: unmentioned_law },
    Operator { code: "CIT-013", name: "a law before its first day", plant: not_yet },
    Operator { code: "CIT-014", name: "a normative document that rests on a letter", plant: letter },
    Operator { code: "CIT-014", name: "a normative document that rests on a plan", plant: plan },
    Operator { code: "CIT-015", name: "a province that rests on a department's decision", plant: lower },
    Operator { code: "CIT-018", name: "the law on making law of 2008", plant: law_of_2008 },
    Operator { code: "CIT-018", name: "the law on making law of 2015", plant: law_of_2015 },
    Operator { code: "CIT-019", name: "an administrative document that rests on it", plant: lawmaking },
    Operator {
        code: "CIT-021",
        name: "a number that two years have, without its day",
        plant: |s| article(s, "2021-08-01", "Triển khai Nghị quyết số 76/NQ-CP của Chính phủ tại các đơn vị."),
    },
    Operator {
        code: "CIT-022",
        name: "an article behind the last",
        plant: |s| {
            basis(
                s,
                "2020-03-06",
                "Căn cứ Điều 45 Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư;",
            )
        },
    },
    Operator {
        code: "CIT-023",
        name: "an article before its clause",
        plant: |s| {
            let words = "Văn bản được trình bày theo quy định tại Điều 8 khoản 2 Nghị định số 30/2020/NĐ-CP.";
            article(s, "2020-03-06", words)
        },
    },
    Operator {
        code: "CIT-024",
        name: "an article with its chapter",
        plant: |s| {
            let words = "Văn bản được kiểm tra theo khoản 1 Điều 103 Mục 1 Chương VIII Nghị định số 34/2016/NĐ-CP.";
            article(s, "2016-07-02", words)
        },
    },
    Operator {
        code: "CIT-025",
        name: "a clause that its article lacks",
        plant: |s| article(s, "2016-07-02", "Hồ sơ\n1. Hồ sơ gồm đơn đề nghị.\n2. Đơn vị nộp hồ sơ theo khoản 4."),
    },
    Operator { code: "CIT-026", name: "an article that the document lacks", plant: dangling },
    Operator {
        code: "CIT-027",
        name: "a small letter for an article",
        plant: |s| article(s, "2020-03-06", "Thể thức thực hiện theo điều 8 Nghị định số 30/2020/NĐ-CP."),
    },
    Operator { code: "CIT-028", name: "an abbreviation before it is explained", plant: abbreviation },
    Operator { code: "CIT-030", name: "all that is contrary is repealed", plant: contrary },
    Operator { code: "CIT-030", name: "whatever is contrary ends", plant: contrary_ends },
    Operator { code: "CIT-031", name: "an administrative decision that amends a normative one", plant: foreign_form },
    Operator { code: "CIT-031", name: "a committee that repeals a council's resolution", plant: foreign_body },
    Operator {
        code: "CIT-034",
        name: "a normative document that rests on the Party's resolution",
        plant: |s| {
            basis(
                s,
                "2017-12-01",
                "Căn cứ Nghị quyết số 19-NQ/TW ngày 25 tháng 10 năm 2017 của Ban Chấp hành Trung ương về đơn vị sự nghiệp công lập;",
            )
        },
    },
    Operator { code: "CMP-024", name: "a basis of another province", plant: other_province },
    Operator { code: "FMT-014", name: "a law behind lesser bases", plant: law_last },
];

/// Adds a basis to a document of this day or later.
fn basis(subject: &Subject<'_>, from: &str, line: &str) -> Vec<Mutant> {
    let fits = subject.between(from, "2030-01-01") && !subject.is(Class::Party);
    subject.with_recital(line).filter(|_| fits).into_iter().collect()
}

/// Adds an article to a document of this day or later.
fn article(subject: &Subject<'_>, from: &str, words: &str) -> Vec<Mutant> {
    let fits = subject.between(from, "2030-01-01") && !subject.is(Class::Party);
    subject.with_article(words).filter(|_| fits).into_iter().collect()
}

/// Prints the day so many days before that of issue.
fn earlier(subject: &Subject<'_>, days: i32) -> String {
    subject.issued.checked_sub(jiff::Span::new().days(days)).map(long).unwrap_or_default()
}

fn says(subject: &Subject<'_>, words: &str) -> bool {
    subject.document.text.contains(words)
}

fn level(subject: &Subject<'_>) -> Option<Level> {
    subject.document.header.issuer.as_ref().and_then(|issuer| issuer.level)
}

fn is_committee(subject: &Subject<'_>) -> bool {
    let issuer = subject.document.header.issuer.as_ref().and_then(|issuer| issuer.id.as_ref());
    issuer.is_some_and(|id| id.as_str() == "ubnd-tinh")
}

fn twice_in_full(subject: &Subject<'_>) -> Vec<Mutant> {
    let full = subject.bases().map(|span| subject.slice(span).trim_end_matches([';', '.', ' ', '\n']));
    let full = full.filter(|line| line.contains(" số ") && line.contains(" ngày ") && line.contains(" của "));
    full.filter_map(|line| line.strip_prefix("Căn cứ "))
        .filter(|words| !words.starts_with("Luật") && !words.starts_with("Bộ luật") && !words.contains('\n'))
        .filter_map(|words| subject.with_article(&format!("Các đơn vị thực hiện {words} và báo cáo theo {words}.")))
        .filter(|_| subject.is(Class::Administrative) && subject.between("2020-03-05", "2030-01-01"))
        .collect()
}

fn unmentioned_amendment(subject: &Subject<'_>) -> Vec<Mutant> {
    let line =
        "Căn cứ Nghị định số 63/2010/NĐ-CP ngày 08 tháng 6 năm 2010 của Chính phủ về kiểm soát thủ tục hành chính;";
    if says(subject, "63/2010/NĐ-CP") || says(subject, "thủ tục hành chính") {
        return Vec::new();
    }
    basis(subject, "2017-10-01", line)
}

fn unmentioned_law(subject: &Subject<'_>) -> Vec<Mutant> {
    if says(subject, "Luật Ban hành văn bản") || !subject.is(Class::Normative) {
        return Vec::new();
    }
    basis(subject, "2025-07-02", "Căn cứ Luật Ban hành văn bản quy phạm pháp luật số 64/2025/QH15;")
}

fn not_yet(subject: &Subject<'_>) -> Vec<Mutant> {
    let effective = subject.document.effective.as_ref().and_then(|effective| effective.date);
    let early = |until: &str| effective.is_none_or(|day| day < until.parse().unwrap());
    let mut all = Vec::new();
    if subject.between("2024-01-20", "2024-06-30") && early("2024-07-01") {
        all.extend(subject.with_recital("Căn cứ Luật Đất đai ngày 18 tháng 01 năm 2024;"));
    }
    if subject.between("2025-07-01", "2025-12-15") && early("2025-12-31") && !says(subject, "89/2025/QH15") {
        all.extend(subject.with_recital("Căn cứ Luật Ngân sách nhà nước số 89/2025/QH15;"));
    }
    all
}

fn letter(subject: &Subject<'_>) -> Vec<Mutant> {
    let line = format!("Căn cứ Công văn số 86/SNV-CCHC {} của Sở Nội vụ về cải cách hành chính;", earlier(subject, 30));
    basis(subject, "2016-07-02", &line)
}

fn plan(subject: &Subject<'_>) -> Vec<Mutant> {
    let line = format!(
        "Căn cứ Kế hoạch số 45/KH-UBND {} của Ủy ban nhân dân tỉnh về cải cách hành chính;",
        earlier(subject, 30)
    );
    basis(subject, "2016-07-02", &line)
}

fn lower(subject: &Subject<'_>) -> Vec<Mutant> {
    let day = earlier(subject, 60);
    let line =
        format!("Căn cứ Quyết định số 08/QĐ-STC {day} của Sở Tài chính ban hành Kế hoạch kiểm tra tài sản công;");
    let fits = is_committee(subject) && subject.is(Class::Administrative);
    if fits { basis(subject, "2020-03-06", &line) } else { Vec::new() }
}

fn law_of_2008(subject: &Subject<'_>) -> Vec<Mutant> {
    basis(subject, "2016-07-02", "Căn cứ Luật Ban hành văn bản quy phạm pháp luật ngày 03 tháng 6 năm 2008;")
}

fn law_of_2015(subject: &Subject<'_>) -> Vec<Mutant> {
    if says(subject, "ngày 22 tháng 6 năm 2015") || says(subject, "80/2015/QH13") {
        return Vec::new();
    }
    basis(subject, "2025-10-01", "Căn cứ Luật Ban hành văn bản quy phạm pháp luật ngày 22 tháng 6 năm 2015;")
}

fn lawmaking(subject: &Subject<'_>) -> Vec<Mutant> {
    let announces =
        subject.document.header.title.as_ref().is_some_and(|title| title.text.to_lowercase().contains("công bố"));
    if says(subject, "Luật Ban hành văn bản") || !subject.is(Class::Administrative) || announces {
        return Vec::new();
    }
    let mut all = Vec::new();
    if subject.between("2020-03-06", "2025-03-31") {
        all.extend(subject.with_recital("Căn cứ Luật Ban hành văn bản quy phạm pháp luật ngày 22 tháng 6 năm 2015;"));
    } else if subject.between("2025-04-01", "2030-01-01") {
        all.extend(subject.with_recital("Căn cứ Luật Ban hành văn bản quy phạm pháp luật ngày 19 tháng 02 năm 2025;"));
    }
    all
}

fn dangling(subject: &Subject<'_>) -> Vec<Mutant> {
    // An amending document speaks in the words of another.
    let title = subject.document.header.title.as_ref().map(|title| title.text.to_lowercase()).unwrap_or_default();
    if ["sửa đổi", "bãi bỏ", "thay thế"].iter().any(|word| title.contains(word)) && !title.contains("công bố")
    {
        return Vec::new();
    }
    let own = match subject.kind() {
        "quyet-dinh" => "Quyết định này",
        "nghi-quyet" => "Nghị quyết này",
        "nghi-dinh" => "Nghị định này",
        "thong-tu" => "Thông tư này",
        _ => return Vec::new(),
    };
    article(subject, "2016-07-02", &format!("Hồ sơ thực hiện theo khoản 2 Điều 190 {own}."))
}

fn abbreviation(subject: &Subject<'_>) -> Vec<Mutant> {
    article(
        subject,
        "2011-03-06",
        "Đơn vị nhận hồ sơ qua HTTTQG.\nHệ thống thông tin quốc gia (sau đây gọi tắt là HTTTQG) do Sở Nội vụ quản lý.",
    )
}

fn contrary(subject: &Subject<'_>) -> Vec<Mutant> {
    article(subject, "2016-07-02", "Các quy định trước đây trái với quy định này đều bị bãi bỏ.")
}

fn contrary_ends(subject: &Subject<'_>) -> Vec<Mutant> {
    article(subject, "2016-07-02", "Những văn bản trước đây trái với các quy định trên hết hiệu lực thi hành.")
}

fn foreign_form(subject: &Subject<'_>) -> Vec<Mutant> {
    let issuer = subject.document.header.issuer.as_ref().map(|issuer| issuer.text.as_str()).unwrap_or_default();
    let own = issuer.strip_prefix("ỦY BAN NHÂN DÂN ").filter(|_| is_committee(subject));
    let Some(own) = own.filter(|_| subject.is(Class::Administrative) && subject.kind() == "quyet-dinh") else {
        return Vec::new();
    };
    let words = format!(
        "Sửa đổi khoản 1 Điều 3 Quyết định số 09/2016/QĐ-UBND ngày 10 tháng 3 năm 2016 của Ủy ban nhân dân {} ban hành Quy định về phân cấp như sau:",
        own.to_lowercase()
    );
    article(subject, "2016-07-02", &words)
}

fn foreign_body(subject: &Subject<'_>) -> Vec<Mutant> {
    let words = "Bãi bỏ Nghị quyết số 09/2016/NQ-HĐND ngày 10 tháng 3 năm 2016 của Hội đồng nhân dân tỉnh về mức thu lệ phí hộ tịch.";
    if is_committee(subject) && subject.kind() == "quyet-dinh" {
        article(subject, "2016-07-02", words)
    } else {
        Vec::new()
    }
}

fn other_province(subject: &Subject<'_>) -> Vec<Mutant> {
    let home = subject.document.header.issuer.as_ref().and_then(|issuer| issuer.territory.as_deref());
    if level(subject) != Some(Level::Province) || home.is_none_or(|home| home.starts_with("nghe-an")) {
        return Vec::new();
    }
    let line = "Căn cứ Quyết định số 15/2016/QĐ-UBND ngày 10 tháng 02 năm 2016 của Ủy ban nhân dân tỉnh Nghệ An ban hành Quy định về phân cấp;";
    basis(subject, "2016-07-02", line)
}

fn law_last(subject: &Subject<'_>) -> Vec<Mutant> {
    let lesser = subject.bases().last().is_some_and(|span| {
        ["Căn cứ Nghị định", "Căn cứ Quyết định", "Căn cứ Thông tư"]
            .iter()
            .any(|kind| subject.slice(span).starts_with(kind))
    });
    if !lesser || says(subject, "Luật Giao dịch điện tử") {
        return Vec::new();
    }
    basis(subject, "2024-07-02", "Căn cứ Luật Giao dịch điện tử ngày 22 tháng 6 năm 2023;")
}

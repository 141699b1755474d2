//! The table of all rules as a page (`docs/rules.md`): those that have a page, and those that are planned.

use std::io::{self, Write};

use super::words::{family_word, severity_word};
use crate::check::Verdict;
use crate::rules::{
    Basis, Body, Family, Lang, Planned, Remedies, Rule, RuleError, RuleSet, Status, Sureness, Verified, written_day,
};

const HEAD: &str = "<!-- Written by `soat rules list --format md`; `UPDATE_RULES=1 cargo test --test it rules` writes it anew. -->

# Quy tắc · Rules

Mỗi quy tắc của danh mục một dòng. *Lớp*: A trái pháp luật, B sai sót về căn cứ, thể thức, kỹ thuật trình bày (khi văn bản đã
ban hành). *Đối chiếu*: cách kiểm tra lời văn của căn cứ: **nguyên văn** đã đọc, *dẫn lại* theo nguồn khác, *chưa đối chiếu* (không
bao giờ quá mức cảnh báo). *Trạng thái*: ổn định, thử nghiệm, câu hỏi (chỉ nêu nghi vấn để người quyết định), chưa có.

One line a rule. Class A is unlawful content or competence, B a defect of basis or form. A basis whose wording was not checked never
carries more than a warning. States: stable, on trial, a question for a person, not built. `soat explain CODE` prints a rule's page.
";

const COLUMNS: &str = "| Mã | Quy tắc · Rule | Mức độ | Lớp | Căn cứ và thời kỳ | Đối chiếu | Trạng thái | Xử lý |\n|---|---|---|---|---|---|---|---|\n";

/// Why the table could not be written.
#[derive(Debug, thiserror::Error)]
pub enum TableError {
    /// The page of a rule is wrong.
    #[error(transparent)]
    Page(#[from] RuleError),
    /// The output could not be written.
    #[error(transparent)]
    Output(#[from] io::Error),
}

/// Writes all rules, by family and code.
///
/// # Errors
/// The body of a page is wrong, or `out` cannot be written.
pub fn write(rules: &RuleSet, planned: &[Planned], out: &mut impl Write) -> Result<(), TableError> {
    writeln!(out, "{HEAD}")?;
    writeln!(out, "{} quy tắc có trang, {} chưa có.", rules.iter().count(), planned.len())?;
    for family in Family::ALL {
        let mut rows: Vec<(&str, String)> = Vec::new();
        for rule in rules.iter().filter(|rule| rule.family == family) {
            rows.push((rule.code(), row(rule, rules.remedies())?));
        }
        let own = planned.iter().filter(|planned| planned.code.starts_with(prefix(family)));
        rows.extend(own.map(|planned| (planned.code.as_str(), planned_row(planned))));
        if rows.is_empty() {
            continue;
        }
        rows.sort();
        let rows: String = rows.into_iter().map(|(_, row)| row).collect();
        write!(out, "\n## {}\n\n{COLUMNS}{rows}", name(family))?;
    }
    Ok(())
}

fn row(rule: &Rule, remedies: &Remedies) -> Result<String, RuleError> {
    let front = &rule.front;
    let bases: Vec<String> = front.basis.iter().map(basis).collect();
    let mut read: Vec<&str> = front.basis.iter().map(|basis| verification(basis.verified)).collect();
    read.dedup();
    let class = match front.remedy.as_deref() {
        Some("unlawful") => "A",
        Some(_) => "B",
        None => "–",
    };
    let remedy = front.remedy.as_deref().map_or_else(|| "–".to_owned(), |key| remedies.named(key).join("; "));
    Ok(cells(&[
        rule.code(),
        &format!("{} · *{}*", front.title.vi, front.title.en),
        severity_word(front.severity, Verdict::Violation, Lang::Vi),
        class,
        &bases.join("<br>"),
        &read.join(", "),
        state(front.status, &rule.body()?, rule.code()),
        &remedy,
    ]))
}

fn planned_row(planned: &Planned) -> String {
    let lacks = planned.lacks.words();
    cells(&[
        &planned.code,
        &format!("{} · *{}*", planned.title.vi, planned.title.en),
        severity_word(planned.severity, Verdict::Violation, Lang::Vi),
        "–",
        "–",
        "–",
        &format!("chưa có: {}", lacks.vi),
        "–",
    ])
}

fn cells(cells: &[&str]) -> String {
    let cells: Vec<String> = cells.iter().map(|cell| cell.replace('|', "\\|")).collect();
    format!("| {} |\n", cells.join(" | "))
}

fn basis(basis: &Basis) -> String {
    let to = basis.to.map_or_else(|| "nay".to_owned(), written_day);
    format!("{} {} ({}–{to})", basis.place, basis.number, written_day(basis.from))
}

fn verification(verified: Verified) -> &'static str {
    match verified {
        Verified::Text => "**nguyên văn**",
        Verified::Secondary => "*dẫn lại*",
        Verified::Memory => "chưa đối chiếu",
    }
}

/// A rule whose examples only ever suspect asks a question.
fn state(status: Status, body: &Body, code: &str) -> &'static str {
    let mut own = body.examples.iter().flat_map(|example| &example.marks).filter(|mark| mark.code == code).peekable();
    let asks = own.peek().is_some() && own.all(|mark| mark.sureness != Sureness::Violation);
    match status {
        Status::Retired => "đã bỏ",
        _ if asks => "câu hỏi",
        Status::Stable => "ổn định",
        Status::Trial => "thử nghiệm",
    }
}

fn prefix(family: Family) -> &'static str {
    match family {
        Family::Citation => "CIT",
        Family::Competence => "CMP",
        Family::Sequence => "SEQ",
        Family::Overlap => "OVL",
        Family::Form => "FMT",
        Family::Temporal => "TMP",
        Family::Office => "OFC",
    }
}

fn name(family: Family) -> String {
    format!("{} · {}", family_word(family, Lang::Vi), family_word(family, Lang::En))
}

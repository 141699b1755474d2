//! Defects of form.

use soat::document::Class;
use soat::text::Span;

use super::Operator;
use super::subject::{Mutant, Subject};

pub(super) const OPERATORS: &[Operator] = &[
    Operator { code: "FMT-001", name: "no recipients", plant: no_recipients },
    Operator { code: "FMT-001", name: "no title", plant: no_title },
    Operator {
        code: "FMT-002",
        name: "a word of the nation's name is missing",
        plant: |s| line(s, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "CỘNG HÒA HỘI CHỦ NGHĨA VIỆT NAM"),
    },
    Operator {
        code: "FMT-003",
        name: "dashes in the motto",
        plant: |s| line(s, "Độc lập - Tự do - Hạnh phúc", "Độc lập – Tự do – Hạnh phúc"),
    },
    Operator {
        code: "FMT-003",
        name: "no blanks in the motto",
        plant: |s| line(s, "Độc lập - Tự do - Hạnh phúc", "Độc lập-Tự do-Hạnh phúc"),
    },
    Operator { code: "FMT-004", name: "the issuer's name shortened", plant: short_issuer },
    Operator {
        code: "FMT-005",
        name: "blanks around the stroke of the number",
        plant: |s| number(s, |key| Some(key.replacen('/', " / ", 1))),
    },
    Operator { code: "FMT-005", name: "a number under ten without its zero", plant: |s| number(s, without_zero) },
    Operator { code: "FMT-006", name: "a year in an administrative number", plant: year },
    Operator { code: "FMT-007", name: "the drafting unit in the symbol of a decision", plant: drafting_unit },
    Operator { code: "FMT-008", name: "CV in the symbol of a letter", plant: letter_code },
    Operator { code: "FMT-009", name: "a kind code that the decree has not", plant: kind_code },
    Operator { code: "FMT-010", name: "a day without its zero", plant: |s| day_line(s, "ngày 0", "ngày ") },
    Operator { code: "FMT-010", name: "a month without its zero", plant: |s| day_line(s, "tháng 0", "tháng ") },
    Operator { code: "FMT-011", name: "the place as an abbreviation", plant: place },
    Operator { code: "FMT-012", name: "V/v above a decision", plant: about },
    Operator { code: "FMT-013", name: "a recital without its mark", plant: unmarked_recital },
    Operator { code: "FMT-017", name: "a colon behind the number of an article", plant: colon },
    Operator {
        code: "FMT-016", name: "a resolution that decides", plant: |s| line(s, "QUYẾT NGHỊ:", "QUYẾT ĐỊNH:")
    },
    Operator {
        code: "FMT-016", name: "a decision that resolves", plant: |s| line(s, "QUYẾT ĐỊNH:", "QUYẾT NGHỊ:")
    },
    Operator { code: "FMT-018", name: "an article's number is skipped", plant: skipped },
    Operator { code: "FMT-018", name: "an article's number stands twice", plant: doubled },
    Operator { code: "FMT-020", name: "no line for the archive", plant: no_archive },
];

/// Documents that the decree of 2020 rules.
fn is_ruled(subject: &Subject<'_>) -> bool {
    subject.is(Class::Administrative) && subject.between("2020-03-05", "2030-01-01") && !subject.is_consolidated()
}

fn line(subject: &Subject<'_>, words: &str, others: &str) -> Vec<Mutant> {
    let found = subject.lines().find(|(_, line)| line.trim() == words);
    found.filter(|_| is_ruled(subject)).map(|(span, _)| subject.with(span, others)).into_iter().collect()
}

fn number(subject: &Subject<'_>, change: fn(&str) -> Option<String>) -> Vec<Mutant> {
    let Some(number) = subject.document.header.number.as_ref().filter(|number| number.text == number.key) else {
        return Vec::new();
    };
    if !is_ruled(subject) {
        return Vec::new();
    }
    let new = change(&number.key);
    new.and_then(|new| Some(subject.with(number.span?, &new))).into_iter().collect()
}

fn without_zero(key: &str) -> Option<String> {
    let (ordinal, _) = key.split_once('/')?;
    key.strip_prefix('0').filter(|_| ordinal.len() == 2).map(str::to_owned)
}

fn year(subject: &Subject<'_>) -> Vec<Mutant> {
    let Some(number) = subject.document.header.number.as_ref().filter(|number| number.year.is_none()) else {
        return Vec::new();
    };
    let kinds = ["ke-hoach", "bao-cao", "thong-bao", "to-trinh"];
    if !subject.is(Class::Administrative) || !kinds.contains(&subject.kind()) {
        return Vec::new();
    }
    let Some((ordinal, rest)) = number.key.split_once('/') else { return Vec::new() };
    let new = format!("{ordinal}/{}/{rest}", subject.issued.year());
    number.span.map(|span| subject.with(span, &new)).into_iter().collect()
}

fn drafting_unit(subject: &Subject<'_>) -> Vec<Mutant> {
    let kinds = ["quyet-dinh", "ke-hoach", "bao-cao", "thong-bao", "to-trinh"];
    let two_groups = |key: &str| (key.matches('-').count() == 1).then(|| format!("{key}-VP"));
    if kinds.contains(&subject.kind()) { number(subject, two_groups) } else { Vec::new() }
}

fn letter_code(subject: &Subject<'_>) -> Vec<Mutant> {
    if subject.kind() != "cong-van" {
        return Vec::new();
    }
    number(subject, |key| key.split_once('/').map(|(ordinal, organ)| format!("{ordinal}/CV-{organ}")))
}

fn kind_code(subject: &Subject<'_>) -> Vec<Mutant> {
    let wrong = |key: &str| {
        [("/KH-", "/KHo-"), ("/TB-", "/ThB-"), ("/BC-", "/BCao-")]
            .iter()
            .find(|(code, _)| key.contains(code))
            .map(|(code, wrong)| key.replacen(code, wrong, 1))
    };
    number(subject, wrong)
}

fn day_line(subject: &Subject<'_>, with: &str, without: &str) -> Vec<Mutant> {
    let Some(issued) = subject.document.header.issued.as_ref().filter(|issued| issued.text.contains(with)) else {
        return Vec::new();
    };
    // March and later may stand without a zero.
    let month = with.starts_with("tháng") && subject.issued.month() > 2;
    if month || !is_ruled(subject) {
        return Vec::new();
    }
    vec![subject.with(issued.span, &issued.text.replacen(with, without, 1))]
}

fn place(subject: &Subject<'_>) -> Vec<Mutant> {
    let place = subject.document.header.place.as_ref().filter(|_| is_ruled(subject));
    place.map(|place| subject.with(place.span, "TP.HCM")).into_iter().collect()
}

fn short_issuer(subject: &Subject<'_>) -> Vec<Mutant> {
    let Some(issuer) = subject.document.header.issuer.as_ref().filter(|_| is_ruled(subject)) else { return Vec::new() };
    let short = issuer.text.replacen("ỦY BAN NHÂN DÂN", "UBND", 1);
    let span = issuer.span.filter(|span| short != issuer.text && subject.slice(*span) == issuer.text);
    span.map(|span| subject.with(span, &short)).into_iter().collect()
}

fn about(subject: &Subject<'_>) -> Vec<Mutant> {
    let Some(title) = subject.document.header.title.as_ref() else { return Vec::new() };
    let rest = title.text.strip_prefix("Về việc");
    let fits = is_ruled(subject) && subject.kind() == "quyet-dinh";
    rest.filter(|_| fits).map(|rest| subject.with(title.span, &format!("V/v{rest}"))).into_iter().collect()
}

fn no_recipients(subject: &Subject<'_>) -> Vec<Mutant> {
    let Some((heading, _)) = subject.lines().find(|(_, line)| line.trim() == "Nơi nhận:") else { return Vec::new() };
    let Some(last) = subject.document.recipients.last().filter(|_| is_ruled(subject)) else { return Vec::new() };
    // What is left must show that nothing was cut: the signature stands behind.
    let ends = subject.document.signature.as_ref().is_some_and(|signature| signature.span.start > last.span.end);
    let lone = subject.document.text.matches("Nơi nhận").count() == 1;
    if ends && lone { vec![subject.without(Span::new(heading.start, last.span.end))] } else { Vec::new() }
}

fn no_title(subject: &Subject<'_>) -> Vec<Mutant> {
    let title = subject.document.header.title.as_ref().filter(|_| is_ruled(subject) && subject.kind() == "quyet-dinh");
    title.map(|title| subject.without(title.span)).into_iter().collect()
}

fn unmarked_recital(subject: &Subject<'_>) -> Vec<Mutant> {
    let kinds = ["quyet-dinh", "nghi-quyet"];
    if !is_ruled(subject) || !kinds.contains(&subject.kind()) {
        return Vec::new();
    }
    let marked = subject.bases().filter(|span| subject.slice(*span).ends_with(';'));
    marked.map(|span| subject.with_shown_at(Span::new(span.end - 1, span.end), "", span)).collect()
}

/// The labels of the document's own articles from the second on, with their numbers.
fn articles(subject: &Subject<'_>) -> Vec<(Span, u32)> {
    let all = subject.document.provisions.iter();
    let own = all.filter(|one| one.path.starts_with("dieu-") && one.label.ends_with('.'));
    let numbered = own.filter_map(|one| {
        let number = one.label.strip_prefix("Điều ")?.strip_suffix('.')?.parse().ok()?;
        Some((Span::new(one.span.start, one.span.start + one.label.len()), number))
    });
    numbered.collect()
}

fn renumbered(subject: &Subject<'_>, change: fn(u32) -> u32) -> Vec<Mutant> {
    let articles = articles(subject);
    let ordered = articles.iter().map(|(_, number)| *number).eq(1..=u32::try_from(articles.len()).unwrap());
    let Some((span, number)) = articles.last().filter(|_| ordered && articles.len() > 2 && is_ruled(subject)) else {
        return Vec::new();
    };
    vec![subject.with(*span, &format!("Điều {}.", change(*number)))]
}

fn skipped(subject: &Subject<'_>) -> Vec<Mutant> {
    renumbered(subject, |number| number + 1)
}

fn doubled(subject: &Subject<'_>) -> Vec<Mutant> {
    renumbered(subject, |number| number - 1)
}

fn no_archive(subject: &Subject<'_>) -> Vec<Mutant> {
    let recipients = &subject.document.recipients;
    let Some(last) = recipients.last().filter(|last| last.text.starts_with("Lưu")) else { return Vec::new() };
    if !is_ruled(subject) || recipients.len() < 3 || subject.document.text.matches("Lưu:").count() > 1 {
        return Vec::new();
    }
    vec![subject.without(last.span)]
}

fn colon(subject: &Subject<'_>) -> Vec<Mutant> {
    let articles = subject.document.provisions.iter().filter(|provision| provision.label.starts_with("Điều "));
    let stop = |label: &str| label.ends_with('.').then(|| label.replace('.', ":"));
    articles
        .filter(|_| is_ruled(subject))
        .filter_map(|article| {
            let place = subject.find_in(article.span, &article.label)?;
            Some(subject.with(place, &stop(&article.label)?))
        })
        .collect()
}

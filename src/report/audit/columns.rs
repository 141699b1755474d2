//! The lists of an audit as tables of words: one table, its heads, its rows. The formats only set them.

use crate::audit::{Affected, Audit, Found, Gap, Side, Slot};
use crate::document::{Date, Role};
use crate::rules::{Lang, written_day};

/// A list as a table.
pub(super) struct Sheet {
    /// Its title.
    pub(super) title: &'static str,
    /// What it tells and how far it can be relied on, in one sentence.
    pub(super) note: &'static str,
    /// The heads of its columns.
    pub(super) heads: Vec<&'static str>,
    /// Its rows.
    pub(super) rows: Vec<Vec<String>>,
}

/// Returns every list of the audit, also the empty ones.
pub(super) fn sheets(audit: &Audit, lang: Lang) -> Vec<Sheet> {
    let alarms: Vec<&Found> = audit.overlaps.iter().filter(|found| found.code.is_some()).collect();
    let cascades: Vec<&Found> = audit.overlaps.iter().filter(|found| found.code.is_none()).collect();
    let mut sheets = vec![
        overlaps(&alarms, true, lang),
        visits(audit, lang),
        orphans(audit, lang),
        incomplete(audit, lang),
        gaps(audit, lang),
        doubles(audit, lang),
        resting(audit, lang),
        twice(audit, lang),
        overlaps(&cascades, false, lang),
    ];
    if let Some(repeal) = &audit.if_repealed {
        sheets.insert(0, affected(&repeal.affected, lang));
    }
    sheets
}

fn pick<T>(lang: Lang, vi: T, en: T) -> T {
    match lang {
        Lang::Vi => vi,
        Lang::En => en,
    }
}

fn day(day: Option<Date>) -> String {
    day.map(written_day).unwrap_or_default()
}

fn overlaps(found: &[&Found], alarm: bool, lang: Lang) -> Sheet {
    let rows = found.iter().map(|found| {
        let [one, other] = &found.tasks;
        let mut row = vec![
            found.code.unwrap_or_default().to_owned(),
            relation(found.relation, lang).to_owned(),
            format!("{:.0} %", found.score * 100.0),
        ];
        for side in [one, other] {
            row.extend([side.label().to_owned(), side.text.clone(), side.lead.join("; "), day(side.due)]);
        }
        row.extend([found.shared.join(", "), found.message.clone()]);
        row
    });
    let (title, note) = if alarm {
        pick(
            lang,
            (
                "Nhiệm vụ trùng, mâu thuẫn",
                "Chỉ là nghi vấn để người có trách nhiệm quyết định; cột «Cùng nói» là những từ đã dẫn tới kết luận.",
            ),
            ("Overlaps and conflicts", "Suspected only: a person decides. The words that both say decided."),
        )
    } else {
        pick(
            lang,
            (
                "Kế hoạch triển khai cấp trên",
                "Nhiệm vụ thực hiện nhiệm vụ khác hoặc báo cáo cho nhiệm vụ khác: không phải là trùng lặp.",
            ),
            ("Cascades", "Tasks that carry out or report to others: no overlap."),
        )
    };
    let heads = pick(
        lang,
        vec![
            "Mã",
            "Quan hệ",
            "Giống nhau",
            "Văn bản 1",
            "Nhiệm vụ 1",
            "Chủ trì 1",
            "Hạn 1",
            "Văn bản 2",
            "Nhiệm vụ 2",
            "Chủ trì 2",
            "Hạn 2",
            "Cùng nói",
            "Nhận xét",
        ],
        vec![
            "Code",
            "Relation",
            "Likeness",
            "Document 1",
            "Task 1",
            "Lead 1",
            "Due 1",
            "Document 2",
            "Task 2",
            "Lead 2",
            "Due 2",
            "Both say",
            "Remark",
        ],
    );
    Sheet { title, note, heads, rows: rows.collect() }
}

pub(super) fn relation(relation: &str, lang: Lang) -> &'static str {
    match relation {
        "duplicate" => pick(lang, "trùng lặp", "duplicate"),
        "conflict" => pick(lang, "mâu thuẫn", "conflict"),
        "inspection" => pick(lang, "trùng kiểm tra", "inspection"),
        _ => pick(lang, "triển khai", "cascade"),
    }
}

fn visits(audit: &Audit, lang: Lang) -> Sheet {
    let meets = |at: usize| {
        let met = audit.collisions.iter().filter(|collision| collision.visits.contains(&at));
        met.map(|collision| {
            let others = collision.visits.iter().filter(|other| **other != at);
            let labels: Vec<&str> =
                others.filter_map(|other| audit.visits.get(*other)).map(|visit| visit.task.label()).collect();
            match &collision.subject {
                Some(subject) => format!("{} ({subject})", labels.join(", ")),
                None => labels.join(", "),
            }
        })
        .collect::<Vec<_>>()
        .join("; ")
    };
    let row = |(at, visit): (usize, &crate::audit::Visit)| {
        vec![
            visit.target.clone(),
            written_day(visit.first),
            written_day(visit.last),
            visit.subject.clone().unwrap_or_default(),
            visit.task.label().to_owned(),
            visit.task.issuer.clone().unwrap_or_default(),
            visit.task.text.clone(),
            meets(at),
        ]
    };
    Sheet {
        title: pick(lang, "Lịch kiểm tra, thanh tra", "Inspections"),
        note: pick(
            lang,
            "Cột «Trùng với»: văn bản khác cũng kiểm tra đơn vị ấy về cùng việc trong năm, hoặc đúng những ngày ấy.",
            "The last column names documents that visit the same unit for the same matter in the year, or on the same days.",
        ),
        heads: pick(
            lang,
            vec!["Đơn vị được kiểm tra", "Từ", "Đến", "Nội dung", "Văn bản", "Cơ quan", "Nhiệm vụ", "Trùng với"],
            vec!["Visited", "From", "To", "Subject", "Document", "Issuer", "Task", "Meets"],
        ),
        rows: audit.visits.iter().enumerate().map(row).collect(),
    }
}

fn orphans(audit: &Audit, lang: Lang) -> Sheet {
    let row = |orphan: &crate::audit::Orphan| {
        let mut row = vec![orphan.unit.clone()];
        row.extend(task(&orphan.task));
        row.push(orphan.plans.join("; "));
        row
    };
    Sheet {
        title: pick(lang, "Việc cấp trên giao chưa có trong kế hoạch", "Superiors' tasks not taken up"),
        note: pick(
            lang,
            "Chỉ xét đơn vị có kế hoạch triển khai văn bản giao việc trong sổ; việc có thể nằm ở văn bản khác chưa có trong sổ.",
            "Only units whose plan carrying out the giving document is in the registry are looked at.",
        ),
        heads: pick(
            lang,
            vec!["Đơn vị", "Văn bản giao", "Nhiệm vụ", "Chủ trì", "Hạn", "Kế hoạch đã xét"],
            vec!["Unit", "Given by", "Task", "Lead", "Due", "Plans looked at"],
        ),
        rows: audit.orphans.iter().map(row).collect(),
    }
}

fn task(side: &Side) -> Vec<String> {
    vec![side.label().to_owned(), side.text.clone(), side.lead.join("; "), day(side.due)]
}

fn incomplete(audit: &Audit, lang: Lang) -> Sheet {
    let word = |slot: &Slot| match slot {
        Slot::Lead => pick(lang, "đơn vị chủ trì", "lead"),
        Slot::Due => pick(lang, "thời hạn", "deadline"),
        Slot::Product => pick(lang, "sản phẩm", "product"),
    };
    let row = |incomplete: &crate::audit::Incomplete| {
        let mut row = task(&incomplete.task);
        row.push(incomplete.lacks.iter().map(word).collect::<Vec<_>>().join(", "));
        row
    };
    Sheet {
        title: pick(lang, "Nhiệm vụ chưa rõ", "Incomplete tasks"),
        note: pick(
            lang,
            "Sản phẩm chỉ được hỏi ở văn bản có ghi sản phẩm của nhiệm vụ khác.",
            "A product is only asked for in documents that name products.",
        ),
        heads: pick(
            lang,
            vec!["Văn bản", "Nhiệm vụ", "Chủ trì", "Hạn", "Chưa rõ"],
            vec!["Document", "Task", "Lead", "Due", "Lacks"],
        ),
        rows: audit.incomplete.iter().map(row).collect(),
    }
}

fn gaps(audit: &Audit, lang: Lang) -> Sheet {
    let run = |(first, last): &(u32, u32)| if first == last { first.to_string() } else { format!("{first}–{last}") };
    let row = |gap: &Gap| {
        let missing = gap.missing.iter().map(run).collect::<Vec<_>>().join(", ");
        vec![gap.territory.clone(), gap.symbol.clone(), gap.year.to_string(), gap.known.to_string(), missing]
    };
    Sheet {
        title: pick(lang, "Số văn bản còn thiếu", "Missing numbers"),
        note: pick(
            lang,
            "Chỉ xét dãy số mà sổ có ít nhất một nửa; thiếu trong sổ chưa phải là bỏ số.",
            "Only series of which the registry has half at least; missing here is not skipped.",
        ),
        heads: pick(
            lang,
            vec!["Địa phương", "Ký hiệu", "Năm", "Đã có", "Còn thiếu"],
            vec!["Territory", "Symbol", "Year", "Known", "Missing"],
        ),
        rows: audit.gaps.iter().map(row).collect(),
    }
}

fn doubles(audit: &Audit, lang: Lang) -> Sheet {
    let row = |double: &crate::audit::Shared| {
        vec![double.number.clone(), double.year.to_string(), double.documents.join("; ")]
    };
    Sheet {
        title: pick(lang, "Trùng số", "Numbers given twice"),
        note: pick(lang, "Một số, ký hiệu cho nhiều văn bản trong năm.", "One number for several documents of a year."),
        heads: pick(lang, vec!["Số, ký hiệu", "Năm", "Văn bản"], vec!["Number", "Year", "Documents"]),
        rows: audit.doubles.iter().map(row).collect(),
    }
}

fn resting(audit: &Audit, lang: Lang) -> Sheet {
    let row = |resting: &crate::audit::Resting| {
        vec![
            resting.document.clone(),
            resting.title.clone().unwrap_or_default(),
            resting.on.clone(),
            day(resting.until),
            resting.successor.clone().or_else(|| resting.by.clone()).unwrap_or_default(),
        ]
    };
    Sheet {
        title: pick(lang, "Căn cứ đã hết hiệu lực", "Bases out of force"),
        note: pick(
            lang,
            "Văn bản còn hiệu lực vào ngày xét mà căn cứ đã hết; văn bản không vì thế mà sai, nhưng cần rà soát.",
            "In force on the day while a basis has ended; not wrong for that, but to be reviewed.",
        ),
        heads: pick(
            lang,
            vec!["Văn bản", "Trích yếu", "Căn cứ", "Hết hiệu lực", "Thay bằng"],
            vec!["Document", "Title", "Basis", "Ended", "Instead"],
        ),
        rows: audit.resting.iter().map(row).collect(),
    }
}

fn twice(audit: &Audit, lang: Lang) -> Sheet {
    let row = |twice: &crate::audit::Twice| {
        vec![
            twice.earlier.clone(),
            twice.earlier_title.clone().unwrap_or_default(),
            twice.later.clone(),
            twice.later_title.clone().unwrap_or_default(),
        ]
    };
    Sheet {
        title: pick(lang, "Hai quy định cùng hiệu lực", "Two rules in force"),
        note: pick(
            lang,
            "Cùng cơ quan, cùng vấn đề theo trích yếu, chưa thấy thay thế hay bãi bỏ nhau.",
            "One issuer, one matter by the titles, neither known to end the other.",
        ),
        heads: pick(
            lang,
            vec!["Văn bản trước", "Trích yếu", "Văn bản sau", "Trích yếu"],
            vec!["Earlier", "Title", "Later", "Title"],
        ),
        rows: audit.twice.iter().map(row).collect(),
    }
}

fn affected(affected: &[Affected], lang: Lang) -> Sheet {
    let role = |role: Role| match role {
        Role::Basis => pick(lang, "căn cứ", "rests on it"),
        Role::Guides => pick(lang, "hướng dẫn, quy định chi tiết", "guides it"),
        Role::Implements => pick(lang, "thực hiện", "carries it out"),
        _ => pick(lang, "viện dẫn", "mentions it"),
    };
    let row = |affected: &Affected| {
        vec![
            affected.steps.to_string(),
            affected.document.clone(),
            affected.title.clone().unwrap_or_default(),
            role(affected.role).to_owned(),
            affected.through.clone(),
        ]
    };
    Sheet {
        title: pick(lang, "Nếu văn bản hết hiệu lực", "If it is repealed"),
        note: pick(
            lang,
            "Văn bản còn hiệu lực bị ảnh hưởng; bước 2 trở đi là qua văn bản khác.",
            "Documents in force that it touches; from step 2 on through others.",
        ),
        heads: pick(
            lang,
            vec!["Bước", "Văn bản", "Trích yếu", "Quan hệ", "Với"],
            vec!["Step", "Document", "Title", "How", "With"],
        ),
        rows: affected.iter().map(row).collect(),
    }
}

//! Documents over time as a table: what the picture shows, in words.

use super::{Address, Event, Lane, Timeline, day, named, opening, places, row};
use crate::report::document::role;
use crate::report::sheet::page::escaped;
use crate::report::standing::Standing;
use crate::report::words::pick;
use crate::rules::{Lang, written_day};

/// Returns the table of documents, and behind it that of the changes of the one that the figure is about.
#[must_use]
pub fn time_table(timeline: &Timeline, lang: Lang, address: &Address<'_>) -> String {
    let heads = [
        pick(lang, "Văn bản", "Document"),
        pick(lang, "Trích yếu", "Title"),
        pick(lang, "Từ ngày", "From"),
        pick(lang, "Đến hết ngày", "Through"),
        pick(lang, "Hiệu lực", "Force"),
    ];
    let caption = match lang {
        Lang::Vi => format!("Hiệu lực tại ngày {}", written_day(timeline.as_of)),
        Lang::En => format!("Force as of {}", written_day(timeline.as_of)),
    };
    let mut table = opening("list times", &caption, &heads);
    table += "<tbody role=\"rowgroup\">\n";
    for lane in &timeline.lanes {
        row(&mut table, &heads, &cells(lane, lang, address));
    }
    table += "</tbody></table></div>\n";
    for lane in timeline.lanes.iter().filter(|lane| lane.own && !lane.changes.is_empty()) {
        table += &changes(lane, lang, address);
    }
    table
}

fn cells(row: &Lane, lang: Lang, address: &Address<'_>) -> [String; 5] {
    let standing = Standing::of(row.validity.status, lang).html();
    let pauses = row.pauses.iter().map(|(from, until)| {
        format!("<br>{} {} – {}", pick(lang, "ngưng", "suspended"), written_day(*from), day(*until))
    });
    let name = named(&row.label, Some(&row.id).filter(|_| !row.own).map(String::as_str), address);
    let title = row.title.as_deref().filter(|title| *title != row.label).unwrap_or_default();
    [
        if row.own { format!("<strong>{name}</strong>") } else { name },
        format!("<span lang=\"vi\">{}</span>", escaped(title)),
        day(row.validity.since),
        day(row.validity.until),
        standing + &pauses.collect::<String>(),
    ]
}

fn changes(of: &Lane, lang: Lang, address: &Address<'_>) -> String {
    let heads = [
        pick(lang, "Số", "No."),
        pick(lang, "Từ ngày", "From"),
        pick(lang, "Việc", "What"),
        pick(lang, "Văn bản", "Document"),
        pick(lang, "Điều khoản", "Provisions"),
    ];
    let caption = pick(lang, "Những lần sửa đổi, theo số trên hình", "Changes, numbered as in the figure");
    let mut table = opening("list changes", caption, &heads);
    table += "<tbody role=\"rowgroup\">\n";
    for (number, event) in (1..).zip(&of.changes) {
        let Event { date, how, by, label, provisions } = event;
        let untold = || pick(lang, "không ghi điều khoản", "provisions not told").to_owned();
        let provisions = Some(places(provisions)).filter(|places| !places.is_empty());
        let provisions = provisions.map(|places| format!("<span lang=\"vi\">{}</span>", escaped(&places)));
        let cells: [String; 5] = [
            number.to_string(),
            day(*date),
            role(*how, lang).to_owned(),
            named(label, by.as_deref(), address),
            provisions.unwrap_or_else(untold),
        ];
        row(&mut table, &heads, &cells);
    }
    table += "</tbody></table></div>\n";
    table
}

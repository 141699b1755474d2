//! The table of cited documents: what each was on the day of judgement, and what it is today.

use std::io::{self, Write};

use crate::report::review::words::mentions;
use crate::report::review::{Review, Reviewed};
use crate::report::sheet::page::{self, escaped};
use crate::report::words::pick;
use crate::rules::written_day;

/// Writes the table, or that the document cites nothing.
pub(super) fn write(at: usize, reviewed: &Reviewed<'_>, review: &Review<'_>, out: &mut impl Write) -> io::Result<()> {
    let lang = review.lang;
    let words = pick(lang, "Văn bản được viện dẫn", "Cited documents");
    writeln!(out, "<h3 id=\"d{at}cited\">{words}</h3>")?;
    if reviewed.cited.is_empty() {
        return writeln!(
            out,
            "<p>{}</p>",
            pick(
                lang,
                "Không nhận ra viện dẫn nào tới văn bản khác.",
                "No citation of another document was recognised."
            )
        );
    }
    let note = pick(
        lang,
        "“Không rõ” nghĩa là kho không trả lời được: chưa phải là còn hiệu lực, cũng chưa phải là hết hiệu lực.",
        "“Unknown” means that the registry cannot tell: neither in force nor expired.",
    );
    writeln!(out, "<p class=\"note\">{note}</p>")?;
    let then = format!("{} {}", pick(lang, "Ngày xét", "On"), written_day(reviewed.as_of));
    let today = format!("{} {}", pick(lang, "Hôm nay", "Today,"), written_day(review.today));
    let heads = [
        pick(lang, "TT", "No."),
        pick(lang, "Viện dẫn", "Citation"),
        pick(lang, "Trong kho", "In the registry"),
        &then,
        &today,
        pick(lang, "Chỗ viện dẫn", "Where"),
    ];
    page::table_head("list cited", words, &heads, out)?;
    writeln!(out, "<tbody role=\"rowgroup\">")?;
    for (number, cited) in (1..).zip(&reviewed.cited) {
        let places: Vec<String> = mentions(reviewed, cited, lang)
            .into_iter()
            .map(|(line, words)| format!("<a href=\"#d{at}p{line}\">{}</a>", escaped(&words)))
            .collect();
        let cells = [
            number.to_string(),
            format!("<span lang=\"vi\">{}</span>", escaped(&cited.text)),
            format!("<span lang=\"vi\">{}</span>", escaped(cited.title.as_deref().unwrap_or_default())),
            cited.shown_then(lang).html(),
            cited.shown_today(lang).html(),
            places.join(", "),
        ];
        write!(out, "<tr role=\"row\">")?;
        for (head, cell) in heads.iter().zip(cells) {
            write!(out, "<td role=\"cell\" data-head=\"{}\">{cell}</td>", escaped(head))?;
        }
        writeln!(out, "</tr>")?;
    }
    writeln!(out, "</tbody></table></div>")
}

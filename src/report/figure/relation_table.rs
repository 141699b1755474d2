//! The relations of a document as a table: what the picture shows, all of it, in words.

use std::fmt::Write as _;

use super::{Address, Diagram, Group, Node, day, places};
use crate::report::sheet::page::escaped;
use crate::report::standing::Standing;
use crate::report::words::pick;
use crate::rules::Lang;

/// Returns the table, or a sentence where the registry tells of no relation.
#[must_use]
pub fn relation_table(diagram: &Diagram, lang: Lang, address: &Address<'_>) -> String {
    let groups = || {
        let before = diagram.before.iter().map(|group| (group.tie.does(lang), group));
        before.chain(diagram.after.iter().map(|group| (group.tie.undergoes(lang), group)))
    };
    if groups().next().is_none() {
        let none = "Kho không ghi văn bản nào có quan hệ với văn bản này.";
        return format!("<p>{}</p>\n", pick(lang, none, "The registry tells of no document related to this one."));
    }
    let heads = [
        pick(lang, "Văn bản", "Document"),
        pick(lang, "Trích yếu", "Title"),
        pick(lang, "Ngày ban hành", "Issued"),
        pick(lang, "Hiệu lực", "Force"),
        pick(lang, "Phần liên quan", "Concerns"),
    ];
    let caption = format!("{} {}", pick(lang, "Văn bản liên quan của", "Documents related to"), diagram.centre.label);
    let mut table = super::opening("list relations", &caption, &heads);
    for (name, group) in groups() {
        rows(&mut table, name, group, &heads, lang, address);
    }
    table += "</table></div>\n";
    table
}

fn rows(table: &mut String, name: &str, group: &Group, heads: &[&str; 5], lang: Lang, address: &Address<'_>) {
    let _ = writeln!(
        table,
        "<tbody role=\"rowgroup\"><tr role=\"row\"><th class=\"group\" colspan=\"5\" scope=\"rowgroup\" role=\"rowheader\">{} ({})</th></tr>",
        escaped(name),
        group.total
    );
    for node in &group.nodes {
        let name = super::named(&node.label, node.id.as_deref(), address);
        let title = node.title.as_deref().filter(|title| *title != node.label).unwrap_or_default();
        let title = format!("<span lang=\"vi\">{}</span>", escaped(title));
        super::row(table, heads, &[name, title, day(node.issued), standing(node, lang), concerned(node, lang)]);
    }
    if let more @ 1.. = group.total.saturating_sub(group.nodes.len()) {
        let words = match lang {
            Lang::Vi => format!("… và {more} văn bản khác"),
            Lang::En => format!("… and {more} more"),
        };
        let _ = writeln!(table, "<tr role=\"row\"><td colspan=\"5\" role=\"cell\">{words}</td></tr>");
    }
    table.push_str("</tbody>\n");
}

fn standing(node: &Node, lang: Lang) -> String {
    node.status.map_or_else(|| Standing::absent(lang), |status| Standing::of(status, lang)).html()
}

/// Which part is concerned, and from when.
fn concerned(node: &Node, lang: Lang) -> String {
    let from = node.effective.map(|from| format!("{} {}", pick(lang, "từ", "from"), day(Some(from))));
    let places = Some(places(&node.provisions)).filter(|places| !places.is_empty());
    let places = places.map(|places| format!("<span lang=\"vi\">{}</span>", escaped(&places)));
    places.into_iter().chain(from).collect::<Vec<_>>().join("; ")
}

//! What a document's text says of others, stored as relations: each citation with its role and what its sentence does.

use rusqlite::Connection;

use super::clause::{self, Clause};
use super::relation::{self, Stated};
use super::sentence::Sentences;
use super::target::Target;
use super::{RegistryError, announced, home};
use crate::document::{Citation, Document, Role};

/// Writes the relations of the document stored at `row`, whose own territory is `territory`.
pub(super) fn insert(
    connection: &Connection,
    row: i64,
    territory: &str,
    document: &Document,
) -> Result<(), RegistryError> {
    let sentences = Sentences::of(document);
    let list = announced::List::of(document);
    let title = document.header.title.as_ref().map(|title| title.text.to_lowercase()).unwrap_or_default();
    let announces = ["tiếp tục có hiệu lực", "tiếp tục áp dụng"].iter().any(|words| title.contains(words));
    for citation in &document.citations {
        let home = home::of(citation, territory);
        let Some(target) = Target::of(citation, &home) else { continue };
        let stated = match &list {
            // The list tells of ends, with the verbs of others in its columns, and brings none about.
            Some(list) if list.holds(citation) => {
                let told = Citation { role: Role::Mentions, ..citation.clone() };
                stated(row, &told, target, list.entry(citation), document)
            }
            _ => stated(row, citation, target, clause::of(&sentences, citation, announces), document),
        };
        relation::insert(connection, &stated)?;
    }
    Ok(())
}

fn stated(row: i64, citation: &Citation, target: Target, clause: Option<Clause>, document: &Document) -> Stated {
    let changing = matches!(citation.role, Role::Amends | Role::Replaces | Role::Repeals);
    // A verb that was read speaks louder than words further off.
    let clause = clause.filter(|clause| clause.effect.is_none() || !changing);
    let part = clause.is_some_and(|clause| clause.part) || of_some(document, citation.span.start);
    let ends = clause.is_some_and(|clause| clause.effect.is_none());
    let label = citation.number.as_ref().map(|number| number.key.clone()).or_else(|| citation.name.clone());
    Stated {
        document: row,
        role: if ends && !changing { Role::Repeals } else { citation.role },
        inverse: false,
        target,
        whole: citation.provisions.is_empty() && !part,
        effect: clause.and_then(|clause| clause.effect),
        first: clause.and_then(|clause| clause.first),
        last: clause.and_then(|clause| clause.last),
        provisions: citation.provisions.clone(),
        label: label.unwrap_or_default(),
        text: citation.text.clone(),
        span: Some(citation.span),
    }
}

/// Returns whether the words before a citation speak of a part without naming it: `bãi bỏ một số điều của …`, or of two
/// and more things that it issued: `Quy trình A và Quy trình B ban hành kèm theo …`.
fn of_some(document: &Document, start: usize) -> bool {
    const BEFORE: usize = 400;
    const NEAR: usize = 120;
    const PARTS: [&str; 5] = ["một số", "một phần", "cụm từ", "các quy định tại", "nội dung"];
    const ATTACHED: [&str; 8] =
        ["quy trình", "quy chế", "quy định ", "quy chuẩn", "phụ lục", "mẫu số", "biểu mẫu", "danh mục"];
    let before = |most: usize| {
        let mut from = start.saturating_sub(most);
        while !document.text.is_char_boundary(from) {
            from += 1;
        }
        let words = document.text.get(from..start).unwrap_or_default().to_lowercase();
        let clause = words.rsplit([';', '.', '\n']).next().unwrap_or_default().to_owned();
        (clause, words.split_whitespace().collect::<Vec<_>>().join(" "))
    };
    let (near, _) = before(NEAR);
    let (_, wide) = before(BEFORE);
    let issued_with = wide.rsplit([';', '.']).next().and_then(|clause| {
        let (things, rest) = clause.split_once("kèm theo")?;
        (rest.chars().count() < 24).then(|| ATTACHED.iter().map(|thing| things.matches(thing).count()).sum::<usize>())
    });
    PARTS.iter().any(|part| near.contains(part)) || issued_with.is_some_and(|things| things > 1)
}

//! Plain text and Markdown: new words in place of the old ones, every other byte as it was.

use similar::TextDiff;

use super::choice::Choice;
use super::{Edit, Left, Mended, Obstacle, Unmendable};
use crate::text::{Quality, Source, Span};

pub(super) fn mend(bytes: &[u8], source: &Source, edits: &[Edit], choice: Choice) -> Result<Mended, Unmendable> {
    let raw = std::str::from_utf8(bytes).map_err(|_| Unmendable::Encoding)?;
    if source.quality() != Quality::Exact {
        return Err(Unmendable::Encoding);
    }
    let (mut placed, mut failed) = (Vec::new(), Vec::new());
    for &index in &choice.tried {
        match edits.get(index).and_then(|edit| place(source, raw, edit)) {
            Some(edit) => placed.push((index, edit)),
            None => failed.push(Left { edit: index, why: Obstacle::Unlocated }),
        }
    }
    placed.sort_by_key(|(_, edit)| edit.span);
    let mut out = String::with_capacity(raw.len());
    let mut at = 0;
    for (index, edit) in placed {
        if edit.span.start < at {
            failed.push(Left { edit: index, why: Obstacle::Overlap });
            continue;
        }
        out.push_str(raw.get(at..edit.span.start).unwrap_or_default());
        out.push_str(&edit.text);
        at = edit.span.end;
    }
    out.push_str(raw.get(at..).unwrap_or_default());
    let (made, left) = choice.outcome(&failed);
    Ok(Mended { bytes: out.into_bytes(), made, left })
}

/// Returns the edit in terms of the file: the words stand there as often as in the text read, in the same order.
fn place(source: &Source, raw: &str, edit: &Edit) -> Option<Edit> {
    let text = source.text();
    let wide = if edit.span.is_empty() { line(text, edit.span.start)? } else { edit.span };
    let words = source.slice(wide);
    let seen = text.match_indices(words).position(|(at, _)| at == wide.start)?;
    let mut there = raw.match_indices(words);
    if words.is_empty() || text.match_indices(words).count() != there.clone().count() {
        return None;
    }
    let (start, _) = there.nth(seen)?;
    let head = text.get(wide.start..edit.span.start)?;
    let tail = text.get(edit.span.end..wide.end)?;
    Some(Edit { span: Span::new(start, start + words.len()), text: format!("{head}{}{tail}", edit.text) })
}

/// Returns the line around a place.
fn line(text: &str, at: usize) -> Option<Span> {
    let start = text.get(..at)?.rfind('\n').map_or(0, |end| end + 1);
    let end = text.get(at..)?.find('\n').map_or(text.len(), |end| at + end);
    Some(Span::new(start, end))
}

/// Returns how two texts differ, in the unified form of `diff -u`.
#[must_use]
pub fn unified_diff(old: (&str, &str), new: (&str, &str)) -> String {
    let ((old_name, old), (new_name, new)) = (old, new);
    TextDiff::from_lines(old, new).unified_diff().context_radius(1).header(old_name, new_name).to_string()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::mend::mend as mend_file;
    use crate::text::Format;

    fn edit(text: &str, words: &str, new: &str) -> Edit {
        let at = text.find(words).unwrap();
        Edit { span: Span::new(at, at + words.len()), text: new.to_owned() }
    }

    #[test]
    fn line_ends_and_all_other_bytes_stay() {
        let raw = "\u{feff}Số: 8/QĐ-SNV\r\nNgày 8/3/2021\r\n";
        let source = Source::from_lines(Format::Txt, raw.trim_start_matches('\u{feff}'));
        let edits = [edit(source.text(), "8/QĐ-SNV", "08/QĐ-SNV"), edit(source.text(), "8/3/2021", "08/3/2021")];
        let mended = mend_file(raw.as_bytes(), &source, &edits, date(2021, 3, 8)).unwrap();
        assert_eq!(String::from_utf8(mended.bytes).unwrap(), "\u{feff}Số: 08/QĐ-SNV\r\nNgày 08/3/2021\r\n");
        assert_eq!(mended.made, [0, 1]);
    }

    #[test]
    fn words_that_stand_otherwise_in_the_file_are_left() {
        let source = Source::from_lines(Format::Txt, "Quyết định\n");
        let edits = [edit(source.text(), "Quyết", "Nghị")];
        let mended = mend_file("Quye\u{302}\u{301}t định\n".as_bytes(), &source, &edits, date(2021, 3, 8)).unwrap();
        assert_eq!(mended.left, [Left { edit: 0, why: Obstacle::Unlocated }]);
    }
}

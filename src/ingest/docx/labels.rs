//! Counts automatic numbers as Word prints them: "Điều 3.", "b)", "II.", "-".

use std::collections::{BTreeMap, BTreeSet};

use super::numbering::{LEVELS, NumberFormat, Used};
use crate::ingest::ordinal;
use crate::ingest::symbols;

/// The running counts of all lists.
#[derive(Debug, Default)]
pub(super) struct Counts {
    /// Numbers reached, by abstract list and level.
    reached: BTreeMap<u32, [Option<u32>; LEVELS]>,
    /// Lists and levels whose own start was used.
    started: BTreeSet<(u32, usize)>,
}

impl Counts {
    /// Counts one paragraph of the list `id` at `level` and returns what is printed before it.
    pub(super) fn next(&mut self, id: u32, list: Used<'_>, level: usize, font: Option<&str>) -> String {
        let Some(own) = list.level(level) else { return String::new() };
        let reached = self.reached.entry(list.count).or_default();
        let anew = list.start_anew(level).filter(|_| self.started.insert((id, level)));
        if let Some(count) = reached.get_mut(level) {
            *count = Some(match (anew, *count) {
                (Some(first), _) => first,
                (None, Some(count)) => count.saturating_add(1),
                (None, None) => list.start_anew(level).unwrap_or(own.start),
            });
        }
        for (deeper, count) in reached.iter_mut().enumerate().skip(level + 1) {
            let restart = list.level(deeper).and_then(|deeper| deeper.restart);
            // `lvlRestart` counts levels from 1: k means after level k or any above it, 0 never.
            if restart.is_none_or(|after| level < after) {
                *count = None;
            }
        }
        if own.format == NumberFormat::Bullet {
            return own.text.chars().map(|bullet| symbols::printed(font, bullet)).collect();
        }
        let number = |of: usize| {
            let level = list.level(of)?;
            let count = reached.get(of).copied().flatten().unwrap_or(level.start);
            Some(write_number(count, if own.legal { NumberFormat::Decimal } else { level.format }))
        };
        fill(&own.text, number)
    }
}

/// Replaces `%1` … `%9` by the levels' numbers.
fn fill(text: &str, number: impl Fn(usize) -> Option<String>) -> String {
    let mut out = String::new();
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let level = letters.peek().and_then(|digit| digit.to_digit(10)).filter(|digit| letter == '%' && *digit > 0);
        match level {
            Some(level) => {
                letters.next();
                out.extend(number(level as usize - 1));
            }
            None => out.push(letter),
        }
    }
    out
}

fn write_number(number: u32, format: NumberFormat) -> String {
    let write = |kind| ordinal::write(number as usize, kind);
    match format {
        NumberFormat::Decimal => write(b'1'),
        NumberFormat::LowerLetter => write(b'a'),
        NumberFormat::UpperLetter => write(b'A'),
        NumberFormat::LowerRoman => write(b'i'),
        NumberFormat::UpperRoman => write(b'I'),
        NumberFormat::DecimalZero => format!("{number:02}"),
        NumberFormat::Bullet | NumberFormat::None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::docx::numbering::Lists;
    use crate::ingest::docx::styles::Styles;
    use crate::ingest::package::Part;

    fn level(index: usize, format: &str, text: &str, more: &str) -> String {
        format!(
            r#"<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{format}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>"#
        )
    }

    fn print(levels: &[String], nums: &str, used: &[(u32, usize)]) -> Vec<String> {
        let text = format!(
            r#"<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="0">{}</w:abstractNum>{nums}</w:numbering>"#,
            levels.concat()
        );
        let part = Part { name: "word/numbering.xml".into(), text, offset: Some(0) };
        let lists = Lists::read(&part).unwrap();
        let styles = Styles::default();
        let mut counts = Counts::default();
        used.iter()
            .map(|&(id, level)| {
                lists.get(id, &styles).map_or_else(String::new, |used| counts.next(id, used, level, None))
            })
            .collect()
    }

    const ONE: &str = r#"<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>"#;

    #[test]
    fn deeper_levels_start_anew() {
        let levels =
            [level(0, "decimal", "Điều %1.", ""), level(1, "decimal", "%2.", ""), level(2, "lowerLetter", "%3)", "")];
        let used = [(1, 0), (1, 1), (1, 2), (1, 2), (1, 1), (1, 2), (1, 0), (1, 1), (9, 0)];
        assert_eq!(print(&levels, ONE, &used), ["Điều 1.", "1.", "a)", "b)", "2.", "a)", "Điều 2.", "1.", ""]);
    }

    #[test]
    fn a_level_may_run_on_under_its_superiors() {
        let levels =
            [level(0, "upperRoman", "Chương %1", ""), level(1, "decimal", "Điều %2.", r#"<w:lvlRestart w:val="0"/>"#)];
        let used = [(1, 0), (1, 1), (1, 1), (1, 0), (1, 1)];
        assert_eq!(print(&levels, ONE, &used), ["Chương I", "Điều 1.", "Điều 2.", "Chương II", "Điều 3."]);
    }

    #[test]
    fn lists_share_a_count_and_may_start_it_once() {
        let nums = format!(
            r#"{ONE}<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="3"/></w:lvlOverride></w:num>"#
        );
        let levels = [level(0, "decimal", "%1.", "")];
        let used = [(1, 0), (2, 0), (2, 0), (1, 0)];
        assert_eq!(print(&levels, &nums, &used), ["1.", "3.", "4.", "5."]);
    }

    #[test]
    fn legal_numbering_and_bullets() {
        let levels = [
            level(0, "upperRoman", "%1.", ""),
            level(1, "decimal", "%1.%2", "<w:isLgl/>"),
            level(2, "bullet", "\u{f0b7}", ""),
            level(3, "none", "", ""),
        ];
        let used = [(1, 0), (1, 1), (1, 2), (1, 3)];
        assert_eq!(print(&levels, ONE, &used), ["I.", "1.1", "•", ""]);
    }
}

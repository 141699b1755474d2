//! The body of a rule page: headings, prose and fenced blocks.

use super::example::{self, Fence};
use super::{Example, Register, RuleError, Side};

/// The headings that a page has, in this order, with the English paragraph last.
pub const HEADINGS: [&str; 7] =
    ["Kiểm tra gì", "Vì sao", "Ví dụ vi phạm", "Ví dụ đúng", "Cách sửa", "Ngoại lệ và giới hạn", "In English"];

/// One part of the body under a heading of the second level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// The heading's words.
    pub heading: String,
    /// The Markdown under it.
    pub text: String,
}

/// The body of a page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Body {
    /// The sections in page order.
    pub sections: Vec<Section>,
    /// The examples in page order.
    pub examples: Vec<Example>,
    /// What the registry holds for the examples.
    pub registers: Vec<Register>,
}

impl Body {
    /// Reads the body of `page`, which begins at byte `start`.
    pub(super) fn read(path: &str, page: &str, start: usize) -> Result<Self, RuleError> {
        let mut body = Self::default();
        let mut fence: Option<Fence> = None;
        let mut at = start;
        for line in page.get(start..).unwrap_or_default().split_inclusive('\n') {
            let trimmed = line.trim_end();
            match &mut fence {
                Some(open) if trimmed == open.ticks => {
                    if let Some(open) = fence.take() {
                        body.close(path, page, &open)?;
                    }
                }
                Some(open) => open.text.push_str(line),
                None => {
                    fence = example::opening(trimmed, at, at + line.len());
                    if let Some(heading) = trimmed.strip_prefix("## ") {
                        body.sections.push(Section { heading: heading.trim().to_owned(), text: String::new() });
                        at += line.len();
                        continue;
                    }
                }
            }
            if let Some(section) = body.sections.last_mut() {
                section.text.push_str(line);
            }
            at += line.len();
        }
        match fence {
            Some(open) => Err(RuleError::at(path, page, open.at, "this block is not closed")),
            None => Ok(body),
        }
    }

    fn close(&mut self, path: &str, page: &str, fence: &Fence) -> Result<(), RuleError> {
        let wrong = |(offset, message): (usize, String)| RuleError::at(path, page, offset, message);
        match fence.language.as_str() {
            "van-ban" => {
                let side = match self.sections.last().map(|section| section.heading.as_str()) {
                    Some("Ví dụ vi phạm") => Side::Wrong,
                    Some("Ví dụ đúng") => Side::Right,
                    _ => return Err(wrong((fence.at, "an example stands under Ví dụ vi phạm or Ví dụ đúng".into()))),
                };
                let index = self.examples.iter().filter(|example| example.side == side).count() + 1;
                let (line, _) = crate::text::LineIndex::new(page).locate(fence.at);
                self.examples.push(Example::read(side, index, line, fence).map_err(wrong)?);
            }
            "so-dang-ky" => self.registers.push(Register::records(fence).map_err(wrong)?),
            "van-ban-da-ban-hanh" => self.registers.push(Register::document(fence).map_err(wrong)?),
            _ => {}
        }
        Ok(())
    }
}

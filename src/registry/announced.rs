//! Lists of documents out of force (danh mục văn bản hết hiệu lực), which a decision announces each year and a review of
//! five years gathers: they end nothing themselves, but tell that something ended, often with the day.

use std::sync::LazyLock;

use regex::Regex;

use super::clause::{Clause, Effect};
use crate::document::{Citation, Date, Document, Role};

/// A row of a list takes no more bytes than this.
const ROW: usize = 1_500;

/// The head of a list on a line of its own, wrapped or not, up to the first row or column. An article that only names the
/// lists (`4. Danh mục …`) heads none.
static HEAD: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?im)^\s*(?:(?-i:[IVXA-D]+)\.\s*)?danh mục\s+(?:các\s+)?(?:văn\s+bản|vb)(?:[^.;|\n]|\n\s*[^\s\d]){0,160}?(?:toàn\s+bộ|một\s+phần|[.;|]|\n\s*(?:stt|tt|\d)|$)").ok()
});
/// Words that lead to the document which ended the one of the row: `được thay thế bằng Quyết định số`.
static REASON: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?i)(?:bằng|bởi|theo|tại|do|thay thế|bãi bỏ|có)\s+(?:\S+\s+){0,3}$").ok());
/// A line or a cell that is a day.
static DAY: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?m)^\s*(?:[Nn]gày\s+)?(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\s*$").ok());

/// The lists of one decision.
pub(super) struct List<'d> {
    document: &'d Document,
    /// Where each list begins, and whether its documents ended as a whole; `None` for a list of others.
    heads: Vec<(usize, Option<bool>)>,
}

impl<'d> List<'d> {
    /// Returns the lists of a decision that announces such; `None` for any other document.
    pub(super) fn of(document: &'d Document) -> Option<Self> {
        let title = document.header.title.as_ref()?.text.to_lowercase();
        let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
        let announces = title.contains("công bố")
            && ["hết hiệu lực", "hệ thống hóa", "hệ thống hoá"].iter().any(|words| title.contains(words));
        if !announces {
            return None;
        }
        let whole = |head: &str| {
            let head = head.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
            head.contains("hết hiệu lực").then(|| !head.contains("một phần"))
        };
        let found = HEAD.as_ref()?.find_iter(&document.text);
        Some(Self { document, heads: found.map(|head| (head.start(), whole(head.as_str()))).collect() })
    }

    /// Returns whether the citation stands in one of the lists.
    pub(super) fn holds(&self, citation: &Citation) -> bool {
        self.heads.iter().any(|(end, _)| *end <= citation.span.start)
    }

    /// Returns what the list tells of a document that one of its rows is about.
    pub(super) fn entry(&self, citation: &Citation) -> Option<Clause> {
        if matches!(citation.role, Role::Basis | Role::Proposal) || citation.number.is_none() {
            return None;
        }
        let text = &self.document.text;
        let whole =
            self.heads.iter().rev().find(|(end, _)| *end <= citation.span.start).and_then(|(_, whole)| *whole)?;
        if self.is_reason(citation) {
            return None;
        }
        let next = self
            .document
            .citations
            .iter()
            .find(|next| next.span.start >= citation.span.end && next.number.is_some() && !self.is_reason(next));
        let end = next.map_or(text.len(), |next| next.span.start).min(citation.span.end + ROW);
        let first = self.last_column(citation.span.end, end);
        Some(Clause { effect: Some(Effect::Reports), first, last: None, part: !whole })
    }

    /// Returns whether the citation names what ended the document of the row.
    fn is_reason(&self, citation: &Citation) -> bool {
        let text = &self.document.text;
        let mut from = citation.span.start.saturating_sub(60);
        while !text.is_char_boundary(from) {
            from += 1;
        }
        let before = text.get(from..citation.span.start).unwrap_or_default();
        REASON.as_ref().is_some_and(|reason| reason.is_match(before))
    }

    /// Returns the day that stands alone in the row between two places: the first day out of force.
    fn last_column(&self, start: usize, mut to: usize) -> Option<Date> {
        while !self.document.text.is_char_boundary(to) {
            to -= 1;
        }
        let found = DAY.as_ref()?.captures(self.document.text.get(start..to)?)?;
        let figure = |at: usize| found.get(at)?.as_str().parse::<i16>().ok();
        let (day, month, year) = (figure(1)?, figure(2)?, figure(3)?);
        Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
    }
}

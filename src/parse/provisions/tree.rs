//! Nests labelled paragraphs by rank and gives each its stable, unique path.

use std::collections::BTreeMap;

use crate::document::Provision;
use crate::text::Span;

/// The rank of a provision among the others; a lower rank holds the higher ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Rank(u8);

impl Rank {
    pub(super) const CONTAINER: Self = Self(0);
    pub(super) const PART: Self = Self(1);
    pub(super) const CHAPTER: Self = Self(2);
    pub(super) const SECTION: Self = Self(3);
    pub(super) const SUBSECTION: Self = Self(4);
    pub(super) const ARTICLE: Self = Self(5);
    pub(super) const CLAUSE: Self = Self(6);
    pub(super) const DECIMAL: Self = Self(7);
    pub(super) const LONG_DECIMAL: Self = Self(8);
    pub(super) const POINT: Self = Self(9);
    pub(super) const ITEM: Self = Self(10);
}

/// A labelled paragraph, not yet nested.
#[derive(Debug, Clone)]
pub(super) struct Mark {
    /// Index of its paragraph.
    pub(super) line: usize,
    pub(super) rank: Rank,
    pub(super) segment: String,
    pub(super) label: String,
    pub(super) heading: Option<String>,
}

/// Nests `marks`; `lines` are the places of the paragraphs they speak of.
pub(super) fn build(lines: &[Span], marks: Vec<Mark>) -> Vec<Provision> {
    let mut builder = Builder { lines, taken: BTreeMap::new(), marks: marks.into_iter().peekable() };
    builder.children(None, "", "")
}

struct Builder<'l> {
    lines: &'l [Span],
    /// How often each path was asked for.
    taken: BTreeMap<String, usize>,
    marks: std::iter::Peekable<std::vec::IntoIter<Mark>>,
}

impl Builder<'_> {
    /// Takes the marks of a rank above `parent` and all inside them.
    ///
    /// `container` is the path of the attached document or annex, under which articles are cited without chapter.
    fn children(&mut self, parent: Option<Rank>, path: &str, container: &str) -> Vec<Provision> {
        let mut found = Vec::new();
        while let Some(mark) = self.marks.next_if(|mark| parent.is_none_or(|rank| mark.rank > rank)) {
            let base = if mark.rank == Rank::ARTICLE { container } else { path };
            let own = self.unique(base, &mark.segment);
            let container = if mark.rank == Rank::CONTAINER { own.as_str() } else { container };
            let children = self.children(Some(mark.rank), &own, container);
            let next = self.marks.peek().map_or(self.lines.len(), |next| next.line);
            let start = self.lines.get(mark.line).map_or(0, |line| line.start);
            let end = self.lines.get(next.max(1) - 1).map_or(start, |line| line.end);
            found.push(Provision {
                path: own.clone(),
                label: mark.label,
                heading: mark.heading,
                span: Span::new(start, end),
                children,
            });
        }
        found
    }

    /// Returns the path, with `-2`, `-3` after a segment that another provision has taken.
    fn unique(&mut self, base: &str, segment: &str) -> String {
        let first = if base.is_empty() { segment.to_owned() } else { format!("{base}/{segment}") };
        loop {
            let times = self.taken.entry(first.clone()).or_insert(0);
            *times += 1;
            if *times == 1 {
                return first;
            }
            let path = format!("{first}-{times}");
            if !self.taken.contains_key(&path) {
                self.taken.insert(path.clone(), 1);
                return path;
            }
        }
    }
}

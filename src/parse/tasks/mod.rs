//! Tasks given to units: rows of tables, items below a unit's name, sentences that name who leads.
//!
//! Precision before recall: words without a clear lead are no task. Normative documents give rules, not tasks.

mod attribute;
mod cells;
mod clauses;
mod doing;
mod heading;
mod period;
mod phrases;
mod prose;
mod sentence;
mod subject;
mod table;
mod targets;
mod timing;
mod unit;
mod visits;

use super::flow::Paragraph;
use super::one_line;
use crate::document::{Class, Header, Provision, Scheme, Slug, Task};
use crate::lexicon::{Lexicon, Near};
use crate::text::{Source, Span};

/// What is known of the document in which tasks are looked for.
pub(super) struct Plan<'s> {
    pub(super) source: &'s Source,
    pub(super) lexicon: &'s Lexicon,
    pub(super) header: &'s Header,
    pub(super) paragraphs: &'s [Paragraph],
    pub(super) provisions: &'s [Provision],
    /// Where the document's own text lies: after the preamble, before signature and recipients.
    pub(super) body: Span,
    /// The text with blanks for line ends, so that words cut by a line's end are found; the same bytes.
    flat: String,
    /// The one year of which the title speaks, else that of issue.
    pub(super) year: Option<i16>,
}

impl<'s> Plan<'s> {
    pub(super) fn new(
        source: &'s Source,
        lexicon: &'s Lexicon,
        header: &'s Header,
        paragraphs: &'s [Paragraph],
        provisions: &'s [Provision],
        body: Span,
    ) -> Self {
        let issued = header.issued.as_ref().and_then(|issued| issued.date).map(jiff::civil::Date::year);
        let titled = header.title.as_ref().and_then(|title| year_of(&title.text));
        let flat = source.text().replace('\n', " ");
        Self { source, lexicon, header, paragraphs, provisions, body, flat, year: titled.or(issued) }
    }

    /// Returns the words at `span`, line ends as blanks.
    fn words(&self, span: Span) -> &str {
        self.flat.get(span.range()).unwrap_or_default()
    }

    /// Returns what helps to know which `Sở Nội vụ` is meant.
    fn near(&self) -> Near<'_> {
        let issuer = self.header.issuer.as_ref();
        Near {
            territory: issuer.and_then(|issuer| issuer.territory.as_deref()),
            date: self.header.issued.as_ref().and_then(|issued| issued.date),
        }
    }

    /// Returns the action of a plan of inspections (thanh tra, kiểm tra) with the words of its title that say what is inspected; its
    /// tasks are visits.
    fn inspection(&self) -> Option<(Slug, String)> {
        let title = one_line(&self.header.title.as_ref()?.text);
        let small = title.to_lowercase();
        ["thanh tra", "kiểm tra"].iter().find_map(|action| {
            let words = title.get(small.find(action)?..)?;
            let mut letters = words.chars();
            let first = letters.next()?.to_uppercase();
            Some((Slug::of(action), first.chain(letters).collect()))
        })
    }

    /// Returns the path of the innermost provision that holds `span`.
    fn path_at(&self, span: Span) -> String {
        self.provisions
            .iter()
            .find_map(|provision| provision.innermost(span))
            .map(|provision| provision.path.clone())
            .unwrap_or_default()
    }
}

/// Reads the tasks of a document of `class`, in reading order.
pub(super) fn read(plan: &Plan<'_>, class: Class) -> Vec<Task> {
    let consolidated = plan.header.number.as_ref().is_some_and(|number| number.scheme == Scheme::Consolidated);
    // A consolidated text is a law's; what has no header gives nobody a task.
    if consolidated || matches!(class, Class::Normative | Class::Unknown) {
        return Vec::new();
    }
    let mut tasks = table::read(plan);
    let tabled: Vec<Span> = tasks.iter().map(|task| task.span).collect();
    if tasks.iter().all(|task| task.targets.is_empty()) {
        tasks.extend(visits::read(plan));
    }
    tasks.extend(prose::read(plan).into_iter().filter(|task| !tabled.iter().any(|span| span.overlaps(task.span))));
    tasks.sort_by_key(|task| (task.span.start, task.span.end));
    tasks
}

/// Returns the year that "năm" names in a title, where it names just one.
fn year_of(title: &str) -> Option<i16> {
    let lower = title.to_lowercase();
    let mut found = lower
        .match_indices("năm ")
        .filter(|(at, _)| lower.get(..*at).is_none_or(|head| !head.trim_end().ends_with(|c: char| c.is_ascii_digit())))
        .filter_map(|(at, word)| lower.get(at + word.len()..)?.get(..4)?.parse::<i16>().ok())
        .filter(|year| (1990..=2100).contains(year));
    let first = found.next()?;
    found.all(|year| year == first).then_some(first)
}

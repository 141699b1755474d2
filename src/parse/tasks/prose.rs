//! Tasks in running text: items below a unit's name, sentences with a unit as subject, lists of attributes.

use super::Plan;
use super::attribute::Attributed;
use super::clauses::{begins_doing, is_nominal, sentences};
use super::heading::{self, Heading};
use super::sentence;
use super::subject::subject;
use crate::document::{Provision, Task, UnitRef};
use crate::parse::flow::Paragraph;
use crate::parse::label::{self, Unit};
use crate::text::{Place, Span};

/// Rank of an item with a dash, of one with a plus, and of running text.
pub(super) const DASH: u8 = 100;
const PLUS: u8 = 101;
pub(super) const RUNNING: u8 = 110;
/// So many paragraphs are looked through on either side of a heading for those beside it.
const FAR: usize = 200;

/// Reads the tasks of the body's paragraphs.
pub(super) fn read(plan: &Plan<'_>) -> Vec<Task> {
    let regulations: Vec<Span> = plan
        .provisions
        .iter()
        .filter(|provision| is_regulation(&provision.path, &provision.label))
        .map(|provision| provision.span)
        .collect();
    let attached = |span: Span| {
        plan.provisions.iter().any(|provision| provision.path.starts_with("kem-theo") && provision.span.contains(span))
    };
    let mut reader = Reader::of(plan);
    let aims = aims(plan.provisions);
    for (at, paragraph) in plan.paragraphs.iter().enumerate() {
        let own = (plan.body.start..plan.body.end).contains(&paragraph.span.start) || attached(paragraph.span);
        let inside = own && paragraph.place == Place::Body && !plan.words(paragraph.span).contains('\u{9}');
        if inside && !regulations.iter().chain(&aims).any(|span| span.contains(paragraph.span)) {
            let next = plan.paragraphs.get(at + 1).map_or(RUNNING, |next| Line::of(*next, plan).rank);
            reader.paragraph(*paragraph, at, next);
        }
    }
    reader.tasks
}

/// Attached regulations say what units are for, annexed forms and lists hold anything: neither gives tasks in prose.
fn is_regulation(path: &str, label: &str) -> bool {
    let words = crate::parse::shape::plain(label);
    path.starts_with("phu-luc")
        || path.starts_with("mau-")
        || (path.starts_with("kem-theo")
            && !["ke hoach", "chuong trinh", "phuong an", "de an"].iter().any(|kind| words.starts_with(kind)))
}

/// Returns where sections lie that say why and how, not what is to be done.
fn aims(provisions: &[Provision]) -> Vec<Span> {
    let aim = |provision: &Provision| {
        let heading = provision.heading.as_deref().unwrap_or_default().to_lowercase();
        ["mục đích", "quan điểm", "mục tiêu", "nguyên tắc", "thực trạng", "sự cần thiết", "đối tượng"]
            .iter()
            .any(|words| heading.starts_with(words))
    };
    let inside = |provision: &Provision| {
        if aim(provision) { vec![provision.span] } else { aims(&provision.children) }
    };
    provisions.iter().flat_map(inside).collect()
}

/// A paragraph without its label or dash.
struct Line<'t> {
    text: &'t str,
    /// Byte of the source at which `text` begins.
    at: usize,
    /// How deep it stands: the higher, the deeper.
    rank: u8,
    labelled: bool,
}

impl<'t> Line<'t> {
    fn of(paragraph: Paragraph, plan: &'t Plan<'_>) -> Self {
        let whole = plan.words(paragraph.span);
        let text = whole.trim();
        let label = label::read(text);
        let marks = text.len() - text.trim_start_matches(['-', '–', '+', '•', ' ', '\u{a0}', '*', '_']).len();
        let rank = match (&label, text.chars().next()) {
            // "2.3." stands above "a)", whatever the label's unit: each further figure is one step down.
            (Some(label), _) if label.mark.contains('.') => {
                let steps = label.mark.matches('.').count().min(8);
                Unit::Clause as u8 * 10 + u8::try_from(steps).unwrap_or_default()
            }
            (Some(label), _) => label.unit as u8 * 10,
            (None, Some('-' | '–' | '•')) => DASH,
            (None, Some('+')) => PLUS,
            _ => RUNNING,
        };
        let skip = label.map_or(if rank < RUNNING { marks } else { 0 }, |label| label.len);
        let start = paragraph.span.start + (whole.len() - whole.trim_start().len());
        Self { text: text.get(skip..).unwrap_or_default(), at: start + skip, rank, labelled: label.is_some() }
    }
}

/// Units under whose name items stand.
struct Head {
    rank: u8,
    units: Vec<UnitRef>,
    /// Whether they are the subject of a sentence and no heading: below it only doings are theirs.
    sentence: bool,
}

pub(super) struct Reader<'p, 's> {
    pub(super) plan: &'p Plan<'s>,
    /// Units named above; a lower rank closes the higher ones.
    heads: Vec<Head>,
    pub(super) tasks: Vec<Task>,
    pub(super) attributed: Attributed,
    /// Rank of an item above that ends with a colon: only doings below it are tasks.
    announced: Option<u8>,
    /// Items with a dash since the last label.
    dash: usize,
    /// Paragraphs outside all provisions.
    unlabelled: usize,
    /// Whether items stand below the last heading.
    itemised: bool,
    /// Units that the last item spoke of.
    last: Vec<UnitRef>,
}

impl<'p, 's> Reader<'p, 's> {
    fn of(plan: &'p Plan<'s>) -> Self {
        Self {
            plan,
            heads: Vec::new(),
            tasks: Vec::new(),
            attributed: Attributed::default(),
            announced: None,
            dash: 0,
            unlabelled: 0,
            itemised: false,
            last: Vec::new(),
        }
    }

    /// Reads one paragraph, the `place`th; `next` is the rank of the one after it.
    fn paragraph(&mut self, paragraph: Paragraph, place: usize, next: u8) {
        let line = Line::of(paragraph, self.plan);
        let Line { text, at, rank, .. } = line;
        if line.labelled {
            self.dash = 0;
        } else if rank < RUNNING {
            self.dash += 1;
        }
        if self.attribute(text, at, rank) {
            return;
        }
        // A heading or item closes what stood at its rank or below it; running text goes on below its heading.
        if rank < RUNNING {
            self.heads.retain(|above| above.rank < rank);
            self.announced = self.announced.filter(|above| *above < rank);
        }
        if sentence::is_closing(text) {
            return;
        }
        let path = self.path(at, rank);
        let heading = heading::read(text, next > rank && next < RUNNING, self.plan);
        let is_of_units = |_: &Heading| !heading::may_be_a_matter(text) || self.plan.stands_among_units(place, rank);
        if let Some(Heading { units, len }) = heading.filter(is_of_units) {
            if len < text.len() {
                self.items(text.get(len..).unwrap_or_default(), at + len, &units, &path, true);
            }
            self.last.clone_from(&units);
            self.heads.push(Head { rank, units, sentence: false });
            self.itemised = false;
            self.attributed = Attributed::default();
            return;
        }
        self.attributed.stands(Span::new(at, at + text.trim_end().len()), rank);
        // Running text after the items of a list speaks of the unit of the last item where it begins with a doing.
        self.itemised |= rank < RUNNING;
        let goes_on = rank >= RUNNING && self.itemised;
        let head = self.heads.last().filter(|_| !goes_on);
        let only_doings = goes_on || head.is_some_and(|head| head.sentence) || self.announced.is_some();
        let lead = match head {
            Some(head) => head.units.clone(),
            None if goes_on && self.announced.is_none() => self.last.clone(),
            None => Vec::new(),
        };
        let last = self.items(text, at, &lead, &path, only_doings);
        self.last = if last.is_empty() { lead } else { last.clone() };
        if rank < RUNNING && text.ends_with(':') {
            self.announced = Some(rank);
        }
        if next > rank && next < RUNNING && !last.is_empty() {
            self.heads.push(Head { rank, units: last, sentence: true });
        }
    }

    /// Returns the path of an item at byte `at`.
    fn path(&mut self, at: usize, rank: u8) -> String {
        let path = self.plan.path_at(Span::new(at, at));
        if path.is_empty() {
            self.unlabelled += 1;
            format!("doan-{}", self.unlabelled)
        } else if (DASH..RUNNING).contains(&rank) {
            format!("{path}/gach-{}", self.dash)
        } else {
            path
        }
    }

    /// Reads the sentences of one paragraph, and returns the units that the last subject named; `lead` are the units of
    /// the heading above.
    pub(super) fn items(
        &mut self,
        text: &str,
        from: usize,
        lead: &[UnitRef],
        path: &str,
        only_doings: bool,
    ) -> Vec<UnitRef> {
        let (mut lead, mut own) = (lead.to_vec(), Vec::new());
        for (start, end) in sentences(text, self.plan) {
            let Some(words) = text.get(start..end) else { continue };
            let named = subject(words);
            if let Some(named) = &named {
                lead = named.lead(words, self.plan);
                own.clone_from(&lead);
            }
            let head = words.trim_start();
            let inherited = own.is_empty() && only_doings;
            let doing = named.is_some() || if inherited { begins_doing(head) } else { !is_nominal(head) };
            if lead.is_empty() || !doing {
                continue;
            }
            let span = trimmed(from + start, words);
            self.tasks.extend(sentence::task(span, &lead, path, self.plan));
        }
        own
    }
}

impl Plan<'_> {
    /// Returns whether one of the headings beside the `place`th paragraph, of its rank and below the same heading, names an authority
    /// of the tables.
    fn stands_among_units(&self, place: usize, rank: u8) -> bool {
        let (before, after) = self.paragraphs.split_at(place.min(self.paragraphs.len()));
        self.names_a_unit(before.iter().rev(), rank) || self.names_a_unit(after.iter().skip(1), rank)
    }

    fn names_a_unit<'p>(&self, paragraphs: impl Iterator<Item = &'p Paragraph>, rank: u8) -> bool {
        let lines = paragraphs.take(FAR).map(|paragraph| Line::of(*paragraph, self));
        let known = |unit: &UnitRef| unit.id.as_ref().is_some_and(|id| self.lexicon.authority(id).is_some());
        lines
            .take_while(|line| line.rank >= rank)
            .filter(|line| line.rank == rank)
            .filter_map(|line| heading::read(line.text, false, self))
            .any(|heading| heading.units.iter().any(known))
    }
}

fn trimmed(start: usize, words: &str) -> Span {
    let head = words.trim_start();
    let start = start + (words.len() - head.len());
    Span::new(start, start + head.trim_end().trim_end_matches([';', '.', '/']).len())
}

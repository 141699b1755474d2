//! Tasks in running text: items below a unit's name, sentences with a unit as subject, lists of attributes.

use super::sentence;
use super::subject::{begins_with_verb, subject};
use super::{Plan, timing, unit};
use crate::document::{Provision, Task, UnitRef};
use crate::parse::flow::Paragraph;
use crate::parse::label;
use crate::text::{Place, Span};

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
    let mut reader = Reader {
        plan,
        heads: Vec::new(),
        tasks: Vec::new(),
        attributes: None,
        dash: 0,
        unlabelled: 0,
        listed: false,
        itemised: false,
    };
    let aims = aims(plan.provisions);
    for (at, paragraph) in plan.paragraphs.iter().enumerate() {
        let next = plan.paragraphs.get(at + 1).map_or("", |next| plan.source.slice(next.span).trim_start());
        reader.listed = next.starts_with(['-', '–', '+', '•']);
        let own = (plan.body.start..plan.body.end).contains(&paragraph.span.start) || attached(paragraph.span);
        let inside = own && paragraph.place == Place::Body && !plan.words(paragraph.span).contains('\u{9}');
        if inside && !regulations.iter().chain(&aims).any(|span| span.contains(paragraph.span)) {
            reader.paragraph(*paragraph);
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

struct Reader<'p, 's> {
    plan: &'p Plan<'s>,
    /// Units named by the headings above, with the rank of each heading; a lower rank closes the higher ones.
    heads: Vec<(u8, Vec<UnitRef>)>,
    tasks: Vec<Task>,
    /// A heading that attributes may follow: "- Cơ quan chủ trì: …".
    attributes: Option<(Span, u8)>,
    /// Items with a dash since the last label.
    dash: usize,
    /// Paragraphs outside all provisions.
    unlabelled: usize,
    /// Whether an item with a dash comes next.
    listed: bool,
    /// Whether items with a dash stand below the last heading.
    itemised: bool,
}

impl Reader<'_, '_> {
    fn paragraph(&mut self, paragraph: Paragraph) {
        let plan = self.plan;
        let whole = plan.words(paragraph.span);
        let text = whole.trim();
        let start = paragraph.span.start + (whole.len() - whole.trim_start().len());
        let label = label::read(text);
        let dash = text.len() - text.trim_start_matches(['-', '–', '+', '•', ' ', '\u{a0}', '*', '_']).len();
        let rank = match (&label, text.chars().next()) {
            (Some(label), _) => label.unit as u8 + u8::from(label.mark.contains('.')),
            (None, Some('-' | '–' | '•')) => 20,
            (None, Some('+')) => 21,
            _ => 30,
        };
        let skip = label.map_or(if rank < 30 { dash } else { 0 }, |label| label.len);
        let Some(rest) = text.get(skip..) else { return };
        let at = start + skip;
        if label.is_some() {
            self.dash = 0;
        } else if rank < 30 {
            self.dash += 1;
        }
        if self.attribute(rest) {
            return;
        }
        // A heading or item closes what stood at its rank or below it; running text goes on below its heading.
        if rank < 30 {
            self.heads.retain(|(above, _)| *above < rank);
        }
        let mut path = self.plan.path_at(Span::new(at, at));
        if path.is_empty() {
            self.unlabelled += 1;
            path = format!("doan-{}", self.unlabelled);
        } else if (20..30).contains(&rank) {
            path = format!("{path}/gach-{}", self.dash);
        }
        if let Some((units, len)) = self.heading(rest) {
            if len < rest.len() {
                self.items(rest.get(len..).unwrap_or_default(), at + len, &units, &path);
            }
            self.heads.push((rank, units));
            self.itemised = false;
            self.attributes = None;
            return;
        }
        if rank < 30 || self.attributes.is_none() {
            self.attributes = (rank < 30).then_some((Span::new(at, at + rest.trim_end().len()), rank));
        }
        // Running text after the items of a list no longer speaks of the unit above them.
        self.itemised |= rank < 30;
        let below = rank < 30 || !self.itemised;
        let lead = self.heads.last().filter(|_| below).map(|(_, units)| units.clone()).unwrap_or_default();
        self.items(rest, at, &lead, &path);
    }

    /// Reads a heading that is nothing but units: `Văn phòng Sở`, `Sở Nội vụ:`, with what follows its colon.
    fn heading(&self, text: &str) -> Option<(Vec<UnitRef>, usize)> {
        let (head, len) = match text.find(':') {
            Some(at) => (text.get(..at)?, at + 1),
            None if text.ends_with('.') && text.split_whitespace().nth(9).is_some() => return None,
            None => (text.trim_end_matches(['.', ' ']), text.len()),
        };
        let mut named = head.trim();
        for opening in ["Giao ", "Đề nghị ", "Trách nhiệm của ", "Nhiệm vụ của ", "Yêu cầu "] {
            named = named.strip_prefix(opening).unwrap_or(named);
        }
        for closing in [" có nhiệm vụ", " có trách nhiệm", " thực hiện các nhiệm vụ", " có các nhiệm vụ"]
        {
            named = named.split(closing).next().unwrap_or(named);
        }
        if !unit::begins(named) || named.split_whitespace().count() > 30 || named.contains(['.', ';', '“']) {
            return None;
        }
        // A sentence with a verb is no heading, but for a name with one in it above a list.
        let named_only =
            self.listed && len == text.len() && !text.ends_with('.') && named.split_whitespace().count() < 16;
        let announces = named.len() < head.trim().len() && len == text.len() && text.ends_with(':');
        (named_only || announces || subject(head).is_none()).then_some(())?;
        let units = unit::list(named, self.plan.lexicon, self.plan.near());
        let lower = head.to_lowercase();
        (!units.is_empty() && ![" này", " được "].iter().any(|word| lower.contains(word))).then_some((units, len))
    }

    /// Reads "Cơ quan chủ trì: …", "Cơ quan phối hợp: …", "Thời gian thực hiện: …" below what they speak of.
    fn attribute(&mut self, text: &str) -> bool {
        let Some((name, value)) = text.split_once(':') else { return false };
        let name = name.trim().to_lowercase();
        if name.split_whitespace().nth(7).is_some() || value.trim().is_empty() {
            return false;
        }
        let value = value.trim().trim_end_matches(['.', ';']);
        let value = value.split(" theo chức năng").next().unwrap_or(value);
        let units = || unit::list(value, self.plan.lexicon, self.plan.near());
        let leads = name.contains("chủ trì")
            || matches!(name.as_str(), "cơ quan thực hiện" | "đơn vị thực hiện" | "đơn vị phụ trách");
        if leads {
            let (Some((span, _)), lead) = (self.attributes, units()) else { return false };
            // The words above may have been read as a task of their own: the attribute is surer.
            self.tasks.retain(|task| !span.contains(task.span));
            let path = self.plan.path_at(Span::new(span.start, span.start));
            if let Some(task) = sentence::task(span, &lead, &path, self.plan).filter(|_| !lead.is_empty()) {
                self.tasks.push(task);
            }
            return true;
        }
        let Some((span, _)) = self.attributes else { return false };
        let Some(task) = self.tasks.last_mut().filter(|task| task.span == span) else { return false };
        if name.contains("phối hợp") {
            task.support = unit::list(value, self.plan.lexicon, self.plan.near());
        } else if name.contains("thời gian") || name.contains("thời hạn") || name.contains("tiến độ") {
            let timing = timing::of_cell(value, self.plan.year);
            (task.start, task.due, task.recurrence) = (timing.start, timing.due, timing.recurrence);
        } else if name.contains("sản phẩm") || name.contains("kết quả") {
            task.product = Some(crate::parse::one_line(value));
        } else if name.contains("kinh phí") {
            task.amount = sentence::amount(value);
        } else {
            return false;
        }
        true
    }

    /// Reads the sentences of one paragraph; `lead` are the units of the heading above.
    fn items(&mut self, text: &str, from: usize, lead: &[UnitRef], path: &str) {
        let mut lead = lead.to_vec();
        for (start, end) in sentences(text, self.plan) {
            let Some(words) = text.get(start..end) else { continue };
            if let Some(own) = subject(words) {
                lead = own.lead(words, self.plan);
            }
            if lead.is_empty() {
                continue;
            }
            let span = trimmed(from + start, words);
            self.tasks.extend(sentence::task(span, &lead, path, self.plan));
        }
    }
}

fn trimmed(start: usize, words: &str) -> Span {
    let head = words.trim_start();
    let start = start + (words.len() - head.len());
    Span::new(start, start + head.trim_end().trim_end_matches([';', '.', '/']).len())
}

/// Cuts a paragraph into what can be tasks of their own: at stops and semicolons after which a doing begins.
fn sentences(text: &str, plan: &Plan<'_>) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    let (mut start, mut depth) = (0, 0_i32);
    for (at, c) in text.char_indices() {
        match c {
            '(' | '“' => depth += 1,
            ')' | '”' => depth -= 1,
            '.' | ';' if depth <= 0 => {
                let rest = text.get(at + 1..).unwrap_or_default();
                let parted = rest.starts_with(char::is_whitespace);
                let whole = text.get(start..at).is_some_and(|head| head.split_whitespace().nth(2).is_some());
                if parted && whole && begins_task(rest.trim_start(), c, plan) {
                    found.push((start, at));
                    start = at + 1;
                }
            }
            _ => {}
        }
    }
    found.push((start, text.len()));
    found
}

/// Returns whether a new task can begin with these words: after a semicolon only with a doing or a unit.
fn begins_task(rest: &str, sign: char, plan: &Plan<'_>) -> bool {
    if sign == '.' {
        return rest.starts_with(char::is_uppercase);
    }
    if subject(rest).is_some() {
        return true;
    }
    let cited = plan.lexicon.kind_starting(rest).is_some_and(|(_, len)| {
        let after = rest.get(len..).unwrap_or_default().trim_start();
        after.starts_with("số") || after.starts_with("sửa đổi") || after.starts_with(char::is_uppercase)
    });
    if cited || unit::begins(rest) {
        return false;
    }
    if begins_with_verb(rest) {
        return true;
    }
    let head: String = rest.split_whitespace().take(4).collect::<Vec<_>>().join(" ");
    plan.lexicon.action_in(&head).is_some()
}

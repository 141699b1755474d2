//! Attributes that stand below what they speak of: "- Cơ quan chủ trì: …", "- Thời gian thực hiện: …".

use super::prose::{DASH, RUNNING, Reader};
use super::subject::subject;
use super::{sentence, timing, unit};
use crate::document::UnitRef;
use crate::parse::one_line;
use crate::text::Span;

/// What attributes may speak of: the last heading or item, and the items of a list below it.
#[derive(Default)]
pub(super) struct Attributed {
    /// The heading or item with its rank.
    of: Option<(Span, u8)>,
    /// Items below it, of a lower rank than the attributes.
    items: Vec<Span>,
    /// The last item with a dash below it, of which attributes with a plus speak.
    dash: Option<Span>,
    /// Whether the first task of it has been made.
    led: bool,
}

impl Attributed {
    /// Remembers an item that is no attribute.
    pub(super) fn stands(&mut self, span: Span, rank: u8) {
        match self.of {
            Some((_, above)) if above < DASH && rank > DASH && rank < RUNNING && !self.led => self.items.push(span),
            // "- Các nội dung bao gồm:" announces the items of the heading above it, or has attributes of its own.
            Some((_, above)) if above < DASH && rank == DASH && !self.led => self.dash = Some(span),
            Some(_) if rank >= RUNNING => {}
            _ => *self = Self { of: (rank < RUNNING).then_some((span, rank)), ..Self::default() },
        }
    }
}

impl Reader<'_, '_> {
    /// Reads an attribute at byte `at`; returns whether the paragraph is one.
    pub(super) fn attribute(&mut self, text: &str, at: usize, rank: u8) -> bool {
        let Some((name, value)) = text.split_once(':') else { return false };
        let value_at = at + name.len() + 1;
        let name = name.trim().to_lowercase();
        if name.split_whitespace().nth(7).is_some() || value.trim().is_empty() {
            return false;
        }
        // Attributes one step below an item with a dash speak of that item.
        if rank > DASH
            && let Some(dash) = self.attributed.dash
        {
            self.attributed = Attributed { of: Some((dash, DASH)), ..Attributed::default() };
        }
        if self.attributed.of.is_some() && matches!(name.as_str(), "nội dung" | "mục đích" | "yêu cầu" | "hình thức")
        {
            return rank < RUNNING;
        }
        let leads = name.contains("chủ trì")
            || matches!(
                name.as_str(),
                "cơ quan thực hiện" | "đơn vị thực hiện" | "đơn vị phụ trách" | "cơ quan, đơn vị thực hiện"
            );
        let named = value.trim().trim_end_matches(['.', ';']);
        let named = named.split(" theo chức năng").next().unwrap_or(named);
        // "Cơ quan thực hiện: Sở Tư pháp rà soát …; các sở …": sentences of their own.
        if leads && subject(named).is_some() {
            let path = self.plan.path_at(Span::new(at, at));
            self.items(value, value_at, &[], &path, true);
            return true;
        }
        let value = named;
        if leads { self.led(value) } else { self.other(&name, value) }
    }

    /// Makes the tasks of the units that an attribute names.
    fn led(&mut self, value: &str) -> bool {
        let Some((span, _)) = self.attributed.of else { return false };
        let lead: Vec<UnitRef> = unit::list(value, self.plan.lexicon, self.plan.near());
        // The words above may have been read as a task of their own: the attribute is surer.
        self.tasks.retain(|task| !span.contains(task.span));
        let items = std::mem::take(&mut self.attributed.items);
        for span in std::iter::once(span).chain(items).filter(|_| !lead.is_empty()) {
            let path = self.plan.path_at(Span::new(span.start, span.start));
            self.tasks.extend(sentence::task(span, &lead, &path, self.plan));
        }
        self.attributed.led = true;
        true
    }

    /// Reads an attribute of the task just made.
    fn other(&mut self, name: &str, value: &str) -> bool {
        let Some((span, _)) = self.attributed.of else { return false };
        let Some(task) = self.tasks.iter_mut().rev().find(|task| task.span == span) else { return false };
        if name.contains("phối hợp") {
            task.support = unit::list(value, self.plan.lexicon, self.plan.near());
        } else if name.contains("thời gian") || name.contains("thời hạn") || name.contains("tiến độ") {
            let timing = timing::of_cell(value, self.plan.year);
            (task.start, task.due, task.recurrence) = (timing.start, timing.due, timing.recurrence);
        } else if name.contains("sản phẩm") || name.contains("kết quả") {
            task.product = Some(one_line(value));
        } else if name.contains("kinh phí") {
            task.amount = sentence::amount(value);
        } else {
            return false;
        }
        true
    }
}

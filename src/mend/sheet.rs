//! One part of a package while it is being changed.

use std::collections::BTreeMap;
use std::ops::Range;

use super::letters::Letters;
use super::markup::{self, Cut, Pen};
use super::scan::{self, Branch, Slot};
use super::{Obstacle, Unmendable};
use crate::text::{Run, Span};

/// A part: its text, its slots, and what goes and comes in them.
#[derive(Debug)]
pub(super) struct Sheet {
    /// The part's text without byte-order mark.
    text: String,
    /// Bytes before it.
    mark: usize,
    slots: Vec<Slot>,
    /// Index of the slot whose letters begin at a byte.
    at: BTreeMap<usize, usize>,
    cuts: BTreeMap<usize, Vec<Cut>>,
}

/// What is to go and come in slots of one part.
pub(super) type Plan = Vec<(usize, Cut)>;

impl Sheet {
    /// Reads the slots of a part.
    pub(super) fn read(bytes: Vec<u8>) -> Result<Self, Unmendable> {
        let mut text =
            String::from_utf8(bytes).map_err(|_| Unmendable::Damaged("một phần không phải UTF-8".to_owned()))?;
        let mark = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        text.drain(..mark);
        let slots = scan::slots(&text)?;
        let start = |slot: &Slot| slot.inside.as_ref().unwrap_or(&slot.element).start;
        let at = slots.iter().enumerate().map(|(index, slot)| (start(slot), index)).collect();
        Ok(Self { text, mark, slots, at, cuts: BTreeMap::new() })
    }

    /// Returns the part's text.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Returns what makes the words `gone` of `run`, which reads `shown`, give way to `text`: one cut, and the same
    /// again where the file writes the place another way besides.
    pub(super) fn plan(&self, run: &Run, shown: &str, gone: Span, text: &str) -> Result<Plan, Obstacle> {
        let origin = run.origin.as_ref().ok_or(Obstacle::Boundary)?;
        let start = origin.bytes.start.checked_sub(self.mark).ok_or(Obstacle::Unlocated)?;
        let index = *self.at.get(&start).ok_or(Obstacle::Unlocated)?;
        let slot = self.slots.get(index).ok_or(Obstacle::Unlocated)?;
        if let Some(why) = slot.barred {
            return Err(why);
        }
        let bytes = match &slot.inside {
            None if gone == run.span => slot.element.clone(),
            None => return Err(Obstacle::Structure),
            Some(inside) => {
                let letters = self.text.get(inside.clone()).and_then(Letters::read).ok_or(Obstacle::Recoded)?;
                let byte = |at: usize| letters.byte(shown, at - run.span.start).ok_or(Obstacle::Recoded);
                inside.start + byte(gone.start)?..inside.start + byte(gone.end)?
            }
        };
        let mut plan = vec![(index, Cut { bytes: bytes.clone(), text: text.to_owned() })];
        for twin in self.twins(index)? {
            let other = self.slots.get(twin).ok_or(Obstacle::Twofold)?;
            let begin = other.inside.as_ref().unwrap_or(&other.element).start;
            let moved = begin + (bytes.start - start)..begin + (bytes.end - start);
            plan.push((twin, Cut { bytes: moved, text: text.to_owned() }));
        }
        Ok(plan)
    }

    /// Returns the slots that write the same letters for other readers (`mc:Choice` and `mc:Fallback`).
    fn twins(&self, index: usize) -> Result<Vec<usize>, Obstacle> {
        let Some(Branch { thing, way }) = self.slots.get(index).and_then(|slot| slot.branch) else {
            return Ok(Vec::new());
        };
        let mut ways: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (at, slot) in self.slots.iter().enumerate() {
            if let Some(branch) = slot.branch.filter(|branch| branch.thing == thing) {
                ways.entry(branch.way).or_default().push(at);
            }
        }
        let own = ways.remove(&way).unwrap_or_default();
        let place = own.iter().position(|&at| at == index).ok_or(Obstacle::Twofold)?;
        let letters = |slots: &[usize]| -> Vec<&str> { slots.iter().map(|&at| self.letters(at)).collect() };
        let mut twins: Vec<usize> = Vec::new();
        for other in ways.values() {
            if letters(other) != letters(&own) {
                return Err(Obstacle::Twofold);
            }
            twins.extend(other.get(place));
        }
        if twins.iter().any(|&twin| self.slots.get(twin).is_none_or(|slot| slot.barred.is_some())) {
            return Err(Obstacle::Twofold);
        }
        Ok(twins)
    }

    fn letters(&self, slot: usize) -> &str {
        let slot = self.slots.get(slot);
        let range: Option<Range<usize>> = slot.map(|slot| slot.inside.clone().unwrap_or_else(|| slot.element.clone()));
        range.and_then(|range| self.text.get(range)).unwrap_or_default()
    }

    /// Takes a plan on.
    pub(super) fn cut(&mut self, plan: Plan) {
        for (slot, cut) in plan {
            self.cuts.entry(slot).or_default().push(cut);
        }
    }

    /// Returns the part's new bytes, or `None` where nothing changes.
    pub(super) fn written(&self, pen: &mut Pen) -> Option<Vec<u8>> {
        if self.cuts.is_empty() {
            return None;
        }
        let mut out = String::with_capacity(self.text.len() + 1024);
        if self.mark > 0 {
            out.push('\u{feff}');
        }
        let mut at = 0;
        for (index, cuts) in &self.cuts {
            let Some(slot) = self.slots.get(*index) else { continue };
            let mut cuts = cuts.clone();
            cuts.sort_by_key(|cut| (cut.bytes.start, cut.bytes.end));
            out.push_str(self.text.get(at..slot.element.start).unwrap_or_default());
            out.push_str(&markup::tracked(slot, &self.text, &cuts, pen));
            at = slot.element.end;
        }
        out.push_str(self.text.get(at..).unwrap_or_default());
        Some(out.into_bytes())
    }
}

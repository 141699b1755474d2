//! One part of a package while it is being changed.

use std::collections::BTreeMap;
use std::ops::Range;

use super::letters::Letters;
use super::markup::{self, Come, Cut, Pen};
use super::scan::{self, Branch, Scanned, Slot};
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
    paragraphs: Vec<Range<usize>>,
    cuts: BTreeMap<usize, Vec<Cut>>,
    /// Markup that comes between runs, by the byte before which it stands.
    between: BTreeMap<usize, String>,
}

/// A place for the mark of a comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Spot {
    /// Between two letters: number of the slot, byte of the part's text.
    Inside(usize, usize),
    /// Between two runs: byte of the part's text.
    Between(usize),
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
        let Scanned { slots, paragraphs } = scan::scan(&text)?;
        let start = |slot: &Slot| slot.inside.as_ref().unwrap_or(&slot.element).start;
        let at = slots.iter().enumerate().map(|(index, slot)| (start(slot), index)).collect();
        Ok(Self { text, mark, slots, at, paragraphs, cuts: BTreeMap::new(), between: BTreeMap::new() })
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
        let mut plan = vec![(index, Cut { bytes: bytes.clone(), come: Come::Words(text.to_owned()) })];
        for twin in self.twins(index)? {
            let other = self.slots.get(twin).ok_or(Obstacle::Twofold)?;
            let begin = other.inside.as_ref().unwrap_or(&other.element).start;
            let moved = begin + (bytes.start - start)..begin + (bytes.end - start);
            plan.push((twin, Cut { bytes: moved, come: Come::Words(text.to_owned()) }));
        }
        Ok(plan)
    }

    /// Returns the slot in which the letters of `run` stand.
    fn slot_of(&self, run: &Run) -> Option<(usize, &Slot)> {
        let start = run.origin.as_ref()?.bytes.start.checked_sub(self.mark)?;
        let index = *self.at.get(&start)?;
        Some((index, self.slots.get(index)?))
    }

    /// Returns the place of the letter at `at` of the text in `run`, which reads `shown`, where a comment can begin or
    /// end there.
    pub(super) fn spot(&self, run: &Run, shown: &str, at: usize) -> Option<Spot> {
        let (index, slot) = self.slot_of(run)?;
        let inside = slot.inside.clone().filter(|_| slot.barred.is_none() && !slot.boxed && slot.branch.is_none())?;
        let letters = self.text.get(inside.clone()).and_then(Letters::read)?;
        Some(Spot::Inside(index, inside.start + letters.byte(shown, at.checked_sub(run.span.start)?)?))
    }

    /// Returns the places before the first and behind the last run of the paragraph that `run` stands in.
    pub(super) fn paragraph_of(&self, run: &Run) -> Option<(Spot, Spot)> {
        let (_, slot) = self.slot_of(run)?;
        self.ends_of(slot.paragraph)
    }

    /// Returns the places at the ends of the first paragraph that has words.
    pub(super) fn first_paragraph(&self) -> Option<(Spot, Spot)> {
        self.ends_of(self.slots.first()?.paragraph)
    }

    fn ends_of(&self, paragraph: usize) -> Option<(Spot, Spot)> {
        let paragraph = self.paragraphs.get(paragraph)?;
        Some((Spot::Between(paragraph.start), Spot::Between(paragraph.end)))
    }

    /// Puts markup between runs; inside words that go it moves before or behind them.
    pub(super) fn mark(&mut self, place: Spot, markup: &str, opens: bool) {
        match place {
            Spot::Between(at) => self.between.entry(at).or_default().push_str(markup),
            Spot::Inside(slot, at) => {
                let cuts = self.cuts.entry(slot).or_default();
                let torn = cuts.iter().find(|cut| cut.bytes.start < at && at < cut.bytes.end);
                let at = torn.map_or(at, |cut| if opens { cut.bytes.start } else { cut.bytes.end });
                cuts.push(Cut { bytes: at..at, come: Come::Markup(markup.to_owned()) });
            }
        }
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
        if self.cuts.is_empty() && self.between.is_empty() {
            return None;
        }
        let mut out = String::with_capacity(self.text.len() + 1024);
        if self.mark > 0 {
            out.push('\u{feff}');
        }
        let mut at = 0;
        let mut between = self.between.iter().peekable();
        for (index, cuts) in &self.cuts {
            let Some(slot) = self.slots.get(*index) else { continue };
            while let Some((place, markup)) = between.next_if(|(place, _)| **place <= slot.element.start) {
                out.push_str(self.text.get(at..*place).unwrap_or_default());
                out.push_str(markup);
                at = *place;
            }
            let mut cuts = cuts.clone();
            cuts.sort_by_key(|cut| (cut.bytes.start, cut.bytes.end));
            out.push_str(self.text.get(at..slot.element.start).unwrap_or_default());
            out.push_str(&markup::tracked(slot, &self.text, &cuts, pen));
            at = slot.element.end;
        }
        for (place, markup) in between {
            out.push_str(self.text.get(at..*place).unwrap_or_default());
            out.push_str(markup);
            at = *place;
        }
        out.push_str(self.text.get(at..).unwrap_or_default());
        Some(out.into_bytes())
    }
}

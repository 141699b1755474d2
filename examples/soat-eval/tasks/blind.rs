//! Documents whose tasks were written down before the reader's answers on them were seen: `gold-tasks/*.tsv`.

use std::collections::BTreeSet;
use std::path::Path;

use anyhow::{Context, Result};
use soat::document::{Document, Slug, Task};
use soat::lexicon::Lexicon;
use soat::parse;
use soat::text::{Format, Source};

use super::{Known, Totals, names, short};
use crate::records::{field, records};

/// Prints the sums over the documents of provinces, then over those of central bodies.
pub(super) fn run(data: &Path, show: bool) -> Result<()> {
    let local = include_str!("../gold-tasks/local.tsv");
    set("documents of provinces", &data.join("docs/local.jsonl.gz"), local, show)?;
    let central = include_str!("../gold-tasks/central.tsv");
    set("documents of central bodies", &data.join("docs/central.jsonl.gz"), central, show)
}

fn set(name: &str, texts: &Path, gold: &str, show: bool) -> Result<()> {
    let lexicon = Lexicon::builtin()?;
    let texts = records(texts)?;
    let mut totals = Totals::default();
    for part in gold.split("\n@\t") {
        let mut lines = part.trim_start_matches("@\t").lines();
        let mut head = lines.next().unwrap_or_default().split('\t');
        let id = head.next().unwrap_or_default();
        let record = texts.iter().find(|record| field(record, "id") == id).with_context(|| id.to_owned())?;
        if show {
            println!("{id}");
        }
        let source = Source::from_lines(Format::Txt, field(record, "text"));
        let document = parse::parse(id, &source, &lexicon);
        let words = Words::of(source.text());
        let from = head.next().and_then(|mark| words.find(mark, 0)).unwrap_or_default();
        let to = head.next().and_then(|mark| words.find(mark, from + 1)).unwrap_or(words.starts.len());
        one(&document, &words, (from, to), &lines.collect::<Vec<_>>(), &mut totals, show);
    }
    totals.print(&format!("{} {name}", gold.matches("@\t").count()));
    Ok(())
}

/// Compares the tasks between two words of one document with its `lines` of the list.
fn one(document: &Document, words: &Words, part: (usize, usize), lines: &[&str], totals: &mut Totals, show: bool) {
    let begin = |task: &Task| words.of_text(&task.text, task.span.start);
    let (mut lead, mut at) = (Vec::new(), part.0);
    let mut taken: BTreeSet<usize> = BTreeSet::new();
    for line in lines {
        let mut cells = line.split('\t');
        let (mark, first) = (cells.next().unwrap_or_default(), cells.next().unwrap_or_default());
        if mark == "=" {
            lead = first.split("; ").collect();
            continue;
        }
        totals.gold += usize::from(mark == "-");
        let Some(next) = words.find_clause(first, at) else {
            println!("  not in the text: {first}");
            continue;
        };
        at = next + 1;
        let begins = |(at, task): &(usize, &Task)| !taken.contains(at) && begin(task) == Some(next);
        let found = document.tasks.iter().enumerate().find(begins);
        if let Some((at, found)) = found {
            taken.insert(at);
            if mark == "-" {
                let known = Known {
                    lead: lead.clone(),
                    due: cells.next().unwrap_or_default(),
                    recurring: cells.next().is_some(),
                };
                known.compare(found, totals, show);
            }
        } else if show && mark == "-" {
            println!("  missed: {first}");
        }
    }
    for (at, task) in document.tasks.iter().enumerate() {
        let inside = begin(task).is_some_and(|place| (part.0..part.1).contains(&place));
        if inside && !taken.contains(&at) {
            totals.extra += 1;
            if show {
                println!("  extra: {} {:?} {}", task.path, names(&task.lead), short(&task.text));
            }
        }
    }
}

/// The words of a text without diacritics, each with the byte at which it begins.
struct Words {
    plain: Vec<String>,
    starts: Vec<usize>,
    /// Whether a line or clause begins with it.
    clauses: Vec<bool>,
}

impl Words {
    fn of(text: &str) -> Self {
        let (mut words, mut starts, mut clauses) = (Vec::new(), Vec::new(), Vec::new());
        let mut from = 0;
        for word in text.split(|c: char| !c.is_alphanumeric()) {
            if !word.is_empty() {
                words.push(Slug::of(word).as_str().to_owned());
                starts.push(from);
                let before = text[..from].trim_end_matches([' ', '\u{a0}']).chars().next_back();
                let mid = before.is_some_and(|c| c.is_alphanumeric() || c == ',');
                clauses.push(!mid || text[..from].ends_with('\n'));
            }
            from += word.len() + text[from + word.len()..].chars().next().map_or(0, char::len_utf8);
        }
        Self { plain: words, starts, clauses }
    }

    /// Returns the number of the word at which `phrase` stands next, from word `from`.
    fn find(&self, phrase: &str, from: usize) -> Option<usize> {
        let phrase = Self::of(phrase).plain;
        let last = self.plain.len().checked_sub(phrase.len())?;
        (from..=last).find(|&at| !phrase.is_empty() && self.plain[at..].starts_with(&phrase))
    }

    /// Returns the number of the word at which `phrase` begins a line or clause next, else where it stands next.
    fn find_clause(&self, phrase: &str, from: usize) -> Option<usize> {
        const REACH: usize = 400;
        let first = self.find(phrase, from)?;
        let mut places = std::iter::successors(Some(first), |place| self.find(phrase, place + 1));
        places.find(|place| self.clauses[*place]).filter(|place| *place < first + REACH).or(Some(first))
    }

    /// Returns the number of the word with which `text` begins, at or after byte `start`.
    fn of_text(&self, text: &str, start: usize) -> Option<usize> {
        let head: String = text.split_whitespace().take(4).collect::<Vec<_>>().join(" ");
        self.find(&head, self.starts.partition_point(|&other| other < start))
    }
}

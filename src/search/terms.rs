//! The words of a query as terms of the index, and what stands in the index for a document.

use tantivy::postings::{Postings, TermInfo};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet, Searcher, SegmentReader, TERMINATED, Term};

use super::SearchError;
use super::fields::{Fields, NO_DAY, OPEN_END};
use super::query::{Group, Phrase, Query, Standing};

/// A term with its field.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Sought {
    pub(super) field: Field,
    pub(super) text: String,
}

impl Sought {
    pub(super) fn term(&self) -> Term {
        Term::from_field_text(self.field, &self.text)
    }
}

/// A term with where the segments have it.
#[derive(Debug, Clone)]
pub(super) struct Placed {
    pub(super) sought: Sought,
    /// How many entries have it, those that were taken out since among them.
    pub(super) frequency: u64,
    /// By segment, in the searcher's order.
    infos: Vec<Option<TermInfo>>,
}

impl Placed {
    /// Looks each term up in each segment.
    ///
    /// # Errors
    /// The index is damaged.
    pub(super) fn look_up(
        terms: impl IntoIterator<Item = Sought>,
        searcher: &Searcher,
    ) -> Result<Vec<Self>, SearchError> {
        let terms: Vec<Sought> = terms.into_iter().collect();
        let of_segment = |segment: &SegmentReader| {
            let info = |sought: &Sought| Ok(segment.inverted_index(sought.field)?.get_term_info(&sought.term())?);
            Ok(terms.iter().map(info).collect::<tantivy::Result<Vec<_>>>()?.into_iter())
        };
        let threads = searcher.index().search_executor();
        let mut segments = threads.map(of_segment, searcher.segment_readers().iter())?;
        let placed = |sought| {
            let infos: Vec<Option<TermInfo>> = segments.iter_mut().map(|infos| infos.next().flatten()).collect();
            let frequency = infos.iter().flatten().map(|info| u64::from(info.doc_freq)).sum();
            Self { sought, frequency, infos }
        };
        Ok(terms.into_iter().map(placed).collect())
    }

    /// Returns where the segment of this place has it.
    pub(super) fn info(&self, segment: u32) -> Option<&TermInfo> {
        self.infos.get(segment as usize)?.as_ref()
    }

    /// Returns which of the entries of a segment, in their order, hold it, and how often.
    ///
    /// # Errors
    /// The index is damaged.
    pub(super) fn held(
        &self,
        segment: u32,
        searcher: &Searcher,
        entries: &[u32],
        mut each: impl FnMut(usize, u32),
    ) -> Result<(), SearchError> {
        let Some(info) = self.info(segment) else { return Ok(()) };
        let index = searcher.segment_reader(segment).inverted_index(self.sought.field)?;
        let mut postings = index.read_postings_from_terminfo(info, IndexRecordOption::WithFreqs)?;
        for (at, entry) in entries.iter().enumerate() {
            let mut found = postings.doc();
            if found < *entry {
                found = postings.seek(*entry);
            }
            if found == TERMINATED {
                break;
            }
            if found == *entry {
                each(at, postings.term_freq());
            }
        }
        Ok(())
    }
}

/// The terms of a query by what they count for; each stands once.
#[derive(Debug, Clone)]
pub(super) struct Terms<T = Placed> {
    pub(super) syllables: Vec<T>,
    pub(super) pairs: Vec<T>,
    pub(super) exact: Vec<T>,
    pub(super) title: Vec<T>,
    pub(super) issuer: Vec<T>,
    /// Years that are named.
    pub(super) years: Vec<u64>,
}

impl Terms {
    /// Returns the terms of a query with where they stand.
    ///
    /// # Errors
    /// The index is damaged.
    pub(super) fn of(query: &Query, searcher: &Searcher, fields: &Fields) -> Result<Self, SearchError> {
        let Terms { syllables, pairs, exact, title, issuer, years } = Terms::<Sought>::of(query, fields);
        let lists = [syllables, pairs, exact, title, issuer];
        let lengths = lists.each_ref().map(Vec::len);
        let mut placed = Placed::look_up(lists.into_iter().flatten(), searcher)?.into_iter();
        let [syllables, pairs, exact, title, issuer] = lengths.map(|length| placed.by_ref().take(length).collect());
        Ok(Self { syllables, pairs, exact, title, issuer, years })
    }
}

impl Terms<Sought> {
    fn of(query: &Query, fields: &Fields) -> Self {
        let mut terms = Self {
            syllables: Vec::new(),
            pairs: Vec::new(),
            exact: Vec::new(),
            title: Vec::new(),
            issuer: Vec::new(),
            years: Vec::new(),
        };
        for group in &query.groups {
            terms.add_words(group, fields);
            group.phrases.iter().for_each(|phrase| terms.add_phrase(phrase, fields));
        }
        let Self { syllables, pairs, exact, title, issuer, years } = &mut terms;
        let year = |sought: &Sought| sought.text.parse::<u64>().ok().filter(|year| (1945..2100).contains(year));
        years.extend(syllables.iter().filter_map(year));
        for list in [syllables, pairs, exact, title, issuer] {
            list.sort();
            list.dedup();
        }
        terms
    }

    fn add_words(&mut self, group: &Group, fields: &Fields) {
        for word in &group.words {
            self.add_folded(&word.folded, None, fields);
        }
        for pair in group.words.windows(2) {
            let [one, other] = pair else { continue };
            self.add_folded(&one.folded, Some(&other.folded), fields);
            if !one.exact.is_empty() && !other.exact.is_empty() {
                self.exact.push(Sought { field: fields.exact, text: format!("{} {}", one.exact, other.exact) });
            }
        }
    }

    fn add_phrase(&mut self, phrase: &Phrase, fields: &Fields) {
        phrase.folded.iter().for_each(|folded| self.add_folded(folded, None, fields));
        for pair in phrase.folded.windows(2) {
            if let [one, other] = pair {
                self.add_folded(one, Some(other), fields);
            }
        }
        for pair in phrase.exact.windows(2) {
            self.exact.push(Sought { field: fields.exact, text: pair.join(" ") });
        }
    }

    fn add_folded(&mut self, one: &str, other: Option<&str>, fields: &Fields) {
        let (list, field, text) = match other {
            None => {
                self.issuer.push(Sought { field: fields.issuer_words, text: one.to_owned() });
                (&mut self.syllables, fields.syllables, one.to_owned())
            }
            Some(other) => (&mut self.pairs, fields.pairs, format!("{one} {other}")),
        };
        self.title.push(Sought { field: fields.title, text: text.clone() });
        list.push(Sought { field, text });
    }
}

/// Returns the first and the one after the last of the terms that begin with a syllable as it is spelt.
pub(super) fn beginning_with(syllable: &str, fields: &Fields) -> (Term, Term) {
    let from = Term::from_field_text(fields.exact, &format!("{syllable} "));
    (from, Term::from_field_text(fields.exact, &format!("{syllable}!")))
}

/// Returns the pairs that cover a phrase, each with its place: of four syllables the first and the third, of three the
/// first and the second.
pub(super) fn covering(phrase: &Phrase, fields: &Fields) -> Vec<(usize, Term)> {
    let pair = |at: usize| {
        let text = phrase.exact.get(at..at + 2).map(|pair| pair.join(" ")).unwrap_or_default();
        (at, Term::from_field_text(fields.exact, &text))
    };
    let last = phrase.exact.len().saturating_sub(2);
    let mut places: Vec<usize> = (0..=last).step_by(2).collect();
    if places.last() != Some(&last) {
        places.push(last);
    }
    places.into_iter().map(pair).collect()
}

/// How often terms of one field stand in the entries, and how long those are.
pub(super) struct Statistics {
    /// Entries.
    pub(super) entries: f32,
    average: Vec<(Field, f32)>,
}

impl Statistics {
    pub(super) fn of(searcher: &Searcher, fields: &Fields) -> Result<Self, SearchError> {
        let entries: u64 = searcher.segment_readers().iter().map(|segment| u64::from(segment.max_doc())).sum();
        let mut average = Vec::new();
        for field in [fields.syllables, fields.pairs, fields.exact, fields.title] {
            let mut tokens = 0;
            for segment in searcher.segment_readers() {
                tokens += segment.inverted_index(field)?.total_num_tokens();
            }
            average.push((field, real(tokens) / real(entries).max(1.0)));
        }
        Ok(Self { entries: real(entries), average })
    }

    pub(super) fn average(&self, field: Field) -> f32 {
        self.average.iter().find(|(own, _)| *own == field).map_or(1.0, |(_, average)| average.max(1.0))
    }

    /// Returns how much a term tells that stands in so many entries.
    pub(super) fn rarity(&self, entries: u64) -> f32 {
        let having = real(entries);
        (1.0 + (self.entries - having + 0.5).max(0.0) / (having + 0.5)).ln()
    }
}

#[expect(clippy::cast_precision_loss, reason = "a count is a weight here")]
pub(super) fn real(count: u64) -> f32 {
    count as f32
}

/// The days of an entry, by which it stands to a day.
#[derive(Debug, Clone, Copy)]
pub(super) struct Days {
    pub(super) issued: u64,
    pub(super) begins: u64,
    pub(super) ends: u64,
    pub(super) seen: u64,
}

impl Days {
    /// Returns how the document stands to a day: by its first and last day, as far as they are known.
    pub(super) fn standing(self, day: u64) -> Standing {
        if self.begins.max(self.issued) > day {
            Standing::NotYet
        } else if self.ends < day {
            Standing::Expired
        } else if self.ends == OPEN_END && self.seen < day || (self.begins, self.issued) == (NO_DAY, NO_DAY) {
            Standing::Unknown
        } else {
            Standing::InForce
        }
    }
}

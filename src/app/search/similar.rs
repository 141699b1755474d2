//! Finds what is like a document of the registry, or a draft.

use std::collections::BTreeMap;
use std::time::Instant;

use super::{SearchFailure, Searcher, Subject, entries, escaped, guarded, told};
use crate::document::{Date, Role, ValidityStatus};
use crate::lexicon::Lexicon;
use crate::registry::{Body, Record, Store};
use crate::search::{
    Alike, AskedFor, MissingBasis, Profile, Similar, SimilarDocument, SimilarPassage, Telling, Words, marked_in_common,
};

/// So many passages like one are told.
const LIKE_ONE: usize = 3;
/// Passages of which less stands in the other are not alike.
const ALIKE: f32 = 0.5;
/// Documents that are less alike say nothing of what the draft should rest on.
const SIBLING: f32 = 0.5;
/// So many of those have to rest on the same.
const AGREEING: usize = 2;
/// The same issuer's documents come before others that are as like.
const SAME_ISSUER: f32 = 1.15;

impl Searcher {
    /// Returns what is like a document, as a whole and passage by passage; itself never.
    ///
    /// # Errors
    /// The registry cannot be read, or the index is damaged.
    pub fn similar(
        &self,
        store: &Store,
        lexicon: &Lexicon,
        subject: &Subject,
        as_of: Date,
        limit: usize,
    ) -> Result<Similar, SearchFailure> {
        let begun = Instant::now();
        let words = Words::new(lexicon);
        let profile = Profile::of(&subject.title, &subject.text, &subject.provisions, &words);
        let own = subject.id.as_deref().map(|id| store.row_of(id)).transpose()?.flatten();
        let own = own.and_then(|row| u64::try_from(row).ok());
        let (telling, candidates) = guarded(|| {
            let telling = self.index.telling(&profile, own.is_some())?;
            let candidates = self.index.like(&profile, &telling, own)?;
            Ok((telling, candidates))
        })?;
        let mut look = Look { store, lexicon, subject, words, profile, telling, as_of, known: BTreeMap::new() };
        let hits = look.documents(&candidates.rows, limit)?;
        let passages = look.passages(&candidates.passages)?;
        let bases = look.bases(&hits)?;
        Ok(Similar {
            of: AskedFor {
                document: subject.id.clone(),
                asked: subject.asked.clone(),
                number: subject.number.clone(),
                title: Some(subject.title.clone()).filter(|title| !title.is_empty()),
            },
            hits,
            passages,
            bases,
            took_ms: (begun.elapsed().as_secs_f64() * 10_000.0).round() / 10.0,
        })
    }
}

/// A document beside which the subject is held.
struct Other {
    record: Record,
    text: String,
    profile: Profile,
}

/// The subject with all that is read of others for it.
struct Look<'a> {
    store: &'a Store,
    lexicon: &'a Lexicon,
    subject: &'a Subject,
    words: Words,
    profile: Profile,
    telling: Telling,
    as_of: Date,
    known: BTreeMap<u64, Option<Other>>,
}

impl Look<'_> {
    /// Reads a document, once.
    fn other(&mut self, row: u64) -> Result<Option<&Other>, SearchFailure> {
        if !self.known.contains_key(&row) {
            let known = entries::known(self.store, self.lexicon, row)?;
            let other = known.filter(|(record, _)| Some(&record.id) != self.subject.id.as_ref());
            let other = other.map(|(record, body)| self.taken_apart(record, body));
            self.known.insert(row, other);
        }
        Ok(self.known.get(&row).and_then(Option::as_ref))
    }

    fn taken_apart(&self, record: Record, body: Option<Body>) -> Other {
        let title = record.name.as_deref().or(record.title.as_deref()).unwrap_or_default();
        let Body { text, provisions } = body.unwrap_or(Body { text: String::new(), provisions: Vec::new() });
        let profile = Profile::of(title, &text, &provisions, &self.words);
        Other { record, text, profile }
    }

    /// Returns the documents that are most like the subject as a whole.
    fn documents(&mut self, rows: &[u64], limit: usize) -> Result<Vec<SimilarDocument>, SearchFailure> {
        let mut weighed = Vec::new();
        for row in rows {
            self.other(*row)?;
            let Some(other) = self.known.get(row).and_then(Option::as_ref) else { continue };
            let likeness = self.telling.likeness(&self.profile, &other.profile);
            let same = self.subject.issuer.as_ref().zip(other.record.issuer.as_ref());
            let same = same.is_some_and(|(own, other)| own.id.is_some() && own.id == other.id);
            let order = likeness.whole() * if same { SAME_ISSUER } else { 1.0 };
            weighed.push((order, *row, likeness));
        }
        weighed.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
        weighed.truncate(limit);
        let mut hits = Vec::new();
        for (_, row, likeness) in weighed.into_iter().filter(|(order, ..)| *order > 0.0) {
            let Some(other) = self.known.get(&row).and_then(Option::as_ref) else { continue };
            let status = self.store.validity(&other.record.id, self.as_of, self.lexicon)?.status;
            let title = other.record.name.as_deref().or(other.record.title.as_deref()).unwrap_or_default();
            let marked = marked_in_common(title, &self.subject.title);
            hits.push(SimilarDocument {
                passages: self.alike(other),
                document: told(other.record.clone(), status, likeness.whole(), marked, None),
                title_likeness: likeness.title,
                text_likeness: likeness.text,
            });
        }
        Ok(hits)
    }

    /// Returns the passages of the subject and of one other that are alike, each of the subject's with its best.
    fn alike(&self, other: &Other) -> Vec<Alike> {
        let told = |own: &crate::search::Passage| {
            let best = other.profile.passages.iter().map(|passage| (self.telling.of_passage(own, passage), passage));
            let (likeness, passage) = best.max_by(|one, other| one.0.total_cmp(&other.0))?;
            (self.telling.tells(own) && likeness >= ALIKE).then(|| self.pair(own, other, passage, likeness))
        };
        let mut alike: Vec<Alike> = self.profile.passages.iter().filter_map(told).collect();
        alike.sort_by(|one, other| other.likeness.total_cmp(&one.likeness));
        alike.truncate(LIKE_ONE);
        alike
    }

    fn pair(
        &self,
        own: &crate::search::Passage,
        other: &Other,
        passage: &crate::search::Passage,
        likeness: f32,
    ) -> Alike {
        let theirs = other.text.get(passage.span.range()).unwrap_or_default();
        let ours = self.subject.text.get(own.span.range()).unwrap_or_default();
        let marked = marked_in_common(theirs, ours);
        Alike {
            provision: own.path.clone(),
            document: other.record.id.clone(),
            number: other.record.number.as_ref().map(|number| number.key.clone()),
            other: passage.path.clone(),
            likeness,
            snippet: marked.written("<em>", "</em>", escaped),
            marked,
        }
    }

    /// Returns the passages of the subject that have their like.
    fn passages(&mut self, candidates: &[Vec<crate::search::Hit>]) -> Result<Vec<SimilarPassage>, SearchFailure> {
        let mut passages = Vec::new();
        for (at, places) in candidates.iter().enumerate() {
            let mut like = Vec::new();
            for place in places {
                self.other(place.row)?;
                let Some(own) = self.profile.passages.get(at) else { continue };
                let Some(other) = self.known.get(&place.row).and_then(Option::as_ref) else { continue };
                let Some(passage) = other.profile.passages.iter().find(|passage| passage.span == place.span) else {
                    continue;
                };
                let likeness = self.telling.of_passage(own, passage);
                if likeness >= ALIKE {
                    like.push(self.pair(own, other, passage, likeness));
                }
            }
            like.sort_by(|one, other| other.likeness.total_cmp(&one.likeness).then(one.document.cmp(&other.document)));
            like.truncate(LIKE_ONE);
            if let Some(first) = like.first() {
                passages.push(SimilarPassage { provision: first.provision.clone(), like });
            }
        }
        Ok(passages)
    }

    /// Returns what is in force, several siblings rest on and the subject does not name.
    fn bases(&self, hits: &[SimilarDocument]) -> Result<Vec<MissingBasis>, SearchFailure> {
        let Some(named) = &self.subject.named else { return Ok(Vec::new()) };
        let mut bases: BTreeMap<String, MissingBasis> = BTreeMap::new();
        for hit in hits.iter().filter(|hit| hit.document.score >= SIBLING) {
            let by = &hit.document.document;
            let mut relations = self.store.relations_from(by)?;
            relations.retain(|relation| relation.role == Role::Basis);
            for target in relations.into_iter().map(|relation| relation.target) {
                let Some(id) = target.document.filter(|id| !named.contains(id) && Some(id) != self.subject.id.as_ref())
                else {
                    continue;
                };
                let new = || MissingBasis { document: id.clone(), label: target.label, cited_by: Vec::new() };
                let known = bases.entry(id.clone()).or_insert_with(new);
                if !known.cited_by.contains(by) {
                    known.cited_by.push(by.clone());
                }
            }
        }
        let mut kept = Vec::new();
        for basis in bases.into_values().filter(|basis| basis.cited_by.len() >= AGREEING) {
            let status = self.store.validity(&basis.document, self.as_of, self.lexicon)?.status;
            if matches!(status, ValidityStatus::InForce | ValidityStatus::Partly) {
                kept.push(basis);
            }
        }
        kept.sort_by_key(|basis| std::cmp::Reverse(basis.cited_by.len()));
        Ok(kept)
    }
}

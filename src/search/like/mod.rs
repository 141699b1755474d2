//! Documents like another one: which may be, and how much of the wording both have.
//!
//! Wording is pairs of syllables. A pair counts the more the fewer entries of the index have it, so that what every
//! decision says tells little.

mod found;
mod profile;
mod runs;

use foldhash::{HashMap, HashMapExt, HashSet};
use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, Occur, Query as Asked};
use tantivy::schema::Field;
use tantivy::{DocAddress, Searcher, Term};

pub use found::{Alike, AskedFor, MissingBasis, Similar, SimilarDocument, SimilarPassage};
use profile::Pairs;
pub use profile::{Passage, Profile};
pub use runs::marked_in_common;

use super::ask::{Hit, hit_at};
use super::index::Index;
use super::terms::{Sought, Statistics};
use super::view::View;
use super::{SearchError, matching};

/// So many pairs of a text are looked for; of a passage fewer, since it is short and there are many.
const OF_TEXT: usize = 40;
const OF_PASSAGE: usize = 20;
/// So many entries are looked at for the title, and for the text, and so many of their documents read; a law has hundreds of entries.
const ENTRIES: usize = 200;
const DOCUMENTS: usize = 30;
/// So many entries are looked at for each passage.
const PASSAGES: usize = 8;
/// A passage of fewer pairs says too little.
const SHORTEST: usize = 12;
/// A passage whose pairs each stand in more than one entry of nine, on the whole, is what such documents always say.
const TELLING: f32 = 2.2;

/// How much each pair of one document tells.
#[derive(Debug)]
pub struct Telling {
    weights: HashMap<String, f32>,
}

/// What may be like a document.
#[derive(Debug, Default)]
pub struct Candidates {
    /// Rows of documents that may be like it as a whole.
    pub rows: Vec<u64>,
    /// For each of its passages, entries that may be like that.
    pub passages: Vec<Vec<Hit>>,
}

/// How much of a document's wording another has.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Likeness {
    /// Of the title, from 0 to 1.
    pub title: f32,
    /// Of the text, from 0 to 1; `None` where one has no text.
    pub text: Option<f32>,
}

impl Likeness {
    /// Returns both as one number from 0 to 1: a title tells the matter in few words, so it counts two fifths.
    #[must_use]
    pub fn whole(self) -> f32 {
        self.text.map_or(self.title, |text| 0.4 * self.title + 0.6 * text)
    }
}

impl Index {
    /// Weighs the pairs of a document; `indexed` tells that it is in the index itself, whose own entries do not count.
    ///
    /// # Errors
    /// The index is damaged.
    pub fn telling(&self, profile: &Profile, indexed: bool) -> Result<Telling, SearchError> {
        let View { searcher, .. } = self.view();
        let statistics = Statistics::of(&searcher, &self.fields)?;
        let (mut weights, mut unknown, mut all) = (HashMap::new(), Vec::new(), 0.0);
        for (pair, own) in profile.entries_having() {
            let having = searcher.doc_freq(&Term::from_field_text(self.fields.pairs, pair))?;
            match having.saturating_sub(if indexed { own.max(1) } else { 0 }) {
                0 => unknown.push(pair),
                others => {
                    let rarity = statistics.rarity(others);
                    all += rarity;
                    weights.insert(pair.to_owned(), rarity);
                }
            }
        }
        // What no other document says must not drown what they share: it counts as a pair does on the whole.
        let mean = all / count(weights.len()).max(1.0);
        weights.extend(unknown.into_iter().map(|pair| (pair.to_owned(), mean)));
        Ok(Telling { weights })
    }

    /// Returns what may be like a document, without the entries of the row `own`.
    ///
    /// # Errors
    /// The index is damaged.
    pub fn like(&self, profile: &Profile, telling: &Telling, own: Option<u64>) -> Result<Candidates, SearchError> {
        let view = self.view();
        let fields = &self.fields;
        let mut found = Candidates::default();
        let heads = Term::from_field_text(fields.path, "");
        let title = any(&telling.most(&profile.title, OF_TEXT), fields.title);
        let title = BooleanQuery::new(vec![(Occur::Must, matching::unscored(heads)), (Occur::Must, title)]);
        let text = any(&telling.most(&profile.text, OF_TEXT), fields.pairs);
        let mut known: HashSet<u64> = own.into_iter().collect();
        for asked in [Box::new(title) as Box<dyn Asked>, text] {
            let before = found.rows.len();
            for at in top(&view.searcher, &*asked, ENTRIES)? {
                let row = view.columns(at.segment_ord)?.row(at.doc_id);
                if found.rows.len() < before + DOCUMENTS && known.insert(row) {
                    found.rows.push(row);
                }
            }
        }
        for passage in &profile.passages {
            let mut places = Vec::new();
            if telling.tells(passage) {
                let asked = any(&telling.most(&passage.pairs, OF_PASSAGE), fields.pairs);
                for at in top(&view.searcher, &*asked, PASSAGES)? {
                    places.push(hit_at(&view, at)?);
                }
            }
            places.retain(|hit: &Hit| Some(hit.row) != own);
            found.passages.push(places);
        }
        Ok(found)
    }
}

impl Telling {
    /// Returns the pairs that tell most.
    fn most<'p>(&self, pairs: &'p Pairs, count: usize) -> Vec<&'p str> {
        let mut weighed: Vec<(f32, &str)> = pairs.iter().map(|pair| (self.weight(pair), pair.as_str())).collect();
        weighed.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(other.1)));
        weighed.truncate(count);
        weighed.into_iter().map(|(_, pair)| pair).collect()
    }

    fn weight(&self, pair: &str) -> f32 {
        self.weights.get(pair).copied().unwrap_or_default()
    }

    /// Returns whether a passage says more than such documents always say.
    #[must_use]
    pub fn tells(&self, passage: &Passage) -> bool {
        let all: f32 = passage.pairs.iter().map(|pair| self.weight(pair)).sum();
        passage.pairs.len() >= SHORTEST && all >= TELLING * count(passage.pairs.len())
    }

    /// Returns how much of the weighed wording `own` the other has, from 0 to 1.
    fn share(&self, own: &Pairs, other: &Pairs) -> f32 {
        let all: f32 = own.iter().map(|pair| self.weight(pair)).sum();
        let both: f32 = own.iter().filter(|pair| other.binary_search(pair).is_ok()).map(|pair| self.weight(pair)).sum();
        if all > 0.0 { both / all } else { 0.0 }
    }

    /// Returns the harmonic mean of how much of each the other has, so that a long text is not like every short one.
    fn mutual(&self, own: &Pairs, other: &Pairs) -> f32 {
        let there = self.share(own, other);
        let both = other.iter().filter(|pair| own.binary_search(pair).is_ok()).count();
        let back = count(both) / count(other.len()).max(1.0);
        if there + back > 0.0 { 2.0 * there * back / (there + back) } else { 0.0 }
    }

    /// Returns how like another document is.
    #[must_use]
    pub fn likeness(&self, own: &Profile, other: &Profile) -> Likeness {
        let texts = !own.text.is_empty() && !other.text.is_empty();
        Likeness {
            title: self.mutual(&own.title, &other.title),
            text: texts.then(|| self.mutual(&own.text, &other.text)),
        }
    }

    /// Returns how much of a passage's weighed wording another one has, from 0 to 1.
    #[must_use]
    pub fn of_passage(&self, own: &Passage, other: &Passage) -> f32 {
        self.share(&own.pairs, &other.pairs)
    }
}

fn any(pairs: &[&str], field: Field) -> Box<dyn Asked> {
    let sought: Vec<Sought> = pairs.iter().map(|pair| Sought { field, text: (*pair).to_owned() }).collect();
    matching::any(&sought)
}

fn top(searcher: &Searcher, asked: &dyn Asked, entries: usize) -> Result<Vec<DocAddress>, SearchError> {
    let found = searcher.search(asked, &TopDocs::with_limit(entries).order_by_score())?;
    Ok(found.into_iter().map(|(_, at)| at).collect())
}

#[expect(clippy::cast_precision_loss, reason = "a share of some thousand pairs")]
fn count(pairs: usize) -> f32 {
    pairs as f32
}

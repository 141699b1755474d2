//! What finds the entries that a query may mean, of which the best are scored anew.
//!
//! Frequent words make a question slow and tell little: entries are looked for by the rarest of its words and pairs, as many
//! as can be read in a few milliseconds. Every word counts when the entries found are scored.

use std::collections::HashSet;

use tantivy::collector::TopDocs;
use tantivy::query::{EnableScoring, Query as Asked};
use tantivy::{DocAddress, DocSet, Searcher};

use super::holding::Holding;
use super::matching::{self, ANYWHERE, IN_PLACE};
use super::query::Query;
use super::terms::{Placed, Terms};
use super::view::View;
use super::{SearchError, count};

/// Of more words than this, none is required: a question is not a list of words that all must stand there.
pub(super) const REQUIRED: usize = 10;
/// So many postings are read at most for the words of a question, and again for its pairs: some two milliseconds.
const POSTINGS: u64 = 100_000;
/// So many entries more are looked at where a phrase may turn out not to be there.
const SPARE: usize = 4;

/// What finds entries for one query.
pub(super) struct Sources {
    /// What means every document of the answer.
    pub(super) meant: Box<dyn Asked>,
    /// The entries that [`Self::meant`] means, where they are listed.
    pub(super) holding: Option<Holding>,
    /// Whether all words are required.
    pub(super) whole: bool,
    /// Finds all of [`Self::meant`] and more, sooner.
    loose: Option<Box<dyn Asked>>,
    /// Find others beside, where words may lack.
    beside: Vec<Box<dyn Asked>>,
}

impl Sources {
    pub(super) fn of(query: &Query, terms: &Terms, view: &View<'_>, as_of: u64) -> Result<Self, SearchError> {
        let fields = view.fields;
        let conditions = matching::conditions(query, view, as_of);
        let all = |phrases| matching::under(matching::all(query, phrases, fields), &conditions);
        let meant = all(IN_PLACE);
        let words = query.groups.iter().map(|group| group.words.len()).max().unwrap_or_default();
        let holding = match listed(query, terms) {
            Some(words) => Holding::of(words, &conditions, view)?,
            None => None,
        };
        let any = match &holding {
            Some(holding) => holding.len() > 0,
            None => words <= REQUIRED && any_entry(view, &*meant)?,
        };
        if query.exact || query.is_empty() || any {
            let long = |group: &super::query::Group| group.phrases.iter().any(|phrase| phrase.exact.len() > 2);
            let loose = query.groups.iter().any(long).then(|| all(ANYWHERE));
            let meant = holding.as_ref().map_or(meant, |holding| Box::new(holding.clone()));
            return Ok(Self { meant, holding, whole: true, loose, beside: Vec::new() });
        }
        let conditions = matching::with_phrases(query, fields, &conditions);
        let under = |terms: Vec<&Placed>| {
            let sought = terms.into_iter().map(|term| &term.sought);
            matching::under(matching::any(sought), &conditions)
        };
        let mut beside = Vec::new();
        if !terms.pairs.is_empty() {
            beside.push(under(rarest(&terms.pairs, u64::MAX)));
        }
        // Words that one entry in five has tell nothing, where others are left.
        let meant = under(rarest(&terms.syllables, view.searcher.num_docs() / 5));
        Ok(Self { meant, holding: None, whole: false, loose: None, beside })
    }

    /// Returns how many sources there are.
    pub(super) fn len(&self) -> usize {
        1 + self.beside.len()
    }

    /// Returns the best entries of one source, and whether it has no others.
    pub(super) fn best(
        &self,
        source: usize,
        searcher: &Searcher,
        depth: usize,
    ) -> Result<(Vec<DocAddress>, bool), SearchError> {
        if let Some(loose) = &self.loose {
            let (found, exhausted) = top(searcher, &**loose, depth * SPARE)?;
            let kept = kept(searcher, &*self.meant, found, depth)?;
            if exhausted || kept.len() == depth {
                let all = exhausted && kept.len() < depth;
                return Ok((kept, all));
            }
        }
        let asked = source.checked_sub(1).and_then(|beside| self.beside.get(beside)).unwrap_or(&self.meant);
        top(searcher, &**asked, depth)
    }
}

/// Returns the words of a query of which all must stand in an entry, and nothing else; one alone is not worth a list.
fn listed<'t>(query: &Query, terms: &'t Terms) -> Option<&'t [Placed]> {
    let [group] = query.groups.as_slice() else { return None };
    let words = !query.exact && group.phrases.is_empty() && group.words.len() <= REQUIRED;
    (words && terms.syllables.len() > 1).then_some(&*terms.syllables)
}

/// Returns the best entries, best first, and whether there are no others.
fn top(searcher: &Searcher, asked: &dyn Asked, depth: usize) -> Result<(Vec<DocAddress>, bool), SearchError> {
    let found = searcher.search(asked, &TopDocs::with_limit(depth).order_by_score())?;
    let exhausted = found.len() < depth;
    Ok((found.into_iter().map(|(_, at)| at).collect(), exhausted))
}

/// Returns the first `most` of the entries that `asked` means too.
fn kept(
    searcher: &Searcher,
    asked: &dyn Asked,
    found: Vec<DocAddress>,
    most: usize,
) -> Result<Vec<DocAddress>, SearchError> {
    let weight = asked.weight(EnableScoring::disabled_from_searcher(searcher))?;
    let mut sorted = found.clone();
    sorted.sort_unstable();
    let mut meant: HashSet<DocAddress> = HashSet::new();
    for group in sorted.chunk_by(|one, other| one.segment_ord == other.segment_ord) {
        let Some(first) = group.first() else { continue };
        let mut scorer = weight.scorer(searcher.segment_reader(first.segment_ord), 1.0)?;
        for at in group {
            if scorer.doc() < at.doc_id {
                scorer.seek(at.doc_id);
            }
            if scorer.doc() == at.doc_id {
                meant.insert(*at);
            }
        }
    }
    Ok(found.into_iter().filter(|at| meant.contains(at)).take(most).collect())
}

/// Returns whether any entry is meant.
fn any_entry(view: &View<'_>, asked: &dyn Asked) -> Result<bool, SearchError> {
    Ok(!count::rows_up_to(view, asked, 1)?.is_empty())
}

/// Returns the rarest terms: those that no more than `most` entries have each and [`POSTINGS`] together, and one at least.
fn rarest(terms: &[Placed], most: u64) -> Vec<&Placed> {
    /// So many are taken though they are frequent, where they are few to read.
    const FEWEST: usize = 3;
    let mut kept: Vec<&Placed> = terms.iter().filter(|term| term.frequency > 0).collect();
    kept.sort_by(|one, other| (one.frequency, &one.sought).cmp(&(other.frequency, &other.sought)));
    let rare = kept.iter().filter(|term| term.frequency <= most).count();
    kept.truncate(rare.max(FEWEST));
    let mut together = 0;
    let within = kept.iter().take_while(|term| {
        together += term.frequency;
        together <= POSTINGS
    });
    let within = within.count();
    kept.truncate(within.max(1));
    kept
}

//! What finds the entries that a query may mean, of which the best are scored anew.

use tantivy::collector::TopDocs;
use tantivy::query::Query as Asked;
use tantivy::{DocAddress, Searcher};

use super::gathered::Gathered;
use super::holding::Holding;
use super::matching::{self, ANYWHERE, IN_PLACE};
use super::query::Query;
use super::rank::Ranker;
use super::terms::{Placed, Statistics, Terms};
use super::view::View;
use super::weights::Weights;
use super::{SearchError, count};

/// Of more words than this, none is required: a question is not a list of words that all must stand there.
pub(super) const REQUIRED: usize = 10;
/// So many postings are read at most for the words of a question whose documents are counted.
const POSTINGS: u64 = 100_000;
/// So many entries more are looked at where a phrase may turn out not to be there.
const SPARE: usize = 4;

/// What finds entries for one query.
pub(super) struct Sources {
    /// What means every document of the answer.
    pub(super) meant: Box<dyn Asked>,
    way: Way,
}

/// How the best entries are found.
enum Way {
    /// All are listed.
    Listed(Holding),
    /// The index finds them; where there is another query, that finds all of them and more, sooner.
    Asked(Option<Box<dyn Asked>>),
    /// Words may lack.
    Gathered(Gathered),
}

impl Sources {
    pub(super) fn of(
        query: &Query,
        terms: &Terms,
        view: &View<'_>,
        weights: &Weights,
        as_of: u64,
    ) -> Result<Self, SearchError> {
        let fields = view.fields;
        let conditions = matching::conditions(query, view, as_of);
        let all = |phrases| matching::under(matching::all(query, phrases, fields), &conditions);
        let listed = match listed(query, terms) {
            Some(words) => Holding::of(words, &conditions, view)?,
            None => None,
        };
        let none = listed.as_ref().is_some_and(|holding| holding.len() == 0);
        if let Some(holding) = listed.filter(|_| !none) {
            return Ok(Self { meant: Box::new(holding.clone()), way: Way::Listed(holding) });
        }
        let meant = all(IN_PLACE);
        let words = query.groups.iter().map(|group| group.words.len()).max().unwrap_or_default();
        if query.exact || query.is_empty() || words <= REQUIRED && !none && any_entry(view, &*meant)? {
            let long = |group: &super::query::Group| group.phrases.iter().any(|phrase| phrase.exact.len() > 2);
            let loose = query.groups.iter().any(long).then(|| all(ANYWHERE));
            return Ok(Self { meant, way: Way::Asked(loose) });
        }
        let conditions = matching::with_phrases(query, fields, &conditions);
        let pairs = terms.pairs.iter().map(|term| (term, weights.pairs));
        let syllables = terms.syllables.iter().map(|term| (term, weights.syllables));
        let gathered = Gathered::of(pairs.chain(syllables), &conditions, &Statistics::of(&view.searcher, fields)?);
        // Words that one entry in five has tell nothing, where others are left.
        let sought = rarest(&terms.syllables, view.searcher.num_docs() / 5).into_iter().map(|term| &term.sought);
        let meant = matching::under(matching::any(sought), &conditions);
        Ok(Self { meant, way: Way::Gathered(gathered) })
    }

    /// Returns whether every document of the answer has all words.
    pub(super) fn whole(&self) -> bool {
        !matches!(self.way, Way::Gathered(_))
    }

    /// Returns the best entries, and whether there are no others.
    ///
    /// # Errors
    /// The index is damaged.
    pub(super) fn best(
        &self,
        view: &View<'_>,
        ranker: &Ranker<'_>,
        depth: usize,
    ) -> Result<(Vec<DocAddress>, bool), SearchError> {
        match &self.way {
            Way::Listed(holding) => ranker.sift(holding, depth),
            Way::Gathered(gathered) => {
                let (mut found, all) = gathered.best(view, 2 * depth)?;
                if all || found.len() >= depth {
                    return Ok((found, all));
                }
                // Few fulfil the conditions: these are gone through instead.
                let (others, all) = top(&view.searcher, &*self.meant, depth)?;
                found.extend(others);
                Ok((found, all))
            }
            Way::Asked(loose) => {
                if let Some(loose) = loose {
                    let (found, exhausted) = top(&view.searcher, &**loose, depth * SPARE)?;
                    let mut kept = matching::kept(&*self.meant, found, &view.searcher)?;
                    if exhausted || kept.len() >= depth {
                        let all = exhausted && kept.len() < depth;
                        kept.truncate(depth);
                        return Ok((kept, all));
                    }
                }
                top(&view.searcher, &*self.meant, depth)
            }
        }
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

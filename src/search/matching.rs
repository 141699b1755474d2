//! Which entries a query means, as queries of tantivy.

use std::collections::{BTreeSet, HashSet};
use std::ops::Bound;
use std::sync::Arc;

use tantivy::query::doc_predicate_query::{DocPredicateQuery, FunctionPredicate};
use tantivy::query::{
    AllQuery, BooleanQuery, EnableScoring, InvertedIndexRangeQuery, Occur, PhraseQuery, Query as Asked, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocAddress, DocId, DocSet, Searcher, SegmentReader, Term};

use super::SearchError;
use super::fields::{Fields, NO_DAY};
use super::query::{Filter, Group, Phrase, Query};
use super::terms::{Days, Sought, beginning_with, covering};
use super::view::View;

/// Queries that must hold, may, or must not.
pub(super) type Clauses = Vec<(Occur, Box<dyn Asked>)>;

pub(super) fn one(term: Term) -> Box<dyn Asked> {
    Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs))
}

pub(super) fn unscored(term: Term) -> Box<dyn Asked> {
    Box::new(TermQuery::new(term, IndexRecordOption::Basic))
}

/// What entries must be like whatever words are asked for.
pub(super) fn conditions(query: &Query, view: &View<'_>, as_of: u64) -> Clauses {
    let mut clauses: Clauses = Vec::new();
    for filter in &query.filters {
        clauses.extend(filtered(filter, view, as_of).into_iter().map(|asked| (Occur::Must, asked)));
    }
    for filter in &query.refused {
        let all = filtered(filter, view, as_of).into_iter().map(|asked| (Occur::Must, asked)).collect();
        clauses.push((Occur::MustNot, Box::new(BooleanQuery::new(all))));
    }
    clauses
}

/// Returns queries that all have to hold for a filter.
fn filtered(filter: &Filter, view: &View<'_>, as_of: u64) -> Vec<Box<dyn Asked>> {
    let fields = view.fields;
    let text = |field: Field, text: &str| unscored(Term::from_field_text(field, text));
    match filter {
        Filter::Kind(kinds) => {
            vec![Box::new(BooleanQuery::union(kinds.iter().map(|kind| text(fields.kind, kind)).collect()))]
        }
        Filter::Issuer(syllables) => syllables.iter().map(|syllable| text(fields.issuer_words, syllable)).collect(),
        Filter::Territory(territory) => vec![text(fields.territory, territory)],
        Filter::Issued(first, last) => {
            let (first, last) = (*first, *last);
            vec![days(view, move |days| days.issued != NO_DAY && (first..=last).contains(&days.issued))]
        }
        Filter::Standing(standing) => {
            let standing = *standing;
            vec![days(view, move |days| days.standing(as_of) == standing)]
        }
        Filter::Provision(path) => vec![text(fields.path, path)],
        Filter::Number(form) => {
            let whole = text(fields.number, &format!("={form}"));
            vec![Box::new(BooleanQuery::union(vec![whole, text(fields.number, form)]))]
        }
    }
}

/// Returns the query for entries whose days are such. It asks each entry that the other clauses mean: tantivy's query for
/// a range of values may not be asked to go back, which exclusions do.
fn days(view: &View<'_>, fit: impl Fn(Days) -> bool + Copy + Send + Sync + 'static) -> Box<dyn Asked> {
    let open = Arc::clone(view.open);
    let of_segment = move |segment: &SegmentReader| {
        let columns = open.columns(segment)?;
        Ok(move |entry: DocId| fit(columns.days(entry)))
    };
    Box::new(DocPredicateQuery::from(FunctionPredicate::from(of_segment)))
}

/// Returns queries that all have to hold for a phrase.
type Phrased = fn(&Phrase, &Fields) -> Vec<Box<dyn Asked>>;

/// The words of a phrase in their places.
pub(super) const IN_PLACE: Phrased = |phrase, fields| vec![phrased(phrase, fields)];

/// All pairs of a phrase, wherever they stand: an entry without them has no such phrase, and the best of those that have them
/// are found without looking at places.
pub(super) const ANYWHERE: Phrased = |phrase, fields| match phrase.exact.as_slice() {
    [] | [_] | [_, _] => vec![phrased(phrase, fields)],
    longer => {
        let pairs: BTreeSet<String> = longer.windows(2).map(|pair| pair.join(" ")).collect();
        pairs.into_iter().map(|pair| one(Term::from_field_text(fields.exact, &pair))).collect()
    }
};

/// Returns the query for entries that have all a group asks for; `None` where it asks for nothing.
pub(super) fn all_of(group: &Group, exact: bool, phrases: Phrased, fields: &Fields) -> Option<Box<dyn Asked>> {
    let phrases = group.phrases.iter().flat_map(|phrase| phrases(phrase, fields));
    let mut clauses: Clauses = phrases.map(|asked| (Occur::Must, asked)).collect();
    let mut seen: Vec<&str> = Vec::new();
    for word in &group.words {
        let text = if exact { &word.exact } else { &word.folded };
        if seen.contains(&text.as_str()) {
            continue;
        }
        seen.push(text);
        let asked = if exact { spelt(text, fields) } else { one(Term::from_field_text(fields.syllables, text)) };
        clauses.push((Occur::Must, asked));
    }
    (!clauses.is_empty()).then(|| Box::new(BooleanQuery::new(clauses)) as Box<dyn Asked>)
}

/// Returns the query for entries that have all of one of the groups.
pub(super) fn all(query: &Query, phrases: Phrased, fields: &Fields) -> Box<dyn Asked> {
    let mut groups: Vec<Box<dyn Asked>> =
        query.groups.iter().filter_map(|group| all_of(group, query.exact, phrases, fields)).collect();
    match (groups.len(), groups.pop()) {
        (0, _) | (_, None) => unscored(Term::from_field_text(fields.path, "")),
        (1, Some(only)) => only,
        (_, Some(last)) => {
            groups.push(last);
            Box::new(BooleanQuery::union(groups))
        }
    }
}

/// Returns the query for entries that have one of the terms.
pub(super) fn any<'t>(terms: impl IntoIterator<Item = &'t Sought>) -> Box<dyn Asked> {
    Box::new(BooleanQuery::union(terms.into_iter().map(|sought| one(sought.term())).collect()))
}

/// Returns a query under the conditions.
pub(super) fn under(asked: Box<dyn Asked>, conditions: &Clauses) -> Box<dyn Asked> {
    if conditions.is_empty() {
        return asked;
    }
    let mut clauses = copied(conditions);
    clauses.push((Occur::Must, asked));
    Box::new(BooleanQuery::new(clauses))
}

/// Returns a copy of the conditions.
pub(super) fn copied(conditions: &Clauses) -> Clauses {
    conditions.iter().map(|(occur, asked)| (*occur, asked.box_clone())).collect()
}

/// Returns the query for what fulfils the conditions; `None` where there are none.
pub(super) fn alone(conditions: &Clauses) -> Option<Box<dyn Asked>> {
    let mut clauses = copied(conditions);
    // Exclusions alone would mean nothing.
    clauses.push((Occur::Must, Box::new(AllQuery)));
    (!conditions.is_empty()).then(|| Box::new(BooleanQuery::new(clauses)) as Box<dyn Asked>)
}

/// Returns those of the entries that `asked` means, in the order in which they came.
pub(super) fn kept(
    asked: &dyn Asked,
    entries: Vec<DocAddress>,
    searcher: &Searcher,
) -> Result<Vec<DocAddress>, SearchError> {
    let weight = asked.weight(EnableScoring::disabled_from_searcher(searcher))?;
    let mut sorted = entries.clone();
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
    Ok(entries.into_iter().filter(|at| meant.contains(at)).collect())
}

/// Returns the conditions with the phrases of all groups, which hold also where words may lack.
pub(super) fn with_phrases(query: &Query, fields: &Fields, conditions: &Clauses) -> Clauses {
    let mut all = copied(conditions);
    if query.groups.iter().all(|group| !group.phrases.is_empty()) {
        let groups = query.groups.iter().map(|group| {
            let phrases = group.phrases.iter().map(|phrase| phrased(phrase, fields)).collect();
            Box::new(BooleanQuery::intersection(phrases)) as Box<dyn Asked>
        });
        all.push((Occur::Must, Box::new(BooleanQuery::union(groups.collect()))));
    }
    all
}

fn phrased(phrase: &Phrase, fields: &Fields) -> Box<dyn Asked> {
    match phrase.exact.as_slice() {
        [] => Box::new(AllQuery),
        [only] => spelt(only, fields),
        [one_, other] => one(Term::from_field_text(fields.exact, &format!("{one_} {other}"))),
        _ => Box::new(PhraseQuery::new_with_offset(covering(phrase, fields))),
    }
}

/// Returns the query for a syllable as it is spelt: every pair that it begins.
fn spelt(syllable: &str, fields: &Fields) -> Box<dyn Asked> {
    let (from, to) = beginning_with(syllable, fields);
    Box::new(InvertedIndexRangeQuery::new(Bound::Included(from), Bound::Excluded(to)))
}

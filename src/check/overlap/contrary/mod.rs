//! OVL-009: a provision says otherwise than the provision of a higher document that speaks of the same thing.
//!
//! Statements are aligned by their pairs of neighbouring words; figures with one unit and what is said of one act are
//! compared. Nothing is said unless nearly all other words agree, and never more than a suspicion.

mod alignment;
mod phrases;
mod statement;

use std::collections::BTreeSet;

use aho_corasick::AhoCorasick;
use alignment::{Contradiction, Least, Passage, Shelf};
use phrases::Vocabulary;
use statement::{Statement, sentences};

use crate::check::{Check, Cited, Context, Findings, Higher, Related};
use crate::document::{Provision, in_words};
use crate::text::{Span, Table};

/// Finds figures, and bans or duties, that the higher document has otherwise.
pub(super) struct Contrary;

impl Check for Contrary {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        if cx.facts.higher.is_empty() || cx.is_consolidated() {
            return;
        }
        let least = |name: &str| cx.number(name).and_then(|number| usize::try_from(number).ok()).unwrap_or(usize::MAX);
        let least = Least { share: least("share"), pairs: least("pairs") };
        let vocabulary = Vocabulary::of(cx);
        let document = cx.document;
        let own = cut(&document.text, &document.provisions, &document.tables);
        // What is allowed or asked matters only where the other side forbids that act, or lets one off.
        let mut refused = refusals(&document.text, &own, &vocabulary);
        let passages = shelf(cx, &vocabulary, &acts(&refused));
        refused.extend(passages.passages.iter().flat_map(|passage| passage.statement.refused()));
        let acts = acts(&refused);
        for sentence in own.iter().filter(|sentence| is_of_use(document.slice(sentence.span), &acts)) {
            let Some(statement) = Statement::read(&document.text, sentence.span, &vocabulary) else { continue };
            let quoted = document.slice(statement.span).contains(['“', '”']);
            if let Some(found) = passages.contradiction(&statement, least).filter(|_| !quoted) {
                report(cx, out, &passages, &statement, &found);
            }
        }
    }
}

fn shelf(cx: &Context<'_>, vocabulary: &Vocabulary, acts: &Acts) -> Shelf {
    let mut shelf = Shelf::default();
    for (at, Higher { citation, wording }) in cx.facts.higher.iter().enumerate() {
        let Some(cited) = cx.facts.cited(*citation) else { continue };
        for sentence in cut(&wording.text, &wording.provisions, &wording.tables) {
            let words = wording.text.get(sentence.span.range()).unwrap_or_default();
            if !is_of_use(words, acts) {
                continue;
            }
            let Some(statement) = Statement::read(&wording.text, sentence.span, vocabulary) else { continue };
            let path = sentence.provision.innermost(sentence.span).unwrap_or(sentence.provision).path.clone();
            if !is_changed(cited, &path) {
                shelf.add(Passage { document: at, path, statement });
            }
        }
    }
    shelf
}

/// Returns whether a sentence may contradict another one: it has a number, refuses something, or names a refused act.
fn is_of_use(words: &str, acts: &Acts) -> bool {
    words.bytes().any(|byte| byte.is_ascii_digit())
        || refuses(words)
        || acts.as_ref().is_some_and(|acts| acts.is_match(words))
}

/// Refused acts, to be looked for all at once; `None` where there is none.
type Acts = Option<AhoCorasick>;

fn acts(refused: &BTreeSet<String>) -> Acts {
    AhoCorasick::new(refused).ok().filter(|_| !refused.is_empty())
}

/// Returns whether a sentence may forbid something or let one off; every such word of the page begins so.
fn refuses(words: &str) -> bool {
    words.contains("hông ") || words.contains("ấm ")
}

/// Returns the acts that the sentences forbid or let one off.
fn refusals(text: &str, sentences: &[Sentence<'_>], vocabulary: &Vocabulary) -> BTreeSet<String> {
    let words = |sentence: &&Sentence<'_>| text.get(sentence.span.range()).is_some_and(refuses);
    let read = |sentence: &Sentence<'_>| Statement::read(text, sentence.span, vocabulary);
    sentences.iter().filter(words).filter_map(read).flat_map(|statement| statement.refused()).collect()
}

/// Returns whether a provision no longer stands as the stored text has it.
fn is_changed(cited: &Cited, path: &str) -> bool {
    let touches = |changed: &String| {
        let within = |inner: &str, outer: &str| {
            inner.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        within(path, changed) || within(changed, path)
    };
    cited.amendments.iter().any(|amendment| amendment.provisions.iter().any(touches))
}

/// A sentence of a provision.
struct Sentence<'a> {
    provision: &'a Provision,
    span: Span,
}

/// Cuts the provisions into sentences; tables are left out.
fn cut<'a>(text: &str, provisions: &'a [Provision], tables: &[Table]) -> Vec<Sentence<'a>> {
    let of = |provision: &'a Provision| {
        let spans = sentences(text, provision.span).into_iter();
        spans.map(move |span| Sentence { provision, span })
    };
    let outside = |sentence: &Sentence<'_>| !tables.iter().any(|table| table.span.overlaps(sentence.span));
    provisions.iter().flat_map(of).filter(outside).collect()
}

fn report(cx: &Context<'_>, out: &mut Findings, shelf: &Shelf, own: &Statement, found: &Contradiction) {
    let Some(passage) = shelf.passages.get(found.passage) else { return };
    let Some(Higher { citation, wording }) = cx.facts.higher.get(passage.document) else { return };
    let Some(cited) = cx.facts.cited(*citation) else { return };
    let words = |span: Span| wording.text.get(span.range()).unwrap_or_default();
    let name = cx.name(&cited.record);
    let place = in_words(&passage.path);
    let place =
        [place.as_str(), name.as_str()].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    let draft = out.finding(if found.mood { "mood" } else { "figure" }, found.own).suspected();
    draft.arg("own", one_line(cx.document.slice(found.own))).arg("theirs", one_line(words(found.theirs)));
    draft.arg("place", &place);
    draft.see_here(own.span, one_line(cx.document.slice(own.span)));
    let note = format!("{place}: «{}»", one_line(words(passage.statement.span)));
    draft.see(Related {
        path: None,
        document: Some(cited.record.id.clone()),
        span: Some(passage.statement.span),
        note,
    });
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

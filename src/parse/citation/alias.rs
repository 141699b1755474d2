//! Aliases that a document gives to others: "(sau đây gọi tắt là Nghị định số 40)".

use super::grammar::Grammar;
use super::mention::Mention;
use crate::document::{Citation, DocNumber, Slug};
use crate::parse::token::{Key, Sort};

/// An alias with the mention that it is given to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Alias {
    /// Place of the mention in the paragraph's list.
    pub(super) of: usize,
    /// The alias's tokens.
    pub(super) words: (usize, usize),
}

impl Grammar<'_> {
    /// Finds the aliases given in the paragraph to one of its mentions.
    pub(super) fn aliases(&self, mentions: &[Mention]) -> Vec<Alias> {
        let mut aliases = Vec::new();
        for at in 0..self.tokens.len() {
            if !matches!(self.key(at), Key::Sau | Key::Duoi) || self.key(at + 1) != Key::Day {
                continue;
            }
            let Some(is) = (at + 2..at + 7).find(|at| self.key(*at) == Key::La) else { continue };
            let from = is + 1 + usize::from(self.is_quote(is + 1));
            let closed = (from..from + 24).find(|at| self.mark(*at, ')') || self.is_quote(*at) || self.is_end(*at));
            let Some(end) = closed.filter(|end| *end > from) else { continue };
            let before = mentions.partition_point(|mention| mention.from < at);
            let near = mentions.get(..before).unwrap_or_default();
            let of = near.iter().rposition(|mention| mention.end <= at && !mention.in_name);
            aliases.extend(of.map(|of| Alias { of, words: (from, end) }));
        }
        aliases
    }

    fn is_quote(&self, at: usize) -> bool {
        matches!(self.token(at).sort, Sort::Mark('“' | '”' | '"' | '\''))
    }
}

/// Gives mentions by alias the number of the document that bears it.
pub(super) fn resolve(citations: &mut [Citation]) {
    let mut known: Vec<(Option<Slug>, String, DocNumber)> = Vec::new();
    for citation in citations.iter() {
        if let (Some(alias), Some(number)) = (&citation.alias, &citation.number)
            && number.organ.is_some()
        {
            known.push((citation.kind.clone(), plain(alias), number.clone()));
        }
    }
    if known.is_empty() {
        return;
    }
    for citation in citations.iter_mut().filter(|citation| !citation.local) {
        let full = citation.number.as_ref().is_some_and(|number| number.organ.is_some());
        if full {
            continue;
        }
        let words = match (&citation.number, &citation.name) {
            (Some(number), _) => number.ordinal.clone(),
            (None, Some(name)) => plain(name),
            (None, None) => continue,
        };
        let found = known.iter().rev().find(|(kind, alias, _)| {
            let named = citation.number.is_none() && *alias == words;
            named || (*kind == citation.kind && citation.number.is_some() && ends_in_number(alias, &words))
        });
        let Some((_, _, number)) = found else { continue };
        let printed = citation.number.take();
        let text = printed.as_ref().map_or_else(|| citation.text.clone(), |number| number.text.clone());
        let span = printed.map_or(Some(citation.span), |number| number.span);
        citation.number = Some(DocNumber { text, span, ..number.clone() });
    }
}

/// Returns whether the last word of `alias` is the number `ordinal`, or one that starts with it ("30/2020").
fn ends_in_number(alias: &str, ordinal: &str) -> bool {
    let last = alias.rsplit(' ').next().unwrap_or_default();
    last == ordinal || last.split('/').next() == Some(ordinal)
}

fn plain(words: &str) -> String {
    super::super::one_line(words).to_lowercase()
}

//! Names of kinds in running text, of those kinds that texts name by title alone.

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use super::Lexicon;
use super::kinds::{Kind, Titled};

/// The names of the kinds that are named by title, ready to be looked for all at once.
#[derive(Debug, Default)]
pub(super) struct TitledKinds {
    automaton: Option<AhoCorasick>,
    /// The kinds' places in the table, in the order of the automaton's names.
    kinds: Vec<(usize, Titled)>,
}

impl TitledKinds {
    pub(super) fn of(kinds: &[Kind]) -> Self {
        let titled = kinds.iter().enumerate().filter_map(|(at, kind)| Some((at, kind.titled?, kind.vi.as_str())));
        let (kinds, names): (Vec<_>, Vec<_>) = titled.map(|(at, titled, name)| ((at, titled), name)).unzip();
        // Their rarest bytes are common in Vietnamese, so looking for those first only costs.
        let mut builder = AhoCorasick::builder();
        builder.match_kind(MatchKind::LeftmostFirst).prefilter(false).kind(Some(AhoCorasickKind::DFA));
        let automaton = builder.build(names).ok();
        Self { automaton, kinds }
    }
}

impl Lexicon {
    /// Returns where in `text` a kind's name stands, written as in the table, of which documents are named by title
    /// alone, with the kind and how it is named; in reading order.
    pub fn titled_kinds_in<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (usize, &'t Kind, Titled)> {
        let titled = &self.kinds.titled;
        titled.automaton.iter().flat_map(move |automaton| automaton.find_iter(text)).filter_map(|found| {
            let (at, how) = *titled.kinds.get(found.pattern().as_usize())?;
            Some((found.start(), self.kinds.all.get(at)?, how))
        })
    }
}

#[cfg(test)]
mod tests {
    use crate::lexicon::Lexicon;

    #[test]
    fn names_are_found_as_written() {
        let text = "Quyết định ban hành Kế hoạch; kế hoạch, Nghị định";
        let found: Vec<_> =
            Lexicon::shared().titled_kinds_in(text).map(|(start, kind, _)| (start, kind.id.as_str())).collect();
        let second = text.find("Kế").unwrap_or_default();
        assert_eq!(found, [(0, "quyet-dinh"), (second, "ke-hoach")]);
    }
}

//! A reference: provisions of a document, a document, or a provision of this very document.

use super::grammar::Grammar;
use super::kinds::KindWord;
use super::law_name::is_law;
use super::mention::{Mention, Target};
use super::provision_path::Path;
use super::units::Unit;
use crate::parse::token::{Key, Sort};

/// Between an annex's number and "ban hành kèm theo" its title may stand, no longer than this.
const LONGEST_ANNEX_TITLE: usize = 40;

impl<'t> Grammar<'t> {
    /// Reads the reference that starts at `at`; laws named inside a law's name follow it in the list.
    pub(super) fn reference(&self, at: usize) -> Option<Vec<Mention>> {
        if let Some(path) = self.provision_path(at)
            && let Some(found) = self.with_path(at, path)
        {
            return Some(found);
        }
        self.document(at)
    }

    /// Reads a document by name or number.
    fn document(&self, at: usize) -> Option<Vec<Mention>> {
        let kind = self.kinds.at(self.tokens, at);
        let law = kind.filter(|kind| is_law(kind.id)).and_then(|kind| self.law(at, kind));
        law.or_else(|| self.document_ref(at, kind).map(|mention| vec![mention]))
    }

    /// Reads what the provisions are of.
    fn with_path(&self, at: usize, path: Path) -> Option<Vec<Mention>> {
        if let Some(unit) = path.within {
            let named = !path.paths.is_empty();
            return named.then(|| vec![local(at, path.end, path, Some(unit), None)]);
        }
        for start in self.document_starts(&path) {
            if let Some(kind) = self.this_document(start) {
                return Some(vec![local(at, kind.end + 1, path, None, Some((start, kind)))]);
            }
            if let Some(mut found) = self.document(start) {
                let first = found.first_mut()?;
                first.from = at;
                first.provisions = path.paths;
                return Some(found);
            }
        }
        let bare = path.has_article && !path.has_annex && !self.is_heading(at, path.end);
        let provisions = path.paths;
        bare.then(|| {
            vec![Mention {
                from: at,
                end: path.end,
                document: path.end,
                provisions,
                target: Target::Unsaid,
                ..Mention::default()
            }]
        })
    }

    /// Returns the kind word at `at` where "này" follows it: "Nghị định này".
    fn this_document(&self, at: usize) -> Option<KindWord<'t>> {
        self.kinds.at(self.tokens, at).filter(|kind| self.key(kind.end) == Key::Nay)
    }

    /// Returns where the document of a path may start, the likeliest first.
    fn document_starts(&self, path: &Path) -> Vec<usize> {
        let mut next = path.end;
        if self.mark(next, ',') && self.kinds.at(self.tokens, next + 1).is_some() {
            next += 1;
        }
        while matches!(self.key(next), Key::Cua | Key::Tai | Key::Thuoc | Key::Trong) {
            next += 1;
        }
        let mut starts = vec![self.after_attached(next).unwrap_or(next)];
        let regulation = self.kinds.at(self.tokens, next).is_some() && self.token(next).capital;
        if path.has_annex || regulation {
            starts.extend(self.attached_later(next));
        }
        starts
    }

    /// Skips "ban hành kèm theo" at `at`.
    fn after_attached(&self, at: usize) -> Option<usize> {
        let mut next = at;
        if self.tokens.are(next, &[Key::Ban, Key::Hanh]) {
            next += 2;
        }
        if self.tokens.are(next, &[Key::Kem, Key::Theo]) {
            return Some(next + 2);
        }
        (next > at && self.key(next) == Key::Theo).then_some(next + 1)
    }

    /// Finds "kèm theo" after the title of an annex or of what is attached.
    fn attached_later(&self, at: usize) -> Option<usize> {
        for next in at..at + LONGEST_ANNEX_TITLE {
            if let Some(after) = self.after_attached(next) {
                return Some(after);
            }
            let other = next > at && (self.units(next).is_some() || self.starts_reference(next));
            if self.is_end(next) || other || matches!(self.token(next).sort, Sort::Mark(';' | '.' | '“' | '”')) {
                return None;
            }
        }
        None
    }

    /// Returns whether the sentence breaks off before the document of a provision that ends before `at`: at the
    /// paragraph's end, or with a kind word that nothing follows.
    pub(super) fn is_unfinished(&self, at: usize) -> bool {
        let next = at + usize::from(self.key(at) == Key::Cua);
        self.is_end(at) || self.kinds.at(self.tokens, next).is_some()
    }

    /// Returns whether "kèm theo" stands before `at`.
    pub(super) fn is_attached(&self, at: usize) -> bool {
        at >= 2 && self.tokens.are(at - 2, &[Key::Kem, Key::Theo])
    }

    /// Returns whether the provision at `at` is the heading of one: it starts a sentence and a full stop follows it.
    fn is_heading(&self, at: usize, end: usize) -> bool {
        let starts = at == 0 || matches!(self.tokens.before(at, 1).sort, Sort::Mark('.' | '“' | '"' | ';' | ':' | '”'));
        // A full stop misread as a letter: "Điều 7ẳ Hiệu lực".
        let stray = !self.token(end).blank && !self.token(end).span.is_empty() && self.lower(end).chars().count() == 1;
        let misread = stray && self.is_word(end) && !self.lower(end).is_ascii() && self.token(end + 1).capital;
        let stopped = self.mark(end, '.') || self.mark(end, ':') || misread;
        let titled = self.is_word(end) && self.token(end).capital;
        let bracket = self.mark(end, '(') || self.mark(end, '[');
        let noted = self.is_digits(end) || (self.mark(end, '.') && self.is_digits(end + 1));
        (self.key(at) == Key::Dieu && stopped && (starts || self.token(end + 1).capital || self.is_end(end + 1)))
            || (starts && self.key(at) == Key::Dieu && (titled || bracket))
            || noted
    }
}

fn local(at: usize, end: usize, path: Path, within: Option<Unit>, kind: Option<(usize, KindWord<'_>)>) -> Mention {
    let (document, kind_word, kind) = match kind {
        Some((start, word)) => (start, Some((start, word.end)), Some(word.id.clone())),
        None => (end, None, None),
    };
    let provisions = path.paths;
    Mention { from: at, end, document, kind_word, kind, provisions, within, target: Target::This, ..Mention::default() }
}

//! Turns the mentions of each paragraph into citations.

use std::collections::HashSet;

use super::CitationContext;
use super::grammar::Grammar;
use super::kinds::KindWords;
use super::mention::{Mention, Target};
use super::role::Place;
use super::scan::Tried;
use super::title::Surroundings;
use super::{alias, anchor, local, role, titled};
use crate::document::{AuthorityRef, Citation, CitedDate, DocNumber, Role};
use crate::lexicon::{Lexicon, Near};
use crate::parse::token::{Key, Tokens};
use crate::parse::vocabulary::Vocabulary;
use crate::parse::{Paragraph, one_line};
use crate::text::{Source, Span};

/// Finds the citations in `paragraphs` in reading order. A law named in another law's name overlaps it and comes after
/// it. Nothing is resolved against a registry.
#[must_use]
pub fn find(
    source: &Source,
    paragraphs: &[Paragraph],
    lexicon: &Lexicon,
    context: &CitationContext<'_>,
) -> Vec<Citation> {
    found(source, paragraphs, lexicon, context, Tried::WhereOneMayStart)
}

/// Finds what [`find`] does by trying the whole grammar at every token: slow, for [`find`] to be held against.
#[must_use]
pub fn find_at_every_token(
    source: &Source,
    paragraphs: &[Paragraph],
    lexicon: &Lexicon,
    context: &CitationContext<'_>,
) -> Vec<Citation> {
    found(source, paragraphs, lexicon, context, Tried::Everywhere)
}

fn found(
    source: &Source,
    paragraphs: &[Paragraph],
    lexicon: &Lexicon,
    context: &CitationContext<'_>,
    tried: Tried,
) -> Vec<Citation> {
    let mut tokens = Tokens::within(source.text());
    let mut finder = Finder {
        source,
        context,
        articles: context.provisions.iter().map(|provision| provision.span.start).collect(),
        carried: None,
        citations: Vec::new(),
    };
    let mut quotes = Quotes::default();
    let vocabulary = Vocabulary::of(lexicon);
    for paragraph in paragraphs {
        let words = source.slice(paragraph.span);
        let cites = tried == Tried::Everywhere || anchor::stands_in(words, &vocabulary);
        if !cites && !role::may_be_left_open(words, lexicon) {
            finder.carried = finder.carried.filter(|_| role::is_listed(words));
            quotes.pass(source.text(), paragraph.span, finder.articles.contains(&paragraph.span.start));
            continue;
        }
        tokens.cut(paragraph.span);
        let grammar = Grammar {
            text: source.text(),
            text_end: paragraph.span.end,
            tokens: &tokens,
            vocabulary: &vocabulary,
            kinds: KindWords::of(lexicon),
        };
        quotes.enter(paragraph.span.start, finder.articles.contains(&paragraph.span.start));
        if cites {
            finder.paragraph(&grammar, paragraph.span, &mut quotes, tried);
        } else {
            finder.carried = grammar.role_carried_on(finder.carried, false);
        }
        quotes.read(source.text(), paragraph.span.end);
    }
    let mut citations = finder.citations;
    alias::resolve(&mut citations);
    // Laws named in other laws' names come after them: the order of equals stays.
    citations.sort_by_key(|citation| citation.span.start);
    citations.extend(titled::find(source, paragraphs, lexicon, context, &citations));
    citations.sort_by_key(|citation| citation.span.start);
    citations
}

/// Whether the text is inside quotation marks, perhaps opened in an earlier paragraph: words of another document.
#[derive(Debug, Default)]
struct Quotes {
    open: bool,
    at: usize,
}

impl Quotes {
    /// Goes on at byte `at`; an article of this document is in no quotation.
    fn enter(&mut self, at: usize, article: bool) {
        self.at = at;
        self.open &= !article;
    }

    /// Reads a whole paragraph.
    fn pass(&mut self, text: &str, paragraph: Span, article: bool) {
        self.enter(paragraph.start, article);
        self.read(text, paragraph.end);
    }

    /// Reads on to byte `end` and returns whether quotation marks are open there.
    fn read(&mut self, text: &str, end: usize) -> bool {
        let words = text.get(self.at..end).unwrap_or_default();
        // The first byte of both marks is one that no Vietnamese letter has.
        let places = memchr::memrchr_iter(0xe2, words.as_bytes());
        let mark = places.filter_map(|at| words.get(at..)?.chars().next()).find(|c| matches!(c, '“' | '”'));
        self.open = mark.map_or(self.open, |mark| mark == '“');
        self.at = end.max(self.at);
        self.open
    }
}

struct Finder<'d> {
    source: &'d Source,
    context: &'d CitationContext<'d>,
    /// Where the document's own provisions start.
    articles: HashSet<usize>,
    carried: Option<Role>,
    citations: Vec<Citation>,
}

impl Finder<'_> {
    fn paragraph(&mut self, grammar: &Grammar<'_>, span: Span, marks: &mut Quotes, tried: Tried) {
        let mut mentions = grammar.mentions(tried);
        mentions.retain(|mention| !self.is_own_number(grammar, mention));
        if mentions.is_empty() {
            self.carried = grammar.role_carried_on(self.carried, false);
            return;
        }
        grammar.share(&mut mentions);
        let around = grammar.surroundings(&mentions);
        let roles = grammar.roles(&mentions, &around, self.place(span), self.carried);
        let listed = roles.first().copied() == self.carried && mentions.first().is_some_and(role::may_be_listed);
        self.carried = grammar.role_carried_on(self.carried, listed);
        let first = self.citations.len();
        for ((mention, around), role) in mentions.iter().zip(&around).zip(&roles) {
            let quoted = marks.read(self.source.text(), grammar.token(mention.from).span.start);
            let citation = self.citation(grammar, mention, around, *role, quoted);
            self.citations.push(citation);
        }
        let made = self.citations.get_mut(first..).unwrap_or_default();
        for (place, around) in around.iter().enumerate() {
            let key = made.get(place).and_then(|one| one.number.as_ref()).map(|number| number.key.clone());
            if let (Some(target), Some(key)) = (around.amended.and_then(|target| made.get_mut(target)), key) {
                target.amended_by.push(key);
            }
        }
        for alias in grammar.aliases(&mentions) {
            if let Some(citation) = made.get_mut(alias.of) {
                let words = grammar.tokens.span(alias.words.0, alias.words.1);
                citation.alias = Some(one_line(self.source.slice(words)));
            }
        }
    }

    /// Returns where the paragraph stands.
    fn place(&self, paragraph: Span) -> Place {
        let recitals = self.context.recitals;
        if recitals.is_empty() {
            Place::Unknown
        } else if recitals.iter().any(|recital| recital.overlaps(paragraph)) {
            Place::Preamble
        } else {
            Place::Elsewhere
        }
    }

    /// Returns whether the mention is the number in the document's own header.
    fn is_own_number(&self, grammar: &Grammar<'_>, mention: &Mention) -> bool {
        let own = self.context.number.and_then(|number| number.span);
        let span = grammar.tokens.span(mention.document, mention.end);
        own.is_some_and(|own| mention.number.is_some() && span.overlaps(own))
    }

    fn citation(
        &self,
        grammar: &Grammar<'_>,
        mention: &Mention,
        around: &Surroundings,
        role: Role,
        quoted: bool,
    ) -> Citation {
        let line = |span: Span| one_line(self.source.slice(span));
        let tokens = grammar.tokens;
        let words = |(from, end): (usize, usize)| line(tokens.span(from, end));
        let healed = |(from, end): (usize, usize)| tokens.words(from, end);
        let span = tokens.span(mention.from, mention.end);
        let number = mention.number.as_ref().map(|numbered| {
            let span = tokens.span(numbered.from, numbered.end);
            DocNumber { text: line(span), span: Some(span), ..numbered.number.clone() }
        });
        let local = self.is_local(grammar, mention, number.as_ref(), quoted);
        let kind = mention.kind.clone().or_else(|| self.context.kind.filter(|_| local).cloned());
        Citation {
            text: line(span),
            span,
            kind,
            kind_text: mention.kind_word.map(healed),
            number,
            name: mention.name.map(healed),
            issued: mention.date.and_then(|dated| dated.date),
            date: mention.date.map(|dated| {
                let span = tokens.span(dated.from, dated.end);
                CitedDate { text: line(span), span, date: dated.date }
            }),
            year: mention.year,
            issuer: mention.issuer.map(|issuer| self.authority(grammar, mention, issuer)),
            title: around.title.map(words),
            provisions: local::resolved(mention.provisions.clone(), mention.within, span, self.context.provisions),
            role,
            amended_by: Vec::new(),
            alias: None,
            local,
            resolution: None,
            validity: None,
        }
    }

    /// Returns whether the mention points into this document.
    fn is_local(&self, grammar: &Grammar<'_>, mention: &Mention, number: Option<&DocNumber>, quoted: bool) -> bool {
        match mention.target {
            Target::This => !quoted,
            Target::Unsaid => {
                let cut = grammar.is_unfinished(mention.end) && grammar.key_before(mention.from) != Key::Nhu;
                !quoted && !cut && !changes_other(grammar, mention.from)
            }
            Target::Document => {
                let own = number.zip(self.context.number).is_some_and(|(cited, own)| cited.key == own.key);
                own || (number.is_some_and(DocNumber::is_blank) && grammar.is_attached(mention.from))
            }
        }
    }

    fn authority(&self, grammar: &Grammar<'_>, mention: &Mention, issuer: (usize, usize)) -> AuthorityRef {
        let span = grammar.tokens.span(issuer.0, issuer.1);
        let text = grammar.tokens.words(issuer.0, issuer.1);
        let near = Near { territory: self.context.territory, date: mention.date.and_then(|dated| dated.date) };
        let found = grammar.vocabulary.lexicon().authority_named_near(&text, near);
        let (id, level, territory) =
            found.map_or((None, None, None), |found| (Some(found.id), found.level, found.territory));
        let own = grammar.tokens.span(mention.from, mention.end).contains(span);
        AuthorityRef { text, span: own.then_some(span), id, level, territory }
    }
}

/// Returns whether the words before `at` change provisions, so that a provision named without a document is another's.
fn changes_other(grammar: &Grammar<'_>, at: usize) -> bool {
    (at.saturating_sub(30)..at).any(|at| {
        let second = grammar.lower(at + 1);
        match grammar.key(at) {
            Key::Sua => second == "đổi",
            Key::BoSung => second == "sung",
            Key::Bai | Key::Huy => second == "bỏ",
            Key::Thay => true,
            Key::BoBo => second == "cụm",
            _ => false,
        }
    })
}

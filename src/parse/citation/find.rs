//! Turns the mentions of each paragraph into citations.

use super::CitationContext;
use super::grammar::Grammar;
use super::kinds::KindWords;
use super::mention::{Mention, Target};
use super::role::Place;
use super::title::Surroundings;
use super::{alias, local, titled};
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
    let mut tokens = Tokens::default();
    let mut finder = Finder { source, context, quoted: false, carried: None, citations: Vec::new() };
    for paragraph in paragraphs {
        let words = source.slice(paragraph.span);
        if !may_cite(words) {
            finder.pass(words);
            continue;
        }
        tokens.cut(words, paragraph.span.start);
        let grammar = Grammar {
            text: source.text(),
            text_end: paragraph.span.end,
            tokens: &tokens,
            vocabulary: Vocabulary::of(lexicon),
            kinds: KindWords::of(lexicon),
        };
        finder.paragraph(&grammar, paragraph.span);
    }
    let mut citations = finder.citations;
    alias::resolve(&mut citations);
    citations.extend(titled::find(source, paragraphs, lexicon, context, &citations));
    // Laws named in other laws' names come after them: the order of equals stays.
    citations.sort_by_key(|citation| citation.span.start);
    citations
}

/// Returns whether a citation can stand in `words`, or a verb that governs the next paragraph's: each has a digit, a
/// stroke, a law's name, "này" or such a verb.
fn may_cite(words: &str) -> bool {
    words.bytes().any(|byte| byte.is_ascii_digit())
        || [
            "uật",
            "UẬT",
            "này",
            "áp lệnh",
            "iến pháp",
            "/",
            "Đại hội",
            "ãi bỏ",
            "ÃI BỎ",
            "hay thế",
            "HAY THẾ",
            "ửa đổi",
            "ỬA ĐỔI",
        ]
        .iter()
        .any(|mark| words.contains(mark))
}

struct Finder<'d> {
    source: &'d Source,
    context: &'d CitationContext<'d>,
    /// Whether the text is inside quotation marks that an earlier paragraph opened: words of another document.
    quoted: bool,
    carried: Option<Role>,
    citations: Vec<Citation>,
}

impl Finder<'_> {
    /// Notes what a paragraph without citations leaves behind for the next.
    fn pass(&mut self, words: &str) {
        self.quoted = quotes_after(self.quoted, words);
        if !words.trim_end().ends_with([';', ':']) {
            self.carried = None;
        }
    }

    fn paragraph(&mut self, grammar: &Grammar<'_>, span: Span) {
        let starts_article = self.context.provisions.iter().any(|provision| provision.span.start == span.start);
        if starts_article {
            self.quoted = false;
        }
        let mut mentions = grammar.mentions();
        mentions.retain(|mention| !self.is_own_number(grammar, mention));
        grammar.share(&mut mentions);
        let around = grammar.surroundings(&mentions);
        let roles = grammar.roles(&mentions, &around, self.place(span), self.carried);
        self.carried = grammar
            .role_left_open()
            .or(self.carried.filter(|_| grammar.mark(grammar.tokens.len().saturating_sub(1), ';')));
        let first = self.citations.len();
        for ((mention, around), role) in mentions.iter().zip(&around).zip(&roles) {
            let citation = self.citation(grammar, mention, around, *role, span);
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
        self.quoted = quotes_after(self.quoted, self.source.slice(span));
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
        paragraph: Span,
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
        let local = self.is_local(grammar, mention, number.as_ref(), paragraph);
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
    fn is_local(&self, grammar: &Grammar<'_>, mention: &Mention, number: Option<&DocNumber>, paragraph: Span) -> bool {
        let at = grammar.token(mention.from).span.start;
        let before = self.source.slice(Span::new(paragraph.start, at));
        let quoted = quotes_after(self.quoted, before);
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

/// Returns whether quotation marks are open after `words`, given whether they were before.
fn quotes_after(open: bool, words: &str) -> bool {
    words.chars().fold(open, |open, c| match c {
        '“' => true,
        '”' => false,
        _ => open,
    })
}

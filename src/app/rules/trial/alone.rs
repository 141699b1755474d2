//! Rules of single paragraphs on the examples of all pages: each line alone, and in its example.

use std::cell::LazyCell;
use std::collections::BTreeSet;
use std::path::Path;

use super::{Trials, register, typeset};
use crate::app::Office;
use crate::app::desk::{Asked, Desk};
use crate::document::Scheme;
use crate::parse;
use crate::registry::Store;
use crate::rules::{Body, Example, Lang, Rule, RuleSet, Scope};

fn registry(trials: &Trials, body: &Body, example: &Example) -> Store {
    let wanted = example.attributes.registry.as_deref().filter(|name| *name != "none");
    let named = body.registers.iter().filter(|register| register.name.as_deref() == wanted);
    register::store(named, &trials.lexicon).unwrap()
}

/// What a rule says of a line alone it says of it in its document too, and no rule of paragraphs is dumb without one.
#[test]
fn a_paragraph_alone_is_told_nothing_else_than_in_its_document() {
    let trials = Trials::load(Path::new("rules")).unwrap();
    let office = Office { lexicon: crate::lexicon::Lexicon::builtin().unwrap(), rules: RuleSet::builtin().unwrap() };
    let desk = Desk::new(&office).unwrap();
    let mut dumb: BTreeSet<&str> =
        office.rules.iter().filter(|rule| rule.front.scope == Scope::Paragraph).map(Rule::code).collect();
    let mut wrong = Vec::new();
    let paragraphs = dumb.clone();
    for (code, body) in trials.tested.iter().filter(|(code, _)| paragraphs.contains(code.as_str())) {
        let own = trials.set.get(code).unwrap();
        for example in &body.examples {
            let source = typeset::source(example).unwrap();
            let document = parse::parse("", &source, &trials.lexicon);
            let consolidated = document.header.number.is_some_and(|number| number.scheme == Scheme::Consolidated);
            let Some(day) = example.attributes.as_of.or(document.header.issued.and_then(|issued| issued.date)) else {
                continue;
            };
            // It copies the recitals of another document, of an earlier day: the pages say that a paragraph does not tell.
            if consolidated {
                continue;
            }
            let whole = LazyCell::new(|| trials.findings(own, body, example).unwrap());
            let store = registry(&trials, body, example);
            let asked = Asked { as_of: Some(day), today: day, lang: Lang::Vi };
            for block in source.blocks() {
                let line = source.slice(block.span);
                let alone = desk.paragraph(&store, line, asked).unwrap().judged.findings;
                for finding in alone.iter().filter(|finding| &finding.code == code) {
                    dumb.remove(code.as_str());
                    let same = whole.iter().any(|known| {
                        known.code == finding.code
                            && known.excerpt == finding.excerpt
                            && block.span.contains(known.span)
                    });
                    if !same {
                        wrong.push(format!("{code} «{}» ({}) in: {line}", finding.excerpt, finding.message));
                    }
                }
            }
        }
    }
    assert!(wrong.is_empty() && dumb.is_empty(), "only alone:\n{}\ndumb: {dumb:?}", wrong.join("\n"));
}

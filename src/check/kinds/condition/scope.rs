//! A document in the words of the vocabulary.

use std::collections::HashMap;

use cel::objects::Value;

use super::vocabulary::Record;
use crate::check::Context;
use crate::document::{AuthorityRef, Citation, Date, Provision, Signature, Task};
use crate::text::Span;

/// Fields that are known; what is not known is not there.
#[derive(Default)]
struct Fields(HashMap<String, Value>);

impl Fields {
    fn put(mut self, name: &str, value: Option<impl Into<Value>>) -> Self {
        self.0.extend(value.map(|value| (name.to_owned(), value.into())));
        self
    }

    fn done(self) -> Value {
        self.0.into()
    }
}

/// The lists that a condition may run over, each item with its place.
pub(super) type Items = Vec<(Span, Value)>;

/// A document in the words of the vocabulary.
pub(super) struct Told {
    /// The document.
    pub(super) document: Value,
    /// The items of the list that the condition runs over.
    pub(super) items: Items,
    /// How long the longest list is.
    pub(super) longest: usize,
}

/// Tells a document, and the items of the list of `over`.
pub(super) fn tell(cx: &Context<'_>, over: Option<Record>) -> Told {
    let document = cx.document;
    let header = &document.header;
    let citations: Items = cx.citations().map(|(_, own)| (own.span, citation(own))).collect();
    let recitals: Items = document
        .recitals
        .iter()
        .map(|own| {
            let cited = own.citations.iter().filter_map(|at| document.citations.get(*at)).filter(|own| !own.local);
            let fields = Fields::default().put("text", Some(document.slice(own.span)));
            (own.span, fields.put("citations", Some(cited.map(citation).collect::<Vec<_>>())).done())
        })
        .collect();
    let mut provisions = Vec::new();
    flat(cx, &document.provisions, 1, &mut provisions);
    let tasks: Items = document.tasks.iter().map(|own| (own.span, task(own))).collect();
    let longest = [citations.len(), recitals.len(), provisions.len(), tasks.len(), document.recipients.len()];
    let values = |items: &Items| Some(items.iter().map(|(_, value)| value.clone()).collect::<Vec<_>>());
    let recipients: Vec<Value> = document.recipients.iter().map(|own| own.text.as_str().into()).collect();
    let number = header.number.as_ref().filter(|number| !number.is_blank());
    let told = Fields::default()
        .put("kind", cx.kind())
        .put("class", word(document.class))
        .put("draft", Some(cx.is_draft()))
        .put("number", number.map(|number| number.key.as_str()))
        .put("ordinal", number.and_then(|number| number.ordinal.parse::<i64>().ok()))
        .put("issued", day(document.issued()))
        .put("effective", day(document.effective.as_ref().and_then(|own| own.date)))
        .put("title", header.title.as_ref().map(|title| title.text.as_str()))
        .put("text", Some(document.text.as_str()))
        .put("issuer", header.enacting.as_ref().or(header.issuer.as_ref()).map(authority))
        .put("signature", document.signature.as_ref().map(signature))
        .put("recipients", Some(recipients))
        .put("recitals", values(&recitals))
        .put("citations", values(&citations))
        .put("provisions", values(&provisions))
        .put("tasks", values(&tasks))
        .done();
    let items = match over {
        Some(Record::Citation) => citations,
        Some(Record::Recital) => recitals,
        Some(Record::Provision) => provisions,
        Some(Record::Task) => tasks,
        _ => Vec::new(),
    };
    Told { document: told, items, longest: longest.into_iter().max().unwrap_or_default() }
}

fn authority(own: &AuthorityRef) -> Value {
    Fields::default()
        .put("name", Some(own.text.as_str()))
        .put("id", own.id.as_deref())
        .put("level", own.level.and_then(word))
        .put("territory", own.territory.as_deref())
        .done()
}

fn signature(own: &Signature) -> Value {
    Fields::default()
        .put("authority", own.authority.as_deref())
        .put("title", own.title.as_deref())
        .put("name", own.name.as_deref())
        .done()
}

fn citation(own: &Citation) -> Value {
    let validity = own.validity.as_ref();
    let provisions: Vec<Value> = own.provisions.iter().map(|path| path.as_str().into()).collect();
    Fields::default()
        .put("text", Some(own.text.as_str()))
        .put("kind", own.kind.as_deref())
        .put("number", own.number.as_ref().map(|number| number.key.as_str()))
        .put("name", own.name.as_deref())
        .put("issued", day(own.issued))
        .put("title", own.title.as_deref())
        .put("role", word(own.role))
        .put("issuer", own.issuer.as_ref().map(authority))
        .put("provisions", Some(provisions))
        .put("resolution", own.resolution.as_ref().and_then(|own| word(own.status)))
        .put("validity", validity.and_then(|own| word(own.status)))
        .put("since", day(validity.and_then(|own| own.since)))
        .put("until", day(validity.and_then(|own| own.until)))
        .done()
}

fn task(own: &Task) -> Value {
    let units = |units: &[crate::document::UnitRef]| -> Vec<Value> {
        units.iter().map(|unit| unit.text.as_str().into()).collect()
    };
    Fields::default()
        .put("text", Some(own.text.as_str()))
        .put("path", Some(own.path.as_str()))
        .put("action", own.action.as_deref())
        .put("object", own.object.as_deref())
        .put("lead", Some(units(&own.lead)))
        .put("support", Some(units(&own.support)))
        .put("start", day(own.start))
        .put("due", day(own.due))
        .put("product", own.product.as_deref())
        .done()
}

/// Adds provisions outermost first, each with all its text.
fn flat(cx: &Context<'_>, provisions: &[Provision], depth: i64, items: &mut Items) {
    for own in provisions {
        let value = Fields::default()
            .put("path", Some(own.path.as_str()))
            .put("label", Some(own.label.as_str()))
            .put("heading", own.heading.as_deref())
            .put("text", Some(cx.document.slice(own.span)))
            .put("depth", Some(depth))
            .done();
        items.push((own.span, value));
        flat(cx, &own.children, depth + 1, items);
    }
}

fn day(day: Option<Date>) -> Option<String> {
    day.map(|day| day.to_string())
}

/// Returns the word by which JSON names a value.
fn word(value: impl serde::Serialize) -> Option<String> {
    serde_json::to_value(value).ok()?.as_str().map(str::to_owned)
}

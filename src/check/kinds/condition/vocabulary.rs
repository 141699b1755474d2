//! What conditions may speak of, with types: the vocabulary of `docs/writing-rules.md`.

/// The type of an expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Type {
    /// Not told: an empty list's items.
    Any,
    /// True or false.
    Bool,
    /// A number.
    Number,
    /// Words; days are words such as `2026-03-01`, which compare as days do.
    Text,
    /// One of these words.
    Word(&'static [&'static str]),
    /// A list.
    List(Box<Type>),
    /// A thing with named fields.
    Record(Record),
}

/// A thing with named fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Record {
    Document,
    Authority,
    Signature,
    Citation,
    Recital,
    Provision,
    Task,
}

pub(super) const CLASSES: &[&str] = &["normative", "administrative", "party", "unknown"];
pub(super) const LEVELS: &[&str] = &["central", "province", "district", "commune"];
pub(super) const ROLES: &[&str] =
    &["basis", "proposal", "amends", "replaces", "repeals", "guides", "implements", "mentions"];
pub(super) const RESOLUTIONS: &[&str] = &["found", "mismatch", "ambiguous", "not-found", "unchecked"];
pub(super) const VALIDITIES: &[&str] = &["in-force", "partly", "expired", "not-yet", "suspended", "unknown"];

impl Record {
    /// Returns its fields with their types.
    pub(super) fn fields(self) -> Vec<(&'static str, Type)> {
        use Type::{Bool, Number, Record, Text, Word};
        let list = |item: Type| Type::List(Box::new(item));
        let record = Record;
        match self {
            Self::Document => vec![
                ("kind", Text),
                ("class", Word(CLASSES)),
                ("draft", Bool),
                ("number", Text),
                ("ordinal", Number),
                ("issued", Text),
                ("effective", Text),
                ("title", Text),
                ("text", Text),
                ("issuer", record(Self::Authority)),
                ("signature", record(Self::Signature)),
                ("recipients", list(Text)),
                ("recitals", list(record(Self::Recital))),
                ("citations", list(record(Self::Citation))),
                ("provisions", list(record(Self::Provision))),
                ("tasks", list(record(Self::Task))),
            ],
            Self::Authority => {
                vec![("name", Text), ("id", Text), ("level", Word(LEVELS)), ("territory", Text)]
            }
            Self::Signature => vec![("authority", Text), ("title", Text), ("name", Text)],
            Self::Citation => vec![
                ("text", Text),
                ("kind", Text),
                ("number", Text),
                ("name", Text),
                ("issued", Text),
                ("title", Text),
                ("role", Word(ROLES)),
                ("issuer", record(Self::Authority)),
                ("provisions", list(Text)),
                ("resolution", Word(RESOLUTIONS)),
                ("validity", Word(VALIDITIES)),
                ("since", Text),
                ("until", Text),
            ],
            Self::Recital => vec![("text", Text), ("citations", list(record(Self::Citation)))],
            Self::Provision => {
                vec![("path", Text), ("label", Text), ("heading", Text), ("text", Text), ("depth", Number)]
            }
            Self::Task => vec![
                ("text", Text),
                ("path", Text),
                ("action", Text),
                ("object", Text),
                ("lead", list(Text)),
                ("support", list(Text)),
                ("start", Text),
                ("due", Text),
                ("product", Text),
            ],
        }
    }

    /// Returns what it is called in messages.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::Authority => "issuer",
            Self::Signature => "signature",
            Self::Citation => "citation",
            Self::Recital => "recital",
            Self::Provision => "provision",
            Self::Task => "task",
        }
    }
}

impl std::fmt::Display for Type {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Any => f.write_str("any value"),
            Self::Bool => f.write_str("true or false"),
            Self::Number => f.write_str("a number"),
            Self::Text => f.write_str("words"),
            Self::Word(words) => write!(f, "one of {}", words.join(", ")),
            Self::List(item) => write!(f, "a list of {item}"),
            Self::Record(record) => f.write_str(record.name()),
        }
    }
}

//! The fields of a citation, when one agrees with the annotation, and how many do.

use std::collections::BTreeMap;

use soat::document::{Citation, Role};
use soat::lexicon::Lexicon;
use soat::parse::number::parse_number;

use super::gold::Gold;

/// One field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Field {
    /// Any overlap.
    Mention,
    /// First and last byte.
    Span,
    /// The number's normal form.
    Number,
    /// The day of issue.
    Date,
    /// The issuer's words.
    Issuer,
    /// The paths, those in annexes aside.
    Provisions,
    /// The kind's slug.
    Kind,
    /// A law's name.
    Name,
    /// A year printed alone.
    Year,
    /// What the document does with it.
    Role,
}

impl Field {
    /// All fields.
    pub(super) const ALL: [Self; 10] = [
        Self::Mention,
        Self::Span,
        Self::Number,
        Self::Date,
        Self::Issuer,
        Self::Provisions,
        Self::Kind,
        Self::Name,
        Self::Year,
        Self::Role,
    ];

    /// The fields that must all agree for a mention to be wholly right.
    pub(super) const WHOLE: [Self; 6] =
        [Self::Span, Self::Number, Self::Date, Self::Issuer, Self::Provisions, Self::Kind];

    /// Returns the field's name in small letters.
    pub(super) fn name(self) -> String {
        format!("{self:?}").to_lowercase()
    }

    fn of_gold(self, gold: &Gold) -> Option<String> {
        match self {
            Self::Mention | Self::Span => Some(gold.text.clone()),
            Self::Number => gold.number.clone(),
            Self::Date => gold.date.clone(),
            Self::Issuer => gold.issuer.clone(),
            Self::Provisions => (!gold.provisions.is_empty()).then(|| gold.provisions.join(" ")),
            // What "khoản 1 Điều này" is of stands in the document's header, which a context has not.
            Self::Kind => gold.kind.clone().filter(|_| !gold.local),
            Self::Name => gold.name.clone(),
            Self::Year => gold.year.map(|year| year.to_string()),
            Self::Role => gold.role.clone().filter(|_| !gold.local),
        }
    }

    fn of_found(self, one: &Citation) -> Option<String> {
        match self {
            Self::Mention | Self::Span => Some(one.text.clone()),
            Self::Number => one.number.as_ref().filter(|number| !number.is_blank()).map(|number| number.key.clone()),
            Self::Date => one.issued.map(|date| date.to_string()),
            Self::Issuer => one.issuer.as_ref().map(|issuer| issuer.text.clone()),
            Self::Provisions => Some(provisions(one)).filter(|paths| !paths.is_empty()),
            Self::Kind => one.kind.as_ref().map(ToString::to_string).filter(|_| !one.local),
            Self::Name => one.name.clone(),
            Self::Year => one.year.map(|year| year.to_string()),
            Self::Role => Some(role(one.role)).filter(|_| !one.local),
        }
    }

    /// Returns whether the citation agrees with the annotation in this field; what neither has agrees.
    pub(super) fn agrees(self, gold: &Gold, one: &Citation, lexicon: &Lexicon) -> bool {
        let (wanted, found) = (self.of_gold(gold), self.of_found(one));
        match self {
            Self::Mention => true,
            Self::Span => one.span.start == gold.start && one.span.end == gold.end,
            Self::Number => match (wanted, &one.number) {
                (Some(wanted), Some(number)) => {
                    let squeezed: String = number.text.split_whitespace().collect();
                    squeezed == wanted || parse_number(lexicon, &wanted).is_some_and(|gold| gold.key == number.key)
                }
                (wanted, _) => wanted == found,
            },
            Self::Kind => match (wanted, found) {
                (Some(wanted), Some(found)) => same_kind(&wanted, &found),
                (wanted, found) => wanted == found,
            },
            Self::Name => wanted.map(|name| plain(&name)) == found.map(|name| plain(&name)),
            _ => wanted == found,
        }
    }
}

/// Returns whether the kind found is the annotated one or one that the annotation does not tell from it.
fn same_kind(wanted: &str, found: &str) -> bool {
    let finer = found.strip_prefix(wanted).is_some_and(|rest| rest.starts_with('-'));
    wanted == found || (finer && found != "thong-tu-lien-tich")
}

fn plain(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Returns whether the citation only names what amended another: annotated as a basis like that one, but read as a mention
/// on purpose, for the basis is the amended document. It counts neither way.
fn amends_basis(one: &Citation, found: &[Citation]) -> bool {
    let key = one.number.as_ref().map(|number| &number.key);
    one.role == Role::Mentions && key.is_some_and(|key| found.iter().any(|other| other.amended_by.contains(key)))
}

fn role(role: Role) -> String {
    serde_json::to_value(role).ok().and_then(|role| role.as_str().map(str::to_owned)).unwrap_or_default()
}

/// Returns the provisions of a citation that the annotation has: those not in an annex.
fn provisions(one: &Citation) -> String {
    let annexed = |path: &&String| ["phu-luc", "mau", "bieu"].iter().any(|unit| path.starts_with(unit));
    // The annotation gives articles of an attached regulation without its root.
    let rooted = one.provisions.iter().map(|path| path.strip_prefix("kem-theo/").unwrap_or(path).to_owned());
    rooted.filter(|path| !annexed(&path)).collect::<Vec<_>>().join(" ")
}

/// Expected, found and common members of one field.
#[derive(Default)]
struct Counts {
    expected: usize,
    found: usize,
    right_of_expected: usize,
    right_of_found: usize,
}

/// The counts of every field.
#[derive(Default)]
pub(super) struct Tally(BTreeMap<Field, Counts>);

impl Tally {
    /// Counts one text; lists the misses of the field named `show` under the text's name.
    pub(super) fn add(&mut self, text: &str, expected: &[Gold], found: &[Citation], lexicon: &Lexicon, show: &str) {
        for field in Field::ALL {
            let counts = self.0.entry(field).or_default();
            let shown = show == field.name();
            for gold in expected.iter().filter(|gold| !gold.unsure) {
                let Some(wanted) = field.of_gold(gold) else { continue };
                let hit = found.iter().any(|one| gold.meets(one) && field.agrees(gold, one, lexicon));
                if field == Field::Role && !hit && found.iter().any(|one| gold.meets(one) && amends_basis(one, found)) {
                    continue;
                }
                counts.expected += 1;
                counts.right_of_expected += usize::from(hit);
                if shown && !hit {
                    println!("{text} MISSED {} | {wanted}", gold.text);
                    for one in found.iter().filter(|one| gold.meets(one)) {
                        println!("      found {} | {:?}", one.text, field.of_found(one));
                    }
                }
            }
            for one in found {
                let Some(value) = field.of_found(one) else { continue };
                let met: Vec<&Gold> = expected.iter().filter(|gold| gold.meets(one)).collect();
                let hit = met.iter().any(|gold| !gold.unsure && field.agrees(gold, one, lexicon));
                let unsaid = field == Field::Role
                    && (amends_basis(one, found) || met.iter().any(|gold| gold.role.is_none() || gold.local));
                if !hit && (unsaid || met.iter().any(|gold| gold.unsure)) {
                    continue;
                }
                counts.found += 1;
                counts.right_of_found += usize::from(hit);
                if shown && !hit {
                    println!("{text} WRONG {} | {value}", one.text);
                }
            }
        }
    }

    /// Prints a line a field that was annotated.
    pub(super) fn print(&self) {
        let share = |part: usize, whole: usize| if whole == 0 { 1.0 } else { part as f64 / whole as f64 };
        for (field, counts) in self.0.iter().filter(|(_, counts)| counts.expected > 0) {
            let precision = share(counts.right_of_found, counts.found);
            let recall = share(counts.right_of_expected, counts.expected);
            println!(
                "  {:<12} precision {precision:.4} ({}/{})  recall {recall:.4} ({}/{})  F1 {:.4}",
                field.name(),
                counts.right_of_found,
                counts.found,
                counts.right_of_expected,
                counts.expected,
                2.0 * precision * recall / (precision + recall).max(f64::MIN_POSITIVE)
            );
        }
    }
}

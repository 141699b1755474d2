//! CIT-017, CIT-018: a document rests on a generation of a law that is not the one in force.

use jiff::civil::Date;

use super::mention::through_date;
use crate::check::naming::day_in_words;
use crate::check::{Check, Context, Findings};
use crate::document::{Citation, Role, Slug};
use crate::lexicon::Law;
use crate::rules::Severity;

/// Finds recitals that name an older, or a coming, generation of the organisation law of local government.
pub(super) struct OrganisationLaw;

impl Check for OrganisationLaw {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        judge(cx, out);
    }
}

/// Finds recitals that name an older, or a coming, generation of the law on making normative documents.
pub(super) struct LawmakingLaw;

impl Check for LawmakingLaw {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        judge(cx, out);
    }
}

fn judge(cx: &Context<'_>, out: &mut Findings) {
    let generations = cx.lexicon.laws_of_full_names(&cx.words("names"));
    let Some(right) = generations.iter().find(|law| law.period().contains(cx.as_of())) else { return };
    for (_, citation) in cx.citations_as(Role::Basis) {
        let Some(cited) = wrong_generation(cx, &generations, citation) else { continue };
        let later = cited.issued > right.issued;
        let message = if later { "later" } else { "older" };
        let draft = out
            .finding(message, through_date(citation))
            .arg("law", named(cited))
            .arg("right", named(right))
            .see_document(&right.number, named(right));
        if let Some(from) = right.from {
            draft.arg("from", from);
        }
        // A document signed about the day of the change was drafted under the law before.
        if later || adapting(cx, right) {
            draft.suspected().at_most(Severity::Warning);
        }
    }
}

/// Returns the generation that a citation means, where it means one for certain and that one is not in force.
fn wrong_generation<'a>(cx: &Context<'a>, generations: &[&'a Law], citation: &Citation) -> Option<&'a Law> {
    let year = citation.year.or(citation.issued.map(Date::year));
    let number = citation.number.as_ref().map(|number| number.key.to_lowercase());
    let meant: Vec<&'a Law> = if let Some(number) = number {
        // The number tells the law even where another's date stands with it.
        generations.iter().copied().filter(|law| law.number.to_lowercase() == number).collect()
    } else {
        let name = Slug::of(citation.name.as_deref()?);
        let fits = |law: &&'a Law| {
            std::iter::once(&law.name).chain(&law.also).any(|known| Slug::of(known) == name)
                && citation.issued.is_none_or(|day| law.issued == Some(day))
                && year.is_none_or(|year| law.issued.map(Date::year) == Some(year))
        };
        generations.iter().copied().filter(fits).collect()
    };
    let living = |law: &&'a Law| law.period().contains(cx.as_of());
    if meant.iter().any(living) {
        return None;
    }
    meant.last().copied()
}

fn named(law: &Law) -> String {
    let day = law.issued.map(|day| format!(" {}", day_in_words(day))).unwrap_or_default();
    format!("{} số {}{day}", law.name, law.number)
}

fn adapting(cx: &Context<'_>, right: &Law) -> bool {
    let days = cx.number("days_to_adapt").unwrap_or(0);
    right.from.is_some_and(|from| {
        let since = cx.as_of().since(from).map_or(0, |span| i64::from(span.get_days()));
        since < days
    })
}

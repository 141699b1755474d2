//! How the documents and territories of an audit are named to people, and where their files are.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;

use super::Audit;
use crate::lexicon::Lexicon;
use crate::registry::{Record, RegistryError, Store};

/// A document as people name it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "DocumentName")]
pub struct Named {
    /// `Luật Thanh tra số 56/2010/QH12`, `Quyết định số 354/QĐ-SKH-VP ngày 30/12/2016`.
    pub name: String,
    /// Its issuer as sentences name it, with the territory where headers print it in capitals.
    pub issuer: Option<String>,
    /// Its file's path as ingested, where its text was read.
    pub path: Option<String>,
}

impl Audit {
    /// Names every document and territory that a list speaks of.
    pub(super) fn name(&mut self, store: &Store, lexicon: &Lexicon) -> Result<(), RegistryError> {
        let ids: BTreeSet<String> = self.ids().map(str::to_owned).collect();
        for id in ids {
            if let Some(record) = store.known(&id, lexicon)? {
                let (name, issuer) = (name_of(&record, lexicon), issuer_of(&record, lexicon));
                self.names.insert(id, Named { name, issuer, path: record.path });
            }
        }
        let used = self.matrix.units.iter().map(|row| row.territory.as_str());
        let used = used.chain(self.gaps.iter().map(|gap| gap.territory.as_str()));
        let places = used.filter_map(|id| Some((id.to_owned(), lexicon.territory(id)?.name.clone())));
        self.places = places.collect();
        Ok(())
    }

    fn ids(&self) -> impl Iterator<Item = &str> {
        let pairs = self.overlaps.iter().flat_map(|found| found.tasks.iter().map(|side| side.document.as_str()));
        let tasks = self.orphans.iter().map(|one| &one.task).chain(self.incomplete.iter().map(|one| &one.task));
        let tasks = tasks.chain(self.visits.iter().map(|one| &one.task)).map(|side| side.document.as_str());
        let plans = self.orphans.iter().flat_map(|one| &one.plans);
        let doubles = self.doubles.iter().flat_map(|one| &one.documents);
        let resting = self.resting.iter().flat_map(|one| {
            [Some(&one.document), Some(&one.on), one.by.as_ref(), one.successor.as_ref()].into_iter().flatten()
        });
        let twice = self.twice.iter().flat_map(|one| [&one.earlier, &one.later]);
        let affected = self.if_repealed.iter().flat_map(|one| &one.affected);
        let affected = affected.flat_map(|one| [&one.document, &one.through]);
        let ids = plans.chain(doubles).chain(resting).chain(twice).chain(affected).map(String::as_str);
        pairs.chain(tasks).chain(ids)
    }
}

fn issuer_of(record: &Record, lexicon: &Lexicon) -> Option<String> {
    let issuer = record.issuer.as_ref()?;
    let shouted = !issuer.text.chars().any(char::is_lowercase);
    let known = issuer.id.as_deref().filter(|_| shouted).and_then(|id| lexicon.authority(id));
    let Some(known) = known else { return Some(issuer.text.clone()) };
    let place = lexicon.territory(&record.territory).filter(|_| !record.is_national());
    let Some(place) = place else { return Some(known.name.clone()) };
    // `Ủy ban nhân dân tỉnh` is also that of a city.
    let city = record.issued.or(place.from).is_some_and(|day| place.type_on(day) == CITY);
    let name = known.name.strip_suffix(" tỉnh").filter(|_| city).map(|name| format!("{name} thành phố"));
    Some(format!("{} {}", name.unwrap_or_else(|| known.name.clone()), place.name))
}

/// Id of the type of territory that is a city.
const CITY: &str = "thanh-pho";
/// Kinds that go by a name of their own.
const LAWS: [&str; 3] = ["luat", "bo-luat", "phap-lenh"];

fn name_of(record: &Record, lexicon: &Lexicon) -> String {
    let kind = record.kind.as_deref().and_then(|kind| lexicon.kind(kind)).map(|kind| kind.vi.clone());
    let Some(number) = &record.number else { return record.label().to_owned() };
    // The table writes a law's name as sentences do; headers print it in capitals.
    let law = lexicon.law_numbered(&number.key).first().map(|law| law.name.clone());
    let law = law.filter(|_| record.kind.as_deref().is_some_and(|kind| LAWS.contains(&kind)));
    let named = law.or(kind).unwrap_or_default();
    let day = record.issued.filter(|_| number.year.is_none()).map(|day| day.strftime(" ngày %d/%m/%Y").to_string());
    let words = if named.is_empty() { number.key.clone() } else { format!("{named} số {}", number.key) };
    words + &day.unwrap_or_default()
}

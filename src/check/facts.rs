//! Everything that checks may ask of the registry, asked once per document.

use std::collections::BTreeMap;

use super::drafted::Drafted;
use super::higher::{self, Higher};
use super::twins::{self, Meeting, Twin};
use super::{context, neighbours};
use crate::document::{Citation, Date, Document, Level, ProvisionPath, Resolution, ResolutionStatus, Slug, Validity};
use crate::lexicon::Lexicon;
use crate::registry::{
    Amendment, Days, Record, RegistryError, ResolveContext, Source, Store, StoredTask, Wording, document_id,
    territory_of,
};

/// What the registry knows of one document and of those it cites.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    cited: Vec<Option<Cited>>,
    /// Where the document comes from that each citation means or differs from.
    sources: Vec<Option<Source>>,
    /// Issued documents that bear the document's own number.
    pub same_number: Vec<Record>,
    /// Issued documents of the same issuer and series of numbers, of about the same day.
    pub series: Vec<Record>,
    /// Titles of the plans that the issuer itself has issued in the year and the one before, where the document is a plan and
    /// cites one whose tasks are known.
    pub own_plans: Vec<String>,
    /// Plans of the authorities above the issuer, where the document is a plan.
    pub superior_plans: Vec<Record>,
    /// Tasks of documents of the same territory and years that were issued by the day of judgement: those that may be one work
    /// with a task of the document or visit a unit that it visits, and those of documents that it cites. Its own are not among them.
    pub tasks: Vec<StoredTask>,
    /// What of those tasks has to do with tasks of the document.
    pub twins: Vec<Twin>,
    /// Inspections of one unit that the document and an issued one both plan.
    pub meetings: Vec<Meeting>,
    /// Normative documents of the issuer in force on the day whose title names the matter of this one, where it is normative.
    pub same_matter: Vec<Record>,
    /// The words of the normative documents above this one that it cites.
    pub higher: Vec<Higher>,
    /// Documents in force by which the issuer has set up a body of the name that this one sets up.
    pub same_body: Vec<Record>,
    /// The issuer's plan of the year before under the title of this one, with its words.
    pub forerunner: Option<(Record, Wording)>,
}

/// A cited document that the registry knows.
#[derive(Debug, Clone)]
pub struct Cited {
    /// The document.
    pub record: Record,
    /// Whether it is in force on the day of judgement.
    pub validity: Validity,
    /// Whether it was in force on the citing document's own date, where that is another day.
    pub on_issue: Option<Validity>,
    /// Its changes in part that had begun by the day of judgement, earliest first.
    pub amendments: Vec<Amendment>,
    /// The document that has its place and is in force on the day of judgement.
    pub successor: Option<Record>,
    /// The paths of its provisions, where its text is known.
    pub provisions: Option<Vec<ProvisionPath>>,
}

impl Facts {
    /// Resolves the citations of `document` against the registry and the laws of the lexicon, writes what was found
    /// into them, and gathers what checks need. Without a registry nothing is known and nothing is written.
    ///
    /// # Errors
    /// Where the registry cannot be read.
    pub fn gather(
        document: &mut Document,
        store: Option<&Store>,
        lexicon: &Lexicon,
        as_of: Date,
    ) -> Result<Self, RegistryError> {
        let Some(store) = store else { return Ok(Self::default()) };
        let mut facts = Self::of_citations(document, store, lexicon, as_of)?;
        let own = document_id(document);
        let territory = territory(document, lexicon);
        facts.same_number = same_number(document, store, &territory, &own)?;
        facts.series = neighbours::series(document, store, &territory)?;
        facts.series.retain(|record| record.id != own);
        facts.superior_plans = neighbours::superior_plans(document, store, lexicon, &territory, as_of)?;
        facts.same_matter = neighbours::same_matter(document, store, lexicon, &territory, as_of)?;
        facts.same_matter.retain(|record| record.id != own);
        facts.higher = higher::of(document, &facts.cited, store, lexicon)?;
        facts.same_body = neighbours::same_body(document, store, lexicon, &territory, as_of)?;
        facts.same_body.retain(|record| record.id != own);
        facts.forerunner = neighbours::forerunner(document, store, &territory, as_of)?;
        let drafted = Drafted::new(document, &own, &territory, lexicon);
        let years = years(document, as_of);
        facts.tasks = drafted.compared_with(store, years)?;
        facts.tasks.extend(drafted.central_visits(store, years)?);
        // What was issued later accuses nobody: the later document is the one to mend.
        facts.tasks.retain(|stored| stored.giver.id != own && stored.giver.issued.is_none_or(|day| day <= as_of));
        let cited = drafted.cited();
        if facts.tasks.iter().any(|stored| cited.contains(&stored.giver.id)) {
            facts.own_plans = neighbours::own_plans(document, store, &territory, as_of)?;
        }
        (facts.twins, facts.meetings) = twins::of(&drafted, &facts.tasks, lexicon);
        Ok(facts)
    }

    /// As [`Self::gather`], for the citations alone: all that a check may ask which looks at single paragraphs.
    ///
    /// # Errors
    /// Where the registry cannot be read.
    pub fn of_citations(
        document: &mut Document,
        store: &Store,
        lexicon: &Lexicon,
        as_of: Date,
    ) -> Result<Self, RegistryError> {
        let territory = territory(document, lexicon);
        let context = ResolveContext {
            territory: Some(&territory),
            level: context::level(document),
            issued: document.issued(),
            as_of,
            lexicon,
        };
        let mut facts = Self::default();
        let on_issue = document.issued().filter(|issued| *issued != as_of);
        // Documents name the same few others over and over: each is looked up once.
        let mut known: BTreeMap<String, Answer> = BTreeMap::new();
        for citation in &mut document.citations {
            let asked = question(citation);
            if let Some(answer) = known.get(&asked) {
                citation.resolution.clone_from(&answer.resolution);
                citation.validity.clone_from(&answer.validity);
                facts.cited.push(answer.cited.clone());
                facts.sources.push(answer.source);
                continue;
            }
            let cited = resolve(citation, store, &context, on_issue)?;
            let (resolution, validity) = (citation.resolution.clone(), citation.validity.clone());
            let source = match (&cited, &resolution) {
                (Some(cited), _) => Some(cited.record.source),
                (None, Some(Resolution { document: Some(id), .. })) => {
                    store.known(id, lexicon)?.map(|known| known.source)
                }
                _ => None,
            };
            known.insert(asked, Answer { resolution, validity, cited: cited.clone(), source });
            facts.cited.push(cited);
            facts.sources.push(source);
        }
        Ok(facts)
    }

    /// Returns what is known of the citation at `index` of [`Document::citations`], where one document is meant for
    /// certain.
    #[must_use]
    pub fn cited(&self, index: usize) -> Option<&Cited> {
        self.cited.get(index)?.as_ref()
    }

    /// Returns whether the text of the document was read that the citation at `index` means or differs from, or only a list
    /// tells of it.
    #[must_use]
    pub fn source(&self, index: usize) -> Option<Source> {
        self.sources.get(index).copied().flatten()
    }
}

/// What the registry answered for a citation.
struct Answer {
    resolution: Option<Resolution>,
    validity: Option<Validity>,
    cited: Option<Cited>,
    source: Option<Source>,
}

/// All of a citation that tells which document is meant: two citations of one question have one answer.
fn question(citation: &Citation) -> String {
    let Citation { kind, kind_text, number, name, issued, date, year, issuer, title, role, local, .. } = citation;
    let number = number.as_ref().map(|number| (&number.key, number.scheme));
    let day = date.as_ref().map(|date| &date.text);
    let issuer = issuer.as_ref().map(|issuer| (&issuer.text, &issuer.id, issuer.level, &issuer.territory));
    format!("{:?}", (kind, kind_text, number, name, issued, day, year, issuer, title, role, local))
}

/// The territory whose documents `document` speaks of where it names none.
fn territory(document: &Document, lexicon: &Lexicon) -> Slug {
    sole_province(document, lexicon).unwrap_or_else(|| Slug::from(territory_of(document).as_str()))
}

/// The one province that a text without a header names (an article of the press): its local documents are that
/// province's.
fn sole_province(document: &Document, lexicon: &Lexicon) -> Option<Slug> {
    if document.header.issuer.is_some() {
        return None;
    }
    let provinces = lexicon.territories().iter().filter(|territory| territory.level == Level::Province);
    let mut named = provinces.filter(|province| document.text.contains(&format!("tỉnh {}", province.name)));
    let only = named.next()?;
    named.next().is_none().then(|| only.id.clone())
}

fn resolve(
    citation: &mut Citation,
    store: &Store,
    context: &ResolveContext<'_>,
    on_issue: Option<Date>,
) -> Result<Option<Cited>, RegistryError> {
    let (as_of, lexicon) = (context.as_of, context.lexicon);
    if citation.local {
        return Ok(None);
    }
    let resolution = store.resolve(citation, context)?;
    let id = resolution.document.clone().filter(|_| resolution.status == ResolutionStatus::Found);
    citation.resolution = Some(resolution);
    let Some(id) = id else { return Ok(None) };
    let validity = store.validity(&id, as_of, lexicon)?;
    citation.validity = Some(validity.clone());
    let Some(record) = store.known(&id, lexicon)? else { return Ok(None) };
    let successor = match store.current_successor(&id, as_of, lexicon)? {
        Some(id) => store.known(&id, lexicon)?,
        None => None,
    };
    Ok(Some(Cited {
        validity,
        on_issue: on_issue.map(|day| store.validity(&id, day, lexicon)).transpose()?,
        amendments: store.amendments(&id, as_of, lexicon)?,
        provisions: store.provisions(&id)?,
        successor,
        record,
    }))
}

/// Numbers are unique within a year (Party documents: within a congress term, for which a year is the safe part).
fn same_number(document: &Document, store: &Store, territory: &str, own: &str) -> Result<Vec<Record>, RegistryError> {
    let header = &document.header;
    let number = header.number.as_ref().filter(|number| !number.is_blank());
    let (Some(number), Some(day)) = (number, document.issued()) else { return Ok(Vec::new()) };
    let issuer = header.issuer.as_ref().and_then(|issuer| issuer.id.as_deref());
    let mut records = store.same_number(number, issuer, territory, Days::of_year(day.year()))?;
    records.retain(|record| record.id != own);
    Ok(records)
}

/// The years of the document's tasks, else those of its issue and the next: plans are signed in the December before.
fn years(document: &Document, as_of: Date) -> (i16, i16) {
    let days = || document.tasks.iter().flat_map(|task| [task.start, task.due]).flatten();
    let issued = document.issued().unwrap_or(as_of).year();
    (days().min().map_or(issued, Date::year), days().max().map_or(issued + 1, Date::year))
}

//! Which registered document a citation means.
//!
//! Number, day, issuer, territory and title are weighed together. One false accusation costs more than one miss: where
//! the marks agree only in part, the verdict is `unchecked` with the near documents as candidates.

use super::knowledge::Knowledge;
use super::record::{Record, Source, Stored};
use super::target::Target;
use super::validity;
use super::{NATIONAL, NOWHERE, RegistryError, agreement, coverage, home, near, similarity};
use crate::document::{
    Citation, Date, DocNumber, Level, Mismatch, Resolution, ResolutionStatus, Scheme, Slug, ValidityStatus,
};
use crate::lexicon::Lexicon;

/// What is known of the citing document.
#[derive(Debug, Clone, Copy)]
pub struct ResolveContext<'a> {
    /// Its territory: `UBND tỉnh` without a name is of this one.
    pub territory: Option<&'a Slug>,
    /// The level of its issuer.
    pub level: Option<Level>,
    /// Its day of issue; what is cited without a day was there by then.
    pub issued: Option<Date>,
    /// The day of judgement.
    pub as_of: Date,
    /// The tables; their laws are known where the registry lacks them.
    pub lexicon: &'a Lexicon,
}

/// Returns which document a citation means, with the reasons why others are near.
pub(super) fn of(
    knowledge: Knowledge<'_>,
    citation: &Citation,
    context: &ResolveContext<'_>,
) -> Result<Resolution, RegistryError> {
    let resolution = decided(knowledge, citation, context)?;
    near::explained(knowledge, citation, context, resolution)
}

fn decided(
    knowledge: Knowledge<'_>,
    citation: &Citation,
    context: &ResolveContext<'_>,
) -> Result<Resolution, RegistryError> {
    let nowhere = Slug::from(NOWHERE);
    let citing = context.territory.unwrap_or(&nowhere);
    let territory = home::of(citation, citing);
    let Some(target) = Target::of(citation, &territory) else {
        let candidates = by_title(knowledge, citation, &territory, context.lexicon)?;
        return Ok(match candidates.as_slice() {
            [only] => found(only),
            [] => unchecked(Vec::new()),
            _ => ambiguous(&candidates),
        });
    };
    let question = Question { knowledge, citation, context, target };
    match &question.target.key {
        Some(key) => question.by_number(key),
        None => question.by_name(citation.name.as_deref().unwrap_or_default()),
    }
}

/// A citation with all that bears on what it means.
struct Question<'a> {
    knowledge: Knowledge<'a>,
    citation: &'a Citation,
    context: &'a ResolveContext<'a>,
    target: Target,
}

impl Question<'_> {
    fn by_number(&self, key: &str) -> Result<Resolution, RegistryError> {
        let mut pool: Vec<Record> = records(self.knowledge.by_key(key)?);
        pool.retain(|record| self.target.in_series(record));
        if !pool.iter().any(|record| self.target.at_home(record))
            && let Some(day) = self.citation.issued
        {
            pool.retain(|record| record.issued == Some(day) && self.is_of_forerunner(record));
        } else {
            pool.retain(|record| self.target.at_home(record));
        }
        match self.citation.issued {
            Some(day) => self.with_day(pool, day),
            None => self.without_day(pool),
        }
    }

    /// Returns whether the document is of a territory that the citing one has taken the place of: `UBND tỉnh` in a
    /// decision of Huế may be that of Thừa Thiên Huế.
    fn is_of_forerunner(&self, record: &Record) -> bool {
        let day = self.context.issued.unwrap_or(self.context.as_of);
        let home = home::province(&self.target.territory);
        record.territory != *home && self.knowledge.succeeds(home, &record.territory, day)
    }

    fn with_day(&self, mut pool: Vec<Record>, day: Date) -> Result<Resolution, RegistryError> {
        let (exact, others): (Vec<Record>, Vec<Record>) =
            pool.iter().cloned().partition(|record| record.issued == Some(day));
        if !exact.is_empty() {
            return Ok(self.settle(exact));
        }
        let (undated, others): (Vec<Record>, Vec<Record>) =
            others.into_iter().partition(|record| record.issued.is_none() && self.target.dated);
        if !undated.is_empty() {
            return Ok(self.settle(one_source(undated)));
        }
        let near = one_source_of(others, |record| self.target.dated || self.of_one_series(record, day));
        if let [only] = near.as_slice()
            && self.day_is_wrong(only)
        {
            if only.day_is_doubtful() {
                return Ok(found(only));
            }
            let mut mismatches = vec![Mismatch {
                field: "issued".to_owned(),
                read: day.to_string(),
                known: only.issued.map(|day| day.to_string()).unwrap_or_default(),
            }];
            mismatches.extend(agreement::mismatches(self.citation, only, self.context.lexicon));
            return Ok(mismatch(only, mismatches));
        }
        pool.sort_by_key(|record| record.year() != Some(day.year()));
        self.absent(pool)
    }

    /// Returns whether a document of that day would be numbered in one series with the record: in its year, or, in the
    /// Party, in its term, where the table of congresses tells the terms of both days.
    fn of_one_series(&self, record: &Record, day: Date) -> bool {
        if self.citation.number.as_ref().is_none_or(|number| number.scheme != Scheme::Party) {
            return record.year() == Some(day.year());
        }
        let level = record.issuer.as_ref().and_then(|issuer| issuer.level).or(self.target.level);
        let level = level.unwrap_or(if record.is_national() { Level::Central } else { Level::Province });
        let term = |day: Option<Date>| self.context.lexicon.party_term(level, day?);
        term(record.issued).zip(term(Some(day))).is_some_and(|(one, other)| one == other)
    }

    /// Returns whether one is a law and the other a resolution: the National Assembly numbers them apart, 93/2015/QH13 is both.
    fn is_other_series(&self, record: &Record) -> bool {
        let is_resolution = |kind: &Option<Slug>| kind.as_deref().map(|kind| kind == "nghi-quyet");
        let of_law = self.citation.number.as_ref().is_some_and(|number| number.scheme == Scheme::Law);
        of_law && is_resolution(&self.citation.kind).zip(is_resolution(&record.kind)).is_some_and(|(a, b)| a != b)
    }

    /// Returns whether the table of laws has the number with the very day of the citation: the registry's day is another's.
    fn table_has_the_day(&self) -> bool {
        let laws = self.citation.number.as_ref().map(|number| self.context.lexicon.law_numbered(&number.key));
        laws.unwrap_or_default().iter().any(|law| law.issued.is_some() && law.issued == self.citation.issued)
    }

    /// Returns whether all but the day speaks for this document.
    ///
    /// A local number is of one document only together with its issuer, for a district may have given it too; and a
    /// title that speaks of something else tells of another document.
    fn day_is_wrong(&self, record: &Record) -> bool {
        let title = agreement::title(self.citation, record, self.context.lexicon);
        let issuer_sure = record.is_national() || self.citation.issuer.is_some();
        record.issued.is_some()
            && !self.is_other_series(record)
            && !self.table_has_the_day()
            && title.is_none_or(|alike| alike >= agreement::OTHER_TITLE)
            && (issuer_sure || title.is_some_and(|alike| alike >= agreement::SAME_TITLE))
            && agreement::mismatches(self.citation, record, self.context.lexicon).is_empty()
    }

    fn without_day(&self, pool: Vec<Record>) -> Result<Resolution, RegistryError> {
        let candidates = pool.clone();
        let year = self.citation.year.filter(|_| !self.target.dated);
        let mut fitting = match (self.target.dated, year) {
            (true, _) => one_source(pool),
            (false, Some(year)) => pool.into_iter().filter(|record| record.year() == Some(year)).collect(),
            (false, None) => pool,
        };
        self.keep_issued(&mut fitting);
        if fitting.len() > 1 {
            let alike: Vec<Record> = fitting.iter().filter(|record| self.title_agrees(record)).cloned().collect();
            fitting = if alike.len() == 1 { alike } else { fitting };
        }
        match fitting.as_slice() {
            [] => self.absent(candidates),
            [only] if self.target.dated || year.is_some() || self.title_agrees(only) => Ok(self.settle(fitting)),
            [_] => Ok(unchecked(ids(&fitting))),
            _ => Ok(ambiguous(&fitting)),
        }
    }

    fn by_name(&self, name: &str) -> Result<Resolution, RegistryError> {
        let pool = records(self.knowledge.by_name(name)?);
        if let Some(day) = self.citation.issued {
            let exact: Vec<Record> = pool.iter().filter(|record| record.issued == Some(day)).cloned().collect();
            if !exact.is_empty() {
                return Ok(self.settle(exact));
            }
            return Ok(unchecked(ids(&pool)));
        }
        let mut fitting = pool.clone();
        if let Some(year) = self.citation.year {
            fitting.retain(|record| record.year() == Some(year));
        } else {
            self.keep_issued(&mut fitting);
            if fitting.len() > 1 {
                self.keep_in_force(&mut fitting)?;
            }
        }
        Ok(match fitting.as_slice() {
            [] => unchecked(ids(&pool)),
            [only] => found(only),
            // Whether the older one still stands is what is not known; the bare name is no fault of the citation.
            _ if self.citation.year.is_none() => unchecked(ids(&fitting)),
            _ => ambiguous(&fitting),
        })
    }

    /// Keeps what was issued when the citing document was, where anything was.
    fn keep_issued(&self, records: &mut Vec<Record>) {
        let by = self.context.issued.unwrap_or(self.context.as_of);
        let there = |record: &Record| record.issued.is_none_or(|issued| issued <= by);
        if records.iter().any(there) {
            records.retain(there);
        }
    }

    /// Keeps what is in force on the day of judgement, where anything is: a law named without year is the one in force.
    fn keep_in_force(&self, records: &mut Vec<Record>) -> Result<(), RegistryError> {
        let mut living = Vec::new();
        for record in records.iter() {
            let Some(stored) = self.knowledge.by_id(&record.id)? else { continue };
            let status = validity::of(self.knowledge, &stored, self.context.as_of)?.status;
            if !matches!(status, ValidityStatus::Expired | ValidityStatus::NotYet) {
                living.push(record.clone());
            }
        }
        if !living.is_empty() {
            *records = living;
        }
        Ok(())
    }

    fn title_agrees(&self, record: &Record) -> bool {
        agreement::title(self.citation, record, self.context.lexicon)
            .is_some_and(|alike| alike >= agreement::SAME_TITLE)
    }

    /// Decides among documents of which number and day fit.
    fn settle(&self, records: Vec<Record>) -> Resolution {
        let mut judged: Vec<(Record, Vec<Mismatch>)> = records
            .into_iter()
            .map(|record| {
                let mismatches = agreement::mismatches(self.citation, &record, self.context.lexicon);
                (record, mismatches)
            })
            .collect();
        if judged.iter().any(|(_, mismatches)| mismatches.is_empty()) {
            judged.retain(|(_, mismatches)| mismatches.is_empty());
        }
        if judged.len() > 1 && judged.iter().any(|(record, _)| self.title_agrees(record)) {
            judged.retain(|(record, _)| self.title_agrees(record));
        }
        match judged.as_slice() {
            [(only, mismatches)] if mismatches.is_empty() => found(only),
            [(only, mismatches)] => mismatch(only, mismatches.clone()),
            _ => ambiguous(&judged.into_iter().map(|(record, _)| record).collect::<Vec<_>>()),
        }
    }

    /// Returns whether the number is the one before or after the record's: two documents signed together, of one day and of
    /// like titles (salaries of workers, salaries of managers), are as likely as a slip.
    fn is_next_to(&self, record: &Record) -> bool {
        let (Some(cited), Some(known)) = (&self.citation.number, &record.number) else { return false };
        let ordinal = |number: &DocNumber| number.ordinal.parse::<u32>().ok();
        let apart = ordinal(cited).zip(ordinal(known)).map(|(cited, known)| cited.abs_diff(known));
        apart == Some(1) && cited.year == known.year && cited.organ == known.organ
    }

    /// Decides where no document has the number: whether it should have been there, and what is near.
    fn absent(&self, pool: Vec<Record>) -> Result<Resolution, RegistryError> {
        let mut near = self.one_slip_away()?;
        if let [only] = near.as_slice()
            && self.title_agrees(only)
            && !self.is_next_to(only)
        {
            let read = self.citation.number.as_ref().map(|number| number.key.clone()).unwrap_or_default();
            let known = only.label().to_owned();
            return Ok(mismatch(only, vec![Mismatch { field: "number".to_owned(), read, known }]));
        }
        near.extend(pool);
        let status = if self.covered()? { ResolutionStatus::NotFound } else { ResolutionStatus::Unchecked };
        Ok(Resolution { status, ..unchecked(ids(&near)) })
    }

    /// Returns the documents of the same day, issuer and kind whose number is one slip of the pen away.
    fn one_slip_away(&self) -> Result<Vec<Record>, RegistryError> {
        let (Some(key), Some(day)) = (&self.target.key, self.citation.issued) else { return Ok(Vec::new()) };
        let connection = self.knowledge.connection;
        let mut near = records(Stored::by_day(connection, &self.target.territory, day)?);
        if self.target.territory != NATIONAL {
            near.extend(records(Stored::by_day(connection, NATIONAL, day)?));
        }
        near.retain(|record| {
            let number = record.number.as_ref().map(DocNumber::matching_key);
            number.is_some_and(|number| similarity::one_slip(&number, key))
                && self.target.at_home(record)
                && agreement::mismatches(self.citation, record, self.context.lexicon).is_empty()
        });
        Ok(near)
    }

    fn covered(&self) -> Result<bool, RegistryError> {
        let issuer = self.citation.issuer.as_ref().and_then(|issuer| issuer.id.as_ref());
        let number = self.citation.number.as_ref().and_then(|number| number.year);
        let year = number.or(self.citation.issued.map(Date::year)).or(self.citation.year);
        let (Some(issuer), Some(year)) = (issuer, year) else { return Ok(false) };
        coverage::covers(self.knowledge.connection, issuer, &self.target.territory, year)
    }
}

/// Returns the documents of the territory that bear the kind and the title of a citation without number, issued in its
/// year or, as plans are, in the year before.
fn by_title(
    knowledge: Knowledge<'_>,
    citation: &Citation,
    territory: &str,
    lexicon: &Lexicon,
) -> Result<Vec<Record>, RegistryError> {
    let (Some(title), Some(year), Some(kind)) = (&citation.title, citation.year, &citation.kind) else {
        return Ok(Vec::new());
    };
    let read = lexicon.expanded(title);
    let alike = |record: &Record| {
        let known = record.title.as_deref().map(|known| lexicon.expanded(known));
        known.is_some_and(|known| similarity::same_title(&read, &known))
    };
    let mut found = records(Stored::by_years(knowledge.connection, territory, year - 1, year)?);
    // A decision issues the plan: either word may name the pair.
    found.retain(|record| {
        record.kind.as_ref().is_some_and(|known| known == kind || **known == *"quyet-dinh") && alike(record)
    });
    Ok(found)
}

fn records(stored: Vec<Stored>) -> Vec<Record> {
    stored.into_iter().map(|stored| stored.record).collect()
}

/// Keeps one record where several sources tell of the document that a number with its year names: the text read, else
/// the first.
fn one_source(mut records: Vec<Record>) -> Vec<Record> {
    records.sort_by_key(|record| record.source != Source::Document);
    let mut kept: Vec<Record> = Vec::new();
    for record in records {
        if !kept.iter().any(|other| other.territory == record.territory && record.source == Source::Catalogue) {
            kept.push(record);
        }
    }
    kept
}

fn one_source_of(records: Vec<Record>, fits: impl Fn(&Record) -> bool) -> Vec<Record> {
    let fitting: Vec<Record> = records.into_iter().filter(fits).collect();
    // Sources that differ over the day accuse nobody of a wrong one.
    if fitting.len() > 1 { Vec::new() } else { fitting }
}

fn ids(records: &[Record]) -> Vec<String> {
    const MOST: usize = 5;
    let mut ids: Vec<String> = Vec::new();
    for record in records {
        if !ids.contains(&record.id) && ids.len() < MOST {
            ids.push(record.id.clone());
        }
    }
    ids
}

fn found(record: &Record) -> Resolution {
    Resolution {
        status: ResolutionStatus::Found,
        document: Some(record.id.clone()),
        candidates: Vec::new(),
        mismatches: Vec::new(),
        near: Vec::new(),
    }
}

fn mismatch(record: &Record, mismatches: Vec<Mismatch>) -> Resolution {
    Resolution { status: ResolutionStatus::Mismatch, mismatches, ..found(record) }
}

fn ambiguous(records: &[Record]) -> Resolution {
    Resolution { status: ResolutionStatus::Ambiguous, ..unchecked(ids(records)) }
}

fn unchecked(candidates: Vec<String>) -> Resolution {
    Resolution {
        status: ResolutionStatus::Unchecked,
        document: None,
        candidates,
        mismatches: Vec::new(),
        near: Vec::new(),
    }
}

//! Runs the rules in force over one document and completes what the checks say.

use std::collections::BTreeMap;

use super::context::{self, Context, DayFrom, Terms};
use super::findings::Draft;
use super::kinds;
use super::{Check, Facts, Finding, Findings, Fix, Ground, Verdict, coded};
use crate::document::{Date, Document};
use crate::lexicon::{Lexicon, Subject};
use crate::rules::{
    Arg, Basis, CheckSpec, Confidence, Family, Lang, Rule, RuleError, RuleSet, Scope, Severity, Verified, fill,
};
use crate::text::{LineIndex, Quality, Span};

/// The rules of a run, each with the check that finds its defect; made once, used for every document and thread.
pub struct Checker<'r> {
    set: &'r RuleSet,
    bound: Vec<(&'r Rule, Bound)>,
}

/// What the rules say of a document.
#[derive(Debug, Clone, Default)]
pub struct Judgement {
    /// The findings, by place and code.
    pub findings: Vec<Finding>,
    /// Conditions of an office's own rules that could not be worked out on this document: rule, page and reason. They find
    /// nothing.
    pub faults: Vec<String>,
}

enum Bound {
    Coded(&'static dyn Check),
    Kind(Box<dyn Check>),
}

impl Bound {
    fn check(&self) -> &dyn Check {
        match self {
            Self::Coded(check) => *check,
            Self::Kind(check) => check.as_ref(),
        }
    }
}

impl<'r> Checker<'r> {
    /// Binds every rule of `set` to its check.
    ///
    /// # Errors
    /// Where a page names a coded check that is not there, or a pattern that is none.
    pub fn new(set: &'r RuleSet) -> Result<Self, RuleError> {
        Self::of(set, |_| true)
    }

    /// Binds the rules of `set` that `keep` accepts to their checks.
    ///
    /// # Errors
    /// As [`Self::new`], for those rules.
    pub fn of(set: &'r RuleSet, keep: impl Fn(&Rule) -> bool) -> Result<Self, RuleError> {
        let bind = |rule: &'r Rule| {
            let wrong = |key: &str, message: String| {
                RuleError::at(&rule.path, rule.page(), rule.page().find(key).unwrap_or(0), message)
            };
            let misstated = |kinds::Wrong { at, offset, message }: kinds::Wrong<'_>| {
                let before = at.chars().take(offset).map(char::len_utf8).sum::<usize>();
                // Words with escapes stand otherwise in the page.
                let start = rule.page().find(at).map(|start| start + before);
                let start = start.or_else(|| rule.page().find("[check")).unwrap_or(0);
                RuleError::at(&rule.path, rule.page(), start, message)
            };
            let bound = match &rule.front.check {
                CheckSpec::Coded(name) => Bound::Coded(
                    coded(name).ok_or_else(|| wrong("coded", format!("there is no coded check \"{name}\"")))?,
                ),
                spec => Bound::Kind(kinds::bind(spec).map_err(misstated)?),
            };
            Ok((rule, bound))
        };
        Ok(Self { set, bound: set.iter().filter(|rule| keep(rule)).map(bind).collect::<Result<_, RuleError>>()? })
    }

    /// Returns the findings on a document whose facts are gathered, by place and code.
    #[must_use]
    pub fn run(&self, document: &Document, facts: &Facts, lexicon: &Lexicon, terms: Terms) -> Vec<Finding> {
        self.judge(document, facts, lexicon, terms).findings
    }

    /// Returns the rules that are asked about a document: those in force on the day of judgement for its kind, class and issuer.
    pub fn asked<'c>(
        &'c self,
        document: &'c Document,
        lexicon: &'c Lexicon,
        terms: Terms,
    ) -> impl Iterator<Item = &'r Rule> + 'c {
        let rules = self.bound.iter().map(|(rule, _)| *rule);
        rules.filter(move |rule| !asked_by(rule, document, lexicon, terms).is_empty())
    }

    /// As [`Self::run`], with the conditions that could not be worked out.
    #[must_use]
    pub fn judge(&self, document: &Document, facts: &Facts, lexicon: &Lexicon, terms: Terms) -> Judgement {
        let mut found: Vec<(&Rule, Vec<&Basis>, Draft)> = Vec::new();
        let mut faults = Vec::new();
        for (rule, bound) in &self.bound {
            let bases = asked_by(rule, document, lexicon, terms);
            if bases.is_empty() {
                continue;
            }
            let mut findings = Findings::default();
            let cx = Context { document, facts, lexicon, terms, rule, bases: &bases };
            bound.check().run(&cx, &mut findings);
            faults.extend(findings.faults.iter().map(|fault| format!("{} ({}): {fault}", rule.code(), rule.path)));
            let shown = |draft: &Draft| rule.family != Family::Form || !document.is_recognised(draft.at);
            let drafts = findings.drafts.into_iter().filter(shown);
            found.extend(drafts.map(|draft| (*rule, bases.clone(), draft)));
        }
        found.sort_by(|(a_rule, _, a), (b_rule, _, b)| (a.at, a_rule.code()).cmp(&(b.at, b_rule.code())));
        let lines = LineIndex::new(&document.text);
        let mut clerk = Clerk { set: self.set, document, lexicon, terms, lines, seen: BTreeMap::new() };
        let findings = found.into_iter().map(|(rule, bases, draft)| clerk.complete(rule, &bases, draft)).collect();
        Judgement { findings, faults }
    }
}

/// Returns the bases in force on which a rule is asked about a document; none where it is not asked.
fn asked_by<'r>(rule: &'r Rule, document: &Document, lexicon: &Lexicon, terms: Terms) -> Vec<&'r Basis> {
    let kind = document.header.kind.as_ref().map(|kind| kind.id.as_str());
    let level = context::level(document);
    let applies = rule.applies_to();
    // A picture's letters say nothing of how the document is set.
    let unseen = document.quality == Quality::Ocr && rule.family == Family::Form;
    // What a document seems to lack may stand on the pages that were not read.
    let partial = applies.whole && document.is_partial();
    let issued_so = || applies.issuers.is_empty() || context::is_issued_by(document, lexicon, &applies.issuers);
    if unseen || partial || !applies.covers(kind, document.class, level) || !issued_so() {
        return Vec::new();
    }
    rule.bases(terms.as_of, document.class, level)
}

/// Completes findings: place, excerpt, grounds, texts, remedy, fingerprint.
struct Clerk<'a> {
    set: &'a RuleSet,
    document: &'a Document,
    lexicon: &'a Lexicon,
    terms: Terms,
    lines: LineIndex<'a>,
    seen: BTreeMap<String, usize>,
}

impl Clerk<'_> {
    fn complete(&mut self, rule: &Rule, bases: &[&Basis], draft: Draft) -> Finding {
        let Terms { as_of, lang, .. } = self.terms;
        let document = self.document;
        let (line, column) = self.lines.locate(draft.at.start);
        let excerpt = document.slice(draft.at).to_owned();
        let provision = provision(document, draft.at);
        let mut args = vec![("excerpt", Arg::from(&excerpt)), ("as_of", Arg::from(as_of))];
        args.extend(draft.args.iter().map(|(name, arg)| (*name, arg.clone())));
        let message = rule.front.message.get(&draft.message);
        let text = |words: Option<&crate::rules::Words>| {
            words.map_or_else(|| draft.message.clone(), |words| fill(words.get(lang), &args, lang))
        };
        let recognised = document.is_recognised(draft.at);
        let confidence = draft.confidence.unwrap_or(rule.front.confidence);
        let remedy = self.remedy(draft.remedy.as_deref().or(rule.front.remedy.as_deref()));
        Finding {
            code: rule.front.code.clone(),
            slug: rule.front.slug.clone(),
            family: rule.family,
            severity: self.severity(rule, bases, &draft),
            confidence: if recognised { Confidence::Low } else { confidence },
            verdict: if recognised { draft.verdict.max(Verdict::Suspected) } else { draft.verdict },
            message: text(message.map(|message| &message.what)),
            why: format!("{} ({})", text(message.map(|message| &message.why)), grounds(bases, self.terms)),
            help: text(message.map(|message| &message.help)),
            path: document.path.clone(),
            span: draft.at,
            line,
            column,
            fingerprint: self.fingerprint(rule, &excerpt, provision.as_deref()),
            provision,
            excerpt,
            related: draft.related,
            basis: bases.iter().map(|basis| Ground::from(*basis)).collect(),
            as_of,
            regime: self.regime(bases),
            remedy,
            // Nothing can be put into a picture.
            fix: draft.fix.filter(|_| !recognised).map(|(span, text, safety)| Fix { span, text, safety }),
            suppressed: None,
        }
    }

    /// What one does about it: in a draft, and, where the document has number and day, once it is issued.
    fn remedy(&self, key: Option<&str>) -> Option<String> {
        let words = |key: &str| {
            let remedy = self.set.remedies().get(key, self.terms.today, self.document.class)?;
            Some(remedy.text.get(self.terms.lang).to_owned())
        };
        let draft = words("draft")?;
        let Some(issued) = key.filter(|_| !context::is_draft(self.document)).and_then(words) else {
            return Some(draft);
        };
        Some(match self.terms.lang {
            Lang::Vi => format!("dự thảo: {draft}; văn bản đã ban hành: {issued}"),
            Lang::En => format!("in a draft: {draft}; once issued: {issued}"),
        })
    }

    /// The basis in force gives the severity; the check, recognition from a picture, a missing fact or a missing date
    /// hold it down.
    fn severity(&self, rule: &Rule, bases: &[&Basis], draft: &Draft) -> Severity {
        let by_law = bases.iter().map(|basis| basis.severity(rule.front.severity)).max();
        let mut severity = by_law.unwrap_or(rule.front.severity);
        if let Some(cap) = draft.cap {
            severity = severity.min(cap);
        }
        if self.document.is_recognised(draft.at) {
            severity = severity.min(Severity::Warning);
        }
        let regime_unknown = self.terms.from == DayFrom::Today && self.document.header.issued.is_none();
        if draft.verdict == Verdict::Unverified || regime_unknown {
            severity = Severity::Info;
        }
        severity
    }

    fn regime(&self, bases: &[&Basis]) -> Option<String> {
        let own = bases.iter().find_map(|basis| basis.regime.clone());
        own.or_else(|| regime(self.document, self.lexicon, self.terms.as_of))
            .or_else(|| bases.first().map(|basis| basis.number.clone()))
    }

    /// What a rule says of a paragraph alone does not hang on where the paragraph stands; and a recital has no fixed number, for
    /// another one may come before it.
    fn fingerprint(&mut self, rule: &Rule, excerpt: &str, provision: Option<&str>) -> String {
        let words = excerpt.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        let place = match provision.filter(|_| rule.front.scope == Scope::Document) {
            Some(recital) if recital.starts_with("can-cu-") => "can-cu",
            place => place.unwrap_or_default(),
        };
        let marks = format!("{}\0{words}\0{place}", rule.code());
        let repeat = self.seen.entry(marks.clone()).and_modify(|count| *count += 1).or_insert(0);
        let mut hash = blake3::hash(format!("{marks}\0{repeat}").as_bytes()).to_hex().to_string();
        hash.truncate(32);
        hash
    }
}

/// Returns the text that rules the form of `document` on `day`, where one is known.
#[must_use]
pub fn regime(document: &Document, lexicon: &Lexicon, day: Date) -> Option<String> {
    let regime = lexicon.regime(Subject::Form, document.class, context::level(document), day);
    regime.map(|regime| regime.short.clone())
}

fn grounds(bases: &[&Basis], terms: Terms) -> String {
    let unread = match terms.lang {
        Lang::Vi => " – chưa đối chiếu nguyên văn",
        Lang::En => " – wording not checked",
    };
    let cited = bases.iter().map(|basis| match basis.verified {
        Verified::Memory => basis.cited() + unread,
        Verified::Secondary | Verified::Text => basis.cited(),
    });
    cited.collect::<Vec<_>>().join("; ")
}

fn provision(document: &Document, at: Span) -> Option<String> {
    let recital = document.recitals.iter().position(|recital| recital.span.contains(at));
    recital
        .map(|index| format!("can-cu-{}", index + 1))
        .or_else(|| document.provision_at(at).map(|provision| provision.path.clone()))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::document::{Class, Header, SpannedDate};
    use crate::rules::Lang;
    use crate::text::Format;

    const PAGE: &str = r#"+++
code = "UNIT-001"
slug = "tu-cu"
title.vi = "Từ cũ"
title.en = "Old word"
severity = "error"
confidence = "high"
status = "trial"
[check.term]
term = [{ wrong = "thủ trưởng", right = "người đứng đầu", safe = true }]
[[basis]]
number = "110/2004/NĐ-CP"
name = "Nghị định số 110/2004/NĐ-CP"
place = "Điều 5"
from = 2004-05-01
to = 2020-03-04
verified = "memory"
[[basis]]
number = "30/2020/NĐ-CP"
name = "Nghị định số 30/2020/NĐ-CP"
place = "Điều 8"
from = 2020-03-05
verified = "text"
[message.found]
what.vi = "dùng từ {found}"
what.en = "{found} is used"
why.vi = "từ này không còn dùng"
why.en = "the word is out of use"
help.vi = "ghi {replacement}"
help.en = "write {replacement}"
+++
"#;

    fn set() -> RuleSet {
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().join("form");
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("UNIT-001-tu-cu.md"), PAGE).unwrap();
        let mut set = RuleSet::empty().unwrap();
        set.load_dir(dir.path()).unwrap();
        set
    }

    fn day(year: i16, month: i8, day: i8) -> SpannedDate {
        SpannedDate { text: String::new(), span: Span::default(), date: Some(date(year, month, day)) }
    }

    fn document(text: &str, issued: Option<SpannedDate>) -> Document {
        Document {
            path: "a.txt".to_owned(),
            format: Format::Txt,
            quality: Quality::Exact,
            recognised: Vec::new(),
            text: text.to_owned(),
            skipped: Vec::new(),
            typeset: None,
            tables: Vec::new(),
            electronic_signatures: Vec::new(),
            header: Header { issued, ..Header::default() },
            class: Class::Administrative,
            effective: None,
            recitals: Vec::new(),
            provisions: Vec::new(),
            citations: Vec::new(),
            tasks: Vec::new(),
            signatures: Vec::new(),
            signature: None,
            recipients: Vec::new(),
            problems: Vec::new(),
        }
    }

    fn run(document: &Document) -> Vec<Finding> {
        let (set, lexicon) = (set(), Lexicon::builtin().unwrap());
        let terms = Terms::of(document, None, date(2026, 1, 5), Lang::Vi);
        Checker::new(&set).unwrap().run(document, &Facts::default(), &lexicon, terms)
    }

    #[test]
    fn a_finding_is_complete() {
        let found = run(&document("Kính gửi:\nCác Thủ trưởng đơn vị", Some(day(2021, 3, 1))));
        let [finding] = found.as_slice() else { panic!("{found:#?}") };
        assert_eq!((finding.line, finding.column, finding.excerpt.as_str()), (2, 5, "Thủ trưởng"));
        assert_eq!(finding.message, "dùng từ Thủ trưởng");
        assert_eq!(finding.why, "từ này không còn dùng (Điều 8 Nghị định số 30/2020/NĐ-CP)");
        assert_eq!(finding.help, "ghi người đứng đầu");
        assert_eq!((finding.severity, finding.basis.len()), (Severity::Error, 1));
        assert_eq!(finding.fix.as_ref().unwrap().text, "người đứng đầu");
        assert_eq!(finding.remedy.as_deref(), Some("sửa trong dự thảo"));
    }

    #[test]
    fn the_law_of_the_day_gives_severity_and_ground() {
        let found = run(&document("thủ trưởng", Some(day(2016, 3, 1))));
        assert_eq!((found[0].severity, found[0].basis[0].number.as_str()), (Severity::Warning, "110/2004/NĐ-CP"));
        assert!(found[0].why.ends_with("– chưa đối chiếu nguyên văn)"));
        assert!(run(&document("thủ trưởng", Some(day(2003, 1, 1)))).is_empty());
    }

    #[test]
    fn a_document_without_date_line_gets_advice_only() {
        assert_eq!(run(&document("thủ trưởng", None))[0].severity, Severity::Info);
        let blank = SpannedDate { text: String::new(), span: Span::default(), date: None };
        assert_eq!(run(&document("thủ trưởng", Some(blank)))[0].severity, Severity::Error);
    }

    #[test]
    fn recognised_text_is_suspected_at_most_and_its_form_is_not_judged() {
        let recognised = Document { quality: Quality::Ocr, ..document("thủ trưởng", Some(day(2021, 3, 1))) };
        assert!(run(&recognised).is_empty(), "the page is of the family form");
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().join("citation");
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("UNIT-001-tu-cu.md"), PAGE).unwrap();
        let mut set = RuleSet::empty().unwrap();
        set.load_dir(dir.path()).unwrap();
        let terms = Terms::of(&recognised, None, date(2026, 1, 5), Lang::Vi);
        let lexicon = Lexicon::builtin().unwrap();
        let found = Checker::new(&set).unwrap().run(&recognised, &Facts::default(), &lexicon, terms);
        let [finding] = found.as_slice() else { panic!("{found:#?}") };
        assert_eq!((finding.verdict, finding.severity), (Verdict::Suspected, Severity::Warning));
        assert_eq!((finding.confidence, finding.fix.is_none()), (Confidence::Low, true));
    }

    #[test]
    fn only_the_pages_that_were_recognised_are_doubted() {
        let text = "thủ trưởng\nThủ trưởng";
        let second = Span::new(text.len() - "Thủ trưởng".len(), text.len());
        let mixed = Document { recognised: vec![second], ..document(text, Some(day(2021, 3, 1))) };
        let found = run(&mixed);
        let [finding] = found.as_slice() else { panic!("form is not judged on recognised text: {found:#?}") };
        assert_eq!((finding.line, finding.verdict), (1, Verdict::Violation));
    }

    #[test]
    fn fingerprints_survive_edits_elsewhere_and_tell_repeats_apart() {
        let before = run(&document("thủ trưởng\nThủ trưởng", Some(day(2021, 3, 1))));
        let after = run(&document("dòng mới\nthủ trưởng", Some(day(2021, 3, 1))));
        assert_eq!(before[0].fingerprint, after[0].fingerprint);
        assert_ne!(before[0].fingerprint, before[1].fingerprint);
        assert_eq!(before[0].fingerprint.len(), 32);
    }
}

//! A draft that a visitor has before them, judged by the rules and the registry of this moment, with what was decided on its findings.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use crate::app::check::Outcome;
use crate::app::desk::Asked;
use crate::check::{Finding, Verdict};
use crate::ledger::{By, Choice, Decision};
use crate::registry::Store;
use crate::rules::Lang;
use crate::serve::State;
use crate::serve::access::Visitor;
use crate::serve::copies::Original;
use crate::serve::drafts::Draft;
use crate::serve::problem::Problem;
use crate::text::Source;

/// How long a page waits for another program to read the draft.
const PATIENCE: Duration = Duration::from_secs(8);

/// Returns the name under which a visitor's drafts are held.
pub(super) fn owner(visitor: &Visitor) -> &str {
    visitor.user().map_or(By::MACHINE, |user| user.name.as_str())
}

/// A draft, judged.
pub(super) struct Judged {
    /// The draft as it was sent.
    pub(super) draft: Arc<Draft>,
    /// What is found.
    pub(super) outcome: Outcome,
    /// What counts of what was decided, by fingerprint.
    pub(super) decisions: BTreeMap<String, Decision>,
    /// By which law and in which language it was judged.
    pub(super) asked: Asked,
}

impl Judged {
    /// Judges the draft `id` of the visitor and lets `work` lay out what is found, on a thread that may take its time.
    ///
    /// # Errors
    /// The visitor has no such draft, it cannot be read, or the registry or the ledger cannot be.
    pub(super) async fn with<T: Send + 'static>(
        state: &Arc<State>,
        visitor: &Visitor,
        id: &str,
        lang: Lang,
        work: impl FnOnce(&State, &Store, Self) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let (draft, chosen) = state.drafts().get(owner(visitor), id, state.now()).ok_or(Problem::NO_DRAFT)?;
        let (visitor, asked) = (visitor.clone(), state.asked());
        let asked = Asked { as_of: chosen.or(asked.as_of), lang, ..asked };
        let source = Self::text(state, &draft).await?;
        let done = state.ask(move |state, store| {
            let judged = match Self::of(state, store, &visitor, (draft, &source), asked) {
                Ok(judged) => judged,
                Err(problem) => return Ok(Err(problem)),
            };
            Ok(work(state, store, judged))
        });
        done.await?
    }

    /// Returns the text of a draft; a page that comes again by itself needs no longer patience.
    ///
    /// # Errors
    /// It cannot be read, or not yet.
    async fn text(state: &State, draft: &Draft) -> Result<Arc<Source>, Problem> {
        let text = state.readings().text(&draft.name, &draft.bytes, state.now(), PATIENCE).await;
        text.map_err(|problem| match problem.detail().map(str::to_owned) {
            Some(detail) => problem.because(format!("{}: {detail}", draft.name)),
            None => problem,
        })
    }

    fn of(
        state: &State,
        store: &Store,
        visitor: &Visitor,
        (draft, source): (Arc<Draft>, &Source),
        asked: Asked,
    ) -> Result<Self, Problem> {
        let mut judged = state.desk().judged(store, &draft.name, source, asked)?;
        let mut hidden = 0;
        if let Some(profile) = &state.setting().profile {
            hidden = judged.findings.iter().filter(|finding| !profile.shows(finding)).count();
            judged.findings.retain(|finding| profile.shows(finding));
        }
        let decisions = state.ledger().standing(visitor.sight(), &draft.unit, &draft.name)?;
        let outcome = Outcome { judged: vec![judged], hidden, ..Outcome::default() };
        Ok(Self { draft, outcome, decisions, asked })
    }

    /// Returns the findings that somebody has to decide on.
    pub(super) fn told(&self) -> impl Iterator<Item = &Finding> {
        let told = |finding: &&Finding| finding.suppressed.is_none() && finding.verdict != Verdict::Unverified;
        self.outcome.findings().filter(told)
    }

    /// Marks what was ignored as accepted by the office, each with the reason: for files that leave the server.
    pub(super) fn settle(&mut self) {
        for finding in self.outcome.judged.iter_mut().flat_map(|judged| &mut judged.findings) {
            let decision = self.decisions.get(&finding.fingerprint);
            if let Some(Decision { what: Choice::Ignored, reason, by, .. }) = decision {
                let reason = reason.as_deref().unwrap_or_default();
                let who = if by.starts_with('@') { String::new() } else { format!(" ({by})") };
                finding.suppressed.get_or_insert_with(|| format!("{reason}{who}"));
            }
        }
    }

    /// Returns the draft as what leaves the server is made of it.
    pub(super) fn original(&self) -> Original<'_> {
        let Self { draft, outcome, asked, .. } = self;
        Original { name: &draft.name, bytes: &draft.bytes, outcome, asked: *asked }
    }
}

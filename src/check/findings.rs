//! What a check says: the builder of findings.

use super::finding::{Related, Safety, Verdict};
use crate::rules::{Arg, Confidence, Severity};
use crate::text::Span;

/// The findings of one rule on one document, as the check adds them.
#[derive(Debug, Default)]
pub struct Findings {
    pub(super) drafts: Vec<Draft>,
    pub(super) faults: Vec<String>,
}

/// One finding in the making. What the check does not say comes from the page and the basis in force.
#[derive(Debug)]
pub struct Draft {
    pub(super) message: String,
    pub(super) at: Span,
    pub(super) args: Vec<(&'static str, Arg)>,
    pub(super) verdict: Verdict,
    pub(super) cap: Option<Severity>,
    pub(super) confidence: Option<Confidence>,
    pub(super) related: Vec<Related>,
    pub(super) fix: Option<(Span, String, Safety)>,
    pub(super) remedy: Option<String>,
}

impl Findings {
    /// Says once that the rule could not be worked out on this document, and why.
    pub(super) fn fault(&mut self, why: String) {
        if self.faults.is_empty() {
            self.faults.push(why);
        }
    }

    /// Adds a finding with the page's message `message` at its one place, and returns it to say more of it.
    ///
    /// A defect of the document as a whole is placed at [`Context::headline`](super::Context::headline).
    pub fn finding(&mut self, message: &str, at: Span) -> &mut Draft {
        let draft = Draft {
            message: message.to_owned(),
            at,
            args: Vec::new(),
            verdict: Verdict::Violation,
            cap: None,
            confidence: None,
            related: Vec::new(),
            fix: None,
            remedy: None,
        };
        self.drafts.push_mut(draft)
    }
}

impl Draft {
    /// Fills the place `{name}` of the message.
    pub fn arg(&mut self, name: &'static str, value: impl Into<Arg>) -> &mut Self {
        self.args.push((name, value.into()));
        self
    }

    /// Says that a person must decide (nghi ngờ).
    pub fn suspected(&mut self) -> &mut Self {
        self.verdict = Verdict::Suspected;
        self
    }

    /// Says that the data to decide are not there (chưa xác minh được): never above `info`.
    pub fn unverified(&mut self) -> &mut Self {
        self.verdict = Verdict::Unverified;
        self
    }

    /// Holds the severity down to `most`.
    pub fn at_most(&mut self, most: Severity) -> &mut Self {
        self.cap = Some(self.cap.map_or(most, |cap| cap.min(most)));
        self
    }

    /// Says how sure the check is of this finding, where it differs from the page.
    pub fn confidence(&mut self, confidence: Confidence) -> &mut Self {
        self.confidence = Some(confidence);
        self
    }

    /// Adds a place of this document.
    pub fn see_here(&mut self, span: Span, note: impl Into<String>) -> &mut Self {
        self.related.push(Related { path: None, document: None, span: Some(span), note: note.into() });
        self
    }

    /// Adds an issued document of the registry.
    pub fn see_document(&mut self, id: &str, note: impl Into<String>) -> &mut Self {
        self.related.push(Related { path: None, document: Some(id.to_owned()), span: None, note: note.into() });
        self
    }

    /// Adds any other place.
    pub fn see(&mut self, related: Related) -> &mut Self {
        self.related.push(related);
        self
    }

    /// Offers new words that change no meaning.
    pub fn fix(&mut self, span: Span, text: impl Into<String>) -> &mut Self {
        self.fix = Some((span, text.into(), Safety::Safe));
        self
    }

    /// Offers new words that a person must look at.
    pub fn suggest(&mut self, span: Span, text: impl Into<String>) -> &mut Self {
        self.fix = Some((span, text.into(), Safety::Suggested));
        self
    }

    /// Names another remedy of `rules/lexicon/remedies.toml` than the page does.
    pub fn remedy(&mut self, key: &str) -> &mut Self {
        self.remedy = Some(key.to_owned());
        self
    }
}

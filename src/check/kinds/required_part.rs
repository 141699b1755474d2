//! A part that the document lacks.

use crate::check::{Check, Context, Findings};
use crate::rules::{self, PartWanted};

/// Finds the parts that a document must have and lacks, one finding each, with the message `missing`.
pub(super) struct RequiredPart {
    wanted: Vec<PartWanted>,
}

impl RequiredPart {
    pub(super) fn new(spec: &rules::RequiredPart) -> Self {
        Self { wanted: spec.part.clone() }
    }
}

impl Check for RequiredPart {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        for wanted in &self.wanted {
            let excused = cx.kind().is_some_and(|kind| wanted.except_kinds.iter().any(|except| *except == kind))
                || wanted.draft_may_lack && cx.is_draft();
            if !excused && cx.part(wanted.field).is_none() {
                out.finding("missing", cx.headline()).arg("part", &wanted.name);
            }
        }
    }
}

//! FMT-014: the order of recitals by legal force.

use crate::check::{Check, Context, Findings};
use crate::document::Recital;

/// Asks about a recital of higher legal force that follows one of lower force.
pub(super) struct RecitalOrder;

impl Check for RecitalOrder {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        let mut lowest: Option<(u8, &Recital)> = None;
        for recital in &cx.document.recitals {
            let Some(rank) = rank(cx, recital) else { continue };
            match lowest {
                Some((before, earlier)) if rank < before => {
                    let note = cx.document.slice(earlier.span).chars().take(80).collect::<String>();
                    out.finding("order", recital.span).suspected().see_here(earlier.span, note);
                    return;
                }
                _ => lowest = Some((rank, recital)),
            }
        }
    }
}

/// Returns the rank of the first document that a recital cites, where the kind alone tells it.
fn rank(cx: &Context<'_>, recital: &Recital) -> Option<u8> {
    let first = recital.citations.iter().find_map(|&index| cx.document.citations.get(index))?;
    cx.lexicon.kind(first.kind.as_deref()?)?.rank
}

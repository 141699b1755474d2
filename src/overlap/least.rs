//! What two tasks of two documents must share to be judged at all.

use crate::lexicon::ScoreWeights;

/// What two tasks of two documents must reach to be judged at all; the judgement asks no less.
pub(super) struct Least {
    pub(super) of_both: f32,
    /// What both must share, of the shorter one's weight: follows from the others, see [`Least::of`].
    pub(super) of_shorter: f32,
    shared: f32,
    /// Of the product of both shares: the score's square, less what deadlines and addressees may add.
    product: f32,
}

/// Sums of decimals are not exact.
pub(super) const HAIR: f32 = 1e-3;

impl Least {
    pub(super) fn of(weights: ScoreWeights) -> Self {
        let score = (weights.least - weights.same_due - weights.same_whom).max(0.0);
        let (both, product) = (weights.least_of_both, score * score);
        // With s the shorter weight, l >= s the longer one and c what is shared: c >= both (s + l - c) gives c >= s 2 both / (1 + both), and
        // c c >= product s (s + l - c) gives c c + product s c - 2 product s s >= 0.
        let of_shorter = (2.0 * both / (1.0 + both)).max(((product * product + 8.0 * product).sqrt() - product) / 2.0);
        Self {
            of_both: narrow(both),
            of_shorter: narrow(of_shorter) - HAIR,
            shared: narrow(weights.least_shared),
            product: narrow(product),
        }
    }

    /// Returns whether two tasks of these weights that share so much may be one work.
    pub(super) fn is_met(&self, shared: f32, one: f32, other: f32) -> bool {
        self.is_met_but_for(HAIR, shared, one, other)
    }

    /// As [`Self::is_met`], by sums that were made in another order: never less is let through.
    pub(super) fn is_nearly_met(&self, shared: f32, one: f32, other: f32) -> bool {
        // Terms taken for one another may seem to share more than either has.
        self.is_met_but_for(2.0 * HAIR, shared.min(one).min(other), one, other)
    }

    fn is_met_but_for(&self, slack: f32, shared: f32, one: f32, other: f32) -> bool {
        let of_both = shared / (one + other - shared);
        let of_shorter = shared / one.min(other);
        let whole = of_both > 1.0 - slack;
        shared > 0.0
            && of_both >= self.of_both - slack
            && of_both * of_shorter >= self.product - slack
            && (whole || shared >= self.shared - slack)
    }
}

#[expect(clippy::cast_possible_truncation, reason = "weights are small numbers of the table")]
pub(super) fn narrow(weight: f64) -> f32 {
    weight as f32
}

//! OVL-012: one amount of money for one work in two plans.

use super::amount::Money;
use super::twins::{self, Same};
use crate::check::{Check, Context, Findings};

/// Finds tasks for which an issued plan provides the same amount.
pub(super) struct TwoBudgets;

impl Check for TwoBudgets {
    fn run(&self, cx: &Context<'_>, out: &mut Findings) {
        let money = Money::of(cx);
        let sum = |amount: &Option<String>| amount.as_deref().and_then(|amount| money.sum(amount));
        for (task, same) in twins::same_works(cx) {
            let Some(own) = sum(&task.amount).filter(|sum| *sum > 0) else { continue };
            let others: Vec<Same<'_>> =
                same.into_iter().filter(|same| sum(&same.stored.task.amount) == Some(own)).collect();
            let Some(first) = others.first() else { continue };
            let draft = out.finding("two-budgets", twins::place(cx, task)).suspected();
            draft.arg("amount", task.amount.as_deref().unwrap_or_default());
            draft.arg("giver", twins::giver(cx, first.stored));
            twins::show(cx, draft, &others);
        }
    }
}

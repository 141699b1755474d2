//! The screens, one file each: they ask [`app`](crate::app) and lay the answer out.

mod draft;
mod help;
mod rules;

use super::routes::Route;

pub(super) fn routes() -> Vec<Route> {
    let mut all = draft::routes();
    all.extend(rules::routes());
    all.extend(help::routes());
    all
}

//! The screens, one file each: they ask [`app`](crate::app) and lay the answer out.

mod audit;
mod compare;
mod document;
mod draft;
mod help;
mod hits;
mod import;
mod links;
mod overlaps;
mod rules;
mod search;

use super::routes::Route;

pub(super) fn routes() -> Vec<Route> {
    let mut all = draft::routes();
    all.extend(import::routes());
    all.extend(rules::routes());
    all.extend(help::routes());
    all.extend(audit::routes());
    all.extend(compare::routes());
    all.extend(document::routes());
    all.extend(overlaps::routes());
    all.extend(search::routes());
    all
}

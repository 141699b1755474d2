//! The screens, one file each: they ask [`app`](crate::app) and lay the answer out.

mod draft;
mod help;
mod import;
mod rules;

use super::routes::Route;

pub(super) fn routes() -> Vec<Route> {
    let mut all = draft::routes();
    all.extend(import::routes());
    all.extend(rules::routes());
    all.extend(help::routes());
    all
}

//! The store as a whole: taking it away.

use super::operation::Operation;
use crate::serve::access::take_away;
use crate::serve::problem::Problem;
use crate::serve::routes::Right;

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::post("/api/v1/backup", Right::Administer, "takeBackup", take_away)
            .says(
                "Bản sao lưu của cả kho, như `soat backup`",
                "A backup of the whole store, as `soat backup` makes it: `soat restore` reads it",
            )
            .gives_file(&["application/zip"])
            .unhurried()
            .refuses([Problem::NO_STORE, Problem::STORE, Problem::TAKING_AWAY]),
    ]
}

//! The words of the screens of access.

use jiff::Timestamp;
use jiff::tz::{TimeZone, offset};

use crate::ledger::{Role, Scope};
use crate::rules::Lang;

/// Returns a role as people call it.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "templates hand over references")]
pub(super) fn role_word(role: &Role, lang: &Lang) -> &'static str {
    match role {
        Role::Officer => lang.say("chuyên viên", "officer"),
        Role::Reviewer => lang.say("thẩm định", "reviewer"),
        Role::Administrator => lang.say("quản trị", "administrator"),
    }
}

/// Says what a scope lets a program do.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "templates hand over references")]
pub(super) fn scope_word(scope: &Scope, lang: &Lang) -> &'static str {
    match scope {
        Scope::Read => lang.say("tra cứu", "search and read"),
        Scope::Check => lang.say("kiểm tra dự thảo", "check drafts"),
        Scope::Write => lang.say("nhập văn bản, kết luận", "take documents in, give verdicts"),
        Scope::Admin => lang.say("quản trị", "administer"),
    }
}

/// Returns a moment by the clocks of Viet Nam.
pub(super) fn moment(at: &Timestamp) -> String {
    at.to_zoned(TimeZone::fixed(offset(7))).strftime("%d/%m/%Y %H:%M").to_string()
}

/// Returns the day of a moment in Viet Nam, as files are named.
pub(super) fn day(at: Timestamp) -> String {
    at.to_zoned(TimeZone::fixed(offset(7))).strftime("%Y-%m-%d").to_string()
}

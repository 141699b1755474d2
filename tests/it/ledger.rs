//! The ledger: what is written stays, is seen by whom it concerns, and shows when it was tampered with.

use jiff::{SignedDuration, Timestamp};
use rusqlite::Connection;
use soat::ledger::{
    Asked, By, Change, Choice, Fault, Kinship, Ledger, LedgerError, Link, NewDecision, NewSearch, NewToken, NewUser,
    NewVerdict, Order, Place, Role, Scope, Secret, Sight,
};

const PASSWORD: &str = "con ngựa đúng pin kẹp";

fn at(hours: i64) -> Timestamp {
    Timestamp::UNIX_EPOCH + SignedDuration::from_hours(500_000 + hours)
}

fn by<'a>(who: &'a str, unit: &'a str) -> By<'a> {
    By { who, unit, address: Some("10.1.2.3"), at: at(0) }
}

/// Officers lan and minh and reviewer hoa of one unit, reviewer tam of another one, administrator quan.
fn staffed() -> Ledger {
    let mut ledger = Ledger::in_memory().unwrap();
    for (name, unit, role) in [
        ("quan", "van-phong", Role::Administrator),
        ("lan", "so-noi-vu", Role::Officer),
        ("minh", "so-noi-vu", Role::Officer),
        ("hoa", "so-noi-vu", Role::Reviewer),
        ("tam", "so-y-te", Role::Reviewer),
    ] {
        let new = NewUser { name, display: "", unit, role };
        ledger.add_user(&by(By::COMMAND, ""), new, PASSWORD).unwrap();
    }
    ledger
}

fn ignored<'a>(fingerprint: &'a str, reason: &'a str) -> NewDecision<'a> {
    NewDecision {
        fingerprint,
        code: "CIT-010",
        document: "thang-5/du-thao.docx",
        message: "căn cứ đã hết hiệu lực",
        what: Choice::Ignored,
        reason: Some(reason),
        ..NewDecision::default()
    }
}

const SIGHTS: [Sight<'static>; 5] = [
    Sight::Own("lan"),
    Sight::Own("minh"),
    Sight::Unit { name: "hoa", unit: "so-noi-vu" },
    Sight::Unit { name: "tam", unit: "so-y-te" },
    Sight::All,
];

#[test]
fn what_is_ignored_has_a_reason_and_the_newest_decision_counts() {
    let mut ledger = staffed();
    let (lan, own) = (by("lan", "so-noi-vu"), Sight::Own("lan"));
    for reason in ["", "  ", "vì", "....!", "không"] {
        let decided = ledger.decide(&lan, own, &ignored("f1", reason));
        assert_eq!(decided.is_ok(), reason == "không", "{reason}: {decided:?}");
    }
    ledger.decide(&lan, own, &NewDecision { what: Choice::Accepted, ..ignored("f1", "") }).unwrap();
    ledger.decide(&lan, own, &ignored("f2", "dẫn lịch sử")).unwrap();
    let standing = ledger.standing(own, "so-noi-vu", "khac/du-thao.docx").unwrap();
    assert_eq!((standing["f1"].what, standing["f2"].what), (Choice::Accepted, Choice::Ignored));
    ledger.decide(&lan, own, &NewDecision { what: Choice::Undone, ..ignored("f2", "") }).unwrap();
    assert_eq!(ledger.standing(own, "so-noi-vu", "du-thao.docx").unwrap().keys().collect::<Vec<_>>(), ["f1"]);
    assert!(ledger.standing(own, "so-noi-vu", "khac.docx").unwrap().is_empty());
    assert_eq!(ledger.decisions(own).unwrap().len(), 4, "all are kept");
}

#[test]
fn drafts_and_decisions_are_seen_by_whom_they_concern() {
    let mut ledger = staffed();
    let draft = ledger.keep_draft(&by("lan", "so-noi-vu"), "du-thao.docx", b"PK...").unwrap();
    let again = ledger.keep_draft(&by("lan", "so-noi-vu"), "du-thao.docx", b"PK...").unwrap();
    assert_eq!(draft, again);
    let on = |draft| NewDecision { draft: Some(draft), ..ignored("f1", "dẫn lịch sử") };
    let unit = Sight::Unit { name: "hoa", unit: "so-noi-vu" };
    ledger.decide(&by("hoa", "so-noi-vu"), unit, &on(draft.id)).unwrap();
    let foreign = ledger.decide(&by("minh", "so-noi-vu"), Sight::Own("minh"), &on(draft.id));
    let none = ledger.decide(&by("minh", "so-noi-vu"), Sight::Own("minh"), &on(99)).unwrap_err();
    assert_eq!(foreign.unwrap_err().to_string().replace('1', "99"), none.to_string(), "foreign is as not there");
    for (sight, seen) in SIGHTS.into_iter().zip([true, false, true, false, true]) {
        assert_eq!(ledger.drafts(sight).unwrap().len(), usize::from(seen), "{sight:?}");
        let kept = ledger.draft(sight, draft.id).unwrap();
        assert_eq!(kept.map(|kept| kept.bytes).as_deref(), seen.then_some(&b"PK..."[..]), "{sight:?}");
        assert_eq!(ledger.decisions(sight).unwrap().len(), usize::from(seen), "{sight:?}");
        assert_eq!(ledger.standing(sight, "so-noi-vu", "du-thao.docx").unwrap().len(), usize::from(seen), "{sight:?}");
    }
    assert!(ledger.drafts(Sight::Unit { name: "x", unit: "" }).unwrap().is_empty(), "no unit is no common unit");
    ledger.forget_draft(&by("tam", "so-y-te"), Sight::Unit { name: "tam", unit: "so-y-te" }, draft.id).unwrap_err();
    ledger.forget_draft(&by("lan", "so-noi-vu"), Sight::Own("lan"), draft.id).unwrap();
    assert_eq!((ledger.drafts(Sight::All).unwrap().len(), ledger.decisions(Sight::All).unwrap().len()), (0, 1));
}

/// Returns who is signed in by this secret, some hours later.
fn who(ledger: &Ledger, secret: &Secret, hours: i64) -> Option<String> {
    ledger.session(secret, at(hours)).unwrap().map(|session| session.user.name)
}

#[test]
fn sessions_end() {
    let mut ledger = staffed();
    let admitted = ledger.credentials("lan").unwrap().admit(PASSWORD).unwrap();
    assert_eq!(admitted.role, Role::Officer);
    for (name, password) in [("lan", ""), ("lan", "con ngựa đúng pin kẹP"), ("ai", PASSWORD), ("Lan", PASSWORD)] {
        assert_eq!(ledger.credentials(name).unwrap().admit(password), None, "{name}");
    }
    let lan = by("lan", "so-noi-vu");
    let (one, two) = (ledger.begin_session(&lan, "lan").unwrap(), ledger.begin_session(&lan, "lan").unwrap());
    assert_ne!(one, two);
    assert_eq!(who(&ledger, &one, 1).as_deref(), Some("lan"));
    assert_eq!((who(&ledger, &one, 12), who(&ledger, &Secret::shown("x"), 1)), (None, None));
    ledger.end_session(&lan, &one).unwrap();
    assert_eq!((who(&ledger, &one, 1), who(&ledger, &two, 1).is_some()), (None, true));
    // Another right or password, or being kept out, signs out.
    let quan = by("quan", "van-phong");
    ledger.change_user(&quan, "lan", Change { role: Some(Role::Reviewer), ..Change::default() }).unwrap();
    assert_eq!(who(&ledger, &two, 1), None);
    let three = ledger.begin_session(&lan, "lan").unwrap();
    ledger.set_password(&quan, "lan", "một mật khẩu khác").unwrap();
    assert_eq!(who(&ledger, &three, 1), None);
    assert!(ledger.credentials("lan").unwrap().admit(PASSWORD).is_none());
    let four = ledger.begin_session(&lan, "lan").unwrap();
    ledger.change_user(&quan, "lan", Change { disabled: Some(true), ..Change::default() }).unwrap();
    assert_eq!(who(&ledger, &four, 1), None);
    assert!(ledger.credentials("lan").unwrap().admit("một mật khẩu khác").is_none());
}

#[test]
fn users_are_named_well_and_an_administrator_is_left() {
    let mut ledger = staffed();
    let quan = by("quan", "van-phong");
    for (name, password) in
        [("@may", PASSWORD), ("Lan", PASSWORD), ("l", PASSWORD), ("lan", PASSWORD), ("lân", PASSWORD), ("moi", "ngắn")]
    {
        let new = NewUser { name, display: "", unit: "", role: Role::Officer };
        let refused = ledger.add_user(&quan, new, password);
        assert!(matches!(refused, Err(LedgerError::Refused(_))), "{name}: {refused:?}");
    }
    for change in [
        Change { disabled: Some(true), ..Change::default() },
        Change { role: Some(Role::Officer), ..Change::default() },
    ] {
        let refused = ledger.change_user(&quan, "quan", change).unwrap_err();
        assert!(refused.to_string().contains("cuối cùng"), "{refused}");
    }
    assert_eq!(ledger.user("quan").unwrap().unwrap().role, Role::Administrator);
    assert_eq!(ledger.users().unwrap().len(), 5);
}

#[test]
fn tokens_are_for_their_owner_their_scopes_and_their_time() {
    let mut ledger = staffed();
    let lan = by("lan", "so-noi-vu");
    let new = NewToken { user: "lan", label: "LibreOffice", scopes: &[Scope::Check], expires: at(24) };
    let (id, secret) = ledger.make_token(&lan, new).unwrap();
    assert!(secret.reveal().starts_with("soat_"));
    ledger.make_token(&lan, NewToken { scopes: &[], ..new }).unwrap_err();
    ledger.make_token(&lan, NewToken { expires: at(0), ..new }).unwrap_err();
    let (user, token) = ledger.admit_token(&secret, at(1)).unwrap().unwrap();
    assert_eq!((user.name.as_str(), token.scopes.as_slice()), ("lan", &[Scope::Check][..]));
    assert_eq!(ledger.admit_token(&secret, at(24)).unwrap(), None);
    assert_eq!(ledger.tokens(Sight::Own("lan")).unwrap()[0].used, Some(at(1)));
    let unit = Sight::Unit { name: "hoa", unit: "so-noi-vu" };
    assert!(ledger.tokens(unit).unwrap().is_empty(), "not even a reviewer of the unit");
    ledger.revoke_token(&by("hoa", "so-noi-vu"), unit, id).unwrap_err();
    ledger.revoke_token(&lan, Sight::Own("lan"), id).unwrap();
    assert_eq!(ledger.admit_token(&secret, at(1)).unwrap(), None);
}

#[test]
fn verdicts_know_a_pair_by_any_order() {
    let mut ledger = staffed();
    let place = |document: &str| Place { document: document.to_owned(), path: "dieu-2/khoan-1".to_owned() };
    let (a, b) = (place("a"), place("b"));
    let hoa = by("hoa", "so-noi-vu");
    let new = |tasks, what| NewVerdict { tasks, what, reason: None };
    ledger.judge(&hoa, new([b.clone(), a.clone()], Kinship::Duplicate)).unwrap();
    ledger.judge(&hoa, new([a.clone(), b.clone()], Kinship::Conflict)).unwrap();
    ledger.judge(&hoa, new([a.clone(), a.clone()], Kinship::Conflict)).unwrap_err();
    let all = ledger.verdicts().unwrap();
    assert_eq!((all.len(), all[0].what, &all[0].tasks), (1, Kinship::Conflict, &[a.clone(), b.clone()]));
    assert_eq!(ledger.verdicts_on([b, a]).unwrap().len(), 2);
}

/// Every way to tamper with the log shows, at the row where it begins.
#[test]
fn a_log_that_was_tampered_with_is_known() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("so.ledger");
    let mut ledger = Ledger::open(&path).unwrap();
    for row in 0..6 {
        let object = format!("tệp {row}");
        ledger.note(&by("lan", ""), "draft.check", &object, serde_json::json!({"findings": row})).unwrap();
    }
    let whole = ledger.verify(None).unwrap();
    assert_eq!((whole.head.seq, &whole.broken), (6, &None));
    drop(ledger);
    let original = std::fs::read(&path).unwrap();
    let untriggered = "DROP TRIGGER log_stays; DROP TRIGGER log_kept;";
    for (change, seq, why) in [
        ("UPDATE log SET who = 'minh' WHERE seq = 3", 3, Fault::Changed),
        ("UPDATE log SET at = at + 1 WHERE seq = 1", 1, Fault::Changed),
        ("UPDATE log SET address = NULL WHERE seq = 6", 6, Fault::Changed),
        ("UPDATE log SET after = object, object = after WHERE seq = 2", 2, Fault::Changed),
        ("UPDATE log SET hash = zeroblob(32) WHERE seq = 4", 4, Fault::Changed),
        ("DELETE FROM log WHERE seq = 2", 2, Fault::Missing),
        ("DELETE FROM log WHERE seq = 1; UPDATE log SET seq = seq - 1", 1, Fault::Changed),
        ("DELETE FROM log WHERE seq = 6", 6, Fault::Missing),
        ("DELETE FROM log", 1, Fault::Missing),
    ] {
        let copy = folder.path().join("copy.ledger");
        std::fs::write(&copy, &original).unwrap();
        let connection = Connection::open(&copy).unwrap();
        assert!(connection.execute_batch(change).is_err(), "the file itself refuses: {change}");
        connection.execute_batch(untriggered).unwrap();
        connection.execute_batch(change).unwrap();
        drop(connection);
        let broken = Ledger::read(&copy).unwrap().verify(Some(&whole.head)).unwrap().broken;
        assert_eq!(broken.map(|broken| (broken.seq, broken.why)), Some((seq, why)), "{change}");
    }
    // A log written anew from some row on is a good chain; what was noted elsewhere tells.
    let other = Link { seq: 6, hash: "0".repeat(64) };
    let broken = Ledger::read(&path).unwrap().verify(Some(&other)).unwrap().broken;
    assert_eq!(broken.map(|broken| broken.seq), Some(6));
}

#[test]
fn the_log_tells_who_did_what_and_no_secret() {
    let mut ledger = staffed();
    let lan = by("lan", "so-noi-vu");
    ledger.begin_session(&lan, "lan").unwrap();
    ledger.refuse_session(&lan, &"x".repeat(500)).unwrap();
    let new = NewToken { user: "lan", label: "máy", scopes: &[Scope::Read], expires: at(24) };
    let (_, secret) = ledger.make_token(&lan, new).unwrap();
    ledger.set_password(&lan, "lan", "một mật khẩu khác").unwrap();
    let all = ledger.log(Asked::default()).unwrap();
    assert!(all.iter().rev().zip(1..).all(|(row, seq)| row.seq == seq), "newest first, without gaps");
    let told = format!("{all:?}");
    for hidden in [secret.reveal(), PASSWORD, "mật khẩu khác", "argon2"] {
        assert!(!told.contains(hidden), "{hidden}");
    }
    let of = |who, what| ledger.log(Asked { who, what, before: None, limit: None }).unwrap().len();
    assert_eq!((of(Some(By::COMMAND), None), of(Some("lan"), Some("session.")), of(None, Some("%"))), (5, 2, 0));
    let page = ledger.log(Asked { before: Some(3), limit: Some(1), ..Asked::default() }).unwrap();
    assert_eq!(page.iter().map(|row| row.seq).collect::<Vec<_>>(), [2]);
}

#[test]
fn another_file_is_no_ledger() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("x");
    assert!(matches!(Ledger::read(&path), Err(LedgerError::Missing(_))));
    std::fs::write(&path, "không phải").unwrap();
    assert!(matches!(Ledger::open(&path), Err(LedgerError::NotALedger(_))));
    let other = folder.path().join("y");
    Connection::open(&other).unwrap().execute_batch("CREATE TABLE a (b)").unwrap();
    assert!(matches!(Ledger::open(&other), Err(LedgerError::NotALedger(_))));
    assert!(!path.with_extension("ledger").exists());
}

#[test]
fn a_saved_question_is_its_owners_alone_and_the_newer_of_a_name_stays() {
    let mut ledger = staffed();
    let (lan, minh) = (by("lan", "so-noi-vu"), by("minh", "so-noi-vu"));
    let new = |name, q| NewSearch { name, q, sort: Order::Newest, exact: true, as_of: "2025-07-01".parse().ok() };
    let first = ledger.save_search(&lan, &new(" cải cách ", "kế hoạch cải cách")).unwrap();
    assert_eq!(ledger.save_search(&lan, &new("cải cách", "kế hoạch nam:2017")).unwrap(), first);
    ledger.save_search(&lan, &new("an toàn", "loai:quyet-dinh")).unwrap();
    let own = ledger.searches("lan").unwrap();
    assert_eq!(own.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["an toàn", "cải cách"]);
    assert_eq!((own[1].q.as_str(), own[1].sort, own[1].exact), ("kế hoạch nam:2017", Order::Newest, true));
    assert_eq!(own[1].as_of, "2025-07-01".parse().ok());
    assert!(ledger.searches("minh").unwrap().is_empty());
    assert!(!ledger.forget_search(&minh, first).unwrap());
    assert!(ledger.forget_search(&lan, first).unwrap() && !ledger.forget_search(&lan, first).unwrap());
    for (name, q) in [("", "a"), ("a", " "), ("a\nb", "a")] {
        assert!(matches!(ledger.save_search(&lan, &new(name, q)), Err(LedgerError::Refused(_))), "{name:?} {q:?}");
    }
    for at in 0..199 {
        let name = at.to_string();
        ledger.save_search(&lan, &NewSearch { name: &name, ..new("", "a") }).unwrap();
    }
    assert!(matches!(ledger.save_search(&lan, &new("một nữa", "a")), Err(LedgerError::Refused(_))));
    let log = ledger.log(Asked { what: Some("search."), ..Asked::default() }).unwrap();
    assert!(log.iter().all(|row| row.before.is_none() && row.after.is_none()), "nobody else reads what is asked");
}

#[test]
fn drafts_of_one_name_in_two_units_are_two() {
    let mut ledger = staffed();
    let (lan, tam, quan) = (by("lan", "so-noi-vu"), by("tam", "so-y-te"), by("quan", "van-phong"));
    ledger.decide(&lan, Sight::Own("lan"), &ignored("f1", "dẫn lịch sử")).unwrap();
    ledger.decide(&tam, SIGHTS[3], &NewDecision { what: Choice::Accepted, ..ignored("f1", "") }).unwrap();
    // The administrator decides on the draft of one of them.
    let other = NewDecision { unit: Some("so-y-te"), ..ignored("f2", "đúng thẩm quyền") };
    ledger.decide(&quan, Sight::All, &other).unwrap();
    let told = |sight, unit| -> Vec<(String, Choice)> {
        let standing = ledger.standing(sight, unit, "du-thao.docx").unwrap();
        standing.into_values().map(|decision| (decision.fingerprint, decision.what)).collect()
    };
    assert_eq!(told(Sight::All, "so-noi-vu"), [("f1".to_owned(), Choice::Ignored)]);
    let of_health = [("f1".to_owned(), Choice::Accepted), ("f2".to_owned(), Choice::Ignored)];
    assert_eq!(told(Sight::All, "so-y-te"), of_health);
    assert_eq!(told(SIGHTS[3], "so-y-te"), of_health, "the unit sees what was decided on its draft");
    assert!(told(Sight::All, "van-phong").is_empty());
    // A kept draft tells by itself whose it is.
    let kept = ledger.keep_draft(&lan, "du-thao.docx", b"a").unwrap();
    let on_kept = NewDecision { draft: Some(kept.id), ..ignored("f3", "đúng thẩm quyền") };
    ledger.decide(&quan, Sight::All, &on_kept).unwrap();
    let standing = ledger.standing(SIGHTS[2], "so-noi-vu", "du-thao.docx").unwrap();
    assert_eq!(standing["f3"].what, Choice::Ignored, "a reviewer of the unit sees it");
}

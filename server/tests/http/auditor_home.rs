//! What the auditor's home says beside the record: who took what, and when all of it was checked.

use crate::html;
use crate::world::{Who, World, instant};
use domain::ledger::Seq;
use store::{LedgerCheck, RECORD_MATCHES, StoreError};

#[tokio::test]
async fn who_took_what_is_read_by_auditors_and_administrators_and_found_by_nobody_else() {
    let world = World::begin().await;
    world.signed_in(Who::Chair).await.get("/exports/actions.csv?plan=PLAN-2024").await;
    for who in [Who::Auditor, Who::Administrator] {
        let taken = world.view(who).await.taken_lately(10).await.unwrap();
        assert_eq!(taken.iter().map(|taken| taken.what.as_str()).collect::<Vec<_>>(), ["actions.csv"], "{who:?}");
    }
    for who in [Who::Chair, Who::Secretariat, Who::Justice] {
        assert!(matches!(world.view(who).await.taken_lately(10).await, Err(StoreError::NotFound)), "{who:?}");
    }
}

#[tokio::test]
async fn a_download_stands_on_the_home_from_the_point_on_at_which_it_was_taken() {
    let world = World::begin().await;
    let mut auditor = world.signed_in(Who::Auditor).await;
    auditor.get("/exports/actions.csv?plan=PLAN-2024").await;
    let words = html::words(auditor.get("/").await.text());
    assert!(words.contains("actions.csv rows Plan: PLAN-2024"), "{words}");
    let earlier = html::words(auditor.get("/?as_of=2024-03-01").await.text());
    assert!(earlier.contains("No downloads yet."), "{earlier}");
}

#[tokio::test]
async fn the_home_says_when_the_record_was_last_checked_with_what_result_and_what_came_since() {
    let world = World::begin().await;
    let mut auditor = world.signed_in(Who::Auditor).await;
    assert!(html::words(auditor.get("/").await.text()).contains("The audit log has not been verified yet"));
    let check = |fault: Option<&str>| LedgerCheck {
        at: world.store.now(),
        to: Seq(5),
        version: "0.1.0".to_owned(),
        fault: fault.map(str::to_owned),
        fault_entry: fault.map(|_| Seq(3)),
    };
    world.store.note_check(&check(None)).await.unwrap();
    let words = html::words(auditor.get("/").await.text());
    assert!(words.contains("No problems found.") && words.contains("Concord 0.1.0"), "{words}");
    assert!(words.contains("newer entries are not verified."), "{words}");
    world.store.note_check(&check(Some("Entry 3: its hash differs"))).await.unwrap();
    let words = html::words(auditor.get("/").await.text());
    assert!(words.contains("Problem found: Entry 3: its hash differs"), "{words}");
    assert_eq!(html::address(auditor.get("/").await.text(), "Open log entry 4 (index 3)"), "/record/3");
}

/// What the newest check found.
async fn checked(world: &World, at: &str, fault: Option<(&str, Seq)>) {
    let (version, at) = ("0.1.0".to_owned(), instant(at));
    let (fault, fault_entry) = (fault.map(|(fault, _)| fault.to_owned()), fault.map(|(_, entry)| entry));
    world.store.note_check(&LedgerCheck { at, to: Seq(5), version, fault, fault_entry }).await.unwrap();
}

const STANDING: &str = "The record is not whole. A check on June 3, 2024, 10:00 a.m. ET found a fault.";

#[tokio::test]
async fn a_failed_check_stands_on_the_foot_of_every_page_for_every_reader_until_a_later_check_clears_it() {
    let world = World::begin().await;
    checked(&world, "2024-06-03T14:30:00Z", None).await;
    // The clock of the record was restarted, so the later check seems the earlier one.
    checked(&world, "2024-06-03T14:00:00Z", Some(("Entry 3: version 1 of plan 0a is not it", Seq(3)))).await;
    for who in Who::SIGNED_IN {
        let mut reader = world.signed_in(who).await;
        for page in ["/", "/plans", "/actions", "/record", "/words", "/settings", "/plans/NOWHERE"] {
            let answer = reader.get(page).await;
            let foot = html::foot(answer.text());
            assert!(html::words(foot).contains(STANDING), "{who:?} {page}: {foot}");
            assert_eq!(html::address(foot, "log entry 4"), "/record/3", "{who:?} {page}");
            assert!(!foot.contains("version 1 of plan"), "{who:?} {page}: what was found names what not all may see");
        }
        let presented = reader.get("/since?present=1").await;
        assert!(html::words(presented.text()).contains(STANDING), "{who:?}: a presented page has no foot, and says it");
        let past = reader.get("/actions?as_of=2024-03-05").await;
        assert!(html::words(html::foot(past.text())).contains(STANDING), "the foot speaks of now");
        assert_eq!(html::address(html::foot(past.text()), "log entry 4"), "/record/3", "{who:?}");
        assert_eq!(reader.get("/record/3").await.status.as_u16(), 200, "{who:?}");
    }
    let mut visitor = world.visitor();
    let sign_in = visitor.get("/sign-in").await;
    assert!(!sign_in.text().contains("not whole"), "{}", sign_in.text());

    checked(&world, "2024-06-03T13:00:00Z", None).await;
    let mut auditor = world.signed_in(Who::Auditor).await;
    for page in ["/", "/actions"] {
        let answer = auditor.get(page).await;
        assert!(!html::words(answer.text()).contains("not whole"), "{page}: {}", answer.text());
    }
}

#[tokio::test]
async fn a_record_that_only_lost_its_guards_is_not_said_to_be_broken() {
    let world = World::begin().await;
    let fault = Some(format!("{RECORD_MATCHES}1 guard is missing, changed, or switched off: links_delete."));
    let (at, version) = (instant("2024-06-03T14:00:00Z"), "0.1.0".to_owned());
    let found = LedgerCheck { at, to: Seq(5), version, fault, fault_entry: None };
    world.store.note_check(&found).await.unwrap();
    let answer = world.signed_in(Who::Chair).await.get("/plans").await;
    let words = html::words(html::foot(answer.text()));
    assert!(words.contains("A guard of the record is missing or changed."), "{words}");
    assert!(words.contains("found the record whole") && !words.contains("not whole"), "{words}");
}

#[tokio::test]
async fn a_fault_that_lies_in_no_entry_is_said_without_a_link() {
    let world = World::begin().await;
    for entry in [None, Some(Seq(1_000_000))] {
        let fault = Some("The checkpoint doesn't match these entries".to_owned());
        let (at, version) = (instant("2024-06-03T14:00:00Z"), "0.1.0".to_owned());
        let found = LedgerCheck { at, to: Seq(5), version, fault, fault_entry: entry };
        world.store.note_check(&found).await.unwrap();
        let answer = world.signed_in(Who::Chair).await.get("/plans").await;
        let foot = html::foot(answer.text());
        assert!(html::words(foot).contains(STANDING) && !foot.contains("/record/1"), "{foot}");
    }
}

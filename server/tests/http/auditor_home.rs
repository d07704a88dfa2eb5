//! What the auditor's home says beside the record: who took what, and when all of it was checked.

use crate::html;
use crate::world::{Who, World};
use domain::ledger::Seq;
use store::{StoreError, Verification};

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
    assert!(words.contains("actions.csv rows plan: PLAN-2024"), "{words}");
    let earlier = html::words(auditor.get("/?as_of=2024-03-01").await.text());
    assert!(earlier.contains("Nobody has taken a file until this point."), "{earlier}");
}

#[tokio::test]
async fn the_home_says_when_the_record_was_last_checked_with_what_result_and_what_came_since() {
    let world = World::begin().await;
    let mut auditor = world.signed_in(Who::Auditor).await;
    assert!(html::words(auditor.get("/").await.text()).contains("Nobody has checked the whole record"));
    let check = |fault: Option<&str>| Verification {
        at: world.store.now(),
        to: Seq(5),
        version: "0.1.0".to_owned(),
        fault: fault.map(str::to_owned),
    };
    world.store.note_verification(&check(None)).await.unwrap();
    let words = html::words(auditor.get("/").await.text());
    assert!(words.contains("The record is whole.") && words.contains("concord 0.1.0"), "{words}");
    assert!(words.contains("entries came since and are not checked."), "{words}");
    world.store.note_verification(&check(Some("entry 3: its hash differs"))).await.unwrap();
    let words = html::words(auditor.get("/").await.text());
    assert!(words.contains("The record is not whole. entry 3: its hash differs"), "{words}");
}

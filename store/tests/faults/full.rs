//! The disk is full, and then has room again.

use crate::desk::{Answer, Desk};
use crate::engine::runtime;
use crate::world::objects::JUSTICE_LIAISON;
use domain::ids::PersonId;
use domain::ledger::Seq;
use domain::security::SecurityEvent;
use faults::{Code, Operation};
use store::{DownloadNote, SecurityNote, SessionLimits, StoreError, Taken, Token};

#[test]
fn what_is_answered_as_saved_after_a_full_disk_is_there_after_a_restart() {
    runtime().block_on(async {
        let mut desk = Desk::begin().await;
        desk.submit_until_saved().await;
        desk.faults.full_disk();
        assert_eq!((desk.submit().await, desk.submit().await), (Answer::Refused, Answer::Refused));
        desk.holds_after_a_crash("While the disk is full").await;
        desk.faults.heal();
        for _ in 0..3 {
            desk.submit_until_saved().await;
        }
        desk.holds_after_a_crash("With room again").await;
    });
}

#[test]
fn once_there_is_room_again_other_servers_and_programs_write_too() {
    runtime().block_on(async {
        let mut desk = Desk::begin().await;
        let other = desk.other_server().await;
        desk.faults.full_disk();
        assert_eq!((desk.submit().await, desk.submit().await), (Answer::Refused, Answer::Refused));
        desk.faults.heal();
        desk.submit_until_saved().await;
        other.begin_session(None, desk.world.now()).await.unwrap();
        let written = desk.other_process().execute("UPDATE sessions SET seen_at = seen_at + 1", []);
        assert_eq!(written.unwrap(), 1);
        desk.submit_until_saved().await;
        desk.holds_after_a_crash("After others wrote").await;
    });
}

#[test]
fn sessions_notices_and_downloads_noted_after_a_full_disk_are_there_after_a_restart() {
    runtime().block_on(async {
        let mut desk = Desk::begin().await;
        let before = desk.world.store.begin_session(Some(JUSTICE_LIAISON), desk.world.now()).await.unwrap();
        desk.faults.full_disk();
        assert_eq!((desk.submit().await, desk.submit().await), (Answer::Refused, Answer::Refused));
        // Nobody is told that any of this was kept.
        assert!(write_beside_the_record(&desk, &before).await.is_err());
        assert!(desk.world.store.set_password(JUSTICE_LIAISON, "$argon2id$", desk.world.now()).await.is_err());
        desk.faults.heal();
        desk.submit_until_saved().await;
        let after = write_beside_the_record(&desk, &before).await.unwrap();
        desk.world.store.end_session(&before).await.unwrap();

        let left = desk.after_a_crash().await;
        let lasts =
            async |token: &Token| left.world.store.session_lasts(token, left.world.now(), limits()).await.unwrap();
        assert!(lasts(&after).await, "who signed in is signed in");
        assert!(!lasts(&before).await, "who signed out is signed out");
        assert_eq!(left.world.store.notice(&after, "/actions").await.unwrap().unwrap().notice, "Saved.");
        let taken = left.world.view(&left.world.auditor).await.taken_lately(10).await.unwrap();
        assert_eq!(taken.len(), 1, "each download that was let out is noted once");
        desk.holds_after_a_crash("With room again").await;
    });
}

/// A row that is written over fits where a form does not.
#[test]
fn a_server_on_a_disk_without_room_for_one_more_form_is_not_ready_until_there_is_room() {
    runtime().block_on(async {
        let mut desk = Desk::begin().await;
        let store = desk.world.store.clone();
        let leave_little = |desk: &Desk| {
            desk.faults.mark();
            desk.faults.fail_from(Operation::Write, 12, Code::Full);
        };
        leave_little(&desk);
        let refused = store.prove_that_it_writes().await;
        assert!(matches!(refused, Err(StoreError::Full(_))), "{refused:?}");
        desk.faults.heal();
        store.prove_that_it_writes().await.unwrap();

        // Proved a moment ago. Somebody who submits finds out sooner than the next proof is due.
        desk.faults.full_disk();
        while desk.submit().await == Answer::Saved {}
        desk.faults.heal();
        leave_little(&desk);
        assert!(store.prove_that_it_writes().await.is_err(), "A form was refused, and there is no room for the next");
        desk.faults.heal();
        store.prove_that_it_writes().await.unwrap();
        desk.submit_until_saved().await;
        desk.holds_after_a_crash("With room again").await;
    });
}

/// A password is set in a transaction of its own, which the record knows nothing of.
#[test]
fn a_password_that_could_not_be_set_on_a_full_disk_takes_nothing_with_it_that_comes_after() {
    runtime().block_on(async {
        let mut desk = Desk::begin().await;
        let set = async |desk: &Desk, hash: &str| {
            desk.world.store.set_password(JUSTICE_LIAISON, hash, desk.world.now()).await
        };
        desk.faults.full_disk();
        assert!(set(&desk, "$argon2id$first").await.is_err());
        assert!(set(&desk, "$argon2id$second").await.is_err());
        desk.faults.heal();
        set(&desk, "$argon2id$third").await.unwrap();
        desk.submit_until_saved().await;
        let left = desk.after_a_crash().await;
        let hash = left.world.store.password_hash(JUSTICE_LIAISON).await.unwrap();
        assert_eq!(hash.as_deref(), Some("$argon2id$third"));
        desk.holds_after_a_crash("With room again").await;
    });
}

/// What does not fit into SQLite's memory goes to the disk before the commit, and a full disk ends the transaction there.
#[test]
fn a_change_too_large_for_memory_that_meets_a_full_disk_is_refused_whole() {
    runtime().block_on(async {
        let mut desk = Desk::begin().await;
        let head = desk.world.head().await;
        desk.faults.full_disk();
        assert!(desk.import_much().await.is_err());
        assert!(desk.faults.failed() > 0);
        desk.faults.heal();
        desk.submit_until_saved().await;
        assert_eq!(desk.world.head().await, Seq(head.0 + 1));
        desk.holds_after_a_crash("With room again").await;
    });
}

/// A sign-in, a notice for it and a download, none of which is in the record.
async fn write_beside_the_record(desk: &Desk, session: &Token) -> Result<Token, StoreError> {
    let (store, at, person) = (&desk.world.store, desk.world.now(), JUSTICE_LIAISON);
    let noted = store.note_download(&download(person, desk.world.now())).await;
    let left = store.leave_notice(session, "/actions", "Saved.", at).await;
    let begun = store.begin_session(Some(person), at).await;
    // Each of them is tried on a full disk: one that is kept there would be told so.
    assert_eq!([left.is_ok(), begun.is_ok()], [noted.is_ok(); 2]);
    let token = begun?;
    store.leave_notice(&token, "/actions", "Saved.", at).await?;
    Ok(token)
}

fn download(person: PersonId, at: domain::date::Instant) -> DownloadNote {
    let (what, query) = ("actions.csv".to_owned(), String::new());
    let taken = Taken { at, person, what, query, position: Seq(8), rows: 4, is_withheld: false };
    DownloadNote { taken: Some(taken), security: SecurityNote::of(SecurityEvent::Downloaded, person, None) }
}

fn limits() -> SessionLimits {
    SessionLimits { idle: chrono::TimeDelta::minutes(30), absolute: chrono::TimeDelta::hours(8) }
}

//! The disk fails once, at each step of a commit in turn.

use crate::desk::{Answer, Desk};
use crate::engine::runtime;
use faults::{Code, Faults, Operation};

/// More steps than any commit of these tests has.
const MOST: u64 = 400;

#[test]
fn no_room_for_any_one_write_of_a_commit_loses_nothing_that_was_answered_as_saved() {
    fail_at_each(Operation::Write, |faults, nth| faults.fail(Operation::Write, nth, Code::Full));
}

#[test]
fn an_error_in_any_one_write_of_a_commit_loses_nothing_that_was_answered_as_saved() {
    fail_at_each(Operation::Write, |faults, nth| faults.fail(Operation::Write, nth, Code::IoErrWrite));
}

#[test]
fn any_one_write_of_a_commit_that_reaches_the_disk_by_half_loses_nothing_that_was_answered_as_saved() {
    fail_at_each(Operation::Write, |faults, nth| faults.tear(nth, Code::IoErrWrite));
}

#[test]
fn any_one_sync_of_a_commit_that_fails_loses_nothing_that_was_answered_as_saved() {
    fail_at_each(Operation::Sync, |faults, nth| faults.fail(Operation::Sync, nth, Code::IoErrSync));
}

#[test]
fn an_error_in_any_one_read_of_a_commit_loses_nothing_that_was_answered_as_saved() {
    fail_at_each(Operation::Read, |faults, nth| faults.fail(Operation::Read, nth, Code::IoErrRead));
}

/// A full disk ends the transaction; one that stays full from the middle of a commit on is what people meet.
#[test]
fn a_disk_that_fills_up_in_the_middle_of_a_commit_loses_nothing_that_was_answered_as_saved() {
    fail_at_each(Operation::Write, |faults, nth| faults.fail_from(Operation::Write, nth, Code::Full));
}

/// What a commit added to the log is kept in the log when it cannot be written back into the file.
#[test]
fn a_log_that_cannot_be_written_back_into_the_file_is_still_there_after_a_crash() {
    runtime().block_on(async {
        let syncs = syncs_of_a_large_change().await;
        // The first is that of the commit; the last two are of the log and of the file, around the writing back.
        for nth in [syncs - 1, syncs] {
            let mut desk = Desk::begin().await;
            desk.submit_until_saved().await;
            desk.faults.mark();
            desk.faults.fail(Operation::Sync, nth, Code::IoErrSync);
            desk.import_much().await.unwrap();
            assert_eq!(desk.faults.failed(), 1);
            let left = desk.after_a_crash().await;
            assert_eq!(left.world.checkpoint().await, desk.world.checkpoint().await);
            desk.submit_until_saved().await;
            desk.holds_after_a_crash("After a failed write-back").await;
        }
    });
}

async fn syncs_of_a_large_change() -> u64 {
    let mut desk = Desk::begin().await;
    desk.submit_until_saved().await;
    desk.faults.mark();
    desk.import_much().await.unwrap();
    let syncs = desk.faults.count(Operation::Sync);
    assert!(syncs >= 3, "the log was not written back: {syncs} syncs");
    syncs
}

/// Each round submits once with one more step before the fault, until the fault would come after the last step.
fn fail_at_each(operation: Operation, fail: impl Fn(&Faults, u64)) {
    runtime().block_on(async {
        let mut desk = Desk::begin().await;
        desk.submit_until_saved().await;
        for nth in 1..=MOST {
            desk.faults.mark();
            fail(&desk.faults, nth);
            let answer = desk.submit().await;
            let came = desk.faults.failed() > 0;
            desk.holds_after_a_crash(&format!("{operation:?} {nth} failed, answered {answer:?}")).await;
            desk.faults.heal();
            desk.submit_until_saved().await;
            desk.holds_after_a_crash(&format!("{operation:?} {nth} failed, then one more saved")).await;
            if !came {
                assert_eq!(answer, Answer::Saved);
                assert!(nth > 1, "nothing failed");
                println!("{operation:?}: each of {} made to fail", nth - 1);
                return;
            }
        }
        panic!("a commit has more steps than are tried");
    });
}

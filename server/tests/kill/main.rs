//! An acknowledged write is never lost, even when the server is killed at a random moment.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout, reason = "A test may stop where it stands.")]

#[path = "../cli/place.rs"]
#[allow(dead_code, reason = "The other tests use all of it.")]
mod place;
#[path = "../cli/running.rs"]
#[allow(dead_code, reason = "The other tests use all of it.")]
mod running;
mod stored;
mod writers;

use place::Place;
use running::Running;
use std::collections::BTreeSet;
use stored::Stored;
use writers::{Session, write_until_killed};

const ROUNDS: u64 = 20;
/// Acknowledged writes in each round, before the kill is due.
const WRITES: usize = 200;

#[test]
fn no_acknowledged_write_is_lost_and_none_is_half_there_when_the_server_is_killed_twenty_times() {
    let place = Place::empty();
    place.run(&["serve", "--demo", "--prepare-only"]).succeeded();
    let before = stored::milestones(&place);
    let action = stored::action_of_justice(&place);
    let mut session = None;
    let mut acknowledged = BTreeSet::new();
    for round in 0..ROUNDS {
        let server = Running::start(&place, &["--demo"]);
        let session = session.get_or_insert_with(|| Session::sign_in(server.address()));
        let lost = stored::missing(&place, &acknowledged);
        assert!(lost.is_empty(), "Before round {round} {} acknowledged writes were gone", lost.len());
        acknowledged.extend(write_until_killed(server, session, &action, round, WRITES));
    }
    // The last kill is recovered from as the others are: by opening the record again.
    assert!(Running::start(&place, &["--demo"]).terminate().success());

    let stored = Stored::read(&place);
    let lost = acknowledged.difference(&stored.milestones).count();
    let written = stored.milestones.len() - before.len();
    println!("{ROUNDS} kills, {} writes acknowledged, {written} written, {lost} lost", acknowledged.len());
    assert!(acknowledged.len() >= 4_000, "{}", acknowledged.len());
    assert_eq!(lost, 0);
    assert_eq!(
        stored.planned_entries,
        stored.milestones.len(),
        "A milestone without its entry, or an entry without its milestone"
    );
    assert_eq!(stored.integrity, "ok");
    assert_eq!(stored.broken_references, 0);
    assert!(place.run(&["verify"]).succeeded().starts_with("No problems found.\n"));
}

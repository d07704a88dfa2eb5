//! A database that is older than the last head that was signed, put back on either engine: the way on.

use crate::clock::add_account;
use crate::engine::{Engine, Seat};
use crate::place::Place;
use crate::running::{Running, SERVE};
use std::fs;

on_both_engines! {
    an_operator_who_puts_last_nights_copy_back_accepts_the_fork_and_keeps_every_proof_of_what_was_lost,
    an_operator_whose_record_continues_has_nothing_to_accept,
}

const HEAD: &str = "concord.db.key.checkpoint";

fn an_operator_who_puts_last_nights_copy_back_accepts_the_fork_and_keeps_every_proof_of_what_was_lost(engine: Engine) {
    let lost = Seat::empty(engine);
    lost.run(&["migrate"]).succeeded();
    let back = lost.copy();
    add_account(&lost, "ana").succeeded();
    for name in ["concord.db.key", HEAD] {
        fs::copy(lost.place.path(name), back.place.path(name)).unwrap();
    }
    let refusal = back.run(&SERVE).refused(1);
    assert!(refusal.contains("This database has 1 log entry, but checkpoint "), "{refusal}");
    assert!(refusal.contains("Entry 1 is missing.") && refusal.contains("`concord restore --help`"), "{refusal}");

    let said = back.run(&["restore", "--accept-fork"]).succeeded();
    assert!(said.contains("The log now diverges from earlier checkpoints"), "{said}");
    assert!(said.contains(&format!("{HEAD}.lost-2")), "{said}");
    let proof = fs::read_to_string(back.place.path(&format!("{HEAD}.lost-2"))).unwrap();
    assert_eq!(proof, fs::read_to_string(lost.place.path(HEAD)).unwrap());
    assert!(back.run(&["verify"]).succeeded().starts_with("No problems found.\nEntries:       1\n"));
    add_account(&back, "bo").succeeded();
    assert!(Running::begin(back.command(&SERVE)).terminate().success());

    // Once more, over as many entries: no proof takes the place of another.
    let second = fs::read_to_string(back.place.path(HEAD)).unwrap();
    fs::copy(lost.place.path(HEAD), back.place.path(HEAD)).unwrap();
    let said = back.run(&["restore", "--accept-fork"]).succeeded();
    assert!(said.contains(&format!("{HEAD}.lost-2-2")), "{said}");
    assert_eq!(fs::read_to_string(back.place.path(&format!("{HEAD}.lost-2"))).unwrap(), proof);
    assert_eq!(fs::read_to_string(back.place.path(HEAD)).unwrap(), second);
}

fn an_operator_whose_record_continues_has_nothing_to_accept(engine: Engine) {
    let seat = Seat::empty(engine);
    let refusal = seat.run(&["restore", "--accept-fork"]).refused(2);
    assert!(refusal.contains("`concord migrate`"), "{refusal}");
    seat.run(&["migrate"]).succeeded();
    let before = fs::read(seat.place.path(HEAD)).unwrap();
    let said = seat.run(&["restore", "--accept-fork"]).succeeded();
    assert!(
        said.ends_with("continues the last signed checkpoint: 1 log entry, verified. The log does not diverge.\n"),
        "{said}"
    );
    assert_eq!(fs::read(seat.place.path(HEAD)).unwrap(), before);
}

#[test]
fn a_restore_without_a_copy_and_without_a_fork_says_what_it_needs() {
    let refusal = Place::with_a_plan().run(&["restore"]).refused(2);
    assert!(refusal.contains("<FROM>"), "{refusal}");
}

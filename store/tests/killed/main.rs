//! A process that writes is killed again and again: what it said was saved is there, and so is every head that it showed.
//!
//! `server/tests/kill` does the same to the server, through forms. Here the writes are many and the rounds short.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout, reason = "A test may stop where it stands.")]

use fixtures::{engine, words, world};

mod record;
mod writer;

use record::Record;
use std::env;
use std::time::Instant;
use writer::{Said, write_until_killed};

/// With the twenty rounds of the server it makes a hundred.
const ROUNDS: u64 = 80;
/// Acknowledged writes in each round, before the kill is due.
const WRITES: usize = 210;

#[test]
fn nothing_acknowledged_is_lost_and_no_head_shown_is_missing_when_a_writer_is_killed_eighty_times() {
    if let Some(file) = env::var_os(writer::FILE) {
        // This is the process that will be killed.
        return writer::write(file.as_ref());
    }
    let begin = Instant::now();
    let record = Record::begin();
    let mut said = Said::default();
    for round in 0..ROUNDS {
        said.extend(write_until_killed(record.file(), round, WRITES));
        let lost = said.saved.difference(&record.milestones()).count();
        assert_eq!(lost, 0, "After round {round} {lost} acknowledged writes are gone");
    }
    let (saved, heads, seconds) = (said.saved.len(), said.heads.len(), begin.elapsed().as_secs());
    println!("{ROUNDS} kills, {saved} writes acknowledged, 0 lost, {heads} heads shown, {seconds} s");
    assert!(saved >= 16_000, "{saved}");
    record.is_whole_and_has(&said.heads);
}

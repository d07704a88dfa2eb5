//! A record that is dated ahead of the clock: what the operator is told, and the way on.

use crate::engine::{Engine, Seat};
use crate::place::{Place, published};
use crate::running::{Running, SERVE};
use crate::upgrades::fill::{give_key, open, person};
use chrono::{TimeDelta, Utc};
use domain::actor::Actor;
use std::fs::File;
use std::thread::sleep;
use std::time::{Duration, Instant};
use store::Clock;
use tokio::runtime::Runtime;

on_both_engines! {
    an_operator_whose_record_is_dated_ahead_is_told_everywhere_and_can_let_people_write_on,
}

const REFUSED: &str = "The last entry of the record is dated ";
const AHEAD: &str = "The record is dated ahead of the clock. Nothing can be saved until ";

fn an_operator_whose_record_is_dated_ahead_is_told_everywhere_and_can_let_people_write_on(engine: Engine) {
    let seat = dated_ahead(engine);
    let refusal = add_account(&seat, "ana").refused(2);
    assert!(refusal.starts_with(REFUSED), "{refusal}");
    let doctor = seat.run(&["doctor"]);
    assert!(doctor.status == 1 && doctor.out.contains(&format!("FAIL  Dates           {AHEAD}")), "{doctor:?}");
    let looked = seat.run(&["clock"]);
    assert!(looked.out.contains(AHEAD), "{looked:?}");
    assert!(looked.refused(2).contains("The clock and the record do not agree."));

    let log = seat.place.path("log");
    let mut serve = seat.command(&SERVE);
    serve.stderr(File::create(&log).unwrap());
    let server = Running::begin(serve);
    let ready = server.get("/readyz");
    assert!(ready.starts_with("HTTP/1.1 503") && ready.contains(&format!("no: {AHEAD}")), "{ready}");
    assert!(server.get("/sign-in").contains("last entry is dated "), "Every page says so");
    let is_logged = || std::fs::read_to_string(&log).unwrap().contains(AHEAD);
    assert!(holds_within(Duration::from_secs(20), is_logged), "The log says so");

    let said = seat.run(&["clock", "--accept"]).succeeded();
    assert!(said.starts_with("Accepted the clock. The audit log records it.\n"), "{said}");
    assert!(said.contains("Entries carry the date of the last one until "), "{said}");
    let page = server.get("/sign-in");
    assert!(page.contains("What you save is dated ") && !page.contains("nothing can be saved"), "{page}");
    let doctor = seat.run(&["doctor"]).succeeded();
    assert!(doctor.contains("WARN  Dates "), "{doctor}");
    assert!(doctor.contains("Entries carry the date of the last one until "), "{doctor}");
    add_account(&seat, "ana").succeeded();
    assert!(server.get("/readyz").ends_with("yes\n"));
    assert!(server.terminate().success());
    let said = seat.run(&["verify"]).succeeded();
    assert!(said.starts_with("No problems found.\nEntries:       4\n"), "{said}");
}

#[test]
fn an_operator_whose_clock_agrees_is_told_so_and_has_nothing_to_accept() {
    let place = Place::with_a_plan();
    let said = place.run(&["clock", "--accept"]).succeeded();
    assert!(said.ends_with("The clock agrees with the record.\n"), "{said}");
    assert!(place.run(&["verify"]).succeeded().starts_with("No problems found.\nEntries:       2\n"));
}

#[test]
fn a_clock_that_went_further_than_time_since_the_last_change_makes_no_entry_until_it_is_accepted() {
    let place = Place::with_a_plan();
    // As if the last change had been made when the clock was ten minutes slow.
    place.tamper("UPDATE clock_seen SET wall = wall - 600000000");
    let add = ["user", "add", "ana@agency.example", "--name", "Ana", "--role", "auditor"];
    let refusal = place.run(&add).refused(2);
    assert!(refusal.starts_with("Since the last change, this server's clock moved ahead "), "{refusal}");
    place.run(&["clock", "--accept"]).succeeded();
    place.run(&add).succeeded();
    // Tampering removed the guards; this restores them.
    place.run(&["migrate"]).succeeded();
    assert!(place.run(&["verify"]).succeeded().starts_with("No problems found.\nEntries:       4\n"));
}

/// As a service leaves the record that may not read the number of the machine's start.
#[test]
fn an_operator_is_told_where_a_clock_that_is_set_ahead_would_not_be_noticed() {
    let place = Place::with_a_plan();
    place.execute("UPDATE clock_seen SET boot = ''");
    let doctor = place.run(&["doctor"]).succeeded();
    assert!(doctor.contains("WARN  Dates ") && doctor.contains("ProcSubset"), "{doctor}");
    let log = place.path("log");
    let mut serve = place.command(&SERVE);
    serve.env("CONCORD_LOG", "warn").stderr(File::create(&log).unwrap());
    assert!(Running::begin(serve).terminate().success());
    let log = std::fs::read_to_string(log).unwrap();
    assert!(log.contains("A clock that is set ahead would not be noticed"), "{log}");
}

#[test]
fn the_documented_service_lets_the_server_read_which_start_of_the_machine_it_is() {
    let manual = std::fs::read_to_string(published("docs/operations.md")).unwrap();
    let (_, unit) = manual.split_once("ExecStart=/usr/local/bin/concord serve").unwrap();
    let (unit, _) = unit.split_once("```").unwrap();
    assert!(unit.contains("ProtectProc=invisible") && !unit.contains("ProcSubset"), "{unit}");
}

/// A record whose second entry is dated a day ahead.
fn dated_ahead(engine: Engine) -> Seat {
    let seat = Seat::empty(engine);
    give_key(&seat);
    seat.run(&["migrate"]).succeeded();
    Runtime::new().unwrap().block_on(async {
        let store = open(&seat.whole_url(), &Clock::standing_at(Utc::now() + TimeDelta::days(1))).await;
        let mut change = store.change(&Actor::Operator).await.unwrap();
        change.add_person(person("sam", domain::actor::Role::Secretariat, None)).await.unwrap();
        change.commit().await.unwrap();
        store.close().await.unwrap();
    });
    seat
}

/// What the server does by itself it does soon, and not at once.
fn holds_within(time: Duration, holds: impl Fn() -> bool) -> bool {
    let until = Instant::now() + time;
    while Instant::now() < until {
        if holds() {
            return true;
        }
        sleep(Duration::from_millis(20));
    }
    holds()
}

pub fn add_account(seat: &Seat, name: &str) -> crate::place::Ran {
    let address = format!("{name}@agency.example");
    seat.run(&["user", "add", &address, "--name", name, "--role", "auditor"])
}

//! `concord migrate`, interrupted, twice at once, and where it has no business.

use crate::engine::{Engine, Seat};
use std::fs;
use std::process::Stdio;
use std::thread::sleep;
use std::time::{Duration, Instant};

on_both_engines! {
    an_operator_whose_migration_was_killed_runs_it_again_and_has_a_whole_record,
    two_operators_who_migrate_at_once_make_one_record,
    an_operator_whose_database_is_gone_begins_no_second_record_beside_the_signed_head,
    a_database_of_another_program_is_refused_and_stays_as_it_was,
    a_server_that_is_refused_before_the_migration_makes_nothing,
    a_database_that_a_newer_version_changed_is_refused_by_name,
    a_migration_says_nothing_in_the_log_of_what_is_there_already,
}

const HEAD: &str = "concord.db.key.checkpoint";

/// At how many moments of a migration it is killed.
const KILLS: u32 = 20;

fn an_operator_whose_migration_was_killed_runs_it_again_and_has_a_whole_record(engine: Engine) {
    let whole = Seat::empty(engine);
    let begun = Instant::now();
    whole.run(&["migrate"]).succeeded();
    let takes = begun.elapsed();
    for kill in 0..KILLS {
        let seat = Seat::empty(engine);
        kill_after(&seat, takes * kill / KILLS);
        seat.run(&["migrate"]).succeeded();
        assert_eq!(seat.schema(), whole.schema(), "killed at {kill} of {KILLS}");
        assert!(seat.run(&["verify"]).succeeded().starts_with("No problems found.\nEntries:       1\n"));
    }
}

/// Starts a migration and ends it as by `kill -9`.
pub fn kill_after(seat: &Seat, time: Duration) {
    let mut migrating = seat.command(&["migrate"]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    sleep(time);
    migrating.kill().unwrap();
    migrating.wait().unwrap();
}

fn an_operator_whose_database_is_gone_begins_no_second_record_beside_the_signed_head(engine: Engine) {
    let lost = Seat::empty(engine);
    lost.run(&["migrate"]).succeeded();
    let back = Seat::empty(engine);
    for name in ["concord.db.key", HEAD] {
        fs::copy(lost.place.path(name), back.place.path(name)).unwrap();
    }
    let refusal = back.run(&["migrate"]).refused(1);
    let says = "The database is empty, but checkpoint ";
    assert!(refusal.contains(says) && refusal.contains("`concord restore`"), "{refusal}");
    assert!(!back.place.path("concord.db").exists(), "no empty database is left");
    fs::remove_file(back.place.path(HEAD)).unwrap();
    back.run(&["migrate"]).succeeded();
}

fn two_operators_who_migrate_at_once_make_one_record(engine: Engine) {
    let seat = Seat::empty(engine);
    let both =
        [(); 2].map(|()| seat.command(&["migrate"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap());
    let said = both.map(|one| crate::place::Ran::of(&one.wait_with_output().unwrap()).succeeded());
    let begun = said.iter().filter(|said| said.contains("Database ready.")).count();
    assert_eq!(begun, 1, "{said:?}");
    let keys = said.each_ref().map(|said| said.lines().last().unwrap());
    assert_eq!(keys[0], keys[1]);
    assert!(seat.run(&["verify"]).succeeded().starts_with("No problems found.\nEntries:       1\n"));
}

fn a_database_of_another_program_is_refused_and_stays_as_it_was(engine: Engine) {
    for foreign in [
        "CREATE TABLE invoices (id INTEGER PRIMARY KEY)",
        // Another program that keeps its migrations as we do.
        "CREATE TABLE invoices (id INTEGER PRIMARY KEY); \
         CREATE TABLE seaql_migrations (version varchar(255) NOT NULL PRIMARY KEY, applied_at bigint NOT NULL); \
         INSERT INTO seaql_migrations VALUES ('m20200101_000001_invoices', 0)",
    ] {
        let seat = Seat::empty(engine);
        seat.execute(foreign);
        let before = seat.schema();
        for command in [&["migrate"][..], &["serve"], &["verify"]] {
            let refusal = seat.run(command).refused(2);
            assert!(
                refusal.contains("is not a Concord database: it holds the table invoices. Nothing was changed."),
                "{command:?}: {refusal}"
            );
            assert_eq!(seat.schema(), before, "{command:?}");
        }
        assert!(!seat.place.path("concord.db.key").exists());
    }
}

fn a_server_that_is_refused_before_the_migration_makes_nothing(engine: Engine) {
    let seat = Seat::empty(engine);
    if engine == Engine::Sqlite {
        fs::write(seat.place.path("concord.db"), "").unwrap();
    }
    let refusal = seat.run(&["serve"]).refused(2);
    assert!(refusal.contains(" has no data yet."), "{refusal}");
    assert!(refusal.ends_with("To create a database, run `concord migrate`.\n"), "{refusal}");
    assert_eq!(seat.schema(), Vec::<String>::new());
    assert!(!seat.place.path("concord.db-wal").exists() && !seat.place.path("concord.db.key").exists());
    if engine == Engine::Sqlite {
        assert_eq!(fs::metadata(seat.place.path("concord.db")).unwrap().len(), 0);
    }
}

fn a_database_that_a_newer_version_changed_is_refused_by_name(engine: Engine) {
    let seat = Seat::empty(engine);
    seat.run(&["migrate"]).succeeded();
    seat.execute("INSERT INTO seaql_migrations (version, applied_at) VALUES ('m20991231_000001_later', 0)");
    for command in [&["migrate"][..], &["serve"]] {
        let refusal = seat.run(command).refused(2);
        assert!(
            refusal.contains("was changed by a newer version of Concord (m20991231_000001_later)."),
            "{command:?}: {refusal}"
        );
    }
}

fn a_migration_says_nothing_in_the_log_of_what_is_there_already(engine: Engine) {
    let seat = Seat::empty(engine);
    let migrated = seat.command(&["migrate"]).env("CONCORD_LOG", "info").output().unwrap();
    let migrated = crate::place::Ran::of(&migrated);
    assert!(!migrated.err.contains("already exists"), "{}", migrated.err);
    migrated.succeeded();
}

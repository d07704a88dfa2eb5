//! `concord doctor`: what an operator reads on one screen.

use crate::engine::{Engine, Seat};
use crate::place::{Place, Ran};
use crate::postgres::OnPostgres;
use std::os::unix::fs::PermissionsExt;
use std::process::Command;

/// The line of one check, with what stands below it.
fn line(said: &str, check: &str) -> String {
    let mut lines = said.lines().skip_while(|line| !line.get(6..).is_some_and(|rest| rest.starts_with(check)));
    let first = lines.next().unwrap_or_else(|| panic!("No line of {check} in:\n{said}")).to_owned();
    let below = lines.take_while(|line| line.starts_with(' ')).map(str::trim);
    std::iter::once(first.as_str()).chain(below).collect::<Vec<_>>().join(" ")
}

/// What it said, where something fails.
fn failing(ran: Ran) -> String {
    assert_eq!(ran.status, 1, "{}{}", ran.out, ran.err);
    ran.out
}

#[test]
fn on_a_sound_record_nothing_fails_and_each_thing_has_its_line() {
    let place = Place::with_a_plan();
    place.run(&["verify"]).succeeded();
    place.run(&["backup", "copy.db"]).succeeded();
    let said = place.run(&["doctor"]).succeeded();
    for (check, words) in [
        ("Settings", "All names are known."),
        ("Public address", "this machine only"),
        ("Database", "sqlite://concord.db answers: SQLite, "),
        ("Writing", "Wrote 64 kB"),
        ("Schema", "Up to date."),
        ("Guards", " triggers that protect the record are present."),
        ("Record", "2 log entries of real progress."),
        ("Signing key", "Public key: 127.0.0.1/concord+"),
        ("Checkpoint", "The log continues the one over 2 log entries."),
        ("Dates", "The clock agrees with the record."),
        ("Last check", "no problems found in all 2 log entries."),
        ("Clock", "It agrees with the database clock."),
        ("Last backup", ", 2 log entries, to "),
    ] {
        let line = line(&said, check);
        assert!(line.starts_with("OK ") && line.contains(words), "{line}");
    }
    assert!(line(&said, "Disk space").contains(" are free in /"), "{said}");
    assert!(said.lines().count() <= 24, "It fits a screen: {said}");
    place.run(&["verify"]).succeeded();
}

#[test]
fn what_was_never_done_is_a_warning_with_what_to_do() {
    let said = Place::with_a_plan().run(&["doctor"]).succeeded();
    for (check, words) in [("Last check", "Run `concord verify`"), ("Last backup", "Back up every night")] {
        let line = line(&said, check);
        assert!(line.starts_with("WARN") && line.contains(words), "{line}");
    }
    let nowhere = failing(Place::empty().run(&["doctor"]));
    assert!(!nowhere.contains("PostgreSQL"), "SQLite is meant: {nowhere}");
    let behind_a_proxy =
        Place::with_a_plan().run(&["doctor", "--public-url", "https://concord.example.gov"]).succeeded();
    let line = line(&behind_a_proxy, "Public address");
    assert!(line.starts_with("WARN") && line.contains("Set CONCORD_TRUSTED_PROXY"), "{line}");
}

#[test]
fn each_thing_that_is_wrong_fails_with_what_to_do() {
    type Spoil = fn(&Place);
    let spoils: [(&str, &str, Spoil); 7] = [
        ("Signing key", "Run: chmod 600", |place| {
            std::fs::set_permissions(place.path("concord.db.key"), std::fs::Permissions::from_mode(0o644)).unwrap();
        }),
        ("Guards", "To restore them, run `concord migrate`.", |place| place.execute("DROP TRIGGER ledger_update")),
        ("Last check", "the record is not whole. Entry 1: version 1 of action ", |place| {
            place.tamper("UPDATE action_contents SET body = replace(body, 'ten shelters', 'one shelter')");
            place.run(&["verify"]).refused(1);
        }),
        ("Last check", "switched off: ledger_update on ledger. See ", |place| {
            place.execute("DROP TRIGGER ledger_update");
            place.run(&["verify"]).refused(1);
        }),
        ("Checkpoint", "Restore the newer database.", |place| {
            place.run(&["backup", "copy.db"]).succeeded();
            place.run(&["user", "add", "ana@agency.example", "--name", "Ana", "--role", "chair"]).succeeded();
            std::fs::rename(place.path("copy.db"), place.path("concord.db")).unwrap();
        }),
        ("Database", "is damaged: ", |place| place.damage("sqlite_schema")),
        ("Database", "Create one with `concord migrate`.", |place| {
            std::fs::remove_file(place.path("concord.db")).unwrap();
        }),
    ];
    for (check, words, spoil) in spoils {
        let place = Place::with_a_plan();
        spoil(&place);
        let ran = place.run(&["doctor"]);
        assert!(ran.err.contains("checks failed. What to do is listed above."), "{}", ran.err);
        let line = line(&failing(ran), check);
        assert!(line.starts_with("FAIL") && line.contains(words), "{check}: {line}");
    }
}

#[test]
fn settings_that_are_mistyped_or_do_not_fit_fail_among_everything_else() {
    let place = Place::with_a_plan();
    let said = failing(place.run_with(&["doctor"], &[("CONCORD_SESION_HOURS", "3")]));
    let mistyped = line(&said, "Settings");
    assert!(mistyped.starts_with("FAIL") && mistyped.contains("Did you mean CONCORD_SESSION_HOURS?"), "{mistyped}");
    assert!(line(&said, "Guards").starts_with("OK"), "{said}");
    let said = failing(place.run(&["doctor", "--zone", "Europe/Paris"]));
    assert!(line(&said, "Record").contains("Set CONCORD_ZONE to America/New_York."), "{said}");
    let said = failing(place.run(&["doctor", "--listen", "0.0.0.0:3000"]));
    assert!(line(&said, "Public address").contains("CONCORD_PUBLIC_URL (--public-url) is not set."), "{said}");
}

#[test]
fn a_program_reads_the_same_as_json() {
    let place = Place::with_a_plan();
    let said = place.run(&["doctor", "--json"]).succeeded();
    let read: serde_json::Value = serde_json::from_str(&said).unwrap();
    assert_eq!(read["ready"], true);
    let states: Vec<&str> = read["checks"].as_array().unwrap().iter().map(|c| c["state"].as_str().unwrap()).collect();
    assert!(states.len() >= 13 && states.contains(&"OK") && !states.contains(&"FAIL"), "{said}");
    place.execute("DROP TRIGGER ledger_update");
    let read: serde_json::Value = serde_json::from_str(&failing(place.run(&["doctor", "--json"]))).unwrap();
    assert_eq!(read["ready"], false);
    let failed = read["checks"].as_array().unwrap().iter().find(|check| check["state"] == "FAIL").unwrap();
    assert_eq!(failed["check"], "Guards");
    assert!(failed["todo"].as_str().unwrap().contains("concord migrate"), "{failed}");
}

#[test]
fn on_postgresql_it_asks_the_same() {
    let database = OnPostgres::with_a_record();
    let said = database.run(&["doctor"]).succeeded();
    for check in ["Database", "Writing", "Schema", "Guards", "Record", "Signing key", "Checkpoint", "Dates", "Clock"] {
        assert!(line(&said, check).starts_with("OK"), "{said}");
    }
    for (check, words) in [
        ("Disk space", "The disk of the PostgreSQL server can't be checked here."),
        ("Last backup", "Can't be checked here"),
    ] {
        let line = line(&said, check);
        assert!(line.starts_with("NOTE") && line.contains(words), "{line}");
    }
}

#[test]
fn an_empty_database_on_postgresql_is_said_to_have_no_data_yet() {
    let said = failing(Seat::empty(Engine::Postgres).run(&["doctor"]));
    let schema = line(&said, "Schema");
    assert!(schema.contains(" has no data yet.") && schema.contains("`concord migrate`"), "{schema}");
    assert!(!said.contains("relation"), "{said}");
}

/// The limit on the size of files is met as a full disk is: one row fits, the form of a liaison does not.
#[test]
fn where_there_is_no_room_for_one_more_form_the_doctor_says_that_nothing_can_be_written() {
    let place = Place::with_a_plan();
    let blocks = "96";
    let script = "trap '' XFSZ; ulimit -f \"$1\"; shift; exec \"$@\"";
    let full = Command::new("sh")
        .args(["-c", script, "sh", blocks, env!("CARGO_BIN_EXE_concord"), "doctor"])
        .current_dir(place.path(""))
        .env_clear()
        .output()
        .unwrap();
    let said = failing(Ran::of(&full));
    let writing = line(&said, "Writing");
    assert!(writing.starts_with("FAIL") && writing.contains("Couldn't write to "), "{writing}");
    assert!(!writing.contains(".."), "{writing}");
    place.run(&["verify"]).succeeded();
}

#[test]
fn a_database_that_does_not_answer_fails_without_its_password() {
    let place = Place::empty();
    let settings =
        ["doctor", "--database-url", "postgres://concord:hunter2@127.0.0.1:1/concord", "--signing-key-file", "k"];
    let ran = place.run(&settings);
    assert!(!ran.out.contains("hunter2") && !ran.err.contains("hunter2"), "{}{}", ran.out, ran.err);
    assert!(line(&failing(ran), "Database").starts_with("FAIL"));
}

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
        ("Settings", "No name is mistyped."),
        ("Public address", "for this machine only"),
        ("Database", "sqlite://concord.db answers: SQLite, "),
        ("Writing", "64 kB were written"),
        ("Schema", "It is that of this version."),
        ("Guards", " triggers that keep the record from being changed are there."),
        ("Record", "2 entries of real progress."),
        ("Signing key", "signed with it: 127.0.0.1/concord+"),
        ("Kept head", "The record continues the one over 2 entries."),
        ("Dates", "The clock agrees with the record."),
        ("Last check", "the record was whole, to entry 1."),
        ("Clock", "It agrees with that of the database."),
        ("Last backup", ", 2 entries, to "),
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
    for (check, words) in [("Last check", "Run `concord verify`"), ("Last backup", "Make one every night")] {
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
        ("Guards", "`concord migrate` puts them back.", |place| place.execute("DROP TRIGGER ledger_update")),
        ("Last check", "the record is not whole: entry 1: version 1 of action ", |place| {
            place.tamper("UPDATE action_contents SET body = replace(body, 'ten shelters', 'one shelter')");
            place.run(&["verify"]).refused(1);
        }),
        ("Last check", "switched off: ledger_update on ledger. See ", |place| {
            place.execute("DROP TRIGGER ledger_update");
            place.run(&["verify"]).refused(1);
        }),
        ("Kept head", "Put the newer database back.", |place| {
            place.run(&["backup", "copy.db"]).succeeded();
            place.run(&["user", "add", "ana@agency.example", "--name", "Ana", "--role", "chair"]).succeeded();
            std::fs::rename(place.path("copy.db"), place.path("concord.db")).unwrap();
        }),
        ("Database", "is damaged: ", |place| place.damage("sqlite_schema")),
        ("Database", "Make one with `concord migrate`;", |place| {
            std::fs::remove_file(place.path("concord.db")).unwrap();
        }),
    ];
    for (check, words, spoil) in spoils {
        let place = Place::with_a_plan();
        spoil(&place);
        let ran = place.run(&["doctor"]);
        assert!(ran.err.contains("checks failed. Each says above what to do."), "{}", ran.err);
        let line = line(&failing(ran), check);
        assert!(line.starts_with("FAIL") && line.contains(words), "{check}: {line}");
    }
}

#[test]
fn settings_that_are_mistyped_or_do_not_fit_fail_among_everything_else() {
    let place = Place::with_a_plan();
    let said = failing(place.run_with(&["doctor"], &[("CONCORD_SESION_HOURS", "3")]));
    let mistyped = line(&said, "Settings");
    assert!(
        mistyped.starts_with("FAIL") && mistyped.contains("The nearest name is CONCORD_SESSION_HOURS."),
        "{mistyped}"
    );
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
    for check in ["Database", "Writing", "Schema", "Guards", "Record", "Signing key", "Kept head", "Dates", "Clock"] {
        assert!(line(&said, check).starts_with("OK"), "{said}");
    }
    for (check, words) in
        [("Disk space", "The disk of the PostgreSQL server is not seen from here."), ("Last backup", "Not known here")]
    {
        let line = line(&said, check);
        assert!(line.starts_with("NOTE") && line.contains(words), "{line}");
    }
}

#[test]
fn an_empty_database_on_postgresql_is_said_to_hold_no_record_yet() {
    let said = failing(Seat::empty(Engine::Postgres).run(&["doctor"]));
    let schema = line(&said, "Schema");
    assert!(schema.contains("There is no record in ") && schema.contains("`concord migrate`"), "{schema}");
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
    assert!(writing.starts_with("FAIL") && writing.contains("cannot be written"), "{writing}");
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

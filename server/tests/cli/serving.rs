//! `concord serve`: what it refuses, how it starts and how it ends.

use crate::place::Place;
use crate::running::{Running, SERVE};
use std::fs::File;
use std::process::Stdio;

#[test]
fn the_server_says_where_it_listens_answers_and_ends_in_peace_when_told_to() {
    let place = Place::with_a_plan();
    let server = Running::start(&place, &[]);
    assert!(server.lines[0].starts_with("Public key: 127.0.0.1/concord+"), "{:?}", server.lines);
    assert!(server.get("/healthz").starts_with("HTTP/1.1 200 OK\r\n"));
    assert!(server.get("/readyz").ends_with("yes\n"));
    let kept = std::fs::read_to_string(place.path("concord.db.key.checkpoint")).unwrap();
    assert!(server.get("/ledger/checkpoint").ends_with(&kept));
    assert!(server.terminate().success());
    assert!(!place.path("concord.db-wal").exists(), "The database was not closed");
}

#[test]
fn a_terminal_that_is_closed_ends_the_server_as_cleanly_as_a_service_manager_does() {
    let place = Place::with_a_plan();
    let server = Running::start(&place, &[]);
    assert!(server.end_by("-HUP").success());
    assert!(!place.path("concord.db-wal").exists(), "The database was not closed");
}

#[test]
fn a_server_whose_log_nobody_reads_any_more_goes_on_and_ends_in_peace() {
    let place = Place::with_a_plan();
    let mut command = place.command(&["serve", "--listen", "127.0.0.1:0", "--log", "debug"]);
    let mut server = Running::of(command.stderr(Stdio::piped()));
    server.close_log();
    assert!(server.get("/healthz").starts_with("HTTP/1.1 200 OK\r\n"));
    assert!(server.terminate().success());
    assert!(!place.path("concord.db-wal").exists(), "The database was not closed");
}

#[test]
fn a_database_that_cannot_be_written_is_not_served() {
    let place = Place::with_a_plan();
    let ran = place.run_where_nothing_can_be_written(&["serve", "--listen", "127.0.0.1:0"]);
    let refusal = ran.refused(2);
    assert!(refusal.starts_with("Couldn't write to sqlite://concord.db: "), "{refusal}");
    assert!(refusal.contains("Let the server's account write the file and its folder"), "{refusal}");
}

#[test]
fn a_database_that_belongs_to_another_user_is_said_to_with_what_to_do() {
    let place = Place::with_a_plan();
    for command in [&["serve", "--listen", "127.0.0.1:0"][..], &["verify"], &["doctor"]] {
        let ran = place.run_where_the_database_belongs_to_another(command);
        let said = format!("{}{}", ran.out, ran.err);
        assert!(said.contains("Couldn't open the database concord.db: it belongs to "), "{command:?}: {said}");
        assert!(said.contains("(mode ") && said.contains("chown "), "{command:?}: {said}");
        assert!(!said.contains("responding"), "{command:?}: {said}");
    }
}

#[test]
fn the_first_line_of_the_log_has_the_version_and_the_settings_that_are_no_secrets() {
    let place = Place::with_a_plan();
    let log = place.path("log");
    let mut serve = place.command(&SERVE);
    serve.env("CONCORD_LOG", "info").env("CONCORD_ZONE", "America/New_York").stderr(File::create(&log).unwrap());
    assert!(Running::begin(serve).terminate().success());
    let log = std::fs::read_to_string(log).unwrap();
    let first: serde_json::Value = serde_json::from_str(log.lines().next().unwrap()).unwrap();
    assert_eq!(first["message"], "Concord starts");
    assert_eq!(first["version"], env!("CARGO_PKG_VERSION"));
    for (setting, value) in [
        ("database", "sqlite://concord.db"),
        ("signing_key_file", "concord.db.key"),
        ("zone", "America/New_York"),
        ("trusted_proxy", "none"),
        ("session_idle_minutes", "30"),
    ] {
        assert_eq!(first[setting].to_string().trim_matches('"'), value, "{log}");
    }
    assert!(first["listen"].as_str().unwrap().starts_with("127.0.0.1:"), "{log}");
}

#[test]
fn an_account_added_while_the_server_runs_is_in_the_ledger_that_it_serves() {
    let place = Place::with_a_plan();
    let server = Running::start(&place, &[]);
    place.run(&["user", "add", "ana@agency.example", "--name", "Ana", "--role", "chair"]).succeeded();
    assert!(server.get("/ledger/checkpoint").contains("127.0.0.1/concord\n3\n"));
    assert!(server.terminate().success());
    place.run(&["verify"]).succeeded();
}

#[test]
fn the_demonstration_listens_on_this_machine_only() {
    let place = Place::empty();
    let refusal =
        place.run(&["serve", "--demo", "--listen", "0.0.0.0:0", "--public-url", "https://demo.example"]).refused(2);
    let says = "CONCORD_LISTEN (--listen) is 0.0.0.0:0. The demonstration uses public passwords";
    assert!(refusal.starts_with(says), "{refusal}");
    let refusal = place.run(&["serve", "--demo", "--public-url", "https://demo.example"]).refused(2);
    assert!(refusal.starts_with("CONCORD_PUBLIC_URL (--public-url) is https://demo.example."), "{refusal}");
    assert!(!place.path("concord.db").exists());
}

#[test]
fn a_real_record_is_never_served_as_a_demonstration() {
    let refusal = Place::with_a_plan().run(&["serve", "--demo"]).refused(2);
    assert!(refusal.starts_with("concord.db.key is not the key of the demonstration."), "{refusal}");
    let place = Place::with_a_plan();
    let other_key = ["serve", "--demo", "--signing-key-file", "demonstration.key"];
    let refusal = place.run(&other_key).refused(2);
    assert!(refusal.starts_with("sqlite://concord.db is a production database."), "{refusal}");
    place.run(&["verify"]).succeeded();
}

#[test]
fn the_demonstration_is_made_once_prints_its_accounts_and_is_refused_as_a_real_record() {
    let place = Place::empty();
    place.run(&["serve", "--demo", "--prepare-only"]).succeeded();
    let made = place.run(&["verify"]).succeeded();
    assert!(made.contains("\nPublic key:    demonstration.concord.example/concord+"), "{made}");

    // The browser tests copy the database without its key, which is public.
    let copy = Place::empty();
    std::fs::copy(place.path("concord.db"), copy.path("concord.db")).unwrap();
    let server = Running::start(&copy, &["--demo"]);
    let said = server.lines.join("\n");
    assert!(said.contains("(password for all: demonstration):"), "{said}");
    assert!(said.contains("justice@demo.concord.example"), "{said}");
    // What is counted is still being read.
    assert!(server.terminate().success());
    assert!(!copy.path("concord.db-wal").exists(), "The database was not closed");

    // An account was invited and has no password yet: the demonstration is used, and starts again.
    let of_justice =
        "WHERE person_id IN (SELECT id FROM person_versions WHERE address = 'justice@demo.concord.example')";
    copy.execute(&format!("DELETE FROM passwords {of_justice}"));
    let server = Running::start(&copy, &["--demo"]);
    let said = server.lines.join("\n");
    assert!(said.contains("chair@demo.concord.example") && !said.contains("justice@demo"), "{said}");
    assert!(server.terminate().success());
    copy.execute("DELETE FROM passwords");
    let refusal = copy.run(&["serve", "--demo", "--listen", "127.0.0.1:0"]).refused(2);
    assert!(refusal.contains("was left unfinished. Remove it and start again."), "{refusal}");

    for command in [&["serve"][..], &["import", "--shipped"], &["user", "list"]] {
        let refusal = place.run(command).refused(2);
        assert!(refusal.starts_with("sqlite://concord.db is a demonstration database."), "{refusal}");
    }
    assert_eq!(place.run(&["verify"]).succeeded(), made);
}

#[test]
fn a_setting_for_developing_is_refused() {
    let refusal = Place::with_a_plan().run_with(&["serve"], &[("LEPTOS_WATCH", "1")]).refused(2);
    assert!(refusal.starts_with("LEPTOS_WATCH is for development only."), "{refusal}");
}

#[test]
fn a_request_whose_target_is_no_path_is_refused_and_the_server_goes_on() {
    let place = Place::with_a_plan();
    let server = Running::start(&place, &[]);
    for target in ["people", "x:1", "*", "people/x", "//", "http://other.example"] {
        let answer = crate::running::ask(server.address(), &format!("GET {target} HTTP/1.1\r\n"), "").unwrap();
        let status = answer.split(' ').nth(1).unwrap_or_default().to_owned();
        assert!(["400", "404", "302"].contains(&status.as_str()), "{target}: {answer}");
    }
    assert!(server.get("/readyz").ends_with("yes\n"));
    assert!(server.terminate().success());
}

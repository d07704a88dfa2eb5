//! `concord migrate`, and what is refused before anything starts.

use crate::place::Place;
use std::os::unix::fs::PermissionsExt;

#[test]
fn migrate_makes_the_database_and_a_key_that_only_its_owner_reads_and_prints_the_verifier_key() {
    let place = Place::empty();
    let said = place.run(&["migrate", "--public-url", "https://concord.example.gov"]).succeeded();
    assert!(said.contains("Created signing key concord.db.key."), "{said}");
    assert!(said.contains("\nPublic key: concord.example.gov/concord+"), "{said}");
    for private in ["concord.db", "concord.db.key"] {
        assert_eq!(place.path(private).metadata().unwrap().permissions().mode() & 0o777, 0o600, "{private}");
    }
    let key = std::fs::read_to_string(place.path("concord.db.key")).unwrap();
    assert!(key.starts_with("PRIVATE+KEY+concord.example.gov/concord+"), "{key}");
}

#[test]
fn migrating_again_changes_neither_key_nor_record() {
    let place = Place::empty();
    place.run(&["migrate"]).succeeded();
    let before = place.run(&["verify"]).succeeded();
    let key = std::fs::read(place.path("concord.db.key")).unwrap();
    let said = place.run(&["migrate"]).succeeded();
    assert!(said.starts_with("The schema of sqlite://concord.db is up to date.\n"), "{said}");
    assert_eq!(std::fs::read(place.path("concord.db.key")).unwrap(), key);
    assert_eq!(place.run(&["verify"]).succeeded(), before);
}

#[test]
fn a_record_whose_key_is_gone_gets_no_new_one() {
    let place = Place::empty();
    place.run(&["migrate"]).succeeded();
    std::fs::remove_file(place.path("concord.db.key")).unwrap();
    for command in [&["migrate"][..], &["serve"], &["export", "ledger"], &["user", "list"]] {
        let refusal = place.run(command).refused(2);
        assert!(refusal.starts_with("Signing key not found at concord.db.key."), "{command:?}: {refusal}");
    }
    assert!(!place.path("concord.db.key").exists());
}

#[test]
fn the_key_of_another_record_signs_nothing() {
    let place = Place::empty();
    place.run(&["migrate"]).succeeded();
    let other = Place::empty();
    other.run(&["migrate"]).succeeded();
    let before = place.run(&["verify"]).succeeded();
    let own = place.path("concord.db.key");
    std::fs::rename(&own, place.path("own.key")).unwrap();
    std::fs::copy(other.path("concord.db.key"), &own).unwrap();
    // A new server has no checkpoint beside its key.
    std::fs::rename(place.path("concord.db.key.checkpoint"), place.path("own.checkpoint")).unwrap();
    let new_account = ["user", "add", "ana@agency.example", "--name", "Ana", "--role", "auditor"];
    for command in [&["migrate"][..], &["serve"], &new_account, &["report", "progress"]] {
        let refusal = place.run(command).refused(2);
        assert!(refusal.contains("isn't signed by the signing key that is set"), "{command:?}: {refusal}");
    }
    assert!(!place.path("concord.db.key.checkpoint").exists(), "no checkpoint of the other key was saved");
    std::fs::rename(place.path("own.key"), &own).unwrap();
    std::fs::rename(place.path("own.checkpoint"), place.path("concord.db.key.checkpoint")).unwrap();
    assert_eq!(place.run(&["verify"]).succeeded(), before);
    place.run(&new_account).succeeded();
}

#[test]
fn a_key_that_others_can_read_is_refused() {
    let place = Place::empty();
    place.run(&["migrate"]).succeeded();
    std::fs::set_permissions(place.path("concord.db.key"), std::fs::Permissions::from_mode(0o644)).unwrap();
    let refusal = place.run(&["verify"]).refused(2);
    assert!(refusal.contains("Other users can read concord.db.key (mode 644)"), "{refusal}");
}

#[test]
fn a_file_that_is_no_key_is_said_to_be_none_and_nobody_is_told_to_hide_it() {
    let place = Place::with_a_plan();
    let refusal = place.run(&["verify", "--signing-key-file", "/etc/passwd"]).refused(2);
    assert!(refusal.starts_with("/etc/passwd is not a signing key"), "{refusal}");
    assert!(!refusal.contains("chmod"), "{refusal}");
}

#[test]
fn a_password_in_the_public_address_is_refused_and_shown_nowhere() {
    let place = Place::empty();
    let address = "https://concord:hunter2@concord.example.gov";
    for ran in [
        place.run_with(&["migrate"], &[("CONCORD_PUBLIC_URL", address)]),
        place.run(&["migrate", "--public-url", address]),
    ] {
        let refusal = ran.refused(2);
        assert!(refusal.contains("CONCORD_PUBLIC_URL must be https:// and a host"), "{refusal}");
        assert!(!refusal.contains("hunter2"), "{refusal}");
    }
}

#[test]
fn without_a_database_every_command_says_how_to_make_one_and_makes_none() {
    let place = Place::empty();
    for command in
        [&["serve"][..], &["verify"], &["export", "actions"], &["backup", "copy.db"], &["import", "--shipped"]]
    {
        let refusal = place.run(command).refused(2);
        assert_eq!(
            refusal,
            "No database at sqlite://concord.db. Create one with `concord migrate`. If there was one, restore it, or a \
             backup with `concord restore`.\n",
            "{command:?}"
        );
    }
    assert!(!place.path("concord.db").exists());
}

#[test]
fn a_wrong_value_in_the_environment_is_refused_with_the_name_of_the_setting() {
    let place = Place::empty();
    for (setting, value) in [
        ("CONCORD_DATABASE_URL", "mysql://host/db"),
        ("CONCORD_LISTEN", "everywhere"),
        ("CONCORD_PUBLIC_URL", "http://concord.example.gov"),
        ("CONCORD_RECORD_NAME", "two words"),
        ("CONCORD_ZONE", "Mars/Olympus"),
        ("CONCORD_TRUSTED_PROXY", "the proxy"),
        ("CONCORD_TASK_FORCE", ""),
        ("CONCORD_REPORTS_EVERY", "week"),
        ("CONCORD_REPORT_DAYS", "soon"),
        ("CONCORD_SESSION_IDLE_MINUTES", "0"),
        ("CONCORD_SESSION_HOURS", "999"),
        ("CONCORD_LOG", "server=loud"),
        ("CONCORD_LOG", "inf0"),
    ] {
        let refusal = place.run_with(&["migrate"], &[(setting, value)]).refused(2);
        assert!(refusal.contains(setting), "{setting}={value}: {refusal}");
        assert!(!place.path("concord.db").exists(), "{setting}");
    }
}

#[test]
fn a_mistyped_name_of_a_setting_is_refused_with_the_nearest_right_one() {
    let place = Place::empty();
    let refusal = place.run_with(&["migrate"], &[("CONCORD_DATABSE_URL", "sqlite://other.db")]).refused(2);
    assert_eq!(
        refusal,
        "CONCORD_DATABSE_URL is not a Concord setting. Did you mean CONCORD_DATABASE_URL? `concord serve --help` shows \
         every setting.\n"
    );
    assert!(!place.path("concord.db").exists());
}

#[test]
fn the_zone_and_the_name_of_a_record_stay_what_they_were() {
    let place = Place::empty();
    place.run(&["migrate"]).succeeded();
    let other_zone = place.run(&["verify", "--zone", "Europe/Paris"]).refused(2);
    assert!(other_zone.starts_with("CONCORD_ZONE (--zone) is Europe/Paris, but this database uses America/New_York."));
    let other_name = place.run(&["verify", "--record-name", "other.example/concord"]).refused(2);
    assert!(
        other_name.starts_with("CONCORD_RECORD_NAME (--record-name) is other.example/concord, but"),
        "{other_name}"
    );
}

#[test]
fn every_command_explains_itself_with_examples() {
    let place = Place::empty();
    for command in ["serve", "migrate", "import", "export", "verify", "doctor", "backup", "restore", "user", "clock"] {
        let said = place.run(&[command, "--help"]).succeeded();
        assert!(said.contains("Examples:\n  concord ") || said.contains("Examples:\n  CONCORD_"), "{command}: {said}");
        assert!(said.contains("CONCORD_DATABASE_URL"), "{command}");
    }
}

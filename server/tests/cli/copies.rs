//! `concord backup` and `concord restore`.

use crate::place::{Place, Ran};
use std::os::unix::fs::PermissionsExt;
use std::process::Command;

#[test]
fn a_copy_is_restored_to_what_it_was() {
    let place = Place::with_a_plan();
    let before = place.run(&["export", "ledger"]).succeeded();
    let said = place.run(&["backup", "copy.db"]).succeeded();
    assert!(said.starts_with("Backup copy.db verified: 2 log entries, "), "{said}");
    assert!(said.contains("It doesn't include the signing key. Back up concord.db.key separately."), "{said}");
    assert_eq!(place.path("copy.db").metadata().unwrap().permissions().mode() & 0o777, 0o600);

    std::fs::rename(place.path("concord.db"), place.path("lost.db")).unwrap();
    let said = place.run(&["restore", "copy.db"]).succeeded();
    assert_eq!(said, "Restored copy.db: 2 log entries, verified.\n");
    assert_eq!(place.run(&["export", "ledger"]).succeeded(), before);
    place.run(&["verify"]).succeeded();
}

#[test]
fn a_database_that_is_there_is_never_overwritten() {
    let place = Place::with_a_plan();
    place.run(&["backup", "copy.db"]).succeeded();
    let refusal = place.run(&["restore", "copy.db"]).refused(2);
    assert!(refusal.starts_with("concord.db already exists."), "{refusal}");
    let refusal = place.run(&["backup", "copy.db"]).refused(2);
    assert!(refusal.starts_with("copy.db already exists."), "{refusal}");
}

#[test]
fn a_copy_that_is_not_whole_becomes_no_database() {
    let place = Place::with_a_plan();
    place.tamper("UPDATE action_contents SET body = replace(body, 'ten shelters', 'one shelter')");
    let refusal = place.run(&["backup", "copy.db"]).refused(1);
    assert!(refusal.starts_with("The record is not whole. Entry 1: "), "{refusal}");
    assert!(!place.path("copy.db").exists());

    std::fs::rename(place.path("concord.db"), place.path("copy.db")).unwrap();
    let refusal = place.run(&["restore", "copy.db"]).refused(1);
    assert!(refusal.starts_with("The record is not whole. Entry 1: "), "{refusal}");
    assert!(!place.path("concord.db").exists() && !place.path("concord.db.restoring").exists());
}

#[test]
fn a_file_that_is_no_database_becomes_none() {
    let place = Place::with_a_plan();
    std::fs::remove_file(place.path("concord.db")).unwrap();
    std::fs::write(place.path("copy.db"), "Not a database, but long enough to look at. ".repeat(100)).unwrap();
    let refusal = place.run(&["restore", "copy.db"]).refused(2);
    assert!(refusal.starts_with("copy.db is not a database. Choose a file made by `concord backup`."), "{refusal}");
    assert!(refusal.contains("use an older backup"), "{refusal}");
    assert!(!place.path("concord.db").exists());
}

/// The limit on the size of files is met as a full disk is, by every user.
#[test]
fn a_backup_that_finds_no_room_leaves_no_file_and_the_next_one_is_made() {
    let place = Place::with_a_plan();
    let size = place.path("concord.db").metadata().unwrap().len();
    let blocks = (size / 2 / 512).to_string();
    let script = "trap '' XFSZ; ulimit -f \"$1\"; shift; exec \"$@\"";
    let full = Command::new("sh")
        .args(["-c", script, "sh", &blocks, env!("CARGO_BIN_EXE_concord"), "backup", "copy.db"])
        .current_dir(place.path(""))
        .env_clear()
        .output()
        .unwrap();
    let refusal = Ran::of(&full).refused(2);
    assert!(refusal.starts_with("Couldn't write the backup copy.db; nothing of it is left."), "{refusal}");
    assert!(refusal.contains("The database has ") && refusal.contains(" are free there."), "{refusal}");
    assert!(!place.path("copy.db").exists() && !place.path("copy.db.unfinished").exists());
    place.run(&["backup", "copy.db"]).succeeded();
}

#[test]
fn what_a_run_left_that_was_killed_or_found_no_room_does_not_stand_in_the_way() {
    let place = Place::with_a_plan();
    std::fs::write(place.path("copy.db"), "").unwrap();
    std::fs::write(place.path("copy.db.unfinished"), "half of a copy").unwrap();
    place.run(&["backup", "copy.db"]).succeeded();
    assert!(!place.path("copy.db.unfinished").exists());
    std::fs::remove_file(place.path("concord.db")).unwrap();
    place.run(&["restore", "copy.db"]).succeeded();
}

#[test]
fn two_backups_to_one_file_do_not_spoil_each_other() {
    let place = Place::with_a_plan();
    let other = std::fs::File::create(place.path("copy.db.unfinished")).unwrap();
    other.lock().unwrap();
    let refusal = place.run(&["backup", "copy.db"]).refused(2);
    assert!(refusal.starts_with("Another backup is writing copy.db.unfinished."), "{refusal}");
    assert!(place.path("copy.db.unfinished").exists());
}

#[test]
fn an_empty_file_or_one_of_another_program_is_not_restored() {
    let place = Place::with_a_plan();
    std::fs::remove_file(place.path("concord.db")).unwrap();
    std::fs::write(place.path("copy.db"), "").unwrap();
    let refusal = place.run(&["restore", "copy.db"]).refused(2);
    assert!(refusal.starts_with("copy.db is empty: it holds no database."), "{refusal}");
    let other = Place::empty();
    std::fs::write(other.path("concord.db"), "").unwrap();
    other.execute("CREATE TABLE songs (title TEXT)");
    std::fs::copy(other.path("concord.db"), place.path("songs.db")).unwrap();
    let refusal = place.run(&["restore", "songs.db"]).refused(2);
    assert!(refusal.starts_with("songs.db is not a Concord backup."), "{refusal}");
    assert!(!place.path("concord.db").exists() && !place.path("concord.db.restoring").exists());
}

#[test]
fn an_older_copy_is_refused_until_the_operator_accepts_that_the_record_forks() {
    let place = Place::with_a_plan();
    place.run(&["backup", "monday.db"]).succeeded();
    add_account(&place);
    std::fs::remove_file(place.path("concord.db")).unwrap();

    let refusal = place.run(&["restore", "monday.db"]).refused(2);
    assert!(
        refusal
            .starts_with("Backup monday.db is older than the last signed checkpoint, or belongs to another database."),
        "{refusal}"
    );
    assert!(
        refusal.contains("This database has 2 log entries, but checkpoint concord.db.key.checkpoint covers 3."),
        "{refusal}"
    );
    assert!(refusal.contains("Entry 2"), "{refusal}");
    assert!(!place.path("concord.db").exists());

    let said = place.run(&["restore", "monday.db", "--accept-fork"]).succeeded();
    assert!(said.contains("The log now diverges from earlier checkpoints"), "{said}");
    let aside = std::fs::read_to_string(place.path("concord.db.key.checkpoint.lost-3")).unwrap();
    assert!(aside.starts_with("127.0.0.1/concord\n3\n"), "{aside}");
    place.run(&["verify"]).succeeded();
    add_account(&place);
}

#[test]
fn with_postgresql_both_print_the_lines_to_use_and_no_password() {
    let place = Place::empty();
    let settings = ["--database-url", "postgres://concord:hunter2@db.example/concord"];
    for (command, line) in [
        ("backup", "pg_dump --format=custom --file=copy.dump 'postgres://concord@db.example/concord'"),
        ("restore", "pg_restore --exit-on-error --dbname='postgres://concord@db.example/concord' copy.dump"),
    ] {
        let refusal = place.run(&[&[command, "copy.dump"][..], &settings].concat()).refused(2);
        assert!(refusal.contains(line), "{refusal}");
        assert!(!refusal.contains("hunter2"), "{refusal}");
    }
}

fn add_account(place: &Place) {
    place.run(&["user", "add", "ana@agency.example", "--name", "Ana Diaz", "--role", "auditor"]).succeeded();
}

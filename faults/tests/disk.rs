//! The disk fails where a test says so, and nowhere else.

#![allow(clippy::unwrap_used, clippy::panic, reason = "A test may stop where it stands.")]

use faults::{Code, Faults, Operation};
use rusqlite::{Connection, ErrorCode};
use std::path::Path;
use tempfile::TempDir;

/// A folder whose disk can fail, with a notebook in it.
struct Desk {
    folder: TempDir,
    faults: Faults,
}

impl Desk {
    fn new() -> Desk {
        let folder = tempfile::tempdir().unwrap();
        let faults = Faults::in_folder(folder.path()).unwrap();
        Desk { folder, faults }
    }

    fn open(&self) -> Connection {
        open(&self.folder.path().join("notes.db"))
    }
}

fn open(file: &Path) -> Connection {
    let connection = Connection::open(file).unwrap();
    let mode: String = connection.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0)).unwrap();
    assert_eq!(mode, "wal");
    connection.execute_batch("PRAGMA synchronous = FULL; CREATE TABLE IF NOT EXISTS notes (text TEXT)").unwrap();
    connection
}

fn note(connection: &Connection, text: &str) -> Result<(), ErrorCode> {
    let written = connection.execute("INSERT INTO notes VALUES (?1)", [text]);
    written.map(drop).map_err(|refused| refused.sqlite_error_code().unwrap())
}

fn notes(connection: &Connection) -> Vec<String> {
    notes_of(connection).unwrap()
}

fn notes_of(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut asked = connection.prepare("SELECT text FROM notes ORDER BY rowid")?;
    asked.query_map([], |row| row.get(0))?.collect()
}

/// Too long for the pages that are there already.
fn long(text: &str) -> String {
    text.repeat(20_000)
}

#[test]
fn a_disk_without_faults_keeps_what_two_connections_write_in_turn() {
    let desk = Desk::new();
    let (one, other) = (desk.open(), desk.open());
    note(&one, "from one").unwrap();
    note(&other, "from the other").unwrap();
    assert_eq!(notes(&one), ["from one", "from the other"]);
    drop((one, other));
    assert_eq!(notes(&desk.open()), ["from one", "from the other"]);
    assert_eq!(desk.faults.failed(), 0);
}

#[test]
fn each_write_of_a_commit_can_be_made_to_fail_in_turn_and_the_next_commit_lands() {
    let desk = Desk::new();
    let connection = desk.open();
    note(&connection, "first").unwrap();
    desk.faults.mark();
    note(&connection, "counted").unwrap();
    let writes = desk.faults.count(Operation::Write);
    assert!(writes >= 2, "a commit writes at least a page and what names it");
    assert_eq!(desk.faults.count(Operation::Sync), 1);
    for nth in 1..=writes {
        desk.faults.fail(Operation::Write, nth, Code::IoErrWrite);
        assert_eq!(note(&connection, "refused"), Err(ErrorCode::SystemIoFailure));
        assert_eq!(desk.faults.failed(), nth);
        note(&connection, "after it").unwrap();
    }
    assert_eq!(notes(&connection).len() as u64, 2 + writes);
    assert!(!notes(&connection).contains(&"refused".to_owned()));
}

#[test]
fn a_sync_that_fails_is_a_commit_that_fails() {
    let desk = Desk::new();
    let connection = desk.open();
    desk.faults.fail(Operation::Sync, 1, Code::IoErrSync);
    assert_eq!(note(&connection, "refused"), Err(ErrorCode::SystemIoFailure));
    note(&connection, "kept").unwrap();
    assert_eq!(notes(&connection), ["kept"]);
}

#[test]
fn half_of_a_torn_write_reaches_the_disk() {
    let desk = Desk::new();
    let connection = desk.open();
    let log = desk.folder.path().join("notes.db-wal");
    let before = std::fs::metadata(&log).unwrap().len();
    // The second write of a commit is the page, after what names it.
    desk.faults.tear(2, Code::IoErrWrite);
    assert_eq!(note(&connection, "torn"), Err(ErrorCode::SystemIoFailure));
    assert_eq!(std::fs::metadata(&log).unwrap().len(), before + 24 + 4096 / 2);
    note(&connection, "kept").unwrap();
    assert_eq!(notes(&connection), ["kept"]);
}

#[test]
fn on_a_full_disk_nothing_grows_until_there_is_room_again() {
    let desk = Desk::new();
    let connection = desk.open();
    note(&connection, "before").unwrap();
    desk.faults.full_disk();
    for _ in 0..2 {
        assert_eq!(note(&connection, &long("too long ")), Err(ErrorCode::DiskFull));
    }
    assert_eq!(notes(&connection), ["before"]);
    desk.faults.heal();
    note(&connection, "after").unwrap();
    assert_eq!(notes(&connection), ["before", "after"]);
}

#[test]
fn on_a_full_disk_there_is_no_room_for_the_index_of_a_log_that_a_crash_left() {
    let (before, after) = (Desk::new(), Desk::new());
    let connection = before.open();
    note(&connection, "kept").unwrap();
    for name in ["notes.db", "notes.db-wal"] {
        std::fs::copy(before.folder.path().join(name), after.folder.path().join(name)).unwrap();
    }
    let read = || notes_of(&Connection::open(after.folder.path().join("notes.db")).unwrap());
    after.faults.full_disk();
    assert_eq!(read().unwrap_err().sqlite_error_code(), Some(ErrorCode::SystemIoFailure));
    after.faults.heal();
    assert_eq!(read().unwrap(), ["kept"]);
}

#[test]
fn a_fault_that_lasts_ends_when_the_disk_is_healed() {
    let desk = Desk::new();
    let connection = desk.open();
    desk.faults.fail_from(Operation::Write, 2, Code::Full);
    for _ in 0..3 {
        assert_eq!(note(&connection, "refused"), Err(ErrorCode::DiskFull));
    }
    desk.faults.heal();
    note(&connection, "kept").unwrap();
    assert_eq!(notes(&connection), ["kept"]);
}

#[test]
fn a_file_that_cannot_be_opened_or_read_or_measured_is_refused_with_that_code() {
    let desk = Desk::new();
    drop(desk.open());
    let file = desk.folder.path().join("notes.db");
    let read =
        |connection: Connection| connection.query_row("SELECT count(*) FROM notes", [], |row| row.get::<_, i64>(0));
    for (operation, code, told) in [
        (Operation::Open, Code::CannotOpen, ErrorCode::CannotOpen),
        (Operation::Read, Code::IoErrRead, ErrorCode::SystemIoFailure),
        (Operation::Size, Code::IoErrSize, ErrorCode::SystemIoFailure),
        (Operation::Map, Code::IoErrMap, ErrorCode::SystemIoFailure),
    ] {
        desk.faults.fail_from(operation, 1, code);
        let refused = Connection::open(&file).and_then(read).unwrap_err();
        assert_eq!(refused.sqlite_error_code(), Some(told), "{operation:?}");
        desk.faults.heal();
        assert_eq!(Connection::open(&file).and_then(read).unwrap(), 0, "{operation:?}");
    }
}

#[test]
fn a_journal_that_cannot_be_deleted_or_cut_fails_the_commit() {
    for (mode, operation, code) in
        [("DELETE", Operation::Delete, Code::IoErrDelete), ("TRUNCATE", Operation::Truncate, Code::IoErrTruncate)]
    {
        let desk = Desk::new();
        let connection = Connection::open(desk.folder.path().join("old.db")).unwrap();
        connection.query_row(&format!("PRAGMA journal_mode = {mode}"), [], |_| Ok(())).unwrap();
        connection.execute_batch("CREATE TABLE notes (text TEXT)").unwrap();
        desk.faults.fail(operation, 1, code);
        assert_eq!(note(&connection, "refused"), Err(ErrorCode::SystemIoFailure), "{mode}");
        note(&connection, "kept").unwrap();
        assert_eq!(notes(&connection), ["kept"], "{mode}");
    }
}

#[test]
fn the_faults_of_one_folder_reach_no_other() {
    let (broken, sound) = (Desk::new(), Desk::new());
    let (at_the_broken, at_the_sound) = (broken.open(), sound.open());
    broken.faults.fail_from(Operation::Write, 1, Code::IoErrWrite);
    broken.faults.full_disk();
    sound.faults.mark();
    note(&at_the_sound, &long("kept ")).unwrap();
    note(&at_the_broken, "refused").unwrap_err();
    assert_eq!(sound.faults.failed(), 0);
    assert!(sound.faults.count(Operation::Write) > 0);
}

#[test]
fn faults_end_with_whoever_asked_for_them() {
    let Desk { folder, faults } = Desk::new();
    let connection = open(&folder.path().join("notes.db"));
    faults.full_disk();
    note(&connection, &long("too long ")).unwrap_err();
    drop(faults);
    note(&connection, &long("kept ")).unwrap();
}

//! What `concord verify` finds besides a changed entry, and how it ends where it cannot keep what it found.

use crate::place::Place;
use crate::postgres::OnPostgres;

const SET_ASIDE: &str = "What to do: stop the server, and keep the database and the checkpoint";

#[test]
fn guards_that_were_dropped_are_noticed_and_put_back_by_migrate() {
    let place = Place::with_a_plan();
    place.tamper("UPDATE outside SET changes = changes");
    let refusal = place.run(&["verify"]).refused(1);
    assert!(refusal.starts_with("The record matches its log, but "), "{refusal}");
    assert!(
        refusal.contains(" guards of its database are missing, changed, or switched off: ledger_update on ledger, ")
    );
    assert!(refusal.contains("What to do: ") && refusal.contains("run `concord migrate` to restore them"), "{refusal}");
    let said = place.run(&["migrate"]).succeeded();
    assert!(said.contains("Restored guards that were missing or changed: ledger_update on ledger, "), "{said}");
    place.run(&["verify"]).succeeded();
    assert!(!place.run(&["migrate"]).succeeded().contains("Restored guards"));
}

#[test]
fn a_guard_that_was_changed_to_guard_nothing_is_noticed() {
    let place = Place::with_a_plan();
    place.execute("DROP TRIGGER ledger_update");
    place.execute("CREATE TRIGGER ledger_update BEFORE UPDATE ON ledger WHEN 0 BEGIN SELECT 1; END");
    let refusal = place.run(&["verify"]).refused(1);
    assert!(refusal.contains("1 guard of its database is missing, changed, or switched off: ledger_update on ledger."));
}

#[test]
fn on_postgresql_too_guards_are_missed_that_were_dropped_switched_off_or_hollowed_out() {
    let database = OnPostgres::with_a_record();
    database.run(&["verify"]).succeeded();
    for (spoil, missed) in [
        ("DROP TRIGGER ledger_delete ON ledger", "ledger_delete on ledger"),
        ("ALTER TABLE head DISABLE TRIGGER head_delete", "head_delete on head"),
        (
            "CREATE OR REPLACE FUNCTION concord_next_entry() RETURNS trigger LANGUAGE plpgsql AS \
             'BEGIN RETURN NEW; END'",
            "ledger_order on ledger",
        ),
        (
            "DROP TRIGGER people_update ON people; CREATE TRIGGER people_update BEFORE UPDATE ON people FOR EACH ROW \
             WHEN (false) EXECUTE FUNCTION concord_refuse('An identity never changes.')",
            "people_update on people",
        ),
    ] {
        database.execute(spoil);
        let refusal = database.run(&["verify"]).refused(1);
        assert!(refusal.contains(&format!("1 guard of its database is missing, changed, or switched off: {missed}.")));
        let said = database.run(&["migrate"]).succeeded();
        assert!(said.contains(&format!("Restored guards that were missing or changed: {missed}.")), "{said}");
        database.run(&["verify"]).succeeded();
    }
}

#[test]
fn a_wrong_schema_number_is_found_and_its_entry_named() {
    let place = Place::with_a_plan();
    place.tamper("UPDATE action_contents SET schema_number = 7");
    let refusal = place.run(&["verify"]).refused(1);
    assert!(refusal.starts_with("The record is not whole. Entry 1: version 1 of action "), "{refusal}");
    assert!(refusal.contains(" has schema number 7, which its kind does not have.\n"), "{refusal}");
}

#[test]
fn a_changed_head_is_found_and_kept_as_a_fault_whatever_was_changed_in_it() {
    for (change, words) in [
        ("UPDATE head SET size = 1", "The checkpoint covers 1 entries, but there are 2"),
        ("UPDATE head SET size = 0", "The checkpoint covers 0 entries, but there are 2"),
        ("UPDATE head SET root = x'00'", "The database is damaged: the root of the ledger does not read"),
        ("UPDATE head SET checkpoint = ''", "The checkpoint is not signed with the key of this record"),
        ("DELETE FROM head", "The checkpoint is missing, and there are 2 entries"),
    ] {
        let place = Place::with_a_plan();
        place.run(&["verify"]).succeeded();
        place.tamper(change);
        let refusal = place.run(&["verify"]).refused(1);
        assert!(refusal.starts_with(&format!("The record is not whole. {words}")), "{change}: {refusal}");
        assert!(refusal.contains(SET_ASIDE) && !refusal.contains(".."), "{change}: {refusal}");
        let kept = place.rows("SELECT COALESCE(fault, 'whole') FROM verifications ORDER BY sequence DESC LIMIT 1");
        assert!(kept[0][0].starts_with(words), "{change}: {kept:?}");
    }
}

#[test]
fn an_entry_that_broke_is_kept_with_its_number() {
    let place = Place::with_a_plan();
    place.tamper("UPDATE action_contents SET body = replace(body, 'ten shelters', 'one shelter')");
    assert!(place.run(&["verify"]).refused(1).contains(SET_ASIDE));
    assert_eq!(place.rows("SELECT CAST(fault_entry AS TEXT) AS entry FROM verifications"), [["1"]]);
}

#[test]
fn somebody_with_the_public_key_alone_checks_a_copy() {
    let place = Place::with_a_plan();
    let said = place.run(&["verify"]).succeeded();
    let key = said.lines().find_map(|line| line.strip_prefix("Public key:")).unwrap().trim();
    let auditor = Place::empty();
    std::fs::copy(place.path("concord.db"), auditor.path("concord.db")).unwrap();
    let said = auditor.run(&["verify", "--key", key]).succeeded();
    assert!(said.starts_with("No problems found.\nEntries:       2\n") && said.contains(key), "{said}");
    let other = "concord.example/sample+c7e896b2+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4";
    let refusal = auditor.run(&["verify", "--key", other]).refused(1);
    assert!(refusal.contains("The checkpoint is not signed with the key of this record"), "{refusal}");
    let refusal = auditor.run(&["verify"]).refused(2);
    assert!(refusal.starts_with("Signing key not found at concord.db.key."), "{refusal}");
}

/// Of a table that the check of the record reads, of one that it passes by, and of the first page of all.
#[test]
fn a_damaged_page_of_the_file_is_a_fault_that_is_named_with_what_to_do() {
    for table in ["action_contents", "access_log", "sqlite_schema"] {
        let place = Place::with_a_plan();
        place.damage(table);
        let refusal = place.run(&["verify"]).refused(1);
        assert!(refusal.contains("The database file concord.db is damaged: "), "{table}: {refusal}");
        // The first page says where all the others are, so without it none can be named.
        assert!(refusal.contains(" page ") || table == "sqlite_schema", "{table}: {refusal}");
        assert!(refusal.contains("What to do: if this is a backup, make another"), "{table}: {refusal}");
        assert!(refusal.contains("restore the newest backup without problems"), "{table}: {refusal}");
        let refusal = place.run(&["backup", "copy.db"]).refused(1);
        assert!(refusal.contains("damaged") || refusal.contains("malformed"), "{table}: {refusal}");
        assert!(!place.path("copy.db").exists());
    }
}

#[test]
fn a_file_that_is_no_database_is_damaged_and_not_merely_out_of_reach() {
    let place = Place::with_a_plan();
    std::fs::write(place.path("concord.db"), "Not a database, but long enough to look at. ".repeat(100)).unwrap();
    let refusal = place.run(&["verify"]).refused(1);
    assert!(refusal.contains("is damaged: ") && refusal.contains("file is not a database"), "{refusal}");
}

#[test]
fn what_cannot_be_kept_is_said_beside_the_result_and_does_not_change_it() {
    let place = Place::with_a_plan();
    place.execute("CREATE TRIGGER full BEFORE INSERT ON verifications BEGIN SELECT RAISE(ABORT, 'no room'); END");
    let ran = place.run(&["verify"]);
    assert!(ran.err.starts_with("No problems found, but the result couldn't be saved"), "{}", ran.err);
    assert!(ran.err.contains("no room"), "{}", ran.err);
    assert!(ran.succeeded().starts_with("No problems found.\n"));
    place.execute("DROP TRIGGER ledger_update");
    let refusal = place.run(&["verify"]).refused(1);
    assert!(refusal.starts_with("The record is not whole, but the result couldn't be saved"), "{refusal}");
    assert!(refusal.contains("1 guard of its database"), "{refusal}");
}

#[test]
fn a_record_is_checked_where_nothing_can_be_written() {
    let place = Place::with_a_plan();
    let ran = place.run_where_nothing_can_be_written(&["verify"]);
    assert!(ran.err.starts_with("No problems found, but the result couldn't be saved"), "{}", ran.err);
    assert!(ran.succeeded().starts_with("No problems found.\nEntries:       2\n"));
}

#[test]
fn a_trigger_that_somebody_else_made_is_named_though_the_record_is_whole() {
    let place = Place::with_a_plan();
    place.execute("CREATE TRIGGER evil BEFORE INSERT ON access_log BEGIN SELECT RAISE(IGNORE); END");
    let said = place.run(&["verify"]).succeeded();
    assert!(
        said.contains("Note: the database has triggers that Concord did not create: evil on access_log."),
        "{said}"
    );
}

//! What an owner of the database can do to the record behind its back, and how verifying finds it.
//!
//! The guards of the database are dropped first, as an owner can. Each test changes a sound record in one way and
//! expects the first entry that breaks to be named.

pub mod forge;

use crate::engine::{Place, key};
use crate::sql;
use crate::words::{day, sentence, title};
use crate::world::World;
use crate::world::objects::{LABOR_LIAISON, TRAINING};
use domain::ids::{MilestoneId, Version};
use domain::ledger::{Hash, LogName, RecordKey, Seq, SignedCheckpoint, TreeSize};
use domain::milestone::Reschedule;
use domain::slippage::MoveReason;
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend};
use store::VerifyReport;
use uuid::Uuid;

on_both_engines!(
    a_sound_record_passes,
    an_edited_content_is_found,
    a_content_that_was_edited_with_its_hash_is_found,
    an_edited_salt_is_found,
    an_edited_column_is_found,
    an_edited_end_of_a_version_is_found,
    an_inserted_row_is_found,
    a_removed_row_is_found,
    a_removed_content_is_found,
    a_content_that_was_taken_out_is_found_whatever_entry_is_said_to_have_erased_it,
    an_entry_that_is_said_to_have_erased_a_content_is_found,
    an_inserted_identity_is_found,
    an_identity_that_was_given_another_birth_is_found,
    an_edited_entry_is_found,
    an_entry_that_was_edited_with_its_hash_is_found,
    an_entry_whose_columns_say_something_else_is_found,
    a_removed_entry_is_found,
    two_exchanged_entries_are_found,
    a_schema_number_that_no_kind_has_is_found,
    an_edited_head_is_found,
    a_head_that_is_gone_or_does_not_read_is_a_fault_of_the_record,
    a_cut_tail_is_found,
    a_tail_that_was_cut_and_signed_again_is_found_by_an_older_head,
    a_history_that_was_rewritten_and_signed_again_is_found_by_an_older_head,
    the_head_of_another_key_proves_nothing,
);

const STEP: MilestoneId = MilestoneId(Uuid::from_u128(0xd1));

/// A record of twelve entries: 9 plans a milestone, 10 moves it, 11 completes it.
struct Record {
    world: World,
    raw: DatabaseConnection,
    /// The head after entry 10, kept elsewhere.
    older: SignedCheckpoint,
}

async fn a_sound_record_passes(place: &Place) {
    let record = Record::begin(place).await;
    let report = record.world.store.verify(Some(&record.older)).await.unwrap();
    let VerifyReport { entries, row_versions, root, compared_with, .. } = report;
    assert_eq!((entries, row_versions), (TreeSize(12), 23 + 7 + 3));
    assert_eq!((root, compared_with), (record.world.store.head().await.unwrap().root, Some(TreeSize(11))));
}

async fn an_edited_content_is_found(place: &Place) {
    let record = Record::begin(place).await;
    record
        .does("UPDATE milestone_contents SET body = replace(body, 'Curriculum', 'Certificate') WHERE since = 9")
        .await;
    record
        .breaks_at(9, "version 1 of milestone 00000000-0000-0000-0000-0000000000d1 does not have the recorded content")
        .await;
}

async fn a_content_that_was_edited_with_its_hash_is_found(place: &Place) {
    let record = Record::begin(place).await;
    forge::content(&record.raw, Seq(9), |body| body.replace("Curriculum", "Certificate")).await;
    record.breaks_at(9, "the row versions in the database don't match those that the entry created").await;
}

async fn an_edited_salt_is_found(place: &Place) {
    let record = Record::begin(place).await;
    record
        .does("UPDATE milestone_contents SET salt = (SELECT salt FROM person_contents LIMIT 1) WHERE since = 10")
        .await;
    record
        .breaks_at(10, "version 2 of milestone 00000000-0000-0000-0000-0000000000d1 does not have the recorded content")
        .await;
}

async fn an_edited_column_is_found(place: &Place) {
    let record = Record::begin(place).await;
    record.does("UPDATE milestone_versions SET due = '2024-07-31' WHERE since = 10").await;
    record
        .breaks_at(
            10,
            "the columns of version 2 of milestone 00000000-0000-0000-0000-0000000000d1 don't match its content",
        )
        .await;
}

async fn an_edited_end_of_a_version_is_found(place: &Place) {
    let record = Record::begin(place).await;
    // Each breaks an earlier entry than the one before.
    for (sql, entry) in [
        ("UPDATE milestone_versions SET until = 12 WHERE since = 11", 11),
        ("UPDATE milestone_versions SET until = 11 WHERE since = 9", 9),
        ("UPDATE agency_versions SET until = 3 WHERE code = 'DOL'", 1),
    ] {
        record.does(sql).await;
        let words = record.fault(None).await;
        assert!(words.starts_with(&format!("Entry {entry}: a version of ")), "{words}");
        assert!(words.ends_with(" does not end where the next begins"), "{words}");
    }
}

async fn an_inserted_row_is_found(place: &Place) {
    let record = Record::begin(place).await;
    forge::person(&record.raw, LABOR_LIAISON, Seq(5)).await;
    record.breaks_at(5, "the row versions in the database don't match those that the entry created").await;
}

async fn a_removed_row_is_found(place: &Place) {
    let record = Record::begin(place).await;
    for table in ["person_contents", "person_versions"] {
        record.does(&format!("DELETE FROM {table} WHERE since = 4")).await;
    }
    record.does("DELETE FROM people WHERE born = 4").await;
    record.breaks_at(4, "the row versions in the database don't match those that the entry created").await;
}

async fn a_removed_content_is_found(place: &Place) {
    let record = Record::begin(place).await;
    record.does("DELETE FROM person_contents WHERE since = 4").await;
    record
        .breaks_at(4, "version 1 of person 00000000-0000-0000-0000-000000000803 does not have the recorded content")
        .await;
}

/// There is no event by which a content is erased, so no entry can have done it.
async fn a_content_that_was_taken_out_is_found_whatever_entry_is_said_to_have_erased_it(place: &Place) {
    let record = Record::begin(place).await;
    let milestone = "milestone 00000000-0000-0000-0000-0000000000d1 does not have the recorded content";
    // Each breaks an earlier entry than the one before.
    for (change, entry, version) in [
        ("body = NULL, salt = NULL, erased_by = 11", 11, 3),
        ("body = NULL, salt = NULL", 10, 2),
        ("body = NULL", 9, 1),
    ] {
        record.does(&format!("UPDATE milestone_contents SET {change} WHERE since = {entry}")).await;
        record.breaks_at(entry, &format!("version {version} of {milestone}")).await;
    }
}

async fn an_entry_that_is_said_to_have_erased_a_content_is_found(place: &Place) {
    let record = Record::begin(place).await;
    record.does("UPDATE milestone_contents SET erased_by = 11 WHERE since = 9").await;
    let fault = record.fault(None).await;
    assert!(fault.starts_with("Entry 9: version 1 of milestone "), "{fault}");
}

async fn an_inserted_identity_is_found(place: &Place) {
    let record = Record::begin(place).await;
    forge::identity(&record.raw, Uuid::from_u128(0xd2), Seq(7)).await;
    let words = record.fault(None).await;
    assert_eq!(
        words,
        "milestone 00000000-0000-0000-0000-0000000000d2 is in the database from entry 7 on, but no entry created it"
    );
}

async fn an_identity_that_was_given_another_birth_is_found(place: &Place) {
    let record = Record::begin(place).await;
    record.does("UPDATE milestones SET born = 2").await;
    let words = record.fault(None).await;
    assert!(words.starts_with("Entry 9: "), "{words}");
}

async fn an_edited_entry_is_found(place: &Place) {
    let record = Record::begin(place).await;
    record.does("UPDATE ledger SET entry = replace(entry, '2024-09-30', '2024-08-31') WHERE seq = 10").await;
    record.breaks_at(10, "database columns don't match the entry").await;
    record.does("UPDATE ledger SET entry = 'x' WHERE seq = 8").await;
    let words = record.fault(None).await;
    assert!(words.starts_with("Entry 8: it is not an entry of the audit log"), "{words}");
}

/// Whoever changes an entry with everything that is derived from it is found by the head; which entry it was is known
/// only to who kept a head from before and one from after.
async fn an_entry_that_was_edited_with_its_hash_is_found(place: &Place) {
    let record = Record::begin(place).await;
    forge::entry(&record.raw, Seq(10), |text| text.replace("2024-09-30", "2024-08-31")).await;
    assert_eq!(record.fault(None).await, "The checkpoint doesn't match these entries (different root hash)");
    let rewritten = "The log was rewritten: its first 11 entries don't match the older checkpoint";
    assert_eq!(record.fault(Some(&record.older)).await, rewritten);
}

async fn an_entry_whose_columns_say_something_else_is_found(place: &Place) {
    let record = Record::begin(place).await;
    // Each breaks an earlier entry than the one before.
    for (change, entry) in [
        ("event = 'milestone-reopened'", 11),
        ("recorded_at = recorded_at + 1", 10),
        ("agency_id = NULL", 9),
        ("subject_id = NULL", 8),
        ("leaf = (SELECT leaf FROM ledger WHERE seq = 0)", 7),
    ] {
        record.does(&format!("UPDATE ledger SET {change} WHERE seq = {entry}")).await;
        record.breaks_at(entry, "database columns don't match the entry").await;
    }
}

async fn a_removed_entry_is_found(place: &Place) {
    let record = Record::begin(place).await;
    record.does("DELETE FROM ledger WHERE seq = 6").await;
    record.breaks_at(6, "entry 7 is in its place, so an entry was removed, added, or moved").await;
}

async fn two_exchanged_entries_are_found(place: &Place) {
    let record = Record::begin(place).await;
    for (from, to) in [(3, 900), (4, 3), (900, 4)] {
        record.does(&format!("UPDATE ledger SET seq = {to} WHERE seq = {from}")).await;
    }
    record.breaks_at(3, "entry 4 is in its place, so an entry was removed, added, or moved").await;
}

async fn a_schema_number_that_no_kind_has_is_found(place: &Place) {
    let record = Record::begin(place).await;
    for wrong in [0, 99] {
        record.does(&format!("UPDATE milestone_contents SET schema_number = {wrong} WHERE since = 10")).await;
        let said = format!(
            "version 2 of milestone 00000000-0000-0000-0000-0000000000d1 has schema number {wrong}, which its kind does not \
             have"
        );
        record.breaks_at(10, &said).await;
    }
}

/// As opposed to a database that does not answer, of which nothing is known.
async fn a_head_that_is_gone_or_does_not_read_is_a_fault_of_the_record(place: &Place) {
    let record = Record::begin(place).await;
    let short = match record.raw.get_database_backend() {
        DbBackend::Sqlite => "x'00'",
        _ => "'\\x00'",
    };
    for (column, words) in [("root", "root"), ("frontier", "frontier")] {
        record.does(&format!("UPDATE head SET {column} = {short}")).await;
        let fault = record.fault(None).await;
        assert_eq!(fault, format!("The database is damaged: the {words} of the ledger does not read"));
        forge::head(&record.raw, &key()).await;
    }
    record.does("DELETE FROM head").await;
    assert_eq!(record.fault(None).await, "The checkpoint is missing, and there are 12 entries");
}

async fn an_edited_head_is_found(place: &Place) {
    let record = Record::begin(place).await;
    let root = "The checkpoint doesn't match these entries (different root hash)";
    for (column, change, back, words) in [
        ("size", "size + 1", "size - 1", "The checkpoint covers 13 entries, but there are 12"),
        ("recorded_at", "recorded_at + 1", "recorded_at - 1", "The checkpoint doesn't have the time of the last entry"),
        ("root", "(SELECT leaf FROM ledger WHERE seq = 0)", "", root),
    ] {
        record.does(&format!("UPDATE head SET {column} = {change}")).await;
        assert_eq!(record.fault(None).await, words);
        if !back.is_empty() {
            record.does(&format!("UPDATE head SET {column} = {back}")).await;
        }
    }
    forge::head(&record.raw, &key()).await;
    record.world.store.verify(Some(&record.older)).await.unwrap();
    let other = RecordKey::from_seed(LogName::parse("record.example/tests").unwrap(), &[8; 32]);
    forge::head(&record.raw, &other).await;
    let words = record.fault(None).await;
    assert!(words.starts_with("The checkpoint is not signed with the key of this record"), "{words}");
    forge::checkpoint(&record.raw, &key().sign(TreeSize(12), Hash([1; 32]))).await;
    assert_eq!(record.fault(None).await, root);
}

async fn a_cut_tail_is_found(place: &Place) {
    let record = Record::begin(place).await;
    record.does("DELETE FROM ledger WHERE seq = 11").await;
    let words = record.fault(None).await;
    assert_eq!(
        words,
        "milestone 00000000-0000-0000-0000-0000000000d1 is in the database from entry 11 on, but no entry created it"
    );
    cut_rows_of_the_last_entry(&record).await;
    assert_eq!(record.fault(None).await, "The checkpoint covers 12 entries, but there are 11");
}

async fn a_tail_that_was_cut_and_signed_again_is_found_by_an_older_head(place: &Place) {
    let record = Record::begin(place).await;
    let last = record.world.checkpoint().await;
    record.does("DELETE FROM ledger WHERE seq = 11").await;
    cut_rows_of_the_last_entry(&record).await;
    forge::head(&record.raw, &key()).await;
    record.world.store.verify(Some(&record.older)).await.unwrap();
    let words = record.fault(Some(&last)).await;
    assert_eq!(words, "Entries are missing at the end: the older checkpoint covers 12, but the log has 11");
}

async fn a_history_that_was_rewritten_and_signed_again_is_found_by_an_older_head(place: &Place) {
    let record = Record::begin(place).await;
    let hashes = forge::content(&record.raw, Seq(9), |body| body.replace("Curriculum", "Certificate")).await;
    forge::entry(&record.raw, Seq(9), |text| text.replace(&hashes.before.to_string(), &hashes.after.to_string())).await;
    forge::head(&record.raw, &key()).await;
    record.world.store.verify(None).await.unwrap();
    let words = record.fault(Some(&record.older)).await;
    assert_eq!(words, "The log was rewritten: its first 11 entries don't match the older checkpoint");
}

async fn the_head_of_another_key_proves_nothing(place: &Place) {
    let record = Record::begin(place).await;
    let other = RecordKey::from_seed(LogName::parse("record.example/tests").unwrap(), &[8; 32]);
    let older = other.sign(TreeSize(11), record.older.unverified().root);
    let words = record.fault(Some(&older)).await;
    assert!(words.starts_with("The older checkpoint is not signed with the key of this record"), "{words}");
}

impl Record {
    async fn begin(place: &Place) -> Record {
        let world = World::begin(place).await;
        let justice = &world.justice;
        let (due, first) = (day("2024-06-30"), Version::FIRST);
        world.does(justice, async |c| c.plan_milestone(STEP, TRAINING, title("Curriculum"), due, None).await).await;
        world.does(justice, async |c| c.move_milestone(STEP, first, to_september()).await).await;
        let older = world.checkpoint().await;
        world.does(justice, async |c| c.complete_milestone(STEP, Version(2), day("2024-02-13"), None).await).await;
        let raw = place.owner().await;
        forge::drop_guards(&raw).await;
        Record { world, raw, older }
    }

    async fn does(&self, sql: &str) {
        let changed = self.raw.execute_unprepared(sql).await.unwrap().rows_affected();
        assert!(changed > 0, "{sql} did nothing");
    }

    async fn fault(&self, older: Option<&SignedCheckpoint>) -> String {
        self.world.store.verify(older).await.unwrap_err().to_string()
    }

    async fn breaks_at(&self, entry: u64, words: &str) {
        let fault = self.world.store.verify(None).await.unwrap_err();
        assert_eq!((fault.seq(), fault.to_string()), (Some(Seq(entry)), format!("Entry {entry}: {words}")));
    }
}

async fn cut_rows_of_the_last_entry(record: &Record) {
    record.does("DELETE FROM milestone_contents WHERE since = 11").await;
    record.does("DELETE FROM milestone_versions WHERE since = 11").await;
    record.does("UPDATE milestone_versions SET until = NULL WHERE until = 11").await;
    assert_eq!(sql::numbers(&record.raw, "SELECT count(*) FROM milestone_versions").await, [2]);
}

fn to_september() -> Reschedule {
    Reschedule { to: day("2024-09-30"), reason: MoveReason::Staffing, sentence: sentence("Two posts are vacant.") }
}

//! What is kept of the checks of the record: the newest wins, and a fault stands until a later check clears it.

use crate::engine::{Place, key};
use crate::sql;
use crate::words::instant;
use crate::world::{BEGINNING, World};
use domain::date::Instant;
use domain::ledger::{LogName, RecordKey, Seq};
use migrations::Migrator;
use sea_orm::ConnectionTrait;
use sea_orm_migration::MigratorTrait;
use store::{AsOf, LedgerCheck, UnsignedRecord};

on_both_engines!(
    the_newest_check_wins_whatever_the_clock_said,
    a_fault_stands_until_a_later_check_finds_the_record_whole,
    in_the_past_the_newest_check_of_then_is_read,
    checks_that_were_kept_before_keep_the_order_in_which_they_were_made,
    somebody_who_cannot_sign_checks_the_record_with_the_public_key,
);

fn check(at: &str, fault: Option<&str>) -> LedgerCheck {
    let fault_entry = fault.map(|_| Seq(3));
    let (version, fault) = ("0.1.0".to_owned(), fault.map(str::to_owned));
    LedgerCheck { at: instant(at), to: Seq(5), version, fault, fault_entry }
}

/// The clock of a demonstration starts anew with each command and each server.
async fn the_newest_check_wins_whatever_the_clock_said(place: &Place) {
    let world = World::begin(place).await;
    let broken = check("2024-02-13T15:00:01Z", Some("entry 3: it was changed"));
    world.store.note_check(&check("2024-02-13T16:00:00Z", None)).await.unwrap();
    world.store.note_check(&broken).await.unwrap();
    assert_eq!(world.view(&world.auditor).await.last_check().await.unwrap(), Some(broken.clone()));
    assert_eq!(world.store.standing_fault().await.unwrap(), Some(broken));
}

async fn a_fault_stands_until_a_later_check_finds_the_record_whole(place: &Place) {
    let World { store, .. } = World::begin(place).await;
    assert_eq!(store.standing_fault().await.unwrap(), None);
    let (first, second) = (check(BEGINNING, Some("entry 3: it was changed")), check(BEGINNING, Some("entry 3: again")));
    for broken in [first, second] {
        store.note_check(&broken).await.unwrap();
        assert_eq!(store.standing_fault().await.unwrap(), Some(broken));
    }
    store.note_check(&check(BEGINNING, None)).await.unwrap();
    assert_eq!(store.standing_fault().await.unwrap(), None);
}

async fn in_the_past_the_newest_check_of_then_is_read(place: &Place) {
    let world = World::begin(place).await;
    let whole = check("2024-02-13T14:00:00Z", None);
    world.store.note_check(&whole).await.unwrap();
    world.store.note_check(&check("2024-02-14T15:00:00Z", Some("entry 3: it was changed"))).await.unwrap();
    let last = world.head().await;
    let then = world.store.view(&world.auditor, &AsOf::Entry(last)).await.unwrap();
    assert_eq!(then.last_check().await.unwrap(), Some(whole));
}

async fn checks_that_were_kept_before_keep_the_order_in_which_they_were_made(place: &Place) {
    let owner = place.owner().await;
    for sql in [
        "DROP INDEX verifications_sequence",
        "ALTER TABLE verifications DROP COLUMN sequence",
        "ALTER TABLE verifications DROP COLUMN fault_entry",
        "DELETE FROM seaql_migrations WHERE version = 'm20261128_000006_verifications'",
    ] {
        owner.execute_unprepared(sql).await.unwrap();
    }
    // The ids have the machine's time; the times are those of a clock that started anew.
    for (id, at, fault) in [("2", 1_000, "'entry 12: it was changed'"), ("1", 9_000, "NULL"), ("3", 5, "'no head'")] {
        let id = format!("01939f00-0000-7000-8000-00000000000{id}");
        let id = match owner.get_database_backend() {
            sea_orm::DbBackend::Sqlite => format!("x'{}'", id.replace('-', "")),
            _ => format!("'{id}'"),
        };
        let kept = format!(
            "INSERT INTO verifications (id, at, position, version, fault) VALUES ({id}, {at}, 20, '0', {fault})"
        );
        owner.execute_unprepared(&kept).await.unwrap();
    }
    Migrator::up(&owner, None).await.unwrap();
    let by_sequence = "SELECT at * 100 + coalesce(fault_entry, 99) FROM verifications ORDER BY sequence";
    assert_eq!(sql::numbers(&owner, by_sequence).await, [900_099, 100_012, 599]);
    let world = World::begin(place).await;
    world.store.note_check(&check(BEGINNING, None)).await.unwrap();
    assert_eq!(sql::numbers(&owner, "SELECT max(sequence) FROM verifications WHERE fault IS NULL").await, [4]);
}

async fn somebody_who_cannot_sign_checks_the_record_with_the_public_key(place: &Place) {
    let world = World::begin(place).await;
    let head = world.checkpoint().await;
    let record = UnsignedRecord::open(&place.url()).await.unwrap();
    let report = record.verify(&key().verifier(), &[&head]).await.found.unwrap();
    assert_eq!(report.entries, head.unverified().size);
    let other = RecordKey::from_seed(LogName::parse("record.example/tests").unwrap(), &[8; 32]);
    let fault = record.verify(&other.verifier(), &[]).await.found.unwrap_err().to_string();
    assert!(fault.starts_with("The checkpoint is not signed with the key of this record"), "{fault}");
    let at: Instant = record.recorded_at().await.unwrap().unwrap();
    assert_eq!(at, instant(BEGINNING));
    record.close().await.unwrap();
}

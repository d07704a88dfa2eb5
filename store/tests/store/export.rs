//! The ledger as a file, which is checked without a database.

use crate::engine::{Place, key};
use crate::tampering::forge;
use crate::words::{day, title};
use crate::world::World;
use crate::world::objects::{JUSTICE, TRAINING, agency};
use domain::actor::Actor;
use domain::agency::AgencyKind;
use domain::ids::{AgencyId, MilestoneId, Version};
use domain::import::Import;
use domain::ledger::{FileReport, Seq, SignedCheckpoint, TreeSize, VerifyOptions, verify_file};
use sea_orm::ConnectionTrait;
use std::time::Duration;
use store::StoreError;
use uuid::Uuid;

on_both_engines!(
    the_exported_ledger_is_proved_by_the_head,
    an_export_of_an_earlier_position_continues_an_older_head_and_is_continued_by_a_later_one,
    a_record_that_is_longer_than_one_reading_is_exported_and_verified_whole,
    a_changed_line_breaks_the_file,
    what_the_reader_refuses_ends_the_export,
    an_entry_that_is_not_there_ends_the_export,
    a_ledger_that_somebody_rewrote_is_exported_without_a_signature,
);

const STEP: MilestoneId = MilestoneId(Uuid::from_u128(0xe1));

async fn the_exported_ledger_is_proved_by_the_head(place: &Place) {
    let world = World::begin(place).await;
    import_offices(&world, 300).await;
    let head = world.store.head().await.unwrap();
    let report = check(&export(&world, Seq(9)).await, Some(world.checkpoint().await)).unwrap();
    assert_eq!((report.entries, report.root, report.key_was_expected), (TreeSize(10), head.root, true));
    let verified = world.store.verify(None).await.unwrap();
    assert_eq!((verified.entries, verified.root), (report.entries, report.root));
    assert_eq!(verified.last_recorded_at, report.last_recorded_at.map(domain::ledger::RecordedAt::instant));
}

async fn an_export_of_an_earlier_position_continues_an_older_head_and_is_continued_by_a_later_one(place: &Place) {
    let world = World::begin(place).await;
    let older = world.checkpoint().await;
    world
        .does(&world.justice, async |c| c.plan_milestone(STEP, TRAINING, title("Draft"), day("2024-06-30"), None).await)
        .await;
    let between = world.store.head().await.unwrap();
    import_offices(&world, 3).await;
    let report = check(&export(&world, Seq(9)).await, Some(older)).unwrap();
    assert_eq!((report.entries, report.root, report.older_head), (TreeSize(10), between.root, Some(TreeSize(9))));
    let later = world.checkpoint().await;
    let refused = check(&export(&world, Seq(9)).await, Some(later)).unwrap_err();
    assert!(refused.contains("11"), "{refused}");
}

async fn a_record_that_is_longer_than_one_reading_is_exported_and_verified_whole(place: &Place) {
    let world = World::begin(place).await;
    world
        .change(&world.justice, async |change| {
            change.plan_milestone(STEP, TRAINING, title("Draft"), day("2024-06-30"), None).await?;
            for version in 1..520 {
                let forecast = (version % 2 == 1).then(|| day("2024-08-01"));
                change.forecast_milestone(STEP, Version(version), forecast).await?;
            }
            Ok(())
        })
        .await
        .unwrap();
    let head = world.head().await;
    assert_eq!(head, Seq(8 + 520));
    let report = check(&export(&world, head).await, None).unwrap();
    assert_eq!((report.entries, report.root), (TreeSize(529), world.store.head().await.unwrap().root));
    assert_eq!(world.store.verify(None).await.unwrap().entries, TreeSize(529));
    assert_eq!(world.store.entries(Seq(0), head, 7).await.unwrap().len(), 7);
}

async fn a_changed_line_breaks_the_file(place: &Place) {
    let world = World::begin(place).await;
    let file = export(&world, Seq(8)).await;
    let changed = file.replace("person-added", "person-invited");
    let refused = check(&changed, Some(world.checkpoint().await)).unwrap_err();
    assert!(refused.starts_with("Line 4, entry 2: its bytes have the leaf hash "), "{refused}");
}

async fn what_the_reader_refuses_ends_the_export(place: &Place) {
    let world = World::begin(place).await;
    let mut read = 0;
    let ended: Result<(), StoreError> = world
        .store
        .export_ledger(Seq(8), |_| {
            read += 1;
            if read == 3 { Err(StoreError::NotFound) } else { Ok(()) }
        })
        .await;
    assert_eq!((read, ended.unwrap_err().to_string().as_str()), (3, crate::world::NOT_FOUND));
}

async fn an_entry_that_is_not_there_ends_the_export(place: &Place) {
    let world = World::begin(place).await;
    let ended = async |last| {
        let export = world.store.export_ledger::<StoreError>(last, |_| Ok(()));
        tokio::time::timeout(Duration::from_secs(20), export).await.expect("it ends").unwrap_err().to_string()
    };
    assert_eq!(ended(Seq(9)).await, "Data error: entry 9 is not there");
    let raw = place.owner().await;
    forge::drop_guards(&raw).await;
    raw.execute_unprepared("DELETE FROM ledger WHERE seq = 8").await.unwrap();
    assert_eq!(ended(Seq(8)).await, "Data error: entry 8 is not there");
}

async fn a_ledger_that_somebody_rewrote_is_exported_without_a_signature(place: &Place) {
    let world = World::begin(place).await;
    let raw = place.owner().await;
    forge::drop_guards(&raw).await;
    let forged = "UPDATE ledger SET entry = replace(entry, '\"person-added\"', '\"person-edited\"') WHERE seq = 3";
    assert_eq!(raw.execute_unprepared(forged).await.unwrap().rows_affected(), 1);
    for last in [Seq(8), Seq(5)] {
        let mut lines = Vec::new();
        let exported = world.store.export_ledger::<StoreError>(last, |line| {
            lines.push(line.to_owned());
            Ok(())
        });
        let fault = exported.await.unwrap_err().to_string();
        assert!(fault.contains("are not those that were signed"), "{fault}");
        assert!(lines.iter().all(|line| !line.starts_with("{\"checkpoint\"")), "{last:?}");
    }
}

async fn export(world: &World, last: Seq) -> String {
    let mut file = String::new();
    let exported = world.store.export_ledger::<StoreError>(last, |line| {
        file.push_str(line);
        file.push('\n');
        Ok(())
    });
    exported.await.unwrap();
    file
}

fn check(file: &str, older: Option<SignedCheckpoint>) -> Result<FileReport, String> {
    let options = VerifyOptions { expected_key: Some(key().verifier()), older };
    verify_file(file.as_bytes(), &options).map_err(|fault| fault.to_string())
}

async fn import_offices(world: &World, number: u128) {
    let mut import = Import::begin(&Actor::Operator).unwrap();
    for number in 0..number {
        let id = AgencyId(Uuid::from_u128(0xe0_0000 + number));
        let office = agency(id, &format!("X-{number}"), AgencyKind::Office, &[JUSTICE]);
        import.take_reference_data(office.into(), true).unwrap();
    }
    let finished = import.finish(&Actor::Operator, "8".repeat(64));
    world.change(&Actor::Operator, async |change| change.save(finished).await).await.unwrap();
}

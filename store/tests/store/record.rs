//! What the record keeps whatever people do: its numbers, its times, its versions and its bytes.

use crate::engine::Place;
use crate::sql::{self, TABLES};
use crate::words::{day, instant, narrative, sentence, title};
use crate::world::objects::{PILLAR_1, PILLAR_2, TRAINING, agency};
use crate::world::{BEGINNING, CHANGED_MEANWHILE, NOT_FOUND, World};
use chrono::TimeDelta;
use domain::actor::Actor;
use domain::agency::AgencyKind;
use domain::event::Progress;
use domain::ids::{AgencyId, MilestoneId, Version};
use domain::import::Import;
use domain::ledger::{Content, Hash, RowIdentity, Seq, row_hash};
use domain::plan::PlanState;
use domain::reporting::ReportingTerms;
use std::collections::BTreeSet;
use store::{Change, Clock, StoreError};
use uuid::Uuid;

on_both_engines!(
    a_record_is_opened_once_and_nothing_happens_before,
    entries_are_numbered_without_a_gap_although_changes_were_given_up,
    a_dropped_change_writes_nothing_and_lets_the_next_one_begin,
    a_change_that_broke_off_half_way_cannot_be_committed,
    the_times_of_entries_never_go_back,
    a_clock_that_is_more_than_a_minute_behind_stops_writing_and_not_reading,
    an_object_that_is_saved_twice_in_one_change_gets_two_entries,
    the_versions_of_an_object_join_without_a_gap,
    no_entry_carries_a_name_or_a_sentence,
    what_was_hashed_is_canonical_and_salted,
    letters_typed_in_two_ways_are_stored_as_one,
);

const NEW: MilestoneId = MilestoneId(Uuid::from_u128(0x91));
const FIRST: Version = Version::FIRST;

async fn a_record_is_opened_once_and_nothing_happens_before(place: &Place) {
    let store = place.store(&Clock::standing_at(instant(BEGINNING))).await;
    assert_eq!(store.head().await.unwrap_err().to_string(), NOT_FOUND);
    assert_eq!(store.change(&Actor::Operator).await.unwrap_err().to_string(), NOT_FOUND);
    assert_eq!(store.position(&store::AsOf::Now).await.unwrap_err().to_string(), NOT_FOUND);
    assert!(store.open_record(Progress::Real, ReportingTerms::default()).await.unwrap());
    let opened = store.head().await.unwrap();
    assert!(!store.open_record(Progress::Sample, ReportingTerms::default()).await.unwrap());
    assert_eq!(store.head().await.unwrap().checkpoint, opened.checkpoint);
    let event = store.entries(Seq(0), Seq(9), 9).await.unwrap().remove(0).event.unwrap();
    let (zone, progress) = ("America/New_York".to_owned(), Progress::Real);
    assert_eq!(event, domain::Event::RecordOpened { zone, progress, reporting: Some(ReportingTerms::default()) });
    store.verify(None).await.unwrap();
}

async fn entries_are_numbered_without_a_gap_although_changes_were_given_up(place: &Place) {
    let world = World::begin(place).await;
    for round in 0..3 {
        let mut given_up = world.store.change(&world.justice).await.unwrap();
        plan(&mut given_up, 0x100 + round).await.unwrap();
        drop(given_up);
        world.change(&world.justice, async |change| plan(change, 0x200 + round).await).await.unwrap();
        world.refuses(&world.auditor, async |change| plan(change, 0x300 + round).await).await;
    }
    let entries = world.store.entries(Seq(0), world.head().await, 100).await.unwrap();
    let numbers: Vec<u64> = entries.iter().map(|entry| entry.leaf.entry().seq.0).collect();
    assert_eq!(numbers, (0..12).collect::<Vec<_>>());
    let raw = place.reader().await;
    assert_eq!(sql::numbers(&raw, "SELECT seq FROM ledger ORDER BY seq").await, (0..12).collect::<Vec<_>>());
}

async fn a_dropped_change_writes_nothing_and_lets_the_next_one_begin(place: &Place) {
    let world = World::begin(place).await;
    let before = world.checkpoint().await;
    let mut change = world.store.change(&world.justice).await.unwrap();
    plan(&mut change, 0x100).await.unwrap();
    drop(change);
    assert_eq!(world.checkpoint().await, before);
    assert_eq!(world.view(&world.justice).await.milestones(TRAINING).await.unwrap(), []);
    world.does(&world.justice, async |change| plan(change, 0x100).await).await;
}

/// An import that names an agency twice closes its version for the first and finds none to close for the second.
async fn a_change_that_broke_off_half_way_cannot_be_committed(place: &Place) {
    let world = World::begin(place).await;
    let before = world.checkpoint().await;
    for is_new in [false, true] {
        let (id, name) =
            if is_new { (AgencyId(Uuid::from_u128(0x92)), "EPA") } else { (crate::world::objects::WAGES, "WHD") };
        let mut import = Import::begin(&Actor::Operator).unwrap();
        for parents in [&[][..], &[crate::world::objects::LABOR][..]] {
            let twice = agency(id, name, AgencyKind::Office, parents);
            import.take_reference_data(twice.into(), is_new).unwrap();
        }
        let mut change = world.store.change(&Actor::Operator).await.unwrap();
        change.all::<domain::agency::Agency>().await.unwrap();
        change.save(import.finish(&Actor::Operator, "3".repeat(64))).await.unwrap_err();
        assert_eq!(change.commit().await.unwrap_err().to_string(), CHANGED_MEANWHILE);
        assert_eq!(world.checkpoint().await, before);
    }
    world.store.verify(None).await.unwrap();
    world.does(&world.justice, async |change| plan(change, 0x100).await).await;
}

async fn the_times_of_entries_never_go_back(place: &Place) {
    let world = World::begin(place).await;
    for (seconds, id) in [(90, 0x100), (-60, 0x101), (30, 0x102), (-30, 0x103)] {
        world.pass(TimeDelta::seconds(seconds));
        world.change(&world.justice, async |change| plan(change, id).await).await.unwrap();
    }
    let entries = world.store.entries(Seq(9), Seq(12), 9).await.unwrap();
    let seconds =
        |entry: &store::LoggedEntry| (entry.leaf.entry().recorded_at.instant() - instant(BEGINNING)).num_seconds();
    assert_eq!(entries.iter().map(seconds).collect::<Vec<_>>(), [90, 90, 90, 90]);
    world.store.verify(None).await.unwrap();
}

async fn a_clock_that_is_more_than_a_minute_behind_stops_writing_and_not_reading(place: &Place) {
    let world = World::begin(place).await;
    world.pass(TimeDelta::seconds(-61));
    let refused = world.refuses(&world.justice, async |change| plan(change, 0x100).await).await;
    assert_eq!(
        refused,
        "The last entry of the record is dated 2024-02-13T15:00:00Z, and the clock says 2024-02-13T14:58:59Z."
    );
    assert_eq!(world.view(&world.justice).await.actions().count(), 4);
    world.pass(TimeDelta::seconds(1));
    world.does(&world.justice, async |change| plan(change, 0x100).await).await;
}

async fn an_object_that_is_saved_twice_in_one_change_gets_two_entries(place: &Place) {
    let world = World::begin(place).await;
    let before = world.head().await;
    let said = world
        .does_all(&world.justice, async |change| {
            change.plan_milestone(NEW, TRAINING, title("Curriculum"), day("2024-06-30"), None).await?;
            change.forecast_milestone(NEW, FIRST, Some(day("2024-08-01"))).await?;
            change.forecast_milestone(NEW, Version(2), None).await
        })
        .await;
    assert_eq!(said.len(), 3);
    for (later, forecast) in [(1, None), (2, Some(day("2024-08-01"))), (3, None)] {
        let view = world.view_at(&world.labor, Seq(before.0 + later)).await;
        let seen = view.milestone(NEW).await.unwrap();
        assert_eq!((u64::from(seen.version.0), seen.value.forecast), (later, forecast));
    }
}

/// What leaves is withdrawn, not closed: an object that was born stands at every position after.
async fn the_versions_of_an_object_join_without_a_gap(place: &Place) {
    let world = World::begin(place).await;
    world.does(&world.justice, async |change| plan(change, 0x100).await).await;
    let id = MilestoneId(Uuid::from_u128(0x100));
    world.does(&world.justice, async |c| c.complete_milestone(id, FIRST, day("2024-02-13"), None).await).await;
    world.does(&world.justice, async |c| c.reopen_milestone(id, Version(2), sentence("By mistake.")).await).await;
    world.does(&world.justice, async |c| c.withdraw_milestone(id, Version(3), sentence("Merged.")).await).await;
    world.does(&world.secretariat, async |c| c.withdraw_action(TRAINING, FIRST, sentence("Merged.")).await).await;
    let raw = place.reader().await;
    for [identities, versions, _] in TABLES {
        let gaps = format!(
            "SELECT count(*) FROM {versions} a WHERE NOT EXISTS (SELECT 1 FROM {versions} b WHERE b.id = a.id \
             AND b.since = a.until AND b.version = a.version + 1) AND a.until IS NOT NULL"
        );
        let open = format!("SELECT count(*) FROM {versions} WHERE until IS NULL");
        let born = format!("SELECT count(*) FROM {identities}");
        assert_eq!(sql::numbers(&raw, &gaps).await, [0], "{versions}");
        assert_eq!(sql::numbers(&raw, &open).await, sql::numbers(&raw, &born).await, "{versions}");
    }
    assert_eq!(sql::numbers(&raw, "SELECT version FROM milestone_versions ORDER BY since").await, [1, 2, 3, 4]);
}

async fn no_entry_carries_a_name_or_a_sentence(place: &Place) {
    let world = World::begin(place).await;
    world.does(&world.justice, async |change| plan(change, 0x100).await).await;
    let id = MilestoneId(Uuid::from_u128(0x100));
    let reason = sentence("The minister fell ill.");
    world.does(&world.justice, async |c| c.withdraw_milestone(id, FIRST, reason.clone()).await).await;
    world.does(&world.secretariat, async |c| c.withdraw_action(TRAINING, FIRST, reason.clone()).await).await;
    world.does(&world.administrator, async |c| c.disable_person(crate::world::objects::CHAIR, FIRST).await).await;
    let written = sql::texts(&place.reader().await, "SELECT entry FROM ledger").await.concat();
    for personal in ["minister", "Hart", "cleo", "agency.example", "Train all", "Curriculum"] {
        assert!(!written.contains(personal), "{personal}");
    }
}

async fn what_was_hashed_is_canonical_and_salted(place: &Place) {
    let world = World::begin(place).await;
    for state in [PlanState::Closed, PlanState::InForce] {
        let seen = world.view(&world.secretariat).await.plans().len();
        assert_eq!(seen, 2);
        let version = if state == PlanState::Closed { FIRST } else { Version(2) };
        let plan = crate::world::objects::PLAN;
        world.does(&world.secretariat, async |change| change.change_plan_state(plan, version, state).await).await;
    }
    let select = "SELECT v.id, v.version, v.since, c.hash, c.salt, c.body FROM plan_versions v \
                  JOIN plan_contents c ON c.id = v.id AND c.since = v.since ORDER BY v.id, v.since";
    let rows = sql::rows(&place.reader().await, select).await;
    let (mut hashes, mut bodies) = (BTreeSet::new(), BTreeSet::new());
    for row in &rows {
        let body: String = row.try_get("", "body").unwrap();
        let value: serde_json::Value = serde_json::from_str(&body).unwrap();
        let content = Content::of(&value).unwrap();
        assert_eq!(content.as_str(), body, "read and written again it has the same bytes");
        let salt: Vec<u8> = row.try_get("", "salt").unwrap();
        let identity = RowIdentity {
            kind: domain::Kind::Plan.into(),
            id: row.try_get("", "id").unwrap(),
            version: Version(u32::try_from(row.try_get::<i64>("", "version").unwrap()).unwrap()),
            since: Seq(u64::try_from(row.try_get::<i64>("", "since").unwrap()).unwrap()),
        };
        let hash: Vec<u8> = row.try_get("", "hash").unwrap();
        assert_eq!(row_hash(&salt.try_into().unwrap(), &identity, &content), Hash::try_from(hash.as_slice()).unwrap());
        hashes.insert(hash);
        bodies.insert(body);
    }
    // The plan came back to what it was, and its hash does not say so.
    assert_eq!((rows.len(), bodies.len(), hashes.len()), (4, 3, 4));
}

async fn letters_typed_in_two_ways_are_stored_as_one(place: &Place) {
    let world = World::begin(place).await;
    let (composed, decomposed) = ("Caf\u{e9}", "Cafe\u{301}");
    world
        .does(&world.secretariat, async |c| {
            c.amend_node(PILLAR_1, FIRST, title(composed), Some(narrative("\u{c5}"))).await
        })
        .await;
    world
        .does(&world.secretariat, async |c| {
            c.amend_node(PILLAR_2, FIRST, title(decomposed), Some(narrative("\u{212b}"))).await
        })
        .await;
    let bodies = sql::texts(&place.reader().await, "SELECT body FROM node_contents WHERE since > 1").await;
    assert_eq!(bodies.len(), 2);
    assert!(bodies.iter().all(|body| body.contains("Caf\u{e9}") && body.contains("\u{c5}")), "{bodies:?}");
    let again = world.refuses(&world.secretariat, async |c| {
        c.amend_node(PILLAR_1, Version(2), title(decomposed), Some(narrative("A\u{30a}"))).await
    });
    assert_eq!(again.await, "No changes to save. This is already the current information.");
}

/// Plans a milestone whose id has that number.
async fn plan(change: &mut Change, number: u128) -> Result<(), StoreError> {
    let id = MilestoneId(Uuid::from_u128(number));
    change.plan_milestone(id, TRAINING, title("Curriculum drafted"), day("2024-06-30"), None).await
}

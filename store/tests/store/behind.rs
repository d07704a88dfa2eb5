//! The entries behind what is counted, and what is kept beside the record: checks and downloads.

use crate::engine::Place;
use crate::words::{day, sentence, title, web_link};
use crate::world::World;
use crate::world::objects::{AUDITOR, SURVEY, TRAINING};
use domain::actor::Actor;
use domain::evidence::Document;
use domain::ids::{EvidenceId, Kind, MilestoneId, Version};
use domain::ledger::Seq;
use domain::milestone::Reschedule;
use domain::security::SecurityEvent;
use domain::slippage::MoveReason;
use store::{AsOf, DownloadNote, LedgerCheck, SecurityFilter, SecurityNote, StoreError, Taken};
use uuid::Uuid;

on_both_engines!(
    behind_an_action_stands_every_version_and_which_is_read,
    behind_a_milestone_stands_the_entry_of_each_change_of_its_date,
    nothing_stands_behind_a_draft_for_those_who_were_not_asked,
    a_check_is_found_from_its_time_on,
    downloads_are_found_by_auditors_and_by_no_liaison,
    downloads_that_come_at_once_are_each_noted_once_in_both_logs,
);

const MILESTONE: MilestoneId = MilestoneId(Uuid::from_u128(0x31));

async fn behind_an_action_stands_every_version_and_which_is_read(place: &Place) {
    let world = World::begin(place).await;
    let import = Seq(1);
    let of_milestone = async |as_of: &AsOf| {
        let view = world.store.view(&world.auditor, as_of).await.unwrap();
        let mut versions = view.versions_behind(&[TRAINING]).await.unwrap().remove(&TRAINING).unwrap();
        assert!(versions.iter().any(|version| version.since == import && version.kind == Kind::Action));
        versions.retain(|version| version.id == MILESTONE.0);
        versions.into_iter().map(|version| (version.since, version.is_read)).collect::<Vec<_>>()
    };
    assert_eq!(of_milestone(&AsOf::Now).await, []);

    let (made, expected) = plan_and_forecast(&world).await;
    assert_eq!(of_milestone(&AsOf::Now).await, [(made, false), (expected, true)]);
    assert_eq!(of_milestone(&AsOf::Entry(made)).await, [(made, true)]);
}

/// The entries that plan a milestone and say when it is expected.
async fn plan_and_forecast(world: &World) -> (Seq, Seq) {
    let planned = title("Curriculum drafted");
    world
        .does(&world.justice, async |c| c.plan_milestone(MILESTONE, TRAINING, planned, day("2024-03-01"), None).await)
        .await;
    let made = world.head().await;
    let on = day("2024-05-01");
    world.does(&world.justice, async |c| c.forecast_milestone(MILESTONE, Version::FIRST, Some(on)).await).await;
    (made, world.head().await)
}

async fn behind_a_milestone_stands_the_entry_of_each_change_of_its_date(place: &Place) {
    let world = World::begin(place).await;
    let (made, expected) = plan_and_forecast(&world).await;
    let mut moved = Vec::new();
    for (version, to) in [(2, "2024-06-01"), (3, "2024-07-01")] {
        let to = Reschedule { to: day(to), reason: MoveReason::Staffing, sentence: sentence("Two posts are vacant.") };
        world.does(&world.justice, async |c| c.move_milestone(MILESTONE, Version(version), to).await).await;
        moved.push(world.head().await);
    }
    let document =
        Document { title: title("Guide"), link: web_link("https://agency.example/guide"), dated: day("2024-02-01") };
    let (of, id) = (Some(MILESTONE), EvidenceId(Uuid::from_u128(0x32)));
    world.does(&world.justice, async |c| c.attach_evidence(id, TRAINING, of, document).await).await;
    let attached = world.head().await;

    let view = world.view(&world.auditor).await;
    let sources = view.milestone_sources(&[MILESTONE]).await.unwrap().remove(&MILESTONE).unwrap();
    assert_eq!(sources.all().collect::<Vec<_>>(), [made, expected, moved[0], moved[1], attached]);
    assert_eq!(sources.deciding(), Some(moved[1]));
    let of_changes = [0, 1, 2].map(|place| sources.of_date_change(place));
    assert_eq!(of_changes, [Some(moved[0]), Some(moved[1]), None]);
    let then = world.view_at(&world.auditor, moved[0]).await;
    let sources = then.milestone_sources(&[MILESTONE]).await.unwrap().remove(&MILESTONE).unwrap();
    assert_eq!((sources.deciding(), sources.documents.len()), (Some(moved[0]), 0));
}

async fn nothing_stands_behind_a_draft_for_those_who_were_not_asked(place: &Place) {
    let world = World::begin(place).await;
    let planned = title("Questions agreed");
    world
        .does(&world.labor, async |c| c.plan_milestone(MILESTONE, SURVEY, planned, day("2024-09-01"), None).await)
        .await;
    let behind = async |actor: &Actor| {
        let view = world.view(actor).await;
        let (of_action, of_milestone) =
            (view.versions_behind(&[SURVEY]).await.unwrap(), view.milestone_sources(&[MILESTONE]).await.unwrap());
        (of_action.len(), of_milestone.len())
    };
    assert_eq!(behind(&world.labor).await, (1, 1));
    for actor in [&world.justice, &world.auditor, &world.administrator] {
        assert_eq!(behind(actor).await, (0, 0));
    }
}

async fn a_check_is_found_from_its_time_on(place: &Place) {
    let world = World::begin(place).await;
    assert_eq!(world.view(&world.chair).await.last_check().await.unwrap(), None);
    let first =
        LedgerCheck { at: world.now(), to: Seq(8), version: "1.0.0".to_owned(), fault: None, fault_entry: None };
    world.store.note_check(&first).await.unwrap();
    let before = world.now();
    world.pass(chrono::TimeDelta::days(1));
    let second = LedgerCheck { at: world.now(), fault: Some("entry 3".to_owned()), ..first.clone() };
    world.store.note_check(&second).await.unwrap();
    assert_eq!(world.view(&world.chair).await.last_check().await.unwrap(), Some(second));
    let then = world.store.view(&world.chair, &AsOf::Instant(before)).await.unwrap();
    assert_eq!(then.last_check().await.unwrap(), Some(first));
}

async fn downloads_are_found_by_auditors_and_by_no_liaison(place: &Place) {
    let world = World::begin(place).await;
    let (what, query) = ("actions.csv".to_owned(), "plan=NAP-2021".to_owned());
    let taken = Taken { at: world.now(), person: AUDITOR, what, query, position: Seq(8), rows: 4, is_withheld: false };
    let security = SecurityNote::of(SecurityEvent::Downloaded, AUDITOR, None);
    world.store.note_download(&DownloadNote { taken: Some(taken.clone()), security }).await.unwrap();
    assert_eq!(world.view(&world.auditor).await.taken_lately(5).await.unwrap(), [taken]);
    for actor in [&world.justice, &world.chair, &world.secretariat] {
        assert!(matches!(world.view(actor).await.taken_lately(5).await, Err(StoreError::NotFound)));
    }
}

async fn downloads_that_come_at_once_are_each_noted_once_in_both_logs(place: &Place) {
    let world = World::begin(place).await;
    let security = SecurityNote::of(SecurityEvent::Downloaded, AUDITOR, None);
    let note = |number: u64| {
        let (what, query, at) = (format!("{number}.csv"), String::new(), world.now());
        let taken = Taken { at, person: AUDITOR, what, query, position: Seq(8), rows: number, is_withheld: false };
        DownloadNote { taken: Some(taken), security: security.clone().with_detail(&number.to_string()) }
    };
    let notes: Vec<DownloadNote> = (0..40).map(note).collect();
    let noted = futures::future::join_all(notes.iter().map(|note| world.store.note_download(note))).await;
    assert!(noted.into_iter().all(|noted| noted.is_ok()));
    let view = world.view(&world.auditor).await;
    let mut rows: Vec<u64> = view.taken_lately(100).await.unwrap().into_iter().map(|taken| taken.rows).collect();
    rows.sort_unstable();
    assert_eq!(rows, (0..40).collect::<Vec<_>>());
    let entries = view.security_log_onward(&SecurityFilter::default(), 1_000).await.unwrap();
    assert_eq!(entries.iter().filter(|entry| entry.event == Some(SecurityEvent::Downloaded)).count(), 40);
}

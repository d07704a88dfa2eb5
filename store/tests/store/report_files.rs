//! Files of reports that are made in the background: whose they are, how far they are, and how long they are kept.

use crate::engine::Place;
use crate::world::World;
use crate::world::objects::{CHAIR, JUSTICE_LIAISON};
use chrono::TimeDelta;
use domain::actor::Actor;
use domain::ids::PersonId;
use domain::ledger::{Hash, Seq};
use store::{AsOf, FileId, FileOrder, FileState, MOST_UNDERWAY, MadeFile, Taken, View};

on_both_engines!(
    a_file_waits_is_made_and_is_taken_by_its_maker,
    nobody_else_sees_takes_or_cancels_a_file,
    the_same_address_of_the_same_account_is_the_same_file,
    one_account_has_only_so_many_files_underway,
    a_canceled_file_is_no_longer_wanted_by_its_server,
    a_file_whose_server_stopped_says_so_and_is_made_again,
    a_file_that_its_server_gave_up_says_so_at_once,
    a_file_that_could_not_be_made_says_so,
    files_are_forgotten_after_an_hour,
    a_file_is_there_only_for_what_its_maker_could_see,
);

async fn order(world: &World, actor: &Actor, request: &str) -> FileOrder {
    let view = world.store.view(actor, &AsOf::Now).await.unwrap();
    FileOrder {
        person: actor.person().unwrap(),
        sight: view.sight().await.unwrap(),
        request: request.to_owned(),
        title: "Progress report. Plan: NAP-2021".to_owned(),
        format: "PDF".to_owned(),
    }
}

async fn seen(world: &World, actor: &Actor) -> View {
    world.store.view(actor, &AsOf::Now).await.unwrap()
}

const REQUEST: &str = "/exports/reports/progress.pdf?plan=NAP-2021&as_of=2024-02-13";

fn made(world: &World, person: PersonId) -> MadeFile {
    MadeFile {
        name: "concord-progress-report.pdf".to_owned(),
        content_type: "application/pdf",
        content: b"%PDF-1.7 and so on".to_vec(),
        taken: Taken {
            at: world.store.now(),
            person,
            what: "progress-report.pdf".to_owned(),
            query: "plan=NAP-2021".to_owned(),
            position: Seq(3),
            rows: 36,
            is_withheld: false,
        },
    }
}

async fn state(world: &World, id: &FileId) -> FileState {
    seen(world, &world.chair).await.report_file(id).await.unwrap().unwrap().state
}

async fn a_file_waits_is_made_and_is_taken_by_its_maker(place: &Place) {
    let world = World::begin(place).await;
    let store = &world.store;
    let id = store.order_report_file(&order(&world, &world.chair, REQUEST).await).await.unwrap();
    assert_eq!(state(&world, &id).await, FileState::Waiting { ahead: 0 });
    assert!(seen(&world, &world.chair).await.take_report_file(&id).await.unwrap().is_none(), "nothing is there yet");

    world.clock.set(world.store.now() + TimeDelta::seconds(1));
    let second =
        store.order_report_file(&order(&world, &world.chair, "/exports/reports/progress.xlsx").await).await.unwrap();
    assert_eq!(state(&world, &second).await, FileState::Waiting { ahead: 1 });

    assert!(store.report_file_goes_on(&id, Some((2, 5))).await.unwrap());
    assert_eq!(state(&world, &id).await, FileState::Making { over: 2, steps: 5 });
    assert!(store.keep_report_file(&id, made(&world, CHAIR)).await.unwrap());
    assert_eq!(state(&world, &id).await, FileState::Made { bytes: 18 });
    assert_eq!(state(&world, &second).await, FileState::Waiting { ahead: 0 });

    let taken = seen(&world, &world.chair).await.take_report_file(&id).await.unwrap().unwrap();
    assert_eq!(taken.content, made(&world, CHAIR).content);
    assert_eq!((taken.name.as_str(), taken.content_type.as_str()), ("concord-progress-report.pdf", "application/pdf"));
    assert_eq!(taken.taken, made(&world, CHAIR).taken);
}

async fn nobody_else_sees_takes_or_cancels_a_file(place: &Place) {
    let world = World::begin(place).await;
    let store = &world.store;
    let id = store.order_report_file(&order(&world, &world.chair, REQUEST).await).await.unwrap();
    assert_eq!(seen(&world, &world.justice).await.report_file(&id).await.unwrap(), None);
    assert!(seen(&world, &world.justice).await.report_files().await.unwrap().is_empty());
    assert!(!store.cancel_report_file(&id, JUSTICE_LIAISON).await.unwrap());
    assert_eq!(state(&world, &id).await, FileState::Waiting { ahead: 0 });

    store.keep_report_file(&id, made(&world, CHAIR)).await.unwrap();
    assert!(seen(&world, &world.justice).await.take_report_file(&id).await.unwrap().is_none());
    assert!(seen(&world, &world.chair).await.take_report_file(&FileId::new().unwrap()).await.unwrap().is_none());
}

async fn the_same_address_of_the_same_account_is_the_same_file(place: &Place) {
    let world = World::begin(place).await;
    let store = &world.store;
    let asked = order(&world, &world.chair, REQUEST).await;
    assert_eq!(store.same_report_file(&asked).await.unwrap(), None);
    let id = store.order_report_file(&asked).await.unwrap();
    assert_eq!(store.same_report_file(&asked).await.unwrap(), Some(id.clone()));
    assert_eq!(store.same_report_file(&order(&world, &world.justice, REQUEST).await).await.unwrap(), None);
    assert_eq!(
        store.same_report_file(&order(&world, &world.chair, "/exports/reports/progress.xlsx").await).await.unwrap(),
        None
    );

    store.keep_report_file(&id, made(&world, CHAIR)).await.unwrap();
    assert_eq!(store.same_report_file(&asked).await.unwrap(), Some(id), "one that was made is not made again");
}

async fn one_account_has_only_so_many_files_underway(place: &Place) {
    let world = World::begin(place).await;
    let store = &world.store;
    let mut ids = Vec::new();
    for number in 0..MOST_UNDERWAY {
        assert!(store.may_ask_for_file(CHAIR).await.unwrap(), "{number}");
        ids.push(
            store
                .order_report_file(&order(&world, &world.chair, &format!("{REQUEST}&q={number}")).await)
                .await
                .unwrap(),
        );
    }
    assert!(!store.may_ask_for_file(CHAIR).await.unwrap());
    assert!(store.may_ask_for_file(JUSTICE_LIAISON).await.unwrap(), "another account is not kept waiting");
    assert!(store.cancel_report_file(&ids[0], CHAIR).await.unwrap());
    assert!(store.may_ask_for_file(CHAIR).await.unwrap());
}

async fn a_canceled_file_is_no_longer_wanted_by_its_server(place: &Place) {
    let world = World::begin(place).await;
    let store = &world.store;
    let id = store.order_report_file(&order(&world, &world.chair, REQUEST).await).await.unwrap();
    assert!(store.cancel_report_file(&id, CHAIR).await.unwrap());
    assert_eq!(state(&world, &id).await, FileState::Canceled);
    assert!(!store.report_file_goes_on(&id, Some((1, 5))).await.unwrap());
    assert!(!store.keep_report_file(&id, made(&world, CHAIR)).await.unwrap());
    assert_eq!(state(&world, &id).await, FileState::Canceled);
    assert!(!store.cancel_report_file(&id, CHAIR).await.unwrap(), "it is canceled once");
    assert_eq!(store.same_report_file(&order(&world, &world.chair, REQUEST).await).await.unwrap(), None);
}

async fn a_file_whose_server_stopped_says_so_and_is_made_again(place: &Place) {
    let world = World::begin(place).await;
    let store = &world.store;
    let id = store.order_report_file(&order(&world, &world.chair, REQUEST).await).await.unwrap();
    store.report_file_goes_on(&id, Some((1, 5))).await.unwrap();
    world.clock.set(world.store.now() + TimeDelta::seconds(60));
    assert_eq!(state(&world, &id).await, FileState::Stopped);
    assert_eq!(store.same_report_file(&order(&world, &world.chair, REQUEST).await).await.unwrap(), None);
}

async fn a_file_that_its_server_gave_up_says_so_at_once(place: &Place) {
    let world = World::begin(place).await;
    let store = &world.store;
    let id = store.order_report_file(&order(&world, &world.chair, REQUEST).await).await.unwrap();
    store.report_file_stopped(&id).await.unwrap();
    assert_eq!(state(&world, &id).await, FileState::Stopped);
}

async fn a_file_that_could_not_be_made_says_so(place: &Place) {
    let world = World::begin(place).await;
    let store = &world.store;
    let id = store.order_report_file(&order(&world, &world.chair, REQUEST).await).await.unwrap();
    store.report_file_failed(&id, "No information for this date.").await.unwrap();
    assert_eq!(state(&world, &id).await, FileState::Failed);
    assert_eq!(
        store.same_report_file(&order(&world, &world.chair, REQUEST).await).await.unwrap(),
        None,
        "it can be tried again"
    );
}

async fn files_are_forgotten_after_an_hour(place: &Place) {
    let world = World::begin(place).await;
    let store = &world.store;
    let id = store.order_report_file(&order(&world, &world.chair, REQUEST).await).await.unwrap();
    store.keep_report_file(&id, made(&world, CHAIR)).await.unwrap();
    world.clock.set(world.store.now() + TimeDelta::minutes(59));
    store.forget_report_files_until(store.now()).await.unwrap();
    assert_eq!(seen(&world, &world.chair).await.report_files().await.unwrap().len(), 1);
    world.clock.set(world.store.now() + TimeDelta::minutes(2));
    assert!(
        seen(&world, &world.chair).await.take_report_file(&id).await.unwrap().is_none(),
        "also before it is deleted"
    );
    store.forget_report_files_until(store.now()).await.unwrap();
    assert!(seen(&world, &world.chair).await.report_files().await.unwrap().is_empty());
}

async fn a_file_is_there_only_for_what_its_maker_could_see(place: &Place) {
    let world = World::begin(place).await;
    let store = &world.store;
    let mut asked = order(&world, &world.chair, REQUEST).await;
    let id = store.order_report_file(&asked).await.unwrap();
    store.keep_report_file(&id, made(&world, CHAIR)).await.unwrap();
    assert!(seen(&world, &world.chair).await.report_file(&id).await.unwrap().is_some());

    // The same account saw something else when it asked for this one.
    asked.sight.seen_as = Hash::of(&[b"more"]);
    assert_eq!(store.same_report_file(&asked).await.unwrap(), None);
    let hidden = store.order_report_file(&asked).await.unwrap();
    store.keep_report_file(&hidden, made(&world, CHAIR)).await.unwrap();
    let view = seen(&world, &world.chair).await;
    assert_eq!(view.report_file(&hidden).await.unwrap(), None);
    assert!(view.take_report_file(&hidden).await.unwrap().is_none());
    assert_eq!(view.report_files().await.unwrap().len(), 1);
}

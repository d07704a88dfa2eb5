//! No entry is dated ahead, whichever clock a machine shows; and what an operator can do where one is.

use crate::engine::{Engine, Place};
use crate::words::{day, instant, title};
use crate::world::World;
use crate::world::objects as o;
use chrono::{TimeDelta, Utc};
use domain::Event;
use domain::actor::Actor;
use domain::date::Instant;
use std::sync::{Arc, Mutex};
use store::{Clock, ClockGuard, ClockState, Shown, Store, StoreError};

on_both_engines! {
    a_machine_whose_clock_is_ahead_dates_no_entry_ahead,
    a_record_that_is_dated_ahead_can_be_read_and_not_written,
    an_operator_who_accepts_the_clock_lets_people_write_on_and_the_log_says_so,
    a_machine_that_hides_which_start_it_is_keeps_no_watch_on_its_clock_and_that_is_known,
}

mod of_one_machine {
    #[test]
    fn a_machine_that_was_started_again_is_believed() {
        crate::engine::run(crate::engine::Engine::Sqlite, super::a_machine_that_was_started_again_is_believed);
    }

    #[test]
    fn an_operator_who_has_put_a_slow_clock_right_accepts_it_once() {
        crate::engine::run(
            crate::engine::Engine::Sqlite,
            super::an_operator_who_has_put_a_slow_clock_right_accepts_it_once,
        );
    }
}

/// A machine of which the test sets every clock.
#[derive(Clone)]
struct Machine(Arc<Mutex<Shown>>);

impl Machine {
    fn at(wall: Instant) -> Machine {
        let running = TimeDelta::hours(5);
        Machine(Arc::new(Mutex::new(Shown { wall, running, boot: "first".to_owned() })))
    }

    fn clock(&self) -> Clock {
        Clock::Shown(Arc::clone(&self.0))
    }

    /// Time passes, and the clock goes on by as much.
    fn wait(&self, time: TimeDelta) {
        let mut shown = self.0.lock().unwrap();
        shown.running += time;
        shown.wall += time;
    }

    /// Somebody sets the clock.
    fn set_ahead(&self, time: TimeDelta) {
        self.0.lock().unwrap().wall += time;
    }

    fn start_again(&self) {
        let mut shown = self.0.lock().unwrap();
        shown.running = TimeDelta::minutes(1);
        shown.boot = "second".to_owned();
    }
}

async fn a_machine_whose_clock_is_ahead_dates_no_entry_ahead(place: &Place) {
    let world = World::begin(place).await;
    let machine = Machine::at(Utc::now());
    let store = place.store(&machine.clock()).await;
    plan(&store, &world.justice, "First").await.unwrap();
    machine.wait(TimeDelta::minutes(10));
    machine.set_ahead(TimeDelta::hours(2));
    let planned = plan(&store, &world.justice, "Second").await;
    match place.engine() {
        Engine::Sqlite => {
            assert!(matches!(planned, Err(StoreError::ClockAhead { seconds: 7_200 })), "{planned:?}");
            assert_eq!(store.clock_state().await.unwrap(), ClockState::ClockAhead { seconds: 7_200 });
            assert_eq!(store.known_clock_state(), ClockState::ClockAhead { seconds: 7_200 });
            machine.set_ahead(-TimeDelta::hours(2));
            plan(&store, &world.justice, "Second").await.unwrap();
        }
        // Whatever the machine shows, the database says what time it is; and for pages as well.
        Engine::Postgres => {
            planned.unwrap();
            let dated = store.head().await.unwrap().recorded_at;
            assert!((dated - Utc::now()).abs() < TimeDelta::seconds(30), "{dated}");
            assert!((store.now() - Utc::now()).abs() < TimeDelta::seconds(30), "{}", store.now());
        }
    }
    assert_eq!(store.clock_state().await.unwrap(), ClockState::Agrees);
    store.verify(None).await.unwrap();
}

async fn a_record_that_is_dated_ahead_can_be_read_and_not_written(place: &Place) {
    let (world, ahead) = dated_ahead(place).await;
    let store = place.store(&Clock::Machine).await;
    let refused = plan(&store, &world.justice, "Refused").await;
    assert!(matches!(refused, Err(StoreError::RecordAhead { last, .. }) if last == ahead), "{refused:?}");
    let state = ClockState::RecordAhead { last: ahead, is_accepted: false };
    assert_eq!(store.clock_state().await.unwrap(), state);
    assert_eq!(store.known_clock_state(), state);
    assert!(!state.lets_write());
    let view = store.view(&world.justice, &store::AsOf::Now).await.unwrap();
    assert!(view.milestones(o::TRAINING).await.unwrap().iter().any(|seen| seen.value.title == title("Ahead")));
}

async fn an_operator_who_accepts_the_clock_lets_people_write_on_and_the_log_says_so(place: &Place) {
    let (world, ahead) = dated_ahead(place).await;
    let store = place.store(&Clock::Machine).await;
    assert!(store.accept_clock().await.unwrap());
    assert!(!store.accept_clock().await.unwrap(), "There is nothing more to accept");
    let state = ClockState::RecordAhead { last: ahead, is_accepted: true };
    assert_eq!(store.clock_state().await.unwrap(), state);
    assert!(state.lets_write());

    let change = store.change(&world.justice).await.unwrap();
    assert_eq!(change.today(), store.zone().day(Utc::now()), "Rules judge by the day that it is");
    drop(change);
    plan(&store, &world.justice, "Written on").await.unwrap();

    let last = store.head().await.unwrap().size.position().unwrap();
    let entries = store.entries(domain::ledger::Seq(last.0 - 1), last, 2).await.unwrap();
    assert!(matches!(&entries[0].event, Some(Event::ClockAccepted { last, .. }) if instant(last) == ahead));
    for entry in &entries {
        assert_eq!(entry.leaf.entry().recorded_at.instant(), ahead, "No entry is dated before the one before it");
    }
    store.verify(None).await.unwrap();
}

async fn a_machine_that_was_started_again_is_believed(place: &Place) {
    let world = World::begin(place).await;
    let machine = Machine::at(Utc::now());
    let store = place.store(&machine.clock()).await;
    plan(&store, &world.justice, "Before").await.unwrap();
    machine.start_again();
    machine.set_ahead(TimeDelta::days(3));
    plan(&store, &world.justice, "After").await.unwrap();
    // From here on it is held against its new start.
    machine.set_ahead(TimeDelta::minutes(5));
    let refused = plan(&store, &world.justice, "Ahead").await;
    assert!(matches!(refused, Err(StoreError::ClockAhead { seconds: 300 })), "{refused:?}");
}

async fn an_operator_who_has_put_a_slow_clock_right_accepts_it_once(place: &Place) {
    let world = World::begin(place).await;
    let machine = Machine::at(Utc::now());
    let store = place.store(&machine.clock()).await;
    plan(&store, &world.justice, "By the slow clock").await.unwrap();
    machine.set_ahead(TimeDelta::minutes(30));
    assert!(plan(&store, &world.justice, "Refused").await.is_err());
    assert!(store.accept_clock().await.unwrap());
    machine.wait(TimeDelta::minutes(1));
    plan(&store, &world.justice, "By the clock that was put right").await.unwrap();
    assert_eq!(store.clock_state().await.unwrap(), ClockState::Agrees);
    store.verify(None).await.unwrap();
}

async fn a_machine_that_hides_which_start_it_is_keeps_no_watch_on_its_clock_and_that_is_known(place: &Place) {
    let world = World::begin(place).await;
    let machine = Machine::at(Utc::now());
    let guard = async |machine: &Machine| place.store(&machine.clock()).await.clock_guard().await.unwrap();
    let of = |on_sqlite| if place.engine() == Engine::Sqlite { on_sqlite } else { ClockGuard::Holds };
    assert_eq!(guard(&machine).await, ClockGuard::Holds);
    machine.0.lock().unwrap().boot.clear();
    assert_eq!(guard(&machine).await, of(ClockGuard::MissingHere));
    plan(&place.store(&machine.clock()).await, &world.justice, "From within the service").await.unwrap();
    // Whoever looks from a shell sees more than the service does, and is told of it all the same.
    machine.start_again();
    assert_eq!(guard(&machine).await, of(ClockGuard::MissingAtLastChange));
}

/// A record whose last entry is dated a year ahead, and that date.
async fn dated_ahead(place: &Place) -> (World, Instant) {
    let world = World::begin(place).await;
    let ahead = Instant::from_timestamp_micros((Utc::now() + TimeDelta::days(365)).timestamp_micros()).unwrap();
    world.clock.set(ahead);
    plan(&world.store, &world.justice, "Ahead").await.unwrap();
    (world, ahead)
}

async fn plan(store: &Store, actor: &Actor, name: &str) -> Result<(), StoreError> {
    let mut change = store.change(actor).await?;
    let id = change.new_id();
    change.plan_milestone(id, o::TRAINING, title(name), day("2030-05-31"), None).await?;
    change.commit().await
}

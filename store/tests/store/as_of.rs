//! The record as of a day, an instant, an entry or a meeting.

use crate::engine::Place;
use crate::words::{code, day, instant, title};
use crate::world::objects::{MEETING, TRAINING, meeting};
use crate::world::{BEGINNING, NOT_FOUND, World};
use chrono::{Days, TimeDelta};
use domain::Date;
use domain::actor::Actor;
use domain::date::{Instant, Zone};
use domain::ids::{MeetingId, MilestoneId};
use domain::import::Import;
use domain::ledger::Seq;
use domain::meeting::Meeting;
use store::{AsOf, Change, Clock, StoreError};
use uuid::Uuid;

on_both_engines!(
    now_is_the_last_entry_and_today,
    an_instant_is_the_last_entry_until_then,
    an_entry_is_itself_and_judged_on_its_own_day,
    a_day_ends_at_midnight_where_the_task_force_is_from_utc_minus_12_to_plus_14,
    a_day_of_25_hours_has_all_of_them,
    a_meeting_is_the_end_of_its_last_day,
    before_the_record_there_is_nothing_to_show,
    what_is_still_to_come_cannot_be_looked_at,
    what_is_overdue_depends_on_the_day_and_not_on_the_position,
);

async fn now_is_the_last_entry_and_today(place: &Place) {
    let world = World::begin(place).await;
    world.pass(TimeDelta::days(3));
    let view = world.view(&world.auditor).await;
    let position = view.position();
    assert_eq!((position.seq, position.recorded_at), (Seq(8), instant(BEGINNING)));
    assert_eq!((position.day, position.is_past()), (day("2024-02-16"), false));
}

async fn an_instant_is_the_last_entry_until_then(place: &Place) {
    let world = World::begin(place).await;
    every_hour(&world, 3).await;
    let at = async |text| world.store.position(&AsOf::Instant(instant(text))).await.unwrap();
    // Entries 9, 10 and 11 were made at 16, 17 and 18 hours.
    assert_eq!(at("2024-02-13T15:59:59.999999Z").await.seq, Seq(8));
    assert_eq!(at("2024-02-13T16:00:00Z").await.seq, Seq(9));
    assert_eq!(at("2024-02-13T12:30:00-05:00").await.seq, Seq(10));
    let last = at("2024-02-13T18:00:00Z").await;
    assert_eq!((last.seq, last.day, last.is_past()), (Seq(11), day("2024-02-13"), true));
}

async fn an_entry_is_itself_and_judged_on_its_own_day(place: &Place) {
    let world = World::begin(place).await;
    every_hour(&world, 20).await;
    let at = async |entry| world.store.position(&AsOf::Entry(Seq(entry))).await.unwrap();
    assert_eq!((at(0).await.seq, at(0).await.day), (Seq(0), day("2024-02-13")));
    // Five in the morning in Greenwich is midnight in New York.
    assert_eq!((at(21).await.recorded_at, at(21).await.day), (instant("2024-02-14T04:00:00Z"), day("2024-02-13")));
    assert_eq!((at(22).await.recorded_at, at(22).await.day), (instant("2024-02-14T05:00:00Z"), day("2024-02-14")));
}

async fn a_day_ends_at_midnight_where_the_task_force_is_from_utc_minus_12_to_plus_14(place: &Place) {
    let world = World::begin(place).await;
    every_hour(&world, 60).await;
    let entries = world.store.entries(Seq(0), world.head().await, 100).await.unwrap();
    let times: Vec<Instant> = entries.iter().map(|entry| entry.leaf.entry().recorded_at.instant()).collect();
    for hours in -12..=14 {
        // The names of these zones count westwards: Etc/GMT-14 is fourteen hours ahead of Greenwich.
        let zone = Zone::named(&format!("Etc/GMT{:+}", -hours)).unwrap();
        let there = |time: Instant| (time.naive_utc() + TimeDelta::hours(hours)).date();
        let store = place.store_in(zone, &world.clock).await;
        for date in (11..=18).map(|date| Date::from_ymd_opt(2024, 2, date).unwrap()) {
            let found = store.position(&AsOf::Day(date)).await;
            let expected = times.iter().rposition(|time| there(*time) <= date);
            match (found, expected) {
                (Err(StoreError::InTheFuture { day }), _) => {
                    assert!(day == date && date > there(world.now()), "{zone}");
                }
                (Err(StoreError::BeforeTheRecord { begins }), None) => assert_eq!(begins, there(times[0]), "{zone}"),
                (Ok(position), Some(last)) => {
                    assert!(date <= there(world.now()));
                    assert_eq!((position.seq, position.day), (Seq(last as u64), date), "{zone}");
                }
                other => panic!("{zone} on {date}: {other:?}"),
            }
        }
        store.close().await.unwrap();
    }
}

async fn a_day_of_25_hours_has_all_of_them(place: &Place) {
    let clock = Clock::standing_at(instant("2024-11-03T03:30:00Z"));
    let world = World::begin_in(place.store(&clock).await, clock).await;
    // From half past eleven on 2 November to half past eleven on the 3rd, over the hour that comes twice.
    every_hour(&world, 26).await;
    let seq = async |text| world.store.position(&AsOf::Day(day(text))).await.unwrap().seq;
    assert_eq!((seq("2024-11-02").await, seq("2024-11-03").await, seq("2024-11-04").await), (Seq(8), Seq(33), Seq(34)));
}

async fn a_meeting_is_the_end_of_its_last_day(place: &Place) {
    let world = World::begin(place).await;
    let (several_days, to_come) = (MeetingId(Uuid::from_u128(0xa1)), MeetingId(Uuid::from_u128(0xa2)));
    let ends = Some(day("2024-02-14"));
    add(&world, Meeting { ends, ..meeting(several_days, "PITF-C-2024", "2024-02-13") }).await;
    add(&world, meeting(to_come, "PITF-M-2025", "2025-02-11")).await;
    every_hour(&world, 30).await;
    let at = async |name| world.store.position(&AsOf::Meeting(code(name))).await;
    let position = at("PITF-M-2024").await.unwrap();
    assert_eq!((position.seq, position.day), (Seq(10 + 13), day("2024-02-13")));
    let position = at("PITF-C-2024").await.unwrap();
    assert_eq!((position.seq, position.day), (Seq(10 + 30), day("2024-02-14")));
    assert_eq!(at("PITF-M-2025").await.unwrap_err().to_string(), "February 11, 2025, is in the future.");
    assert_eq!(at("PITF-M-1999").await.unwrap_err().to_string(), NOT_FOUND);
    assert_eq!(world.view(&world.chair).await.meeting(MEETING).unwrap().date, day("2024-02-13"));
}

async fn before_the_record_there_is_nothing_to_show(place: &Place) {
    let world = World::begin(place).await;
    add(&world, meeting(MeetingId(Uuid::from_u128(0xa1)), "PITF-M-2019", "2019-10-29")).await;
    for as_of in ["2024-02-12", "2024-02-13T14:59:59.999999Z", "meeting:PITF-M-2019"] {
        let refused = world.store.view(&world.auditor, &as_of.parse().unwrap()).await.unwrap_err();
        assert_eq!(refused.to_string(), "The record begins on February 13, 2024.", "{as_of}");
    }
}

async fn what_is_still_to_come_cannot_be_looked_at(place: &Place) {
    let world = World::begin(place).await;
    let refused =
        async |as_of: &str| world.store.view(&world.auditor, &as_of.parse().unwrap()).await.unwrap_err().to_string();
    assert_eq!(refused("2024-02-14").await, "February 14, 2024, is in the future.");
    assert_eq!(refused("2024-02-13T15:00:00.000001Z").await, "February 13, 2024, is in the future.");
    for entry in ["entry:9", "entry:18446744073709551615"] {
        assert_eq!(refused(entry).await, NOT_FOUND);
    }
    // Today is not to come, although more may be recorded before it ends.
    assert_eq!(world.store.position(&AsOf::Day(day("2024-02-13"))).await.unwrap().seq, Seq(8));
}

async fn what_is_overdue_depends_on_the_day_and_not_on_the_position(place: &Place) {
    let world = World::begin(place).await;
    world.does(&world.justice, async |change| plan(change, 0xa3, "2024-03-01").await).await;
    world.pass(TimeDelta::days(40));
    for (as_of, overdue) in [("2024-02-13", 0), ("2024-03-01", 0), ("2024-03-02", 1), ("2024-03-24", 1)] {
        let view = world.store.view(&world.auditor, &as_of.parse().unwrap()).await.unwrap();
        assert_eq!((view.position().seq, view.position().day), (Seq(9), day(as_of)));
        assert_eq!(view.facts(TRAINING).unwrap().overdue_milestones(view.position().day), overdue, "{as_of}");
    }
    assert_eq!(world.view(&world.auditor).await.position().day, day("2024-02-13") + Days::new(40));
}

/// Plans a milestone on each of the next full hours, so that entry 9 is the first of them.
async fn every_hour(world: &World, hours: u128) {
    for hour in 1..=hours {
        world.pass(TimeDelta::hours(1));
        world.change(&world.justice, async |change| plan(change, 0x1_000 + hour, "2025-03-01").await).await.unwrap();
    }
}

async fn plan(change: &mut Change, number: u128, due: &str) -> Result<(), StoreError> {
    let id = MilestoneId(Uuid::from_u128(number));
    change.plan_milestone(id, TRAINING, title("Curriculum drafted"), day(due), None).await
}

/// An import adds a meeting.
async fn add(world: &World, meeting: Meeting) {
    let mut import = Import::begin(&Actor::Operator).unwrap();
    import.take_reference_data(meeting.into(), true).unwrap();
    let finished = import.finish(&Actor::Operator, "4".repeat(64));
    world.change(&Actor::Operator, async |change| change.save(finished).await).await.unwrap();
}

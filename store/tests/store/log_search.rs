//! The log searched by event, agency, account, object and days: the same entries on either engine.

use crate::engine::{Engine, Place};
use crate::words::{day, title};
use crate::world::World;
use crate::world::objects::{BUREAU_LIAISON, JUSTICE, JUSTICE_LIAISON, LABOR, SURVEY, TRAINING};
use chrono::TimeDelta;
use domain::actor::Actor;
use domain::ids::{Kind, MilestoneId, Version};
use domain::ledger::{Code, Seq};
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use store::LogFilter;
use uuid::Uuid;

on_both_engines!(
    an_entry_that_is_withheld_fits_no_filter,
    each_filter_finds_just_the_entries_that_fit,
    a_search_reads_pages_and_ends_with_the_position,
    objects_that_the_actor_may_not_see_are_not_found,
    an_account_is_looked_up_in_an_index,
);

const STEP: MilestoneId = MilestoneId(Uuid::from_u128(0xa1));

/// Entry 9: Justice plans. Two days later entry 10: Justice expects. Entry 11: Labor plans for the draft.
async fn three_entries(world: &World) {
    let planned = title("Curriculum drafted");
    world
        .does(&world.justice, async |c| c.plan_milestone(STEP, TRAINING, planned, day("2024-03-01"), None).await)
        .await;
    world.pass(TimeDelta::days(2));
    let expected = Some(day("2024-05-01"));
    world.does(&world.justice, async |c| c.forecast_milestone(STEP, Version::FIRST, expected).await).await;
    let (id, planned) = (MilestoneId(Uuid::from_u128(0xa2)), title("Questions agreed"));
    world.does(&world.labor, async |c| c.plan_milestone(id, SURVEY, planned, day("2024-09-01"), None).await).await;
}

async fn found(world: &World, filter: &LogFilter) -> Vec<u64> {
    found_by(world, &Actor::Operator, filter).await
}

async fn found_by(world: &World, actor: &Actor, filter: &LogFilter) -> Vec<u64> {
    let found = world.view(actor).await.log(filter, 0, 50).await.unwrap();
    assert_eq!(found.total, found.entries.len() as u64);
    found.entries.iter().map(|entry| entry.leaf.entry().seq.0).collect()
}

async fn each_filter_finds_just_the_entries_that_fit(place: &Place) {
    let world = World::begin(place).await;
    three_entries(&world).await;
    assert_eq!(world.head().await, Seq(11));
    let event = |code: &str| LogFilter { event: Some(Code::parse(code).unwrap()), ..LogFilter::default() };
    assert_eq!(found(&world, &event("milestone-planned")).await, [11, 9]);
    assert_eq!(found(&world, &event("a-later-event")).await, [] as [u64; 0]);
    let agency = |agency| LogFilter { agency: Some(agency), ..LogFilter::default() };
    // Entry 6 made the account of its liaison.
    assert_eq!(found(&world, &agency(JUSTICE)).await, [10, 9, 6]);
    assert_eq!(found(&world, &LogFilter { event: event("milestone-planned").event, ..agency(LABOR) }).await, [11]);
    let account = |account| LogFilter { account: Some(account), ..LogFilter::default() };
    assert_eq!(found(&world, &account(JUSTICE_LIAISON)).await, [10, 9]);
    assert_eq!(found(&world, &account(BUREAU_LIAISON)).await, [] as [u64; 0]);
    let object = |kind, id| LogFilter { object: Some((kind, id)), ..LogFilter::default() };
    assert_eq!(found(&world, &object(Kind::Milestone, STEP.0)).await, [10, 9]);
    assert_eq!(found(&world, &object(Kind::Action, TRAINING.0)).await, [10, 9, 1], "with what belongs to it");
    let days = |from: Option<&str>, to: Option<&str>| LogFilter {
        from: from.map(day),
        to: to.map(day),
        ..LogFilter::default()
    };
    assert_eq!(found(&world, &days(Some("2024-02-15"), None)).await, [11, 10]);
    assert_eq!(found(&world, &days(None, Some("2024-02-13"))).await, (0..=9).rev().collect::<Vec<_>>());
    assert_eq!(found(&world, &days(Some("2024-02-14"), Some("2024-02-14"))).await, [] as [u64; 0]);
}

async fn a_search_reads_pages_and_ends_with_the_position(place: &Place) {
    let world = World::begin(place).await;
    three_entries(&world).await;
    let all = LogFilter { from: Some(day("2024-01-01")), ..LogFilter::default() };
    let view = world.view(&Actor::Operator).await;
    let page = view.log(&all, 5, 4).await.unwrap();
    assert_eq!(page.total, 12);
    assert_eq!(page.entries.iter().map(|entry| entry.leaf.entry().seq.0).collect::<Vec<_>>(), [6, 5, 4, 3]);
    let then = world.view_at(&Actor::Operator, Seq(9)).await;
    assert_eq!(then.log(&all, 0, 50).await.unwrap().total, 10);
    assert!(!then.logged_events().await.unwrap().contains(&"milestone-forecast".to_owned()));
    assert!(view.logged_events().await.unwrap().contains(&"milestone-forecast".to_owned()));
}

async fn an_entry_that_is_withheld_fits_no_filter(place: &Place) {
    let world = World::begin(place).await;
    three_entries(&world).await;
    let of = |agency| LogFilter { agency: Some(agency), ..LogFilter::default() };
    // Entry 6 made an account, and entry 11 a milestone of a draft.
    assert_eq!(found_by(&world, &world.chair, &of(JUSTICE)).await, [10, 9]);
    assert_eq!(found_by(&world, &world.justice, &of(LABOR)).await, [] as [u64; 0]);
    assert!(found_by(&world, &world.labor, &of(LABOR)).await.contains(&11));
}

async fn objects_that_the_actor_may_not_see_are_not_found(place: &Place) {
    let world = World::begin(place).await;
    three_entries(&world).await;
    let finds = async |actor: &Actor, id: Uuid| world.view(actor).await.object(id).await.unwrap().is_some();
    for (actor, is_found) in
        [(&world.labor, true), (&world.chair, true), (&world.justice, false), (&world.auditor, false)]
    {
        assert_eq!(finds(actor, SURVEY.0).await, is_found, "{actor:?}");
        assert_eq!(finds(actor, Uuid::from_u128(0xa2)).await, is_found, "{actor:?}");
        assert!(finds(actor, TRAINING.0).await, "{actor:?}");
    }
    assert!(!finds(&world.labor, JUSTICE_LIAISON.0).await && finds(&world.auditor, JUSTICE_LIAISON.0).await);
    assert!(!finds(&world.chair, Uuid::from_u128(0xa3)).await);
}

/// A log of many entries is not read whole to find those of one account.
async fn an_account_is_looked_up_in_an_index(place: &Place) {
    let world = World::begin(place).await;
    three_entries(&world).await;
    let connection = place.reader().await;
    let question = format!(
        "SELECT seq FROM ledger WHERE seq <= 11 AND substr(entry, 17, 36) = '{JUSTICE_LIAISON}' ORDER BY seq DESC"
    );
    let plan = match place.engine() {
        Engine::Sqlite => {
            let asked = Statement::from_string(DbBackend::Sqlite, format!("EXPLAIN QUERY PLAN {question}"));
            let rows = connection.query_all_raw(asked).await.unwrap();
            rows.iter().map(|row| row.try_get::<String>("", "detail").unwrap()).collect::<String>()
        }
        Engine::Postgres => {
            connection.execute_unprepared("SET enable_seqscan = off").await.unwrap();
            let asked = Statement::from_string(DbBackend::Postgres, format!("EXPLAIN {question}"));
            let rows = connection.query_all_raw(asked).await.unwrap();
            rows.iter().map(|row| row.try_get::<String>("", "QUERY PLAN").unwrap()).collect::<String>()
        }
    };
    connection.close().await.unwrap();
    assert!(plan.contains("ledger_account"), "{plan}");
}

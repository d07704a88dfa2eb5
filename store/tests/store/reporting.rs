//! When updates are due: the record states it, and a change leaves what was overdue before as it was.

use crate::engine::Place;
use crate::words::{day, instant};
use crate::world::World;
use domain::actor::{Actor, Permission};
use domain::date::FiscalQuarter;
use domain::error::ReportError;
use domain::reporting::{ReportingPeriod, ReportingRule, ReportingTerms};
use domain::{DomainError, Event};
use store::{AsOf, Change, Store, StoreError};

on_both_engines! {
    the_record_states_when_updates_are_due_and_every_position_goes_by_what_was_stated_then,
    only_who_keeps_plans_changes_when_updates_are_due_and_nothing_is_recorded_otherwise,
    a_record_that_states_when_updates_are_due_takes_nothing_over_from_the_settings,
    another_server_goes_by_a_change_at_once,
}

const YEAR: ReportingTerms = ReportingTerms { every: ReportingPeriod::Year, days: 15 };

fn quarter(name: &str) -> FiscalQuarter {
    name.parse().unwrap()
}

fn refusal(ended: Result<(), StoreError>) -> DomainError {
    match ended {
        Err(StoreError::Refused(refusal)) => refusal,
        other => panic!("Not refused: {other:?}"),
    }
}

async fn rule(store: &Store, as_of: &AsOf) -> ReportingRule {
    store.view(&Actor::Operator, as_of).await.unwrap().reporting_rule()
}

/// From January to March 2024 on, which is the quarter of the day on which the world begins.
async fn to_yearly(change: &mut Change) -> Result<(), StoreError> {
    change.change_reporting_rule(quarter("FY2024-Q2"), YEAR).await
}

async fn the_record_states_when_updates_are_due_and_every_position_goes_by_what_was_stated_then(place: &Place) {
    let world = World::begin(place).await;
    let before = world.head().await;
    assert_eq!(rule(&world.store, &AsOf::Now).await, ReportingRule::default());
    let said = world.does(&world.secretariat, to_yearly).await;
    let event = Event::ReportingRuleChanged { from: Some(quarter("FY2024-Q2")), every: YEAR.every, days: YEAR.days };
    assert_eq!(said.event, event);
    let now = rule(&world.store, &AsOf::Now).await;
    assert_eq!(now, ReportingRule::default().with(quarter("FY2024-Q2"), YEAR));
    assert_eq!(rule(&world.store, &AsOf::Entry(before)).await, ReportingRule::default());
    // The first quarter of 2024 was due in January, under the rule of its time, and stays so.
    assert_eq!(now.latest_due(day("2024-08-01")), quarter("FY2024-Q1"));
    // What is read when a server starts says the same as what was kept while it ran.
    let anew = place.store(&world.clock).await;
    assert_eq!(rule(&anew, &AsOf::Now).await, now);
    assert_eq!(rule(&anew, &AsOf::Entry(before)).await, ReportingRule::default());
    anew.close().await.unwrap();
}

async fn only_who_keeps_plans_changes_when_updates_are_due_and_nothing_is_recorded_otherwise(place: &Place) {
    let world = World::begin(place).await;
    let before = world.head().await;
    let not_permitted = DomainError::NotPermitted(Permission::RunPeriods);
    for actor in [&world.administrator, &world.chair, &world.auditor, &world.justice] {
        assert_eq!(refusal(world.change(actor, to_yearly).await), not_permitted, "{actor:?}");
    }
    let due =
        world.change(&world.secretariat, async |c| c.change_reporting_rule(quarter("FY2024-Q1"), YEAR).await).await;
    let first = quarter("FY2024-Q2");
    assert_eq!(refusal(due), ReportError::TermsOfAPeriodThatIsDue { first }.into());
    assert_eq!(world.head().await, before);
    assert_eq!(rule(&world.store, &AsOf::Now).await, ReportingRule::default());
}

async fn a_record_that_states_when_updates_are_due_takes_nothing_over_from_the_settings(place: &Place) {
    let world = World::begin(place).await;
    let before = world.head().await;
    assert!(!world.store.state_reporting_terms(YEAR).await.unwrap());
    assert_eq!(world.head().await, before);
    assert_eq!(rule(&world.store, &AsOf::Now).await, ReportingRule::default());
}

async fn another_server_goes_by_a_change_at_once(place: &Place) {
    let world = World::begin(place).await;
    let other = place.store(&world.clock).await;
    assert_eq!(rule(&other, &AsOf::Now).await, ReportingRule::default());
    world.clock.set(instant("2024-02-14T15:00:00Z"));
    world.does(&world.secretariat, to_yearly).await;
    assert_eq!(rule(&other, &AsOf::Now).await, ReportingRule::default().with(quarter("FY2024-Q2"), YEAR));
    other.close().await.unwrap();
}

//! Reporting periods as the secretariat runs them: more time, instructions, closing. What was overdue before stays so.

use crate::engine::Place;
use crate::words::{day, instant, narrative, sentence};
use crate::world::World;
use crate::world::objects::{BUREAU, CENTER, JUSTICE, LABOR, OUTREACH, TRAINING};
use domain::Event;
use domain::actor::Actor;
use domain::date::FiscalQuarter;
use domain::facts::ActionFacts;
use domain::ids::{ActionId, AgencyId};
use domain::period::Period;
use store::{AsOf, Change, StoreError, View};

on_both_engines! {
    more_time_for_an_agency_holds_for_its_actions_from_then_on_and_on_every_server,
    more_time_for_all_holds_for_all,
    instructions_and_closing_are_part_of_the_record,
    only_the_secretariat_runs_periods_and_nothing_is_recorded_otherwise,
}

fn quarter() -> FiscalQuarter {
    "FY2024-Q2".parse().unwrap()
}

async fn extend(change: &mut Change, agency: Option<AgencyId>, to: &str) -> Result<(), StoreError> {
    change.extend_period(quarter(), agency, (day(to), sentence("The liaison changed."))).await
}

/// Whether an update for the quarter is overdue on an action, as the view judges it.
fn is_overdue(view: &View, action: ActionId) -> bool {
    let (today, rule) = (view.position().day, view.reporting_rule());
    view.facts(action).unwrap().missed_updates(today, rule).contains(&quarter())
}

async fn said(view: &View) -> Option<Period> {
    view.period(quarter()).await.unwrap().map(|seen| seen.value)
}

async fn more_time_for_an_agency_holds_for_its_actions_from_then_on_and_on_every_server(place: &Place) {
    let world = World::begin(place).await;
    // The day after the update for January to March was due.
    world.clock.set(instant("2024-04-16T15:00:00Z"));
    let before = world.head().await;
    let view = world.view(&world.chair).await;
    assert!(is_overdue(&view, TRAINING) && is_overdue(&view, OUTREACH));
    let entry = world.does(&world.secretariat, async |change| extend(change, Some(JUSTICE), "2024-04-30").await).await;
    let mut agencies = vec![JUSTICE, BUREAU, CENTER];
    agencies.sort();
    let (from, to) = (day("2024-04-15"), day("2024-04-30"));
    assert_eq!(entry.event, Event::PeriodExtended { quarter: quarter(), agencies, from, to });
    assert_eq!(entry.agency, Some(JUSTICE));

    for store in [world.store.clone(), place.store(&world.clock).await] {
        let now = store.view(&world.chair, &AsOf::Now).await.unwrap();
        assert!(!is_overdue(&now, TRAINING), "Justice has until April 30");
        assert!(is_overdue(&now, OUTREACH), "Labor has not");
        let next = |action| now.facts(action).unwrap().next_update(now.position().day, now.reporting_rule());
        assert_eq!(next(TRAINING), Some(quarter()));
        assert_eq!(next(OUTREACH), Some(quarter().next()));
        // What is counted at once says the same as one by one.
        let judged = domain::progress::Judged { today: now.position().day, rule: now.reporting_rule() };
        let counted = domain::progress::counted(now.actions(), judged);
        let alone = |facts: &ActionFacts| facts.is_silent(judged.today, judged.rule);
        assert!(counted.iter().all(|of| of.is_silent == alone(of.action)));
        let then = store.view(&world.chair, &AsOf::Entry(before)).await.unwrap();
        let owed = then.facts(TRAINING).unwrap().missed_updates(now.position().day, then.reporting_rule());
        assert!(owed.contains(&quarter()), "it was overdue by the rule of then");
        assert_eq!(said(&then).await, None);
    }
    world.clock.set(instant("2024-05-01T15:00:00Z"));
    assert!(is_overdue(&world.view(&world.chair).await, TRAINING), "the day has passed");
}

async fn more_time_for_all_holds_for_all(place: &Place) {
    let world = World::begin(place).await;
    world.clock.set(instant("2024-04-16T15:00:00Z"));
    world.does(&world.secretariat, async |change| extend(change, None, "2024-04-19").await).await;
    world.does(&world.secretariat, async |change| extend(change, Some(LABOR), "2024-04-26").await).await;
    let view = world.view(&world.chair).await;
    assert!(!is_overdue(&view, TRAINING) && !is_overdue(&view, OUTREACH));
    let extensions = said(&view).await.unwrap().extensions;
    assert_eq!(
        extensions.iter().map(|of| (of.agency, of.from)).collect::<Vec<_>>(),
        [(None, day("2024-04-15")), (Some(LABOR), day("2024-04-19")),]
    );
    world.clock.set(instant("2024-04-20T15:00:00Z"));
    let view = world.view(&world.chair).await;
    assert!(is_overdue(&view, TRAINING) && !is_overdue(&view, OUTREACH));
    let twice = world.refuses(&world.secretariat, async |change| extend(change, Some(LABOR), "2024-04-26").await).await;
    assert_eq!(twice, "These updates are due on April 26, 2024 already. Enter another date.");
}

async fn instructions_and_closing_are_part_of_the_record(place: &Place) {
    let world = World::begin(place).await;
    let asked = narrative("Name the source of each number.");
    let instruct = async |change: &mut Change| change.instruct_period(quarter(), Some(asked.clone())).await;
    let entry = world.does(&world.secretariat, instruct).await;
    assert_eq!(entry.event, Event::PeriodInstructed { quarter: quarter() });
    let open = world.head().await;
    let close = async |change: &mut Change| change.close_period(quarter()).await;
    let early = world.refuses(&world.secretariat, close).await;
    assert_eq!(early, "Agencies have until April 15, 2024. Close the period after that date.");
    world.clock.set(instant("2024-04-16T15:00:00Z"));
    world.does(&world.secretariat, close).await;
    for actor in world.everybody() {
        let period = said(&world.view(actor).await).await.unwrap();
        assert_eq!((period.instructions.as_ref(), period.closed), (Some(&asked), Some(day("2024-04-16"))));
        assert_eq!(said(&world.view_at(actor, open).await).await.unwrap().closed, None);
    }
    let late = world.refuses(&world.secretariat, async |change| extend(change, None, "2024-04-30").await).await;
    assert_eq!(late, "This period was closed on April 16, 2024.");
}

async fn only_the_secretariat_runs_periods_and_nothing_is_recorded_otherwise(place: &Place) {
    let world = World::begin(place).await;
    let words = "Only the secretariat can run reporting periods.";
    for actor in [&world.administrator, &world.chair, &world.auditor, &world.justice] {
        let extended = world.refuses(actor, async |change| extend(change, Some(JUSTICE), "2024-04-30").await).await;
        let closed = world.refuses(actor, async |change| change.close_period(quarter()).await).await;
        let instructed = world.refuses(actor, async |change| change.instruct_period(quarter(), None).await).await;
        assert_eq!([extended, closed, instructed], [words, words, words], "{actor:?}");
    }
    assert_eq!(said(&world.view(&Actor::Operator).await).await, None);
}

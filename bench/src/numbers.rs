//! The numbers of a dashboard without a page around them: how long they take at a position not requested before.

use crate::failure::Failure;
use crate::filler::BEGINS;
use crate::filler::task_force::CHAIR;
use crate::load::empty_histogram;
use crate::place::Place;
use domain::actor::Actor;
use domain::facts::ActionFacts;
use domain::ledger::Seq;
use domain::progress::{
    Judged, Measure, Promises, StateCounts, counted, grouped, next_milestones, overdue_milestones,
    promised_and_completed, slip_by, slip_by_reason,
};
use domain::text::MailAddress;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};
use store::{AsOf, Clock, Store, View};

/// How many positions are looked at.
const POSITIONS: u64 = 200;

/// The median and the slowest of a hundredth: opening a view at a new position, and counting everything there.
///
/// # Errors
/// When the record does not open.
pub async fn at_new_positions(place: &Place, file: &Path) -> Result<(Duration, Duration), Failure> {
    let store = place.store(file, Clock::Machine).await?;
    let actor = chair(&store).await?;
    let last = store.head().await?.size.0 - 1;
    // The timeline is brought forward once, at the first view.
    count(&store.view(&actor, &AsOf::Now).await?);
    let mut times = empty_histogram();
    for number in 1..=POSITIONS {
        // Multiples of a prime far from each other: no position comes twice, and none lies beside the one before.
        let position = number * 7_919 * 131 % last;
        let began = Instant::now();
        let view = store.view(&actor, &AsOf::Entry(Seq(position.max(2)))).await?;
        count(&view);
        times.saturating_record(u64::try_from(began.elapsed().as_micros()).unwrap_or(u64::MAX));
    }
    store.close().await?;
    let at = |quantile| Duration::from_micros(times.value_at_quantile(quantile));
    Ok((at(0.5), at(0.99)))
}

/// The person as whom everything is measured.
///
/// # Errors
/// When the record does not have it.
pub async fn chair(store: &Store) -> Result<Actor, Failure> {
    let person = store.person_by_address(&MailAddress::parse(CHAIR)?).await?;
    let person = person.ok_or(Failure::Missing("The filled database has no account of the measurement."))?;
    Ok(store.actor(person.id).await?.0)
}

/// Every rule of counting that a dashboard shows, over every action.
fn count(view: &View) {
    let today = view.position().day;
    let judged = Judged { today, rule: view.reporting_rule() };
    let all: Vec<&ActionFacts> = view.actions().collect();
    let each = || all.iter().copied();
    let counted = counted(each(), judged);
    for measure in [Measure::Tracked, Measure::Completed, Measure::DelayedOrBlocked, Measure::Silent] {
        black_box(measure.count(&counted));
    }
    black_box(overdue_milestones(&counted));
    black_box(StateCounts::of_actions(&counted));
    black_box(grouped(&counted, |action| action.node));
    black_box(grouped(&counted, |action| action.lead));
    black_box(slip_by(&counted, |action| (action.lead, action.node)));
    black_box(Promises::of(each(), today));
    black_box(slip_by_reason(each()));
    black_box(promised_and_completed(each(), (BEGINS, today), today));
    black_box(next_milestones(each(), today));
}

//! Fills a database through the rules: every row was allowed by one and has its entry, as if people had worked for years.

mod chance;
mod course;
pub mod task_force;

use crate::failure::Failure;
use crate::place::{Place, remove_database, url_of};
use crate::size::{Shape, Size};
use chrono::{DateTime, Days};
use course::Step;
use domain::Date;
use domain::actor::Actor;
use domain::date::{FiscalQuarter, Instant, Zone};
use domain::event::Progress;
use domain::ids::ReportId;
use domain::reporting::ReportingTerms;
use migrations::Migrator;
use sea_orm_migration::MigratorTrait;
use sea_orm_migration::sea_orm::{Database, DatabaseConnection};
use std::fs;
use std::path::Path;
use std::time::Instant as Moment;
use store::{Clock, Store};
use task_force::{AGENCIES, lead_of};

/// The first day of the plan: the first of a fiscal year, so that its quarters are whole.
pub const BEGINS: Date = match Date::from_ymd_opt(2019, 10, 1) {
    Some(day) => day,
    None => Date::MIN,
};

/// The morning of the first day, in New York.
fn begins() -> Instant {
    DateTime::from_timestamp(1_569_938_400, 0).unwrap_or_default()
}

/// What one filling remembers between its changes.
struct Filler<'a> {
    store: &'a Store,
    liaisons: Vec<Actor>,
    steps: Vec<Step>,
    last_reports: Vec<Option<ReportId>>,
}

/// Makes sure that the database of each size is there, and fills those that are not. Says what it does.
///
/// # Errors
/// When a rule or the engine refuses.
pub async fn fill(place: &Place, sizes: &[Size]) -> Result<(), Failure> {
    if sizes.contains(&Size::Small) && !place.filled(Size::Small).exists() {
        fill_one(place, Size::Small).await?;
    }
    let is_missing = |size| sizes.contains(&size) && !place.filled(size).exists();
    // The young one is a copy that is made while the large one is filled.
    if is_missing(Size::Young) || is_missing(Size::Large) {
        fill_one(place, Size::Large).await?;
    }
    Ok(())
}

async fn fill_one(place: &Place, size: Size) -> Result<(), Failure> {
    let (shape, file) = (size.shape(), place.filling(size));
    println!(
        "Filling the {size} database: {} actions, {} milestones, {} updates",
        shape.actions,
        shape.milestones(),
        shape.updates()
    );
    let began = Moment::now();
    remove_database(&file);
    let connection: DatabaseConnection = Database::connect(format!("{}?mode=rwc", url_of(&file))).await?;
    Migrator::up(&connection, None).await?;
    connection.close().await?;

    let clock = Clock::standing_at(begins());
    let mut store = place.store(&file, clock.clone()).await?;
    store.open_record(Progress::Real, ReportingTerms::default()).await?;
    let liaisons = task_force::found(&store, shape).await?;
    let mut filler = Filler { store: &store, liaisons, steps: Vec::new(), last_reports: vec![None; shape.actions] };
    clock.set(begins() + chrono::TimeDelta::days(1));
    filler.plan(shape).await?;
    let mut quarter = FiscalQuarter::of(BEGINS);
    for number in 0..shape.quarters {
        let Filler { liaisons, steps, last_reports, .. } = filler;
        if size == Size::Large && number == Size::Young.shape().quarters {
            store.close().await?;
            keep(&file, &place.filled(Size::Young), |from, to| fs::copy(from, to).map(drop))?;
            store = place.store(&file, clock.clone()).await?;
        }
        filler = Filler { store: &store, liaisons, steps, last_reports };
        filler.work_through(quarter, shape, &clock).await?;
        quarter = quarter.next();
    }
    let entries = store.head().await?.size;
    store.close().await?;
    keep(&file, &place.filled(size), |from, to| fs::rename(from, to))?;
    println!("Filled with {entries} entries in {:.0} s", began.elapsed().as_secs_f32());
    Ok(())
}

/// A closed database lies whole in its one file.
fn keep(from: &Path, to: &Path, by: impl FnOnce(&Path, &Path) -> std::io::Result<()>) -> Result<(), Failure> {
    by(from, to).map_err(Failure::file(to))
}

impl Filler<'_> {
    /// Every lead plans its milestones: one change for each agency, as one import would.
    async fn plan(&mut self, shape: Shape) -> Result<(), Failure> {
        for (number, liaison) in self.liaisons.clone().iter().enumerate() {
            let mut change = self.store.change(liaison).await?;
            for action in led_by(number, shape) {
                self.plan_steps(&mut change, action, shape).await?;
            }
            change.commit().await?;
        }
        self.steps.sort_unstable_by_key(Step::number);
        Ok(())
    }

    /// The days after the end of a quarter, on which the agencies report one after the other.
    async fn work_through(&mut self, quarter: FiscalQuarter, shape: Shape, clock: &Clock) -> Result<(), Failure> {
        for (number, liaison) in self.liaisons.clone().iter().enumerate() {
            let day = quarter.last_day() + Days::new(2 + number as u64 / 2);
            let evening = Zone::NEW_YORK.start_of(day) + chrono::TimeDelta::minutes(600 + number as i64);
            clock.set(evening.max(self.store.now()));
            let mut change = self.store.change(liaison).await?;
            for action in led_by(number, shape) {
                self.close_quarter(&mut change, action, quarter, shape).await?;
            }
            change.commit().await?;
        }
        Ok(())
    }
}

fn led_by(agency: usize, shape: Shape) -> impl Iterator<Item = usize> {
    (0..shape.actions).filter(move |action| lead_of(*action) == agency % AGENCIES)
}

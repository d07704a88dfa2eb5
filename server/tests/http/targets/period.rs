//! The reporting periods that commands are done to.

use super::Thing;
use crate::world::{Who, World};
use domain::date::FiscalQuarter;

/// A period, and a day on which no update for it is due yet.
pub async fn period(world: &World, thing: Thing) -> (FiscalQuarter, domain::Date) {
    let view = world.view(Who::Secretariat).await;
    let mut quarter: FiscalQuarter = "FY2024-Q3".parse().unwrap();
    if thing == Thing::PastPeriod {
        quarter = quarter.previous();
        while view.period(quarter).await.unwrap().is_some_and(|period| period.value.closed.is_some()) {
            quarter = quarter.previous();
        }
    }
    (quarter, view.reporting_rule().last_due(quarter) + chrono::Days::new(1))
}

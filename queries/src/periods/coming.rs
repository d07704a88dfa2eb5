//! The reporting periods that there were, and the one that is due next.

use super::Updates;
use super::board::counted;
use domain::Date;
use domain::date::FiscalQuarter;
use domain::facts::ActionFacts;
use domain::period::Period;
use std::collections::HashMap;
use store::{AsOf, StoreError, Versioned, View};

/// How many quarters are looked at: those of five years.
const MOST: usize = 20;

/// One period, counted.
#[derive(Debug)]
pub struct PeriodLine {
    pub quarter: FiscalQuarter,
    pub due: Date,
    pub updates: Updates,
    /// The day on which it was closed.
    pub closed: Option<Date>,
}

/// The periods that have begun and for which updates are due, the newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn periods(view: &View) -> Result<Vec<PeriodLine>, StoreError> {
    let (rule, today) = (view.reporting_rule(), view.position().day);
    let said = view.periods().await?.into_iter().filter(|said| said.value.closed.is_some());
    let closed: HashMap<FiscalQuarter, Versioned<Period>> = said.map(|said| (said.value.quarter, said)).collect();
    // A year begins before the quarter with which it ends.
    let newest = FiscalQuarter::from_index(FiscalQuarter::of(today).index() + 3);
    let back = std::iter::successors(Some(newest), |quarter| Some(quarter.previous())).take(MOST);
    let begun = back.filter(|quarter| rule.ends_a_period(*quarter) && rule.begins(*quarter) <= today);
    let mut lines = Vec::new();
    for quarter in begun {
        let closed = closed.get(&quarter);
        // The figures of a closed period are those of then.
        let then = match closed {
            Some(closed) => Some(view.at(&AsOf::Entry(closed.since)).await?),
            None => None,
        };
        let view = then.as_ref().unwrap_or(view);
        let actions = view.actions().filter(|facts: &&ActionFacts| facts.is_in_period(quarter));
        let own = view.updates_for(quarter).await?;
        let (due, updates) = (rule.due(quarter), counted(actions, quarter, &own));
        let closed = closed.and_then(|closed| closed.value.closed);
        lines.push(PeriodLine { quarter, due, updates, closed });
    }
    lines.retain(|line| line.updates.due > 0);
    Ok(lines)
}

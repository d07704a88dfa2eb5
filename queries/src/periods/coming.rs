//! The reporting periods that there were, and the one that is due next.

use super::Updates;
use super::board::counted;
use domain::Date;
use domain::date::FiscalQuarter;
use domain::facts::ActionFacts;
use std::collections::HashMap;
use store::{StoreError, View};

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
    let said: HashMap<FiscalQuarter, Option<Date>> =
        view.periods().await?.into_iter().map(|said| (said.value.quarter, said.value.closed)).collect();
    // A year begins before the quarter with which it ends.
    let newest = FiscalQuarter::from_index(FiscalQuarter::of(today).index() + 3);
    let back = std::iter::successors(Some(newest), |quarter| Some(quarter.previous())).take(MOST);
    let begun = back.filter(|quarter| rule.ends_a_period(*quarter) && rule.begins(*quarter) <= today);
    let line = |quarter: FiscalQuarter| {
        let actions = view.actions().filter(|facts: &&ActionFacts| facts.is_in_period(quarter));
        let closed = said.get(&quarter).copied().flatten();
        PeriodLine { quarter, due: rule.due(quarter), updates: counted(actions, quarter), closed }
    };
    Ok(begun.map(line).filter(|line| line.updates.due > 0).collect())
}

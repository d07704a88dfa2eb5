//! The reporting periods that there were, and the one that is due next.

use domain::Date;
use domain::date::FiscalQuarter;
use domain::facts::ActionFacts;
use domain::period::Period;
use std::collections::HashMap;
use store::{AsOf, StoreError, Versioned, View};

/// How many quarters are looked at: those of five years.
const MOST: usize = 20;

/// How many periods are counted. The figures of each closed one are read as of then, one by one.
const COUNTED: usize = 4;

/// One period, counted.
#[derive(Debug)]
pub struct PeriodLine {
    pub quarter: FiscalQuarter,
    pub due: Date,
    /// How many updates are due, and how many of them were submitted. `None` for older periods.
    pub updates: Option<(usize, usize)>,
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
    let mut lines: Vec<PeriodLine> = Vec::new();
    for quarter in begun {
        let closed = closed.get(&quarter);
        let is_asked = |view: &View| view.actions().any(|facts| facts.is_in_period(quarter));
        if closed.is_none() && !is_asked(view) {
            continue;
        }
        let updates = match closed {
            _ if lines.len() >= COUNTED => None,
            Some(closed) => Some(counted(&view.at(&AsOf::Entry(closed.since)).await?, quarter)),
            None => Some(counted(view, quarter)),
        };
        let closed = closed.and_then(|closed| closed.value.closed);
        lines.push(PeriodLine { quarter, due: rule.due(quarter), updates, closed });
    }
    Ok(lines)
}

fn counted(view: &View, quarter: FiscalQuarter) -> (usize, usize) {
    let in_period = || view.actions().filter(|facts: &&ActionFacts| facts.is_in_period(quarter));
    (in_period().count(), in_period().filter(|facts| facts.is_done_for(quarter)).count())
}

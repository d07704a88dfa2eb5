//! What was off track at an earlier point, and is no longer.

use super::{Few, SHOWN};
use crate::dashboards::Scope;
use crate::error::QueryError;
use domain::Date;
use domain::facts::{ActionFacts, Status};
use domain::ids::ActionId;
use domain::movement::Course;
use domain::update::Report;
use std::collections::HashMap;
use store::{StoreError, View};

/// An action that was off track then and is not now.
#[derive(Clone, Debug)]
pub struct Recovered<'a> {
    pub facts: &'a ActionFacts,
    /// The day of the status update since which it stands as it does now, without a break. The secretariat withdraws, in no
    /// status update.
    pub since: Option<Date>,
    /// Whether no update said so since then: the one that said "off track" was retracted.
    pub is_retracted: bool,
}

pub(super) async fn no_longer_off_track<'a>(
    now: &Scope<'a>,
    then: &Scope<'a>,
) -> Result<Few<Recovered<'a>>, QueryError> {
    let (all, found) = taken(Course::NoLongerOffTrack, now, then);
    let reports = reports(now.view, &found).await?;
    let row = |facts: &'a ActionFacts| {
        let reports = reports.get(&facts.id).map(Vec::as_slice).unwrap_or_default();
        let since = began(reports, |report| stands_as_now(facts, report)).filter(|_| !facts.is_withdrawn);
        let last = reports.first().map(|report| report.submitted);
        let is_retracted = !facts.is_withdrawn && last.is_none_or(|last| last <= then.today());
        Recovered { facts, since: since.filter(|_| !is_retracted), is_retracted }
    };
    Ok(Few { all, shown: found.into_iter().map(row).collect() })
}

/// How many actions took a course, and the first of them.
fn taken<'a>(course: Course, now: &Scope<'a>, then: &Scope<'a>) -> (usize, Vec<&'a ActionFacts>) {
    let mut found = course.taken(&then.actions, &now.actions);
    let all = found.len();
    found.truncate(SHOWN);
    (all, found)
}

/// The status updates of each action that stand, the last one first.
async fn reports(view: &View, actions: &[&ActionFacts]) -> Result<HashMap<ActionId, Vec<Report>>, StoreError> {
    let ids: Vec<ActionId> = actions.iter().map(|facts| facts.id).collect();
    let mut by_action: HashMap<ActionId, Vec<Report>> = HashMap::new();
    for seen in view.reports_of(&ids).await?.into_iter().filter(|seen| seen.value.stands()) {
        by_action.entry(seen.value.action).or_default().push(seen.value);
    }
    Ok(by_action)
}

/// The day on which something began that holds of every status update since, the last one first. `None` where it does
/// not hold of the last one.
fn began(reports: &[Report], holds: impl Fn(&Report) -> bool) -> Option<Date> {
    reports.iter().take_while(|report| holds(report)).last().map(|report| report.submitted)
}

/// Whether the action stood by that status update as it does by its last one: completed, or open with the same confidence.
fn stands_as_now(facts: &ActionFacts, report: &Report) -> bool {
    let status = Status::shown(false, facts.recurs, Some(report.status));
    if facts.status().is_open() {
        status.is_open() && report.confidence == facts.confidence()
    } else {
        status == facts.status()
    }
}

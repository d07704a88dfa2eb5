//! What is due from an agency, or requested of it, line by line.

use domain::Date;
use domain::assignment::{AssignmentState, CarrierRole};
use domain::date::FiscalQuarter;
use domain::facts::{ActionFacts, CarrierStanding, MilestoneFacts, ReportFacts};
use domain::ids::{ActionId, AssignmentId};
use std::collections::HashSet;
use store::{StoreError, View};

/// One line of the work list.
#[derive(Clone, Debug)]
pub struct Due<'a> {
    /// The due date; `None` where there is none.
    pub by: Option<Date>,
    pub facts: &'a ActionFacts,
    pub what: DueWhat<'a>,
}

#[derive(Clone, Debug)]
pub enum DueWhat<'a> {
    /// A pending request to lead or support.
    Request { id: AssignmentId, role: CarrierRole, asked_on: Option<Date> },
    /// An open milestone that is overdue or near.
    Milestone(&'a MilestoneFacts),
    /// Updates for every quarter that was missed, or for the one whose day is near.
    Updates {
        quarters: Vec<FiscalQuarter>,
        /// Whether an update was received, and none counts: each was retracted.
        retracted: bool,
    },
}

/// How far ahead a day is near.
pub const NEAR: chrono::Days = chrono::Days::new(30);

/// Everything that the reader's agency must do, earliest first; what has no date comes last.
pub(super) async fn all<'a>(view: &'a View, led: &[&'a ActionFacts]) -> Result<Vec<Due<'a>>, StoreError> {
    let mut due = asked(view).await?;
    due.extend(milestones(view, led));
    due.extend(updates(view, led).await?);
    due.sort_by(|a, b| (a.by.is_none(), a.by, &*a.facts.title).cmp(&(b.by.is_none(), b.by, &*b.facts.title)));
    Ok(due)
}

async fn asked(view: &View) -> Result<Vec<Due<'_>>, StoreError> {
    let actor = view.actor();
    let waits = |facts: &&ActionFacts| {
        let mut carriers = facts.carriers.iter();
        !facts.is_withdrawn
            && carriers.any(|carrier| carrier.standing == CarrierStanding::Offered && actor.acts_for(carrier.party))
    };
    let waiting: Vec<&ActionFacts> = view.actions().filter(waits).collect();
    let ids: Vec<ActionId> = waiting.iter().map(|facts| facts.id).collect();
    let mut assignments = view.assignments_by_action(&ids).await?;
    let mut asked = Vec::new();
    for facts in waiting {
        for assignment in assignments.remove(&facts.id).unwrap_or_default() {
            if assignment.is_unanswered() && actor.acts_for(assignment.party) {
                let asked_on = match assignment.state {
                    AssignmentState::Offered { on } => Some(on),
                    _ => None,
                };
                let what = DueWhat::Request { id: assignment.id, role: assignment.role, asked_on };
                asked.push(Due { by: None, facts, what });
            }
        }
    }
    Ok(asked)
}

fn milestones<'a>(view: &View, led: &[&'a ActionFacts]) -> impl Iterator<Item = Due<'a>> {
    let until = view.position().day + NEAR;
    led.iter().copied().flat_map(move |facts| {
        let near = facts.open_milestones().filter(move |milestone| milestone.due <= until);
        near.map(move |milestone| Due { by: Some(milestone.due), facts, what: DueWhat::Milestone(milestone) })
    })
}

async fn updates<'a>(view: &View, led: &[&'a ActionFacts]) -> Result<Vec<Due<'a>>, StoreError> {
    let (today, rule) = (view.position().day, view.reporting_rule());
    let until = today + NEAR;
    let owing = led.iter().copied().filter(|facts| facts.owes_reports());
    let owed = owing.filter_map(|facts| {
        let missed = facts.missed_updates(today, rule);
        // One that was returned is to do again.
        let returned = facts.last_report.filter(ReportFacts::is_returned).map(|report| report.quarter);
        let first = missed.first().copied().or(returned).or_else(|| facts.next_update(today, rule))?;
        let by = rule.for_lead(facts.lead).due(first);
        let quarters = if missed.is_empty() { vec![first] } else { missed };
        (by <= until || returned.is_some()).then_some((by, facts, quarters))
    });
    let owed: Vec<_> = owed.collect();
    // Counted state holds only updates that count.
    let without: Vec<ActionId> =
        owed.iter().filter(|(_, facts, _)| facts.last_report.is_none()).map(|(_, facts, _)| facts.id).collect();
    let retracted = if without.is_empty() { Vec::new() } else { view.reports_of(&without).await? };
    let retracted: HashSet<ActionId> = retracted.into_iter().map(|seen| seen.value.action).collect();
    let due = |(by, facts, quarters): (Date, &'a ActionFacts, Vec<FiscalQuarter>)| {
        let what = DueWhat::Updates { quarters, retracted: retracted.contains(&facts.id) };
        Due { by: Some(by), facts, what }
    };
    Ok(owed.into_iter().map(due).collect())
}

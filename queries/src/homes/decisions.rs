//! What needs a decision at the meeting: one table of everything that goes wrong, by action, the worst first.

use super::Few;
use crate::dashboards::Scope;
use crate::error::QueryError;
use crate::tree::plan_name;
use domain::Date;
use domain::assignment::AssignmentState;
use domain::decision::{Before, Needed, Reason};
use domain::facts::ActionFacts;
use domain::ids::ActionId;
use domain::slippage::{Booked, by_reason};
use domain::text::Narrative;
use std::collections::HashMap;
use store::View;

/// Rows of the table on a home; the list has all.
const SHOWN: usize = 14;

/// What needs a decision.
#[derive(Clone, Debug)]
pub struct Decisions<'a> {
    pub rows: Few<Decision<'a>>,
    /// How many actions there are by their worst reason, the worst first. They add up to all.
    pub by_reason: Vec<(Reason, usize)>,
}

/// One row.
#[derive(Clone, Debug)]
pub struct Decision<'a> {
    pub needed: Needed<'a>,
    /// Since when the worst reason holds, where the record knows.
    pub since: Option<Date>,
    /// What the last update says; where the action is off track.
    pub summary: Option<Narrative>,
    /// The days that the open dates slipped, by reason: they come to the sum of the slips.
    pub slipped_for: Vec<Booked>,
}

impl<'a> Decisions<'a> {
    /// Compared with an earlier point, or with none.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn of(now: &Scope<'a>, then: Option<&Scope<'_>>) -> Result<Decisions<'a>, QueryError> {
        let judged = now.judged();
        let needed = now.facts().filter_map(|facts| Needed::of(facts, before(then, facts), judged));
        let mut needed: Vec<Needed<'a>> = needed.collect();
        let requested = requested_on(now.view, &needed).await?;
        let since = |of: &Needed<'_>| match of.worst() {
            Reason::RequestPending => requested.get(&of.action.id).copied(),
            _ => of.since(),
        };
        needed.sort_by_cached_key(|of| {
            let since = since(of);
            (of.worst(), since.is_none(), since, plan_name(now.view, of.action), of.action.reference)
        });
        let count = |reason| (reason, needed.iter().filter(|of| of.worst() == reason).count());
        let by_reason = Reason::ALL.into_iter().map(count).filter(|(_, number)| *number > 0).collect();
        let all = needed.len();
        needed.truncate(SHOWN);
        let mut summaries = summaries(now.view, &needed).await?;
        let row = |needed: Needed<'a>| Decision {
            since: since(&needed),
            summary: summaries.remove(&needed.action.id),
            slipped_for: slipped_for(&needed),
            needed,
        };
        Ok(Decisions { rows: Few { all, shown: needed.into_iter().map(row).collect() }, by_reason })
    }
}

fn before<'a>(then: Option<&Scope<'a>>, facts: &ActionFacts) -> Before<'a> {
    then.map_or(Before::NotCompared, |then| Before::Was(then.view.facts(facts.id).ok()))
}

/// The first day of the request that waits longest, of each action that needs a decision for nothing else.
async fn requested_on(view: &View, needed: &[Needed<'_>]) -> Result<HashMap<ActionId, Date>, QueryError> {
    let asked = needed.iter().filter(|of| of.worst() == Reason::RequestPending);
    let ids: Vec<ActionId> = asked.map(|of| of.action.id).collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let assignments = view.assignments_by_action(&ids).await?;
    let first = |(id, assignments): (ActionId, Vec<domain::assignment::Assignment>)| {
        let days = assignments.into_iter().filter_map(|assignment| match assignment.state {
            AssignmentState::Offered { on } => Some(on),
            _ => None,
        });
        Some((id, days.min()?))
    };
    Ok(assignments.into_iter().filter_map(first).collect())
}

/// What the last update of each action that is off track says.
async fn summaries(view: &View, needed: &[Needed<'_>]) -> Result<HashMap<ActionId, Narrative>, QueryError> {
    let off_track = needed.iter().filter(|of| of.worst() == Reason::OffTrack);
    let ids: Vec<ActionId> = off_track.map(|of| of.action.id).collect();
    let mut last = HashMap::new();
    if !ids.is_empty() {
        // The last one comes first.
        for update in view.reports_of(&ids).await?.into_iter().filter(|update| update.value.stands()) {
            last.entry(update.value.action).or_insert(update.value.narrative);
        }
    }
    Ok(last)
}

fn slipped_for(needed: &Needed<'_>) -> Vec<Booked> {
    let mut days: Vec<Booked> = Vec::new();
    for date in needed.action.committed_dates() {
        let slip = needed.slips.iter().find(|slip| slip.milestone == date.milestone);
        let moves = slip.and_then(|slip| date.booked.get(slip.moves_then..)).unwrap_or_default();
        for of_date in by_reason(moves) {
            match days.iter_mut().find(|of| of.reason == of_date.reason) {
                Some(of) => of.days += of_date.days,
                None => days.push(of_date),
            }
        }
    }
    days
}

//! The actions that need a decision, in the order in which a meeting takes them: the home and the list of all keep it.

use crate::error::QueryError;
use crate::point::judged;
use crate::tree::plan_name;
use domain::Date;
use domain::assignment::{Assignment, AssignmentState};
use domain::decision::{Before, Needed, Reason};
use domain::facts::ActionFacts;
use domain::ids::ActionId;
use std::collections::HashMap;
use store::View;

/// An action that needs a decision, and since when its worst reason holds.
pub(crate) type Waiting<'a> = (Needed<'a>, Option<Date>);

/// Those of some actions that need a decision, in the order of a meeting.
pub(crate) async fn worst_first<'a>(
    view: &'a View,
    actions: impl Iterator<Item = &'a ActionFacts>,
    then: Option<&View>,
) -> Result<Vec<Waiting<'a>>, QueryError> {
    let judged = judged(view);
    let needed: Vec<Needed<'a>> = actions.filter_map(|facts| Needed::of(facts, before(then, facts), judged)).collect();
    let requested = requested_on(view, &needed).await?;
    let since = |of: &Needed<'_>| match of.worst() {
        Reason::RequestPending => requested.get(&of.action.id).copied(),
        _ => of.since(),
    };
    let mut waiting: Vec<Waiting<'a>> =
        needed.into_iter().map(|of| (since(&of), of)).map(|(on, of)| (of, on)).collect();
    waiting.sort_by_cached_key(|(of, since)| {
        (of.worst(), since.is_none(), *since, plan_name(view, of.action), of.action.reference)
    });
    Ok(waiting)
}

fn before<'a>(then: Option<&'a View>, facts: &ActionFacts) -> Before<'a> {
    then.map_or(Before::NotCompared, |then| Before::Was(then.facts(facts.id).ok()))
}

/// The first day of the request that waits longest, of each action that needs a decision for nothing else.
async fn requested_on(view: &View, needed: &[Needed<'_>]) -> Result<HashMap<ActionId, Date>, QueryError> {
    let asked = needed.iter().filter(|of| of.worst() == Reason::RequestPending);
    let ids: Vec<ActionId> = asked.map(|of| of.action.id).collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let assignments = view.assignments_by_action(&ids).await?;
    let first = |(id, assignments): (ActionId, Vec<Assignment>)| {
        let days = assignments.into_iter().filter_map(|assignment| match assignment.state {
            AssignmentState::Offered { on } => Some(on),
            _ => None,
        });
        Some((id, days.min()?))
    };
    Ok(assignments.into_iter().filter_map(first).collect())
}

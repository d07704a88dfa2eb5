//! What needs a decision at the meeting: one table of everything that goes wrong, by action, the worst first.

use super::Few;
use crate::action_words::said_when;
use crate::dashboards::Scope;
use crate::error::QueryError;
use crate::meeting_order::{Waiting, worst_first};
use domain::Date;
use domain::decision::{Needed, Reason};
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
    pub said: Option<Said>,
    /// The days that the open dates slipped, by reason: they come to the sum of the slips.
    pub slipped_for: Vec<Booked>,
}

/// The words of an update, and whose they are: it was written then, and may no longer be so.
#[derive(Clone, Debug)]
pub struct Said {
    pub summary: Narrative,
    /// "HHS, July 10, 2024".
    pub by: String,
}

impl<'a> Decisions<'a> {
    /// Compared with an earlier point, or with none.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn of(now: &Scope<'a>, then: Option<&Scope<'_>>) -> Result<Decisions<'a>, QueryError> {
        let mut waiting = worst_first(now.view, now.facts(), then.map(|then| then.view)).await?;
        let count = |reason| (reason, waiting.iter().filter(|(of, _)| of.worst() == reason).count());
        let by_reason = Reason::ALL.into_iter().map(count).filter(|(_, number)| *number > 0).collect();
        let all = waiting.len();
        waiting.truncate(SHOWN);
        Ok(Decisions { rows: Few { all, shown: described(now.view, waiting).await? }, by_reason })
    }
}

/// Every decision of these actions, the worst first. Compared with an earlier point, or with none.
///
/// # Errors
/// When the database does not answer.
pub async fn all_decisions<'a>(now: &Scope<'a>, then: Option<&View>) -> Result<Vec<Decision<'a>>, QueryError> {
    described(now.view, worst_first(now.view, now.facts(), then).await?).await
}

async fn described<'a>(view: &View, waiting: Vec<Waiting<'a>>) -> Result<Vec<Decision<'a>>, QueryError> {
    let mut said = said(view, &waiting).await?;
    let row = |(needed, since): Waiting<'a>| Decision {
        since,
        said: said.remove(&needed.action.id),
        slipped_for: slipped_for(&needed),
        needed,
    };
    Ok(waiting.into_iter().map(row).collect())
}

/// The decisions that a list shows beside its actions.
///
/// # Errors
/// When the database does not answer.
pub async fn decisions_of<'a>(
    view: &'a View,
    actions: &[&'a ActionFacts],
    then: Option<&View>,
) -> Result<HashMap<ActionId, Decision<'a>>, QueryError> {
    let waiting = worst_first(view, actions.iter().copied(), then).await?;
    let described = described(view, waiting).await?;
    Ok(described.into_iter().map(|decision| (decision.needed.action.id, decision)).collect())
}

/// What the last update of each action that is off track says.
async fn said(view: &View, waiting: &[Waiting<'_>]) -> Result<HashMap<ActionId, Said>, QueryError> {
    let off_track = waiting.iter().filter(|(of, _)| of.worst() == Reason::OffTrack);
    let ids: Vec<ActionId> = off_track.map(|(of, _)| of.action.id).collect();
    let mut last = HashMap::new();
    if !ids.is_empty() {
        // The last one comes first.
        for update in view.reports_of(&ids).await?.into_iter().filter(|update| update.value.stands()) {
            let by = || said_when(view, &update.value);
            last.entry(update.value.action)
                .or_insert_with(|| Said { by: by(), summary: update.value.narrative.clone() });
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

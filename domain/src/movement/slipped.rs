//! Milestones whose date was moved later between two points.

use crate::Date;
use crate::facts::{ActionFacts, MilestoneFacts, MilestoneStanding};
use crate::ids::{ActionId, MilestoneId};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// A milestone whose date is later now than it was then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slipped {
    pub action: ActionId,
    pub milestone: MilestoneId,
    /// The date at the earlier point; of one that was planned since, the date first promised.
    pub was: Date,
    pub now: Date,
    /// How many times it had been moved at the earlier point: the moves after these make up the days.
    pub moves_then: usize,
    pub was_planned_since: bool,
    pub is_completed: bool,
}

impl Slipped {
    /// A milestone that stands, beside itself at the earlier point. `None` where its date is not later.
    pub fn of(action: ActionId, before: Option<&MilestoneFacts>, after: &MilestoneFacts) -> Option<Slipped> {
        let (was, moves_then) = before.map_or((after.original, 0), |before| (before.due, before.booked.len()));
        (after.due > was && after.state != MilestoneStanding::Withdrawn).then_some(Slipped {
            action,
            milestone: after.id,
            was,
            now: after.due,
            moves_then,
            was_planned_since: before.is_none(),
            is_completed: matches!(after.state, MilestoneStanding::Completed(_)),
        })
    }

    /// Days between the two dates.
    pub fn days(&self) -> i64 {
        (self.now - self.was).num_days()
    }
}

/// The milestone of an action that slipped since an earlier point, where the action was that.
pub fn slipped_since(before: Option<&ActionFacts>, action: ActionId, after: &MilestoneFacts) -> Option<Slipped> {
    let before = before.and_then(|before| before.milestones.iter().find(|milestone| milestone.id == after.id));
    Slipped::of(action, before, after)
}

/// Milestones whose date was moved later between the two points, most days first. Those that were withdrawn, and those
/// of withdrawn actions, are left out.
pub fn slipped(then: &[&ActionFacts], now: &[&ActionFacts]) -> Vec<Slipped> {
    let before: BTreeMap<ActionId, &ActionFacts> = then.iter().map(|action| (action.id, *action)).collect();
    let of = |action: &&ActionFacts| {
        let (id, before) = (action.id, before.get(&action.id).copied());
        let found = action.standing_milestones().filter_map(move |after| slipped_since(before, id, after));
        found.collect::<Vec<_>>()
    };
    let mut found: Vec<Slipped> = now.iter().filter(|action| !action.is_withdrawn).flat_map(of).collect();
    found.sort_by_key(|slipped| (Reverse(slipped.days()), slipped.milestone));
    found
}

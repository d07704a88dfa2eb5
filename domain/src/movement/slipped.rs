//! Dates that were moved later between two points: those of milestones, and the ends of timeframes.

use crate::Date;
use crate::facts::{ActionFacts, CommittedDate, MilestoneFacts, MilestoneStanding};
use crate::ids::{ActionId, MilestoneId};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// A date that is later now than it was then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slipped {
    pub action: ActionId,
    /// Blank for the end of the action's own timeframe.
    pub milestone: Option<MilestoneId>,
    /// The date at the earlier point; of one that was committed since, the original date.
    pub was: Date,
    pub now: Date,
    /// How many times it had been moved at the earlier point: the moves after these make up the days.
    pub moves_then: usize,
    pub was_planned_since: bool,
    pub is_completed: bool,
}

impl Slipped {
    /// A date beside itself at the earlier point. `None` where it is not later.
    pub fn of(action: ActionId, before: Option<CommittedDate>, after: CommittedDate) -> Option<Slipped> {
        let (was, moves_then) = before.map_or((after.original, 0), |before| (before.current, before.booked.len()));
        (after.current > was).then_some(Slipped {
            action,
            milestone: after.milestone,
            was,
            now: after.current,
            moves_then,
            was_planned_since: before.is_none(),
            is_completed: after.is_completed,
        })
    }

    /// Days between the two dates.
    pub fn days(&self) -> i64 {
        (self.now - self.was).num_days()
    }
}

/// A milestone that slipped since an earlier point, where its action was `before`. Withdrawn ones are left out.
pub fn slipped_since(before: Option<&ActionFacts>, action: ActionId, after: &MilestoneFacts) -> Option<Slipped> {
    let before = before.and_then(|before| before.milestones.iter().find(|milestone| milestone.id == after.id));
    let stands = after.state != MilestoneStanding::Withdrawn;
    Slipped::of(action, before.map(CommittedDate::from), after.into()).filter(|_| stands)
}

/// The end of an action's timeframe, where it was moved later since.
pub fn end_slipped_since(before: Option<&ActionFacts>, after: &ActionFacts) -> Option<Slipped> {
    let end = after.committed_end()?;
    // An end that was stated or corrected since was not moved.
    let moved = end.booked.len() > before.map_or(0, |before| before.end_booked.len());
    Slipped::of(after.id, before.and_then(ActionFacts::committed_end), end).filter(|_| moved)
}

/// A commitment that was withdrawn between two points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WithdrawnSince {
    pub action: ActionId,
    /// Blank where the action as a whole was withdrawn.
    pub milestone: Option<MilestoneId>,
    /// Days of slip that it had: they count no more.
    pub slip: i64,
}

/// Whether an action was withdrawn between two points.
pub fn is_newly_withdrawn(before: Option<&ActionFacts>, after: &ActionFacts) -> bool {
    after.is_withdrawn && before.is_none_or(|before| !before.is_withdrawn)
}

/// Whether a milestone was withdrawn by itself between two points, where its action was `before`.
pub fn is_milestone_newly_withdrawn(before: Option<&ActionFacts>, after: &MilestoneFacts) -> bool {
    let is_gone = |milestone: &MilestoneFacts| milestone.state == MilestoneStanding::Withdrawn;
    let was = before.and_then(|before| before.milestones.iter().find(|milestone| milestone.id == after.id));
    is_gone(after) && !was.is_some_and(is_gone)
}

/// Actions and milestones that are withdrawn now and were not then, those with most slip first.
pub fn withdrawn_since(then: &[&ActionFacts], now: &[&ActionFacts]) -> Vec<WithdrawnSince> {
    let before: BTreeMap<ActionId, &ActionFacts> = then.iter().map(|action| (action.id, *action)).collect();
    let of = |after: &&ActionFacts| {
        let (action, was) = (after.id, before.get(&after.id).copied());
        let whole = is_newly_withdrawn(was, after).then(|| WithdrawnSince {
            action,
            milestone: None,
            slip: after.slip_until_withdrawn(),
        });
        let gone = after.milestones.iter().filter(|milestone| is_milestone_newly_withdrawn(was, milestone));
        let gone = gone.map(|milestone| WithdrawnSince {
            action,
            milestone: Some(milestone.id),
            slip: CommittedDate::from(milestone).slip(),
        });
        whole.into_iter().chain(gone).collect::<Vec<_>>()
    };
    let mut found: Vec<WithdrawnSince> = now.iter().flat_map(of).collect();
    found.sort_by_key(|one| (Reverse(one.slip), one.action, one.milestone));
    found
}

/// Dates that were moved later between the two points, most days first. Those of withdrawn milestones and actions are left
/// out.
pub fn slipped(then: &[&ActionFacts], now: &[&ActionFacts]) -> Vec<Slipped> {
    let before: BTreeMap<ActionId, &ActionFacts> = then.iter().map(|action| (action.id, *action)).collect();
    let of = |action: &&ActionFacts| slips_of(before.get(&action.id).copied(), action);
    most_first(now.iter().flat_map(of).collect())
}

/// The dates of one action that were moved later, and that are not completed.
pub fn open_slips(before: Option<&ActionFacts>, action: &ActionFacts) -> Vec<Slipped> {
    most_first(slips_of(before, action).into_iter().filter(|slipped| !slipped.is_completed).collect())
}

fn slips_of(before: Option<&ActionFacts>, action: &ActionFacts) -> Vec<Slipped> {
    let milestones = action.standing_milestones().filter_map(|after| slipped_since(before, action.id, after));
    end_slipped_since(before, action).into_iter().chain(milestones).collect()
}

fn most_first(mut found: Vec<Slipped>) -> Vec<Slipped> {
    found.sort_by_key(|slipped| (Reverse(slipped.days()), slipped.action, slipped.milestone));
    found
}

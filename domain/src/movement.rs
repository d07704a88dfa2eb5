//! What changed between two points of the record. Sums are conserved: opening + added + reopened - completed -
//! withdrawn = closing, and the like for any list. `docs/counting.md` says the rules in words.

mod lists;
mod milestones;

pub use lists::{InList, ListBridge};
pub use milestones::{MilestoneChange, milestone_changes};

use crate::Date;
use crate::body::Party;
use crate::facts::{ActionFacts, MilestoneFacts, MilestoneStanding, Status};
use crate::ids::{ActionId, MilestoneId};
use crate::progress::{Judged, Measure};
use crate::update::Confidence;
use std::collections::BTreeMap;

/// How the open actions of then became those of now. Each step is the list of its actions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OpenBridge {
    pub opening: usize,
    /// Not there then.
    pub added: Vec<ActionId>,
    /// Completed or withdrawn then, open now.
    pub reopened: Vec<ActionId>,
    /// Completed now, and open or not there then.
    pub completed: Vec<ActionId>,
    /// Withdrawn now, and open or not there then.
    pub withdrawn: Vec<ActionId>,
    pub closing: usize,
}

/// What an action is at one of two points.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Standing {
    Absent,
    Open,
    Completed,
    Withdrawn,
}

impl Standing {
    fn of(action: Option<&ActionFacts>) -> Standing {
        match action.map(ActionFacts::status) {
            None => Standing::Absent,
            Some(Status::Completed) => Standing::Completed,
            Some(Status::Withdrawn) => Standing::Withdrawn,
            Some(_) => Standing::Open,
        }
    }
}

/// One way in which an action enters or leaves the open ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// Not there then.
    Added,
    /// Completed or withdrawn then, open now.
    Reopened,
    /// Completed now, and open or not there then.
    Completed,
    /// Withdrawn now, and open or not there then.
    Withdrawn,
}

/// The steps of one action between two points. What was added and is completed already made both. What closed in
/// another way than before (completed, then withdrawn) was not open at either point and made none.
pub fn steps(before: Option<&ActionFacts>, after: &ActionFacts) -> impl Iterator<Item = Step> + use<> {
    let (was, is) = (Standing::of(before), Standing::of(Some(after)));
    let added = (was == Standing::Absent).then_some(Step::Added);
    let then = match (was, is) {
        (Standing::Completed | Standing::Withdrawn, Standing::Open) => Some(Step::Reopened),
        (Standing::Open | Standing::Absent, Standing::Completed) => Some(Step::Completed),
        (Standing::Open | Standing::Absent, Standing::Withdrawn) => Some(Step::Withdrawn),
        _ => None,
    };
    added.into_iter().chain(then)
}

/// An action that is there now, and what it was then.
fn pairs<'a>(then: &[&'a ActionFacts], now: &[&'a ActionFacts]) -> Vec<(Option<&'a ActionFacts>, &'a ActionFacts)> {
    let before: BTreeMap<ActionId, &ActionFacts> = then.iter().map(|action| (action.id, *action)).collect();
    now.iter().map(|action| (before.get(&action.id).copied(), *action)).collect()
}

impl OpenBridge {
    /// Compares the same actions at two points. Actions never leave the record, so each of then is there now.
    pub fn between(then: &[&ActionFacts], now: &[&ActionFacts]) -> OpenBridge {
        let is_open = |action: &&&ActionFacts| action.status().is_open();
        let mut bridge = OpenBridge {
            opening: then.iter().filter(is_open).count(),
            closing: now.iter().filter(is_open).count(),
            ..OpenBridge::default()
        };
        for (before, after) in pairs(then, now) {
            for step in steps(before, after) {
                bridge.made_mut(step).push(after.id);
            }
        }
        bridge
    }

    fn made_mut(&mut self, step: Step) -> &mut Vec<ActionId> {
        match step {
            Step::Added => &mut self.added,
            Step::Reopened => &mut self.reopened,
            Step::Completed => &mut self.completed,
            Step::Withdrawn => &mut self.withdrawn,
        }
    }

    /// Whether the steps lead from the opening to the closing.
    pub fn adds_up(&self) -> bool {
        self.opening + self.added.len() + self.reopened.len()
            == self.closing + self.completed.len() + self.withdrawn.len()
    }
}

/// Actions that a measure counts now and did not count then, whether or not they were there. Each point is judged by
/// its own day.
pub fn newly(
    measure: Measure,
    (then, judged_then): (&[&ActionFacts], Judged),
    (now, judged_now): (&[&ActionFacts], Judged),
) -> Vec<ActionId> {
    let is_new = |(before, after): &(Option<&ActionFacts>, &ActionFacts)| {
        measure.holds(after, judged_now) && !before.is_some_and(|before| measure.holds(before, judged_then))
    };
    pairs(then, now).into_iter().filter(is_new).map(|(_, after)| after.id).collect()
}

/// A milestone whose date is later now than it was then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slipped {
    pub action: ActionId,
    pub milestone: MilestoneId,
    /// The date first promised.
    pub first: Date,
    pub was: Date,
    pub now: Date,
}

impl Slipped {
    /// Days later than at the first of the two points.
    pub fn days(&self) -> i64 {
        (self.now - self.was).num_days()
    }
}

/// Milestones whose date was moved later between the two points, most days first. One that was planned since counts
/// from the date first promised. Withdrawn ones are left out.
pub fn slipped(then: &[&ActionFacts], now: &[&ActionFacts]) -> Vec<Slipped> {
    let dues = then.iter().flat_map(|action| action.milestones.iter());
    let dues: BTreeMap<MilestoneId, Date> = dues.map(|milestone| (milestone.id, milestone.due)).collect();
    let mut found: Vec<Slipped> = now
        .iter()
        .filter(|action| !action.is_withdrawn)
        .flat_map(|action| action.standing_milestones().map(move |milestone| (action.id, milestone)))
        .map(|(action, milestone)| Slipped {
            action,
            milestone: milestone.id,
            first: milestone.original,
            was: dues.get(&milestone.id).copied().unwrap_or(milestone.original),
            now: milestone.due,
        })
        .filter(|slipped| slipped.now > slipped.was)
        .collect();
    found.sort_by_key(|slipped| (std::cmp::Reverse(slipped.days()), slipped.milestone));
    found
}

/// One way in which an action differs between two points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Not there then.
    Added,
    Status(Status, Status),
    Confidence(Option<Confidence>, Option<Confidence>),
    Lead(Option<Party>, Option<Party>),
    /// The date of the next open milestone.
    NextDue(Option<Date>, Option<Date>),
    /// Days of slip, over all milestones that stand.
    Slip(i64, i64),
    /// How many milestones are completed.
    Done(usize, usize),
    /// How many documents are attached.
    Evidence(u32, u32),
}

/// What changed in an action, the gravest first. Empty where nothing that is counted did.
pub fn changes(before: Option<&ActionFacts>, after: &ActionFacts) -> Vec<Change> {
    let Some(before) = before else { return vec![Change::Added] };
    let mut found = Vec::new();
    let mut add = |differs: bool, change: Change| found.extend(differs.then_some(change));
    let (was, is) = (before.status(), after.status());
    add(was != is, Change::Status(was, is));
    let (was, is) = (before.confidence(), after.confidence());
    add(was != is, Change::Confidence(was, is));
    add(before.lead != after.lead, Change::Lead(before.lead, after.lead));
    let (was, is) = (before.next_due(), after.next_due());
    add(was != is, Change::NextDue(was, is));
    let (was, is) = (before.slip(), after.slip());
    add(was != is, Change::Slip(was, is));
    let (was, is) = (done(before), done(after));
    add(was != is, Change::Done(was, is));
    add(before.evidence != after.evidence, Change::Evidence(before.evidence, after.evidence));
    found
}

fn done(action: &ActionFacts) -> usize {
    let is_done = |milestone: &&MilestoneFacts| matches!(milestone.state, MilestoneStanding::Completed(_));
    action.milestones.iter().filter(is_done).count()
}

#[cfg(test)]
mod tests;

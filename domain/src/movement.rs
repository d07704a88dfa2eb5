//! What changed between two points of the record. Sums are conserved: opening + added + reopened - completed -
//! withdrawn - retracted = closing, and the like for any list. `docs/counting.md` says the rules in words.

mod lists;
mod milestones;
mod slipped;

pub use lists::{InList, ListBridge};
pub use milestones::{MilestoneChange, milestone_changes};
pub use slipped::{
    Slipped, WithdrawnSince, end_slipped_since, is_milestone_newly_withdrawn, is_newly_withdrawn, open_slips, slipped,
    slipped_since, withdrawn_since,
};

use crate::Date;
use crate::body::Party;
use crate::facts::{ActionFacts, MilestoneFacts, MilestoneStanding, Status};
use crate::ids::ActionId;
use crate::update::Confidence;
use std::collections::{BTreeMap, BTreeSet};

/// How the open actions of then became the current ones. Each step is the list of its actions.
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
    /// Open then, and retracted since as added by mistake: they count nowhere now.
    pub retracted: Vec<ActionId>,
    pub closing: usize,
}

/// What an action is at one of two points.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Standing {
    Absent,
    Open,
    Completed,
    Withdrawn,
    Retracted,
}

impl Standing {
    fn of(action: Option<&ActionFacts>) -> Standing {
        if action.is_some_and(|action| action.is_retracted) {
            return Standing::Retracted;
        }
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
    /// Open then, and retracted since.
    Retracted,
}

/// The steps of one action between two points. What was added and is completed already made both. What closed in
/// another way than before (completed, then withdrawn) was not open at either point and made none.
pub fn steps(before: Option<&ActionFacts>, after: &ActionFacts) -> impl Iterator<Item = Step> + use<> {
    let (was, is) = (Standing::of(before), Standing::of(Some(after)));
    let added = (was == Standing::Absent && is != Standing::Retracted).then_some(Step::Added);
    let then = match (was, is) {
        (Standing::Completed | Standing::Withdrawn, Standing::Open) => Some(Step::Reopened),
        (Standing::Open | Standing::Absent, Standing::Completed) => Some(Step::Completed),
        (Standing::Open | Standing::Absent, Standing::Withdrawn) => Some(Step::Withdrawn),
        (Standing::Open, Standing::Retracted) => Some(Step::Retracted),
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
    /// Compares the same actions at two points. Actions never leave the record, so each of then is there now, unless it was
    /// retracted.
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
        let there: BTreeSet<ActionId> = now.iter().map(|action| action.id).collect();
        let gone = then.iter().filter(is_open).map(|action| action.id).filter(|id| !there.contains(id));
        bridge.retracted.extend(gone);
        bridge
    }

    fn made_mut(&mut self, step: Step) -> &mut Vec<ActionId> {
        match step {
            Step::Added => &mut self.added,
            Step::Reopened => &mut self.reopened,
            Step::Completed => &mut self.completed,
            Step::Withdrawn => &mut self.withdrawn,
            Step::Retracted => &mut self.retracted,
        }
    }

    /// How many actions made a step. One that was added and is completed made two, and counts once.
    pub fn changed(&self) -> usize {
        let steps = [&self.added, &self.reopened, &self.completed, &self.withdrawn, &self.retracted];
        steps.into_iter().flatten().collect::<BTreeSet<_>>().len()
    }

    /// Whether the steps lead from the opening to the closing.
    pub fn adds_up(&self) -> bool {
        self.opening + self.added.len() + self.reopened.len()
            == self.closing + self.completed.len() + self.withdrawn.len() + self.retracted.len()
    }
}

/// How an action came to be off track, or ceased to be, between two points.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Course {
    /// Off track now and not then, whether or not it was there.
    NewlyOffTrack,
    /// Off track then and not now: recovered, completed or withdrawn.
    NoLongerOffTrack,
}

impl Course {
    /// Which of the two an action did. Off track then + newly - no longer = off track now.
    pub fn of(before: Option<&ActionFacts>, after: &ActionFacts) -> Option<Course> {
        match (before.is_some_and(ActionFacts::is_off_track), after.is_off_track()) {
            (false, true) => Some(Course::NewlyOffTrack),
            (true, false) => Some(Course::NoLongerOffTrack),
            _ => None,
        }
    }

    /// The actions that did it.
    pub fn taken<'a>(self, then: &[&'a ActionFacts], now: &[&'a ActionFacts]) -> Vec<&'a ActionFacts> {
        let took = |(before, after): &(Option<&ActionFacts>, &ActionFacts)| Course::of(*before, after) == Some(self);
        pairs(then, now).into_iter().filter(took).map(|(_, after)| after).collect()
    }
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

//! How milestones and lists of them changed between two points.

use crate::Date;
use crate::facts::{MilestoneFacts, MilestoneStanding};
use crate::ids::MilestoneId;
use std::collections::BTreeMap;
use std::sync::Arc;

/// One way in which a milestone differs between two points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MilestoneChange {
    /// Not there then.
    Added,
    State(MilestoneStanding, MilestoneStanding),
    Due(Date, Date),
    Title(Arc<str>, Arc<str>),
    /// How many documents are attached.
    Evidence(u32, u32),
    /// Whether the completion was verified.
    Verified(bool, bool),
}

/// What changed in a milestone, the gravest first.
pub fn milestone_changes(before: Option<&MilestoneFacts>, after: &MilestoneFacts) -> Vec<MilestoneChange> {
    let Some(before) = before else { return vec![MilestoneChange::Added] };
    let mut found = Vec::new();
    let mut add = |differs: bool, change: MilestoneChange| found.extend(differs.then_some(change));
    add(before.state != after.state, MilestoneChange::State(before.state, after.state));
    add(before.due != after.due, MilestoneChange::Due(before.due, after.due));
    add(before.title != after.title, MilestoneChange::Title(Arc::clone(&before.title), Arc::clone(&after.title)));
    add(before.evidence != after.evidence, MilestoneChange::Evidence(before.evidence, after.evidence));
    let (was, is) = (before.is_verified, after.is_verified);
    add(was != is, MilestoneChange::Verified(was, is));
    found
}

/// How a list of milestones of then became the list of now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MilestoneBridge {
    pub opening: usize,
    /// In the list now, and not there at all then.
    pub added: Vec<MilestoneId>,
    /// In the list now, and elsewhere then.
    pub moved_in: Vec<MilestoneId>,
    /// In the list then, and elsewhere now.
    pub moved_out: Vec<MilestoneId>,
    /// In the list then, and now withdrawn, itself or with its action.
    pub withdrawn: Vec<MilestoneId>,
    pub closing: usize,
}

/// What a milestone is at one of the two points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InList {
    pub is_held: bool,
    /// Itself, or its action.
    pub is_withdrawn: bool,
}

impl MilestoneBridge {
    /// Compares every milestone of both points. Milestones never leave the record, so each of then is there now.
    pub fn between(then: &BTreeMap<MilestoneId, InList>, now: &BTreeMap<MilestoneId, InList>) -> MilestoneBridge {
        let held = |all: &BTreeMap<MilestoneId, InList>| all.values().filter(|of| of.is_held).count();
        let mut bridge = MilestoneBridge { opening: held(then), closing: held(now), ..MilestoneBridge::default() };
        for (id, is) in now {
            match (then.get(id), is.is_held) {
                (None, true) => bridge.added.push(*id),
                (Some(was), true) if !was.is_held => bridge.moved_in.push(*id),
                (Some(was), false) if was.is_held && is.is_withdrawn => bridge.withdrawn.push(*id),
                (Some(was), false) if was.is_held => bridge.moved_out.push(*id),
                _ => {}
            }
        }
        bridge
    }

    /// Whether the steps lead from the opening to the closing.
    pub fn adds_up(&self) -> bool {
        self.opening + self.added.len() + self.moved_in.len()
            == self.closing + self.moved_out.len() + self.withdrawn.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{day, milestone_facts};
    use uuid::Uuid;

    #[test]
    fn a_milestone_says_from_what_to_what_it_changed() {
        let before = milestone_facts(day("2024-03-31"), MilestoneStanding::Open);
        let done = MilestoneStanding::Completed(day("2024-05-02"));
        let after = MilestoneFacts { due: day("2024-06-30"), state: done, evidence: 1, ..before.clone() };
        let expected = [
            MilestoneChange::State(MilestoneStanding::Open, done),
            MilestoneChange::Due(day("2024-03-31"), day("2024-06-30")),
            MilestoneChange::Evidence(0, 1),
        ];
        assert_eq!(milestone_changes(Some(&before), &after), expected);
        assert_eq!(milestone_changes(Some(&before), &before), []);
        assert_eq!(milestone_changes(None, &after), [MilestoneChange::Added]);
    }

    #[test]
    fn whatever_happens_the_bridge_of_a_list_adds_up() {
        let of = |is_held, is_withdrawn| InList { is_held, is_withdrawn };
        let id = |number| MilestoneId(Uuid::from_u128(number));
        let then: BTreeMap<_, _> = [of(true, false), of(true, false), of(true, false), of(false, false)]
            .into_iter()
            .zip(1..)
            .map(|(of, number)| (id(number), of))
            .collect();
        let now: BTreeMap<_, _> =
            [of(true, false), of(false, true), of(false, false), of(true, false), of(true, false)]
                .into_iter()
                .zip(1..)
                .map(|(of, number)| (id(number), of))
                .collect();
        let bridge = MilestoneBridge::between(&then, &now);
        assert!(bridge.adds_up(), "{bridge:?}");
        assert_eq!((bridge.opening, bridge.closing), (3, 3));
        assert_eq!(
            (bridge.withdrawn, bridge.moved_out, bridge.moved_in, bridge.added),
            (vec![id(2)], vec![id(3)], vec![id(4)], vec![id(5)])
        );
    }
}

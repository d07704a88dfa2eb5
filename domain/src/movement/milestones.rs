//! How milestones changed between two points.

use crate::Date;
use crate::facts::{MilestoneFacts, MilestoneStanding};
use internment::Intern;

/// One way in which a milestone differs between two points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MilestoneChange {
    /// Not there then.
    Added,
    State(MilestoneStanding, MilestoneStanding),
    Due(Date, Date),
    Title(Intern<str>, Intern<str>),
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
    add(before.title != after.title, MilestoneChange::Title(before.title, after.title));
    add(before.evidence != after.evidence, MilestoneChange::Evidence(before.evidence, after.evidence));
    let (was, is) = (before.is_verified, after.is_verified);
    add(was != is, MilestoneChange::Verified(was, is));
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{day, milestone_facts};

    #[test]
    fn a_milestone_says_from_what_to_what_it_changed() {
        let before = milestone_facts(day("2024-03-31"), MilestoneStanding::Open);
        let done = MilestoneStanding::Completed(day("2024-05-02"));
        let after = MilestoneFacts { due: day("2024-06-30"), state: done, evidence: 1, ..before };
        let expected = [
            MilestoneChange::State(MilestoneStanding::Open, done),
            MilestoneChange::Due(day("2024-03-31"), day("2024-06-30")),
            MilestoneChange::Evidence(0, 1),
        ];
        assert_eq!(milestone_changes(Some(&before), &after), expected);
        assert_eq!(milestone_changes(Some(&before), &before), []);
        assert_eq!(milestone_changes(None, &after), [MilestoneChange::Added]);
    }
}

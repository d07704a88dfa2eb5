//! Days between what was promised first and what is promised now: by group, and by the reasons that were given.

use super::Counted;
use crate::facts::ActionFacts;
use crate::slippage::{Booked, MoveReason};
use std::collections::BTreeMap;

/// What one lead slipped in one part of a plan.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SlipOf {
    pub actions: usize,
    /// Days between first and current dates, summed.
    pub days: i64,
    /// Milestones that are open and past their date.
    pub overdue: usize,
}

/// The slip of each group. Withdrawn actions promise nothing any more and are left out.
pub fn slip_by<'a, K: Ord>(
    actions: impl IntoIterator<Item = &'a Counted<'a>>,
    group: impl Fn(&ActionFacts) -> K,
) -> BTreeMap<K, SlipOf> {
    let mut groups: BTreeMap<K, SlipOf> = BTreeMap::new();
    for counted in actions.into_iter().filter(|counted| !counted.action.is_withdrawn) {
        let of = groups.entry(group(counted.action)).or_default();
        of.actions += 1;
        of.days += counted.slip;
        of.overdue += counted.overdue;
    }
    groups
}

/// The days that were booked under one reason, and in how many moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slipped {
    pub reason: MoveReason,
    pub days: i64,
    pub moves: usize,
}

/// Slip by reason, for the reasons that were given: grouped by cause, most days first within a cause, and the cause
/// with most days first. The sum of all days is the slip of the actions.
pub fn slip_by_reason<'a>(actions: impl IntoIterator<Item = &'a ActionFacts>) -> Vec<Slipped> {
    let mut reasons: BTreeMap<MoveReason, Slipped> = BTreeMap::new();
    for booked in actions.into_iter().filter(|action| !action.is_withdrawn).flat_map(booked) {
        let of = reasons.entry(booked.reason).or_insert(Slipped { reason: booked.reason, days: 0, moves: 0 });
        of.days += i64::from(booked.days);
        of.moves += 1;
    }
    let mut of_cause: BTreeMap<_, i64> = BTreeMap::new();
    for slipped in reasons.values() {
        *of_cause.entry(slipped.reason.cause()).or_default() += slipped.days;
    }
    let mut slipped: Vec<Slipped> = reasons.into_values().collect();
    slipped.sort_by_key(|slipped| {
        let cause = slipped.reason.cause();
        (std::cmp::Reverse(of_cause.get(&cause).copied()), cause, std::cmp::Reverse(slipped.days), slipped.reason)
    });
    slipped
}

fn booked(action: &ActionFacts) -> impl Iterator<Item = &Booked> {
    action.standing_milestones().flat_map(|milestone| milestone.booked.iter())
}

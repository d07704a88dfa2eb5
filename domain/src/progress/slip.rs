//! Days between what was promised first and what is promised now: by group, and by the reasons that were given.

use super::Counted;
use crate::Date;
use crate::facts::{ActionFacts, CommittedDate};
use crate::slippage::{Booked, MoveReason, by_reason, counted, counted_either_way};
use chrono::TimeDelta;
use std::collections::BTreeMap;

/// One change of a date that was committed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateChange {
    /// How many changes of the same date came before it.
    pub place: usize,
    pub from: Date,
    pub to: Date,
    pub booked: Booked,
    /// The days of slip that count for it, among the changes that are asked for: fewer than its own where another of them
    /// reached them first, or took them back.
    pub counted: i32,
}

/// Every change of a date after the first `made_then`, the first one first. Each begins where the one before it ended. Days
/// of slip count from the date that held then: together they lead from it to the current date.
pub fn date_changes_since(date: CommittedDate, made_then: usize) -> impl Iterator<Item = DateChange> {
    let after = |from: Date, days: i64| from.checked_add_signed(TimeDelta::days(days)).unwrap_or(from);
    let booked: &'static [Booked] = date.booked.as_ref();
    let (before, since) = booked.split_at(made_then.min(booked.len()));
    let mut from = after(date.original, before.iter().map(|change| i64::from(change.days)).sum());
    // From the first date on they add up to the slip, which is never negative.
    let days = if made_then == 0 { counted(since) } else { counted_either_way(since) };
    since.iter().zip(days).enumerate().map(move |(place, (booked, counted))| {
        let (place, to) = (made_then + place, after(from, i64::from(booked.days)));
        DateChange { place, from: std::mem::replace(&mut from, to), to, booked: *booked, counted }
    })
}

/// What one lead slipped in one part of a plan.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SlipOf {
    pub actions: usize,
    /// Changes of their dates.
    pub changes: usize,
    /// Days between original and current dates, summed.
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
        of.changes += counted.action.committed_dates().map(|date| date.booked.len()).sum::<usize>();
        of.days += counted.slip;
        of.overdue += counted.overdue;
    }
    groups
}

/// The days that count under one reason, and in how many changes of a date it was given.
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
    for date in actions.into_iter().flat_map(ActionFacts::committed_dates) {
        for change in date.booked.iter() {
            of(&mut reasons, change.reason).moves += 1;
        }
        for days in by_reason(&date.booked) {
            of(&mut reasons, days.reason).days += i64::from(days.days);
        }
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

fn of(reasons: &mut BTreeMap<MoveReason, Slipped>, reason: MoveReason) -> &mut Slipped {
    reasons.entry(reason).or_insert(Slipped { reason, days: 0, moves: 0 })
}

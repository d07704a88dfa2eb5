//! Slippage: how far a date has moved from what was first promised, and by what cause. Sums are conserved.

use crate::Date;
use crate::described::{Erased, ErasedWords, TypedTexts};
use crate::text::Sentence;
use serde::{Deserialize, Serialize};

pub use crate::vocabulary::{Cause, MoveReason};

/// One move of a date. The first promised date is never among the things that change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Move {
    /// The day on which it was moved.
    pub on: Date,
    pub from: Date,
    pub to: Date,
    pub reason: MoveReason,
    /// Fixed by the reason when the move was made, and kept when the list of reasons changes.
    pub cause: Cause,
    pub sentence: Sentence,
}

impl TypedTexts for Move {
    fn erased(&self, words: &ErasedWords) -> Erased<Move> {
        Ok(Move { sentence: words.text()?, ..self.clone() })
    }
}

impl Move {
    /// Days later; negative when the date was brought forward.
    pub fn days(&self) -> i64 {
        (self.to - self.from).num_days()
    }
}

/// The day and the reason of a move, parsed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reschedule {
    pub to: Date,
    pub reason: MoveReason,
    pub sentence: Sentence,
}

/// The days of one move and the reason under which they are booked, as dashboards sum them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Booked {
    pub reason: MoveReason,
    /// Negative when the date was brought forward.
    pub days: i32,
}

impl From<&Move> for Booked {
    fn from(made: &Move) -> Booked {
        // Dates lie within the calendar of chrono, so days fit.
        Booked { reason: made.reason, days: i32::try_from(made.days()).unwrap_or(i32::MAX) }
    }
}

/// Days by which the current date lies after the original one. A date that was brought forward has no slip: it makes up for
/// that of no other, so no one lowers a total by planning late and moving back.
pub fn slip(original: Date, current: Date) -> i64 {
    (current - original).num_days().max(0)
}

/// The days of slip that count for each change of one date, from all of them in their order. A day counts for the change
/// that first moved the date over it, for as long as the date lies beyond it: who moves a date back and forth again puts
/// no day under another reason. The sum is the slip, so a date that was brought forward counts for none.
pub fn counted(booked: &[Booked]) -> Vec<i32> {
    counted_either_way(booked).into_iter().map(|days| days.max(0)).collect()
}

/// The same from a date that held at some point: the days lead from it to the current date, also backward.
pub fn counted_either_way(booked: &[Booked]) -> Vec<i32> {
    let (mut later, mut earlier) = (Reached::default(), Reached::default());
    let mut at = 0_i64;
    for (place, change) in booked.iter().enumerate() {
        at += i64::from(change.days);
        later.reach(at, place);
        earlier.reach(-at, place);
    }
    let (reached, sign) = if at < 0 { (earlier, -1) } else { (later, 1) };
    let mut days = vec![0; booked.len()];
    for (place, length) in reached.within(at.abs()) {
        if let Some(of_change) = days.get_mut(place) {
            // Dates lie within the calendar of chrono, so days fit.
            *of_change = i32::try_from(sign * length).unwrap_or(i32::MAX);
        }
    }
    days
}

/// How far a date was ever moved in one direction, and by which change each stretch was reached first.
#[derive(Debug, Default)]
struct Reached {
    /// Where each stretch ends, in days from the original date, and the place of its change; in rising order.
    stretches: Vec<(i64, usize)>,
}

impl Reached {
    fn reach(&mut self, to: i64, place: usize) {
        let farthest = self.stretches.last().map_or(0, |(end, _)| *end);
        if to > farthest {
            self.stretches.push((to, place));
        }
    }

    /// The days of each change up to there.
    fn within(&self, to: i64) -> impl Iterator<Item = (usize, i64)> {
        let begins = std::iter::once(0).chain(self.stretches.iter().map(|(end, _)| *end));
        let stretches = begins.zip(&self.stretches).map(move |(begin, (end, place))| (*place, (*end).min(to) - begin));
        stretches.filter(|(_, length)| *length > 0)
    }
}

/// The days of slip under each reason that has any, each reason once. The sum is the slip.
pub fn by_reason(booked: &[Booked]) -> Vec<Booked> {
    // Nearly every date was changed once or never, and dashboards ask of all of them.
    match booked {
        [] => return Vec::new(),
        [only] => return Some(*only).filter(|only| only.days > 0).into_iter().collect(),
        _ => {}
    }
    let mut reasons: Vec<Booked> = Vec::new();
    for (change, days) in booked.iter().zip(counted(booked)).filter(|(_, days)| *days != 0) {
        match reasons.iter_mut().find(|of| of.reason == change.reason) {
            Some(of) => of.days += days,
            None => reasons.push(Booked { reason: change.reason, days }),
        }
    }
    reasons
}

/// The days of slip under each cause, in the order of [`Cause::ALL`].
pub fn by_cause(moves: &[Move]) -> [(Cause, i64); 4] {
    let booked: Vec<Booked> = moves.iter().map(Booked::from).collect();
    let days = by_reason(&booked);
    Cause::ALL.map(|cause| {
        let of_cause = days.iter().filter(|booked| booked.reason.cause() == cause);
        (cause, of_cause.map(|booked| i64::from(booked.days)).sum())
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

    use super::*;
    use crate::milestone::{Milestone, Reschedule};
    use crate::sample::{TODAY, bounds, carriers, day, milestone, secretariat, sentence};
    use proptest::prelude::*;

    #[test]
    fn every_reason_books_its_days_under_one_of_four_causes() {
        let causes = MoveReason::ALL.map(|reason| (reason, reason.cause()));
        assert_eq!(
            causes,
            [
                (MoveReason::Clearance, Cause::OwnWork),
                (MoveReason::Procurement, Cause::OwnWork),
                (MoveReason::Staffing, Cause::OwnWork),
                (MoveReason::OwnWorkReordered, Cause::OwnWork),
                (MoveReason::WaitingOnAnotherAgency, Cause::AnotherAgency),
                (MoveReason::ScopeChanged, Cause::Scope),
                (MoveReason::Funding, Cause::External),
                (MoveReason::LawOrCourt, Cause::External),
                (MoveReason::EventOutsideGovernment, Cause::External),
            ]
        );
    }

    #[test]
    fn a_date_brought_forward_has_no_slip() {
        assert_eq!(slip(day("2024-03-31"), day("2024-03-01")), 0);
        assert_eq!(slip(TODAY, TODAY), 0);
        assert_eq!(slip(day("2024-02-28"), day("2024-03-01")), 2);
    }

    fn booked(moves: &[(MoveReason, i32)]) -> Vec<Booked> {
        moves.iter().map(|(reason, days)| Booked { reason: *reason, days: *days }).collect()
    }

    #[test]
    fn a_change_that_undoes_an_earlier_one_takes_its_days_from_where_they_were_counted() {
        let (staffing, funding) = (MoveReason::Staffing, MoveReason::Funding);
        assert_eq!(by_reason(&booked(&[(staffing, 153), (funding, -153)])), []);
        assert_eq!(by_reason(&booked(&[(staffing, 153), (funding, -100)])), booked(&[(staffing, 53)]));
        let two = [(staffing, 30), (funding, 60), (staffing, -70)];
        assert_eq!(by_reason(&booked(&two)), booked(&[(staffing, 20)]));
    }

    #[test]
    fn moving_a_date_back_and_forth_puts_no_day_under_another_cause() {
        let (staffing, funding) = (MoveReason::Staffing, MoveReason::Funding);
        let there_and_back = [(staffing, 153), (staffing, -153), (funding, 153)];
        assert_eq!(by_reason(&booked(&there_and_back)), booked(&[(staffing, 153)]));
        let and_farther = [(staffing, 100), (staffing, -100), (funding, 153)];
        assert_eq!(by_reason(&booked(&and_farther)), booked(&[(staffing, 100), (funding, 53)]));
    }

    #[test]
    fn a_date_brought_forward_and_put_off_again_slips_by_what_lies_beyond_the_original_date() {
        let (scope, funding) = (MoveReason::ScopeChanged, MoveReason::Funding);
        assert_eq!(by_reason(&booked(&[(scope, -30)])), []);
        assert_eq!(by_reason(&booked(&[(scope, -30), (funding, 40)])), booked(&[(funding, 10)]));
    }

    #[test]
    fn a_cause_without_a_move_has_no_days() {
        assert_eq!(by_cause(&[]), Cause::ALL.map(|cause| (cause, 0)));
    }

    /// The milestone after the moves that the rule allowed.
    fn after_moves(first: Date, moves: &[(Date, MoveReason)]) -> Milestone {
        // The secretariat moves dates to days that are past, too; some of these days are before the plan.
        let (secretariat, carriers, bounds) = (secretariat(), carriers(), bounds());
        moves.iter().fold(milestone(first), |milestone, (to, reason)| {
            let asked = Reschedule { to: *to, reason: *reason, sentence: sentence("As agreed.") };
            match milestone.reschedule(&secretariat, &carriers, asked, bounds) {
                Ok(moved) => moved.after().clone(),
                Err(_) => milestone,
            }
        })
    }

    /// A day of the ten years around today, so few that a date is at times asked to move to where it is.
    fn days() -> impl Strategy<Value = Date> {
        prop_oneof![(0..5_u64).boxed(), (0..3_650_u64).boxed()]
            .prop_map(|days| day("2019-05-03") + chrono::Days::new(days))
    }

    proptest! {
        #[test]
        fn the_booked_moves_sum_to_the_slip_whatever_their_order(
            first in days(),
            moves in prop::collection::vec((days(), prop::sample::select(MoveReason::ALL.to_vec())), 0..12),
        ) {
            let after = after_moves(first, &moves);
            let booked: i64 = by_cause(&after.moves).iter().map(|(_, days)| days).sum();
            prop_assert_eq!(after.original, first);
            prop_assert_eq!(booked, (after.due - first).num_days().max(0));
            prop_assert_eq!(booked, after.slip());
            // No cause is put down for days that another took back.
            prop_assert!(by_cause(&after.moves).iter().all(|(_, days)| days.signum() * booked.signum() >= 0));
            // Each move begins where the one before it ended.
            let ends: Vec<Date> = std::iter::once(first).chain(after.moves.iter().map(|made| made.to)).collect();
            prop_assert!(after.moves.iter().zip(&ends).all(|(made, end)| made.from == *end && made.to != *end));
            prop_assert_eq!(ends.last(), Some(&after.due));
        }
    }
}

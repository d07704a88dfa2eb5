//! Slippage: how far a date has moved from what was first promised, and by what cause. Sums are conserved.

use crate::Date;
use crate::text::Sentence;
use serde::{Deserialize, Serialize};

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

impl Move {
    /// Days later; negative when the date was brought forward.
    pub fn days(&self) -> i64 {
        (self.to - self.from).num_days()
    }
}

/// Why a date moved. Each reason books its days under one cause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MoveReason {
    Clearance,
    Procurement,
    Staffing,
    OwnWorkReordered,
    WaitingOnAnotherAgency,
    ScopeChanged,
    Funding,
    LawOrCourt,
    EventOutsideGovernment,
}

/// Where slip comes from. There are these four and no others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cause {
    OwnWork,
    AnotherAgency,
    Scope,
    External,
}

impl MoveReason {
    pub const ALL: [MoveReason; 9] = [
        MoveReason::Clearance,
        MoveReason::Procurement,
        MoveReason::Staffing,
        MoveReason::OwnWorkReordered,
        MoveReason::WaitingOnAnotherAgency,
        MoveReason::ScopeChanged,
        MoveReason::Funding,
        MoveReason::LawOrCourt,
        MoveReason::EventOutsideGovernment,
    ];

    pub const fn cause(self) -> Cause {
        match self {
            MoveReason::Clearance | MoveReason::Procurement | MoveReason::Staffing | MoveReason::OwnWorkReordered => {
                Cause::OwnWork
            }
            MoveReason::WaitingOnAnotherAgency => Cause::AnotherAgency,
            MoveReason::ScopeChanged => Cause::Scope,
            MoveReason::Funding | MoveReason::LawOrCourt | MoveReason::EventOutsideGovernment => Cause::External,
        }
    }
}

impl Cause {
    pub const ALL: [Cause; 4] = [Cause::OwnWork, Cause::AnotherAgency, Cause::Scope, Cause::External];
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

/// Days from the first promise to the date of now: the sum of all moves, whatever their order.
pub fn slip(original: Date, current: Date) -> i64 {
    (current - original).num_days()
}

/// The days booked under each cause, in the order of [`Cause::ALL`].
pub fn by_cause(moves: &[Move]) -> [(Cause, i64); 4] {
    Cause::ALL.map(|cause| (cause, moves.iter().filter(|made| made.cause == cause).map(Move::days).sum()))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

    use super::*;
    use crate::milestone::{Milestone, Reschedule};
    use crate::sample::{JUSTICE, TODAY, carriers, day, liaison_of, milestone, sentence};
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
    fn a_date_brought_forward_slips_by_negative_days() {
        assert_eq!(slip(day("2024-03-31"), day("2024-03-01")), -30);
        assert_eq!(slip(TODAY, TODAY), 0);
        assert_eq!(slip(day("2024-02-28"), day("2024-03-01")), 2);
    }

    #[test]
    fn a_cause_without_a_move_has_no_days() {
        assert_eq!(by_cause(&[]), Cause::ALL.map(|cause| (cause, 0)));
    }

    /// The milestone after the moves that the rule allowed.
    fn after_moves(first: Date, moves: &[(Date, MoveReason)]) -> Milestone {
        let (liaison, carriers) = (liaison_of(JUSTICE), carriers());
        moves.iter().fold(milestone(first), |milestone, (to, reason)| {
            let asked = Reschedule { to: *to, reason: *reason, sentence: sentence("As agreed.") };
            match milestone.reschedule(&liaison, &carriers, asked, TODAY) {
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
            prop_assert_eq!(booked, (after.due - first).num_days());
            prop_assert_eq!(booked, after.slip());
            for (cause, days) in by_cause(&after.moves) {
                let mut counted = 0;
                for made in &after.moves {
                    if made.reason.cause() == cause {
                        counted += (made.to - made.from).num_days();
                    }
                }
                prop_assert_eq!(days, counted);
            }
            // Each move begins where the one before it ended.
            let ends: Vec<Date> = std::iter::once(first).chain(after.moves.iter().map(|made| made.to)).collect();
            prop_assert!(after.moves.iter().zip(&ends).all(|(made, end)| made.from == *end && made.to != *end));
            prop_assert_eq!(ends.last(), Some(&after.due));
        }
    }
}

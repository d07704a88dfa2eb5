//! One thing that differs between the two points, and how differences are found in fields.

use domain::ledger::Seq;
use domain::slippage::{Cause, Move, MoveReason};
use reports::Cell;

/// What differs of an action, from what to what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Difference {
    /// "Due date".
    pub what: &'static str,
    /// The milestone, agency, update or document that it is of; nothing for the action itself.
    pub of: Option<String>,
    pub was: Cell,
    pub is: Cell,
    pub why: Option<Why>,
    /// The log entry that made it.
    pub entry: Option<Seq>,
}

/// Why, as it was recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Why {
    /// Of a date change.
    pub reason: Option<(Cause, MoveReason)>,
    pub explanation: String,
}

impl Why {
    pub fn said(explanation: impl ToString) -> Why {
        Why { reason: None, explanation: explanation.to_string() }
    }
}

impl Difference {
    pub fn new(what: &'static str, was: Cell, is: Cell, entry: Option<Seq>) -> Difference {
        Difference { what, of: None, was, is, why: None, entry }
    }

    /// A date change with the reason that was given.
    pub fn date_change(what: &'static str, made: &Move, entry: Option<Seq>) -> Difference {
        let why = Why { reason: Some((made.cause, made.reason)), explanation: made.sentence.to_string() };
        Difference::new(what, Cell::Date(made.from), Cell::Date(made.to), entry).because(Some(why))
    }

    #[must_use]
    pub fn of(self, of: impl ToString) -> Difference {
        Difference { of: Some(of.to_string()), ..self }
    }

    #[must_use]
    pub fn because(self, why: Option<Why>) -> Difference {
        Difference { why, ..self }
    }
}

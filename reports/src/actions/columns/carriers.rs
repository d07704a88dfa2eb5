//! Who carries it: who leads and supports, who was asked, and who is only assumed to.

use super::{ActionColumn, kept};
use crate::actions::is_assumed;
use crate::table::Cell;
use crate::table::Datatype::{Date, Text};
use crate::words;
use domain::assignment::Assignment;
use domain::plan::Basis;

pub const COLUMNS: [ActionColumn; 7] = [
    kept("lead", "Lead", Text, "Who answers for the action. Blank where nobody is known to.", |judged| {
        Cell::text(judged.row.lead().map(|lead| &lead.name))
    }),
    kept("lead_basis", "Basis of the lead", Text, "Stated by the source, Inferred, or Accepted here.", |judged| {
        Cell::text(judged.row.lead().map(|lead| basis_of(lead.assignment)))
    }),
    kept("lead_since", "Lead since", Date, "The first day on which the lead carried the action here.", |judged| {
        Cell::date(judged.row.lead().and_then(|lead| lead.assignment.in_force_from))
    }),
    kept("lead_offered_to", "Lead offered to", Text, "Who was offered the lead and has not answered.", |judged| {
        Cell::text(judged.row.offered_lead().map(|lead| &lead.name))
    }),
    kept(
        "supporters",
        "Supporters",
        Text,
        "Who supports the action: stated by the source, or accepted here.",
        |judged| Cell::text(judged.row.supporters(Assignment::is_in_force)),
    ),
    kept(
        "supporters_asked",
        "Supporters asked",
        Text,
        "Who was asked to support the action and has not answered.",
        |judged| Cell::text(judged.row.supporters(Assignment::is_unanswered)),
    ),
    kept(
        "supporters_assumed",
        "Supporters assumed",
        Text,
        "Who somebody guessed to support the action. They were not asked.",
        |judged| Cell::text(judged.row.supporters(is_assumed)),
    ),
];

/// A guess stays a guess, whatever became of it.
fn basis_of(lead: &Assignment) -> &'static str {
    match lead.basis {
        Basis::Inferred => words::basis(Basis::Inferred),
        Basis::Stated | Basis::Unknown => words::assignment_state(&lead.state),
    }
}

//! The responsible agencies: lead, supporters, pending requests, and those that were only inferred.

use super::{ActionColumn, kept};
use crate::actions::is_assumed;
use crate::table::Cell;
use crate::table::Datatype::{Date, Text};
use crate::words;
use domain::assignment::Assignment;
use domain::plan::Basis;

pub const COLUMNS: [ActionColumn; 7] = [
    kept(
        "lead",
        "Lead",
        Text,
        "Lead agency. Blank if there is none: a lead that is only inferred is not in force.",
        |judged| Cell::text(judged.row.lead().map(|lead| &lead.name)),
    ),
    kept("lead_basis", "Lead basis", Text, "From the source, Inferred, or Accepted.", |judged| {
        Cell::text(judged.row.lead().map(|lead| basis_of(lead.assignment)))
    }),
    kept("lead_since", "Lead recorded since", Date, "First day on which Concord records this lead.", |judged| {
        Cell::date(judged.row.lead().and_then(|lead| lead.assignment.in_force_from))
    }),
    kept("lead_offered_to", "Lead requested", Text, "Agency with a pending request to lead.", |judged| {
        Cell::text(judged.row.offered_lead().map(|lead| &lead.name))
    }),
    kept(
        "supporters",
        "Supporting agencies",
        Text,
        "Supporting agencies named in the source or accepted in Concord.",
        |judged| Cell::text(judged.row.supporters(Assignment::is_in_force)),
    ),
    kept(
        "supporters_asked",
        "Supporting agencies requested",
        Text,
        "Agencies with a pending request to support.",
        |judged| Cell::text(judged.row.supporters(Assignment::is_unanswered)),
    ),
    kept(
        "supporters_assumed",
        "Supporting agencies inferred",
        Text,
        "Supporting agencies inferred by Concord; not contacted.",
        |judged| Cell::text(judged.row.supporters(is_assumed)),
    ),
];

/// An inferred lead stays inferred, whatever became of it.
fn basis_of(lead: &Assignment) -> &'static str {
    match lead.basis {
        Basis::Inferred => words::basis(Basis::Inferred),
        Basis::Stated | Basis::Requested | Basis::Unknown => words::assignment_state(&lead.state),
    }
}

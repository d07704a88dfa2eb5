//! The table of roles: who leads or supports an action, was asked to, or did.

use crate::belongs::{BelongsToAction, ENTRY, OfAction, PartyNames, code_of, keys, name_of};
use crate::described::{ColumnOf, computed, kept, table_of, word};
use crate::table::{About, Cell, Column, Table, TableError};
use crate::words;
use domain::assignment::{Assignment, AssignmentState, CarrierRole};
use domain::ledger::Seq;

/// A role with what its row says beside it.
#[derive(Clone, Debug)]
pub struct RoleRow<'a> {
    pub of: OfAction<'a>,
    pub assignment: &'a Assignment,
    pub party: PartyNames,
    /// The code of the component that does it for the party.
    pub through: Option<String>,
    pub entry: Seq,
}

impl BelongsToAction for RoleRow<'_> {
    fn of(&self) -> &OfAction<'_> {
        &self.of
    }

    fn entry(&self) -> Option<Seq> {
        Some(self.entry)
    }
}

/// The table of the roles given, in the order given.
///
/// # Errors
/// None that these columns can cause.
pub fn table(about: About, rows: &[RoleRow<'_>]) -> Result<Table, TableError> {
    let columns: Vec<ColumnOf<RoleRow<'_>>> = keys(ENTRY).into_iter().chain(columns()).collect();
    table_of(about, &columns, rows)
}

fn columns<'a>() -> [ColumnOf<RoleRow<'a>>; 12] {
    [
        kept(Column::text("id", "ID", "The role's id in the record."), |row| word(row.assignment.id)),
        kept(Column::text("role", "Role", "Lead or Support."), |row| {
            word(match row.assignment.role {
                CarrierRole::Lead => "Lead",
                CarrierRole::Support => "Support",
            })
        }),
        kept(Column::text("agency", "Agency", "The code of the agency or group."), |row| code_of(Some(&row.party))),
        kept(Column::text("agency_name", "Agency name", "Short name of that agency or group."), |row| {
            name_of(Some(&row.party))
        }),
        kept(Column::text("through", "Through", "Code of the component that does it for the agency."), |row| {
            Cell::text(row.through.as_ref())
        }),
        kept(
            Column::text(
                "basis",
                "Basis",
                "Whether a source names the agency, Concord inferred it, or it was requested in Concord.",
            ),
            |row| word(words::basis(row.assignment.came_by())),
        ),
        kept(Column::text("state", "State", "How the agency got the role, or why it does not have it."), |row| {
            word(words::assignment_state(&row.assignment.state))
        }),
        kept(
            Column::date(
                "state_since",
                "State since",
                "The day of the request, of its acceptance or decline, or of the end.",
            ),
            |row| {
                Cell::date(match &row.assignment.state {
                    AssignmentState::Stated | AssignmentState::Assumed => None,
                    AssignmentState::Offered { on }
                    | AssignmentState::Accepted { on }
                    | AssignmentState::Declined { on, .. }
                    | AssignmentState::HandedOver { on, .. }
                    | AssignmentState::Ended { on, .. } => Some(*on),
                })
            },
        ),
        kept(Column::text("reason", "Reason", "Why it was declined or ended."), |row| {
            Cell::text(match &row.assignment.state {
                AssignmentState::Declined { reason, .. } | AssignmentState::Ended { reason, .. } => Some(reason),
                _ => None,
            })
        }),
        computed(
            Column::yes_no("in_force", "Current", "Whether the agency has the role as of the table's date."),
            |row| Cell::YesNo(row.assignment.is_in_force()),
        ),
        kept(Column::date("in_force_from", "Recorded since", "First day on which Concord records the role."), |row| {
            Cell::date(row.assignment.in_force_from)
        }),
        kept(Column::text("note", "Note", "Notes."), |row| Cell::text(row.assignment.note.as_ref())),
    ]
}

//! The table of milestones: one row a milestone, with what was first promised, every move and how it ended.

use crate::table::{About, Cell, Column, Datatype, Table, TableError};
use crate::words;
use domain::facts::{ActionFacts, MilestoneFacts, MilestoneStanding};
use domain::slippage::Booked;

/// One milestone with what its row says beside the facts.
#[derive(Clone, Debug)]
pub struct MilestoneRow<'a> {
    pub plan: &'a str,
    pub action: &'a ActionFacts,
    pub milestone: &'a MilestoneFacts,
    /// What the lead in force is called in a table.
    pub lead: Option<String>,
}

const fn column(name: &'static str, title: &'static str, datatype: Datatype, definition: &'static str) -> Column {
    Column { name, title, datatype, definition, is_generated: false }
}

const fn counted(name: &'static str, title: &'static str, datatype: Datatype, definition: &'static str) -> Column {
    Column { name, title, datatype, definition, is_generated: true }
}

const COLUMNS: [Column; 14] = [
    column("plan", "Plan", Datatype::Text, "The code of the plan."),
    column("action", "Action", Datatype::Text, "The reference of the action in the plan."),
    column("action_title", "Title of the action", Datatype::Text, "What the action is called."),
    column("lead", "Lead", Datatype::Text, "The lead in force. Blank where there is none."),
    column("id", "Id", Datatype::Text, "The milestone's id in the record and in its address."),
    column("title", "Milestone", Datatype::Text, "What is to be reached."),
    column("first_promised", "First promised", Datatype::Date, "The date that was first promised. It never changes."),
    column("due", "Now due", Datatype::Date, "The date of now."),
    counted("slip_days", "Days of slip", Datatype::Integer, "Days from the date first promised to the date of now."),
    column("moves", "Moves", Datatype::Text, "Each move with its reason and its days, the first one first."),
    counted(
        "state",
        "State",
        Datatype::Text,
        "Open, Overdue or Completed. Overdue is open and before the day of the table.",
    ),
    column("completed_on", "Completed on", Datatype::Date, "The day of its completion."),
    column("verified", "Verified", Datatype::YesNo, "Whether the secretariat verified the completion."),
    column("evidence", "Evidence", Datatype::Integer, "Documents attached to the milestone."),
];

/// The table of the milestones given, in the order given. Overdue is judged on the day of `about`.
///
/// # Errors
/// None that these columns can cause; [`Table::new`] checks every row.
pub fn table(about: About, milestones: &[MilestoneRow<'_>]) -> Result<Table, TableError> {
    let today = about.judged_on;
    let rows = milestones.iter().map(|row| {
        let MilestoneRow { plan, action, milestone, lead } = row;
        let (state, completed) = match milestone.state {
            MilestoneStanding::Completed(on) => ("Completed", Some(on)),
            MilestoneStanding::Withdrawn => ("Withdrawn", None),
            MilestoneStanding::Open if milestone.due < today => ("Overdue", None),
            MilestoneStanding::Open => ("Open", None),
        };
        vec![
            Cell::Text((*plan).to_owned()),
            Cell::Text(action.reference.to_string()),
            Cell::Text(action.title.to_string()),
            Cell::text(lead.as_ref()),
            Cell::Text(milestone.id.to_string()),
            Cell::Text(milestone.title.to_string()),
            Cell::Date(milestone.original),
            Cell::Date(milestone.due),
            Cell::Integer((milestone.due - milestone.original).num_days()),
            moves(&milestone.booked),
            Cell::Text(state.to_owned()),
            Cell::date(completed),
            Cell::YesNo(milestone.is_verified),
            Cell::Integer(i64::from(milestone.evidence)),
        ]
    });
    Table::new(about, COLUMNS.to_vec(), rows.collect())
}

/// "Clearance +153; Funding +30".
fn moves(booked: &[Booked]) -> Cell {
    let each = booked.iter().map(|booked| format!("{} {:+}", words::move_reason(booked.reason), booked.days));
    let each: Vec<String> = each.collect();
    if each.is_empty() { Cell::Blank } else { Cell::Text(each.join("; ")) }
}

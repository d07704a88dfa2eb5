//! The table of milestones: one row a milestone, with what was first promised, every move and how it ended.

use crate::table::{About, Cell, Column, Table, TableError};
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

const COLUMNS: [Column; 14] = [
    Column::text("plan", "Plan", "The code of the plan."),
    Column::text("action", "Action", "The reference of the action in the plan."),
    Column::text("action_title", "Title of the action", "What the action is called."),
    Column::text("lead", "Lead", "The lead in force. Blank where there is none."),
    Column::text("id", "Id", "The milestone's id in the record and in its address."),
    Column::text("title", "Milestone", "What is to be reached."),
    Column::date("first_promised", "First promised", "The date that was first promised. It never changes."),
    Column::date("due", "Now due", "The date of now."),
    Column::integer("slip_days", "Days of slip", "Days from the date first promised to the date of now.").generated(),
    Column::text("moves", "Moves", "Each move with its reason and its days, the first one first."),
    Column::text("state", "State", "Open, Overdue, Completed or Withdrawn. Overdue is open and before the day of the table. Withdrawn milestones stand in a table of their own.")
        .generated(),
    Column::date("completed_on", "Completed on", "The day of its completion."),
    Column::yes_no("verified", "Verified", "Whether the secretariat verified the completion."),
    Column::integer("evidence", "Evidence", "Documents attached to the milestone since it was last reopened."),
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

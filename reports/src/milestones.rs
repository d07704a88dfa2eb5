//! The table of milestones: one row a milestone, with its original due date, every date change and how it ended.

use crate::belongs::{ENTRY, PartyNames, code_of, entry_cell, name_of};
use crate::table::{About, Cell, Column, Table, TableError};
use crate::words;
use domain::facts::{ActionFacts, CommittedDate, MilestoneFacts, MilestoneStanding};
use domain::ledger::Seq;
use domain::milestone::{Milestone, MilestoneState, Verified};
use domain::plan::Withdrawal;
use domain::slippage::Booked;

/// One milestone with what its row says beside the facts.
#[derive(Clone, Debug)]
pub struct MilestoneRow<'a> {
    pub plan: &'a str,
    pub action: &'a ActionFacts,
    pub milestone: &'a MilestoneFacts,
    pub lead: Option<PartyNames>,
    /// The milestone with its texts.
    pub text: Option<&'a Milestone>,
    /// The log entry that made the version shown, and the one that planned it.
    pub entry: Option<Seq>,
    pub planned_by: Option<Seq>,
}

const COLUMNS: [Column; 25] = [
    Column::text("plan", "Plan", "The code of the plan."),
    Column::text("action", "Action", "The reference of the action in the plan."),
    Column::text("action_title", "Action title", "Action title."),
    Column::text("lead", "Lead", "Lead agency. Blank if none."),
    Column::text("id", "ID", "Milestone ID (also in its URL)."),
    Column::text("title", "Milestone", "Milestone title."),
    Column::date("first_promised", "Original due date", "The first due date. Never changes."),
    Column::date("due", "Current due date", "Current due date."),
    Column::integer("slip_days", "Slip (days)", "Days from the original to the current due date; 0 if it was moved earlier.").generated(),
    Column::text("moves", "Date changes", "Each date change with reason and days, oldest first."),
    Column::text("state", "State", "Open, Overdue, Completed, or Withdrawn. Overdue: open, and due before the table's date. A milestone is withdrawn with its action, too. Withdrawn milestones are in a table of their own.")
        .generated(),
    Column::date("completed_on", "Completed on", "Completion date."),
    Column::yes_no("verified", "Verified", "Whether the secretariat verified the completion."),
    Column::integer("evidence", "Evidence", "Documents attached to the milestone since it was last reopened."),
    Column::text("action_id", "Action ID", "The action's id: the column ID of the table of actions."),
    Column::text("lead_code", "Lead code", "The lead's code: the column Code of the table of agencies."),
    Column::integer("entry", "Log entry index", ENTRY),
    Column::integer("planned_entry", "Added: log entry index", "The log entry that added it, counted from 0."),
    Column::date("expected", "Expected date", "When the agency expects to complete it, if not on the due date."),
    Column::date("verified_on", "Verified on", "The day on which the completion was verified."),
    Column::text("verified_how", "How it was verified", "In the words of the secretariat."),
    Column::date("withdrawn_on", "Withdrawn date", "The day on which it was withdrawn."),
    Column::text("withdrawn_because", "Withdrawal reason", "The reason given."),
    Column::yes_no("withdrawn_with_action", "Withdrawn with its action", "Whether its action was withdrawn. The table of actions gives date and reason.")
        .generated(),
    Column::text("planned_late", "Reason for a past due date", "Why it was added with a due date in the past."),
];

/// The table of the milestones given, in the order given. Overdue is judged on the day of `about`.
///
/// # Errors
/// None that these columns can cause; [`Table::new`] checks every row.
pub fn table(about: About, milestones: &[MilestoneRow<'_>]) -> Result<Table, TableError> {
    let today = about.judged_on;
    let rows = milestones.iter().map(|row| {
        let MilestoneRow { plan, action, milestone, lead, text, entry, planned_by } = row;
        let (verified, withdrawn) = (text.and_then(verified), text.and_then(withdrawn));
        let state = match action.standing_of(milestone) {
            MilestoneStanding::Completed(_) => "Completed",
            MilestoneStanding::Withdrawn => "Withdrawn",
            MilestoneStanding::Open if milestone.due < today => "Overdue",
            MilestoneStanding::Open => "Open",
        };
        let completed = match milestone.state {
            MilestoneStanding::Completed(on) => Some(on),
            MilestoneStanding::Open | MilestoneStanding::Withdrawn => None,
        };
        vec![
            Cell::Text((*plan).to_owned()),
            Cell::Text(action.reference.to_string()),
            Cell::Text(action.title.to_string()),
            name_of(lead.as_ref()),
            Cell::Text(milestone.id.to_string()),
            Cell::Text(milestone.title.to_string()),
            Cell::Date(milestone.original),
            Cell::Date(milestone.due),
            Cell::Integer(CommittedDate::from(*milestone).slip()),
            moves(&milestone.booked),
            Cell::Text(state.to_owned()),
            Cell::date(completed),
            Cell::YesNo(milestone.is_verified),
            Cell::Integer(i64::from(milestone.evidence)),
            Cell::Text(action.id.to_string()),
            code_of(lead.as_ref()),
            entry_cell(*entry),
            entry_cell(*planned_by),
            Cell::date(text.and_then(|text| text.forecast)),
            Cell::date(verified.map(|verified| verified.on)),
            Cell::text(verified.map(|verified| &verified.ground)),
            Cell::date(withdrawn.map(|withdrawal| withdrawal.on)),
            Cell::text(withdrawn.map(|withdrawal| &withdrawal.reason)),
            Cell::YesNo(action.is_withdrawn),
            Cell::text(text.and_then(|text| text.planned_late.as_ref())),
        ]
    });
    Table::new(about, COLUMNS.to_vec(), rows.collect())
}

fn verified(milestone: &Milestone) -> Option<&Verified> {
    milestone.completion()?.verified.as_ref()
}

fn withdrawn(milestone: &Milestone) -> Option<&Withdrawal> {
    match &milestone.state {
        MilestoneState::Withdrawn(withdrawal) => Some(withdrawal),
        MilestoneState::Open | MilestoneState::Completed(_) => None,
    }
}

/// "Clearance +153; Funding +30".
fn moves(booked: &[Booked]) -> Cell {
    let each = booked.iter().map(|booked| format!("{} {:+}", words::move_reason(booked.reason), booked.days));
    let each: Vec<String> = each.collect();
    if each.is_empty() { Cell::Blank } else { Cell::Text(each.join("; ")) }
}

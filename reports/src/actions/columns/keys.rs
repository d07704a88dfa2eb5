//! By what rows join with other tables and with the log, and what was withdrawn apart.

use super::{ActionColumn, generated, kept, word};
use crate::actions::Judged;
use crate::belongs::{ENTRY, entry_cell};
use crate::table::Cell;
use crate::table::Datatype::{Integer, Text};
use domain::assignment::Assignment;
use domain::facts::{CommittedDate, MilestoneFacts, MilestoneStanding};

pub const COLUMNS: [ActionColumn; 13] = [
    kept("id", "ID", Text, "The action's id in the record.", |judged| word(judged.row.action.id)),
    kept("entry", "Log entry index", Integer, ENTRY, |judged| entry_cell(Some(judged.row.entry))),
    kept("plan_id", "Plan ID", Text, "The id of the plan.", |judged| word(judged.row.plan.id)),
    kept("section", "Section reference", Text, "The reference of the lowest section above the action.", |judged| {
        Cell::text(judged.row.path.last().map(|section| &section.reference))
    }),
    kept("section_id", "Section ID", Text, "The id of that section.", |judged| word(judged.row.action.node)),
    kept("lead_code", "Lead code", Text, "The lead's code: the column Code of the table of agencies.", |judged| {
        Cell::text(judged.row.lead().map(|lead| &lead.code))
    }),
    kept(
        "lead_offered_to_code",
        "Lead requested: code",
        Text,
        "Code of the agency with a pending request to lead.",
        |judged| Cell::text(judged.row.offered_lead().map(|lead| &lead.code)),
    ),
    kept("supporter_codes", "Supporting agency codes", Text, "Codes of the supporting agencies.", |judged| {
        Cell::text(judged.row.supporter_codes(Assignment::is_in_force))
    }),
    kept("last_report_id", "Last update: ID", Text, "ID of the status update that decides the status.", |judged| {
        Cell::text(judged.row.last_report.map(|report| report.id))
    }),
    kept(
        "last_report_entry",
        "Last update: log entry index",
        Integer,
        "The entry of the audit log that made the version of that update, counted from 0.",
        |judged| entry_cell(judged.row.last_report_entry),
    ),
    generated(
        "milestones_withdrawn",
        "Milestones withdrawn",
        Integer,
        "Number of withdrawn milestones. They are counted in no other column.",
        |judged| Cell::count(withdrawn(judged).count()),
    ),
    generated(
        "withdrawn_slip_days",
        "Slip of withdrawn milestones (days)",
        Integer,
        "Days from original to last due dates, over its withdrawn milestones. A date moved earlier counts as 0.",
        |judged| Cell::Integer(withdrawn(judged).map(|of| CommittedDate::from(of).slip()).sum()),
    ),
    generated(
        "slip_days_until_withdrawn",
        "Slip when withdrawn (days)",
        Integer,
        "Slip of the action when it was withdrawn. No longer counted. Blank if not withdrawn.",
        |judged| {
            let facts = judged.row.facts;
            if facts.is_withdrawn { Cell::Integer(facts.slip_until_withdrawn()) } else { Cell::Blank }
        },
    ),
];

fn withdrawn<'a>(judged: &'a Judged<'_>) -> impl Iterator<Item = &'a MilestoneFacts> {
    let milestones = judged.row.facts.milestones.iter();
    milestones.filter(|milestone| milestone.state == MilestoneStanding::Withdrawn)
}

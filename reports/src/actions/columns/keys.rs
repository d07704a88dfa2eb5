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
    kept("entry", "Log entry", Integer, ENTRY, |judged| entry_cell(Some(judged.row.entry))),
    kept("plan_id", "Plan ID", Text, "The id of the plan.", |judged| word(judged.row.plan.id)),
    kept("section", "Section", Text, "The reference of the section of the plan that it stands in.", |judged| {
        Cell::text(judged.row.path.last().map(|section| &section.reference))
    }),
    kept("section_id", "Section ID", Text, "The id of that section.", |judged| word(judged.row.action.node)),
    kept(
        "lead_code",
        "Code of the lead",
        Text,
        "The lead's code: the column Code of the table of agencies.",
        |judged| Cell::text(judged.row.lead().map(|lead| &lead.code)),
    ),
    kept("lead_offered_to_code", "Code of who was asked to lead", Text, "As above.", |judged| {
        Cell::text(judged.row.offered_lead().map(|lead| &lead.code))
    }),
    kept("supporter_codes", "Codes of the supporters", Text, "The codes of those in force.", |judged| {
        Cell::text(judged.row.supporter_codes(Assignment::is_in_force))
    }),
    kept(
        "last_report_id",
        "ID of the last report",
        Text,
        "The id of the status update that decides the status.",
        |judged| Cell::text(judged.row.last_report.map(|report| report.id)),
    ),
    kept(
        "last_report_entry",
        "Log entry of the last report",
        Integer,
        "The entry of the audit log that made the version of that update.",
        |judged| entry_cell(judged.row.last_report_entry),
    ),
    generated(
        "milestones_withdrawn",
        "Milestones withdrawn",
        Integer,
        "How many of its milestones were withdrawn. They count under nothing else.",
        |judged| Cell::count(withdrawn(judged).count()),
    ),
    generated(
        "withdrawn_slip_days",
        "Days of slip of withdrawn milestones",
        Integer,
        "The days by which the last dates lie after those first promised, summed over its withdrawn milestones.",
        |judged| Cell::Integer(withdrawn(judged).map(|of| CommittedDate::from(of).slip()).sum()),
    ),
    generated(
        "slip_days_until_withdrawn",
        "Days of slip until it was withdrawn",
        Integer,
        "The days of slip that the action had when it was withdrawn. They count no more. Blank where it was not withdrawn.",
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

//! Where it stands: what was said last, and what dates and documents show.

use super::{ActionColumn, generated, kept, word};
use crate::actions::Judged;
use crate::table::Cell;
use crate::table::Datatype::{Date, Integer, Text};
use crate::words;
use domain::facts::{MilestoneFacts, MilestoneStanding};

pub const COLUMNS: [ActionColumn; 18] = [
    generated(
        "status",
        "Status",
        Text,
        "What was last reported. Withdrawn wins over it; Retracted where the action was added by mistake; an action that recurs shows Recurring instead of In progress.",
        |judged| match judged.row.facts.is_retracted {
            true => word("Retracted"),
            false => word(words::status(judged.row.facts.status())),
        },
    ),
    kept(
        "native_status",
        "Status in the plan's own word",
        Text,
        "The word of the published status report. Blank where there is none.",
        |judged| Cell::text(judged.row.last_report.and_then(|report| report.native_word.as_ref())),
    ),
    kept("confidence", "Confidence", Text, "What was last reported: On track, At risk or Off track.", |judged| {
        Cell::text(judged.row.facts.confidence().map(words::confidence))
    }),
    generated(
        "reporting",
        "Reporting",
        Text,
        "Current, Stale or Never reported. Blank where no report is owed.",
        |judged| Cell::text(judged.row.facts.reporting(judged.today, judged.rule).map(words::reporting)),
    ),
    generated(
        "overdue_updates",
        "Overdue updates",
        Text,
        "The fiscal quarters whose updates are overdue, the earliest first. An update covers the quarters before it.",
        |judged| {
            let missed = judged.row.facts.missed_updates(judged.today, judged.rule);
            let missed: Vec<String> = missed.iter().map(ToString::to_string).collect();
            if missed.is_empty() { Cell::Blank } else { word(missed.join(" ")) }
        },
    ),
    generated(
        "verification",
        "Verification",
        Text,
        "Of the last report: Claimed, Evidence attached or Verified. Documents count where they back what it claims. Blank where nothing is claimed.",
        |judged| Cell::text(judged.row.facts.verification().map(words::verification)),
    ),
    kept(
        "last_report_quarter",
        "Quarter of the last report",
        Text,
        "The fiscal quarter that the last report speaks of.",
        |judged| Cell::text(judged.row.facts.last_report.map(|report| report.quarter)),
    ),
    kept(
        "last_report_submitted",
        "Last report",
        Date,
        "The day on which the last report was submitted or published.",
        |judged| Cell::date(judged.row.facts.last_report.map(|report| report.submitted)),
    ),
    kept("last_report_narrative", "What the last report says", Text, "The words of the last report.", |judged| {
        Cell::text(judged.row.last_report.map(|report| &report.narrative))
    }),
    generated(
        "milestones",
        "Milestones",
        Integer,
        "How many milestones stand, without those that were withdrawn; none of an action that was withdrawn.",
        |judged| Cell::count(milestones(judged).count()),
    ),
    generated("milestones_completed", "Milestones completed", Integer, "How many of them are completed.", |judged| {
        Cell::count(completed(judged))
    }),
    generated(
        "milestones_overdue",
        "Milestones overdue",
        Integer,
        "How many of them are not completed and had their date before the day of judgement.",
        |judged| Cell::count(judged.row.facts.overdue_milestones(judged.today)),
    ),
    generated(
        "next_due",
        "Next due",
        Date,
        "The earliest date of a milestone that is not completed, also when it has passed.",
        |judged| Cell::date(judged.row.facts.next_due()),
    ),
    generated(
        "slip_days",
        "Days of slip",
        Integer,
        "The days between original and current dates, summed over the milestones that stand and the end of the timeframe; 0 for an action that was withdrawn.",
        |judged| Cell::Integer(judged.row.facts.slip()),
    ),
    generated("moves", "Moves", Integer, "How often these dates were moved.", |judged| {
        Cell::Integer(judged.row.facts.committed_dates().map(|date| date.booked.len() as i64).sum())
    }),
    generated(
        "evidence",
        "Evidence",
        Integer,
        "How many documents are attached to the action or its milestones.",
        |judged| Cell::Integer(i64::from(judged.row.facts.evidence)),
    ),
    kept("withdrawn_on", "Withdrawn on", Date, "The day on which the action was withdrawn.", |judged| {
        Cell::date(judged.row.action.withdrawn.as_ref().map(|withdrawal| withdrawal.on))
    }),
    kept("withdrawn_because", "Withdrawn because", Text, "The reason that was given.", |judged| {
        Cell::text(judged.row.action.withdrawn.as_ref().map(|withdrawal| &withdrawal.reason))
    }),
];

fn milestones<'a>(judged: &'a Judged<'_>) -> impl Iterator<Item = &'a MilestoneFacts> {
    judged.row.facts.standing_milestones()
}

fn completed(judged: &Judged<'_>) -> usize {
    milestones(judged).filter(|milestone| matches!(milestone.state, MilestoneStanding::Completed(_))).count()
}

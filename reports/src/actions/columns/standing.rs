//! Its status: what was last reported, and what dates and documents show.

use super::{ActionColumn, generated, kept, word};
use crate::actions::Judged;
use crate::table::Cell;
use crate::table::Datatype::{Date, Integer, Text};
use crate::words;
use domain::facts::{MilestoneFacts, MilestoneStanding};

pub const COLUMNS: [ActionColumn; 20] = [
    generated(
        "status",
        "Status",
        Text,
        "Last reported status. Withdrawn overrides it. Retracted if the action was added by mistake. A recurring action reported as In progress or Completed shows Recurring.",
        |judged| match judged.row.facts.is_retracted {
            true => word("Retracted"),
            false => word(words::status(judged.row.facts.status())),
        },
    ),
    kept(
        "native_status",
        "Plan's status term",
        Text,
        "Status term in the plan's published report. Blank if none.",
        |judged| Cell::text(judged.row.last_report.and_then(|report| report.native_word.as_ref())),
    ),
    kept("confidence", "Confidence", Text, "Last reported: On track, At risk, or Off track.", |judged| {
        Cell::text(judged.row.facts.confidence().map(words::confidence))
    }),
    generated(
        "reporting",
        "Reporting",
        Text,
        "Up to date, Update overdue, or None received. Blank where no update is due.",
        |judged| Cell::text(judged.row.facts.reporting(judged.today, judged.rule).map(words::reporting)),
    ),
    generated(
        "overdue_updates",
        "Overdue updates",
        Text,
        "Fiscal quarters whose updates are overdue, earliest first. An update covers the quarters before it.",
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
        "Of the last update: Reported only, Evidence attached, or Verified. Documents count where they support what it reports. Blank where nothing is reported.",
        |judged| Cell::text(judged.row.facts.verification().map(words::verification)),
    ),
    generated(
        "acceptance",
        "Acceptance",
        Text,
        "Of the last update: Awaiting acceptance, Accepted, or Returned by the secretariat. Blank where nothing is reported, a source is quoted, or the plan is not active.",
        |judged| Cell::text(judged.row.facts.acceptance().map(words::acceptance)),
    ),
    generated(
        "verdict",
        "Reported vs. evidence",
        Text,
        "How the last update compares with what dates, milestones, and documents show: No update received, Nothing to compare, Out of date, These don't match, Changed since, Reported only, or No differences found.",
        |judged| Cell::text(judged.row.verdict.map(words::verdict)),
    ),
    kept("last_report_quarter", "Last update: quarter", Text, "Fiscal quarter covered by the last update.", |judged| {
        Cell::text(judged.row.facts.last_report.map(|report| report.quarter))
    }),
    kept(
        "last_report_submitted",
        "Last update: submitted",
        Date,
        "Day on which the last update was submitted or published.",
        |judged| Cell::date(judged.row.facts.last_report.map(|report| report.submitted)),
    ),
    kept("last_report_narrative", "Last update: summary", Text, "Text of the last update.", |judged| {
        Cell::text(judged.row.last_report.map(|report| &report.narrative))
    }),
    generated(
        "milestones",
        "Milestones",
        Integer,
        "Number of milestones, excluding withdrawn; none for a withdrawn action.",
        |judged| Cell::count(milestones(judged).count()),
    ),
    generated("milestones_completed", "Milestones completed", Integer, "Number of these completed.", |judged| {
        Cell::count(completed(judged))
    }),
    generated(
        "milestones_overdue",
        "Milestones overdue",
        Integer,
        "Number of these not completed that were due before the as-of date.",
        |judged| Cell::count(judged.row.facts.overdue_milestones(judged.today)),
    ),
    generated(
        "next_due",
        "Next milestone due",
        Date,
        "Earliest due date of an open milestone, including overdue ones.",
        |judged| Cell::date(judged.row.facts.next_due()),
    ),
    generated(
        "slip_days",
        "Slip (days)",
        Integer,
        "Days from original to current due dates, for milestones not withdrawn and the end of the timeframe. A date moved earlier counts as 0, and so does a withdrawn action.",
        |judged| Cell::Integer(judged.row.facts.slip()),
    ),
    generated("moves", "Date changes", Integer, "Number of changes of these dates.", |judged| {
        Cell::Integer(judged.row.facts.committed_dates().map(|date| date.booked.len() as i64).sum())
    }),
    generated(
        "evidence",
        "Evidence",
        Integer,
        "Number of documents attached to the action or its milestones.",
        |judged| Cell::Integer(i64::from(judged.row.facts.evidence)),
    ),
    kept("withdrawn_on", "Withdrawn date", Date, "Day on which the action was withdrawn.", |judged| {
        Cell::date(judged.row.action.withdrawn.as_ref().map(|withdrawal| withdrawal.on))
    }),
    kept("withdrawn_because", "Withdrawal reason", Text, "The reason given.", |judged| {
        Cell::text(judged.row.action.withdrawn.as_ref().map(|withdrawal| &withdrawal.reason))
    }),
];

fn milestones<'a>(judged: &'a Judged<'_>) -> impl Iterator<Item = &'a MilestoneFacts> {
    judged.row.facts.standing_milestones()
}

fn completed(judged: &Judged<'_>) -> usize {
    milestones(judged).filter(|milestone| matches!(milestone.state, MilestoneStanding::Completed(_))).count()
}

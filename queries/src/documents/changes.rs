//! The change report: what differs between two dates, from what to what, why, and by which log entry.

mod action;
mod belongings;
mod difference;
mod links;
mod plans;
mod read;

use super::frame::Frame;
use super::summary::{self, Compared};
use super::{ReportKind, number_of, tables};
use crate::dashboards::bridge;
use crate::error::QueryError;
use crate::point::about;
use crate::words;
use belongings::Both;
use difference::{Difference, Why};
use domain::Event;
use domain::facts::{ActionFacts, Status};
use domain::ids::ActionId;
use domain::plan::Plan;
use read::{At, Log};
use reports::changes::ChangeRow;
use reports::document::{Document, Grid, Head, Part};
use reports::{Cell, Table};
use std::collections::{BTreeSet, HashMap};
use store::View;

/// Under the heading of the table.
const WHAT_COUNTS: &str = "A value that changed more than once is one row, from what it was at the first date to what it is at the second. Each \
     change of a date is a row of its own, with the reason that was given.";

/// # Errors
/// When the record cannot be read.
pub(super) async fn change_report(frame: &Frame<'_>) -> Result<Document, QueryError> {
    let (now, then) = (frame.now(), frame.then());
    let (mut parts, mut data) = (Vec::new(), Vec::new());
    if let (Some(since), Some(scope)) = (frame.since.as_ref(), then.as_ref()) {
        let compared = Compared { since, scope };
        parts.push(Part::chapter("summary", "Summary"));
        parts.push(Part::Text(summary::sentences(&now, Some(&compared)).join(" ")));
        let mut bridge = super::plotted(bridge::sheet(&now, scope, since)?);
        bridge.measure = summary::bridge_measure(&now, &compared);
        parts.push(Part::Chart(Box::new(bridge)));
        let found = differences(frame, scope.view, &scope.actions).await?;
        parts.push(Part::chapter("changes", "What changed"));
        parts.push(Part::Text(match found.rows.len() {
            0 => "Nothing changed.".to_owned(),
            number => format!("{}: of plans first, then by action.", words::count(number, "change")),
        }));
        if !found.rows.is_empty() {
            parts.push(Part::Note(WHAT_COUNTS.to_owned()));
            parts.push(Part::Grid(found.grid()));
        }
        data.push(found.table(frame)?);
    }
    // What it is about comes first: the CSV has that table.
    data.extend(tables::of_actions(frame.view(), &frame.rows, &frame.found).await?);
    Ok(frame.document(ReportKind::Changes, "changes", parts, data))
}

/// What a difference is of.
#[derive(Clone, Copy)]
enum Of<'a> {
    Plan(&'a Plan),
    Action(&'a ActionFacts),
}

/// Everything that differs: of plans, then by action.
struct Found<'a> {
    rows: Vec<(Of<'a>, Difference)>,
    log: Log,
}

async fn differences<'a>(frame: &Frame<'a>, then: &View, of_then: &[&ActionFacts]) -> Result<Found<'a>, QueryError> {
    let view = frame.view();
    // What was retracted since is in no list now.
    let there: BTreeSet<ActionId> = frame.found.iter().map(|facts| facts.id).collect();
    let gone = of_then.iter().filter(|facts| !there.contains(&facts.id)).filter_map(|facts| view.facts(facts.id).ok());
    let all: Vec<&ActionFacts> = frame.found.iter().copied().chain(gone.filter(|facts| facts.is_retracted)).collect();
    let ids: Vec<ActionId> = all.iter().map(|facts| facts.id).collect();
    let (was, is) = (At::of(then, &ids).await?, At::of(view, &ids).await?);
    let log = Log::since(view, then.position().seq, &ids, is.link_entries()).await?;
    let (mut rows, log) = plans::differences(frame, then, log).await?;
    for facts in all {
        let before = then.facts(facts.id).ok();
        let of_action = of_action(view, (before, facts), (&was, &is), &log).await?;
        rows.extend(of_action.into_iter().map(|difference| (Of::Action(facts), difference)));
    }
    Ok(Found { rows, log })
}

async fn of_action(
    view: &View,
    (before, facts): (Option<&ActionFacts>, &ActionFacts),
    (was, is): (&At, &At),
    log: &Log,
) -> Result<Vec<Difference>, QueryError> {
    let id = facts.id;
    let mut found = Vec::new();
    match (was.actions.get(&id), is.actions.get(&id), before) {
        (Some(then), Some(now), Some(before)) => {
            let reported = match facts.status() {
                Status::Withdrawn => log.last(id, |event| matches!(event, Event::ActionWithdrawn {})),
                _ => belongings::report_entry(of(&is.updates, id), log),
            };
            let led = belongings::lead_entry(of(&is.roles, id), log);
            found.extend(action::standings(view, (before, facts), (reported, led)));
            found.extend(action::texts(view, then, now, log).await?);
        }
        (_, Some(now), None) => found.push(action::added(now)),
        _ => {}
    }
    found.extend(belongings::milestones(&Both { then: of(&was.milestones, id), now: of(&is.milestones, id) }, log));
    found.extend(belongings::roles(view, &Both { then: of(&was.roles, id), now: of(&is.roles, id) }, log));
    found.extend(belongings::updates(&Both { then: of(&was.updates, id), now: of(&is.updates, id) }, log));
    found.extend(belongings::documents(&Both { then: of(&was.documents, id), now: of(&is.documents, id) }, log));
    found.extend(links::links(view, id, &Both { then: of(&was.links, id), now: of(&is.links, id) }));
    Ok(found)
}

/// What belongs to one action.
fn of<T>(all: &HashMap<ActionId, Vec<T>>, id: ActionId) -> &[T] {
    all.get(&id).map(Vec::as_slice).unwrap_or_default()
}

impl Found<'_> {
    fn grid(&self) -> Grid {
        let row = |(subject, one): &(Of<'_>, Difference)| {
            let what = match &one.of {
                Some(of) => format!("{}: {of}", one.what),
                None => one.what.to_owned(),
            };
            let subject = match subject {
                Of::Plan(plan) => plan.short_title.to_string(),
                Of::Action(facts) => format!("{} {}", facts.reference, facts.title),
            };
            vec![
                Cell::Text(subject),
                Cell::Text(what),
                one.was.clone(),
                one.is.clone(),
                Cell::text(one.why.as_ref().map(in_words)),
                Cell::date(one.entry.and_then(|entry| self.log.day(entry))),
                one.entry.map_or(Cell::Blank, number_of),
            ]
        };
        let heads = vec![
            Head::text("Plan or action").wide(3),
            Head::text("What changed").wide(3),
            Head::text("From").wide(2),
            Head::text("To").wide(2),
            Head::text("Reason or summary").wide(3),
            Head::text("Recorded"),
            Head::number("Log entry"),
        ];
        Grid::new("Every change", heads, self.rows.iter().map(row).collect())
    }

    fn table(&self, frame: &Frame<'_>) -> Result<Table, QueryError> {
        let view = frame.view();
        let mut rows = Vec::with_capacity(self.rows.len());
        for (subject, one) in &self.rows {
            let (plan, action) = match *subject {
                Of::Plan(plan) => (plan, None),
                Of::Action(facts) => (view.plan(facts.plan)?, Some(facts)),
            };
            let reason = one.why.as_ref().and_then(|why| why.reason);
            rows.push(ChangeRow {
                plan: plan.code.as_str(),
                action,
                what: one.what,
                subject: one.of.clone(),
                was: plain(&one.was),
                is: plain(&one.is),
                cause: reason.map(|(cause, _)| words::cause(cause)),
                reason: reason.map(|(_, reason)| words::move_reason(reason)),
                explanation: one.why.as_ref().map(|why| why.explanation.clone()),
                recorded: one.entry.and_then(|entry| self.log.day(entry)),
                entry: one.entry,
            });
        }
        let about = about(view, ("changes", "Changes"), &frame.query.pairs());
        reports::changes::table(about, &rows).map_err(QueryError::from)
    }
}

/// "Outside the agency, funding: The appropriation came late."
fn in_words(why: &Why) -> String {
    match why.reason {
        Some((cause, reason)) => {
            let cause = words::capitalized(words::cause(cause));
            format!("{cause}, {}: {}", words::uncapitalized(words::move_reason(reason)), why.explanation)
        }
        None => why.explanation.clone(),
    }
}

/// A value as a file has it: days as ISO 8601 writes them.
fn plain(cell: &Cell) -> Option<String> {
    match cell {
        Cell::Blank => None,
        Cell::Date(day) => Some(day.to_string()),
        cell => Some(cell.in_words()),
    }
}

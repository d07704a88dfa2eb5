//! What differs of plans and of their sections.

use super::Of;
use super::difference::{Difference, Why};
use super::read::Log;
use crate::documents::frame::Frame;
use crate::error::QueryError;
use crate::words;
use domain::Event;
use domain::plan::{Node, Plan};
use reports::Cell;
use store::View;

/// What differs of the plans of a report and of their sections, and the log with the entries that made it.
///
/// # Errors
/// When the database does not answer.
pub(super) async fn differences<'a>(
    frame: &Frame<'a>,
    then: &View,
    mut log: Log,
) -> Result<(Vec<(Of<'a>, Difference)>, Log), QueryError> {
    let view = frame.view();
    let mut rows = Vec::new();
    for id in frame.plans() {
        let (was, is) = (then.plan(id).ok(), view.plan(id)?);
        let mut found = Vec::new();
        if was != Some(is) {
            log.add(view, view.history_of(is).await?);
            found.extend(plan(was, is, &log));
        }
        // The sections of a plan that was not there then come with it.
        for node in view.nodes_of(id).into_iter().filter(|_| was.is_some()) {
            let before = then.node(node.id);
            if before != Some(node) {
                log.add(view, view.history_of(node).await?);
                found.extend(section(before, node, &log));
            }
        }
        rows.extend(found.into_iter().map(|one| (Of::Plan(is), one)));
    }
    Ok((rows, log))
}

fn plan(was: Option<&Plan>, is: &Plan, log: &Log) -> Vec<Difference> {
    let Some(was) = was else {
        let entry = log.last(is.id, |event| matches!(event, Event::PlanAdded { .. }));
        return vec![Difference::new("Plan added", Cell::Blank, Cell::Text(is.title.to_string()), entry)];
    };
    let state = |of: &Plan| Cell::Text(words::plan_state(of.state).to_owned());
    if was.state == is.state {
        return Vec::new();
    }
    let entry = log.last(is.id, |event| matches!(event, Event::PlanStateChanged { .. }));
    vec![Difference::new("Plan status", state(was), state(is), entry)]
}

fn section(was: Option<&Node>, is: &Node, log: &Log) -> Vec<Difference> {
    let text = |text: &str| Cell::Text(text.to_owned());
    let amended = |event: &Event| matches!(event, Event::NodeAmended {});
    let mut found = Vec::new();
    match was {
        None => {
            let entry = log.last(is.id, |event| matches!(event, Event::NodeAdded { .. }));
            found.push(Difference::new("Section added", Cell::Blank, text(is.title.as_str()), entry));
        }
        Some(was) => {
            if was.title != is.title {
                let (before, after) = (text(was.title.as_str()), text(is.title.as_str()));
                found.push(Difference::new("Section title", before, after, log.last(is.id, amended)));
            }
            if was.note != is.note {
                let (before, after) = (Cell::text(was.note.as_ref()), Cell::text(is.note.as_ref()));
                found.push(Difference::new("Section note", before, after, log.last(is.id, amended)));
            }
        }
    }
    let was_there = was.is_none_or(|was| was.withdrawn.is_none());
    found.extend(is.withdrawn.as_ref().filter(|_| was_there).map(|withdrawal| {
        let entry = log.last(is.id, |event| matches!(event, Event::NodeWithdrawn {}));
        Difference::new("Section withdrawn", Cell::Blank, Cell::Date(withdrawal.on), entry)
            .because(Some(Why::said(&withdrawal.reason)))
    }));
    found.into_iter().map(|one| one.of(format!("{} {}", is.reference, is.title))).collect()
}

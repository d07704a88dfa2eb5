//! Next milestones by the date on which they are due: overdue first, then today, then each date.

use super::ChartScope;
use super::names::by_count;
use crate::dashboards::cards::{Card, CardRow};
use crate::words;
use domain::Date;
use domain::date::in_sentence;
use domain::progress::Next;
use reports::charts::{TimelineGroup, TimelineRow};
use std::collections::BTreeMap;

/// A date with more milestones is one row with their number.
const MOST_OF_A_DATE: usize = 8;

/// How many rows are drawn. A drawing of thousands can't be read; the list has all milestones.
const MOST_ROWS: usize = 60;

/// What is drawn.
pub(super) struct Drawn {
    pub groups: Vec<TimelineGroup>,
    pub cards: Vec<Card>,
    /// How many milestones the rows stand for.
    pub milestones: usize,
}

/// `next` has the earliest first.
pub(super) fn groups(of: &ChartScope<'_>, next: &[Next<'_>]) -> Drawn {
    let today = of.scope.today();
    let mut drawn = Drawn { groups: Vec::new(), cards: Vec::new(), milestones: 0 };
    let mut rows_left = MOST_ROWS;
    // What is overdue is one group, whatever its dates.
    for group in next.chunk_by(|one, other| place(one, today) == place(other, today)) {
        let mut rows = Vec::new();
        for date in group.chunk_by(|one, other| one.milestone.due == other.milestone.due) {
            let needed = if date.len() > MOST_OF_A_DATE { 1 } else { date.len() };
            if needed > rows_left {
                rows_left = 0;
                break;
            }
            rows_left -= needed;
            drawn.milestones += date.len();
            if date.len() > MOST_OF_A_DATE {
                rows.push(many(of, date, &mut drawn.cards));
            } else {
                rows.extend(date.iter().map(|next| one(of, next, &mut drawn.cards)));
            }
        }
        if !rows.is_empty() {
            drawn.groups.push(TimelineGroup { heading: heading(group, today), rows });
        }
    }
    drawn
}

/// `None`: overdue.
fn place(next: &Next<'_>, today: Date) -> Option<Date> {
    Some(next.milestone.due).filter(|due| *due >= today)
}

/// "Overdue: 5", "Due today: 1", "Due October 31, 2024: 2".
fn heading(group: &[Next<'_>], today: Date) -> String {
    let number = words::thousands(group.len());
    match group.first().and_then(|next| place(next, today)) {
        None => format!("Overdue: {number}"),
        Some(due) if due == today => format!("Due today: {number}"),
        Some(due) => format!("Due {}: {number}", in_sentence(due)),
    }
}

fn one(of: &ChartScope<'_>, next: &Next<'_>, cards: &mut Vec<Card>) -> TimelineRow {
    let (action, milestone) = (next.action, next.milestone);
    let mut values = vec![("Due".to_owned(), in_sentence(milestone.due))];
    if milestone.original != milestone.due {
        values.push(("Originally due".to_owned(), in_sentence(milestone.original)));
    }
    let card = Card { values, ..Card::titled(milestone.title.to_string()) };
    TimelineRow {
        label: format!("{} {}", action.reference, milestone.title),
        first: milestone.original,
        due: milestone.due,
        is_overdue: milestone.due < of.scope.today(),
        count: None,
        rows: Some(of.scope.paths.milestone(milestone.id)),
        // Its own slip is on the bar; that of the whole action would be another number.
        card: card.with([of.scope.card_row(action, "")].into_iter()).among(cards),
    }
}

fn many(of: &ChartScope<'_>, date: &[Next<'_>], cards: &mut Vec<Card>) -> TimelineRow {
    let view = of.scope.view;
    let due = date.first().map_or(of.scope.today(), |next| next.milestone.due);
    let mut leads: BTreeMap<String, usize> = BTreeMap::new();
    for next in date {
        let lead = next.action.lead.map_or_else(|| "no lead".to_owned(), |lead| view.short_name(lead));
        *leads.entry(lead).or_default() += 1;
    }
    let title = format!("Due {}: {}", in_sentence(due), words::count(date.len(), "milestone"));
    let rows = date.iter().map(|next| CardRow {
        address: of.scope.paths.milestone(next.milestone.id),
        title: next.milestone.title.to_string(),
        said: format!("{}. {}", next.action.reference, next.action.title),
    });
    TimelineRow {
        label: by_count(leads),
        first: due,
        due,
        is_overdue: due < of.scope.today(),
        count: Some(u32::try_from(date.len()).unwrap_or(u32::MAX)),
        rows: Some(of.scope.list("/milestones", &[("due", &due.to_string())])),
        card: Card::titled(title).with(rows).among(cards),
    }
}

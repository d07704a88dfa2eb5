//! The milestones that are overdue, the worst first, and those due in the nine months ahead.

use super::PlanScope;
use crate::dashboards::sheet::{Drawing, Key, Sheet, table};
use crate::error::QueryError;
use crate::words;
use domain::Date;
use domain::date::in_sentence;
use domain::progress::{Next, next_milestones, window};
use reports::charts::{Timeline, TimelineRow, Words};
use reports::{Cell, Column, Datatype};

const fn text(name: &'static str, title: &'static str, definition: &'static str) -> Column {
    Column { name, title, datatype: Datatype::Text, definition, is_generated: false }
}

const fn date(name: &'static str, title: &'static str, definition: &'static str) -> Column {
    Column { name, title, datatype: Datatype::Date, definition, is_generated: false }
}

const COLUMNS: [Column; 7] = [
    text("action", "Action", "Reference of the action."),
    text("milestone", "Milestone", "An open milestone that is overdue or due in the nine months ahead."),
    date("first", "Original due date", "Original due date."),
    date("due", "Current due date", "Current due date."),
    Column {
        name: "days_late",
        title: "Days late",
        datatype: Datatype::Integer,
        definition: "Days from the current due date to the as-of date, if it has passed.",
        is_generated: true,
    },
    text("action_id", "Action ID", "Action ID."),
    text("milestone_id", "Milestone ID", "Milestone ID."),
];

/// How many milestones are drawn. A drawing of thousands is unreadable and takes half a minute to make; the list
/// under the chart has them all.
const MOST_DRAWN: usize = 40;

pub(super) fn sheet(of: &PlanScope<'_>) -> Result<Option<Sheet>, QueryError> {
    let today = of.scope.today();
    let (from, to) = window(today);
    let next = next_milestones(of.scope.facts(), today);
    if next.is_empty() {
        return Ok(None);
    }
    let address = |next: &Next<'_>| of.scope.paths.milestone(next.milestone.id);
    // The earliest come first.
    let drawn = &next[..next.len().min(MOST_DRAWN)];
    let rows = drawn.iter().map(|next| TimelineRow {
        label: format!("{} {}", next.action.reference, next.milestone.title),
        first: next.milestone.original,
        due: next.milestone.due,
        is_late: next.milestone.due < today,
        rows: Some(address(next)),
    });
    let overdue = next.iter().filter(|next| next.milestone.due < today).count();
    let after = next.iter().filter(|next| of.plan.ends.is_some_and(|ends| next.milestone.due > ends)).count();
    let title = title(overdue, next.len() - overdue, to);
    let measure = format!(
        "Open milestones that are overdue or due by {}{}. Overdue ones come first; those due before {} are at the left edge.{} Gold bar: original to current due date. Filled diamond: overdue. Open diamond: upcoming.",
        in_sentence(to),
        left_out(next.len()),
        in_sentence(from),
        after_the_end(after)
    );
    let words = Words { id: "next", title: title.clone(), description: measure.clone() };
    let cells = drawn.iter().map(|next| {
        vec![
            Cell::Text(next.action.reference.to_string()),
            Cell::Text(next.milestone.title.to_string()),
            Cell::Date(next.milestone.original),
            Cell::Date(next.milestone.due),
            if next.milestone.due < today {
                Cell::Integer((today - next.milestone.due).num_days())
            } else {
                Cell::Blank
            },
            Cell::Text(next.action.id.to_string()),
            Cell::Text(next.milestone.id.to_string()),
        ]
    });
    let table = table(of.scope.view, ("next", "Next milestones"), &of.query(), &COLUMNS, cells.collect())?;
    let timeline = Timeline { words, today, ends: of.plan.ends, from, to, rows: rows.collect() };
    Ok(Some(Sheet {
        id: "next",
        measure,
        rule: "next",
        key: Key::None,
        drawing: Drawing::Timeline(timeline),
        table,
        links: drawn.iter().map(|next| Some(address(next))).collect(),
        rows: (words::count(next.len(), "milestone"), of.scope.list("/milestones", &[("next", "yes")])),
        is_wide: true,
        shows_progress: true,
        title,
    }))
}

/// What a chart says of rows that it does not draw.
fn left_out(all: usize) -> String {
    if all <= MOST_DRAWN { String::new() } else { format!(": the first {MOST_DRAWN} of {}", words::thousands(all)) }
}

/// "2 overdue, 15 due by June 30, 2025".
fn title(overdue: usize, ahead: usize, to: Date) -> String {
    let ahead = format!("{} due by {}", words::thousands(ahead), in_sentence(to));
    if overdue == 0 {
        format!("Milestones: {ahead}")
    } else {
        format!("{} overdue, {ahead}", words::thousands(overdue))
    }
}

/// " 3 are due after the plan ends."
fn after_the_end(number: usize) -> String {
    match number {
        0 => String::new(),
        1 => " 1 is due after the plan ends.".to_owned(),
        number => format!(" {} are due after the plan ends.", words::thousands(number)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_title_says_how_many_are_overdue_and_how_many_are_due() {
        let to = Date::from_ymd_opt(2025, 6, 30).unwrap_or_default();
        assert_eq!(title(2, 15, to), "2 overdue, 15 due by June 30, 2025");
        assert_eq!(title(0, 1_204, to), "Milestones: 1,204 due by June 30, 2025");
        assert_eq!((after_the_end(0).as_str(), after_the_end(1).as_str()), ("", " 1 is due after the plan ends."));
    }

    #[test]
    fn a_chart_that_leaves_rows_out_says_of_how_many() {
        assert_eq!(left_out(MOST_DRAWN), "");
        assert_eq!(left_out(7_312), ": the first 40 of 7,312");
    }
}

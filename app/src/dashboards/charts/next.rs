//! The next open milestone of each action, from three months back to nine ahead.

use super::PlanScope;
use crate::dashboards::sheet::{Drawing, Key, Sheet, table};
use crate::error::AppError;
use crate::words;
use domain::date::long;
use domain::progress::{Next, next_milestones, window};
use reports::charts::{Timeline, TimelineRow, Words};
use reports::{Cell, Column, Datatype};

const fn text(name: &'static str, title: &'static str, definition: &'static str) -> Column {
    Column { name, title, datatype: Datatype::Text, definition, is_generated: false }
}

const fn date(name: &'static str, title: &'static str, definition: &'static str) -> Column {
    Column { name, title, datatype: Datatype::Date, definition, is_generated: false }
}

const COLUMNS: [Column; 4] = [
    text("action", "Action", "The reference of the action."),
    text("milestone", "Milestone", "The action's next open milestone."),
    date("first", "First promised", "The date that was first promised."),
    date("due", "Now due", "The date of now."),
];

/// How many milestones are drawn. A drawing of thousands is read by nobody and takes half a minute to make; the list
/// under the chart has them all.
const MOST_DRAWN: usize = 40;

pub(super) fn sheet(of: &PlanScope<'_>) -> Result<Option<Sheet>, AppError> {
    let today = of.scope.today();
    let (from, to) = window(today);
    let next = next_milestones(of.scope.facts(), (from, to));
    if next.is_empty() {
        return Ok(None);
    }
    let address = |next: &Next<'_>| of.scope.paths.milestone(next.milestone.id);
    // The earliest stand first.
    let drawn = &next[..next.len().min(MOST_DRAWN)];
    let rows = drawn.iter().map(|next| TimelineRow {
        label: format!("{} {}", next.action.reference, next.milestone.title),
        first: next.milestone.original,
        due: next.milestone.due,
        is_late: next.milestone.due < today,
        rows: Some(address(next)),
    });
    let title = title(of, &next);
    let measure = format!(
        "Next open milestone of each action, {} to {}{}. Gold: from the first promised date to the current one. Filled diamond: overdue. Open diamond: still ahead.",
        from.format("%B %Y"),
        to.format("%B %Y"),
        left_out(next.len())
    );
    let words = Words { id: "next", title: title.clone(), description: measure.clone() };
    let cells = drawn.iter().map(|next| {
        vec![
            Cell::Text(next.action.reference.to_string()),
            Cell::Text(next.milestone.title.to_string()),
            Cell::Date(next.milestone.original),
            Cell::Date(next.milestone.due),
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

/// "3 of 16 next milestones fall after the plan ends".
fn title(of: &PlanScope<'_>, next: &[Next<'_>]) -> String {
    let all = next.len();
    let after = of.plan.ends.map(|ends| (ends, next.iter().filter(|next| next.milestone.due > ends).count()));
    let overdue = next.iter().filter(|next| next.milestone.due < of.scope.today()).count();
    match after {
        Some((ends, after)) if after > 0 && ends >= of.scope.today() => {
            let fall = if after == 1 { "falls" } else { "fall" };
            format!("{after} of {all} next milestones {fall} after the plan ends")
        }
        _ if overdue > 0 => format!("{overdue} of {all} next milestones are overdue"),
        _ => format!(
            "{} ahead, the next on {}",
            words::count(all, "milestone"),
            next.first().map_or_else(String::new, |next| long(next.milestone.due))
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::{MOST_DRAWN, left_out};

    #[test]
    fn a_chart_that_leaves_rows_out_says_of_how_many() {
        assert_eq!(left_out(MOST_DRAWN), "");
        assert_eq!(left_out(7_312), ": the first 40 of 7,312");
    }
}

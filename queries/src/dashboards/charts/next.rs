//! The milestones that are overdue, the worst first, and those due in the nine months ahead, by the date on which they are
//! due.

use super::ChartScope;
use super::names::all_of;
use super::next_groups::groups;
use crate::dashboards::sheet::{Sheet, table};
use crate::error::QueryError;
use crate::words;
use domain::Date;
use domain::date::in_sentence;
use domain::progress::{Next, last_day, next_milestones};
use reports::charts::{Chart, Timeline, Words};
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

/// How many milestones the table has. A page with thousands is of no use; the list has them all.
const MOST_LISTED: usize = 100;

pub(super) fn sheet(of: &ChartScope<'_>) -> Result<Option<Sheet>, QueryError> {
    let today = of.scope.today();
    let to = last_day(today);
    let next = next_milestones(of.scope.facts(), today);
    if next.is_empty() {
        return Ok(None);
    }
    let overdue = next.iter().filter(|next| next.milestone.due < today).count();
    let ends = of.plan.and_then(|plan| plan.ends);
    let after = next.iter().filter(|next| ends.is_some_and(|ends| next.milestone.due > ends)).count();
    let title = title(&next, overdue, (today, to), ends);
    let drawn = groups(of, &next);
    let left_out = left_out(drawn.milestones, next.len());
    let measure = format!(
        "Open milestones that are overdue or due by {}{left_out}.{} Gold bar: original to current due date. Filled diamond: overdue. Open diamond: upcoming.",
        in_sentence(to),
        after_the_end(after)
    );
    let foot = without_milestones(of).into_iter().collect();
    let words = Words { id: "next", title: title.clone(), description: measure.clone(), foot };
    let address = |next: &Next<'_>| of.scope.paths.milestone(next.milestone.id);
    // The earliest come first.
    let listed = &next[..next.len().min(MOST_LISTED)];
    let cells = listed.iter().map(|next| {
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
    Ok(Some(Sheet {
        id: "next",
        measure,
        rule: "next",
        drawing: Chart::Timeline(Timeline { words, today, ends, groups: drawn.groups }),
        cards: drawn.cards,
        table,
        links: listed.iter().map(|next| Some(address(next))).collect(),
        rows: (words::count(next.len(), "milestone"), of.scope.list("/milestones", &[("next", "yes")])),
        is_wide: true,
        shows_progress: true,
        title,
    }))
}

/// What a chart says of milestones that it does not draw.
fn left_out(drawn: usize, all: usize) -> String {
    if drawn == all {
        String::new()
    } else {
        format!(": the first {} of {}", words::thousands(drawn), words::thousands(all))
    }
}

/// "5 milestones are overdue; 25 of 33 are due December 3, 2024, when the plan ends", or "..; 15 are due by June 30, 2025".
fn title(next: &[Next<'_>], overdue: usize, (today, to): (Date, Date), ends: Option<Date>) -> String {
    let late = match overdue {
        0 => String::new(),
        1 => "1 milestone is overdue; ".to_owned(),
        number => format!("{} milestones are overdue; ", words::thousands(number)),
    };
    let ahead = &next[overdue.min(next.len())..];
    let dates = ahead.chunk_by(|one, next| one.milestone.due == next.milestone.due);
    let most = dates.max_by_key(|date| date.len()).and_then(|date| Some((date.first()?.milestone.due, date.len())));
    let things = if overdue == 0 { " milestones" } else { "" };
    if let Some((due, number)) = most.filter(|(_, number)| *number > 1 && number * 2 >= next.len()) {
        let end = if ends == Some(due) { ", when the plan ends" } else { "" };
        let day = if due == today { "today".to_owned() } else { in_sentence(due) };
        let (number, all) = (words::thousands(number), words::thousands(next.len()));
        return format!("{late}{number} of {all}{things} are due {day}{end}");
    }
    let verb = if ahead.len() == 1 { "is" } else { "are" };
    let things = if ahead.len() == 1 { things.trim_end_matches('s') } else { things };
    format!("{late}{}{things} {verb} due by {}", words::thousands(ahead.len()), in_sentence(to))
}

/// As many actions as a sentence names.
const NAMED: usize = 6;

/// "3 open actions have no open milestone: DHS-03, HHS-03, and TRE-01."
fn without_milestones(of: &ChartScope<'_>) -> Option<String> {
    let open = of.scope.counted.iter().filter(|counted| counted.status.is_open());
    let none = open.filter(|counted| counted.action.open_milestones().next().is_none());
    let mut names: Vec<String> = none.map(|counted| counted.action.reference.to_string()).collect();
    names.sort();
    let have = if names.len() == 1 { "has" } else { "have" };
    let sentence = format!("{} {have} no open milestone", words::count(names.len(), "open action"));
    match names.len() {
        0 => None,
        1..=NAMED => Some(format!("{sentence}: {}.", all_of(&names))),
        _ => Some(format!("{sentence}.")),
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
    fn a_chart_that_leaves_milestones_out_says_of_how_many() {
        assert_eq!(left_out(33, 33), "");
        assert_eq!(left_out(60, 7_312), ": the first 60 of 7,312");
        assert_eq!((after_the_end(0).as_str(), after_the_end(1).as_str()), ("", " 1 is due after the plan ends."));
    }
}

//! How many actions have each status, and of how many of them an update is overdue.

use super::ChartScope;
use super::names::{all_of, by_reference, one_of};
use crate::dashboards::cards::Card;
use crate::dashboards::sheet::{Sheet, table};
use crate::error::QueryError;
use crate::words;
use domain::facts::Status;
use domain::progress::{State, StateCounts};
use reports::charts::{Chart, Segment, Stack, Stacks, Words};
use reports::{Cell, Column, Datatype};

pub(super) const COLUMNS: [Column; 3] = [
    Column {
        name: "status",
        title: "Status",
        datatype: Datatype::Text,
        definition: "Last reported status.",
        is_generated: true,
    },
    Column {
        name: "actions",
        title: "Actions",
        datatype: Datatype::Integer,
        definition: "Number of actions of the plan with that status.",
        is_generated: true,
    },
    Column {
        name: "update_overdue",
        title: "Update overdue",
        datatype: Datatype::Integer,
        definition: "Number of those actions of which an update was due and not received.",
        is_generated: true,
    },
];

pub(super) fn sheet(of: &ChartScope<'_>) -> Result<Sheet, QueryError> {
    let counts = StateCounts::of_actions(&of.scope.counted);
    let then = of.then.as_ref().map(|then| StateCounts::of_actions(&then.scope.counted));
    let mut cards = Vec::new();
    let mut segment = |(state, number): (State, usize)| {
        let title = format!("{}: {}", name_of(&counts, state), words::count(number, "action"));
        let then = then.map(|then| then.of(state) as i64);
        let actions: Vec<_> = of.scope.counted.iter().filter(|counted| counted.state() == state).collect();
        let card = Card::titled(title).changed(of, number as i64, then, "");
        let card = card.with(by_reference(actions).iter().map(|counted| of.scope.action_row(counted.action)));
        Segment {
            state,
            number: number as u32,
            rows: Some(of.scope.in_state(&[], state)),
            card: card.among(&mut cards),
        }
    };
    let mut stack = |status: Status| Stack {
        label: words::status(status).to_owned(),
        short: None,
        status: Some(status),
        segments: counts
            .iter()
            .filter(|(state, number)| state.status == status && *number > 0)
            .map(&mut segment)
            .collect(),
    };
    let drawn = counts.by_status().filter(|(_, number)| *number > 0);
    let stacks: Vec<Stack> = drawn.map(|(status, _)| stack(status)).collect();
    let title = title(&counts);
    let measure = measure(&counts);
    let words = Words { id: "status", title: title.clone(), description: measure.clone(), foot: none_are(&counts) };
    let rows = counts.by_status().map(|(status, number)| {
        let overdue = counts.of(State::overdue(status));
        vec![Cell::Text(words::status(status).to_owned()), Cell::count(number), Cell::count(overdue)]
    });
    Ok(Sheet {
        id: "status",
        measure,
        rule: "status",
        drawing: Chart::Stacks(Stacks { words, rows: stacks, has_sums: true }),
        cards,
        table: table(of.scope.view, ("status", "Actions by status"), &of.query(), &COLUMNS, rows.collect())?,
        links: counts
            .by_status()
            .map(|(status, number)| (number > 0).then(|| of.scope.with_status(&[], status)))
            .collect(),
        rows: (words::count(counts.total(), "action"), of.scope.list("/actions", &[])),
        is_wide: false,
        shows_progress: true,
        title,
    })
}

/// What is counted, and what lines mean.
fn measure(counts: &StateCounts) -> String {
    let each = counts.iter().filter(|(state, number)| state.is_overdue && *number > 0);
    let each = each.map(|(state, number)| format!("{} {}", words::thousands(number), adjective(state.status)));
    let each = all_of(&each.collect::<Vec<_>>());
    let overdue = match counts.overdue() {
        0 => "No updates are overdue.".to_owned(),
        1 => format!("Lines: 1 action has an update overdue ({each})."),
        number => format!("Lines: {} actions have updates overdue ({each}).", words::thousands(number)),
    };
    format!("Actions by last reported status. {overdue}")
}

/// A state among these counts: where updates of a part of its status are overdue, the name of the other says that its are not.
pub(super) fn name_of(counts: &StateCounts, state: State) -> &'static str {
    let has_overdue = counts.of(State::overdue(state.status)) > 0;
    if has_overdue && !state.is_overdue { words::state_not_overdue(state.status) } else { words::state(state) }
}

/// "None are completed, recurring, not started, or withdrawn.": what is not drawn. The table has its zeros.
fn none_are(counts: &StateCounts) -> Vec<String> {
    let none = counts.by_status().filter(|(_, number)| *number == 0);
    let names: Vec<String> = none.map(|(status, _)| adjective(status).to_owned()).collect();
    let none = (!names.is_empty()).then(|| format!("None are {}.", one_of(&names)));
    none.into_iter().collect()
}

/// A status as it follows "are".
const fn adjective(status: Status) -> &'static str {
    match status {
        Status::NotStarted => "not started",
        Status::InProgress => "in progress",
        Status::Completed => "completed",
        Status::Delayed => "delayed",
        Status::Blocked => "blocked",
        Status::Withdrawn => "withdrawn",
        Status::Recurring => "recurring",
        Status::NoReport => "without a first update",
    }
}

/// "8 completed, 27 still open, 1 withdrawn".
fn title(counts: &StateCounts) -> String {
    let withdrawn = counts.of_status(Status::Withdrawn);
    let withdrawn = if withdrawn > 0 { format!(", {withdrawn} withdrawn") } else { String::new() };
    format!("{} completed, {} still open{withdrawn}", counts.of_status(Status::Completed), counts.open())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_action_is_in_is_named_in_one_sentence() {
        let mut counts = StateCounts::default();
        for state in [Status::InProgress, Status::Delayed, Status::Blocked, Status::NoReport] {
            counts.add(State::current(state));
        }
        counts.add(State::overdue(Status::InProgress));
        assert_eq!(none_are(&counts), ["None are completed, recurring, not started, or withdrawn."]);
        State::ALL.into_iter().for_each(|state| counts.add(state));
        assert_eq!(none_are(&counts), Vec::<String>::new());
    }

    #[test]
    fn the_title_says_what_is_closed_and_what_is_open() {
        let mut counts = StateCounts::default();
        counts.add(State::current(Status::Completed));
        counts.add(State::overdue(Status::NoReport));
        assert_eq!(title(&counts), "1 completed, 1 still open");
        counts.add(State::current(Status::Withdrawn));
        assert_eq!(title(&counts), "1 completed, 1 still open, 1 withdrawn");
        assert_eq!(
            measure(&counts),
            "Actions by last reported status. Lines: 1 action has an update overdue (1 without a first update)."
        );
        assert_eq!(measure(&StateCounts::default()), "Actions by last reported status. No updates are overdue.");
    }
}

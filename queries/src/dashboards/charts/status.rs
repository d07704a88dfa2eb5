//! How many actions are in each state: their status, or an overdue update.

use super::PlanScope;
use crate::dashboards::sheet::{Drawing, Key, Sheet, silent_in_words, table};
use crate::error::QueryError;
use crate::words;
use domain::facts::Status;
use domain::progress::{State, StateCounts};
use reports::charts::{Bar, BarRow, Bars, Fill, Words};
use reports::{Cell, Column, Datatype};

pub(super) const COLUMNS: [Column; 2] = [
    Column {
        name: "status",
        title: "Status",
        datatype: Datatype::Text,
        definition: "Last reported status; Update overdue where an update was due and not received.",
        is_generated: true,
    },
    Column {
        name: "actions",
        title: "Actions",
        datatype: Datatype::Integer,
        definition: "Number of actions of the plan in that state.",
        is_generated: true,
    },
];

pub(super) fn sheet(of: &PlanScope<'_>) -> Result<Sheet, QueryError> {
    let counts = StateCounts::of_actions(&of.scope.counted);
    let address = |state: State| of.scope.in_state(&[], state);
    let bars = counts.iter().map(|(state, number)| Bar {
        label: words::state(state).to_owned(),
        value: number as u32,
        said: number.to_string(),
        fill: Fill::State(state),
        rows: (number > 0).then(|| address(state)),
    });
    let title = title(&counts);
    let silent = silent_in_words(&of.scope.counted).map(|words| format!(" {words}")).unwrap_or_default();
    let measure =
        format!("Actions by last reported status. Actions with an overdue update appear as Update overdue.{silent}");
    let words = Words { id: "status", title: title.clone(), description: measure.clone() };
    let rows =
        counts.iter().map(|(state, number)| vec![Cell::Text(words::state(state).to_owned()), Cell::count(number)]);
    Ok(Sheet {
        id: "status",
        measure,
        rule: "status",
        key: Key::None,
        drawing: Drawing::Bars(Bars { words, rows: bars.map(BarRow::Bar).collect() }),
        table: table(of.scope.view, ("status", "Actions by status"), &of.query(), &COLUMNS, rows.collect())?,
        links: counts.iter().map(|(state, number)| (number > 0).then(|| address(state))).collect(),
        rows: (words::count(counts.total(), "action"), of.scope.list("/actions", &[])),
        is_wide: false,
        shows_progress: true,
        title,
    })
}

/// "8 completed, 27 still open, 1 withdrawn".
fn title(counts: &StateCounts) -> String {
    let withdrawn = counts.of(State::Status(Status::Withdrawn));
    let withdrawn = if withdrawn > 0 { format!(", {withdrawn} withdrawn") } else { String::new() };
    format!("{} completed, {} still open{withdrawn}", counts.of(State::Status(Status::Completed)), counts.open())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_title_says_what_is_closed_and_what_is_open() {
        let mut counts = StateCounts::default();
        counts.add(State::Status(Status::Completed));
        counts.add(State::Silent);
        assert_eq!(title(&counts), "1 completed, 1 still open");
        counts.add(State::Status(Status::Withdrawn));
        assert_eq!(title(&counts), "1 completed, 1 still open, 1 withdrawn");
    }
}

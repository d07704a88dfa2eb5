//! How many actions are in each state: their status, or an overdue update.

use super::PlanScope;
use super::names::{by_reference, one_of};
use crate::dashboards::cards::Card;
use crate::dashboards::sheet::{Drawing, Sheet, silent_in_words, table};
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
    let then = of.then.as_ref().map(|then| StateCounts::of_actions(&then.scope.counted));
    let mut cards = Vec::new();
    let mut bar = |(state, number): (State, usize)| {
        let title = format!("{}: {}", words::state(state), words::count(number, "action"));
        let then = then.map(|then| then.of(state) as i64);
        let actions: Vec<_> = of.scope.counted.iter().filter(|counted| counted.state() == state).collect();
        let card = Card::titled(title).changed(of, number as i64, then, "");
        let card = card.with(by_reference(actions).iter().map(|counted| of.action_row(counted.action)));
        Bar {
            label: words::state(state).to_owned(),
            value: number as u32,
            said: number.to_string(),
            fill: Fill::State(state),
            rows: Some(address(state)),
            card: card.among(&mut cards),
        }
    };
    let bars: Vec<BarRow> =
        counts.iter().filter(|(_, number)| *number > 0).map(|counted| BarRow::Bar(bar(counted))).collect();
    let title = title(&counts);
    let silent = silent_in_words(&of.scope.counted).map(|words| format!(" {words}")).unwrap_or_default();
    let measure =
        format!("Actions by last reported status. Actions with an overdue update appear as Update overdue.{silent}");
    let words = Words { id: "status", title: title.clone(), description: measure.clone(), foot: none_are(&counts) };
    let rows =
        counts.iter().map(|(state, number)| vec![Cell::Text(words::state(state).to_owned()), Cell::count(number)]);
    Ok(Sheet {
        id: "status",
        measure,
        rule: "status",
        drawing: Drawing::Bars(Bars { words, rows: bars }),
        cards,
        table: table(of.scope.view, ("status", "Actions by status"), &of.query(), &COLUMNS, rows.collect())?,
        links: counts.iter().map(|(state, number)| (number > 0).then(|| address(state))).collect(),
        rows: (words::count(counts.total(), "action"), of.scope.list("/actions", &[])),
        is_wide: false,
        shows_progress: true,
        title,
    })
}

/// "None are completed, recurring, not started, or withdrawn.": what is not drawn. The table has its zeros.
fn none_are(counts: &StateCounts) -> Vec<String> {
    let none = counts.iter().filter(|(state, number)| *number == 0 && !matches!(state, State::Silent));
    let names: Vec<String> = none.filter_map(|(state, _)| adjective(state)).map(str::to_owned).collect();
    let silent = (counts.of(State::Silent) == 0).then(|| "No updates are overdue.".to_owned());
    let none = (!names.is_empty()).then(|| format!("None are {}.", one_of(&names)));
    none.into_iter().chain(silent).collect()
}

/// A state as it follows "are".
fn adjective(state: State) -> Option<&'static str> {
    match state {
        State::Status(Status::NotStarted) => Some("not started"),
        State::Status(Status::InProgress) => Some("in progress"),
        State::Status(Status::Completed) => Some("completed"),
        State::Status(Status::Delayed) => Some("delayed"),
        State::Status(Status::Blocked) => Some("blocked"),
        State::Status(Status::Withdrawn) => Some("withdrawn"),
        State::Status(Status::Recurring) => Some("recurring"),
        State::Status(Status::NoReport) => Some("without a first update"),
        State::Silent => None,
    }
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
    fn what_no_action_is_in_is_named_in_one_sentence() {
        let mut counts = StateCounts::default();
        for state in [Status::InProgress, Status::Delayed, Status::Blocked, Status::NoReport] {
            counts.add(State::Status(state));
        }
        counts.add(State::Silent);
        assert_eq!(none_are(&counts), ["None are completed, recurring, not started, or withdrawn."]);
        State::ALL.into_iter().for_each(|state| counts.add(state));
        assert_eq!(none_are(&counts), Vec::<String>::new());
        assert_eq!(none_are(&StateCounts::default()).last().map(String::as_str), Some("No updates are overdue."));
    }

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

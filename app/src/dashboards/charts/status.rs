//! How many actions stand in each status.

use super::PlanScope;
use crate::dashboards::sheet::{Drawing, Key, Sheet, table};
use crate::error::AppError;
use crate::lists::written;
use crate::words;
use domain::facts::Status;
use domain::progress::StatusCounts;
use reports::charts::{Bar, Bars, Fill, Words};
use reports::{Cell, Column, Datatype};

pub(super) const COLUMNS: [Column; 2] = [
    Column {
        name: "status",
        title: "Status",
        datatype: Datatype::Text,
        definition: "The reported status.",
        is_generated: true,
    },
    Column {
        name: "actions",
        title: "Actions",
        datatype: Datatype::Integer,
        definition: "How many actions of the plan have that status.",
        is_generated: true,
    },
];

pub(super) fn sheet(of: &PlanScope<'_>) -> Result<Sheet, AppError> {
    let counts: StatusCounts = of.scope.facts().collect();
    let address = |status: Status| of.scope.list("/actions", &[("status", &written(status))]);
    let bars = counts.iter().map(|(status, number)| Bar {
        label: words::status(status).to_owned(),
        value: number as u32,
        said: number.to_string(),
        fill: Fill::Status(status),
        rows: (number > 0).then(|| address(status)),
    });
    let title = title(&counts);
    let measure = "Tracked actions by reported status.".to_owned();
    let words = Words { id: "status", title: title.clone(), description: measure.clone() };
    let rows =
        counts.iter().map(|(status, number)| vec![Cell::Text(words::status(status).to_owned()), Cell::count(number)]);
    Ok(Sheet {
        id: "status",
        measure,
        rule: "status",
        key: Key::None,
        drawing: Drawing::Bars(Bars { words, rows: bars.collect() }),
        table: table(of.scope.view, ("status", "Actions by status"), &of.query(), &COLUMNS, rows.collect())?,
        links: counts.iter().map(|(status, number)| (number > 0).then(|| address(status))).collect(),
        rows: (words::count(counts.total(), "action"), of.scope.list("/actions", &[])),
        is_wide: false,
        title,
    })
}

/// "8 completed, 27 still open, 1 withdrawn".
fn title(counts: &StatusCounts) -> String {
    let withdrawn = counts.of(Status::Withdrawn);
    let withdrawn = if withdrawn > 0 { format!(", {withdrawn} withdrawn") } else { String::new() };
    format!("{} completed, {} still open{withdrawn}", counts.of(Status::Completed), counts.open())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_title_says_what_is_closed_and_what_is_open() {
        let mut counts = StatusCounts::default();
        counts.add(Status::Completed);
        counts.add(Status::Blocked);
        assert_eq!(title(&counts), "1 completed, 1 still open");
        counts.add(Status::Withdrawn);
        assert_eq!(title(&counts), "1 completed, 1 still open, 1 withdrawn");
    }
}

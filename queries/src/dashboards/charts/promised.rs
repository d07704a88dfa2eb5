//! Milestones promised against completed, over time. The line of promises keeps the dates that were first given.

use super::PlanScope;
use crate::dashboards::sheet::{Drawing, Key, Sheet, table};
use crate::error::QueryError;
use crate::words;
use domain::Date;
use domain::date::{in_sentence, in_table, month_in_table};
use domain::progress::{Promised, Promises, overdue_milestones, promised_and_completed};
use reports::charts::{Curve, CurveStyle, Curves, Words};
use reports::{Cell, Column, Datatype};

const COLUMNS: [Column; 3] = [
    Column {
        name: "by",
        title: "By",
        datatype: Datatype::Date,
        definition: "The last day of a fiscal quarter.",
        is_generated: true,
    },
    Column {
        name: "promised",
        title: "First promised",
        datatype: Datatype::Integer,
        definition: "Milestones that were first promised for that day or earlier, and were not withdrawn.",
        is_generated: true,
    },
    Column {
        name: "completed",
        title: "Completed",
        datatype: Datatype::Integer,
        definition: "Milestones completed by that day; of the quarter that runs, by the day of the dashboard. Blank for quarters to come.",
        is_generated: true,
    },
];

pub(super) fn sheet(of: &PlanScope<'_>) -> Result<Option<Sheet>, QueryError> {
    let today = of.scope.today();
    let promises = Promises::of(of.scope.facts(), today);
    let Some((first, last)) = promises.span else { return Ok(None) };
    let from = of.plan.starts.min(first);
    let to = of.plan.ends.unwrap_or(last).max(today);
    let points = promised_and_completed(of.scope.facts(), (from, to), today);
    let Promises { completed, due_by_now, moved_on, .. } = promises;
    let title = format!(
        "{} completed; {} were first promised by now",
        words::count(completed, "milestone"),
        words::thousands(due_by_now)
    );
    let measure = format!(
        "Cumulative, by quarter. {} of the open ones are overdue. Moved to a later date although promised for now or earlier: {}.{}",
        words::thousands(overdue_milestones(&of.scope.counted)),
        words::thousands(moved_on),
        beyond(promises.milestones, &points)
    );
    let words = Words { id: "promised", title: title.clone(), description: measure.clone() };
    let rows = points.iter().map(|point| {
        let completed = point.completed.map_or(Cell::Blank, Cell::count);
        vec![Cell::Date(point.by), Cell::count(point.promised), completed]
    });
    let table =
        table(of.scope.view, ("promised", "Milestones promised and completed"), &of.query(), &COLUMNS, rows.collect())?;
    Ok(Some(Sheet {
        id: "promised",
        measure,
        rule: "promised",
        key: Key::None,
        drawing: Drawing::Curves(curves(words, &points, completed, today)),
        table,
        links: vec![None; points.len()],
        rows: (words::count(promises.milestones, "milestone"), of.scope.list("/milestones", &[])),
        is_wide: false,
        shows_progress: true,
        title,
    }))
}

fn curves(words: Words, points: &[Promised], completed: usize, today: Date) -> Curves {
    let last = points.last();
    let promised = last.map(|point| format!("{} promised by {}", point.promised, in_table(point.by)));
    Curves {
        words,
        labels: points.iter().map(|point| month_in_table(point.by)).collect(),
        curves: vec![
            Curve {
                style: CurveStyle::Promised,
                points: points.iter().map(|point| Some(point.promised as f64)).collect(),
                end: promised,
            },
            Curve {
                style: CurveStyle::Done,
                points: points.iter().map(|point| point.completed.map(|number| number as f64)).collect(),
                end: Some(format!("{completed} completed by {}", in_table(today))),
            },
        ],
    }
}

/// " 3 more were first promised for later than December 31, 2024, where the chart ends.": so that the list has as many.
fn beyond(milestones: usize, points: &[Promised]) -> String {
    let Some(last) = points.last() else { return String::new() };
    let were = match milestones.saturating_sub(last.promised) {
        0 => return String::new(),
        1 => "1 more was".to_owned(),
        number => format!("{} more were", words::thousands(number)),
    };
    format!(" {were} first promised for later than {}, where the chart ends.", in_sentence(last.by))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chart_says_how_many_milestones_were_promised_for_after_its_end() {
        let by = Date::from_ymd_opt(2024, 12, 31).unwrap_or_default();
        let points = [Promised { by, promised: 73, completed: None }];
        assert_eq!(beyond(73, &points), "");
        assert_eq!(
            beyond(74, &points),
            " 1 more was first promised for later than December 31, 2024, where the chart ends."
        );
        assert_eq!(
            beyond(76, &points),
            " 3 more were first promised for later than December 31, 2024, where the chart ends."
        );
    }
}

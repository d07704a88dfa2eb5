//! Milestones originally due against completed, over time. The line of due dates keeps the original ones.

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
        title: "Through",
        datatype: Datatype::Date,
        definition: "The last day of a fiscal quarter.",
        is_generated: true,
    },
    Column {
        name: "promised",
        title: "Originally due",
        datatype: Datatype::Integer,
        definition: "Milestones originally due on or before this date, excluding withdrawn ones.",
        is_generated: true,
    },
    Column {
        name: "completed",
        title: "Completed",
        datatype: Datatype::Integer,
        definition: "Milestones completed by this date; for the current quarter, by the as-of date. Blank for future quarters.",
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
        "{} completed; {} originally due by {}",
        words::count(completed, "milestone"),
        words::thousands(due_by_now),
        in_sentence(today)
    );
    let overdue = match overdue_milestones(&of.scope.counted) {
        0 => "No open milestones are overdue.".to_owned(),
        1 => "1 open milestone is overdue.".to_owned(),
        number => format!("{} open milestones are overdue.", words::thousands(number)),
    };
    let rescheduled = match moved_on {
        0 => String::new(),
        1 => " 1 more was originally due by then but was rescheduled.".to_owned(),
        number => format!(" {} more were originally due by then but were rescheduled.", words::thousands(number)),
    };
    let beyond = beyond(promises.milestones, &points);
    let measure = format!("Running total by fiscal quarter. {overdue}{rescheduled}{beyond}");
    let words = Words { id: "promised", title: title.clone(), description: measure.clone() };
    let rows = points.iter().map(|point| {
        let completed = point.completed.map_or(Cell::Blank, Cell::count);
        vec![Cell::Date(point.by), Cell::count(point.promised), completed]
    });
    let name = ("promised", "Milestones originally due and completed");
    let table = table(of.scope.view, name, &of.query(), &COLUMNS, rows.collect())?;
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
    let promised = last.map(|point| format!("{} originally due by {}", point.promised, in_table(point.by)));
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

/// " 3 more were originally due after December 31, 2024, when the chart ends.": so that the list has as many.
fn beyond(milestones: usize, points: &[Promised]) -> String {
    let Some(last) = points.last() else { return String::new() };
    let were = match milestones.saturating_sub(last.promised) {
        0 => return String::new(),
        1 => "1 more was".to_owned(),
        number => format!("{} more were", words::thousands(number)),
    };
    format!(" {were} originally due after {}, when the chart ends.", in_sentence(last.by))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chart_says_how_many_milestones_were_due_after_its_end() {
        let by = Date::from_ymd_opt(2024, 12, 31).unwrap_or_default();
        let points = [Promised { by, promised: 73, completed: None }];
        assert_eq!(beyond(73, &points), "");
        assert_eq!(beyond(74, &points), " 1 more was originally due after December 31, 2024, when the chart ends.");
        assert_eq!(beyond(76, &points), " 3 more were originally due after December 31, 2024, when the chart ends.");
    }
}

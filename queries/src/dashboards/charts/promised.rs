//! Milestones originally due against completed, over time. The line of due dates keeps the original ones.

use super::ChartScope;
use crate::dashboards::cards::Card;
use crate::dashboards::sheet::{Sheet, table};
use crate::error::QueryError;
use crate::words;
use domain::Date;
use domain::date::{FiscalQuarter, in_sentence, in_table, month_in_table};
use domain::progress::{Promised, Promises, overdue_milestones, promised_and_completed};
use reports::charts::{Chart, Curve, CurveStyle, Curves, Words};
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

pub(super) fn sheet(of: &ChartScope<'_>) -> Result<Option<Sheet>, QueryError> {
    let today = of.scope.today();
    let promises = Promises::of(of.scope.facts(), today);
    let Some((first, last)) = promises.span else { return Ok(None) };
    let from = of.plan.map_or(first, |plan| plan.starts.min(first));
    let to = of.plan.and_then(|plan| plan.ends).unwrap_or(last).max(today);
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
    let drawn = promises.events.map_or(points.as_slice(), |events| changing(&points, events, today));
    let foot = unchanged(drawn, &points).into_iter().collect();
    let words = Words { id: "promised", title: title.clone(), description: measure.clone(), foot };
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
        drawing: Chart::Curves(curves(words, drawn, completed, today)),
        cards: drawn.iter().map(|point| card(point, today)).collect(),
        table,
        links: vec![None; points.len()],
        rows: (words::count(promises.milestones, "milestone"), of.scope.list("/milestones", &[])),
        is_wide: false,
        shows_progress: true,
        title,
    }))
}

/// Quarters in which nothing changes are drawn for a year after the last change, and not before the first.
const FLAT_QUARTERS: i32 = 4;

/// The quarters in which something changes, with the one before them, so that lines begin at 0.
fn changing(points: &[Promised], (first, last): (Date, Date), today: Date) -> &[Promised] {
    let quarter = |day: Date| FiscalQuarter::of(day).index();
    let (first, last) = (quarter(first) - 1, quarter(last).max(quarter(today).min(quarter(last) + FLAT_QUARTERS)));
    let from = points.partition_point(|point| quarter(point.by) < first);
    let to = points.partition_point(|point| quarter(point.by) <= last);
    points.get(from..to).filter(|drawn| !drawn.is_empty()).unwrap_or(points)
}

/// "Nothing changed after September 30, 2019.", where quarters that are over are left out.
fn unchanged(drawn: &[Promised], points: &[Promised]) -> Option<String> {
    let last = drawn.last()?;
    let is_left_out = points.iter().any(|point| point.by > last.by && point.completed.is_some());
    is_left_out.then(|| format!("Nothing changed after {}.", in_sentence(last.by)))
}

/// The two numbers at the end of a quarter; of the quarter that runs, completed by today.
fn card(point: &Promised, today: Date) -> Card {
    let mut values = vec![("Originally due".to_owned(), words::thousands(point.promised))];
    if let Some(completed) = point.completed {
        let name = if point.by > today { format!("Completed by {}", in_table(today)) } else { "Completed".to_owned() };
        values.push((name, words::thousands(completed)));
        values.push(("Difference".to_owned(), difference(point.promised, completed)));
    }
    Card { values, ..Card::titled(in_sentence(point.by)) }
}

/// "13", or "−2" where more is completed than was due.
fn difference(promised: usize, completed: usize) -> String {
    let size = words::thousands(promised.abs_diff(completed));
    if completed > promised { format!("\u{2212}{size}") } else { size }
}

/// "June 30, 2024: originally due 93, completed 80, difference 13".
fn reading(card: Card) -> String {
    let values: Vec<String> =
        card.values.iter().map(|(name, value)| format!("{} {value}", uncapitalized(name))).collect();
    format!("{}: {}", card.title, values.join(", "))
}

fn uncapitalized(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}

fn curves(words: Words, points: &[Promised], completed: usize, today: Date) -> Curves {
    let last = points.last();
    let promised = last.map(|point| format!("{} originally due by {}", point.promised, in_table(point.by)));
    Curves {
        words,
        labels: points.iter().map(|point| month_in_table(point.by)).collect(),
        readings: points.iter().map(|point| reading(card(point, today))).collect(),
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

    fn quarters(from: i32, to: i32) -> Vec<Promised> {
        let quarters = (from * 4..to * 4).map(FiscalQuarter::from_index);
        quarters.map(|quarter| Promised { by: quarter.last_day(), promised: 1, completed: Some(0) }).collect()
    }

    fn day(year: i32, month: u32, day: u32) -> Date {
        Date::from_ymd_opt(year, month, day).unwrap_or_default()
    }

    #[test]
    fn quarters_in_which_nothing_changes_are_not_drawn() {
        let points = quarters(2010, 2028);
        assert_eq!(points.len(), 72);
        let (events, today) = ((day(2013, 2, 1), day(2017, 9, 30)), day(2024, 9, 30));
        let drawn = changing(&points, events, today);
        assert_eq!(drawn.first().map(|point| point.by), Some(day(2012, 12, 31)), "the lines begin at 0");
        assert_eq!(
            drawn.last().map(|point| point.by),
            Some(day(2018, 9, 30)),
            "one flat year says that nothing follows"
        );
        assert_eq!(unchanged(drawn, &points).as_deref(), Some("Nothing changed after September 30, 2018."));
        let running = changing(&points, events, day(2017, 11, 5));
        assert_eq!(running.last().map(|point| point.by), Some(day(2017, 12, 31)));
    }

    #[test]
    fn a_quarter_is_read_with_both_numbers_and_their_difference() {
        let point = Promised { by: day(2024, 6, 30), promised: 93, completed: Some(80) };
        let words = "June 30, 2024: originally due 93, completed 80, difference 13";
        assert_eq!(reading(card(&point, day(2024, 9, 30))), words);
        let ahead = Promised { completed: Some(95), ..point };
        let words = "June 30, 2024: originally due 93, completed by May 3, 2024 95, difference \u{2212}2";
        assert_eq!(reading(card(&ahead, day(2024, 5, 3))), words);
        let to_come = Promised { completed: None, ..point };
        assert_eq!(reading(card(&to_come, day(2024, 5, 3))), "June 30, 2024: originally due 93");
    }

    #[test]
    fn a_chart_says_how_many_milestones_were_due_after_its_end() {
        let by = Date::from_ymd_opt(2024, 12, 31).unwrap_or_default();
        let points = [Promised { by, promised: 73, completed: None }];
        assert_eq!(beyond(73, &points), "");
        assert_eq!(beyond(74, &points), " 1 more was originally due after December 31, 2024, when the chart ends.");
        assert_eq!(beyond(76, &points), " 3 more were originally due after December 31, 2024, when the chart ends.");
    }
}

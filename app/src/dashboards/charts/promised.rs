//! Milestones promised against completed, over time. The line of promises keeps the dates that were first given.

use super::PlanScope;
use crate::dashboards::sheet::{Drawing, Key, Sheet, table};
use crate::error::AppError;
use crate::words;
use domain::Date;
use domain::date::short;
use domain::facts::{ActionFacts, MilestoneStanding};
use domain::progress::{Promised, overdue_milestones, promised_and_completed};
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

pub(super) fn sheet(of: &PlanScope<'_>) -> Result<Option<Sheet>, AppError> {
    let today = of.scope.today();
    let milestones = of.scope.facts().filter(|facts| !facts.is_withdrawn).flat_map(ActionFacts::standing_milestones);
    let originals: Vec<Date> = milestones.map(|milestone| milestone.original).collect();
    let (Some(first), Some(last)) = (originals.iter().min(), originals.iter().max()) else { return Ok(None) };
    let from = of.plan.starts.min(*first);
    let to = of.plan.ends.unwrap_or(*last).max(today);
    let points = promised_and_completed(of.scope.facts(), (from, to), today);
    let (promised, completed) = by_now(of, today);
    let title = format!("{completed} milestones completed; {promised} were first promised by now");
    let measure = measure(of, today);
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
        rows: (words::count(originals.len(), "milestone"), of.scope.list("/milestones", &[])),
        is_wide: false,
        shows_progress: true,
        title,
    }))
}

/// How many milestones were first promised by today, and how many are done.
fn by_now(of: &PlanScope<'_>, today: Date) -> (usize, usize) {
    let standing = || of.scope.facts().filter(|facts| !facts.is_withdrawn).flat_map(ActionFacts::standing_milestones);
    let promised = standing().filter(|milestone| milestone.original <= today).count();
    let completed = standing().filter(|milestone| matches!(milestone.state, MilestoneStanding::Completed(_))).count();
    (promised, completed)
}

fn measure(of: &PlanScope<'_>, today: Date) -> String {
    let open =
        || of.scope.facts().flat_map(ActionFacts::open_milestones).filter(|milestone| milestone.original <= today);
    let later = open().filter(|milestone| milestone.due >= today).count();
    let overdue = overdue_milestones(of.scope.facts(), today);
    format!(
        "Cumulative, by quarter. {overdue} of the open ones are overdue; {later} were promised for now or earlier and moved to a later date."
    )
}

fn curves(words: Words, points: &[Promised], completed: usize, today: Date) -> Curves {
    let last = points.last();
    let promised = last.map(|point| format!("{} promised by {}", point.promised, month(point.by)));
    Curves {
        words,
        labels: points.iter().map(|point| month(point.by)).collect(),
        curves: vec![
            Curve {
                style: CurveStyle::Promised,
                points: points.iter().map(|point| Some(point.promised as f64)).collect(),
                end: promised,
            },
            Curve {
                style: CurveStyle::Done,
                points: points.iter().map(|point| point.completed.map(|number| number as f64)).collect(),
                end: Some(format!("{completed} completed by {}", short(today))),
            },
        ],
    }
}

/// "Dec 24".
fn month(day: Date) -> String {
    day.format("%b %y").to_string()
}

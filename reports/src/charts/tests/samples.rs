//! A chart of each kind, with what must be seen in it.

use crate::charts::*;
use domain::Date;
use domain::facts::Status;
use domain::progress::State;

pub struct Sample {
    pub kind: &'static str,
    pub draw: Box<dyn Fn(Width, Place) -> Result<String, ChartError>>,
    /// How many data are not nothing.
    pub marks: usize,
    /// What is written in bold where there is room for all of it: the numbers, in their order.
    pub numbers: Vec<&'static str>,
}

/// Every kind of chart, its ids beginning as given and its texts being this one.
pub fn every_kind(id: &'static str, text: &str) -> Vec<Sample> {
    let (bars, stacks, curves) = (bars(id, text), stacks(id, text), curves(id, text));
    let (heat, timeline, bridge) = (heat(id, text), timeline(id, text), bridge(id, text));
    let sample = |kind, marks, numbers: &[&'static str], draw| Sample { kind, draw, marks, numbers: numbers.to_vec() };
    vec![
        sample("bars", 3, &["498 days", "1 day", "0 days", "1,204 days"], Box::new(move |w, p| bars.draw(w, p))),
        sample("stacks", 5, &["3", "14", "2", "5", "8"], Box::new(move |w, p| stacks.draw(w, p))),
        sample("curves", 0, &[], Box::new(move |w, p| curves.draw(w, p))),
        sample("heat", 4, &["0", "392", "−12", "61"], Box::new(move |w, p| heat.draw(w, p))),
        sample("timeline", 5, &["25"], Box::new(move |w, p| timeline.draw(w, p))),
        sample("bridge", 4, &["49", "+2", "0", "−9", "42"], Box::new(move |w, p| bridge.draw(w, p))),
    ]
}

pub fn words(id: &'static str, text: &str) -> Words {
    Words { id, title: text.to_owned(), description: text.to_owned(), foot: vec![] }
}

pub fn rows() -> Option<String> {
    Some("/actions?status=delayed&lead=doj".to_owned())
}

pub fn day(text: &str) -> Date {
    domain::date::parse(text).unwrap()
}

pub fn bars(id: &'static str, text: &str) -> Bars {
    let bar = |value, said: &str| Bar {
        label: text.to_owned(),
        value,
        said: said.to_owned(),
        fill: Fill::Slip,
        rows: rows(),
        card: None,
    };
    let rows = vec![bar(498, "498 days"), bar(1, "1 day"), bar(0, "0 days"), bar(1204, "1,204 days")];
    Bars { words: words(id, text), rows: rows.into_iter().map(BarRow::Bar).collect() }
}

pub fn bars_under_a_heading(id: &'static str, text: &str) -> Bars {
    let bars = bars(id, text);
    let heading = BarRow::Heading(text.to_owned());
    Bars { rows: [heading].into_iter().chain(bars.rows).collect(), words: bars.words }
}

/// The bars, to be changed.
pub fn each_bar(bars: &mut Bars) -> impl Iterator<Item = &mut Bar> {
    bars.rows.iter_mut().filter_map(|row| match row {
        BarRow::Heading(_) => None,
        BarRow::Bar(bar) => Some(bar),
    })
}

pub fn stacks(id: &'static str, text: &str) -> Stacks {
    let segment = |status, number| Segment { state: State::current(status), number, rows: rows(), card: None };
    let first = vec![
        segment(Status::Completed, 3),
        segment(Status::InProgress, 14),
        segment(Status::Blocked, 2),
        segment(Status::Withdrawn, 0),
    ];
    let second = vec![segment(Status::Recurring, 5), segment(Status::NotStarted, 8)];
    let rows = [first, second].map(|segments| Stack { label: text.to_owned(), short: None, status: None, segments });
    Stacks { words: words(id, text), rows: rows.into(), has_sums: false }
}

pub fn curves(id: &'static str, text: &str) -> Curves {
    let curve = |style, points: &[Option<f64>]| Curve { style, points: points.to_vec(), end: Some(text.to_owned()) };
    let curves = vec![
        curve(CurveStyle::Promised, &[Some(0.0), Some(6.0), Some(14.0), Some(22.0)]),
        curve(CurveStyle::Measured, &[Some(1.0), Some(3.0), None, Some(9.0)]),
        curve(CurveStyle::Quoted, &[Some(4.0), Some(5.0), Some(6.0), None]),
    ];
    Curves { words: words(id, text), labels: vec![text.to_owned(); 4], curves, readings: vec![] }
}

pub fn heat(id: &'static str, text: &str) -> Heat {
    let cell = |days| Some(HeatCell { days, rows: rows(), card: None });
    let cells = vec![vec![cell(0), cell(392)], vec![None, cell(-12)], vec![cell(61)]];
    Heat { words: words(id, text), rows: vec![text.to_owned(); 3], columns: vec![text.to_owned(); 2], cells }
}

pub fn timeline(id: &'static str, text: &str) -> Timeline {
    let row = |first, due, is_overdue| TimelineRow {
        label: text.to_owned(),
        first: day(first),
        due: day(due),
        is_overdue,
        count: None,
        rows: rows(),
        card: None,
    };
    let group = |rows| TimelineGroup { heading: text.to_owned(), rows };
    Timeline {
        words: words(id, text),
        today: day("2024-09-30"),
        ends: Some(day("2024-12-03")),
        groups: vec![
            group(vec![row("2022-12-31", "2023-08-31", true), row("2024-01-31", "2024-07-27", true)]),
            group(vec![row("2024-10-31", "2024-10-31", false)]),
            group(vec![row("2024-12-31", "2024-11-30", false)]),
            group(vec![TimelineRow { count: Some(25), ..row("2024-12-03", "2024-12-03", false) }]),
        ],
    }
}

/// A timeline of one row.
pub fn timeline_of(first: &str, due: &str, is_overdue: bool) -> Timeline {
    let mut chart = timeline("c", "Justice");
    chart.groups.truncate(1);
    chart.groups[0].rows.truncate(1);
    let row = &mut chart.groups[0].rows[0];
    (row.first, row.due, row.is_overdue) = (day(first), day(due), is_overdue);
    Timeline { ends: None, ..chart }
}

pub fn bridge(id: &'static str, text: &str) -> Bridge {
    let step = |kind, number| Step { label: text.to_owned(), kind, number, rows: rows(), card: None };
    let steps = vec![
        step(StepKind::Total, 49),
        step(StepKind::Up, 2),
        step(StepKind::Up, 0),
        step(StepKind::Down, 9),
        step(StepKind::Total, 42),
    ];
    Bridge { words: words(id, text), steps }
}

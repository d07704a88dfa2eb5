//! The chart of an indicator: its figures as they were published, with breaks drawn as breaks.
//!
//! A line joins two figures only where both count the same thing in periods that follow each other. Estimates that others
//! published are quoted as points and never joined. One figure alone is no chart.

use crate::dashboards::cards::Card;
use crate::dashboards::sheet::Sheet;
use crate::error::QueryError;
use crate::point::about;
use crate::{reference_words, words};
use domain::indicator::{Indicator, IndicatorForm, Point};
use reports::charts::{Bar, BarRow, Bars, Chart, Curve, CurveStyle, Curves, Fill, Words};
use reports::{About, Cell, Column, Datatype, Table};
use store::View;

const fn column(name: &'static str, title: &'static str, definition: &'static str) -> Column {
    Column { name, title, datatype: Datatype::Text, definition, is_generated: false }
}

const COLUMNS: [Column; 7] = [
    column("period", "Period", "As its source names it. Blank where it is unknown."),
    column("category", "Category", "The part of the whole that is counted. Blank where the whole is."),
    column("qualifier", "Qualifier", "The source's own word: about, more than, nearly."),
    column("figure", "Value", "The number as its source writes it, without commas."),
    column("counted", "Measure", "What was counted, where that changed over time."),
    Column {
        name: "breaks_before",
        title: "Method changed before this value",
        datatype: Datatype::YesNo,
        definition: "Whether the counting method changed before this value. If so, don't compare it with the one before.",
        is_generated: false,
    },
    column("source", "Source", "Where the figure was published."),
];

/// The chart, unless there is only one figure or none that can be placed.
///
/// # Errors
/// When the table cannot be made.
pub fn sheet(view: &View, indicator: &Indicator) -> Result<Option<Sheet>, QueryError> {
    if indicator.points.len() < 2 {
        return Ok(None);
    }
    let title = indicator.name.to_string();
    let measure = measure(indicator);
    let words = Words { id: "figures", title: title.clone(), description: measure.clone(), foot: Vec::new() };
    let drawing = match indicator.form {
        IndicatorForm::Series => series(words, &indicator.points),
        IndicatorForm::QuotedEstimate => Some(quoted(words, &indicator.points)),
        IndicatorForm::Breakdown => Some(breakdown(words, &indicator.points)),
    };
    let Some(drawing) = drawing else { return Ok(None) };
    let query = [("indicator", indicator.code.as_str())];
    let rows = indicator.points.iter().map(row).collect();
    Ok(Some(Sheet {
        id: "figures",
        measure,
        rule: "indicators",
        cards: cards(&drawing),
        drawing,
        table: published(view, &query, rows)?,
        links: vec![None; indicator.points.len()],
        rows: (words::count(indicator.points.len(), "figure"), "#figures".to_owned()),
        is_wide: false,
        shows_progress: false,
        title,
    }))
}

/// The figures are those of their sources, in a demonstration too.
fn published(view: &View, query: &[(&'static str, &str)], rows: Vec<Vec<Cell>>) -> Result<Table, QueryError> {
    let about = About { is_sample: false, ..about(view, ("figures", "Figures of an indicator"), query) };
    Table::new(about, COLUMNS.to_vec(), rows).map_err(QueryError::from)
}

fn measure(indicator: &Indicator) -> String {
    let unit = words::capitalized(indicator.unit.as_str());
    match indicator.form {
        IndicatorForm::Series => format!("{unit}, as published. Lines connect only comparable years."),
        IndicatorForm::QuotedEstimate => format!("{unit}. Published estimates from different methods: no trend."),
        IndicatorForm::Breakdown => format!("{unit}, by category."),
    }
}

fn row(point: &Point) -> Vec<Cell> {
    vec![
        Cell::text(point.period.as_ref()),
        Cell::text(point.category.as_ref().or(point.label.as_ref())),
        Cell::text(point.qualifier.as_ref()),
        Cell::Text(point.value.as_str().to_owned()),
        Cell::text(point.definition.as_ref()),
        Cell::YesNo(point.breaks_before),
        Cell::Text(point.source.to_string()),
    ]
}

/// Every year from the first to the last has its place, so that a year without a figure is seen as one.
fn series(words: Words, points: &[Point]) -> Option<Chart> {
    let placed: Vec<(Year, &Point)> = points.iter().filter_map(|point| Some((Year::of(point)?, point))).collect();
    let is_fiscal = placed.first()?.0.is_fiscal;
    // Fiscal and calendar years do not lie on one axis, and neither does what has no year.
    if placed.len() != points.len() || placed.iter().any(|(year, _)| year.is_fiscal != is_fiscal) {
        return None;
    }
    let first = placed.iter().map(|(year, _)| year.number).min()?;
    let last = placed.iter().map(|(year, _)| year.number).max()?;
    let years: Vec<i32> = (first..=last).collect();
    let mut curves: Vec<Curve> = Vec::new();
    for (year, point) in &placed {
        if curves.is_empty() || point.breaks_before {
            curves.push(Curve { style: CurveStyle::Measured, points: vec![None; years.len()], end: None });
        }
        let place = usize::try_from(year.number - first).ok()?;
        if let Some(slot) = curves.last_mut().and_then(|curve| curve.points.get_mut(place)) {
            *slot = point.value.as_str().parse().ok();
        }
    }
    let label = |year: &i32| if is_fiscal { format!("FY {year}") } else { year.to_string() };
    let labels: Vec<String> = years.iter().map(label).collect();
    let figure = |place: usize| {
        let year = years.get(place)?;
        placed.iter().find(|(of, _)| of.number == *year).map(|(_, point)| in_words(point))
    };
    let readings = labels.iter().enumerate();
    let readings = readings
        .map(|(place, label)| format!("{label}: {}", figure(place).unwrap_or_else(|| "no figure".to_owned())))
        .collect();
    Some(Chart::Curves(Curves { words, labels, curves, readings }))
}

/// "about 24,900".
fn in_words(point: &Point) -> String {
    let value = point.value.with_commas();
    point.qualifier.as_ref().map_or_else(|| value.clone(), |qualifier| format!("{qualifier} {value}"))
}

/// What each point shows when it is pointed at.
fn cards(drawing: &Chart) -> Vec<Card> {
    match drawing {
        Chart::Curves(curves) => curves.readings.iter().cloned().map(Card::titled).collect(),
        _ => Vec::new(),
    }
}

fn quoted(words: Words, points: &[Point]) -> Chart {
    let labels = points.iter().map(|point| {
        let period = point.period.as_ref();
        period.map_or_else(|| "Unknown".to_owned(), |period| reference_words::period(period.as_str()))
    });
    let values = points.iter().map(|point| point.value.as_str().parse().ok()).collect();
    let curves = vec![Curve { style: CurveStyle::Quoted, points: values, end: None }];
    let labels: Vec<String> = labels.collect();
    let readings = labels.iter().zip(points).map(|(label, point)| format!("{label}: {}", in_words(point))).collect();
    Chart::Curves(Curves { words, labels, curves, readings })
}

fn breakdown(words: Words, points: &[Point]) -> Chart {
    let rows = points.iter().map(|point| Bar {
        label: point.category.as_ref().map_or_else(|| "Not given".to_owned(), ToString::to_string),
        // A bar is as long as a whole number of what is counted; what is written beside it is the figure itself.
        value: point.value.as_str().parse::<f64>().map_or(0, |value| value.round() as u32),
        said: point.value.with_commas(),
        fill: Fill::Quiet,
        rows: None,
        card: None,
    });
    Chart::Bars(Bars { words, rows: rows.map(BarRow::Bar).collect() })
}

/// The year of a figure: "FY2018" or "2018".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Year {
    number: i32,
    is_fiscal: bool,
}

impl Year {
    fn of(point: &Point) -> Option<Year> {
        let text = point.period.as_ref()?.to_string();
        let (is_fiscal, digits) = text.strip_prefix("FY").map_or((false, text.as_str()), |digits| (true, digits));
        let number = digits.parse().ok().filter(|_| digits.len() == 4)?;
        Some(Year { number, is_fiscal })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

    use super::*;
    use domain::indicator::Decimal;
    use domain::text::{Citation, Title};

    fn point(period: &str, value: &str, breaks_before: bool) -> Point {
        Point {
            period: Some(Title::parse(period).unwrap()),
            value: Decimal::try_from(value.to_owned()).unwrap(),
            qualifier: None,
            category: None,
            label: None,
            definition: None,
            breaks_before,
            source: Citation::parse("Attorney General's report").unwrap(),
        }
    }

    fn words() -> Words {
        Words { id: "figures", title: "Contacts".into(), description: "Contacts, as published.".into(), foot: vec![] }
    }

    fn curves(points: &[Point]) -> Vec<Vec<Option<f64>>> {
        let Some(Chart::Curves(curves)) = series(words(), points) else { panic!("It is not drawn as lines.") };
        curves.curves.into_iter().map(|curve| curve.points).collect()
    }

    #[test]
    fn a_break_ends_a_line_and_a_year_without_a_figure_is_left_open() {
        let points = [
            point("FY2017", "62835", false),
            point("FY2018", "116940", true),
            point("FY2019", "136990", false),
            point("FY2022", "55000", true),
        ];
        let (none, some) = (None, Some);
        assert_eq!(
            curves(&points),
            [
                [some(62835.0), none, none, none, none, none],
                [none, some(116940.0), some(136990.0), none, none, none],
                [none, none, none, none, none, some(55000.0)],
            ]
        );
    }

    #[test]
    fn figures_without_a_year_or_of_two_kinds_of_year_are_not_put_on_one_axis() {
        assert!(series(words(), &[point("FY2018", "1", false), point("2019", "2", false)]).is_none());
        assert!(series(words(), &[point("FY2018", "1", false), point("year to 2012-03", "2", false)]).is_none());
    }

    #[test]
    fn estimates_are_points_of_one_kind_that_no_line_joins() {
        let Chart::Curves(drawn) =
            quoted(words(), &[point("2012-03", "27000000", false), point("2014-01", "20000000", true)])
        else {
            panic!("They are not drawn as points.")
        };
        assert_eq!(drawn.curves.iter().map(|curve| curve.style).collect::<Vec<_>>(), [CurveStyle::Quoted]);
        assert_eq!(drawn.labels, ["March 2012", "January 2014"]);
    }
}

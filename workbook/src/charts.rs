//! A chart of Excel beside its numbers.

use crate::grids::{self, HEADS};
use reports::charts::Chart as Drawn;
use reports::document::{Align, Plotted};
use rust_xlsxwriter::{Chart, ChartType, Worksheet, XlsxError};

pub(crate) fn write(sheet: &mut Worksheet, plotted: &Plotted, name: &str) -> Result<(), XlsxError> {
    grids::write(sheet, (&plotted.title, &plotted.measure), &plotted.table, name)?;
    if let Some(chart) = chart(plotted, name) {
        let beside = u16::try_from(plotted.table.heads.len()).unwrap_or(u16::MAX).saturating_add(1);
        sheet.insert_chart(HEADS, beside, &chart)?;
    }
    Ok(())
}

/// Nothing where Excel has no such chart: a timeline, and a map of numbers, are read in the table.
fn chart(plotted: &Plotted, sheet: &str) -> Option<Chart> {
    let kind = match &plotted.chart {
        Drawn::Bars(_) => ChartType::Bar,
        Drawn::Stacks(_) => ChartType::BarStacked,
        Drawn::Curves(_) => ChartType::Line,
        Drawn::Bridge(_) => ChartType::Column,
        Drawn::Heat(_) | Drawn::Timeline(_) => return None,
    };
    let grid = &plotted.table;
    let last = HEADS + u32::try_from(grid.rows.len()).ok()?;
    let mut chart = Chart::new(kind);
    let numbers = (0_u16..).zip(&grid.heads).filter(|(_, head)| head.align == Align::Right);
    let mut drawn = 0;
    for (column, _) in numbers {
        chart
            .add_series()
            .set_name((sheet, HEADS, column))
            .set_categories((sheet, HEADS + 1, 0, last, 0))
            .set_values((sheet, HEADS + 1, column, last, column));
        drawn += 1;
    }
    if drawn == 0 || grid.rows.is_empty() {
        return None;
    }
    chart.title().set_name(&plotted.title);
    chart.set_alt_text(plotted.in_words()).set_width(760).set_height(420);
    if drawn == 1 {
        chart.legend().set_hidden();
    }
    if matches!(kind, ChartType::Bar | ChartType::BarStacked) {
        // Excel draws the first row at the bottom.
        chart.y_axis().set_reverse();
    }
    Some(chart)
}

//! A report as a workbook of Excel: a cover that says what it is and where its numbers come from, the charts as charts of
//! Excel beside their numbers, and the rows that everything is counted from.
//!
//! Cells are typed: dates are dates, numbers are numbers, and a text is a text whatever it begins with, so nothing in it runs
//! as a formula. The same report makes the same bytes.

mod charts;
mod cover;
mod grids;
mod names;
mod reading;
mod rows;

pub use reading::{ReadError, cells, stated};

use chrono::Datelike;
use names::Names;
use reports::document::{Document, Level, Part, Stated};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

/// Why there is no workbook.
#[derive(Debug, thiserror::Error)]
#[error("The workbook could not be written: {0}")]
pub struct WorkbookError(#[from] XlsxError);

/// The report as a workbook.
///
/// # Errors
/// Where Excel could not hold it: a sheet of more than 1,048,576 rows.
pub fn xlsx(document: &Document) -> Result<Vec<u8>, WorkbookError> {
    let mut workbook = Workbook::new();
    let day = document.source.judged_on;
    let created = ExcelDateTime::from_ymd(
        u16::try_from(day.year()).unwrap_or(1900),
        u8::try_from(day.month()).unwrap_or(1),
        u8::try_from(day.day()).unwrap_or(1),
    )?;
    workbook.set_properties(
        &DocProperties::new()
            .set_title(&document.title)
            .set_subject(document.kind_title)
            .set_author(&document.publisher)
            .set_comment(&document.scope)
            .set_keywords(Stated::keyword(&document.source))
            .set_creation_datetime(&created),
    );
    let mut names = Names::default();
    cover::write(workbook.add_worksheet(), document, &names.take("Cover"))?;
    let mut chapter = "";
    for part in &document.parts {
        match part {
            Part::Heading(heading) if heading.level == Level::Chapter => chapter = &heading.id,
            Part::Chart(plotted) => {
                let name = names.take(&plotted.table.name);
                charts::write(workbook.add_worksheet(), plotted, &name)?;
            }
            // The milestones of each action are rows of one table below.
            Part::Grid(grid) if chapter != "actions" => {
                let name = names.take(&grid.name);
                grids::write(workbook.add_worksheet(), (&grid.name, &document.scope), grid, &name)?;
            }
            _ => {}
        }
    }
    for table in &document.data {
        let name = names.take(table.about().title);
        rows::write(workbook.add_worksheet(), table, &name)?;
    }
    Ok(workbook.save_to_buffer()?)
}

//! A table of the body on a sheet of its own, under what it shows.

use crate::rows::{cut, date_format, heighten, lines, top, write_date};
use reports::Cell;
use reports::document::{Grid, Head};
use rust_xlsxwriter::{Format, Worksheet, XlsxError};

/// The row with the heads: above it stand what is seen and what is counted.
pub(crate) const HEADS: u32 = 3;

/// `title` and `measure` stand over the table.
pub(crate) fn write(
    sheet: &mut Worksheet,
    (title, measure): (&str, &str),
    grid: &Grid,
    name: &str,
) -> Result<(), XlsxError> {
    sheet.set_name(name)?;
    let (bold, date, top) = (Format::new().set_bold(), date_format(), top());
    let wrapped = top.clone().set_text_wrap();
    sheet.write_string_with_format(0, 0, cut(title), &bold)?;
    sheet.write_string(1, 0, cut(measure))?;
    for (column, head) in (0_u16..).zip(&grid.heads) {
        sheet.write_string_with_format(HEADS, column, cut(&head.title), &bold)?;
        sheet.set_column_width(column, width(column, head) as f64)?;
    }
    let last = grid.rows.len();
    for (place, (row, cells)) in (1..).zip((HEADS + 1..).zip(&grid.rows)) {
        let is_total = grid.has_total && place == last;
        let plain = if is_total { top.clone().set_bold() } else { top.clone() };
        let mut tallest = 1;
        for (column, cell) in (0_u16..).zip(cells) {
            match cell {
                Cell::Integer(number) => {
                    sheet.write_number_with_format(row, column, *number as f64, &plain)?;
                }
                Cell::Date(day) => write_date(sheet, (row, column), *day, &date)?,
                Cell::Blank => {}
                cell if is_total => {
                    sheet.write_string_with_format(row, column, cut(&cell.in_words()), &plain)?;
                }
                cell => {
                    let text = cell.in_words();
                    sheet.write_string_with_format(row, column, cut(&text), &wrapped)?;
                    let head = grid.heads.get(usize::from(column));
                    tallest = tallest.max(head.map_or(1, |head| lines(&text, width(column, head))));
                }
            }
        }
        heighten(sheet, row, tallest)?;
    }
    sheet.set_freeze_panes(HEADS + 1, 0)?;
    sheet.set_landscape().set_print_fit_to_pages(1, 0).set_repeat_rows(HEADS, HEADS)?;
    sheet.set_footer("&L&A&RPage &P of &N");
    Ok(())
}

/// Letters that a column is wide.
fn width(column: u16, head: &Head) -> usize {
    if column == 0 || head.share > 1 { 40 } else { 16 }
}

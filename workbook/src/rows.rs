//! One sheet for a table: typed cells, a head that stays in sight and filters, widths, and how it is printed.

use chrono::Datelike;
use domain::Date;
use reports::{Cell, Datatype, Table as Rows};
use rust_xlsxwriter::{
    Color, ExcelDateTime, Format, FormatAlign, Table, TableColumn, TableStyle, Worksheet, XlsxError,
};

/// The most letters in one cell of Excel.
const LONGEST: usize = 32_767;
/// Letters that a column is wide at least and at most.
const WIDTHS: (usize, usize) = (9, 60);

/// How dates look: in the reader's own way, as Excel calls it.
pub(crate) fn date_format() -> Format {
    Format::new().set_num_format("yyyy-mm-dd").set_align(FormatAlign::Top)
}

pub(crate) fn top() -> Format {
    Format::new().set_align(FormatAlign::Top)
}

/// How many lines a text takes in a column so many letters wide. Words are kept whole, so that not every line is full.
pub(crate) fn lines(text: &str, width: usize) -> usize {
    let full = (width * 85 / 100).max(1);
    text.lines().map(|line| line.chars().count().div_ceil(full).max(1)).sum()
}

/// Makes a row as high as so many lines. Excel finds the height of a row by itself; other programs show what the file says.
pub(crate) fn heighten(sheet: &mut Worksheet, row: u32, lines: usize) -> Result<(), XlsxError> {
    // In points; no row of Excel is higher than 409.
    const LINE: usize = 15;
    if lines > 1 {
        sheet.set_row_height(row, (lines * LINE).min(409) as f64)?;
    }
    Ok(())
}

pub(crate) fn write(sheet: &mut Worksheet, table: &Rows, name: &str) -> Result<(), XlsxError> {
    sheet.set_name(name)?;
    let (date, top) = (date_format(), top());
    let wrapped = top.clone().set_text_wrap();
    let mut widths: Vec<usize> = table.columns().iter().map(|column| column.title.chars().count() + 3).collect();
    for (row, cells) in (1_u32..).zip(table.rows()) {
        let mut tallest = 1;
        for (column, cell) in (0_u16..).zip(cells) {
            let place = usize::from(column);
            widths[place] = widths[place].max(width_of(cell));
            let is_status = table.columns()[place].name.contains("status");
            match cell {
                Cell::Blank => {}
                Cell::Text(text) if is_status => {
                    sheet.write_string_with_format(row, column, cut(text), &colored(text, &top))?;
                }
                Cell::Text(text) if text.chars().count() > WIDTHS.1 => {
                    sheet.write_string_with_format(row, column, cut(text), &wrapped)?;
                    tallest = tallest.max(lines(text, WIDTHS.1));
                }
                Cell::Text(text) => {
                    sheet.write_string_with_format(row, column, cut(text), &top)?;
                }
                Cell::Integer(number) => {
                    // Counts and days are far below what Excel keeps exactly.
                    sheet.write_number_with_format(row, column, *number as f64, &top)?;
                }
                Cell::Date(day) => write_date(sheet, (row, column), *day, &date)?,
                Cell::YesNo(yes) => {
                    sheet.write_boolean_with_format(row, column, *yes, &top)?;
                }
            }
        }
        heighten(sheet, row, tallest)?;
    }
    for (column, width) in (0_u16..).zip(&widths) {
        sheet.set_column_width(column, (*width).clamp(WIDTHS.0, WIDTHS.1) as f64)?;
    }
    let last_row = u32::try_from(table.rows().len().max(1)).unwrap_or(u32::MAX);
    let last_column = u16::try_from(table.columns().len().saturating_sub(1)).unwrap_or(u16::MAX);
    let heads: Vec<TableColumn> =
        table.columns().iter().map(|column| TableColumn::new().set_header(column.title)).collect();
    let whole = Table::new()
        .set_columns(&heads)
        .set_style(TableStyle::Light1)
        .set_alt_text_title(table.about().title)
        .set_alt_text(format!("{} as of {}", table.about().title, table.about().judged_on));
    sheet.add_table(0, 0, last_row, last_column, &whole)?;
    sheet.set_freeze_panes(1, frozen(table))?;
    sheet.set_landscape().set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
    sheet.set_footer("&L&A&RPage &P of &N");
    Ok(())
}

pub(crate) fn write_date(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    day: Date,
    format: &Format,
) -> Result<(), XlsxError> {
    let year = u16::try_from(day.year()).unwrap_or_default();
    let (month, number) = (u8::try_from(day.month()).unwrap_or(1), u8::try_from(day.day()).unwrap_or(1));
    // Before 1900 Excel has no dates.
    match ExcelDateTime::from_ymd(year, month, number) {
        Ok(of) => sheet.write_datetime_with_format(row, column, &of, format)?,
        Err(_) => sheet.write_string(row, column, day.to_string())?,
    };
    Ok(())
}

/// The columns that stay in sight: those that name the row.
fn frozen(table: &Rows) -> u16 {
    let named = table.columns().iter().take(3).take_while(|column| column.datatype == Datatype::Text).count();
    u16::try_from(named.min(2)).unwrap_or_default()
}

fn width_of(cell: &Cell) -> usize {
    match cell {
        Cell::Blank => 0,
        Cell::Text(text) => text.chars().count() + 1,
        Cell::Integer(_) => 8,
        Cell::Date(_) => 11,
        Cell::YesNo(_) => 7,
    }
}

/// What Excel can hold of a text; that it was cut is said at its end.
pub(crate) fn cut(text: &str) -> String {
    const SAID: &str = " [cut: more than a cell of Excel can hold]";
    if text.encode_utf16().count() <= LONGEST {
        return text.to_owned();
    }
    let mut kept = String::new();
    let mut length = SAID.len();
    for letter in text.chars() {
        length += letter.len_utf16();
        if length > LONGEST {
            break;
        }
        kept.push(letter);
    }
    kept + SAID
}

/// A status in the color that it has on pages, beside its word.
fn colored(status: &str, format: &Format) -> Format {
    let color = match status.to_lowercase().replace(['-', '_'], " ").as_str() {
        "completed" => 0x16_2E_51,
        "in progress" | "recurring" => 0x00_5E_A2,
        "delayed" => 0x8A_50_00,
        "blocked" => 0xB5_09_09,
        _ => 0x56_5C_65,
    };
    format.clone().set_font_color(Color::RGB(color)).set_bold()
}

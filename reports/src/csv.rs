//! The one CSV writer: RFC 4180, UTF-8 with a byte order mark (by which Excel knows it), and no cell that a spreadsheet takes for a formula.

use crate::table::{Cell, Table};
use std::borrow::Cow;

/// Stands before the first heading. Without it Excel takes the file for another encoding.
pub const BYTE_ORDER_MARK: char = '\u{feff}';

/// The table as CSV: the byte order mark, the titles of the columns, then the rows, each line ended by CR LF.
pub fn bytes(table: &Table) -> Vec<u8> {
    let mut csv = String::from(BYTE_ORDER_MARK);
    push_line(&mut csv, table.columns().iter().map(|column| guarded(column.title)));
    for row in table.rows() {
        push_line(&mut csv, row.iter().map(written));
    }
    csv.into_bytes()
}

/// A text as it stands in a cell. A spreadsheet runs a cell that begins with one of a few characters as a formula, and
/// the text may come from another agency: such a text gets an apostrophe in front, which makes it plain text there.
///
/// A text that begins with an apostrophe gets one more, so that removing one restores every text.
pub fn guarded(text: &str) -> Cow<'_, str> {
    if begins_like_a_formula(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// The text of a cell that [`guarded`] wrote.
pub fn unguarded(cell: &str) -> &str {
    cell.strip_prefix('\'').unwrap_or(cell)
}

/// Characters with which a formula begins (CWE-1236), and their full-width forms, which some programs read alike.
const TRIGGERS: [char; 12] = ['=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＋', '－', '＠'];

/// What may stand before a trigger and be passed over: blanks, and the separators and quotes at which a program that was
/// told of another dialect begins a cell of its own.
const PASSED_OVER: [char; 5] = [',', ';', '|', '"', '\''];

fn begins_like_a_formula(text: &str) -> bool {
    let passed_over = |c: char| PASSED_OVER.contains(&c) || (c.is_whitespace() && !TRIGGERS.contains(&c));
    text.starts_with('\'') || text.trim_start_matches(passed_over).starts_with(TRIGGERS)
}

/// Numbers and dates are typed by the record and hold no text of anybody: -12 stays a number.
fn written(cell: &Cell) -> Cow<'_, str> {
    match cell {
        Cell::Blank => Cow::Borrowed(""),
        Cell::Text(text) => guarded(text),
        Cell::Integer(number) => Cow::Owned(number.to_string()),
        Cell::Date(date) => Cow::Owned(date.to_string()),
        Cell::YesNo(yes) => Cow::Owned(yes.to_string()),
    }
}

fn push_line<'a>(csv: &mut String, cells: impl Iterator<Item = Cow<'a, str>>) {
    let begin = csv.len();
    for (place, cell) in cells.enumerate() {
        if place > 0 {
            csv.push(',');
        }
        push_cell(csv, &cell);
    }
    // An empty line is no row to most readers, so a row of one blank cell is written as two quotes.
    if csv.len() == begin {
        csv.push_str("\"\"");
    }
    csv.push_str("\r\n");
}

/// Quotes around a cell that needs them, and every quote inside doubled.
fn push_cell(csv: &mut String, cell: &str) {
    if cell.contains([',', ';', '\t', '"', '\r', '\n']) {
        csv.push('"');
        csv.push_str(&cell.replace('"', "\"\""));
        csv.push('"');
    } else {
        csv.push_str(cell);
    }
}

#[cfg(test)]
mod tests;

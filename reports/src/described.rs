//! Columns with their cells beside them, so that heading, definition and content cannot part.

use crate::table::{About, Cell, Column, Table, TableError};

/// A column, and how to fill it from a row.
#[derive(Debug)]
pub struct ColumnOf<R> {
    pub column: Column,
    pub cell: fn(&R) -> Cell,
}

/// A column whose cells the record keeps as they are.
pub(crate) const fn kept<R>(column: Column, cell: fn(&R) -> Cell) -> ColumnOf<R> {
    ColumnOf { column, cell }
}

/// A column whose cells a rule computes when the table is made.
pub(crate) const fn computed<R>(column: Column, cell: fn(&R) -> Cell) -> ColumnOf<R> {
    ColumnOf { column: column.generated(), cell }
}

/// The table of the rows given, in the order given.
///
/// # Errors
/// A cell of another datatype than its column; [`Table::new`] checks every row.
pub(crate) fn table_of<R>(about: About, columns: &[ColumnOf<R>], rows: &[R]) -> Result<Table, TableError> {
    let cells = rows.iter().map(|row| columns.iter().map(|column| (column.cell)(row)).collect()).collect();
    Table::new(about, columns.iter().map(|column| column.column).collect(), cells)
}

pub(crate) fn word(text: impl ToString) -> Cell {
    Cell::Text(text.to_string())
}

//! The columns of the table of actions: heading, definition and cell beside each other, so that they cannot part.

mod carriers;
mod keys;
mod origin;
mod promise;
mod standing;

use super::Judged;
use crate::table::{Cell, Column, Datatype};

/// All columns in the order of the file: the commitment, the responsible agencies, the status, the source, and
/// the keys by which it joins with other tables.
pub fn all() -> impl Iterator<Item = &'static ActionColumn> {
    promise::COLUMNS
        .iter()
        .chain(&carriers::COLUMNS)
        .chain(&standing::COLUMNS)
        .chain(&origin::COLUMNS)
        .chain(&keys::COLUMNS)
}

/// A column, and how to fill it.
#[derive(Debug)]
pub struct ActionColumn {
    pub column: Column,
    pub cell: Fill,
}

type Fill = fn(&Judged<'_>) -> Cell;

/// What the record keeps as it is.
const fn kept(
    name: &'static str,
    title: &'static str,
    datatype: Datatype,
    definition: &'static str,
    cell: Fill,
) -> ActionColumn {
    ActionColumn { column: Column::of(datatype, name, title, definition), cell }
}

/// What a rule computes when the table is made.
const fn generated(
    name: &'static str,
    title: &'static str,
    datatype: Datatype,
    definition: &'static str,
    cell: Fill,
) -> ActionColumn {
    ActionColumn { column: Column::of(datatype, name, title, definition).generated(), cell }
}

fn word(text: impl ToString) -> Cell {
    Cell::Text(text.to_string())
}

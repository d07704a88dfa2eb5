//! A table as readers see it in a report.

use crate::table::{Cell, Datatype, Table};
use crate::words;
use domain::date::in_table;
use serde::Serialize;

/// A table with its name. Every row has a cell for every head, and its first cell names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Grid {
    /// What it shows, different from the other tables of the report.
    pub name: String,
    pub heads: Vec<Head>,
    pub rows: Vec<Vec<Cell>>,
    /// Whether the last row holds sums.
    pub has_total: bool,
}

/// The head of a column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Head {
    pub title: String,
    #[serde(skip)]
    pub align: Align,
    /// How wide the column is, compared with the others; 0 where its cells decide.
    #[serde(skip)]
    pub share: u8,
}

/// Where the cells of a column stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    Left,
    /// Figures, so that their digits stand below each other.
    Right,
}

impl Head {
    pub fn text(title: impl Into<String>) -> Head {
        Head { title: title.into(), align: Align::Left, share: 0 }
    }

    pub fn number(title: impl Into<String>) -> Head {
        Head { title: title.into(), align: Align::Right, share: 0 }
    }

    /// The same, of a column that takes this share of the width that is left.
    #[must_use]
    pub fn wide(self, share: u8) -> Head {
        Head { share, ..self }
    }
}

impl Grid {
    pub fn new(name: impl Into<String>, heads: Vec<Head>, rows: Vec<Vec<Cell>>) -> Grid {
        Grid { name: name.into(), heads, rows, has_total: false }
    }

    /// The same, whose last row holds sums.
    #[must_use]
    pub fn with_total(self) -> Grid {
        Grid { has_total: true, ..self }
    }

    /// The numbers of a chart, without ids and without what only says that a record is a demonstration.
    pub fn of(table: &Table) -> Grid {
        let is_shown: Vec<bool> =
            table.columns().iter().map(|of| !of.name.ends_with("_id") && of.name != "sample").collect();
        let shown = |column: &usize| is_shown[*column];
        let head = |column: usize| {
            let of = &table.columns()[column];
            if of.datatype == Datatype::Integer { Head::number(of.title) } else { Head::text(of.title) }
        };
        let heads = (0..is_shown.len()).filter(shown).map(head).collect();
        let row = |cells: &Vec<Cell>| (0..is_shown.len()).filter(shown).map(|column| cells[column].clone()).collect();
        Grid::new(table.about().title, heads, table.rows().iter().map(row).collect())
    }
}

impl Cell {
    /// As people read it: dates in words, numbers with commas and a true minus.
    pub fn in_words(&self) -> String {
        match self {
            Cell::Blank => String::new(),
            Cell::Text(text) => text.clone(),
            Cell::Integer(number) => words::signed(*number),
            Cell::Date(date) => in_table(*date),
            Cell::YesNo(true) => "Yes".to_owned(),
            Cell::YesNo(false) => "No".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

    use super::*;
    use crate::sample::table;

    #[test]
    fn numbers_and_dates_are_written_as_people_read_them() {
        assert_eq!(Cell::Integer(12_345).in_words(), "12,345");
        assert_eq!(Cell::Integer(-7).in_words(), "\u{2212}7");
        assert_eq!(Cell::Date(domain::date::parse("2024-02-13").unwrap()).in_words(), "Feb. 13, 2024");
        assert_eq!(Cell::Blank.in_words(), "");
    }

    #[test]
    fn a_grid_has_every_row_of_its_table_and_leaves_out_ids() {
        let (table, grid) = (table(), Grid::of(&table()));
        assert_eq!(grid.rows.len(), table.rows().len());
        assert!(grid.rows.iter().all(|row| row.len() == grid.heads.len()));
        assert!(grid.heads.iter().all(|head| !head.title.contains("ID")), "{:?}", grid.heads);
    }
}

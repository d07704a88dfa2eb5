//! The table that every export is made from: columns, rows, and where the rows come from.

use domain::Date;
use domain::date::Instant;
use domain::ledger::{Hash, LogName, Seq};
use serde::{Serialize, Serializer};
use std::fmt;

/// Which part of which record a table shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct About {
    /// The name of the export in its address: `actions`.
    pub name: &'static str,
    pub title: &'static str,
    /// The origin of the ledger from which the rows were read.
    pub record: LogName,
    /// What the reader asked for, as it stands in the address of the list; empty for everything.
    pub query: String,
    /// The as-of point that was asked for: `now`, a day, an instant, an entry or a meeting.
    pub as_of: String,
    /// The last entry that was read.
    pub entry: Seq,
    /// When that entry was recorded.
    pub recorded_at: Instant,
    /// The day on which overdue milestones and updates were judged, in the task force's zone.
    pub judged_on: Date,
    /// Whether the progress in this record is fictional. Every row of such a table says so.
    pub is_sample: bool,
}

/// The signed head of the ledger that ends with the entry at which a file was read. A kept file keeps a head that a history
/// rewritten later does not continue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LedgerHead {
    /// How many entries it covers: the one that the table was read at is the last.
    pub entries: u64,
    pub root: Hash,
    /// The signed checkpoint, as the server hands it out.
    pub checkpoint: String,
}

/// The last column of every table from a record whose progress is fictional.
const SAMPLE: Column = Column::yes_no(
    "sample",
    "Demonstration data",
    "Plans and agencies are real. The progress in this record is fictional demonstration data.",
);

/// A column, and how its cells come about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// The key in JSON.
    pub name: &'static str,
    /// The heading in CSV.
    pub title: &'static str,
    pub datatype: Datatype,
    /// What stands in the column, in a sentence that an auditor can check a row against.
    pub definition: &'static str,
    /// Whether the cells are computed by a rule when the table is made, rather than kept in the record as they are.
    pub is_generated: bool,
}

impl Column {
    pub const fn text(name: &'static str, title: &'static str, definition: &'static str) -> Column {
        Column::of(Datatype::Text, name, title, definition)
    }

    pub const fn integer(name: &'static str, title: &'static str, definition: &'static str) -> Column {
        Column::of(Datatype::Integer, name, title, definition)
    }

    pub const fn date(name: &'static str, title: &'static str, definition: &'static str) -> Column {
        Column::of(Datatype::Date, name, title, definition)
    }

    pub const fn yes_no(name: &'static str, title: &'static str, definition: &'static str) -> Column {
        Column::of(Datatype::YesNo, name, title, definition)
    }

    /// A column whose cells the record keeps as they are.
    pub const fn of(datatype: Datatype, name: &'static str, title: &'static str, definition: &'static str) -> Column {
        Column { name, title, datatype, definition, is_generated: false }
    }

    /// The same column, with cells that a rule computes when the table is made.
    #[must_use]
    pub const fn generated(self) -> Column {
        Column { is_generated: true, ..self }
    }
}

/// What a column holds, in the words of the W3C's CSV on the Web.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Datatype {
    Text,
    Integer,
    Date,
    /// `true` or `false`.
    YesNo,
}

/// What stands in one row of one column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Nothing is known, or the column does not apply.
    Blank,
    Text(String),
    Integer(i64),
    Date(Date),
    YesNo(bool),
}

/// Columns, rows, and where the rows come from. Every row has a fitting cell for every column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    about: About,
    columns: Vec<Column>,
    rows: Vec<Vec<Cell>>,
}

/// Why rows do not make a table. `row` counts from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableError {
    WrongWidth { row: usize, cells: usize, columns: usize },
    WrongDatatype { row: usize, column: &'static str },
}

impl Table {
    /// # Errors
    /// A row that has more or fewer cells than there are columns, or a cell of another datatype than its column.
    pub fn new(about: About, mut columns: Vec<Column>, mut rows: Vec<Vec<Cell>>) -> Result<Table, TableError> {
        if about.is_sample {
            columns.push(SAMPLE);
            rows.iter_mut().for_each(|row| row.push(Cell::YesNo(true)));
        }
        for (row, cells) in rows.iter().enumerate() {
            if cells.len() != columns.len() {
                return Err(TableError::WrongWidth { row, cells: cells.len(), columns: columns.len() });
            }
            let unfit = columns.iter().zip(cells).find(|(column, cell)| !cell.fits(column.datatype));
            if let Some((column, _)) = unfit {
                return Err(TableError::WrongDatatype { row, column: column.name });
            }
        }
        Ok(Table { about, columns, rows })
    }

    pub fn about(&self) -> &About {
        &self.about
    }

    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    pub fn rows(&self) -> &[Vec<Cell>] {
        &self.rows
    }

    /// The SHA-256 over the rows, whatever format they are written in. [`DIGEST_IS_OVER`] says how to compute it.
    pub fn digest(&self) -> Hash {
        let names: Vec<&str> = self.columns.iter().map(|column| column.name).collect();
        let mut lines = canonical_line(&names);
        for row in &self.rows {
            lines.extend(canonical_line(row));
        }
        Hash::of(&[&lines])
    }
}

/// How to compute [`Table::digest`] from a file, in words that stand in the file.
pub const DIGEST_IS_OVER: &str = "The names of the columns and then each row, each as a JSON array without spaces \
     (RFC 8785) in the order of the columns, followed by a line feed. A blank cell is null, an integer is a number, a \
     boolean is true or false, and anything else is a string. In CSV, first remove the one apostrophe that a text cell may \
     begin with.";

/// A JSON array in the one spelling of RFC 8785, with a line feed. No fractions occur here, and serde_json spells
/// all else just so.
fn canonical_line<T: Serialize>(cells: &[T]) -> Vec<u8> {
    let mut line = serde_json::to_vec(cells).unwrap_or_default();
    line.push(b'\n');
    line
}

impl Cell {
    /// A text cell, or a blank one where there is no text.
    pub fn text(text: Option<impl fmt::Display>) -> Cell {
        text.map_or(Cell::Blank, |text| Cell::Text(text.to_string()))
    }

    pub fn date(date: Option<Date>) -> Cell {
        date.map_or(Cell::Blank, Cell::Date)
    }

    /// A count. Counts are far below what a number in JSON keeps exactly.
    pub fn count(count: usize) -> Cell {
        Cell::Integer(i64::try_from(count).unwrap_or(i64::MAX))
    }

    fn fits(&self, datatype: Datatype) -> bool {
        match self {
            Cell::Blank => true,
            Cell::Text(_) => datatype == Datatype::Text,
            Cell::Integer(_) => datatype == Datatype::Integer,
            Cell::Date(_) => datatype == Datatype::Date,
            Cell::YesNo(_) => datatype == Datatype::YesNo,
        }
    }
}

/// As JSON shows it, and as it enters the digest.
impl Serialize for Cell {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Cell::Blank => serializer.serialize_none(),
            Cell::Text(text) => serializer.serialize_str(text),
            Cell::Integer(number) => serializer.serialize_i64(*number),
            Cell::Date(date) => serializer.collect_str(date),
            Cell::YesNo(yes) => serializer.serialize_bool(*yes),
        }
    }
}

impl Datatype {
    /// The name of the datatype in CSV on the Web, which the JSON uses as well.
    pub const fn name(self) -> &'static str {
        match self {
            Datatype::Text => "string",
            Datatype::Integer => "integer",
            Datatype::Date => "date",
            Datatype::YesNo => "boolean",
        }
    }
}

impl fmt::Display for TableError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            TableError::WrongWidth { row, cells, columns } => {
                write!(f, "row {row} has {cells} cells for {columns} columns")
            }
            TableError::WrongDatatype { row, column } => {
                write!(f, "row {row} has a cell of another datatype in column {column}")
            }
        }
    }
}

impl std::error::Error for TableError {}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

    use super::*;
    use crate::sample::{about, table, text_column};
    use crate::{csv, json};

    /// Follows [`DIGEST_IS_OVER`] with a CSV reader that is not ours.
    fn digest_from_csv(written: &[u8], columns: &[Column]) -> Hash {
        let mut lines =
            serde_json::to_string(&columns.iter().map(|column| column.name).collect::<Vec<_>>()).unwrap() + "\n";
        for record in ::csv::Reader::from_reader(written).records() {
            let record = record.unwrap();
            let cells: Vec<serde_json::Value> = record
                .iter()
                .zip(columns)
                .map(|(cell, column)| match column.datatype {
                    _ if cell.is_empty() => serde_json::Value::Null,
                    Datatype::Text => csv::unguarded(cell).into(),
                    Datatype::Date => cell.into(),
                    Datatype::Integer => cell.parse::<i64>().unwrap().into(),
                    Datatype::YesNo => (cell == "true").into(),
                })
                .collect();
            lines += &(serde_json::to_string(&cells).unwrap() + "\n");
        }
        Hash::of(&[lines.as_bytes()])
    }

    #[test]
    fn the_digest_can_be_computed_from_the_csv_alone_and_is_the_one_that_the_json_gives() {
        let table = table();
        let from_csv = digest_from_csv(&csv::bytes(&table), table.columns());
        let json: serde_json::Value = serde_json::from_slice(&json::bytes(&table, &crate::sample::head())).unwrap();
        assert_eq!(json["digest"]["value"], from_csv.to_string());
        assert_eq!(table.digest(), from_csv);
    }

    #[test]
    fn another_cell_another_column_and_another_order_have_another_digest() {
        let of = |cells: [&str; 2], column| {
            let rows = cells.map(|cell| vec![Cell::Text(cell.into())]).to_vec();
            Table::new(about(), vec![column], rows).unwrap().digest()
        };
        let digest = of(["a", "b"], text_column());
        assert_ne!(digest, of(["b", "a"], text_column()));
        assert_ne!(digest, of(["a", "c"], text_column()));
        assert_ne!(digest, of(["a", "b"], Column { name: "other", ..text_column() }));
        assert_eq!(digest, of(["a", "b"], Column { title: "Other", ..text_column() }));
    }

    #[test]
    fn rows_that_do_not_fit_the_columns_are_no_table() {
        let narrow = Table::new(about(), vec![text_column()], vec![vec![]]).unwrap_err();
        assert_eq!(narrow, TableError::WrongWidth { row: 0, cells: 0, columns: 1 });
        let unfit =
            Table::new(about(), vec![text_column()], vec![vec![Cell::Blank], vec![Cell::Integer(1)]]).unwrap_err();
        assert_eq!(unfit, TableError::WrongDatatype { row: 1, column: "text" });
    }
}

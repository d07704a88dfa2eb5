//! What we write is read back by a CSV reader that is not ours.

#![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

use super::{TRIGGERS, bytes, guarded, unguarded};
use crate::sample::{about, text_column};
use crate::table::{Cell, Column, Datatype, Table};
use proptest::prelude::*;

fn table_of(cells: Vec<Cell>, column: Column) -> Table {
    Table::new(about(), vec![column], cells.into_iter().map(|cell| vec![cell]).collect()).unwrap()
}

fn read_back(csv: &[u8]) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(csv);
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// What an attacker would type: a formula at the start, or behind whatever might be passed over or end a cell early.
fn hostile() -> impl Strategy<Value = String> {
    let before = prop::collection::vec(
        prop_oneof![
            Just(""),
            Just(" "),
            Just("\""),
            Just("\",\""),
            Just(","),
            Just(";"),
            Just("|"),
            Just("'"),
            Just("\r\n")
        ],
        0..3,
    );
    let trigger = prop::sample::select(TRIGGERS.to_vec());
    (before, trigger, ".{0,20}").prop_map(|(before, trigger, rest)| format!("{}{trigger}{rest}", before.concat()))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn no_text_begins_a_cell_with_a_formula_and_every_text_is_read_back(text in prop_oneof![3 => hostile(), 1 => any::<String>()]) {
        let table = table_of(vec![Cell::Text("first".into()), Cell::Text(text.clone())], text_column());
        let rows = read_back(&bytes(&table));
        prop_assert_eq!(rows.len(), 3);
        prop_assert!(rows.iter().all(|row| row.len() == 1), "A text broke out of its cell: {:?}", rows);
        let cell = &rows[2][0];
        prop_assert!(!cell.starts_with(TRIGGERS), "{:?}", cell);
        prop_assert_eq!(unguarded(cell), text);
    }
}

#[test]
fn a_formula_behind_blanks_separators_or_quotes_is_guarded_as_well() {
    for text in ["=1+1", " =1+1", "\"=1+1", ",=1+1", ";=1+1", "|-2", "＝1", "\t=1", "\0=1", "@SUM(A1)"] {
        assert_eq!(guarded(text), format!("'{text}"), "{text:?}");
    }
}

#[test]
fn a_plain_text_stays_as_it_is() {
    for text in ["", "Release the report", "A = B", "e-mail", "10 % of visits", "\u{201c}Know2Protect\u{201d}"] {
        assert_eq!(guarded(text), text);
    }
}

#[test]
fn a_text_that_begins_with_an_apostrophe_gets_one_more_so_that_none_is_lost() {
    assert_eq!(guarded("'t Veld"), "''t Veld");
    assert_eq!(unguarded("''t Veld"), "'t Veld");
}

#[test]
fn numbers_dates_and_blanks_are_not_touched() {
    let integers = Column { datatype: Datatype::Integer, ..text_column() };
    let csv = bytes(&table_of(vec![Cell::Integer(-12), Cell::Blank, Cell::Integer(0)], integers));
    assert_eq!(String::from_utf8(csv).unwrap(), "\u{feff}Text\r\n-12\r\n\"\"\r\n0\r\n");
}

#[test]
fn lines_end_with_cr_lf_and_a_cell_with_a_line_end_is_quoted() {
    let csv = bytes(&table_of(vec![Cell::Text("Two\nlines, \"quoted\"".into())], text_column()));
    assert_eq!(String::from_utf8(csv).unwrap(), "\u{feff}Text\r\n\"Two\nlines, \"\"quoted\"\"\"\r\n");
}

#[test]
fn the_file_begins_with_the_byte_order_mark_by_which_excel_knows_it() {
    assert!(bytes(&table_of(vec![], text_column())).starts_with(b"\xef\xbb\xbfText"));
}

//! The smallest table that tests write.

#![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

use crate::table::{About, Cell, Column, Datatype, LedgerHead, Table};
use domain::date::parse;
use domain::ledger::{Hash, LogName, Seq};

pub fn about() -> About {
    About {
        name: "actions",
        title: "Priority actions",
        record: LogName::parse("concord.example.gov/pitf").unwrap(),
        query: "plan=NAP-2021".into(),
        as_of: "2024-02-13".into(),
        entry: Seq(1_204),
        recorded_at: "2024-02-13T14:00:00.5Z".parse().unwrap(),
        judged_on: parse("2024-02-13").unwrap(),
        is_sample: false,
    }
}

pub fn text_column() -> Column {
    Column::text("text", "Text", "A text.")
}

/// Two rows with a cell of every datatype, one of which a spreadsheet would run.
pub fn table() -> Table {
    let column = |name, title, datatype| Column::of(datatype, name, title, "As it says.").generated();
    let columns = vec![
        text_column(),
        column("days", "Days", Datatype::Integer),
        column("due", "Due", Datatype::Date),
        column("recurs", "Recurs", Datatype::YesNo),
    ];
    let rows = vec![
        vec![Cell::Text("=1+1".into()), Cell::Integer(-3), Cell::date(parse("2024-08-31")), Cell::YesNo(true)],
        vec![Cell::Text("Señal \"A\"".into()), Cell::Blank, Cell::Blank, Cell::YesNo(false)],
    ];
    Table::new(about(), columns, rows).unwrap()
}

pub fn head() -> LedgerHead {
    LedgerHead {
        entries: 1_300,
        root: Hash::of(&[b"root"]),
        checkpoint: "concord.example.gov/pitf\n1300\nroot\n\n- signature\n".into(),
    }
}

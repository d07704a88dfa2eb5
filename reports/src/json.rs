//! The table as JSON: an object that says what it is, and the rows.

use crate::table::{Cell, Column, DIGEST_IS_OVER, LedgerHead, Table};
use chrono::SecondsFormat;
use domain::Date;
use domain::date::Instant;
use domain::ledger::{Hash, Seq};
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

/// The table as JSON, indented so that a person can read it, with a line feed at its end.
pub fn bytes(table: &Table, head: &LedgerHead) -> Vec<u8> {
    pretty(&TableEntry::of(table, head))
}

/// A table, as it is written. `format` goes up when a reader of the old one would read it wrongly.
#[derive(Serialize)]
pub(crate) struct TableEntry<'a> {
    concord: &'static str,
    format: u32,
    name: &'static str,
    title: &'static str,
    #[serde(flatten)]
    provenance: Provenance<'a>,
    columns: Vec<ColumnEntry>,
    rows: Rows<'a>,
}

/// Where rows come from and how to check that they are all there. The description of a CSV has the same.
#[derive(Serialize)]
pub(crate) struct Provenance<'a> {
    /// The origin of the ledger.
    record: String,
    query: String,
    as_of: Point,
    /// The number of rows.
    count: usize,
    digest: Digest,
    ledger_head: &'a LedgerHead,
}

#[derive(Serialize)]
struct Point {
    asked: String,
    entry: Seq,
    recorded_at: String,
    judged_on: Date,
}

#[derive(Serialize)]
struct Digest {
    algorithm: &'static str,
    value: Hash,
    over: &'static str,
}

#[derive(Serialize)]
struct ColumnEntry {
    name: &'static str,
    title: &'static str,
    datatype: &'static str,
    generated: bool,
    definition: &'static str,
}

impl<'a> TableEntry<'a> {
    pub(crate) fn of(table: &'a Table, head: &'a LedgerHead) -> TableEntry<'a> {
        let about = table.about();
        TableEntry {
            concord: "table",
            format: 1,
            name: about.name,
            title: about.title,
            provenance: Provenance::of(table, head),
            columns: table.columns().iter().map(ColumnEntry::of).collect(),
            rows: Rows(table),
        }
    }
}

impl<'a> Provenance<'a> {
    pub(crate) fn of(table: &Table, ledger_head: &'a LedgerHead) -> Provenance<'a> {
        let about = table.about();
        Provenance {
            record: about.record.to_string(),
            query: about.query.clone(),
            as_of: Point {
                asked: about.as_of.clone(),
                entry: about.entry,
                recorded_at: instant(about.recorded_at),
                judged_on: about.judged_on,
            },
            count: table.rows().len(),
            digest: Digest { algorithm: "SHA-256", value: table.digest(), over: DIGEST_IS_OVER },
            ledger_head,
        }
    }
}

impl ColumnEntry {
    fn of(column: &Column) -> ColumnEntry {
        let Column { name, title, datatype, definition, is_generated } = *column;
        ColumnEntry { name, title, datatype: datatype.name(), generated: is_generated, definition }
    }
}

/// Each row as an object with the columns as keys, in their order.
struct Rows<'a>(&'a Table);

impl Serialize for Rows<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.rows().iter().map(|cells| Row { columns: self.0.columns(), cells }))
    }
}

struct Row<'a> {
    columns: &'a [Column],
    cells: &'a [Cell],
}

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.cells.len()))?;
        for (column, cell) in self.columns.iter().zip(self.cells) {
            map.serialize_entry(column.name, cell)?;
        }
        map.end()
    }
}

/// As ledger entries write it: six digits after the second, UTC.
fn instant(instant: Instant) -> String {
    instant.to_rfc3339_opts(SecondsFormat::Micros, true)
}

/// Indented JSON with a line feed. Only keys that are not text, and types that refuse, cannot be written; these have
/// neither.
pub(crate) fn pretty(document: &impl Serialize) -> Vec<u8> {
    let mut json = serde_json::to_vec_pretty(document).unwrap_or_default();
    json.push(b'\n');
    json
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

    use super::*;
    use crate::sample::{head, table};
    use serde_json::{Value, json};

    fn written() -> Value {
        serde_json::from_slice(&bytes(&table(), &head())).unwrap()
    }

    #[test]
    fn the_file_says_which_record_query_point_and_entry_it_shows_and_how_many_rows_it_has() {
        let written = written();
        assert_eq!(
            (&written["concord"], &written["format"], &written["name"]),
            (&json!("table"), &json!(1), &json!("actions"))
        );
        assert_eq!(written["record"], "concord.example.gov/pitf");
        assert_eq!(written["query"], "plan=NAP-2021");
        let point = json!({
            "asked": "2024-02-13", "entry": 1204, "recorded_at": "2024-02-13T14:00:00.500000Z", "judged_on": "2024-02-13"
        });
        assert_eq!(written["as_of"], point);
        assert_eq!(written["count"], 2);
    }

    #[test]
    fn the_file_carries_the_signed_head_of_its_entry() {
        let LedgerHead { entries, root, checkpoint } = head();
        let expected = json!({ "entries": entries, "root": root.to_string(), "checkpoint": checkpoint });
        assert_eq!(written()["ledger_head"], expected);
    }

    #[test]
    fn every_column_has_its_definition_and_says_whether_a_rule_computed_it() {
        let written = written();
        let days = json!({
            "name": "days", "title": "Days", "datatype": "integer", "generated": true, "definition": "As it says."
        });
        assert_eq!(written["columns"][1], days);
        assert_eq!(written["columns"][0]["generated"], json!(false));
    }

    #[test]
    fn rows_are_typed_and_a_formula_stands_as_it_was_typed() {
        let rows = written()["rows"].clone();
        assert_eq!(rows[0], json!({ "text": "=1+1", "days": -3, "due": "2024-08-31", "recurs": true }));
        assert_eq!(rows[1], json!({ "text": "Señal \"A\"", "days": null, "due": null, "recurs": false }));
    }
}

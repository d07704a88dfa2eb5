//! What stands beside a CSV file, so that it can be read by a program and checked by a person: its description in the
//! W3C's form (CSV on the Web, <https://www.w3.org/TR/tabular-metadata/>), served as `actions.csv-metadata.json`.

use crate::csv;
use crate::json::{Provenance, pretty};
use crate::table::{Column, Datatype, LedgerHead, Table};
use domain::ledger::Hash;
use serde::Serialize;
use serde_json::{Value, json};

/// The description of the CSV that [`csv::bytes`] writes for the table. `url` is where that file lies, seen from here.
pub fn bytes(table: &Table, head: &LedgerHead, url: &str) -> Vec<u8> {
    let about = table.about();
    pretty(&Description {
        context: json!(["http://www.w3.org/ns/csvw", { "@language": "en" }]),
        url,
        title: about.title,
        dialect: json!({ "encoding": "utf-8", "lineTerminators": ["\r\n"], "header": true, "headerRowCount": 1 }),
        schema: Schema { columns: table.columns().iter().map(column).collect() },
        notes: [Note {
            form: "concord-table",
            provenance: Provenance::of(table, head),
            file: File::of(&csv::bytes(table)),
            guard: GUARD,
        }],
    })
}

const GUARD: &str = "The file begins with the byte order mark of UTF-8 (EF BB BF), which is not part of a heading. A text that a spreadsheet could take for a formula, or that begins with an apostrophe, has an \
     apostrophe in front. Remove it to restore the original text.";

#[derive(Serialize)]
struct Description<'a> {
    #[serde(rename = "@context")]
    context: Value,
    url: &'a str,
    #[serde(rename = "dc:title")]
    title: &'static str,
    dialect: Value,
    #[serde(rename = "tableSchema")]
    schema: Schema,
    notes: [Note<'a>; 1],
}

#[derive(Serialize)]
struct Schema {
    columns: Vec<Value>,
}

/// What the W3C's form has no word for.
#[derive(Serialize)]
struct Note<'a> {
    #[serde(rename = "type")]
    form: &'static str,
    #[serde(flatten)]
    provenance: Provenance<'a>,
    file: File,
    guard: &'static str,
}

/// The file as it is handed out, byte for byte.
#[derive(Serialize)]
struct File {
    sha256: Hash,
    bytes: usize,
}

impl File {
    fn of(csv: &[u8]) -> File {
        File { sha256: Hash::of(&[csv]), bytes: csv.len() }
    }
}

fn column(column: &Column) -> Value {
    json!({
        "name": column.name,
        "titles": column.title,
        "datatype": datatype(column.datatype),
        "null": "",
        "dc:description": column.definition,
    })
}

fn datatype(datatype: Datatype) -> Value {
    match datatype {
        Datatype::Text | Datatype::Integer => json!(datatype.name()),
        Datatype::Date => json!({ "base": "date", "format": "yyyy-MM-dd" }),
        Datatype::YesNo => json!({ "base": "boolean", "format": "true|false" }),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "A test may stop where it stands.")]

    use super::*;
    use crate::sample::{head, table};

    fn written() -> Value {
        serde_json::from_slice(&bytes(&table(), &head(), "actions.csv")).unwrap()
    }

    #[test]
    fn the_description_names_the_file_and_each_column_with_its_datatype() {
        let written = written();
        assert_eq!(written["@context"][0], "http://www.w3.org/ns/csvw");
        assert_eq!(written["url"], "actions.csv");
        let columns = written["tableSchema"]["columns"].as_array().unwrap().clone();
        let names: Vec<_> = columns.iter().map(|column| &column["name"]).collect();
        assert_eq!(names, ["text", "days", "due", "recurs"]);
        assert_eq!(columns[2]["datatype"], json!({ "base": "date", "format": "yyyy-MM-dd" }));
        assert_eq!(columns[3]["titles"], "Recurs");
    }

    #[test]
    fn the_description_has_the_digest_of_the_rows_and_that_of_the_file() {
        let (note, csv) = (written()["notes"][0].clone(), csv::bytes(&table()));
        let in_json: Value = serde_json::from_slice(&crate::json::bytes(&table(), &head())).unwrap();
        assert_eq!((&note["digest"], &note["ledger_head"]), (&in_json["digest"], &in_json["ledger_head"]));
        assert_eq!(note["file"], json!({ "sha256": Hash::of(&[&csv]), "bytes": csv.len() }));
        assert_eq!((&note["count"], &note["as_of"]["entry"]), (&json!(2), &json!(1204)));
    }

    #[test]
    fn the_headings_of_the_file_are_the_titles_of_the_description() {
        let headings = csv::bytes(&table()).split(|byte| *byte == b'\r').next().unwrap().to_vec();
        let columns = written()["tableSchema"]["columns"].as_array().unwrap().clone();
        let titles: Vec<_> = columns.iter().filter_map(|column| column["titles"].as_str()).collect();
        assert_eq!(String::from_utf8(headings).unwrap(), format!("{}{}", csv::BYTE_ORDER_MARK, titles.join(",")));
    }
}

//! `concord export`.

use crate::place::Place;
use domain::ledger::Hash;
use serde_json::Value;

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn actions_as_csv_are_read_back_with_the_same_rows_as_the_json() {
    let place = Place::with_a_plan();
    let csv_text = place.run(&["export", "actions"]).succeeded();
    let from_json = json(&place.run(&["export", "actions", "--format", "json"]).succeeded());
    let columns = from_json["columns"].as_array().unwrap();
    let mut reader = csv::Reader::from_reader(csv_text.as_bytes());
    let titles: Vec<&str> = columns.iter().filter_map(|column| column["title"].as_str()).collect();
    assert_eq!(reader.headers().unwrap().iter().collect::<Vec<_>>(), titles);
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), 2);
    for (row, expected) in rows.iter().zip(from_json["rows"].as_array().unwrap()) {
        for (cell, column) in row.iter().zip(columns) {
            let expected = match &expected[column["name"].as_str().unwrap()] {
                Value::Null => String::new(),
                Value::String(text) => text.clone(),
                other => other.to_string(),
            };
            assert_eq!(cell.strip_prefix('\'').unwrap_or(cell), expected, "{column}");
        }
    }
}

#[test]
fn a_title_that_a_spreadsheet_would_run_is_text_in_the_csv() {
    let csv = Place::with_a_plan().run(&["export", "actions"]).succeeded();
    assert!(csv.contains(",'=SUM(A1:A9),"), "{csv}");
}

#[test]
fn a_csv_file_gets_its_description_beside_it_with_the_digest_of_both_formats() {
    let place = Place::with_a_plan();
    place.run(&["export", "actions", "--to", "actions.csv"]).succeeded();
    let description = json(&std::fs::read_to_string(place.path("actions.csv-metadata.json")).unwrap());
    let note = &description["notes"][0];
    assert_eq!(description["url"], "actions.csv");
    assert_eq!(note["file"]["sha256"], Hash::of(&[&std::fs::read(place.path("actions.csv")).unwrap()]).to_string());
    let from_json = json(&place.run(&["export", "actions", "--format", "json"]).succeeded());
    assert_eq!(note["digest"], from_json["digest"]);
    assert_eq!((&note["as_of"]["entry"], &note["count"]), (&Value::from(1), &Value::from(2)));
}

#[test]
fn an_export_as_of_an_entry_shows_what_the_record_was_then() {
    let place = Place::with_a_plan();
    let then = json(&place.run(&["export", "actions", "--format", "json", "--as-of", "entry:0"]).succeeded());
    assert_eq!((&then["count"], &then["as_of"]["asked"]), (&Value::from(0), &Value::from("entry:0")));
    let ledger = place.run(&["export", "ledger", "--as-of", "entry:0"]).succeeded();
    assert_eq!(ledger.lines().count(), 3, "{ledger}");
}

#[test]
fn an_exported_ledger_is_verified_without_the_database() {
    let place = Place::with_a_plan();
    place.run(&["export", "ledger", "--to", "ledger.jsonl"]).succeeded();
    for file in ["concord.db", "concord.db.key"] {
        std::fs::remove_file(place.path(file)).unwrap();
    }
    let said = place.run(&["verify", "ledger.jsonl"]).succeeded();
    assert!(said.starts_with("No problems found in the exported log.\nEntries:       2\n"), "{said}");
}

#[test]
fn a_file_that_is_there_is_not_written_over() {
    let place = Place::with_a_plan();
    std::fs::write(place.path("mine.csv"), "mine").unwrap();
    let refusal = place.run(&["export", "actions", "--to", "mine.csv"]).refused(2);
    assert_eq!(refusal, "mine.csv already exists. Choose a new file name, or move the file away first.\n");
    assert_eq!(std::fs::read_to_string(place.path("mine.csv")).unwrap(), "mine");
}

#[test]
fn a_format_or_a_point_that_there_is_not_is_refused_by_name() {
    let place = Place::with_a_plan();
    let format = place.run(&["export", "ledger", "--format", "csv"]).refused(2);
    assert_eq!(format, "--format csv isn't available for ledger. Use jsonl.\n");
    let point = place.run(&["export", "actions", "--as-of", "yesterday"]).refused(2);
    assert!(
        point.contains(
            "Enter a date (2024-02-13), a time (2024-02-13T14:00:00Z), a log entry (entry:1203 is entry 1,204 on \
             screens), or a meeting"
        ),
        "{point}"
    );
    let entry = place.run(&["export", "ledger", "--as-of", "entry:99"]).refused(2);
    assert_eq!(entry, "The log has no entry 99. The last is 1: files and commands count from 0.\n");
    let meeting = place.run(&["export", "actions", "--as-of", "meeting:NONE-2020"]).refused(2);
    assert_eq!(meeting, "No meeting has the code NONE-2020. Find codes on the Meetings page.\n");
    let before = place.run(&["export", "actions", "--as-of", "2001-01-01"]).refused(2);
    assert!(before.starts_with("The record begins on "), "{before}");
}

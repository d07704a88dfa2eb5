//! A file is read, or refused with the exact place of what is wrong with its form.

use crate::world::plan_file;
use seeds::read::{read, text_of};
use serde_json::json;

fn faults(text: &str) -> Vec<String> {
    read(text).unwrap_err().iter().map(ToString::to_string).collect()
}

#[test]
fn a_text_that_is_not_json_is_refused_at_its_line_and_column() {
    let refused = faults("{\n  \"concord\": \"plan-file\",\n  \"format\": 1,\n  \"plans\": [}\n}");
    assert_eq!(refused, ["line 4, column 13: the file is not JSON: expected value"]);
    let cut_off = faults("{\"concord\": \"plan-file\", \"format\": 1, \"plans\": [");
    assert_eq!(cut_off, ["line 1, column 48: the file is not JSON: EOF while parsing a list"]);
}

#[test]
fn another_kind_of_file_is_told_apart() {
    for other in ["{}", "[]", "{\"concord\": \"ledger\", \"format\": 1}", "{\"concord\": 7}"] {
        let refused = faults(other);
        assert_eq!(refused.len(), 1);
        assert!(refused[0].contains("this is not a plan file"), "{refused:?}");
    }
}

#[test]
fn a_file_of_a_later_format_is_refused_by_its_number() {
    let refused = faults("{\"concord\": \"plan-file\", \"format\": 2, \"novelties\": []}");
    assert_eq!(refused, ["line 1, column 1: this is a plan file of format 2, and this program reads format 1"]);
}

#[test]
fn an_unknown_field_is_named_with_its_place() {
    let mut file = plan_file();
    file["plans"][0]["actions"][0]["leed"] = json!("HOUSING");
    let refused = faults(&serde_json::to_string_pretty(&file).unwrap());
    assert_eq!(refused.len(), 1);
    assert!(
        refused[0].contains("plans[0].actions[0] (A-1).leed: unknown field `leed`, expected one of `reference`"),
        "{refused:?}"
    );
}

#[test]
fn a_missing_field_is_named_with_the_row_that_lacks_it() {
    let mut file = plan_file();
    file["plans"][0]["actions"][1].as_object_mut().unwrap().remove("promise");
    let refused = faults(&file.to_string());
    assert!(refused[0].ends_with("plans[0].actions[1] (A-2): missing field `promise`"), "{refused:?}");
}

#[test]
fn each_row_with_a_fault_is_named_not_only_the_first() {
    let mut file = plan_file();
    let plan = &mut file["plans"][0];
    plan["issued"] = json!("January 15, 2024");
    plan["nodes"][1]["position"] = json!(-1);
    plan["actions"][0]["strength"] = json!("promise");
    plan["actions"][1]["contributes_to"] = json!("DOJ-08");
    let refused = read(&file.to_string()).unwrap_err();
    let words: Vec<String> = refused.iter().map(|fault| format!("{}: {}", fault.place, fault.words)).collect();
    assert_eq!(words.len(), 4, "{words:#?}");
    for expected in [
        "plans[0] (PLAN-1).issued: write a valid date as YYYY-MM-DD, for example 2024-08-31",
        "plans[0].nodes[1] (1-a).position: invalid value: integer `-1`, expected u32",
        "plans[0].actions[0] (A-1).strength: unknown variant `promise`, expected one of `deliver`, `advance`, `explore`",
        "plans[0].actions[1] (A-2).contributes_to: give the plan code and the reference, for example NAP-2021/DOJ-08",
    ] {
        assert!(words.iter().any(|word| word == expected), "{expected}\n{words:#?}");
    }
}

#[test]
fn a_value_that_is_not_a_decimal_number_is_refused() {
    let file = json!({"concord": "plan-file", "format": 1, "indicators": [{"code": "CALLS", "name": "Calls", "unit": "calls",
        "kind": "output", "form": "series", "points": [{"value": "1,000", "source": "A list"}], "source": "A list"}]});
    let refused = faults(&file.to_string());
    assert!(
        refused[0].ends_with("indicators[0] (CALLS).points[0].value: Enter a number. Example: 106.4"),
        "{refused:?}"
    );
}

#[test]
fn a_file_in_another_encoding_is_refused_where_it_stops_being_utf_8() {
    let refused = text_of(b"{\"concord\": \"plan-file\",\n \"x\": \"\xe9\"}").unwrap_err();
    assert_eq!((refused.line, refused.column), (2, 8));
}

#[test]
fn a_byte_order_mark_is_no_fault() {
    let text = format!("\u{feff}{}", plan_file());
    assert!(read(text_of(text.as_bytes()).unwrap()).is_ok());
}

//! Reports: the page and its files say the same, to those who may read them.

mod changes;
mod files;
mod handout;
mod scorecard;
mod slippage;

use crate::browser::Browser;
use crate::html::{tags, words};
use crate::world::{Who, World};
use calamine::{Data, Reader, Xlsx};
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::Cursor;

const ADDRESS: &str = "plan=NAP-2021&since=meeting:PITF-M-2024&as_of=2024-09-30";

async fn json(browser: &mut Browser, query: &str) -> Value {
    of_kind(browser, "progress", query).await
}

async fn of_kind(browser: &mut Browser, kind: &str, query: &str) -> Value {
    let answer = browser.get(&format!("/exports/reports/{kind}.json?{query}")).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    serde_json::from_slice(&answer.body).unwrap()
}

/// A table of the body: each row by the titles of its columns.
fn grid(report: &Value, name: &str) -> Vec<BTreeMap<String, Value>> {
    let parts = report["parts"].as_array().unwrap();
    let found = parts.iter().find(|part| part["part"] == "grid" && part["content"]["name"] == name);
    let content = &found.unwrap_or_else(|| panic!("no table {name}"))["content"];
    let heads: Vec<String> =
        content["heads"].as_array().unwrap().iter().map(|head| head["title"].as_str().unwrap().to_owned()).collect();
    let row = |row: &Value| heads.iter().cloned().zip(row.as_array().unwrap().iter().cloned()).collect();
    content["rows"].as_array().unwrap().iter().map(row).collect()
}

fn sum(rows: &[BTreeMap<String, Value>], column: &str) -> i64 {
    rows.iter().filter_map(|row| row[column].as_i64()).sum()
}

/// Every text of the body, in order: of headings, sentences, figures and cells.
fn texts(report: &Value) -> Vec<String> {
    let mut found = Vec::new();
    for part in report["parts"].as_array().unwrap() {
        let content = &part["content"];
        match part["part"].as_str().unwrap() {
            "heading" => found.push(content["text"].as_str().unwrap().to_owned()),
            "text" | "note" => found.push(content.as_str().unwrap().to_owned()),
            "items" => found.extend(content.as_array().unwrap().iter().map(|item| item.as_str().unwrap().to_owned())),
            "facts" => {
                found.extend(content.as_array().unwrap().iter().map(|fact| fact["value"].as_str().unwrap().to_owned()));
            }
            "figures" => found.extend(
                content
                    .as_array()
                    .unwrap()
                    .iter()
                    .flat_map(|figure| [figure["name"].as_str().unwrap().to_owned(), figure["number"].to_string()]),
            ),
            "chart" => found.push(content["title"].as_str().unwrap().to_owned()),
            _ => {}
        }
    }
    found
}

fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[tokio::test]
async fn the_page_says_what_the_file_says_in_the_same_order() {
    let world = World::of_the_demonstration().await;
    let mut chair = world.signed_in_as("chair").await;
    let report = json(&mut chair, ADDRESS).await;
    for address in ["/reports/progress", "/exports/reports/progress.html"] {
        let page = chair.get(&format!("{address}?{ADDRESS}")).await;
        assert_eq!(page.status, 200, "{address}");
        let page = plain(&words(page.text()));
        let mut rest = page.as_str();
        for text in texts(&report) {
            let text = plain(&text);
            let Some(place) = rest.find(&text) else { panic!("\"{text}\" is not in {address}, or not in this place") };
            rest = &rest[place + text.len()..];
        }
    }
}

#[tokio::test]
async fn the_figures_of_a_report_are_those_of_the_chairs_home() {
    let world = World::of_the_demonstration().await;
    let mut chair = world.signed_in_as("chair").await;
    let report = json(&mut chair, "plan=in-force&as_of=2024-09-30&since=meeting:PITF-M-2024").await;
    let figures = report["parts"][0]["content"].as_array().unwrap().clone();
    let home = chair.get("/?as_of=2024-09-30").await;
    let shown: Vec<String> =
        tags(home.text()).into_iter().filter(|tag| tag.attribute("class") == Some("v")).map(|tag| tag.text).collect();
    let said: Vec<String> = figures.iter().map(|figure| figure["number"].to_string()).collect();
    assert_eq!(said, shown[..5], "{figures:?}");
}

#[tokio::test]
async fn the_rows_of_a_report_are_those_of_the_list_with_the_same_filters() {
    let world = World::of_the_demonstration().await;
    let mut auditor = world.signed_in_as("auditor").await;
    let query = "plan=NAP-2021&lead=DOJ&as_of=2024-09-30";
    let report = json(&mut auditor, query).await;
    let list = auditor.get(&format!("/exports/actions.json?{query}")).await;
    let list: Value = serde_json::from_slice(&list.body).unwrap();
    assert_eq!(report["tables"][0]["rows"], list["rows"]);
    assert_eq!(report["tables"][0]["digest"], list["digest"]);
    assert!(!list["rows"].as_array().unwrap().is_empty());
}

#[tokio::test]
async fn the_workbook_holds_every_row_and_nothing_in_it_is_a_formula() {
    let world = World::of_the_demonstration().await;
    let mut auditor = world.signed_in_as("auditor").await;
    let report = json(&mut auditor, ADDRESS).await;
    let file = auditor.get(&format!("/exports/reports/progress.xlsx?{ADDRESS}")).await;
    assert_eq!(file.status, 200);
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(file.body.clone())).unwrap();
    for table in report["tables"].as_array().unwrap() {
        let name = table["title"].as_str().unwrap();
        let sheet = book.worksheet_range(name).unwrap();
        let rows = table["rows"].as_array().unwrap();
        assert_eq!(sheet.height(), rows.len() + 1, "{name}");
        let heads: Vec<String> = sheet.rows().next().unwrap().iter().map(ToString::to_string).collect();
        let titles: Vec<&str> =
            table["columns"].as_array().unwrap().iter().map(|column| column["title"].as_str().unwrap()).collect();
        assert_eq!(heads, titles, "{name}");
        for (cells, row) in sheet.rows().skip(1).zip(rows) {
            for (cell, column) in cells.iter().zip(table["columns"].as_array().unwrap()) {
                let value = &row[column["name"].as_str().unwrap()];
                let is_same = match cell {
                    Data::Empty => value.is_null() || value.as_str() == Some(""),
                    Data::Float(number) => value.as_f64() == Some(*number),
                    Data::Bool(yes) => value.as_bool() == Some(*yes),
                    Data::String(text) => value.as_str() == Some(text.as_str()),
                    Data::DateTime(_) => value.as_str().is_some_and(|day| day.len() == 10),
                    other => panic!("{name}: {other:?}"),
                };
                assert!(is_same, "{name}: {cell:?} and {value}");
            }
        }
        let formulas = book.worksheet_formula(name).unwrap();
        assert!(formulas.cells().all(|(_, _, formula)| formula.is_empty()), "{name}");
    }
}

#[tokio::test]
async fn the_same_report_is_the_same_bytes_and_a_later_change_does_not_alter_an_earlier_one() {
    let world = World::of_the_demonstration().await;
    let mut auditor = world.signed_in_as("auditor").await;
    for ending in ["pdf", "xlsx", "html", "json", "csv"] {
        let address = format!("/exports/reports/progress.{ending}?plan=PITF-2024&as_of=2024-08-01");
        let first = auditor.get(&address).await;
        assert_eq!(first.status, 200, "{ending}");
        assert!(first.body.len() > 1_000, "{ending}");
        let again = world.signed_in_as("chair").await.get(&address).await;
        assert!(first.body == again.body, "{ending}");
    }
}

#[tokio::test]
async fn a_report_of_now_names_an_address_that_leads_to_the_same_report() {
    let world = World::of_the_demonstration().await;
    let mut auditor = world.signed_in_as("auditor").await;
    let now = json(&mut auditor, "plan=PITF-2024").await;
    let address = now["source"]["address"].as_str().unwrap().to_owned();
    let (path, query) = address.split_once('?').unwrap();
    assert_eq!(path, "/reports/progress");
    let then = json(&mut auditor, query).await;
    assert_eq!(now["digest"], then["digest"]);
    assert_eq!(now["parts"], then["parts"]);
}

#[tokio::test]
async fn the_report_of_what_needs_a_decision_keeps_the_order_of_its_list() {
    let world = World::of_the_demonstration().await;
    let mut chair = world.signed_in_as("chair").await;
    let query = "plan=in-force&since=meeting:PITF-M-2024&decision=any&as_of=2024-09-30";
    let page = chair.get(&format!("/actions?{query}")).await;
    let report = tags(page.text()).into_iter().find(|tag| tag.text == "Progress report").unwrap();
    let address = report.attribute("href").unwrap().replace("&amp;", "&");
    assert_eq!(chair.get(&address).await.status, 200);
    let file = address.replace("/reports/progress", "/exports/reports/progress.json");
    let file = chair.get(&file).await;
    let list = chair.get(&format!("/exports/actions.json?{query}")).await;
    let rows = |body: &[u8], tables: bool| {
        let read: Value = serde_json::from_slice(body).unwrap();
        let rows = if tables { read["tables"][0]["rows"].clone() } else { read["rows"].clone() };
        rows.as_array().unwrap().iter().map(|row| row["reference"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(rows(&file.body, true), rows(&list.body, false));
}

#[tokio::test]
async fn a_filter_that_a_report_does_not_know_is_refused() {
    let world = World::begin().await;
    let mut auditor = world.signed_in(Who::Auditor).await;
    for query in ["color=red", "status=purple", "since=2090-01-01"] {
        for face in ["pdf", "json"] {
            let answer = auditor.get(&format!("/exports/reports/progress.{face}?{query}")).await;
            assert_eq!(answer.status, 400, "{query}: {}", answer.text());
        }
    }
    let answer = auditor.get("/exports/reports/status.json?since=2024-01-01").await;
    assert_eq!(answer.status, 400);
    assert!(answer.text().contains("This report compares no dates."), "{}", answer.text());
    assert_eq!(auditor.get("/exports/reports/progress.json?action=A-01").await.status, 400);
    assert_eq!(auditor.get("/exports/reports/progress.docx").await.status, 404);
    assert_eq!(auditor.get("/exports/reports/horoscope.pdf").await.status, 404);
    assert_eq!(auditor.get("/reports/horoscope").await.status, 404);
}

#[tokio::test]
async fn a_report_of_nothing_is_a_report() {
    let world = World::begin().await;
    let mut auditor = world.signed_in(Who::Auditor).await;
    let page = auditor.get("/reports/progress?q=nothinghasthisword").await;
    assert_eq!(page.status, 200);
    assert!(words(page.text()).contains("No actions match."), "{}", words(page.text()));
    for face in ["pdf", "xlsx", "html", "json", "csv"] {
        let answer = auditor.get(&format!("/exports/reports/progress.{face}?q=nothinghasthisword")).await;
        assert_eq!(answer.status, 200, "{face}");
    }
}

#[tokio::test]
async fn taking_a_report_is_noted_in_the_access_log_and_visitors_get_none() {
    let world = World::begin().await;
    let mut auditor = world.signed_in(Who::Auditor).await;
    assert_eq!(auditor.get("/exports/reports/progress.xlsx?plan=in-force").await.status, 200);
    let log = auditor.get("/exports/access-log.csv").await;
    assert!(log.text().contains("progress-report.xlsx"), "{}", log.text());
    let mut visitor = world.visitor();
    assert_ne!(visitor.get("/exports/reports/progress.pdf").await.status, 200);
    assert_ne!(visitor.get("/reports/progress").await.status, 200);
}

#[tokio::test]
async fn the_file_of_an_action_holds_every_update_milestone_document_and_entry_of_it() {
    let world = World::of_the_demonstration().await;
    let mut auditor = world.signed_in_as("auditor").await;
    let address = "/exports/reports/action.json?plan=NAP-2021&action=DOJ-08&as_of=2024-09-30";
    let answer = auditor.get(address).await;
    let report: Value = serde_json::from_slice(&answer.body).unwrap();
    let rows = |name: &str| {
        let tables = report["tables"].as_array().unwrap();
        tables.iter().find(|table| table["name"] == name).unwrap()["rows"].as_array().unwrap().len()
    };
    let of = |name: &str| {
        let parts = report["parts"].as_array().unwrap();
        let found = parts.iter().find(|part| part["part"] == "grid" && part["content"]["name"] == name).unwrap();
        found["content"]["rows"].as_array().unwrap().len()
    };
    let updates = texts(&report).iter().filter(|text| text.starts_with("FY ")).count();
    assert_eq!(updates, rows("updates"));
    assert_eq!(of("Milestones of DOJ-08"), rows("milestones"));
    let page = auditor.get("/actions/NAP-2021/DOJ-08?as_of=2024-09-30").await;
    assert!(words(page.text()).contains(&format!("{} changes", of("History"))), "{}", of("History"));
    assert_eq!(auditor.get("/exports/reports/action.json?plan=NAP-2021&action=DOJ-99").await.status, 404);
    assert_eq!(auditor.get("/exports/reports/action.json").await.status, 404);
}

#[tokio::test]
async fn a_draft_is_in_the_reports_of_those_who_see_it_and_of_no_one_else() {
    use crate::rights::Object;
    use crate::targets::{Target, Thing};
    let world = World::begin().await;
    Target::make(&world, Thing::Action, Object::InDraft, "Marmalade").await;
    for (who, sees) in [(Who::Secretariat, true), (Who::Chair, true), (Who::Auditor, false), (Who::Health, false)] {
        let mut browser = world.signed_in(who).await;
        for kind in ["progress", "slippage", "status"] {
            let (of_all, of_it) = ("", "?plan=QUICKSILVER-2025");
            let all = browser.get(&format!("/exports/reports/{kind}.json{of_all}")).await;
            assert!(
                !all.text().contains("Marmalade"),
                "no report holds a draft that it does not name: {who:?}, {kind}"
            );
            let file = browser.get(&format!("/exports/reports/{kind}.json{of_it}")).await;
            assert_eq!(file.text().contains("Marmalade"), sees, "{who:?}, {kind}");
            let page = browser.get(&format!("/reports/{kind}{of_it}")).await;
            assert_eq!(page.text().contains("Marmalade"), sees && kind != "slippage", "{who:?}, {kind}");
        }
    }
}

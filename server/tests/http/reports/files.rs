//! What only one kind of file has: typed cells of workbooks, the table that a CSV holds, one HTML file that needs no other.

use super::{grid, of_kind};
use crate::html::tags;
use crate::world::World;
use calamine::{Data, Reader, Xlsx};
use serde_json::Value;
use std::collections::BTreeSet;
use std::io::Cursor;

/// A report of each kind, by the query of its address.
const KINDS: [(&str, &str); 6] = [
    ("progress", "plan=NAP-2021&since=2024-02-13&as_of=2024-09-30"),
    ("scorecard", "lead=DOJ&since=2024-02-13&as_of=2024-09-30"),
    ("slippage", "plan=NAP-2021&since=2024-02-13&as_of=2024-09-30"),
    ("changes", "plan=NAP-2021&since=2024-02-13&as_of=2024-09-30"),
    ("status", "plan=NAP-2021&as_of=2024-09-30"),
    ("action", "plan=NAP-2021&action=DOJ-08&as_of=2024-09-30"),
];

#[tokio::test]
async fn no_cell_of_a_workbook_holds_a_date_as_text_and_the_figures_of_its_cover_are_numbers() {
    let world = World::of_the_demonstration().await;
    let mut auditor = world.signed_in_as("auditor").await;
    for (kind, query) in KINDS {
        let file = auditor.get(&format!("/exports/reports/{kind}.xlsx?{query}")).await;
        assert_eq!(file.status, 200, "{kind}");
        let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(file.body.clone())).unwrap();
        // The cover has sentences, a step of the bridge is called after its day, and the last one is a file's own table, in
        // whose columns dates stand beside words.
        let typed = |name: &String| !["Cover", "Change in open actions", "Changes"].contains(&name.as_str());
        for name in book.sheet_names().into_iter().filter(typed) {
            let range = book.worksheet_range(&name).unwrap();
            for (row, column, cell) in range.used_cells() {
                if let Data::String(text) = cell {
                    let is_head = row < 4;
                    assert!(is_head || domain::date::read(text).is_err(), "{kind}, {name}, {row}, {column}: {text}");
                }
            }
        }
        let report = of_kind(&mut auditor, kind, query).await;
        let cover = book.worksheet_range("Cover").unwrap();
        let figures = report["parts"].as_array().unwrap().iter().filter(|part| part["part"] == "figures");
        for figure in figures.flat_map(|part| part["content"].as_array().unwrap()) {
            let row = cover.rows().find(|row| row[0] == Data::String(figure["name"].as_str().unwrap().to_owned()));
            assert_eq!(row.unwrap()[1], Data::Float(figure["number"].as_f64().unwrap()), "{kind}: {figure}");
        }
    }
}

#[tokio::test]
async fn the_csv_of_each_kind_holds_what_the_kind_is_about_and_names_its_description() {
    let world = World::of_the_demonstration().await;
    let mut auditor = world.signed_in_as("auditor").await;
    let about = ["actions", "actions", "date-changes", "changes", "status", "actions"];
    for ((kind, query), name) in KINDS.into_iter().zip(about) {
        let report = of_kind(&mut auditor, kind, query).await;
        let table = &report["tables"][0];
        assert_eq!(table["name"], name, "{kind}");
        let csv = auditor.get(&format!("/exports/reports/{kind}.csv?{query}")).await;
        let titles: Vec<&str> =
            table["columns"].as_array().unwrap().iter().map(|column| column["title"].as_str().unwrap()).collect();
        let mut reader = csv::Reader::from_reader(csv.body.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&csv.body));
        assert_eq!(reader.headers().unwrap().iter().collect::<Vec<_>>(), titles, "{kind}");
        assert_eq!(reader.records().count(), table["rows"].as_array().unwrap().len(), "{kind}");
        let link = csv.headers.get("link").unwrap().to_str().unwrap().to_owned();
        let address = link.split_once('<').unwrap().1.split_once('>').unwrap().0.to_owned();
        assert!(address.starts_with(&format!("/exports/reports/{kind}.csv-metadata.json?")), "{link}");
        let described = auditor.get(&address).await;
        assert_eq!(described.status, 200, "{address}: {}", described.text());
        let described: Value = serde_json::from_slice(&described.body).unwrap();
        let columns = described["tableSchema"]["columns"].as_array().unwrap();
        assert_eq!(columns.len(), titles.len(), "{kind}");
    }
}

#[tokio::test]
async fn the_csv_of_the_status_report_has_a_column_for_each_fiscal_year_of_its_table() {
    let world = World::of_the_demonstration().await;
    let mut auditor = world.signed_in_as("auditor").await;
    let report = of_kind(&mut auditor, "status", "plan=NAP-2021&as_of=2024-09-30").await;
    let rows = report["tables"][0]["rows"].as_array().unwrap();
    let shown = grid(&report, "NAP 2021");
    assert_eq!(rows.len(), shown.len());
    for (row, shown) in rows.iter().zip(&shown) {
        for year in 2022..=2024 {
            let (of_file, of_table) = (&row[&format!("fy_{year}")], &shown[&format!("FY {year}")]);
            assert_eq!(of_file, of_table, "{row}");
        }
        assert_eq!((&row["status"], &row["comment"]), (&shown["Status"], &shown["Comment"]));
    }
}

#[tokio::test]
async fn the_verdict_of_each_action_is_that_of_its_page() {
    let world = World::of_the_demonstration().await;
    let mut auditor = world.signed_in_as("auditor").await;
    for as_of in ["2024-09-30", "2024-02-13"] {
        let list = auditor.get(&format!("/exports/actions.json?plan=NAP-2021&as_of={as_of}")).await;
        let list: Value = serde_json::from_slice(&list.body).unwrap();
        let mut seen = BTreeSet::new();
        for row in list["rows"].as_array().unwrap() {
            let (reference, verdict) = (row["reference"].as_str().unwrap(), row["verdict"].as_str().unwrap());
            let page = auditor.get(&format!("/actions/NAP-2021/{reference}?as_of={as_of}")).await;
            let said = match verdict {
                "No update received" => continue,
                "Out of date" => "The last update is out of date.",
                "Changed since" => "Changed since the update.",
                "These don\'t match" => "These don\'t match.",
                "Nothing to compare" => "Nothing to compare.",
                "Reported only" => "Reported only.",
                "No differences found" => "No differences found.",
                other => panic!("{other}"),
            };
            assert!(tags(page.text()).iter().any(|tag| tag.text.trim() == said), "{reference}, {as_of}: {verdict}");
            seen.insert(verdict.to_owned());
        }
        assert!(seen.len() > 2, "{as_of}: {seen:?}");
    }
}

#[tokio::test]
async fn an_html_file_needs_no_other_file_and_runs_nothing() {
    let world = World::of_the_demonstration().await;
    let mut auditor = world.signed_in_as("auditor").await;
    for (kind, query) in KINDS {
        let file = auditor.get(&format!("/exports/reports/{kind}.html?{query}")).await;
        assert_eq!(file.status, 200, "{kind}");
        let tags = tags(file.text());
        assert!(!tags.iter().any(|tag| ["script", "link", "img", "iframe"].contains(&tag.name.as_str())), "{kind}");
        let attributes = tags.iter().flat_map(|tag| &tag.attributes);
        for (name, value) in attributes {
            assert!(!name.starts_with("on"), "{kind}: {name}={value}");
            let is_own = value.starts_with('#') || name == "xmlns";
            assert!(is_own || !["href", "src", "xlink:href"].contains(&name.as_str()), "{kind}: {name}={value}");
        }
        let html = tags.iter().find(|tag| tag.name == "html").unwrap();
        assert_eq!(html.attribute("lang"), Some("en-US"));
        assert_eq!(tags.iter().filter(|tag| tag.name == "h1").count(), 1, "{kind}");
        assert!(tags.iter().filter(|tag| tag.name == "th").all(|tag| tag.attribute("scope").is_some()), "{kind}");
        let ids: Vec<&str> = tags.iter().filter_map(|tag| tag.attribute("id")).collect();
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "{kind}: {ids:?}");
        let page = auditor.get(&format!("/reports/{kind}?{query}")).await;
        let anchors = |text: &str| -> Vec<String> {
            let heads =
                crate::html::tags(text).into_iter().filter(|tag| ["h2", "h3", "h4"].contains(&tag.name.as_str()));
            heads.filter_map(|tag| tag.attribute("id").map(str::to_owned)).collect()
        };
        assert_eq!(anchors(file.text()), anchors(page.text()), "{kind}");
    }
}

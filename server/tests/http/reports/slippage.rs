//! The slippage report: every sum is that of the date changes below it, and since a date that of the list.

use super::{grid, of_kind, sum};
use crate::world::World;
use serde_json::Value;

const SUMS: [&str; 3] = ["Slip by cause and reason", "Slip by lead agency", "Slip by section"];

#[tokio::test]
async fn the_sums_of_a_slippage_report_are_the_same_by_reason_agency_section_and_change() {
    let world = World::of_the_demonstration().await;
    let mut auditor = world.signed_in_as("auditor").await;
    let report = of_kind(&mut auditor, "slippage", "plan=NAP-2021&as_of=2024-09-30").await;
    let counted = sum(&grid(&report, "Every date change"), "Days counted");
    assert!(counted > 0);
    for name in SUMS {
        let rows = grid(&report, name);
        let (total, rows) = rows.split_last().unwrap();
        assert_eq!(total["Days of slip"], counted, "{name}");
        assert_eq!(sum(rows, "Days of slip"), counted, "{name}");
    }
}

#[tokio::test]
async fn slip_since_a_date_stands_beside_the_total_and_is_that_of_the_list_of_date_changes() {
    let world = World::of_the_demonstration().await;
    let mut auditor = world.signed_in_as("auditor").await;
    let query = "plan=NAP-2021&since=2024-02-13&as_of=2024-09-30";
    let report = of_kind(&mut auditor, "slippage", query).await;
    let list = auditor.get(&format!("/exports/date-changes.json?{query}")).await;
    let list: Value = serde_json::from_slice(&list.body).unwrap();
    let rows = list["rows"].as_array().unwrap();
    let days: i64 = rows.iter().map(|row| row["slip_days"].as_i64().unwrap()).sum();
    assert!(days != 0 && !rows.is_empty());
    for name in SUMS {
        let table = grid(&report, name);
        let (total, of_groups) = table.split_last().unwrap();
        assert_eq!(total["Days of slip since Feb. 13, 2024"], days, "{name}");
        assert_eq!(sum(of_groups, "Days of slip since Feb. 13, 2024"), days, "{name}");
        assert_eq!(total["Date changes since Feb. 13, 2024"], rows.len(), "{name}");
    }
    let changes = grid(&report, "Every date change");
    assert_eq!(sum(&changes, "Days counted since Feb. 13, 2024"), days);
    let since = changes.iter().filter(|row| !row["Days counted since Feb. 13, 2024"].is_null());
    assert_eq!(since.count(), rows.len());
}

#[tokio::test]
async fn each_date_change_has_its_day_its_explanation_and_the_log_entry_of_the_file() {
    let world = World::of_the_demonstration().await;
    let mut auditor = world.signed_in_as("auditor").await;
    let report = of_kind(&mut auditor, "slippage", "plan=NAP-2021&as_of=2024-09-30").await;
    let table = report["tables"].as_array().unwrap().iter().find(|table| table["name"] == "date-changes").unwrap();
    let of_file = |from: &Value, to: &Value, action: &Value| {
        let rows = table["rows"].as_array().unwrap();
        let found = rows.iter().filter(|row| row["from"] == *from && row["to"] == *to && row["action"] == *action);
        found
            .map(|row| (row["changed_on"].clone(), row["reason_in_words"].clone(), row["entry"].as_u64().unwrap() + 1))
            .collect::<Vec<_>>()
    };
    let changes = grid(&report, "Every date change");
    assert!(!changes.is_empty());
    for row in changes {
        let entry = row["Log entry"].as_u64().unwrap();
        let said = (row["Changed on"].clone(), row["Explanation"].clone(), entry);
        assert!(of_file(&row["From"], &row["To"], &row["Action"]).contains(&said), "{row:?}");
    }
}

#[tokio::test]
async fn a_date_that_is_later_than_the_one_viewed_is_refused() {
    let world = World::of_the_demonstration().await;
    let mut auditor = world.signed_in_as("auditor").await;
    let answer = auditor.get("/exports/reports/slippage.json?since=2024-09-30&as_of=2024-02-13").await;
    assert_eq!(answer.status, 400);
    assert!(answer.text().contains("is later than the date being viewed"), "{}", answer.text());
}

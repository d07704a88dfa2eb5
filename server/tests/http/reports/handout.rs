//! Progress reports for a meeting: charts of whatever they are about, and a handout without the single actions.

use super::{grid, json};
use crate::world::World;
use serde_json::Value;

fn charts(report: &Value) -> Vec<String> {
    let parts = report["parts"].as_array().unwrap().iter().filter(|part| part["part"] == "chart");
    parts.map(|part| part["content"]["id"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn a_report_of_several_plans_and_one_of_a_list_have_charts_that_count_their_actions() {
    let world = World::of_the_demonstration().await;
    let mut chair = world.signed_in_as("chair").await;
    let plans = json(&mut chair, "plan=in-force&as_of=2024-09-30").await;
    assert_eq!(charts(&plans), ["chart-plans", "chart-promised", "chart-reasons"]);
    let one_lead = json(&mut chair, "plan=NAP-2021&led-by=DOJ&as_of=2024-09-30").await;
    assert_eq!(charts(&one_lead), ["chart-status", "chart-promised", "chart-reasons"]);
    for report in [plans, one_lead] {
        let actions = report["tables"][0]["rows"].as_array().unwrap().len() as u64;
        let chart = report["parts"].as_array().unwrap().iter().find(|part| part["part"] == "chart").unwrap();
        let heads = chart["content"]["table"]["heads"].as_array().unwrap();
        let column = heads.iter().position(|head| head["title"] == "Actions").unwrap();
        let rows = chart["content"]["table"]["rows"].as_array().unwrap();
        assert_eq!(rows.iter().map(|row| row[column].as_u64().unwrap()).sum::<u64>(), actions);
    }
}

#[tokio::test]
async fn a_handout_ends_with_what_needs_a_decision_and_has_the_same_figures() {
    let world = World::of_the_demonstration().await;
    let mut chair = world.signed_in_as("chair").await;
    let query = "plan=in-force&since=meeting:PITF-M-2024&as_of=2024-09-30";
    let whole = json(&mut chair, query).await;
    let handout = json(&mut chair, &format!("{query}&detail=summary")).await;
    assert_eq!(whole["parts"][0], handout["parts"][0]);
    assert_eq!(whole["tables"], handout["tables"], "the rows that it is counted from stay the same");
    let chapters = |report: &Value| -> Vec<String> {
        let heads = report["parts"].as_array().unwrap().iter().filter(|part| part["content"]["level"] == "chapter");
        heads.map(|part| part["content"]["id"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(chapters(&whole), ["summary", "charts", "agencies", "actions", "definitions", "sources"]);
    assert_eq!(chapters(&handout), ["summary", "charts", "agencies", "decisions", "definitions", "sources"]);
    assert!(!handout["parts"].to_string().contains("Milestones of"));
    let list = chair.get(&format!("/exports/actions.json?{query}&decision=any")).await;
    let list: Value = serde_json::from_slice(&list.body).unwrap();
    let listed: Vec<String> = list["rows"].as_array().unwrap().iter().map(|row| text(&row["reference"])).collect();
    let rows = grid(&handout, "Needs a decision");
    let named: Vec<String> =
        rows.iter().map(|row| text(&row["Action"]).split(' ').next().unwrap().to_owned()).collect();
    assert!(!named.is_empty());
    assert_eq!(named, listed);
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_detail_that_there_is_not_and_one_of_another_kind_are_refused() {
    let world = World::of_the_demonstration().await;
    let mut chair = world.signed_in_as("chair").await;
    for address in
        ["progress.json?detail=all", "slippage.json?detail=summary", "scorecard.json?lead=DOJ&detail=summary"]
    {
        assert_eq!(chair.get(&format!("/exports/reports/{address}")).await.status, 400, "{address}");
    }
    let page = chair.get("/reports/progress?plan=in-force&detail=summary").await;
    assert!(page.text().contains("progress.pdf?plan=in-force&amp;detail=summary"), "{}", page.text());
}

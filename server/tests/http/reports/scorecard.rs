//! The scorecard of an agency: the figures of its page, of the one agency that is asked for.

use super::{grid, of_kind};
use crate::html::{tags, words};
use crate::rights::Object;
use crate::targets::{Target, Thing};
use crate::world::{Who, World};
use serde_json::Value;
use std::collections::BTreeMap;

const FIGURES: [&str; 7] =
    ["Leads", "Open", "Completed", "Off track", "With overdue milestones", "Updates overdue", "Slip (days)"];

/// The figures of the scorecard of a page, of the agency with its components and alone.
fn figures_of_page(page: &str) -> Vec<BTreeMap<String, i64>> {
    let (mut rows, mut cell) = (Vec::new(), None);
    for tag in tags(page) {
        match tag.name.as_str() {
            "td" => cell = tag.attribute("data-l").map(str::to_owned),
            "/td" => cell = None,
            _ => {}
        }
        let number = tag.text.trim().replace(',', "").parse::<i64>();
        if let (Some(name), Ok(number)) = (&cell, number)
            && FIGURES.contains(&name.as_str())
        {
            if name == "Leads" {
                rows.push(BTreeMap::new());
            }
            if let Some(row) = rows.last_mut() {
                // Tables further down have columns of the same names.
                row.entry(name.clone()).or_insert(number);
            }
        }
    }
    rows
}

#[tokio::test]
async fn the_figures_of_a_scorecard_are_those_of_the_page_of_the_agency() {
    let world = World::of_the_demonstration().await;
    let mut auditor = world.signed_in_as("auditor").await;
    for (agency, plans) in [("DOJ", ""), ("DOJ", "&plan=all"), ("HHS", ""), ("DHS", "&plan=all")] {
        let page = auditor.get(&format!("/agencies/{agency}?as_of=2024-09-30{plans}")).await;
        let [all, alone] = &figures_of_page(page.text())[..2] else { panic!("{}", page.text()) };
        let report = of_kind(&mut auditor, "scorecard", &format!("lead={agency}&as_of=2024-09-30{plans}")).await;
        for row in grid(&report, "Scorecard") {
            let name = row["Figure"].as_str().unwrap();
            assert_eq!(row["Sept. 30, 2024"], all[name], "{agency}{plans}: {name}");
            assert_eq!(row["Agency only, without components"], alone[name], "{agency}{plans}: {name}");
        }
        let rows = report["tables"][0]["rows"].as_array().unwrap().len() as i64;
        assert_eq!(rows, all["Leads"], "{agency}{plans}");
    }
}

#[tokio::test]
async fn a_compared_scorecard_has_the_figures_of_both_dates() {
    let world = World::of_the_demonstration().await;
    let mut chair = world.signed_in_as("chair").await;
    let report = of_kind(&mut chair, "scorecard", "lead=DOJ&since=2024-02-13&as_of=2024-09-30").await;
    let rows = grid(&report, "Scorecard");
    assert_eq!(rows.len(), FIGURES.len());
    for row in &rows {
        let number = |column: &str| row[column].as_i64().unwrap();
        assert_eq!(number("Sept. 30, 2024") - number("Feb. 13, 2024"), number("Change"), "{row:?}");
    }
    let page = words(chair.get("/agencies/DOJ?since=2024-02-13&as_of=2024-09-30").await.text());
    let page = super::plain(&page);
    for row in rows.iter().filter(|row| row["Change"] != 0 && row["Figure"] != "Slip (days)") {
        let (name, was, is) = (row["Figure"].as_str().unwrap(), &row["Feb. 13, 2024"], &row["Sept. 30, 2024"]);
        let said = format!("{name}: {was} changed to \u{2192} {is}");
        assert!(page.contains(&said), "{said}: {page}");
    }
}

#[tokio::test]
async fn a_scorecard_without_one_agency_is_refused_in_words() {
    let world = World::begin().await;
    let mut auditor = world.signed_in(Who::Auditor).await;
    for query in ["", "lead=none", "lead=DOJ,HHS", "lead=GROUP", "plan=all"] {
        for address in ["/reports/scorecard", "/exports/reports/scorecard.json"] {
            let answer = auditor.get(&format!("{address}?{query}")).await;
            assert_eq!(answer.status, 400, "{address}?{query}");
            assert!(answer.text().contains("Choose the one agency"), "{query}: {}", answer.text());
        }
    }
    for query in ["lead=DOJ&status=open", "lead=DOJ&step=any&since=2024-01-15", "lead=DOJ&action=A-01", "lead=NONE-1"] {
        let answer = auditor.get(&format!("/exports/reports/scorecard.json?{query}")).await;
        assert_eq!(answer.status, 400, "{query}: {}", answer.text());
    }
    assert_eq!(auditor.get("/exports/reports/scorecard.pdf?lead=DOJ").await.status, 200);
}

#[tokio::test]
async fn the_page_of_an_agency_leads_to_its_scorecard_with_the_plans_and_the_date_that_it_compares() {
    let world = World::of_the_demonstration().await;
    let mut auditor = world.signed_in_as("auditor").await;
    let page = auditor.get("/agencies/DOJ?plan=all&since=2024-02-13&as_of=2024-09-30").await;
    let link = tags(page.text()).into_iter().find(|tag| tag.name == "a" && tag.text == "Agency scorecard").unwrap();
    let address = link.attribute("href").unwrap().to_owned();
    assert_eq!(address, "/reports/scorecard?lead=DOJ&plan=all&since=2024-02-13&as_of=2024-09-30");
    let report = auditor.get(&address).await;
    assert_eq!(report.status, 200);
    assert!(words(report.text()).contains("Justice: scorecard as of September 30, 2024"), "{}", words(report.text()));
}

#[tokio::test]
async fn an_action_of_a_draft_is_in_no_scorecard_that_does_not_name_the_draft() {
    let world = World::begin().await;
    Target::make(&world, Thing::Report, Object::InDraft, "Marmalade").await;
    let leads = |report: &Value| report["tables"][0]["rows"].to_string();
    let mut sees = Vec::new();
    for agency in ["DOJ", "OVC", "HHS", "OTIP"] {
        let mut secretariat = world.signed_in(Who::Secretariat).await;
        let all = of_kind(&mut secretariat, "scorecard", &format!("lead={agency}&plan=all")).await;
        assert!(!leads(&all).contains("Marmalade"), "{agency}");
        let query = format!("lead={agency}&plan=QUICKSILVER-2025");
        sees.push(leads(&of_kind(&mut secretariat, "scorecard", &query).await).contains("Marmalade"));
        let mut auditor = world.signed_in(Who::Auditor).await;
        assert_eq!(auditor.get(&format!("/exports/reports/scorecard.json?{query}")).await.status, 400, "{agency}");
    }
    assert!(sees.contains(&true), "those who see the draft see its action where the draft is named");
}

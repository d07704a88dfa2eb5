//! A number opens into every version of what it counts, and the entry that decides is marked.

use crate::browser::Browser;
use crate::html::{tags, words};
use crate::world::World;
use axum::http::StatusCode;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// The rows of a table of sources, each as its own HTML.
async fn rows(browser: &mut Browser, address: &str) -> Vec<String> {
    let mut rows = Vec::new();
    for page in 1.. {
        let answer = browser.get(&format!("{address}&page={page}")).await;
        assert_eq!(answer.status, StatusCode::OK, "{address}");
        let table =
            answer.text().split("<tbody").nth(1).map(|table| table.split("</tbody>").next().unwrap().to_owned());
        let found: Vec<String> = table.iter().flat_map(|table| table.split("<tr").skip(1)).map(str::to_owned).collect();
        if found.is_empty() {
            break;
        }
        rows.extend(found);
    }
    rows
}

/// The entries to which some HTML links.
fn entries(html: &str) -> BTreeSet<u64> {
    let addresses = tags(html).into_iter().filter_map(|tag| tag.attribute("href").map(str::to_owned));
    addresses.filter_map(|address| address.strip_prefix("/record/")?.split('?').next()?.parse().ok()).collect()
}

/// The cells of a row of which the label begins so.
fn cell<'a>(row: &'a str, label: &str) -> &'a str {
    row.split("<td")
        .find(|cell| cell.contains(&format!("data-l=\"{label}")))
        .unwrap_or_else(|| panic!("{label}: {row}"))
}

fn milestone(row: &str) -> String {
    let address = row.split("/milestones/").nth(1).unwrap();
    address.split(['"', '?']).next().unwrap().to_owned()
}

/// For each object the entries that made its versions, and the event of each entry, as the ledger has them.
async fn ledger(browser: &mut Browser) -> (BTreeMap<String, BTreeSet<u64>>, BTreeMap<u64, String>) {
    let (mut versions, mut events) = (BTreeMap::<String, BTreeSet<u64>>::new(), BTreeMap::new());
    for line in browser.get("/exports/ledger.jsonl").await.text().lines() {
        let line: Value = serde_json::from_str(line).unwrap();
        let (seq, rows) = match (&line["entry"], &line["rows_of"]) {
            (Value::Null, Value::Null) => continue,
            (Value::Null, of) => (of.as_u64().unwrap(), line["rows"].as_array()),
            (entry, _) => (entry["seq"].as_u64().unwrap(), entry["rows"].as_array()),
        };
        if let Some(event) = line["entry"]["event"].as_str() {
            events.insert(seq, event.to_owned());
        }
        for row in rows.into_iter().flatten() {
            versions.entry(row["id"].as_str().unwrap().to_owned()).or_default().insert(seq);
        }
    }
    (versions, events)
}

#[tokio::test]
async fn behind_each_milestone_stand_all_entries_that_planned_and_moved_it_and_the_last_one_decides() {
    let world = World::of_the_demonstration().await;
    let mut auditor = world.signed_in_as("auditor").await;
    let (versions, events) = ledger(&mut auditor).await;
    let mut of_events: BTreeMap<&str, usize> = BTreeMap::new();
    for row in rows(&mut auditor, "/proof/milestones?moved=yes").await {
        let of_it = versions.get(&milestone(&row)).unwrap();
        let shown = entries(cell(&row, "Every version"));
        assert!(of_it.is_subset(&shown), "{of_it:?} are not all in {shown:?}");
        assert_eq!(entries(cell(&row, "Deciding entry")), BTreeSet::from([*of_it.last().unwrap()]));
        shown.iter().for_each(|entry| *of_events.entry(events[entry].as_str()).or_default() += 1);
    }
    assert!(of_events["milestone-moved"] > 80, "{of_events:?}");
    assert!(of_events["milestone-planned"] > 50, "{of_events:?}");
}

#[tokio::test]
async fn behind_each_date_change_stands_the_entry_that_made_it() {
    let world = World::of_the_demonstration().await;
    let mut auditor = world.signed_in_as("auditor").await;
    let (_, events) = ledger(&mut auditor).await;
    let page = auditor.get("/date-changes?plan=NAP-2021").await.text().to_owned();
    assert!(page.contains("/proof/date-changes?plan=NAP-2021") && words(&page).contains("Show sources"));
    let found = rows(&mut auditor, "/proof/date-changes?plan=NAP-2021").await;
    assert!(words(&page).contains(&format!("{} date changes", found.len())), "{} rows", found.len());
    let mut seen = BTreeSet::new();
    for row in &found {
        let deciding = entries(cell(row, "Deciding entry"));
        let entry = deciding.first().copied().unwrap_or_else(|| panic!("no entry: {row}"));
        assert_eq!(events[&entry], "milestone-moved", "{row}");
        assert!(entries(cell(row, "Every version")).contains(&entry));
        seen.insert(entry);
    }
    assert_eq!(seen.len(), found.len(), "each change has an entry of its own");
}

/// The status of an action is that of its last update, and the sources name the entry of just that update.
#[tokio::test]
async fn behind_an_action_the_entries_that_decide_its_status_and_lead_are_marked() {
    let world = World::of_the_demonstration().await;
    let mut auditor = world.signed_in_as("auditor").await;
    let (_, events) = ledger(&mut auditor).await;
    let found = rows(&mut auditor, "/proof/actions?plan=NAP-2021&status=in-progress").await;
    assert!(found.len() > 3, "{}", found.len());
    for row in found {
        let deciding = cell(&row, "Deciding entries");
        let status =
            deciding.split("Status: ").nth(1).and_then(|after| entries(after.split("</span>").next()?).pop_first());
        let event = status.map(|entry| events[&entry].clone());
        assert!(matches!(event.as_deref(), Some("progress-reported" | "report-verified")), "{event:?}: {row}");
        assert!(entries(cell(&row, "Every version")).is_superset(&entries(deciding)), "{row}");
    }
}

//! The page of the log cut to an event, an agency, an account, an object or days.

use crate::browser::Browser;
use crate::html::{tags, words};
use crate::rights::Object;
use crate::targets::{Target, Thing};
use crate::world::{History, Who, World};
use axum::http::StatusCode;

/// The entries in the table of the page.
async fn listed(browser: &mut Browser, address: &str) -> Vec<u64> {
    let answer = browser.get(address).await;
    assert_eq!(answer.status, StatusCode::OK, "{address}");
    let Some(table) = answer.text().split("<tbody").nth(1) else { return Vec::new() };
    let table = table.split("</tbody>").next().unwrap();
    let links = tags(table).into_iter().filter_map(|tag| tag.attribute("href").map(str::to_owned));
    links.filter_map(|link| link.strip_prefix("/record/")?.split('?').next()?.parse().ok()).collect()
}

/// Events of the entries, as the ledger has them.
async fn of_event(browser: &mut Browser, event: &str) -> Vec<u64> {
    let ledger = browser.get("/exports/ledger.jsonl").await.text().to_owned();
    let lines = ledger.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    let mut found: Vec<u64> = lines
        .filter(|line| line["entry"]["event"] == event)
        .map(|line| line["entry"]["seq"].as_u64().unwrap())
        .collect();
    found.reverse();
    found
}

#[tokio::test]
async fn an_auditor_finds_the_entries_of_an_event_an_agency_an_account_and_a_thing() {
    let world = World::begin().await;
    let mut auditor = world.signed_in(Who::Auditor).await;
    let planned = of_event(&mut auditor, "milestone-planned").await;
    assert_eq!(listed(&mut auditor, "/record?event=milestone-planned").await, planned);
    let page = words(auditor.get("/record?event=milestone-planned").await.text());
    assert!(page.contains("match these filters.") && page.contains("Event: Milestone added"), "{page}");

    let of_justice = listed(&mut auditor, "/record?agency=DOJ").await;
    let account = Who::Justice.person();
    let by_its_liaison = listed(&mut auditor, &format!("/record?account={account}&agency=DOJ")).await;
    assert!(by_its_liaison.len() > 3 && by_its_liaison.iter().all(|entry| of_justice.contains(entry)));
    assert!(of_justice.len() > by_its_liaison.len(), "the secretariat asked it, and its account was added");
    assert_eq!(listed(&mut auditor, &format!("/record?account={}", Who::Chair.person())).await, [] as [u64; 0]);
    let page = words(auditor.get(&format!("/record?account={account}")).await.text());
    assert!(page.contains(&format!("Account: {}", Who::Justice.name())), "{page}");

    let of_milestone = listed(&mut auditor, &format!("/record?object={}", History::TRAINING_PLANNED)).await;
    assert_eq!(of_milestone.len(), 2, "planned and moved");
    let of_action = listed(&mut auditor, "/record?object=PLAN-2024/A-01").await;
    assert!(of_milestone.iter().all(|entry| of_action.contains(entry)) && of_action.len() > of_milestone.len());
}

#[tokio::test]
async fn an_auditor_finds_the_entries_of_some_days_as_of_then() {
    let world = World::begin().await;
    let mut auditor = world.signed_in(Who::Auditor).await;
    let moved = of_event(&mut auditor, "milestone-moved").await;
    assert_eq!(listed(&mut auditor, "/record?from=2024-03-04&to=2024-03-04&event=milestone-moved").await, moved);
    assert_eq!(listed(&mut auditor, "/record?from=2024-03-05&event=milestone-moved").await, [] as [u64; 0]);
    assert_eq!(listed(&mut auditor, "/record?event=milestone-moved&as_of=2024-03-03").await, [] as [u64; 0]);
    let nothing = words(auditor.get("/record?from=2024-05-30&to=2024-05-31").await.text());
    assert!(nothing.contains("No log entries match these filters."), "{nothing}");
}

#[tokio::test]
async fn a_filtered_log_has_pages_that_keep_the_filter() {
    let world = World::begin().await;
    for _ in 0..60 {
        Target::make(&world, Thing::OfferedLead, Object::OfHealth, "Fresh").await;
    }
    let mut auditor = world.signed_in(Who::Auditor).await;
    let all = of_event(&mut auditor, "action-added").await;
    let first = auditor.get("/record?event=action-added").await.text().to_owned();
    assert!(first.contains("/record?event=action-added&amp;page=2"));
    let mut listed_entries = listed(&mut auditor, "/record?event=action-added").await;
    assert_eq!(listed_entries.len(), 50);
    listed_entries.extend(listed(&mut auditor, "/record?event=action-added&page=2").await);
    assert_eq!(listed_entries, all);
    assert_eq!(auditor.get("/record?event=action-added&page=3").await.status, StatusCode::NOT_FOUND);
    assert_eq!(auditor.get("/record?page=99999999999").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_filter_that_stands_for_nothing_is_refused_by_its_name() {
    let world = World::begin().await;
    let mut auditor = world.signed_in(Who::Auditor).await;
    for (query, said) in [
        ("event=Milestone moved", "isn't a valid value for \"event\"."),
        ("agency=NOPE", "We couldn't find an agency with the code \"NOPE\"."),
        ("account=x", "isn't a valid value for \"account\"."),
        ("object=x", "isn't a valid value for \"object\"."),
        ("object=PLAN-2024/NOPE", "We couldn't find an object with the code \"PLAN-2024/NOPE\"."),
        ("object=00000000-0000-0000-0000-000000000001", "We couldn't find an object"),
        ("from=2024-13-01", "From: This date doesn't exist: there is no month 13."),
        ("to=soon", "To: Enter a date. Example: 06/03/2024"),
        ("page=x", "isn't a valid value for \"page\"."),
    ] {
        let answer = auditor.get(&format!("/record?{}", query.replace(' ', "+"))).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{query}");
        assert!(words(answer.text()).contains(said), "{query}: {}", words(answer.text()));
    }
}

/// Which entries touched a thing is told to nobody who may not see the thing.
#[tokio::test]
async fn the_entries_of_a_draft_are_not_found_by_its_id() {
    let world = World::begin().await;
    let target = Target::make(&world, Thing::Report, Object::InDraft, "Quicksilver").await;
    for (who, status) in
        [(Who::Secretariat, StatusCode::OK), (Who::Justice, StatusCode::OK), (Who::Auditor, StatusCode::BAD_REQUEST)]
    {
        let mut browser = world.signed_in(who).await;
        for object in ["{report}", "{plan}/{reference}"] {
            let answer = browser.get(&target.fill(&format!("/record?object={object}"))).await;
            assert_eq!(answer.status, status, "{who:?} {object}");
        }
    }
}

//! What the words in the address of a list narrow it to: everything that is said, on the page, in files and in proofs.

use crate::browser::Browser;
use crate::html::{tags, words};
use crate::rights::Object;
use crate::targets::{Target, Thing};
use crate::world::{Who, World};
use axum::http::StatusCode;
use std::collections::BTreeSet;

/// The pages of actions that a page links to: `/actions/PLAN-2024/A-01`.
async fn linked_actions(browser: &mut Browser, address: &str) -> BTreeSet<String> {
    let page = browser.get(address).await;
    assert_eq!(page.status, StatusCode::OK, "{address}");
    let addresses = tags(page.text()).into_iter().filter_map(|tag| tag.attribute("href").map(str::to_owned));
    let pages = addresses.map(|address| address.split(['?', '#']).next().unwrap().to_owned());
    pages.filter(|path| path.strip_prefix("/actions/").is_some_and(|key| key.contains('/'))).collect()
}

async fn number_of_rows(browser: &mut Browser, file: &str) -> (usize, usize) {
    let csv = browser.get(&file.replace("FORMAT", "csv")).await;
    let json: serde_json::Value =
        serde_json::from_slice(&browser.get(&file.replace("FORMAT", "json")).await.body).unwrap();
    let rows = csv::Reader::from_reader(csv.body.as_slice()).into_records().count();
    (rows, json["rows"].as_array().unwrap().len())
}

#[tokio::test]
async fn an_action_is_listed_by_what_is_said_of_it_everywhere_alike() {
    let world = World::begin().await;
    let before = world.size().await - 1;
    for (thing, what) in [(Thing::Report, "Marmalade"), (Thing::Document, "Quince"), (Thing::OpenMilestone, "Medlar")] {
        Target::make(&world, thing, Object::OfHealth, what).await;
    }
    let mut browser = world.signed_in(Who::Auditor).await;
    for (asked, number) in
        [("%22two+sites%22+marmal", 1), ("quince+memo", 1), ("medlar+sites", 1), ("nowhere", 0), ("--", 0)]
    {
        let found = linked_actions(&mut browser, &format!("/search?q={asked}")).await;
        let listed = linked_actions(&mut browser, &format!("/actions?q={asked}")).await;
        assert_eq!(listed.len(), number, "{asked}");
        assert!(found.is_empty() || found == listed, "{asked}: {found:?} and {listed:?}");
        assert_eq!(linked_actions(&mut browser, &format!("/proof/actions?q={asked}")).await, listed, "{asked}");
        let files = number_of_rows(&mut browser, &format!("/exports/actions.FORMAT?q={asked}")).await;
        assert_eq!(files, (number, number), "{asked}");
        let then = format!("/actions?q={asked}&as_of=entry:{before}");
        assert_eq!(linked_actions(&mut browser, &then).await.len(), 0, "{asked}: before it was said");
        let bridge = words(browser.get(&format!("/actions?q={asked}&since=entry:{before}")).await.text());
        let added = if number > 0 { format!("{number} added") } else { "None were added or removed.".to_owned() };
        assert!(bridge.contains("this list had 0 actions") && bridge.contains(&added), "{asked}: {bridge}");
    }
}

#[tokio::test]
async fn a_milestone_is_listed_by_its_own_words_and_its_action_in_page_and_files() {
    let world = World::begin().await;
    Target::make(&world, Thing::OpenMilestone, Object::OfHealth, "Marmalade").await;
    Target::make(&world, Thing::OpenMilestone, Object::OfHealth, "Quince").await;
    let mut browser = world.signed_in(Who::Auditor).await;
    for (asked, number) in [("marmalade", 1), ("sites+train", 2), ("quince+trainers", 1), ("quince+marmalade", 0)] {
        let page = words(browser.get(&format!("/milestones?q={asked}")).await.text());
        assert!(page.contains(&format!("{number} of ")), "{asked}: {page}");
        let files = number_of_rows(&mut browser, &format!("/exports/milestones.FORMAT?q={asked}")).await;
        assert_eq!(files, (number, number), "{asked}");
    }
}

#[tokio::test]
async fn words_of_a_draft_list_nothing_for_who_may_not_see_it() {
    let world = World::begin().await;
    for thing in [Thing::Report, Thing::OpenMilestone, Thing::Document] {
        Target::make(&world, thing, Object::InDraft, "Marmalade").await;
    }
    for who in Who::SIGNED_IN {
        let mut browser = world.signed_in(who).await;
        let sees = matches!(who, Who::Secretariat | Who::Chair | Who::Justice);
        let actions = linked_actions(&mut browser, "/actions?q=marmalade").await;
        assert_eq!(actions.len(), if sees { 3 } else { 0 }, "{who:?}");
        let milestones = browser.get("/milestones?q=marmalade").await;
        assert_eq!(milestones.text().contains("Marmalade: sites chosen"), sees, "{who:?}");
    }
}

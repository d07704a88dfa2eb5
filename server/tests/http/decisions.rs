//! What needs a decision: the title, the sum beside it, the rows and the lists that they open are one count.

use crate::browser::Browser;
use crate::html::{tags, words};
use crate::world::{Who, World, instant};

/// The number of the title.
fn title(page: &str) -> usize {
    let after = page.split("Needs a decision: ").nth(1).unwrap_or_else(|| panic!("no title: {page}"));
    after.split(' ').next().unwrap().parse().unwrap()
}

/// The addresses of the lists that the sum beside the title opens, each with its number.
fn sum(page: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut open = None;
    for tag in tags(page) {
        if tag.name == "a" {
            open = tag.attribute("href").filter(|href| href.contains("decision=")).map(str::to_owned);
        }
        if let Some(address) = open.clone().filter(|_| !tag.text.trim().is_empty()) {
            found.push((tag.text.trim().split(' ').next().unwrap().parse().unwrap_or_default(), address));
            open = None;
        }
    }
    found
}

/// How many rows a list states.
async fn rows(browser: &mut Browser, address: &str) -> usize {
    let page = words(browser.get(address).await.text());
    let before = page.split(" actions.").next().unwrap_or_default();
    let before = before.rsplit(" of ").nth(1).unwrap_or_else(|| panic!("{address}: {page}"));
    before.rsplit(' ').next().unwrap().parse().unwrap_or_else(|_| panic!("{address}: {page}"))
}

#[tokio::test]
async fn the_title_the_sum_and_the_lists_count_the_same_actions() {
    let world = World::of_the_demonstration().await;
    let mut chair = world.signed_in_as("chair").await;
    for address in ["/", "/?as_of=meeting:PITF-M-2024", "/?since=2024-06-30", "/?since=meeting:PITF-M-2023"] {
        let page = chair.get(address).await.text().to_owned();
        let all = title(&words(&page));
        let of_reasons: Vec<(usize, String)> =
            sum(&page).into_iter().filter(|(_, list)| !list.contains("decision=any")).collect();
        assert_eq!(of_reasons.iter().map(|(number, _)| number).sum::<usize>(), all, "{address}: {of_reasons:?}");
        for (number, list) in &of_reasons {
            assert_eq!(rows(&mut chair, list).await, *number, "{address} opens {list}");
        }
        let any = sum(&page).into_iter().find(|(_, list)| list.contains("decision=any"));
        if let Some((_, list)) = any {
            assert_eq!(rows(&mut chair, &list).await, all, "{address} opens {list}");
        }
    }
}

#[tokio::test]
async fn an_action_is_asked_for_what_its_worst_reason_needs_and_shows_every_reason() {
    let world = World::begin().await;
    world.clock.set(instant("2024-09-30T17:00:00Z"));
    let page = words(world.signed_in(Who::Chair).await.get("/").await.text());
    // Its one milestone was due on August 30.
    assert!(page.contains("Aug. 30, 2024 31 days Complete overdue milestones or change due dates"), "{page}");
    assert!(page.contains("Each action once, by its most serious reason: "), "{page}");
    assert!(page.contains("Update overdue") || page.contains("No update received"), "{page}");
}

#[tokio::test]
async fn an_action_that_goes_well_or_belongs_to_a_plan_that_is_not_active_is_not_listed() {
    let world = World::begin().await;
    let page = words(world.signed_in(Who::Chair).await.get("/").await.text());
    assert!(!page.contains("QUICKSILVER"), "{page}");
    let list = words(world.signed_in(Who::Chair).await.get("/actions?decision=overdue").await.text());
    assert!(list.contains("0 of 5 actions") && list.contains("Needs a decision: overdue"), "{list}");
}

#[tokio::test]
async fn a_reason_that_there_is_not_is_refused() {
    let world = World::begin().await;
    let answer = world.signed_in(Who::Chair).await.get("/actions?decision=bored").await;
    assert_eq!(answer.status, 400, "{}", words(answer.text()));
}

#[tokio::test]
async fn what_slipped_is_listed_only_where_the_list_is_compared() {
    let world = World::of_the_demonstration().await;
    let mut chair = world.signed_in_as("chair").await;
    let compared = rows(&mut chair, "/actions?plan=in-force&since=meeting:PITF-M-2024&decision=slipped").await;
    let alone = rows(&mut chair, "/actions?plan=in-force&decision=slipped").await;
    assert!(compared > 0 && alone == 0, "{compared} and {alone}");
}

/// The references of the rows of a table, in their order.
fn references(page: &str) -> Vec<String> {
    let cells = tags(page).into_iter().filter(|tag| tag.attribute("data-l") == Some("Ref."));
    cells.map(|tag| tag.text.trim().to_owned()).collect()
}

#[tokio::test]
async fn the_list_of_all_that_need_a_decision_says_why_in_the_order_of_the_home() {
    let world = World::of_the_demonstration().await;
    let mut chair = world.signed_in_as("chair").await;
    let since = "/?since=meeting:PITF-M-2024";
    let home = chair.get(since).await.text().to_owned();
    let (_, all) = sum(&home).into_iter().find(|(_, list)| list.contains("decision=any")).unwrap();
    let list = chair.get(&all).await.text().to_owned();
    let said = words(&list);
    for head in ["Why it is here", "Since", "Next step", "most serious reason first."] {
        assert!(said.contains(head), "{head}: {said}");
    }
    let references = references(&list);
    let home = words(&home);
    let table = home.split("Why it is here").nth(1).unwrap();
    let mut place = 0;
    for reference in references.iter().take(5) {
        let found = table[place..].find(&format!(" {reference} "));
        place += found.unwrap_or_else(|| panic!("{reference} is not next on the home: {table}"));
    }
    let by_reference = chair.get(&format!("{all}&sort=reference")).await.text().to_owned();
    assert!(words(&by_reference).contains("sorted by plan and reference"), "another order can be asked for");
}

#[tokio::test]
async fn an_update_is_quoted_with_its_author_and_its_day() {
    let world = World::of_the_demonstration().await;
    let mut chair = world.signed_in_as("chair").await;
    let since = "meeting:PITF-M-2024";
    for address in [format!("/?since={since}"), format!("/actions?plan=in-force&since={since}&decision=off-track")] {
        let page = words(chair.get(&address).await.text());
        assert!(page.contains("\u{201d} HHS, July 10, 2024"), "{address}: {page}");
    }
}

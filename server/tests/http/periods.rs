//! A reporting period of an agency: what is due is on one page, and "no change" is submitted for several actions at once, for
//! all of them or for none.

use crate::browser::{Answer, Browser, fields};
use crate::html::words;
use crate::rights::Object;
use crate::targets::{Target, Thing};
use crate::world::{Who, World, day, instant, title};
use domain::ids::ActionId;

const PAGE: &str = "/periods/FY2024-Q3/HHS";

/// Two actions of Health that were reported for the quarter before.
async fn two(world: &World) -> [Target; 2] {
    let first = Target::make(world, Thing::Report, Object::OfHealth, "First").await;
    [first, Target::make(world, Thing::Report, Object::OfHealth, "Second").await]
}

/// What the page shows between the first and the second of these words.
fn between<'a>(text: &'a str, from: &str, to: &str) -> &'a str {
    let rest = text.split_once(from).unwrap_or_else(|| panic!("no {from} in {text}")).1;
    rest.split_once(to).map_or(rest, |(between, _)| between)
}

/// The value of a hidden field.
fn hidden(answer: &Answer, name: &str) -> String {
    between(answer.text(), &format!("name=\"{name}\" value=\""), "\"").to_owned()
}

/// The form of the page with these actions selected.
async fn send(browser: &mut Browser, page: &Answer, selected: &[&Target]) -> Answer {
    let mut typed = vec![
        ("page".to_owned(), PAGE.to_owned()),
        ("back".to_owned(), "/".to_owned()),
        ("of".to_owned(), hidden(page, "of")),
        ("seen".to_owned(), hidden(page, "seen")),
        ("form_key".to_owned(), hidden(page, "form_key")),
    ];
    for target in selected {
        let last = target.fill("last-{action_id}");
        typed.push((last.clone(), hidden(page, &last)));
        typed.push((target.fill("no-change-{action_id}"), "yes".to_owned()));
    }
    let typed: Vec<(&str, &str)> = typed.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    browser.post("/api/repeat_updates", &fields(&typed)).await
}

async fn reports(world: &World, target: &Target) -> usize {
    let action: ActionId = target.fill("{action_id}").parse().unwrap();
    world.view(Who::Health).await.reports(action).await.unwrap().len()
}

#[tokio::test]
async fn a_liaison_sees_every_update_that_is_due_and_submits_no_change_for_several_at_once() {
    let world = World::begin().await;
    let [first, second] = two(&world).await;
    let mut health = world.signed_in(Who::Health).await;
    let page = health.get(PAGE).await;
    assert_eq!(page.status, 200, "{}", page.text());
    let said = words(page.text());
    for target in [&first, &second] {
        assert!(said.contains(&target.fill("{reference}")), "{said}");
    }
    assert!(said.contains("Nothing has changed since our last updates in the actions selected."), "{said}");

    let before = world.size().await;
    let answer = send(&mut health, &page, &[&first, &second]).await;
    assert_eq!((answer.status.as_u16(), answer.location()), (302, PAGE), "{}", answer.text());
    assert_eq!(world.size().await, before + 2, "an entry for each");
    let after = words(health.get(PAGE).await.text());
    assert!(after.contains("\"No change\" was submitted for 2 actions."), "{after}");
    for target in [&first, &second] {
        let action: ActionId = target.fill("{action_id}").parse().unwrap();
        let made = world.view(Who::Health).await.reports(action).await.unwrap();
        let [last, earlier] = made.as_slice() else { panic!("{made:?}") };
        assert_eq!(last.value.quarter, "FY2024-Q3".parse().unwrap());
        assert!(last.value.repeats(&earlier.value), "{made:?}");
    }
}

#[tokio::test]
async fn when_one_of_the_actions_changed_meanwhile_nothing_is_submitted_for_any() {
    let world = World::begin().await;
    let [first, second] = two(&world).await;
    let mut health = world.signed_in(Who::Health).await;
    let page = health.get(PAGE).await;
    let action: ActionId = second.fill("{action_id}").parse().unwrap();
    world
        .does(Who::Health, async |change| {
            let id = change.new_id();
            change.plan_milestone(id, action, title("Chosen meanwhile"), day("2024-09-30"), None).await
        })
        .await;
    let before = world.size().await;
    let answer = send(&mut health, &page, &[&first, &second]).await;
    assert_eq!((answer.status.as_u16(), answer.location()), (302, PAGE));
    assert_eq!(world.size().await, before);
    assert_eq!([reports(&world, &first).await, reports(&world, &second).await], [1, 1]);
    let said = words(health.get(PAGE).await.text());
    assert!(said.contains("Nothing was submitted."), "{said}");
    let named = second.fill("Something was recorded for {reference} after you opened this page.");
    assert!(said.contains(&named), "{said}");
}

/// Enter in a form presses its first button: that is the one of the selection, not the one of the first row.
#[tokio::test]
async fn the_first_button_of_the_form_submits_what_is_selected() {
    let world = World::begin().await;
    two(&world).await;
    let page = world.signed_in(Who::Health).await.get(PAGE).await;
    let form = between(page.text(), "action=\"/api/repeat_updates\"", "</form>");
    let first = between(form, "<button", ">");
    assert!(!first.contains("name="), "{first}");
    assert!(form.contains("name=\"only\""), "each row has its own button after that");
}

#[tokio::test]
async fn the_button_of_one_row_submits_that_row_and_leaves_the_others_selected() {
    let world = World::begin().await;
    let [first, second] = two(&world).await;
    let mut health = world.signed_in(Who::Health).await;
    let page = health.get(PAGE).await;
    let (one, other) = (first.fill("{action_id}"), second.fill("{action_id}"));
    let last = |id: &str| (format!("last-{id}"), hidden(&page, &format!("last-{id}")));
    let mut typed = vec![("page".to_owned(), PAGE.to_owned()), ("only".to_owned(), one.clone())];
    typed.extend(["of", "seen", "form_key"].map(|name| (name.to_owned(), hidden(&page, name))));
    typed.extend([last(&one), last(&other), (format!("no-change-{other}"), "yes".to_owned())]);
    let typed: Vec<(&str, &str)> = typed.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let answer = health.post("/api/repeat_updates", &fields(&typed)).await;
    assert_eq!(answer.location(), format!("{PAGE}?select={other}"));
    assert_eq!([reports(&world, &first).await, reports(&world, &second).await], [2, 1]);
    let page = health.get(answer.location()).await;
    let ticked = between(page.text(), &format!("name=\"no-change-{other}\""), ">");
    assert!(ticked.contains("checked"), "{ticked}");
}

#[tokio::test]
async fn no_change_is_not_offered_where_something_changed_is_overdue_or_was_repeated_before() {
    let world = World::begin().await;
    let [first, second] = two(&world).await;
    let third = Target::make(&world, Thing::Report, Object::OfHealth, "Third").await;
    let action: ActionId = first.fill("{action_id}").parse().unwrap();
    world
        .does(Who::Health, async |change| {
            let id = change.new_id();
            change.plan_milestone(id, action, title("Sites chosen since"), day("2024-06-10"), None).await
        })
        .await;
    let mut health = world.signed_in(Who::Health).await;
    let page = health.get(PAGE).await;
    send(&mut health, &page, &[&second]).await;
    // The next quarter has begun: what was repeated is not repeated again, and the milestone is overdue.
    world.clock.set(instant("2024-07-08T15:00:00Z"));
    let page = health.get("/periods/FY2024-Q4/HHS").await;
    let offered = |target: &Target| page.text().contains(&target.fill("name=\"no-change-{action_id}\""));
    assert!(!offered(&first) && !offered(&second) && offered(&third), "{}", words(page.text()));
    let said = words(page.text());
    assert!(said.contains("Sites chosen since: due June 10, 2024."), "{said}");
    assert!(
        said.contains("The last update was \"no change\" already: say in a sentence what the status is."),
        "{said}"
    );
    // Whoever sends it all the same is told why.
    let action: ActionId = second.fill("{action_id}").parse().unwrap();
    let last = world.view(Who::Health).await.reports(action).await.unwrap()[0].value.id.to_string();
    let (seen, field, selected) =
        ((world.size().await - 1).to_string(), second.fill("last-{action_id}"), second.fill("no-change-{action_id}"));
    let typed = [
        ("of", "FY2024-Q4/HHS"),
        ("seen", &seen),
        (&field, &last),
        (&selected, "yes"),
        ("page", "/periods/FY2024-Q4/HHS"),
    ];
    health.post("/api/repeat_updates", &fields(&typed)).await;
    assert_eq!(reports(&world, &second).await, 2);
    let said = words(health.get("/periods/FY2024-Q4/HHS").await.text());
    assert!(said.contains("The last update was \"no change\" already."), "{said}");
}

#[tokio::test]
async fn nothing_selected_is_said_and_a_page_of_no_period_is_not_found() {
    let world = World::begin().await;
    let [first, _] = two(&world).await;
    let mut health = world.signed_in(Who::Health).await;
    let page = health.get(PAGE).await;
    send(&mut health, &page, &[]).await;
    let said = words(health.get(PAGE).await.text());
    assert!(said.contains("Select at least one action."), "{said}");
    for address in ["/periods/FY2025-Q4/HHS", "/periods/FY2024-Q3/NOBODY", "/periods/summer/HHS"] {
        assert_eq!(health.get(address).await.status, 404, "{address}");
    }
    let mut justice = world.signed_in(Who::Justice).await;
    let refused = send(&mut justice, &page, &[&first]).await;
    assert_eq!(refused.status.as_u16(), 302, "{}", refused.text());
    assert_eq!(reports(&world, &first).await, 1, "another agency submits nothing");
}

#[tokio::test]
async fn the_form_of_one_update_leads_back_to_the_page_of_the_period() {
    let world = World::begin().await;
    let [first, _] = two(&world).await;
    let mut health = world.signed_in(Who::Health).await;
    let page = health.get(PAGE).await;
    let form = first.fill("/actions/{plan}/{reference}/report");
    assert!(page.text().contains(&format!("{form}?from=%2Fperiods%2FFY2024-Q3%2FHHS")), "{}", page.text());
    let form = health.get(&format!("{form}?from=%2Fperiods%2FFY2024-Q3%2FHHS")).await;
    assert_eq!(hidden(&form, "back"), PAGE);
    let elsewhere = first.fill("/actions/{plan}/{reference}/report?from=%2Fpeople");
    assert_eq!(hidden(&health.get(&elsewhere).await, "back"), first.fill("/actions/{plan}/{reference}"));
}

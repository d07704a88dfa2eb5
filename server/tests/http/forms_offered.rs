//! Forms are found where they are needed, and nobody is offered a form that is not theirs.

use crate::browser::Browser;
use crate::html::tags;
use crate::rights::deeds::{DEEDS, Deed};
use crate::rights::{Decision, Object};
use crate::targets::Target;
use crate::world::{Who, World};
use axum::http::StatusCode;

/// The page of the thing that a deed is done to. What a form makes has no page yet: there it is the page above.
fn page_of_the_thing(deed: &Deed) -> &str {
    match deed.function {
        "/api/add_action" => "/plans/{plan}",
        "/api/plan_milestone" => "/actions/{plan}/{reference}",
        _ => deed.then,
    }
}

/// The paths that a page leads to.
async fn links(browser: &mut Browser, path: &str) -> Vec<String> {
    let answer = browser.get(path).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}");
    tags(answer.text())
        .iter()
        .filter(|tag| tag.name == "a")
        .filter_map(|tag| tag.attribute("href").map(str::to_owned))
        .collect()
}

#[tokio::test]
async fn whoever_may_do_something_is_led_to_its_form_by_the_page_of_the_thing() {
    let world = World::begin().await;
    let mut missing = Vec::new();
    for who in [Who::Administrator, Who::Secretariat, Who::Health] {
        let mut browser = world.signed_in(who).await;
        for deed in DEEDS.iter().filter(|deed| deed.rights.of(who, Object::OfHealth) == Decision::Allowed) {
            // To answer for an agency that does not answer is done on the page of the offer, which the action names.
            let target = Target::make(&world, deed.done_to, Object::OfHealth, "Fresh").await;
            let (page, form) = (target.fill(page_of_the_thing(deed)), target.fill(deed.page));
            if !links(&mut browser, &page).await.contains(&form) {
                missing.push(format!("{who:?}: {} does not lead to {}", page_of_the_thing(deed), deed.page));
            }
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

#[tokio::test]
async fn nobody_is_led_to_a_form_that_is_not_theirs() {
    let world = World::begin().await;
    let mut wrong = Vec::new();
    for who in Who::SIGNED_IN {
        let mut browser = world.signed_in(who).await;
        for deed in DEEDS.iter().filter(|deed| !deed.page.starts_with("/people")) {
            let expected = deed.rights.of(who, Object::OfHealth);
            let target = Target::make(&world, deed.done_to, Object::OfHealth, "Fresh").await;
            let offered =
                links(&mut browser, &target.fill(page_of_the_thing(deed))).await.contains(&target.fill(deed.page));
            if offered && expected != Decision::Allowed {
                wrong.push(format!("{who:?} is led to {}", deed.page));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

//! Pages and forms while the record is dated ahead of the clock.

use crate::browser::Browser;
use crate::html;
use crate::rights::Object;
use crate::rights::pages::PAGES;
use crate::targets::{Target, Thing};
use crate::world::{NOW, Who, World, day, instant, title};
use chrono::TimeDelta;
use http::StatusCode;

const NOTICE: &str = "The record's last entry is dated June 3, 2024, 17:00:00 UTC, ahead of the clock.";

/// A world whose last entry was made by a clock that was two hours ahead, and put right since.
async fn dated_ahead() -> (World, Target) {
    let world = World::begin().await;
    let target = Target::make(&world, Thing::Action, Object::OfJustice, "Fresh").await;
    world.clock.set(instant(NOW) + TimeDelta::hours(2));
    let action = world.view(Who::Justice).await.facts_by_reference("PLAN-2024", "A-01").unwrap().id;
    world
        .does(Who::Justice, async |change| {
            let id = change.new_id();
            change.plan_milestone(id, action, title("Dated ahead"), day("2024-09-30"), None).await
        })
        .await;
    world.clock.set(instant(NOW));
    (world, target)
}

#[tokio::test]
async fn while_the_record_is_dated_ahead_every_page_says_so_for_every_role_until_that_time() {
    let (world, target) = dated_ahead().await;
    let mut browsers = Vec::new();
    for who in Who::SIGNED_IN {
        browsers.push(world.signed_in(who).await);
    }
    let pages = || PAGES.iter().map(|page| page.0).filter(|path| !path.contains("{token}"));
    // Drawn before anybody noticed, and kept.
    for browser in &mut browsers {
        browser.get("/actions").await;
    }
    world.store.clock_state().await.unwrap();
    for browser in &mut browsers {
        for path in pages() {
            let answer = browser.get(&target.fill(path)).await;
            let says_so = html::words(answer.text()).contains(NOTICE);
            assert!(says_so || answer.status.is_redirection(), "{path}: {}", answer.text());
        }
    }
    assert!(html::words(world.visitor().get("/sign-in").await.text()).contains(NOTICE));

    world.clock.set(instant(NOW) + TimeDelta::hours(2));
    for browser in &mut browsers {
        assert!(!html::words(browser.get("/actions").await.text()).contains(NOTICE));
    }
}

#[tokio::test]
async fn a_liaison_who_submits_while_the_record_is_dated_ahead_keeps_what_was_typed_and_is_told_why() {
    let (world, target) = dated_ahead().await;
    let mut browser = world.signed_in(Who::Justice).await;
    let (page, size) = (target.fill("/actions/{plan}/{reference}/plan-milestone"), world.size().await);
    let form = plan(&mut browser, &page).await;
    let sent = browser.post("/api/plan_milestone", &form.fields).await;
    assert_eq!(world.size().await, size, "Nothing was saved");
    let told = browser.get(sent.location()).await;
    let words = html::words(told.text());
    assert!(words.contains(NOTICE) && words.contains("Nothing was saved, and what you typed is kept."), "{words}");
    let again = html::form(told.text(), "/api/plan_milestone").unwrap();
    assert_eq!(again.get("title"), "Curriculum printed");
    assert_eq!(browser.call("/api/plan_milestone", &form.fields).await.status, StatusCode::SERVICE_UNAVAILABLE);

    let ready = browser.get("/readyz").await;
    assert_eq!(ready.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(ready.text().starts_with("no: The record is dated ahead of the clock."), "{}", ready.text());

    // Once the operator has accepted the clock, the same form is taken, and the log says what happened.
    assert!(world.store.accept_clock().await.unwrap());
    assert_eq!(browser.get("/readyz").await.text(), "yes\n");
    let done = browser.post("/api/plan_milestone", &again.fields).await;
    assert!(done.location().starts_with("/milestones/"), "{}", done.text());
    assert_eq!(world.size().await, size + 2);
    let log = html::words(browser.get("/record").await.text());
    assert!(log.contains("Clock accepted at June 3, 2024, 15:00:00 UTC"), "{log}");
    assert!(log.contains("What you save is dated June 3, 2024, 17:00:00 UTC as well"), "{log}");
}

async fn plan(browser: &mut Browser, page: &str) -> html::Form {
    let form = html::form(browser.get(page).await.text(), "/api/plan_milestone").unwrap();
    form.with("title", "Curriculum printed").with("due", "September 30, 2024")
}

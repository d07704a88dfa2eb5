//! Scripts and wasm are fetched by the pages on which an island stands, and by no other.

use crate::browser::Browser;
use crate::rights::Object;
use crate::targets::{Target, Thing};
use crate::world::{Who, World};

/// What a page has that fetches them.
const FETCHES: [&str; 4] = ["modulepreload", "concord.js", "concord_bg.wasm", "import("];

async fn fetched_by(browser: &mut Browser, path: &str) -> Vec<&'static str> {
    let answer = browser.get(path).await;
    assert_eq!(answer.status.as_u16(), 200, "{path}");
    FETCHES.into_iter().filter(|fetch| answer.text().contains(fetch)).collect()
}

#[tokio::test]
async fn a_page_without_an_island_fetches_no_script() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Justice).await;
    for path in ["/", "/plans", "/actions", "/milestones", "/record", "/actions/PLAN-2024/A-01"] {
        assert_eq!(fetched_by(&mut browser, path).await, [""; 0], "{path}");
    }
    assert_eq!(fetched_by(&mut world.visitor(), "/sign-in").await, [""; 0]);
}

#[tokio::test]
async fn the_form_that_moves_a_date_fetches_the_scripts_of_its_island() {
    let world = World::begin().await;
    let milestone = Target::make(&world, Thing::OpenMilestone, Object::OfJustice, "Fresh").await;
    let mut browser = world.signed_in(Who::Justice).await;
    let path = milestone.fill("/milestones/{milestone}/move");
    assert_eq!(fetched_by(&mut browser, &path).await.len(), FETCHES.len(), "{path}");
}

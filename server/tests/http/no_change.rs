//! "No change" repeats the last update under today's date. It is offered only while nothing shows that something changed.

use crate::html::words;
use crate::rights::Object;
use crate::targets::{Target, Thing};
use crate::world::{Who, World, day, instant, title};
use domain::ids::Version;

const OFFERED: &str = "Submit \"no change\" update";
const REFUSED: &str = "Your last update can't be submitted again as it is";

async fn form(world: &World, target: &Target) -> String {
    let page = target.fill("/actions/{plan}/{reference}/report");
    words(world.signed_in(Who::Health).await.get(&page).await.text())
}

#[tokio::test]
async fn an_update_that_still_holds_can_be_submitted_again_and_one_that_a_change_overtook_cannot() {
    let world = World::begin().await;
    let target = Target::make(&world, Thing::Report, Object::OfHealth, "Overtaken").await;
    let action = target.fill("{reference}");
    // The next update is due.
    world.clock.set(instant("2024-07-08T15:00:00Z"));
    let before = form(&world, &target).await;
    assert!(!before.contains(REFUSED), "{before}");

    let view = world.view(Who::Health).await;
    let action = view.facts_by_reference(&target.fill("{plan}"), &action).unwrap().id;
    world
        .does(Who::Health, async |change| {
            let id = change.new_id();
            change.plan_milestone(id, action, title("Chosen since"), day("2024-09-30"), None).await?;
            change.complete_milestone(id, Version::FIRST, day("2024-07-08"), None).await
        })
        .await;
    let after = form(&world, &target).await;
    assert!(!after.contains(OFFERED), "{after}");
    assert!(after.contains(REFUSED) && after.contains("Chosen since: completed July 8, 2024."), "{after}");
}

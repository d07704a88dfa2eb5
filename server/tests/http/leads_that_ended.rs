//! An action whose lead ended: since when it has none, and what that means for its last update.

use crate::html::words;
use crate::world::{Who, World, instant};
use domain::text::Sentence;

const ACTION: &str = "/actions/PLAN-2024/A-01";

#[tokio::test]
async fn an_action_whose_lead_ended_says_since_when_and_that_no_later_update_is_due() {
    let world = World::begin().await;
    world.clock.set(instant("2025-06-10T15:00:00Z"));
    let view = world.view(Who::Secretariat).await;
    let action = view.facts_by_reference("PLAN-2024", "A-01").unwrap().id;
    let lead = view.assignments(action).await.unwrap().into_iter().find(|seen| seen.value.is_in_force()).unwrap();
    let page = async |address: &str| words(world.signed_in(Who::Chair).await.get(address).await.text());
    assert!(page(ACTION).await.contains("and a later update is overdue."));
    world
        .does(Who::Secretariat, async |change| {
            let reason = Sentence::parse("The office was closed.").unwrap();
            change.end_role(lead.value.id, lead.version, reason).await
        })
        .await;
    let shown = page(ACTION).await;
    assert!(shown.contains("No lead agency since June 10, 2025.") && !shown.contains("Lead agency unknown"), "{shown}");
    assert!(shown.contains("and no later update is due, because there is no lead agency."), "{shown}");
    assert!(!shown.contains("a later update is overdue"), "{shown}");
    assert_eq!(shown.matches("Justice's lead role ended June 10, 2025.").count(), 1, "{shown}");
    let list = page("/actions?plan=PLAN-2024&lead=none").await;
    assert!(list.contains("Train prosecutors Lead ended"), "{list}");
    assert!(list.contains("Count beds No lead agency"), "of this one none was ever known: {list}");
}

#[tokio::test]
async fn an_old_update_of_a_closed_plan_is_too_old_and_no_later_one_is_said_to_be_due() {
    let world = World::of_the_demonstration().await;
    let page = words(world.signed_in_as("chair").await.get("/actions/FSAP/FSAP-T1-d").await.text());
    assert!(page.contains("The last update is out of date."), "{page}");
    assert!(page.contains("and no later update is due, because the plan is not active."), "{page}");
    assert!(!page.contains("a later update is overdue"), "{page}");
}

//! Requests that are withdrawn, and roles that are handed back.

use crate::html::{tags, words};
use crate::rights::Object;
use crate::targets::{Target, Thing};
use crate::world::{Who, World};

async fn links(world: &World, who: Who, page: &str) -> Vec<String> {
    let answer = world.signed_in(who).await.get(page).await;
    tags(answer.text()).into_iter().filter_map(|tag| tag.attribute("href").map(str::to_owned)).collect()
}

#[tokio::test]
async fn the_secretariat_withdraws_a_pending_request_and_the_page_says_why() {
    let world = World::begin().await;
    let target = Target::make(&world, Thing::OfferedLead, Object::OfHealth, "Fresh").await;
    let (page, form) = (target.fill("/actions/{plan}/{reference}"), target.fill("/assignments/{assignment}/withdraw"));
    for who in [Who::Health, Who::Auditor, Who::Justice] {
        assert!(!links(&world, who, &page).await.contains(&form), "{who:?}");
    }
    for who in [Who::Secretariat, Who::Chair] {
        assert!(links(&world, who, &page).await.contains(&form), "{who:?}");
    }

    let mut secretariat = world.signed_in(Who::Secretariat).await;
    let typed = [("reason", "Sent to the wrong department.")];
    let done = words(secretariat.send_form(&form, "/api/withdraw_request", &typed).await.text());
    assert!(done.contains("Request withdrawn. It stays on record."), "{done}");
    for who in [Who::Secretariat, Who::Health, Who::Auditor] {
        let shown = words(world.signed_in(who).await.get(&page).await.text());
        assert!(shown.contains("Request withdrawn on June 3, 2024: Sent to the wrong department."), "{shown}");
        assert!(shown.contains("Request to Health for the lead role withdrawn."), "{shown}");
    }
    assert!(!links(&world, Who::Health, &page).await.contains(&target.fill("/assignments/{assignment}/accept")));
}

#[tokio::test]
async fn a_pending_request_is_followed_by_a_reminder_and_is_not_called_a_new_request() {
    let world = World::begin().await;
    let target = Target::make(&world, Thing::OfferedLead, Object::OfHealth, "Fresh").await;
    let mut secretariat = world.signed_in(Who::Secretariat).await;
    let action = words(secretariat.get(&target.fill("/actions/{plan}/{reference}")).await.text());
    assert!(action.contains("Send reminder") && !action.contains("Send request"), "{action}");
    let ask = target.fill("/assignments/{assignment}/ask");
    let form = words(secretariat.get(&ask).await.text());
    let note = "Health received this request on June 3, 2024. Health's liaisons will see a reminder in My work. The \
                request date doesn't change.";
    assert!(form.contains(note), "{form}");
    let done = words(secretariat.send_form(&ask, "/api/ask_again", &[]).await.text());
    assert!(done.contains("Sent. Waiting for a response."), "{done}");
    assert!(done.contains("Reminder sent to Health of the request for the lead role."), "{done}");
}

#[tokio::test]
async fn the_form_that_ends_a_role_says_what_follows() {
    let world = World::begin().await;
    let target = Target::make(&world, Thing::LeadingRole, Object::OfHealth, "Fresh").await;
    let mut secretariat = world.signed_in(Who::Secretariat).await;
    let form = words(secretariat.get(&target.fill("/assignments/{assignment}/end")).await.text());
    let note = "Health stops being the lead agency today. Without another lead agency, no updates are due.";
    assert!(form.contains(note), "{form}");
}

#[tokio::test]
async fn an_agency_hands_back_its_lead_and_the_secretariat_sees_who_is_to_be_asked() {
    let world = World::begin().await;
    let target = Target::make(&world, Thing::LeadingRole, Object::OfHealth, "Fresh").await;
    let (page, form) = (target.fill("/actions/{plan}/{reference}"), target.fill("/assignments/{assignment}/hand-back"));
    for who in [Who::Chair, Who::Justice, Who::Auditor] {
        assert!(!links(&world, who, &page).await.contains(&form), "{who:?}");
    }
    let mut health = world.signed_in(Who::Health).await;
    assert!(links(&world, Who::Health, &page).await.contains(&form));
    let typed = [("reason", "The program moved away.")];
    let done = words(health.send_form(&form, "/api/hand_back_role", &typed).await.text());
    assert!(done.contains("Role handed back. Your reason was saved."), "{done}");
    let shown = words(health.get(&page).await.text());
    assert!(shown.contains("Handed back on June 3, 2024: The program moved away."), "{shown}");
    assert!(shown.contains("Health handed back the lead role."), "{shown}");
    assert!(shown.contains("No lead agency: the role was handed back."), "{shown}");

    let mut secretariat = world.signed_in(Who::Secretariat).await;
    let home = secretariat.get("/").await;
    assert!(words(home.text()).contains("No lead agency; role ended 1"), "{}", words(home.text()));
    let list = secretariat.get("/actions?status=open&lead-basis=handed-back").await;
    assert!(words(list.text()).contains(&target.fill("{reference}")), "{}", words(list.text()));
}

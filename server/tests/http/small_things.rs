//! Small things that people stumbled over: each page says and offers what is so.

use crate::html::{self, tags, words};
use crate::rights::Object;
use crate::targets::{Target, Thing};
use crate::world::{Who, World};
use domain::ids::MilestoneId;
use domain::text::Sentence;

#[tokio::test]
async fn a_meeting_leads_to_the_commitments_and_the_dashboard_of_each_plan_as_of_its_end() {
    let world = World::of_the_demonstration().await;
    let mut chair = world.signed_in_as("chair").await;
    let page = chair.get("/meetings/PITF-M-2024").await;
    for to in ["/plans/NAP-2021/dashboard", "/actions?plan=NAP-2021"] {
        let link = tags(page.text()).into_iter().filter_map(|tag| tag.attribute("href").map(str::to_owned));
        let found: Vec<String> = link.filter(|href| href.starts_with(to) && href.contains("as_of=meeting")).collect();
        assert_eq!(found.len(), 1, "{to}: {found:?}");
        assert_eq!(chair.get(&found[0].replace("&amp;", "&")).await.status, 200, "{to}");
    }
    // A plan that came later has nothing to lead to.
    let earlier = chair.get("/meetings/PITF-M-2022").await;
    let plans = earlier.text().split("Plans as of this meeting").nth(1).unwrap().to_owned();
    assert!(plans.contains("plans/NAP-2021/dashboard") && !plans.contains("PITF-2024"), "{plans}");
}

#[tokio::test]
async fn the_lead_of_an_action_is_not_offered_to_be_asked_for_it() {
    let world = World::begin().await;
    let target = Target::make(&world, Thing::Action, Object::OfHealth, "Marmalade").await;
    let mut secretariat = world.signed_in(Who::Secretariat).await;
    let form = secretariat.get(&target.fill("/actions/{plan}/{reference}/offer")).await;
    let agencies: Vec<String> =
        tags(form.text()).into_iter().filter(|tag| tag.name == "option").map(|tag| tag.text).collect();
    assert!(agencies.iter().any(|name| name.contains("Justice")), "{agencies:?}");
    assert!(!agencies.iter().any(|name| name.contains("Health")), "the lead: {agencies:?}");
}

#[tokio::test]
async fn the_head_of_an_action_names_the_inferred_lead_that_its_table_names() {
    let world = World::of_the_demonstration().await;
    let mut chair = world.signed_in_as("chair").await;
    let page = words(chair.get("/actions/PITF-2022/P22-ODNI-1").await.text());
    assert!(page.contains("No confirmed lead agency; ODNI is inferred by Concord. No request sent."), "{page}");
    assert!(page.contains("No confirmed lead agency, so no update is due"), "{page}");
    for list in ["/actions?plan=PITF-2022&inferred=lead", "/plans/PITF-2022", "/actions?lead=none"] {
        let page = words(chair.get(list).await.text());
        assert!(page.contains("No confirmed lead agency; ODNI is inferred by Concord"), "{list}: {page}");
        assert!(!page.contains("Lead unknown"), "{list}: {page}");
    }
}

#[tokio::test]
async fn an_expected_date_is_in_its_form_and_removing_it_is_said() {
    let world = World::begin().await;
    let target = Target::make(&world, Thing::OpenMilestone, Object::OfHealth, "Marmalade").await;
    let page = target.fill("/milestones/{milestone}/forecast");
    let mut health = world.signed_in(Who::Health).await;
    let saved = health.send_form(&page, "/api/forecast_milestone", &[("on", "October 15, 2024")]).await;
    assert!(words(saved.text()).contains("Expected date saved."), "{}", words(saved.text()));
    let form = html::form(health.get(&page).await.text(), "/api/forecast_milestone").unwrap();
    let held = form.fields.iter().find(|(name, _)| name == "on").map(|(_, value)| value.clone()).unwrap();
    assert!(held.contains("2024"), "what is recorded is in the field: {held:?}");
    let removed = health.send_form(&page, "/api/forecast_milestone", &[("on", "")]).await;
    assert!(words(removed.text()).contains("Expected date removed."), "{}", words(removed.text()));
}

#[tokio::test]
async fn one_reporting_period_is_said_and_not_offered_as_a_choice() {
    let world = World::begin().await;
    let mut health = world.signed_in(Who::Health).await;
    let target = Target::make(&world, Thing::Action, Object::OfHealth, "Marmalade").await;
    let page = target.fill("/actions/{plan}/{reference}/report");
    let report =
        [("quarter", "FY2024-Q3"), ("status", "in-progress"), ("confidence", "on-track"), ("narrative", "Begun.")];
    health.send_form(&page, "/api/report_progress", &report).await;
    let form = health.get(&page).await;
    let periods = tags(form.text()).into_iter().filter(|tag| tag.attribute("name") == Some("quarter"));
    let kinds: Vec<String> = periods
        .map(|tag| tag.attribute("type").unwrap_or_default().to_owned())
        .filter(|kind| kind == "radio")
        .collect();
    assert_ne!(kinds.len(), 1, "a single circle could only be left unset");
    assert!(words(form.text()).contains("FY 2024 Q3"), "{}", words(form.text()));
}

/// The first update of a quarter may be wrong, and a second one leaves one period to choose.
#[tokio::test]
async fn a_second_update_for_the_same_quarter_is_submitted_with_its_form() {
    let world = World::begin().await;
    let mut health = world.signed_in(Who::Health).await;
    let target = Target::make(&world, Thing::Action, Object::OfHealth, "Marmalade").await;
    let page = target.fill("/actions/{plan}/{reference}/report");
    for said in ["The first wording.", "The second wording.", "The third wording."] {
        let report =
            [("quarter", "FY2024-Q3"), ("status", "in-progress"), ("confidence", "on-track"), ("narrative", said)];
        let saved = health.send_form(&page, "/api/report_progress", &report).await;
        assert!(words(saved.text()).contains("Your update was submitted."), "{said}: {}", words(saved.text()));
        assert!(words(saved.text()).contains(said));
    }
}

#[tokio::test]
async fn a_verified_milestone_shows_the_document_that_was_there_to_be_read() {
    let world = World::begin().await;
    let target = Target::make(&world, Thing::OpenMilestone, Object::OfHealth, "Marmalade").await;
    let mut health = world.signed_in(Who::Health).await;
    let done = [
        ("on", "June 3, 2024"),
        ("title", "The list of sites"),
        ("link", "https://documents.example.gov/sites"),
        ("dated", "May 31, 2024"),
    ];
    let complete = target.fill("/milestones/{milestone}/complete");
    health.send_form(&complete, "/api/complete_milestone", &done).await;
    let id: MilestoneId = target.fill("{milestone}").parse().unwrap();
    let ground = Sentence::parse("The list was read.").unwrap();
    let version = world.view(Who::Secretariat).await.milestone(id).await.unwrap().version;
    world.does(Who::Secretariat, async |change| change.verify_completion(id, version, ground).await).await;
    let page = health.get(&target.fill("/milestones/{milestone}")).await;
    let axes = page.text().split("c-axes").nth(1).unwrap().split("</dl>").next().unwrap();
    assert!(words(axes).contains("Evidence: The list of sites"), "{}", words(axes));
}

#[tokio::test]
async fn after_a_session_timed_out_its_address_is_in_the_sign_in_form() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Justice).await;
    world.tamper(&format!("UPDATE sessions SET seen_at = seen_at - {}", 31 * 60_000_000_i64)).await;
    browser.get("/plans").await;
    let page = browser.get("/sign-in").await;
    assert!(page.text().contains(&format!("value=\"{}\"", Who::Justice.address())), "{}", page.text());
    let other = world.visitor().get("/sign-in").await;
    assert!(!other.text().contains(&Who::Justice.address()), "only in that browser");
}

#[tokio::test]
async fn another_action_is_linked_by_its_reference_in_small_letters() {
    let world = World::begin().await;
    let target = Target::make(&world, Thing::Action, Object::OfHealth, "Marmalade").await;
    let mut secretariat = world.signed_in(Who::Secretariat).await;
    let typed = [("relation", "continues"), ("other", "plan-2024/a-03"), ("note", "The same beds.")];
    let page = target.fill("/actions/{plan}/{reference}/link");
    let linked = secretariat.send_form(&page, "/api/link_actions", &typed).await;
    assert!(words(linked.text()).contains("Actions linked."), "{}", words(linked.text()));
}

#[tokio::test]
async fn a_long_list_of_agencies_in_a_form_can_be_narrowed() {
    let world = World::of_the_demonstration().await;
    let mut secretariat = world.signed_in_as("secretariat").await;
    let form = secretariat.get("/actions/NAP-2021/DOJ-01/offer").await;
    let list = tags(form.text()).into_iter().find(|tag| tag.attribute("name") == Some("party")).unwrap();
    assert!(list.attribute("data-narrow").is_some());
    assert!(form.text().contains("/filters.js"));
}

#[tokio::test]
async fn after_saving_the_message_has_the_focus_and_a_liaison_is_told_what_is_due_next() {
    let world = World::of_the_demonstration().await;
    let mut justice = world.signed_in_as("justice").await;
    let page = "/actions/NAP-2021/DOJ-03/report";
    let form = html::form(justice.get(page).await.text(), "/api/report_progress").unwrap();
    justice.post("/api/report_progress", &form.with("narrative", "The second round of visits is done.").fields).await;
    let next = justice.get("/actions/NAP-2021/DOJ-03").await;
    let message = tags(next.text()).into_iter().find(|tag| tag.attribute("role") == Some("status")).unwrap();
    assert_eq!(message.attribute("tabindex"), Some("-1"));
    assert!(message.attribute("autofocus").is_some());
    let link = tags(next.text()).into_iter().find(|tag| tag.text.starts_with("Next: ")).unwrap();
    assert!(link.text.contains("due") || link.text.contains("overdue"), "{}", link.text);
    // A milestone of Justice is overdue for longer, but who sends updates goes on with updates.
    assert!(link.attribute("href").unwrap().ends_with("/report"), "{:?}", link.attribute("href"));
    assert_eq!(justice.get(link.attribute("href").unwrap()).await.status, 200);
}

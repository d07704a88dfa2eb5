//! What a liaison finds on its home of what its agency took on: what it supports, and what comes later.

use crate::html::{tags, words};
use crate::world::{Who, World, title};
use domain::assignment::{CarrierRole, Offer};
use domain::body::Party;
use domain::date::FiscalQuarter;
use domain::ids::AssignmentId;
use domain::reporting::{ReportingPeriod, ReportingTerms};

/// Justice is asked to support an action that nobody leads.
async fn asked_to_support(world: &World) -> AssignmentId {
    let view = world.view(Who::Secretariat).await;
    let action = view.facts_by_reference("PLAN-2024", "A-03").unwrap().id;
    let party = Party::Agency(view.agency_by_code("DOJ").unwrap().id);
    world
        .does(Who::Secretariat, async |change| {
            let id = change.new_id();
            change.offer_role(Offer { id, action, party, role: CarrierRole::Support }).await?;
            Ok(id)
        })
        .await
}

#[tokio::test]
async fn who_accepts_a_supporting_role_is_told_what_is_so_and_finds_the_action_from_its_home() {
    let world = World::begin().await;
    let mut justice = world.signed_in(Who::Justice).await;
    assert!(words(justice.get("/").await.text()).contains("and supports none"));
    let form = format!("/assignments/{}/accept", asked_to_support(&world).await);
    let told = words(justice.send_form(&form, "/api/accept_role", &[]).await.text());
    let expected = "You accepted this role. The action is now on the agency's list.";
    assert!(told.contains(expected), "{told}");
    let home = justice.get("/").await;
    assert!(words(home.text()).contains("and supports 1"), "{}", words(home.text()));
    let list = tags(home.text()).into_iter().filter_map(|tag| tag.attribute("href").map(str::to_owned));
    let list = list.into_iter().find(|href| href.contains("supporter=DOJ")).unwrap();
    let list = words(justice.get(&list).await.text());
    assert!(list.contains("1 of 5 actions") && list.contains("Count beds"), "{list}");
}

#[tokio::test]
async fn the_secretariat_that_accepts_for_an_agency_is_not_told_that_it_is_its_own() {
    let world = World::begin().await;
    let form = format!("/assignments/{}/accept", asked_to_support(&world).await);
    let mut secretariat = world.signed_in(Who::Secretariat).await;
    let told = words(secretariat.send_form(&form, "/api/accept_role", &[]).await.text());
    assert!(told.contains("You accepted this role. The action is now on the agency's list."), "{told}");
    assert!(!told.contains("your list") && !told.contains("Your agency"), "{told}");
}

#[tokio::test]
async fn the_home_says_how_many_of_the_dates_to_come_it_leaves_out() {
    let world = World::begin().await;
    let mut justice = world.signed_in(Who::Justice).await;
    assert!(!words(justice.get("/").await.text()).contains("View all our open milestones"));
    let action = world.view(Who::Justice).await.facts_by_reference("PLAN-2024", "A-01").unwrap().id;
    world
        .does(Who::Justice, async |change| {
            for month in 1..=6 {
                let (id, due) = (change.new_id(), crate::world::day(&format!("2025-{month:02}-15")));
                change.plan_milestone(id, action, title(&format!("Course {month} held")), due, None).await?;
            }
            Ok(())
        })
        .await;
    // Updates for a quarter, the end of the plan, the milestone of before and the six new ones are nine dates.
    let home = justice.get("/").await;
    let shown = words(home.text());
    assert!(shown.contains("4 more dates. View all our open milestones"), "{shown}");
    assert!(home.text().contains("/milestones?lead=DOJ&amp;state=open"), "{shown}");
}

#[tokio::test]
async fn where_updates_are_yearly_the_homes_the_action_and_the_form_speak_of_the_fiscal_year() {
    let world = World::begin().await;
    let yearly = ReportingTerms { every: ReportingPeriod::Year, days: 15 };
    let from = FiscalQuarter::new(2024, 3).unwrap();
    world.does(Who::Secretariat, async |change| change.change_reporting_rule(from, yearly).await).await;
    let mut justice = world.signed_in(Who::Justice).await;
    let home = words(justice.get("/").await.text());
    assert!(home.contains("FY 2024 updates are due October 15, 2024."), "{home}");
    assert!(!home.contains("FY 2024 Q4") && !home.contains("September 2024"), "{home}");
    let action = words(justice.get("/actions/PLAN-2024/A-01").await.text());
    assert!(action.contains("Next: FY 2024, due October 15, 2024."), "{action}");
    let form = words(justice.get("/actions/PLAN-2024/A-01/report").await.text());
    assert!(form.contains("FY 2024 Q3 (April\u{2013}June 2024), no update due"), "{form}");
    let period = words(world.signed_in(Who::Secretariat).await.get("/").await.text());
    assert!(period.contains("FY 2024 updates are due October 15, 2024 ."), "{period}");
}

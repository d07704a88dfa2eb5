//! Forms are found where they are needed, and nobody is offered a form that is not theirs.

use crate::browser::Browser;
use crate::html::{self, tags};
use crate::rights::deeds::{DEEDS, Deed};
use crate::rights::{Decision, Object};
use crate::targets::{Target, Thing};
use crate::world::{Who, World, day};
use axum::http::StatusCode;
use domain::assignment::{CarrierRole, Offer};
use domain::body::Party;
use domain::evidence::Document;
use domain::ids::Version;
use domain::text::{Title, WebLink};

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

/// Whether a path is that of a form: names in braces stand for anything.
fn is_form(path: &str) -> bool {
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let fits = |pattern: &str| {
        let (names, parts): (Vec<&str>, Vec<&str>) = (pattern.split('/').collect(), path.split('/').collect());
        names.len() == parts.len() && names.iter().zip(&parts).all(|(name, part)| name.starts_with('{') || name == part)
    };
    DEEDS.iter().any(|deed| fits(deed.page))
}

/// An action of Health that Justice supports, with everything that can hang on one, and documents of both.
async fn supported_action(world: &World) -> Vec<String> {
    let mut pages = Vec::new();
    for thing in [
        Thing::Action,
        Thing::OpenMilestone,
        Thing::CompletedMilestone,
        Thing::Report,
        Thing::Document,
        Thing::Link,
        Thing::OfferedSupport,
    ] {
        let target = Target::make(world, thing, Object::OfHealth, "Fresh").await;
        let reference = target.fill("{reference}");
        let view = world.view(Who::Secretariat).await;
        let action = view.facts_by_reference("PLAN-2024", &reference).unwrap().id;
        let justice = Party::Agency(view.agency_by_code("DOJ").unwrap().id);
        world
            .does(Who::Secretariat, async |change| {
                let id = change.new_id();
                let role = CarrierRole::Support;
                change.offer_role(Offer { id, action, party: justice, role }).await?;
                change.accept_role(id, Version::FIRST).await
            })
            .await;
        let link = WebLink::parse("https://documents.example.gov/ours").unwrap();
        let ours = Document { title: Title::parse("Our own minutes").unwrap(), link, dated: day("2024-05-02") };
        world
            .does(Who::Justice, async |change| {
                let id = change.new_id();
                change.attach_evidence(id, action, None, ours).await
            })
            .await;
        pages.push(target.fill("/actions/{plan}/{reference}"));
        if matches!(thing, Thing::OpenMilestone | Thing::CompletedMilestone) {
            pages.push(target.fill("/milestones/{milestone}"));
        }
    }
    pages
}

/// A supporter sees documents of the lead, and the lead those of supporters: neither is offered what only the other may.
#[tokio::test]
async fn every_form_that_a_page_leads_to_is_one_that_its_reader_may_send() {
    let world = World::begin().await;
    let pages = supported_action(&world).await;
    let (mut tried, mut wrong) = (0, Vec::new());
    for who in Who::SIGNED_IN {
        let mut browser = world.signed_in(who).await;
        for page in &pages {
            for form in links(&mut browser, page).await.into_iter().filter(|link| is_form(link)) {
                let answer = browser.get(&form).await;
                tried += 1;
                let sends = html::forms(answer.text()).iter().any(|form| form.action.starts_with("/api/"));
                if answer.status != StatusCode::OK || !sends {
                    wrong.push(format!("{who:?} is led from {page} to {form}: {}", answer.status));
                }
            }
        }
    }
    assert!(tried > 60, "{tried} forms were offered");
    assert!(wrong.is_empty(), "{} of {tried}:\n{}", wrong.len(), wrong.join("\n"));
}

//! Forms are found where they are needed, and nobody is offered a form that is not theirs.

use crate::browser::Browser;
use crate::html::{self, tags};
use crate::rights::commands::{COMMAND_ROWS, CommandRow};
use crate::rights::settings::SETTINGS;
use crate::rights::{Decision, Object};
use crate::targets::{Target, Thing};
use crate::world::{Who, World, day};
use axum::http::StatusCode;
use domain::assignment::{CarrierRole, Offer};
use domain::body::Party;
use domain::evidence::Document;
use domain::ids::Version;
use domain::text::{Title, WebLink};
use std::collections::{BTreeMap, BTreeSet};

/// The page of the thing that a command is done to. What a form makes has no page yet: there it is the page above.
fn page_of_the_thing(row: &CommandRow) -> &str {
    match row.function {
        "/api/add_action" => "/plans/{plan}",
        "/api/plan_milestone" => "/actions/{plan}/{reference}",
        "/api/accept_reports" => "/periods/{period}",
        "/api/repeat_updates" => "/agencies/{agency}",
        _ => row.then,
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
        for row in COMMAND_ROWS.iter().filter(|row| row.rights.of(who, Object::OfHealth) == Decision::Allowed) {
            // To answer for an agency that does not answer is done on the page of the offer, which the action names.
            let target = Target::make(&world, row.done_to, Object::OfHealth, "Fresh").await;
            let (page, form) = (target.fill(page_of_the_thing(row)), target.fill(row.page));
            if !links(&mut browser, &page).await.contains(&form) {
                missing.push(format!("{who:?}: {} does not lead to {}", page_of_the_thing(row), row.page));
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
        for row in COMMAND_ROWS.iter().filter(|row| !row.page.starts_with("/people")) {
            let expected = row.rights.of(who, Object::OfHealth);
            let target = Target::make(&world, row.done_to, Object::OfHealth, "Fresh").await;
            let offered =
                links(&mut browser, &target.fill(page_of_the_thing(row))).await.contains(&target.fill(row.page));
            if offered && expected != Decision::Allowed {
                wrong.push(format!("{who:?} is led to {}", row.page));
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
    // The page of settings is no form alone.
    rows().any(|row| row.page != "/settings" && fits(row.page))
}

/// A page to look for ways on, and what its forms are filled in with.
struct Place {
    page: String,
    of: Target,
}

/// Actions of Health that Justice supports, each with something that can hang on one, and documents of both.
async fn supported_actions(world: &World) -> Vec<Place> {
    let mut places = Vec::new();
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
        if matches!(thing, Thing::OpenMilestone | Thing::CompletedMilestone) {
            places.push(Place { page: target.fill("/milestones/{milestone}"), of: target.clone() });
        }
        places.push(Place { page: target.fill("/actions/{plan}/{reference}"), of: target });
    }
    places
}

/// The same in a draft that only Justice was asked to carry, and the pages of what belongs to no action.
async fn other_places(world: &World) -> Vec<Place> {
    let mut places = Vec::new();
    for (thing, object, page) in [
        (Thing::Action, Object::InDraft, "/actions/{plan}/{reference}"),
        (Thing::OfferedLead, Object::InDraft, "/actions/{plan}/{reference}"),
        (Thing::OpenMilestone, Object::InDraft, "/milestones/{milestone}"),
        (Thing::OfferedLead, Object::OfJustice, "/actions/{plan}/{reference}"),
        (Thing::EmptyNode, Object::OfHealth, "/plans/{plan}"),
        (Thing::EmptyNode, Object::InDraft, "/plans/{plan}"),
        (Thing::DisabledAccount, Object::OfHealth, "/people"),
        (Thing::SavedView, Object::OfHealth, "/views"),
        (Thing::Session, Object::OfHealth, "/settings"),
    ] {
        let of = Target::make(world, thing, object, "Fresh").await;
        places.push(Place { page: of.fill(page), of });
    }
    places
}

/// What a reader is led to: the words of the link, and the path of the form. Nothing from what the reader may not open.
async fn offered(browser: &mut Browser, page: &str) -> Vec<(String, String)> {
    let answer = browser.get(page).await;
    if answer.status != StatusCode::OK {
        return Vec::new();
    }
    let links = tags(answer.text()).into_iter().filter(|tag| tag.name == "a");
    let links = links.filter_map(|tag| Some((tag.text.trim().to_owned(), tag.attribute("href")?.to_owned())));
    links.filter(|(_, path)| is_form(path)).collect()
}

/// A form as its page has it, with what the rule takes in every field that people type.
fn filled_in(form: html::Form, target: &Target, ovc: &str) -> html::Form {
    let row = rows().find(|row| row.function == form.action).unwrap();
    if form.action == "/api/change_person" {
        return form.with("name", "Kit Vale");
    }
    let typed = row.fields.iter().filter(|(name, _)| !HIDDEN.contains(name));
    typed.fold(form, |form, (name, value)| match *name {
        // No agency that has a part in the action already.
        "party" => form.with(name, ovc),
        "milestone" => form,
        _ => form.with(name, &target.fill(value)),
    })
}

/// Fields that nobody types.
const HIDDEN: &[&str] = &["id", "version", "action", "plan", "plan_code", "after", "list", "query"];

/// A supporter sees documents of the lead, and the lead those of supporters: neither is offered what only the other may.
#[tokio::test]
async fn whatever_a_page_leads_to_is_taken_from_its_reader_and_nothing_else_is() {
    let world = World::begin().await;
    let mut places = supported_actions(&world).await;
    places.extend(other_places(&world).await);
    let ovc = Party::Agency(world.view(Who::Secretariat).await.agency_by_code("OVC").unwrap().id).to_string();
    let (mut all, mut wrong, mut sent) = (BTreeMap::new(), Vec::new(), BTreeSet::new());
    let mut led_to = BTreeSet::new();
    for who in Who::SIGNED_IN {
        let mut browser = world.signed_in(who).await;
        for Place { page, of } in &places {
            for (words, path) in offered(&mut browser, page).await {
                let answer = browser.get(&path).await;
                let form = html::forms(answer.text()).into_iter().find(|form| form.action.starts_with("/api/"));
                let Some(form) = form.filter(|_| answer.status == StatusCode::OK) else {
                    wrong.push(format!("{who:?} is led from {page} to {path}: {}", answer.status));
                    continue;
                };
                let title = html::heading(answer.text());
                if words != title {
                    wrong.push(format!("{page} calls {path} {words:?}, and its title is {title:?}"));
                }
                let form = filled_in(form, of, &ovc);
                let path = path.split('?').next().unwrap().to_owned();
                led_to.insert((who as usize, path.clone()));
                // What is the same on the page of every action of a plan is sent once.
                let plan = path.strip_prefix("/actions/").and_then(|rest| rest.split('/').next());
                let what = plan.map_or_else(|| path.clone(), |plan| format!("{plan} {}", form.action));
                if sent.insert((who as usize, what)) {
                    let copy = world.copied().await;
                    let mut there = copy.visitor();
                    there.cookie.clone_from(&browser.cookie);
                    let before = copy.size().await;
                    let done = there.call(&form.action, &form.fields).await;
                    let is_beside = SETTINGS.iter().any(|row| row.function == form.action);
                    if done.status != StatusCode::OK || (copy.size().await > before) == is_beside {
                        wrong.push(format!("{who:?} sent {path}: {} {}", done.status, done.text()));
                    }
                }
                all.insert(path, form);
            }
        }
    }
    assert!(sent.len() > 80, "{} forms were sent", sent.len());
    for who in Who::SIGNED_IN {
        let mut browser = world.signed_in(who).await;
        for (path, form) in all.iter().filter(|(path, _)| !led_to.contains(&(who as usize, (*path).clone()))) {
            let before = world.size().await;
            let own = form.fields.iter().filter(|(name, _)| name != "writer" && name != "form_key").cloned().collect();
            let answer = browser.call(&form.action, &own).await;
            if !answer.status.is_client_error() || world.size().await != before {
                wrong.push(format!("{who:?} is not led to {path}, and it was taken: {}", answer.status));
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

/// Of the record, and beside it.
fn rows() -> impl Iterator<Item = &'static CommandRow> {
    COMMAND_ROWS.iter().chain(SETTINGS)
}

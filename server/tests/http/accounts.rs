//! Keeping accounts: changed, disabled and enabled, with a new link, by those who keep them, and one administrator stays.

use crate::browser::Browser;
use crate::html;
use crate::world::{ORIGIN, PASSWORD, Who, World};
use axum::http::StatusCode;
use chrono::Utc;
use domain::actor::Role;
use domain::ids::{PersonId, Version};
use domain::person::Person;
use domain::text::MailAddress;

const LAST: &str = "This is the last administrator who can sign in. Make another account an administrator first; its owner must \
                    have chosen a password.";

fn page(who: PersonId, form: &str) -> String {
    format!("/people/{who}/{form}")
}

async fn words(browser: &mut Browser, address: &str) -> String {
    html::words(browser.get(address).await.text())
}

/// Another administrator, who has chosen a password.
async fn second_administrator(world: &World) -> PersonId {
    let id = invited_administrator(world).await;
    world.store.set_password(id, "hash", Utc::now()).await.unwrap();
    id
}

async fn invited_administrator(world: &World) -> PersonId {
    let address = MailAddress::parse("max.lund@agency.example.gov").unwrap();
    let name = crate::world::title("Max Lund");
    world
        .does(Who::Administrator, async |change| {
            let id = change.new_id();
            let role = Role::Administrator;
            change.add_person(Person { id, name, address, role, agency: None, disabled: false }).await?;
            Ok(id)
        })
        .await
}

#[tokio::test]
async fn the_last_administrator_cannot_disable_themself_or_give_the_role_away() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Administrator).await;
    let (own, before) = (Who::Administrator.person(), world.size().await);
    let listed = browser.get("/people").await;
    let (of_own, of_another) = (page(own, "disable"), page(Who::Chair.person(), "disable"));
    assert!(!listed.text().contains(&of_own) && listed.text().contains(&of_another), "it is not offered");
    let told = browser.get(&page(own, "disable")).await;
    assert!(html::words(told.text()).contains(LAST) && html::form(told.text(), "/api/disable_person").is_none());
    let sent = crate::browser::fields(&[("id", &own.to_string()), ("version", "1")]);
    let answer = browser.call("/api/disable_person", &sent).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text().contains(LAST), "{}", answer.text());

    let refused = browser.send_form(&page(own, "change"), "/api/change_person", &[("role", "auditor")]).await;
    assert!(html::words(refused.text()).contains(LAST), "{}", html::words(refused.text()));
    assert_eq!(world.size().await, before);
    assert_eq!(browser.get("/people").await.status, StatusCode::OK, "still signed in");
}

#[tokio::test]
async fn an_administrator_who_was_only_invited_is_nobody_to_leave_the_record_to() {
    let world = World::begin().await;
    let invited = invited_administrator(&world).await;
    let mut browser = world.signed_in(Who::Administrator).await;
    let own = Who::Administrator.person();
    let listed = browser.get("/people").await;
    assert!(html::words(listed.text()).contains("Invited, no password yet"));
    assert!(!listed.text().contains(&page(own, "disable")), "it is not offered");
    assert!(words(&mut browser, &page(own, "disable")).await.contains(LAST));
    let refused = browser.send_form(&page(own, "change"), "/api/change_person", &[("role", "auditor")]).await;
    assert!(html::words(refused.text()).contains(LAST), "{}", html::words(refused.text()));
    world.store.set_password(invited, "hash", Utc::now()).await.unwrap();
    assert!(browser.get("/people").await.text().contains(&page(own, "disable")));
}

#[tokio::test]
async fn a_double_click_on_a_new_account_still_shows_its_link() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Administrator).await;
    let form = html::form(browser.get("/people/add").await.text(), "/api/add_person").unwrap();
    let typed = [("name", "Max Lund"), ("address", "max.lund@agency.example.gov"), ("role", "auditor")];
    let form = typed.iter().fold(form, |form, (name, value)| form.with(name, value));
    let people = browser.post("/api/add_person", &form.fields).await.location().to_owned();
    let link = format!("{ORIGIN}/welcome/");
    // The browser has asked for the page, and leaves it for the second press before anybody reads it.
    assert!(browser.get(&people).await.text().contains(&link));
    let again = browser.post("/api/add_person", &form.fields).await.location().to_owned();
    let shown = browser.get(&again).await;
    assert!(html::words(shown.text()).contains("You already submitted this form. It was saved once."));
    assert!(shown.text().contains(&link), "{}", html::words(shown.text()));
    assert!(!browser.get(&again).await.text().contains(&link), "it is not shown for ever");
}

#[tokio::test]
async fn one_of_two_administrators_disables_themself_and_is_told_where_the_session_went() {
    let world = World::begin().await;
    second_administrator(&world).await;
    let mut browser = world.signed_in(Who::Administrator).await;
    let own = Who::Administrator.person();
    let form = html::form(browser.get(&page(own, "disable")).await.text(), "/api/disable_person").unwrap();
    let answer = browser.post("/api/disable_person", &form.fields).await;
    assert_eq!((answer.status, answer.location()), (StatusCode::FOUND, "/people"));
    let sent = browser.get("/people").await;
    assert_eq!(sent.location(), "/sign-in?next=%2Fpeople");
    assert!(words(&mut browser, sent.location()).await.contains("You were signed out. The session was ended on"));
}

#[tokio::test]
async fn a_disabled_account_is_enabled_again_and_signs_in_with_its_password() {
    let world = World::begin().await;
    let chair = Who::Chair.person();
    world.does(Who::Administrator, async |change| change.disable_person(chair, Version::FIRST).await).await;
    let mut browser = world.signed_in(Who::Administrator).await;
    let told = browser.send_form(&page(chair, "enable"), "/api/enable_person", &[]).await;
    assert!(html::words(told.text()).contains("Account enabled."), "{}", html::words(told.text()));
    assert_eq!(world.visitor().sign_in(&Who::Chair.address(), PASSWORD).await.location(), "/");
}

#[tokio::test]
async fn a_new_address_or_role_is_an_entry_and_ends_the_sessions_and_a_new_name_ends_none() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Administrator).await;
    let (health, form) = (page(Who::Health.person(), "change"), "/api/change_person");
    let mut liaison = world.signed_in(Who::Health).await;
    browser.send_form(&health, form, &[("name", "Lu Vale")]).await;
    assert!(words(&mut liaison, "/").await.contains("Lu Vale"));

    for change in [("address", "lu.vale@agency.example.gov"), ("role", "auditor")] {
        let (before, address) = (world.size().await, world.view(Who::Administrator).await);
        let address = address.people().await.unwrap().into_iter().find(|seen| seen.value.id == Who::Health.person());
        let mut liaison = world.visitor();
        assert_eq!(liaison.sign_in(address.unwrap().value.address.as_str(), PASSWORD).await.location(), "/");
        browser.send_form(&health, form, &[change]).await;
        assert_eq!(world.size().await, before + 1, "{change:?}");
        assert_eq!(liaison.get("/actions").await.location(), "/sign-in?next=%2Factions", "{change:?}");
    }
    let record = words(&mut browser, "/record").await;
    for said in
        ["Account name changed.", "Account email address changed.", "Account role changed from Liaison to Auditor."]
    {
        assert!(record.contains(said), "{said}: {record}");
    }
}

#[tokio::test]
async fn a_new_link_is_shown_whole_and_once_and_those_before_stop_working() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Secretariat).await;
    let link = async |browser: &mut Browser| {
        let shown = browser.send_form(&page(Who::Health.person(), "link"), "/api/make_link", &[]).await;
        let words = html::words(shown.text());
        let begin = words.find(&format!("{ORIGIN}/welcome/")).unwrap_or_else(|| panic!("no link: {words}"));
        words[begin + ORIGIN.len()..].chars().take("/welcome/".len() + 64).collect::<String>()
    };
    let (first, second) = (link(&mut browser).await, link(&mut browser).await);
    assert!(!words(&mut browser, "/people").await.contains("/welcome/"), "it is said once");
    assert_eq!(world.visitor().get(&first).await.status, StatusCode::NOT_FOUND);
    assert!(html::form(world.visitor().get(&second).await.text(), "/welcome").is_some());
}

#[tokio::test]
async fn the_secretariat_keeps_liaisons_and_finds_no_other_account() {
    let world = World::begin().await;
    let mut browser = world.signed_in(Who::Secretariat).await;
    let listed = words(&mut browser, "/people").await;
    assert!(listed.contains("Jo Reyes") && !listed.contains("Cleo Hart"), "{listed}");
    assert_eq!(browser.get(&page(Who::Chair.person(), "change")).await.status, StatusCode::NOT_FOUND);
    let form = html::form(browser.get(&page(Who::Justice.person(), "change")).await.text(), "/api/change_person");
    let refused = browser.post("/api/change_person", &form.unwrap().with("role", "administrator").fields).await;
    let told = words(&mut browser, refused.location()).await;
    assert!(told.contains("Only an administrator can manage accounts."), "{told}");
}

//! The link with which a new account chooses its password: it works once, for a while, and for nobody else.

use crate::browser::{Browser, fields};
use crate::html;
use crate::world::{Who, World};
use axum::http::StatusCode;
use chrono::{TimeDelta, Utc};
use futures::future::join_all;
use server::passwords;
use std::time::Instant;

const CHOSEN: &str = "nine patient herons";

async fn link(world: &World, hours: i64) -> String {
    world.store.invite(Who::Justice.person(), Utc::now() + TimeDelta::hours(hours)).await.unwrap().text()
}

/// Opens the link, types the password twice and sends the form.
async fn choose(browser: &mut Browser, token: &str, password: &str, again: &str) -> String {
    let form = fields(&[("token", token), ("password", password), ("again", again)]);
    browser.post("/welcome", &form).await.location().to_owned()
}

async fn signs_in_with(world: &World, password: &str) -> bool {
    world.visitor().sign_in(&Who::Justice.address(), password).await.location() == "/"
}

#[tokio::test]
async fn a_link_sets_a_password_once() {
    let world = World::begin().await;
    let (token, mut browser) = (link(&world, 1).await, world.visitor());
    let page = browser.get(&format!("/welcome/{token}")).await;
    let form = html::form(page.text(), "/welcome").unwrap().with("password", CHOSEN).with("again", CHOSEN);
    assert_eq!(browser.post("/welcome", &form.fields).await.location(), "/sign-in?told=password-set");
    assert!(signs_in_with(&world, CHOSEN).await);

    let gone = browser.get(&format!("/welcome/{token}")).await;
    assert_eq!(gone.status, StatusCode::NOT_FOUND);
    let second = "ten impatient herons";
    assert_eq!(choose(&mut browser, &token, second, second).await, format!("/welcome/{token}"));
    assert!(!signs_in_with(&world, second).await);
    assert!(signs_in_with(&world, CHOSEN).await);
}

#[tokio::test]
async fn of_several_who_use_a_link_at_once_one_sets_the_password() {
    let world = World::begin().await;
    let token = link(&world, 1).await;
    let passwords: Vec<String> = (0..4).map(|number| format!("{number} hasty herons")).collect();
    let tries = passwords.iter().map(|password| {
        let (mut browser, token) = (world.visitor(), token.clone());
        async move { choose(&mut browser, &token, password, password).await }
    });
    let ended: Vec<String> = join_all(tries).await;
    assert_eq!(ended.iter().filter(|location| *location == "/sign-in?told=password-set").count(), 1);
    let mut working = 0;
    for password in &passwords {
        working += usize::from(signs_in_with(&world, password).await);
    }
    assert_eq!(working, 1);
}

#[tokio::test]
async fn a_password_that_does_not_do_leaves_the_link_as_it_was_and_says_why() {
    let world = World::begin().await;
    let (token, mut browser) = (link(&world, 1).await, world.visitor());
    let unfit = [
        ("elevensigns", "elevensigns", "Use at least 12 characters."),
        ("password1234", "password1234", "This password is easy to guess. Choose several unrelated words."),
        (CHOSEN, "nine patient heron", "The passwords don't match. Enter the same password twice."),
    ];
    for (password, again, words) in unfit {
        let location = choose(&mut browser, &token, password, again).await;
        assert!(!location.contains(password), "{location}");
        let page = browser.get(&location).await;
        assert!(html::words(page.text()).contains(words), "{words}");
        assert!(!page.text().contains(password), "a password never comes back");
        assert!(html::title(page.text()).starts_with("Error: "), "{}", html::title(page.text()));
    }
    assert_eq!(choose(&mut browser, &token, CHOSEN, CHOSEN).await, "/sign-in?told=password-set");
}

#[tokio::test]
async fn a_link_is_good_for_its_time_only() {
    let world = World::begin().await;
    let (token, mut browser) = (link(&world, -1).await, world.visitor());
    let dead = browser.get(&format!("/welcome/{token}")).await;
    assert_eq!(dead.status, StatusCode::NOT_FOUND);
    assert!(
        html::words(dead.text())
            .contains("This link has expired or was already used A newer link may have replaced it"),
        "{}",
        dead.text()
    );
    choose(&mut browser, &token, CHOSEN, CHOSEN).await;
    assert!(!signs_in_with(&world, CHOSEN).await);
}

/// The link and the password are one transaction: nobody is left with neither.
#[tokio::test]
async fn a_link_is_not_used_up_when_the_password_cannot_be_saved() {
    let world = World::begin().await;
    let (token, mut browser) = (link(&world, 1).await, world.visitor());
    let full = "SELECT RAISE(ABORT, 'the disk is full')";
    world.tamper(&format!("CREATE TRIGGER full BEFORE UPDATE ON passwords BEGIN {full}; END")).await;
    let form = fields(&[("token", &token), ("password", CHOSEN), ("again", CHOSEN)]);
    assert!(browser.post("/welcome", &form).await.status.is_server_error());
    world.tamper("DROP TRIGGER full").await;
    assert_eq!(choose(&mut browser, &token, CHOSEN, CHOSEN).await, "/sign-in?told=password-set");
    assert!(signs_in_with(&world, CHOSEN).await);
}

/// Otherwise the address would be taken by an account that nobody can open.
#[tokio::test]
async fn an_account_is_not_added_when_its_link_cannot_be_made() {
    let world = World::begin().await;
    let mut secretariat = world.signed_in(Who::Secretariat).await;
    let agency = world.view(Who::Secretariat).await.agency_by_code("OTIP").unwrap().id.to_string();
    let page = secretariat.get("/people/add").await;
    let form = html::form(page.text(), "/api/add_person").unwrap();
    let form = form
        .with("name", "Robin Vale")
        .with("address", "robin@otip.example.gov")
        .with("role", "liaison")
        .with("agency", &agency);
    let full = "SELECT RAISE(ABORT, 'the disk is full')";
    world.tamper(&format!("CREATE TRIGGER full BEFORE INSERT ON invitations BEGIN {full}; END")).await;
    let size = world.size().await;
    secretariat.post("/api/add_person", &form.fields).await;
    assert_eq!(world.size().await, size);
    world.tamper("DROP TRIGGER full").await;
    let answer = secretariat.post("/api/add_person", &form.fields).await;
    let shown = secretariat.get(answer.location()).await;
    assert!(html::words(shown.text()).contains("/welcome/"), "{}", html::words(shown.text()));
}

/// The secretariat adds a liaison with the form, and the liaison gets in with nothing but the link that it showed.
#[tokio::test]
async fn an_invited_liaison_gets_in_with_the_link_that_the_secretariat_was_shown() {
    let world = World::begin().await;
    let mut secretariat = world.signed_in(Who::Secretariat).await;
    let page = secretariat.get("/people/add").await;
    let agency = world.view(Who::Secretariat).await.agency_by_code("OTIP").unwrap().id.to_string();
    let form = html::form(page.text(), "/api/add_person").unwrap();
    let form = form
        .with("name", "Robin Vale")
        .with("address", "robin@otip.example.gov")
        .with("role", "liaison")
        .with("agency", &agency);
    let answer = secretariat.post("/api/add_person", &form.fields).await;
    let shown = secretariat.get(answer.location()).await;
    let words = html::words(shown.text());
    let token = words.split_once("/welcome/").expect("the link is shown").1.chars().take(64).collect::<String>();
    assert!(!words.contains(&Who::Chair.address()), "the secretariat reads no accounts but those of liaisons");

    let mut robin = world.visitor();
    assert_eq!(choose(&mut robin, &token, CHOSEN, CHOSEN).await, "/sign-in?told=password-set");
    assert_eq!(robin.sign_in("robin@otip.example.gov", CHOSEN).await.location(), "/");
}

#[tokio::test]
async fn links_that_somebody_makes_up_keep_nobody_from_signing_in() {
    let world = World::begin().await;
    let begun = Instant::now();
    for _ in 0..10 {
        assert!(passwords::is_right(CHOSEN.into(), None).await.is_ok());
    }
    let ten_passwords = begun.elapsed();
    let made_up = (0..100).map(|number| {
        let (mut browser, token) = (world.visitor(), format!("{number:064x}"));
        async move { choose(&mut browser, &token, CHOSEN, CHOSEN).await }
    });
    let begun = Instant::now();
    let ended = join_all(made_up).await;
    assert!(ended.iter().all(|location| location.starts_with("/welcome/")));
    assert!(
        begun.elapsed() < ten_passwords * 5,
        "a hundred cost {:?}, ten passwords {ten_passwords:?}",
        begun.elapsed()
    );
}
